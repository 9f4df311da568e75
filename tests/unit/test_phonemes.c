/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "text/phonemes.h"

#include "text/lexicon.h"

#include "base/limits.h"
#include "text/table.h"

#include <string.h>

/* A small inventory: a, a:, t, tS, and the stress mark. */
static bool small(const char *mnemonic, size_t length, void *data)
{
    static const char *const all[] = {"a", "a:", "t", "tS", "'"};
    ++*(unsigned *)data;
    for (unsigned i = 0; i < G_N_ELEMENTS(all); i++) {
        if (strlen(all[i]) == length && memcmp(all[i], mnemonic, length) == 0)
            return true;
    }
    return false;
}

static size_t length_of(const char *s)
{
    unsigned calls = 0;
    size_t length = kx_mnemonic_length(s, strlen(s), small, &calls);
    g_assert_cmpuint(calls, <=, 4);
    return length;
}

static void test_length(void)
{
    g_assert_cmpuint(length_of("a:t"), ==, 2);
    g_assert_cmpuint(length_of("at"), ==, 1);
    g_assert_cmpuint(length_of("tSa"), ==, 2);
    g_assert_cmpuint(length_of("'a"), ==, 1);
    g_assert_cmpuint(length_of("|a"), ==, 1);
    g_assert_cmpuint(length_of("_a"), ==, 1);
    g_assert_cmpuint(length_of(" a"), ==, 1);
    g_assert_cmpuint(length_of(":a"), ==, 0);
    g_assert_cmpuint(length_of("\xc3\xa9"), ==, 0);
    g_assert_cmpuint(length_of(""), ==, 0);
    unsigned calls = 0;
    /* Not beyond n, even where a longer mnemonic would fit, and a NUL is no separator. */
    g_assert_cmpuint(kx_mnemonic_length("tS", 1, small, &calls), ==, 1);
    g_assert_cmpuint(kx_mnemonic_length("\0a", 2, small, &calls), ==, 0);
}

static void test_valid(void)
{
    size_t bad = 99;
    g_assert_true(kx_phonemes_valid("v#'EthVUd@r", &bad));
    g_assert_cmpuint(bad, ==, 99);
    g_assert_true(kx_phonemes_valid("s'OftwE:r", NULL));
    g_assert_true(kx_phonemes_valid("b'e:t;@", NULL));
    g_assert_false(kx_phonemes_valid("f%q3x\\z", &bad));
    g_assert_cmpuint(bad, <=, 5);
    g_assert_false(kx_phonemes_valid("s'Er]]", &bad));
    g_assert_cmpuint(bad, ==, 4);
    g_assert_false(kx_phonemes_valid("[[a]]", &bad));
    g_assert_cmpuint(bad, ==, 0);
    g_assert_false(kx_phonemes_valid("", NULL));
    /* A sound of the English voice: the Dutch one says nothing for it, and drops what follows. */
    g_assert_false(kx_phonemes_valid("t3:t", &bad));
    g_assert_cmpuint(bad, ==, 1);
    g_assert_cmpuint(kx_english_mnemonic("3:t", 3), ==, 2);
    g_assert_cmpuint(kx_english_mnemonic("Wyt", 3), ==, 0);
    g_assert_cmpuint(kx_dutch_mnemonic("Wyt", 3), ==, 2);
    /* What would switch the engine's language is a pause to us, and then an unknown sign. */
    g_assert_false(kx_phonemes_valid("_^_en", &bad));
    g_assert_cmpuint(bad, ==, 1);
}

static void test_bound(void)
{
    g_autofree char *most = g_strnfill(KX_GATE_MNEMONICS_MAX, 't');
    g_autofree char *more = g_strnfill(KX_GATE_MNEMONICS_MAX + 1, 't');
    size_t bad = 0;
    g_assert_true(kx_phonemes_valid(most, NULL));
    g_assert_false(kx_phonemes_valid(more, &bad));
    g_assert_cmpuint(bad, ==, KX_GATE_MNEMONICS_MAX);
}

/* No mnemonic of the table could open or close a group, or mean anything but a sound. */
static void test_table(void)
{
    const kx_table *t = &kx_table_phonemes;
    g_assert_cmpuint(t->n_rows, >, 100);
    for (size_t i = 0; i < t->n_rows; i++) {
        const char *mnemonic = kx_text(t->cells, i * t->n_columns);
        g_assert_null(strpbrk(mnemonic, "[]<>&| "));
        g_assert_null(strstr(mnemonic, "_^_"));
        g_assert_cmpuint(strlen(mnemonic), <=, 4);
    }
    for (size_t i = 0; i < kx_table_lexicon.n_rows; i++) {
        const kx_cell *row = &kx_table_lexicon.cells[i * KX_LEXICON_COLUMNS];
        g_assert_true(!kx_lexicon_row_is(row, "phonemes") ||
                      kx_phonemes_valid(kx_text(row, KX_LEXICON_VALUE), NULL));
    }
    for (size_t i = 0; i < kx_table_letters.n_rows; i++) {
        const kx_cell *row = &kx_table_letters.cells[i * kx_table_letters.n_columns];
        g_assert_true(kx_phonemes_valid(kx_text(row, 2), NULL));
        g_assert_true(kx_phonemes_valid(kx_text(row, 4), NULL));
    }
    g_assert_cmpuint(kx_table_letters.n_rows, ==, 27);
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/phonemes/length", test_length);
    g_test_add_func("/phonemes/valid", test_valid);
    g_test_add_func("/phonemes/bound", test_bound);
    g_test_add_func("/phonemes/table", test_table);
    return g_test_run();
}
