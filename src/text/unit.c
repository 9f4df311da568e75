/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "text/unit.h"

#include "text/number_match.h"
#include "text/table.h"

#include <string.h>

enum { COLUMN_ONE = 1, COLUMN_MORE = 2, COLUMN_KIND = 3, COLUMN_ROLE = 4 };

/* No key of the table is longer. */
enum { KEY_BYTES_MAX = 24 };

/* ---- the table ---- */

static bool is_kind(const kx_cell *row, const char *kind)
{
    return strcmp(kx_text(row, COLUMN_KIND), kind) == 0;
}

/* text[at..at+n), with the Greek mu as the micro sign. */
static const kx_cell *row_at(const kx_context *ctx, size_t at, size_t n)
{
    static const char micro[] = "µ";
    char key[KEY_BYTES_MAX];
    if (n == 0 || n > KEY_BYTES_MAX || at + n > ctx->end)
        return NULL;
    memcpy(key, ctx->text + at, n);
    if (kx_char_at(ctx, at) == 0x3BC)
        memcpy(key, micro, sizeof micro - 1);
    return kx_table_find(&kx_table_units, key, n);
}

/* KM, Kg, 12 MIN: in another case than the table has it. A letter alone is too little, and with a
 * capital only at its start it must be a clear one (Kg, but not 3 El Niño's). */
static const kx_cell *row_lower(const kx_context *ctx, size_t at, size_t n)
{
    gunichar next = kx_char_at(ctx, at + n);
    bool goes_on = kx_is_hyphen(next) || kx_is_apostrophe(next);
    if (n < 2 || n > KEY_BYTES_MAX || !g_ascii_isupper(ctx->text[at]) ||
        (goes_on && !ctx->all_capitals))
        return NULL;
    const kx_cell *row = kx_table_find_lower(&kx_table_units, ctx->text + at, n);
    return row && (g_ascii_isupper(ctx->text[at + n - 1]) || is_kind(row, "free")) ? row : NULL;
}

static bool is_written_so(const kx_context *ctx, const kx_unit_part *part)
{
    return g_ascii_isupper(*kx_text(part->row, 0)) || !g_ascii_isupper(ctx->text[part->start]);
}

static size_t letters_at(const kx_context *ctx, size_t at)
{
    size_t n = 0;
    for (gunichar c = kx_char_at(ctx, at); kx_is_letter(c) && n <= KEY_BYTES_MAX;
         c = kx_char_at(ctx, at + n))
        n += kx_width(c);
    return n;
}

static bool is_degree(gunichar c)
{
    return c == 0xB0 || c == 0xBA || c == 0x2DA;
}

bool kx_weather_before(const kx_context *ctx)
{
    enum { WORDS_BACK = 6 };
    static const char *const words[] = {"temp.",       "temp", "temperatuur",  "temperaturen",
                                        "watertemp.",  "kwik", "minimumtemp.", "maximumtemp.",
                                        "thermometer", NULL};
    static const char *const het[] = {"het", NULL}, *const becomes[] = {"werd", "wordt", NULL};
    for (unsigned back = 0; back < WORDS_BACK; back++) {
        const unsigned next = back + 1;
        if (kx_previous_is(ctx, back, words) ||
            (kx_previous_is(ctx, back, het) && kx_previous_is(ctx, next, becomes)) ||
            (kx_previous_is(ctx, back, becomes) && kx_previous_is(ctx, next, het)))
            return true;
    }
    return false;
}

/* "gr. C", "gr C", as some write °C: where it ends, 0 if it is none. */
static size_t degrees_in_words_at(const kx_context *ctx, size_t at)
{
    static const char gr[] = "gr";
    if (!kx_word_is(ctx, at, gr))
        return 0;
    at += strlen(gr);
    at += kx_char_at(ctx, at) == '.';
    at += kx_blanks_at(ctx, at);
    return kx_word_is(ctx, at, "C") && ctx->text[at] == 'C' ? at + 1 : 0;
}

/* °, °C, ° C, º C, gr. C; ℃ is a key of the table. */
static bool degree_at(const kx_context *ctx, size_t at, kx_unit_part *part)
{
    gunichar c = kx_char_at(ctx, at);
    const size_t words = degrees_in_words_at(ctx, at);
    if (words > 0) {
        static const char celsius[] = "°C";
        part->row = kx_table_find(&kx_table_units, celsius, strlen(celsius));
        part->end = words;
        return part->row != NULL;
    }
    static const char gr[] = "gr", degree[] = "°";
    if (kx_word_is(ctx, at, gr) && kx_weather_before(ctx)) { /* het werd 38,9 gr. */
        part->row = kx_table_find(&kx_table_units, degree, strlen(degree));
        part->end = at + strlen(gr);
        return part->row != NULL;
    }
    if (!is_degree(c)) {
        part->row = c == 0x2103 || c == 0x2109 ? row_at(ctx, at, kx_width(c)) : NULL;
        part->end = at + kx_width(c);
        return part->row != NULL;
    }
    part->end = at + kx_width(c);
    const char *key = "°";
    size_t scale = part->end + kx_blanks_at(ctx, part->end);
    if (kx_word_is(ctx, scale, "C"))
        key = "°C";
    else if (kx_word_is(ctx, scale, "F"))
        key = "°F";
    if (key[2] != '\0')
        part->end = scale + 1;
    part->row = kx_table_find(&kx_table_units, key, strlen(key));
    return part->row && kx_ends_at(ctx, part->end);
}

/* “We groeien. Nu zijn we met 35”, zegt hij: a quote that opened in a sentence before this one. */
static bool closes_speech(const kx_context *ctx, size_t end)
{
    static const char *const verbs[] = {
        "zegt",      "zei",       "aldus",     "vertelt",  "vertelde",   "stelt",
        "stelde",    "meldt",     "meldde",    "schrijft", "schreef",    "vindt",
        "verklaart", "denkt",     "reageert",  "volgens",  "klinkt",     "klonk",
        "laat",      "voorspelt", "benadrukt", "verwacht", "verklaarde", NULL};
    return kx_char_at(ctx, end) == ',' && kx_follows(ctx, end + 1, verbs);
}

/* 27″, and 27", 27” and 27'', if that is no closing quote. */
static bool inch_at(const kx_context *ctx, size_t at, kx_unit_part *part)
{
    static const char inch[] = "″";
    gunichar c = kx_char_at(ctx, at);
    const bool twice = kx_is_apostrophe(c) && kx_char_at(ctx, at + kx_width(c)) == c;
    const bool quote = c == '"' || c == 0x201D || twice;
    if (c != 0x2033 && !quote)
        return false;
    part->end = at + (twice ? 2 : 1) * kx_width(c);
    part->row = kx_table_find(&kx_table_units, inch, strlen(inch));
    const bool closes = quote && (kx_quote_is_open(ctx, at) || closes_speech(ctx, part->end));
    return !closes && kx_ends_at(ctx, part->end);
}

/* ² ³ ^2, or a digit glued to metres: m2, km3. */
static void read_power(const kx_context *ctx, kx_unit_part *part)
{
    const bool metre = g_str_has_suffix(kx_text(part->row, COLUMN_ONE), "meter");
    size_t sign = part->end;
    const bool caret = kx_char_at(ctx, sign) == '^';
    const bool apart = metre && kx_char_at(ctx, sign) == ' ' &&
                       kx_is_superscript(kx_char_at(ctx, sign + 1)); /* 12 m ² */
    sign += caret || apart;
    const gunichar c = kx_char_at(ctx, sign);
    const bool digit = (c == '2' || c == '3') && metre;
    const bool raised = !caret && (c == 0xB2 || c == 0xB3);
    if (!(digit || raised) || !kx_ends_at(ctx, sign + kx_width(c)))
        return;
    part->power = c == '2' || c == 0xB2 ? 2 : 3;
    part->end = sign + kx_width(c);
}

static bool letters_match(const kx_context *ctx, size_t at, kx_unit_part *part)
{
    static const char bracketed[] = "(A)";
    size_t n = letters_at(ctx, at), m = strlen(bracketed);
    const kx_cell *longer = NULL;
    if (n == 0)
        return false;
    if (kx_char_at(ctx, at + n) == '.' && !g_unichar_isalnum(kx_char_at(ctx, at + n + 1)))
        longer = row_at(ctx, at, n += 1);
    else if (kx_char_at(ctx, at + n) == '(' && kx_char_at(ctx, at + n + m - 1) == ')')
        longer = row_at(ctx, at, n += m);
    if (!longer)
        n = letters_at(ctx, at);
    part->row = longer ? longer : row_at(ctx, at, n);
    if (!part->row)
        part->row = row_lower(ctx, at, n);
    part->end = at + n;
    if (part->row)
        read_power(ctx, part);
    return part->row && kx_ends_at(ctx, part->end);
}

/* t/min, m²K/W: as a whole in the table. */
static bool whole_match(const kx_context *ctx, size_t at, kx_unit_part *part)
{
    size_t slash = letters_at(ctx, at);
    gunichar c = kx_char_at(ctx, at + slash);
    if (slash > 0 && (c == '2' || c == 0xB2)) { /* m²K/W */
        slash += kx_width(c);
        slash += letters_at(ctx, at + slash);
    }
    if (slash == 0 || kx_char_at(ctx, at + slash) != '/')
        return false;
    size_t n = slash + 1 + letters_at(ctx, at + slash + 1);
    c = kx_char_at(ctx, at + n);
    if (c == '2' || c == 0xB2) { /* W/m²K */
        n += kx_width(c);
        n += letters_at(ctx, at + n);
    }
    part->row = row_at(ctx, at, n);
    part->end = at + n;
    return part->row && kx_ends_at(ctx, part->end);
}

/* ---- one part ---- */

static bool part_at(const kx_context *ctx, size_t at, kx_unit_part *part)
{
    *part = (kx_unit_part){.power = 1, .start = at, .count = at, .count_end = at};
    return degree_at(ctx, at, part) || inch_at(ctx, at, part) || whole_match(ctx, at, part) ||
           letters_match(ctx, at, part);
}

bool kx_unit_begins(const kx_context *ctx, size_t at)
{
    kx_unit_part part;
    return part_at(ctx, at, &part);
}

/* "100 km", "24 u": powers of ten, and the hours of a day. */
static size_t count_at(const kx_context *ctx, size_t at)
{
    size_t n = kx_digits_at(ctx, at);
    if (n == 0)
        return 0;
    bool ten = n > 1 && ctx->text[at] == '1' && strspn(ctx->text + at + 1, "0") == n - 1;
    bool day = n == 2 && kx_digits_value(ctx, at, n) == 24;
    while (ten && kx_char_at(ctx, at + n) == '.' && kx_digits_at(ctx, at + n + 1) == 3 &&
           memcmp(ctx->text + at + n + 1, "000", 3) == 0)
        n += 4;
    return ten || day ? n : 0;
}

/* What stands behind the slash at `at`: a unit, or a word in small letters; min. 3°/max. 9° are
 * two measures. */
static bool divisor_at(const kx_context *ctx, size_t at, kx_unit_part *part)
{
    enum { WORD_MIN = 3 };
    static const char *const others[] = {"max",      "maximaal", "minimaal", "circa",
                                         "ongeveer", "incl",     "excl",     NULL};
    if (kx_char_at(ctx, at) != '/' || kx_follows(ctx, at + 1, others))
        return false;
    size_t start = at + 1, n = count_at(ctx, start);
    size_t unit = start + n + (n > 0 ? kx_blanks_at(ctx, start + n) : 0);
    if (!part_at(ctx, unit, part)) {
        size_t word = letters_at(ctx, unit);
        bool plain = kx_ascii_lower_at(ctx, unit) && word >= WORD_MIN && word <= KEY_BYTES_MAX &&
                     kx_ends_at(ctx, unit + word);
        if (!plain)
            return false;
        part->row = NULL;
        part->end = unit + word;
    }
    part->count = start;
    part->count_end = start + n;
    return true;
}

/* The second unit of a product: N·m, W/(…) is none. */
static bool factor_at(const kx_context *ctx, size_t at, kx_unit_part *part)
{
    gunichar dot = kx_char_at(ctx, at);
    if ((dot != 0xB7 && dot != 0x22C5) || !part_at(ctx, at + kx_width(dot), part))
        return false;
    part->times = true;
    return true;
}

/* kWh/(m² jaar), kWh/m².jr, kWh/m²jaar: what a building takes of each square metre in a year, from
 * the slash at unit->end. */
static bool per_floor_at(const kx_context *ctx, kx_unit *unit)
{
    static const char *const years[] = {"jaar", "jr", "j"};
    const size_t bracket = kx_char_at(ctx, unit->end + 1) == '(', metre = unit->end + 1 + bracket;
    const gunichar square = kx_char_at(ctx, metre + 1);
    const size_t joint = metre + 1 + kx_width(square);
    const gunichar sign = kx_char_at(ctx, joint);
    const bool joined = sign == '.' || sign == 0xB7 || kx_is_blank(sign);
    const size_t year = joint + (joined ? kx_width(sign) : 0);
    if (kx_char_at(ctx, unit->end) != '/' || kx_char_at(ctx, metre) != 'm' ||
        !(square == '2' || square == 0xB2))
        return false;
    for (unsigned i = 0; i < G_N_ELEMENTS(years); i++) {
        const size_t n = strlen(years[i]), end = year + n;
        if (!kx_word_is(ctx, year, years[i]) || (bracket && kx_char_at(ctx, end) != ')'))
            continue;
        unit->parts[1] = (kx_unit_part){.row = row_at(ctx, metre, 1), .power = 2};
        unit->parts[2] = (kx_unit_part){.power = 1, .count_end = year, .count = year, .end = end};
        unit->parts[2].row = row_at(ctx, year, n);
        unit->n = KX_UNIT_PARTS_MAX;
        unit->end = end + bracket;
        return true;
    }
    return false;
}

/* ---- a whole unit ---- */

/* m/v, t/m, A/B: a letter with a slash and no unit behind it means something else. */
static bool is_other_pair(const kx_context *ctx, const kx_unit *unit)
{
    static const char *const pairs[] = {"t/m", "m/v", "m/f", "u/v", NULL};
    for (unsigned i = 0; pairs[i]; i++) {
        if (kx_word_is(ctx, unit->parts[0].start, pairs[i]))
            return true;
    }
    bool letter = unit->parts[0].end == unit->parts[0].start + 1;
    return letter && unit->n == 1 && kx_char_at(ctx, unit->end) == '/' &&
           g_unichar_isalpha(kx_char_at(ctx, unit->end + 1));
}

/* Units that only digits before them make one may stand without in l/min and W/m². */
static bool is_clear_alone(const kx_unit *unit)
{
    const kx_unit_part *first = &unit->parts[0];
    if (first->power > 1)
        return true;
    const kx_cell *row = first->row;
    bool divided = unit->n > 1 && unit->parts[1].row && unit->parts[1].row != row;
    const char *role = kx_text(row, COLUMN_ROLE);
    bool small = is_kind(row, "number") && g_ascii_islower(*kx_text(row, 0)) &&
                 strcmp(role, "time") != 0 && strcmp(role, "hour") != 0;
    bool square = divided && unit->parts[1].power > 1;
    return divided && (small || square || is_kind(row, "counted") || is_kind(row, "word"));
}

static bool may_stand(const kx_unit *unit, kx_unit_place place)
{
    const kx_cell *row = unit->parts[0].row;
    const char *symbol = kx_text(row, 0);
    if (is_kind(row, "free"))
        return true;
    switch (place) {
    case KX_UNIT_GLUED:
        return !is_kind(row, "spaced");
    case KX_UNIT_SPACED:
        return true;
    case KX_UNIT_PER:
        if (is_kind(row, "word") || g_str_has_suffix(symbol, ".") ||
            (is_kind(row, "number") && *symbol != 't' && !g_ascii_isupper(*symbol)))
            return true;
        break;
    case KX_UNIT_COUNTED:
    case KX_UNIT_LOOSE:
        break;
    }
    return is_clear_alone(unit) || (place != KX_UNIT_LOOSE && is_kind(row, "counted"));
}

bool kx_unit_after_volts(const kx_context *ctx, size_t at)
{
    return kx_char_before(ctx, at) == '/' && kx_char_before(ctx, at - 1) == 'V';
}

/* 1,5A, 3x25A and 5V/2A: amperes right behind digits, where a letter is most often that of a code.
 */
static bool is_current(const kx_context *ctx, size_t at, const kx_unit *unit)
{
    size_t start = at;
    if (unit->n > 1 || strcmp(kx_text(unit->parts[0].row, 0), "A") != 0)
        return false;
    while (start > ctx->start && g_ascii_isdigit(ctx->text[start - 1]))
        start--;
    const gunichar before = kx_char_before(ctx, start);
    return before == ',' || before == 'x' || kx_unit_after_volts(ctx, start);
}

/* Whether a number of these stands beside what is before it, and tells nothing of it. */
static bool is_apart(const kx_unit_part *part)
{
    return part->count_end > part->count && part->row &&
           strcmp(kx_text(part->row, COLUMN_ROLE), "apart") == 0;
}

/* 60 mnd/10.000 km: how long and how far, and not so long for so far. */
static bool is_lease(const kx_unit *unit)
{
    const kx_unit_part *next = &unit->parts[unit->n];
    const char *name = kx_text(unit->parts[0].row, COLUMN_MORE);
    return next->count_end > next->count && next->row &&
           strcmp(kx_text(next->row, COLUMN_ROLE), "length") == 0 &&
           (strcmp(name, "maanden") == 0 || strcmp(name, "jaar") == 0);
}

/* "in 1945 W. Drees", "in 1813 J. M. Kemper": behind a year a name begins, and no watt. */
static bool is_initial(const kx_context *ctx, size_t at, const kx_unit *unit)
{
    enum { YEAR_DIGITS = 4 };
    size_t end = at, start;
    const size_t name = unit->end + 1 + kx_blanks_at(ctx, unit->end + 1);
    if (unit->end != at + 1 || !g_ascii_isupper(ctx->text[at]) ||
        kx_char_at(ctx, unit->end) != '.' || !g_unichar_isupper(kx_char_at(ctx, name)))
        return false;
    while (end > ctx->start && kx_is_blank(kx_char_before(ctx, end)))
        end = (size_t)(g_utf8_prev_char(ctx->text + end) - ctx->text);
    start = end;
    while (start > ctx->start && g_ascii_isdigit(ctx->text[start - 1]))
        start--;
    const gunichar before = kx_char_before(ctx, start);
    return end - start == YEAR_DIGITS && strchr("12", ctx->text[start]) && before != '.' &&
           before != ',';
}

bool kx_unit_at(const kx_context *ctx, size_t at, kx_unit_place place, kx_unit *unit)
{
    *unit = (kx_unit){0};
    if (!part_at(ctx, at, &unit->parts[0]))
        return false;
    unit->n = 1;
    unit->end = unit->parts[0].end;
    while (unit->n < KX_UNIT_PARTS_MAX && !per_floor_at(ctx, unit)) {
        size_t dot = kx_char_at(ctx, unit->end) == '.'; /* inw./km² */
        if (!factor_at(ctx, unit->end, &unit->parts[unit->n]) &&
            !divisor_at(ctx, unit->end + dot, &unit->parts[unit->n]))
            break;
        if (is_apart(&unit->parts[unit->n]) || is_lease(unit)) /* 12V/24V */
            break;
        unit->end = unit->parts[unit->n++].end;
    }
    bool behind_digits = place == KX_UNIT_GLUED || place == KX_UNIT_SPACED;
    if (!behind_digits && !ctx->all_capitals && !is_written_so(ctx, &unit->parts[0]))
        return false;
    bool dotted = kx_char_at(ctx, unit->end) == '.' && /* t.e.m. */
                  g_unichar_isalpha(kx_char_at(ctx, unit->end + 1));
    if (place == KX_UNIT_GLUED && is_current(ctx, at, unit))
        place = KX_UNIT_SPACED;
    return !dotted && !is_initial(ctx, at, unit) && !is_other_pair(ctx, unit) &&
           may_stand(unit, place);
}

bool kx_unit_after(const kx_context *ctx, size_t at, kx_unit *unit)
{
    size_t blanks = kx_blanks_at(ctx, at);
    return kx_unit_at(ctx, at + blanks, blanks > 0 ? KX_UNIT_SPACED : KX_UNIT_GLUED, unit);
}

kx_unit_role kx_unit_role_of(const kx_unit *unit)
{
    static const char *const roles[] = {"", "length", "time", "hour", "degree", "apart"};
    for (unsigned i = 0; i < G_N_ELEMENTS(roles); i++) {
        if (strcmp(kx_text(unit->parts[0].row, COLUMN_ROLE), roles[i]) == 0)
            return (kx_unit_role)i;
    }
    return KX_UNIT_ROLE_NONE;
}

bool kx_unit_is_word(const kx_unit *unit)
{
    return unit->n == 1 && unit->parts[0].power == 1 && is_kind(unit->parts[0].row, "word");
}

bool kx_unit_equal(const kx_unit *a, const kx_unit *b)
{
    return a->parts[0].row == b->parts[0].row && a->parts[0].power == b->parts[0].power;
}

bool kx_unit_follows(const kx_context *ctx, size_t at)
{
    static const char *const counted[] = {
        "procent", "percent", "promille", "euro",     "euro's", "dollar", "pond",
        "duizend", "miljoen", "miljard",  "biljoen",  "mln",    "mld",    "punt",
        "punten",  "keer",    "maal",     "personen", "mensen", NULL,
    };
    size_t blanks = kx_blanks_at(ctx, at);
    gunichar c = kx_char_at(ctx, at + blanks);
    if (c == '%' || c == 0x2030)
        return true;
    if (g_unichar_type(c) == G_UNICODE_CURRENCY_SYMBOL) {
        size_t sum = at + blanks + kx_width(c); /* vanaf 1-1-25 € 3 */
        return kx_digits_at(ctx, sum + kx_blanks_at(ctx, sum)) == 0;
    }
    kx_unit unit;
    if (kx_unit_after(ctx, at, &unit) && !is_kind(unit.parts[0].row, "spaced"))
        return kx_unit_role_of(&unit) != KX_UNIT_ROLE_HOUR;
    return kx_follows(ctx, at, counted);
}

/* ---- fields ---- */

static char *part_text(const kx_context *ctx, const kx_unit_part *part, bool one)
{
    static const char *const powers[] = {"", "vierkante ", "kubieke "};
    if (!part->row)
        return g_strndup(ctx->text + part->count_end, part->end - part->count_end);
    const char *name = kx_text(part->row, one ? COLUMN_ONE : COLUMN_MORE);
    bool time = strcmp(kx_text(part->row, COLUMN_ROLE), "time") == 0; /* m/s² */
    if (time)
        return g_strconcat(name, part->power > 1 ? " kwadraat" : "", NULL);
    return g_strconcat(powers[part->power - 1], name, NULL);
}

void kx_unit_set(const kx_context *ctx, kx_token *token, const kx_unit *unit, bool one)
{
    g_autofree char *first = part_text(ctx, &unit->parts[0], one);
    g_autoptr(GString) counted = g_string_new(first), per = g_string_new(NULL);
    for (unsigned i = 1; i < unit->n; i++) {
        const kx_unit_part *part = &unit->parts[i];
        bool many = part->count_end > part->count;
        g_autofree char *name = part_text(ctx, part, !many);
        if (part->times) {
            g_string_append_printf(per->len > 0 ? per : counted, " %s", name);
            continue;
        }
        if (per->len > 0)
            g_string_append_c(per, '/');
        for (size_t at = part->count; at < part->count_end; at++) {
            if (g_ascii_isdigit(ctx->text[at]))
                g_string_append_c(per, ctx->text[at]);
        }
        g_string_append_printf(per, "%s%s", many ? " " : "", g_strstrip(name));
    }
    kx_token_set_text(token, KX_FIELD_UNIT, counted->str, -1);
    if (per->len > 0)
        kx_token_set_text(token, KX_FIELD_PER, per->str, -1);
}

void kx_unit_say(const kx_token *token, kx_seam seam, kx_spoken *out)
{
    const char *per = kx_token_get_text(token, KX_FIELD_PER);
    kx_say(out, seam, kx_token_get_text(token, KX_FIELD_UNIT));
    if (!per)
        return;
    g_auto(GStrv) parts = g_strsplit(per, "/", -1);
    for (unsigned i = 0; parts[i]; i++) {
        size_t digits = strspn(parts[i], "0123456789");
        g_autofree char *count = g_strndup(parts[i], digits);
        kx_say(out, KX_SEAM_SPACE, "per");
        if (digits > 0)
            kx_say_number(out, KX_SEAM_SPACE, count, KX_NUMBER_CARDINAL);
        kx_say(out, KX_SEAM_SPACE, parts[i] + digits);
    }
}
