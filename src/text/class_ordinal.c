/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Ranks: 6e, 1ste, 2de, 48ᵉ, 1.000ste, and their compounds (18e-eeuws). Any ending is taken for the
 * right one: people write 8ste and 8e. */
#include "text/cue.h"
#include "text/number_match.h"

#include <string.h>

extern const kx_class kx_class_ordinal;

/* "DE 6E RONDE": a word of three capitals or more follows. */
static bool in_capitals(const kx_context *ctx, size_t at)
{
    at += kx_blanks_at(ctx, at);
    for (unsigned i = 0; i < 3; i++) {
        gunichar c = kx_char_at(ctx, at);
        if (!g_unichar_isupper(c))
            return false;
        at += kx_width(c);
    }
    return true;
}

/* What is written against the ending only by mistake: 2dehands. */
static bool starts_compound(const kx_context *ctx, size_t at)
{
    static const char *const words[] = {"hands",  "handse", "jaars", "eeuws",    "eeuwse",
                                        "graads", "rangs",  "lijns", "klassers", "klasser"};
    for (unsigned i = 0; i < G_N_ELEMENTS(words); i++) {
        if (kx_word_is(ctx, at, words[i]))
            return true;
    }
    return false;
}

/* Length of the ending at `at`; also an English or French one, which is read as the Dutch one. */
static size_t ending_at(const kx_context *ctx, size_t at)
{
    static const char *const endings[] = {"ste", "de", "e",  "ᵉ",  "ᵈᵉ", "ˢᵗᵉ", "STE", "DE",
                                          "E",   "st", "nd", "rd", "th", "ème", "eme"};
    bool hyphen = kx_char_at(ctx, at) == '-'; /* 20-ste */
    for (unsigned i = 0; i < G_N_ELEMENTS(endings); i++) {
        size_t n = strlen(endings[i]), end = at + hyphen + n;
        bool capital = g_ascii_isupper(endings[i][0]);
        if (ctx->end - at < hyphen + n || memcmp(ctx->text + at + hyphen, endings[i], n) != 0 ||
            !(kx_ends_at(ctx, end) || starts_compound(ctx, end)))
            continue;
        if (!capital || ctx->all_capitals || in_capitals(ctx, end))
            return hyphen + n;
    }
    return 0;
}

/* 1e- en 2e-jaars: the hyphen is written, not said. */
static size_t hanging_at(const kx_context *ctx, size_t at)
{
    static const char *const links[] = {"en", "of", "tot", NULL};
    bool hangs = kx_char_at(ctx, at) == '-' && kx_blanks_at(ctx, at + 1) > 0;
    return hangs && kx_follows(ctx, at + 1, links) ? 1 : 0;
}

/* "4e/5e": the slash behind an ordinal is written, not said. */
static size_t slash_at(const kx_context *ctx)
{
    if (kx_char_at(ctx, ctx->at) != '/' || ctx->before->len == 0)
        return 0;
    const kx_token *last = &g_array_index(ctx->before, kx_token, ctx->before->len - 1);
    return last->class == &kx_class_ordinal && last->range.end == ctx->at ? 1 : 0;
}

/* The end of the number and ending at `at`; 0 if there is no rank. Only of percentiles there are
 * parts: het 99,9e percentiel. */
static size_t rank_at(const kx_context *ctx, size_t at, kx_written_number *number)
{
    static const char *const percentiles[] = {"percentiel", NULL};
    if (!kx_number_at(ctx, at, KX_POINT_GROUPS, number) || number->sign)
        return 0;
    size_t ending = ending_at(ctx, number->end), end = number->end + ending;
    return ending > 0 && (!number->fraction[0] || kx_follows(ctx, end, percentiles)) ? end : 0;
}

/* The end of "–16e" behind a rank, 0 if there is none. */
static size_t second_rank_at(const kx_context *ctx, size_t at, kx_written_number *second)
{
    gunichar c = kx_char_at(ctx, at);
    bool links = kx_is_pair_link(c);
    return links ? rank_at(ctx, at + kx_width(c), second) : 0;
}

/* iPhone 16e, BMW 330e: the letter belongs to the name of the model. */
static bool is_model(const kx_context *ctx, size_t end)
{
    bool named = kx_cue_previous(ctx, 0, "type") || kx_cue_previous(ctx, 0, "version");
    const kx_token *last =
        named ? &g_array_index(ctx->before, kx_token, ctx->before->len - 1) : NULL;
    bool capital = false;
    for (size_t at = last ? last->range.start : end; at < end && at < ctx->at; at++)
        capital |= g_ascii_isupper(ctx->text[at]);
    return capital && ctx->text[end - 1] == 'e' && g_ascii_isdigit(ctx->text[end - 2]);
}

static size_t ordinal_match(const kx_context *ctx, kx_token *token)
{
    kx_written_number number, second;
    size_t end = rank_at(ctx, ctx->at + slash_at(ctx), &number);
    if (end == 0 || is_model(ctx, end))
        return 0;
    kx_number_set(token, &number);
    size_t range = second_rank_at(ctx, end, &second);
    if (range > 0) {
        kx_number_set_to(token, &second);
        end = range;
    }
    size_t n = kx_compound_at(ctx, end);
    if (n > 0) {
        kx_compound_set(ctx, token, end, n);
    } else if (starts_compound(ctx, end)) {
        n = kx_word_at(ctx, end);
        kx_token_set_text(token, KX_FIELD_SUFFIX, ctx->text + end, (gssize)n);
    } else if (!kx_number_ends_at(ctx, end)) {
        return 0;
    } else {
        n = hanging_at(ctx, end);
        if (n > 0)
            kx_token_set_text(token, KX_FIELD_TEXT, "-", -1);
    }
    return end + n - ctx->at;
}

static bool ordinal_say(const kx_token *token, const kx_style *style, kx_spoken *out)
{
    (void)style;
    const char *integer = kx_token_get_text(token, KX_FIELD_INTEGER);
    const char *fraction = kx_token_get_text(token, KX_FIELD_FRACTION);
    const char *to = kx_token_get_text(token, KX_FIELD_TO);
    if (fraction) {
        kx_say_number(out, KX_SEAM_SPACE, integer, KX_NUMBER_CARDINAL);
        kx_say(out, KX_SEAM_SPACE, "komma");
    }
    kx_say_ordinal(out, KX_SEAM_SPACE, fraction ? fraction : integer);
    if (to) {
        kx_say(out, KX_SEAM_SPACE, "tot");
        kx_say_ordinal(out, KX_SEAM_SPACE, to);
    }
    kx_say_compound(token, out);
    const char *hyphen = kx_token_get_text(token, KX_FIELD_TEXT);
    if (hyphen)
        kx_say(out, KX_SEAM_JOIN, hyphen);
    return true;
}

const kx_class kx_class_ordinal = {
    .name = "ordinal",
    .what = N_("ranks: 6e, 1ste, 18e-eeuws"),
    .starts = KX_AT_DIGIT | KX_AT_SIGN,
    .match = ordinal_match,
    .say = ordinal_say,
};
