/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "text/angle.h"

#include "text/number_match.h"

#include <string.h>

enum { SIXTY = 60 };

static bool is_minute_sign(gunichar c)
{
    return c == 0x2032 || kx_is_apostrophe(c);
}

static bool is_second_sign(gunichar c)
{
    return c == 0x2033 || c == '"' || c == 0x201D;
}

/* 22′ behind the blanks at `at`: its end, 0 if there is none. */
static size_t sixtieth_at(const kx_context *ctx, size_t at, bool (*is_sign)(gunichar c),
                          unsigned *value)
{
    at += kx_blanks_at(ctx, at);
    size_t n = kx_digits_at(ctx, at);
    gunichar sign = kx_char_at(ctx, at + n);
    if (n < 1 || n > 2 || !is_sign(sign))
        return 0;
    *value = kx_digits_value(ctx, at, n);
    return *value < SIXTY ? at + n + kx_width(sign) : 0;
}

/* NB, N, OL: where on the globe. *end is moved behind it. */
static const char *quarter_at(const kx_context *ctx, size_t *end)
{
    static const struct {
        const char *written, *spoken;
    } rows[] = {
        {"NB", "noorderbreedte"}, {"N.B.", "noorderbreedte"}, {"N", "noorderbreedte"},
        {"ZB", "zuiderbreedte"},  {"Z.B.", "zuiderbreedte"},  {"Z", "zuiderbreedte"},
        {"S", "zuiderbreedte"},   {"OL", "oosterlengte"},     {"O.L.", "oosterlengte"},
        {"O", "oosterlengte"},    {"E", "oosterlengte"},      {"WL", "westerlengte"},
        {"W.L.", "westerlengte"}, {"W", "westerlengte"},
    };
    size_t at = *end + kx_blanks_at(ctx, *end);
    for (unsigned i = 0; i < G_N_ELEMENTS(rows); i++) {
        size_t n = strlen(rows[i].written);
        if (at + n > ctx->end || memcmp(ctx->text + at, rows[i].written, n) != 0 ||
            !kx_ends_at(ctx, at + n) || kx_is_hyphen(kx_char_at(ctx, at + n)))
            continue;
        *end = at + n;
        return rows[i].spoken;
    }
    return NULL;
}

size_t kx_angle_match(const kx_context *ctx, kx_token *token)
{
    kx_written_number degrees;
    unsigned minute = 0, second = 0;
    if (!kx_number_at(ctx, ctx->at, KX_POINT_DECIMAL, &degrees))
        return 0;
    size_t end = degrees.end + kx_blanks_at(ctx, degrees.end);
    gunichar sign = kx_char_at(ctx, end);
    if (sign != 0xB0 && sign != 0xBA && sign != 0x2DA)
        return 0;
    end += kx_width(sign);
    size_t minutes = sixtieth_at(ctx, end, is_minute_sign, &minute);
    size_t seconds = minutes > 0 ? sixtieth_at(ctx, minutes, is_second_sign, &second) : 0;
    end = seconds > 0 ? seconds : minutes > 0 ? minutes : end;
    const char *quarter = quarter_at(ctx, &end);
    if (minutes == 0 && !quarter)
        return 0;
    kx_number_set(token, &degrees);
    kx_token_set(token, KX_FIELD_MINUTE, minute);
    kx_token_set(token, KX_FIELD_SECOND, second);
    if (quarter)
        kx_token_set_text(token, KX_FIELD_SPOKEN, quarter, -1);
    return end - ctx->at;
}

static void say_part(kx_spoken *out, int64_t value, const char *one, const char *more)
{
    if (value == 0)
        return;
    kx_say_count(out, KX_SEAM_SPACE, value);
    kx_say(out, KX_SEAM_SPACE, value == 1 ? one : more);
}

void kx_angle_say(const kx_token *token, kx_spoken *out)
{
    const char *quarter = kx_token_get_text(token, KX_FIELD_SPOKEN);
    const char *integer = kx_token_get_text(token, KX_FIELD_INTEGER);
    bool one = strcmp(integer, "1") == 0 && !kx_token_has(token, KX_FIELD_FRACTION);
    kx_say_written(token, out);
    kx_say(out, KX_SEAM_SPACE, one ? "graad" : "graden");
    say_part(out, kx_token_get(token, KX_FIELD_MINUTE, 0), "minuut", "minuten");
    say_part(out, kx_token_get(token, KX_FIELD_SECOND, 0), "seconde", "seconden");
    if (quarter)
        kx_say(out, KX_SEAM_SPACE, quarter);
}
