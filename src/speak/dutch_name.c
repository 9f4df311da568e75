/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "speak/dutch_name.h"

#include "text/table.h"

#include <stdbool.h>
#include <string.h>

/* Columns of kx_table_name_spelling; bytes of a row's letters, at most. */
enum { VALUE = 1, WHERE = 2, LETTERS_MAX = 10 };
/* The shortest name, and what is left behind an article. */
enum { NAME_MIN = 3, REST_MIN = 3 };

/* A capital, and small letters behind it; an ending may follow an apostrophe. */
static bool is_name(const char *name, size_t n)
{
    bool small = n >= NAME_MIN && g_ascii_isupper(name[0]);
    for (size_t at = 1; small && at < n; at++)
        small = g_ascii_islower(name[at]) || (at + 1 < n && name[at] == '\'');
    return small;
}

/* The row of `letters` for a place: "any", "start", "end", or behind an article. */
static const kx_cell *row_for(const char *letters, size_t length, const char *where)
{
    const kx_cell *row = kx_table_find(&kx_table_name_spelling, letters, length);
    while (row && strcmp(kx_text(row, WHERE), where) != 0)
        row = kx_table_next(&kx_table_name_spelling, row);
    return row;
}

/* The row of the longest letters at name[at..n); NULL if none has to be changed. */
static const kx_cell *longest(const char *name, size_t n, size_t at, size_t *length)
{
    for (*length = MIN(LETTERS_MAX, n - at); *length > 0; --*length) {
        const kx_cell *row = row_for(name + at, *length, "any");
        if (!row && at == 0)
            row = row_for(name, *length, "start");
        if (!row && at + *length == n)
            row = row_for(name + at, *length, "end");
        if (row)
            return row;
    }
    return NULL;
}

char *kx_dutch_name_today(const char *name, size_t n)
{
    if (!is_name(name, n))
        return NULL;
    g_autofree char *lower = g_ascii_strdown(name, (gssize)n);
    g_autoptr(GString) out = g_string_new(NULL);
    for (size_t at = 0, length; at < n; at += length) {
        const kx_cell *row = longest(lower, n, at, &length);
        if (row)
            g_string_append(out, kx_text(row, VALUE));
        else
            g_string_append_len(out, lower + at, (gssize)(length = 1));
    }
    if (strcmp(out->str, lower) == 0)
        return NULL;
    out->str[0] = g_ascii_toupper(out->str[0]);
    return g_string_free(g_steal_pointer(&out), FALSE);
}

const char *kx_dutch_name_prefix(const char *name, size_t n, size_t *length)
{
    static const char *const articles[] = {"vander", "vanden", "vande", "van", "de", "mc"};
    if (!is_name(name, n))
        return NULL;
    g_autofree char *lower = g_ascii_strdown(name, (gssize)n);
    for (size_t letters = MIN(LETTERS_MAX, n); letters > 0; letters--) {
        for (unsigned i = 0; i < G_N_ELEMENTS(articles); i++) {
            const kx_cell *row = row_for(lower, letters, articles[i]);
            *length = strlen(articles[i]);
            if (row && n >= *length + REST_MIN)
                return kx_text(row, VALUE);
        }
    }
    return NULL;
}
