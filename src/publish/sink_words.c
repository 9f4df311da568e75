/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Transcripts as the podcast namespace's JSON: word by word as printed, and a sentence a segment as
 * spoken. */
#include "publish/cue.h"
#include "publish/json_file.h"
#include "publish/text_file.h"

typedef struct {
    kx_json_file *file;
    const char *speaker; /* NULL: not named */
    int64_t last;        /* start of the last segment, ms; -1 before the first */
} transcript;

static json_t *milliseconds(int64_t ms)
{
    return json_real((double)ms / 1000);
}

/* Starts ascend strictly, and no segment is empty: readers look a moment up by them. */
static void put_segment(transcript *t, const char *text, int64_t start, int64_t end)
{
    g_autofree char *clean = kx_text_file_clean(text);
    start = MAX(start, t->last + 1);
    end = MAX(end, start + 1);
    t->last = start;
    kx_json_file_item(t->file,
                      json_pack("{s:s*, s:o, s:o, s:s}", "speaker", t->speaker, "startTime",
                                milliseconds(start), "endTime", milliseconds(end), "body", clean));
}

/* What is heard as one is one segment, and so is what lasts less than a millisecond with what
 * follows, or with the last word. */
static void put_words(transcript *t, const kx_briefing *b, const kx_timed_sentence *s)
{
    g_autoptr(GArray) tokens = kx_cue_heard_tokens(b, s);
    if (kx_cue_is_for_ear(b, s))
        return;
    for (guint from = 0, to; from < tokens->len; from = to) {
        const kx_token_time *first = &g_array_index(tokens, kx_token_time, from);
        int64_t start = kx_cue_ms(from > 0 ? first->start : s->start);
        for (to = from + 1; to < tokens->len; to++) {
            const kx_token_time *next = &g_array_index(tokens, kx_token_time, to);
            int64_t at = kx_cue_ms(next->start);
            if (!next->joined && at > start && at < kx_cue_ms(s->end))
                break;
        }
        g_autofree char *text = kx_cue_join(tokens, from, to);
        put_segment(t, text, start, kx_cue_ms(g_array_index(tokens, kx_token_time, to - 1).end));
    }
}

static void put_spoken(transcript *t, const kx_briefing *b, const kx_timed_sentence *s)
{
    g_autofree char *spoken = g_strndup(b->transcript->data + s->spoken, s->length);
    put_segment(t, spoken, kx_cue_ms(s->start), kx_cue_ms(s->end));
}

static bool write_transcript(const kx_edition *edition,
                             void (*put)(transcript *, const kx_briefing *,
                                         const kx_timed_sentence *),
                             int dirfd, const char *name, GError **error)
{
    const kx_briefing *b = edition->briefing;
    transcript t = {kx_json_file_new(dirfd, name, error), kx_cue_speaker(edition), -1};
    if (t.file == NULL)
        return false;
    kx_json_file_member(t.file, "version", json_string("1.0.0"));
    kx_json_file_array_begin(t.file, "segments");
    for (guint i = 0; i < b->sentences->len; i++) {
        const kx_timed_sentence *s = &g_array_index(b->sentences, kx_timed_sentence, i);
        if (kx_cue_is_heard(s))
            put(&t, b, s);
        kx_briefing_passed(b, i);
    }
    kx_json_file_array_end(t.file);
    return kx_json_file_finish(t.file, error);
}

static bool write_words(const kx_edition *edition, int dirfd, const char *name, GError **error)
{
    return write_transcript(edition, put_words, dirfd, name, error);
}

static bool write_spoken(const kx_edition *edition, int dirfd, const char *name, GError **error)
{
    return write_transcript(edition, put_spoken, dirfd, name, error);
}

const kx_sink kx_sink_words = {
    .name = "words",
    .what = N_("transcript as printed, a segment a word (JSON)"),
    .kind = KX_SINK_TEXT,
    .file = "%s.words.json",
    .type = "application/json",
    .write = write_words,
};

const kx_sink kx_sink_spoken = {
    .name = "spoken",
    .what = N_("transcript as spoken, a segment a sentence (JSON)"),
    .kind = KX_SINK_TEXT,
    .file = "%s.spoken.json",
    .type = "application/json",
    .write = write_spoken,
};
