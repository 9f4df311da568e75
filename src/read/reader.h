/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A format that articles come in. A reader is a const struct at the foot of its own file and one
 * line in readers.c. */
#pragma once

#include "doc/document.h"

typedef struct {
    const char *name;            /* "plain" */
    const char *what;            /* one line for `kxspeak list readers` */
    const char *const *suffixes; /* NULL-terminated, with the dot */
    /* How sure the reader is that `bytes` are its format: 0 no .. 100 certain. */
    int (*probe)(const char *name, const char *bytes, size_t length);
    /* Makes a document of the source bytes. Errors: DATA. */
    kx_document *(*read)(const char *name, const char *bytes, size_t length, GError **error);
} kx_reader;

extern const kx_reader kx_reader_plain;

/* NULL-terminated list of all readers. */
extern const kx_reader *const kx_readers[];

/* Reads `path` ("-": standard input) with the reader that is surest of it. Errors: those of
 * kx_file_read, DATA for text that is binary, empty or has nothing to say. */
kx_document *kx_read(const char *path, GError **error);

/* The same from memory; `name` is for messages. */
kx_document *kx_read_bytes(const char *name, const char *bytes, size_t length, GError **error);

/* A document of one paragraph from one line of text that may hold anything (invalid bytes become
 * U+FFFD, controls are dropped); may have no block at all. For `say --lines`. Never fails. */
kx_document *kx_read_line(const char *name, const char *line, size_t length);
