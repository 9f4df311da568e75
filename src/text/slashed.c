/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "text/slashed.h"

#include "text/calendar.h"
#include "text/cue.h"
#include "text/hyphened.h"
#include "text/number_match.h"

#include <string.h>

enum { QUARTERS = 4 };

const char *const kx_slashed_measures[] = {"van", "deel", "delen", "liter", "uur", "kilo", NULL};

/* d/m, which ends at `end`. */
typedef struct {
    unsigned day, month;
    size_t end;
} slashed;

/* ---- what is no day ---- */

/* A house: Kerkstraat 14/2, and in Flanders Steenbaan 20/3. */
static bool after_street(const kx_context *ctx)
{
    static const char *const flemish[] = {"baan", NULL};
    if (ctx->before->len == 0)
        return false;
    const kx_range last = g_array_index(ctx->before, kx_token, ctx->before->len - 1).range;
    const size_t n = last.end - last.start;
    return kx_is_street(ctx, last.start, n) || kx_is_name_ending(ctx, last.start, n, flemish);
}

/* "1/3 + 15/4": what follows a sign of sums. */
static bool after_term(const kx_context *ctx)
{
    static const char *const signs[] = {"+", "=", "×", "x", "*", ":", NULL};
    const bool digits =
        ctx->before->len > 1 &&
        g_ascii_isdigit(kx_ascii_at(
            ctx, g_array_index(ctx->before, kx_token, ctx->before->len - 2).range.start));
    return digits && kx_previous_is(ctx, 0, signs);
}

/* The second of "artikelen 12/1 en 14/2", "groep 3/4 t/m 7/8". */
static bool after_numbered(const kx_context *ctx)
{
    static const char *const links[] = {"en", "of", ",", "t/m", NULL};
    if (ctx->before->len < 2 || !kx_previous_is(ctx, 0, links))
        return false;
    const kx_token *first = &g_array_index(ctx->before, kx_token, ctx->before->len - 2);
    return strcmp(first->class->name, "fraction") == 0;
}

/* tram 13/2, artikel 14/2, formaat 16/9, Windows 15/2, Kerkstraat 14/2: a number of two parts. */
bool kx_slashed_is_numbered(const kx_context *ctx)
{
    enum { WORDS_BACK = 4 };
    static const char *const roles[] = {"series", "parallel", "type", "version"};
    for (unsigned i = 0; i < G_N_ELEMENTS(roles); i++) {
        if (kx_cue_previous(ctx, 0, roles[i]))
            return true;
    }
    return kx_cue_before(ctx, WORDS_BACK, "ratio") || kx_cue_before(ctx, WORDS_BACK, "score") ||
           after_street(ctx) || after_term(ctx) || after_numbered(ctx);
}

/* Whether a day and month written d/m stand for nothing else: 14/2, but not 24/7 or 16/9. */
static bool is_certain(unsigned day, unsigned month)
{
    const bool always = day == 24 && month == 7, screen = day == 16 && month == 9;
    return day > KX_MONTHS && month > 0 && day <= kx_month_days(month) && !always && !screen;
}

/* Reads d/m at `at`. Its length, 0 if there is none or something goes on behind it. */
static size_t slashed_at(const kx_context *ctx, size_t at, unsigned *day, unsigned *month)
{
    size_t n, m;
    *day = kx_small_number_at(ctx, at, KX_DAYS, &n);
    if (*day == 0 || kx_char_at(ctx, at + n) != '/')
        return 0;
    *month = kx_small_number_at(ctx, at + n + 1, KX_MONTHS, &m);
    const size_t end = at + n + 1 + m;
    const gunichar next = kx_char_at(ctx, end);
    if (*month == 0 || next == '/' || next == '%' || !kx_number_ends_at(ctx, end) ||
        kx_unit_follows(ctx, end))
        return 0;
    return end - at;
}

/* "1/1 en 25/12", "12/3 Gent, 14/3 Brugge": a certain one comes later in the sentence. */
static bool certain_follows(const kx_context *ctx, size_t at)
{
    enum { BYTES_AHEAD = 120 };
    unsigned day, month;
    size_t link = kx_calendar_word_link_at(ctx, at);
    if (link > 0 && slashed_at(ctx, at + link, &day, &month) > 0 && is_certain(day, month))
        return true;
    const size_t end = MIN(ctx->end, at + BYTES_AHEAD);
    for (; at < end; at++) {
        if (ctx->text[at] == ',' && kx_blanks_at(ctx, at + 1) > 0 &&
            slashed_at(ctx, at + 1 + kx_blanks_at(ctx, at + 1), &day, &month) > 0 &&
            is_certain(day, month))
            return true;
    }
    return false;
}

/* "14/3 Brugge, 2/4 Luik": one that was a date came before. */
static bool slashed_before(const kx_context *ctx)
{
    enum { TOKENS_BACK = 8 };
    unsigned day, month;
    for (unsigned i = ctx->before->len, back = 0; i > 0 && back < TOKENS_BACK; i--, back++) {
        const kx_token *token = &g_array_index(ctx->before, kx_token, i - 1);
        if (kx_token_has(token, KX_FIELD_MONTH) &&
            slashed_at(ctx, token->range.start, &day, &month) > 0)
            return true;
    }
    return false;
}

/* Nothing of the same clause follows, or a name: what is counted or divided would have a word. */
static bool clause_ends(const kx_context *ctx, size_t at)
{
    const gunichar next = kx_char_at(ctx, at);
    return next == 0 || (next < 128 && strchr(".,;)?!", (int)next) != NULL);
}

static bool name_follows(const kx_context *ctx, size_t at)
{
    const size_t blanks = kx_blanks_at(ctx, at);
    return blanks > 0 && g_unichar_isupper(kx_char_at(ctx, at + blanks));
}

/* "Tournee: 12/3 Gent, 14/3 Brugge", "1/1 en 25/12 gesl.": a list with a certain one. */
static bool in_dated_list(const kx_context *ctx, const slashed *d)
{
    static const char *const marks[] = {",", ";", ":", "(", NULL}, *const comma[] = {",", NULL};
    if (!kx_follows(ctx, d->end, comma) && certain_follows(ctx, d->end) &&
        kx_calendar_word_link_at(ctx, d->end) > 0)
        return true;
    if (d->day < d->month && d->month <= QUARTERS) /* 1/2, 3/4, 15/4 */
        return false;
    const bool starts = ctx->before->len == 0 || kx_previous_is(ctx, 0, marks);
    return starts && (clause_ends(ctx, d->end) || name_follows(ctx, d->end)) &&
           (certain_follows(ctx, d->end) || slashed_before(ctx));
}

/* "BRUSSEL 12/3 (BELGA)": the head of a report. */
static bool is_dateline(const kx_context *ctx, const slashed *d)
{
    const size_t blanks = kx_blanks_at(ctx, d->end), bracket = d->end + blanks;
    if (ctx->before->len != 1 || blanks == 0 || kx_char_at(ctx, bracket) != '(' ||
        !g_unichar_isupper(kx_char_at(ctx, bracket + 1)))
        return false;
    const kx_token *place = &g_array_index(ctx->before, kx_token, 0);
    for (size_t at = place->range.start; at < place->range.end;
         at = at + kx_width(kx_char_at(ctx, at))) {
        if (g_unichar_islower(kx_char_at(ctx, at)))
            return false;
    }
    return g_unichar_isupper(kx_char_at(ctx, place->range.start));
}

/* 4/5, 8/10: may be a mark. */
static bool is_mark(const slashed *d)
{
    return d->day <= d->month && (d->month == 5 || d->month == 10);
}

/* "AB, Brussel, 7/11": behind a place and at the end, and no mark out of five or ten. */
static bool after_place(const kx_context *ctx, const slashed *d)
{
    static const char *const comma[] = {",", NULL};
    if (ctx->before->len < 2 || !kx_previous_is(ctx, 0, comma) || !clause_ends(ctx, d->end))
        return false;
    const kx_token *place = &g_array_index(ctx->before, kx_token, ctx->before->len - 2);
    return !is_mark(d) && d->month > QUARTERS &&
           g_unichar_isupper(kx_char_at(ctx, place->range.start));
}

/* "Gehoord: 12/9", "Volle maan 12/3", "vertrek 1/6": behind a word that has a day. */
static bool after_dated_word(const kx_context *ctx, const slashed *d)
{
    static const char *const colon[] = {":", NULL};
    if (!kx_cue_previous(ctx, kx_previous_is(ctx, 0, colon) ? 1 : 0, "dated"))
        return false;
    return d->day > d->month || (d->month > QUARTERS && clause_ends(ctx, d->end));
}

/* "Agenda: 3/12 Yoga, 5/12 kaarten; 9/12 zang", "Geboren: Lio Bos (6/1), Noor Mol (9/1)": rows of
 * days and what there is on them. */
static bool in_agenda(const kx_context *ctx, const slashed *d)
{
    static const char *const colon[] = {":", NULL}, *const marks[] = {",", ";", "(", NULL};
    static const char *const heads[] = {"agenda",    "kalender",    "data",       "tournee",
                                        "geb.",      "overleden",   "geboren",    "gehuwd",
                                        "geboorten", "overlijdens", "huwelijken", NULL};
    static const char *const parts[] = {"van", "deel", NULL};
    if (kx_follows(ctx, d->end, parts))
        return false;
    if (kx_previous_is(ctx, 0, colon) && kx_previous_is(ctx, 1, heads))
        return true;
    if (!kx_previous_is(ctx, 0, marks) || kx_unit_follows(ctx, d->end))
        return false;
    for (unsigned i = 0; i < ctx->before->len; i++) {
        if (kx_previous_is(ctx, i, heads))
            return true;
    }
    return false;
}

/* "op 7 en 10/9", "op 7, 8 en 10/9", "van 1 tot 5/8": days of the same month before it. */
static bool after_days(const kx_context *ctx, const slashed *d)
{
    enum { DAYS_MAX = 6, WORDS_BACK = 6 };
    static const char *const links[] = {"en", "of", "tot", "t/m", ",", NULL};
    static const char *const on[] = {"op", "van", "vanaf", "tussen", NULL};
    if (d->day < d->month && d->month <= QUARTERS) /* van 1 tot 3/4 */
        return false;
    if (is_mark(d) && kx_cue_before(ctx, WORDS_BACK, "rating")) /* een cijfer tussen 5 en 8/10 */
        return false;
    for (unsigned back = 0; back < 2 * DAYS_MAX; back += 2) {
        size_t n;
        if (ctx->before->len < back + 2 || !kx_previous_is(ctx, back, links))
            return back > 0 && kx_previous_is(ctx, back, on);
        const kx_token *day = &g_array_index(ctx->before, kx_token, ctx->before->len - 2 - back);
        if (kx_small_number_at(ctx, day->range.start, KX_DAYS, &n) == 0 ||
            day->range.start + n != day->range.end)
            return false;
    }
    return false;
}

/* "voor 5/3", "tot 12/9", "de mail van 5/3": more than a whole, where a day may follow. */
static bool after_preposition(const kx_context *ctx, const slashed *d)
{
    static const char *const openers[] = {"voor",  "vóór", "na",    "tot", "rond",
                                          "begin", "eind", "medio", NULL};
    static const char *const of[] = {"van", NULL};
    static const char *const bars[] = {"maat", "maten", "maatsoort", NULL};
    const bool event = kx_previous_is(ctx, 0, of) && kx_cue_previous(ctx, 1, "event");
    return d->day > d->month && (event || kx_previous_is(ctx, 0, openers)) &&
           !kx_follows(ctx, d->end, bars);
}

/* "de vergadering van 1/10 gaat", "voor 1/12", "na 1/4 is": where no part of something is meant. */
static bool is_day_of_event(const kx_context *ctx, const slashed *d)
{
    static const char *const of[] = {"van", NULL}, *const before[] = {"voor", NULL};
    static const char *const after[] = {"na", NULL};
    static const char *const verbs[] = {"is", "zijn", "was", "gaat", "wordt", "werd", "kan", NULL};
    const bool verb = kx_follows(ctx, d->end, verbs) || kx_cue_follows(ctx, d->end, "verb");
    if (!verb && !clause_ends(ctx, d->end))
        return false;
    if (kx_previous_is(ctx, 0, of))
        return kx_cue_previous(ctx, 1, "event");
    return kx_previous_is(ctx, 0, after) || (d->month > QUARTERS && kx_previous_is(ctx, 0, before));
}

/* "formaat 16/9", "pannen van 18/10", "20/3 inox" */
bool kx_slashed_is_ratio(const kx_context *ctx, size_t end)
{
    enum { WORDS_BACK = 4 };
    static const char *const steels[] = {"rvs", "inox", "staal", "roestvrij", "duim", NULL};
    return kx_cue_before(ctx, WORDS_BACK, "ratio") || kx_follows(ctx, end, steels) ||
           kx_cue_follows(ctx, end, "ratio");
}

/* 1/1 gesl.: but 3/4 gesloten is a part. */
static bool is_closing_day(const kx_context *ctx, const slashed *d)
{
    static const char *const closed[] = {"gesl", "gesloten", "geopend", NULL};
    return kx_follows(ctx, d->end, closed) && !(d->day < d->month && d->month <= QUARTERS);
}

/* Whether it is one by its numbers or by what stands around it. */
static bool is_day_here(const kx_context *ctx, const slashed *d)
{
    if (after_days(ctx, d))
        return true;
    static const char *const articles[] = {"een", "één", "x", NULL}; /* een 15/2 verdeling */
    const bool glued = kx_char_before(ctx, ctx->at) == '/' || kx_apostrophe_at(ctx, d->end) > 0;
    if (glued || kx_previous_is(ctx, 0, articles) || kx_slashed_is_numbered(ctx) ||
        kx_slashed_is_ratio(ctx, d->end))
        return false;
    return is_certain(d->day, d->month) || in_dated_list(ctx, d) || is_dateline(ctx, d) ||
           after_place(ctx, d) || in_agenda(ctx, d) || after_dated_word(ctx, d) ||
           after_preposition(ctx, d) || is_day_of_event(ctx, d) || is_closing_day(ctx, d);
}

/* "op 22/8", "de storm van 18/1": only where a date is expected. */
bool kx_slashed_is_day(const kx_context *ctx, unsigned day, unsigned month, size_t end, bool padded)
{
    const slashed here = {day, month, end}, *d = &here;
    static const char *const openers[] = {
        "op",      "vóór",     "uiterlijk", "maandag", "dinsdag", "woensdag", "donderdag",
        "vrijdag", "zaterdag", "zondag",    "zat",     "zon",     NULL};
    static const char *const on[] = {"op", "t/m", "vanaf", NULL};
    static const char *const until[] = {"tot", NULL}, *const judged[] = {"beoordeeld", NULL};
    static const char *const around[] = {"tot", "sinds", "per", "na", "voor", NULL};
    gunichar next = kx_char_at(ctx, d->end);
    size_t after = d->end + 1 + kx_blanks_at(ctx, d->end + 1);
    bool agenda = ctx->before->len == 0 && next == ',' && g_unichar_isupper(kx_char_at(ctx, after));
    if (kx_cue_previous(ctx, 0, "opus"))
        return false;
    const bool new_year = d->day == 1 && d->month == 1 && kx_previous_is(ctx, 0, around);
    const bool late = d->month > QUARTERS && !is_mark(d) && clause_ends(ctx, d->end);
    if (agenda || new_year || kx_hour_follows(ctx, d->end) ||
        (kx_previous_is(ctx, 0, until) && (next == ',' || next == ')' || late)))
        return true;
    if (is_mark(d) && kx_previous_is(ctx, 1, judged)) /* beoordeeld op 2/5 */
        return false;
    if (d->day == 9 && d->month == 11) /* since 9/11 */
        return kx_previous_is(ctx, 0, on);
    static const char *const others[] = {"van", "naar",   "tot", "voor", "na",
                                         "uit", "update", "(",   NULL};
    bool always = d->day == 24 && d->month == 7;
    bool whole =
        d->day > KX_MONTHS && !always && !kx_slashed_is_ratio(ctx, d->end); /* no fraction */
    return is_day_here(ctx, d) || (kx_day_expected(ctx) && !after_numbered(ctx)) ||
           kx_previous_is(ctx, 0, openers) ||
           ((whole || padded) && kx_previous_is(ctx, 0, others)) ||
           (padded && !kx_slashed_is_numbered(ctx));
}

/* "2/3-1/3", "1/2-1/2": two parts of a whole and no days. */
static bool make_whole(const kx_context *ctx, size_t start)
{
    static const char *const openers[] = {"op", "van", "vanaf", NULL};
    size_t n, m;
    char sign = 0;
    const unsigned first = kx_small_number_at(ctx, start, KX_MONTHS, &n);
    const unsigned lower = kx_small_number_at(ctx, start + n + 1, KX_MONTHS, &m);
    const size_t end = start + n + 1 + m, link = kx_calendar_link_at(ctx, end, &sign);
    const unsigned second = kx_small_number_at(ctx, end + link, KX_MONTHS, &n);
    const bool same = kx_small_number_at(ctx, end + link + n + 1, KX_MONTHS, &m) == lower;
    const bool parts = lower <= QUARTERS ? !kx_previous_is(ctx, 0, openers) : first > second;
    return same && first + second == lower && parts;
}

/* "1/1-31/12": the dash and a second day and month behind `at`, no fractions (1/2-1/3 liter). */
static bool spans(const kx_context *ctx, size_t at)
{
    size_t n;
    char sign = 0;
    size_t link = kx_calendar_link_at(ctx, at, &sign);
    if (link == 0 || sign != '-' || kx_small_number_at(ctx, at + link, KX_DAYS, &n) == 0 ||
        kx_char_at(ctx, at + link + n) != '/')
        return false;
    at += link + n + 1;
    return kx_small_number_at(ctx, at, KX_MONTHS, &n) > 0 && kx_ends_at(ctx, at + n) &&
           !kx_unit_follows(ctx, at + n) && !kx_follows(ctx, at + n, kx_slashed_measures);
}

bool kx_slashed_spans(const kx_context *ctx, size_t start, size_t end)
{
    return spans(ctx, end) && !make_whole(ctx, start) && !kx_cue_previous(ctx, 0, "ratio");
}
