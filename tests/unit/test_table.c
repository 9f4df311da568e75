/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The tables as compiled in, and compile run on tables with a fault. */
#include "text/table.h"

#include <glib/gstdio.h>
#include <stdbool.h>
#include <string.h>

static void test_find(void)
{
    const kx_cell *row = kx_table_find(&kx_table_months, "juniet", 4);
    g_assert_nonnull(row);
    g_assert_cmpstr(kx_text(row, 0), ==, "juni");
    g_assert_cmpstr(kx_text(row, 2), ==, "6");
    g_assert_null(kx_table_find(&kx_table_months, "juniet", 6));
    g_assert_null(kx_table_find(&kx_table_months, "Juni", 4));
    g_assert_null(kx_table_find(&kx_table_months, "", 0));
    g_assert_null(kx_table_find(&kx_table_months, "zzz", 3));
    row = kx_table_find_lower(&kx_table_months, "JUNI", 4);
    g_assert_nonnull(row);
    g_assert_cmpstr(kx_text(row, 1), ==, "juni");
    g_assert_nonnull(kx_table_find_lower(&kx_table_function_words, "ÉÉN", strlen("ÉÉN")));
}

/* Every row is found by its key, and the rows of one key stand together. */
static void test_every_row(void)
{
    for (unsigned i = 0; kx_tables[i]; i++) {
        const kx_table *table = kx_tables[i];
        g_assert_cmpuint(table->n_rows, >, 0);
        for (size_t j = 0; j < table->n_rows; j++) {
            const kx_cell *want = &table->cells[j * table->n_columns];
            const char *key = kx_text(want, 0);
            const kx_cell *row = kx_table_find(table, key, strlen(key));
            while (row && row != want)
                row = kx_table_next(table, row);
            g_assert_true(row == want);
        }
    }
}

static void test_next(void)
{
    const kx_table *table = &kx_table_abbreviations;
    const kx_cell *row = kx_table_find(table, "jr.", 3);
    g_assert_nonnull(row);
    unsigned n = 0, there = 0;
    for (; row; row = kx_table_next(table, row), n++)
        g_assert_cmpstr(kx_text(row, 0), ==, "jr.");
    for (size_t i = 0; i < table->n_rows; i++)
        there += strcmp(kx_text(&table->cells[i * table->n_columns], 0), "jr.") == 0;
    g_assert_cmpuint(there, >, 1);
    g_assert_cmpuint(n, ==, there);
    const kx_table *last = &kx_table_weekdays;
    g_assert_null(kx_table_next(last, &last->cells[(last->n_rows - 1) * last->n_columns]));
}

/* Equal texts of a table are one; a row in a block of its own reads as one of a table. */
static void test_texts(void)
{
    const kx_cell *jan = kx_table_find(&kx_table_months, "jan", 3);
    const kx_cell *januari = kx_table_find(&kx_table_months, "januari", 7);
    g_assert_true(jan && januari && jan != januari);
    g_assert_true(kx_text(jan, 1) == kx_text(januari, 0));
    const char *const texts[] = {"één", "", "drie"};
    g_autofree kx_cell *row = kx_row_new(texts, G_N_ELEMENTS(texts));
    for (unsigned i = 0; i < G_N_ELEMENTS(texts); i++)
        g_assert_cmpstr(kx_text(row, i), ==, texts[i]);
    g_assert_cmpstr(kx_text(row + 1, 1), ==, "drie");
}

/* ---- compile ---- */

typedef struct {
    char *dir, *output, *message;
    int status;
} compilation;

static char *tables_dir(void)
{
    return g_test_build_filename(G_TEST_DIST, "..", "..", "voices", "nl", NULL);
}

static void copy_tables(const char *to)
{
    g_autofree char *from = tables_dir();
    g_autoptr(GDir) dir = g_dir_open(from, 0, NULL);
    for (const char *file = g_dir_read_name(dir); file; file = g_dir_read_name(dir)) {
        g_autofree char *source = g_build_filename(from, file, NULL);
        g_autofree char *target = g_build_filename(to, file, NULL);
        g_autofree char *text = NULL;
        gsize length = 0;
        g_assert_true(g_file_get_contents(source, &text, &length, NULL));
        g_assert_true(g_file_set_contents(target, text, (gssize)length, NULL));
    }
}

/* Runs compile on the project's tables with `text` in the place of one of them. */
static compilation compile_with(const char *name, const char *text)
{
    compilation c = {.dir = g_dir_make_tmp("kxspeak-tables-XXXXXX", NULL)};
    g_assert_nonnull(c.dir);
    copy_tables(c.dir);
    if (name) {
        g_autofree char *path = g_build_filename(c.dir, name, NULL);
        g_assert_true(g_file_set_contents(path, text, -1, NULL));
    }
    c.output = g_build_filename(c.dir, "tables.c", NULL);
    g_autofree char *program =
        g_test_build_filename(G_TEST_BUILT, "..", "..", "src", "text", "compile_tables", NULL);
    const char *argv[] = {program, c.output, c.dir, NULL};
    int status = 0;
    g_autoptr(GError) error = NULL;
    g_spawn_sync(NULL, (char **)argv, NULL, G_SPAWN_STDOUT_TO_DEV_NULL, NULL, NULL, NULL,
                 &c.message, &status, &error);
    g_assert_no_error(error);
    g_assert_true(WIFEXITED(status));
    c.status = WEXITSTATUS(status);
    return c;
}

static void compilation_clear(compilation *c)
{
    g_autoptr(GDir) dir = g_dir_open(c->dir, 0, NULL);
    for (const char *name = g_dir_read_name(dir); name; name = g_dir_read_name(dir)) {
        g_autofree char *path = g_build_filename(c->dir, name, NULL);
        g_remove(path);
    }
    g_rmdir(c->dir);
    g_free(c->dir);
    g_free(c->output);
    g_free(c->message);
}

static void assert_fault(const char *name, const char *text, unsigned line, const char *what)
{
    compilation c = compile_with(name, text);
    g_autofree char *start = g_strdup_printf("%s/%s:%u: ", c.dir, name, line);
    g_assert_cmpint(c.status, ==, 1);
    g_assert_true(g_str_has_prefix(c.message, start));
    g_assert_nonnull(strstr(c.message, what));
    g_assert_true(g_str_has_suffix(c.message, "\n"));
    g_assert_true(strchr(c.message, '\n') == c.message + strlen(c.message) - 1);
    g_assert_false(g_file_test(c.output, G_FILE_TEST_EXISTS));
    compilation_clear(&c);
}

static void test_compile_good(void)
{
    compilation c = compile_with(NULL, NULL);
    g_autofree char *text = NULL;
    g_assert_cmpint(c.status, ==, 0);
    g_assert_cmpstr(c.message, ==, "");
    g_assert_true(g_file_get_contents(c.output, &text, NULL, NULL));
    for (unsigned i = 0; kx_tables[i]; i++) {
        g_autofree char *definition =
            g_strdup_printf("const kx_table kx_table_%s = {\"%s\", %u, ", kx_tables[i]->name,
                            kx_tables[i]->name, kx_tables[i]->n_columns);
        g_assert_nonnull(strstr(text, definition));
    }
    compilation_clear(&c);
}

/* Keys that differ only in case are two; their order is that of their bytes. */
static void test_compile_order(void)
{
    compilation c = compile_with("units.tsv", "pc\ta\ta\tfree\nPC\tb\tb\tfree\nÉÉ\tc\tc\tfree\n");
    g_autofree char *text = NULL;
    g_assert_cmpint(c.status, ==, 0);
    g_assert_true(g_file_get_contents(c.output, &text, NULL, NULL));
    const char *upper = strstr(text, "\"PC\\0\"\n    \"b\\0\"");
    const char *lower = strstr(text, "\"pc\\0\"\n    \"a\\0\"");
    const char *accent = strstr(text, "\"\\303\\211\\303\\211\\0\"\n    \"c\\0\"");
    g_assert_true(upper && lower && accent && upper < lower && lower < accent);
    compilation_clear(&c);
}

static void test_compile_faults(void)
{
    const char *file = "lexicon_acronyms.tsv";
    assert_fault(file, "# a\n\nNAVO\tword\nEU\tletters\n", 4, "\"letters\" is no kind");
    assert_fault(file, "NAVO\tword\nNAVO\tword\n", 2, "NAVO");
    assert_fault(file, "NAVO word\n", 1, "tab");
    assert_fault(file, "NAVO\tword\t4 letters\n", 1, "where words should stand");
    assert_fault(file, "NAVO\tword\t\tany-case\textra\n", 1, "at most 4");
    assert_fault(file, "NAVO\tword\t\tlower\n", 1, "\"lower\" is no flag");
    assert_fault(file, "# nothing\n", 1, "empty");
    assert_fault(file, "navo\tphonemes\tn'a:vo:\nser\tphonemes\ts'Ñr\n", 2, "unknown phoneme");
    assert_fault(file, "navo\tphonemes\t\n", 1, "no phonemes");
    assert_fault(file, "ad hoc dus\tphonemes\tAt h'Ok\n", 1, "3 words written");
    assert_fault("lexicon_words.tsv", "website\tphonemes\tv#'EpsAjt\nAIVD\tword\n", 2,
                 "stands in lexicon_acronyms.tsv:");
    assert_fault("abbreviations.tsv", "enz.\tF\tenzovoort\nnr.\tX\tnummer\n", 2,
                 "\"X\" is none of");
    assert_fault("abbreviations.tsv", "nr.\tN\tnummer 1\n", 1, "words");
    assert_fault("abbreviations.tsv", "nr.\tN\tnummer\tafter\n", 1, "\"after\" is none of");
    assert_fault("abbreviations.tsv", "m.\tN\tmeter\tnumber-before\nm.\tN\tmin\nm.\tF\tma\n", 3,
                 "same condition in line 2");
    assert_fault("letters.tsv", "AB\taa\ta:\tee\ta:\n", 1, "one capital letter");
    assert_fault("months.tsv", "juni\tjuni\t13\n", 1, "\"13\" is none of");
    assert_fault("signs.tsv", "&&&&\ten\n", 1, "a sign");
    assert_fault("signs.tsv", "&a\ten\n", 1, "a sign");
    assert_fault("phonemes.tsv", "a:\tnl\ttone\n", 1, "\"tone\" is none of");
    assert_fault("function_words.tsv", "het\nde\nhet\n", 3, "het");
    assert_fault("weekdays.tsv", "ma\tmaandag\ndi\t\xff\n", 2, "UTF-8");
}

static void test_compile_missing(void)
{
    compilation c = compile_with(NULL, NULL);
    g_autofree char *missing = g_build_filename(c.dir, "nowhere", NULL);
    g_autofree char *program =
        g_test_build_filename(G_TEST_BUILT, "..", "..", "src", "text", "compile_tables", NULL);
    const char *argv[] = {program, c.output, missing, NULL};
    g_autofree char *message = NULL;
    int status = 0;
    g_assert_true(g_spawn_sync(NULL, (char **)argv, NULL, G_SPAWN_DEFAULT, NULL, NULL, NULL,
                               &message, &status, NULL));
    g_assert_cmpint(WEXITSTATUS(status), ==, 1);
    g_assert_nonnull(strstr(message, "phonemes.tsv"));
    compilation_clear(&c);
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/table/find", test_find);
    g_test_add_func("/table/every-row", test_every_row);
    g_test_add_func("/table/next", test_next);
    g_test_add_func("/table/texts", test_texts);
    g_test_add_func("/table/compile/good", test_compile_good);
    g_test_add_func("/table/compile/order", test_compile_order);
    g_test_add_func("/table/compile/faults", test_compile_faults);
    g_test_add_func("/table/compile/missing", test_compile_missing);
    return g_test_run();
}
