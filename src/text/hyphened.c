/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "text/hyphened.h"

#include "text/calendar.h"
#include "text/number_match.h"

/* "9/6 om 20.00 uur", "op 12-6 om 8 uur" */
bool kx_hour_follows(const kx_context *ctx, size_t at)
{
    static const char *const om[] = {"om", NULL};
    at += kx_blanks_at(ctx, at);
    size_t hour = at + strlen("om");
    return kx_follows(ctx, at, om) && kx_digits_at(ctx, hour + kx_blanks_at(ctx, hour)) > 0;
}

/* Behind these a day is expected: no score, no fraction and no number follows them with a sign. */
static const char *const from[] = {"vóór",   "per",      "vanaf",  "sinds", "v.a.", "t/m",
                                   "t.e.m.", "ingaande", "m.i.v.", "d.d.",  NULL};

bool kx_day_expected(const kx_context *ctx)
{
    return kx_previous_is(ctx, 0, from);
}

/* 01-06 */
static bool is_padded(const kx_context *ctx, size_t end)
{
    size_t month = end;
    while (month > ctx->start && g_ascii_isdigit(ctx->text[month - 1]))
        month--;
    size_t day = month - 1;
    while (day > ctx->start && g_ascii_isdigit(ctx->text[day - 1]))
        day--;
    return ctx->text[day] == '0' || ctx->text[month] == '0';
}

/* "op 17-11", "per 1-1", "vanaf 01-06": where no score could be meant. */
bool kx_hyphened_is_day(const kx_context *ctx, unsigned day, size_t end)
{
    enum { WORDS_BACK = 6 };
    static const char *const openers[] = {"op",       "tot",     "voor",     "na",        "vóór",
                                          "maandag",  "dinsdag", "woensdag", "donderdag", "vrijdag",
                                          "zaterdag", "zondag",  NULL};
    static const char *const scores[] = {
        "kwam",   "komt",   "kwamen", "bracht",   "brengt",  "zette",   "stond",
        "staat",  "stand",  "won",    "wint",     "verloor", "set",     "sets",
        "punten", "pagina", "blz",    "tiebreak", "groep",   "groepen", NULL};
    static const char *const on[] = {"op", NULL};
    if (kx_day_expected(ctx) || (kx_previous_is(ctx, 0, on) && kx_hour_follows(ctx, end)))
        return true;
    bool certain =
        is_padded(ctx, end) || day > KX_MONTHS || kx_previous_is(ctx, 1, on); /* op maandag 12-6 */
    if (!kx_previous_is(ctx, 0, openers) || !certain)
        return false;
    for (unsigned back = 1; back < WORDS_BACK; back++) {
        if (kx_previous_is(ctx, back, scores))
            return false;
    }
    return true;
}
