/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Any bytes: either an error, or clean text whose every byte is found back in the source. */
#include "read/import.h"

#include <stdint.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void check(const kx_document *doc, size_t size)
{
    g_assert_true(g_utf8_validate(doc->text, (gssize)doc->length, NULL));
    size_t before = 0;
    for (size_t at = 0, next; at < doc->length; at = next) {
        next = at + (size_t)g_utf8_skip[(guchar)doc->text[at]];
        kx_range range = {at, next};
        kx_range source = kx_document_source_range(doc, range);
        g_assert_cmpuint(source.start, <=, source.end);
        g_assert_cmpuint(source.end, <=, size);
        g_assert_cmpuint(before, <=, source.start);
        before = source.start;
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    g_autoptr(kx_document) strict = kx_document_new("fuzz");
    g_autoptr(kx_document) lenient = kx_document_new("fuzz");
    g_autoptr(GError) error = NULL;

    if (kx_import(strict, (const char *)data, size, &error))
        check(strict, size);
    else
        g_assert_nonnull(error);
    kx_import_lenient(lenient, (const char *)data, size);
    check(lenient, size);
    return 0;
}
