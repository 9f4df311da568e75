/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Any bytes as a file: either an error, or blocks in order, inside the text and not empty. */
#include "read/reader.h"

#include <stdint.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(kx_document) doc = kx_read_bytes("fuzz", (const char *)data, size, &error);

    if (doc == NULL) {
        g_assert_nonnull(error);
        g_assert_null(strchr(error->message, '\n'));
        return 0;
    }
    g_assert_cmpuint(doc->blocks->len, >, 0);
    size_t before = 0;
    for (guint i = 0; i < doc->blocks->len; i++) {
        const kx_block *block = &g_array_index(doc->blocks, kx_block, i);
        g_assert_cmpint(block->kind, <, KX_BLOCK_KINDS);
        g_assert_cmpuint(block->range.start, >=, before);
        g_assert_cmpuint(block->range.start, <, block->range.end);
        g_assert_cmpuint(block->range.end, <=, doc->length);
        g_assert_cmpuint(kx_document_source_range(doc, block->range).end, <=, size);
        g_assert_cmpuint(kx_document_line(doc, block->range.start), >, 0);
        before = block->range.end;
    }
    return 0;
}
