/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Any line: what its sentences give the engine comes through the gate, in both its forms, with no
 * pronunciation that the gate refuses and no word of Latin letters lost. */
#include "any_block.h"
#include "speak/pronounce.h"
#include "text/normalise.h"

#include <stdint.h>
#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* Marks the words that the calls hold, which come in their order. */
static void mark_said(GPtrArray *calls, bool *said, guint n_words)
{
    uint32_t last = 0;
    for (guint i = 0; i < calls->len; i++) {
        size_t n;
        const kx_call_word *words = kx_call_words(g_ptr_array_index(calls, i), &n);
        for (size_t w = 0; w < n; w++) {
            g_assert_cmpuint(words[w].word, <, n_words);
            g_assert_cmpuint(words[w].word, >=, last);
            last = words[w].word;
            said[last] = true;
        }
    }
    g_ptr_array_unref(calls);
}

/* The fuzzer catches abort(), and g_error() does not come to it. */
static void fail(const char *what, const char *text, size_t length)
{
    g_printerr("%s: %.*s\n", what, (int)length, text);
    abort();
}

static bool has_letter(const char *speech, const kx_rendered_word *word)
{
    for (size_t at = word->start; at < word->end; at++)
        if (g_ascii_isalpha(speech[at]))
            return true;
    return false;
}

static void check_said(const kx_utterance *u, GPtrArray *calls)
{
    g_autofree bool *said = g_new0(bool, u->words->len + 1);
    mark_said(calls, said, u->words->len);
    for (guint i = 0; i < u->words->len; i++) {
        const kx_rendered_word *word = &g_array_index(u->words, kx_rendered_word, i);
        if (!said[i] && has_letter(u->speech, word))
            fail("not said", u->speech + word->start, word->end - word->start);
    }
}

static void check_words(const kx_utterance *u)
{
    size_t end = 0, length = strlen(u->speech);
    g_assert_cmpuint(u->origins->len, ==, u->words->len);
    g_assert_cmpuint(u->languages->len, ==, u->words->len);
    for (guint i = 0; i < u->words->len; i++) {
        const kx_rendered_word *word = &g_array_index(u->words, kx_rendered_word, i);
        g_assert_cmpuint(word->start, >=, end);
        g_assert_cmpuint(word->start, <, word->end);
        g_assert_cmpuint(word->end, <=, length);
        end = word->end;
    }
}

static void check_sentence(const kx_document *doc, kx_range range, const kx_style *style)
{
    g_autoptr(kx_spoken) spoken = kx_normalise(doc, range, style);
    g_autoptr(kx_utterance) u = kx_pronounce(spoken, style);
    kx_gate_report report = {0};

    check_words(u);
    check_said(u, kx_utterance_calls(u, &report));
    check_said(u, kx_utterance_plain_calls(u));
    g_assert_cmpuint(report.dropped_phonemes, ==, 0);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    g_autoptr(kx_document) doc = any_block(data, size);
    g_autoptr(GArray) sentences = g_array_new(FALSE, FALSE, sizeof(kx_sentence));
    const kx_style styles[] = {{.english = KX_ENGLISH_OWN}, {.english = KX_ENGLISH_IN_DUTCH}};

    if (doc->blocks->len > 0)
        kx_sentences(doc, 0, sentences);
    for (guint i = 0; i < sentences->len; i++)
        for (size_t k = 0; k < G_N_ELEMENTS(styles); k++)
            check_sentence(doc, g_array_index(sentences, kx_sentence, i).range, &styles[k]);
    return 0;
}
