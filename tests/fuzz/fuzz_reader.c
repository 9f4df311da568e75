/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Any bytes through the readers: what comes out must be sound. */
#include "read/reader.h"

#include <stdint.h>
#include <stdlib.h>
#include <unicode/unorm2.h>
#include <unicode/ustring.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void require(bool holds, const char *what)
{
    if (holds)
        return;
    g_printerr("does not hold: %s\n", what);
    abort();
}

static void check_nfc(const kx_document *doc)
{
    UErrorCode status = U_ZERO_ERROR;
    const UNormalizer2 *nfc = unorm2_getNFCInstance(&status);
    g_autofree UChar *units = g_new(UChar, doc->length + 1);
    int32_t n = 0;

    u_strFromUTF8(units, (int32_t)doc->length + 1, &n, doc->text, (int32_t)doc->length, &status);
    require(U_SUCCESS(status), "the text converts to UTF-16");
    require(unorm2_isNormalized(nfc, units, n, &status) != 0, "the text is NFC");
}

static void check_text(const kx_document *doc, size_t size)
{
    size_t last = 0;

    require(doc->text[doc->length] == '\0', "NUL after the text");
    require(g_utf8_validate_len(doc->text, doc->length, NULL), "the text is valid UTF-8");
    for (size_t at = 0; at < doc->length; at++) {
        kx_range source = kx_document_source_range(doc, (kx_range){at, at + 1});
        unsigned char c = (unsigned char)doc->text[at];

        require(c >= 0x20 || c == '\n' || c == '\t', "no control is in the text");
        require(c != 0x7F, "no DEL is in the text");
        require(source.start >= last, "source positions ascend");
        require(source.start < source.end, "no byte of the text comes from nothing");
        require(source.end <= size, "the source range is inside the source");
        last = source.start;
    }
    check_nfc(doc);
}

static void check_blocks(const kx_document *doc)
{
    size_t last = 0;

    for (guint i = 0; i < doc->blocks->len; i++) {
        const kx_block *block = &g_array_index(doc->blocks, kx_block, i);
        const char *start = doc->text + block->range.start;

        require(block->range.start >= last, "blocks ascend and do not overlap");
        require(block->range.start < block->range.end, "no block is empty");
        require(block->range.end <= doc->length, "blocks are inside the text");
        require(g_utf8_validate_len(start, block->range.end - block->range.start, NULL),
                "blocks hold whole characters");
        require(!g_unichar_isspace(g_utf8_get_char(start)), "blocks begin with no blank");
        require(block->kind != KX_BLOCK_HEADLINE || i == 0, "a headline is the first block");
        require(block->kind != KX_BLOCK_LEAD || i == 1, "a lead is the second");
        require(block->kind != KX_BLOCK_INTERTITLE || i + 1 < doc->blocks->len,
                "no intertitle is the last");
        last = block->range.end;
    }
}

static void check_fields(const kx_document *doc)
{
    const char *fields[] = {doc->title, doc->author,   doc->date,   doc->source,
                            doc->url,   doc->language, doc->section};

    for (gsize i = 0; i < G_N_ELEMENTS(fields); i++)
        require(fields[i] == NULL || (fields[i][0] != '\0' && g_utf8_validate(fields[i], -1, NULL)),
                "fields are valid and not empty");
    for (guint i = 0; i < doc->notes->len; i++)
        require(g_utf8_validate(doc->notes->pdata[i], -1, NULL), "notes are valid");
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(kx_document) doc = kx_read_bytes("fuzz.txt", (const char *)data, size, &error);
    g_autoptr(kx_document) line = kx_read_line("-", (const char *)data, size);

    require((doc == NULL) == (error != NULL), "a document or an error");
    if (doc != NULL) {
        check_text(doc, size);
        check_blocks(doc);
        check_fields(doc);
        require(doc->blocks->len > 0, "a document says something");
    }
    check_text(line, size);
    check_blocks(line);
    require(line->blocks->len <= 1, "a line is one paragraph");
    return 0;
}
