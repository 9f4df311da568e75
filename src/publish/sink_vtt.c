/* SPDX-License-Identifier: GPL-3.0-or-later */
/* WebVTT (W3C): a cue a sentence, as printed; and the chapters. */
#include "publish/cue.h"
#include "publish/text_file.h"

enum { COLUMNS = 65 };

/* The three characters that cue text cannot hold, which also keeps "-->" out. */
static void append_escaped(GString *out, const char *text)
{
    g_autoptr(GString) clean = g_string_new(NULL);
    kx_text_file_append(clean, text);
    g_string_replace(clean, "&", "&amp;", 0);
    g_string_replace(clean, "<", "&lt;", 0);
    g_string_replace(clean, ">", "&gt;", 0);
    g_string_append_len(out, clean->str, (gssize)clean->len);
}

static void append_times(GString *out, const char *id, int64_t start, int64_t end)
{
    g_autofree char *from = kx_cue_clock(start, '.'), *to = kx_cue_clock(end, '.');
    g_string_append_printf(out, "\n%s\n%s --> %s\n", id, from, to);
}

static void append_sentence(GString *out, const kx_edition *edition, unsigned index)
{
    const kx_briefing *b = edition->briefing;
    const char *speaker = kx_cue_speaker(edition);
    const kx_timed_sentence *s = &g_array_index(b->sentences, kx_timed_sentence, index);
    g_autoptr(GArray) tokens = kx_cue_heard_tokens(b, s);
    if (!kx_cue_is_shown(b, s) || tokens->len == 0)
        return;
    g_autoptr(GArray) lines = kx_cue_lines(tokens, COLUMNS);
    g_autofree char *id = kx_cue_id(index);
    append_times(out, id, kx_cue_ms(s->start), kx_cue_ms(s->end));
    if (speaker)
        g_string_append_printf(out, "<v %s>", speaker);
    for (guint i = 0; i < lines->len; i++) {
        guint to = i + 1 < lines->len ? g_array_index(lines, guint, i + 1) : tokens->len;
        g_autofree char *line = kx_cue_join(tokens, g_array_index(lines, guint, i), to);
        append_escaped(out, line);
        g_string_append_c(out, '\n');
    }
}

static bool write_vtt(const kx_edition *edition, int dirfd, const char *name, GError **error)
{
    const kx_briefing *b = edition->briefing;
    GString *out = g_string_new("WEBVTT\n");
    for (guint i = 0; i < b->sentences->len; i++) {
        append_sentence(out, edition, i);
        kx_briefing_passed(b, i);
    }
    return kx_text_file_write(out, dirfd, name, error);
}

static bool write_chapters(const kx_edition *edition, int dirfd, const char *name, GError **error)
{
    const kx_briefing *b = edition->briefing;
    GString *out = g_string_new("WEBVTT\n");
    for (guint i = 0; i < b->chapters->len; i++) {
        const kx_chapter *chapter = &g_array_index(b->chapters, kx_chapter, i);
        g_autofree char *id = g_strdup_printf("c%02u", i + 1);
        append_times(out, id, kx_cue_ms(chapter->start), kx_cue_ms(chapter->end));
        append_escaped(out, chapter->title);
        g_string_append_c(out, '\n');
    }
    return kx_text_file_write(out, dirfd, name, error);
}

const kx_sink kx_sink_vtt = {
    .name = "vtt",
    .what = N_("transcript as printed, a cue a sentence (WebVTT)"),
    .kind = KX_SINK_TEXT,
    .file = "%s.vtt",
    .type = "text/vtt",
    .write = write_vtt,
};

const kx_sink kx_sink_chapters_vtt = {
    .name = "chapters-vtt",
    .what = N_("chapters (WebVTT)"),
    .kind = KX_SINK_TEXT,
    .file = "%s.chapters.vtt",
    .type = "text/vtt",
    .write = write_chapters,
};
