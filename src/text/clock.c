/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "text/clock.h"

#include "text/calendar.h"
#include "text/cue.h"
#include "text/number_match.h"
#include "text/quantity.h"

#include <string.h>

extern const kx_class kx_class_time;

enum { ROUND_MINUTES = 5 };

bool kx_is_hour_sign(gunichar c)
{
    return c == 'u' || c == 'h';
}

/* " u. 30" behind the hour: the offset of the minutes, 0 if there are none. */
static size_t spaced_minutes_at(const kx_context *ctx, size_t at)
{
    size_t blanks = kx_blanks_at(ctx, at);
    at += blanks;
    if (!kx_is_hour_sign(kx_char_at(ctx, at)))
        return 0;
    at += 1 + (kx_char_at(ctx, at + 1) == '.');
    blanks = kx_blanks_at(ctx, at);
    return blanks > 0 && kx_digits_at(ctx, at + blanks) == 2 ? at + blanks : 0;
}

static bool read_minutes(const kx_context *ctx, size_t at, gunichar separator, kx_clock *t)
{
    t->minute = kx_digits_value(ctx, at, 2);
    t->separator = separator;
    t->end = at + 2;
    return t->minute < 60;
}

bool kx_clock_at(const kx_context *ctx, size_t at, kx_clock *t)
{
    size_t n = kx_digits_at(ctx, at);
    if (n < 1 || n > 2)
        return false;
    *t = (kx_clock){.hour = kx_digits_value(ctx, at, n)};
    at += n;
    gunichar c = kx_char_at(ctx, at);
    if (t->hour > 24)
        return false;
    size_t spaced = spaced_minutes_at(ctx, at);
    if (spaced > 0 && kx_number_ends_at(ctx, spaced + 2))
        return read_minutes(ctx, spaced, 'u', t);
    if (!(c == '.' || c == ':' || c == ',' || kx_is_hour_sign(c)))
        return false;
    if (kx_is_hour_sign(c) && kx_ends_at(ctx, at + 1) && kx_apostrophe_at(ctx, at + 1) == 0) {
        if (c == 'h' && kx_after_lettered(ctx)) /* klas 4h */
            return false;
        t->end = at + 1;
        return true;
    }
    return kx_digits_at(ctx, at + 1) == 2 && read_minutes(ctx, at + 1, c, t);
}

/* ---- entries ---- */

/* 20.15: minutes that programmes begin on. */
static bool is_round(size_t at, const kx_clock *t)
{
    return t->end - at == strlen("20.15") && t->minute % ROUND_MINUTES == 0;
}

/* Whether a channel stands before ctx->at, `back` tokens ago: RTL 4, VRT 1, ARD. */
static bool channel_before(const kx_context *ctx, unsigned back)
{
    if (ctx->before->len <= back)
        return false;
    const kx_token *last = &g_array_index(ctx->before, kx_token, ctx->before->len - 1 - back);
    const bool numbered =
        kx_digits_at(ctx, last->range.start) == last->range.end - last->range.start; /* VRT 1 */
    return kx_cue_previous(ctx, back, "channel") ||
           (numbered && kx_cue_previous(ctx, back + 1, "channel"));
}

/* "RTL4 20.30 GTST", "VRT 1 20.40 Thuis", "Tatort, ARD, 20.15": on round minutes.
 * "RTL 4 – 22.33", "NPO 1: 7.02": on any. */
static bool after_channel(const kx_context *ctx, size_t at, const kx_clock *t)
{
    static const char *const comma[] = {",", NULL}, *const marks[] = {"-", "–", "|", ":", NULL};
    const bool mark = kx_previous_is(ctx, 0, marks);
    return (is_round(at, t) || mark) &&
           channel_before(ctx, mark || kx_previous_is(ctx, 0, comma) ? 1 : 0);
}

/* "14.10, 17.30 en 21.00", "14.10/17.30/21.00": later and later, on round minutes. */
static bool starts_list(const kx_context *ctx, size_t at)
{
    enum { TIMES_MIN = 3, TIMES_MAX = 12, WORDS_BACK = 2 };
    unsigned times = 0, last = 0;
    kx_clock t;
    if (kx_after_race(ctx) || kx_cue_before(ctx, WORDS_BACK, "version") ||
        kx_cue_before(ctx, WORDS_BACK, "scale"))
        return false;
    while (times < TIMES_MAX && kx_clock_at(ctx, at, &t)) {
        const unsigned minutes = t.hour * 60 + t.minute;
        const bool later = times == 0 || minutes > last;
        if (t.separator != '.' || t.end - at != strlen("14.10") || t.minute % ROUND_MINUTES > 0 ||
            !later)
            return false;
        last = minutes;
        times++;
        const size_t link =
            kx_char_at(ctx, t.end) == '/' ? 1 : kx_calendar_word_link_at(ctx, t.end);
        if (link == 0 || kx_digits_at(ctx, t.end + link) == 0)
            break;
        at = t.end + link;
    }
    return times >= TIMES_MIN && kx_number_ends_at(ctx, t.end) && !kx_unit_follows(ctx, t.end);
}

/* "Agenda: 08.00 Heineken": what tells times, and a colon. */
static bool after_programme(const kx_context *ctx)
{
    static const char *const colon[] = {":", NULL};
    static const char *const lists[] = {"agenda", "programma", "schema", "planning"};
    if (ctx->before->len < 2 || !kx_previous_is(ctx, 0, colon))
        return false;
    const kx_range *last = &g_array_index(ctx->before, kx_token, ctx->before->len - 2).range;
    for (unsigned i = 0; i < G_N_ELEMENTS(lists); i++) {
        const size_t n = strlen(lists[i]);
        if (last->end - last->start >= n &&
            g_ascii_strncasecmp(ctx->text + last->end - n, lists[i], n) == 0)
            return true;
    }
    return false;
}

/* An entry of a programme: "20.30: Journaal", "16.45 Ajax - Feyenoord", "(20.30, NPO 1)",
 * "NPO 1, 20.30". */
static bool is_entry(const kx_context *ctx, size_t at, const kx_clock *t)
{
    static const char *const openers[] = {"(", "[", ",", ";", NULL};
    gunichar next = kx_char_at(ctx, t->end);
    size_t blanks = kx_blanks_at(ctx, t->end);
    bool rounded = t->minute % 5 == 0 && (t->end - at == 5 || t->minute % 15 == 0);
    if (!rounded || t->hour < 6)
        return false;
    if (next == ':' && t->end - at == 5 && kx_blanks_at(ctx, t->end + 1) > 0)
        return true; /* "RTL 7 20.30: Die Hard" */
    bool closed = next == 0 || next == ')' || next == ']' || next == ',' || next == ';';
    if (at != ctx->start && kx_previous_is(ctx, 0, openers))
        return closed && t->end - at == 5;
    bool name = blanks > 0 && g_unichar_isupper(kx_char_at(ctx, t->end + blanks));
    return (ctx->before->len == 0 || after_programme(ctx)) && (next == ':' || name);
}

/* "20.00 Journaal 20.30 EenVandaag", "Agenda: 08.00 Heineken; 11.00 EU": later than the entry
 * before it; on any minute behind a channel: "NPO 1: 20.00 Journaal, 20.32 Weer". */
static bool is_next_entry(const kx_context *ctx, size_t at, const kx_clock *t)
{
    static const char *const marks[] = {",", ";", NULL};
    const size_t blanks = kx_blanks_at(ctx, t->end);
    kx_clock before;
    if (ctx->before->len < 2 || !(is_round(at, t) || channel_before(ctx, ctx->before->len - 1)) ||
        blanks == 0 || !g_unichar_isupper(kx_char_at(ctx, t->end + blanks)) ||
        !(kx_previous_is(ctx, 0, marks) ||
          kx_digits_at(ctx, g_array_index(ctx->before, kx_token, 0).range.start) == 2))
        return false;
    for (unsigned i = ctx->before->len; i > 0; i--) {
        const kx_token *token = &g_array_index(ctx->before, kx_token, i - 1);
        if (token->class == &kx_class_time && kx_clock_at(ctx, token->range.start, &before))
            return t->hour * 60 + t->minute > before.hour * 60 + before.minute;
    }
    return false;
}

/* "Herv. Gem. 9.30 ds. K. Pol", "9.30 en 18.30 leesdienst": who leads a service, or what it is. */
static bool is_service(const kx_context *ctx, const kx_clock *t)
{
    static const char *const leaders[] = {"ds", "drs", "dhr", "mevr", "mw", NULL};
    static const char *const services[] = {"leesdienst",  "eucharistieviering",
                                           "jeugddienst", "avondmaal",
                                           "pastor",      "pastoor",
                                           "kapelaan",    "diaken",
                                           "prop",        "kand",
                                           "cand",        NULL};
    const size_t link = kx_calendar_word_link_at(ctx, t->end);
    kx_clock second;
    const bool two = link > 0 && kx_clock_at(ctx, t->end + link, &second);
    const size_t end = two ? second.end : t->end;
    return t->separator == '.' && t->minute % ROUND_MINUTES == 0 &&
           (kx_follows(ctx, end, services) ||
            (kx_follows(ctx, end, leaders) && kx_name_follows(ctx, end)));
}

/* "2e ronde: 18.45 Spakenburg-AZ, 20.00 Telstar - PEC": before two that are to play. */
static bool is_fixture(const kx_context *ctx, size_t at, const kx_clock *t)
{
    enum { BYTES_AHEAD = 48 };
    static const char *const openers[] = {":", ",", ";", "(", NULL};
    const size_t name = t->end + kx_blanks_at(ctx, t->end);
    if (!is_round(at, t) || name == t->end || !kx_previous_is(ctx, 0, openers) ||
        !g_unichar_isupper(kx_char_at(ctx, name)))
        return false;
    for (size_t i = name; i < MIN(ctx->end, name + BYTES_AHEAD);) {
        const gunichar c = kx_char_at(ctx, i);
        i += kx_width(c);
        if (c < 128 && strchr(",;:()", (int)c))
            return false;
        if (kx_is_pair_link(c) && g_unichar_isupper(kx_char_at(ctx, i + kx_blanks_at(ctx, i))))
            return true;
    }
    return false;
}

bool kx_ends_in_stop(const kx_context *ctx)
{
    size_t end = ctx->end;
    while (end > ctx->start && !g_ascii_isalnum(ctx->text[end - 1])) {
        end--;
        if (strchr(".!?", ctx->text[end]))
            return true;
    }
    return false;
}

/* "14.32 - Politie bevestigt", "17.45 | Rutte: wij", "14.32: Politie", "8:28 Het verkeer",
 * "19.24 De brand is uit.", "21.17 Kabinet valt": a report on a live page. */
static bool is_report(const kx_context *ctx, size_t at, const kx_clock *t)
{
    enum { AFTERNOON = 13 }; /* chapters are fewer: 10.14 Bepalingen */
    const bool colon = t->separator == ':';
    if (ctx->before->len > 0 || !(colon || t->end - at == strlen("14.32")))
        return false;
    const size_t blanks = kx_blanks_at(ctx, t->end);
    size_t word = t->end + blanks;
    const gunichar c = kx_char_at(ctx, word);
    const bool dash = kx_is_hyphen(c) || c == 0x2013 || c == 0x2014 || c == '|';
    if (blanks == 0 ? c == ':' : dash) {
        word += kx_width(c);
        if (kx_blanks_at(ctx, word) == 0)
            return false;
        word += kx_blanks_at(ctx, word);
    } else if (blanks == 0 || !(colon || t->hour >= AFTERNOON || kx_ends_in_stop(ctx))) {
        return false;
    }
    const gunichar first = kx_char_at(ctx, word);
    return first == '"' || g_unichar_type(first) == G_UNICODE_INITIAL_PUNCTUATION ||
           g_unichar_isupper(first);
}

bool kx_clock_is_entry(const kx_context *ctx, size_t at, const kx_clock *t)
{
    return is_entry(ctx, at, t) || is_next_entry(ctx, at, t) || is_report(ctx, at, t) ||
           after_channel(ctx, at, t) || starts_list(ctx, at) || is_service(ctx, t) ||
           is_fixture(ctx, at, t);
}

bool kx_clock_is_glued(const kx_context *ctx, const kx_clock *t)
{
    const gunichar first = kx_char_at(ctx, t->end);
    const size_t second = t->end + (first ? kx_width(first) : 0);
    return ctx->before->len == 0 && t->separator == ':' && g_unichar_isupper(first) &&
           g_unichar_islower(kx_char_at(ctx, second));
}
