/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "text/table.h"

#include <string.h>

/* Whether the table has a key of that length that begins with that letter. */
static bool may_have(const kx_table *table, const char *key, size_t length)
{
    return length > 0 && table->lengths[kx_table_initial(*key)] & kx_table_length_bit(length);
}

const kx_cell *kx_table_find(const kx_table *table, const char *key, size_t length)
{
    if (!may_have(table, key, length))
        return NULL;
    for (uint32_t at = kx_table_hash(key, length);; at++) {
        unsigned place = table->index[at & table->mask];
        if (place == 0)
            return NULL;
        const kx_cell *row = &table->cells[(place - 1) * table->n_columns];
        const char *other = kx_text(row, 0);
        if (strncmp(other, key, length) == 0 && other[length] == '\0')
            return row;
    }
}

const kx_cell *kx_table_next(const kx_table *table, const kx_cell *row)
{
    const kx_cell *next = row + table->n_columns;
    if (next == table->cells + table->n_rows * table->n_columns)
        return NULL;
    return strcmp(kx_text(next, 0), kx_text(row, 0)) == 0 ? next : NULL;
}

const kx_cell *kx_table_find_lower(const kx_table *table, const char *key, size_t length)
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

kx_cell *kx_row_new(const char *const *texts, size_t n)
{
    size_t size = n * sizeof(kx_cell);
    for (size_t i = 0; i < n; i++)
        size += strlen(texts[i]) + 1;
    kx_cell *row = g_malloc(size);
    char *at = (char *)&row[n];
    for (size_t i = 0; i < n; i++) {
        row[i].to = (int32_t)(at - (char *)&row[i]);
        at = g_stpcpy(at, texts[i]) + 1;
    }
    return row;
}
