/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "text/pair.h"

#include "text/calendar.h"
#include "text/cue.h"
#include "text/standing.h"
#include "text/teams.h"

#include <string.h>

extern const kx_class kx_class_range;
extern const kx_class kx_class_score;

/* The highest score by its surroundings alone, in brackets, and of a game with many points. */
enum { SCORE_MAX = 30, BRACKET_MAX = 9, RESULT_MAX = 160 };
/* How many tokens back a word can decide what a pair is. */
enum { WORDS_BACK = 6, SPAN_BACK = 3, SENTENCE_BACK = 40 };
/* Bounds on a row of scores: digits of a number, pairs, tokens. */
enum { ROW_DIGITS = 3, ROW_PAIRS = 8, ROW_TOKENS = 24 };

/* ---- rows of scores ---- */

bool kx_row_pair_at(const kx_context *ctx, size_t at, kx_row_pair *pair)
{
    size_t n = kx_digits_at(ctx, at);
    gunichar link = kx_char_at(ctx, at + n);
    if (n < 1 || n > ROW_DIGITS || !kx_is_pair_link(link))
        return false;
    size_t second = at + n + kx_width(link), m = kx_digits_at(ctx, second);
    if (m < 1 || m > ROW_DIGITS || !kx_number_ends_at(ctx, second + m))
        return false;
    *pair =
        (kx_row_pair){kx_digits_value(ctx, at, n), kx_digits_value(ctx, second, m), at, second + m};
    return true;
}

/* The end of 7/4, the points of a tiebreak. 0 if it is none. */
static size_t points_at(const kx_context *ctx, size_t at)
{
    const size_t n = kx_digits_at(ctx, at), second = at + n + 1;
    const size_t m = kx_char_at(ctx, at + n) == '/' ? kx_digits_at(ctx, second) : 0;
    return n > 0 && m > 0 && m <= 2 ? second + m : 0;
}

/* Behind a tiebreak in brackets: 7-6 (5), 7-6 ( 7-5 ), 7-6 (7/4). `at` if there is none. */
static size_t skip_tiebreak(const kx_context *ctx, size_t at)
{
    size_t end = at + kx_blanks_at(ctx, at);
    if (kx_char_at(ctx, end) != '(')
        return at;
    end += 1 + kx_blanks_at(ctx, end + 1);
    kx_row_pair pair;
    const size_t n = kx_digits_at(ctx, end), points = points_at(ctx, end);
    if (kx_row_pair_at(ctx, end, &pair))
        end = pair.end;
    else
        end = points > 0 ? points : end + n;
    end += kx_blanks_at(ctx, end);
    return n >= 1 && n <= 2 && kx_char_at(ctx, end) == ')' ? end + 1 : at;
}

/* Where the pair after one that ends at `end` would start: behind ", ", " ", " en ", " (5), "; also
 * with a blank before the comma. */
static size_t row_next(const kx_context *ctx, size_t end)
{
    static const char *const en[] = {"en", NULL};
    size_t at = skip_tiebreak(ctx, end), blanks = kx_blanks_at(ctx, at);
    gunichar c = kx_char_at(ctx, at + blanks);
    if (c == ',' || c == ';' || c == '/')
        at += blanks + 1;
    blanks = kx_blanks_at(ctx, at);
    if (blanks > 0 && kx_follows(ctx, at, en))
        at += blanks + strlen("en");
    blanks = kx_blanks_at(ctx, at);
    return blanks > 0 || c == '/' ? at + blanks : end;
}

/* The offset of the first pair of the row that reaches to `to`, looking back over what has been
 * read already. *class is what the one before is taken for. */
static size_t row_start(const kx_context *ctx, size_t to, const kx_class **class)
{
    size_t start = to;
    for (unsigned i = ctx->before->len; i > 0 && ctx->before->len - i < ROW_TOKENS; i--) {
        const kx_token *token = &g_array_index(ctx->before, kx_token, i - 1);
        kx_row_pair pair;
        if (kx_row_pair_at(ctx, token->range.start, &pair) && row_next(ctx, pair.end) == start) {
            start = pair.start;
            *class = *class ? *class : token->class;
        }
    }
    return start;
}

/* "bij rust", "in blessuretijd", "in de tweede set": when a score was reached. */
static bool moment_follows(const kx_context *ctx, size_t at)
{
    enum { WORDS_MAX = 3 };
    static const char *const prepositions[] = {"bij", "in", "na", NULL};
    if (!kx_follows(ctx, at, prepositions))
        return false;
    for (unsigned i = 0; i < WORDS_MAX; i++) {
        at += kx_blanks_at(ctx, at);
        at += kx_word_at(ctx, at);
        if (kx_cue_follows(ctx, at, "score"))
            return true;
    }
    return false;
}

/* "3-5 achter", "2-3 bij rust" */
static bool told_behind(const kx_context *ctx, size_t end)
{
    return kx_cue_follows(ctx, end, "score") || moment_follows(ctx, end);
}

/* 14-25, 25-17, 26-28: a set of volleyball; the fifth is to 15. */
static bool is_volleyball(const kx_row_pair *pair, unsigned set)
{
    enum { POINTS = 25, LAST_POINTS = 15, FIFTH = 5, APART = 2 };
    const unsigned high = MAX(pair->left, pair->right), low = MIN(pair->left, pair->right);
    const unsigned points = set == FIFTH ? LAST_POINTS : POINTS;
    return high == points ? low + APART <= high : high > points && low + APART == high;
}

/* 6-3 7-5; 6-4, 3-6, 7-6 (5), 6-2: in a row of pairs, one that falls or has a tiebreak makes all of
 * them scores, and so does a word before or behind the row. */
static bool in_row(const kx_context *ctx)
{
    const kx_class *before = NULL;
    size_t start = row_start(ctx, ctx->at, &before);
    if (before == &kx_class_range)
        return false;
    enum { SETS_MIN = 3 };
    unsigned pairs = 0;
    size_t end = start;
    bool falls = false, tight = true, tiebreak = false, volleyball = true;
    kx_row_pair pair;
    for (size_t at = start; pairs < ROW_PAIRS && kx_row_pair_at(ctx, at, &pair);) {
        pairs++;
        end = pair.end;
        falls |= pair.left >= pair.right;
        volleyball &= is_volleyball(&pair, pairs);
        tiebreak |= skip_tiebreak(ctx, end) > end;
        at = row_next(ctx, pair.end);
        if (at == pair.end)
            break;
        tight &= at == pair.end + kx_blanks_at(ctx, pair.end) && kx_digits_at(ctx, at) == 1;
    }
    if (pairs < 2)
        return false;
    return before == &kx_class_score || falls || tight || tiebreak || told_behind(ctx, end) ||
           (volleyball && pairs >= SETS_MIN) ||
           kx_cue_before(ctx, WORDS_BACK + ROW_TOKENS, "score");
}

/* ---- range or score ---- */

static bool is_at_most(const kx_pair *pair, unsigned max)
{
    return !pair->first.grouped && !pair->second.grouped && strlen(pair->first.integer) <= 3 &&
           strlen(pair->second.integer) <= 3 && strtoul(pair->first.integer, NULL, 10) <= max &&
           strtoul(pair->second.integer, NULL, 10) <= max;
}

/* "1-2 Berghuis": a report of goals, each with its maker. */
static bool opens_report(const kx_context *ctx, const kx_pair *pair)
{
    size_t blanks = kx_blanks_at(ctx, pair->end);
    bool opens = ctx->before->len == 0;
    if (!opens) {
        const kx_token *last = &g_array_index(ctx->before, kx_token, ctx->before->len - 1);
        opens = strchr(".,;:", ctx->text[last->range.end - 1]) != NULL;
    }
    return opens && blanks > 0 && is_at_most(pair, BRACKET_MAX) &&
           g_unichar_isupper(kx_char_at(ctx, pair->end + blanks));
}

/* "20-25 mensen", "2-3 per dag": what a range counts follows. */
static bool is_counted(const kx_context *ctx, size_t end)
{
    static const char *const per[] = {"per", "à", "á", NULL};
    return kx_noun_follows(ctx, end) || kx_unit_follows(ctx, end) || kx_follows(ctx, end, per);
}

/* Length of the ending of a 1-2'tje, a pass to and fro. */
static size_t diminutive_at(const kx_context *ctx, size_t at)
{
    gunichar c = kx_char_at(ctx, at);
    size_t sign = kx_is_hyphen(c) ? kx_width(c) : kx_apostrophe_at(ctx, at);
    bool ends = kx_word_is(ctx, at + sign, "tje") || kx_word_is(ctx, at + sign, "tjes");
    return sign > 0 && ends ? sign + kx_word_at(ctx, at + sign) : 0;
}

/* "bij een stand van 15-40 sloeg zij": what follows is not looked at. */
static bool after_stand(const kx_context *ctx, size_t end)
{
    static const char *const of[] = {"van", NULL};
    unsigned back = kx_previous_is(ctx, 0, of) ? 1 : 0;
    return kx_cue_previous(ctx, back, "stand") && !kx_unit_follows(ctx, end);
}

/* "20. Til 0-1, 55. Depay 1-2", "Depay (pen.) 1-3": behind a name, where the sentence has a score
 * already. */
static bool is_next_goal(const kx_context *ctx, const kx_pair *pair)
{
    gunichar next = kx_char_at(ctx, pair->end);
    unsigned n = ctx->before->len;
    bool closed = next == 0 || kx_is_pair_link(next) || strchr(",;.", (int)next);
    static const char *const bracket[] = {")", NULL};
    if (next >= 0x80 || !closed || n < 2 || !is_at_most(pair, BRACKET_MAX) ||
        !(kx_previous_is(ctx, 0, bracket) ||
          g_unichar_isupper(
              kx_char_at(ctx, g_array_index(ctx->before, kx_token, n - 1).range.start))))
        return false;
    for (unsigned i = n - 1; i > 0; i--)
        if (g_array_index(ctx->before, kx_token, i - 1).class == &kx_class_score)
            return true;
    return false;
}

/* (67', 1-2): behind the minute of a goal. */
static bool after_minute(const kx_context *ctx)
{
    static const char *const comma[] = {",", NULL};
    const unsigned n = ctx->before->len;
    return n > 1 && kx_previous_is(ctx, 0, comma) &&
           g_strcmp0(
               kx_token_get_text(&g_array_index(ctx->before, kx_token, n - 2), KX_FIELD_READING),
               "minute") == 0;
}

/* 1-2 n.v., 3-4 n.s.: after extra time or the penalties. */
static bool is_after_time(const kx_context *ctx, size_t end)
{
    static const char *const marks[] = {"n.v.", "n.s.", "w.n.s.", "wns"};
    end += kx_blanks_at(ctx, end);
    for (unsigned i = 0; i < G_N_ELEMENTS(marks); i++) {
        const size_t n = strlen(marks[i]);
        if (ctx->end - end >= n && memcmp(ctx->text + end, marks[i], n) == 0)
            return true;
    }
    return false;
}

/* "werd 1-2", "toen 2-3"; but "windkracht 3-4, later 5-6" */
static bool is_near(const kx_context *ctx)
{
    return kx_cue_previous(ctx, 0, "near") && !kx_cue_before(ctx, WORDS_BACK, "span");
}

/* "1-2!" and, alone in its sentence, "1-2."; but "open van 9-17!" */
static bool is_called(const kx_context *ctx, const kx_pair *pair)
{
    static const char *const others[] = {"van", "tussen", NULL};
    gunichar next = kx_char_at(ctx, pair->end);
    bool alone = ctx->before->len == 0 && next == '.' && kx_is_last(ctx, pair->end + 1);
    return is_at_most(pair, BRACKET_MAX) && (alone || next == '!') &&
           !kx_previous_is(ctx, 0, others);
}

/* Whether a word of tennis comes soon. */
static bool tennis_follows(const kx_context *ctx, size_t at)
{
    enum { BYTES_AHEAD = 60 };
    static const char *const stems[] = {"point", "deuce", "forehand", "backhand", "opslag", "ace"};
    const size_t limit = MIN(ctx->end, at + BYTES_AHEAD);
    for (; at < limit; at++) {
        for (unsigned i = 0; i < G_N_ELEMENTS(stems); i++) {
            const size_t n = strlen(stems[i]);
            if (at + n <= limit && memcmp(ctx->text + at, stems[i], n) == 0)
                return true;
        }
    }
    return false;
}

/* "30-40, breakpoint", "bij 15-40 sloeg zij een ace": the points of a game of tennis. */
static bool is_game(const kx_context *ctx, const kx_pair *pair)
{
    static const char *const points[] = {"0", "15", "30", "40", NULL};
    const gunichar next = kx_char_at(ctx, pair->end);
    const bool head = ctx->before->len == 0 && (next == ',' || next == ':' || next == '!');
    return (head || kx_cue_previous(ctx, 0, "near")) &&
           g_strv_contains(points, pair->first.integer) &&
           g_strv_contains(points, pair->second.integer) && tennis_follows(ctx, pair->end);
}

/* "1-2 voor Feyenoord" */
static bool is_for_team(const kx_context *ctx, const kx_pair *pair)
{
    static const char *const voor[] = {"voor", NULL};
    size_t at = pair->end + kx_blanks_at(ctx, pair->end);
    if (!is_at_most(pair, BRACKET_MAX) || !kx_follows(ctx, at, voor))
        return false;
    at += strlen(voor[0]);
    return g_unichar_isupper(kx_char_at(ctx, at + kx_blanks_at(ctx, at)));
}

/* "Hij kopte in de slotfase een hoekschop van links binnen: 1-2." */
static bool sums_up(const kx_context *ctx, const kx_pair *pair)
{
    static const char *const colon[] = {":", NULL};
    const gunichar next = kx_char_at(ctx, pair->end);
    const size_t end = pair->end + (next == '.' || next == '!');
    return kx_previous_is(ctx, 0, colon) && kx_is_last(ctx, end) &&
           kx_cue_before(ctx, SENTENCE_BACK, "score");
}

/* "In de 58e minuut: 1-2.", "na 58 minuten 1-3,", "in de tweede helft 2-5": how it stood then. */
static bool is_moment_before(const kx_context *ctx, const kx_pair *pair)
{
    static const char *const colon[] = {":", NULL}, *const in[] = {"in", NULL};
    static const char *const moments[] = {"minuut", "minuten", "helft", NULL};
    const unsigned back = kx_previous_is(ctx, 0, colon);
    const gunichar next = kx_char_at(ctx, pair->end);
    const bool closed = next == 0 || (next < 128 && strchr(".,;!?)", (int)next) != NULL);
    return closed && kx_previous_is(ctx, back, moments) && !kx_previous_is(ctx, back + 1, in);
}

/* 2-4 (rust 0-3), 2-4 (0-3): what it was at half time follows in brackets. */
static bool halftime_follows(const kx_context *ctx, size_t end)
{
    static const char *const names[] = {"rust", "ruststand", NULL};
    kx_row_pair half;
    size_t at = end + kx_blanks_at(ctx, end);
    if (kx_char_at(ctx, at) != '(')
        return false;
    at++;
    if (kx_follows(ctx, at, names))
        return true;
    return kx_row_pair_at(ctx, at, &half) && kx_char_at(ctx, half.end) == ')' &&
           half.right <= BRACKET_MAX && half.left <= BRACKET_MAX;
}

static bool is_score(const kx_context *ctx, const kx_pair *pair)
{
    size_t end = pair->end;
    if (is_at_most(pair, BRACKET_MAX) && halftime_follows(ctx, end))
        return true;
    if (diminutive_at(ctx, end) > 0 || is_after_time(ctx, end) || is_next_goal(ctx, pair) ||
        after_minute(ctx))
        return true;
    if (kx_compound_at(ctx, end) > 0) /* 0-2-zege */
        return kx_cue_follows(ctx, end + kx_width(kx_char_at(ctx, end)), "score");
    if (kx_cue_follows(ctx, end, "score") || after_stand(ctx, end) || in_row(ctx))
        return true;
    bool high = is_at_most(pair, RESULT_MAX);
    if (is_counted(ctx, end) || kx_cue_before(ctx, SPAN_BACK, "span"))
        return false;
    if (high &&
        (kx_teams_before(ctx) || kx_cue_before(ctx, WORDS_BACK, "score") || sums_up(ctx, pair) ||
         kx_cue_previous(ctx, 0, "result") || kx_is_standing(ctx, pair->end)))
        return true;
    if (is_game(ctx, pair))
        return true;
    if (!is_at_most(pair, SCORE_MAX))
        return false;
    bool bracketed = kx_char_before(ctx, ctx->at) == '(' && kx_char_at(ctx, end) == ')';
    return (bracketed && is_at_most(pair, BRACKET_MAX)) || strcmp(pair->first.integer, "0") == 0 ||
           is_near(ctx) || is_moment_before(ctx, pair) || moment_follows(ctx, end) ||
           opens_report(ctx, pair) || is_called(ctx, pair) || is_for_team(ctx, pair);
}

static bool is_larger(const char *left, const char *right)
{
    size_t n = strlen(left), m = strlen(right);
    return n != m ? n > m : strcmp(left, right) > 0;
}

static bool rises(const kx_pair *pair)
{
    return is_larger(pair->second.integer, pair->first.integer);
}

/* "met 23-22 stemmen", "de motie haalde het niet (74-76)": one against the other, not a range. */
static bool is_vote(const kx_context *ctx, const kx_pair *pair)
{
    static const char *const met[] = {"met", NULL}, *const marks[] = {"met", "(", ":", NULL};
    return (kx_cue_follows(ctx, pair->end, "vote") &&
            (!rises(pair) || kx_previous_is(ctx, 0, met))) ||
           (kx_cue_before(ctx, WORDS_BACK, "motion") && !kx_cue_previous(ctx, 1, "motion") &&
            kx_previous_is(ctx, 0, marks) && !kx_noun_follows(ctx, pair->end));
}

static bool is_year(const kx_written_number *number)
{
    return strlen(number->integer) == 4 && !number->grouped && number->integer[0] <= '2';
}

/* 737-800, 787-9: known without their maker. */
static bool is_airliner(const char *first, const char *second)
{
    return strlen(first) == 3 && first[0] == '7' && first[2] == '7' &&
           (strlen(second) == 1 || g_str_has_suffix(second, "00"));
}

/* Two numbers with a hyphen between that may be a set: no day of a month, or one of tennis, whose
 * games or deciding tiebreak above nine are won by two. */
static bool is_set_at(const kx_context *ctx, size_t at, size_t *end)
{
    enum { DAYS = 31, MONTHS = 12, TIEBREAK = 10, APART = 2 };
    kx_row_pair pair;
    if (!kx_row_pair_at(ctx, at, &pair))
        return false;
    *end = pair.end;
    const unsigned high = MAX(pair.left, pair.right), low = MIN(pair.left, pair.right);
    return pair.left > DAYS || pair.right > MONTHS || high < TIEBREAK ||
           (high == TIEBREAK ? low <= high - APART : high - low == APART);
}

/* The slash of 6-4/7-5 or 6-4/12-10 before or after the set at ctx->at. */
static bool is_between_sets(const kx_context *ctx, size_t slash)
{
    size_t start = slash, end = 0;
    while (start > ctx->start &&
           (g_ascii_isdigit(ctx->text[start - 1]) || ctx->text[start - 1] == '-'))
        start--;
    return is_set_at(ctx, start, &end) && end == slash && is_set_at(ctx, slash + 1, &end);
}

/* "17-2431 en " right before ctx->at. */
static bool after_call_sign(const kx_context *ctx)
{
    enum { DIGITS = 4 };
    static const char *const links[] = {"en", ",", NULL};
    if (ctx->before->len < 2 || !kx_previous_is(ctx, 0, links))
        return false;
    size_t end = g_array_index(ctx->before, kx_token, ctx->before->len - 2).range.end, start = end;
    while (start > ctx->start && g_ascii_isdigit(ctx->text[start - 1]))
        start--;
    return end - start == DIGITS && start > ctx->start + 1 && ctx->text[start - 1] == '-' &&
           g_ascii_isdigit(ctx->text[start - 2]);
}

/* TS 17-2451, 17-2431 en 17-2451: the number of a vehicle, or of another one. */
static bool is_call_sign(const kx_context *ctx, const kx_pair *pair)
{
    enum { FIRST_DIGITS = 2, DIGITS = 4 };
    const unsigned n = ctx->before->len;
    if (pair->second.grouped || strlen(pair->first.integer) > FIRST_DIGITS ||
        strlen(pair->second.integer) != DIGITS || n == 0)
        return false;
    const kx_token *last = &g_array_index(ctx->before, kx_token, n - 1);
    return strcmp(last->class->name, "acronym") == 0 || after_call_sign(ctx);
}

/* What looks like a pair but belongs to a code (F-16-18, 030-2345678, Boeing 737-800), or to the
 * years and seasons. */
static bool is_other(const kx_context *ctx, const kx_pair *pair)
{
    enum { DIGITS_MAX = 6 };
    const char *first = pair->first.integer, *second = pair->second.integer;
    gunichar before = kx_char_before(ctx, ctx->at), after = kx_char_at(ctx, pair->end);
    bool glued = g_unichar_isalnum(before) || kx_is_pair_link(before) || before == '.' ||
                 (before == '/' && !is_between_sets(ctx, ctx->at - 1)) || before == ':' ||
                 before == '_';
    bool more =
        (after == '.' || after == ':' || (after == '/' && !is_between_sets(ctx, pair->end))) &&
        kx_digits_at(ctx, pair->end + 1) > 0;
    bool zero = (first[0] == '0' && first[1]) || (second[0] == '0' && second[1]);
    bool years =
        is_year(&pair->first) && is_year(&pair->second) && !kx_unit_follows(ctx, pair->end);
    bool codes = !pair->first.grouped && !pair->second.grouped && strlen(first) != strlen(second) &&
                 strlen(second) > 3 && !is_counted(ctx, pair->end);
    return glued || more || zero || years || codes || is_call_sign(ctx, pair) ||
           strlen(first) > DIGITS_MAX + 3 || is_airliner(first, second) ||
           kx_cue_previous(ctx, 0, "type");
}

/* (0.64-0.91), 95% CI: 1.18–1.71: parts of one, or behind the name of an interval. */
static bool is_interval(const kx_context *ctx, const kx_pair *pair)
{
    static const char *const signs[] = {":", "=", NULL}, *const names[] = {"BI", "CI", NULL};
    const bool parts =
        strcmp(pair->first.integer, "0") == 0 && strcmp(pair->second.integer, "0") == 0;
    return (parts && strcmp(pair->first.fraction, pair->second.fraction) < 0) ||
           kx_previous_is(ctx, kx_previous_is(ctx, 0, signs) ? 1 : 0, names);
}

/* "1.80-1.85 m": a unit behind the second number, or an interval, makes both decimals. */
static bool read_english(const kx_context *ctx, kx_pair *pair)
{
    return kx_number_at(ctx, ctx->at, KX_POINT_DECIMAL, &pair->first) && pair->first.fraction[0] &&
           kx_range_at(ctx, pair->first.end, KX_POINT_DECIMAL, &pair->second) &&
           pair->second.fraction[0] &&
           (kx_unit_follows(ctx, pair->second.end) || is_interval(ctx, pair));
}

/* "6 - 8 weken", "6 -8 weken": the blanks make it a range only before what is counted; "Ajax - PSV
 * 2 - 1". With one blank the second number may be below zero: 5 -7 graden. */
static bool read_spaced(const kx_context *ctx, kx_pair *pair)
{
    static const char *const signed_units[] = {"graden", "procent", NULL};
    const size_t before = kx_blanks_at(ctx, pair->first.end), at = pair->first.end + before;
    const gunichar link = kx_char_at(ctx, at);
    if (!kx_is_pair_link(link))
        return false;
    const size_t second = at + kx_width(link), after = kx_blanks_at(ctx, second);
    if (before + after == 0 || !kx_number_at(ctx, second + after, KX_POINT_GROUPS, &pair->second) ||
        pair->second.sign)
        return false;
    const size_t end = pair->second.end;
    const gunichar sign = kx_char_at(ctx, end + kx_blanks_at(ctx, end));
    return after > 0 || !(sign == '%' || sign == 0xB0 || kx_follows(ctx, end, signed_units));
}

/* "Leeftijd: 18 - 35", "schaal 7 - 9", "Uren per week: 10 - 20" */
static bool is_labelled(const kx_context *ctx)
{
    static const char *const colon[] = {":", NULL}, *const labels[] = {"week", "uren", NULL};
    const bool label = kx_previous_is(ctx, 0, colon);
    return kx_cue_previous(ctx, label, "span") ||
           (label && (kx_previous_is(ctx, 1, labels) || kx_cue_previous(ctx, 2, "span")));
}

/* nr. 2 - 7 februari: the day of an issue. */
static bool month_follows(const kx_context *ctx, size_t at)
{
    size_t n;
    const size_t blanks = kx_blanks_at(ctx, at);
    return blanks > 0 && kx_calendar_name_at(ctx, at + blanks, &kx_table_months, &n);
}

static kx_pair_kind kind_of_spaced(const kx_context *ctx, const kx_pair *pair)
{
    if (month_follows(ctx, pair->end))
        return KX_PAIR_NONE;
    if (rises(pair) && (is_counted(ctx, pair->end) || is_labelled(ctx)))
        return KX_PAIR_RANGE;
    bool result = kx_cue_previous(ctx, 0, "result") && !rises(pair);
    return is_at_most(pair, RESULT_MAX) &&
                   (result || kx_teams_before(ctx) || kx_cue_before(ctx, WORDS_BACK, "score"))
               ? KX_PAIR_SCORE
               : KX_PAIR_NONE;
}

/* 6-7(9-11): the points of a tiebreak, in brackets behind its set. */
static bool in_tiebreak(const kx_context *ctx)
{
    const unsigned n = ctx->before->len;
    if (n < 2 || kx_char_before(ctx, ctx->at) != '(')
        return false;
    const kx_token *set = &g_array_index(ctx->before, kx_token, n - 2);
    const size_t length = strlen("6-7"), end = set->range.end;
    if (set->class != &kx_class_score || end - set->range.start != length)
        return false;
    const char *text = ctx->text + set->range.start;
    return (text[0] == '6' && text[2] == '7') || (text[0] == '7' && text[2] == '6');
}

bool kx_pair_is_set(const kx_context *ctx)
{
    static const char *const in[] = {"in", NULL};
    return kx_previous_is(ctx, 0, in);
}

kx_pair_kind kx_pair_at(const kx_context *ctx, kx_pair *pair)
{
    bool spaced = false;
    if (!read_english(ctx, pair)) {
        if (!kx_number_at(ctx, ctx->at, KX_POINT_GROUPS, &pair->first))
            return KX_PAIR_NONE;
        spaced = read_spaced(ctx, pair);
        if (!spaced && !kx_range_at(ctx, pair->first.end, KX_POINT_GROUPS, &pair->second))
            return KX_PAIR_NONE;
    }
    pair->end = pair->second.end;
    bool times = kx_word_is(ctx, pair->end, "x") || kx_word_is(ctx, pair->end, "k");
    bool shares = spaced && pair->second.fraction[0] && !is_counted(ctx, pair->end);
    if (!(times || kx_number_ends_at(ctx, pair->end)) || kx_equals_follows(ctx, pair->end) ||
        shares || is_other(ctx, pair))
        return KX_PAIR_NONE;
    if (times || pair->first.fraction[0] || pair->second.fraction[0])
        return KX_PAIR_RANGE;
    if (spaced)
        return kind_of_spaced(ctx, pair);
    if (is_vote(ctx, pair))
        return KX_PAIR_VOTE;
    if (!rises(pair))
        return is_at_most(pair, 999) ? KX_PAIR_SCORE : KX_PAIR_NONE;
    if (in_tiebreak(ctx))
        return KX_PAIR_SCORE;
    return !kx_cue_previous(ctx, 0, "series") && is_score(ctx, pair) ? KX_PAIR_SCORE
                                                                     : KX_PAIR_RANGE;
}

size_t kx_pair_set(const kx_context *ctx, kx_token *token, const kx_pair *pair)
{
    kx_number_set(token, &pair->first);
    kx_number_set_to(token, &pair->second);
    kx_apart_set(ctx, token);
    size_t compound = diminutive_at(ctx, pair->end);
    if (compound == 0)
        compound = kx_compound_at(ctx, pair->end);
    if (compound > 0)
        kx_compound_set(ctx, token, pair->end, compound);
    else
        compound = kx_loose_hyphen_at(ctx, pair->end); /* 16:9- en 21:9-schermen */
    return pair->end + compound - ctx->at;
}
