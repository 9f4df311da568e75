/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the compilers of word lists share. They run while kxspeak is built. */
#pragma once

#include <glib.h>
#include <stdbool.h>

/* The words of a list, one a line, sorted by their bytes; lines that hold anything but letters,
 * ' and - are left out. */
GPtrArray *kx_compile_read_list(const char *path, GError **error);

/* Starts the engine with this voice; says so and ends the program if it does not. */
void kx_compile_open_engine(const char *voice);
/* How the engine reads a word alone, without the marks of its pauses. The caller frees. */
char *kx_compile_phonemes(const char *word);

/* A blob (blob.h) being written. */
typedef struct {
    GString *pool;
    GArray *keys; /* uint32_t: where each is in the pool */
} kx_blob_writer;

kx_blob_writer kx_blob_writer_new(void);
/* Adds a key, which must be new, and its value of n bytes. */
void kx_blob_writer_add(kx_blob_writer *writer, const char *key, const void *value, size_t n);
/* Appends the blob to `file`; the writer is gone. */
void kx_blob_writer_end(kx_blob_writer *writer, GByteArray *file);

/* Writes the file, and a header that tells its path to the assembler as the macro `name`. */
bool kx_compile_write(const char *path, const GByteArray *file, const char *header,
                      const char *name, GError **error);
