/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "text/hyphened.h"

#include "text/calendar.h"
#include "text/cue.h"
#include "text/number_match.h"

#include <string.h>

/* ", 20 u", ", 14.30 uur", ", om 19u30": the hour of what a calendar has. */
static bool hour_of_entry_follows(const kx_context *ctx, size_t at)
{
    static const char *const words[] = {"u", "uur", "h", NULL};
    if (kx_char_at(ctx, at) != ',')
        return false;
    at += 1 + kx_blanks_at(ctx, at + 1);
    if (kx_word_is(ctx, at, "om"))
        at += strlen("om") + kx_blanks_at(ctx, at + strlen("om"));
    size_t n = kx_digits_at(ctx, at);
    at += n;
    if (n < 1 || n > 2)
        return false;
    const gunichar c = kx_char_at(ctx, at);
    if ((c == '.' || c == ':' || c == 'u' || c == 'h') && kx_digits_at(ctx, at + 1) == 2)
        return c == 'u' || c == 'h' || kx_follows(ctx, at + strlen(".30"), words);
    return kx_follows(ctx, at, words);
}

/* "9/6 om 20.00 uur", "op 12-6 om 8 uur", "9/2, 20 u" */
bool kx_hour_follows(const kx_context *ctx, size_t at)
{
    static const char *const om[] = {"om", NULL};
    if (hour_of_entry_follows(ctx, at))
        return true;
    at += kx_blanks_at(ctx, at);
    size_t hour = at + strlen("om");
    return kx_follows(ctx, at, om) && kx_digits_at(ctx, hour + kx_blanks_at(ctx, hour)) > 0;
}

/* Behind these a day is expected: no score, no fraction and no number follows them with a sign. */
static const char *const from[] = {"vóór",   "per",      "vanaf",  "sinds", "v.a.", "t/m",
                                   "t.e.m.", "ingaande", "m.i.v.", "d.d.",  "geb.", NULL};

bool kx_day_expected(const kx_context *ctx)
{
    static const char *const colon[] = {":", NULL};
    static const char datum[] = "datum"; /* Ingangsdatum: 1/4, startdatum 1-9 */
    const unsigned back = kx_previous_is(ctx, 0, colon) ? 1 : 0;
    if (kx_previous_is(ctx, back, from))
        return true;
    if (ctx->before->len <= back)
        return false;
    const kx_range word = g_array_index(ctx->before, kx_token, ctx->before->len - 1 - back).range;
    const size_t n = strlen(datum);
    return word.end - word.start >= n &&
           g_ascii_strncasecmp(ctx->text + word.end - n, datum, n) == 0;
}

/* 01-06 */
static bool is_padded(const kx_context *ctx, size_t end)
{
    size_t month = end;
    while (month > ctx->start && g_ascii_isdigit(ctx->text[month - 1]))
        month--;
    size_t day = month;
    while (day > ctx->start && !g_ascii_isdigit(ctx->text[day - 1]))
        day--;
    while (day > ctx->start && g_ascii_isdigit(ctx->text[day - 1]))
        day--;
    return ctx->text[day] == '0' || ctx->text[month] == '0';
}

/* "stuurde de brief op 4-6", "overleed op 12-11": what is done on a day. */
static bool after_dated_verb(const kx_context *ctx)
{
    enum { WORDS_BACK = 8 };
    static const char *const verbs[] = {
        "overleed",    "overleden", "stierf",     "geboren",    "trouwde",      "trouwden",
        "getrouwd",    "stuurde",   "verstuurde", "verstuurd",  "verzonden",    "verscheen",
        "verschijnt",  "begint",    "ontving",    "ontvangen",  "gepubliceerd", "getekend",
        "ondertekend", "vertrekt",  "vertrok",    "aangenomen", "ingediend",    NULL};
    for (unsigned back = 1; back < WORDS_BACK; back++) {
        if (kx_previous_is(ctx, back, verbs))
            return true;
    }
    return false;
}

/* "start 15-9", "Deadline: 12-3" */
static bool after_start(const kx_context *ctx)
{
    enum { WORDS_BACK = 4 };
    static const char *const colon[] = {":", NULL};
    static const char *const starts[] = {"start",     "aanvang",  "première", "premiere",
                                         "uiterlijk", "deadline", NULL};
    return kx_previous_is(ctx, kx_previous_is(ctx, 0, colon) ? 1 : 0, starts) &&
           !kx_cue_before(ctx, WORDS_BACK, "score");
}

/* "gehuwd 20-9", "overleden 3-11", but "overleden 3-4 mensen" */
static bool after_event(const kx_context *ctx, size_t end)
{
    static const char *const events[] = {"geboren", "overleden", "gehuwd", "getrouwd", NULL};
    return kx_previous_is(ctx, 0, events) && !kx_noun_follows(ctx, end);
}

/* Koningsdag (27-4); 2e kerstdag, 26-12: the day of a feast. */
static bool after_feast(const kx_context *ctx)
{
    enum { WORDS_BACK = 6 };
    static const char *const links[] = {",", "(", NULL};
    static const char *const feasts[] = {
        "kerst",          "kerstdag",    "kerstavond",    "paasdag",         "pasen",
        "paasmaandag",    "pinksterdag", "pinksteren",    "pinkstermaandag", "hemelvaart",
        "hemelvaartsdag", "koningsdag",  "koninginnedag", "bevrijdingsdag",  "nieuwjaarsdag",
        "oudejaarsdag",   "sinterklaas", "moederdag",     "vaderdag",        "dierendag",
        "prinsjesdag",    "aswoensdag",  "allerheiligen", "dodenherdenking", NULL};
    return kx_previous_is(ctx, kx_previous_is(ctx, 0, links) ? 1 : 0, feasts) &&
           !kx_cue_before(ctx, WORDS_BACK, "score");
}

/* (NRC, 3-11), (de Volkskrant 4-11), Correctie (21-11): the day of a newspaper. */
static bool after_paper(const kx_context *ctx, size_t end)
{
    static const char *const links[] = {",", "(", NULL};
    return kx_char_at(ctx, end) == ')' &&
           kx_cue_previous(ctx, kx_previous_is(ctx, 0, links) ? 1 : 0, "paper");
}

/* "woensdag 5-11 en donderdag 6-11": the first was a day and month. */
static bool after_hyphened_day(const kx_context *ctx)
{
    enum { BACK = 3 };
    static const char *const links[] = {"en", "of", ",", NULL};
    if (ctx->before->len < BACK || !kx_previous_is(ctx, 1, links))
        return false;
    const kx_token *first = &g_array_index(ctx->before, kx_token, ctx->before->len - BACK);
    return kx_token_has(first, KX_FIELD_MONTH) &&
           memchr(ctx->text + first->range.start, '-', first->range.end - first->range.start);
}

static const char *const weekdays[] = {"maandag", "dinsdag",  "woensdag", "donderdag",
                                       "vrijdag", "zaterdag", "zondag",   NULL};

/* "Vrijdag 3-5: concert", "is vrijdag 3-5 te zien": behind a weekday, where nothing tells of a
 * match (Feyenoord zondag 1-2) or of what is counted. */
static bool after_weekday(const kx_context *ctx, size_t end)
{
    enum { SENTENCE_BACK = 40, WORDS_BACK = 6 };
    static const char *const played[] = {"speelde", "speelden", "gaf", "gespeeld", "speelt", NULL};
    static const char *const against[] = {"tegen", "van", "voor", "bij", NULL};
    static const char *const others[] = {"te", "gesloten", "open", "dicht", "vrij", NULL};
    const unsigned n = ctx->before->len;
    const bool counted =
        (kx_noun_follows(ctx, end) && !kx_follows(ctx, end, others)) || kx_unit_follows(ctx, end);
    if (!kx_previous_is(ctx, 0, weekdays) || counted || kx_follows(ctx, end, against) ||
        kx_cue_follows(ctx, end, "score") || kx_cue_before(ctx, SENTENCE_BACK, "score") ||
        kx_cue_before(ctx, WORDS_BACK, "result"))
        return false;
    for (unsigned back = 1; back < WORDS_BACK; back++) {
        if (kx_previous_is(ctx, back, played))
            return false;
    }
    return n == 1 || !g_unichar_isupper(
                         kx_char_at(ctx, g_array_index(ctx->before, kx_token, n - 2).range.start));
}

/* "24 t/m 26-12 gesloten, 27-12 open": a later one in a list of days. */
static bool in_list_of_days(const kx_context *ctx, unsigned day)
{
    enum { TOKENS_BACK = 12 };
    static const char *const marks[] = {",", ";", NULL};
    const unsigned n = ctx->before->len;
    if (day <= KX_MONTHS || !kx_previous_is(ctx, 0, marks))
        return false;
    for (unsigned back = 1; back < MIN(n, TOKENS_BACK); back++) {
        const kx_token *token = &g_array_index(ctx->before, kx_token, n - 1 - back);
        if (kx_token_has(token, KX_FIELD_MONTH) && !kx_token_has(token, KX_FIELD_YEAR) &&
            memchr(ctx->text + token->range.start, '-', token->range.end - token->range.start))
            return true;
    }
    return false;
}

/* "van 2-12 7.00 u tot 5-12 16.00 u": a time with its word right behind it. */
static bool clock_follows(const kx_context *ctx, size_t end)
{
    static const char *const words[] = {"u", "uur", "h", NULL};
    static const char *const openers[] = {"van", "tot", "op", "t/m", "vanaf", NULL};
    const size_t at = end + kx_blanks_at(ctx, end), n = kx_digits_at(ctx, at);
    const gunichar c = kx_char_at(ctx, at + n);
    return at > end && n >= 1 && n <= 2 && (c == '.' || c == ':') &&
           kx_digits_at(ctx, at + n + 1) == 2 && kx_follows(ctx, at + n + 3, words) &&
           kx_previous_is(ctx, 0, openers);
}

/* The day and month at `at`, both with a hyphen; false if there are none. */
static bool pair_at(const kx_context *ctx, size_t at, unsigned *day, unsigned *month)
{
    size_t n, m;
    *day = kx_small_number_at(ctx, at, KX_DAYS, &n);
    if (*day == 0 || kx_char_at(ctx, at + n) != '-')
        return false;
    *month = kx_small_number_at(ctx, at + n + 1, KX_MONTHS, &m);
    return *month > 0 && kx_number_ends_at(ctx, at + n + 1 + m);
}

bool kx_hyphened_spans(const kx_context *ctx, unsigned day, unsigned month, size_t end)
{
    static const char *const up_to[] = {"t/m", "tot", NULL};
    unsigned next_day, next_month;
    char sign;
    if (kx_digits_at(ctx, ctx->at) == 0) { /* /20-4: the second of them */
        const unsigned n = ctx->before->len;
        const kx_token *last = n > 0 ? &g_array_index(ctx->before, kx_token, n - 1) : NULL;
        return last && kx_token_has(last, KX_FIELD_MONTH) && !kx_token_has(last, KX_FIELD_YEAR) &&
               pair_at(ctx, last->range.start, &next_day, &next_month);
    }
    const bool words = kx_follows(ctx, end, up_to);
    const size_t link =
        words ? kx_calendar_word_link_at(ctx, end) : kx_calendar_link_at(ctx, end, &sign);
    return link > 0 && pair_at(ctx, end + link, &next_day, &next_month) &&
           MAX(day, next_day) > KX_MONTHS &&
           (words ? day > KX_MONTHS : next_month == month % KX_MONTHS + 1);
}

/* "de update van 8-7", "geldig tot 3-12", "te zien tot 9-11" */
static bool after_dated_word(const kx_context *ctx)
{
    enum { WORDS_BACK = 6 };
    static const char *const van[] = {"van", NULL}, *const until[] = {"tot", NULL};
    static const char *const lasting[] = {
        "geldig",   "loopt",     "open",        "geopend",  "zien",  "inleveren", "bestellen",
        "reageren", "aanmelden", "inschrijven", "gesloten", "dicht", NULL};
    return ((kx_previous_is(ctx, 0, van) && kx_cue_previous(ctx, 1, "event")) ||
            (kx_previous_is(ctx, 0, until) && kx_previous_is(ctx, 1, lasting))) &&
           !kx_cue_before(ctx, WORDS_BACK, "score");
}

/* "13-05: het lek wordt gemeld", "03-05 – NCSC waarschuwt": an entry of a timeline. */
static bool heads_entry(const kx_context *ctx, unsigned day, size_t end)
{
    const bool padded = is_padded(ctx, end);
    const size_t blanks = kx_blanks_at(ctx, end), at = end + blanks;
    const gunichar c = kx_char_at(ctx, at);
    const bool dash = c == '|' || c == 0x2014 || kx_is_pair_link(c);
    return ctx->before->len == 0 && kx_blanks_at(ctx, at + kx_width(c)) > 0 &&
           (blanks > 0 ? dash && padded : c == ':' && (padded || day > KX_MONTHS));
}

/* "op 17-11", "per 1-1", "vanaf 01-06": where no score could be meant. */
bool kx_hyphened_is_day(const kx_context *ctx, unsigned day, unsigned month, size_t end)
{
    enum { WORDS_BACK = 6 };
    static const char *const openers[] = {"op", "tot", "voor", "na", "vóór", NULL};
    static const char *const scores[] = {
        "kwam",   "komt",   "kwamen", "bracht",   "brengt",  "zette",   "stond",
        "staat",  "stand",  "won",    "wint",     "verloor", "set",     "sets",
        "punten", "pagina", "blz",    "tiebreak", "groep",   "groepen", NULL};
    static const char *const on[] = {"op", NULL};
    if (kx_day_expected(ctx) || clock_follows(ctx, end) || heads_entry(ctx, day, end) ||
        (kx_hour_follows(ctx, end) &&
         (kx_previous_is(ctx, 0, on) || !kx_cue_before(ctx, WORDS_BACK, "score"))))
        return true;
    if ((day > month && after_start(ctx)) || after_feast(ctx) || after_event(ctx, end) ||
        after_paper(ctx, end) || after_weekday(ctx, end) || in_list_of_days(ctx, day) ||
        after_dated_word(ctx))
        return true;
    bool certain =
        is_padded(ctx, end) || day > KX_MONTHS || kx_previous_is(ctx, 1, on); /* op maandag 12-6 */
    if (!(kx_previous_is(ctx, 0, openers) || kx_previous_is(ctx, 0, weekdays)) ||
        !(certain || after_dated_verb(ctx) || after_hyphened_day(ctx)))
        return false;
    for (unsigned back = 1; back < WORDS_BACK; back++) {
        if (kx_previous_is(ctx, back, scores))
            return false;
    }
    return true;
}
