/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "text/table.h"

#include <string.h>

static int compare(const char *cell, const char *key, size_t length)
{
    size_t n = strlen(cell);
    int order = memcmp(cell, key, MIN(n, length));
    if (order != 0)
        return order;
    return n < length ? -1 : n > length;
}

const char *const *kx_table_find(const kx_table *table, const char *key, size_t length)
{
    /* The first row that is not before the key: rows with equal keys are found at their first. */
    size_t low = 0, high = table->n_rows;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (compare(table->cells[middle * table->n_columns], key, length) < 0)
            low = middle + 1;
        else
            high = middle;
    }
    if (low == table->n_rows)
        return NULL;
    const char *const *row = &table->cells[low * table->n_columns];
    return compare(row[0], key, length) == 0 ? row : NULL;
}

const char *const *kx_table_next(const kx_table *table, const char *const *row)
{
    const char *const *next = row + table->n_columns;
    if (next == table->cells + table->n_rows * table->n_columns)
        return NULL;
    return strcmp(next[0], row[0]) == 0 ? next : NULL;
}

const char *const *kx_table_find_lower(const kx_table *table, const char *key, size_t length)
{
    g_autofree char *folded = g_utf8_strdown(key, (gssize)length);
    return kx_table_find(table, folded, strlen(folded));
}
