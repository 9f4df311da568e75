/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Mathematics: the signs between the terms of a formula (10 - 3 = 7, 12 : 4, x ≥ 3), powers (x²,
 * 10^6), a number before a letter (2x) and f(x). Terms themselves are of other classes; signs
 * that are read alike everywhere (+ = √) are in the class symbol. */
#include "text/cue.h"
#include "text/number_match.h"
#include "text/table.h"

#include <string.h>

/* How far a formula is looked at to either side; the longest name in it (sin, log, km). */
enum { FORMULA_BYTES = 64, NAME_LETTERS = 3 };

/* ---- terms ---- */

static size_t skip_back(const kx_context *ctx, size_t at)
{
    enum { BLANKS_MAX = 3 };
    for (unsigned i = 0; i < BLANKS_MAX && kx_is_blank(kx_char_before(ctx, at)); i++)
        at -= kx_width(kx_char_before(ctx, at));
    return at;
}

/* Whether a letter stands alone, or a few of them, as names do in a formula. */
static bool is_name_end(const kx_context *ctx, size_t at, unsigned letters_max)
{
    for (unsigned i = 0; i <= letters_max; i++) {
        gunichar c = kx_char_before(ctx, at);
        if (!g_unichar_isalpha(c))
            return i > 0;
        at -= kx_width(c);
    }
    return false;
}

static bool is_name_start(const kx_context *ctx, size_t at, unsigned letters_max)
{
    for (unsigned i = 0; i <= letters_max; i++) {
        gunichar c = kx_char_at(ctx, at);
        if (!g_unichar_isalpha(c))
            return i > 0;
        at += kx_width(c);
    }
    return false;
}

static bool ends_term(const kx_context *ctx, size_t at, unsigned letters_max)
{
    gunichar c = kx_char_before(ctx, skip_back(ctx, at));
    if (c == 0)
        return false;
    return g_unichar_isdigit(c) || kx_is_superscript(c) || strchr(")]%!", (int)MIN(c, 127)) ||
           c == 0xB0 || g_unichar_type(c) == G_UNICODE_OTHER_NUMBER ||
           g_unichar_type(c) == G_UNICODE_CURRENCY_SYMBOL || c == 0x221E ||
           (g_unichar_isalpha(c) && is_name_end(ctx, skip_back(ctx, at), letters_max));
}

static bool starts_term(const kx_context *ctx, size_t at, unsigned letters_max)
{
    at += kx_blanks_at(ctx, at);
    gunichar c = kx_char_at(ctx, at);
    if (c == '-' || c == '+' || c == 0x2212 || c == 0x2013 || c == 0xB1) {
        at += kx_width(c);
        return kx_digits_at(ctx, at) > 0 || is_name_start(ctx, at, letters_max);
    }
    return c != 0 &&
           (g_unichar_isdigit(c) || c == '(' || c == '[' || c == 0x221A || c == 0x221E ||
            g_unichar_type(c) == G_UNICODE_OTHER_NUMBER ||
            g_unichar_type(c) == G_UNICODE_CURRENCY_SYMBOL || is_name_start(ctx, at, letters_max));
}

static bool is_equals(gunichar c)
{
    return c == '=' || c == 0x2248 || c == 0x2260;
}

/* Whether an equals sign with terms on both sides stands on one side of ctx->at, and no word or
 * other mark before it. */
static bool equals_there(const kx_context *ctx, bool ahead)
{
    unsigned letters = 0;
    size_t at = ctx->at;
    while (ahead ? at < ctx->at + FORMULA_BYTES : at + FORMULA_BYTES > ctx->at) {
        gunichar c = ahead ? kx_char_at(ctx, at) : kx_char_before(ctx, at);
        if (c == 0 || c == ';' || c == '?' || c == '\n')
            return false;
        if (is_equals(c)) {
            size_t left = ahead ? at : at - kx_width(c), right = ahead ? at + kx_width(c) : at;
            return ends_term(ctx, left, NAME_LETTERS) && starts_term(ctx, right, NAME_LETTERS);
        }
        letters = g_unichar_isalpha(c) ? letters + 1 : 0;
        if (letters > NAME_LETTERS)
            return false;
        at = ahead ? at + kx_width(c) : at - kx_width(c);
    }
    return false;
}

static bool in_formula(const kx_context *ctx)
{
    return equals_there(ctx, true) || equals_there(ctx, false);
}

static bool is_digit_term(const kx_context *ctx, size_t before, size_t after)
{
    size_t at = after + kx_blanks_at(ctx, after);
    return g_unichar_isdigit(kx_char_before(ctx, skip_back(ctx, before))) &&
           g_unichar_isdigit(kx_char_at(ctx, at));
}

/* "10^-19", "10⁶": a power behind a sign. */
static bool power_follows(const kx_context *ctx, size_t at)
{
    at += kx_blanks_at(ctx, at);
    at += kx_digits_at(ctx, at);
    const gunichar c = kx_char_at(ctx, at);
    return c == '^' || kx_is_superscript(c);
}

/* ---- signs between terms ---- */

/* Signs that mean something else outside a formula, and are looked at more closely. */
static bool is_ambiguous(gunichar c)
{
    return kx_is_pair_link(c) || (c < 128 && strchr(":xX*/~", (int)c)) || c == 0xB7;
}

/* "Een foto van 10 x 15" is a size and no product. */
static bool is_size(const kx_context *ctx)
{
    static const char *const openers[] = {"van",  "formaat", "maat",  "afmeting", "afmetingen",
                                          "foto", "foto's",  "kamer", "veld",     NULL};
    return kx_previous_is(ctx, 1, openers);
}

/* (n-1), (2k + 1): a name of one letter and a number, alone in brackets. */
static bool in_brackets(const kx_context *ctx, size_t n)
{
    size_t left = skip_back(ctx, ctx->at), right = ctx->at + n;
    right += kx_blanks_at(ctx, right);
    gunichar name = kx_char_before(ctx, left);
    size_t digits = kx_digits_at(ctx, right), start = left - kx_width(name);
    while (start > ctx->start && g_ascii_isdigit(ctx->text[start - 1]))
        start--;
    return name < 128 && g_ascii_islower((char)name) && digits > 0 &&
           kx_char_before(ctx, start) == '(' && kx_char_at(ctx, right + digits) == ')';
}

/* "$65 mrd ±2%", "50 Hz ± 0,2": what stands before it may be so much more or less. */
static bool is_margin(const kx_context *ctx, size_t n)
{
    static const char *const shares[] = {"procent", NULL};
    kx_written_number number;
    const size_t at = ctx->at + n + kx_blanks_at(ctx, ctx->at + n);
    if (kx_char_at(ctx, ctx->at) != 0xB1 || ctx->before->len == 0 ||
        !kx_number_at(ctx, at, KX_POINT_DECIMAL, &number))
        return false;
    const kx_token *last = &g_array_index(ctx->before, kx_token, ctx->before->len - 1);
    const bool share = kx_char_at(ctx, number.end + kx_blanks_at(ctx, number.end)) == '%' ||
                       kx_follows(ctx, number.end, shares);
    const bool bare = kx_token_has(last, KX_FIELD_UNIT) && !kx_unit_follows(ctx, number.end) &&
                      !kx_noun_follows(ctx, number.end);
    return (share || bare) && kx_token_has(last, KX_FIELD_INTEGER);
}

/* Whether the sign of n bytes at ctx->at means what it means in mathematics. */
static bool is_operator(const kx_context *ctx, gunichar c, size_t n)
{
    size_t end = ctx->at + n;
    if (is_margin(ctx, n))
        return true;
    bool bare = !is_ambiguous(c); /* x ≥ 3, but not "en ≥ 3" */
    unsigned letters_max = bare ? 1 : NAME_LETTERS;
    if (!ends_term(ctx, ctx->at, letters_max) || !starts_term(ctx, end, letters_max))
        return false;
    bool before = kx_is_blank(kx_char_before(ctx, ctx->at)), after = kx_blanks_at(ctx, end) > 0;
    bool spaced = before && after, tight = !before && !after;
    if (kx_is_pair_link(c) && tight && kx_char_before(ctx, ctx->at) == '%') /* 95%-BI = 1,2-1,4 */
        return false;
    if (kx_is_pair_link(c))
        return (c == 0x2212 && spaced && is_digit_term(ctx, ctx->at, end)) ||
               ((spaced || tight) && (in_formula(ctx) || in_brackets(ctx, n)));
    if (c == ':')
        return spaced && in_formula(ctx);
    if (c == 'x' || c == 'X')
        return spaced && is_digit_term(ctx, ctx->at, end);
    if (c == '*')
        return (spaced || tight) && (is_digit_term(ctx, ctx->at, end) || in_formula(ctx));
    if (c == 0xB7) /* but "12 mei 2024 · 3 min. lezen" */
        return ((tight || (spaced && power_follows(ctx, end))) &&
                is_digit_term(ctx, ctx->at, end)) ||
               ((spaced || tight) && in_formula(ctx));
    if (c == '~')
        return tight && is_digit_term(ctx, ctx->at, end);
    if (c == '/')
        return (spaced || tight) && in_formula(ctx);
    return true;
}

/* 10-3=7: the hyphen with its number, which would be the second part of a pair. */
static size_t tight_minus_match(const kx_context *ctx, kx_token *token, size_t n)
{
    kx_written_number number;
    if (!kx_number_at(ctx, ctx->at + n, KX_POINT_GROUPS, &number))
        return n;
    kx_token_set_text(token, KX_FIELD_INTEGER, number.integer, -1);
    if (number.fraction[0])
        kx_token_set_text(token, KX_FIELD_FRACTION, number.fraction, -1);
    return number.end - ctx->at;
}

static size_t operator_match(const kx_context *ctx, kx_token *token, gunichar c)
{
    size_t n = kx_width(c);
    const char *sign = kx_is_pair_link(c) ? "-" : ctx->text + ctx->at;
    if ((c == '<' || c == '>') && kx_char_at(ctx, ctx->at + 1) == '=')
        n = strlen(">=");
    const kx_cell *row = kx_table_find(&kx_table_signs, sign, kx_is_pair_link(c) ? 1 : n);
    if (!row || !*kx_text(row, 2) || !is_operator(ctx, c, n))
        return 0;
    kx_token_set_text(token, KX_FIELD_SPOKEN, kx_text(row, 2), -1);
    return kx_is_pair_link(c) ? tight_minus_match(ctx, token, n) : n;
}

/* The letter x, which is no row of the table. */
static size_t times_match(const kx_context *ctx, kx_token *token)
{
    if (!is_operator(ctx, 'x', 1))
        return 0;
    bool size = is_size(ctx) && !in_formula(ctx);
    kx_token_set_text(token, KX_FIELD_SPOKEN, size ? "bij" : "keer", -1);
    return 1;
}

/* Whether the bracket before `end` closes a term: (n-1), (2k + 1). */
static bool is_bracketed_term(const kx_context *ctx, size_t end)
{
    enum { TERM_BYTES = 16 };
    bool sign = false, name = false, number = false;
    unsigned letters = 0;
    if (kx_char_before(ctx, end) != ')')
        return false;
    for (size_t at = end - 1; at > ctx->start && end - at < TERM_BYTES;) {
        gunichar c = kx_char_before(ctx, at);
        if (c == '(')
            return sign && name && number;
        number |= g_unichar_isdigit(c);
        name |= g_unichar_isalpha(c);
        sign |= c == '+' || kx_is_pair_link(c);
        letters = g_unichar_isalpha(c) ? letters + 1 : 0;
        if (letters > 1)
            return false;
        at -= kx_width(c);
    }
    return false;
}

/* 5! = 120, (n-1)! */
static size_t factorial_match(const kx_context *ctx, kx_token *token)
{
    gunichar before = kx_char_before(ctx, ctx->at);
    bool term = g_unichar_isdigit(before) || is_name_end(ctx, ctx->at, 1);
    if (!(term && in_formula(ctx)) && !is_bracketed_term(ctx, ctx->at))
        return 0;
    kx_token_set_text(token, KX_FIELD_SPOKEN, "faculteit", -1);
    return 1;
}

/* ---- powers ---- */

/* ASCII for a raised digit, sign or n; 0 for any other character. */
static char lowered(gunichar c)
{
    static const struct {
        gunichar raised;
        char plain;
    } pairs[] = {{0xB9, '1'},   {0xB2, '2'},   {0xB3, '3'},  {0x207A, '+'},
                 {0x207B, '-'}, {0x207F, 'n'}, {0x2071, 'i'}};
    for (unsigned i = 0; i < G_N_ELEMENTS(pairs); i++) {
        if (pairs[i].raised == c)
            return pairs[i].plain;
    }
    return c == 0x2070 || (c >= 0x2074 && c <= 0x2079) ? (char)('0' + (c - 0x2070)) : 0;
}

/* "2", "-3", "n": what stands raised at `at`, appended to `power`; its length. */
static size_t raised_at(const kx_context *ctx, size_t at, GString *power)
{
    enum { POWER_MAX = 8 };
    size_t n = 0;
    for (gunichar c = kx_char_at(ctx, at); kx_is_superscript(c); c = kx_char_at(ctx, at + n)) {
        if (lowered(c) == 0 || power->len == POWER_MAX)
            return 0;
        g_string_append_c(power, lowered(c));
        n += kx_width(c);
    }
    return n;
}

/* ^6, ^-3, ^n. */
static size_t caret_at(const kx_context *ctx, size_t at, GString *power)
{
    enum { DIGITS_MAX = 4 };
    size_t n = 1;
    gunichar c = kx_char_at(ctx, at + n);
    if (c == '-' || c == 0x2212) {
        g_string_append_c(power, '-');
        n += kx_width(c);
    }
    size_t digits = kx_digits_at(ctx, at + n);
    bool letter = digits == 0 && kx_ascii_lower_at(ctx, at + n);
    size_t length = letter ? 1 : digits;
    if (length == 0 || length > DIGITS_MAX || !kx_ends_at(ctx, at + n + length))
        return 0;
    g_string_append_len(power, ctx->text + at + n, (gssize)length);
    return n + length;
}

/* Whether what stands before a raised number can be raised: a number (no year), a name of one
 * letter, a bracket. Behind words it is the mark of a footnote. */
static bool is_base(const kx_context *ctx)
{
    enum { YEAR_DIGITS = 4 };
    gunichar c = kx_char_before(ctx, ctx->at);
    if (g_unichar_isdigit(c)) {
        size_t digits = 0;
        while (digits < YEAR_DIGITS && ctx->at > ctx->start + digits &&
               g_ascii_isdigit(ctx->text[ctx->at - digits - 1]))
            digits++;
        return digits < YEAR_DIGITS;
    }
    if (c == ')')
        return in_formula(ctx);
    if (!g_unichar_isalpha(c))
        return false;
    if (kx_char_at(ctx, ctx->at) == 0x207B) /* mol⁻¹: no footnote */
        return true;
    size_t before = ctx->at - kx_width(c);
    return !g_unichar_isalpha(kx_char_before(ctx, before)) ||
           (is_name_end(ctx, ctx->at, NAME_LETTERS) && in_formula(ctx));
}

static size_t power_match(const kx_context *ctx, kx_token *token, gunichar c)
{
    g_autoptr(GString) power = g_string_new(NULL);
    size_t n = c == '^' ? caret_at(ctx, ctx->at, power) : raised_at(ctx, ctx->at, power);
    gunichar next = kx_char_at(ctx, ctx->at + n);
    if (n > 0 && g_unichar_isupper(next) && !g_unichar_isalnum(kx_char_before(ctx, ctx->at))) {
        kx_token_set_text(token, KX_FIELD_INTEGER, power->str, -1); /* ²³⁵U */
        return n;
    }
    if (n == 0 || !kx_ends_at(ctx, ctx->at + n) ||
        !(c == '^' ? ends_term(ctx, ctx->at, 1) : is_base(ctx)))
        return 0;
    kx_token_set_text(token, KX_FIELD_TO, power->str, -1);
    return n;
}

/* ---- 2x, mc², f(x) ---- */

/* Letters that stand for numbers: those of `letters`, and π. */
static size_t variables_at(const kx_context *ctx, size_t at, const char *letters)
{
    size_t n = 0;
    for (gunichar c = kx_char_at(ctx, at); c != 0; c = kx_char_at(ctx, at + n)) {
        if (!(c < 128 && strchr(letters, (int)c)) && c != 0x3C0)
            break;
        n += kx_width(c);
    }
    return n > 0 && n <= NAME_LETTERS && kx_ends_at(ctx, at + n) ? n : 0;
}

static size_t coefficient_match(const kx_context *ctx, kx_token *token)
{
    kx_written_number number;
    size_t digits = kx_digits_at(ctx, ctx->at);
    gunichar c = kx_char_at(ctx, ctx->at + digits);
    if (!g_unichar_isalpha(c) && c != ',')
        return 0;
    if (!kx_number_at(ctx, ctx->at, KX_POINT_GROUPS, &number) || number.grouped)
        return 0;
    size_t n = variables_at(ctx, number.end, "abcnpqrtxyz"); /* no units: m, l, g, s */
    bool pi = n > 0 && kx_char_at(ctx, number.end) == 0x3C0;
    if (n == 0 || !(pi || in_formula(ctx)))
        return 0;
    kx_token_set_text(token, KX_FIELD_INTEGER, number.integer, -1);
    if (number.fraction[0])
        kx_token_set_text(token, KX_FIELD_FRACTION, number.fraction, -1);
    kx_token_set_text(token, KX_FIELD_TEXT, ctx->text + number.end, (gssize)n);
    return number.end + n - ctx->at;
}

/* mc², ab²: letters with a power, in a formula. */
static size_t product_match(const kx_context *ctx, kx_token *token)
{
    size_t n = variables_at(ctx, ctx->at, "abcdefghijklmnpqrstuvwxyz");
    bool metres = n > 0 && ctx->text[ctx->at + n - 1] == 'm'; /* km² */
    if (n < 2 || metres || !kx_is_superscript(kx_char_at(ctx, ctx->at + n)) || !in_formula(ctx))
        return 0;
    kx_token_set_text(token, KX_FIELD_TEXT, ctx->text + ctx->at, (gssize)n);
    return n;
}

/* (n-1): the name and the hyphen, which would be a code. */
static size_t tight_difference_match(const kx_context *ctx, kx_token *token)
{
    kx_context dash = *ctx;
    dash.at++;
    if (!kx_ascii_lower_at(ctx, ctx->at) || kx_char_before(ctx, ctx->at) != '(' ||
        kx_char_at(ctx, dash.at) != '-' || !in_brackets(&dash, 1))
        return 0;
    size_t digits = kx_digits_at(ctx, dash.at + 1);
    kx_token_set_text(token, KX_FIELD_FROM, ctx->text + ctx->at, 1);
    kx_token_set_text(token, KX_FIELD_SPOKEN, "min", -1);
    kx_token_set_text(token, KX_FIELD_INTEGER, ctx->text + dash.at + 1, (gssize)digits);
    return 2 + digits;
}

/* f(x), sin(x): a function of one letter. */
static size_t function_match(const kx_context *ctx, kx_token *token)
{
    static const struct {
        const char *written, *spoken;
    } functions[] = {{"f(", "F van"},     {"g(", "G van"},           {"h(", "H van"},
                     {"P(", "P van"},     {"sin(", "sinus"},         {"cos(", "cosinus"},
                     {"tan(", "tangens"}, {"log(", "logaritme van"}, {"ln(", "L N van"}};
    for (unsigned i = 0; i < G_N_ELEMENTS(functions); i++) {
        size_t n = strlen(functions[i].written);
        if (ctx->end - ctx->at < n + 2 ||
            memcmp(ctx->text + ctx->at, functions[i].written, n) != 0 ||
            !g_ascii_isalpha(ctx->text[ctx->at + n]) || ctx->text[ctx->at + n + 1] != ')' ||
            !kx_ends_at(ctx, ctx->at + n + 2))
            continue;
        kx_token_set_text(token, KX_FIELD_SPOKEN, functions[i].spoken, -1);
        kx_token_set_text(token, KX_FIELD_TEXT, ctx->text + ctx->at + n, 1);
        return n + 2;
    }
    return 0;
}

/* ---- the class ---- */

static size_t maths_match(const kx_context *ctx, kx_token *token)
{
    gunichar c = kx_char_at(ctx, ctx->at);
    if (c < 128 && g_ascii_isdigit((char)c))
        return coefficient_match(ctx, token);
    if (c == '!')
        return factorial_match(ctx, token);
    if (c == '^' || kx_is_superscript(c))
        return power_match(ctx, token, c);
    if (g_unichar_isalpha(c)) {
        size_t n = tight_difference_match(ctx, token);
        if (n == 0 && c == 'x' && kx_ends_at(ctx, ctx->at + 1))
            return times_match(ctx, token);
        if (n == 0 && c < 128 && strchr("fghPsctl", (int)c))
            n = function_match(ctx, token);
        return n > 0 ? n : product_match(ctx, token);
    }
    return operator_match(ctx, token, c);
}

static void say_power(kx_spoken *out, const char *power)
{
    if (strcmp(power, "2") == 0) {
        kx_say(out, KX_SEAM_SPACE, "kwadraat");
        return;
    }
    if (strcmp(power, "3") == 0) {
        kx_say(out, KX_SEAM_SPACE, "tot de derde");
        return;
    }
    kx_say(out, KX_SEAM_SPACE, "tot de macht");
    if (*power == '-' || *power == '+')
        kx_say(out, KX_SEAM_SPACE, *power++ == '-' ? "min" : "plus");
    size_t n = strspn(power, "0123456789");
    g_autofree char *digits = g_strndup(power, n);
    if (n > 0)
        kx_say_number(out, KX_SEAM_SPACE, digits, KX_NUMBER_CARDINAL);
    kx_say_letters(out, KX_SEAM_SPACE, power + n, false);
}

/* Letters by their names; π is the one that has none. */
static void say_variables(kx_spoken *out, const char *text)
{
    for (const char *at = text; *at; at = g_utf8_next_char(at)) {
        size_t n = (size_t)(g_utf8_next_char(at) - at);
        const kx_cell *row = kx_table_find(&kx_table_signs, at, n);
        g_autofree char *letter = g_strndup(at, n);
        if (row)
            kx_say(out, KX_SEAM_SPACE, kx_text(row, 1));
        else
            kx_say_letters(out, at == text ? KX_SEAM_SPACE : KX_SEAM_LETTER, letter, false);
    }
}

static bool maths_say(const kx_token *token, const kx_style *style, kx_spoken *out)
{
    (void)style;
    const char *from = kx_token_get_text(token, KX_FIELD_FROM);
    const char *spoken = kx_token_get_text(token, KX_FIELD_SPOKEN);
    const char *power = kx_token_get_text(token, KX_FIELD_TO);
    const char *text = kx_token_get_text(token, KX_FIELD_TEXT);
    if (from)
        say_variables(out, from);
    if (spoken)
        kx_say(out, KX_SEAM_SPACE, spoken);
    if (kx_token_has(token, KX_FIELD_INTEGER))
        kx_say_written(token, out);
    if (power)
        say_power(out, power);
    if (text)
        say_variables(out, text);
    return true;
}

const kx_class kx_class_maths = {
    .name = "maths",
    .what = N_("signs between the terms of a formula, powers, variables"),
    .starts = KX_AT_LETTER | KX_AT_DIGIT | KX_AT_SIGN,
    .match = maths_match,
    .say = maths_say,
};
