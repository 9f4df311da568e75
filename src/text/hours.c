/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "text/hours.h"

#include "text/calendar.h"
#include "text/cue.h"
#include "text/number_match.h"

#include <string.h>

enum { HOURS = 24, MINUTES = 60 };
/* How many tokens back a word or other hours decide, and how many hours are read in a row. */
enum { TOKENS_BACK = 32, SPANS_MAX = 8 };

/* 9-12.30 */
typedef struct {
    size_t end;
    unsigned from, to; /* minutes of the day */
    bool minutes;      /* one side has minutes: it can be no date */
    bool beyond;       /* the second number is no month */
} span;

/* "9", "12.30", "8:15": minutes of the day. Its end, 0 if there is no time. */
static size_t clock_at(const kx_context *ctx, size_t at, unsigned *time, bool *minutes)
{
    const size_t n = kx_digits_at(ctx, at);
    if (n < 1 || n > 2 || kx_digits_value(ctx, at, n) > HOURS)
        return 0;
    *time = kx_digits_value(ctx, at, n) * MINUTES;
    at += n;
    const gunichar c = kx_char_at(ctx, at);
    if ((c != '.' && c != ':') || kx_digits_at(ctx, at + 1) == 0)
        return at;
    if (kx_digits_at(ctx, at + 1) != 2 || kx_digits_value(ctx, at + 1, 2) >= MINUTES)
        return 0;
    *time += kx_digits_value(ctx, at + 1, 2);
    *minutes = true;
    return at + strlen(".30");
}

/* "9-12", "9-12.30", "13 – 17": from a time to a later one, on minutes that clocks show. */
static bool span_at(const kx_context *ctx, size_t at, span *s)
{
    enum { ROUND = 5 };
    char sign = 0;
    *s = (span){0};
    const size_t end = clock_at(ctx, at, &s->from, &s->minutes);
    const size_t link = end > 0 ? kx_calendar_link_at(ctx, end, &sign) : 0;
    if (link == 0 || sign != '-')
        return false;
    s->end = clock_at(ctx, end + link, &s->to, &s->minutes);
    if (s->end == 0 || s->from >= s->to || s->from % ROUND > 0 || s->to % ROUND > 0)
        return false;
    s->beyond = s->to / MINUTES > KX_MONTHS;
    const gunichar next = kx_char_at(ctx, s->end);
    const bool more =
        next == '/' || next == '%' ||
        ((next == '.' || next == ',' || next == ':') && kx_digits_at(ctx, s->end + 1) > 0);
    return !more && kx_number_ends_at(ctx, s->end);
}

/* " en 13-16", " & 13-16": hours of the same day. Its length. */
static size_t and_at(const kx_context *ctx, size_t at)
{
    static const char *const ands[] = {"en", "&"};
    const size_t before = kx_blanks_at(ctx, at);
    for (unsigned i = 0; before > 0 && i < G_N_ELEMENTS(ands); i++) {
        const size_t end = at + before + strlen(ands[i]), after = kx_blanks_at(ctx, end);
        if (kx_word_is(ctx, at + before, ands[i]) && after > 0)
            return end + after - at;
    }
    return 0;
}

/* ", di ", "; do ", " en vr ", ", za en zo ": the next weekday. Its length with the blanks. */
static size_t next_day_at(const kx_context *ctx, size_t at)
{
    const size_t start = at;
    const gunichar c = kx_char_at(ctx, at);
    size_t n, link = c == ',' || c == ';' || c == '/' ? 1 : and_at(ctx, at);
    at += link + kx_blanks_at(ctx, at + link);
    while (kx_calendar_name_at(ctx, at, &kx_table_weekdays, &n)) {
        char sign = 0;
        at += n;
        link = kx_calendar_link_at(ctx, at, &sign);
        if (link == 0)
            link = kx_calendar_word_link_at(ctx, at);
        if (link == 0) {
            at += kx_char_at(ctx, at) == ':'; /* di: 13-16 */
            return at + kx_blanks_at(ctx, at) - start;
        }
        at += link;
    }
    return 0;
}

/* "ma 9-12, di 13-16", "di 9-12 en 13-16": one of a list that is no date tells of the others. */
static bool in_list(const kx_context *ctx, const span *first)
{
    span s = *first;
    for (unsigned i = 0; i < SPANS_MAX; i++) {
        if (s.minutes || s.beyond)
            return true;
        const size_t day = next_day_at(ctx, s.end), link = day > 0 ? day : and_at(ctx, s.end);
        if (link == 0 || !span_at(ctx, s.end + link, &s))
            return false;
    }
    return false;
}

/* "za 6-12 om 14 uur", "za 6-12 van 10-16 uur", "za 6-12, 20.00 uur": the time of day is yet to
 * come, so that what it follows is a date. */
static bool time_follows(const kx_context *ctx, size_t at)
{
    static const char *const words[] = {"om", "van", "vanaf", "tussen", NULL};
    if (kx_follows(ctx, at, words))
        return true;
    unsigned time;
    bool minutes = false;
    at += kx_char_at(ctx, at) == ',';
    return clock_at(ctx, at + kx_blanks_at(ctx, at), &time, &minutes) > 0 && minutes;
}

bool kx_hours_after_day(const kx_context *ctx)
{
    size_t n;
    if (ctx->before->len == 0)
        return false;
    const kx_token *last = &g_array_index(ctx->before, kx_token, ctx->before->len - 1);
    return (kx_token_has(last, KX_FIELD_WEEKDAY) && !kx_token_has(last, KX_FIELD_DAY)) ||
           kx_calendar_name_at(ctx, last->range.start, &kx_table_weekdays, &n);
}

/* "ma 13-17, do 10-12": hours stand behind a weekday before. */
static bool after_hours(const kx_context *ctx)
{
    span s;
    bool hours = false;
    for (unsigned i = ctx->before->len, back = 0; i > 0 && back < TOKENS_BACK; i--, back++) {
        const kx_token *token = &g_array_index(ctx->before, kx_token, i - 1);
        const bool day = kx_token_has(token, KX_FIELD_WEEKDAY);
        if (day && kx_token_has(token, KX_FIELD_DAY))
            return false;
        if (day && hours)
            return true;
        hours = !kx_token_has(token, KX_FIELD_MONTH) && span_at(ctx, token->range.start, &s);
    }
    return false;
}

/* "Openingsuren:", "Loket open:", but not "Open dag za. 7-12" and not "Loket gesloten ma 7-12 en di
 * 8-12": what is closed has days. */
static bool after_opening(const kx_context *ctx)
{
    static const char *const days[] = {"dag", "dagen", "huis", "deurdag", NULL};
    static const char *const closed[] = {"gesloten", "dicht", "gesl.", NULL};
    if (kx_previous_is(ctx, 0, closed))
        return false;
    for (unsigned back = 0; back < MIN(TOKENS_BACK, ctx->before->len); back++) {
        const kx_token *token = &g_array_index(ctx->before, kx_token, ctx->before->len - 1 - back);
        if (kx_token_has(token, KX_FIELD_WEEKDAY) && kx_token_has(token, KX_FIELD_MONTH))
            return false;
        if (kx_cue_previous(ctx, back, "opening"))
            return back == 0 || !kx_previous_is(ctx, back - 1, days);
    }
    return false;
}

bool kx_hours_here(const kx_context *ctx, size_t at, bool behind_day)
{
    span s;
    if (!span_at(ctx, at, &s) || kx_unit_follows(ctx, s.end))
        return false;
    if (s.minutes)
        return behind_day || after_opening(ctx);
    if (!behind_day || time_follows(ctx, s.end))
        return false;
    return in_list(ctx, &s) || after_hours(ctx) || after_opening(ctx);
}
