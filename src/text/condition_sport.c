/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "text/condition_sport.h"

#include "text/cue.h"
#include "text/number_match.h"
#include "text/pair.h"
#include "text/teams.h"

#include <string.h>

bool kx_score_before(const kx_context *ctx, size_t end)
{
    static const char *const links[] = {"met", "van", "in", "op", "tegen", NULL};
    const gunichar next = kx_char_at(ctx, end);
    const unsigned n = ctx->before->len;
    const kx_token *last = n > 0 ? &g_array_index(ctx->before, kx_token, n - 1) : NULL;
    bool closed = next == 0 || (next < 128 && strchr(".,;:)", (int)next) != NULL) ||
                  kx_follows(ctx, end, links);
    return last && (strcmp(last->class->name, "score") == 0 ||
                    (closed && kx_cue_previous(ctx, 0, "score")));
}

bool kx_standing_before(const kx_context *ctx, size_t end)
{
    const unsigned n = ctx->before->len;
    const gunichar next = kx_char_at(ctx, end);
    if (n < 2 || !(next == 0 || next == ',' || next == ';') ||
        !g_ascii_isdigit(ctx->text[g_array_index(ctx->before, kx_token, n - 1).range.end - 1]) ||
        !g_unichar_isupper(
            kx_char_at(ctx, g_array_index(ctx->before, kx_token, n - 2).range.start)))
        return false;
    for (unsigned i = 0; i < n; i++) {
        if (strcmp(g_array_index(ctx->before, kx_token, i).class->name, "list") == 0)
            return true;
    }
    return false;
}

bool kx_minute_before(const kx_context *ctx, size_t end)
{
    static const char *const comma[] = {",", NULL};
    const unsigned n = ctx->before->len, back = kx_previous_is(ctx, 0, comma) ? 2 : 1;
    (void)end;
    return n >= back && g_strcmp0(kx_token_get_text(&g_array_index(ctx->before, kx_token, n - back),
                                                    KX_FIELD_READING),
                                  "minute") == 0;
}

bool kx_halftime_after(const kx_context *ctx, size_t end)
{
    kx_row_pair pair;
    const size_t at = end + kx_blanks_at(ctx, end);
    return kx_char_before(ctx, ctx->at) == '(' && kx_row_pair_at(ctx, at, &pair) &&
           kx_char_at(ctx, pair.end) == ')';
}

/* Jansen 1-0 (e.d.), 1-0 Jansen (o.g.), 71' o.g. Maes: alone in brackets where a score was told, or
 * behind the minute of a goal. */
bool kx_is_own_goal(const kx_context *ctx, size_t end)
{
    static const char *const bracket[] = {"(", NULL};
    const unsigned n = ctx->before->len;
    if (kx_minute_before(ctx, end))
        return true;
    if (!kx_previous_is(ctx, 0, bracket) || kx_char_at(ctx, end) != ')')
        return false;
    for (unsigned i = 0; i < n; i++) {
        if (strcmp(g_array_index(ctx->before, kx_token, i).class->name, "score") == 0)
            return true;
    }
    return false;
}

/* Urk - Excelsior '31 gest., 0-4 (gest.): behind two that play, or their score. */
bool kx_match_before(const kx_context *ctx, size_t end)
{
    static const char *const bracket[] = {"(", NULL};
    const unsigned n = ctx->before->len, back = kx_previous_is(ctx, 0, bracket) ? 2 : 1;
    (void)end;
    return kx_teams_before(ctx) ||
           (n >= back &&
            strcmp(g_array_index(ctx->before, kx_token, n - back).class->name, "score") == 0);
}
