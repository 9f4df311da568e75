/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/error.h"
#include "base/library.h"

#include <math.h>

static const char *const names[] = {"cos", "lrint"};

static void test_found(void)
{
    g_autoptr(GError) error = NULL;
    struct {
        __typeof__(cos) *cos;
        __typeof__(lrint) *lrint;
    } found = {NULL, NULL};

    g_assert_true(kx_library_load("maths", "libm.so.6", names, (void **)(void *)&found,
                                  G_N_ELEMENTS(names), &error));
    g_assert_no_error(error);
    g_assert_cmpfloat(found.cos(0), ==, 1);
    g_assert_cmpint(found.lrint(2.2), ==, 2);
    /* what is loaded is not asked for again */
    g_assert_true(kx_library_load("maths", "libkx-none.so.1", names, (void **)(void *)&found,
                                  G_N_ELEMENTS(names), &error));
}

static void test_no_library(void)
{
    g_autoptr(GError) error = NULL;
    void *found[2] = {NULL};

    g_assert_false(kx_library_load("maths", "libkx-none.so.1", names, found, 2, &error));
    g_assert_error(error, KX_ERROR, KX_ERROR_UNAVAILABLE);
    g_assert_true(
        g_str_has_prefix(error->message, "maths cannot be loaded; install it (libkx-none.so.1"));
    g_assert_null(strchr(error->message, '\n'));
}

static void test_no_function(void)
{
    static const char *const none[] = {"cos", "kx_none"};
    g_autoptr(GError) error = NULL;
    void *found[2] = {NULL};

    g_assert_false(kx_library_load("maths", "libm.so.6", none, found, 2, &error));
    g_assert_error(error, KX_ERROR, KX_ERROR_UNAVAILABLE);
    g_assert_nonnull(strstr(error->message, "kx_none"));
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/library/found", test_found);
    g_test_add_func("/library/no-library", test_no_library);
    g_test_add_func("/library/no-function", test_no_function);
    return g_test_run();
}
