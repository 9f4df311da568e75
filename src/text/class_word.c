/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Words: letters with inner apostrophes and hyphens (foto's, Oost-Souburg), clitics ('s, 't, 'n)
 * and loose parts of compounds (in- en verkoop, groenteteelt en -handel). Brand names keep their
 * capitals; words of other scripts are transliterated. */
#include "text/class.h"
#include "text/latin.h"

#include <string.h>

/* Whether the apostrophe at `at` opens a clitic: 's avonds, 't Hof, 's-Gravenzande, but not the
 * quoted letter 's'. */
static bool is_clitic(const kx_context *ctx, size_t at)
{
    static const char *const clitics[] = {"s", "t", "n", "k", "m", "r", "ns", "er", "ie"};
    size_t letters = at + (size_t)g_unichar_to_utf8(kx_char_at(ctx, at), NULL);
    for (unsigned i = 0; i < G_N_ELEMENTS(clitics); i++) {
        if (kx_word_is(ctx, letters, clitics[i]))
            return !kx_is_apostrophe(kx_char_at(ctx, letters + strlen(clitics[i])));
    }
    return false;
}

/* Bytes before the first letter of a word: an apostrophe or the hyphen of a loose second part. */
static size_t lead_at(const kx_context *ctx, size_t at)
{
    gunichar c = kx_char_at(ctx, at);
    size_t n = c ? (size_t)g_unichar_to_utf8(c, NULL) : 0;
    if (kx_is_apostrophe(c) && is_clitic(ctx, at))
        return n;
    gunichar before = kx_char_before(ctx, at);
    bool loose =
        kx_is_hyphen(c) && (before == 0 || kx_is_blank(before) || before == '(' || before == '/') &&
        g_unichar_isalpha(kx_char_at(ctx, at + n)) &&
        !kx_ends_at(ctx, at + n + (size_t)g_unichar_to_utf8(kx_char_at(ctx, at + n), NULL));
    return loose ? n : 0;
}

/* An ending in brackets that may be read along: speler(s), werknemer(s). */
static size_t optional_ending_at(const kx_context *ctx, size_t at)
{
    enum { ENDING_MAX = 3 };
    size_t n = 1;
    if (kx_char_at(ctx, at) != '(')
        return 0;
    while (kx_ascii_lower_at(ctx, at + n) && n <= ENDING_MAX)
        n++;
    bool closed = n > 1 && kx_char_at(ctx, at + n) == ')' && kx_ends_at(ctx, at + n + 1);
    return closed ? n + 1 : 0;
}

/* The word at `at`, without a last part that runs on into digits (Volgograd-F16). */
static size_t whole_parts_at(const kx_context *ctx, size_t at)
{
    size_t n = kx_word_at(ctx, at);
    if (n == 0 || kx_ends_at(ctx, at + n))
        return n;
    while (n > 0 && !kx_is_hyphen(kx_char_at(ctx, at + n)))
        n = (size_t)(g_utf8_prev_char(ctx->text + at + n) - (ctx->text + at));
    return n;
}

static size_t word_match(const kx_context *ctx, kx_token *token)
{
    size_t lead = lead_at(ctx, ctx->at);
    size_t letters = whole_parts_at(ctx, ctx->at + lead);
    if (letters == 0)
        return 0;
    size_t n = lead + letters;
    n += kx_loose_hyphen_at(ctx, ctx->at + n);
    n += optional_ending_at(ctx, ctx->at + n);
    g_autofree char *latin = kx_latin(ctx->text + ctx->at, n);
    g_autofree char *lower = ctx->all_capitals ? kx_lower(latin, strlen(latin)) : NULL;
    kx_token_set_text(token, KX_FIELD_TEXT, lower ? lower : latin, -1);
    return n;
}

static bool word_say(const kx_token *token, const kx_style *style, kx_spoken *out)
{
    (void)style;
    const char *text = kx_token_get_text(token, KX_FIELD_TEXT);
    if (strlen(text) == 1) /* a letter of another script; ours are acronyms */
        kx_say_letters(out, KX_SEAM_SPACE, text, false);
    else
        kx_say(out, KX_SEAM_SPACE, text);
    return *text != '\0';
}

const kx_class kx_class_word = {
    .name = "word",
    .what = "words, names, clitics and parts of compounds",
    .starts = KX_AT_WORD | KX_AT_LETTER | KX_AT_SIGN,
    .match = word_match,
    .say = word_say,
};
