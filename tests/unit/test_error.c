/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/error.h"

#include <errno.h>

static void test_exit_status(void)
{
    static const struct {
        kx_error_code code;
        int status;
    } cases[] = {
        {KX_ERROR_USAGE, 64},       {KX_ERROR_DATA, 65},     {KX_ERROR_NO_INPUT, 66},
        {KX_ERROR_UNAVAILABLE, 69}, {KX_ERROR_SOFTWARE, 70}, {KX_ERROR_OS, 71},
        {KX_ERROR_CANT_CREATE, 73}, {KX_ERROR_IO, 74},       {KX_ERROR_TEMPORARY, 75},
        {KX_ERROR_NO_PERM, 77},     {KX_ERROR_CONFIG, 78},   {KX_ERROR_INTERRUPTED, 130},
    };

    for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autoptr(GError) error = g_error_new_literal(KX_ERROR, (int)cases[i].code, "x");
        g_assert_cmpint(kx_error_exit_status(error), ==, cases[i].status);
    }
}

static void test_foreign_domains(void)
{
    g_autoptr(GError) option = g_error_new_literal(G_OPTION_ERROR, G_OPTION_ERROR_FAILED, "x");
    g_autoptr(GError) file = g_error_new_literal(G_FILE_ERROR, G_FILE_ERROR_NOENT, "x");
    g_autoptr(GError) beyond = g_error_new_literal(KX_ERROR, KX_ERROR_INTERRUPTED + 1, "x");
    g_autoptr(GError) negative = g_error_new_literal(KX_ERROR, -1, "x");

    g_assert_cmpint(kx_error_exit_status(option), ==, 64);
    g_assert_cmpint(kx_error_exit_status(file), ==, 70);
    g_assert_cmpint(kx_error_exit_status(beyond), ==, 70);
    g_assert_cmpint(kx_error_exit_status(negative), ==, 70);
}

static void test_errno(void)
{
    static const struct {
        int errnum;
        kx_error_code code_else, code;
    } cases[] = {
        {ENOENT, KX_ERROR_NO_INPUT, KX_ERROR_NO_INPUT},
        {ENOENT, KX_ERROR_CANT_CREATE, KX_ERROR_CANT_CREATE},
        {EACCES, KX_ERROR_NO_INPUT, KX_ERROR_NO_PERM},
        {EPERM, KX_ERROR_CANT_CREATE, KX_ERROR_NO_PERM},
        {ENOSPC, KX_ERROR_CANT_CREATE, KX_ERROR_IO},
        {EDQUOT, KX_ERROR_CANT_CREATE, KX_ERROR_IO},
        {EFBIG, KX_ERROR_CANT_CREATE, KX_ERROR_IO},
        {EIO, KX_ERROR_NO_INPUT, KX_ERROR_IO},
        {ENOMEM, KX_ERROR_IO, KX_ERROR_OS},
        {EMFILE, KX_ERROR_NO_INPUT, KX_ERROR_OS},
        {ENFILE, KX_ERROR_NO_INPUT, KX_ERROR_OS},
        {ENOTDIR, KX_ERROR_CANT_CREATE, KX_ERROR_CANT_CREATE},
    };

    for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autoptr(GError) error = NULL;
        g_autofree char *wanted =
            g_strdup_printf("cannot open a%%b: %s", g_strerror(cases[i].errnum));
        kx_error_set_errno(&error, cases[i].code_else, cases[i].errnum, "cannot %s %s", "open",
                           "a%b");
        g_assert_error(error, KX_ERROR, (int)cases[i].code);
        g_assert_cmpstr(error->message, ==, wanted);
    }
    kx_error_set_errno(NULL, KX_ERROR_IO, EIO, "nobody asks");
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/error/exit-status", test_exit_status);
    g_test_add_func("/error/foreign-domains", test_foreign_domains);
    g_test_add_func("/error/errno", test_errno);
    return g_test_run();
}
