/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tab-separated tables: UTF-8, '#' starts a comment line, blank lines are skipped. */
#pragma once

#include <glib.h>
#include <stdbool.h>

typedef struct {
    unsigned line; /* 1-based line in its file */
    unsigned n_cells;
    char **cells; /* NULL-terminated, n_cells long; leading and trailing blanks removed */
} kx_tsv_row;

/* Splits `text` into rows. `name` is only for messages ("name:line: what"). Errors (CONFIG):
 * invalid UTF-8, fewer than `min_cells` or more than `max_cells` cells, an empty first cell, the
 * first cell twice unless `duplicates_ok`. Returns an array of kx_tsv_row*; frees itself. */
GPtrArray *kx_tsv_parse(const char *name, const char *text, size_t length, unsigned min_cells,
                        unsigned max_cells, bool duplicates_ok, GError **error);

/* The same to the end: the good rows, and in `faults` (char*, the caller's) a message for each bad
 * one. Never NULL; of bytes that are no UTF-8 it has no rows. */
GPtrArray *kx_tsv_parse_all(const char *name, const char *text, size_t length, unsigned min_cells,
                            unsigned max_cells, bool duplicates_ok, GPtrArray *faults);
