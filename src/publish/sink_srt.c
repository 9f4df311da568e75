/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SubRip: two lines of 32 characters, which is what apps have room for. */
#include "publish/cue.h"
#include "publish/text_file.h"

#include <string.h>

enum { COLUMNS = 32, LINES = 2 };

/* AntennaPod takes what stands before the first colon of a cue for a speaker, and drops what
 * follows a second one: a colon at the end of a word becomes a dash. */
static void without_colons(GArray *tokens)
{
    for (guint i = 0; i < tokens->len; i++) {
        kx_token_time *token = &g_array_index(tokens, kx_token_time, i);
        size_t n = strlen(token->text);
        if (n == 0 || token->text[n - 1] != ':')
            continue;
        token->text[n - 1] = '\0';
        char *dashed = g_strconcat(token->text, n > 1 ? " –" : "–", NULL);
        g_free(token->text);
        token->text = dashed;
    }
}

static void append_cue(GString *out, unsigned number, const GArray *tokens, const GArray *lines,
                       guint first, int64_t start, int64_t end)
{
    g_autofree char *from = kx_cue_clock(start, ','), *to = kx_cue_clock(end, ',');
    g_string_append_printf(out, "%s%u\n%s --> %s\n", number > 1 ? "\n" : "", number, from, to);
    for (guint i = first; i < MIN(first + LINES, lines->len); i++) {
        guint behind = i + 1 < lines->len ? g_array_index(lines, guint, i + 1) : tokens->len;
        g_autofree char *line = kx_cue_join(tokens, g_array_index(lines, guint, i), behind);
        kx_text_file_append(out, line);
        g_string_append_c(out, '\n');
    }
}

static void append_sentence(GString *out, unsigned *number, const kx_briefing *b,
                            const kx_timed_sentence *s)
{
    g_autoptr(GArray) tokens = kx_cue_tokens(b, s);
    if (!kx_cue_is_heard(s) || tokens->len == 0)
        return;
    without_colons(tokens);
    g_autoptr(GArray) lines = kx_cue_lines(tokens, COLUMNS);
    int64_t start = kx_cue_ms(s->start);
    for (guint i = 0; i < lines->len; i += LINES) {
        int64_t end = kx_cue_ms(s->end);
        if (i + LINES < lines->len) {
            guint next = g_array_index(lines, guint, i + LINES);
            end = kx_cue_ms(g_array_index(tokens, kx_token_time, next).start);
        }
        end = MAX(end, start + 1);
        append_cue(out, ++*number, tokens, lines, i, start, end);
        start = end;
    }
}

static bool write_srt(const kx_edition *edition, int dirfd, const char *name, GError **error)
{
    const kx_briefing *b = edition->briefing;
    GString *out = g_string_new(NULL);
    unsigned number = 0;
    for (guint i = 0; i < b->sentences->len; i++)
        append_sentence(out, &number, b, &g_array_index(b->sentences, kx_timed_sentence, i));
    return kx_text_file_write(out, dirfd, name, error);
}

const kx_sink kx_sink_srt = {
    .name = "srt",
    .what = "subtitles as printed, two short lines a cue (SubRip)",
    .kind = KX_SINK_TEXT,
    .file = "%s.srt",
    .type = "application/x-subrip",
    .write = write_srt,
};
