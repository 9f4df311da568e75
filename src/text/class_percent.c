/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Shares: 7%, 2,5 %, -0,8%, +3%, 3-5%, 4 ‰, 5%-norm, 2%-punt. */
#include "text/number_match.h"

#include <string.h>

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

/* Length of the share sign at `at` with the blanks before it, 0 if there is none. */
static size_t share_at(const kx_context *ctx, size_t at, const char **share)
{
    size_t blanks = kx_blanks_at(ctx, at);
    gunichar sign = kx_char_at(ctx, at + blanks);
    *share = share_of(sign);
    return *share ? blanks + kx_width(sign) : 0;
}

/* 3%'ers */
static size_t ending_match(const kx_context *ctx, kx_token *token, size_t at)
{
    static const char *const endings[] = {"er", "ers"};
    size_t n = kx_apostrophe_at(ctx, at);
    for (unsigned i = 0; n > 0 && i < G_N_ELEMENTS(endings); i++) {
        if (!kx_word_is(ctx, at + n, endings[i]))
            continue;
        kx_token_set_text(token, KX_FIELD_SUFFIX, endings[i], -1);
        return n + strlen(endings[i]);
    }
    return 0;
}

/* 0,5%-pt, 2%pt: points. */
static size_t points_match(const kx_context *ctx, kx_token *token, size_t at)
{
    const size_t hyphen = kx_is_hyphen(kx_char_at(ctx, at)) ? 1 : 0;
    if (!kx_word_is(ctx, at + hyphen, "pt"))
        return 0;
    kx_token_set_text(token, KX_FIELD_SUFFIX, "punt", -1);
    return hyphen + strlen("pt");
}

/* 81.275% of dressage: two digits, a point and three that are no round hundreds are no thousands.
 */
static void read_thousandths(const kx_context *ctx, kx_written_number *number)
{
    enum { DIGITS = 2, THOUSANDTHS = 3 };
    const size_t length = strlen("81275"), written = strlen("81.275");
    if (!number->grouped || strlen(number->integer) != length || number->fraction[0] ||
        g_str_has_suffix(number->integer, "00") ||
        kx_char_at(ctx, number->end - written + DIGITS) != '.')
        return;
    memcpy(number->fraction, number->integer + DIGITS, THOUSANDTHS + 1);
    number->integer[DIGITS] = '\0';
}

static size_t percent_match(const kx_context *ctx, kx_token *token)
{
    kx_written_number first, second;
    const char *share, *again;
    if (!kx_number_at(ctx, ctx->at, KX_POINT_DECIMAL, &first))
        return 0;
    size_t end = first.end;
    size_t sign = share_at(ctx, end, &share);
    end += sign;
    bool spoken = false;
    size_t link = kx_range_link_at(ctx, end, &spoken);
    if (link > 0 && kx_number_at(ctx, end + link, KX_POINT_DECIMAL, &second)) {
        size_t last = share_at(ctx, second.end, &again);
        const bool falls = kx_is_blank(kx_char_at(ctx, end)) && !spoken &&
                           kx_number_value(&first) > kx_number_value(&second);
        if (last > 0 && !falls) { /* 2021 - 1.204 - 12% */
            kx_number_set_to(token, &second);
            if (spoken || kx_after_tussen(ctx))
                kx_token_set_text(token, KX_FIELD_READING, spoken ? "à" : "en", -1);
            end = second.end + last;
            share = again;
        }
    }
    if (!share)
        return 0;
    read_thousandths(ctx, &first);
    kx_number_set(token, &first);
    kx_apart_set(ctx, token);
    kx_token_set_text(token, KX_FIELD_UNIT, share, -1);
    const size_t points = points_match(ctx, token, end);
    if (points > 0)
        return end + points - ctx->at;
    size_t compound = kx_ends_at(ctx, end) ? kx_compound_at(ctx, end) : 0;
    if (compound > 0)
        kx_compound_set(ctx, token, end, compound);
    else
        compound = ending_match(ctx, token, end);
    return end + compound - ctx->at;
}

/* "twee procentpunt" counts points; "vijfprocentnorm" is one word. */
static bool is_points(const char *suffix)
{
    return suffix && g_str_has_prefix(suffix, "punt");
}

static bool percent_say(const kx_token *token, const kx_style *style, kx_spoken *out)
{
    const char *suffix = kx_token_get_text(token, KX_FIELD_SUFFIX);
    const char *unit = kx_token_get_text(token, KX_FIELD_UNIT);
    if (style->variant == KX_VARIANT_BE && strcmp(unit, "procent") == 0)
        unit = "percent";
    kx_say_apart(token, out);
    kx_say_written(token, out);
    bool joined = suffix && !is_points(suffix);
    kx_say(out, joined ? KX_SEAM_COMPOUND : KX_SEAM_SPACE, unit);
    kx_say_compound(token, out);
    return true;
}

const kx_class kx_class_percent = {
    .name = "percent",
    .what = N_("shares: 7%, 4 ‰, 5%-norm"),
    .starts = KX_AT_DIGIT | KX_AT_SIGN,
    .match = percent_match,
    .say = percent_say,
};
