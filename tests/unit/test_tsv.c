/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/error.h"
#include "base/tsv.h"

#include <string.h>

static GPtrArray *parse(const char *text, unsigned min, unsigned max, bool duplicates_ok,
                        GError **error)
{
    return kx_tsv_parse("lijst.tsv", text, strlen(text), min, max, duplicates_ok, error);
}

static void check_error(const char *text, size_t length, unsigned min, unsigned max,
                        const char *wanted)
{
    g_autoptr(GError) error = NULL;
    GPtrArray *rows = kx_tsv_parse("lijst.tsv", text, length, min, max, false, &error);

    g_assert_null(rows);
    g_assert_error(error, KX_ERROR, KX_ERROR_CONFIG);
    if (!g_str_has_prefix(error->message, wanted))
        g_error("'%s' does not begin with '%s'", error->message, wanted);
}

static const kx_tsv_row *row(const GPtrArray *rows, guint i)
{
    g_assert_cmpuint(i, <, rows->len);
    return rows->pdata[i];
}

static void test_rows(void)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(GPtrArray) rows =
        parse("# comment\n\nkg\tkilogram\n  \t \ncm \t centimeter \tlengte\r\n#x\nm\t", 1, 3, false,
              &error);

    g_assert_no_error(error);
    g_assert_cmpuint(rows->len, ==, 3);
    g_assert_cmpuint(row(rows, 0)->line, ==, 3);
    g_assert_cmpuint(row(rows, 0)->n_cells, ==, 2);
    g_assert_cmpstr(row(rows, 0)->cells[0], ==, "kg");
    g_assert_cmpstr(row(rows, 0)->cells[1], ==, "kilogram");
    g_assert_null(row(rows, 0)->cells[2]);
    g_assert_cmpuint(row(rows, 1)->line, ==, 5);
    g_assert_cmpuint(row(rows, 1)->n_cells, ==, 3);
    g_assert_cmpstr(row(rows, 1)->cells[0], ==, "cm");
    g_assert_cmpstr(row(rows, 1)->cells[1], ==, "centimeter");
    g_assert_cmpstr(row(rows, 1)->cells[2], ==, "lengte");
    g_assert_cmpuint(row(rows, 2)->line, ==, 7);
    g_assert_cmpuint(row(rows, 2)->n_cells, ==, 2);
    g_assert_cmpstr(row(rows, 2)->cells[1], ==, "");
}

static void test_empty(void)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(GPtrArray) none = parse("", 1, 1, false, &error);
    g_assert_no_error(error);
    g_assert_cmpuint(none->len, ==, 0);
    g_autoptr(GPtrArray) comments = parse("# a\n#b\n\n", 1, 1, false, &error);
    g_assert_no_error(error);
    g_assert_cmpuint(comments->len, ==, 0);
}

static void test_bom(void)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(GPtrArray) rows = parse("\xEF\xBB\xBF"
                                      "kg\tkilo\n",
                                      2, 2, false, &error);

    g_assert_no_error(error);
    g_assert_cmpstr(row(rows, 0)->cells[0], ==, "kg");
}

static void test_length_counts(void)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(GPtrArray) rows = kx_tsv_parse("x", "a\tb\nc\tdXYZ", 7, 2, 2, false, &error);

    g_assert_no_error(error);
    g_assert_cmpuint(rows->len, ==, 2);
    g_assert_cmpstr(row(rows, 1)->cells[1], ==, "d");
}

static void test_errors(void)
{
    check_error("a\tb\nc\n", 6, 2, 2, "lijst.tsv:2: 1 cell, but at least 2");
    check_error("a\tb\tc\n", 6, 1, 2, "lijst.tsv:1: 3 cells, but at most 2");
    check_error("# x\n\tb\n", 7, 1, 2, "lijst.tsv:2: the first cell is empty");
    check_error("a\n\na\n", 5, 1, 1, "lijst.tsv:3: 'a' stands here twice, first in line 1");
    check_error("a\nb\xff\n", 5, 1, 1, "lijst.tsv:2: this is not UTF-8");
    check_error("a\0b", 3, 1, 1, "lijst.tsv:1: this is not UTF-8");
    check_error("\x1b\n\x1b\n", 4, 1, 1, "lijst.tsv:2: '\\x1B' stands here twice");
}

static void test_duplicates_ok(void)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(GPtrArray) rows = parse("a\tb\na\tc\n", 2, 2, true, &error);

    g_assert_no_error(error);
    g_assert_cmpuint(rows->len, ==, 2);
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/tsv/rows", test_rows);
    g_test_add_func("/tsv/empty", test_empty);
    g_test_add_func("/tsv/bom", test_bom);
    g_test_add_func("/tsv/length-counts", test_length_counts);
    g_test_add_func("/tsv/errors", test_errors);
    g_test_add_func("/tsv/duplicates-ok", test_duplicates_ok);
    return g_test_run();
}
