/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Signs that are said by name in running text (& § ± © → * #), by what stands beside them. What
 * they mean between the terms of a formula is in the class maths. */
#include "text/number_match.h"
#include "text/table.h"

#include <string.h>

static size_t width(gunichar c)
{
    return (size_t)g_unichar_to_utf8(c, NULL);
}

static size_t skip(const kx_context *ctx, size_t at)
{
    return at + kx_blanks_at(ctx, at);
}

static size_t say_as(kx_token *token, const char *spoken, size_t n)
{
    kx_token_set_text(token, KX_FIELD_SPOKEN, spoken, -1);
    return n;
}

/* ---- with a number or a date ---- */

/* "1920", "12 mei 1920", "12-5-1920": what follows the sign of a birth. */
static bool life_date_at(const kx_context *ctx, size_t at)
{
    enum { DAY_DIGITS = 2, YEAR_DIGITS = 4 };
    size_t digits = kx_digits_at(ctx, at);
    gunichar sign = kx_char_at(ctx, at + digits);
    bool numeric = digits > 0 && digits <= DAY_DIGITS && (sign == '-' || sign == '/') &&
                   kx_digits_at(ctx, at + digits + 1) > 0;
    if (digits == YEAR_DIGITS || numeric)
        return true;
    size_t word = skip(ctx, at + digits), n = kx_word_at(ctx, word);
    return digits > 0 && digits <= DAY_DIGITS && n > 0 &&
           kx_table_find_lower(&kx_table_months, ctx->text + word, n);
}

/* 3840×2160: both sides of a screen; where a product follows, or one side is small, it is "keer".
 */
static bool is_resolution(const kx_context *ctx, size_t at)
{
    enum { SIDE_MIN = 3, SIDE_MAX = 5 };
    size_t digits = 0, end = kx_digits_at(ctx, at);
    if (ctx->before->len > 0) {
        const kx_token *last = &g_array_index(ctx->before, kx_token, ctx->before->len - 1);
        while (digits <= SIDE_MAX && last->range.end > ctx->start + digits &&
               g_ascii_isdigit(ctx->text[last->range.end - digits - 1]))
            digits++;
    }
    return digits >= SIDE_MIN && digits < SIDE_MAX && end >= SIDE_MIN && end < SIDE_MAX &&
           !kx_equals_follows(ctx, at + end);
}

static bool after_preposition(const kx_context *ctx)
{
    static const char *const words[] = {"van", "met", "bij", "op", "voor", "na", "in", NULL};
    return kx_previous_is(ctx, 0, words);
}

/* The age of people: "18 jr.", "26 j.", "65 jaar". */
static bool years_follow(const kx_context *ctx, size_t at)
{
    static const char *const years[] = {"jaar", "jr", "jr.", "j", "j.", NULL};
    return kx_follows(ctx, at + kx_digits_at(ctx, at), years);
}

static size_t before_number_match(const kx_context *ctx, kx_token *token, gunichar c)
{
    size_t n = width(c), at = skip(ctx, ctx->at + n);
    if (kx_digits_at(ctx, at) == 0)
        return 0;
    switch (c) {
    case 0x25B2: /* ▲ 0,5% */
    case 0x25B3:
        return say_as(token, "plus", n);
    case 0x25BC:
    case 0x25BD:
        return say_as(token, "min", n);
    case 0xD7:
        return is_resolution(ctx, at) ? say_as(token, "bij", n) : 0;
    case '<': /* een gewicht van > 3.500 kg, (< 18 jr.) */
    case '>':
        if (!after_preposition(ctx) && years_follow(ctx, at))
            return say_as(token, c == '>' ? "ouder dan" : "jonger dan", n);
        return after_preposition(ctx) ? say_as(token, c == '>' ? "meer dan" : "minder dan", n) : 0;
    case '*':
        return life_date_at(ctx, at) ? say_as(token, "geboren", n) : 0;
    default:
        return 0;
    }
}

/* n° 5, nº 5 */
static size_t number_match(const kx_context *ctx, kx_token *token)
{
    gunichar c = kx_char_at(ctx, ctx->at + 1);
    size_t n = 1 + width(c);
    if ((c != 0xB0 && c != 0xBA) || kx_digits_at(ctx, skip(ctx, ctx->at + n)) == 0)
        return 0;
    return say_as(token, "nummer", n);
}

/* (c) 2020 */
static size_t copyright_match(const kx_context *ctx, kx_token *token)
{
    enum { YEAR_DIGITS = 4 };
    size_t n = strlen("(c)");
    if (!kx_word_is(ctx, ctx->at + 1, "c") || kx_char_at(ctx, ctx->at + 2) != ')' ||
        kx_digits_at(ctx, skip(ctx, ctx->at + n)) != YEAR_DIGITS)
        return 0;
    return say_as(token, "copyright", n);
}

/* ---- stars ---- */

enum { STARS_MAX = 10, STAR = 0x2605, EMPTY_STAR = 0x2606, HALF = 0xBD };

static size_t count_at(const kx_context *ctx, size_t at, gunichar c)
{
    size_t count = 0;
    while (count < STARS_MAX && kx_char_at(ctx, at + count * width(c)) == c)
        count++;
    return count;
}

/* 4*-hotel */
static bool hotel_follows(const kx_context *ctx, size_t at)
{
    static const char *const rated[] = {"hotel", "hotels", "superior", "resort", NULL};
    gunichar c = kx_char_at(ctx, at);
    return kx_follows(ctx, kx_is_hyphen(c) ? at + width(c) : at, rated);
}

bool kx_stars_rate(const kx_context *ctx, size_t count)
{
    enum { STARS_FEW = 4, STARS_MANY = 5 };
    static const char *const said[] = {"sterren", NULL}; /* 5 sterren ***** */
    const gunichar next = kx_char_at(ctx, ctx->at + count), before = kx_char_before(ctx, ctx->at);
    /* "Film ***: Oppenheimer", "***½" */
    const bool mark = next == ':' || next == ',';
    if (next == HALF ? count > 1 : count > 2 && mark && kx_is_blank(before))
        return true;
    return count >= STARS_FEW && count <= STARS_MANY && !kx_previous_is(ctx, 0, said);
}

/* ★★★☆☆: three stars, of five. A single one is a picture, or a sign by name. */
static size_t stars_match(const kx_context *ctx, kx_token *token, gunichar star)
{
    static const char *const numbers[] = {"twee",  "drie", "vier",  "vijf", "zes",
                                          "zeven", "acht", "negen", "tien"};
    static const char *const halves[] = {"tweeënhalve ster", "drieënhalve ster",
                                         "vierenhalve ster"};
    size_t count = count_at(ctx, ctx->at, star), n = count * width(star);
    bool digit = g_unichar_isdigit(kx_char_before(ctx, ctx->at));
    bool bracketed = kx_char_before(ctx, ctx->at) == '(' && kx_char_at(ctx, ctx->at + n) == ')';
    bool rated = digit ? hotel_follows(ctx, ctx->at + n) : bracketed || kx_stars_rate(ctx, count);
    if ((count < 2 && !digit) || (star == '*' && !rated))
        return 0;
    if (star == STAR)
        n += count_at(ctx, ctx->at + n, EMPTY_STAR) * width(EMPTY_STAR);
    if (digit)
        return say_as(token, "sterren", n);
    const bool half = kx_char_at(ctx, ctx->at + n) == HALF && count <= G_N_ELEMENTS(halves) + 1;
    if (half)
        return say_as(token, halves[count - 2], n + width(HALF));
    g_autofree char *spoken = g_strconcat(numbers[count - 2], " sterren", NULL);
    return say_as(token, spoken, n);
}

/* ●●●○○: drie van vijf */
static size_t circles_match(const kx_context *ctx, kx_token *token)
{
    static const char *const numbers[] = {"nul", "één", "twee", "drie", "vier", "vijf", "zes"};
    unsigned full, all;
    size_t n = kx_circles_at(ctx, ctx->at, &full, &all);
    if (n == 0)
        return 0;
    g_autofree char *spoken = g_strconcat(numbers[full], " van ", numbers[all], NULL);
    return say_as(token, spoken, n);
}

/* ---- heard as a pause ---- */

static bool bar_before(const kx_context *ctx)
{
    enum { TOKENS_BACK = 50 };
    static const char *const bar[] = {"|", NULL};
    for (unsigned back = 0; back < TOKENS_BACK && back < ctx->before->len; back++) {
        if (kx_previous_is(ctx, back, bar))
            return true;
    }
    return false;
}

/* Nieuws | Sport, and the edges of a row of a table: silent there, and a pause between words. */
static size_t bar_match(const kx_context *ctx, kx_token *token)
{
    bool first = ctx->before->len == 0, last = kx_is_last(ctx, ctx->at + 1);
    if (last && (first || !bar_before(ctx)))
        return 0;
    if (!first && !last)
        kx_token_set_mark(token, ',');
    return 1;
}

/* Instellingen > Privacy: a way through menus. */
static size_t menu_match(const kx_context *ctx, kx_token *token)
{
    size_t next = skip(ctx, ctx->at + 1);
    gunichar c = kx_char_at(ctx, next);
    if (next == ctx->at + 1 || ctx->before->len == 0 || !g_unichar_isupper(c) ||
        !g_unichar_isalpha(kx_char_at(ctx, next + width(c))))
        return 0;
    const kx_token *last = &g_array_index(ctx->before, kx_token, ctx->before->len - 1);
    if (last->range.end - last->range.start < 2 ||
        !g_unichar_isalpha(kx_char_before(ctx, last->range.end)))
        return 0;
    kx_token_set_mark(token, ',');
    return 1;
}

/* ---- by the table ---- */

/* Signs that the class punctuation hears; a row of the table that is longer (->) is ours. */
static bool is_punctuation(gunichar c)
{
    return c < 128 ? strchr("-.,;:!?'\"()[]{}/`", (int)c) != NULL : c == 0x2212;
}

/* The longest row of signs at ctx->at. */
static size_t table_match(const kx_context *ctx, kx_token *token, gunichar c)
{
    enum { SIGNS_MAX = 3 };
    size_t ends[SIGNS_MAX], n = 0;
    unsigned count = 0;
    for (; count < SIGNS_MAX && (c = kx_char_at(ctx, ctx->at + n)) != 0; count++) {
        n += width(c);
        ends[count] = n;
    }
    c = kx_char_at(ctx, ctx->at);
    for (; count > 0; count--) {
        const kx_cell *row = kx_table_find(&kx_table_signs, ctx->text + ctx->at, ends[count - 1]);
        if (row && !(count == 1 && is_punctuation(c)))
            return say_as(token, kx_text(row, 1), ends[count - 1]);
    }
    return 0;
}

/* D66 9 (=): as many as before. */
static size_t equal_match(const kx_context *ctx, kx_token *token)
{
    const bool alone = kx_char_before(ctx, ctx->at) == '(' && kx_char_at(ctx, ctx->at + 1) == ')';
    return alone ? say_as(token, "gelijk", 1) : 0;
}

static size_t symbol_match(const kx_context *ctx, kx_token *token)
{
    gunichar c = kx_char_at(ctx, ctx->at);
    size_t n = 0;
    if (c == 'n' || c == 'N')
        return number_match(ctx, token);
    if (g_unichar_isalpha(c)) /* a Greek letter */
        return c > 127 && kx_ends_at(ctx, ctx->at + width(c)) ? table_match(ctx, token, c) : 0;
    if (c == '|')
        n = bar_match(ctx, token);
    else if (c == '>')
        n = menu_match(ctx, token);
    else if (c == '/' && kx_char_at(ctx, ctx->at + 1) == 's' && kx_ends_at(ctx, ctx->at + 2) &&
             g_unichar_isupper(kx_char_before(ctx, ctx->at)))
        return say_as(token, "per", 1); /* GT/s */
    else if (c == '(')
        return copyright_match(ctx, token);
    else if (c == '=')
        n = equal_match(ctx, token);
    else if (c == '*' || c == STAR)
        n = stars_match(ctx, token, c);
    else
        n = circles_match(ctx, token);
    if (n == 0)
        n = before_number_match(ctx, token, c);
    return n > 0 ? n : table_match(ctx, token, c);
}

static bool symbol_say(const kx_token *token, const kx_style *style, kx_spoken *out)
{
    (void)style;
    const char *spoken = kx_token_get_text(token, KX_FIELD_SPOKEN);
    char mark = kx_token_get_mark(token);
    if (spoken)
        kx_say(out, KX_SEAM_SPACE, spoken);
    if (mark != 0)
        kx_say_mark(out, mark);
    return true;
}

const kx_class kx_class_symbol = {
    .name = "symbol",
    .what = N_("signs that are said by name: & § ± © → * #"),
    .starts = KX_AT_LETTER | KX_AT_SIGN,
    .match = symbol_match,
    .say = symbol_say,
};
