/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Any bytes as a user's lexicon: an error of one line, or entries that are found by their forms and
 * that the normaliser can say. */
#include "text/normalise.h"

#include <stdint.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void say(const kx_lexicon *lexicon, const char *text)
{
    const kx_style style = {.lexicon = lexicon};
    g_autoptr(kx_document) doc = kx_document_new("fuzz");
    kx_document_take_text(doc, g_strdup(text), strlen(text));
    g_autoptr(kx_spoken) spoken = kx_normalise(doc, (kx_range){0, strlen(text)}, &style);
    for (int rendering = KX_RENDER_TRANSCRIPT; rendering <= KX_RENDER_SPEECH; rendering++) {
        g_autofree char *said = kx_spoken_render(spoken, (kx_rendering)rendering, NULL);
        g_assert_null(strpbrk(said, "0123456789[]<>&\\\n"));
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    g_autoptr(kx_lexicon) lexicon = kx_lexicon_new();
    g_autoptr(GError) error = NULL;
    g_autoptr(GPtrArray) faults = kx_lexicon_faults("fuzz", (const char *)data, size);

    if (!kx_lexicon_add(lexicon, "fuzz", (const char *)data, size, &error)) {
        g_assert_null(strchr(error->message, '\n'));
        g_assert_cmpuint(faults->len, >, 0);
        return 0;
    }
    g_assert_cmpuint(faults->len, ==, 0);
    const GPtrArray *rows = kx_lexicon_rows(lexicon, 0);
    for (guint i = 0; i < rows->len; i++) {
        const kx_cell *row = rows->pdata[i];
        const char *written = kx_text(row, KX_LEXICON_WRITTEN);
        g_assert_nonnull(kx_lexicon_find(lexicon, KX_LEXICON_READING | KX_LEXICON_SOUND, written,
                                         strlen(written)));
        say(lexicon, written);
    }
    return 0;
}
