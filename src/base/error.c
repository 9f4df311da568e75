/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/error.h"

#include "base/intl.h"

#include <errno.h>
#include <stdarg.h>

G_DEFINE_QUARK(kx - error - quark, kx_error)

#define EXIT_SOFTWARE 70

/* Statuses of sysexits(3), by kx_error_code; 130 is the shell's 128 + SIGINT. */
static const int exit_statuses[] = {
    [KX_ERROR_USAGE] = 64,       [KX_ERROR_DATA] = 65,     [KX_ERROR_NO_INPUT] = 66,
    [KX_ERROR_UNAVAILABLE] = 69, [KX_ERROR_SOFTWARE] = 70, [KX_ERROR_OS] = 71,
    [KX_ERROR_CANT_CREATE] = 73, [KX_ERROR_IO] = 74,       [KX_ERROR_TEMPORARY] = 75,
    [KX_ERROR_NO_PERM] = 77,     [KX_ERROR_CONFIG] = 78,   [KX_ERROR_INTERRUPTED] = 130,
};

int kx_error_exit_status(const GError *error)
{
    if (error->domain == G_OPTION_ERROR)
        return exit_statuses[KX_ERROR_USAGE];
    if (error->domain != KX_ERROR || error->code < 0 ||
        (gsize)error->code >= G_N_ELEMENTS(exit_statuses))
        return EXIT_SOFTWARE;
    return exit_statuses[error->code];
}

static kx_error_code code_of_errno(int errnum, kx_error_code code_else)
{
    switch (errnum) {
    case EACCES:
    case EPERM:
        return KX_ERROR_NO_PERM;
    case ENOSPC:
    case EDQUOT:
    case EFBIG:
    case EIO:
        return KX_ERROR_IO;
    case ENOMEM:
    case EMFILE:
    case ENFILE:
        return KX_ERROR_OS;
    default:
        return code_else;
    }
}

void kx_error_set(GError **error, kx_error_code code, const char *format, ...)
{
    va_list arguments;

    va_start(arguments, format);
    g_autofree char *message = g_strdup_vprintf(_(format), arguments);
    va_end(arguments);
    g_set_error_literal(error, KX_ERROR, (int)code, message);
}

void kx_error_set_errno(GError **error, kx_error_code code_else, int errnum, const char *format,
                        ...)
{
    va_list arguments;

    va_start(arguments, format);
    g_autofree char *what = g_strdup_vprintf(_(format), arguments);
    va_end(arguments);
    g_set_error(error, KX_ERROR, (int)code_of_errno(errnum, code_else), "%s: %s", what,
                g_strerror(errnum));
}
