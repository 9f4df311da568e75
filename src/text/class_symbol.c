/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Signs that are said by name in running text (& § ± © → * #), by what stands beside them. What
 * they mean between the terms of a formula is in the class maths. */
#include "text/number_match.h"
#include "text/table.h"

#include <string.h>

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

/* Whether the token before starts with a digit: 4K, 144Hz. */
static bool after_digits(const kx_context *ctx)
{
    const unsigned n = ctx->before->len;
    return n > 0 &&
           g_ascii_isdigit(ctx->text[g_array_index(ctx->before, kx_token, n - 1).range.start]);
}

static size_t before_number_match(const kx_context *ctx, kx_token *token, gunichar c)
{
    size_t n = kx_width(c), at = skip(ctx, ctx->at + n);
    const bool compares = c == '<' || c == '>';
    const bool price = compares && g_unichar_type(kx_char_at(ctx, at)) == G_UNICODE_CURRENCY_SYMBOL;
    kx_written_number number;
    if (kx_digits_at(ctx, at) == 0 && !price)
        return 0;
    const bool counted = price || (compares && kx_number_at(ctx, at, KX_POINT_GROUPS, &number) &&
                                   kx_unit_follows(ctx, number.end));
    switch (c) {
    case 0x25B2: /* ▲ 0,5% */
    case 0x25B3:
        return say_as(token, "plus", n);
    case 0x25BC:
    case 0x25BD:
        return say_as(token, "min", n);
    case 0xD7:
        return is_resolution(ctx, at) ? say_as(token, "bij", n) : 0;
    case '<': /* van > 3.500, camper > 3.500 kg, voor > € 500, (< 18 jr.) */
    case '>':
        if (!after_preposition(ctx) && years_follow(ctx, at))
            return say_as(token, c == '>' ? "ouder dan" : "jonger dan", n);
        return counted || after_preposition(ctx)
                   ? say_as(token, c == '>' ? "meer dan" : "minder dan", n)
                   : 0;
    case '*':
        return life_date_at(ctx, at) ? say_as(token, "geboren", n) : 0;
    case '@': /* 4K@60Hz, 1080p @ 120 */
        return after_digits(ctx) ? say_as(token, "op", n) : 0;
    default:
        return 0;
    }
}

/* n° 5, nº 5 */
static size_t number_match(const kx_context *ctx, kx_token *token)
{
    gunichar c = kx_char_at(ctx, ctx->at + 1);
    size_t n = 1 + kx_width(c);
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

enum {
    STARS_MAX = 10,
    STAR = 0x2605,
    EMPTY_STAR = 0x2606,
    RAISED_STAR = 0x2217,
    EMOJI = 0x2B50,
    HALF = 0xBD
};

static size_t count_at(const kx_context *ctx, size_t at, gunichar c)
{
    size_t count = 0;
    while (count < STARS_MAX && kx_char_at(ctx, at + count * kx_width(c)) == c)
        count++;
    return count;
}

/* 4*-hotel, 5*-strook, hotel 4* */
static bool is_hotel(const kx_context *ctx, size_t at)
{
    static const char *const rated[] = {"hotel",   "hotels", "superior",    "resort",
                                        "camping", "B&B",    "appartement", NULL};
    gunichar c = kx_char_at(ctx, at);
    bool joined = kx_is_hyphen(c) && g_unichar_isalpha(kx_char_at(ctx, at + kx_width(c)));
    return joined || kx_follows(ctx, at, rated) || kx_previous_is(ctx, 1, rated);
}

/* "De Librije ***, lunch": two or three, at the end of a name or a clause. */
static bool stars_end(const kx_context *ctx, size_t count)
{
    enum { FEWEST = 2 };
    const gunichar next = kx_char_at(ctx, ctx->at + count);
    if (count < FEWEST || ctx->before->len == 0 || !kx_is_blank(kx_char_before(ctx, ctx->at)) ||
        !(next == 0 || next == HALF || (next < 128 && strchr(",.;:", (int)next))))
        return false;
    const kx_token *last = &g_array_index(ctx->before, kx_token, ctx->before->len - 1);
    return g_unichar_isalpha(kx_char_before(ctx, last->range.end)) || kx_token_get_mark(last) != 0;
}

/* *** ADVERTENTIE ***: a frame. */
static bool is_framed(const kx_context *ctx)
{
    size_t end = ctx->end;
    while (end > ctx->start && kx_is_blank(kx_char_before(ctx, end)))
        end--;
    return kx_char_at(ctx, ctx->start) == '*' && kx_char_before(ctx, end) == '*';
}

bool kx_stars_rate(const kx_context *ctx, size_t count)
{
    enum { STARS_FEW = 4, STARS_MANY = 5 };
    static const char *const said[] = {"sterren", NULL}; /* 5 sterren ***** */
    return count <= STARS_MANY && (count >= STARS_FEW || stars_end(ctx, count)) &&
           !kx_previous_is(ctx, 0, said) && !is_framed(ctx);
}

size_t kx_stars_at(const kx_context *ctx, size_t at)
{
    const gunichar c = kx_char_at(ctx, at);
    const size_t count = c == EMOJI || c == RAISED_STAR ? count_at(ctx, at, c) : 0;
    return count > 1 ? count : 0;
}

/* ★★★☆☆: three stars, of five. A single one is a picture, or a sign by name. */
static size_t stars_match(const kx_context *ctx, kx_token *token, gunichar star)
{
    static const char *const numbers[] = {"twee",  "drie", "vier",  "vijf", "zes",
                                          "zeven", "acht", "negen", "tien"};
    size_t count = count_at(ctx, ctx->at, star), n = count * kx_width(star);
    bool digit = g_unichar_isdigit(kx_char_before(ctx, ctx->at)) && (star == '*' || star == STAR);
    bool bracketed = kx_char_before(ctx, ctx->at) == '(' && kx_char_at(ctx, ctx->at + n) == ')';
    bool rated = digit ? is_hotel(ctx, ctx->at + n) : bracketed || kx_stars_rate(ctx, count);
    if ((count < 2 && !digit) || (star == '*' && !rated))
        return 0;
    if (star == STAR)
        n += count_at(ctx, ctx->at + n, EMPTY_STAR) * kx_width(EMPTY_STAR);
    if (digit)
        return say_as(token, "sterren", n);
    bool half = kx_char_at(ctx, ctx->at + n) == HALF; /* ★★★½ */
    g_autofree char *spoken =
        g_strconcat(numbers[count - 2], half ? " en een halve ster" : " sterren", NULL);
    return say_as(token, spoken, n + (half ? kx_width(HALF) : 0));
}

/* ●●●○○: drie van vijf */
static size_t circles_match(const kx_context *ctx, kx_token *token)
{
    static const char *const numbers[] = {"nul", "één", "twee", "drie", "vier", "vijf", "zes"};
    unsigned full, all;
    size_t n = kx_circles_at(ctx, ctx->at, &full, &all);
    if (n == 0)
        return 0;
    bool half = false;
    for (size_t at = ctx->at; at < ctx->at + n; at += kx_width(kx_char_at(ctx, at)))
        half |= kx_is_half_circle(kx_char_at(ctx, at));
    g_autofree char *spoken =
        g_strconcat(numbers[full], half ? " en een half" : "", " van ", numbers[all], NULL);
    return say_as(token, spoken, n);
}

/* ---- cards ---- */

static const struct {
    gunichar filled, outlined;
    const char *name;
} suits[] = {{0x2660, 0x2664, "schoppen"},
             {0x2665, 0x2661, "harten"},
             {0x2666, 0x2662, "ruiten"},
             {0x2663, 0x2667, "klaveren"}};

/* What one card is called, and how many bytes it takes: A, H, 10. NULL if it is none. */
static const char *card_at(const kx_context *ctx, size_t at, size_t *n)
{
    static const struct {
        const char *written, *name;
    } cards[] = {{"10", "tien"},  {"A", "aas"},   {"H", "heer"}, {"V", "vrouw"}, {"B", "boer"},
                 {"K", "koning"}, {"Q", "vrouw"}, {"J", "boer"}, {"T", "tien"},  {"9", "negen"},
                 {"8", "acht"},   {"7", "zeven"}, {"6", "zes"},  {"5", "vijf"},  {"4", "vier"},
                 {"3", "drie"},   {"2", "twee"},  {"x", "x"}};
    for (unsigned i = 0; i < G_N_ELEMENTS(cards); i++) {
        *n = strlen(cards[i].written);
        if (*n <= ctx->end - at && memcmp(ctx->text + at, cards[i].written, *n) == 0)
            return cards[i].name;
    }
    return NULL;
}

/* Bytes of the cards behind a suit, which may end a word: ♠AV104. */
static size_t hand_at(const kx_context *ctx, size_t at)
{
    size_t length = 0, n;
    while (card_at(ctx, at + length, &n))
        length += n;
    return kx_ends_at(ctx, at + length) ? length : 0;
}

size_t kx_cards_at(const kx_context *ctx, size_t at)
{
    const gunichar c = kx_char_at(ctx, at), before = kx_char_before(ctx, at);
    for (unsigned i = 0; i < G_N_ELEMENTS(suits); i++) {
        if (c != suits[i].filled && c != suits[i].outlined)
            continue;
        const size_t hand = hand_at(ctx, at + kx_width(c));
        bool bid = before >= '1' && before <= '7';
        return hand > 0 || (bid && kx_ends_at(ctx, at + kx_width(c))) ? kx_width(c) + hand : 0;
    }
    return 0;
}

/* 1♠ is a bid, ♠AV104 a hand. */
static size_t cards_match(const kx_context *ctx, kx_token *token, gunichar suit)
{
    const size_t length = kx_cards_at(ctx, ctx->at);
    g_autoptr(GString) spoken = g_string_new(NULL);
    for (unsigned i = 0; i < G_N_ELEMENTS(suits); i++) {
        if (suit == suits[i].filled || suit == suits[i].outlined)
            g_string_append(spoken, suits[i].name);
    }
    for (size_t at = kx_width(suit), n; at < length; at += n)
        g_string_append_printf(spoken, " %s", card_at(ctx, ctx->at + at, &n));
    return say_as(token, spoken->str, length);
}

/* ---- heard as a pause ---- */

/* Nieuws | Sport, and the edges of a row of a table: silent there, and a pause between words. */
static size_t bar_match(const kx_context *ctx, kx_token *token)
{
    static const char *const named[] = {"teken", "symbool", "toets", NULL};
    bool first = ctx->before->len == 0, last = kx_is_last(ctx, ctx->at + 1);
    if (last && (first || kx_previous_is(ctx, 0, named)))
        return 0;
    if (!first && !last)
        kx_token_set_mark(token, ',');
    return 1;
}

size_t kx_divider_at(const kx_context *ctx, size_t at)
{
    static const gunichar signs[] = {0xB7,   0x2022, 0x25A0, 0x25AA,  /* · • ■ ▪ */
                                     0x25CF, 0x2705, 0x2713, 0x2714}; /* ● ✅ ✓ ✔ */
    const gunichar c = kx_char_at(ctx, at);
    bool divides = false;
    for (unsigned i = 0; i < G_N_ELEMENTS(signs); i++)
        divides |= c == signs[i];
    return divides && ctx->before->len > 0 && kx_is_blank(kx_char_before(ctx, at)) &&
                   kx_blanks_at(ctx, at + kx_width(c)) > 0 && !kx_is_last(ctx, at + kx_width(c))
               ? kx_width(c)
               : 0;
}

/* 3 doden • 12 gewonden: a pause, but where one is already. */
static size_t divider_match(const kx_context *ctx, kx_token *token)
{
    const kx_token *last = &g_array_index(ctx->before, kx_token, ctx->before->len - 1);
    if (kx_token_get_mark(last) == 0)
        kx_token_set_mark(token, ',');
    return kx_divider_at(ctx, ctx->at);
}

/* Instellingen > Privacy: a way through menus. */
static size_t menu_match(const kx_context *ctx, kx_token *token)
{
    size_t next = skip(ctx, ctx->at + 1);
    gunichar c = kx_char_at(ctx, next);
    if (next == ctx->at + 1 || ctx->before->len == 0 || !g_unichar_isupper(c) ||
        !g_unichar_isalpha(kx_char_at(ctx, next + kx_width(c))))
        return 0;
    const kx_token *last = &g_array_index(ctx->before, kx_token, ctx->before->len - 1);
    if (last->range.end - last->range.start < 2 ||
        !g_unichar_isalpha(kx_char_before(ctx, last->range.end)))
        return 0;
    kx_token_set_mark(token, ',');
    return 1;
}

/* "De Staat @ Paradiso", "borrel @ 17.00 uur": where or when something is; but jan @ krant.nl. */
static size_t place_match(const kx_context *ctx, kx_token *token)
{
    static const char *const named[] = {"een", "het", "de", "teken", "symbool", "met", NULL};
    static const char *const articles[] = {"de", "het", "'t", NULL};
    const size_t at = skip(ctx, ctx->at + 1);
    if (ctx->before->len == 0 || kx_previous_is(ctx, 0, named) || at == ctx->at + 1 ||
        !kx_is_blank(kx_char_before(ctx, ctx->at)))
        return 0;
    if (kx_digits_at(ctx, at) > 0)
        return after_digits(ctx) ? 0 : say_as(token, "om", 1);
    size_t end = at;
    for (gunichar c = kx_char_at(ctx, end); c != 0 && !kx_is_blank(c); c = kx_char_at(ctx, end)) {
        if (c == '.' && g_unichar_isalnum(kx_char_at(ctx, end + 1)))
            return 0;
        end += kx_width(c);
    }
    const bool place = g_unichar_isupper(kx_char_at(ctx, at)) || kx_follows(ctx, at, articles);
    return place ? say_as(token, "bij", 1) : 0;
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
        n += kx_width(c);
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
        return c > 127 && kx_ends_at(ctx, ctx->at + kx_width(c)) ? table_match(ctx, token, c) : 0;
    if (c == '|')
        n = bar_match(ctx, token);
    else if (kx_divider_at(ctx, ctx->at) > 0)
        return divider_match(ctx, token);
    else if (c == '>')
        n = menu_match(ctx, token);
    else if (c == '@')
        n = place_match(ctx, token);
    else if (c == '/' && kx_char_at(ctx, ctx->at + 1) == 's' && kx_ends_at(ctx, ctx->at + 2) &&
             g_unichar_isupper(kx_char_before(ctx, ctx->at)))
        return say_as(token, "per", 1); /* GT/s */
    else if (c == '(')
        return copyright_match(ctx, token);
    else if (c == '=')
        n = equal_match(ctx, token);
    else if (c == '*' || c == STAR || kx_stars_at(ctx, ctx->at) > 0)
        n = stars_match(ctx, token, c);
    else if (kx_cards_at(ctx, ctx->at) > 0)
        n = cards_match(ctx, token, c);
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
