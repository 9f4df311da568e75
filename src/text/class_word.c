/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Words: letters with inner apostrophes and hyphens (foto's, Oost-Souburg), clitics ('s, 't, 'n)
 * and loose parts of compounds (in- en verkoop, groenteteelt en -handel). Brand names keep their
 * capitals; words of other scripts are transliterated. */
#include "text/class.h"
#include "text/latin.h"
#include "text/table.h"

#include <string.h>

/* Whether a single quote closes behind `at`: 'er is niets'. */
static bool quote_closes(const kx_context *ctx, size_t at)
{
    for (; at < ctx->end; at += kx_width(kx_char_at(ctx, at))) {
        const gunichar c = kx_char_at(ctx, at);
        if (kx_is_apostrophe(c) && !kx_is_blank(kx_char_before(ctx, at)) &&
            !g_unichar_isalnum(kx_char_at(ctx, at + kx_width(c))))
            return true;
    }
    return false;
}

/* Whether the apostrophe at `at` opens a clitic: 's avonds, 't Hof, 's-Gravenzande, but not the
 * quoted letter 's'. */
static bool is_clitic(const kx_context *ctx, size_t at)
{
    static const char *const clitics[] = {"s", "t", "n", "k", "m", "r", "ns", "er", "ie"};
    size_t letters = at + kx_width(kx_char_at(ctx, at));
    for (unsigned i = 0; i < G_N_ELEMENTS(clitics); i++) {
        if (!kx_word_is(ctx, letters, clitics[i]))
            continue;
        const size_t end = letters + strlen(clitics[i]);
        if (strcmp(clitics[i], "er") == 0 && quote_closes(ctx, end)) /* also a word */
            return false;
        return !kx_is_apostrophe(kx_char_at(ctx, end));
    }
    return false;
}

/* The 'n' of rock 'n' roll between two words: its length, 0 if it is a quoted letter. */
static size_t enclosed_n_at(const kx_context *ctx)
{
    static const char *const letter[] = {"letter", "letters", "een", "de", NULL};
    size_t mark = kx_width(kx_char_at(ctx, ctx->at));
    gunichar close = kx_char_at(ctx, ctx->at + mark + 1);
    if (!kx_is_apostrophe(kx_char_at(ctx, ctx->at)) || ctx->text[ctx->at + mark] != 'n' ||
        !kx_is_apostrophe(close) || ctx->before->len == 0 || kx_previous_is(ctx, 0, letter))
        return 0;
    size_t end = ctx->at + mark + 1 + kx_width(close);
    size_t next = end + kx_blanks_at(ctx, end);
    const kx_token *last = &g_array_index(ctx->before, kx_token, ctx->before->len - 1);
    bool between = kx_is_blank(kx_char_before(ctx, ctx->at)) && next > end &&
                   g_unichar_isalpha(kx_char_at(ctx, next)) &&
                   g_unichar_isalpha(kx_char_before(ctx, last->range.end));
    return between ? end - ctx->at : 0;
}

/* "teelt en –handel": an en dash for the hyphen; but "en –zei hij– ook", where it is closed. */
static bool is_loose_dash(const kx_context *ctx, size_t at)
{
    static const char *const links[] = {"en", "of", "noch", NULL};
    if (kx_char_at(ctx, at) != 0x2013 || !kx_previous_is(ctx, 0, links))
        return false;
    const char *next = ctx->text + at + strlen(KX_EN_DASH);
    const char *dash = g_strstr_len(next, ctx->text + ctx->end - next, KX_EN_DASH);
    return !dash || kx_is_blank(kx_char_before(ctx, (size_t)(dash - ctx->text)));
}

/* Bytes before the first letter of a word: an apostrophe or the hyphen of a loose second part. */
static size_t lead_at(const kx_context *ctx, size_t at)
{
    gunichar c = kx_char_at(ctx, at);
    size_t n = c ? kx_width(c) : 0;
    if (kx_is_apostrophe(c) && is_clitic(ctx, at))
        return n;
    gunichar before = kx_char_before(ctx, at);
    bool loose = (kx_is_hyphen(c) || is_loose_dash(ctx, at)) &&
                 (before == 0 || kx_is_blank(before) || before == '(' || before == '/') &&
                 g_unichar_isalpha(kx_char_at(ctx, at + n)) &&
                 !kx_ends_at(ctx, at + n + kx_width(kx_char_at(ctx, at + n)));
    return loose ? n : 0;
}

/* Small letters in brackets that may be read along: speler(s), auto('s), (on)mogelijk,
 * noord(oost)enwind, (ex-)man. */
static size_t optional_part_at(const kx_context *ctx, size_t at)
{
    enum { LETTERS_MAX = 12 };
    if (kx_char_at(ctx, at) != '(')
        return 0;
    gunichar mark = kx_char_at(ctx, at + 1);
    size_t n = 1 + (kx_is_apostrophe(mark) ? kx_width(mark) : 0);
    size_t letters = 0;
    while (kx_ascii_lower_at(ctx, at + n + letters) && letters < LETTERS_MAX)
        letters++;
    n += letters;
    n += kx_char_at(ctx, at + n) == '-';
    return letters > 0 && kx_char_at(ctx, at + n) == ')' ? n + 1 : 0;
}

/* An optional part between or behind letters, with the letters behind it. */
static size_t optional_ending_at(const kx_context *ctx, size_t at)
{
    size_t n = optional_part_at(ctx, at);
    if (n == 0)
        return 0;
    size_t more = kx_word_at(ctx, at + n);
    return kx_ends_at(ctx, at + n + more) ? n + more : 0;
}

/* (on)mogelijk, (mede)verdachte: the brackets with what stands in them. */
static size_t optional_beginning_at(const kx_context *ctx, size_t at)
{
    size_t n = optional_part_at(ctx, at);
    if (n == 0 || g_unichar_isalnum(kx_char_before(ctx, at)))
        return 0;
    n += kx_char_at(ctx, at + n) == '-'; /* (oud)-speler */
    return g_unichar_islower(kx_char_at(ctx, at + n)) ? n : 0;
}

/* A few capitals in another script or width (КГБ, ＫＬＭ), each of which is one of our letters;
 * ours are acronyms. */
static bool is_spelled(const char *text, size_t length, const char *latin)
{
    enum { LETTERS_MAX = 3 };
    size_t capitals = 0;
    for (const char *at = text; at < text + length; at = g_utf8_next_char(at), capitals++) {
        if (!g_unichar_isupper(g_utf8_get_char(at)))
            return false;
    }
    return (unsigned char)*text > 127 && strlen(latin) == capitals && capitals <= LETTERS_MAX;
}

/* vmbo-bb en -kb: the second part of a row of letters. */
static bool is_part_in_letters(const char *word)
{
    enum { LETTERS_MAX = 4 };
    return *word == '-' && strlen(word) <= 1 + LETTERS_MAX && !strpbrk(word, "aeiouyAEIOUY");
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

/* 's avonds with a blank behind its apostrophe, as old newspaper files have it: the bytes of 's.
 * What follows ends in s: ' s ochtends, ' s maandags. */
static size_t spaced_clitic_at(const kx_context *ctx)
{
    gunichar c = kx_char_at(ctx, ctx->at);
    if (!kx_is_apostrophe(c))
        return 0;
    size_t mark = kx_width(c) + 1, end = ctx->at + mark + 1;
    if (kx_char_at(ctx, end - 2) != ' ' || kx_char_at(ctx, end - 1) != 's' ||
        kx_char_at(ctx, end) != ' ')
        return 0;
    size_t next = kx_word_at(ctx, end + 1);
    return next > 2 && ctx->text[end + next] == 's' ? mark + 1 : 0;
}

/* The word in our letters; an en dash for a hyphen is one. */
static char *latin_of(const char *text, size_t length)
{
    if (!g_strstr_len(text, (gssize)length, KX_EN_DASH))
        return kx_latin(text, length);
    g_autoptr(GString) word = g_string_new_len(text, (gssize)length);
    g_string_replace(word, KX_EN_DASH, "-", 0);
    return kx_latin(word->str, word->len);
}

static size_t word_match(const kx_context *ctx, kx_token *token)
{
    size_t clitic = spaced_clitic_at(ctx);
    if (clitic > 0) {
        kx_token_set_text(token, KX_FIELD_TEXT, "'s", -1);
        return clitic;
    }
    size_t n = enclosed_n_at(ctx);
    if (n > 0) {
        kx_token_set_text(token, KX_FIELD_TEXT, "'n", -1);
        return n;
    }
    size_t lead = lead_at(ctx, ctx->at);
    if (lead == 0)
        lead = optional_beginning_at(ctx, ctx->at);
    size_t letters = whole_parts_at(ctx, ctx->at + lead);
    if (letters == 0)
        return 0;
    n = lead + letters;
    n += kx_loose_hyphen_at(ctx, ctx->at + n);
    n += optional_ending_at(ctx, ctx->at + n);
    g_autofree char *latin = latin_of(ctx->text + ctx->at, n);
    g_autofree char *lower = ctx->all_capitals ? kx_lower(latin, strlen(latin)) : NULL;
    kx_token_set_text(token, KX_FIELD_TEXT, lower ? lower : latin, -1);
    if (is_spelled(ctx->text + ctx->at, n, latin) || (lead > 0 && is_part_in_letters(latin)))
        kx_token_set_text(token, KX_FIELD_READING, "letters-nl", -1);
    return n;
}

static bool word_say(const kx_token *token, const kx_style *style, kx_spoken *out)
{
    (void)style;
    const char *text = kx_token_get_text(token, KX_FIELD_TEXT);
    /* One letter is of another script; ours are acronyms. */
    if (strlen(text) == 1 || kx_token_has(token, KX_FIELD_READING))
        kx_say_letters(out, KX_SEAM_SPACE, text, false);
    else
        kx_say(out, KX_SEAM_SPACE, text);
    return *text != '\0';
}

const kx_class kx_class_word = {
    .name = "word",
    .what = N_("words, names, clitics and parts of compounds"),
    .starts = KX_AT_PLAIN | KX_AT_WORD | KX_AT_LETTER | KX_AT_SIGN,
    .match = word_match,
    .say = word_say,
};
