/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Any bytes as a table: either an error of one line, or rows within their bounds. */
#include "base/tsv.h"

#include <stdint.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(GPtrArray) rows = kx_tsv_parse("fuzz", (const char *)data, size, 2, 4, false, &error);

    if (rows == NULL) {
        g_assert_nonnull(error);
        g_assert_null(strchr(error->message, '\n'));
        return 0;
    }
    for (guint i = 0; i < rows->len; i++) {
        const kx_tsv_row *row = g_ptr_array_index(rows, i);
        g_assert_cmpuint(row->n_cells, >=, 2);
        g_assert_cmpuint(row->n_cells, <=, 4);
        g_assert_cmpuint(g_strv_length(row->cells), ==, row->n_cells);
        g_assert_cmpstr(row->cells[0], !=, "");
    }
    return 0;
}
