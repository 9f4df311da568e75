/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "text/condition_unit.h"

#include "text/number_match.h"

#include <string.h>

static const kx_token *token_before(const kx_context *ctx)
{
    unsigned n = ctx->before->len;
    return n > 0 ? &g_array_index(ctx->before, kx_token, n - 1) : NULL;
}

bool kx_decimal_before(const kx_context *ctx, size_t end)
{
    const kx_token *last = token_before(ctx);
    (void)end;
    return last && kx_token_has(last, KX_FIELD_FRACTION);
}

bool kx_percent_before(const kx_context *ctx, size_t end)
{
    const kx_token *last = token_before(ctx);
    (void)end;
    return last && strcmp(last->class->name, "percent") == 0;
}

bool kx_mass_before(const kx_context *ctx, size_t end)
{
    static const char *const masses[] = {"kg", "kilo", "ton", "t", "g", "gram", NULL};
    const kx_token *last = token_before(ctx);
    (void)end;
    if (!last)
        return false;
    size_t start = last->range.end;
    while (start > last->range.start && g_ascii_isalpha(ctx->text[start - 1]))
        start--;
    kx_context there = *ctx;
    there.end = last->range.end;
    for (unsigned i = 0; masses[i]; i++) {
        if (kx_word_is(&there, start, masses[i]))
            return true;
    }
    return false;
}

bool kx_grams_before(const kx_context *ctx, size_t end)
{
    (void)end;
    const kx_token *last = token_before(ctx);
    return last && g_strcmp0(kx_token_get_text(last, KX_FIELD_UNIT), "gram") == 0;
}

bool kx_degrees_before(const kx_context *ctx, size_t end)
{
    static const char *const degrees[] = {"graden", "graad", NULL};
    (void)end;
    return kx_previous_is(ctx, 0, degrees);
}

bool kx_grams_after(const kx_context *ctx, size_t end)
{
    static const char *const grams[] = {"g", "gr", "gram", NULL};
    kx_written_number number;
    const size_t at = end + kx_blanks_at(ctx, end);
    return kx_number_at(ctx, at, KX_POINT_GROUPS, &number) && kx_follows(ctx, number.end, grams);
}
