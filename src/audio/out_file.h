/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A file that an encoder library writes. The libraries hide errors, above all when they close; so
 * the first one sticks here, and is asked for at the end. */
#pragma once

#include <glib.h>
#include <stdbool.h>
#include <stdint.h>

typedef struct {
    int dirfd, fd;
    const char *name; /* the caller's */
    char *shown;      /* the name as it may be printed */
    int64_t position;
    int64_t size;  /* end of the farthest write */
    int64_t begun; /* up to here the disk has been asked to begin */
    int errnum;    /* of the first write that failed, or 0 */
} kx_out_file;

/* Creates NAME in folder `dirfd`, for reading and writing; neither an existing file nor a link is
 * touched. Errors: CANT_CREATE, NO_PERM, IO. */
bool kx_out_file_open(kx_out_file *out, int dirfd, const char *name, GError **error);
/* Writes n bytes at the position; false after any error, and nothing is written any more. */
bool kx_out_file_write(kx_out_file *out, const void *data, size_t n);
/* False, with an error, if any write has failed or the file has not the size that was written. */
bool kx_out_file_check(const kx_out_file *out, GError **error);
/* Ends the file: brought to the disk and closed if `ok` (the encoder's verdict), and removed if
 * that fails or if not `ok`. Returns whether there is a file; `error` is set unless it was by !ok.
 */
bool kx_out_file_finish(kx_out_file *out, bool ok, GError **error);

/* Sets a SOFTWARE error: NAME does not read back as it was written. Returns false. */
bool kx_out_file_mismatch(const kx_out_file *out, GError **error, const char *format, ...)
    G_GNUC_PRINTF(3, 4);
/* The same of what could not be decoded because of `fault`, which is taken. What could not be read
 * from the disk says so instead, as IO. Returns false. */
bool kx_out_file_undecoded(const kx_out_file *out, GError *fault, const char *what, GError **error);
