/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "publish/cue.h"

#include "audio/track.h"
#include "doc/address.h"
#include "publish/text_file.h"

#include <inttypes.h>
#include <string.h>

const char *kx_cue_speaker(const kx_edition *edition)
{
    return edition->show->tells_ai ? "Computerstem" : NULL;
}

int64_t kx_cue_ms(int64_t frame)
{
    return (frame * 1000 + KX_RATE / 2) / KX_RATE;
}

char *kx_cue_clock(int64_t ms, char sign)
{
    return g_strdup_printf("%02" PRId64 ":%02d:%02d%c%03d", ms / 3600000, (int)(ms / 60000 % 60),
                           (int)(ms / 1000 % 60), sign, (int)(ms % 1000));
}

char *kx_cue_id(unsigned sentence)
{
    return g_strdup_printf("s%04u", sentence + 1);
}

bool kx_cue_is_heard(const kx_timed_sentence *s)
{
    return kx_cue_ms(s->end) > kx_cue_ms(s->start);
}

bool kx_cue_in_article(const kx_briefing *b, const kx_timed_sentence *s)
{
    return g_array_index(b->parts, kx_part, s->part).kind == KX_PART_ARTICLE;
}

bool kx_cue_is_for_ear(const kx_briefing *b, const kx_timed_sentence *s)
{
    const kx_document *doc = g_ptr_array_index(b->documents, s->doc);
    return kx_cue_in_article(b, s) && kx_briefing_is_own(b, s->doc) &&
           g_array_index(doc->blocks, kx_block, s->block).kind == KX_BLOCK_PROGRAMME;
}

bool kx_cue_is_shown(const kx_briefing *b, const kx_timed_sentence *s)
{
    return kx_cue_is_heard(s) && !kx_cue_is_for_ear(b, s);
}

/* ---- words between blanks ---- */

static void clear_token(void *item)
{
    g_free(((kx_token_time *)item)->text);
}

static bool is_blank(const char *at)
{
    gunichar c = g_utf8_get_char(at);
    return g_unichar_isspace(c) || g_unichar_iscntrl(c);
}

/* The end of the run at `at` of characters that are blanks, or are none. */
static size_t run_end(const char *text, size_t at, size_t end, bool blank)
{
    while (at < end && is_blank(text + at) == blank)
        at = (size_t)(g_utf8_next_char(text + at) - text);
    return MIN(at, end);
}

/* The first word of the sentence that ends behind `at`: the one that stands there or comes next. */
static unsigned word_at(const kx_briefing *b, const kx_timed_sentence *s, unsigned from, size_t at)
{
    while (from < s->n_words &&
           g_array_index(b->words, kx_word, s->first_word + from).range.end <= at)
        from++;
    return from;
}

/* How many words from `from` on begin before `end` of the text. */
static unsigned count_words(const kx_briefing *b, const kx_timed_sentence *s, unsigned from,
                            size_t end)
{
    unsigned to = from;
    while (to < s->n_words &&
           g_array_index(b->words, kx_word, s->first_word + to).range.start < end)
        to++;
    return to - from;
}

/* How much of the time of what is heard as one with it is its own. */
static glong share_of(const kx_token_time *token)
{
    return token->left_out ? 0 : g_utf8_strlen(token->text, -1);
}

/* Shares the time of tokens [from, to) by their length. */
static void share_time(GArray *tokens, guint from, guint to)
{
    glong all = 0, before = 0;
    for (guint i = from; i < to; i++)
        all += share_of(&g_array_index(tokens, kx_token_time, i));
    int64_t start = g_array_index(tokens, kx_token_time, from).start;
    int64_t length = g_array_index(tokens, kx_token_time, to - 1).end - start;
    for (guint i = from; i < to; i++) {
        kx_token_time *token = &g_array_index(tokens, kx_token_time, i);
        glong share = share_of(token);
        token->joined = before > 0 && share > 0;
        token->start = start + length * before / MAX(all, 1);
        before += share;
        token->end = start + length * before / MAX(all, 1);
    }
}

/* Tokens of one spoken word start together. */
static void share_times(GArray *tokens)
{
    for (guint from = 0, to; from < tokens->len; from = to) {
        int64_t start = g_array_index(tokens, kx_token_time, from).start;
        for (to = from + 1; to < tokens->len; to++)
            if (g_array_index(tokens, kx_token_time, to).start != start)
                break;
        share_time(tokens, from, to);
    }
}

/* What is left of a token to print, or NULL. */
static char *clean_token(const char *text, size_t n)
{
    g_autofree char *whole = g_strndup(text, n);
    GString *clean = g_string_new(NULL);
    kx_text_file_append(clean, whole);
    return g_string_free(clean, clean->len == 0);
}

GArray *kx_cue_tokens(const kx_briefing *b, const kx_timed_sentence *s)
{
    const kx_document *doc = g_ptr_array_index(b->documents, s->doc);
    GArray *tokens = g_array_new(FALSE, TRUE, sizeof(kx_token_time));
    unsigned word = 0;
    int64_t last = s->start;
    g_array_set_clear_func(tokens, clear_token);
    for (size_t at = s->range.start; at < s->range.end;) {
        size_t start = run_end(doc->text, at, s->range.end, true);
        size_t end = run_end(doc->text, start, s->range.end, false);
        if (end == start)
            break;
        word = word_at(b, s, word, start);
        if (word < s->n_words)
            last = MAX(last, g_array_index(b->words, kx_word, s->first_word + word).start);
        at = end;
        char *text = clean_token(doc->text + start, end - start);
        if (text == NULL)
            continue;
        kx_token_time token = {.text = text,
                               .start = last,
                               .end = s->end,
                               .first_word = s->first_word + word,
                               .n_words = count_words(b, s, word, end)};
        if (token.n_words == 0)
            token.left_out = kx_bracketed_address_at(text, 0, strlen(text));
        if (tokens->len > 0)
            g_array_index(tokens, kx_token_time, tokens->len - 1).end = last;
        g_array_append_val(tokens, token);
    }
    share_times(tokens);
    return tokens;
}

GArray *kx_cue_heard_tokens(const kx_briefing *b, const kx_timed_sentence *s)
{
    GArray *tokens = kx_cue_tokens(b, s);
    for (guint i = tokens->len; i-- > 0;) {
        kx_token_time *token = &g_array_index(tokens, kx_token_time, i);
        if (token->left_out == 0)
            continue;
        if (i > 0) {
            char *whole = g_strconcat(token[-1].text, token->text + token->left_out, NULL);
            g_free(token[-1].text);
            token[-1].text = whole;
        }
        g_array_remove_index(tokens, i);
    }
    return tokens;
}

char *kx_cue_join(const GArray *tokens, guint from, guint to)
{
    g_autoptr(GString) text = g_string_new(NULL);
    for (guint i = from; i < to; i++)
        g_string_append_printf(text, "%s%s", i > from ? " " : "",
                               g_array_index(tokens, kx_token_time, i).text);
    return g_string_free(g_steal_pointer(&text), FALSE);
}
