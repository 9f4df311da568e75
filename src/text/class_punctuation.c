/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Punctuation: heard as a mark (a pause and a tune) or not at all. Quotes, brackets and dashes
 * become commas where speech stands on both sides. */
#include "text/class.h"
#include "text/number_match.h"
#include "text/question.h"
#include "text/table.h"

#include <string.h>

/* A quote of so many words gets no pause. How far its other end is looked for bounds the work. */
enum { SHORT_QUOTE_WORDS = 3, SHORT_QUOTE_BYTES = 120, QUOTE_TOKENS = 100 };

enum { SILENT = 0, COMMA = ',' }; /* values of the field mark */

/* Values of the field reading: a question's tune; a comma's pause. */
#define FALLING "falling"
#define DASH    "dash"

static bool is_alnum(gunichar c)
{
    return c != 0 && g_unichar_isalnum(c) && !kx_is_superscript(c);
}

/* Length of the run of characters for which `is` holds. */
static size_t run_at(const kx_context *ctx, size_t at, bool (*is)(gunichar c))
{
    size_t n = 0;
    for (gunichar c = kx_char_at(ctx, at); c && is(c); c = kx_char_at(ctx, at + n))
        n += kx_width(c);
    return n;
}

static bool is_glued(const kx_context *ctx, size_t at, size_t n)
{
    return is_alnum(kx_char_before(ctx, at)) && is_alnum(kx_char_at(ctx, at + n));
}

/* A pause where something is said before it and after it. */
static char pause_at(const kx_context *ctx, size_t n)
{
    return ctx->before->len > 0 && !kx_is_last(ctx, ctx->at + n) ? COMMA : SILENT;
}

/* ---- stops: . ? ! … ---- */

static bool is_stop(gunichar c)
{
    return c == '.' || c == '?' || c == '!' || c == 0x2026 || c == 0x203C || c == 0x203D ||
           (c >= 0x2047 && c <= 0x2049) || c == 0xA1 || c == 0xBF || c == 0x3002;
}

/* Whether a word may end in c before a stop that lacks its blank: Den Haag.Het, (NOS).De, 20%.Het,
 * € 5,-.Dat */
static bool may_stand_before_stop(gunichar c)
{
    static const char *const signs = ")%-\"'";
    return g_unichar_islower(c) || g_unichar_isdigit(c) ||
           (c != 0 && c < 128 && strchr(signs, (int)c)) || c == 0x201D || c == 0x2019;
}

/* The mark of a stop that lacks the blank behind it, where a word goes on at `at`: "in Den Haag.Het
 * weer", "tot ziens.en dank". Else 0: bol.com, where the sign is read. */
static char mark_without_blank(const kx_context *ctx, size_t at)
{
    size_t n = kx_word_at(ctx, at);
    if (n < 2 || !kx_ends_at(ctx, at + n) || !may_stand_before_stop(kx_char_before(ctx, ctx->at)))
        return 0;
    if (g_unichar_isupper(kx_char_at(ctx, at)) && kx_ascii_lower_at(ctx, at + 1))
        return '.';
    return kx_table_find(&kx_table_function_words, ctx->text + at, n) ? COMMA : 0;
}

/* ". . .": dots with a blank between, at least three; their length. */
static size_t spaced_dots_at(const kx_context *ctx, size_t at)
{
    enum { DOTS_MIN = 3 };
    size_t n = 0, dots = 0;
    for (size_t end = at; kx_char_at(ctx, end) == '.'; end += kx_blanks_at(ctx, end)) {
        end++;
        n = end - at;
        dots++;
    }
    return dots >= DOTS_MIN ? n : 0;
}

static size_t stop_match(const kx_context *ctx, kx_token *token)
{
    const size_t run = run_at(ctx, ctx->at, is_stop), spaced = spaced_dots_at(ctx, ctx->at);
    size_t n = MAX(run, spaced), dots = 0;
    bool question = false, exclamation = false, ellipsis = false;
    for (size_t at = ctx->at; at < ctx->at + n; at += kx_width(kx_char_at(ctx, at))) {
        gunichar c = kx_char_at(ctx, at);
        dots += c == '.';
        ellipsis |= c == 0x2026 || dots > 1;
        question |= c == '?' || c == 0x203D || (c >= 0x2047 && c <= 0x2049);
        exclamation |= c == '!' || c == 0x203C;
    }
    bool last = kx_is_last(ctx, ctx->at + n);
    const bool plain = !question && !exclamation && !ellipsis && !last;
    const char mark = plain ? mark_without_blank(ctx, ctx->at + n) : 0;
    if (plain && mark == 0 && is_glued(ctx, ctx->at, n))
        return 0;
    if (question) {
        kx_token_set_mark(token, '?');
        if (kx_question_falls(ctx))
            kx_token_set_text(token, KX_FIELD_READING, FALLING, -1);
    } else if (exclamation) {
        kx_token_set_mark(token, '!');
    } else if (mark != 0) {
        kx_token_set_mark(token, mark);
    } else if (last) {
        kx_token_set_mark(token, '.');
    } else if (ellipsis && ctx->before->len > 0) {
        kx_token_set_mark(token, COMMA);
    }
    return n;
}

/* ---- commas and colons ---- */

/* NXE:3800E: the colon within the name of a machine is not heard. */
static bool is_in_type(const kx_context *ctx)
{
    enum { DIGITS = 4 };
    return g_unichar_isupper(kx_char_before(ctx, ctx->at)) &&
           kx_digits_at(ctx, ctx->at + 1) == DIGITS && ctx->before->len > 0 &&
           strcmp(g_array_index(ctx->before, kx_token, ctx->before->len - 1).class->name,
                  "acronym") == 0;
}

/* Locatie:Stadhuis, Tijd:19.30 uur, "Let op:de winkel", "informatie:www.ede.nl", "vinaigrette:3
 * el": a colon that lacks the blank behind it; but key:value, NOS:x, localhost:8080. */
static bool is_colon_without_blank(const kx_context *ctx)
{
    enum { LABEL_MIN = 3, PORT_DIGITS = 4 };
    const unsigned n = ctx->before->len;
    const kx_token *last = n > 0 ? &g_array_index(ctx->before, kx_token, n - 1) : NULL;
    if (!last || last->range.end != ctx->at || strcmp(last->class->name, "word") != 0 ||
        !g_unichar_islower(kx_char_before(ctx, ctx->at)))
        return false;
    const size_t next = ctx->at + 1, digits = kx_digits_at(ctx, next);
    const bool label = g_unichar_isupper(kx_char_at(ctx, last->range.start)) ||
                       kx_word_is(ctx, next, "www") || (digits > 0 && digits < PORT_DIGITS);
    const bool function_word =
        kx_table_find(&kx_table_function_words, ctx->text + last->range.start,
                      ctx->at - last->range.start); /* let op:a.s. */
    return function_word || mark_without_blank(ctx, next) != 0 ||
           (label && ctx->at - last->range.start >= LABEL_MIN);
}

static size_t comma_match(const kx_context *ctx, kx_token *token)
{
    gunichar c = kx_char_at(ctx, ctx->at);
    size_t n = kx_width(c);
    if (c == ':' && is_in_type(ctx))
        return n;
    const bool glued = c == ':' && is_glued(ctx, ctx->at, n);
    const bool address =
        kx_char_at(ctx, ctx->at + n) == '/' && !kx_is_blank(kx_char_at(ctx, ctx->at + n + 1));
    if ((glued && !is_colon_without_blank(ctx)) || (c == ':' && address))
        return 0; /* 12:30, http: */
    if (ctx->before->len > 0)
        kx_token_set_mark(token, (char)c);
    return n;
}

/* ---- quotes ---- */

static bool is_quote(gunichar c)
{
    GUnicodeType type = g_unichar_type(c);
    return c == '"' || c == '\'' || c == '`' || c == 0xB4 || c == 0x201A || c == 0x201E ||
           c == 0x2032 || c == 0x2033 || type == G_UNICODE_INITIAL_PUNCTUATION ||
           type == G_UNICODE_FINAL_PUNCTUATION;
}

static bool opens(const kx_context *ctx, size_t n)
{
    gunichar before = kx_char_before(ctx, ctx->at), after = kx_char_at(ctx, ctx->at + n);
    bool free_left = before == 0 || !is_alnum(before);
    bool closed_left = before != 0 && !kx_is_blank(before) &&
                       g_unichar_type(before) != G_UNICODE_OPEN_PUNCTUATION &&
                       g_unichar_type(before) != G_UNICODE_DASH_PUNCTUATION;
    return free_left && !closed_left && after != 0 && !kx_is_blank(after);
}

/* Whether a quote that opens here holds more words than a short one. */
static bool is_long_quote(const kx_context *ctx, size_t at)
{
    unsigned words = 1;
    size_t limit = MIN(ctx->end, at + SHORT_QUOTE_BYTES);
    while (at < limit) {
        gunichar c = kx_char_at(ctx, at);
        gunichar next = kx_char_at(ctx, at + kx_width(c));
        if (is_quote(c) && !is_alnum(next))
            return words > SHORT_QUOTE_WORDS;
        words += kx_is_blank(c) && !kx_is_blank(next);
        if (words > SHORT_QUOTE_WORDS)
            return true;
        at += kx_width(c);
    }
    return true;
}

/* The quote that is open before ctx->at: its token, or NULL. */
static const kx_token *open_quote(const kx_context *ctx)
{
    unsigned n = ctx->before->len;
    for (unsigned i = n; i > 0 && n - i < QUOTE_TOKENS; i--) {
        const kx_token *token = &g_array_index(ctx->before, kx_token, i - 1);
        const char *quote = kx_token_get_text(token, KX_FIELD_QUOTE);
        if (quote)
            return strcmp(quote, KX_QUOTE_CLOSES) != 0 ? token : NULL;
    }
    return NULL;
}

/* ,,zo'': two commas as an opening quote, as typewriters had it; their length. */
static size_t low_quote_at(const kx_context *ctx)
{
    gunichar before = kx_char_before(ctx, ctx->at);
    bool commas = kx_char_at(ctx, ctx->at) == ',' && kx_char_at(ctx, ctx->at + 1) == ',' &&
                  kx_char_at(ctx, ctx->at + 2) != ',';
    return commas && (before == 0 || kx_is_blank(before) || is_quote(before) || before == '(') ? 2
                                                                                               : 0;
}

/* "'t Is mooi", ‘’s Avonds’: of n bytes of quotes, those before the apostrophe of a word. */
static size_t before_clitic(const kx_context *ctx, size_t n)
{
    const size_t end = ctx->at + n;
    const gunichar mark = kx_char_before(ctx, end), letter = kx_char_at(ctx, end);
    const bool clitic = kx_is_apostrophe(mark) && letter != 0 && letter < 128 &&
                        strchr("tsknmr", (int)letter) && kx_is_blank(kx_char_at(ctx, end + 1));
    const size_t quotes = clitic ? n - kx_width(mark) : n;
    return quotes > 0 && kx_char_before(ctx, ctx->at + quotes) != '\'' ? quotes : n; /* no ''t */
}

static size_t quote_match(const kx_context *ctx, kx_token *token)
{
    const size_t low = low_quote_at(ctx), run = run_at(ctx, ctx->at, is_quote);
    const size_t n = low > 0 ? low : before_clitic(ctx, run);
    char pause = pause_at(ctx, n);
    if (low > 0 || opens(ctx, n)) {
        bool is_long = is_long_quote(ctx, ctx->at + n);
        kx_token_set_text(token, KX_FIELD_QUOTE, is_long ? KX_QUOTE_OPENS_LONG : KX_QUOTE_OPENS,
                          -1);
        if (is_long && pause != SILENT)
            kx_token_set_mark(token, pause);
        return n;
    }
    const kx_token *opening = open_quote(ctx);
    if (!opening)
        return n;
    kx_token_set_text(token, KX_FIELD_QUOTE, KX_QUOTE_CLOSES, -1);
    bool is_long = strcmp(kx_token_get_text(opening, KX_FIELD_QUOTE), KX_QUOTE_OPENS_LONG) == 0;
    if (is_long && pause != SILENT)
        kx_token_set_mark(token, pause);
    return n;
}

/* ---- brackets ---- */

static bool is_bracket(gunichar c)
{
    GUnicodeType type = g_unichar_type(c);
    return c != 0x201A && c != 0x201E &&
           (type == G_UNICODE_OPEN_PUNCTUATION || type == G_UNICODE_CLOSE_PUNCTUATION);
}

/* Whether a bracket stands within a word: speler(s), (on)mogelijk; but wethouder(PvdA) and "het
 * park(dat in 2020 opende)" lack a blank. */
static bool is_inner_bracket(const kx_context *ctx, size_t n)
{
    enum { PART_BYTES = 24 };
    const gunichar c = kx_char_at(ctx, ctx->at);
    const bool opening = g_unichar_type(c) == G_UNICODE_OPEN_PUNCTUATION;
    if (c != '(' && c != ')')
        return g_unichar_isalpha(opening ? kx_char_before(ctx, ctx->at)
                                         : kx_char_at(ctx, ctx->at + n));
    bool capitals = false; /* but the first letter */
    for (size_t i = opening ? n : 1; i < PART_BYTES; i++) {
        if (opening ? ctx->at + i >= ctx->end : ctx->at < ctx->start + i)
            return false;
        const size_t at = opening ? ctx->at + i : ctx->at - i;
        const char inner = ctx->text[at];
        if (inner == (opening ? ')' : '(')) {
            const size_t open = opening ? ctx->at : at, close = opening ? at : ctx->at;
            const gunichar before = kx_char_before(ctx, open), after = kx_char_at(ctx, close + 1);
            const bool named = close - open > 2 && g_unichar_isupper(kx_char_at(ctx, open + 1));
            if (g_unichar_isalpha(before))
                return g_unichar_isalpha(after) || !(named && g_unichar_islower(before));
            return g_unichar_isalpha(after) && !(named && capitals && g_unichar_islower(after));
        }
        if (inner == ' ' || inner == '\n')
            return false;
        capitals |= g_ascii_isupper(inner) && kx_char_before(ctx, at) != '(';
    }
    return false;
}

static size_t bracket_match(const kx_context *ctx, kx_token *token)
{
    gunichar c = kx_char_at(ctx, ctx->at);
    size_t n = kx_width(c);
    const size_t loud = c == '(' ? strspn(ctx->text + ctx->at + 1, "!?") : 0;
    if (loud > 0 && kx_char_at(ctx, ctx->at + 1 + loud) == ')')
        return loud + 2;                      /* (!): a remark on the word before it */
    while (kx_char_at(ctx, ctx->at + n) == c) /* (Gent (België)) */
        n += kx_width(c);
    char pause = is_inner_bracket(ctx, n) ? SILENT : pause_at(ctx, n);
    if (pause != SILENT)
        kx_token_set_mark(token, pause);
    return n;
}

/* ---- dashes and the slash ---- */

static bool is_dash(gunichar c)
{
    return g_unichar_type(c) == G_UNICODE_DASH_PUNCTUATION || c == 0x2212;
}

static size_t dash_match(const kx_context *ctx, kx_token *token)
{
    size_t n = run_at(ctx, ctx->at, is_dash);
    bool en_or_hyphen =
        kx_is_hyphen(kx_char_at(ctx, ctx->at)) || kx_char_at(ctx, ctx->at) == 0x2013;
    gunichar before = kx_char_before(ctx, ctx->at), after = kx_char_at(ctx, ctx->at + n);
    bool loose = before == 0 || kx_is_blank(before) || after == 0 || kx_is_blank(after);
    /* Amsterdam–Rotterdam is one name; word—word, word--word and word - word are a break. */
    bool inner = n == kx_width(kx_char_at(ctx, ctx->at)) && en_or_hyphen && !loose;
    char pause = inner ? SILENT : pause_at(ctx, n);
    if (pause != SILENT) {
        kx_token_set_mark(token, pause);
        kx_token_set_text(token, KX_FIELD_READING, DASH, -1);
    }
    return n;
}

/* 1466/1467/1469 */
static bool is_between_years(const kx_context *ctx)
{
    enum { YEAR_DIGITS = 4 };
    size_t n = 0;
    while (n <= YEAR_DIGITS && ctx->at > ctx->start + n &&
           g_ascii_isdigit(ctx->text[ctx->at - n - 1]))
        n++;
    return n == YEAR_DIGITS && kx_digits_at(ctx, ctx->at + 1) == YEAR_DIGITS;
}

/* € 12/10/5: the prices of several places. */
static bool in_prices(const kx_context *ctx)
{
    enum { TOKENS_BACK = 6 };
    unsigned n = ctx->before->len;
    for (unsigned i = n; i > 0 && n - i < TOKENS_BACK; i--) {
        const kx_token *token = &g_array_index(ctx->before, kx_token, i - 1);
        if (kx_token_has(token, KX_FIELD_CURRENCY))
            return true;
        if (!token->glued)
            return false;
    }
    return false;
}

/* 7-5/6-4, 058-2925565/06-15051056: the next set or number. */
static bool after_score_or_phone(const kx_context *ctx)
{
    const unsigned n = ctx->before->len;
    const char *last = n > 0 ? g_array_index(ctx->before, kx_token, n - 1).class->name : "";
    return strcmp(last, "score") == 0 || strcmp(last, "telephone") == 0;
}

/* groep 1/2b, Kerkstraat 12/14a: a number with a letter behind it. */
static bool lettered_follows(const kx_context *ctx)
{
    const size_t at = ctx->at + 1, n = kx_digits_at(ctx, at);
    return n > 0 && g_unichar_isalpha(kx_char_at(ctx, at + n)) && kx_ends_at(ctx, at + n + 1);
}

/* 0/4, 1/0: a zero alone before or behind the slash. */
static bool is_beside_zero(const kx_context *ctx)
{
    const gunichar before = kx_char_before(ctx, ctx->at);
    const bool after = kx_char_at(ctx, ctx->at + 1) == '0' && kx_digits_at(ctx, ctx->at + 1) == 1;
    return g_unichar_isdigit(before) &&
           (after || (before == '0' && !g_unichar_isdigit(kx_char_before(ctx, ctx->at - 1))));
}

/* lijn 300/N30: a letter with a number behind it. */
static bool numbered_follows(const kx_context *ctx)
{
    return g_unichar_isupper(kx_char_at(ctx, ctx->at + 1)) && kx_digits_at(ctx, ctx->at + 2) > 0;
}

/* 75%/70%, 200°C/180°C, 19/25,8%: the next of some shares or temperatures. */
static bool is_between_shares(const kx_context *ctx)
{
    static const char *const signs[] = {"%", "‰", "°", "º"};
    enum { SHARES_MAX = 6 };
    kx_written_number number;
    size_t end = ctx->at;
    for (unsigned i = 0; i < SHARES_MAX && kx_char_at(ctx, end) == '/'; i++) {
        if (!kx_number_at(ctx, end + 1, KX_POINT_DECIMAL, &number))
            return false;
        end = number.end;
    }
    end += kx_blanks_at(ctx, end);
    for (unsigned i = 0; i < G_N_ELEMENTS(signs); i++) {
        if (kx_char_at(ctx, end) == g_utf8_get_char(signs[i]))
            return true;
    }
    return false;
}

/* 80,5/83,3 jr, +1,10/-0,85 m, -10/+10%, TLS 1.0/1.1: between two numbers with a fraction or a
 * sign, or two versions. */
static bool is_between_fractions(const kx_context *ctx)
{
    const unsigned n = ctx->before->len;
    const kx_token *last = n > 0 ? &g_array_index(ctx->before, kx_token, n - 1) : NULL;
    const bool version = last && (strcmp(last->class->name, "version") == 0 ||
                                  strcmp(last->class->name, "decimal") == 0);
    kx_written_number number;
    if (!last ||
        !kx_number_at(ctx, ctx->at + 1, version ? KX_POINT_DECIMAL : KX_POINT_GROUPS, &number))
        return false;
    return (version || kx_token_has(last, KX_FIELD_FRACTION))
               ? number.fraction[0] != '\0'
               : kx_token_has(last, KX_FIELD_SIGN) && number.sign;
}

/* 200 °C / heteluchtoven, 4 personen / 30 minuten: behind a unit or a word, and no unit of it (km /
 * uur). */
static bool parts_measures(const kx_context *ctx, const kx_token *last, size_t next)
{
    if (g_unichar_isdigit(kx_char_at(ctx, next)))
        return g_unichar_isalpha(kx_char_before(ctx, last->range.end));
    return kx_token_has(last, KX_FIELD_UNIT) && !kx_unit_follows(ctx, ctx->at + 1) &&
           kx_word_at(ctx, next) > strlen("maanden");
}

/* ANP / Jan Smit, € 5 / CJP € 3, 010-1234567/ 06-12345678, ram: 16 GB / accu: 70 Wh; but "ja /
 * nee", "2019 / 20". */
static bool parts_items(const kx_context *ctx)
{
    const gunichar before = kx_char_before(ctx, ctx->at);
    const size_t blanks = kx_blanks_at(ctx, ctx->at + 1);
    const gunichar next = kx_char_at(ctx, ctx->at + 1 + blanks);
    if (blanks == 0 || ctx->before->len == 0)
        return false;
    const kx_token *last = &g_array_index(ctx->before, kx_token, ctx->before->len - 1);
    if (!kx_is_blank(before) || strcmp(last->class->name, "telephone") == 0)
        return g_unichar_isdigit(kx_char_before(ctx, last->range.end));
    const size_t word = ctx->at + 1 + blanks;
    if (kx_char_at(ctx, word + kx_word_at(ctx, word)) == ':')
        return true;
    return parts_measures(ctx, last, word) ||
           (!g_unichar_islower(next) && !g_unichar_isdigit(next));
}

/* Whether text[at..) begins with two letters or more that are read as letters. */
static bool letters_at(const kx_context *ctx, size_t at)
{
    enum { WORD_MIN = 4 };
    const char *text = ctx->text + at;
    size_t n = 0, capitals = 0;
    for (; at + n < ctx->end && g_ascii_isalpha(text[n]); n++)
        capitals += g_ascii_isupper(text[n]) != 0;
    const kx_cell *row =
        kx_lexicon_find(kx_context_lexicon(ctx), KX_LEXICON_READING | KX_LEXICON_SOUND, text, n);
    if (n < 2 || row)
        return n > 1 && g_str_has_prefix(kx_text(row, KX_LEXICON_KIND), "letters");
    return capitals == n && (n < WORD_MIN || !kx_pronounceable(text, n));
}

/* EU/EER, hbo/wo, (VS/GB): the letters of another. */
static bool parts_acronyms(const kx_context *ctx)
{
    size_t start = ctx->at;
    while (start > ctx->start && g_ascii_isalpha(ctx->text[start - 1]))
        start--;
    return !ctx->all_capitals && letters_at(ctx, start) && letters_at(ctx, ctx->at + 1);
}

/* "Amsterdam // Utrecht", "// noot // Dit": two between blanks; their length. */
static size_t double_slash_at(const kx_context *ctx)
{
    const gunichar before = kx_char_before(ctx, ctx->at), after = kx_char_at(ctx, ctx->at + 2);
    bool loose = (before == 0 || kx_is_blank(before)) && (after == 0 || kx_is_blank(after));
    return loose && kx_char_at(ctx, ctx->at + 1) == '/' ? 2 : 0;
}

/* NED 7/BEL 4, min. 9/max. 21: between countries with their medals, or other names of numbers. */
static bool is_between_named(const kx_context *ctx)
{
    const size_t at = ctx->at + 1, n = kx_word_at(ctx, at);
    const bool dot = kx_char_at(ctx, at + n) == '.';
    const size_t end = at + n + dot, blanks = kx_blanks_at(ctx, end);
    const gunichar before = kx_char_before(ctx, ctx->at);
    return (g_unichar_isdigit(before) || (dot && before == '.')) && n > 0 && blanks > 0 &&
           (dot || (n == strlen("BEL") && g_unichar_isupper(kx_char_at(ctx, at)))) &&
           kx_digits_at(ctx, end + blanks) > 0;
}

/* Silent between words (hij/zij, Noord-/Zuid-, en/ of), read by name elsewhere. */
static size_t slash_match(const kx_context *ctx, kx_token *token)
{
    gunichar before = kx_char_before(ctx, ctx->at), after = kx_char_at(ctx, ctx->at + 1);
    if (g_unichar_isupper(before) && kx_word_is(ctx, ctx->at + 1, "s"))
        return 0; /* GT/s: the sign is read */
    if (double_slash_at(ctx) > 0) {
        if (pause_at(ctx, 2) != SILENT)
            kx_token_set_mark(token, COMMA);
        return 2;
    }
    const bool marked = before != 0 && before < 128 && strchr(").,;:!?+%", (int)before);
    bool left = g_unichar_isalpha(before) || kx_is_hyphen(before) || kx_is_blank(before) ||
                marked || before == 0xB0 || is_quote(before); /* Psalm 1: "… de man,/ die" */
    bool right = g_unichar_isalpha(after) || (kx_is_hyphen(after) && !kx_is_blank(before)) ||
                 kx_is_blank(after) || after == '(' || is_quote(after);
    bool seed = g_unichar_isalpha(before) && g_unichar_isdigit(after); /* (Pol/1) */
    bool between = g_unichar_isdigit(before) && g_unichar_isdigit(after);
    bool behind = g_unichar_isdigit(after) && ctx->before->len > 0;
    if ((between && (in_prices(ctx) || after_score_or_phone(ctx))) ||
        (g_unichar_isdigit(before) && numbered_follows(ctx)) || is_between_fractions(ctx) ||
        (behind && (before == '.' || is_between_shares(ctx))) || /* 72 mnd./10.000 km */
        parts_items(ctx) || parts_acronyms(ctx) || is_between_named(ctx)) {
        kx_token_set_mark(token, COMMA);
        return 1;
    }
    bool named = g_unichar_isdigit(before) && g_unichar_isalpha(after) && ctx->before->len > 0 &&
                 g_unichar_isupper(kx_char_at(
                     ctx, g_array_index(ctx->before, kx_token, ctx->before->len - 1).range.start));
    bool silent = ((left && right) || seed || named ||
                   (between && (lettered_follows(ctx) || is_beside_zero(ctx)))) &&
                  ctx->before->len > 0; /* D66/CDA */
    return silent || is_between_years(ctx) ? 1 : 0;
}

/* ---- the class ---- */

static size_t punctuation_match(const kx_context *ctx, kx_token *token)
{
    gunichar c = kx_char_at(ctx, ctx->at);
    if (is_stop(c))
        return stop_match(ctx, token);
    if (is_quote(c) || low_quote_at(ctx) > 0)
        return quote_match(ctx, token);
    if (c == ',' || c == ';' || c == ':')
        return comma_match(ctx, token);
    if (is_bracket(c))
        return bracket_match(ctx, token);
    if (is_dash(c))
        return dash_match(ctx, token);
    return c == '/' ? slash_match(ctx, token) : 0;
}

static bool punctuation_say(const kx_token *token, const kx_style *style, kx_spoken *out)
{
    (void)style;
    char mark = kx_token_get_mark(token);
    const char *reading = kx_token_get_text(token, KX_FIELD_READING);
    if (reading && strcmp(reading, FALLING) == 0)
        kx_say_falling_question(out);
    else if (reading)
        kx_say_dash(out);
    else if (mark != 0)
        kx_say_mark(out, (char)mark);
    return true;
}

const kx_class kx_class_punctuation = {
    .name = "punctuation",
    .what = N_("marks that are heard as a pause or a tune: . , ? quotes, brackets, dashes"),
    .starts = KX_AT_MARK | KX_AT_SIGN,
    .match = punctuation_match,
    .say = punctuation_say,
};
