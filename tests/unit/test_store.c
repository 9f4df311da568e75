/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/store.h"

#include "base/sanitized.h"

#include <signal.h>
#include <stdint.h>
#include <string.h>
#include <sys/resource.h>

enum { FEW = 100, MANY = 40 * 1000, LONGEST = 300 };

/* The length of piece i, and the byte that all of it is. */
static gsize length_of(guint i)
{
    return i * 7 % LONGEST;
}

static GPtrArray *fill(kx_store *store, GPtrArray *places, guint n)
{
    char piece[LONGEST];

    for (guint i = places->len; i < n; i++) {
        memset(piece, (int)(i % 251), sizeof piece);
        g_ptr_array_add(places, kx_store_add(store, piece, length_of(i)));
    }
    return places;
}

/* Every piece is whole and where it was put. */
static void check(const kx_store *store, const GPtrArray *places)
{
    for (guint i = 0; i < places->len; i++) {
        const unsigned char *at = places->pdata[i];
        g_assert_nonnull(at);
        g_assert_cmpuint((uintptr_t)at % sizeof(double), ==, 0);
        for (gsize k = 0; k < length_of(i); k++)
            g_assert_cmpuint(at[k], ==, i % 251);
        if (i % FEW == 0)
            kx_store_rest(store);
    }
}

/* Kilobytes of this process that lie in memory, from files (`RssFile:`) or not (`RssAnon:`). */
static guint64 resident(const char *of)
{
    g_autofree char *status = NULL;

    g_assert_true(g_file_get_contents("/proc/self/status", &status, NULL, NULL));
    const char *line = strstr(status, of);
    return line ? g_ascii_strtoull(line + strlen(of), NULL, 10) : 0;
}

static void test_small(void)
{
    g_autoptr(kx_store) store = kx_store_new("/nowhere/at/all");
    g_autoptr(GPtrArray) places = g_ptr_array_new();

    kx_store_rest(NULL);
    kx_store_rest(store);
    check(store, fill(store, places, FEW));
    g_assert_null(kx_store_add_text(store, NULL));
    g_assert_cmpstr(kx_store_add_text(store, ""), ==, "");
    g_assert_cmpstr(kx_store_add_text(store, "brug"), ==, "brug");
}

/* Six megabytes, of which less than two lie in memory while it grows, and while it is read. */
static void test_large(void)
{
    g_autoptr(GPtrArray) places = g_ptr_array_sized_new(MANY);
    const guint64 files = resident("RssFile:"), heap = resident("RssAnon:");
    g_autoptr(kx_store) store = kx_store_new(g_get_tmp_dir());

    fill(store, places, MANY);
    g_assert_cmpuint(resident("RssFile:"), <, files + 2048);
    check(store, places);
    g_assert_cmpuint(resident("RssFile:"), <, files + 2048);
    g_assert_true(KX_SANITIZED || resident("RssAnon:") < heap + 1024);
}

/* Larger than what the file grows by, as the first and between others. */
static void test_large_piece(void)
{
    const gsize n = 3 * 1024 * 1024 + 5;
    g_autofree char *piece = g_malloc(n);
    g_autoptr(kx_store) store = kx_store_new(g_get_tmp_dir());
    g_autoptr(GPtrArray) places = g_ptr_array_new();

    memset(piece, 'x', n);
    const char *first = kx_store_add(store, piece, n);
    fill(store, places, FEW);
    const char *second = kx_store_add(store, piece, n);
    check(store, fill(store, places, MANY));
    g_assert_cmpint(memcmp(first, piece, n), ==, 0);
    g_assert_cmpint(memcmp(second, piece, n), ==, 0);
}

static void test_no_file(void)
{
    static const char *const folders[] = {NULL, "/nowhere/at/all"};

    for (guint i = 0; i < G_N_ELEMENTS(folders); i++) {
        g_autoptr(kx_store) store = kx_store_new(folders[i]);
        g_autoptr(GPtrArray) places = g_ptr_array_new();
        check(store, fill(store, places, MANY));
    }
}

/* The file has no more room: what follows lies in memory. */
static void test_full(void)
{
    g_autoptr(kx_store) store = kx_store_new(g_get_tmp_dir());
    g_autoptr(GPtrArray) places = g_ptr_array_new();
    struct rlimit limit;

    g_assert_cmpint(getrlimit(RLIMIT_FSIZE, &limit), ==, 0);
    const struct rlimit small = {(rlim_t)2 * 1024 * 1024, limit.rlim_max};
    signal(SIGXFSZ, SIG_IGN);
    g_assert_cmpint(setrlimit(RLIMIT_FSIZE, &small), ==, 0);
    const guint64 before = resident("RssAnon:");
    fill(store, places, MANY);
    setrlimit(RLIMIT_FSIZE, &limit);
    g_assert_cmpuint(resident("RssAnon:"), >, before + 2048);
    check(store, places);
}

static void test_holders(void)
{
    kx_store *store = kx_store_new(g_get_tmp_dir());
    kx_store *held = kx_store_hold(store);
    g_autoptr(GPtrArray) places = g_ptr_array_new();

    fill(store, places, MANY);
    kx_store_free(store);
    check(held, places);
    kx_store_free(held);
    kx_store_free(NULL);
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/store/small", test_small);
    g_test_add_func("/store/large", test_large);
    g_test_add_func("/store/large-piece", test_large_piece);
    g_test_add_func("/store/no-file", test_no_file);
    g_test_add_func("/store/full", test_full);
    g_test_add_func("/store/holders", test_holders);
    return g_test_run();
}
