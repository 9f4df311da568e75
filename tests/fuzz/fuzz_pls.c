/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Any bytes as a PLS document: an error of one line, or a lexicon that loads. */
#include "text/pls.h"

#include <stdint.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    g_autoptr(GError) error = NULL;
    g_autofree char *text = kx_pls_import("fuzz", (const char *)data, size, &error);
    g_autoptr(kx_lexicon) lexicon = kx_lexicon_new();

    if (text == NULL) {
        g_assert_nonnull(error);
        g_assert_null(strchr(error->message, '\n'));
        return 0;
    }
    g_assert_true(kx_lexicon_add(lexicon, "fuzz", text, strlen(text), &error));
    g_autofree char *pls = kx_pls_export(kx_lexicon_rows(lexicon, 0));
    g_autofree char *again = kx_pls_import("again", pls, strlen(pls), &error);
    g_assert_no_error(error);
    return 0;
}
