/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "doc/document.h"

#include "base/sanitized.h"

#include <string.h>

static kx_document *document_of(const char *text, const kx_anchor *anchors, guint n)
{
    kx_document *doc = kx_document_new("a.txt");

    kx_document_take_text(doc, g_strdup(text), strlen(text));
    g_array_append_vals(doc->anchors, anchors, n);
    return doc;
}

static void check_range(const kx_document *doc, size_t start, size_t end, size_t source_start,
                        size_t source_end)
{
    kx_range source = kx_document_source_range(doc, (kx_range){start, end});

    g_assert_cmpuint(source.start, ==, source_start);
    g_assert_cmpuint(source.end, ==, source_end);
}

static void test_new(void)
{
    g_autoptr(kx_document) doc = kx_document_new("-");

    g_assert_cmpstr(doc->name, ==, "-");
    g_assert_cmpstr(doc->text, ==, "");
    g_assert_cmpuint(doc->length, ==, 0);
    g_assert_cmpuint(doc->blocks->len + doc->anchors->len + doc->notes->len, ==, 0);
    g_assert_null(doc->title);
    kx_document_free(NULL);
}

static void test_kind_names(void)
{
    g_autoptr(GHashTable) seen = g_hash_table_new(g_str_hash, g_str_equal);

    for (int kind = 0; kind < KX_BLOCK_KINDS; kind++) {
        const char *name = kx_block_kind_name((kx_block_kind)kind);
        g_assert_nonnull(name);
        g_assert_true(g_hash_table_add(seen, g_strdup(name)));
    }
    g_assert_cmpstr(kx_block_kind_name(KX_BLOCK_HEADLINE), ==, "headline");
    g_assert_cmpstr(kx_block_kind_name(KX_BLOCK_LEAD), ==, "lead");
    g_assert_cmpstr(kx_block_kind_name(KX_BLOCK_KINDS), ==, "unknown");
    GHashTableIter iter;
    gpointer key;
    g_hash_table_iter_init(&iter, seen);
    while (g_hash_table_iter_next(&iter, &key, NULL))
        g_free(key);
}

static void test_blocks_and_notes(void)
{
    g_autoptr(kx_document) doc = document_of("kop\n\ntekst", NULL, 0);

    kx_document_add_block(doc, KX_BLOCK_HEADLINE, (kx_range){0, 3});
    kx_document_add_block(doc, KX_BLOCK_LEAD, (kx_range){5, 10});
    kx_document_note(doc, "%d %s", 3, "keer");
    g_assert_cmpuint(doc->blocks->len, ==, 2);
    g_assert_cmpint((int)g_array_index(doc->blocks, kx_block, 1).kind, ==, KX_BLOCK_LEAD);
    g_assert_cmpuint(g_array_index(doc->blocks, kx_block, 1).range.start, ==, 5);
    g_assert_cmpstr(doc->notes->pdata[0], ==, "3 keer");
}

static void test_no_anchors(void)
{
    g_autoptr(kx_document) doc = document_of("abcdef", NULL, 0);

    check_range(doc, 0, 6, 0, 6);
    check_range(doc, 2, 4, 2, 4);
    check_range(doc, 3, 3, 3, 3);
}

/* Source: BOM (3) "ab" CR LF "c" e U+0308 "d" NUL "f". */
static void test_anchors(void)
{
    static const kx_anchor anchors[] = {
        {0, 3, 1, 1},  /* ab */
        {2, 5, 1, 2},  /* LF from CRLF */
        {3, 7, 1, 1},  /* c */
        {4, 8, 2, 3},  /* ë */
        {6, 11, 1, 1}, /* d, then a dropped byte */
        {7, 13, 1, 1}, /* f */
    };
    g_autoptr(kx_document) doc = document_of("ab\ncëdf", anchors, G_N_ELEMENTS(anchors));

    check_range(doc, 0, 2, 3, 5);
    check_range(doc, 0, 3, 3, 7);
    check_range(doc, 2, 3, 5, 7);
    check_range(doc, 3, 4, 7, 8);
    check_range(doc, 3, 6, 7, 11);
    check_range(doc, 4, 6, 8, 11);
    check_range(doc, 4, 5, 8, 11); /* half a letter is the whole of it */
    check_range(doc, 5, 6, 8, 11);
    check_range(doc, 6, 7, 11, 12); /* without the dropped byte */
    check_range(doc, 7, 8, 13, 14);
    check_range(doc, 6, 8, 11, 14);
    check_range(doc, 7, 7, 13, 13);
}

/* A run of windows-1252 letters: one anchor for all of them. */
static void test_units(void)
{
    static const kx_anchor anchors[] = {{0, 0, 1, 1}, {1, 1, 2, 1}, {7, 4, 1, 1}};
    g_autoptr(kx_document) doc = document_of("aéëïb", anchors, G_N_ELEMENTS(anchors));

    check_range(doc, 0, 8, 0, 5);
    check_range(doc, 1, 3, 1, 2);
    check_range(doc, 3, 5, 2, 3);
    check_range(doc, 5, 7, 3, 4);
    check_range(doc, 7, 8, 4, 5);
}

static void test_lines(void)
{
    g_autoptr(kx_document) doc = document_of("a\n\nbc\n", NULL, 0);

    g_assert_cmpuint(kx_document_line(doc, 0), ==, 1);
    g_assert_cmpuint(kx_document_line(doc, 1), ==, 1);
    g_assert_cmpuint(kx_document_line(doc, 2), ==, 2);
    g_assert_cmpuint(kx_document_line(doc, 3), ==, 3);
    g_assert_cmpuint(kx_document_line(doc, 5), ==, 3);
    g_assert_cmpuint(kx_document_line(doc, 6), ==, 4);
    g_assert_cmpuint(kx_document_line(doc, 600), ==, 4);
}

static void test_take_text_again(void)
{
    static const kx_anchor anchors[] = {{0, 3, 1, 1}};
    g_autoptr(kx_document) doc = document_of("abc", anchors, 1);

    kx_document_take_text(doc, g_strdup("xy"), 2);
    g_assert_cmpstr(doc->text, ==, "xy");
    check_range(doc, 0, 2, 0, 2);
}

static void test_cut(void)
{
    static const kx_edit cuts[] = {{{0, 2}, 0}, {{5, 7}, 0}, {{9, 10}, 0}};
    g_autoptr(kx_document) doc = document_of("> ab\n> c\nd", NULL, 0);

    kx_document_edit(doc, cuts, G_N_ELEMENTS(cuts));
    g_assert_cmpstr(doc->text, ==, "ab\nc\n");
    g_assert_cmpuint(doc->length, ==, 5);
    check_range(doc, 0, 2, 2, 4);
    check_range(doc, 0, 3, 2, 5);
    check_range(doc, 3, 4, 7, 8);
    check_range(doc, 0, 4, 2, 8);
    check_range(doc, 4, 5, 8, 9);
}

/* What comes in the place of a range has that range as its source, in any text. */
static void test_replace(void)
{
    static const kx_anchor anchors[] = {{0, 0, 1, 1}, {3, 3, 2, 1}, {5, 4, 1, 1}};
    static const kx_edit edits[] = {
        {{0, 1}, '&'}, {{3, 6}, 0x20AC}, {{6, 7}, 0}, {{8, 10}, 0xE9}, {{10, 12}, ' '}};
    g_autoptr(kx_document) plain = document_of("&amp;caf&eacute;<br>", NULL, 0);
    g_autoptr(kx_document) doc = document_of("abcéxyzuvwst", anchors, 3);

    kx_document_edit(plain, (const kx_edit[]){{{0, 5}, '&'}, {{8, 16}, 0xE9}, {{16, 20}, ' '}}, 3);
    g_assert_cmpstr(plain->text, ==, "&café ");
    check_range(plain, 0, 1, 0, 5);
    check_range(plain, 1, 4, 5, 8);
    check_range(plain, 1, 6, 5, 16);
    check_range(plain, 4, 7, 8, 20);
    kx_document_edit(doc, edits, G_N_ELEMENTS(edits));
    g_assert_cmpstr(doc->text, ==, "&bc€zé t");
    check_range(doc, 0, 1, 0, 1);
    check_range(doc, 3, 6, 3, 5);
}

/* A range stays where what follows it would join what stands before it, and the text be composed
 * no more: a mark, a vowel of Hangul. */
static void test_cut_before_mark(void)
{
    g_autoptr(kx_document) doc = document_of("e*\u0301 \u1100*\u1161 *a* \u0301", NULL, 0);
    static const kx_edit cuts[] = {
        {.range = {1, 2}}, {.range = {8, 9}}, {.range = {13, 14}}, {.range = {15, 16}}};
    kx_document_edit(doc, cuts, G_N_ELEMENTS(cuts));
    g_assert_cmpstr(doc->text, ==, "e*\u0301 \u1100*\u1161 a \u0301");
}

/* What a random range of the text maps to must not depend on what was cut elsewhere. */
static void test_cut_random(void)
{
    for (int round = 0; round < 2000; round++) {
        kx_anchor anchors[12];
        kx_edit cuts[4];
        char text[49] = {0};
        guint n_anchors = 0, n_cuts = 0;
        size_t at, source = (size_t)g_test_rand_int_range(0, 3);
        bool kept[48];

        memset(text, 'x', 48);
        for (at = 0; at < 48; at += 4) { /* units of 1, 2 or 4 bytes of text, gaps in the source */
            guint unit = 1U << g_test_rand_int_range(0, 3);
            guint from = unit == 1 ? 1 : (guint)g_test_rand_int_range(1, 5);
            anchors[n_anchors++] = (kx_anchor){(guint)at, (guint)source, unit, from};
            source += 4 / unit * from + (guint)g_test_rand_int_range(0, 2);
            memset(kept + at, TRUE, 4);
        }
        for (at = 0; at < 44 && n_cuts < 4;) {
            size_t start = at + 4 * (size_t)g_test_rand_int_range(0, 3);
            size_t end = start + 4 * (size_t)g_test_rand_int_range(1, 3);
            if (end > 48)
                break;
            cuts[n_cuts++] = (kx_edit){{start, end}, 0};
            memset(kept + start, FALSE, end - start);
            at = end + 4;
        }
        g_autoptr(kx_document) doc = document_of(text, anchors, n_anchors);
        g_autoptr(kx_document) cut = document_of(text, anchors, n_anchors);
        kx_document_edit(cut, cuts, n_cuts);

        size_t now = 0;
        for (at = 0; at < 48; at++) {
            if (!kept[at])
                continue;
            kx_range wanted = kx_document_source_range(doc, (kx_range){at, at + 1});
            check_range(cut, now, now + 1, wanted.start, wanted.end);
            now++;
        }
        g_assert_cmpuint(cut->length, ==, now);
    }
}

/* Kilobytes of this process that lie in memory. */
static guint64 resident(void)
{
    g_autofree char *status = NULL;

    g_assert_true(g_file_get_contents("/proc/self/status", &status, NULL, NULL));
    const char *line = strstr(status, "VmRSS:");
    return line ? g_ascii_strtoull(line + strlen("VmRSS:"), NULL, 10) : 0;
}

/* What was put away is read as before, also when only the document holds the store. */
static void test_put_away(void)
{
    static const kx_anchor anchors[] = {{0, 0, 1, 1}, {1, 1, 2, 1}};
    kx_store *store = kx_store_new(g_get_tmp_dir());
    g_autoptr(kx_document) doc = document_of("aé\n\nkop", anchors, G_N_ELEMENTS(anchors));
    g_autoptr(kx_document) bare = kx_document_new("-");

    kx_document_rest(doc);
    kx_document_add_block(doc, KX_BLOCK_HEADLINE, (kx_range){0, 3});
    kx_document_add_block(doc, KX_BLOCK_LEAD, (kx_range){5, 8});
    kx_document_note(doc, "gelezen");
    doc->title = g_strdup("titel");
    doc->author = g_strdup("auteur");
    doc->date = g_strdup("datum");
    doc->source = g_strdup("bron");
    doc->url = g_strdup("adres");
    doc->language = g_strdup("taal");
    doc->section = g_strdup("rubriek");
    kx_document_put_away(doc, store);
    kx_document_put_away(bare, store);
    kx_store_free(store);
    kx_document_rest(doc);
    g_assert_cmpstr(doc->name, ==, "a.txt");
    g_assert_cmpstr(doc->text, ==, "aé\n\nkop");
    g_assert_cmpuint(doc->length, ==, 8);
    g_assert_cmpuint(doc->blocks->len, ==, 2);
    g_assert_cmpint((int)g_array_index(doc->blocks, kx_block, 1).kind, ==, KX_BLOCK_LEAD);
    g_assert_cmpuint(g_array_index(doc->blocks, kx_block, 1).range.end, ==, 8);
    check_range(doc, 1, 3, 1, 2);
    g_assert_cmpstr(doc->notes->pdata[0], ==, "gelezen");
    g_assert_cmpstr(doc->title, ==, "titel");
    g_assert_cmpstr(doc->author, ==, "auteur");
    g_assert_cmpstr(doc->date, ==, "datum");
    g_assert_cmpstr(doc->source, ==, "bron");
    g_assert_cmpstr(doc->url, ==, "adres");
    g_assert_cmpstr(doc->language, ==, "taal");
    g_assert_cmpstr(doc->section, ==, "rubriek");
    g_assert_cmpuint(bare->blocks->len + bare->anchors->len, ==, 0);
    g_assert_cmpstr(bare->text, ==, "");
    g_assert_null(bare->title);
}

/* Megabytes of articles, of which hardly any lie in memory: read, put away, and let go. */
static void test_put_away_many(void)
{
    enum { DOCUMENTS = 200, BYTES = 100 * 1000 };
    g_autofree char *text = g_strnfill(BYTES, 'a');
    g_autoptr(kx_store) store = kx_store_new(g_get_tmp_dir());
    g_autoptr(GPtrArray) documents =
        g_ptr_array_new_with_free_func((GDestroyNotify)kx_document_free);
    const guint64 before = resident();

    for (unsigned i = 0; i < DOCUMENTS; i++) {
        kx_document *doc = document_of(text, NULL, 0);
        kx_document_put_away(doc, store);
        g_ptr_array_add(documents, doc);
    }
    kx_document_rest(documents->pdata[0]);
    /* The sanitizer keeps for a while what was freed. */
    g_assert_true(KX_SANITIZED || resident() < before + 4096);
    for (unsigned i = 0; i < DOCUMENTS; i++)
        g_assert_cmpstr(((const kx_document *)documents->pdata[i])->text, ==, text);
    kx_document_rest(documents->pdata[0]);
    g_ptr_array_set_size(documents, 0);
    g_assert_true(KX_SANITIZED || resident() < before + 4096);
}

static void test_numbered(void)
{
    static const char *const numbered[] = {"1. Eerst dit.", "12) Dan dat.", "a) Dit ook."};
    static const char *const others[] = {"3 miljoen euro", "1.500 euro", "1.", "2026. Een jaar",
                                         "a. Dit niet",    "(1) Nee",    ""};
    for (gsize i = 0; i < G_N_ELEMENTS(numbered); i++)
        g_assert_true(kx_is_numbered(numbered[i], (kx_range){0, strlen(numbered[i])}));
    for (gsize i = 0; i < G_N_ELEMENTS(others); i++)
        g_assert_false(kx_is_numbered(others[i], (kx_range){0, strlen(others[i])}));
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/document/new", test_new);
    g_test_add_func("/document/kind-names", test_kind_names);
    g_test_add_func("/document/blocks-and-notes", test_blocks_and_notes);
    g_test_add_func("/document/no-anchors", test_no_anchors);
    g_test_add_func("/document/anchors", test_anchors);
    g_test_add_func("/document/units", test_units);
    g_test_add_func("/document/lines", test_lines);
    g_test_add_func("/document/take-text-again", test_take_text_again);
    g_test_add_func("/document/cut", test_cut);
    g_test_add_func("/document/replace", test_replace);
    g_test_add_func("/document/cut-before-mark", test_cut_before_mark);
    g_test_add_func("/document/cut-random", test_cut_random);
    g_test_add_func("/document/put-away", test_put_away);
    g_test_add_func("/document/put-away-many", test_put_away_many);
    g_test_add_func("/document/numbered", test_numbered);
    return g_test_run();
}
