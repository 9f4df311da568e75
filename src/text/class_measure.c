/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Measures: sides of a field or a parcel (20x30 meter) and legs of a relay (4x400 meter). */
#include "text/number_match.h"

#include <string.h>

static size_t width(gunichar c)
{
    return (size_t)g_unichar_to_utf8(c, NULL);
}

static bool is_value(const kx_written_number *number, unsigned value)
{
    return g_ascii_strtoull(number->integer, NULL, 10) == value;
}

static void append_number(GString *list, const kx_written_number *number)
{
    g_string_append_printf(list, "%s%s%s%s", list->len > 0 ? "/" : "", number->integer,
                           number->fraction[0] ? "," : "", number->fraction);
}

/* ---- 4x400 meter ---- */

/* Legs of a relay or an interval training, not the sides of a field. */
static bool is_relay(const kx_context *ctx, const kx_written_number *legs,
                     const kx_written_number *length)
{
    static const unsigned lengths[] = {50, 100, 200, 400, 800, 1000, 1500};
    static const char *const metres[] = {"meter", "m", NULL};
    static const char *const kilometres[] = {"kilometer", "km", NULL};
    enum { LEGS = 4, LEGS_MAX = 12 };
    if (legs->fraction[0])
        return false;
    if (is_value(legs, LEGS) && kx_follows(ctx, length->end, kilometres))
        return true;
    if (length->fraction[0] || g_ascii_strtoull(legs->integer, NULL, 10) > LEGS_MAX)
        return false;
    for (unsigned i = 0; i < G_N_ELEMENTS(lengths); i++) {
        if (is_value(length, lengths[i]))
            return is_value(legs, LEGS) || (i > 0 && kx_follows(ctx, length->end, metres));
    }
    return false;
}

/* "x" or "×" and a number after the one that ends at `end`, with blanks on both sides or on none.
 */
static bool times_at(const kx_context *ctx, size_t end, kx_written_number *next)
{
    size_t blanks = kx_blanks_at(ctx, end), at = end + blanks;
    gunichar sign = kx_char_at(ctx, at);
    if (sign != 'x' && sign != 0xD7)
        return false;
    at += width(sign);
    size_t after = kx_blanks_at(ctx, at);
    return (blanks > 0) == (after > 0) && kx_number_at(ctx, at + after, KX_POINT_GROUPS, next) &&
           !next->sign;
}

static size_t times_match(const kx_context *ctx, kx_token *token, const kx_written_number *first)
{
    enum { SIDES_MAX = 3 };
    g_autoptr(GString) others = g_string_new(NULL);
    kx_written_number last = *first, next;
    unsigned sides = 1;
    for (; sides < SIDES_MAX && times_at(ctx, last.end, &next); sides++) {
        append_number(others, &next);
        last = next;
    }
    if (sides < 2 || !kx_number_ends_at(ctx, last.end))
        return 0;
    bool relay = sides == 2 && is_relay(ctx, first, &last);
    if (!relay && !kx_unit_follows(ctx, last.end))
        return 0;
    kx_number_set(token, first);
    kx_token_set_text(token, KX_FIELD_TO, others->str, -1);
    kx_token_set_text(token, KX_FIELD_READING, relay ? "keer" : "bij", -1);
    return last.end - ctx->at;
}

static size_t measure_match(const kx_context *ctx, kx_token *token)
{
    kx_written_number first;
    if (!kx_number_at(ctx, ctx->at, KX_POINT_GROUPS, &first) || first.sign)
        return 0;
    size_t n = times_match(ctx, token, &first);
    if (n > 0)
        kx_apart_set(ctx, token);
    return n;
}

static bool measure_say(const kx_token *token, const kx_style *style, kx_spoken *out)
{
    (void)style;
    kx_say_written(token, out);
    return true;
}

const kx_class kx_class_measure = {
    .name = "measure",
    .what = "measures: 20x30 meter, 4x400 meter",
    .starts = KX_AT_DIGIT,
    .match = measure_match,
    .say = measure_say,
};
