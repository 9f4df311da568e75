/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "text/cue.h"

#include "text/table.h"

#include <string.h>

enum { WORD_MAX = 48 }; /* bytes; longer than any cue */

static bool has_role(const char *word, size_t length, const char *role)
{
    if (length == 0 || length > WORD_MAX)
        return false;
    const kx_cell *row = kx_table_find_lower(&kx_table_cues, word, length);
    for (; row; row = kx_table_next(&kx_table_cues, row)) {
        if (strcmp(kx_text(row, 1), role) == 0)
            return true;
    }
    return false;
}

bool kx_cue_previous(const kx_context *ctx, unsigned back, const char *role)
{
    if (ctx->before->len <= back)
        return false;
    const kx_token *token = &g_array_index(ctx->before, kx_token, ctx->before->len - 1 - back);
    return has_role(ctx->text + token->range.start, token->range.end - token->range.start, role);
}

bool kx_cue_before(const kx_context *ctx, unsigned count, const char *role)
{
    for (unsigned back = 0; back < count; back++) {
        if (kx_cue_previous(ctx, back, role))
            return true;
    }
    return false;
}

bool kx_cue_follows(const kx_context *ctx, size_t at, const char *role)
{
    at += kx_blanks_at(ctx, at);
    return has_role(ctx->text + at, kx_word_at(ctx, at), role);
}

bool kx_noun_follows(const kx_context *ctx, size_t at)
{
    size_t blanks = kx_blanks_at(ctx, at);
    at += blanks;
    size_t n = blanks > 0 ? kx_word_at(ctx, at) : 0;
    if (n > 0 && has_role(ctx->text + at, n, "people"))
        return true;
    if (n == 0 || !g_unichar_islower(kx_char_at(ctx, at)))
        return false;
    return n <= WORD_MAX && !kx_table_find(&kx_table_function_words, ctx->text + at, n) &&
           !has_role(ctx->text + at, n, "verb") && !has_role(ctx->text + at, n, "score");
}
