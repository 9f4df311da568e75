/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Shares: 7%, 2,5 %, -0,8%, +3%, 3-5%, 4 ‰, 5%-norm, 2%-punt. */
#include "text/number_match.h"

static const char *share_of(gunichar c)
{
    switch (c) {
    case '%':
    case 0xFF05:
        return "procent";
    case 0x2030:
        return "promille";
    default:
        return NULL;
    }
}

/* The end of the number (or range) at ctx->at that a share sign may follow. */
static size_t numbers_match(const kx_context *ctx, kx_token *token)
{
    kx_written_number first, second;
    if (!kx_number_at(ctx, ctx->at, KX_POINT_DECIMAL, &first))
        return 0;
    kx_number_set(token, &first);
    kx_apart_set(ctx, token);
    if (!kx_range_at(ctx, first.end, KX_POINT_DECIMAL, &second))
        return first.end;
    kx_number_set_to(token, &second);
    return second.end;
}

static size_t percent_match(const kx_context *ctx, kx_token *token)
{
    size_t end = numbers_match(ctx, token);
    if (end == 0)
        return 0;
    end += kx_blanks_at(ctx, end);
    gunichar sign = kx_char_at(ctx, end);
    const char *share = share_of(sign);
    if (!share)
        return 0;
    kx_token_set_text(token, KX_FIELD_UNIT, share, -1);
    end += (size_t)g_unichar_to_utf8(sign, NULL);
    if (!kx_ends_at(ctx, end))
        return end - ctx->at;
    size_t compound = kx_compound_at(ctx, end);
    if (compound > 0)
        kx_compound_set(ctx, token, end, compound);
    return end + compound - ctx->at;
}

/* "twee procentpunt" counts points; "vijfprocentnorm" is one word. */
static bool is_points(const char *suffix)
{
    return suffix && g_str_has_prefix(suffix, "punt");
}

static bool percent_say(const kx_token *token, const kx_style *style, kx_spoken *out)
{
    (void)style;
    const char *suffix = kx_token_get_text(token, KX_FIELD_SUFFIX);
    kx_say_apart(token, out);
    kx_say_written(token, out);
    bool joined = suffix && !is_points(suffix);
    kx_say(out, joined ? KX_SEAM_COMPOUND : KX_SEAM_SPACE, kx_token_get_text(token, KX_FIELD_UNIT));
    kx_say_compound(token, out);
    return true;
}

const kx_class kx_class_percent = {
    .name = "percent",
    .what = "shares: 7%, 4 ‰, 5%-norm",
    .match = percent_match,
    .say = percent_say,
};
