/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "text/condition_family.h"

#include "text/number_match.h"

#include <string.h>

/* Another of a life's dates stands before it. */
static bool after_life_date(const kx_context *ctx)
{
    static const char *const dates[] = {"geb.", "ged.", "overl.", "ovl.", "begr.",   "tr.",
                                        "otr.", "*",    "†",      "~",    "gedoopt", NULL};
    for (unsigned back = 0; back < ctx->before->len; back++) {
        if (kx_previous_is(ctx, back, dates))
            return true;
    }
    return false;
}

/* A year of the church registers follows closely. */
static bool before_old_year(const kx_context *ctx, size_t end)
{
    enum { BYTES_AHEAD = 40, YEAR_DIGITS = 4 };
    const size_t limit = MIN(ctx->end, end + BYTES_AHEAD);
    for (size_t at = end; at < limit; at++) {
        const size_t n = kx_digits_at(ctx, at);
        if (n == YEAR_DIGITS && ctx->text[at] == '1' && ctx->text[at + 1] >= '5' &&
            ctx->text[at + 1] <= '8' && kx_ends_at(ctx, at + n))
            return true;
        at += n;
    }
    return false;
}

bool kx_in_family_tree(const kx_context *ctx, size_t end)
{
    return after_life_date(ctx) || before_old_year(ctx, end);
}

/* "van Jan Bos", where dr. van Dam has a single name. */
static bool full_name_at(const kx_context *ctx, size_t at)
{
    for (unsigned words = 0; words < 2; words++) {
        at += kx_blanks_at(ctx, at);
        if (!g_unichar_isupper(kx_char_at(ctx, at)))
            return false;
        at += kx_word_at(ctx, at);
    }
    return true;
}

bool kx_is_child(const kx_context *ctx, size_t end)
{
    static const char *const firm[] = {"en", "&", NULL}, *const van[] = {"van", NULL};
    static const char *const marks[] = {",", ";", "(", NULL};
    const size_t name = end + kx_blanks_at(ctx, end) + strlen("van");
    if (!kx_follows(ctx, end, van) || kx_previous_is(ctx, 0, firm)) /* Bos en Zn. van de Dam */
        return false;
    return ctx->text[ctx->at] != 'd' || after_life_date(ctx) ||
           (kx_previous_is(ctx, 0, marks) && full_name_at(ctx, name));
}
