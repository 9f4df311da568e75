/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "publish/cue.h"
#include "publish/player.h"

#include <jansson.h>
#include <string.h>

/* What is said for a token: the transcripts of its words; NULL where they are as printed. */
static char *spoken_of(const kx_briefing *b, const kx_token_time *token)
{
    g_autoptr(GString) text = g_string_new(NULL);
    for (unsigned i = 0; i < token->n_words; i++) {
        const kx_word *word = &g_array_index(b->words, kx_word, token->first_word + i);
        if (text->len > 0)
            g_string_append_c(text, ' ');
        g_string_append_len(text, b->transcript->data + word->spoken, word->length);
    }
    if (text->len == 0 || strstr(token->text, text->str))
        return NULL;
    return g_string_free(g_steal_pointer(&text), FALSE);
}

static json_t *word_times(const kx_briefing *b, const kx_timed_sentence *s)
{
    g_autoptr(GArray) tokens = kx_cue_tokens(b, s);
    json_t *words = json_array();
    for (guint i = 0; i < tokens->len; i++) {
        const kx_token_time *token = &g_array_index(tokens, kx_token_time, i);
        g_autofree char *spoken = token->joined ? NULL : spoken_of(b, token);
        json_t *word = json_pack("[I, I]", (json_int_t)kx_cue_ms(token->start),
                                 (json_int_t)kx_cue_ms(token->end));
        if (token->joined)
            json_array_append_new(word, json_integer(0));
        else if (spoken)
            json_array_append_new(word, json_string(spoken));
        json_array_append_new(words, word);
    }
    return words;
}

/* In JSON ">" stands in strings only; a cue's text must not hold "-->". */
static void append_json(GString *out, json_t *value)
{
    char *text = json_dumps(value, JSON_COMPACT);
    g_autoptr(GString) safe = g_string_new(text);
    free(text);
    json_decref(value);
    g_string_replace(safe, ">", "\\u003e", 0);
    g_string_append(out, safe->str);
}

char *kx_player_cues(const kx_briefing *b, const kx_outline *outline)
{
    GString *out = g_string_new("WEBVTT\n");
    for (guint i = 0; i < outline->passages->len; i++) {
        const kx_passage *passage = &g_array_index(outline->passages, kx_passage, i);
        int64_t start = kx_cue_ms(passage->start), end = kx_cue_ms(passage->end);
        if (start >= end)
            continue;
        g_autofree char *id = kx_cue_id(passage->sentence);
        g_autofree char *from = kx_cue_clock(start, '.'), *to = kx_cue_clock(end, '.');
        g_string_append_printf(out, "\n%s\n%s --> %s\n", id, from, to);
        append_json(
            out, word_times(b, &g_array_index(b->sentences, kx_timed_sentence, passage->sentence)));
        g_string_append_c(out, '\n');
    }
    return g_string_free(out, FALSE);
}
