/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Any line: its sentences are said without a digit, and their tokens cover every byte. */
#include "any_block.h"
#include "text/normalise.h"

#include <stdint.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static bool is_blank(const char *text, size_t start, size_t end)
{
    for (size_t at = start; at < end; at += (size_t)g_utf8_skip[(guchar)text[at]])
        if (!g_unichar_isspace(g_utf8_get_char(text + at)))
            return false;
    return true;
}

static void check_tokens(const kx_document *doc, kx_range range, const kx_spoken *spoken)
{
    size_t end = range.start;
    for (guint i = 0; i < spoken->tokens->len; i++) {
        const kx_token *token = &g_array_index(spoken->tokens, kx_token, i);
        g_assert_cmpuint(token->range.start, >=, end);
        g_assert_cmpuint(token->range.start, <, token->range.end);
        g_assert_true(is_blank(doc->text, end, token->range.start));
        end = token->range.end;
    }
    g_assert_cmpuint(end, <=, range.end);
    g_assert_true(is_blank(doc->text, end, range.end));
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    g_autoptr(kx_document) doc = any_block(data, size);
    g_autoptr(GArray) sentences = g_array_new(FALSE, FALSE, sizeof(kx_sentence));
    const kx_style style = {0};

    if (doc->blocks->len > 0)
        kx_sentences(doc, 0, sentences);
    size_t end = 0;
    for (guint i = 0; i < sentences->len; i++) {
        kx_range range = g_array_index(sentences, kx_sentence, i).range;
        g_assert_true(range.start >= end && range.start < range.end);
        g_assert_true(is_blank(doc->text, end, range.start));
        end = range.end;
        g_autoptr(kx_spoken) spoken = kx_normalise(doc, range, &style);
        check_tokens(doc, range, spoken);
        for (int rendering = KX_RENDER_TRANSCRIPT; rendering <= KX_RENDER_SPEECH; rendering++) {
            g_autofree char *said = kx_spoken_render(spoken, (kx_rendering)rendering, NULL);
            g_assert_true(g_utf8_validate(said, -1, NULL));
            g_assert_null(strpbrk(said, "0123456789[]<>&\\\n"));
        }
    }
    g_assert_true(is_blank(doc->text, end, doc->length));
    return 0;
}
