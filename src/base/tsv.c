/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/tsv.h"

#include "base/error.h"
#include "base/intl.h"
#include "base/printable.h"

#include <string.h>

static void row_free(gpointer data)
{
    kx_tsv_row *row = data;

    if (row == NULL)
        return;
    g_strfreev(row->cells);
    g_free(row);
}

static bool fail(const char *name, unsigned line, GError **error, const char *what)
{
    g_autofree char *shown = kx_printable(name, -1);

    g_set_error(error, KX_ERROR, KX_ERROR_CONFIG, "%s:%u: %s", shown, line, what);
    return false;
}

static kx_tsv_row *row_new(const char *text, size_t length, unsigned line)
{
    kx_tsv_row *row = g_new0(kx_tsv_row, 1);
    g_autofree char *copy = g_strndup(text, length);

    row->line = line;
    row->cells = g_strsplit(copy, "\t", -1);
    row->n_cells = g_strv_length(row->cells);
    for (unsigned i = 0; i < row->n_cells; i++)
        g_strstrip(row->cells[i]);
    return row;
}

static bool row_check(const kx_tsv_row *row, const char *name, unsigned min_cells,
                      unsigned max_cells, GError **error)
{
    g_autofree char *what = NULL;

    if (row->n_cells < min_cells)
        what = g_strdup_printf(
            kx_plural("%u cell, but at least %u are needed, with a tab between two",
                      "%u cells, but at least %u are needed, with a tab between two", row->n_cells),
            row->n_cells, min_cells);
    else if (row->n_cells > max_cells)
        what = g_strdup_printf(_("%u cells, but at most %u are allowed"), row->n_cells, max_cells);
    else if (row->cells[0][0] == '\0')
        what = g_strdup(_("the first cell is empty"));
    return what == NULL || fail(name, row->line, error, what);
}

/* Notes where the first cell stands; the second time it is an error. */
static bool key_check(GHashTable *seen, const kx_tsv_row *row, const char *name, GError **error)
{
    unsigned first = GPOINTER_TO_UINT(g_hash_table_lookup(seen, row->cells[0]));

    if (first == 0) {
        g_hash_table_insert(seen, row->cells[0], GUINT_TO_POINTER(row->line));
        return true;
    }
    g_autofree char *key = kx_printable(row->cells[0], -1);
    g_autofree char *what =
        g_strdup_printf(_("'%s' stands here twice, first in line %u"), key, first);
    return fail(name, row->line, error, what);
}

static bool is_skipped(const char *line, size_t length)
{
    if (length > 0 && line[0] == '#')
        return true;
    for (size_t i = 0; i < length; i++)
        if (!g_ascii_isspace(line[i]))
            return false;
    return true;
}

static bool check_utf8(const char *name, const char *text, size_t length, GError **error)
{
    const char *end;
    unsigned line = 1;

    if (g_utf8_validate_len(text, length, &end))
        return true;
    for (const char *p = text; p < end; p++)
        line += *p == '\n';
    return fail(name, line, error, _("this is not UTF-8; save the file as UTF-8"));
}

/* What is asked of a table, and where its faults go. */
typedef struct {
    const char *name;
    unsigned min_cells, max_cells;
    bool duplicates_ok;
    GPtrArray *faults; /* char*; NULL: the first fault ends it */
} demands;

/* Notes a fault; whether to go on. */
static bool note(const demands *d, GError *fault, GError **error)
{
    if (d->faults == NULL) {
        g_propagate_error(error, fault);
        return false;
    }
    g_ptr_array_add(d->faults, g_strdup(fault->message));
    g_error_free(fault);
    return true;
}

static GPtrArray *parse(const demands *d, const char *text, size_t length, GError **error)
{
    g_autoptr(GPtrArray) rows = g_ptr_array_new_with_free_func(row_free);
    g_autoptr(GHashTable) seen = g_hash_table_new(g_str_hash, g_str_equal);
    GError *fault = NULL;
    unsigned line = 0;

    if (!check_utf8(d->name, text, length, &fault))
        return note(d, fault, error) ? g_steal_pointer(&rows) : NULL;
    if (length >= 3 && memcmp(text, "\xEF\xBB\xBF", 3) == 0) {
        text += 3;
        length -= 3;
    }
    for (size_t at = 0; at < length;) {
        const char *start = text + at;
        const char *lf = memchr(start, '\n', length - at);
        size_t n = lf != NULL ? (size_t)(lf - start) : length - at;

        line++;
        at += n + 1;
        if (is_skipped(start, n))
            continue;
        kx_tsv_row *row = row_new(start, n, line);
        if (row_check(row, d->name, d->min_cells, d->max_cells, &fault) &&
            (d->duplicates_ok || key_check(seen, row, d->name, &fault))) {
            g_ptr_array_add(rows, row);
            continue;
        }
        row_free(row);
        if (!note(d, g_steal_pointer(&fault), error))
            return NULL;
    }
    return g_steal_pointer(&rows);
}

GPtrArray *kx_tsv_parse(const char *name, const char *text, size_t length, unsigned min_cells,
                        unsigned max_cells, bool duplicates_ok, GError **error)
{
    const demands d = {name, min_cells, max_cells, duplicates_ok, NULL};
    return parse(&d, text, length, error);
}

GPtrArray *kx_tsv_parse_all(const char *name, const char *text, size_t length, unsigned min_cells,
                            unsigned max_cells, bool duplicates_ok, GPtrArray *faults)
{
    const demands d = {name, min_cells, max_cells, duplicates_ok, faults};
    return parse(&d, text, length, NULL);
}
