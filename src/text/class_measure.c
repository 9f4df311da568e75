/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Measures: a number and a unit (70 kg, 95 km/u, -5 °C, 1,75 m, 16GB-versie), ranges and sizes of
 * them (8–10 °C, 20 x 30 meter, 4x400 meter), and units without a number (per kWh, euro/m²). Where
 * the unit is a word of Dutch (12 graden), number and word are read apart. */
#include "text/angle.h"
#include "text/land.h"
#include "text/quantity.h"

#include <string.h>

/* ---- 1,75 m ---- */

/* The height of a person, or about that: metres and centimetres. */
static bool is_height(const kx_quantity *q)
{
    const kx_unit_part *part = &q->unit.parts[0];
    return kx_quantity_has_unit(q) && kx_unit_is_metre(&q->unit, "meter") &&
           !kx_unit_is_word(&q->unit) && part->end == part->start + 1 &&
           strlen(q->number.fraction) == 2 && strcmp(q->number.fraction, "00") != 0 &&
           strlen(q->number.integer) == 1 &&
           (kx_number_is(&q->number, 1) || kx_number_is(&q->number, 2));
}

/* 1m75, kogel 15m12 */
static size_t metres_match(const kx_context *ctx, kx_token *token)
{
    size_t n = kx_digits_at(ctx, ctx->at), end = ctx->at + n + 1;
    if (n < 1 || n > 2 || kx_char_at(ctx, ctx->at + n) != 'm' || kx_digits_at(ctx, end) != 2 ||
        !kx_number_ends_at(ctx, end + 2))
        return 0;
    kx_token_set_text(token, KX_FIELD_INTEGER, ctx->text + ctx->at, (gssize)n);
    kx_token_set_text(token, KX_FIELD_FRACTION, ctx->text + end, 2);
    kx_token_set_text(token, KX_FIELD_UNIT, "meter", -1);
    kx_token_set_text(token, KX_FIELD_READING, "height", -1);
    return end + 2 - ctx->at;
}

/* ---- what is glued to a unit ---- */

/* "3 kg's", "50 km-zone", "50 km- en 80 km-wegen", the dot of "5 km. verderop". Its length. */
static size_t tail_match(const kx_context *ctx, kx_token *token, const kx_unit *unit)
{
    size_t end = unit->end, apostrophe = kx_apostrophe_at(ctx, end);
    bool word = kx_unit_is_word(unit);
    size_t n = kx_compound_at(ctx, end);
    if (n > 0) {
        kx_compound_set(ctx, token, end, n);
        return n;
    }
    n = kx_loose_hyphen_at(ctx, end);
    if (n > 0)
        return n;
    if (apostrophe > 0 && kx_word_is(ctx, end + apostrophe, "s")) {
        kx_token_set_text(token, KX_FIELD_SUFFIX, "s", -1);
        kx_token_set_text(token, KX_FIELD_READING, "plural", -1);
        return apostrophe + 1;
    }
    if (ctx->text[end - 1] == '.') {
        if (kx_is_last(ctx, end))
            kx_token_set_mark(token, '.');
        return 0;
    }
    bool dot = !word && kx_char_at(ctx, end) == '.' && kx_is_blank(kx_char_at(ctx, end + 1)) &&
               !kx_is_last(ctx, end + 1);
    return dot;
}

/* 18 kt goud: no kiloton. */
static bool is_gold(const kx_context *ctx, const kx_unit *unit)
{
    static const char *const metals[] = {"goud", "gouden", "geelgoud", "witgoud", "roodgoud", NULL};
    return unit->n == 1 && strcmp(kx_text(unit->parts[0].row, 0), "kt") == 0 &&
           kx_follows(ctx, unit->end, metals);
}

/* ---- match ---- */

/* 21/12°: the highest and the lowest. */
static bool is_day_and_night(const kx_context *ctx, const kx_quantity *first,
                             const kx_quantity *second)
{
    return ctx->text[first->end] == '/' && !first->number.sign &&
           (second->number.sign || g_ascii_strtoull(first->number.integer, NULL, 10) >
                                       g_ascii_strtoull(second->number.integer, NULL, 10));
}

static size_t number_match(const kx_context *ctx, kx_token *token)
{
    kx_quantity first, last, second;
    bool spoken = false;
    size_t n = kx_angle_match(ctx, token);
    if (n == 0)
        n = kx_land_match(ctx, token);
    if (n == 0)
        n = metres_match(ctx, token);
    if (n > 0 || !kx_quantity_at(ctx, ctx->at, &first))
        return n;
    bool sized = kx_quantity_size(ctx, token, &first, &last), pair = sized;
    if (!pair && kx_quantity_range_at(ctx, &first, &second, &spoken)) {
        pair = true;
        last = second;
        kx_number_set_to(token, &second.number);
        if (spoken || kx_after_tussen(ctx) || is_day_and_night(ctx, &first, &second))
            kx_token_set_text(token, KX_FIELD_READING, spoken ? "à" : "en", -1);
    }
    /* Others read ranges of words, and a number before a word. */
    bool glued = kx_quantity_has_unit(&last) && last.unit.parts[0].start == last.number.end;
    if (!sized && !glued && kx_quantity_has_unit(&last) && kx_unit_is_word(&last.unit))
        return 0;
    if (!kx_quantity_has_unit(&last)) {
        if (!pair)
            return 0;
        kx_number_set(token, &first.number);
        return last.end - ctx->at;
    }
    bool one = !pair && kx_number_is(&first.number, 1) && !first.number.fraction[0];
    kx_number_set(token, &first.number);
    kx_unit_set(ctx, token, &last.unit, one);
    if (is_gold(ctx, &last.unit))
        kx_token_set_text(token, KX_FIELD_UNIT, "karaat", -1);
    if (!kx_token_has(token, KX_FIELD_READING))
        kx_apart_set(ctx, token);
    if (!pair && is_height(&last))
        kx_token_set_text(token, KX_FIELD_READING, "height", -1);
    return last.end + tail_match(ctx, token, &last.unit) - ctx->at;
}

/* Whether the word before is a number or a word of quantity: tien, vijfentwintig, enkele, per. */
static bool after_quantity(const kx_context *ctx)
{
    static const char *const words[] = {
        "twee",        "drie",      "vier",       "vijf",       "zes",       "zeven",     "acht",
        "negen",       "tien",      "elf",        "twaalf",     "miljoen",   "miljard",   "biljoen",
        "mln",         "mln.",      "mld",        "mld.",       "mrd",       "half",      "halve",
        "één",         "anderhalf", "anderhalve", "enkele",     "paar",      "aantal",    "hoeveel",
        "hoeveelheid", "meerdere",  "zoveel",     "tientallen", "honderden", "duizenden", "per",
        "elke",        "in",        NULL,
    };
    static const char *const ends[] = {"tig", "tien", "honderd", "duizend"};
    const kx_token *last = kx_heard_before(ctx);
    if (!last || kx_heard_before_is(ctx, words))
        return last != NULL;
    size_t n = last->range.end - last->range.start;
    for (unsigned i = 0; i < G_N_ELEMENTS(ends); i++) {
        size_t m = strlen(ends[i]);
        if (n >= m && memcmp(ctx->text + last->range.end - m, ends[i], m) == 0)
            return true;
    }
    gunichar c = kx_char_before(ctx, last->range.end);
    return g_unichar_isalnum(c) && !g_unichar_isalpha(c);
}

/* A unit behind a fraction (½ l, 1 1/2 kg, 1/2"), which its own class has read. */
static bool after_fraction(const kx_context *ctx)
{
    const kx_token *last = kx_heard_before(ctx);
    if (!last)
        return false;
    gunichar c = kx_char_before(ctx, last->range.end);
    bool fraction = g_unichar_isalnum(c) && !g_unichar_isalpha(c) && !g_unichar_isdigit(c);
    bool slash = memchr(ctx->text + last->range.start, '/', last->range.end - last->range.start);
    bool share = g_strcmp0(kx_token_get_text(last, KX_FIELD_TEXT), "per") == 0; /* 71/100.000 */
    return fraction || (g_unichar_isdigit(c) && slash && !share);
}

static bool is_singular(const kx_context *ctx)
{
    static const char *const ones[] = {"één",   "een",   "per",       "elke",       "elk", "half",
                                       "halve", "ieder", "anderhalf", "anderhalve", NULL};
    return after_fraction(ctx) || kx_heard_before_is(ctx, ones);
}

/* ---- units without a number ---- */

/* One or two small letters that are no unit, also behind a hyphen (vmbo-gl/tl); or one to three
 * capitals, and some behind a slash: VS/GB, Series X/S. */
static bool is_short_word(const kx_context *ctx, const kx_token *token)
{
    enum { SMALL_MAX = 2, CAPITALS_MAX = 3 };
    const size_t end = token->range.end;
    size_t start = end, capitals = 0;
    while (start > token->range.start && g_ascii_isalpha(ctx->text[start - 1]))
        capitals += g_ascii_isupper(ctx->text[--start]) != 0;
    const size_t n = end - start;
    if (n == 0 || g_ascii_isdigit(kx_char_before(ctx, start)) || kx_unit_begins(ctx, start))
        return false;
    if (capitals == n)
        return n <= CAPITALS_MAX && g_ascii_isupper(kx_ascii_at(ctx, end + 1)) &&
               (n == 1 || g_ascii_isupper(kx_ascii_at(ctx, end + 2)));
    return n <= SMALL_MAX && g_ascii_islower(ctx->text[start]);
}

/* bb/kb: two kinds, and nothing a kilobyte */
static bool after_short_word(const kx_context *ctx)
{
    static const char *const slash[] = {"/", NULL};
    unsigned n = ctx->before->len, back = kx_previous_is(ctx, 0, slash) ? 2 : 1;
    return n < back || is_short_word(ctx, &g_array_index(ctx->before, kx_token, n - back));
}

static bool is_one_of(const kx_context *ctx, size_t at, const char *const *words)
{
    while (*words && !kx_word_is(ctx, at, *words))
        words++;
    return *words != NULL;
}

/* hij/u, de klant/u: the u behind the slash at `slash` is a person, as the one before it; but
 * bezoekers/u, keer/u, km/u. */
static bool is_person(const kx_context *ctx, size_t slash)
{
    static const char *const persons[] = {"men", "hen", "ons", NULL};
    static const char *const counted[] = {"keer", "maal", "stuk", NULL};
    const gunichar last = kx_char_before(ctx, slash);
    size_t start = slash;
    kx_unit unit;

    if (!kx_word_is(ctx, slash + 1, "u") || !g_unichar_islower(last))
        return false;
    while (start > ctx->start && g_unichar_isalpha(kx_char_before(ctx, start)))
        start = (size_t)(g_utf8_prev_char(ctx->text + start) - ctx->text);
    if (g_unichar_isdigit(kx_char_before(ctx, start))) /* 4x/u */
        return false;
    kx_context there = *ctx;
    there.end = slash;
    if (last == 'n' || last == 's') /* of several */
        return is_one_of(&there, start, persons);
    return !is_one_of(&there, start, counted) && !kx_unit_at(&there, start, KX_UNIT_PER, &unit);
}

static bool digits_follow(const kx_context *ctx, size_t end)
{
    end += kx_char_at(ctx, end) == '.'; /* in wk. 45 */
    return kx_digits_at(ctx, end + kx_blanks_at(ctx, end)) > 0;
}

/* per kWh, tien km, 2½ l, km/u, m²-prijs */
static size_t loose_match(const kx_context *ctx, kx_token *token)
{
    static const char *const per[] = {"per", NULL};
    static const char *const halves[] = {"halve", "anderhalve", NULL}, *const in[] = {"in", NULL};
    if (!kx_unit_begins(ctx, ctx->at))
        return 0;
    gunichar before = kx_char_before(ctx, ctx->at);
    /* € 3/m² */
    bool slash = before == '/' && !after_short_word(ctx) && !is_person(ctx, ctx->at - 1);
    bool joined = before == '.' || before == '@' || before == '#' || kx_is_hyphen(before) ||
                  kx_is_apostrophe(before) || (before == '/' && !slash) ||
                  (before != 0 && g_unichar_isalnum(before) && !after_fraction(ctx));
    if (joined)
        return 0;
    kx_unit unit;
    kx_unit_place place = KX_UNIT_LOOSE;
    if (slash || kx_heard_before_is(ctx, per))
        place = KX_UNIT_PER;
    const kx_token *last = slash ? kx_heard_before(ctx) : NULL;
    bool priced = last && kx_token_has(last, KX_FIELD_CURRENCY);
    if (priced && ctx->text[ctx->at] == 't') /* € 198/t */
        place = KX_UNIT_SPACED;
    if (!kx_unit_at(ctx, ctx->at, place, &unit)) {
        if (after_fraction(ctx))
            place = KX_UNIT_SPACED;
        else if (kx_heard_before_is(ctx, halves) && !kx_word_is(ctx, ctx->at, "min")) /* minus */
            place = KX_UNIT_PER;
        else if (after_quantity(ctx))
            place = KX_UNIT_COUNTED;
        if (place == KX_UNIT_LOOSE || !kx_unit_at(ctx, ctx->at, place, &unit))
            return 0;
        if (kx_heard_before_is(ctx, in) && digits_follow(ctx, unit.end)) /* in wk 51 */
            return 0;
    }
    bool letter = unit.end == ctx->at + 1;
    if (kx_unit_is_word(&unit) ||
        (letter && place == KX_UNIT_PER && !slash && kx_char_at(ctx, unit.end) == '.'))
        return 0;
    kx_unit_set(ctx, token, &unit, slash || is_singular(ctx));
    bool final = kx_char_at(ctx, unit.end) == '.' && kx_is_last(ctx, unit.end + 1);
    if (final && (priced || after_fraction(ctx))) { /* no "seconden" in 1/2 sec., € 80/jr. */
        kx_token_set_mark(token, '.');
        return unit.end + 1 - ctx->at;
    }
    return unit.end + tail_match(ctx, token, &unit) - ctx->at;
}

/* Whether a measure that has been read has this unit. */
static bool has_unit(const kx_token *token, const kx_unit *unit)
{
    const char *name = kx_token_get_text(token, KX_FIELD_UNIT),
               *row = kx_text(unit->parts[0].row, 1);
    return unit->n == 1 && strcmp(name, row) == 0;
}

/* Per 100 g, per 5 ml; "1,96 m/92 kg" are two measures. */
static bool is_portion(const kx_token *last, const kx_written_number *number, const kx_unit *unit)
{
    const char *digits = number->integer;
    const bool round = *digits == '1' && strspn(digits + 1, "0") == strlen(digits + 1);
    const char *name = kx_token_get_text(last, KX_FIELD_UNIT);
    const bool lengths = /* also 60 mnd/10.000 km */
        kx_unit_role_of(unit) == KX_UNIT_ROLE_LENGTH &&
        (g_str_has_suffix(name, "meter") || strcmp(name, "maanden") == 0 ||
         strcmp(name, "jaar") == 0);
    return (round || strcmp(digits, "5") == 0) && !lengths; /* 500 m/5 km */
}

/* 500 mg/5 ml */
static size_t counted_match(const kx_context *ctx, kx_token *token, const kx_token *last)
{
    kx_written_number number;
    kx_unit unit;
    if (!kx_token_has(last, KX_FIELD_UNIT) || !kx_token_has(last, KX_FIELD_INTEGER) ||
        !kx_number_at(ctx, ctx->at + 1, KX_POINT_GROUPS, &number) || number.sign ||
        !kx_unit_follows(ctx, number.end) || kx_char_at(ctx, number.end) == '%') /* 17%/22% */
        return 0;
    /* 16 GB/512 GB, 230 V/50 Hz, 36kg/20kg, 360 m/12,9%: two measures */
    if (!kx_unit_after(ctx, number.end, &unit) ||
        (kx_unit_role_of(&unit) == KX_UNIT_ROLE_APART || has_unit(last, &unit) ||
         !is_portion(last, &number, &unit)))
        return 0;
    kx_token_set_text(token, KX_FIELD_READING, "per", -1);
    return 1;
}

static const char *const money[] = {"euro", "dollar", "cent", NULL};

/* 0,81 euro/liter, € 3/t; but "koers euro/dollar" */
static bool after_sum(const kx_context *ctx, const kx_token *last)
{
    const unsigned n = ctx->before->len;
    if (kx_token_has(last, KX_FIELD_CURRENCY))
        return true;
    return n > 1 && kx_heard_before_is(ctx, money) &&
           g_ascii_isdigit(ctx->text[g_array_index(ctx->before, kx_token, n - 2).range.end - 1]);
}

/* The word of 1 euro/aandeel and p/seizoen at `at`. */
static bool is_counted_word(const kx_context *ctx, size_t at)
{
    enum { LETTERS_MIN = 3 };
    static const char *const currencies[] = {"dollar", "pond", "euro", "yen", "frank", NULL};
    return kx_ascii_lower_at(ctx, at) && kx_word_at(ctx, at) >= LETTERS_MIN &&
           !is_one_of(ctx, at, currencies);
}

/* gevallen/100.000 inwoners, suiker/100 g: a hundred or more behind a word; but 60 mnd/10.000 km.
 */
static bool many_follow(const kx_context *ctx, const kx_token *last)
{
    kx_written_number number;
    if (kx_token_has(last, KX_FIELD_UNIT) || !g_unichar_islower(kx_char_before(ctx, ctx->at)) ||
        !kx_number_at(ctx, ctx->at + 1, KX_POINT_GROUPS, &number) || number.fraction[0])
        return false;
    const char *digits = number.integer;
    const bool hundred = strcmp(digits, "100") == 0 && kx_unit_follows(ctx, number.end);
    return *digits == '1' && (hundred || strlen(digits) > strlen("100")) &&
           strspn(digits + 1, "0") == strlen(digits + 1);
}

/* "60 frames/s", "5 mld. pakketten/s": so many are counted before the slash; but "de speler/s". */
static bool is_rate(const kx_context *ctx)
{
    static const char *const many[] = {"miljoen", "miljard", "mln.", "mld.", "mln",
                                       "mld",     "mrd",     "mrd.", NULL};
    const unsigned n = ctx->before->len;
    return n > 1 &&
           (kx_previous_is(ctx, 1, many) ||
            g_ascii_isdigit(ctx->text[g_array_index(ctx->before, kx_token, n - 2).range.end - 1]));
}

/* inwoners/km², 3%/jaar, 3,50/kg, keer/week: a slash before a unit. */
static size_t slash_match(const kx_context *ctx, kx_token *token)
{
    const kx_token *last = kx_heard_before(ctx);
    kx_unit unit;
    if (!last || !token->glued)
        return 0;
    const bool priced = after_sum(ctx, last);
    const bool ton = priced && ctx->text[ctx->at + 1] == 't'; /* 5 euro/t */
    if (!kx_unit_at(ctx, ctx->at + 1, ton ? KX_UNIT_SPACED : KX_UNIT_PER, &unit)) {
        if (!(priced && is_counted_word(ctx, ctx->at + 1)) && !many_follow(ctx, last))
            return counted_match(ctx, token, last);
        kx_token_set_text(token, KX_FIELD_READING, "per", -1);
        return 1;
    }
    kx_context there = *ctx;
    there.end = last->range.end;
    kx_unit before;
    gunichar c = kx_char_before(ctx, ctx->at);
    kx_unit_role role = kx_unit_role_of(&unit);
    if (!priced && !kx_heard_before_is(ctx, money)) {
        bool counts = g_unichar_isalnum(c) || c == '%' || c == 0x2030 ||
                      kx_token_has(last, KX_FIELD_SECOND); /* 5'30"/km */
        bool letters = is_short_word(ctx, last);           /* bb/kb */
        bool alternatives = kx_unit_at(&there, last->range.start, KX_UNIT_PER, &before) &&
                            kx_unit_role_of(&before) == role;
        bool time = role == KX_UNIT_ROLE_TIME || role == KX_UNIT_ROLE_HOUR;
        bool formula = strcmp(last->class->name, "formula") == 0; /* 62 mg NO3/l */
        const bool price = kx_token_has(last, KX_FIELD_FRACTION) &&
                           strcmp(last->class->name, "decimal") == 0; /* melk 1,15/l */
        bool rate = ctx->text[ctx->at + 1] == 's' && g_unichar_islower(c) && is_rate(ctx);
        bool letter = !formula && !price && !rate && unit.end == ctx->at + 2 &&
                      (role != KX_UNIT_ROLE_HOUR || is_person(ctx, ctx->at));
        if (!counts || letters || alternatives || letter || (kx_unit_is_word(&unit) && !time))
            return 0;
    }
    kx_unit_set(ctx, token, &unit, true);
    kx_token_set_text(token, KX_FIELD_READING, "per", -1);
    return unit.end + tail_match(ctx, token, &unit) - ctx->at;
}

/* p/m², p/st., p/kg, p/100 kg, p/seizoen. One letter behind it makes an abbreviation (p/m, p/u). */
static size_t per_match(const kx_context *ctx, kx_token *token)
{
    static const char per[] = "p/";
    size_t start = ctx->at + strlen(per);
    kx_unit unit;
    kx_written_number number;
    bool litre = kx_word_is(ctx, start, "l");
    if (kx_number_at(ctx, start, KX_POINT_GROUPS, &number) && !number.sign &&
        kx_unit_after(ctx, number.end, &unit)) {
        kx_token_set_text(token, KX_FIELD_READING, "per", -1);
        return strlen(per);
    }
    if (!kx_unit_at(ctx, start, KX_UNIT_PER, &unit)) {
        kx_token_set_text(token, KX_FIELD_READING, "per", -1);
        return is_counted_word(ctx, start) ? strlen(per) : 0;
    }
    if (unit.end == start + 1 && !litre)
        return 0;
    kx_unit_set(ctx, token, &unit, true);
    kx_token_set_text(token, KX_FIELD_READING, "per", -1);
    return unit.end + tail_match(ctx, token, &unit) - ctx->at;
}

/* How large the prefix of a unit's name makes it, with the rest of the name: kilo, hertz. */
static unsigned scale_of(const char *name, const char **base)
{
    static const char *const prefixes[] = {"nano",  "micro", "milli", "centi", "deci", "",
                                           "hecto", "kilo",  "mega",  "giga",  "tera"};
    unsigned scale = 0;
    for (unsigned i = 0; i < G_N_ELEMENTS(prefixes); i++) {
        if (g_str_has_prefix(name, prefixes[i]) && (*prefixes[i] || scale == 0))
            scale = i;
    }
    name += strlen(prefixes[scale]);
    *base = *name ? name : "gram"; /* a kilo */
    return scale;
}

/* 20 Hz–20 kHz, 500 g - 1 kg: the dash behind a measure and a second one, in a larger unit of the
 * same kind. */
static size_t span_match(const kx_context *ctx, kx_token *token)
{
    bool spoken = false;
    kx_quantity second;
    const kx_token *last = kx_heard_before(ctx);
    const char *unit = last ? kx_token_get_text(last, KX_FIELD_UNIT) : NULL;
    const size_t link = unit ? kx_range_link_at(ctx, last->range.end, &spoken) : 0;
    if (link == 0 || spoken || !kx_token_has(last, KX_FIELD_INTEGER) ||
        kx_token_has(last, KX_FIELD_SUFFIX) || kx_token_has(last, KX_FIELD_PER) ||
        !kx_quantity_at(ctx, last->range.end + link, &second) || second.unit.n != 1)
        return 0;
    const char *larger = kx_text(second.unit.parts[0].row, 1), *base, *larger_base;
    if (scale_of(unit, &base) >= scale_of(larger, &larger_base) || strcmp(base, larger_base) != 0)
        return 0;
    second.number.sign = "tot";
    kx_number_set(token, &second.number);
    kx_unit_set(ctx, token, &second.unit, kx_number_is(&second.number, 1));
    return second.end + tail_match(ctx, token, &second.unit) - ctx->at;
}

static size_t measure_match(const kx_context *ctx, kx_token *token)
{
    gunichar c = kx_char_at(ctx, ctx->at);
    if (kx_is_pair_link(c)) {
        size_t n = span_match(ctx, token);
        if (n > 0)
            return n;
    }
    if (c == 'p' && kx_char_at(ctx, ctx->at + 1) == '/')
        return per_match(ctx, token);
    if (c == '/')
        return slash_match(ctx, token);
    bool inch = (c == '"' || c == 0x2033) && after_fraction(ctx);
    bool degrees = c == 0xB0; /* 100 mln °C */
    return g_unichar_isalpha(c) || inch || degrees ? loose_match(ctx, token)
                                                   : number_match(ctx, token);
}

/* ---- say ---- */

/* één meter vijfenzeventig */
static void say_height(const kx_token *token, kx_spoken *out)
{
    const char *fraction = kx_token_get_text(token, KX_FIELD_FRACTION);
    kx_say_sign(token, out);
    kx_say_number(out, KX_SEAM_SPACE, kx_token_get_text(token, KX_FIELD_INTEGER),
                  KX_NUMBER_CARDINAL);
    kx_say(out, KX_SEAM_SPACE, kx_token_get_text(token, KX_FIELD_UNIT));
    kx_say_number(out, KX_SEAM_SPACE, fraction[0] == '0' ? fraction + 1 : fraction,
                  KX_NUMBER_CARDINAL);
}

/* kilo's, kilometers */
static void say_plural(const kx_token *token, kx_spoken *out)
{
    const char *unit = kx_token_get_text(token, KX_FIELD_UNIT);
    bool vowel = strchr("aou", unit[strlen(unit) - 1]) != NULL;
    kx_say(out, KX_SEAM_JOIN, vowel ? "'s" : "s");
}

static bool measure_say(const kx_token *token, const kx_style *style, kx_spoken *out)
{
    (void)style;
    const char *reading = kx_token_get_text(token, KX_FIELD_READING);
    bool number = kx_token_has(token, KX_FIELD_INTEGER);
    bool plural = g_strcmp0(reading, "plural") == 0;
    bool joined = number && kx_token_has(token, KX_FIELD_SUFFIX) && !plural &&
                  !kx_token_has(token, KX_FIELD_PER);
    if (kx_land_is(token)) {
        kx_land_say(token, out);
        return true;
    }
    if (kx_token_has(token, KX_FIELD_MINUTE)) {
        kx_angle_say(token, out);
        return true;
    }
    kx_say_apart(token, out);
    if (g_strcmp0(reading, "height") == 0) {
        say_height(token, out);
        kx_say_compound(token, out);
        return true;
    }
    if (number)
        kx_say_written(token, out);
    else if (g_strcmp0(reading, "per") == 0)
        kx_say(out, KX_SEAM_SPACE, "per");
    if (kx_token_has(token, KX_FIELD_UNIT))
        kx_unit_say(token, joined ? KX_SEAM_COMPOUND : KX_SEAM_SPACE, out);
    if (plural)
        say_plural(token, out);
    else
        kx_say_compound(token, out);
    kx_say_end(token, out);
    return true;
}

const kx_class kx_class_measure = {
    .name = "measure",
    .what = N_("measures: 70 kg, 95 km/u, -5 °C, 20x30 cm, per kWh"),
    .starts = KX_AT_WORD | KX_AT_LETTER | KX_AT_DIGIT | KX_AT_SIGN,
    .match = measure_match,
    .say = measure_say,
};
