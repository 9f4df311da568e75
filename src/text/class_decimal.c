/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Numbers with a fraction: 0,4, 12.480,5, an English 3.7 before a unit, ranges of them; and numbers
 * joined by points that are no decimal (2.1, 4.3.2), which are read with "punt". */
#include "text/number_match.h"
#include "text/number_pair.h"

#include <string.h>

/* After these a point is a decimal sign: a CVSS score, a mark for an exam, an earthquake. */
static const char *const scales[] = {"cvss",   "cvss-score", "cijfer", "rapportcijfer", "schaal",
                                     "beving", "aardbeving", "kracht", "magnitude",     NULL};

static const char *const versions[] = {"versie", "versies", "version", "release", NULL};

static bool is_decimal_point(const kx_context *ctx, size_t end)
{
    if (kx_unit_follows(ctx, end) || kx_previous_is(ctx, 0, scales))
        return true;
    static const char *const of[] = {"van", NULL};
    return kx_previous_is(ctx, 0, of) && kx_previous_is(ctx, 1, scales);
}

/* ---- 2.1, 4.3.2 ---- */

/* Length of digits with points between them, at least two groups; what is longer than any code is
 * cut before a point. */
static size_t points_at(const kx_context *ctx, size_t at)
{
    enum { LENGTH_MAX = 48 };
    size_t n = kx_digits_at(ctx, at);
    unsigned points = 0;
    while (n > 0 && kx_char_at(ctx, at + n) == '.') {
        size_t digits = kx_digits_at(ctx, at + n + 1);
        if (digits == 0 || n + 1 + digits > LENGTH_MAX)
            break;
        n += 1 + digits;
        points++;
    }
    return points > 0 ? n : 0;
}

static size_t points_match(const kx_context *ctx, kx_token *token)
{
    size_t n = points_at(ctx, ctx->at);
    if (n == 0 || !kx_ends_at(ctx, ctx->at + n))
        return 0;
    kx_token_set_text(token, KX_FIELD_TEXT, ctx->text + ctx->at, (gssize)n);
    return n;
}

static void say_points(kx_spoken *out, const char *text)
{
    g_auto(GStrv) parts = g_strsplit(text, ".", -1);
    for (unsigned i = 0; parts[i]; i++) {
        if (i > 0)
            kx_say(out, KX_SEAM_SPACE, "punt");
        kx_say_number(out, KX_SEAM_SPACE, parts[i], KX_NUMBER_CARDINAL);
    }
}

/* ---- 0,4 ---- */

/* "1.80-1.85 m": a unit behind the second number makes both decimals. */
static bool english_range_at(const kx_context *ctx, size_t end)
{
    kx_written_number second;
    return kx_range_at(ctx, end, KX_POINT_DECIMAL, &second) && second.fraction[0] &&
           kx_unit_follows(ctx, second.end);
}

/* 2,5-3,5 or 2-2,5. */
static size_t range_match(const kx_context *ctx, kx_token *token, const kx_written_number *first)
{
    kx_written_number second;
    bool english = english_range_at(ctx, first->end);
    kx_point point = english ? KX_POINT_DECIMAL : KX_POINT_GROUPS;
    if (!kx_range_at(ctx, first->end, point, &second) ||
        !(first->fraction[0] || second.fraction[0]) || !kx_number_ends_at(ctx, second.end))
        return 0;
    kx_number_set(token, first);
    kx_number_set_to(token, &second);
    if (kx_after_tussen(ctx))
        kx_token_set_text(token, KX_FIELD_READING, "en", -1);
    return second.end - ctx->at;
}

static size_t decimal_match(const kx_context *ctx, kx_token *token)
{
    kx_written_number number;
    bool version = kx_previous_is(ctx, 0, versions);
    if (version || !kx_number_at(ctx, ctx->at, KX_POINT_GROUPS, &number))
        return points_match(ctx, token);
    if (!number.fraction[0] && !number.grouped) {
        kx_written_number english;
        if (kx_number_at(ctx, ctx->at, KX_POINT_DECIMAL, &english) && english.fraction[0] &&
            (is_decimal_point(ctx, english.end) || english_range_at(ctx, english.end)))
            number = english;
    }
    size_t range = range_match(ctx, token, &number);
    if (range > 0)
        return range;
    if (!number.fraction[0])
        return number.grouped || number.sign ? 0 : points_match(ctx, token);
    bool times = kx_word_is(ctx, number.end, "x"); /* 2,5x */
    if (!times && !kx_ends_at(ctx, number.end))
        return 0;
    kx_number_set(token, &number);
    kx_apart_set(ctx, token);
    if (times) {
        kx_token_set_text(token, KX_FIELD_UNIT, "keer", -1);
        return number.end + 1 - ctx->at;
    }
    size_t compound = kx_compound_at(ctx, number.end);
    if (compound > 0)
        kx_compound_set(ctx, token, number.end, compound);
    return number.end + compound - ctx->at;
}

static bool decimal_say(const kx_token *token, const kx_style *style, kx_spoken *out)
{
    (void)style;
    const char *text = kx_token_get_text(token, KX_FIELD_TEXT);
    if (text) {
        say_points(out, text);
        return true;
    }
    kx_say_apart(token, out);
    kx_say_written(token, out);
    const char *unit = kx_token_get_text(token, KX_FIELD_UNIT);
    if (unit)
        kx_say(out, KX_SEAM_SPACE, unit);
    kx_say_compound(token, out);
    return true;
}

const kx_class kx_class_decimal = {
    .name = "decimal",
    .what = "numbers with a fraction, and numbers joined by points",
    .starts = KX_AT_DIGIT | KX_AT_SIGN,
    .match = decimal_match,
    .say = decimal_say,
};
