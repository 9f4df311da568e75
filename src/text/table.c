/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "text/table.h"

#include <string.h>

/* Whether the table has a key of that length that begins with that letter. */
static bool may_have(const kx_table *table, const char *key, size_t length)
{
    return length > 0 && table->lengths[kx_table_initial(*key)] & kx_table_length_bit(length);
}

const char *const *kx_table_find(const kx_table *table, const char *key, size_t length)
{
    if (!may_have(table, key, length))
        return NULL;
    for (uint32_t at = kx_table_hash(key, length);; at++) {
        unsigned place = table->index[at & table->mask];
        if (place == 0)
            return NULL;
        const char *const *row = &table->cells[(place - 1) * table->n_columns];
        if (strncmp(row[0], key, length) == 0 && row[0][length] == '\0')
            return row;
    }
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
    enum { SHORT = 64 };
    char folded[SHORT];
    size_t n = 0;
    while (n < MIN(length, SHORT) && (unsigned char)key[n] < 128) {
        folded[n] = g_ascii_isupper(key[n]) ? (char)(key[n] + ('a' - 'A')) : key[n];
        n++;
    }
    if (n == length)
        return kx_table_find(table, folded, length);
    g_autofree char *lower = g_utf8_strdown(key, (gssize)length);
    return kx_table_find(table, lower, strlen(lower));
}
