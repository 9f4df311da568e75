/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "text/number_match.h"

#include "text/cue.h"
#include "text/table.h"

#include <stdlib.h>
#include <string.h>

/* ---- numbers ---- */

static bool append(const kx_context *ctx, char *digits, size_t at, size_t n)
{
    size_t have = strlen(digits);
    if (n == 0 || have + n > KX_WRITTEN_DIGITS_MAX)
        return false;
    memcpy(digits + have, ctx->text + at, n);
    digits[have + n] = '\0';
    return true;
}

const char *kx_sign_at(const kx_context *ctx, size_t at)
{
    gunichar c = kx_char_at(ctx, at);
    gunichar before = kx_char_before(ctx, at);
    GUnicodeType type = g_unichar_type(before);
    bool is_free = before == 0 || kx_is_blank(before) || type == G_UNICODE_OPEN_PUNCTUATION ||
                   type == G_UNICODE_INITIAL_PUNCTUATION || type == G_UNICODE_CURRENCY_SYMBOL ||
                   before == '"' || before == '\'' || before == '/';
    if (c == '+')
        return is_free ? "plus" : NULL;
    if (c == 0x2212)
        return "min";
    return is_free && (c == '-' || c == 0x2013) ? "min" : NULL;
}

/* "( - 2 )": nothing but a blank stands between a bracket and the sign. */
static bool after_bracket(const kx_context *ctx, size_t at)
{
    gunichar c = kx_char_before(ctx, at);
    return c == '(' || (kx_is_blank(c) && kx_char_before(ctx, at - kx_width(c)) == '(');
}

/* ">100" before what is counted: more than a hundred. With a blank, or alone, it is mathematics. */
static const char *comparison_at(const kx_context *ctx, size_t at)
{
    gunichar c = kx_char_at(ctx, at), before = kx_char_before(ctx, at);
    bool is_free = before == 0 || kx_is_blank(before) || before == '(';
    if (!is_free || (c != '>' && c != '<') || kx_digits_at(ctx, at + 1) == 0)
        return NULL;
    return c == '>' ? "meer dan" : "minder dan";
}

static bool is_comparison(const char *sign)
{
    return sign && g_str_has_suffix(sign, " dan");
}

/* Whether what is counted follows: a unit, or a word in small letters. <3 is a heart. */
static bool counts(const kx_context *ctx, const kx_written_number *number)
{
    static const char *const others[] = {"en", "of", "dan", "is", "was", "als", "maar", NULL};
    if (kx_unit_follows(ctx, number->end))
        return true;
    static const char *const times[] = {"dagen",   "weken",    "maanden", "uur",
                                        "minuten", "seconden", NULL};
    bool heart = number->sign[1] == 'i' && strcmp(number->integer, "3") == 0 &&
                 !kx_follows(ctx, number->end, times);
    size_t blanks = kx_blanks_at(ctx, number->end);
    gunichar c = kx_char_at(ctx, number->end + blanks);
    return !heart && blanks > 0 && g_unichar_islower(c) && !kx_follows(ctx, number->end, others);
}

/* Length of ".250.000" or " 250": separators with exactly three digits each. More of them than a
 * number can have are not looked at. */
static size_t groups_at(const kx_context *ctx, size_t at, gunichar separator)
{
    size_t n = 0;
    while (n < 2 * KX_WRITTEN_DIGITS_MAX && kx_char_at(ctx, at + n) == separator &&
           kx_digits_at(ctx, at + n + kx_width(separator)) == 3) {
        n += kx_width(separator) + 3;
    }
    /* 1.250.75 is no number but a code. */
    bool code = kx_char_at(ctx, at + n) == separator && !kx_is_blank(separator) &&
                kx_digits_at(ctx, at + n + kx_width(separator)) > 0;
    return code ? 0 : n;
}

static bool is_group_separator(gunichar c)
{
    return c == '.' || c == ' ' || c == 0xA0 || c == 0x2009 || c == 0x202F || c == 0x2007 ||
           kx_is_apostrophe(c); /* 1'000 in Switzerland */
}

/* Of 15 180'ers, a 7 155H and an iPhone 17 256 GB the three digits that end at `end` are a number
 * of their own. */
static bool stands_alone(const kx_context *ctx, size_t end)
{
    static const char *const sizes[] = {"GB", "TB", NULL};
    static const char *const powers[] = {"128", "256", "512"};
    enum { GROUP = 3 };
    const gunichar link = kx_char_at(ctx, end);
    const size_t second = end + (kx_is_pair_link(link) ? kx_width(link) : 0);
    const size_t n = second > end ? kx_digits_at(ctx, second) : 0;
    if (n > 0 && n <= GROUP && groups_at(ctx, second + n, kx_char_at(ctx, second + n)) == 0)
        return true;
    bool power = false;
    for (unsigned i = 0; i < G_N_ELEMENTS(powers); i++)
        power |= memcmp(ctx->text + end - strlen(powers[i]), powers[i], strlen(powers[i])) == 0;
    return g_unichar_isupper(kx_char_at(ctx, end)) || kx_apostrophe_at(ctx, end) > 0 ||
           (power && kx_follows(ctx, end, sizes));
}

static bool read_groups(const kx_context *ctx, kx_written_number *number, size_t first)
{
    if (first > 3 || number->integer[0] == '0')
        return true;
    gunichar separator = kx_char_at(ctx, number->end);
    bool english = separator == ','; /* 1,250,000 or 1,250.50 */
    if (!english && !is_group_separator(separator))
        return true;
    size_t n = groups_at(ctx, number->end, separator);
    if (kx_is_blank(separator) && n > 0 && stands_alone(ctx, number->end + n))
        return true;
    number->english = english && kx_char_at(ctx, number->end + n) == '.' &&
                      kx_digits_at(ctx, number->end + n + 1) > 0;
    if (english && !number->english && n < strlen(",000,000"))
        return true;
    for (size_t at = number->end; at < number->end + n; at += kx_width(separator) + 3) {
        if (!append(ctx, number->integer, at + kx_width(separator), 3))
            return false;
    }
    number->end += n;
    number->grouped = n > 0;
    return true;
}

/* Whether the number at `at` is a later item of a list without blanks: 3,5,7. */
static bool is_listed(const kx_context *ctx, size_t at)
{
    return kx_char_before(ctx, at) == ',' && g_unichar_isdigit(kx_char_before(ctx, at - 1));
}

/* 3,5 but not the list 3,5,7; with KX_POINT_DECIMAL also 3.7. */
static bool read_fraction(const kx_context *ctx, kx_point point, kx_written_number *number)
{
    gunichar c = kx_char_at(ctx, number->end);
    if (c != ',' && !(c == '.' && (point == KX_POINT_DECIMAL || number->english)))
        return true;
    size_t n = kx_digits_at(ctx, number->end + 1);
    size_t end = number->end + 1 + n;
    if (n == 0 || (kx_char_at(ctx, end) == c && kx_digits_at(ctx, end + 1) > 0))
        return true;
    if (!append(ctx, number->fraction, number->end + 1, n))
        return false;
    number->end = end;
    return true;
}

bool kx_number_at(const kx_context *ctx, size_t at, kx_point point, kx_written_number *number)
{
    *number = (kx_written_number){.sign = kx_sign_at(ctx, at)};
    if (!number->sign)
        number->sign = comparison_at(ctx, at);
    bool bracketed = number->sign && after_bracket(ctx, at);
    if (number->sign)
        at += kx_width(kx_char_at(ctx, at));
    if (bracketed)
        at += kx_blanks_at(ctx, at);
    size_t n = kx_digits_at(ctx, at);
    number->end = at + n;
    if (!append(ctx, number->integer, at, n))
        return false;
    bool listed = is_listed(ctx, at);
    if (!listed && !(read_groups(ctx, number, n) && read_fraction(ctx, point, number)))
        return false;
    return !is_comparison(number->sign) || counts(ctx, number);
}

unsigned kx_digits_value(const kx_context *ctx, size_t at, size_t length)
{
    unsigned value = 0;
    for (size_t i = 0; i < length; i++)
        value = 10 * value + (unsigned)(ctx->text[at + i] - '0');
    return value;
}

/* ---- what stands around them ---- */

bool kx_number_ends_at(const kx_context *ctx, size_t at)
{
    gunichar c = kx_char_at(ctx, at);
    if (kx_is_pair_link(c) && c != 0x2212)
        return kx_digits_at(ctx, at + kx_width(c)) == 0;
    return kx_ends_at(ctx, at);
}

bool kx_follows(const kx_context *ctx, size_t at, const char *const *words)
{
    at += kx_blanks_at(ctx, at);
    for (; *words; words++) {
        if (kx_word_is(ctx, at, *words))
            return true;
    }
    return false;
}

bool kx_range_at(const kx_context *ctx, size_t at, kx_point point, kx_written_number *second)
{
    gunichar c = kx_char_at(ctx, at);
    static const char *const equals[] = {"=", NULL}; /* x = 5−3 */
    bool links = kx_is_pair_link(c) && !(c == 0x2212 && kx_previous_is(ctx, 0, equals));
    return links && kx_digits_at(ctx, at + kx_width(c)) > 0 &&
           kx_number_at(ctx, at + kx_width(c), point, second) && !second->sign;
}

/* "won in 2.18.22, voor Kosgei (2.18.56)": behind another time that was run. */
static bool after_result(const kx_context *ctx)
{
    for (unsigned i = ctx->before->len; i > 0; i--) {
        const kx_token *token = &g_array_index(ctx->before, kx_token, i - 1);
        if (kx_token_has(token, KX_FIELD_HOUR) && kx_token_has(token, KX_FIELD_SECOND))
            return true;
    }
    return false;
}

bool kx_after_race(const kx_context *ctx)
{
    static const char *const words[] = {
        "in",     "tijd",  "eindtijd", "marathon", "liep",     "loopt",
        "klokte", "klokt", "noteerde", "noteert",  "finishte", NULL,
    };
    static const char *const bracket[] = {"(", NULL};
    enum { SENTENCE_BACK = 40 };
    return kx_previous_is(ctx, 0, words) || after_result(ctx) ||
           (kx_previous_is(ctx, 0, bracket) && kx_cue_before(ctx, SENTENCE_BACK, "race"));
}

/* The 1500 of "1500 m" or "1500 meter" among the last tokens before ctx->at, but the first `skip`;
 * 0 if there is none. */
static unsigned distance_before(const kx_context *ctx, unsigned skip, unsigned tokens_back,
                                bool *kilometres)
{
    enum { DIGITS_MAX = 5 };
    static const char *const long_unit[] = {"kilometer", NULL}, *const short_unit[] = {"meter",
                                                                                       NULL};
    const unsigned n = ctx->before->len;
    for (unsigned back = skip; back < MIN(n, tokens_back); back++) {
        const kx_token *token = &g_array_index(ctx->before, kx_token, n - 1 - back);
        const char *unit = kx_token_get_text(token, KX_FIELD_UNIT);
        bool metres = kx_previous_is(ctx, back, short_unit) || g_strcmp0(unit, short_unit[0]) == 0;
        *kilometres = kx_previous_is(ctx, back, long_unit) || g_strcmp0(unit, long_unit[0]) == 0;
        if (!metres && !*kilometres)
            continue;
        if (!unit && back + 1 < n) /* the number is a token of its own */
            token--;
        const char *digits = kx_token_get_text(token, KX_FIELD_INTEGER);
        bool one = digits && strlen(digits) <= DIGITS_MAX && !kx_token_has(token, KX_FIELD_TO);
        return one ? (unsigned)strtoul(digits, NULL, 10) : 0;
    }
    return 0;
}

unsigned kx_race_length(const kx_context *ctx, bool *kilometres)
{
    enum { TOKENS_BACK = 6 };
    static const char *const in[] = {"in", NULL};
    return kx_previous_is(ctx, 0, in) ? distance_before(ctx, 1, TOKENS_BACK, kilometres) : 0;
}

bool kx_after_time(const kx_context *ctx)
{
    for (unsigned i = ctx->before->len; i > 0; i--) {
        if (kx_token_has(&g_array_index(ctx->before, kx_token, i - 1), KX_FIELD_SECOND))
            return true;
    }
    return false;
}

/* Whether a time of minutes, seconds and their parts was told before in the sentence. */
static bool after_exact_time(const kx_context *ctx)
{
    for (unsigned i = ctx->before->len; i > 0; i--) {
        const kx_token *token = &g_array_index(ctx->before, kx_token, i - 1);
        if (kx_token_has(token, KX_FIELD_MINUTE) && kx_token_has(token, KX_FIELD_FRACTION))
            return !kx_token_has(token, KX_FIELD_HOUR);
    }
    return false;
}

/* "1.12.31 was de snelste tijd op de 1000 meter" */
static bool metres_follow(const kx_context *ctx)
{
    enum { BYTES_AHEAD = 100 };
    static const char metre[] = " meter";
    const size_t n = strlen(metre), limit = MIN(ctx->end, ctx->at + BYTES_AHEAD);
    for (size_t at = ctx->at + 2; at + n <= limit; at++) {
        if (memcmp(ctx->text + at, metre, n) == 0 && g_ascii_isdigit(ctx->text[at - 1]) &&
            g_ascii_isdigit(ctx->text[at - 2]))
            return true;
    }
    return false;
}

bool kx_on_track(const kx_context *ctx)
{
    enum { TOKENS_BACK = 24, TRACK_MIN = 100, TRACK_MAX = 10000 };
    static const char *const days[] = {"op", "om", "per", "vanaf", "sinds", "t/m", NULL};
    static const char *const roads[] = {"marathon", "kilometer", "km", NULL};
    bool kilometres = false;
    if (kx_previous_is(ctx, 0, days) || kx_cue_previous(ctx, 0, "series") ||
        kx_cue_previous(ctx, 0, "version"))
        return false;
    for (unsigned back = 0; back < MIN(ctx->before->len, TOKENS_BACK); back++) {
        if (kx_previous_is(ctx, back, roads))
            return false;
    }
    const unsigned metres = distance_before(ctx, 0, TOKENS_BACK, &kilometres);
    return (!kilometres && metres >= TRACK_MIN && metres <= TRACK_MAX) || after_exact_time(ctx) ||
           metres_follow(ctx);
}

/* "won in 1.11.393", "de snelste ronde van 1.33.056": whether a race is told of before ctx->at. */
static bool after_racing(const kx_context *ctx)
{
    enum { SENTENCE_BACK = 40 };
    return kx_cue_before(ctx, SENTENCE_BACK, "race") || kx_cue_before(ctx, SENTENCE_BACK, "score");
}

/* ", 2." or "; 12." at `at`: the rank of the next in a row of results. */
static bool rank_follows(const kx_context *ctx, size_t at)
{
    const gunichar c = kx_char_at(ctx, at);
    at += c == ',' || c == ';';
    at += kx_blanks_at(ctx, at);
    const size_t n = kx_digits_at(ctx, at);
    return (c == ',' || c == ';') && n >= 1 && n <= 2 && kx_char_at(ctx, at + n) == '.';
}

bool kx_in_results(const kx_context *ctx, size_t end)
{
    enum { TOKENS_BACK = 12 };
    static const char *const closes[] = {")", NULL}, *const op[] = {"op", NULL};
    const unsigned n = ctx->before->len, back = kx_previous_is(ctx, 0, op) ? 1 : 0;
    if (n <= back || !(kx_previous_is(ctx, back, closes) ||
                       g_unichar_isupper(kx_char_at(
                           ctx, g_array_index(ctx->before, kx_token, n - 1 - back).range.start))))
        return false;
    for (unsigned i = n; i > 0 && n - i < TOKENS_BACK; i--) {
        if (strcmp(g_array_index(ctx->before, kx_token, i - 1).class->name, "list") == 0)
            return rank_follows(ctx, end) || kx_after_time(ctx);
    }
    return false;
}

bool kx_is_lap(const kx_context *ctx, size_t end)
{
    enum { PARTS = 3 };
    static const char *const openers[] = {"reed",     "rijdt",   "rondetijd", "tijd",
                                          "noteerde", "noteert", "klokte",    "klokt",
                                          "ronde",    "bracht",  NULL};
    static const char *const links[] = {"in", "van", NULL}, *const een[] = {"een", NULL};
    const unsigned n = ctx->before->len;
    if (kx_previous_is(ctx, 0, een)) /* een 5.10.120 kernel */
        return !kx_noun_follows(ctx, end);
    if (kx_previous_is(ctx, 0, links)) /* no version has a part as in 1.33.056 */
        return ctx->text[end - PARTS] == '0' || after_racing(ctx);
    if (kx_previous_is(ctx, 0, openers) || kx_on_track(ctx))
        return true;
    return n > 1 && /* 1. Verstappen 1.11.393 */
           strcmp(g_array_index(ctx->before, kx_token, 0).class->name, "list") == 0 &&
           g_unichar_isupper(
               kx_char_at(ctx, g_array_index(ctx->before, kx_token, n - 1).range.start));
}

bool kx_timed_to_tenths(const kx_context *ctx)
{
    static const char *const is[] = {"is", "was", "van", NULL};
    static const char *const times[] = {"tijd", "tijden", "toptijd", "eindtijd", "record", NULL};
    bool kilometres;
    return kx_race_length(ctx, &kilometres) > 0 || kx_previous_is(ctx, 0, times) ||
           (kx_previous_is(ctx, 0, is) && kx_previous_is(ctx, 1, times));
}

bool kx_equals_follows(const kx_context *ctx, size_t at)
{
    at += kx_blanks_at(ctx, at);
    if (kx_char_at(ctx, at) != '=')
        return false;
    at += 1 + kx_blanks_at(ctx, at + 1);
    size_t word = kx_word_at(ctx, at); /* 8 - 10 = goed, 70-74 = S: a mark and its meaning */
    const gunichar c = kx_char_at(ctx, at);
    return word <= kx_width(c) && !(c < 128 && word == 1 && strchr("SML", (int)c));
}

/* Also the à that many write without its accent: 3 a 4 graden. */
size_t kx_range_link_at(const kx_context *ctx, size_t at, bool *spoken)
{
    size_t blanks = kx_blanks_at(ctx, at);
    gunichar c = kx_char_at(ctx, at + blanks);
    *spoken = c == 0xE0 || (c == 'a' && kx_is_blank(kx_char_at(ctx, at + blanks + 1)));
    if (!(kx_is_pair_link(c) || (*spoken && blanks > 0)))
        return 0;
    size_t end = at + blanks + kx_width(c), after = kx_blanks_at(ctx, end);
    return (blanks > 0) == (after > 0) ? end + after - at : 0;
}

size_t kx_apostrophe_at(const kx_context *ctx, size_t at)
{
    gunichar c = kx_char_at(ctx, at);
    return kx_is_apostrophe(c) ? kx_width(c) : 0;
}

bool kx_after_tussen(const kx_context *ctx)
{
    static const char *const between[] = {"tussen", NULL}, *const the[] = {"de", NULL};
    return kx_previous_is(ctx, kx_previous_is(ctx, 0, the) ? 1 : 0, between);
}

bool kx_quote_is_open(const kx_context *ctx, size_t at)
{
    enum { QUOTE_BYTES = 300 };
    static const char *const opening[] = {"“", "„", ",,"}, *const either[] = {"\"", "”", "''",
                                                                              "’’"};
    bool open = false;
    for (size_t i = at - MIN(at - ctx->start, QUOTE_BYTES); i < at; i++) {
        for (unsigned k = 0; k < G_N_ELEMENTS(opening); k++)
            open |= strncmp(ctx->text + i, opening[k], strlen(opening[k])) == 0;
        for (unsigned k = 0; k < G_N_ELEMENTS(either); k++)
            if (strncmp(ctx->text + i, either[k], strlen(either[k])) == 0)
                open = !open && !(i > ctx->start && g_ascii_isdigit(ctx->text[i - 1]));
    }
    return open;
}

/* ---- fields ---- */

double kx_number_value(const kx_written_number *number)
{
    g_autofree char *text = g_strconcat(number->integer, ".", number->fraction, NULL);
    double value = g_ascii_strtod(text, NULL);
    return g_strcmp0(number->sign, "min") == 0 ? -value : value;
}

void kx_number_set(kx_token *token, const kx_written_number *number)
{
    if (number->sign)
        kx_token_set_text(token, KX_FIELD_SIGN, number->sign, -1);
    kx_token_set_text(token, KX_FIELD_INTEGER, number->integer, -1);
    if (number->fraction[0])
        kx_token_set_text(token, KX_FIELD_FRACTION, number->fraction, -1);
}

void kx_number_set_to(kx_token *token, const kx_written_number *number)
{
    const char *minus = g_strcmp0(number->sign, "min") == 0 ? "-" : "";
    const char *comma = number->fraction[0] ? "," : "";
    g_autofree char *to = g_strconcat(minus, number->integer, comma, number->fraction, NULL);
    kx_token_set_text(token, KX_FIELD_TO, to, -1);
}

void kx_apart_set(const kx_context *ctx, kx_token *token)
{
    if (ctx->before->len == 0 || token->glued || kx_digits_at(ctx, ctx->at) == 0)
        return;
    const kx_token *last = &g_array_index(ctx->before, kx_token, ctx->before->len - 1);
    const char *text = ctx->text + last->range.start;
    const size_t length = last->range.end - last->range.start;
    bool minutes = kx_token_get(last, KX_FIELD_MINUTE, 0) > 0 || /* 8.30 uur, 18.00 uur */
                   (kx_token_has(last, KX_FIELD_MINUTE) &&
                    (memchr(text, '.', length) || memchr(text, ':', length)));
    if (minutes || g_ascii_isdigit(ctx->text[last->range.end - 1]))
        kx_token_set_text(token, KX_FIELD_READING, "apart", -1);
}

void kx_apart_end(const kx_context *ctx, kx_token *token, size_t end)
{
    static const char *const words[] = {
        "twee",     "drie",     "vier",    "vijf",      "zes",      "zeven",
        "acht",     "negen",    "tien",    "elf",       "twaalf",   "dertien",
        "veertien", "vijftien", "zestien", "zeventien", "achttien", "negentien",
        "twintig",  "dertig",   "veertig", "vijftig",   "zestig",   "zeventig",
        "tachtig",  "negentig", "honderd", "duizend",   NULL,
    };
    if (kx_blanks_at(ctx, end) > 0 && kx_follows(ctx, end, words))
        kx_token_set_mark(token, ',');
}

/* ---- saying ---- */

void kx_say_apart(const kx_token *token, kx_spoken *out)
{
    if (g_strcmp0(kx_token_get_text(token, KX_FIELD_READING), "apart") == 0)
        kx_say_mark(out, ',');
}

void kx_say_end(const kx_token *token, kx_spoken *out)
{
    char mark = kx_token_get_mark(token);
    if (mark != 0)
        kx_say_mark(out, (char)mark);
}

static void say_digits(kx_spoken *out, const char *integer, const char *fraction)
{
    if (fraction)
        kx_say_decimal(out, KX_SEAM_SPACE, integer, fraction);
    else
        kx_say_number(out, KX_SEAM_SPACE, integer, KX_NUMBER_CARDINAL);
}

void kx_say_sign(const kx_token *token, kx_spoken *out)
{
    const char *sign = kx_token_get_text(token, KX_FIELD_SIGN);
    if (sign)
        kx_say(out, KX_SEAM_SPACE, sign);
}

void kx_say_pair(const kx_token *token, const char *link, kx_spoken *out)
{
    const char *to = kx_token_get_text(token, KX_FIELD_TO);
    kx_say_sign(token, out);
    say_digits(out, kx_token_get_text(token, KX_FIELD_INTEGER),
               kx_token_get_text(token, KX_FIELD_FRACTION));
    if (!to)
        return;
    g_auto(GStrv) numbers = g_strsplit(to, "/", -1);
    for (unsigned i = 0; numbers[i]; i++) {
        bool minus = numbers[i][0] == '-';
        g_auto(GStrv) parts = g_strsplit(numbers[i] + minus, ",", 2);
        if (link && *link == ',')
            kx_say_mark(out, ',');
        else if (link)
            kx_say(out, KX_SEAM_SPACE, link);
        if (minus)
            kx_say(out, KX_SEAM_SPACE, "min");
        say_digits(out, parts[0], parts[1]);
    }
}

void kx_say_written(const kx_token *token, kx_spoken *out)
{
    const char *reading = kx_token_get_text(token, KX_FIELD_READING);
    bool apart = !reading || strcmp(reading, "apart") == 0;
    kx_say_pair(token, apart ? "tot" : reading, out);
}

void kx_say_year(kx_spoken *out, const kx_style *style, const char *digits)
{
    bool pairs = style->years == KX_YEARS_PAIRS;
    kx_say_number(out, KX_SEAM_SPACE, digits, pairs ? KX_NUMBER_YEAR_PAIRS : KX_NUMBER_YEAR);
}
