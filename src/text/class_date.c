/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Dates: 9 juni 1815, vr 4 apr., 3-5 maart, 4/5 mei, 31 dec./1 jan., 17-11-2022, 1-1-'24,
 * 2025-06-30, 27-jan-2020, op 22/8, per 1-1. A day is a cardinal, a month its name. */
#include "text/calendar.h"
#include "text/cue.h"
#include "text/hours.h"
#include "text/hyphened.h"
#include "text/number_match.h"
#include "text/slashed.h"
#include "text/standing.h"

#include <string.h>

/* What has been read of a date. Texts point into the sentence or a table. */
typedef struct {
    size_t end;
    const char *weekday;
    unsigned first_day; /* of a range or pair of days, or 0 */
    const char *link;   /* what is said between the two days */
    unsigned day;
    unsigned month;     /* 1..12 */
    size_t year;        /* offset of its digits */
    size_t year_length; /* 4, 2, or 0 for none */
    bool dot;           /* ends in the dot of a short month */
    size_t time;        /* offset of hh:mm or hh:mm:ss in 2025-06-30T14:05:30Z, or 0 */
    bool universal;     /* its time is followed by a Z */
    bool linked;        /* a sign ties it to the date before */
} date;

enum { QUARTERS = 4 };

/* ---- parts ---- */

/* "-5 mei", "-4/7/2024": behind the year the second date of a span begins. */
static bool date_follows(const kx_context *ctx, size_t at)
{
    char sign = 0;
    size_t n, link = kx_calendar_link_at(ctx, at, &sign), day = at + link;
    if (link == 0 || sign != '-' || kx_small_number_at(ctx, day, KX_DAYS, &n) == 0)
        return false;
    size_t blanks = kx_blanks_at(ctx, day + n), length;
    if (blanks > 0)
        return kx_calendar_name_at(ctx, day + n + blanks, &kx_table_months, &length);
    gunichar separator = kx_char_at(ctx, day + n);
    return (separator == '-' || separator == '/') &&
           kx_small_number_at(ctx, day + n + 1, KX_MONTHS, &length) > 0 &&
           kx_char_at(ctx, day + n + 1 + length) == separator;
}

/* A year at `at`: four digits, or an apostrophe and two; with `bare` also two digits alone. Its
 * length with the apostrophe, 0 if there is none. */
static size_t year_at(const kx_context *ctx, size_t at, bool bare, date *d)
{
    size_t apostrophe = kx_apostrophe_at(ctx, at);
    size_t n = kx_digits_at(ctx, at + apostrophe);
    bool four = n == 4 && apostrophe == 0 && strchr("12", ctx->text[at]) != NULL;
    bool two = n == 2 && (apostrophe > 0 || bare);
    size_t end = at + apostrophe + n;
    if (!(four || two) || !(kx_number_ends_at(ctx, end) || date_follows(ctx, end)))
        return 0;
    gunichar c = kx_char_at(ctx, at + apostrophe + n);
    if ((c == '.' || c == ',' || c == '/' || c == ':') &&
        kx_digits_at(ctx, at + apostrophe + n + 1) > 0)
        return 0;
    d->year = at + apostrophe;
    d->year_length = n;
    return apostrophe + n;
}

/* Whether the day may be one of that month. */
static bool is_day(const date *d)
{
    return d->month > 0 && d->day > 0 && d->day <= kx_month_days(d->month);
}

/* "3-5", "4/5", "5": the day, or both. Behind them, 0 if they are none. */
static size_t read_days(const kx_context *ctx, size_t at, date *d)
{
    static const char *const issue[] = {"nr.", "nr", "nummer", NULL}; /* nr. 2 - 7 februari */
    size_t n;
    char sign = 0;
    d->day = kx_small_number_at(ctx, at, KX_DAYS, &n);
    if (d->day == 0)
        return 0;
    at += n;
    size_t link = kx_calendar_link_at(ctx, at, &sign);
    if (link == 0 || kx_digits_at(ctx, at + link) == 0)
        return at;
    if (kx_is_blank(kx_char_at(ctx, at)) && kx_previous_is(ctx, 0, issue))
        return 0;
    d->first_day = d->day;
    d->link = sign == '/'            ? kx_calendar_slash_word(ctx)
              : kx_after_tussen(ctx) ? "en"
                                     : kx_up_to_and_including;
    at += link;
    d->day = kx_small_number_at(ctx, at, KX_DAYS, &n);
    return d->day > d->first_day ? at + n : 0;
}

/* "9 juni 1815", "3-5 maart", "4/5 mei": the day (or days) and the name of the month. */
static bool read_named(const kx_context *ctx, size_t at, date *d)
{
    size_t n;
    at = read_days(ctx, at, d);
    size_t blanks = at > 0 ? kx_blanks_at(ctx, at) : 0;
    if (blanks == 0)
        return false;
    const kx_cell *row = kx_calendar_name_at(ctx, at + blanks, &kx_table_months, &n);
    const bool english = !row;
    if (english)
        row = kx_calendar_name_at(ctx, at + blanks, &kx_table_english_months, &n);
    if (!row)
        return false;
    d->month = kx_calendar_number(row);
    d->end = at + blanks + n;
    d->dot = ctx->text[d->end - 1] == '.';
    /* "3 Jan" may be a name. */
    bool name = d->month == 1 && n == strlen("Jan");
    if (!is_day(d) || (name && g_ascii_isupper(ctx->text[at + blanks]) && !ctx->all_capitals))
        return false;
    blanks = kx_blanks_at(ctx, d->end);
    n = blanks > 0 ? year_at(ctx, d->end + blanks, false, d) : 0;
    if (n > 0) {
        d->end += blanks + n;
        d->dot = false;
    }
    return !english || d->year_length == strlen("2024"); /* 12 May 2024 */
}

/* "March 3, 2024" */
static bool read_american(const kx_context *ctx, size_t at, date *d)
{
    size_t n;
    const kx_cell *row = kx_calendar_name_at(ctx, at, &kx_table_english_months, &n);
    const size_t day = row ? at + n + kx_blanks_at(ctx, at + n) : 0;
    if (!row || day == at + n || !g_ascii_isupper(ctx->text[at]))
        return false;
    d->month = kx_calendar_number(row);
    d->day = kx_small_number_at(ctx, day, KX_DAYS, &n);
    const size_t comma = day + n, year = comma + 1 + kx_blanks_at(ctx, comma + 1);
    if (!is_day(d) || kx_char_at(ctx, comma) != ',' || year == comma + 1)
        return false;
    n = year_at(ctx, year, false, d);
    d->end = year + n;
    return n == strlen("2024");
}

/* The slash or hyphen between day and month at `at`, as '/' or '-'. Its length; 0 if there is none.
 */
static size_t sign_at(const kx_context *ctx, size_t at, char *sign)
{
    const gunichar c = kx_char_at(ctx, at);
    *sign = kx_is_hyphen(c) ? '-' : '/';
    return kx_is_hyphen(c) || c == '/' ? kx_width(c) : 0;
}

/* The sign between the parts of a date in figures at `at`: '-', '/' or '.', with the blanks around
 * it. Its length; 0 if there is none. */
static size_t separator_at(const kx_context *ctx, size_t at, char *sign)
{
    const gunichar c = kx_char_at(ctx, at);
    *sign = '.';
    return c == '.' ? 1 : c == '>' ? 0 : kx_calendar_link_at(ctx, at, sign);
}

/* 17-11-2022, 17/11/2022, 17.11.2022, 1-1-'24, 17-11-22, 07.10.22, 17 - 11 - 2022, 27-jan-2020,
 * 28-jan.
 */
static bool read_numeric(const kx_context *ctx, size_t at, date *d)
{
    size_t start = at, n;
    char separator = 0, second = 0;
    d->day = kx_small_number_at(ctx, at, KX_DAYS, &n);
    at += n;
    size_t link = d->day > 0 ? separator_at(ctx, at, &separator) : 0;
    if (link == 0)
        return false;
    const bool spaced = kx_is_blank(kx_char_at(ctx, at));
    at += link;
    const bool padded = at - start == strlen("07.");
    const kx_cell *row = kx_calendar_name_at(ctx, at, &kx_table_months, &n);
    d->month = row ? kx_calendar_number(row) : kx_small_number_at(ctx, at, KX_MONTHS, &n);
    at += n;
    const bool ends = kx_ends_at(ctx, at) && !kx_is_hyphen(kx_char_at(ctx, at));
    if (row && separator == '-' && !spaced && is_day(d) && ends) {
        d->end = at; /* 28-jan */
        d->dot = ctx->text[at - 1] == '.';
        return true;
    }
    link = is_day(d) ? separator_at(ctx, at, &second) : 0;
    if (link == 0 || second != separator)
        return false;
    const bool short_year = !spaced && (separator != '.' || (padded && n == strlen("10")));
    n = year_at(ctx, at + link, short_year, d);
    d->end = at + link + n;
    if (n == 2 && separator == '-' && kx_are_medals(ctx, d->end))
        return false;
    return n > 0 && !(n == 2 && kx_unit_follows(ctx, d->end)); /* 10-10-10 meter */
}

/* "T14:05", "T14:05:30Z": the time of day at d->end. */
static void read_stamp(const kx_context *ctx, date *d)
{
    size_t at = d->end + 1, end = at + strlen("14:05");
    if (kx_char_at(ctx, d->end) != 'T' || d->weekday || kx_digits_at(ctx, at) != 2 ||
        kx_char_at(ctx, at + 2) != ':' || kx_digits_at(ctx, at + 3) != 2)
        return;
    if (kx_char_at(ctx, end) == ':' && kx_digits_at(ctx, end + 1) == 2)
        end += strlen(":30");
    bool universal = kx_char_at(ctx, end) == 'Z';
    if (!kx_ends_at(ctx, end + universal))
        return;
    d->time = at;
    d->universal = universal;
    d->end = end + universal;
}

/* 2025-06-30 */
static bool read_iso(const kx_context *ctx, size_t at, date *d)
{
    if (kx_digits_at(ctx, at) != 4 || !strchr("12", ctx->text[at]))
        return false;
    d->year = at;
    d->year_length = 4;
    const gunichar hyphen = kx_char_at(ctx, at + 4);
    const size_t width = kx_width(hyphen);
    const size_t month = at + 4 + width, day = month + 2 + width;
    if (!kx_is_hyphen(hyphen) || kx_digits_at(ctx, month) != 2 ||
        kx_char_at(ctx, month + 2) != hyphen || kx_digits_at(ctx, day) != 2)
        return false;
    size_t n;
    d->month = kx_small_number_at(ctx, month, KX_MONTHS, &n);
    d->day = kx_small_number_at(ctx, day, KX_DAYS, &n);
    d->end = day + 2;
    read_stamp(ctx, d);
    return is_day(d) && kx_number_ends_at(ctx, d->end);
}

/* ---- day and month without a year ---- */

/* "van 3/4 t/m 5/6", "van 1-1 tot 31-12", "geldig 3/6 t/m 9/6", but groep 3/4 t/m 7/8 */
static bool starts_span(const kx_context *ctx, size_t end, char separator)
{
    static const char *const van[] = {"van", "tussen", NULL};
    static const char *const through[] = {"t/m", NULL};
    static const char *const links[] = {"t/m", "tot", "en", NULL}, *const up_to[] = {"t/m", "tot",
                                                                                     NULL};
    size_t n, link = kx_calendar_word_link_at(ctx, end);
    const bool spans =
        separator == '/' && kx_follows(ctx, end, through) && !kx_slashed_is_numbered(ctx);
    if (!spans &&
        (!kx_previous_is(ctx, 0, van) || !kx_follows(ctx, end, separator == '-' ? up_to : links)))
        return false;
    size_t at = end + link;
    char second = 0;
    const bool day = kx_small_number_at(ctx, at, KX_DAYS, &n) > 0;
    const size_t sign = sign_at(ctx, at + n, &second);
    if (!day || sign == 0 || second != separator)
        return false;
    at += n + sign;
    return kx_small_number_at(ctx, at, KX_MONTHS, &n) > 0 &&
           !kx_follows(ctx, at + n, kx_slashed_measures);
}

/* zo 6-12: markt, zo 6-12 20.00 uur: a day, and no score. */
static bool in_agenda(const kx_context *ctx, size_t end)
{
    const size_t at = end + (kx_char_at(ctx, end) == ':');
    const size_t blanks = kx_blanks_at(ctx, at), n = kx_digits_at(ctx, at + blanks);
    const bool clock = n > 0 && n <= 2 && kx_digits_at(ctx, at + blanks + n + 1) == 2;
    return blanks > 0 && (at > end || clock);
}

static bool read_short(const kx_context *ctx, size_t at, date *d)
{
    size_t n, start = at;
    char separator = 0;
    d->day = kx_small_number_at(ctx, at, KX_DAYS, &n);
    const size_t sign = sign_at(ctx, at + n, &separator);
    if (d->day == 0 || sign == 0)
        return false;
    at += n + sign;
    d->month = kx_small_number_at(ctx, at, KX_MONTHS, &n);
    d->end = at + n;
    gunichar next = kx_char_at(ctx, d->end);
    if (separator == '/' && is_day(d) &&
        (d->linked ? kx_ends_at(ctx, d->end) : kx_slashed_spans(ctx, start, d->end)))
        return true;
    if (separator == '-' && is_day(d) && kx_hyphened_spans(ctx, d->day, d->month, d->end))
        return true;
    static const char *const hours[] = {"u", "uur", "h", NULL};                     /* wo 9-12 u */
    bool point = (next == '.' || next == ':') && kx_digits_at(ctx, d->end + 1) > 0; /* 9-12.30 */
    if (separator == '-' &&
        (point || kx_hours_here(ctx, start, d->weekday || kx_hours_after_day(ctx))))
        return false;
    if (!is_day(d) || next == '/' || next == '%' || kx_follows(ctx, d->end, hours) ||
        !kx_number_ends_at(ctx, d->end) || kx_unit_follows(ctx, d->end))
        return false;
    bool padded = ctx->text[start] == '0' || ctx->text[at] == '0';
    static const char *const van[] = {"van", NULL};
    const bool hour = d->weekday && kx_digits_at(ctx, d->end + strlen(" van ")) > 0;
    const bool change = kx_day_expected(ctx) && kx_follows(ctx, d->end, van) &&
                        (separator == '-' || kx_digits_at(ctx, d->end + strlen(" van ")) > 0);
    if (!padded && !hour && !change && d->day <= d->month &&
        kx_follows(ctx, d->end, kx_slashed_measures))
        return false; /* 1/3 van, but: per 1/12 van 2 naar 3 procent */
    size_t blanks = kx_blanks_at(ctx, d->end);
    bool code = blanks > 0 && ctx->text[start] == '0' && kx_digits_at(ctx, d->end + blanks) > 0;
    bool word = separator == '-' && !padded && d->day <= 12 && d->weekday &&
                strcmp(d->weekday, "zondag") == 0 && !in_agenda(ctx, d->end); /* zo 3-1 */
    if ((d->weekday && !word) || starts_span(ctx, d->end, separator) ||
        kx_calendar_goes_on(ctx, KX_FIELD_MONTH))
        return true;
    return separator == '/' ? kx_slashed_is_day(ctx, d->day, d->month, d->end, padded)
                            : !code && kx_hyphened_is_day(ctx, d->day, d->month, d->end);
}

/* "Expo 7-9/11", "Kermis 1-4/8", but not groep 7-8/9, 2-3/4 kopje, a 7-8/10. */
static bool days_stand_alone(const kx_context *ctx, const date *d)
{
    const bool mixed = d->day < d->month && d->month <= QUARTERS;
    const bool mark = d->day < d->month && (d->month == 5 || d->month == 10);
    if (kx_slashed_is_numbered(ctx) || mixed || mark)
        return false;
    return d->day > KX_MONTHS || !kx_noun_follows(ctx, d->end);
}

/* op 22-23/11, van 20-23/8/2026, Expo 7-9/11: two days of a month that is a number. */
static bool read_short_days(const kx_context *ctx, size_t at, date *d)
{
    static const char *const openers[] = {"op", "van", "en", "in", "(", ",", ":", NULL};
    size_t n;
    at = read_days(ctx, at, d);
    if (at == 0 || d->first_day == 0 || d->link != kx_up_to_and_including ||
        kx_char_at(ctx, at) != '/')
        return false;
    d->month = kx_small_number_at(ctx, at + 1, KX_MONTHS, &n);
    d->end = at + 1 + n;
    const size_t year = kx_char_at(ctx, d->end) == '/' ? year_at(ctx, d->end + 1, true, d) : 0;
    if (year > 0) {
        d->end += 1 + year;
        return is_day(d);
    }
    if (!is_day(d) || !kx_number_ends_at(ctx, d->end) || kx_char_at(ctx, d->end) == '/' ||
        g_unichar_isdigit(kx_char_at(ctx, d->end + 1)) || kx_unit_follows(ctx, d->end))
        return false;
    return d->weekday || kx_day_expected(ctx) || kx_previous_is(ctx, 0, openers) ||
           days_stand_alone(ctx, d);
}

/* APK 11-25, apk t/m 05-'26: a car is tested until a month of a year. */
static bool is_tested(const kx_context *ctx)
{
    static const char *const test[] = {"apk", NULL};
    static const char *const until[] = {"tot", "t/m", ":", "geldig", NULL};
    return kx_previous_is(ctx, kx_previous_is(ctx, 0, until) ? 1 : 0, test);
}

/* t/m 12/2026, sinds 05-2021, 09/2025: a month and its year. */
static bool read_month(const kx_context *ctx, size_t at, date *d)
{
    static const char *const openers[] = {"in",   "tot",   "van",   "bouwjaar", "geldig",
                                          "eind", "begin", "medio", "houdbaar", "bj.",
                                          "bwj.", "apk",   NULL};
    enum { YEAR_MIN = 1800 };
    size_t n;
    char separator = 0;
    d->month = kx_small_number_at(ctx, at, KX_MONTHS, &n);
    const size_t sign = sign_at(ctx, at + n, &separator), start = at + n + sign;
    if (d->month == 0 || sign == 0 || d->weekday)
        return false;
    if (is_tested(ctx)) {
        const size_t length = year_at(ctx, start, true, d);
        d->end = start + length;
        return length > 0;
    }
    if (kx_digits_at(ctx, start) != 4 || kx_digits_value(ctx, start, 4) < YEAR_MIN)
        return false; /* van 12-1500 mensen */
    bool padded = ctx->text[at] == '0',
         dated = kx_day_expected(ctx) || kx_previous_is(ctx, 0, openers);
    size_t year = year_at(ctx, start, false, d);
    d->end = start + year;
    return year > 0 && (dated || (padded && separator == '/'));
}

static bool read_date(const kx_context *ctx, size_t at, date *d)
{
    static bool (*const reads[])(const kx_context *, size_t, date *) = {
        read_named, read_numeric, read_iso, read_short_days, read_short, read_month,
    };
    const date empty = {.weekday = d->weekday, .linked = d->linked};
    for (unsigned i = 0; i < G_N_ELEMENTS(reads); i++) {
        *d = empty;
        if (reads[i](ctx, at, d))
            return true;
    }
    return false;
}

/* ---- the class ---- */

/* Length of the sign between two dates: "31 dec./1 jan.", "28 april - 3 mei". *word is what it
 * says. */
static size_t link_at(const kx_context *ctx, const char **word)
{
    if (ctx->before->len == 0)
        return 0;
    const kx_token *last = &g_array_index(ctx->before, kx_token, ctx->before->len - 1);
    char sign = 0;
    bool dated = kx_token_has(last, KX_FIELD_MONTH) || kx_token_has(last, KX_FIELD_WEEKDAY);
    if (!dated || !kx_token_has(last, KX_FIELD_DAY) || kx_token_has(last, KX_FIELD_MARK))
        return 0;
    size_t link = kx_calendar_link_at(ctx, last->range.end, &sign);
    if (link == 0)
        return 0;
    const char *day = ctx->text + last->range.start;
    bool span = sign == '-' || memchr(day, '-', last->range.end - last->range.start); /* 1-2/3-4 */
    *word = span ? kx_up_to_and_including : kx_calendar_slash_word(ctx);
    return last->range.end + link - ctx->at;
}

/* "Breda 1-2-1938", "'s-Hertogenbosch, 1 mei 1940": a place and a day with its year, which end the
 * line or come before the day of death. */
static bool is_place_and_day(const kx_context *ctx, size_t at)
{
    enum { WORDS_MAX = 4 };
    date d = {0};
    bool name = false;
    for (unsigned i = 0; i < WORDS_MAX && !g_unichar_isdigit(kx_char_at(ctx, at)); i++) {
        const size_t start = at;
        for (gunichar c = kx_char_at(ctx, at); c != 0 && !kx_is_blank(c) && c != ',';
             c = kx_char_at(ctx, at)) {
            name |= g_unichar_isupper(c) != 0;
            at += kx_width(c);
        }
        if (at == start)
            return false;
        at += kx_char_at(ctx, at) == ',';
        at += kx_blanks_at(ctx, at);
    }
    if (!name || !(read_named(ctx, at, &d) || read_numeric(ctx, at, &d)) || d.year_length == 0)
        return false;
    const size_t end = d.end + kx_blanks_at(ctx, d.end);
    const gunichar next = kx_char_at(ctx, end);
    return kx_is_last(ctx, d.end) || next == 0x2020 || next == '-' || next == 0x2013;
}

/* The sign of a birth: (*1912), (° Gent, 12 mei 1912), * Breda 1-2-1938; * may be a bullet. */
static size_t birth_match(const kx_context *ctx, kx_token *token)
{
    date d = {0};
    gunichar c = kx_char_at(ctx, ctx->at), before = kx_char_before(ctx, ctx->at);
    if ((c != '*' && c != 0xB0) || g_unichar_isalnum(before))
        return 0;
    size_t at = ctx->at + kx_width(c), blanks = kx_blanks_at(ctx, at);
    bool bracket = before == '(';
    size_t next = at + blanks;
    const bool place = is_place_and_day(ctx, next);
    if (blanks > 0 && !bracket && !place && !(c == 0xB0 && before != 0))
        return 0;
    bool name = place || (bracket && g_unichar_isupper(kx_char_at(ctx, next)));
    if (!name && year_at(ctx, next, false, &d) == 0 && !read_named(ctx, next, &d) &&
        !read_numeric(ctx, next, &d))
        return 0;
    kx_token_set_text(token, KX_FIELD_TEXT, "geboren", -1);
    return at - ctx->at;
}

static void set_stamp(const kx_context *ctx, kx_token *token, const date *d)
{
    size_t seconds = d->time + strlen("14:05:");
    kx_token_set(token, KX_FIELD_HOUR, kx_digits_value(ctx, d->time, 2));
    kx_token_set(token, KX_FIELD_MINUTE, kx_digits_value(ctx, d->time + 3, 2));
    if (seconds < d->end)
        kx_token_set(token, KX_FIELD_SECOND, kx_digits_value(ctx, seconds, 2));
    if (d->universal)
        kx_token_set_text(token, KX_FIELD_UNIT, "U T C", -1);
}

static void set_date(const kx_context *ctx, kx_token *token, const date *d)
{
    if (d->link)
        kx_token_set_text(token, KX_FIELD_TEXT, d->link, -1);
    if (d->weekday)
        kx_calendar_set_name(ctx, token, KX_FIELD_WEEKDAY, d->weekday);
    if (d->first_day > 0)
        kx_token_set(token, KX_FIELD_FROM, d->first_day);
    if (d->day > 0)
        kx_token_set(token, KX_FIELD_DAY, d->day);
    kx_token_set_text(token, KX_FIELD_MONTH, kx_month_name(d->month), -1);
    if (d->year_length > 0)
        kx_token_set_text(token, KX_FIELD_YEAR, ctx->text + d->year, (gssize)d->year_length);
    kx_apart_set(ctx, token);
    if (d->time > 0)
        set_stamp(ctx, token, d);
    else if (d->year_length > 0)
        kx_apart_end(ctx, token, d->end);
    else if (d->dot && kx_is_last(ctx, d->end))
        kx_token_set_mark(token, '.');
}

/* "5 mei-concert": the month's name is part of a longer word, but not in "3 mei-juni". */
static size_t compound_at(const kx_context *ctx, const date *d)
{
    size_t n, compound = kx_compound_at(ctx, d->end);
    if (compound == 0 || d->year_length > 0 || d->dot ||
        kx_calendar_name_at(ctx, d->end + 1, &kx_table_months, &n))
        return 0;
    return compound;
}

static size_t date_match(const kx_context *ctx, kx_token *token)
{
    date d = {0};
    const char *link_word = NULL;
    size_t n, link = ctx->begins == KX_AT_WORD ? 0 : link_at(ctx, &link_word), at = ctx->at + link;
    const kx_cell *row = kx_calendar_name_at(ctx, at, &kx_table_weekdays, &n);
    if (!row && ctx->begins == KX_AT_WORD) {
        if (!read_american(ctx, at, &d))
            return 0;
        set_date(ctx, token, &d);
        return d.end - ctx->at;
    }
    if (row && (kx_calendar_is_full(row) || kx_blanks_at(ctx, at + n) == 0))
        return 0; /* a word like others; the date starts after it */
    if (row) {
        d.weekday = kx_text(row, 1);
        at += n + kx_blanks_at(ctx, at + n);
    }
    d.linked = link > 0;
    if (!read_date(ctx, at, &d) || (link > 0 && d.first_day > 0))
        return birth_match(ctx, token);
    if (link > 0)
        kx_token_set_text(token, KX_FIELD_TEXT, link_word, -1);
    size_t compound = compound_at(ctx, &d);
    if (compound > 0)
        kx_compound_set(ctx, token, d.end, compound);
    set_date(ctx, token, &d);
    return d.end + compound - ctx->at;
}

static void say_stamp(const kx_token *token, kx_spoken *out)
{
    int64_t minute = kx_token_get(token, KX_FIELD_MINUTE, 0);
    int64_t second = kx_token_get(token, KX_FIELD_SECOND, 0);
    const char *zone = kx_token_get_text(token, KX_FIELD_UNIT);
    kx_say_mark(out, ',');
    kx_say_count(out, KX_SEAM_SPACE, kx_token_get(token, KX_FIELD_HOUR, 0));
    kx_say(out, KX_SEAM_SPACE, "uur");
    if (second > 0)
        kx_say_mark(out, ',');
    if (minute > 0 || second > 0)
        kx_say_count(out, KX_SEAM_SPACE, minute);
    if (second > 0) {
        kx_say(out, KX_SEAM_SPACE, minute == 1 ? "minuut en" : "minuten en");
        kx_say_count(out, KX_SEAM_SPACE, second);
        kx_say(out, KX_SEAM_SPACE, second == 1 ? "seconde" : "seconden");
    }
    if (zone)
        kx_say(out, KX_SEAM_SPACE, zone);
}

static bool date_say(const kx_token *token, const kx_style *style, kx_spoken *out)
{
    const char *weekday = kx_token_get_text(token, KX_FIELD_WEEKDAY);
    const char *month = kx_token_get_text(token, KX_FIELD_MONTH);
    const char *year = kx_token_get_text(token, KX_FIELD_YEAR);
    const char *link = kx_token_get_text(token, KX_FIELD_TEXT);
    const char *compound = kx_token_get_text(token, KX_FIELD_SUFFIX);
    bool pair = kx_token_has(token, KX_FIELD_FROM);
    kx_say_apart(token, out);
    if (link && !pair)
        kx_say(out, KX_SEAM_SPACE, link);
    if (weekday)
        kx_say(out, KX_SEAM_SPACE, weekday);
    if (pair) {
        kx_say_count(out, KX_SEAM_SPACE, kx_token_get(token, KX_FIELD_FROM, 0));
        kx_say(out, KX_SEAM_SPACE, link);
    }
    if (kx_token_has(token, KX_FIELD_DAY))
        kx_say_count(out, KX_SEAM_SPACE, kx_token_get(token, KX_FIELD_DAY, 0));
    if (month)
        kx_say(out, KX_SEAM_SPACE, month);
    if (compound)
        kx_say(out, KX_SEAM_HYPHEN, compound);
    if (year)
        kx_say_year(out, style, year);
    if (kx_token_has(token, KX_FIELD_HOUR))
        say_stamp(token, out);
    kx_say_end(token, out);
    return true;
}

const kx_class kx_class_date = {
    .name = "date",
    .what = N_("dates: 9 juni 1815, vr 4 apr., 17-11-2022, 2025-06-30, op 22/8"),
    .starts = KX_AT_WORD | KX_AT_LETTER | KX_AT_DIGIT | KX_AT_SIGN,
    .match = date_match,
    .say = date_say,
};
