/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "text/condition_home.h"

#include "text/number_match.h"

bool kx_let_after(const kx_context *ctx, size_t end)
{
    static const char *const te[] = {"te", NULL}, *const let[] = {"huur", "koop", NULL};
    const size_t at = end + kx_blanks_at(ctx, end);
    return kx_follows(ctx, end, te) && kx_follows(ctx, at + strlen("te"), let);
}

bool kx_agreed_before(const kx_context *ctx, size_t end)
{
    static const char *const terms[] = {"aanvaarding", "aanv.",     "oplevering", "oplev.",
                                        "prijs",       "datum",     "tijd",       "tijden",
                                        "uren",        "huurprijs", NULL};
    (void)end;
    return kx_previous_is(ctx, 0, terms);
}

bool kx_street_before(const kx_context *ctx, size_t end)
{
    const unsigned n = ctx->before->len;
    const kx_range last = n > 0 ? g_array_index(ctx->before, kx_token, n - 1).range : (kx_range){0};
    return n > 0 && kx_digits_at(ctx, end + kx_blanks_at(ctx, end)) == 0 &&
           kx_is_street(ctx, last.start, last.end - last.start);
}
