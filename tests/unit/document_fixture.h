/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Documents read from text, and their blocks as text. */
#pragma once

#include "read/reader.h"

#include <string.h>

static kx_document *read_text(const char *text, size_t length)
{
    g_autoptr(GError) error = NULL;
    kx_document *doc = kx_read_bytes("a.txt", text, length, &error);

    g_assert_no_error(error);
    return doc;
}

#define READ(text) read_text(text, sizeof(text) - 1)

/* "headline|Kop", a line a block; line ends within a block as "/". */
static char *blocks_of(const kx_document *doc)
{
    GString *out = g_string_new(NULL);

    for (guint i = 0; i < doc->blocks->len; i++) {
        const kx_block *block = &g_array_index(doc->blocks, kx_block, i);
        g_autofree char *text =
            g_strndup(doc->text + block->range.start, block->range.end - block->range.start);
        g_strdelimit(text, "\n", '/');
        g_string_append_printf(out, "%s|%s\n", kx_block_kind_name(block->kind), text);
    }
    return g_string_free(out, FALSE);
}

/* What holds of any document. */
static void check_sound(const kx_document *doc, size_t source_length)
{
    size_t last = 0, last_source = 0;

    for (guint i = 0; i < doc->blocks->len; i++) {
        const kx_block *block = &g_array_index(doc->blocks, kx_block, i);
        kx_range source = kx_document_source_range(doc, block->range);

        g_assert_cmpuint(block->range.start, >=, last);
        g_assert_cmpuint(block->range.start, <, block->range.end);
        g_assert_cmpuint(block->range.end, <=, doc->length);
        g_assert_cmpuint(source.start, >=, last_source);
        g_assert_cmpuint(source.start, <, source.end);
        g_assert_cmpuint(source.end, <=, source_length);
        g_assert_true(block->kind != KX_BLOCK_HEADLINE || i == 0);
        g_assert_true(block->kind != KX_BLOCK_LEAD || i == 1);
        g_assert_true(block->kind != KX_BLOCK_INTERTITLE || i + 1 < doc->blocks->len);
        last = block->range.end;
        last_source = source.end;
    }
}

static void check(const char *text, const char *wanted)
{
    g_autoptr(kx_document) doc = read_text(text, strlen(text));
    g_autofree char *blocks = blocks_of(doc);

    check_sound(doc, strlen(text));
    g_assert_cmpstr(blocks, ==, wanted);
    g_assert_cmpuint(doc->notes->len, ==, 0);
}
