/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Clock times (16.50 uur, om 8:05, 7u45, 8.30-17.15 uur) and durations of sport (2:03:17, 1.44,23).
 * Hours and minutes joined by a point are a time only where the words around say so: 11.45 may be
 * a decimal, 11.450 is a number. */
#include "text/number_match.h"

#include <string.h>

typedef struct {
    size_t end;
    unsigned hour, minute;
    gunichar separator; /* . : u h, or 0 for an hour alone (7u) */
} clock_time;

/* ---- reading ---- */

static bool is_hour_sign(gunichar c)
{
    return c == 'u' || c == 'h';
}

/* h.mm, h:mm, huMM, hu at `at`. */
static bool read_time(const kx_context *ctx, size_t at, clock_time *t)
{
    size_t n = kx_digits_at(ctx, at);
    if (n < 1 || n > 2)
        return false;
    *t = (clock_time){.hour = kx_digits_value(ctx, at, n)};
    at += n;
    gunichar c = kx_char_at(ctx, at);
    if (t->hour > 24 || !(c == '.' || c == ':' || is_hour_sign(c)))
        return false;
    size_t minutes = kx_digits_at(ctx, at + 1);
    if (is_hour_sign(c) && minutes == 0 && kx_ends_at(ctx, at + 1)) {
        t->end = at + 1;
        return true;
    }
    if (minutes != 2)
        return false;
    t->minute = kx_digits_value(ctx, at + 1, 2);
    t->separator = c;
    t->end = at + 3;
    return t->minute < 60 && (t->hour < 24 || t->minute == 0);
}

/* Length of " uur", "u", " u.", " h" at `at`, with the blanks before it. */
static size_t hour_word_at(const kx_context *ctx, size_t at)
{
    size_t blanks = kx_blanks_at(ctx, at);
    if (kx_word_is(ctx, at + blanks, "uur"))
        return blanks + strlen("uur");
    if (is_hour_sign(kx_char_at(ctx, at + blanks)) && kx_ends_at(ctx, at + blanks + 1) &&
        kx_apostrophe_at(ctx, at + blanks + 1) == 0) {
        size_t n = blanks + 1;
        bool dot = kx_char_at(ctx, at + n) == '.' && !kx_is_last(ctx, at + n + 1);
        return n + dot;
    }
    return 0;
}

/* ---- the words around ---- */

static bool is_clock_token(const kx_context *ctx, unsigned back)
{
    if (ctx->before->len <= back)
        return false;
    const kx_token *token = &g_array_index(ctx->before, kx_token, ctx->before->len - 1 - back);
    const char *reading = kx_token_get_text(token, KX_FIELD_READING);
    return kx_token_has(token, KX_FIELD_HOUR) && g_strcmp0(reading, "duration") != 0;
}

/* "de boot van 6.40 uur is vol, die van 7.10 niet": what was a time before, is one again, but not
 * after a name (Johannes 3:16). */
static bool after_time(const kx_context *ctx)
{
    enum { TOKENS_BACK = 12 };
    if (ctx->before->len < 2)
        return false;
    const kx_token *last = &g_array_index(ctx->before, kx_token, ctx->before->len - 1);
    if (g_unichar_isupper(kx_char_at(ctx, last->range.start)))
        return false;
    for (unsigned back = 0; back < TOKENS_BACK; back++) {
        if (is_clock_token(ctx, back))
            return true;
    }
    return false;
}

static bool after_preposition(const kx_context *ctx)
{
    static const char *const openers[] = {
        "om",       "vanaf", "tot",       "tussen",  "rond",  "voor", "na",     "omstreeks",
        "klokslag", "tegen", "uiterlijk", "aanvang", "sinds", "t/m",  "rondom", NULL,
    };
    return kx_previous_is(ctx, 0, openers);
}

/* Whether a number with two digits behind its point is a time after what stands before it. */
static bool opens_time(const kx_context *ctx)
{
    static const char *const colon[] = {":", NULL};
    static const char *const headings[] = {"aanvang", "vertrek", "aankomst", "start",
                                           "inloop",  "tijd",    NULL};
    static const char *const van[] = {"van", NULL};
    static const char *const transport[] = {"trein",    "bus",        "boot",     "vlucht", "tram",
                                            "journaal", "uitzending", "veerboot", NULL};
    if (after_preposition(ctx) || after_time(ctx))
        return true;
    if (kx_previous_is(ctx, 0, van) && kx_previous_is(ctx, 1, transport))
        return true;
    return kx_previous_is(ctx, 0, colon) && kx_previous_is(ctx, 1, headings);
}

/* "van 8.30 tot 17.15 uur" */
static bool opens_span(const kx_context *ctx, size_t end)
{
    static const char *const van[] = {"van", "tussen", NULL};
    static const char *const links[] = {"tot", "en", NULL};
    clock_time second;
    if (!kx_previous_is(ctx, 0, van) || !kx_follows(ctx, end, links))
        return false;
    size_t at = end + kx_blanks_at(ctx, end);
    at += kx_word_at(ctx, at);
    at += kx_blanks_at(ctx, at);
    return read_time(ctx, at, &second) && second.separator != 0;
}

/* 's middags, 's avonds: then people say "half negen". */
static bool part_of_day_follows(const kx_context *ctx, size_t at)
{
    static const char *const parts[] = {"ochtends", "morgens", "middags", "avonds", "nachts", NULL};
    at += kx_blanks_at(ctx, at);
    size_t apostrophe = kx_apostrophe_at(ctx, at);
    if (apostrophe == 0 || kx_char_at(ctx, at + apostrophe) != 's')
        return false;
    return kx_follows(ctx, at + apostrophe + 1, parts);
}

static bool is_time_here(const kx_context *ctx, size_t at, const clock_time *t, size_t word)
{
    bool border = word > 0 || kx_number_ends_at(ctx, t->end);
    gunichar next = kx_char_at(ctx, t->end);
    bool more = (next == '.' || next == ',' || next == ':') && kx_digits_at(ctx, t->end + 1) > 0;
    if (!border || more)
        return false;
    if (word > 0 || is_hour_sign(t->separator) || t->separator == 0)
        return true;
    if (t->separator == ':' && kx_digits_at(ctx, at) == 2)
        return true;
    if (kx_unit_follows(ctx, t->end))
        return false;
    return opens_time(ctx) || opens_span(ctx, t->end);
}

/* ---- durations ---- */

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
    if (g->first_length < 1 || g->first_length > 2 || (g->link != ':' && g->link != '.') ||
        kx_digits_at(ctx, g->middle) != 2 || kx_digits_value(ctx, g->middle, 2) > 59)
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

/* "2.03.17" is a duration where a time was run, not a version or a date. */
static bool opens_duration(const kx_context *ctx)
{
    static const char *const openers[] = {"in", "tijd", "eindtijd", "na", NULL};
    static const char *const van[] = {"van", NULL};
    static const char *const times[] = {"tijd",    "eindtijd",     "recordtijd",
                                        "toptijd", "wereldrecord", NULL};
    return kx_previous_is(ctx, 0, openers) ||
           (kx_previous_is(ctx, 0, van) && kx_previous_is(ctx, 1, times));
}

/* Length of " minuten" or " minuut" at `at`. */
static size_t minutes_word_at(const kx_context *ctx, size_t at)
{
    size_t blanks = kx_blanks_at(ctx, at);
    if (kx_word_is(ctx, at + blanks, "minuut"))
        return blanks + strlen("minuut");
    return kx_word_is(ctx, at + blanks, "minuten") ? blanks + strlen("minuten") : 0;
}

/* 1:50.000 is the scale of a map, 1:27.053 a result. */
static bool is_scale(const kx_context *ctx, const digit_groups *g)
{
    static const char *const words[] = {"schaal", "kaart", NULL};
    return g->last_length == 3 && g->last_link == '.' &&
           (kx_previous_is(ctx, 0, words) || memcmp(ctx->text + g->last, "000", 3) == 0);
}

/* 2:03:17 -> HOUR MINUTE SECOND; 1.32.05,321 -> these and FRACTION; 1.44,23 and 1:44.23 -> MINUTE
 * SECOND FRACTION; 45.12 minuten -> MINUTE SECOND.
 * READING "duration", or "seconds" for a time of day to the second. */
static size_t duration_match(const kx_context *ctx, kx_token *token)
{
    digit_groups g = {0};
    if (!read_groups(ctx, &g))
        return 0;
    size_t minutes = minutes_word_at(ctx, g.end);
    bool two = g.last_length == 2 && kx_digits_value(ctx, g.last, 2) < 60;
    bool exact = two && g.fraction_length > 0 && (g.last_link == ':' || g.last_link == '.');
    bool hours = exact || (two && g.last_link == g.link && (g.link == ':' || opens_duration(ctx)));
    bool comma = g.last_link == ',' || (g.link == ':' && g.last_link == '.');
    bool hundredths = !hours && comma && g.last_length >= 1 && g.last_length <= 3 &&
                      g.fraction_length == 0 && !is_scale(ctx, &g);
    unsigned first = kx_digits_value(ctx, ctx->at, g.first_length);
    unsigned middle = kx_digits_value(ctx, g.middle, 2);
    if (hours) {
        kx_token_set(token, KX_FIELD_HOUR, first);
        kx_token_set(token, KX_FIELD_MINUTE, middle);
        kx_token_set(token, KX_FIELD_SECOND, kx_digits_value(ctx, g.last, 2));
    } else if (hundredths || (g.last_length == 0 && minutes > 0)) {
        kx_token_set(token, KX_FIELD_MINUTE, first);
        kx_token_set(token, KX_FIELD_SECOND, middle);
    } else {
        return 0;
    }
    if (hundredths)
        kx_token_set_text(token, KX_FIELD_FRACTION, ctx->text + g.last, (gssize)g.last_length);
    else if (exact)
        kx_token_set_text(token, KX_FIELD_FRACTION, ctx->text + g.fraction,
                          (gssize)g.fraction_length);
    size_t word = hours ? hour_word_at(ctx, g.end) : 0;
    bool of_day = hours && !exact && (word > 0 || after_preposition(ctx));
    kx_token_set_text(token, KX_FIELD_READING, of_day ? "seconds" : "duration", -1);
    return g.end + (hours ? word : minutes) - ctx->at;
}

/* ---- match ---- */

/* An hour alone, without "uur": one end of a span. */
static bool read_hour(const kx_context *ctx, size_t at, clock_time *t)
{
    size_t n = kx_digits_at(ctx, at);
    if (n < 1 || n > 2 || kx_apostrophe_at(ctx, at + n) > 0)
        return false;
    *t = (clock_time){.hour = kx_digits_value(ctx, at, n), .end = at + n};
    return t->hour <= 24;
}

/* Behind the hyphen or dash at `at`, with blanks on both sides or on none; 0 if there is none. */
static size_t span_link_at(const kx_context *ctx, size_t at)
{
    size_t blanks = kx_blanks_at(ctx, at);
    gunichar link = kx_char_at(ctx, at + blanks);
    if (!(kx_is_hyphen(link) || link == 0x2013))
        return 0;
    at += blanks + (size_t)g_unichar_to_utf8(link, NULL);
    size_t after = kx_blanks_at(ctx, at);
    return (blanks > 0) == (after > 0) ? at + after : 0;
}

/* 8.30-17.15 uur, 8:30–17:15, 8.30-17 uur, 9-17.30 uur: the second time, with the word "uur". Two
 * hours alone are a range of numbers. */
static bool read_span(const kx_context *ctx, const clock_time *first, clock_time *second)
{
    size_t at = span_link_at(ctx, first->end);
    if (at == 0)
        return false;
    bool spaced = kx_is_blank(kx_char_at(ctx, first->end));
    bool minutes = read_time(ctx, at, second) && second->separator != 0;
    if (!minutes && (first->separator == 0 || !read_hour(ctx, at, second)))
        return false;
    size_t word = hour_word_at(ctx, second->end);
    bool both = minutes && first->separator != 0 && !spaced;
    bool certain = word > 0 || is_hour_sign(second->separator) ||
                   (both && (first->separator != '.' || opens_time(ctx)));
    second->end += word;
    return certain && kx_number_ends_at(ctx, second->end);
}

static size_t time_match(const kx_context *ctx, kx_token *token)
{
    size_t n = duration_match(ctx, token);
    clock_time first, second;
    if (n > 0)
        return n;
    bool timed = read_time(ctx, ctx->at, &first);
    if (!timed && !read_hour(ctx, ctx->at, &first))
        return 0;
    size_t word = hour_word_at(ctx, first.end);
    bool span = read_span(ctx, &first, &second);
    if (!span && !timed)
        return 0;
    if (!span && !is_time_here(ctx, ctx->at, &first, word))
        return 0;
    kx_token_set(token, KX_FIELD_HOUR, first.hour);
    kx_token_set(token, KX_FIELD_MINUTE, first.minute);
    kx_apart_set(ctx, token);
    if (span) { /* FROM and TO are the hour and minute of the second time */
        kx_token_set(token, KX_FIELD_FROM, second.hour);
        kx_token_set(token, KX_FIELD_TO, second.minute);
        if (second.minute > 0)
            kx_apart_end(ctx, token, second.end);
        return second.end - ctx->at;
    }
    if (first.minute > 0)
        kx_apart_end(ctx, token, first.end + word);
    if (first.hour <= 12 && part_of_day_follows(ctx, first.end + word))
        kx_token_set_text(token, KX_FIELD_READING, "clock", -1);
    return first.end + word - ctx->at;
}

/* ---- say ---- */

static void say_count(kx_spoken *out, int64_t n)
{
    char digits[24];
    g_snprintf(digits, sizeof digits, "%" G_GINT64_FORMAT, n);
    kx_say_number(out, KX_SEAM_SPACE, digits, KX_NUMBER_CARDINAL);
}

/* acht uur vijf */
static void say_digital(kx_spoken *out, int64_t hour, int64_t minute)
{
    say_count(out, hour);
    kx_say(out, KX_SEAM_SPACE, "uur");
    if (minute > 0)
        say_count(out, minute);
}

/* vijf over acht, kwart voor negen, tien voor half negen */
static void say_clock(kx_spoken *out, int64_t hour, int64_t minute)
{
    int64_t next = hour % 12 + 1, this = hour % 12 == 0 ? 12 : hour % 12;
    if (minute == 0) {
        say_digital(out, this, 0);
        return;
    }
    bool half = minute > 15 && minute < 45;
    int64_t distance = half ? minute - 30 : minute <= 15 ? minute : minute - 60;
    if (distance == 15 || distance == -15)
        kx_say(out, KX_SEAM_SPACE, "kwart");
    else if (distance != 0)
        say_count(out, distance < 0 ? -distance : distance);
    if (distance != 0)
        kx_say(out, KX_SEAM_SPACE, distance < 0 ? "voor" : "over");
    if (half)
        kx_say(out, KX_SEAM_SPACE, "half");
    say_count(out, half || distance < 0 ? next : this);
}

static void say_minutes(kx_spoken *out, int64_t n, const char *one, const char *many)
{
    say_count(out, n);
    kx_say(out, KX_SEAM_SPACE, n == 1 ? one : many);
}

/* twee uur, drie minuten en zeventien seconden; één minuut vierenveertig komma drieëntwintig */
static void say_duration(const kx_token *token, kx_spoken *out)
{
    const char *fraction = kx_token_get_text(token, KX_FIELD_FRACTION);
    int64_t minute = kx_token_get(token, KX_FIELD_MINUTE, 0);
    int64_t second = kx_token_get(token, KX_FIELD_SECOND, 0);
    if (kx_token_has(token, KX_FIELD_HOUR)) {
        say_digital(out, kx_token_get(token, KX_FIELD_HOUR, 0), 0);
        kx_say_mark(out, ',');
    }
    say_minutes(out, minute, "minuut", "minuten");
    if (fraction) {
        bool whole = kx_token_has(token, KX_FIELD_HOUR);
        char digits[24];
        g_snprintf(digits, sizeof digits, "%" G_GINT64_FORMAT, second);
        if (whole)
            kx_say(out, KX_SEAM_SPACE, "en");
        kx_say_decimal(out, KX_SEAM_SPACE, digits, fraction);
        if (whole)
            kx_say(out, KX_SEAM_SPACE, "seconden");
        return;
    }
    kx_say(out, KX_SEAM_SPACE, "en");
    say_minutes(out, second, "seconde", "seconden");
}

static bool time_say(const kx_token *token, const kx_style *style, kx_spoken *out)
{
    const char *reading = kx_token_get_text(token, KX_FIELD_READING);
    kx_say_apart(token, out);
    if (g_strcmp0(reading, "duration") == 0) {
        say_duration(token, out);
        return true;
    }
    if (g_strcmp0(reading, "seconds") == 0) {
        say_digital(out, kx_token_get(token, KX_FIELD_HOUR, 0),
                    kx_token_get(token, KX_FIELD_MINUTE, 0));
        kx_say(out, KX_SEAM_SPACE, "en");
        say_minutes(out, kx_token_get(token, KX_FIELD_SECOND, 0), "seconde", "seconden");
        return true;
    }
    bool spoken = style->clock == KX_CLOCK_SPOKEN || g_strcmp0(reading, "clock") == 0;
    void (*say)(kx_spoken *, int64_t, int64_t) = spoken ? say_clock : say_digital;
    say(out, kx_token_get(token, KX_FIELD_HOUR, 0), kx_token_get(token, KX_FIELD_MINUTE, 0));
    if (kx_token_has(token, KX_FIELD_FROM)) {
        kx_say(out, KX_SEAM_SPACE, "tot");
        say(out, kx_token_get(token, KX_FIELD_FROM, 0), kx_token_get(token, KX_FIELD_TO, 0));
    }
    kx_say_end(token, out);
    return true;
}

const kx_class kx_class_time = {
    .name = "time",
    .what = "clock times and durations: 16.50 uur, om 8:05, 7u45, 2:03:17",
    .starts = KX_AT_DIGIT | KX_AT_SIGN,
    .match = time_match,
    .say = time_say,
};
