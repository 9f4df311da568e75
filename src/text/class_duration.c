/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Durations: 2:03:17, 1.44,23, in 2.03.17, op 1.23 van, 1'23", 1u30min, 3 min 20 sec, +16", 12'
 * vertraging; and the minute of a match: (23'), (90'+3). */
#include "text/cue.h"
#include "text/prime.h"

#include <string.h>

/* h:mm:ss, h:mm:ss,fff or m:ss,hh as digits at offsets. */
typedef struct {
    size_t first_length, middle, last, last_length, fraction, fraction_length, end;
    gunichar link, last_link;
} digit_groups;

/* One or two digits, two digits, and perhaps more, with a sign between each. */
static bool read_groups(const kx_context *ctx, digit_groups *g)
{
    g->first_length = kx_digits_at(ctx, ctx->at);
    g->middle = ctx->at + g->first_length + 1;
    g->link = kx_char_at(ctx, g->middle - 1);
    const bool swapped = g->link == ',' && kx_char_at(ctx, g->middle + 2) == '.' &&
                         kx_digits_at(ctx, g->middle + 3) == 2; /* 1,53.10 */
    if (g->first_length < 1 || g->first_length > 2 ||
        (g->link != ':' && g->link != '.' && !swapped) || kx_digits_at(ctx, g->middle) != 2 ||
        kx_digits_value(ctx, g->middle, 2) > 59)
        return false;
    g->end = g->middle + 2;
    g->last_link = kx_char_at(ctx, g->end);
    g->last_length = g->last_link < 128 ? kx_digits_at(ctx, g->end + 1) : 0;
    g->last = g->end + 1;
    if (g->last_length > 0)
        g->end = g->last + g->last_length;
    gunichar comma = kx_char_at(ctx, g->end);
    size_t n =
        comma == ',' || (comma == '.' && g->last_link == ':') ? kx_digits_at(ctx, g->end + 1) : 0;
    if (g->last_length == 2 && n >= 1 && n <= 3) { /* 1.32.05,321 */
        g->fraction = g->end + 1;
        g->fraction_length = n;
        g->end = g->fraction + n;
    }
    return kx_number_ends_at(ctx, g->end);
}

/* "Kipchoge (Ken) 2.01.39": in a row of results. */
static bool after_name(const kx_context *ctx, const digit_groups *g)
{
    static const char *const closes[] = {")", NULL};
    if (ctx->before->len == 0)
        return false;
    const kx_token *last = &g_array_index(ctx->before, kx_token, ctx->before->len - 1);
    bool name = g_unichar_isupper(kx_char_at(ctx, last->range.start));
    static const char *const versions[] = {"versie", "version", "release", "build", NULL};
    bool padded = ctx->text[g->middle] == '0' || ctx->text[g->last] == '0';
    return kx_previous_is(ctx, 0, closes) || kx_in_results(ctx, g->end) ||
           (name && padded && !kx_previous_is(ctx, 0, versions));
}

/* "2.03.17" is a duration where a time was run, not a version or a date. */
static bool opens_duration(const kx_context *ctx, const digit_groups *g)
{
    static const char *const van[] = {"van", NULL}, *const na[] = {"na", NULL};
    static const char *const times[] = {"tijd",         "eindtijd", "recordtijd", "toptijd",
                                        "wereldrecord", "record",   NULL};
    static const char *const op[] = {"op", NULL};
    unsigned middle = kx_digits_value(ctx, g->middle, 2);
    if (kx_previous_is(ctx, 0, op) && (middle == 0 || middle > 12))
        return true; /* op 2.04.11 may be a date */
    return kx_after_race(ctx) || kx_previous_is(ctx, 0, na) || after_name(ctx, g) ||
           (kx_previous_is(ctx, 0, van) && kx_previous_is(ctx, 1, times));
}

/* Length of " uur" or "u" behind a time of day to the second (12:30:15 uur). */
static size_t hour_word_at(const kx_context *ctx, size_t at)
{
    static const char *const words[] = {"uur", "u", "h"};
    size_t blanks = kx_blanks_at(ctx, at);
    for (unsigned i = 0; i < G_N_ELEMENTS(words); i++) {
        if (kx_word_is(ctx, at + blanks, words[i]))
            return blanks + strlen(words[i]);
    }
    return 0;
}

/* Length of " minuten", " minuut" or " min." at `at`. */
static size_t minutes_word_at(const kx_context *ctx, size_t at)
{
    static const char *const words[] = {"minuten", "minuut", "min"};
    const size_t blanks = kx_blanks_at(ctx, at);
    for (unsigned i = 0; i < G_N_ELEMENTS(words); i++) {
        const size_t end = at + blanks + strlen(words[i]);
        if (kx_word_is(ctx, at + blanks, words[i]))
            return end - at + (i == 2 && kx_char_at(ctx, end) == '.');
    }
    return 0;
}

/* 1:50.000 is the scale of a map, 1:27.053 a result. */
static bool is_scale(const kx_context *ctx, const digit_groups *g)
{
    static const char *const words[] = {"schaal", "kaart", NULL};
    return g->last_length == 3 && g->last_link == '.' &&
           (kx_previous_is(ctx, 0, words) || memcmp(ctx->text + g->last, "000", 3) == 0);
}

/* "een voorsprong van 2.45", "verschil: 1.56" */
static bool after_gap(const kx_context *ctx, size_t end)
{
    static const char *const links[] = {"van", "is", "was", "bedraagt", ":", NULL};
    static const char *const gaps[] = {"voorsprong", "achterstand", "verschil", NULL};
    return kx_previous_is(ctx, kx_previous_is(ctx, 0, links) ? 1 : 0, gaps) &&
           !kx_noun_follows(ctx, end);
}

/* 4:30/km, 5.15 per km: how fast someone runs. */
static bool is_pace(const kx_context *ctx, const digit_groups *g)
{
    static const char *const per[] = {"per", NULL}, *const km[] = {"km", "kilometer", NULL};
    const size_t at = g->end + kx_blanks_at(ctx, g->end);
    if (g->last_length > 0 || g->first_length != 1 || ctx->text[ctx->at] < '2')
        return false;
    return (kx_char_at(ctx, g->end) == '/' && kx_follows(ctx, g->end + 1, km)) ||
           (kx_follows(ctx, at, per) && kx_follows(ctx, at + strlen("per"), km));
}

/* Whether a race is told of, or a time with its seconds, before ctx->at. */
static bool is_raced(const kx_context *ctx)
{
    enum { SENTENCE_BACK = 40 };
    return kx_after_time(ctx) || kx_cue_before(ctx, SENTENCE_BACK, "race");
}

/* "De voorsprong liep op tot 3.15", "de vluchters hadden nog 1.20": where a gap or a race is told
 * of before. */
static bool follows_gap(const kx_context *ctx)
{
    enum { SENTENCE_BACK = 40 };
    static const char *const gaps[] = {"voorsprong", "achterstand", NULL};
    static const char *const grows[] = {"tot", "naar", "met", NULL};
    static const char *const hedges[] = {"nog", "bijna",    "ruim", "slechts", "zo'n",
                                         "al",  "maximaal", "dat",  NULL};
    if (kx_previous_is(ctx, 0, hedges) && kx_cue_before(ctx, SENTENCE_BACK, "race"))
        return true;
    if (!kx_previous_is(ctx, 0, hedges) && !kx_previous_is(ctx, 0, grows))
        return false;
    for (unsigned back = 0; back < ctx->before->len; back++) {
        if (kx_previous_is(ctx, back, gaps))
            return true;
    }
    return false;
}

/* "op 1.23 van de leider", "met 1.23 voorsprong", and where a race is told of "Roglic op 0.08,
 * Ayuso op 1.14": how far someone is behind or ahead. */
static bool is_gap(const kx_context *ctx, const digit_groups *g)
{
    static const char *const op[] = {"op", NULL}, *const en[] = {"en", NULL};
    static const char *const after[] = {"van", "achter", NULL};
    static const char *const gaps[] = {"voorsprong", "achterstand", "voor", "vóór", "achter", NULL};
    if (g->last_length > 0 || kx_unit_follows(ctx, g->end))
        return false;
    gunichar next = kx_char_at(ctx, g->end);
    static const char *const bracket[] = {")", NULL};
    bool closed = next == 0 || next == ';' || next == ')' ||
                  (next == '.' && kx_is_last(ctx, g->end + 1)) ||
                  (next == ',' && kx_previous_is(ctx, 1, bracket)); /* Vos (Ned) op 0.34, */
    if (kx_after_time(ctx) && kx_in_results(ctx, g->end))
        return true;
    if (kx_previous_is(ctx, 0, op))
        return closed || kx_follows(ctx, g->end, after) ||
               ((next == ',' || kx_follows(ctx, g->end, en)) && is_raced(ctx));
    if (hour_word_at(ctx, g->end) > 0)
        return false;
    if (next == ')' && kx_char_before(ctx, ctx->at) == '(' && kx_after_time(ctx))
        return true; /* het oude record (57.30) */
    const bool told = follows_gap(ctx) && !kx_noun_follows(ctx, g->end);
    return g->first_length == 1 &&
           (told || kx_follows(ctx, g->end, gaps) || after_gap(ctx, g->end));
}

/* "5 km in 21.19" */
static bool after_distance(const kx_context *ctx)
{
    enum { TOKENS_BACK = 4 };
    static const char *const in[] = {"in", NULL};
    static const char *const races[] = {"marathon", "meter", "kilometer", NULL};
    unsigned n = ctx->before->len;
    if (!kx_previous_is(ctx, 0, in))
        return false;
    for (unsigned back = 1; back < MIN(n, TOKENS_BACK); back++) {
        const kx_token *token = &g_array_index(ctx->before, kx_token, n - 1 - back);
        const char *unit = kx_token_get_text(token, KX_FIELD_UNIT);
        if (kx_previous_is(ctx, back, races) || (unit && g_str_has_suffix(unit, "meter")))
            return true;
    }
    return false;
}

static void set_fraction(const kx_context *ctx, kx_token *token, size_t at, size_t n)
{
    kx_token_set_text(token, KX_FIELD_FRACTION, ctx->text + at, (gssize)n);
}

/* Two digits behind a point at `at`, of hundredths or seconds. */
static bool two_digits_at(const kx_context *ctx, size_t at)
{
    return kx_char_at(ctx, at) == '.' && kx_digits_at(ctx, at + 1) == 2;
}

/* de 500 meter in 37.12, de 1500 m in 1.43.21: the last two digits are hundredths where the way is
 * short, or the first ones are too many for hours. */
static size_t track_match(const kx_context *ctx, kx_token *token)
{
    enum { SPRINT_MAX = 500, TRACK_MAX = 10000, SPEED_MAX = 25, HOURS_MAX = 9, SECONDS = 60 };
    const size_t n = kx_digits_at(ctx, ctx->at), middle = ctx->at + n + 1, last = middle + 3;
    bool kilometres = false;
    unsigned length = 0;
    if (n < 1 || n > 2 || !two_digits_at(ctx, middle - 1))
        return 0;
    length = kx_race_length(ctx, &kilometres);
    if (length == 0 && !(two_digits_at(ctx, last - 1) && kx_on_track(ctx)))
        return 0;
    const unsigned first = kx_digits_value(ctx, ctx->at, n);
    if (!two_digits_at(ctx, last - 1)) { /* in 52.26 */
        bool sprint = !kilometres && length <= SPRINT_MAX && first * (unsigned)SPEED_MAX >= length;
        if (!sprint || !kx_number_ends_at(ctx, last - 1))
            return 0;
        kx_token_set(token, KX_FIELD_SECOND, first);
        set_fraction(ctx, token, middle, 2);
    } else {
        const unsigned seconds = kx_digits_value(ctx, middle, 2);
        bool track = kilometres ? first > HOURS_MAX : length <= TRACK_MAX;
        if (!track || seconds >= SECONDS || !kx_number_ends_at(ctx, last + 2))
            return 0;
        kx_token_set(token, KX_FIELD_MINUTE, first);
        kx_token_set(token, KX_FIELD_SECOND, seconds);
        set_fraction(ctx, token, last, 2);
    }
    kx_token_set_text(token, KX_FIELD_READING, "duration", -1);
    return (kx_token_has(token, KX_FIELD_MINUTE) ? last + 2 : last - 1) - ctx->at;
}

/* "de marathon in 2.15": hours and minutes. */
static size_t marathon_match(const kx_context *ctx, kx_token *token)
{
    enum { HOURS_MAX = 9 };
    static const char *const in[] = {"in", NULL}, *const marathon[] = {"marathon", NULL};
    digit_groups g = {0};
    if (!kx_previous_is(ctx, 0, in) || !kx_previous_is(ctx, 1, marathon) || !read_groups(ctx, &g) ||
        g.last_length > 0 || is_pace(ctx, &g))
        return 0;
    unsigned hours = kx_digits_value(ctx, ctx->at, g.first_length);
    if (hours > HOURS_MAX)
        return 0;
    kx_token_set(token, KX_FIELD_HOUR, hours);
    kx_token_set(token, KX_FIELD_MINUTE, kx_digits_value(ctx, g.middle, 2));
    kx_token_set_text(token, KX_FIELD_READING, "units", -1);
    return g.end - ctx->at;
}

static bool is_time_of_day(const kx_context *ctx, size_t word)
{
    static const char *const openers[] = {"om",    "vanaf",     "tot",      "rond",
                                          "tegen", "omstreeks", "klokslag", NULL};
    static const char *const runs[] = {"in", "tijd", "eindtijd", NULL};
    return kx_previous_is(ctx, 0, openers) || (word > 0 && !kx_previous_is(ctx, 0, runs));
}

/* 2:03:17 -> HOUR MINUTE SECOND; 1.32.05,321 -> these and FRACTION; 1.44,23 and 1:44.23 -> MINUTE
 * SECOND FRACTION; 45.12 minuten and "op 1.23 van" -> MINUTE SECOND.
 * READING "duration", or "time" for a time of day to the second. */
static size_t result_match(const kx_context *ctx, kx_token *token)
{
    digit_groups g = {0};
    if (!read_groups(ctx, &g))
        return 0;
    size_t minutes = minutes_word_at(ctx, g.end);
    bool two = g.last_length == 2 && kx_digits_value(ctx, g.last, 2) < 60;
    bool exact = two && g.fraction_length > 0 && (g.last_link == ':' || g.last_link == '.');
    bool hours =
        exact || (two && g.last_link == g.link &&
                  (g.link == ':' || opens_duration(ctx, &g) || hour_word_at(ctx, g.end) > 0));
    bool lap = g.last_length == 3 && g.link == '.' && g.last_link == '.' && kx_is_lap(ctx, g.end);
    bool tenth =
        g.last_length == 1 && g.link == '.' && g.last_link == '.' && kx_timed_to_tenths(ctx);
    bool comma = g.last_link == ',' || (g.link != '.' && g.last_link == '.') || lap || tenth;
    bool hundredths = !hours && comma && g.last_length >= 1 && g.last_length <= 3 &&
                      g.fraction_length == 0 && !is_scale(ctx, &g);
    bool seconds = hundredths || (g.last_length == 0 && (minutes > 0 || is_gap(ctx, &g) ||
                                                         is_pace(ctx, &g) || after_distance(ctx)));
    if (!hours && !seconds)
        return 0;
    if (hours)
        kx_token_set(token, KX_FIELD_HOUR, kx_digits_value(ctx, ctx->at, g.first_length));
    kx_token_set(token, KX_FIELD_MINUTE,
                 hours ? kx_digits_value(ctx, g.middle, 2)
                       : kx_digits_value(ctx, ctx->at, g.first_length));
    kx_token_set(token, KX_FIELD_SECOND, kx_digits_value(ctx, hours ? g.last : g.middle, 2));
    if (hundredths)
        set_fraction(ctx, token, g.last, g.last_length);
    else if (exact)
        set_fraction(ctx, token, g.fraction, g.fraction_length);
    size_t word = hours ? hour_word_at(ctx, g.end) : minutes;
    bool of_day = hours && !exact && is_time_of_day(ctx, word);
    kx_token_set_text(token, KX_FIELD_READING, of_day ? "time" : "duration", -1);
    if (kx_char_before(ctx, g.end + word) == '.' && kx_is_last(ctx, g.end + word))
        kx_token_set_mark(token, '.');
    return g.end + word - ctx->at;
}

/* ---- primes and units ---- */

/* 5m30s: with seconds behind it, an m glued to digits is no metre. `at`: behind the m. */
static bool is_minute_letter(const kx_context *ctx, size_t at)
{
    size_t seconds = at + kx_blanks_at(ctx, at), n = kx_digits_at(ctx, seconds);
    return g_ascii_isdigit(ctx->text[at - 2]) && n >= 1 && n <= 2 &&
           kx_word_is(ctx, seconds + n, "s");
}

/* Length of a short unit at `at` with the blanks before and the dot behind it: u, min, sec, a
 * prime. Behind an hour m is a minute. */
static size_t unit_at(const kx_context *ctx, size_t at, kx_field_name name, bool behind_hour)
{
    static const char *const hours[] = {"uur", "u", "h", NULL};
    static const char *const minutes[] = {"min", "m", NULL};
    static const char *const seconds[] = {"sec", "s", NULL};
    const char *const *words = name == KX_FIELD_HOUR     ? hours
                               : name == KX_FIELD_MINUTE ? minutes
                                                         : seconds;
    size_t prime =
        name == KX_FIELD_HOUR ? 0 : kx_prime_at(ctx, at, name == KX_FIELD_MINUTE ? 1 : 2);
    if (prime > 0)
        return prime;
    size_t blanks = kx_blanks_at(ctx, at);
    for (; *words; words++) {
        size_t n = strlen(*words);
        const char *text = ctx->text + at + blanks;
        if (ctx->end - at - blanks < n || memcmp(text, *words, n) != 0 ||
            kx_is_letter(kx_char_at(ctx, at + blanks + n)))
            continue;
        if (**words == 'm' && n == 1 && !behind_hour && !is_minute_letter(ctx, at + blanks + n))
            continue;
        return blanks + n + (kx_char_at(ctx, at + blanks + n) == '.');
    }
    return 0;
}

/* 5u54:12, 5u54.12, 5u54'12: minutes and seconds behind an hour. */
static size_t minutes_seconds_at(const kx_context *ctx, kx_token *token, size_t at)
{
    const gunichar c = kx_char_at(ctx, at + 2);
    const size_t link = c == ':' || c == '.' ? 1 : kx_prime_at(ctx, at + 2, 1);
    const size_t last = at + 2 + link, end = last + 2;
    if (kx_digits_at(ctx, at) != 2 || link == 0 || kx_digits_at(ctx, last) != 2 ||
        !kx_number_ends_at(ctx, end) || kx_prime_at(ctx, end, 2) > 0)
        return 0;
    kx_token_set(token, KX_FIELD_MINUTE, kx_digits_value(ctx, at, 2));
    kx_token_set(token, KX_FIELD_SECOND, kx_digits_value(ctx, last, 2));
    return end - at;
}

/* 1'28.809, 1'28,8: seconds and their thousandths behind a minute. */
static size_t seconds_fraction_at(const kx_context *ctx, kx_token *token, size_t at)
{
    enum { THOUSANDTHS = 3 };
    const gunichar point = kx_char_at(ctx, at + 2);
    const size_t n = kx_digits_at(ctx, at + 3), end = at + 3 + n;
    if (kx_digits_at(ctx, at) != 2 || !(point == '.' || point == ',') || n < 1 || n > THOUSANDTHS ||
        !kx_number_ends_at(ctx, end) || kx_prime_at(ctx, end, 2) > 0)
        return 0;
    kx_token_set(token, KX_FIELD_SECOND, kx_digits_value(ctx, at, 2));
    set_fraction(ctx, token, at + 3, n);
    return end - at;
}

/* 1u30min, 1h30m, 1u23'45", 2'03"45, 3 min. 20 sec.: two or three numbers with falling units. */
static size_t units_match(const kx_context *ctx, kx_token *token)
{
    static const kx_field_name names[] = {KX_FIELD_HOUR, KX_FIELD_MINUTE, KX_FIELD_SECOND};
    size_t at = ctx->at, end = at;
    unsigned found = 0;
    for (unsigned i = 0; i < G_N_ELEMENTS(names); i++) {
        size_t n = kx_digits_at(ctx, at);
        size_t unit = n >= 1 && n <= 3 ? unit_at(ctx, at + n, names[i], found > 0) : 0;
        if (unit == 0) {
            if (found > 0)
                break;
            continue;
        }
        kx_token_set(token, names[i], kx_digits_value(ctx, at, n));
        end = at + n + unit;
        found++;
        size_t rest = names[i] == KX_FIELD_HOUR     ? minutes_seconds_at(ctx, token, end)
                      : names[i] == KX_FIELD_MINUTE ? seconds_fraction_at(ctx, token, end)
                                                    : 0;
        if (rest > 0) {
            end += rest;
            found++;
            break;
        }
        at = end + kx_blanks_at(ctx, end);
    }
    if (found < 2)
        return 0;
    size_t n = kx_digits_at(ctx, end); /* 2'03"45 */
    if (n >= 1 && n <= 3 && kx_token_has(token, KX_FIELD_SECOND)) {
        set_fraction(ctx, token, end, n);
        end += n;
    }
    if (!kx_ends_at(ctx, end))
        return 0;
    kx_token_set_text(token, KX_FIELD_READING, "units", -1);
    if (kx_char_before(ctx, end) == '.' && kx_is_last(ctx, end))
        kx_token_set_mark(token, '.');
    return end - ctx->at;
}

/* +0:43, +1.00,2 and +1:12.3, but UTC +1:00 and +1:30 uur; +3.31 of a race, but +2.30 punten */
static size_t clock_gap_match(const kx_context *ctx, kx_token *token)
{
    static const char *const zones[] = {"UTC", "GMT", "CET", "tijdzone", NULL};
    digit_groups g = {0};
    if (!read_groups(ctx, &g) || g.fraction_length > 0)
        return 0;
    const bool exact = g.last_length >= 1 && g.last_length <= 3 &&
                       (g.last_link == ',' || (g.link == ':' && g.last_link == '.'));
    const bool raced = minutes_word_at(ctx, g.end) > 0 ||
                       !(kx_unit_follows(ctx, g.end) || kx_noun_follows(ctx, g.end));
    const bool whole = g.last_length == 0 && (g.link == ':' || (raced && is_raced(ctx))) &&
                       hour_word_at(ctx, g.end) == 0;
    if (!(exact || whole) || kx_previous_is(ctx, 0, zones))
        return 0;
    const unsigned minutes = kx_digits_value(ctx, ctx->at, g.first_length);
    if (minutes > 0)
        kx_token_set(token, KX_FIELD_MINUTE, minutes);
    kx_token_set(token, KX_FIELD_SECOND, kx_digits_value(ctx, g.middle, 2));
    if (exact)
        set_fraction(ctx, token, g.last, g.last_length);
    kx_token_set_text(token, KX_FIELD_READING, "units", -1);
    return g.end + minutes_word_at(ctx, g.end) - ctx->at;
}

/* +7'29", +16", +0:43, +12' vertraging: how far behind. */
static size_t signed_match(const kx_context *ctx, kx_token *token)
{
    static const char plus[] = "plus";
    if (g_strcmp0(kx_sign_at(ctx, ctx->at), plus) != 0)
        return 0;
    kx_context there = *ctx;
    there.at++;
    size_t n = units_match(&there, token);
    if (n == 0) {
        token->n_fields = 0;
        n = kx_prime_gap_match(&there, token);
    }
    if (n == 0)
        n = clock_gap_match(&there, token);
    if (n == 0)
        return 0;
    kx_token_set_text(token, KX_FIELD_SIGN, plus, -1);
    return n + 1;
}

static size_t duration_match(const kx_context *ctx, kx_token *token)
{
    static size_t (*const matches[])(const kx_context *, kx_token *) = {
        marathon_match,     track_match,           result_match, units_match,
        kx_prime_gap_match, kx_prime_minute_match, signed_match,
    };
    for (unsigned i = 0; i < G_N_ELEMENTS(matches); i++) {
        token->n_fields = 0;
        size_t n = matches[i](ctx, token);
        if (n > 0)
            return n;
    }
    return 0;
}

/* ---- say ---- */

static void say_unit(kx_spoken *out, int64_t n, const char *one, const char *many)
{
    kx_say_count(out, KX_SEAM_SPACE, n);
    kx_say(out, KX_SEAM_SPACE, n == 1 ? one : many);
}

/* twee uur, drie minuten en zeventien seconden; één minuut vierenveertig komma drieëntwintig. With
 * units as they are written: drie minuten twintig seconden. */
static void say_duration(const kx_token *token, const char *reading, kx_spoken *out)
{
    bool units = strcmp(reading, "units") == 0, of_day = strcmp(reading, "time") == 0;
    const char *fraction = kx_token_get_text(token, KX_FIELD_FRACTION);
    int64_t hour = kx_token_get(token, KX_FIELD_HOUR, 0);
    int64_t minute = kx_token_get(token, KX_FIELD_MINUTE, 0);
    int64_t second = kx_token_get(token, KX_FIELD_SECOND, 0);
    bool hours = hour > 0 || of_day;
    kx_say_sign(token, out);
    if (hours) {
        kx_say_count(out, KX_SEAM_SPACE, hour);
        kx_say(out, KX_SEAM_SPACE, "uur");
        if (!units && minute > 0)
            kx_say_mark(out, ',');
    }
    if (minute > 0)
        say_unit(out, minute, "minuut", "minuten");
    if (!kx_token_has(token, KX_FIELD_SECOND))
        return;
    bool bare = fraction && hour == 0 && minute > 0;
    if (!units && !bare && (minute > 0 || hours))
        kx_say(out, KX_SEAM_SPACE, "en");
    if (!fraction) {
        say_unit(out, second, "seconde", "seconden");
        return;
    }
    char digits[24];
    g_snprintf(digits, sizeof digits, "%" G_GINT64_FORMAT, second);
    kx_say_decimal(out, KX_SEAM_SPACE, digits, fraction);
    if (!bare)
        kx_say(out, KX_SEAM_SPACE, "seconden");
}

/* drieëntwintigste minuut; negentigste minuut plus drie */
static void say_match_minute(const kx_token *token, kx_spoken *out)
{
    char digits[24];
    g_snprintf(digits, sizeof digits, "%" G_GINT64_FORMAT, kx_token_get(token, KX_FIELD_MINUTE, 0));
    kx_say_ordinal(out, KX_SEAM_SPACE, digits);
    kx_say(out, KX_SEAM_SPACE, "minuut");
    if (!kx_token_has(token, KX_FIELD_TO))
        return;
    kx_say(out, KX_SEAM_SPACE, "plus");
    kx_say_count(out, KX_SEAM_SPACE, kx_token_get(token, KX_FIELD_TO, 0));
}

static bool duration_say(const kx_token *token, const kx_style *style, kx_spoken *out)
{
    (void)style;
    const char *reading = kx_token_get_text(token, KX_FIELD_READING);
    if (strcmp(reading, "minute") == 0)
        say_match_minute(token, out);
    else
        say_duration(token, reading, out);
    kx_say_end(token, out);
    return true;
}

const kx_class kx_class_duration = {
    .name = "duration",
    .what = N_("durations and results: 2:03:17, 1.44,23, 1u30min, 1'23\", op 1.23 van"),
    .starts = KX_AT_DIGIT | KX_AT_SIGN,
    .match = duration_match,
    .say = duration_say,
};
