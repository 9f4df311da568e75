/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Years and decades: in 1672, '92, jaren '30, jaren 1950, seizoen 2019/20, 1795–1813, 55 v.Chr. A
 * number of four digits is a year by the words around it. */
#include "text/calendar.h"
#include "text/number_match.h"
#include "text/suffix.h"

#include <string.h>

enum { YEAR_MIN = 1000, YEAR_MAX = 2199 };

/* The year of four digits at `at`, 0 if there is none. */
static unsigned year_at(const kx_context *ctx, size_t at)
{
    if (kx_digits_at(ctx, at) != 4)
        return 0;
    unsigned year = kx_digits_value(ctx, at, 4);
    return year >= YEAR_MIN && year <= YEAR_MAX ? year : 0;
}

/* "jaren 1960", "jaren 1960, 1970 en 1980" */
static bool after_jaren(const kx_context *ctx)
{
    enum { TOKENS_BACK = 6 };
    static const char *const words[] = {"jaren", NULL}, *const links[] = {"en", "of", "tot",
                                                                          "/",  ",",  NULL};
    unsigned back = 0;
    while (back < TOKENS_BACK && kx_previous_is(ctx, back, links))
        back += 2;
    return kx_previous_is(ctx, back, words);
}

/* ---- v.Chr. ---- */

static size_t literal_at(const kx_context *ctx, size_t at, const char *literal)
{
    size_t n = strlen(literal);
    return ctx->end - at >= n && memcmp(ctx->text + at, literal, n) == 0 ? n : 0;
}

/* "v.Chr.", "n. Chr.", "v.C." after a number: its length with the blanks before it. */
static size_t era_at(const kx_context *ctx, size_t at, const char **era)
{
    static const struct {
        const char *written, *spoken;
    } eras[] = {{"v", "voor Christus"},
                {"n", "na Christus"},
                {"voor", "voor Christus"},
                {"na", "na Christus"}};
    size_t blanks = kx_blanks_at(ctx, at);
    for (unsigned i = 0; blanks > 0 && i < G_N_ELEMENTS(eras); i++) {
        size_t n = blanks + literal_at(ctx, at + blanks, eras[i].written);
        if (n == blanks)
            continue;
        n += kx_char_at(ctx, at + n) == '.';
        n += kx_blanks_at(ctx, at + n);
        size_t chr = literal_at(ctx, at + n, "Chr");
        if (chr == 0)
            chr = literal_at(ctx, at + n, "C.") > 0;
        if (chr == 0 || !kx_ends_at(ctx, at + n + chr))
            continue;
        *era = eras[i].spoken;
        n += chr;
        return n + (kx_char_at(ctx, at + n) == '.');
    }
    return 0;
}

static bool era_year_at(const kx_context *ctx, size_t at, kx_written_number *number)
{
    return kx_number_at(ctx, at, KX_POINT_GROUPS, number) && !number->sign && !number->fraction[0];
}

/* 55 v.Chr., 100-44 v.Chr., 63 v.Chr.-14 n.Chr. UNIT is the era of the last year, SUFFIX that of
 * the first where it has its own. */
static size_t era_match(const kx_context *ctx, kx_token *token)
{
    kx_written_number first, second;
    const char *era = NULL, *first_era = NULL;
    if (!era_year_at(ctx, ctx->at, &first))
        return 0;
    size_t end = first.end, n = era_at(ctx, end, &era);
    gunichar link = kx_char_at(ctx, end + n);
    if (kx_is_pair_link(link) && era_year_at(ctx, end + n + kx_width(link), &second)) {
        first_era = era;
        end = second.end;
        n = era_at(ctx, end, &era);
        kx_token_set_text(token, KX_FIELD_TO, second.integer, -1);
        kx_token_set_text(token, KX_FIELD_READING, "tot", -1);
    }
    if (n == 0)
        return 0;
    end += n;
    kx_token_set_text(token, KX_FIELD_YEAR, first.integer, -1);
    kx_token_set_text(token, KX_FIELD_UNIT, era, -1);
    if (first_era)
        kx_token_set_text(token, KX_FIELD_SUFFIX, first_era, -1);
    if (kx_char_before(ctx, end) == '.' && kx_is_last(ctx, end))
        kx_token_set_mark(token, '.');
    return end - ctx->at;
}

/* ---- '92, jaren '30 ---- */

static bool after_month(const kx_context *ctx)
{
    if (ctx->before->len == 0)
        return false;
    const kx_token *last = &g_array_index(ctx->before, kx_token, ctx->before->len - 1);
    const char *word = ctx->text + last->range.start;
    return kx_table_find_lower(&kx_table_months, word, last->range.end - last->range.start);
}

/* EK '88, Italië '90 */
static bool after_name(const kx_context *ctx)
{
    if (ctx->before->len == 0)
        return false;
    const kx_token *last = &g_array_index(ctx->before, kx_token, ctx->before->len - 1);
    return g_unichar_isupper(kx_char_at(ctx, last->range.start));
}

static size_t short_year_match(const kx_context *ctx, kx_token *token)
{
    static const char *const openers[] = {
        "van",      "in",    "sinds", "jaren", "zomer", "winter", "herfst",     "lente", "najaar",
        "voorjaar", "begin", "eind",  "eerst", "na",    "voor",   "uit",        "tot",   "anno",
        "vanaf",    "medio", "einde", "rond",  "per",   "tussen", "halverwege", NULL};
    size_t apostrophe = kx_apostrophe_at(ctx, ctx->at);
    size_t digits = ctx->at + apostrophe;
    if (apostrophe == 0 || g_unichar_isalnum(kx_char_before(ctx, ctx->at)) ||
        kx_digits_at(ctx, digits) != 2 || !kx_number_ends_at(ctx, digits + 2))
        return 0;
    /* The quote mark of '20 doden' opens a number, not a year. */
    size_t blanks = kx_blanks_at(ctx, digits + 2);
    bool noun = blanks > 0 && g_unichar_islower(kx_char_at(ctx, digits + 2 + blanks));
    if (noun && !kx_previous_is(ctx, 0, openers) && !after_name(ctx) && !after_month(ctx) &&
        !after_jaren(ctx) && !kx_calendar_goes_on(ctx, KX_FIELD_YEAR))
        return 0;
    bool zero = after_jaren(ctx) && memcmp(ctx->text + digits, "00", 2) == 0; /* jaren nul */
    kx_token_set_text(token, KX_FIELD_YEAR, ctx->text + digits, zero ? 1 : 2);
    return apostrophe + 2;
}

/* '40-'45, '40-45: a range; '24/'25, '24/25: two bare years. */
static size_t short_range_match(const kx_context *ctx, kx_token *token)
{
    size_t first = kx_apostrophe_at(ctx, ctx->at), at = ctx->at + first;
    gunichar link = kx_char_at(ctx, at + 2);
    if (kx_digits_at(ctx, at) != 2 || !(kx_is_pair_link(link) || link == '/'))
        return 0;
    size_t second = at + 2 + kx_width(link);
    size_t again = kx_apostrophe_at(ctx, second);
    second += again;
    if (kx_digits_at(ctx, second) != 2 || !kx_number_ends_at(ctx, second + 2))
        return 0;
    unsigned from = kx_digits_value(ctx, at, 2), to = kx_digits_value(ctx, second, 2);
    bool both = first > 0 && again > 0, season = to == (from + 1) % 100;
    bool pair = both || season || (first > 0 && kx_is_pair_link(link) && to > from);
    bool decades = from % 10 == 0 && to % 10 == 0 && after_jaren(ctx); /* jaren 80/90 */
    if (!decades && (first + again == 0 || !pair))
        return 0;
    kx_token_set_text(token, KX_FIELD_YEAR, ctx->text + at, 2);
    kx_token_set_text(token, KX_FIELD_TO, ctx->text + second, decades && to == 0 ? 1 : 2);
    if (link != '/')
        kx_token_set_text(token, KX_FIELD_READING, "tot", -1);
    return second + 2 - ctx->at;
}

/* jaren 1950 -> jaren vijftig, jaren 00 -> jaren nul */
static size_t decade_match(const kx_context *ctx, kx_token *token)
{
    if (!after_jaren(ctx))
        return 0;
    if (literal_at(ctx, ctx->at, "00") > 0 && kx_number_ends_at(ctx, ctx->at + 2)) {
        kx_token_set_text(token, KX_FIELD_YEAR, "0", -1);
        return 2;
    }
    unsigned year = year_at(ctx, ctx->at);
    if (year < 1910 || year > 1990 || year % 10 != 0 || !kx_number_ends_at(ctx, ctx->at + 4))
        return 0;
    kx_token_set_text(token, KX_FIELD_YEAR, ctx->text + ctx->at + 2, 2);
    return 4;
}

/* de 60's, 1980's, the '90s, 80s-muziek, 90'S NOW: these are said in English. */
static size_t english_decade_match(const kx_context *ctx, kx_token *token)
{
    enum { SECONDS = 60 };
    static const char *const names[] = {"twenties", "thirties",  "forties",  "fifties",
                                        "sixties",  "seventies", "eighties", "nineties"};
    static const char *const articles[] = {"de", "the", "roaring", "swinging", NULL};
    size_t first = kx_apostrophe_at(ctx, ctx->at), at = ctx->at + first;
    size_t n = kx_digits_at(ctx, at);
    if (n == 4 && first == 0 && year_at(ctx, at) >= 1900)
        at += 2;
    else if (n != 2)
        return 0;
    unsigned decade = kx_digits_value(ctx, at, 2);
    size_t again = kx_apostrophe_at(ctx, at + 2), end = at + 2 + again;
    if (decade < 20 || decade % 10 != 0 || g_ascii_tolower(kx_ascii_at(ctx, end)) != 's' ||
        !kx_ends_at(ctx, end + 1) || kx_apostrophe_at(ctx, end + 1) > 0)
        return 0;
    if (again == 0 && first == 0 && n == 2 && decade <= SECONDS &&
        !kx_previous_is(ctx, 0, articles))
        return 0; /* 30s */
    kx_token_set_text(token, KX_FIELD_SPOKEN, names[decade / 10 - 2], -1);
    const size_t compound = kx_compound_at(ctx, ++end);
    if (compound > 0)
        kx_compound_set(ctx, token, end, compound);
    const bool loose = kx_is_hyphen(kx_char_at(ctx, end)) && kx_blanks_at(ctx, end + 1) > 0;
    return end + compound + loose - ctx->at; /* 70s- en 80s-hits */
}

/* A word before which a number of four digits is a year. */
static bool opens_year(const kx_context *ctx)
{
    static const char *const openers[] = {
        "in",        "sinds",      "van",       "tot",    "voor",      "na",     "rond",
        "begin",     "eind",       "einde",     "anno",   "jaar",      "vanaf",  "uit",
        "medio",     "halverwege", "zomer",     "winter", "herfst",    "lente",  "voorjaar",
        "najaar",    "seizoen",    "omstreeks", "per",    "oogst",     "tussen", "jaargang",
        "uiterlijk", "seizoenen",  "over",      "jaren",  "voorjaars", "mei",    "kerst",
        "pasen",     "t/m",        NULL,
    };
    return kx_previous_is(ctx, 0, openers);
}

/* ---- pairs ---- */

/* Length of the dash and the year of death at `at`, behind a birth that is not certain:
 * 1525/30-1569.
 */
static size_t until_year_at(const kx_context *ctx, size_t at)
{
    char sign = 0;
    const size_t link = kx_calendar_link_at(ctx, at, &sign);
    const bool year = link > 0 && sign == '-' && year_at(ctx, at + link) > 0;
    const size_t end = at + link + 4;
    return year && kx_number_ends_at(ctx, end) && kx_char_at(ctx, end) != '/' ? end - at : 0;
}

/* 2019/20, 2019-20, 2019-'20, 2019/2020: a season is two bare years; a dash between full years, or
 * years that are further apart (1756-'91, in 1940-45), is a range. */
static size_t pair_match(const kx_context *ctx, kx_token *token)
{
    enum { LIFE_MAX = 90 };
    char sign = 0;
    unsigned first = year_at(ctx, ctx->at);
    size_t link = first > 0 ? kx_calendar_link_at(ctx, ctx->at + 4, &sign) : 0;
    bool spaced = kx_is_blank(kx_char_at(ctx, ctx->at + 4));
    if (link == 0 || (spaced && sign == '/'))
        return 0;
    size_t at = ctx->at + 4 + link;
    size_t apostrophe = kx_apostrophe_at(ctx, at);
    at += apostrophe;
    size_t n = kx_digits_at(ctx, at);
    const size_t until = sign == '/' ? until_year_at(ctx, at + n) : 0;
    if ((n != 2 && n != 4) || !(until > 0 || kx_number_ends_at(ctx, at + n)) ||
        kx_char_at(ctx, at + n) == '/' || (spaced && n == 2))
        return 0;
    unsigned second = kx_digits_value(ctx, at, n);
    bool season = second % 100 == (first + 1) % 100 && (n == 2 || second == first + 1);
    const unsigned from = first % 100;
    bool century = apostrophe > 0 && second < from && second + 100 - from < LIFE_MAX; /* 1998-'01 */
    bool life = n == 2 && ((second > from && (apostrophe > 0 || opens_year(ctx))) || century);
    bool later = sign == '/' && second > (n == 2 ? first % 100 : first); /* 1940/45 */
    if (!season && !later &&
        (sign == '/' || (n == 2 ? !life : second <= first || second > YEAR_MAX)))
        return 0;
    kx_token_set_text(token, KX_FIELD_YEAR, ctx->text + ctx->at, 4);
    kx_token_set_text(token, KX_FIELD_TO, ctx->text + at, (gssize)n);
    if (sign != '/' && (n == 4 || !season))
        kx_token_set_text(token, KX_FIELD_READING, kx_after_tussen(ctx) ? "en" : "tot", -1);
    if (until > 0)
        kx_token_set_text(token, KX_FIELD_FROM, ctx->text + at + n + until - 4, 4);
    return at + n + until - ctx->at;
}

/* 2010-heden */
static size_t until_now_match(const kx_context *ctx, kx_token *token)
{
    static const struct {
        const char *written, *spoken;
    } ends[] = {{"heden", "heden"}, {"nu", "nu"},     {"ca.", "circa"},  {"ca", "circa"},
                {"circa", "circa"}, {"na", "na"},     {"voor", "voor"},  {"vóór", "voor"},
                {"begin", "begin"}, {"eind", "eind"}, {"later", "later"}};
    char sign = 0;
    size_t link = kx_calendar_link_at(ctx, ctx->at + 4, &sign);
    if (year_at(ctx, ctx->at) == 0 || link == 0 || sign != '-')
        return 0;
    const size_t end = ctx->at + 4 + link;
    for (unsigned i = 0; i < G_N_ELEMENTS(ends); i++) {
        const size_t n = strlen(ends[i].written);
        bool open = i > 1; /* 1650-ca. 1700: a year follows */
        if (!kx_word_is(ctx, end, ends[i].written) ||
            (open && year_at(ctx, end + n + kx_blanks_at(ctx, end + n)) == 0))
            continue;
        kx_token_set_text(token, KX_FIELD_YEAR, ctx->text + ctx->at, 4);
        kx_token_set_text(token, KX_FIELD_READING, "tot", -1);
        kx_token_set_text(token, KX_FIELD_UNIT, ends[i].spoken, -1);
        return 4 + link + n;
    }
    return 0;
}

/* ---- a year alone ---- */

static bool is_year_here(const kx_context *ctx, size_t end)
{
    if (kx_unit_follows(ctx, end))
        return false;
    if (opens_year(ctx) || after_month(ctx))
        return true;
    static const char *const verbs[] = {"is",   "was",  "wordt", "werd", "begint", "begon",
                                        "kent", "telt", "gaat",  "komt", "van",    NULL};
    if ((after_name(ctx) || ctx->before->len == 0) && kx_follows(ctx, end, verbs))
        return true; /* het WK 2026 begint; 2024 wordt warm */
    gunichar next = kx_char_at(ctx, end);
    return next == 0 || (next < 128 && strchr(".,;:)!?", (int)next));
}

static size_t plain_match(const kx_context *ctx, kx_token *token)
{
    size_t end = ctx->at + 4;
    if (year_at(ctx, ctx->at) == 0 || !kx_number_ends_at(ctx, end) || !is_year_here(ctx, end))
        return 0;
    kx_token_set_text(token, KX_FIELD_YEAR, ctx->text + ctx->at, 4);
    kx_apart_set(ctx, token);
    return 4;
}

static size_t year_match(const kx_context *ctx, kx_token *token)
{
    static size_t (*const matches[])(const kx_context *, kx_token *) = {
        era_match,    short_range_match,    short_year_match, pair_match,
        decade_match, english_decade_match, until_now_match,  plain_match,
    };
    for (unsigned i = 0; i < G_N_ELEMENTS(matches); i++) {
        token->n_fields = 0;
        size_t n = matches[i](ctx, token);
        if (n == 0)
            continue;
        if (!kx_token_has(token, KX_FIELD_UNIT))
            kx_apart_end(ctx, token, ctx->at + n);
        return n;
    }
    return 0;
}

static bool year_say(const kx_token *token, const kx_style *style, kx_spoken *out)
{
    const char *reading = kx_token_get_text(token, KX_FIELD_READING);
    const char *spoken = kx_token_get_text(token, KX_FIELD_SPOKEN);
    const char *to = kx_token_get_text(token, KX_FIELD_TO);
    const char *until = kx_token_get_text(token, KX_FIELD_FROM);
    const char *first_era = kx_token_get_text(token, KX_FIELD_SUFFIX);
    const char *era = kx_token_get_text(token, KX_FIELD_UNIT);
    kx_say_apart(token, out);
    if (spoken)
        kx_say(out, KX_SEAM_SPACE, spoken);
    else
        kx_say_year(out, style, kx_token_get_text(token, KX_FIELD_YEAR));
    if (first_era)
        kx_say(out, KX_SEAM_SPACE, first_era);
    if (reading && strcmp(reading, "apart") != 0)
        kx_say(out, KX_SEAM_SPACE, reading);
    if (to)
        kx_say_year(out, style, to);
    if (until) {
        kx_say(out, KX_SEAM_SPACE, "tot");
        kx_say_year(out, style, until);
    }
    if (era)
        kx_say(out, KX_SEAM_SPACE, era);
    kx_say_end(token, out);
    return true;
}

const kx_class kx_class_year = {
    .name = "year",
    .what = N_("years, decades and seasons: in 1672, jaren '30, 2019/20, 55 v.Chr."),
    .starts = KX_AT_DIGIT | KX_AT_SIGN,
    .match = year_match,
    .say = year_say,
};
