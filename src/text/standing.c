/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "text/standing.h"

#include "text/cue.h"
#include "text/pair.h"

#include <string.h>

extern const kx_class kx_class_score;

/* Behind "(27-4)", the sets or goals of an entry, or "(+23)", how far they are apart. `at` if there
 * is no bracket. */
static size_t skip_detail(const kx_context *ctx, size_t at)
{
    kx_row_pair pair;
    const size_t open = at + kx_blanks_at(ctx, at);
    if (kx_char_at(ctx, open) != '(')
        return at;
    const gunichar sign = kx_char_at(ctx, open + 1);
    size_t end = open + 1;
    if (kx_row_pair_at(ctx, end, &pair))
        end = pair.end;
    else if (sign == '+' || kx_is_pair_link(sign))
        end += kx_width(sign) + kx_digits_at(ctx, end + kx_width(sign));
    return end > open + 1 && kx_char_at(ctx, end) == ')' ? end + 1 : at;
}

/* Behind the year in the name of a club: Excelsior '31. `at` if there is none. */
static size_t skip_founded(const kx_context *ctx, size_t at)
{
    const size_t year = at + kx_apostrophe_at(ctx, at), n = kx_digits_at(ctx, year);
    return year > at && n == 2 ? year + n + kx_blanks_at(ctx, year + n) : at;
}

/* ", 2. Ajax 22-54": where the pair of the next entry starts, behind one whose pair ends at `at`; 0
 * if there is none. Only where the standing is named, or its goals are told, may entries have no
 * number with a point: 1 NED 3-7 (5-2), 2 ECU 3-5. Some have no comma between them. */
static size_t next_entry(const kx_context *ctx, size_t at, bool named)
{
    enum { NAME_WORDS = 4, RANK_DIGITS = 2 };
    kx_row_pair pair;
    const size_t goals = skip_detail(ctx, at);
    named |= goals > at;
    at = goals;
    const gunichar c = kx_char_at(ctx, at);
    at += c == ',' || c == ';';
    const size_t blanks = kx_blanks_at(ctx, at);
    if (blanks == 0)
        return 0;
    at += blanks;
    const size_t n = kx_digits_at(ctx, at);
    const bool point = kx_char_at(ctx, at + n) == '.';
    bool ranked = n > 0 && n <= RANK_DIGITS && (point || (named && kx_blanks_at(ctx, at + n) > 0));
    if (!ranked && !named)
        return 0;
    at += ranked ? n + point : 0;
    at += ranked ? kx_blanks_at(ctx, at) : 0;
    for (unsigned i = 0; i < NAME_WORDS && g_unichar_isupper(kx_char_at(ctx, at)); i++) {
        at += kx_word_at(ctx, at);
        at += kx_blanks_at(ctx, at);
        at = skip_founded(ctx, at);
    }
    return kx_row_pair_at(ctx, at, &pair) ? at : 0;
}

/* "Ajax 12-30, PSV 12-28, Feyenoord 12-25": three or more in the order of their points, which are
 * no hours (Breda 10-18, Tilburg 10-18, Oss 9-17). */
static bool opens_standing(const kx_context *ctx)
{
    enum { ENTRIES_MIN = 3, ENTRIES_MAX = 20, HOURS = 24 };
    kx_row_pair pair;
    unsigned entries = 0, last = 0;
    bool points = false;
    for (size_t at = ctx->at; entries < ENTRIES_MAX && kx_row_pair_at(ctx, at, &pair); entries++) {
        if (entries > 0 && pair.right > last)
            return false;
        last = pair.right;
        points |= pair.right > HOURS || pair.left > pair.right;
        at = next_entry(ctx, pair.end, true);
        if (at == 0) {
            entries++;
            break;
        }
    }
    return points && entries >= ENTRIES_MIN;
}

bool kx_is_standing(const kx_context *ctx, size_t end)
{
    enum { ROW_TOKENS = 24 };
    const unsigned n = ctx->before->len;
    if (n == 0)
        return false;
    const size_t last = g_array_index(ctx->before, kx_token, n - 1).range.start;
    if (!g_unichar_isupper(kx_char_at(ctx, last)) && skip_founded(ctx, last) != ctx->at)
        return false;
    bool named = kx_cue_previous(ctx, n - 1, "stand") || kx_cue_previous(ctx, n - 2, "stand");
    if (next_entry(ctx, end, named) > 0 || opens_standing(ctx))
        return true;
    for (unsigned i = n; i > 0 && n - i < ROW_TOKENS; i--) {
        const kx_token *token = &g_array_index(ctx->before, kx_token, i - 1);
        if (token->class == &kx_class_score && next_entry(ctx, token->range.end, true) == ctx->at)
            return true;
    }
    return false;
}

bool kx_standing_goes_on(const kx_context *ctx, size_t end)
{
    return kx_blanks_at(ctx, end) > 0 && next_entry(ctx, end, true) > 0;
}

bool kx_are_medals(const kx_context *ctx, size_t end)
{
    enum { BYTES_AHEAD = 32 };
    static const char medal[] = "medaille";
    const size_t n = strlen(medal), limit = MIN(ctx->end, end + BYTES_AHEAD);
    const gunichar next = kx_char_at(ctx, end);
    for (unsigned i = 0; i < ctx->before->len; i++) {
        const size_t start = g_array_index(ctx->before, kx_token, i).range.start;
        if (ctx->end - start > n && g_ascii_strncasecmp(ctx->text + start, medal, n) == 0)
            return true;
    }
    if (next != ',' && next != ';')
        return false;
    for (size_t at = end; at + n <= limit; at++) {
        if (memcmp(ctx->text + at, medal, n) == 0)
            return true;
    }
    return false;
}
