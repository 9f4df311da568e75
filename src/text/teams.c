/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "text/teams.h"

#include "text/pair.h"

#include <string.h>

/* What a name of a team holds: words with a capital, digits, dots (Willem II, Schalke 04). */
static bool is_team_part(const kx_context *ctx, const kx_token *token)
{
    static const char *const particles[] = {"de", "den", "der", "van", "en", "FC", NULL};
    gunichar c = kx_char_at(ctx, token->range.start);
    if (g_unichar_isupper(c) || g_unichar_isdigit(c) || kx_is_apostrophe(c) || c == '.' || c == '/')
        return true;
    kx_context there = *ctx;
    there.end = token->range.end;
    for (unsigned i = 0; particles[i]; i++) {
        if (kx_word_is(&there, token->range.start, particles[i]))
            return true;
    }
    return false;
}

/* Noord-Holland is no match between two teams. */
static bool is_region(const kx_context *ctx, size_t at, size_t hyphen)
{
    static const char *const parts[] = {"Noord",     "Zuid",      "Oost",     "West",
                                        "Midden",    "Nieuw",     "Sint",     "Centraal",
                                        "Noordoost", "Noordwest", "Zuidoost", "Zuidwest"};
    for (unsigned i = 0; i < G_N_ELEMENTS(parts); i++) {
        if (hyphen - at == strlen(parts[i]) && memcmp(ctx->text + at, parts[i], hyphen - at) == 0)
            return true;
    }
    return false;
}

/* Feyenoord-AZ, Longa'30-De Bataven */
static bool is_joined_teams(const kx_context *ctx, const kx_token *token)
{
    size_t at = token->range.start;
    if (!g_unichar_isupper(kx_char_at(ctx, at)) && !kx_is_apostrophe(kx_char_before(ctx, at)))
        return false;
    for (; at < token->range.end; at += kx_width(kx_char_at(ctx, at))) {
        gunichar c = kx_char_at(ctx, at);
        if (kx_is_pair_link(c) && g_unichar_isupper(kx_char_at(ctx, at + kx_width(c))))
            return !is_region(ctx, token->range.start, at);
    }
    return false;
}

/* The number of tokens before those of "(v)", "(Spa)" or "(2)" that `count` tokens end with;
 * `count` if they end with no bracket. */
static unsigned before_bracket(const kx_context *ctx, unsigned count)
{
    enum { BRACKET_TOKENS = 4 };
    if (count == 0 || ctx->text[g_array_index(ctx->before, kx_token, count - 1).range.start] != ')')
        return count;
    for (unsigned i = count - 1; i > 0 && count - i < BRACKET_TOKENS; i--) {
        if (ctx->text[g_array_index(ctx->before, kx_token, i - 1).range.start] == '(')
            return i - 1;
    }
    return count;
}

bool kx_teams_before(const kx_context *ctx)
{
    enum { TEAM_TOKENS = 8 }; /* how far back the first of both can begin */
    unsigned n = ctx->before->len, parts = 0;
    for (unsigned i = before_bracket(ctx, n); i > 0 && n - i < TEAM_TOKENS; i--) {
        const kx_token *token = &g_array_index(ctx->before, kx_token, i - 1);
        gunichar c = kx_char_at(ctx, token->range.start);
        if (c == ':' || c == '(' || c == ')')
            continue;
        if (parts > 0 && kx_is_pair_link(c)) {
            const unsigned first = before_bracket(ctx, i - 1);
            if (first > 0)
                return is_team_part(ctx, &g_array_index(ctx->before, kx_token, first - 1));
        }
        if (is_joined_teams(ctx, token)) /* W-ZW 4-5 is wind */
            return strcmp(token->class->name, "abbreviation") != 0;
        if (!is_team_part(ctx, token))
            return false;
        parts += g_unichar_isupper(c);
    }
    return false;
}
