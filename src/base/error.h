/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The one error domain of kxspeak. Libraries below cli/ never print: they set a GError whose
 * message is one finished line (what is wrong, where, what to do) and whose code tells the exit
 * status. Untrusted text goes into a message only through kx_printable (base/printable.h). */
#pragma once

#include <glib.h>

#define KX_ERROR (kx_error_quark())

/* Each code has one exit status of sysexits(3); see kx_error_exit_status. */
typedef enum {
    KX_ERROR_USAGE,       /* 64 a bad option, name or combination on the command line */
    KX_ERROR_DATA,        /* 65 the input cannot be used: binary, nothing to say, malformed */
    KX_ERROR_NO_INPUT,    /* 66 an input file is missing or cannot be read */
    KX_ERROR_UNAVAILABLE, /* 69 something kxspeak needs is missing: the engine's data, a library */
    KX_ERROR_SOFTWARE,    /* 70 a fault of kxspeak or of the engine: too many lost sentences */
    KX_ERROR_OS,          /* 71 the system refused a fork, a pipe, memory */
    KX_ERROR_CANT_CREATE, /* 73 the output cannot be created */
    KX_ERROR_IO,          /* 74 a read or write failed: disk full, EIO */
    KX_ERROR_TEMPORARY,   /* 75 another run holds the output folder */
    KX_ERROR_NO_PERM,     /* 77 no permission */
    KX_ERROR_CONFIG,      /* 78 a voice, lexicon or show file is wrong */
    KX_ERROR_INTERRUPTED, /* 130 SIGINT, SIGTERM or SIGHUP asked to stop */
} kx_error_code;

/* A run that finished, but had to leave out or replace at least one sentence. */
#define KX_EXIT_LOSSES 1

GQuark kx_error_quark(void);

/* The exit status for `error`: by its code in the KX_ERROR domain, by meaning for G_OPTION_ERROR
 * (64), else 70. */
int kx_error_exit_status(const GError *error);

/* Sets a KX_ERROR with the message in the user's language (base/intl.h). */
void kx_error_set(GError **error, kx_error_code code, const char *format, ...) G_GNUC_PRINTF(3, 4);

/* Sets a KX_ERROR: `code_else`, or the fitting code where `errnum` tells more (ENOENT is
 * NO_INPUT only if code_else is; EACCES and EPERM NO_PERM; ENOSPC, EDQUOT, EFBIG, EIO are IO;
 * ENOMEM, EMFILE and ENFILE are OS).
 * The message is "<what>: <strerror>", with `what` from the format in the user's language. */
void kx_error_set_errno(GError **error, kx_error_code code_else, int errnum, const char *format,
                        ...) G_GNUC_PRINTF(4, 5);
