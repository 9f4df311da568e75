/* SPDX-License-Identifier: GPL-3.0-or-later */
/* References of law: articles by book and number (3:305a BW), official journals and series with
 * their year (Stb. 2018/144, Richtlijn 95/46/EG), ECLI and LJN, numbers of cases (C-131/12,
 * 09/837001-19), jo. and 1°. All but the last two are groups of letters and digits with signs
 * between them; READING tells what the signs are worth. */
#include "text/number_match.h"

#include <stdlib.h>
#include <string.h>

extern const kx_class kx_class_legal;

/* The longest reference; how many tokens of a reference are looked back over. */
enum { REFERENCE_MAX = 48, TOKENS_BACK = 8 };

#define ARTICLE "article" /* a colon is silent, a point said, a hyphen means "tot en met" */
#define SERIES  "series"  /* a group of four digits may be a year; a comma between numbers */
#define CASE    "case"    /* the same, but no group is a year */
#define ITEM    "item"    /* 1°: ten eerste; but onder 1°: onder één */
#define LINK    "link"    /* juncto */

static const char *const articles[] = {"art.", "artikel", "artikelen", "artt.", "art", NULL};

static size_t dash_at(const kx_context *ctx, size_t at)
{
    gunichar c = kx_char_at(ctx, at);
    return kx_is_pair_link(c) ? kx_width(c) : 0;
}

static bool any_before(const kx_context *ctx, unsigned tokens, const char *const *words)
{
    for (unsigned back = 0; back < tokens; back++) {
        if (kx_previous_is(ctx, back, words))
            return true;
    }
    return false;
}

/* Whether an article, a paragraph or a member of one stands before ctx->at, with nothing but
 * numbers, letters and commas between. */
static bool in_reference(const kx_context *ctx)
{
    static const char *const heads[] = {"art.", "artikel", "artikelen", "artt.", "art", "§",
                                        "lid",  "leden",   "sub",       "onder", "Awb", "BW",
                                        "Wft",  "boek",    "onderdeel", NULL};
    static const char *const links[] = {"en", "of", "jo", "jo.", "t/m", "tot", "met", NULL};
    for (unsigned back = 0; back < MIN(ctx->before->len, TOKENS_BACK); back++) {
        const kx_token *token = &g_array_index(ctx->before, kx_token, ctx->before->len - 1 - back);
        if (token->class == &kx_class_legal || kx_previous_is(ctx, back, heads))
            return true;
        bool small = token->range.end - token->range.start == 1;
        if (!small && !g_ascii_isdigit(ctx->text[token->range.start]) &&
            !kx_previous_is(ctx, back, links))
            return false;
    }
    return false;
}

static size_t set(const kx_context *ctx, kx_token *token, size_t length, const char *reading)
{
    kx_token_set_text(token, KX_FIELD_TEXT, ctx->text + ctx->at, (gssize)length);
    kx_token_set_text(token, KX_FIELD_READING, reading, -1);
    return length;
}

/* ---- 3:305a ---- */

/* Length of a book, a colon, an article and its letter or bis, ter, quater. */
static size_t book_article_at(const kx_context *ctx, size_t at)
{
    enum { BOOK_DIGITS = 2, ARTICLE_DIGITS = 4, SUFFIX_LETTERS = 6 };
    size_t n = kx_digits_at(ctx, at);
    size_t article = n > 0 && kx_char_at(ctx, at + n) == ':' ? kx_digits_at(ctx, at + n + 1) : 0;
    if (n > BOOK_DIGITS || article == 0 || article > ARTICLE_DIGITS)
        return 0;
    n += 1 + article;
    for (unsigned i = 0; i < SUFFIX_LETTERS && kx_ascii_lower_at(ctx, at + n); i++)
        n++;
    return kx_ends_at(ctx, at + n) ? n : 0;
}

static size_t article_match(const kx_context *ctx, kx_token *token)
{
    static const char *const codes[] = {"BW", "Awb", "NBW", "Wft", "B.W.", NULL};
    size_t n = book_article_at(ctx, ctx->at);
    if (n == 0 || kx_char_at(ctx, ctx->at + n) == ':' ||
        !(kx_follows(ctx, ctx->at + n, codes) || in_reference(ctx)))
        return 0;
    size_t dash = dash_at(ctx, ctx->at + n);
    size_t second = dash > 0 ? book_article_at(ctx, ctx->at + n + dash) : 0;
    return set(ctx, token, second > 0 ? n + dash + second : n, ARTICLE);
}

/* Whether an article stands before ctx->at, with nothing but other numbers of articles between. */
static bool among_articles(const kx_context *ctx)
{
    static const char *const links[] = {"en", "of", "t/m", "tot", "met", ",", NULL};
    for (unsigned back = 0; back < MIN(ctx->before->len, TOKENS_BACK); back++) {
        const kx_token *token = &g_array_index(ctx->before, kx_token, ctx->before->len - 1 - back);
        if (kx_previous_is(ctx, back, articles))
            return true;
        if (!g_ascii_isdigit(ctx->text[token->range.start]) && !kx_previous_is(ctx, back, links))
            return false;
    }
    return false;
}

/* artikel 3.114, art. 5.254a, artikel 8h: three digits behind the point of an article are no
 * thousands, and a letter behind it is no unit. */
static size_t pointed_article_match(const kx_context *ctx, kx_token *token)
{
    const size_t book = kx_digits_at(ctx, ctx->at), point = ctx->at + book;
    const bool pointed =
        book <= 2 && kx_char_at(ctx, point) == '.' && kx_digits_at(ctx, point + 1) == strlen("114");
    size_t end = pointed ? point + strlen(".114") : point;
    const bool lettered = kx_ascii_lower_at(ctx, end);
    end += lettered;
    const gunichar sign = kx_char_at(ctx, end);
    const bool more = (sign == '.' || sign == ',') && kx_digits_at(ctx, end + 1) > 0;
    const bool article = book <= 4 && (pointed || lettered) && !more && !kx_is_hyphen(sign) &&
                         kx_ends_at(ctx, end) && among_articles(ctx);
    return article ? set(ctx, token, end - ctx->at, ARTICLE) : 0;
}

/* artikel 12 Sv: a code that would be a unit behind any other number. */
static size_t code_article_match(const kx_context *ctx, kx_token *token)
{
    static const char *const codes[] = {"Sv", "GW"};
    size_t n = kx_digits_at(ctx, ctx->at);
    n += kx_ascii_lower_at(ctx, ctx->at + n);
    size_t blanks = kx_blanks_at(ctx, ctx->at + n), code = ctx->at + n + blanks;
    for (unsigned i = 0; blanks > 0 && i < G_N_ELEMENTS(codes); i++) {
        size_t length = strlen(codes[i]);
        if (ctx->end - code >= length && memcmp(ctx->text + code, codes[i], length) == 0 &&
            kx_ends_at(ctx, code + length) && in_reference(ctx))
            return set(ctx, token, code + length - ctx->at, ARTICLE);
    }
    return 0;
}

/* ---- 2018/144, 95/46/EG ---- */

static bool is_year(const kx_context *ctx, size_t at, size_t digits)
{
    return digits == 4 && (ctx->text[at] == '1' || ctx->text[at] == '2');
}

/* "/EG" behind the number of a directive. */
static size_t union_at(const kx_context *ctx, size_t at)
{
    static const char *const unions[] = {"EG", "EU", "EEG", "EC", "JBZ", "GBVB", "Euratom"};
    for (unsigned i = 0; kx_char_at(ctx, at) == '/' && i < G_N_ELEMENTS(unions); i++) {
        if (kx_word_is(ctx, at + 1, unions[i]))
            return 1 + strlen(unions[i]);
    }
    return 0;
}

/* (EU) 2024/1689 */
static bool after_union(const kx_context *ctx)
{
    static const char *const unions[] = {"EU", "EG", "EEG", NULL}, *const close[] = {")", NULL};
    return kx_previous_is(ctx, 0, close) && kx_previous_is(ctx, 1, unions);
}

/* Whether the token before is a row of capitals (AWB, UTR), as courts begin their numbers. */
static bool after_capitals(const kx_context *ctx)
{
    enum { CAPITALS_MAX = 6 };
    if (ctx->before->len == 0)
        return false;
    const kx_token *last = &g_array_index(ctx->before, kx_token, ctx->before->len - 1);
    size_t n = last->range.end - last->range.start;
    for (size_t i = 0; i < n; i++) {
        if (!g_ascii_isupper(ctx->text[last->range.start + i]))
            return false;
    }
    return n > 1 && n <= CAPITALS_MAX;
}

static size_t series_match(const kx_context *ctx, kx_token *token)
{
    enum { NUMBER_DIGITS = 5, YEAR_DIGITS = 4, JOURNAL_DIGITS = 3, WORDS_BACK = 4 };
    static const char *const series[] = {"stb.",
                                         "stb",
                                         "staatsblad",
                                         "stcrt.",
                                         "stcrt",
                                         "staatscourant",
                                         "trb.",
                                         "tractatenblad",
                                         "pb",
                                         "pb.",
                                         "nj",
                                         "njb",
                                         "jor",
                                         "jar",
                                         "ab",
                                         "bnb",
                                         "rvdw",
                                         "richtlijn",
                                         "richtlijnen",
                                         "verordening",
                                         "verordeningen",
                                         "kaderbesluit",
                                         "nr.",
                                         "besluit",
                                         NULL};
    size_t first = kx_digits_at(ctx, ctx->at), slash = ctx->at + first;
    size_t second = first > 0 && kx_char_at(ctx, slash) == '/' ? kx_digits_at(ctx, slash + 1) : 0;
    if (second == 0 || second > NUMBER_DIGITS || first > YEAR_DIGITS)
        return 0;
    size_t end = slash + 1 + second, eu = union_at(ctx, end);
    const bool year_first = is_year(ctx, ctx->at, first),
               year_last = is_year(ctx, slash + 1, second);
    /* NTFR 2023/915; PSV 2023/24 and 2023/2024 are seasons */
    const bool journal = year_first && second >= JOURNAL_DIGITS && after_capitals(ctx) &&
                         !(year_last && kx_digits_value(ctx, slash + 1, second) >
                                            kx_digits_value(ctx, ctx->at, first));
    if (!kx_number_ends_at(ctx, end) || (eu == 0 && kx_char_at(ctx, end) == '/') ||
        (eu == 0 && !journal &&
         !((year_first || year_last) && (after_union(ctx) || any_before(ctx, WORDS_BACK, series)))))
        return 0;
    return set(ctx, token, end + eu - ctx->at, SERIES);
}

/* ---- ECLI, LJN ---- */

/* Length of the capitals, digits and points at `at`; a point only between two of them. */
static size_t code_at(const kx_context *ctx, size_t at)
{
    size_t n = 0;
    for (char c; n < REFERENCE_MAX && at + n < ctx->end; n++) {
        c = ctx->text[at + n];
        bool point =
            c == '.' && n > 0 && at + n + 1 < ctx->end && g_ascii_isalnum(ctx->text[at + n + 1]);
        if (!g_ascii_isupper(c) && !g_ascii_isdigit(c) && !point)
            break;
    }
    return n;
}

static size_t ecli_match(const kx_context *ctx, kx_token *token)
{
    enum { FIELDS = 4 };
    size_t n = strlen("ECLI");
    if (!kx_word_is(ctx, ctx->at, "ECLI"))
        return 0;
    for (unsigned i = 0; i < FIELDS; i++) {
        size_t field = code_at(ctx, ctx->at + n + 1);
        if (kx_char_at(ctx, ctx->at + n) != ':' || field == 0)
            return 0;
        n += 1 + field;
    }
    return kx_ends_at(ctx, ctx->at + n) ? set(ctx, token, n, SERIES) : 0;
}

static size_t ljn_match(const kx_context *ctx, kx_token *token)
{
    enum { LETTERS = 2, DIGITS = 4 };
    static const char *const ljn[] = {"LJN", "LJN-nummer", NULL};
    size_t n = code_at(ctx, ctx->at);
    if (n != LETTERS + DIGITS || !g_ascii_isalpha(ctx->text[ctx->at + 1]) ||
        kx_digits_at(ctx, ctx->at + LETTERS) != DIGITS || !any_before(ctx, 2, ljn))
        return 0;
    return set(ctx, token, n, CASE);
}

/* ---- numbers of cases ---- */

static const char *const case_words[] = {
    "zaaknummer", "zaaknummers", "zaaknr.", "parketnummer",  "parketnummers",
    "parketnr.",  "rolnummer",   "rolnr.",  "rekestnummer",  "dossiernummer",
    "dossiernr.", "zaak",        "zaken",   "beroepschrift", NULL};

/* Length of two groups of digits or more, with one of / - . between two; `groups` are counted. */
static size_t groups_at(const kx_context *ctx, size_t at, unsigned *groups)
{
    size_t n = kx_digits_at(ctx, at);
    *groups = n > 0;
    while (n > 0 && n < REFERENCE_MAX) {
        gunichar c = kx_char_at(ctx, at + n);
        size_t sign = c == '/' || c == '.' ? 1 : dash_at(ctx, at + n);
        size_t digits = sign > 0 ? kx_digits_at(ctx, at + n + sign) : 0;
        if (digits == 0)
            break;
        n += sign + digits;
        (*groups)++;
    }
    return n <= REFERENCE_MAX && kx_ends_at(ctx, at + n) ? n : 0;
}

/* zaaknummer C/09/123456 */
static size_t lettered_match(const kx_context *ctx, kx_token *token)
{
    unsigned groups = 0;
    size_t n = kx_char_at(ctx, ctx->at + 1) == '/' ? groups_at(ctx, ctx->at + 2, &groups) : 0;
    return groups > 1 && any_before(ctx, 2, case_words) ? set(ctx, token, 2 + n, CASE) : 0;
}

/* C-131/12: a case of the Court of Justice or the General Court. */
static size_t court_match(const kx_context *ctx, kx_token *token)
{
    size_t dash = dash_at(ctx, ctx->at + 1);
    unsigned groups = 0;
    char court = ctx->text[ctx->at];
    if (dash == 0 || (court != 'C' && court != 'T'))
        return 0;
    size_t n = groups_at(ctx, ctx->at + 1 + dash, &groups);
    size_t slash = kx_digits_at(ctx, ctx->at + 1 + dash);
    if (groups != 2 || n != slash + strlen("/12") ||
        kx_char_at(ctx, ctx->at + 1 + dash + slash) != '/')
        return 0;
    return set(ctx, token, 1 + dash + n, CASE);
}

/* BRE 15/2468, 15/2469 en 15/2470: the next one of several. */
static bool follows_case(const kx_context *ctx)
{
    static const char *const links[] = {"en", "of", "t/m", "met", ",", NULL};
    const unsigned n = ctx->before->len;
    if (n < 2 || !kx_previous_is(ctx, 0, links))
        return false;
    const kx_token *last = &g_array_index(ctx->before, kx_token, n - 2);
    return last->class == &kx_class_legal &&
           strcmp(kx_token_get_text(last, KX_FIELD_READING), CASE) == 0;
}

static size_t case_match(const kx_context *ctx, kx_token *token)
{
    enum { YEAR_DIGITS = 2, NUMBER_DIGITS = 3, SERIAL_DIGITS = 5, COURT_DIGITS = 3 };
    static const char *const any_number[] = {"nr.", "nrs.", "nummer", "nummers", NULL};
    static const char *const rolls[] = {"KG ZA", "HA ZA", "HA RK", "KG RK", NULL}; /* 23-987 */
    unsigned groups = 0;
    size_t n = groups_at(ctx, ctx->at, &groups);
    if (n == 0 || groups < 2)
        return 0;
    size_t first = kx_digits_at(ctx, ctx->at);
    size_t second = kx_digits_at(ctx, ctx->at + first + 1);
    bool slashed =
        first == YEAR_DIGITS && kx_char_at(ctx, ctx->at + first) == '/' && second >= NUMBER_DIGITS;
    /* 200.123.456/01: a court of appeal */
    bool appeal =
        groups == 4 && first == COURT_DIGITS && kx_char_at(ctx, ctx->at + n - strlen("/01")) == '/';
    bool is_case =
        appeal || any_before(ctx, 2, case_words) ||
        (slashed && (after_capitals(ctx) || follows_case(ctx) || any_before(ctx, 1, any_number))) ||
        (groups == 2 && any_before(ctx, 1, rolls)) ||
        (first == YEAR_DIGITS && second > SERIAL_DIGITS && groups == 3);
    return is_case ? set(ctx, token, n, CASE) : 0;
}

/* ---- jo., 1° ---- */

/* 287 jo. 45: one article in connection with another. */
static size_t link_match(const kx_context *ctx, kx_token *token)
{
    static const char *const written[] = {"jo.", "jo", "jº", "j°", "jis.", "jis"};
    if (ctx->before->len == 0)
        return 0;
    for (unsigned i = 0; i < G_N_ELEMENTS(written); i++) {
        size_t n = strlen(written[i]);
        size_t next = ctx->at + n + kx_blanks_at(ctx, ctx->at + n);
        if (ctx->end - ctx->at < n || memcmp(ctx->text + ctx->at, written[i], n) != 0 ||
            next == ctx->at + n)
            continue;
        if (kx_digits_at(ctx, next) > 0 || kx_follows(ctx, next, articles))
            return set(ctx, token, n, LINK);
    }
    return 0;
}

/* 1° een kolonie; 2° een zwerm: whether the item before it stands in the sentence. */
static bool follows_item(const kx_context *ctx, unsigned value)
{
    for (unsigned i = ctx->before->len; i > 0; i--) {
        const kx_token *token = &g_array_index(ctx->before, kx_token, i - 1);
        if (token->class == &kx_class_legal &&
            strcmp(kx_token_get_text(token, KX_FIELD_READING), ITEM) == 0)
            return strtoul(kx_token_get_text(token, KX_FIELD_TEXT), NULL, 10) + 1 == value;
    }
    return false;
}

static size_t item_match(const kx_context *ctx, kx_token *token)
{
    size_t n = kx_digits_at(ctx, ctx->at);
    gunichar sign = n > 0 && n <= 2 ? kx_char_at(ctx, ctx->at + n) : 0;
    if ((sign != 0xB0 && sign != 0xBA) || !kx_ends_at(ctx, ctx->at + n + kx_width(sign)) ||
        !(in_reference(ctx) || follows_item(ctx, kx_digits_value(ctx, ctx->at, n))))
        return 0;
    static const char *const under[] = {"onder", "sub", NULL};
    bool bare = kx_previous_is(ctx, 0, under);
    set(ctx, token, n, bare ? ARTICLE : ITEM);
    return n + kx_width(sign);
}

/* ---- match ---- */

static size_t legal_match(const kx_context *ctx, kx_token *token)
{
    static size_t (*const by_digit[])(const kx_context *, kx_token *) = {
        article_match, pointed_article_match, code_article_match, series_match, case_match,
        item_match};
    char first = ctx->text[ctx->at];
    if (first == 'j')
        return link_match(ctx, token);
    if (g_ascii_isupper(first)) {
        static size_t (*const by_capital[])(const kx_context *, kx_token *) = {
            ecli_match, court_match, lettered_match, ljn_match};
        for (unsigned i = 0; i < G_N_ELEMENTS(by_capital); i++) {
            size_t n = by_capital[i](ctx, token);
            if (n > 0)
                return n;
        }
        return 0;
    }
    for (unsigned i = 0; g_ascii_isdigit(first) && i < G_N_ELEMENTS(by_digit); i++) {
        size_t n = by_digit[i](ctx, token);
        if (n > 0)
            return n;
    }
    return 0;
}

/* ---- say ---- */

static void say_digits(kx_spoken *out, const kx_style *style, const char *digits, bool series)
{
    enum { NAMED_DIGITS = 5 };
    size_t n = strlen(digits);
    bool year =
        series && n == 4 && (g_str_has_prefix(digits, "19") || g_str_has_prefix(digits, "20"));
    if (year)
        kx_say_year(out, style, digits);
    else if (n > NAMED_DIGITS || (!series && n == NAMED_DIGITS))
        kx_say_digits(out, KX_SEAM_SPACE, digits);
    else
        kx_say_number(out, KX_SEAM_SPACE, digits, KX_NUMBER_CARDINAL);
}

/* EG, Sv, a: letters; bis, Euratom: a word. */
static void say_letters(kx_spoken *out, const char *letters)
{
    if (strlen(letters) > 2 && g_ascii_islower(letters[1]))
        kx_say(out, KX_SEAM_SPACE, letters);
    else
        kx_say_letters(out, KX_SEAM_SPACE, letters, false);
}

static void say_reference(kx_spoken *out, const kx_style *style, const char *text,
                          const char *reading)
{
    bool article = strcmp(reading, ARTICLE) == 0, series = strcmp(reading, SERIES) == 0;
    bool after_digits = false;
    gunichar sign = 0;
    for (const char *at = text, *end; *at; at = end) {
        end = at;
        if (!g_ascii_isalnum(*at)) {
            sign = g_utf8_get_char(at);
            end = g_utf8_next_char(at);
            continue;
        }
        bool digits = g_ascii_isdigit(*at);
        while (digits ? g_ascii_isdigit(*end) : g_ascii_isalpha(*end))
            end++;
        g_autofree char *group = g_strndup(at, (gsize)(end - at));
        if (article && kx_is_pair_link(sign))
            kx_say(out, KX_SEAM_SPACE, "tot en met");
        else if (article && sign == '.')
            kx_say(out, KX_SEAM_SPACE, "punt");
        else if (!article && after_digits && digits)
            kx_say_mark(out, ',');
        if (digits)
            say_digits(out, style, group, series);
        else
            say_letters(out, group);
        after_digits = digits;
        sign = 0;
    }
}

static bool legal_say(const kx_token *token, const kx_style *style, kx_spoken *out)
{
    const char *reading = kx_token_get_text(token, KX_FIELD_READING);
    if (strcmp(reading, LINK) == 0) {
        kx_say(out, KX_SEAM_SPACE, "juncto");
    } else if (strcmp(reading, ITEM) == 0) {
        kx_say(out, KX_SEAM_SPACE, "ten");
        kx_say_ordinal(out, KX_SEAM_SPACE, kx_token_get_text(token, KX_FIELD_TEXT));
    } else {
        say_reference(out, style, kx_token_get_text(token, KX_FIELD_TEXT), reading);
    }
    return true;
}

const kx_class kx_class_legal = {
    .name = "legal",
    .what = N_("references of law: 3:305a BW, Stb. 2018/144, ECLI, numbers of cases"),
    .starts = KX_AT_WORD | KX_AT_LETTER | KX_AT_DIGIT,
    .match = legal_match,
    .say = legal_say,
};
