/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "text/prime.h"

#include "text/cue.h"

#include <string.h>

extern const kx_class kx_class_score;

/* How far back a word or a quote can decide what a prime is: tokens and bytes. */
enum { WORDS_BACK = 4, QUOTE_BYTES = 300 };
enum { MINUTES_MAX = 120, SECONDS = 60 };

size_t kx_prime_at(const kx_context *ctx, size_t at, unsigned count)
{
    gunichar c = kx_char_at(ctx, at);
    size_t n = kx_width(c);
    bool single = kx_is_apostrophe(c) || c == 0x2032;
    if (count == 1)
        return single ? n : 0;
    if (c == '"' || c == 0x201D || c == 0x2033)
        return n;
    return single && kx_char_at(ctx, at + n) == c ? 2 * n : 0;
}

/* Digits with a prime of minutes or seconds behind them. */
typedef struct {
    unsigned value;
    size_t end;
} primed;

static bool read_primed(const kx_context *ctx, size_t at, size_t digits_max, unsigned count,
                        primed *number)
{
    const size_t n = kx_digits_at(ctx, at), prime = kx_prime_at(ctx, at + n, count);
    if (n < 1 || n > digits_max || prime == 0)
        return false;
    *number = (primed){kx_digits_value(ctx, at, n), at + n + prime};
    return true;
}

/* 's, 't, 'n: a word that has lost its beginning, and no quotation. */
static bool is_clitic(const kx_context *ctx, size_t at)
{
    static const char *const clitics[] = {"s", "t", "n", "k", "m", "r", "ns", NULL};
    return kx_follows(ctx, at, clitics);
}

/* 'de jaren 70': what may be a prime may close a quotation, if one was opened before it. */
static bool after_single_quote(const kx_context *ctx)
{
    size_t at = ctx->at;
    while (at > ctx->start && ctx->at - at < QUOTE_BYTES) {
        const size_t next = at;
        at = (size_t)(g_utf8_prev_char(ctx->text + at) - ctx->text);
        bool opens = kx_is_apostrophe(kx_char_at(ctx, at)) &&
                     !g_unichar_isalnum(kx_char_before(ctx, at)) &&
                     g_unichar_isalpha(kx_char_at(ctx, next));
        if (opens && !is_clitic(ctx, next))
            return true;
    }
    return false;
}

/* ---- the minute of a match ---- */

/* 12' 1-0: the score after a goal. */
static bool score_follows(const kx_context *ctx, size_t at)
{
    const size_t first = at + kx_blanks_at(ctx, at), n = kx_digits_at(ctx, first);
    return first > at && n > 0 && kx_char_at(ctx, first + n) == '-' &&
           kx_digits_at(ctx, first + n + 1) > 0;
}

/* Rood: 77' Ordoñez; LIVE | 67' Gakpo schiet. */
static bool opens_event(const kx_context *ctx, size_t end)
{
    static const char *const marks[] = {"|", ":", ",", ";", NULL};
    const size_t blanks = kx_blanks_at(ctx, end);
    return blanks > 0 && g_unichar_isupper(kx_char_at(ctx, end + blanks)) &&
           kx_previous_is(ctx, 0, marks) && !after_single_quote(ctx);
}

/* (12', 67'): a minute behind another. */
static bool after_minute(const kx_context *ctx)
{
    static const char *const links[] = {",", "en", NULL};
    const unsigned n = ctx->before->len;
    return n > 1 && kx_previous_is(ctx, 0, links) &&
           g_strcmp0(
               kx_token_get_text(&g_array_index(ctx->before, kx_token, n - 2), KX_FIELD_READING),
               "minute") == 0;
}

/* "(Weghorst 23', Til 45'+1)", "Doelpunten: Weghorst 23'.": behind who scored. */
static bool after_scorer(const kx_context *ctx, size_t end)
{
    static const char *const goals[] = {"doelpunten", "doelpunt", "scoreverloop", "goals", "geel",
                                        "rood",       "kaarten",  "kaart",        NULL};
    static const char *const opens[] = {"(", NULL}, *const closes[] = {")", NULL};
    static const char *const kinds[] = {"pen", "str", "strafschop", "eigen", "e.d", NULL};
    const gunichar next = kx_char_at(ctx, end);
    const bool closed = next == 0 || (next < 128 && strchr("+,;).", (int)next)) ||
                        kx_follows(ctx, end, kinds) ||
                        kx_char_at(ctx, end + kx_blanks_at(ctx, end)) == '(';
    const unsigned n = ctx->before->len;
    if (n == 0 || !closed || after_single_quote(ctx) ||
        !g_unichar_isupper(
            kx_char_at(ctx, g_array_index(ctx->before, kx_token, n - 1).range.start)))
        return false;
    bool inside = true;
    for (unsigned back = 0; back < n; back++) {
        if ((inside && kx_previous_is(ctx, back, opens)) || kx_previous_is(ctx, back, goals))
            return true;
        inside &= !kx_previous_is(ctx, back, closes);
    }
    return false;
}

/* 1-0 73' David: the score of a goal before it, and who made it behind. */
static bool between_goal(const kx_context *ctx, size_t end)
{
    const unsigned n = ctx->before->len;
    const size_t blanks = kx_blanks_at(ctx, end);
    return n > 0 && g_array_index(ctx->before, kx_token, n - 1).class == &kx_class_score &&
           blanks > 0 && g_unichar_isupper(kx_char_at(ctx, end + blanks));
}

/* 0-1 (Weghorst, 9'): behind a name and a comma in brackets, where a score was told before. */
static bool after_named_comma(const kx_context *ctx, size_t end)
{
    enum { TOKENS = 3 };
    static const char *const comma[] = {",", NULL};
    const unsigned n = ctx->before->len;
    if (n < TOKENS || kx_char_at(ctx, end) != ')' || !kx_previous_is(ctx, 0, comma) ||
        !g_unichar_isupper(
            kx_char_at(ctx, g_array_index(ctx->before, kx_token, n - 2).range.start)))
        return false;
    for (unsigned i = n - 2; i > 0; i--) {
        if (g_array_index(ctx->before, kx_token, i - 1).class == &kx_class_score)
            return true;
    }
    return false;
}

static bool opens_minute(const kx_context *ctx, size_t end)
{
    static const char *const de[] = {"de", NULL}, *const in[] = {"in", NULL};
    bool in_the = kx_previous_is(ctx, 0, de) && kx_previous_is(ctx, 1, in); /* in de 15' */
    return ctx->before->len == 0 || in_the || kx_char_before(ctx, ctx->at) == '(' ||
           after_minute(ctx) || score_follows(ctx, end) || opens_event(ctx, end) ||
           after_scorer(ctx, end) || between_goal(ctx, end) || after_named_comma(ctx, end);
}

size_t kx_prime_minute_match(const kx_context *ctx, kx_token *token)
{
    enum { DIGITS_MAX = 3, ADDED_DIGITS_MAX = 2 };
    size_t n = kx_digits_at(ctx, ctx->at), prime = kx_prime_at(ctx, ctx->at + n, 1);
    size_t end = ctx->at + n + prime, extra = 0;
    if (n < 1 || n > DIGITS_MAX || kx_digits_value(ctx, ctx->at, n) > MINUTES_MAX)
        return 0;
    if (kx_char_at(ctx, end) == '+')
        extra = kx_digits_at(ctx, end + 1);
    const size_t plus = end + 1;
    end += extra > 0 ? 1 + extra : 0;
    if (prime == 0 && extra > 0) {
        prime = kx_prime_at(ctx, end, 1);
        end += prime;
    }
    if (prime == 0 || extra > ADDED_DIGITS_MAX || kx_prime_at(ctx, end, 1) > 0 ||
        !kx_ends_at(ctx, end) || !opens_minute(ctx, end))
        return 0;
    kx_token_set(token, KX_FIELD_MINUTE, kx_digits_value(ctx, ctx->at, n));
    if (extra > 0)
        kx_token_set(token, KX_FIELD_TO, kx_digits_value(ctx, plus, extra));
    kx_token_set_text(token, KX_FIELD_READING, "minute", -1);
    return end - ctx->at;
}

/* ---- gaps and durations ---- */

/* +16": directly behind a sign. */
static bool after_plus(const kx_context *ctx)
{
    return kx_char_before(ctx, ctx->at) == '+' && kx_sign_at(ctx, ctx->at - 1);
}

/* "15' te laat" */
static bool too_follows(const kx_context *ctx, size_t end)
{
    static const char *const te[] = {"te", NULL}, *const late[] = {"laat", "vroeg", NULL};
    return kx_follows(ctx, end, te) &&
           kx_follows(ctx, end + kx_blanks_at(ctx, end) + strlen("te"), late);
}

/* "om de 8'" */
static bool after_every(const kx_context *ctx)
{
    static const char *const de[] = {"de", NULL}, *const om[] = {"om", NULL};
    return kx_previous_is(ctx, 0, de) && kx_previous_is(ctx, 1, om);
}

/* "45' pauze": what lasts so long follows, in small letters. */
static bool gap_follows(const kx_context *ctx, size_t end)
{
    const size_t blanks = kx_blanks_at(ctx, end);
    return blanks > 0 && g_unichar_islower(kx_char_at(ctx, end + blanks)) &&
           kx_cue_follows(ctx, end, "gap");
}

/* "een voorsprong van 45"", "Wachttijd: 25'", "25' wachttijd" */
static bool is_gap(const kx_context *ctx, size_t end)
{
    static const char *const van[] = {"van", NULL}, *const colon[] = {":", NULL};
    static const char *const is[] = {"is", "was", NULL}; /* de voorsprong is 2'05 */
    bool stated = kx_previous_is(ctx, 0, van) || kx_previous_is(ctx, 0, is);
    return (stated && kx_cue_before(ctx, WORDS_BACK, "gap")) ||
           kx_cue_previous(ctx, kx_previous_is(ctx, 0, colon) ? 1 : 0, "gap") ||
           gap_follows(ctx, end);
}

/* "op 43"." */
static bool is_closed(const kx_context *ctx, size_t end)
{
    static const char *const van[] = {"van", NULL};
    gunichar next = kx_char_at(ctx, end);
    return next == 0 || next == ',' || next == ';' || next == ')' ||
           (next == '.' && kx_is_last(ctx, end + 1)) || kx_follows(ctx, end, van);
}

/* "ontplofte na 46'." */
static bool is_after(const kx_context *ctx, size_t end)
{
    static const char *const openers[] = {"na", "binnen", NULL};
    return kx_previous_is(ctx, 0, openers) && is_closed(ctx, end);
}

/* "Van Aert op 3"" */
static bool is_behind(const kx_context *ctx, size_t end)
{
    static const char *const op[] = {"op", NULL};
    return kx_previous_is(ctx, 0, op) && is_closed(ctx, end);
}

/* "36 minuten en 42"" */
static bool after_minutes(const kx_context *ctx)
{
    static const char *const en[] = {"en", NULL};
    static const char *const minutes[] = {"minuten", "minuut", "min", "min.", NULL};
    return kx_previous_is(ctx, 0, en) && kx_previous_is(ctx, 1, minutes);
}

/* "De film duurt 95'", "Duur: 95'", "max. 15'" */
static bool after_lasting(const kx_context *ctx)
{
    enum { LASTS_BACK = 2 };
    return kx_cue_before(ctx, LASTS_BACK, "lasts");
}

/* 20' + 45': more minutes, or "Bereiding: 20'", which is of the cues. */
static bool is_sum(const kx_context *ctx, size_t end)
{
    enum { DIGITS_MAX = 3 };
    static const char *const plus[] = {"+", NULL};
    const unsigned n = ctx->before->len;
    size_t next = end + kx_blanks_at(ctx, end);
    primed other;
    if (kx_char_at(ctx, next) == '+') {
        next += 1 + kx_blanks_at(ctx, next + 1);
        return read_primed(ctx, next, DIGITS_MAX, 1, &other);
    }
    return n > 1 && kx_previous_is(ctx, 0, plus) &&
           kx_token_has(&g_array_index(ctx->before, kx_token, n - 2), KX_FIELD_MINUTE);
}

/* 25' op 175°C: how long something bakes. */
static bool bakes(const kx_context *ctx, size_t end)
{
    static const char *const on[] = {"op", NULL};
    if (!kx_follows(ctx, end, on))
        return false;
    end += kx_blanks_at(ctx, end) + strlen(on[0]);
    end += kx_blanks_at(ctx, end);
    const size_t n = kx_digits_at(ctx, end), sign = end + n + kx_blanks_at(ctx, end + n);
    return n == 3 && (kx_char_at(ctx, sign) == 0xB0 || kx_word_is(ctx, sign, "graden"));
}

/* (VS, 2024, 166'): the last item of what is told of a film in brackets. */
static bool is_film(const kx_context *ctx, unsigned minutes, size_t end)
{
    enum { YEAR_DIGITS = 4 };
    static const char *const comma[] = {",", NULL};
    const unsigned n = ctx->before->len;
    if (n < 2 || kx_char_at(ctx, end) != ')' || !kx_previous_is(ctx, 0, comma))
        return false;
    const kx_token *token = &g_array_index(ctx->before, kx_token, n - 2);
    return minutes >= MINUTES_MAX || (kx_digits_at(ctx, token->range.start) == YEAR_DIGITS &&
                                      token->range.end == token->range.start + YEAR_DIGITS);
}

/* 12' vertraging, File van 35', 3e op 4', +12'. */
static size_t minutes_match(const kx_context *ctx, kx_token *token)
{
    enum { DIGITS_MAX = 3 };
    primed minutes;
    if (!read_primed(ctx, ctx->at, DIGITS_MAX, 1, &minutes) || minutes.value == 0 ||
        !kx_ends_at(ctx, minutes.end) || kx_prime_at(ctx, minutes.end, 1) > 0)
        return 0;
    const size_t end = minutes.end;
    if (!(after_plus(ctx) || is_gap(ctx, end) || is_behind(ctx, end) || after_lasting(ctx) ||
          is_sum(ctx, end) || is_film(ctx, minutes.value, end) || too_follows(ctx, end) ||
          after_every(ctx) || is_after(ctx, end) || bakes(ctx, end)) ||
        after_single_quote(ctx))
        return 0;
    kx_token_set(token, KX_FIELD_MINUTE, minutes.value);
    return end - ctx->at;
}

/* op 1'03, +4'12, na 2'15: with no sign behind the seconds. */
static size_t minutes_seconds_match(const kx_context *ctx, kx_token *token)
{
    enum { DIGITS_MAX = 3, SECOND_DIGITS = 2 };
    static const char *const openers[] = {"op", "na", "bedroeg", "bedraagt", NULL};
    primed minutes;
    if (!read_primed(ctx, ctx->at, DIGITS_MAX, 1, &minutes) ||
        kx_digits_at(ctx, minutes.end) != SECOND_DIGITS)
        return 0;
    const unsigned seconds = kx_digits_value(ctx, minutes.end, SECOND_DIGITS);
    const size_t end = minutes.end + SECOND_DIGITS;
    if (seconds >= SECONDS || !kx_number_ends_at(ctx, end) ||
        !(after_plus(ctx) || is_gap(ctx, end) || kx_previous_is(ctx, 0, openers)))
        return 0;
    kx_token_set(token, KX_FIELD_MINUTE, minutes.value);
    kx_token_set(token, KX_FIELD_SECOND, seconds);
    return end - ctx->at;
}

/* op 8s, een straf van 5s, elke 30s, duurt 45s; but "iPhone 5s", "de jaren 90s". */
static size_t letter_match(const kx_context *ctx, kx_token *token)
{
    enum { DIGITS_MAX = 2 };
    static const char *const openers[] = {"op", "binnen", "na", "elke", "iedere", NULL};
    const size_t n = kx_digits_at(ctx, ctx->at), end = ctx->at + n + 1;
    if (n < 1 || n > DIGITS_MAX || kx_char_at(ctx, end - 1) != 's' ||
        !kx_number_ends_at(ctx, end) || kx_digits_value(ctx, ctx->at, n) >= SECONDS ||
        !(after_plus(ctx) || is_gap(ctx, end) || after_every(ctx) || after_lasting(ctx) ||
          kx_previous_is(ctx, 0, openers)))
        return 0;
    kx_token_set(token, KX_FIELD_SECOND, kx_digits_value(ctx, ctx->at, n));
    return end - ctx->at;
}

/* Ganna op 43", +16", 45" voorsprong; but "op 27" scherm", +2" velgen. */
static size_t seconds_match(const kx_context *ctx, kx_token *token)
{
    enum { DIGITS_MAX = 2 };
    primed seconds;
    if (!read_primed(ctx, ctx->at, DIGITS_MAX, 2, &seconds) || seconds.value >= SECONDS)
        return 0;
    const size_t end = seconds.end;
    bool plus = after_plus(ctx) && !kx_noun_follows(ctx, end);
    if (!is_behind(ctx, end) &&
        (!(plus || is_gap(ctx, end) || after_minutes(ctx)) || kx_quote_is_open(ctx, end - 1)))
        return 0;
    kx_token_set(token, KX_FIELD_SECOND, seconds.value);
    return end - ctx->at;
}

/* in 9"87, met 0"7: seconds and their tenths or hundredths. */
static size_t hundredths_match(const kx_context *ctx, kx_token *token)
{
    enum { DIGITS_MAX = 2 };
    static const char *const openers[] = {"in",   "met", "tot",     "naar",   "van", "op",
                                          "tijd", "na",  "slechts", "klokte", NULL};
    primed seconds;
    if (!kx_previous_is(ctx, 0, openers) || !read_primed(ctx, ctx->at, DIGITS_MAX, 2, &seconds) ||
        seconds.value >= SECONDS)
        return 0;
    const size_t n = kx_digits_at(ctx, seconds.end), end = seconds.end + n;
    if (n < 1 || n > DIGITS_MAX || !kx_number_ends_at(ctx, end) ||
        kx_quote_is_open(ctx, seconds.end - 1))
        return 0;
    kx_token_set(token, KX_FIELD_SECOND, seconds.value);
    kx_token_set_text(token, KX_FIELD_FRACTION, ctx->text + seconds.end, (gssize)n);
    return end - ctx->at;
}

size_t kx_prime_gap_match(const kx_context *ctx, kx_token *token)
{
    static size_t (*const matches[])(const kx_context *, kx_token *) = {
        minutes_seconds_match, seconds_match, hundredths_match, letter_match, minutes_match,
    };
    for (unsigned i = 0; i < G_N_ELEMENTS(matches); i++) {
        const size_t n = matches[i](ctx, token);
        if (n > 0) {
            kx_token_set_text(token, KX_FIELD_READING, "units", -1);
            return n;
        }
    }
    return 0;
}
