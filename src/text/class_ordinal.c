/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Ranks: 6e, 1ste, 2de, 48ᵉ, 1.000ste, and their compounds (18e-eeuws). Any ending is taken for the
 * right one: people write 8ste and 8e. */
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
        at += (size_t)g_unichar_to_utf8(c, NULL);
    }
    return true;
}

/* Length of the ending at `at`. */
static size_t ending_at(const kx_context *ctx, size_t at)
{
    static const char *const endings[] = {"ste", "de", "e", "ᵉ", "ᵈᵉ", "ˢᵗᵉ", "STE", "DE", "E"};
    for (unsigned i = 0; i < G_N_ELEMENTS(endings); i++) {
        size_t n = strlen(endings[i]);
        bool capital = g_ascii_isupper(endings[i][0]);
        if (ctx->end - at < n || memcmp(ctx->text + at, endings[i], n) != 0 ||
            !kx_number_ends_at(ctx, at + n))
            continue;
        if (!capital || ctx->all_capitals || in_capitals(ctx, at + n))
            return n;
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

static size_t ordinal_match(const kx_context *ctx, kx_token *token)
{
    kx_written_number number;
    if (!kx_number_at(ctx, ctx->at + slash_at(ctx), KX_POINT_GROUPS, &number) || number.sign ||
        number.fraction[0])
        return 0;
    size_t ending = ending_at(ctx, number.end);
    if (ending == 0)
        return 0;
    size_t end = number.end + ending;
    kx_number_set(token, &number);
    size_t n = kx_compound_at(ctx, end);
    if (n > 0) {
        kx_compound_set(ctx, token, end, n);
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
    kx_say_ordinal(out, KX_SEAM_SPACE, kx_token_get_text(token, KX_FIELD_INTEGER));
    kx_say_compound(token, out);
    const char *hyphen = kx_token_get_text(token, KX_FIELD_TEXT);
    if (hyphen)
        kx_say(out, KX_SEAM_JOIN, hyphen);
    return true;
}

const kx_class kx_class_ordinal = {
    .name = "ordinal",
    .what = "ranks: 6e, 1ste, 18e-eeuws",
    .starts = KX_AT_DIGIT | KX_AT_SIGN,
    .match = ordinal_match,
    .say = ordinal_say,
};
