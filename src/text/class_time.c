/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Clock times: 16.50 uur, om 8:05, 7u45, 14 u., 8.30-17.15, za 9-12u. Hours and minutes joined by a
 * point are a time only where the words around say so: 11.45 may be a decimal, 11.450 is a number.
 */
#include "text/calendar.h"
#include "text/clock.h"
#include "text/cue.h"
#include "text/hours.h"
#include "text/number_match.h"
#include "text/pair.h"
#include "text/teams.h"

#include <string.h>

/* ---- reading ---- */

/* An hour alone, without "uur": one end of a span. */
static bool read_hour(const kx_context *ctx, size_t at, kx_clock *t)
{
    size_t n = kx_digits_at(ctx, at);
    if (n < 1 || n > 2 || kx_apostrophe_at(ctx, at + n) > 0)
        return false;
    *t = (kx_clock){.hour = kx_digits_value(ctx, at, n), .end = at + n};
    return t->hour <= 24;
}

/* Length of "u", "u.", " u.", " h" at `at`, with the blanks before it. */
static size_t hour_sign_at(const kx_context *ctx, size_t at)
{
    size_t n = kx_blanks_at(ctx, at) + 1;
    if (!kx_is_hour_sign(kx_char_at(ctx, at + n - 1)) || !kx_ends_at(ctx, at + n) ||
        kx_apostrophe_at(ctx, at + n) > 0)
        return 0;
    bool dot = kx_char_at(ctx, at + n) == '.' && !kx_is_last(ctx, at + n + 1);
    return n + dot;
}

/* The same, or " uur". */
static size_t hour_word_at(const kx_context *ctx, size_t at)
{
    size_t blanks = kx_blanks_at(ctx, at);
    return kx_word_is(ctx, at + blanks, "uur") ? blanks + strlen("uur") : hour_sign_at(ctx, at);
}

/* ---- the words before ---- */

static bool is_clock_token(const kx_context *ctx, unsigned back)
{
    if (ctx->before->len <= back)
        return false;
    const kx_token *token = &g_array_index(ctx->before, kx_token, ctx->before->len - 1 - back);
    const char *reading = kx_token_get_text(token, KX_FIELD_READING);
    return kx_token_has(token, KX_FIELD_HOUR) && g_strcmp0(reading, "duration") != 0;
}

/* "de boot van 6.40 uur is vol, die van 7.10 niet": what was a time before, is one again, but not
 * after a name (Johannes 3:16) and not where a room may be told (zaal 0.14, zaal B.0.14). */
static bool after_time(const kx_context *ctx)
{
    enum { TOKENS_BACK = 12 };
    static const char *const rooms[] = {"zaal", "lokaal", "kamer", "ruimte", "balie", ".", NULL};
    if (ctx->before->len < 2)
        return false;
    const kx_token *last = &g_array_index(ctx->before, kx_token, ctx->before->len - 1);
    const bool name = g_unichar_isupper(kx_char_at(ctx, last->range.start));
    if ((name && !kx_teams_before(ctx)) || kx_previous_is(ctx, 0, rooms))
        return false;
    for (unsigned back = 0; back < TOKENS_BACK; back++) {
        if (is_clock_token(ctx, back))
            return true;
    }
    return false;
}

/* "artikel 3.12 t/m 3.15": behind a number that is no time. */
static bool after_decimal(const kx_context *ctx)
{
    static const char *const up_to[] = {"t/m", "tot", NULL};
    const unsigned n = ctx->before->len;
    return n > 1 && kx_previous_is(ctx, 0, up_to) &&
           strcmp(g_array_index(ctx->before, kx_token, n - 2).class->name, "decimal") == 0;
}

static bool after_preposition(const kx_context *ctx)
{
    static const char *const openers[] = {
        "om",       "vanaf", "tot",       "tussen",  "rond", "voor",  "vóór",   "na", "omstreeks",
        "klokslag", "tegen", "uiterlijk", "aanvang", "t/m",  "sinds", "rondom", NULL,
    };
    static const char *const hedges[] = {"ca.",    "circa", "ca",      "ongeveer", "ong.",  "plm.",
                                         "pakweg", "zo'n",  "grofweg", "ruwweg",   "pl.m.", NULL};
    return kx_previous_is(ctx, kx_previous_is(ctx, 0, hedges) ? 1 : 0, openers) &&
           !after_decimal(ctx);
}

/* A day, or a word for one: "dinsdag 18.30", "12 mei, 13.37", "Zondag: 20.00". */
static bool after_day(const kx_context *ctx)
{
    static const char *const days[] = {"vandaag",  "morgen",    "gisteren",
                                       "vanavond", "vanmiddag", "vanochtend",
                                       "vannacht", "dagelijks", NULL};
    static const char *const marks[] = {",", ":", NULL};
    unsigned back = kx_previous_is(ctx, 0, marks) ? 1 : 0;
    if (ctx->before->len <= back)
        return false;
    const kx_token *last = &g_array_index(ctx->before, kx_token, ctx->before->len - 1 - back);
    size_t n;
    if (kx_token_has(last, KX_FIELD_WEEKDAY) || kx_token_has(last, KX_FIELD_DAY))
        return true;
    return kx_previous_is(ctx, back, days) ||
           kx_calendar_name_at(ctx, last->range.start, &kx_table_weekdays, &n);
}

/* "aftrap 18.45", "Kick-off: 21.00", "deuren open: 19.00", "Hoogwater Vlissingen 3.12" */
static bool after_heading(const kx_context *ctx)
{
    static const char *const colon[] = {":", NULL};
    static const char *const headings[] = {
        "aanvang",        "vertrek",     "aankomst",  "start",
        "inloop",         "tijd",        "aftrap",    "kick-off",
        "deuren",         "open",        "update",    "bijgewerkt",
        "zaal open",      "geopend",     "vertr.",    "aank.",
        "hoogwater",      "laagwater",   "HW",        "vertrektijd",
        "vertrektijden",  "vertrekuren", "afvaart",   "afvaarten",
        "voorstellingen", "vertoningen", "vertoning", "speeltijden",
        "tijdstip",       "tijdstippen", "LW",        "zon",
        "maan",           NULL};
    const unsigned back = kx_previous_is(ctx, 0, colon) ? 1 : 0, n = ctx->before->len;
    const bool place =
        n > back + 1 && g_unichar_isupper(kx_char_at(
                            ctx, g_array_index(ctx->before, kx_token, n - 1 - back).range.start));
    return kx_previous_is(ctx, back, headings) ||
           (place && kx_previous_is(ctx, back + 1, headings));
}

/* "Zon op 6.12, onder 20.45" */
static bool after_sun(const kx_context *ctx)
{
    enum { TOKENS_BACK = 7 };
    static const char *const ways[] = {"op", "onder", NULL}, *const lights[] = {"zon", "maan",
                                                                                NULL};
    for (unsigned back = 1; kx_previous_is(ctx, 0, ways) && back < TOKENS_BACK; back++) {
        if (kx_previous_is(ctx, back, lights))
            return true;
    }
    return false;
}

/* Whether a number with two digits behind its point is a time after what stands before it. */
static bool opens_time(const kx_context *ctx)
{
    static const char *const van[] = {"van", NULL};
    static const char *const runs[] = {
        "trein",          "bus",      "boot",      "vlucht", "tram",          "journaal",
        "uitzending",     "veerboot", "intercity", "pont",   "sprinter",      "vliegtuig",
        "toestel",        "metro",    "ferry",     "mis",    "dienst",        "nieuws",
        "voorstelling",   "update",   "bulletin",  "editie", "ochtendupdate", "avondupdate",
        "nieuwsbulletin", NULL};
    return after_preposition(ctx) || after_time(ctx) || after_day(ctx) || after_heading(ctx) ||
           after_sun(ctx) || (kx_previous_is(ctx, 0, van) && kx_previous_is(ctx, 1, runs));
}

/* ---- the words behind ---- */

/* "uiterlijk ", "ca. " before the second time of a span; its length. */
static size_t hedge_at(const kx_context *ctx, size_t at)
{
    static const char *const hedges[] = {"uiterlijk", "ca.",       "circa",    "plm.", "ongeveer",
                                         "rond",      "omstreeks", "maximaal", "max."};
    for (unsigned i = 0; i < G_N_ELEMENTS(hedges); i++) {
        if (kx_word_is(ctx, at, hedges[i]))
            return strlen(hedges[i]) + kx_blanks_at(ctx, at + strlen(hedges[i]));
    }
    return 0;
}

/* "22.00 en 06.00 uur", "10.30, 11.30 en 12.30 uur", "van 8.30 tot 17.15 uur": a later time has the
 * word. After "van" and "tussen" it needs none. */
static bool shares_word(const kx_context *ctx, size_t end)
{
    enum { TIMES_MAX = 8 };
    static const char *const van[] = {"van", "tussen", NULL};
    bool span = kx_previous_is(ctx, 0, van);
    kx_clock next;
    for (unsigned i = 0; i < TIMES_MAX; i++) {
        size_t link = kx_calendar_word_link_at(ctx, end);
        size_t hedge = link > 0 ? hedge_at(ctx, end + link) : 0; /* 9.30 tot uiterlijk 17.00 */
        if (link == 0 || !kx_clock_at(ctx, end + link + hedge, &next) || next.separator == 0)
            return false;
        if (kx_is_hour_sign(next.separator) || hour_word_at(ctx, next.end) > 0)
            return true;
        if (span || hedge > 0)
            return !kx_unit_follows(ctx, next.end);
        end = next.end;
    }
    return false;
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

static bool zone_follows(const kx_context *ctx, size_t at)
{
    static const char *const zones[] = {"CET", "CEST", "GMT", "UTC", "MET", "MEZ",
                                        "am",  "pm",   "a.m", "p.m", "LT",  NULL};
    return kx_blanks_at(ctx, at) > 0 && kx_follows(ctx, at, zones);
}

static bool is_time_here(const kx_context *ctx, size_t at, const kx_clock *t, size_t word)
{
    bool border = word > 0 || kx_number_ends_at(ctx, t->end) || kx_clock_is_glued(ctx, t);
    gunichar next = kx_char_at(ctx, t->end);
    bool more = (next == '.' || next == ',' || next == ':') && kx_digits_at(ctx, t->end + 1) > 0;
    if (!border || more)
        return false;
    if (t->separator == ',') /* om 19,30 uur */
        return word > 0 && after_preposition(ctx);
    if (word > 0 || kx_is_hour_sign(t->separator) || t->separator == 0)
        return true;
    bool midnight = t->hour == 0 && t->minute == 0;
    if (t->separator == ':' && (kx_digits_at(ctx, at) == 2 || midnight))
        return !kx_pair_is_set(ctx);
    if (kx_unit_follows(ctx, t->end))
        return false;
    return opens_time(ctx) || shares_word(ctx, t->end) || zone_follows(ctx, t->end) ||
           kx_clock_is_entry(ctx, at, t) || kx_clock_is_glued(ctx, t);
}

/* ---- spans ---- */

/* 8.30-17.15 without a word: later than the first one, and on round minutes. */
static bool is_plain_span(const kx_context *ctx, const kx_clock *first, const kx_clock *second)
{
    bool rises = second->hour > first->hour ||
                 (second->hour == first->hour && second->minute > first->minute);
    bool rounded = first->minute % 5 == 0 && second->minute % 5 == 0;
    if (second->hour > first->hour)
        rounded = first->minute % 5 == 0 || second->minute % 5 == 0;
    return !kx_unit_follows(ctx, second->end) && (opens_time(ctx) || (rises && rounded));
}

/* 1/2, 2/3 or 3/4 u.: a part of an hour. */
static bool is_part(const kx_clock *first, const kx_clock *second)
{
    enum { QUARTERS = 4 };
    return first->separator == 0 && second->minute == 0 && first->hour > 0 &&
           first->hour < second->hour && second->hour <= QUARTERS;
}

/* 8.30-17.15 uur, 8:30–17:15, 8.30-17 uur, 9-17.30 uur, 9-12u: the second time, with its word; the
 * first one ends at `end`. Two hours alone before "uur" are a range of numbers. */
static bool read_span(const kx_context *ctx, const kx_clock *first, size_t end, kx_clock *second,
                      char *sign)
{
    size_t link = kx_calendar_link_at(ctx, end, sign), at = end + link;
    if (link == 0)
        return false;
    bool timed = kx_clock_at(ctx, at, second);
    if ((!timed && !read_hour(ctx, at, second)) || (*sign == '/' && is_part(first, second)))
        return false;
    bool minutes = timed && second->separator != 0, first_minutes = first->separator != 0;
    if (first->separator == ',' || second->separator == ',')
        return false;
    size_t word = timed && !minutes ? 0 : hour_word_at(ctx, second->end);
    bool signed_hour = (timed && !minutes) || kx_is_hour_sign(second->separator) ||
                       hour_sign_at(ctx, second->end) > 0;
    bool certain = minutes || first_minutes ? word > 0 || signed_hour : signed_hour;
    if (*sign == '-' && minutes != first_minutes) /* za 9-12.30, and goes on: en 13-17.30 */
        certain |= kx_hours_here(ctx, ctx->at, kx_hours_after_day(ctx) || after_time(ctx));
    if (*sign == '-' && minutes && first_minutes)
        certain |= first->separator != '.' || is_plain_span(ctx, first, second);
    second->end += word;
    return certain && (word > 0 || kx_number_ends_at(ctx, second->end));
}

/* ---- match ---- */

/* FROM and TO are the hour and minute of the second time; a bare first hour has no MINUTE. */
static size_t span_match(const kx_context *ctx, kx_token *token, const kx_clock *first, size_t word)
{
    kx_clock second;
    char sign = 0;
    if (!read_span(ctx, first, first->end + word, &second, &sign))
        return 0;
    bool bare = first->separator == 0 && word == 0 && second.minute == 0 &&
                g_ascii_isdigit(ctx->text[first->end - 1]);
    kx_token_set(token, KX_FIELD_HOUR, first->hour);
    if (!bare)
        kx_token_set(token, KX_FIELD_MINUTE, first->minute);
    kx_token_set(token, KX_FIELD_FROM, second.hour);
    kx_token_set(token, KX_FIELD_TO, second.minute);
    kx_token_set_text(token, KX_FIELD_TEXT,
                      sign == '/'            ? ""
                      : kx_after_tussen(ctx) ? "en"
                                             : "tot",
                      -1);
    if (second.minute > 0)
        kx_apart_end(ctx, token, second.end);
    kx_apart_set(ctx, token);
    return second.end - ctx->at;
}

/* "om 14 u", "14 u.": an hour with a loose sign. Where nothing else says so, it may be a span of
 * time, or the word u. */
static size_t hour_match(const kx_context *ctx, kx_token *token, const kx_clock *t)
{
    size_t sign = hour_sign_at(ctx, t->end), end = t->end + sign;
    if (sign == 0 || !(kx_char_before(ctx, end) == '.' || after_preposition(ctx) ||
                       after_day(ctx) || kx_is_last(ctx, end)))
        return 0;
    kx_token_set(token, KX_FIELD_HOUR, t->hour);
    kx_apart_set(ctx, token);
    kx_token_set(token, KX_FIELD_MINUTE, 0);
    return end - ctx->at;
}

/* "/17.30" of 14.10/17.30/21.00: the next time of a list. */
static size_t listed_match(const kx_context *ctx, kx_token *token)
{
    kx_clock t;
    const size_t at = ctx->at + 1;
    if (ctx->before->len == 0 || kx_char_at(ctx, ctx->at) != '/' || !is_clock_token(ctx, 0) ||
        kx_is_blank(kx_char_before(ctx, ctx->at)) || !kx_clock_at(ctx, at, &t))
        return 0;
    const size_t word = hour_word_at(ctx, t.end);
    if (word == 0 && !kx_number_ends_at(ctx, t.end))
        return 0;
    kx_token_set_text(token, KX_FIELD_TEXT, ",", -1);
    kx_token_set(token, KX_FIELD_HOUR, t.hour);
    kx_token_set(token, KX_FIELD_MINUTE, t.minute);
    return t.end + word - ctx->at;
}

static const char past_reading[] = "past";

/* Ieder uur om :12 en :42, om .15 en .45 uur: minutes past any hour. */
static size_t past_match(const kx_context *ctx, kx_token *token)
{
    enum { MINUTES = 60 };
    static const char *const om[] = {"om", NULL}, *const links[] = {"en", "of", ",", NULL};
    const unsigned n = ctx->before->len;
    const gunichar sign = kx_char_at(ctx, ctx->at);
    const size_t at = ctx->at + 1, end = at + 2;
    if ((sign != ':' && sign != '.') || !kx_is_blank(kx_char_before(ctx, ctx->at)) ||
        kx_digits_at(ctx, at) != 2 || kx_digits_value(ctx, at, 2) >= MINUTES ||
        !kx_number_ends_at(ctx, end) || kx_unit_follows(ctx, end) || n == 0)
        return 0;
    const bool next =
        n > 1 && kx_previous_is(ctx, 0, links) &&
        g_strcmp0(kx_token_get_text(&g_array_index(ctx->before, kx_token, n - 2), KX_FIELD_READING),
                  past_reading) == 0;
    if (!next && !kx_previous_is(ctx, 0, om))
        return 0;
    kx_token_set(token, KX_FIELD_MINUTE, kx_digits_value(ctx, at, 2));
    kx_token_set_text(token, KX_FIELD_READING, past_reading, -1);
    return end + hour_word_at(ctx, end) - ctx->at;
}

/* "10:15 Het kabinet komt bijeen.": a time before what is told in a whole sentence. */
static bool heads_report(const kx_context *ctx, size_t end)
{
    static const char *const places[] = {"Nederlandse", "Belgische", "Amerikaanse", "Ned", NULL};
    const size_t blanks = kx_blanks_at(ctx, end);
    return ctx->before->len == 0 && blanks > 0 && kx_ends_in_stop(ctx) &&
           g_unichar_isupper(kx_char_at(ctx, end + blanks)) && !zone_follows(ctx, end) &&
           !kx_follows(ctx, end, places);
}

static size_t time_match(const kx_context *ctx, kx_token *token)
{
    kx_clock first;
    const size_t past = past_match(ctx, token);
    if (past > 0)
        return past;
    const size_t listed = listed_match(ctx, token);
    if (listed > 0)
        return listed;
    bool timed = kx_clock_at(ctx, ctx->at, &first);
    if (!timed && (kx_cue_previous(ctx, 0, "channel") || !read_hour(ctx, ctx->at, &first)))
        return 0; /* NPO 3 - 19.35 uur */
    size_t word = hour_word_at(ctx, first.end);
    size_t span = span_match(ctx, token, &first, timed ? word : 0);
    if (span > 0)
        return span;
    if (!timed)
        return hour_match(ctx, token, &first);
    if (!is_time_here(ctx, ctx->at, &first, word))
        return 0;
    kx_token_set(token, KX_FIELD_HOUR, first.hour);
    kx_token_set(token, KX_FIELD_MINUTE, first.minute);
    kx_apart_set(ctx, token);
    if (first.minute > 0)
        kx_apart_end(ctx, token, first.end + word);
    if (heads_report(ctx, first.end + word))
        kx_token_set_mark(token, ',');
    if (first.hour <= 12 && part_of_day_follows(ctx, first.end + word))
        kx_token_set_text(token, KX_FIELD_READING, "clock", -1);
    return first.end + word - ctx->at;
}

/* ---- say ---- */

/* acht uur vijf */
static void say_digital(kx_spoken *out, int64_t hour, int64_t minute)
{
    kx_say_count(out, KX_SEAM_SPACE, hour);
    kx_say(out, KX_SEAM_SPACE, "uur");
    if (minute > 0)
        kx_say_count(out, KX_SEAM_SPACE, minute);
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
        kx_say_count(out, KX_SEAM_SPACE, distance < 0 ? -distance : distance);
    if (distance != 0)
        kx_say(out, KX_SEAM_SPACE, distance < 0 ? "voor" : "over");
    if (half)
        kx_say(out, KX_SEAM_SPACE, "half");
    kx_say_count(out, KX_SEAM_SPACE, half || distance < 0 ? next : this);
}

/* twaalf over, half; at 00 the whole hour */
static void say_past(kx_spoken *out, int64_t minute)
{
    enum { HALF = 30 };
    if (minute == 0 || minute == HALF) {
        kx_say(out, KX_SEAM_SPACE, minute == 0 ? "heel" : "half");
        return;
    }
    kx_say_count(out, KX_SEAM_SPACE, minute);
    kx_say(out, KX_SEAM_SPACE, "over");
}

static bool time_say(const kx_token *token, const kx_style *style, kx_spoken *out)
{
    const char *reading = kx_token_get_text(token, KX_FIELD_READING);
    bool spoken = style->clock == KX_CLOCK_SPOKEN || g_strcmp0(reading, "clock") == 0;
    void (*say)(kx_spoken *, int64_t, int64_t) = spoken ? say_clock : say_digital;
    if (g_strcmp0(reading, past_reading) == 0) {
        say_past(out, kx_token_get(token, KX_FIELD_MINUTE, 0));
        return true;
    }
    kx_say_apart(token, out);
    if (g_strcmp0(kx_token_get_text(token, KX_FIELD_TEXT), ",") == 0)
        kx_say_mark(out, ',');
    if (kx_token_has(token, KX_FIELD_MINUTE))
        say(out, kx_token_get(token, KX_FIELD_HOUR, 0), kx_token_get(token, KX_FIELD_MINUTE, 0));
    else
        kx_say_count(out, KX_SEAM_SPACE, kx_token_get(token, KX_FIELD_HOUR, 0));
    if (kx_token_has(token, KX_FIELD_FROM)) {
        kx_say(out, KX_SEAM_SPACE, kx_token_get_text(token, KX_FIELD_TEXT));
        say(out, kx_token_get(token, KX_FIELD_FROM, 0), kx_token_get(token, KX_FIELD_TO, 0));
    }
    kx_say_end(token, out);
    return true;
}

const kx_class kx_class_time = {
    .name = "time",
    .what = N_("clock times: 16.50 uur, om 8:05, 7u45, 14 u., 8.30-17.15"),
    .starts = KX_AT_DIGIT | KX_AT_SIGN,
    .match = time_match,
    .say = time_say,
};
