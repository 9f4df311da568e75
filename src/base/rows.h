/* SPDX-License-Identifier: GPL-3.0-or-later */
/* An array that grows with the text. A small one lies in memory; a large one in an unlinked file
 * that is mapped, so that what is not in use can be given back and comes from the file again where
 * it is read or written again. Where the system gives no file, or no more room in it, it goes on
 * in memory: there are no errors. Rows hold no pointers that own anything. */
#pragma once

#include <glib.h>

typedef struct {
    char *data; /* for g_array_index; moves when rows are added */
    guint len;
    /* Private. */
    guint size; /* of a row */
    gsize room; /* bytes */
    int fd;     /* -1: in memory */
    char *folder;
} kx_rows;

/* Rows of `size` bytes; large arrays lie in `folder` (a path; NULL: in memory). */
kx_rows *kx_rows_new(gsize size, const char *folder);
void kx_rows_free(kx_rows *rows);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(kx_rows, kx_rows_free)

/* Adds n rows; `from` NULL: zeros. */
void kx_rows_add(kx_rows *rows, const void *from, guint n);
/* Gives back the memory of a large array: all of it, or (a walk over every row) of the rows before
 * `index`, now and then. What they hold stays, and pointers to it stay good; any thread may say so
 * while others read. */
void kx_rows_rest(const kx_rows *rows);
void kx_rows_passed(const kx_rows *rows, guint index);
