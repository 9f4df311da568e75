/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Fractions: ½, 3/4 van de leden, 2 1/4 ton, 3½ uur, 1/8 finale, 2/3-meerderheid; and numbers with
 * a slash between that are neither fraction nor date: 24/7, 50/50, groep 7/8, een 8/10. */
#include "text/calendar.h"
#include "text/cue.h"
#include "text/mark.h"
#include "text/number_match.h"
#include "text/unit.h"

#include <string.h>

extern const kx_class kx_class_fraction;

typedef struct {
    size_t start, end;
    size_t whole;          /* digits of a whole number before it, at start */
    unsigned upper, lower; /* 3/4 */
    bool sign;             /* written as one character */
} fraction;

/* ---- reading ---- */

/* ½ and its like. */
static bool read_sign(const kx_context *ctx, size_t at, fraction *f)
{
    static const struct {
        gunichar sign;
        unsigned upper, lower;
    } signs[] = {
        {0xBC, 1, 4},    {0xBD, 1, 2},   {0xBE, 3, 4},   {0x2150, 1, 7}, {0x2151, 1, 9},
        {0x2152, 1, 10}, {0x2153, 1, 3}, {0x2154, 2, 3}, {0x2155, 1, 5}, {0x2156, 2, 5},
        {0x2157, 3, 5},  {0x2158, 4, 5}, {0x2159, 1, 6}, {0x215A, 5, 6}, {0x215B, 1, 8},
        {0x215C, 3, 8},  {0x215D, 5, 8}, {0x215E, 7, 8},
    };
    gunichar c = kx_char_at(ctx, at);
    for (unsigned i = 0; i < G_N_ELEMENTS(signs); i++) {
        if (signs[i].sign != c)
            continue;
        f->upper = signs[i].upper;
        f->lower = signs[i].lower;
        f->sign = true;
        f->end = at + kx_width(c);
        return true;
    }
    return false;
}

/* 3/4, also with the slash of fractions. */
static bool read_slash(const kx_context *ctx, size_t at, fraction *f)
{
    enum { UPPER_DIGITS = 3, LOWER_DIGITS = 4, FRACTION_SLASH = 0x2044 };
    size_t n = kx_digits_at(ctx, at);
    gunichar slash = kx_char_at(ctx, at + n);
    if (n < 1 || n > UPPER_DIGITS || !(slash == '/' || slash == FRACTION_SLASH))
        return false;
    size_t second = at + n + kx_width(slash), m = kx_digits_at(ctx, second);
    if (m < 1 || m > LOWER_DIGITS || ctx->text[at] == '0' || ctx->text[second] == '0')
        return false;
    f->upper = kx_digits_value(ctx, at, n);
    f->lower = kx_digits_value(ctx, second, m);
    f->sign = slash == FRACTION_SLASH;
    f->end = second + m;
    return true;
}

/* "e", "de" or "ste" behind the digits: 1/8e, 2/3de. It adds nothing to the reading. */
static size_t ending_at(const kx_context *ctx, size_t at)
{
    static const char *const endings[] = {"e", "de", "ste"};
    for (unsigned i = 0; i < G_N_ELEMENTS(endings); i++) {
        if (kx_word_is(ctx, at, endings[i]))
            return strlen(endings[i]);
    }
    return 0;
}

/* 3/32 and 5/64: on rulers and drills. */
static bool is_of_inch(unsigned lower)
{
    return lower == 32 || lower == 64;
}

/* "2½", "2 ½", "2 1/4": a whole number and a proper fraction. */
static bool read_mixed(const kx_context *ctx, fraction *f)
{
    enum { WHOLE_DIGITS = 3 };
    size_t n = kx_digits_at(ctx, f->start);
    if (n < 1 || n > WHOLE_DIGITS || (n > 1 && ctx->text[f->start] == '0'))
        return false;
    size_t at = f->start + n, blanks = kx_blanks_at(ctx, at);
    gunichar blank = kx_char_at(ctx, at);
    if (blanks > 0 && blanks != kx_width(blank))
        return false;
    f->whole = n;
    if (read_sign(ctx, at + blanks, f))
        return true;
    return blanks > 0 && read_slash(ctx, at + blanks, f) && f->upper < f->lower &&
           (f->lower <= 16 || is_of_inch(f->lower)) && kx_char_at(ctx, f->end) != '/';
}

/* 19/38, 38/38: of the hours of a week, in Flanders; 35/38 is a size. */
static bool is_of_week(const fraction *f)
{
    enum { WEEK = 38, SIZES = 35 };
    return f->lower == WEEK && (f->upper < SIZES || f->upper == WEEK);
}

static bool is_usual(unsigned lower)
{
    return (lower >= 2 && lower <= 20) || is_of_inch(lower) || lower == 100 || lower == 1000;
}

/* 1/100 mm, 3/1000 s, 5/16 inch; but 90/100 km/u is two speeds, and nobody measures by 13/19. */
static bool may_be_measured(const fraction *f)
{
    enum { TENTHS = 10, HUNDREDTHS = 100, UPPER_MAX = 9 };
    if (f->lower >= HUNDREDTHS)
        return f->upper <= UPPER_MAX;
    return f->lower <= TENTHS || f->upper == 1 || f->lower % 4 == 0;
}

/* 6/7 weken, 1/2 keer, 5/10 km: the one or the other. A part has no plural, and it is of few parts
 * that years and kilometres have. */
static bool counts_either(const kx_context *ctx, const fraction *f)
{
    enum { QUARTERS = 4 };
    static const char *const plurals[] = {"graden",  "dagen",    "weken", "maanden", "minuten",
                                          "nachten", "personen", "keer",  "uren",    NULL};
    static const char *const wholes[] = {"uur", "jaar", "km", "kilometer", NULL};
    return !f->sign && (kx_follows(ctx, f->end, plurals) ||
                        (f->upper > 1 && f->lower > QUARTERS && kx_follows(ctx, f->end, wholes)));
}

/* Whether 3/4 is no date, season or pair: by what it is taken of, by its ending, or because halves,
 * thirds and quarters hardly mean anything else. */
static bool is_fraction(const kx_context *ctx, const fraction *f, size_t ending)
{
    enum { QUARTERS = 4 };
    static const char *const seconds[] = {"seconde", "sec", "s", NULL};
    gunichar before = kx_char_before(ctx, ctx->at), after = kx_char_at(ctx, f->end);
    const bool whole = f->upper == f->lower && (ending > 0 || is_of_week(f)); /* 22/22ste */
    if ((f->upper >= f->lower && !whole) || f->lower < 2 || counts_either(ctx, f) ||
        kx_cue_previous(ctx, 0, "parallel") || kx_mark_is_part(ctx, f->upper, f->lower, f->end))
        return false;
    if (before == '/' || before == '.' || before == ':' || kx_is_apostrophe(before) ||
        ((after == '/' || after == '.' || after == ':') && kx_digits_at(ctx, f->end + 1) > 0))
        return false;
    if (f->sign || ending > 0 || is_of_week(f) ||
        (f->upper == 1 && kx_follows(ctx, f->end, seconds)))
        return true;
    bool attacks = f->upper == 9 && f->lower == 11;
    if (is_usual(f->lower) && !attacks && (may_be_measured(f) || !kx_unit_follows(ctx, f->end)) &&
        (kx_cue_follows(ctx, f->end, "whole") || kx_unit_follows(ctx, f->end)))
        return true;
    gunichar hyphen = kx_char_at(ctx, f->end);
    if (kx_is_hyphen(hyphen) && kx_cue_follows(ctx, f->end + kx_width(hyphen), "whole"))
        return true;
    return f->lower <= QUARTERS || (f->upper == 1 && is_usual(f->lower));
}

/* ---- fields of a fraction ---- */

/* What half agrees with: the noun after it. */
static const char *gender_of(const kx_context *ctx, size_t at)
{
    size_t blanks = kx_blanks_at(ctx, at), n = kx_word_at(ctx, at + blanks);
    gunichar sign = kx_char_at(ctx, at + blanks);
    if (kx_cue_follows(ctx, at, "het") || sign == '%' || sign == 0x2030)
        return "het";
    const char *word = ctx->text + at + blanks;
    bool small = (n > 3 && memcmp(word + n - 2, "je", 2) == 0);
    return small ? "het" : kx_noun_follows(ctx, at) || kx_unit_follows(ctx, at) ? "de" : NULL;
}

/* "een 1/8 finale", "de 3/4 meerderheid": an article or number before it takes the place of "een".
 */
static bool after_article(const kx_context *ctx)
{
    static const char *const words[] = {"een",   "één",    "de",   "het", "elke", "elk",
                                        "ieder", "iedere", "deze", "dit", NULL};
    return kx_previous_is(ctx, 0, words);
}

/* -jarige and -jaarlijks take "half", other compounds "halve": tweeënhalfjarige,
 * anderhalveliterfles.
 */
static const char *compound_gender(const char *suffix)
{
    return g_str_has_prefix(suffix, "ja") || g_str_has_prefix(suffix, "ur") ? "het" : "de";
}

/* Length of "x" or " x": keer. */
static size_t times_at(const kx_context *ctx, size_t at)
{
    size_t blanks = kx_blanks_at(ctx, at), end = at + blanks;
    gunichar sign = kx_char_at(ctx, end);
    if (sign != 'x' && sign != 0xD7)
        return 0;
    end += kx_width(sign);
    return kx_ends_at(ctx, end) && kx_digits_at(ctx, end + kx_blanks_at(ctx, end)) == 0 ? end - at
                                                                                        : 0;
}

/* vanaf ½ mei: half mei */
static bool month_follows(const kx_context *ctx, size_t at)
{
    size_t n, blanks = kx_blanks_at(ctx, at);
    return blanks > 0 && kx_calendar_name_at(ctx, at + blanks, &kx_table_months, &n);
}

static size_t fraction_set(const kx_context *ctx, kx_token *token, const fraction *f, size_t end)
{
    static const char *const rounds[] = {"finale", "finales", "finalist", "finalisten", NULL};
    if (f->whole > 0)
        kx_token_set_text(token, KX_FIELD_INTEGER, ctx->text + f->start, (gssize)f->whole);
    kx_token_set(token, KX_FIELD_FROM, f->upper);
    kx_token_set(token, KX_FIELD_TO, f->lower);
    gunichar hyphen = kx_char_at(ctx, end);
    size_t link = kx_is_hyphen(hyphen) ? kx_width(hyphen) : 0;
    bool round = kx_follows(ctx, end + link, rounds);
    if (round) {
        kx_token_set_text(token, KX_FIELD_READING, "round", -1);
        return end + link - ctx->at;
    }
    if (f->whole == 0 && after_article(ctx))
        kx_token_set_text(token, KX_FIELD_READING, "article", -1);
    else
        kx_apart_set(ctx, token);
    size_t compound = kx_compound_at(ctx, end), times = times_at(ctx, end);
    const char *gender = gender_of(ctx, end);
    if (f->whole == 0 && f->lower == 2 && month_follows(ctx, end)) {
        kx_token_set_text(token, KX_FIELD_READING, "article", -1);
        gender = NULL;
    }
    if (times > 0) {
        kx_token_set_text(token, KX_FIELD_UNIT, "keer", -1);
        return end + times - ctx->at;
    }
    if (compound > 0) {
        kx_compound_set(ctx, token, end, compound);
        gender = compound_gender(kx_token_get_text(token, KX_FIELD_SUFFIX));
    }
    if (gender)
        kx_token_set_text(token, KX_FIELD_TEXT, gender, -1);
    return end + compound - ctx->at;
}

/* ---- 24/7 ---- */

static bool is_power_of_ten(const char *digits)
{
    return *digits == '1' && strspn(digits + 1, "0") == strlen(digits + 1);
}

/* "7,5/10", "9.8/10", "30,4/38", and the size of a sensor: "1/2,3 inch" */
static size_t decimal_match(const kx_context *ctx, kx_token *token)
{
    enum { TENTH = 10 };
    kx_written_number first, second;
    const size_t digits = kx_digits_at(ctx, ctx->at);
    bool point =
        kx_char_at(ctx, ctx->at + digits) == '.' && kx_digits_at(ctx, ctx->at + digits + 1) == 1;
    if (!kx_number_at(ctx, ctx->at, point ? KX_POINT_DECIMAL : KX_POINT_GROUPS, &first) ||
        first.sign || kx_char_at(ctx, first.end) != '/' ||
        !kx_number_at(ctx, first.end + 1, KX_POINT_GROUPS, &second) || second.sign)
        return 0;
    bool rating = first.fraction[0] && !second.fraction[0] && kx_mark_is_total(second.integer);
    bool sensor = strcmp(first.integer, "1") == 0 && !first.fraction[0] && second.fraction[0];
    bool share = second.grouped && is_power_of_ten(second.integer); /* 71/100.000 */
    bool either = (first.grouped || second.grouped) && kx_unit_follows(ctx, second.end) &&
                  TENTH * g_ascii_strtod(first.integer, NULL) >=
                      g_ascii_strtod(second.integer, NULL); /* 500/1.000 meter */
    bool week = first.fraction[0] && !second.fraction[0] && strcmp(second.integer, "38") == 0;
    size_t end = second.end + (week ? ending_at(ctx, second.end) : 0);
    if (!(rating || sensor || share || either || week) || !kx_number_ends_at(ctx, end) ||
        kx_char_at(ctx, end) == '/')
        return 0;
    kx_number_set(token, &first);
    if (week) {
        kx_token_set_text(token, KX_FIELD_UNIT, "achtendertigste", -1);
        return end - ctx->at;
    }
    kx_number_set_to(token, &second);
    kx_token_set_text(token, KX_FIELD_TEXT, either ? "," : share ? "per" : "op", -1);
    size_t compound = kx_compound_at(ctx, second.end);
    if (compound > 0)
        kx_compound_set(ctx, token, second.end, compound);
    return second.end + compound - ctx->at;
}

/* bloeddruk 120/80, 135/85 mmHg: the one over the other. */
static bool is_blood_pressure(const kx_context *ctx, size_t end)
{
    enum { WORDS_BACK = 4 };
    static const char *const words[] = {"bloeddruk", "bloeddrukken", NULL};
    for (unsigned back = 0; back < WORDS_BACK; back++) {
        if (kx_previous_is(ctx, back, words))
            return true;
    }
    return kx_word_is(ctx, end + kx_blanks_at(ctx, end), "mmHg");
}

/* 5/10 km, 80/100 mensen, 100/200/400 meter: without a pause one of them and the next are heard as
 * one number. */
static bool sound_as_one(const kx_context *ctx, size_t at)
{
    enum { TEN = 10, HUNDRED = 100 };
    for (;;) {
        const size_t n = kx_digits_at(ctx, at), next = at + n + 1;
        if (kx_char_at(ctx, at + n) != '/')
            return false;
        const unsigned first = kx_digits_value(ctx, at, n);
        const unsigned second = kx_digits_value(ctx, next, kx_digits_at(ctx, next));
        if ((first < TEN && second == TEN) || second >= HUNDRED || first % HUNDRED == 0)
            return true;
        at = next;
    }
}

/* Numbers with slashes between them, each read as it is. */
static size_t slash_match(const kx_context *ctx, kx_token *token)
{
    enum { DIGITS_MAX = 3, NUMBERS_MAX = 4 };
    size_t at = ctx->at, n = 0;
    unsigned numbers = 0;
    gunichar before = kx_char_before(ctx, ctx->at);
    if (before == '/' || before == '.' || before == '-' || kx_is_apostrophe(before))
        return 0;
    for (;;) {
        n = kx_digits_at(ctx, at);
        if (n < 1 || n > DIGITS_MAX || ctx->text[at] == '0' || ++numbers > NUMBERS_MAX)
            return 0;
        at += n;
        if (kx_char_at(ctx, at) != '/')
            break;
        at++;
    }
    gunichar after = kx_char_at(ctx, at);
    bool more = (after == '.' || after == ':' || after == ',') && kx_digits_at(ctx, at + 1) > 0;
    if (numbers < 2 || more || after == '%' || !kx_number_ends_at(ctx, at))
        return 0;
    size_t first = kx_digits_at(ctx, ctx->at), rest = ctx->at + first + 1;
    kx_token_set_text(token, KX_FIELD_INTEGER, ctx->text + ctx->at, (gssize)first);
    g_autofree char *others = g_strndup(ctx->text + rest, at - rest);
    kx_token_set_text(token, KX_FIELD_TO, others, -1);
    kx_apart_set(ctx, token);
    const char *upper = kx_token_get_text(token, KX_FIELD_INTEGER);
    if (kx_cue_previous(ctx, 0, "opus"))
        kx_token_set_text(token, KX_FIELD_TEXT, "nummer", -1);
    else if (kx_mark_is_part(ctx, kx_digits_value(ctx, ctx->at, first),
                             (unsigned)strtoul(others, NULL, 10), at))
        kx_token_set_text(token, KX_FIELD_TEXT, "van", -1);
    else if (kx_mark_here(ctx, upper, others, at))
        kx_token_set_text(token, KX_FIELD_TEXT, "op", -1);
    else if (numbers == 2 && is_blood_pressure(ctx, at))
        kx_token_set_text(token, KX_FIELD_TEXT, "over", -1);
    else if ((kx_noun_follows(ctx, at) || kx_unit_follows(ctx, at)) && sound_as_one(ctx, ctx->at))
        kx_token_set_text(token, KX_FIELD_TEXT, ",", -1);
    size_t compound = kx_compound_at(ctx, at);
    if (compound > 0)
        kx_compound_set(ctx, token, at, compound);
    return at + compound - ctx->at;
}

/* ---- 1½-2 ---- */

/* Length of the dash between two numbers of which one has a fraction, with the blank behind it. */
static size_t link_at(const kx_context *ctx)
{
    gunichar c = kx_char_at(ctx, ctx->at);
    if (!kx_is_pair_link(c) || ctx->before->len == 0)
        return 0;
    const kx_token *last = &g_array_index(ctx->before, kx_token, ctx->before->len - 1);
    size_t blanks = ctx->at - last->range.end, link = kx_width(c);
    if (kx_blanks_at(ctx, ctx->at + link) != blanks)
        return 0;
    link += blanks;
    fraction f = {.start = ctx->at + link};
    bool before = last->class == &kx_class_fraction && kx_token_has(last, KX_FIELD_FROM) &&
                  !kx_token_has(last, KX_FIELD_SUFFIX);
    bool after = g_ascii_isdigit(ctx->text[last->range.end - 1]) &&
                 (read_mixed(ctx, &f) || read_sign(ctx, f.start, &f));
    return before || after ? link : 0;
}

/* The value of a fraction or a whole number that is the first of two. */
static double value_before(const kx_context *ctx)
{
    const kx_token *last = &g_array_index(ctx->before, kx_token, ctx->before->len - 1);
    const char *integer = kx_token_get_text(last, KX_FIELD_INTEGER);
    double whole = integer ? g_ascii_strtod(integer, NULL) : 0;
    return whole + (double)kx_token_get(last, KX_FIELD_FROM, 0) /
                       (double)kx_token_get(last, KX_FIELD_TO, 1);
}

static unsigned whole_of(const kx_context *ctx, const fraction *f)
{
    return kx_digits_value(ctx, f->start, f->whole);
}

/* Whether the two together are one: 2/3-1/3, but ½-½ is the score of a match of chess. */
static bool makes_whole(const kx_context *ctx, double value)
{
    const kx_token *last = &g_array_index(ctx->before, kx_token, ctx->before->len - 1);
    if (!g_ascii_isdigit(kx_ascii_at(ctx, last->range.start)))
        return false;
    const double sum = value + value_before(ctx), little = 1e-9;
    return sum > 1 - little && sum < 1 + little;
}

/* "een half tot één liter", "twee derde, een derde", but "anderhalf een half" as the score of a
 * match of chess. */
static void set_link(const kx_context *ctx, kx_token *token, double value, size_t end)
{
    enum { WORDS_BACK = 6 };
    bool counted = kx_unit_follows(ctx, end) || kx_noun_follows(ctx, end);
    if (!counted && makes_whole(ctx, value))
        kx_token_set_text(token, KX_FIELD_SIGN, ",", -1);
    else if (counted || (value > value_before(ctx) && !kx_cue_before(ctx, WORDS_BACK, "score")))
        kx_token_set_text(token, KX_FIELD_SIGN, "tot", -1);
}

/* The end of the range, if that is a plain number. */
static size_t plain_end_match(const kx_context *ctx, kx_token *token, size_t at)
{
    kx_written_number number;
    if (!kx_number_at(ctx, at, KX_POINT_GROUPS, &number) || number.sign ||
        !kx_number_ends_at(ctx, number.end))
        return 0;
    kx_number_set(token, &number);
    set_link(ctx, token, g_ascii_strtod(number.integer, NULL), number.end);
    return number.end - ctx->at;
}

/* ---- the class ---- */

/* Length of the sign of -1/2, +½. */
static size_t sign_at(const kx_context *ctx, kx_token *token)
{
    const char *sign = kx_sign_at(ctx, ctx->at);
    if (!sign)
        return 0;
    kx_token_set_text(token, KX_FIELD_SIGN, sign, -1);
    return kx_width(kx_char_at(ctx, ctx->at));
}

/* 1/250s, 1/2l: a unit that is glued to it, for its own class. */
static bool unit_is_glued(const kx_context *ctx, size_t at)
{
    kx_unit unit;
    return kx_unit_at(ctx, at, KX_UNIT_GLUED, &unit);
}

static size_t fraction_match(const kx_context *ctx, kx_token *token)
{
    size_t link = link_at(ctx), sign = link > 0 ? 0 : sign_at(ctx, token);
    fraction f = {.start = ctx->at + link + sign};
    if (link == 0 && g_unichar_isalnum(kx_char_before(ctx, ctx->at)))
        return 0;
    size_t decimal = link + sign > 0 ? 0 : decimal_match(ctx, token);
    if (decimal > 0)
        return decimal;
    bool mixed = read_mixed(ctx, &f);
    if (!mixed)
        f.whole = 0;
    if (mixed || read_sign(ctx, f.start, &f) || read_slash(ctx, f.start, &f)) {
        size_t ending = ending_at(ctx, f.end), end = f.end + ending;
        bool ends = kx_ends_at(ctx, end) || times_at(ctx, end) > 0 || unit_is_glued(ctx, end);
        if (ends && (mixed || is_fraction(ctx, &f, ending))) {
            if (link > 0)
                set_link(ctx, token, (double)f.upper / f.lower + whole_of(ctx, &f), end);
            return fraction_set(ctx, token, &f, end);
        }
    }
    if (link > 0)
        return plain_end_match(ctx, token, f.start);
    return sign > 0 ? 0 : slash_match(ctx, token);
}

/* ---- saying ---- */

static void say_rank(kx_spoken *out, kx_seam seam, int64_t rank)
{
    char digits[24];
    g_snprintf(digits, sizeof digits, "%" G_GINT64_FORMAT, rank);
    kx_say_ordinal(out, seam, digits);
}

/* The part alone: half, kwart, derde. */
static void say_part(kx_spoken *out, kx_seam seam, int64_t lower, bool inflected)
{
    if (lower == 2)
        kx_say(out, seam, inflected ? "halve" : "half");
    else if (lower == 4)
        kx_say(out, seam, "kwart");
    else
        say_rank(out, seam, lower);
}

/* 2½: tweeënhalf, tweeënhalve; 1½: anderhalf. Above twelve it would be a mouthful. */
static void say_and_half(kx_spoken *out, const char *whole, bool inflected)
{
    enum { JOINED_MAX = 12 };
    const char *half = inflected ? "halve" : "half";
    unsigned long value = strtoul(whole, NULL, 10);
    if (value == 1) {
        kx_say(out, KX_SEAM_SPACE, inflected ? "anderhalve" : "anderhalf");
        return;
    }
    kx_say_number(out, KX_SEAM_SPACE, whole, KX_NUMBER_CARDINAL);
    if (value <= JOINED_MAX) {
        kx_say(out, KX_SEAM_EN, "en");
        kx_say(out, KX_SEAM_EN, half);
    } else {
        kx_say(out, KX_SEAM_SPACE, "en een");
        kx_say(out, KX_SEAM_SPACE, half);
    }
}

/* "een kwart", "driekwart", "twee derde"; inside a compound all joined. */
static void say_proper(const kx_token *token, kx_spoken *out, bool inflected)
{
    int64_t upper = kx_token_get(token, KX_FIELD_FROM, 1),
            lower = kx_token_get(token, KX_FIELD_TO, 2);
    const char *reading = kx_token_get_text(token, KX_FIELD_READING);
    bool compound = kx_token_has(token, KX_FIELD_SUFFIX);
    bool bare = compound || g_strcmp0(reading, "round") == 0 || g_strcmp0(reading, "article") == 0;
    if (upper == 3 && lower == 4) {
        kx_say(out, KX_SEAM_SPACE, "driekwart");
        return;
    }
    if (upper > 1) {
        kx_say_count(out, KX_SEAM_SPACE, upper);
        say_part(out, compound ? KX_SEAM_COMPOUND : KX_SEAM_SPACE, lower, inflected);
        return;
    }
    if (!bare)
        kx_say(out, KX_SEAM_SPACE, "een");
    say_part(out, KX_SEAM_SPACE, lower, inflected || g_strcmp0(reading, "round") == 0);
}

static bool fraction_say(const kx_token *token, const kx_style *style, kx_spoken *out)
{
    (void)style;
    const char *whole = kx_token_get_text(token, KX_FIELD_INTEGER);
    const char *unit = kx_token_get_text(token, KX_FIELD_UNIT);
    kx_say_apart(token, out);
    if (!kx_token_has(token, KX_FIELD_FROM)) {
        kx_say_pair(token, kx_token_get_text(token, KX_FIELD_TEXT), out);
        if (unit)
            kx_say(out, KX_SEAM_SPACE, unit);
        kx_say_compound(token, out);
        return true;
    }
    bool inflected = g_strcmp0(kx_token_get_text(token, KX_FIELD_TEXT), "de") == 0;
    const char *link = kx_token_get_text(token, KX_FIELD_SIGN);
    if (link && *link == ',')
        kx_say_mark(out, ',');
    else if (link)
        kx_say(out, KX_SEAM_SPACE, link);
    if (whole && kx_token_get(token, KX_FIELD_TO, 0) == 2) {
        say_and_half(out, whole, inflected);
    } else {
        if (whole) {
            kx_say_number(out, KX_SEAM_SPACE, whole, KX_NUMBER_CARDINAL);
            kx_say(out, KX_SEAM_SPACE, "en");
        }
        say_proper(token, out, inflected);
    }
    if (unit)
        kx_say(out, KX_SEAM_SPACE, unit);
    kx_say_compound(token, out);
    return true;
}

const kx_class kx_class_fraction = {
    .name = "fraction",
    .what = N_("fractions, and numbers with a slash between: 3/4 van, 2½, 24/7, groep 7/8"),
    .starts = KX_AT_DIGIT | KX_AT_SIGN,
    .match = fraction_match,
    .say = fraction_say,
};
