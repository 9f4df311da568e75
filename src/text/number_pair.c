/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "text/number_pair.h"

#include <string.h>

/* A score of more than this is none; the last number of words that decides what a pair is. */
enum { SCORE_MAX = 30, WORDS_BACK = 5, CODE_DIGITS = 5 };

/* Bounds on a row of scores: digits of a number, pairs, tokens. */
enum { ROW_DIGITS = 3, ROW_PAIRS = 8, ROW_TOKENS = 24 };

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

/* ---- the words around a pair ---- */

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

/* ---- rows of scores ---- */

/* One pair of a row. */
typedef struct {
    unsigned left, right;
    size_t start, end;
} row_pair;

/* Two small numbers with a hyphen or dash between. */
static bool row_pair_at(const kx_context *ctx, size_t at, row_pair *pair)
{
    size_t n = kx_digits_at(ctx, at);
    gunichar link = kx_char_at(ctx, at + n);
    if (n < 1 || n > ROW_DIGITS || !is_pair_link(link))
        return false;
    size_t second = at + n + width(link), m = kx_digits_at(ctx, second);
    if (m < 1 || m > ROW_DIGITS || !kx_number_ends_at(ctx, second + m))
        return false;
    *pair =
        (row_pair){kx_digits_value(ctx, at, n), kx_digits_value(ctx, second, m), at, second + m};
    return true;
}

/* Where the pair after one that ends at `end` would start: behind ", ", " ", " en ", " (5), ". */
static size_t row_next(const kx_context *ctx, size_t end)
{
    static const char *const en[] = {"en", NULL};
    size_t blanks = kx_blanks_at(ctx, end), at = end;
    if (kx_char_at(ctx, end + blanks) == '(') {
        size_t n = kx_digits_at(ctx, end + blanks + 1);
        size_t close = end + blanks + 1 + n;
        if (n >= 1 && n <= 2 && kx_char_at(ctx, close) == ')')
            at = close + 1;
    }
    gunichar c = kx_char_at(ctx, at);
    at += c == ',' || c == ';';
    blanks = kx_blanks_at(ctx, at);
    if (blanks > 0 && kx_follows(ctx, at, en))
        at += blanks + strlen("en");
    blanks = kx_blanks_at(ctx, at);
    return blanks > 0 ? at + blanks : end;
}

/* The offset of the first pair of the row that reaches to `to`, looking back over what has been
 * read already. */
static size_t row_start(const kx_context *ctx, size_t to)
{
    size_t start = to;
    for (unsigned i = ctx->before->len; i > 0 && ctx->before->len - i < ROW_TOKENS; i--) {
        const kx_token *token = &g_array_index(ctx->before, kx_token, i - 1);
        row_pair pair;
        if (row_pair_at(ctx, token->range.start, &pair) && row_next(ctx, pair.end) == start)
            start = pair.start;
    }
    return start;
}

/* 6-3 7-5; 6-4, 3-6, 7-6 (5), 6-2: in a row of pairs, one that falls makes all of them scores, and
 * so does a word before the row. */
static bool in_row(const kx_context *ctx)
{
    size_t start = row_start(ctx, ctx->at);
    unsigned pairs = 0;
    bool falls = false, tight = true;
    row_pair pair;
    for (size_t at = start; pairs < ROW_PAIRS && row_pair_at(ctx, at, &pair); pairs++) {
        falls |= pair.left >= pair.right;
        at = row_next(ctx, pair.end);
        if (at == pair.end)
            break;
        tight &= kx_is_blank(kx_char_at(ctx, pair.end)) && kx_digits_at(ctx, at) == 1;
    }
    if (pairs < 2)
        return false;
    return falls || tight || any_before(ctx, WORDS_BACK + ROW_TOKENS, score_words);
}

/* ---- range or score ---- */

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
        in_row(ctx))
        return true;
    if (kx_compound_at(ctx, end) > 0) /* 0-2-zege */
        return kx_follows(ctx, end + 1, score_words);
    if (noun_follows(ctx, end) || kx_unit_follows(ctx, end))
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

/* Boeing 737-800 */
static bool is_type(const kx_context *ctx)
{
    static const char *const makers[] = {"boeing", "airbus", "embraer", "fokker", NULL};
    return kx_previous_is(ctx, 0, makers);
}

/* "met 23-22 stemmen": one against the other, not a range. */
static bool is_vote(const kx_context *ctx, bool rises, size_t end)
{
    static const char *const met[] = {"met", NULL};
    static const char *const votes[] = {"stemmen", "kiesmannen", NULL};
    return kx_follows(ctx, end, votes) && (!rises || kx_previous_is(ctx, 0, met));
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
    bool rises = is_larger(second.integer, first->integer);
    bool vote = is_vote(ctx, rises, second.end);
    if (zero || !(rises || vote) || is_type(ctx))
        return 0;
    bool small = strlen(first->integer) <= 2 && strlen(second.integer) <= 2 &&
                 atoi(second.integer) <= SCORE_MAX;
    bool sport = any_before(ctx, WORDS_BACK, score_words);
    if (!vote && !spaced && (small || sport) && is_score(ctx, first->integer, second.end))
        return 0;
    kx_number_set(token, first);
    kx_number_set_to(token, &second);
    if (vote)
        kx_token_set_text(token, KX_FIELD_READING, "tegen", -1);
    else if (kx_after_tussen(ctx))
        kx_token_set_text(token, KX_FIELD_READING, "en", -1);
    else if (is_inclusive(ctx))
        kx_token_set_text(token, KX_FIELD_READING, "tot en met", -1);
    size_t compound = kx_compound_at(ctx, second.end);
    if (compound > 0)
        kx_compound_set(ctx, token, second.end, compound);
    return second.end + compound - ctx->at;
}

/* ---- more numbers in one token ---- */

static void append_number(GString *list, const kx_written_number *number)
{
    g_string_append_printf(list, "%s%s%s%s", list->len > 0 ? "/" : "", number->integer,
                           number->fraction[0] ? "," : "", number->fraction);
}

/* ---- pairs with a slash ---- */

static bool is_value(const kx_written_number *number, unsigned value)
{
    return g_ascii_strtoull(number->integer, NULL, 10) == value;
}

/* 1/3 van de stad, 3/4 deel, 1/2 liter; 1/4 alone is a quarter as well. */
static bool is_fraction(const kx_context *ctx, const kx_written_number *a,
                        const kx_written_number *b)
{
    static const char *const wholes[] = {"van", "deel", "delen", "uur", "dag", "eeuw", NULL};
    static const char *const series[] = {
        "groep",   "groepen", "klas", "klassen", "leerjaar", "jaargang", "leerjaren",
        "seizoen", "havo",    "vwo",  "vmbo",    "perron",   "perrons",  "spoor",
        "sporen",  "kamer",   "zaal", "lijn",    "lijnen",   "mavo",     NULL};
    if (kx_previous_is(ctx, 0, series) || !is_larger(b->integer, a->integer))
        return false;
    if (is_value(a, 1) || is_value(b, 3) || is_value(b, 4))
        return true;
    bool parts = strlen(b->integer) == 1 || is_value(b, 10) || is_value(b, 12) || is_value(b, 16) ||
                 is_value(b, 20) || is_value(b, 100);
    return parts && (kx_follows(ctx, b->end, wholes) || kx_unit_follows(ctx, b->end));
}

size_t kx_slash_match(const kx_context *ctx, kx_token *token, const kx_written_number *first)
{
    enum { DIGITS_MAX = 3, NUMBERS_MAX = 4 };
    kx_written_number second;
    g_autoptr(GString) others = g_string_new(NULL);
    gunichar before = kx_char_before(ctx, ctx->at);
    size_t end = first->end;
    unsigned n = 1;
    for (; kx_char_at(ctx, end) == '/'; n++) {
        if (n == NUMBERS_MAX || kx_digits_at(ctx, end + 1) > DIGITS_MAX ||
            !kx_number_at(ctx, end + 1, KX_POINT_GROUPS, &second) || second.fraction[0] ||
            second.grouped || second.integer[0] == '0')
            return 0;
        append_number(others, &second);
        end = second.end;
    }
    if (n < 2 || before == '/' || before == '.' || kx_is_apostrophe(before) || first->grouped ||
        strlen(first->integer) > DIGITS_MAX || first->integer[0] == '0' ||
        !kx_number_ends_at(ctx, end) || kx_char_at(ctx, end) == '%' ||
        (n == 2 && is_fraction(ctx, first, &second)))
        return 0;
    kx_number_set(token, first);
    kx_token_set_text(token, KX_FIELD_TO, others->str, -1);
    kx_token_set_text(token, KX_FIELD_READING, "", -1);
    size_t compound = kx_compound_at(ctx, end);
    if (compound > 0)
        kx_compound_set(ctx, token, end, compound);
    return end + compound - ctx->at;
}
