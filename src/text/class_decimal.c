/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Numbers with a fraction: 0,4, 12.480,5, an English 3.7 before a unit; and numbers joined by
 * points that are no decimal (2.1, 4.3.2), which are read with "punt". */
#include "text/cue.h"
#include "text/number_match.h"

#include <string.h>

/* "9.8 op de CVSS-schaal" */
static bool on_scale(const kx_context *ctx, size_t at)
{
    static const char *const words[] = {"op", "de", "een", NULL};
    enum { WORDS_MAX = 2 };
    for (unsigned i = 0; i < WORDS_MAX && kx_follows(ctx, at, words); i++) {
        at += kx_blanks_at(ctx, at);
        at += kx_word_at(ctx, at);
    }
    return kx_cue_follows(ctx, at, "scale");
}

/* "van 1.8 naar 2.3 procent": the second number has the unit of both. */
static bool second_has_unit(const kx_context *ctx, size_t at)
{
    static const char *const links[] = {"naar", "tot", "en", "of", "à", "á", "a", NULL};
    kx_written_number second;
    if (!kx_follows(ctx, at, links))
        return false;
    at += kx_blanks_at(ctx, at);
    at += kx_word_at(ctx, at);
    at += kx_blanks_at(ctx, at);
    return kx_number_at(ctx, at, KX_POINT_DECIMAL, &second) && second.fraction[0] &&
           kx_unit_follows(ctx, second.end);
}

/* A unit behind it, or a scale near it, makes the point a decimal sign: CVSS 9.1, een cijfer van
 * 7.5. */
static bool is_decimal_point(const kx_context *ctx, size_t end)
{
    enum { WORDS_BACK = 3 };
    static const char *const hours[] = {"uur", NULL}; /* 0.7 uur; 8.30 uur is a time */
    static const char *const compared[] = {"<", ">", "=", "≤", "≥", NULL};
    bool gap = ctx->text[ctx->at] == '+' && kx_char_at(ctx, ctx->at + 1) == '0'; /* +0.108 */
    bool share = ctx->text[ctx->at] == '0' && kx_digits_at(ctx, ctx->at + 2) > 1 &&
                 kx_previous_is(ctx, 0, compared); /* p < 0.05 */
    bool tenths = kx_char_before(ctx, end - 1) == '.' && kx_follows(ctx, end, hours);
    /* 0.201 sneller, 0.230 behind a time */
    static const char *const faster[] = {"sneller", "trager", "langzamer", NULL};
    const bool thousandths = end - ctx->at == strlen("0.230");
    gap |= ctx->text[ctx->at] == '0' &&
           (kx_follows(ctx, end, faster) || (thousandths && kx_after_time(ctx)));
    return gap || share || tenths || kx_unit_follows(ctx, end) ||
           kx_cue_before(ctx, WORDS_BACK, "scale") || on_scale(ctx, end) ||
           second_has_unit(ctx, end);
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
    /* artikelen 5.12-5.15 */
    const gunichar link = kx_char_at(ctx, ctx->at + n);
    const bool dash = kx_is_pair_link(link);
    const size_t to = ctx->at + n + (dash ? kx_width(link) : 0);
    const size_t m = dash && kx_cue_previous(ctx, 0, "series") ? points_at(ctx, to) : 0;
    if (m == 0 || !kx_number_ends_at(ctx, to + m))
        return n;
    kx_token_set_text(token, KX_FIELD_TO, ctx->text + to, (gssize)m);
    return to + m - ctx->at;
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

/* What a fraction is compared with or is a share of: p < .05, .5%. */
static bool is_compared(const kx_context *ctx, size_t end)
{
    static const char *const before[] = {"<", ">", "=", "≤", "≥", "≈", "dan", NULL};
    return kx_previous_is(ctx, 0, before) || kx_unit_follows(ctx, end);
}

/* ",5", "p < .05", "r = -.45": nought is left out. */
static size_t bare_fraction_match(const kx_context *ctx, kx_token *token)
{
    gunichar before = kx_char_before(ctx, ctx->at);
    const char *sign = kx_sign_at(ctx, ctx->at);
    const size_t point = ctx->at + (sign ? (size_t)g_utf8_skip[(guchar)ctx->text[ctx->at]] : 0);
    size_t n = kx_digits_at(ctx, point + 1), end = point + 1 + n;
    bool is_free =
        before == 0 || kx_is_blank(before) || (before < 128 && strchr("(<>=", (int)before));
    const gunichar mark = kx_char_at(ctx, point);
    if ((mark != ',' && mark != '.') || !is_free || n == 0 || n > KX_WRITTEN_DIGITS_MAX ||
        !kx_number_ends_at(ctx, end) || (mark == '.' && !is_compared(ctx, end)))
        return 0;
    if (sign)
        kx_token_set_text(token, KX_FIELD_SIGN, sign, -1);
    kx_token_set_text(token, KX_FIELD_INTEGER, "0", -1);
    kx_token_set_text(token, KX_FIELD_FRACTION, ctx->text + point + 1, (gssize)n);
    return end - ctx->at;
}

/* "1M+ downloads", "17B actieve en 400B totale parameters": what is counted follows. */
static bool mass_follows(const kx_context *ctx, size_t at)
{
    static const char *const kinds[] = {"actieve",   "totale",       "unieke",
                                        "betalende", "maandelijkse", NULL};
    static const char *const links[] = {"en", "of", NULL};
    at += kx_char_at(ctx, at) == '+';
    while (!kx_cue_follows(ctx, at, "mass")) {
        const bool kind = kx_follows(ctx, at, kinds), link = kx_follows(ctx, at, links);
        if (!kind && !link)
            return false;
        at += kx_blanks_at(ctx, at);
        at += kx_word_at(ctx, at);
        if (link) { /* the next number and its letter */
            at += kx_blanks_at(ctx, at);
            const size_t n = kx_digits_at(ctx, at);
            if (n == 0 || !kx_ends_at(ctx, at + n + 1))
                return false;
            at += n + 1;
        }
    }
    return true;
}

/* 12k volgers, 70B parameters, waarvan 17B actief: what is told by the thousand is named. */
static bool is_told_by_thousands(const kx_context *ctx, size_t at)
{
    enum { WORDS_BACK = 6 };
    return mass_follows(ctx, at) || kx_cue_before(ctx, WORDS_BACK, "mass");
}

/* What stands for itself behind a number. */
static const char letter_k[] = "K";

/* 2,8K-oled, een 2,5K scherm: how many columns of dots it has. */
static bool is_screen(const kx_context *ctx, size_t at)
{
    static const char *const screens[] = {"scherm", "display", "resolutie", "oled", "lcd",
                                          "paneel", "tablet",  "monitor",   NULL};
    return kx_is_hyphen(kx_char_at(ctx, at)) || kx_follows(ctx, at, screens);
}

/* "kost 250K", "van 80K naar 300K": a sum or a count; but 4K and 16K are screens, the Core Ultra 7
 * 265K a chip and 2700K warm light. */
static bool is_round_sum(const kx_context *ctx, const kx_written_number *number)
{
    enum { SCREEN_MAX = 16, DIGITS_MAX = 3 };
    static const char *const openers[] = {"naar", "voor", "van",   "ruim",  "bijna", "ongeveer",
                                          "tot",  "rond", "circa", "zo'n",  "kost",  "haalde",
                                          "over", "plus", "en",    "zeker", "dan",   NULL};
    return !number->fraction[0] && strlen(number->integer) <= DIGITS_MAX &&
           kx_number_value(number) > SCREEN_MAX && !is_screen(ctx, number->end + 1) &&
           kx_previous_is(ctx, 0, openers);
}

/* What a letter that is glued to the number makes of it: 2,5x, 12,4k, 3,2M volgers, 1M tokens. */
static const char *factor_at(const kx_context *ctx, const kx_written_number *number)
{
    static const struct {
        char letter;
        bool plain; /* with a fraction it is nothing else */
        const char *spoken;
    } factors[] = {{'x', true, "keer"},    {'k', true, "duizend"},  {'K', true, "duizend"},
                   {'M', true, "miljoen"}, {'B', false, "miljard"}, {'T', false, "biljoen"}};
    const size_t at = number->end;
    if (!kx_ends_at(ctx, at + 1))
        return NULL;
    for (unsigned i = 0; i < G_N_ELEMENTS(factors); i++) {
        if (kx_ascii_at(ctx, at) != factors[i].letter)
            continue;
        const bool screen = factors[i].letter == 'K' && is_screen(ctx, at + 1);
        bool numbered = kx_cue_previous(ctx, 0, "series") || kx_cue_previous(ctx, 0, "parallel");
        bool told = factors[i].letter != 'x' && !numbered && is_told_by_thousands(ctx, at + 1);
        if (screen && number->fraction[0])
            return letter_k;
        const bool plain = factors[i].plain && number->fraction[0];
        const bool round = factors[i].letter == 'K' && is_round_sum(ctx, number);
        return told || plain || round ? factors[i].spoken : NULL;
    }
    return NULL;
}

/* "Leclerc 1:32.405, Norris +7.152": behind a time to the thousandth three digits are no group.
 * The end of the number, 0 if it is none. */
static size_t lap_gap_at(const kx_context *ctx)
{
    enum { SECOND_DIGITS = 2, THOUSANDTHS = 3 };
    const size_t first = ctx->at + 1, n = kx_digits_at(ctx, first), rest = first + n + 1;
    if (ctx->text[ctx->at] != '+' || n < 1 || n > SECOND_DIGITS ||
        kx_char_at(ctx, rest - 1) != '.' || kx_digits_at(ctx, rest) != THOUSANDTHS ||
        !kx_number_ends_at(ctx, rest + THOUSANDTHS) || kx_noun_follows(ctx, rest + THOUSANDTHS))
        return 0;
    for (unsigned i = ctx->before->len; i > 0; i--) {
        const kx_token *token = &g_array_index(ctx->before, kx_token, i - 1);
        const char *fraction = kx_token_get_text(token, KX_FIELD_FRACTION);
        if (kx_token_has(token, KX_FIELD_SECOND) && fraction && strlen(fraction) == THOUSANDTHS)
            return rest + THOUSANDTHS;
    }
    return 0;
}

/* +7.152: SIGN, INTEGER and FRACTION. */
static size_t lap_gap_match(const kx_context *ctx, kx_token *token)
{
    const size_t end = lap_gap_at(ctx), first = ctx->at + 1, n = kx_digits_at(ctx, first);
    if (end == 0)
        return 0;
    kx_token_set_text(token, KX_FIELD_SIGN, kx_sign_at(ctx, ctx->at), -1);
    kx_token_set_text(token, KX_FIELD_INTEGER, ctx->text + first, (gssize)n);
    kx_token_set_text(token, KX_FIELD_FRACTION, ctx->text + first + n + 1,
                      (gssize)(end - first - n - 1));
    return end - ctx->at;
}

static size_t decimal_match(const kx_context *ctx, kx_token *token)
{
    const size_t gap = lap_gap_match(ctx, token);
    if (gap > 0)
        return gap;
    kx_written_number number;
    if (!kx_number_at(ctx, ctx->at, KX_POINT_GROUPS, &number))
        return ctx->begins == KX_AT_DIGIT ? points_match(ctx, token)
                                          : bare_fraction_match(ctx, token);
    if (!number.fraction[0] && !number.grouped) {
        kx_written_number english;
        if (kx_number_at(ctx, ctx->at, KX_POINT_DECIMAL, &english) && english.fraction[0] &&
            (is_decimal_point(ctx, english.end) ||
             (factor_at(ctx, &english) && is_told_by_thousands(ctx, english.end + 1))))
            number = english;
    }
    const char *factor = factor_at(ctx, &number);
    if (!factor && !number.fraction[0])
        return number.grouped || number.sign ? 0 : points_match(ctx, token);
    if (!factor && !kx_ends_at(ctx, number.end))
        return 0;
    kx_number_set(token, &number);
    kx_apart_set(ctx, token);
    if (factor) {
        kx_token_set_text(token, KX_FIELD_UNIT, factor, -1);
        return number.end + 1 - ctx->at;
    }
    size_t compound = kx_compound_at(ctx, number.end);
    if (compound > 0)
        kx_compound_set(ctx, token, number.end, compound);
    return number.end + compound - ctx->at;
}

/* twaalfduizend, duizend, een miljoen, zeventig miljard */
static void say_round(const kx_token *token, const char *factor, kx_spoken *out)
{
    bool one = strcmp(kx_token_get_text(token, KX_FIELD_INTEGER), "1") == 0;
    bool thousand = strcmp(factor, "duizend") == 0;
    if (one) {
        kx_say_sign(token, out);
        kx_say(out, KX_SEAM_SPACE, thousand ? "" : "een");
    } else {
        kx_say_written(token, out);
    }
    kx_say(out, thousand && !one ? KX_SEAM_NUMBER : KX_SEAM_SPACE, factor);
}

static bool decimal_say(const kx_token *token, const kx_style *style, kx_spoken *out)
{
    (void)style;
    const char *text = kx_token_get_text(token, KX_FIELD_TEXT);
    const char *to = kx_token_get_text(token, KX_FIELD_TO);
    if (text) {
        say_points(out, text);
        if (to) {
            kx_say(out, KX_SEAM_SPACE, "tot en met");
            say_points(out, to);
        }
        return true;
    }
    const char *unit = kx_token_get_text(token, KX_FIELD_UNIT);
    kx_say_apart(token, out);
    if (unit && !kx_token_has(token, KX_FIELD_FRACTION)) {
        say_round(token, unit, out);
        return true;
    }
    kx_say_written(token, out);
    if (unit && strcmp(unit, letter_k) == 0)
        kx_say_letters(out, KX_SEAM_SPACE, unit, false);
    else if (unit)
        kx_say(out, KX_SEAM_SPACE, unit);
    kx_say_compound(token, out);
    return true;
}

const kx_class kx_class_decimal = {
    .name = "decimal",
    .what = N_("numbers with a fraction, and numbers joined by points"),
    .starts = KX_AT_DIGIT | KX_AT_SIGN,
    .match = decimal_match,
    .say = decimal_say,
};
