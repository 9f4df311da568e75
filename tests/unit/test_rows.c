/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/rows.h"

#include <signal.h>
#include <stdint.h>
#include <string.h>
#include <sys/resource.h>

enum { FEW = 1000, MANY = 600 * 1000 };

/* A row unlike its neighbours. */
static uint64_t row_of(guint i)
{
    return (uint64_t)i * 0x9E3779B97F4A7C15U;
}

static void add_to(kx_rows *rows, guint n)
{
    for (guint i = rows->len; i < n; i++) {
        const uint64_t row = row_of(i);
        kx_rows_add(rows, &row, 1);
    }
}

static void check(const kx_rows *rows, guint n)
{
    g_assert_cmpuint(rows->len, ==, n);
    for (guint i = 0; i < n; i++) {
        g_assert_cmpuint(g_array_index(rows, uint64_t, i), ==, row_of(i));
        kx_rows_passed(rows, i);
    }
}

static void test_small(void)
{
    g_autoptr(kx_rows) rows = kx_rows_new(sizeof(uint64_t), g_get_tmp_dir());

    kx_rows_rest(rows);
    kx_rows_add(rows, NULL, 0);
    check(rows, 0);
    add_to(rows, FEW);
    kx_rows_rest(rows);
    check(rows, FEW);
    g_assert_cmpint(rows->fd, <, 0);
}

/* The first rows are so many that they never lay in memory. */
static void test_large_at_once(void)
{
    g_autoptr(kx_rows) rows = kx_rows_new(sizeof(uint64_t), g_get_tmp_dir());

    kx_rows_add(rows, NULL, MANY);
    g_assert_cmpint(rows->fd, >=, 0);
    g_assert_cmpuint(rows->len, ==, MANY);
    for (guint i = 0; i < MANY; i++)
        g_assert_cmpuint(g_array_index(rows, uint64_t, i), ==, 0);
}

/* Kilobytes of this process that lie in memory from files. */
static guint64 resident_of_files(void)
{
    g_autofree char *status = NULL;

    g_assert_true(g_file_get_contents("/proc/self/status", &status, NULL, NULL));
    const char *line = strstr(status, "RssFile:");
    return line ? g_ascii_strtoull(line + strlen("RssFile:"), NULL, 10) : 0;
}

static void test_large(void)
{
    g_autoptr(kx_rows) rows = kx_rows_new(sizeof(uint64_t), g_get_tmp_dir());
    const guint64 before = resident_of_files();

    add_to(rows, MANY);
    g_assert_cmpint(rows->fd, >=, 0);
    g_assert_cmpuint(resident_of_files(), <, before + 1024);
    check(rows, MANY);
    g_assert_cmpuint(resident_of_files(), <, before + 1024);
    g_array_index(rows, uint64_t, 5) = 7;
    kx_rows_rest(rows);
    g_assert_cmpuint(g_array_index(rows, uint64_t, 5), ==, 7);
}

static void test_several_at_once(void)
{
    static const char text[] = "een twee drie vier vijf zes zeven acht";
    g_autoptr(kx_rows) rows = kx_rows_new(sizeof(char), g_get_tmp_dir());

    for (guint i = 0; i < FEW * 10; i++)
        kx_rows_add(rows, text, sizeof text);
    kx_rows_add(rows, NULL, MANY);
    for (guint i = 0; i < FEW * 10; i++)
        g_assert_cmpstr(rows->data + (size_t)i * sizeof text, ==, text);
    for (guint i = 0; i < MANY; i++)
        g_assert_cmpint(rows->data[FEW * 10 * sizeof text + i], ==, 0);
}

static void test_no_file(void)
{
    static const char *const folders[] = {NULL, "/nowhere/at/all"};

    for (guint i = 0; i < G_N_ELEMENTS(folders); i++) {
        g_autoptr(kx_rows) rows = kx_rows_new(sizeof(uint64_t), folders[i]);
        add_to(rows, MANY);
        kx_rows_rest(rows);
        check(rows, MANY);
        g_assert_cmpint(rows->fd, <, 0);
    }
}

/* The file has no more room: what it holds goes on in memory. */
static void test_full(void)
{
    g_autoptr(kx_rows) rows = kx_rows_new(sizeof(uint64_t), g_get_tmp_dir());
    struct rlimit limit;

    g_assert_cmpint(getrlimit(RLIMIT_FSIZE, &limit), ==, 0);
    const struct rlimit small = {(rlim_t)2 * 1024 * 1024, limit.rlim_max};
    signal(SIGXFSZ, SIG_IGN);
    g_assert_cmpint(setrlimit(RLIMIT_FSIZE, &small), ==, 0);
    add_to(rows, MANY / 4);
    const int fd = rows->fd;
    add_to(rows, MANY);
    setrlimit(RLIMIT_FSIZE, &limit);
    g_assert_cmpint(fd, >=, 0);
    g_assert_cmpint(rows->fd, <, 0);
    check(rows, MANY);
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/rows/small", test_small);
    g_test_add_func("/rows/large-at-once", test_large_at_once);
    g_test_add_func("/rows/large", test_large);
    g_test_add_func("/rows/several-at-once", test_several_at_once);
    g_test_add_func("/rows/no-file", test_no_file);
    g_test_add_func("/rows/full", test_full);
    return g_test_run();
}
