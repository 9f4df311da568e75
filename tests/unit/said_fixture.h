/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "text/normalise.h"

#include <string.h>

/* The transcript of a text, sentence by sentence, as the player has it spoken. Caller frees. */
static inline char *fixture_said(const char *text)
{
    g_autoptr(kx_document) doc = kx_document_new("test");
    g_autoptr(GArray) sentences = g_array_new(FALSE, FALSE, sizeof(kx_sentence));
    GString *said = g_string_new(NULL);
    const kx_style style = {0};
    kx_document_take_text(doc, g_strdup(text), strlen(text));
    kx_document_add_block(doc, KX_BLOCK_PROGRAMME, (kx_range){0, strlen(text)});
    kx_sentences(doc, 0, sentences);
    for (guint i = 0; i < sentences->len; i++) {
        kx_range range = g_array_index(sentences, kx_sentence, i).range;
        g_autoptr(kx_spoken) spoken = kx_normalise(doc, range, &style);
        g_autofree char *one = kx_spoken_render(spoken, KX_RENDER_TRANSCRIPT, NULL);
        g_string_append_printf(said, "%s%s", i > 0 ? " " : "", one);
    }
    return g_string_free(said, FALSE);
}
