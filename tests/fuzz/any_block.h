/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Any bytes as a document of one block, the way a reader would hand it over: valid, composed,
 * without controls; a note where it begins as one, else a paragraph. */
#pragma once

#include "doc/document.h"

#include <string.h>

/* "[12] " or "[^12]: " */
static inline bool begins_note(const char *text)
{
    enum { DIGITS_MAX = 3 };
    if (*text != '[')
        return false;
    bool marked = text[1] == '^';
    const char *digits = text + 1 + marked;
    size_t n = strspn(digits, "0123456789");
    return n > 0 && n <= DIGITS_MAX && g_str_has_prefix(digits + n, marked ? "]: " : "] ");
}

static inline kx_document *any_block(const uint8_t *data, size_t size)
{
    g_autofree char *valid = g_utf8_make_valid((const char *)data, (gssize)size);
    char *clean = g_utf8_normalize(valid, -1, G_NORMALIZE_NFC);
    kx_document *doc = kx_document_new("fuzz");
    for (char *at = clean; *at; at++)
        if ((unsigned char)*at < ' ' && *at != '\n')
            *at = ' ';
    g_strstrip(clean);
    size_t length = strlen(clean);
    kx_document_take_text(doc, clean, length);
    if (length > 0)
        kx_document_add_block(doc, begins_note(clean) ? KX_BLOCK_NOTE : KX_BLOCK_PARAGRAPH,
                              (kx_range){0, length});
    return doc;
}
