/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SubRip: two lines of 32 characters, which is what apps have room for. */
#include "publish/cue.h"
#include "publish/text_file.h"

#include <string.h>

enum { COLUMNS = 32 };

static kx_token_time *token_at(const GArray *tokens, guint i)
{
    return &g_array_index(tokens, kx_token_time, i);
}

/* AntennaPod takes what stands before the first colon of a cue for a speaker, and drops what
 * follows a second one: a colon at the end of a word becomes a dash. */
static void without_colons(GArray *tokens)
{
    for (guint i = 0; i < tokens->len; i++) {
        kx_token_time *token = token_at(tokens, i);
        size_t n = strlen(token->text);
        if (n == 0 || token->text[n - 1] != ':')
            continue;
        while (n > 0 && token->text[n - 1] == ':')
            token->text[--n] = '\0';
        kx_token_time dash = {
            .text = g_strdup("–"), .start = token->end, .end = token->end, .joined = true};
        if (n == 0) {
            g_free(token->text);
            token->text = dash.text;
        } else {
            g_array_insert_val(tokens, ++i, dash);
        }
    }
}

/* The speaker, before the first words. Not before words with a colon of their own: see above. */
static void name_speaker(GArray *tokens, const char *name)
{
    for (guint i = 0; i < tokens->len; i++)
        if (strchr(token_at(tokens, i)->text, ':'))
            return;
    kx_token_time speaker = *token_at(tokens, 0);
    speaker.joined = false;
    token_at(tokens, 0)->joined = true;
    g_array_insert_val(tokens, 0, speaker);
    token_at(tokens, 0)->text = g_strconcat(name, ":", NULL);
}

static void append_line(GString *out, const GArray *tokens, guint from, guint to)
{
    g_autofree char *line = from < to ? kx_cue_join(tokens, from, to) : NULL;
    if (line)
        g_string_append_printf(out, "%s\n", line);
}

static void append_cue(GString *out, unsigned number, const GArray *tokens, const kx_cue_pair *pair,
                       int64_t start, int64_t end)
{
    g_autofree char *from = kx_cue_clock(start, ','), *to = kx_cue_clock(end, ',');
    g_string_append_printf(out, "%s%u\n%s --> %s\n", number > 1 ? "\n" : "", number, from, to);
    append_line(out, tokens, pair->from, pair->second);
    append_line(out, tokens, pair->second, pair->to);
}

/* How much is written: cues, and until which millisecond they are shown. */
typedef struct {
    unsigned cues;
    int64_t end;
} progress;

static void append_sentence(GString *out, progress *done, const kx_edition *edition,
                            const kx_timed_sentence *s)
{
    const kx_briefing *b = edition->briefing;
    const char *speaker = kx_cue_speaker(edition);
    g_autoptr(GArray) tokens = kx_cue_heard_tokens(b, s);
    if (!kx_cue_is_shown(b, s) || tokens->len == 0)
        return;
    without_colons(tokens);
    if (done->cues == 0 && speaker)
        name_speaker(tokens, speaker);
    g_autoptr(GArray) pairs = kx_cue_pairs(tokens, COLUMNS);
    int64_t start = kx_cue_ms(s->start);
    if (start < done->end) /* the sentence before had more cues than milliseconds */
        start = done->end;
    for (guint i = 0; i < pairs->len; i++) {
        const kx_cue_pair *pair = &g_array_index(pairs, kx_cue_pair, i);
        int64_t end = kx_cue_ms(s->end), left = pairs->len - 1 - i;
        int64_t begins = left > 0 ? kx_cue_ms(token_at(tokens, pair->to)->start) : 0;
        if (left > 0) /* a millisecond at least for each cue that follows */
            end = MIN(begins, end - left);
        end = MAX(end, start + 1);
        append_cue(out, ++done->cues, tokens, pair, start, end);
        start = end;
    }
    done->end = start;
}

static bool write_srt(const kx_edition *edition, int dirfd, const char *name, GError **error)
{
    const kx_briefing *b = edition->briefing;
    GString *out = g_string_new(NULL);
    progress done = {0};
    for (guint i = 0; i < b->sentences->len; i++) {
        append_sentence(out, &done, edition, &g_array_index(b->sentences, kx_timed_sentence, i));
        kx_briefing_passed(b, i);
    }
    return kx_text_file_write(out, dirfd, name, error);
}

const kx_sink kx_sink_srt = {
    .name = "srt",
    .what = N_("subtitles as printed, two short lines a cue (SubRip)"),
    .kind = KX_SINK_TEXT,
    .file = "%s.srt",
    .type = "application/x-subrip",
    .write = write_srt,
};
