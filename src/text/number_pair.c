/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "text/number_pair.h"

#include <string.h>

/* A score of more than this is none; the last number of words that decides what a pair is. */
enum { SCORE_MAX = 30, WORDS_BACK = 5, CODE_DIGITS = 5 };

static size_t width(gunichar c)
{
    return (size_t)g_unichar_to_utf8(c, NULL);
}

/* ---- the second part ---- */

size_t kx_pair_link_at(const kx_context *ctx)
{
    gunichar c = kx_char_at(ctx, ctx->at);
    gunichar before = kx_char_before(ctx, ctx->at);
    bool links = kx_is_hyphen(c) || c == 0x2013 || (c == ':' && g_unichar_isdigit(before));
    if (!links || ctx->before->len == 0 || !g_unichar_isalnum(before))
        return 0;
    return kx_digits_at(ctx, ctx->at + width(c)) > 0 ? width(c) : 0;
}

bool kx_pair_is_code(const kx_context *ctx)
{
    size_t end = ctx->at, start = end;
    while (start > ctx->start && end - start <= KX_WRITTEN_DIGITS_MAX &&
           g_ascii_isdigit(ctx->text[start - 1]))
        start--;
    size_t after = kx_digits_at(ctx, ctx->at + width(kx_char_at(ctx, ctx->at)));
    bool zero = end - start >= 2 && ctx->text[start] == '0';
    return end > start && (zero || after >= CODE_DIGITS);
}

/* ---- range or score ---- */

static bool is_pair_link(gunichar c)
{
    return kx_is_hyphen(c) || c == 0x2013;
}

static bool any_before(const kx_context *ctx, unsigned words_back, const char *const *words)
{
    for (unsigned back = 0; back < words_back; back++) {
        if (kx_previous_is(ctx, back, words))
            return true;
    }
    return false;
}

/* Words near a pair that make it a score. */
static const char *const score_words[] = {
    "won",       "wint",        "winnen",         "winst",
    "gewonnen",  "zege",        "zeges",          "zegevierde",
    "verloor",   "verliest",    "verliezen",      "verloren",
    "nederlaag", "verlies",     "gelijk",         "gelijkspel",
    "stand",     "tussenstand", "ruststand",      "eindstand",
    "uitslag",   "uitslagen",   "verslagen",      "versloeg",
    "verslaat",  "klopte",      "klopt",          "overwinning",
    "thuiszege", "uitzege",     "thuisnederlaag", "uitoverwinning",
    "eindigde",  "eindigt",     "achterstand",    "voorsprong",
    "finale",    "set",         "sets",           "duel",
    "tiebreak",  "winnaar",     "score",          "setstand",
    NULL,
};

/* Words that stand before a score, but as well before a range: what follows decides. */
static const char *const weak_words[] = {
    "met", "bij", "werd", "wordt", "bleef", "op",    "naar",    "tot",  "een",  "de", "het",
    "is",  "was", "in",   "staat", "staan", "stond", "stonden", "kwam", "komt", NULL,
};

/* A word in small letters that is no noun: a score may stand before it. */
static bool noun_follows(const kx_context *ctx, size_t at)
{
    static const char *const others[] = {
        "van", "tegen", "in",  "voor",    "na",      "door", "op",    "te",     "en",     "maar",
        "bij", "aan",   "met", "omdat",   "toen",    "via",  "thuis", "achter", "gelijk", "als",
        "tot", "of",    "om",  "terwijl", "dankzij", "uit",  "werd",  "is",     "was",    NULL,
    };
    size_t blanks = kx_blanks_at(ctx, at);
    if (blanks == 0 || !g_unichar_islower(kx_char_at(ctx, at + blanks)))
        return false;
    return !kx_follows(ctx, at, others) && !kx_follows(ctx, at, score_words);
}

/* 6-3 7-5: another pair of single numbers directly before or after this one. */
static bool in_row(const kx_context *ctx, size_t end)
{
    size_t at = end + kx_blanks_at(ctx, end);
    if (at > end && kx_digits_at(ctx, at) == 1 && is_pair_link(kx_char_at(ctx, at + 1)))
        return true;
    if (ctx->before->len < 2 || !kx_is_blank(kx_char_before(ctx, ctx->at)))
        return false;
    const kx_token *last = &g_array_index(ctx->before, kx_token, ctx->before->len - 1);
    return last->glued && kx_is_hyphen(kx_char_at(ctx, last->range.start)) &&
           g_ascii_isdigit(ctx->text[last->range.end - 1]);
}

/* Two teams before it: Ajax-PSV 1-3, Ajax - PSV 1-3. */
static bool after_teams(const kx_context *ctx)
{
    static const char *const colon[] = {":", NULL};
    unsigned n = ctx->before->len;
    if (kx_previous_is(ctx, 0, colon))
        n--;
    if (n == 0)
        return false;
    const kx_token *team = &g_array_index(ctx->before, kx_token, n - 1);
    size_t start = team->range.start;
    if (!g_unichar_isupper(kx_char_at(ctx, start)))
        return false;
    const char *hyphen = memchr(ctx->text + start, '-', team->range.end - start);
    if (hyphen)
        return g_ascii_isupper(hyphen[1]);
    return n > 1 && is_pair_link(kx_char_at(ctx, (team - 1)->range.start));
}

static bool is_score(const kx_context *ctx, const char *first, size_t end)
{
    if (any_before(ctx, WORDS_BACK, score_words) || kx_follows(ctx, end, score_words) ||
        in_row(ctx, end))
        return true;
    if (kx_compound_at(ctx, end) > 0) /* 0-2-zege */
        return kx_follows(ctx, end + 1, score_words);
    if (noun_follows(ctx, end))
        return false;
    bool bracketed = kx_char_before(ctx, ctx->at) == '(' && kx_char_at(ctx, end) == ')';
    return bracketed || strcmp(first, "0") == 0 || kx_previous_is(ctx, 0, weak_words) ||
           after_teams(ctx);
}

/* "tot en met" where the last one is one of a numbered series. */
static bool is_inclusive(const kx_context *ctx)
{
    static const char *const series[] = {
        "pagina",    "pagina's", "pag.",      "pag",        "p.",           "pp.",
        "blz.",      "blz",      "bladzijde", "bladzijden", "bladzijdes",   "artikel",
        "artikelen", "art.",     "groep",     "groepen",    "hoofdstuk",    "hoofdstukken",
        "week",      "weken",    "klas",      "klassen",    "regel",        "regels",
        "nr.",       "nrs.",     "nummer",    "nummers",    "lid",          "leden",
        "vers",      "verzen",   "leerjaar",  "leerjaren",  "afleveringen", NULL,
    };
    return kx_previous_is(ctx, 0, series);
}

static bool is_larger(const char *left, const char *right)
{
    size_t n = strlen(left), m = strlen(right);
    return n != m ? n > m : strcmp(left, right) > 0;
}

/* "6 - 8 weken": the blanks make it a range only before what is counted. */
static bool spaced_range_at(const kx_context *ctx, size_t at, kx_written_number *second)
{
    size_t blanks = kx_blanks_at(ctx, at);
    gunichar link = kx_char_at(ctx, at + blanks);
    if (blanks == 0 || !is_pair_link(link))
        return false;
    at += blanks + width(link);
    blanks = kx_blanks_at(ctx, at);
    return blanks > 0 && kx_number_at(ctx, at + blanks, KX_POINT_GROUPS, second) && !second->sign &&
           noun_follows(ctx, second->end);
}

size_t kx_range_match(const kx_context *ctx, kx_token *token, const kx_written_number *first)
{
    kx_written_number second;
    bool spaced = false;
    if (!kx_range_at(ctx, first->end, KX_POINT_GROUPS, &second)) {
        spaced = spaced_range_at(ctx, first->end, &second);
        if (!spaced)
            return 0;
    }
    gunichar after = kx_char_at(ctx, second.end);
    bool more =
        (after == '.' || after == ':' || after == '/') && kx_digits_at(ctx, second.end + 1) > 0;
    if (second.fraction[0] || more || !kx_number_ends_at(ctx, second.end))
        return 0;
    bool zero = (first->integer[0] == '0' && first->integer[1]) || second.integer[0] == '0';
    if (zero || !is_larger(second.integer, first->integer))
        return 0;
    bool small = strlen(first->integer) <= 2 && strlen(second.integer) <= 2 &&
                 atoi(second.integer) <= SCORE_MAX;
    bool sport = any_before(ctx, WORDS_BACK, score_words);
    if (!spaced && (small || sport) && is_score(ctx, first->integer, second.end))
        return 0;
    kx_number_set(token, first);
    kx_number_set_to(token, &second);
    if (is_inclusive(ctx))
        kx_token_set_text(token, KX_FIELD_READING, "tot en met", -1);
    size_t compound = kx_compound_at(ctx, second.end);
    if (compound > 0)
        kx_compound_set(ctx, token, second.end, compound);
    return second.end + compound - ctx->at;
}
