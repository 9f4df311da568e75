/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "text/mark.h"

#include "text/cue.h"
#include "text/number_match.h"
#include "text/slashed.h"

#include <stdlib.h>
#include <string.h>

extern const kx_class kx_class_fraction;

/* lijn 12/20, maat: 4/5: what has such numbers. */
static bool is_series(const kx_context *ctx, unsigned back)
{
    static const char *const roles[] = {"series", "parallel", "type"};
    for (unsigned i = 0; i < G_N_ELEMENTS(roles); i++) {
        if (kx_cue_previous(ctx, back, roles[i]))
            return true;
    }
    return false;
}

/* "Stap 2/5", "Draadje (1/12)", "afl. 4/6": one of so many; but deel 3/4 van het deeg. */
bool kx_mark_is_part(const kx_context *ctx, unsigned upper, unsigned lower, size_t end)
{
    if (kx_unit_follows(ctx, end) || kx_cue_follows(ctx, end, "whole"))
        return false;
    const unsigned bracket = kx_char_before(ctx, ctx->at) == '(' ? 1 : 0;
    return upper > 0 && upper <= lower && kx_cue_previous(ctx, bracket, "part");
}

bool kx_mark_is_total(const char *digits)
{
    static const char *const totals[] = {"5", "10", "20", "100", NULL};
    return g_strv_contains(totals, digits);
}

/* "Graphics: 9/10,": what is named and nothing more. */
static bool is_labelled(const kx_context *ctx, size_t end)
{
    static const char *const colon[] = {":", NULL};
    const gunichar next = kx_char_at(ctx, end);
    return kx_previous_is(ctx, 0, colon) && !is_series(ctx, 1) &&
           (next == 0 || (next < 128 && strchr(".,;)", (int)next) != NULL));
}

/* 14/20, 12/20; "het album krijgt 4/5, de single 2/5": a mark out of as much came before. */
static bool after_mark(const kx_context *ctx, const char *total)
{
    for (unsigned i = ctx->before->len; i > 0; i--) {
        const kx_token *token = &g_array_index(ctx->before, kx_token, i - 1);
        if (token->class == &kx_class_fraction &&
            g_strcmp0(kx_token_get_text(token, KX_FIELD_TEXT), "op") == 0 &&
            g_strcmp0(kx_token_get_text(token, KX_FIELD_TO), total) == 0)
            return true;
    }
    return false;
}

/* "een 8/10", "score: 7/10", "Graphics: 9/10", 12/20, 85/100: marks out of a number. Twenty and a
 * hundred are no months. */
bool kx_mark_here(const kx_context *ctx, const char *upper, const char *total, size_t end)
{
    const unsigned long first = strtoul(upper, NULL, 10), all = strtoul(total, NULL, 10);
    if (!kx_mark_is_total(total))
        return false;
    if (is_series(ctx, 0))
        return false;
    if (kx_cue_before(ctx, 2, "rating") || (first <= all && after_mark(ctx, total)))
        return true;
    return first <= all && (all > 10 ? !kx_slashed_is_numbered(ctx) && !kx_unit_follows(ctx, end)
                                     : is_labelled(ctx, end));
}
