/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Numbered series of security and of standards: CVE-2024-3094, MS17-010, KB 5034441, GHSA-…,
 * T1059.001, CVSS:3.1/AV:N/…, TLP:RED, ISO/IEC 27001:2022. */
#include "text/codes.h"
#include "text/cue.h"
#include "text/number_match.h"
#include "text/table.h"

#include <string.h>

/* Length of the ASCII text `name` at `at`, in any case; 0 if it is not there. */
static size_t name_at(const kx_context *ctx, size_t at, const char *name)
{
    size_t n = strlen(name);
    return ctx->end - at >= n && g_ascii_strncasecmp(ctx->text + at, name, n) == 0 ? n : 0;
}

static void add_letters(const kx_context *ctx, GString *code, size_t at, size_t length)
{
    const kx_cell *row = kx_lexicon_find_written(kx_context_lexicon(ctx), KX_LEXICON_READING,
                                                 ctx->text + at, length);
    bool word = row && kx_lexicon_row_is_word(row);
    kx_code_add(code, word ? KX_CODE_WORD : KX_CODE_LETTERS, ctx->text + at, length);
}

extern const kx_class kx_class_security;

/* ---- CVE-2024-3094 ---- */

/* Name, year and number: the number digit by digit. */
static size_t yearly_match(const kx_context *ctx, kx_token *token)
{
    static const char *const series[] = {"CVE",  "NCSC", "EUVD", "CNNVD", "CNVD", "RHSA",  "GCVE",
                                         "CERT", "VDE",  "ICSA", "BSI",   "BDU",  "JVNDB", NULL};
    size_t letters = 0;
    for (unsigned i = 0; series[i] && letters == 0; i++)
        letters = name_at(ctx, ctx->at, series[i]);
    size_t at = ctx->at + letters;
    size_t link = kx_code_hyphen_at(ctx, at);
    if (letters > 0 && link == 0)
        link = kx_code_blank_at(ctx, at);
    if (letters == 0 || link == 0 || kx_digits_at(ctx, at + link) != 4)
        return 0;
    size_t year = at + link, end = year + 4;
    size_t second = kx_code_hyphen_at(ctx, end);
    if (second == 0 && kx_char_at(ctx, end) == ':')
        second = 1;
    size_t digits = second > 0 ? kx_digits_at(ctx, end + second) : 0;
    if (digits < 2)
        return 0;
    g_autoptr(GString) code = g_string_new(NULL);
    add_letters(ctx, code, ctx->at, letters);
    kx_code_add(code, KX_CODE_YEAR, ctx->text + year, 4);
    kx_code_break(code);
    kx_code_add(code, KX_CODE_DIGITS, ctx->text + end + second, digits);
    end += second + digits;
    while (kx_char_at(ctx, end) == '/' && kx_digits_at(ctx, end + 1) == digits) {
        kx_code_break(code);
        kx_code_add(code, KX_CODE_DIGITS, ctx->text + end + 1, digits);
        end += 1 + digits;
    }
    return kx_code_finish(ctx, token, code, end);
}

/* CVE-2025-53770 en -53771: another number of the same year. */
static size_t further_match(const kx_context *ctx, kx_token *token)
{
    enum { DIGITS_MIN = 4 };
    static const char *const links[] = {"en", "of", ",", NULL};
    const size_t hyphen = kx_is_hyphen(kx_char_at(ctx, ctx->at)) ? 1 : 0;
    const size_t n = kx_digits_at(ctx, ctx->at + hyphen);
    if (hyphen == 0 || n < DIGITS_MIN || ctx->before->len < 2 || !kx_previous_is(ctx, 0, links) ||
        g_array_index(ctx->before, kx_token, ctx->before->len - 2).class != &kx_class_security)
        return 0;
    g_autoptr(GString) code = g_string_new(NULL);
    kx_code_add(code, KX_CODE_DIGITS, ctx->text + ctx->at + hyphen, n);
    return kx_code_finish(ctx, token, code, ctx->at + hyphen + n);
}

/* ---- codes of letters and digits ---- */

/* The length of a pattern at `at`: A a capital, 9 a digit, x a letter or digit, the rest itself;
 * 0 if it does not fit. */
static size_t pattern_at(const kx_context *ctx, size_t at, const char *pattern)
{
    size_t start = at;
    for (; *pattern; pattern++) {
        unsigned char c = at < ctx->end ? (unsigned char)ctx->text[at] : 0;
        size_t hyphen = *pattern == '-' ? kx_code_hyphen_at(ctx, at) : 0;
        bool fits = *pattern == '9'   ? g_ascii_isdigit(c)
                    : *pattern == 'x' ? g_ascii_isalnum(c)
                    : *pattern == '-' ? hyphen > 0
                                      : c == (unsigned char)*pattern;
        if (!fits)
            return 0;
        at += hyphen > 0 ? hyphen : 1;
    }
    return at - start;
}

/* MS17-010, T1059.001, GHSA-…: sign by sign. */
static size_t pattern_match(const kx_context *ctx, kx_token *token)
{
    static const char *const patterns[] = {"MS99-999", "T9999.999", "GHSA-xxxx-xxxx-xxxx",
                                           "ADV999999", NULL};
    size_t n = 0;
    for (unsigned i = 0; patterns[i] && n == 0; i++)
        n = pattern_at(ctx, ctx->at, patterns[i]);
    if (n == 0)
        return 0;
    g_autoptr(GString) code = g_string_new(NULL);
    const char *point = memchr(ctx->text + ctx->at, '.', n);
    if (point) {
        size_t head = (size_t)(point - ctx->text) - ctx->at;
        kx_code_spell(code, ctx->text + ctx->at, head);
        kx_code_add(code, KX_CODE_WORD, "punt", strlen("punt"));
        kx_code_spell(code, point + 1, n - head - 1);
    } else {
        kx_code_spell(code, ctx->text + ctx->at, n);
    }
    return kx_code_finish(ctx, token, code, ctx->at + n);
}

/* KB 5034441, techniek T1059: digits by what stands before them. */
static size_t labelled_match(const kx_context *ctx, kx_token *token)
{
    static const char *const articles[] = {"kb", "kb-artikel", "kb-update", NULL};
    static const char *const matrix[] = {
        "mitre", "att&ck", "mitre att&ck", "techniek", "techniques", "technique", NULL};
    enum { ARTICLE_MIN = 6 };
    size_t n = kx_digits_at(ctx, ctx->at);
    bool article = n >= ARTICLE_MIN && kx_code_after(ctx, articles);
    if (!article) {
        n = pattern_at(ctx, ctx->at, "T9999");
        if (n == 0 || !kx_code_after(ctx, matrix))
            return 0;
    }
    g_autoptr(GString) code = g_string_new(NULL);
    kx_code_spell(code, ctx->text + ctx->at, n);
    return kx_code_finish(ctx, token, code, ctx->at + n);
}

/* ---- CVSS:3.1/AV:N/AC:L ---- */

static size_t vector_match(const kx_context *ctx, kx_token *token)
{
    enum { METRICS_MAX = 40, METRIC_MAX = 3 };
    size_t n = name_at(ctx, ctx->at, "CVSS:"), at = ctx->at + n;
    size_t major = kx_digits_at(ctx, at), minor = kx_digits_at(ctx, at + major + 1);
    if (n == 0 || major == 0 || kx_char_at(ctx, at + major) != '.' || minor == 0)
        return 0;
    g_autoptr(GString) code = g_string_new(NULL);
    kx_code_add(code, KX_CODE_LETTERS, "CVSS", 4);
    kx_code_add(code, KX_CODE_NUMBER, ctx->text + at, major);
    kx_code_add(code, KX_CODE_WORD, "punt", strlen("punt"));
    kx_code_add(code, KX_CODE_NUMBER, ctx->text + at + major + 1, minor);
    at += major + 1 + minor;
    for (unsigned i = 0; i < METRICS_MAX && kx_char_at(ctx, at) == '/'; i++) {
        size_t name = kx_code_alnum_at(ctx, at + 1, METRIC_MAX);
        size_t value = kx_code_alnum_at(ctx, at + 1 + name + 1, METRIC_MAX);
        if (name == 0 || value == 0 || kx_char_at(ctx, at + 1 + name) != ':')
            break;
        kx_code_break(code);
        kx_code_add(code, KX_CODE_LETTERS, ctx->text + at + 1, name);
        kx_code_add(code, KX_CODE_LETTERS, ctx->text + at + 1 + name + 1, value);
        at += 1 + name + 1 + value;
    }
    return kx_code_finish(ctx, token, code, at);
}

/* TLP:RED, TLP:AMBER+STRICT */
static size_t light_match(const kx_context *ctx, kx_token *token)
{
    static const char *const colours[] = {"RED", "AMBER", "GREEN", "CLEAR", "WHITE", NULL};
    size_t n = name_at(ctx, ctx->at, "TLP:"), at = ctx->at + n;
    n += n > 0 ? kx_blanks_at(ctx, at) : 0;
    for (unsigned i = 0; n > 0 && colours[i]; i++) {
        at = ctx->at + n;
        size_t colour = name_at(ctx, at, colours[i]);
        if (colour == 0)
            continue;
        size_t strict = name_at(ctx, at + colour, "+STRICT");
        g_autofree char *lower = g_ascii_strdown(ctx->text + at, (gssize)colour);
        g_autoptr(GString) code = g_string_new(NULL);
        kx_code_add(code, KX_CODE_LETTERS, "TLP", 3);
        kx_code_add(code, KX_CODE_WORD, lower, colour);
        if (strict > 0)
            kx_code_add(code, KX_CODE_WORD, "plus strict", strlen("plus strict"));
        return kx_code_finish(ctx, token, code, at + colour + strict);
    }
    return 0;
}

/* ---- ISO/IEC 27001:2022 ---- */

/* The number of a standard, with its part and its year. */
static size_t standard_match(const kx_context *ctx, kx_token *token)
{
    static const char *const bodies[] = {
        "iso",     "iec",    "iso/iec",    "nen",    "nen-iso", "en",       "nen-en",   "din",
        "iso-iec", "en-iso", "nen-en-iso", "din-en", "nen-iec", "iso-norm", "nen-norm", NULL};
    enum { NUMBER_MIN = 3, NUMBER_MAX = 5, PART_MAX = 3, YEAR_DIGITS = 4 };
    size_t n = kx_digits_at(ctx, ctx->at), end = ctx->at + n;
    if (n < NUMBER_MIN || n > NUMBER_MAX || !kx_previous_is(ctx, 0, bodies))
        return 0;
    const kx_token *body = &g_array_index(ctx->before, kx_token, ctx->before->len - 1);
    if (!kx_code_is_capitals(ctx, body->range.start, 2)) /* EN is a body, "en" is not */
        return 0;
    g_autoptr(GString) code = g_string_new(NULL);
    kx_code_add(code, KX_CODE_NUMBER, ctx->text + ctx->at, n);
    size_t hyphen = kx_code_hyphen_at(ctx, end);
    size_t part = hyphen > 0 ? kx_digits_at(ctx, end + hyphen) : 0;
    if (part >= 1 && part <= PART_MAX) {
        kx_code_add(code, KX_CODE_WORD, "deel", strlen("deel"));
        kx_code_add(code, KX_CODE_NUMBER, ctx->text + end + hyphen, part);
        end += hyphen + part;
    }
    bool year = kx_char_at(ctx, end) == ':' && kx_digits_at(ctx, end + 1) == YEAR_DIGITS;
    if (year) {
        kx_code_break(code);
        kx_code_add(code, KX_CODE_YEAR, ctx->text + end + 1, YEAR_DIGITS);
        end += 1 + YEAR_DIGITS;
    }
    return year || part > 0 || kx_compound_at(ctx, end) > 0 ? kx_code_finish(ctx, token, code, end)
                                                            : 0;
}

/* EN 50131: the letters of a European standard. EN 2000 is "en" with some weight. */
static size_t european_match(const kx_context *ctx, kx_token *token)
{
    enum { EN = 2, NUMBER_MIN = 4, NUMBER_MAX = 5 };
    const size_t end = ctx->at + EN, blanks = kx_blanks_at(ctx, end), at = end + blanks;
    const size_t n = kx_digits_at(ctx, at);
    if (ctx->all_capitals || blanks == 0 || !kx_word_is(ctx, ctx->at, "en") ||
        !kx_code_is_capitals(ctx, ctx->at, EN) || n < NUMBER_MIN || n > NUMBER_MAX)
        return 0;
    const bool year = n == NUMBER_MIN && (g_str_has_prefix(ctx->text + at, "19") ||
                                          g_str_has_prefix(ctx->text + at, "20"));
    const size_t hyphen = kx_code_hyphen_at(ctx, at + n);
    const bool part = hyphen > 0 && kx_digits_at(ctx, at + n + hyphen) > 0;
    if (!part && (year || !kx_number_ends_at(ctx, at + n) || kx_noun_follows(ctx, at + n)))
        return 0;
    g_autoptr(GString) code = g_string_new(NULL);
    kx_code_add(code, KX_CODE_LETTERS, ctx->text + ctx->at, EN);
    return kx_code_finish(ctx, token, code, end);
}

static size_t security_match(const kx_context *ctx, kx_token *token)
{
    if (g_unichar_isalnum(kx_char_before(ctx, ctx->at)))
        return 0;
    unsigned char c = (unsigned char)ctx->text[ctx->at];
    size_t n = 0;
    if (g_ascii_isdigit(c)) {
        n = standard_match(ctx, token);
    } else {
        static size_t (*const matches[])(const kx_context *, kx_token *) = {
            yearly_match, further_match, pattern_match, vector_match, light_match, european_match};
        for (unsigned i = 0; i < G_N_ELEMENTS(matches) && n == 0; i++)
            n = matches[i](ctx, token);
    }
    return n > 0 ? n : labelled_match(ctx, token);
}

const kx_class kx_class_security = {
    .name = "security",
    .what = N_("numbered series of security and standards: CVE, KB, CVSS, ISO"),
    .starts = KX_AT_LETTER | KX_AT_DIGIT | KX_AT_SIGN,
    .match = security_match,
    .say = kx_code_say,
};
