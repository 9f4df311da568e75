/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "text/quantity.h"

#include "text/cue.h"

#include <string.h>

bool kx_number_is(const kx_written_number *number, unsigned value)
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

const kx_token *kx_heard_before(const kx_context *ctx)
{
    unsigned n = ctx->before->len, silent = silent_before(ctx);
    return n > silent ? &g_array_index(ctx->before, kx_token, n - 1 - silent) : NULL;
}

bool kx_heard_before_is(const kx_context *ctx, const char *const *words)
{
    return kx_previous_is(ctx, silent_before(ctx), words);
}

/* ---- a letter behind a number that is no unit ---- */

bool kx_after_lettered(const kx_context *ctx)
{
    const kx_token *last = kx_heard_before(ctx);
    return last && (kx_cue_previous(ctx, silent_before(ctx), "lettered") ||
                    kx_is_street(ctx, last->range.start, last->range.end - last->range.start));
}

/* klas 3H en 4V, 1A, 2B: a figure with a letter again. */
static bool after_class(const kx_context *ctx, const kx_written_number *number, size_t at)
{
    static const char *const links[] = {"en", "of", ",", "/", NULL};
    const unsigned n = ctx->before->len;
    if (n < 2 || strlen(number->integer) > 1 || !g_ascii_isupper(ctx->text[at]) ||
        !kx_previous_is(ctx, 0, links))
        return false;
    const kx_token *last = &g_array_index(ctx->before, kx_token, n - 2);
    const char *text = ctx->text + last->range.start;
    return last->range.end - last->range.start == strlen("3H") && g_ascii_isdigit(text[0]) &&
           g_ascii_isupper(text[1]) && strcmp(last->class->name, "measure") != 0;
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
    const kx_token *last = kx_heard_before(ctx);
    if (!last || ctx->before->len < 2)
        return false;
    for (size_t at = last->range.start; at < last->range.end && at < last->range.start + 24; at++) {
        if (g_ascii_isupper(ctx->text[at]))
            return true;
    }
    return false;
}

/* Golf 1.6 16V, 2.0 TSI 16V: the valves of an engine, behind its litres. */
static bool is_valves(const kx_context *ctx, const kx_written_number *number)
{
    enum { VALVES = 4, CYLINDERS_MAX = 12, TOKENS_BACK = 2 };
    const uint64_t value = g_ascii_strtoull(number->integer, NULL, 10);
    if (value % VALVES != 0 || value > VALVES * CYLINDERS_MAX)
        return false;
    for (unsigned i = ctx->before->len; i > 0 && ctx->before->len - i < TOKENS_BACK; i--) {
        const kx_range last = g_array_index(ctx->before, kx_token, i - 1).range;
        if (last.end - last.start == strlen("1.6") && kx_digits_at(ctx, last.start) == 1 &&
            strchr(".,", ctx->text[last.start + 1]) && kx_digits_at(ctx, last.start + 2) == 1)
            return true;
        if (!g_ascii_isupper(ctx->text[last.start]))
            return false;
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
    if (kx_is_apostrophe(next) || initial || kx_after_lettered(ctx) ||
        (glued && after_class(ctx, number, at)))
        return false;
    if (c == 'K') /* kelvin only where temperatures are spoken of */
        return any_before(ctx, "temperatu") || any_before(ctx, "kelvin") || any_before(ctx, "°");
    if (c == 'A' || c == 'N' || c == 'J' || c == 'd') { /* 16 A, but 1 A-team and 3 A */
        const size_t digits = strlen(number->integer);
        bool size = digits > 1 || fraction || kx_unit_after_volts(ctx, number->end - digits);
        const bool times = kx_char_before(ctx, number->end - digits) == 'x'; /* 3x25A-aansluiting */
        return size && (!kx_is_hyphen(next) || times);
    }
    if (c == 'V' && glued && is_valves(ctx, number))
        return false;
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
    if (strcmp(kx_text(part.row, 0), min) != 0 || !kx_number_at(ctx, at, KX_POINT_GROUPS, &next))
        return false;
    return !(kx_unit_after(ctx, next.end, &seconds) &&
             kx_unit_role_of(&seconds) == KX_UNIT_ROLE_TIME);
}

/* 8.30 u and 20.15 uur are times of the day. */
static bool is_clock_time(const kx_context *ctx, const kx_quantity *q)
{
    size_t fraction = strlen(q->number.fraction);
    return fraction == 2 && kx_unit_role_of(&q->unit) == KX_UNIT_ROLE_HOUR &&
           ctx->text[q->number.end - fraction - 1] == '.';
}

/* ---- quantities ---- */

static bool unit_belongs(const kx_context *ctx, const kx_quantity *q)
{
    size_t start = q->unit.parts[0].start, end = q->unit.parts[0].end;
    if (is_clock_time(ctx, q) || is_minus_word(ctx, &q->unit))
        return false;
    if (kx_word_is(ctx, start, "d") && after_name(ctx)) /* Mercedes C 220 d */
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
    return kx_unit_at(ctx, at + kx_width(hyphen), KX_UNIT_COUNTED, unit) &&
           !kx_unit_is_word(unit) && kx_compound_at(ctx, unit->end) > 0;
}

/* The number at `at` with its unit. A point is a decimal sign only if a unit follows. */
bool kx_quantity_at(const kx_context *ctx, size_t at, kx_quantity *q)
{
    *q = (kx_quantity){0};
    if (!kx_number_at(ctx, at, KX_POINT_DECIMAL, &q->number))
        return false;
    q->end = q->number.end;
    if (unit_after(ctx, q->end, &q->unit) && unit_belongs(ctx, q))
        q->end = q->unit.end;
    else
        q->unit.n = 0;
    return true;
}

/* ---- ranges ---- */

/* The second quantity of a range that `first` begins; it has the unit of both. */
bool kx_quantity_range_at(const kx_context *ctx, const kx_quantity *first, kx_quantity *second,
                          bool *spoken)
{
    size_t link = kx_range_link_at(ctx, first->end, spoken);
    bool slash = link == 0 && ctx->text[first->end] == '/'; /* -10/-15 °C */
    link += slash;
    if (link == 0 || !kx_quantity_at(ctx, first->end + link, second) ||
        !kx_quantity_has_unit(second))
        return false;
    if (kx_quantity_has_unit(first) && !kx_unit_equal(&first->unit, &second->unit)) {
        bool degrees = kx_unit_role_of(&first->unit) == KX_UNIT_ROLE_DEGREE &&
                       kx_unit_role_of(&second->unit) == KX_UNIT_ROLE_DEGREE;
        if (!degrees)
            return false;
    }
    bool degrees = kx_unit_role_of(&second->unit) == KX_UNIT_ROLE_DEGREE;
    if (slash) /* 200°C/180°C is two */
        return degrees && !kx_quantity_has_unit(first);
    return degrees || *spoken || kx_number_value(&first->number) < kx_number_value(&second->number);
}

/* ---- sizes: 20x30 meter, 4x400 meter ---- */

bool kx_unit_is_metre(const kx_unit *unit, const char *name)
{
    return unit->n == 1 && unit->parts[0].power == 1 &&
           strcmp(kx_text(unit->parts[0].row, 1), name) == 0;
}

/* Legs of a relay or an interval training, not the sides of a field. */
static bool is_relay(const kx_written_number *legs, const kx_quantity *length)
{
    static const unsigned lengths[] = {50, 100, 200, 400, 800, 1000, 1500};
    enum { LEGS = 4, LEGS_MAX = 12 };
    if (legs->fraction[0])
        return false;
    if (kx_number_is(legs, LEGS) && kx_quantity_has_unit(length) &&
        kx_unit_is_metre(&length->unit, "kilometer"))
        return true;
    if (length->number.fraction[0] || g_ascii_strtoull(legs->integer, NULL, 10) > LEGS_MAX)
        return false;
    bool metres = !kx_quantity_has_unit(length) || kx_unit_is_metre(&length->unit, "meter");
    for (unsigned i = 0; metres && i < G_N_ELEMENTS(lengths); i++) {
        if (kx_number_is(&length->number, lengths[i]))
            return kx_number_is(legs, LEGS) || (i > 0 && kx_quantity_has_unit(length));
    }
    return false;
}

/* "x" or "×" and a quantity behind `end`, with blanks on both sides or on none. */
static bool times_at(const kx_context *ctx, size_t end, kx_quantity *next)
{
    size_t blanks = kx_blanks_at(ctx, end), at = end + blanks;
    gunichar sign = kx_char_at(ctx, at);
    if (sign != 'x' && sign != 0xD7)
        return false;
    at += kx_width(sign);
    size_t after = kx_blanks_at(ctx, at);
    return (blanks > 0) == (after > 0) && kx_quantity_at(ctx, at + after, next) &&
           !next->number.sign;
}

/* The last quantity of a size; TO has all numbers but the first. */
bool kx_quantity_size(const kx_context *ctx, kx_token *token, const kx_quantity *first,
                      kx_quantity *last)
{
    enum { SIDES_MAX = 3, TEN = 10 };
    g_autoptr(GString) others = g_string_new(NULL);
    kx_quantity next;
    unsigned sides = 1;
    *last = *first;
    for (; sides < SIDES_MAX && times_at(ctx, last->end, &next); sides++) {
        g_string_append_printf(others, "%s%s%s%s", sides > 1 ? "/" : "", next.number.integer,
                               next.number.fraction[0] ? "," : "", next.number.fraction);
        *last = next;
    }
    /* 2,5x10¹⁰ */
    const bool power = sides == 2 && kx_number_is(&last->number, TEN) &&
                       kx_is_superscript(kx_char_at(ctx, last->end));
    if (sides < 2 || first->number.sign || !(power || kx_number_ends_at(ctx, last->end)))
        return false;
    bool relay = sides == 2 && is_relay(&first->number, last);
    bool length =
        !kx_quantity_has_unit(last) || kx_unit_role_of(&last->unit) == KX_UNIT_ROLE_LENGTH;
    /* 3,60x2,85 needs no unit */
    const bool glued = kx_char_at(ctx, first->end) == 'x' && first->number.fraction[0];
    if (!relay && !power && !glued && !kx_quantity_has_unit(last) && sides < SIDES_MAX)
        return false;
    kx_token_set_text(token, KX_FIELD_TO, others->str, -1);
    kx_token_set_text(token, KX_FIELD_READING, length && !relay && !power ? "bij" : "keer", -1);
    return true;
}
