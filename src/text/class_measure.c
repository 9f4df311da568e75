/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Measures: a number and a unit (70 kg, 95 km/u, -5 °C, 1,75 m, 16GB-versie), ranges and sizes of
 * them (8–10 °C, 20 x 30 meter, 4x400 meter), and units without a number (per kWh, euro/m²). Where
 * the unit is a word of Dutch (12 graden), number and word are read apart. */
#include "text/angle.h"
#include "text/number_match.h"
#include "text/unit.h"

#include <string.h>

/* A number, and the unit behind it if there is one. */
typedef struct {
    kx_written_number number;
    kx_unit unit; /* n is 0: none */
    size_t end;
} quantity;

static size_t width(gunichar c)
{
    return (size_t)g_unichar_to_utf8(c, NULL);
}

static bool is_value(const kx_written_number *number, unsigned value)
{
    return g_ascii_strtoull(number->integer, NULL, 10) == value;
}

/* Tokens right before that are not heard, as _ is. */
static unsigned silent_before(const kx_context *ctx)
{
    enum { SILENT_MAX = 8 };
    unsigned n = 0;
    while (n < SILENT_MAX && n < ctx->before->len &&
           g_array_index(ctx->before, kx_token, ctx->before->len - 1 - n).n_fields == 0)
        n++;
    return n;
}

static const kx_token *last_token(const kx_context *ctx)
{
    unsigned n = ctx->before->len, silent = silent_before(ctx);
    return n > silent ? &g_array_index(ctx->before, kx_token, n - 1 - silent) : NULL;
}

static bool last_is(const kx_context *ctx, const char *const *words)
{
    return kx_previous_is(ctx, silent_before(ctx), words);
}

/* ---- a letter behind a number that is no unit ---- */

/* groep 3 A, Kerkstraat 12 g: what the number numbers. */
static bool after_series(const kx_context *ctx)
{
    static const char *const series[] = {
        "groep",   "klas", "klasse", "lijn",    "artikel", "art.",      "lid",   "nummer",
        "nr.",     "nr",   "bus",    "tram",    "kamer",   "zaal",      "poort", "gate",
        "bijlage", "havo", "vwo",    "vmbo",    "mavo",    "perron",    "spoor", "stoel",
        "rij",     "hal",  "type",   "divisie", "poule",   "categorie", "punt",  NULL,
    };
    static const char *const streets[] = {"straat", "weg",    "laan", "plein", "gracht", "kade",
                                          "dijk",   "singel", "hof",  "pad",   "steeg",  "lei"};
    const kx_token *last = last_token(ctx);
    if (!last || last_is(ctx, series))
        return last != NULL;
    size_t n = last->range.end - last->range.start;
    for (unsigned i = 0; i < G_N_ELEMENTS(streets); i++) {
        size_t m = strlen(streets[i]);
        if (n > m && memcmp(ctx->text + last->range.end - m, streets[i], m) == 0)
            return g_unichar_isupper(kx_char_at(ctx, last->range.start));
    }
    return false;
}

static bool any_before(const kx_context *ctx, const char *stem)
{
    enum { TOKENS_BACK = 8 };
    size_t m = strlen(stem);
    for (unsigned i = ctx->before->len; i > 0 && ctx->before->len - i < TOKENS_BACK; i--) {
        kx_range word = g_array_index(ctx->before, kx_token, i - 1).range;
        for (size_t at = word.start; at + m <= word.end && at < word.start + 24; at++) {
            if (g_ascii_strncasecmp(ctx->text + at, stem, m) == 0)
                return true;
        }
    }
    return false;
}

/* iPhone 5s, Boeing 737s: behind a name the letter belongs to it. */
static bool after_name(const kx_context *ctx)
{
    const kx_token *last = last_token(ctx);
    if (!last || ctx->before->len < 2)
        return false;
    for (size_t at = last->range.start; at < last->range.end && at < last->range.start + 24; at++) {
        if (g_ascii_isupper(ctx->text[at]))
            return true;
    }
    return false;
}

/* Whether one letter behind a number is its unit here. `at`: where the letter stands. */
static bool is_unit_letter(const kx_context *ctx, const kx_written_number *number, size_t at)
{
    gunichar c = kx_char_at(ctx, at), next = kx_char_at(ctx, at + 1);
    bool glued = at == number->end, fraction = number->fraction[0] != '\0';
    bool capital = g_unichar_isupper(c);
    bool initial = capital && next == '.' && !kx_is_last(ctx, at + 2); /* in 1950 A. de Vries */
    if (kx_is_apostrophe(next) || initial || after_series(ctx))
        return false;
    if (c == 'K') /* kelvin only where temperatures are spoken of */
        return any_before(ctx, "temperatu") || any_before(ctx, "kelvin") || any_before(ctx, "°");
    if (c == 'A' || c == 'N' || c == 'J') { /* 16 A, but 1 A-team and 3 A */
        bool size = strlen(number->integer) > 1 || fraction;
        return size && !kx_is_hyphen(next);
    }
    if (!glued || fraction || capital)
        return true;
    if (c == 's') /* the 90s, iPhone 5s */
        return false;
    if (c == 'g' && kx_is_hyphen(next)) /* 5g-netwerk */
        return false;
    return c == 'm' || !after_name(ctx);
}

/* "5 min 3" is mathematics, "5 min 30 s" a time. */
static bool is_minus_word(const kx_context *ctx, const kx_unit *unit)
{
    static const char min[] = "min";
    kx_unit_part part = unit->parts[0];
    kx_written_number next;
    kx_unit seconds;
    size_t at = unit->end + kx_blanks_at(ctx, unit->end);
    if (strcmp(part.row[0], min) != 0 || !kx_number_at(ctx, at, KX_POINT_GROUPS, &next))
        return false;
    return !(kx_unit_after(ctx, next.end, &seconds) &&
             kx_unit_role_of(&seconds) == KX_UNIT_ROLE_TIME);
}

/* 8.30 u and 20.15 uur are times of the day. */
static bool is_clock_time(const kx_context *ctx, const quantity *q)
{
    size_t fraction = strlen(q->number.fraction);
    return fraction == 2 && kx_unit_role_of(&q->unit) == KX_UNIT_ROLE_HOUR &&
           ctx->text[q->number.end - fraction - 1] == '.';
}

/* ---- quantities ---- */

static bool unit_belongs(const kx_context *ctx, const quantity *q)
{
    size_t start = q->unit.parts[0].start, end = q->unit.parts[0].end;
    if (is_clock_time(ctx, q) || is_minus_word(ctx, &q->unit))
        return false;
    bool letter = end == start + 1 && g_ascii_isalpha(ctx->text[start]);
    return !letter || q->unit.n > 1 || is_unit_letter(ctx, &q->number, start);
}

/* The unit behind the number that ends at `at`, also that of "5-km-loop" and "10-cm-gat". */
static bool unit_after(const kx_context *ctx, size_t at, kx_unit *unit)
{
    gunichar hyphen = kx_char_at(ctx, at);
    if (!kx_is_hyphen(hyphen))
        return kx_unit_after(ctx, at, unit);
    return kx_unit_at(ctx, at + width(hyphen), KX_UNIT_COUNTED, unit) && !kx_unit_is_word(unit) &&
           kx_compound_at(ctx, unit->end) > 0;
}

/* The number at `at` with its unit. A point is a decimal sign only if a unit follows. */
static bool quantity_at(const kx_context *ctx, size_t at, quantity *q)
{
    *q = (quantity){0};
    if (!kx_number_at(ctx, at, KX_POINT_DECIMAL, &q->number))
        return false;
    q->end = q->number.end;
    if (unit_after(ctx, q->end, &q->unit) && unit_belongs(ctx, q))
        q->end = q->unit.end;
    else
        q->unit.n = 0;
    return true;
}

static bool has_unit(const quantity *q)
{
    return q->unit.n > 0;
}

/* ---- ranges ---- */

static double value_of(const kx_written_number *number)
{
    g_autofree char *text = g_strconcat(number->integer, ".", number->fraction, NULL);
    double value = g_ascii_strtod(text, NULL);
    return g_strcmp0(number->sign, "min") == 0 ? -value : value;
}

/* The second quantity of a range that `first` begins; it has the unit of both. */
static bool range_at(const kx_context *ctx, const quantity *first, quantity *second, bool *spoken)
{
    size_t link = kx_range_link_at(ctx, first->end, spoken);
    bool slash = link == 0 && ctx->text[first->end] == '/'; /* -10/-15 °C */
    link += slash;
    if (link == 0 || !quantity_at(ctx, first->end + link, second) || !has_unit(second))
        return false;
    if (has_unit(first) && !kx_unit_equal(&first->unit, &second->unit)) {
        bool degrees = kx_unit_role_of(&first->unit) == KX_UNIT_ROLE_DEGREE &&
                       kx_unit_role_of(&second->unit) == KX_UNIT_ROLE_DEGREE;
        if (!degrees)
            return false;
    }
    bool degrees = kx_unit_role_of(&second->unit) == KX_UNIT_ROLE_DEGREE;
    if (slash)
        return degrees;
    return degrees || *spoken || value_of(&first->number) < value_of(&second->number);
}

/* ---- sizes: 20x30 meter, 4x400 meter ---- */

static bool is_metre(const kx_unit *unit, const char *name)
{
    return unit->n == 1 && unit->parts[0].power == 1 && strcmp(unit->parts[0].row[1], name) == 0;
}

/* Legs of a relay or an interval training, not the sides of a field. */
static bool is_relay(const kx_written_number *legs, const quantity *length)
{
    static const unsigned lengths[] = {50, 100, 200, 400, 800, 1000, 1500};
    enum { LEGS = 4, LEGS_MAX = 12 };
    if (legs->fraction[0])
        return false;
    if (is_value(legs, LEGS) && has_unit(length) && is_metre(&length->unit, "kilometer"))
        return true;
    if (length->number.fraction[0] || g_ascii_strtoull(legs->integer, NULL, 10) > LEGS_MAX)
        return false;
    bool metres = !has_unit(length) || is_metre(&length->unit, "meter");
    for (unsigned i = 0; metres && i < G_N_ELEMENTS(lengths); i++) {
        if (is_value(&length->number, lengths[i]))
            return is_value(legs, LEGS) || (i > 0 && has_unit(length));
    }
    return false;
}

/* "x" or "×" and a quantity behind `end`, with blanks on both sides or on none. */
static bool times_at(const kx_context *ctx, size_t end, quantity *next)
{
    size_t blanks = kx_blanks_at(ctx, end), at = end + blanks;
    gunichar sign = kx_char_at(ctx, at);
    if (sign != 'x' && sign != 0xD7)
        return false;
    at += width(sign);
    size_t after = kx_blanks_at(ctx, at);
    return (blanks > 0) == (after > 0) && quantity_at(ctx, at + after, next) && !next->number.sign;
}

/* The last quantity of a size; TO has all numbers but the first. */
static bool size_match(const kx_context *ctx, kx_token *token, const quantity *first,
                       quantity *last)
{
    enum { SIDES_MAX = 3 };
    g_autoptr(GString) others = g_string_new(NULL);
    quantity next;
    unsigned sides = 1;
    *last = *first;
    for (; sides < SIDES_MAX && times_at(ctx, last->end, &next); sides++) {
        g_string_append_printf(others, "%s%s%s%s", sides > 1 ? "/" : "", next.number.integer,
                               next.number.fraction[0] ? "," : "", next.number.fraction);
        *last = next;
    }
    if (sides < 2 || first->number.sign || !kx_number_ends_at(ctx, last->end))
        return false;
    bool relay = sides == 2 && is_relay(&first->number, last);
    bool length = has_unit(last) && kx_unit_role_of(&last->unit) == KX_UNIT_ROLE_LENGTH;
    if (!relay && !has_unit(last))
        return false;
    kx_token_set_text(token, KX_FIELD_TO, others->str, -1);
    kx_token_set_text(token, KX_FIELD_READING, length && !relay ? "bij" : "keer", -1);
    return true;
}

/* ---- 1,75 m ---- */

/* The height of a person, or about that: metres and centimetres. */
static bool is_height(const quantity *q)
{
    const kx_unit_part *part = &q->unit.parts[0];
    return has_unit(q) && is_metre(&q->unit, "meter") && !kx_unit_is_word(&q->unit) &&
           part->end == part->start + 1 && strlen(q->number.fraction) == 2 &&
           strcmp(q->number.fraction, "00") != 0 && strlen(q->number.integer) == 1 &&
           (is_value(&q->number, 1) || is_value(&q->number, 2));
}

/* 1m75 */
static size_t metres_match(const kx_context *ctx, kx_token *token)
{
    size_t n = kx_digits_at(ctx, ctx->at), end = ctx->at + n + 1;
    if (n != 1 || kx_char_at(ctx, ctx->at + n) != 'm' || kx_digits_at(ctx, end) != 2 ||
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

/* ---- match ---- */

static size_t number_match(const kx_context *ctx, kx_token *token)
{
    quantity first, last, second;
    bool spoken = false;
    size_t n = kx_angle_match(ctx, token);
    if (n == 0)
        n = metres_match(ctx, token);
    if (n > 0 || !quantity_at(ctx, ctx->at, &first))
        return n;
    bool sized = size_match(ctx, token, &first, &last), pair = sized;
    if (!pair && range_at(ctx, &first, &second, &spoken)) {
        pair = true;
        last = second;
        kx_number_set_to(token, &second.number);
        if (spoken || kx_after_tussen(ctx))
            kx_token_set_text(token, KX_FIELD_READING, spoken ? "à" : "en", -1);
    }
    /* Others read ranges of words, and a number before a word. */
    bool glued = has_unit(&last) && last.unit.parts[0].start == last.number.end;
    if (!sized && !glued && has_unit(&last) && kx_unit_is_word(&last.unit))
        return 0;
    if (!has_unit(&last)) {
        if (!pair)
            return 0;
        kx_number_set(token, &first.number);
        return last.end - ctx->at;
    }
    bool one = !pair && is_value(&first.number, 1) && !first.number.fraction[0];
    kx_number_set(token, &first.number);
    kx_unit_set(ctx, token, &last.unit, one);
    if (!pair)
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
    const kx_token *last = last_token(ctx);
    if (!last || last_is(ctx, words))
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

/* A unit behind a fraction (½ l, 1 1/2 kg), which its own class has read. */
static bool after_fraction(const kx_context *ctx)
{
    const kx_token *last = last_token(ctx);
    if (!last)
        return false;
    gunichar c = kx_char_before(ctx, last->range.end);
    bool fraction = g_unichar_isalnum(c) && !g_unichar_isalpha(c) && !g_unichar_isdigit(c);
    return fraction || (g_unichar_isdigit(c) && memchr(ctx->text + last->range.start, '/',
                                                       last->range.end - last->range.start));
}

static bool is_singular(const kx_context *ctx)
{
    static const char *const ones[] = {"één",   "een",   "per",       "elke",       "elk", "half",
                                       "halve", "ieder", "anderhalf", "anderhalve", NULL};
    return after_fraction(ctx) || last_is(ctx, ones);
}

/* ---- units without a number ---- */

/* per kWh, tien km, 2½ l, km/u, m²-prijs */
static size_t loose_match(const kx_context *ctx, kx_token *token)
{
    static const char *const per[] = {"per", NULL};
    static const char *const halves[] = {"halve", "anderhalve", NULL};
    if (!kx_unit_begins(ctx, ctx->at))
        return 0;
    gunichar before = kx_char_before(ctx, ctx->at);
    bool slash = before == '/' && ctx->before->len > 0; /* € 3/m² */
    bool joined = before == '.' || before == '@' || before == '#' || kx_is_hyphen(before) ||
                  kx_is_apostrophe(before) || (before == '/' && !slash) ||
                  (before != 0 && g_unichar_isalnum(before) && !after_fraction(ctx));
    if (joined)
        return 0;
    kx_unit unit;
    kx_unit_place place = KX_UNIT_LOOSE;
    if (slash || last_is(ctx, per))
        place = KX_UNIT_PER;
    if (!kx_unit_at(ctx, ctx->at, place, &unit)) {
        if (after_fraction(ctx))
            place = KX_UNIT_SPACED;
        else if (last_is(ctx, halves) && !kx_word_is(ctx, ctx->at, "min")) /* minus */
            place = KX_UNIT_PER;
        else if (after_quantity(ctx))
            place = KX_UNIT_COUNTED;
        if (place == KX_UNIT_LOOSE || !kx_unit_at(ctx, ctx->at, place, &unit))
            return 0;
    }
    bool letter = unit.end == ctx->at + 1;
    if (kx_unit_is_word(&unit) ||
        (letter && place == KX_UNIT_PER && kx_char_at(ctx, unit.end) == '.'))
        return 0;
    kx_unit_set(ctx, token, &unit, slash || is_singular(ctx));
    return unit.end + tail_match(ctx, token, &unit) - ctx->at;
}

/* inwoners/km², 3%/jaar, 3,50/kg, keer/week: a slash before a unit. */
static size_t slash_match(const kx_context *ctx, kx_token *token)
{
    const kx_token *last = last_token(ctx);
    kx_unit unit;
    if (!last || !token->glued || !kx_unit_at(ctx, ctx->at + 1, KX_UNIT_PER, &unit))
        return 0;
    kx_context there = *ctx;
    there.end = last->range.end;
    kx_unit before;
    gunichar c = kx_char_before(ctx, ctx->at);
    kx_unit_role role = kx_unit_role_of(&unit);
    if (!kx_token_has(last, KX_FIELD_CURRENCY)) {
        bool counts = g_unichar_isalnum(c) || c == '%' || c == 0x2030;
        bool alternatives = kx_unit_at(&there, last->range.start, KX_UNIT_PER, &before) &&
                            kx_unit_role_of(&before) == role;
        bool time = role == KX_UNIT_ROLE_TIME || role == KX_UNIT_ROLE_HOUR;
        bool letter = unit.end == ctx->at + 2; /* hij/u */
        if (!counts || alternatives || letter || (kx_unit_is_word(&unit) && !time))
            return 0;
    }
    kx_unit_set(ctx, token, &unit, true);
    kx_token_set_text(token, KX_FIELD_READING, "per", -1);
    return unit.end + tail_match(ctx, token, &unit) - ctx->at;
}

/* p/m², p/st., p/kg. One letter behind it makes an abbreviation (p/m, p/u). */
static size_t per_match(const kx_context *ctx, kx_token *token)
{
    static const char per[] = "p/";
    size_t start = ctx->at + strlen(per);
    kx_unit unit;
    if (!kx_unit_at(ctx, start, KX_UNIT_PER, &unit) || unit.end == start + 1)
        return 0;
    kx_unit_set(ctx, token, &unit, true);
    kx_token_set_text(token, KX_FIELD_READING, "per", -1);
    return unit.end - ctx->at;
}

static size_t measure_match(const kx_context *ctx, kx_token *token)
{
    gunichar c = kx_char_at(ctx, ctx->at);
    if (c == 'p' && kx_char_at(ctx, ctx->at + 1) == '/')
        return per_match(ctx, token);
    if (c == '/')
        return slash_match(ctx, token);
    return g_unichar_isalpha(c) ? loose_match(ctx, token) : number_match(ctx, token);
}

/* ---- say ---- */

/* één meter vijfenzeventig */
static void say_height(const kx_token *token, kx_spoken *out)
{
    const char *fraction = kx_token_get_text(token, KX_FIELD_FRACTION);
    const char *sign = kx_token_get_text(token, KX_FIELD_SIGN);
    if (sign)
        kx_say(out, KX_SEAM_SPACE, sign);
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
    .what = "measures: 70 kg, 95 km/u, -5 °C, 20x30 cm, per kWh",
    .starts = KX_AT_WORD | KX_AT_LETTER | KX_AT_DIGIT | KX_AT_SIGN,
    .match = measure_match,
    .say = measure_say,
};
