/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Dates: 9 juni 1815, vr 4 apr., 3-5 maart, 4/5 mei, 31 dec./1 jan., 17-11-2022, 1-1-'24,
 * 2025-06-30, op 22/8, za. en zo. A day is a cardinal, a month its name. */
#include "text/number_match.h"
#include "text/table.h"

#include <string.h>

/* What has been read of a date. Texts point into the sentence or a table. */
typedef struct {
    size_t end;
    const char *weekday;
    unsigned first_day; /* of a range or pair of days, or 0 */
    const char *link;   /* what is said between the two days, NULL: tot en met */
    unsigned day;
    const char *month;
    size_t year;        /* offset of its digits */
    size_t year_length; /* 4, 2, or 0 for none */
    bool dot;           /* ends in the dot of a short month */
} date;

static size_t width(gunichar c)
{
    return (size_t)g_unichar_to_utf8(c, NULL);
}

/* The full name of month 1..12, else NULL. */
static const char *month_name(unsigned month)
{
    const kx_table *months = &kx_table_months;
    for (size_t i = 0; i < months->n_rows; i++) {
        const char *const *row = &months->cells[i * months->n_columns];
        if (g_ascii_strtoull(row[2], NULL, 10) == month)
            return row[1];
    }
    return NULL;
}

/* ---- names of months and weekdays ---- */

/* The row for the letters at `at` and the dot after them; *n is their length. */
static const char *const *name_at(const kx_context *ctx, size_t at, const kx_table *table,
                                  size_t *n)
{
    size_t letters = 0;
    while (at + letters < ctx->end && g_ascii_isalpha(ctx->text[at + letters]))
        letters++;
    if (letters == 0 || letters > 10 || !kx_ends_at(ctx, at + letters))
        return NULL;
    const char *text = ctx->text + at;
    const char *const *row = NULL;
    *n = letters + 1;
    if (kx_char_at(ctx, at + letters) == '.')
        row = kx_table_find_lower(table, text, *n);
    if (row)
        return row;
    *n = letters;
    return kx_table_find_lower(table, text, *n);
}

static bool is_full_name(const char *const *row)
{
    return strcmp(row[0], row[1]) == 0;
}

/* ---- parts ---- */

/* One or two digits, 1..max; 0 if there is no such number at `at`. */
static unsigned small_number_at(const kx_context *ctx, size_t at, unsigned max, size_t *n)
{
    *n = kx_digits_at(ctx, at);
    if (*n < 1 || *n > 2)
        return 0;
    unsigned value = kx_digits_value(ctx, at, *n);
    return value <= max ? value : 0;
}

/* A year at `at`: four digits, or an apostrophe and two; with `bare` also two digits alone. Its
 * length with the apostrophe, 0 if there is none. */
static size_t year_at(const kx_context *ctx, size_t at, bool bare, date *d)
{
    size_t apostrophe = kx_apostrophe_at(ctx, at);
    size_t n = kx_digits_at(ctx, at + apostrophe);
    bool four = n == 4 && apostrophe == 0 && strchr("12", ctx->text[at]) != NULL;
    bool two = n == 2 && (apostrophe > 0 || bare);
    if (!(four || two) || !kx_number_ends_at(ctx, at + apostrophe + n))
        return 0;
    gunichar c = kx_char_at(ctx, at + apostrophe + n);
    if ((c == '.' || c == ',' || c == '/' || c == ':') &&
        kx_digits_at(ctx, at + apostrophe + n + 1) > 0)
        return 0;
    d->year = at + apostrophe;
    d->year_length = n;
    return apostrophe + n;
}

/* Two days with a slash between are a night, or just the two of them: "nacht van 4 op 5 mei". */
static const char *slash_word(const kx_context *ctx)
{
    enum { TOKENS_BACK = 6 };
    static const char *const nights[] = {"nacht", "jaarwisseling", "nieuwjaarsnacht",
                                         "oudejaarsnacht", NULL};
    for (unsigned back = 0; back < TOKENS_BACK; back++) {
        if (kx_previous_is(ctx, back, nights))
            return "op";
    }
    return "en";
}

/* "9 juni 1815", "3-5 maart", "4/5 mei": the day (or days) and the name of the month. */
static bool read_named(const kx_context *ctx, size_t at, date *d)
{
    size_t n;
    d->day = small_number_at(ctx, at, 31, &n);
    if (d->day == 0)
        return false;
    at += n;
    gunichar link = kx_char_at(ctx, at);
    if (kx_is_hyphen(link) || link == 0x2013 || link == '/') {
        d->first_day = d->day;
        d->link = link == '/' ? slash_word(ctx) : kx_after_tussen(ctx) ? "en" : NULL;
        at += width(link);
        d->day = small_number_at(ctx, at, 31, &n);
        if (d->day <= d->first_day)
            return false;
        at += n;
    }
    size_t blanks = kx_blanks_at(ctx, at);
    const char *const *row = name_at(ctx, at + blanks, &kx_table_months, &n);
    if (blanks == 0 || !row)
        return false;
    d->month = row[1];
    d->end = at + blanks + n;
    d->dot = ctx->text[d->end - 1] == '.';
    /* "3 Jan" may be a name. */
    bool is_short = strlen(row[1]) > n;
    if (is_short && !d->dot && g_ascii_isupper(ctx->text[at + blanks]) && !ctx->all_capitals)
        return false;
    blanks = kx_blanks_at(ctx, d->end);
    n = blanks > 0 ? year_at(ctx, d->end + blanks, false, d) : 0;
    if (n > 0) {
        d->end += blanks + n;
        d->dot = false;
    }
    return true;
}

/* 17-11-2022, 17/11/2022, 17.11.2022, 1-1-'24, 17-11-22, 07.10.22. */
static bool read_numeric(const kx_context *ctx, size_t at, date *d)
{
    size_t start = at, n;
    d->day = small_number_at(ctx, at, 31, &n);
    if (d->day == 0)
        return false;
    at += n;
    gunichar separator = kx_char_at(ctx, at);
    if (separator != '-' && separator != '/' && separator != '.')
        return false;
    d->month = month_name(small_number_at(ctx, at + 1, 12, &n));
    at += 1 + n;
    if (!d->month || kx_char_at(ctx, at) != separator)
        return false;
    bool padded = at - start == strlen("07.10");
    n = year_at(ctx, at + 1, separator != '.' || padded, d);
    d->end = at + 1 + n;
    return n > 0 && !(n == 2 && kx_unit_follows(ctx, d->end)); /* 10-10-10 meter */
}

/* 2025-06-30 */
static bool read_iso(const kx_context *ctx, size_t at, date *d)
{
    if (kx_digits_at(ctx, at) != 4 || !strchr("12", ctx->text[at]) ||
        kx_char_at(ctx, at + 4) != '-' || kx_digits_at(ctx, at + 5) != 2 ||
        kx_char_at(ctx, at + 7) != '-' || kx_digits_at(ctx, at + 8) != 2)
        return false;
    size_t n;
    d->month = month_name(small_number_at(ctx, at + 5, 12, &n));
    d->day = small_number_at(ctx, at + 8, 31, &n);
    d->year = at;
    d->year_length = 4;
    d->end = at + 10;
    return d->month && d->day > 0 && kx_number_ends_at(ctx, d->end);
}

/* "van 3/4 t/m 5/6" */
static bool starts_span(const kx_context *ctx, size_t end)
{
    static const char *const van[] = {"van", "tussen", NULL};
    static const char *const links[] = {"t/m", "tot", "en", NULL};
    size_t n;
    if (!kx_previous_is(ctx, 0, van) || !kx_follows(ctx, end, links))
        return false;
    size_t at = end + kx_blanks_at(ctx, end);
    while (at < ctx->end && !kx_is_blank(kx_char_at(ctx, at)))
        at += width(kx_char_at(ctx, at));
    at += kx_blanks_at(ctx, at);
    return small_number_at(ctx, at, 31, &n) > 0 && kx_char_at(ctx, at + n) == '/';
}

static bool ends_span(const kx_context *ctx)
{
    static const char *const links[] = {"t/m", "tot", "en", NULL};
    if (!kx_previous_is(ctx, 0, links) || ctx->before->len < 2)
        return false;
    const kx_token *token = &g_array_index(ctx->before, kx_token, ctx->before->len - 2);
    return kx_token_has(token, KX_FIELD_MONTH);
}

/* "op 22/8": day and month without a year, only where a date is expected. */
static bool read_short(const kx_context *ctx, size_t at, date *d)
{
    static const char *const openers[] = {"op",      "sinds",    "t/m",      "vanaf",
                                          "maandag", "dinsdag",  "woensdag", "donderdag",
                                          "vrijdag", "zaterdag", "zondag",   NULL};
    static const char *const measures[] = {"van", "deel", "delen", "liter", "uur", "kilo", NULL};
    static const char *const on[] = {"op", "t/m", "vanaf", NULL};
    size_t n;
    d->day = small_number_at(ctx, at, 31, &n);
    gunichar separator = kx_char_at(ctx, at + n);
    if (d->day == 0 || !(separator == '/' || (separator == '-' && d->weekday)))
        return false;
    at += n + 1;
    d->month = month_name(small_number_at(ctx, at, 12, &n));
    d->end = at + n;
    gunichar next = kx_char_at(ctx, d->end);
    bool attacks = d->day == 9 && strcmp(d->month ? d->month : "", "november") == 0;
    if (attacks && !d->weekday && !kx_previous_is(ctx, 0, on))
        return false; /* since 9/11 */
    if (!d->month || next == '/' || next == '%' || !kx_number_ends_at(ctx, d->end) ||
        kx_follows(ctx, d->end, measures))
        return false;
    return d->weekday || kx_previous_is(ctx, 0, openers) || starts_span(ctx, d->end) ||
           ends_span(ctx);
}

static bool read_date(const kx_context *ctx, size_t at, date *d)
{
    static bool (*const reads[])(const kx_context *, size_t, date *) = {
        read_named,
        read_numeric,
        read_iso,
        read_short,
    };
    const date empty = {.weekday = d->weekday};
    for (unsigned i = 0; i < G_N_ELEMENTS(reads); i++) {
        *d = empty;
        if (reads[i](ctx, at, d))
            return true;
    }
    return false;
}

/* ---- weekdays alone ---- */

/* With the capital that the short form has at the start of a sentence. */
static void set_weekday(const kx_context *ctx, kx_token *token, const char *name)
{
    g_autofree char *copy = g_strdup(name);
    if (g_ascii_isupper(ctx->text[ctx->at]) && !ctx->all_capitals)
        *copy = g_ascii_toupper(*copy);
    kx_token_set_text(token, KX_FIELD_WEEKDAY, copy, -1);
}

static const char *const weekday_links[] = {"t/m", "tot", "en", "of", NULL};

static bool after_weekday(const kx_context *ctx)
{
    if (!kx_previous_is(ctx, 0, weekday_links) || ctx->before->len < 2)
        return false;
    const kx_token *token = &g_array_index(ctx->before, kx_token, ctx->before->len - 2);
    return kx_token_has(token, KX_FIELD_WEEKDAY);
}

/* "ma t/m vr", "za en zo", "ma/wo": a link and another short weekday follow. */
static bool before_weekday(const kx_context *ctx, size_t at)
{
    size_t n;
    if (kx_char_at(ctx, at) == '/') {
        const char *const *row = name_at(ctx, at + 1, &kx_table_weekdays, &n);
        return row && !is_full_name(row);
    }
    at += kx_blanks_at(ctx, at);
    for (unsigned i = 0; weekday_links[i]; i++) {
        if (!kx_word_is(ctx, at, weekday_links[i]))
            continue;
        size_t next = at + strlen(weekday_links[i]);
        const char *const *row =
            name_at(ctx, next + kx_blanks_at(ctx, next), &kx_table_weekdays, &n);
        return row && !is_full_name(row);
    }
    return false;
}

/* "-vr": a dash and another short weekday at `at`. Its length, and its row. */
static size_t weekday_range_at(const kx_context *ctx, size_t at, const char *const **row)
{
    size_t n;
    gunichar link = kx_char_at(ctx, at);
    if (!(kx_is_hyphen(link) || link == 0x2013))
        return 0;
    *row = name_at(ctx, at + width(link), &kx_table_weekdays, &n);
    return *row && !is_full_name(*row) ? width(link) + n : 0;
}

/* "za. en zo.": the dot makes it a weekday, unless it may as well end the sentence ("dat is zo.");
 * so does another one. */
static size_t weekday_match(const kx_context *ctx, kx_token *token, const char *const *row,
                            size_t link, size_t n)
{
    size_t end = ctx->at + link + n;
    bool dot = ctx->text[end - 1] == '.';
    bool last = dot && kx_is_last(ctx, end);
    const char *const *second;
    if (link > 0 && kx_char_at(ctx, ctx->at) != '/')
        return 0; /* a dash stands between dates only */
    if (link > 0 && kx_char_at(ctx, end) == '/')
        kx_token_set_text(token, KX_FIELD_TEXT, ",", -1);
    size_t range = weekday_range_at(ctx, end, &second);
    if (range > 0) {
        set_weekday(ctx, token, row[1]);
        kx_token_set_text(token, KX_FIELD_TO, second[1], -1);
        if (ctx->text[end + range - 1] == '.' && kx_is_last(ctx, end + range))
            kx_token_set_mark(token, '.');
        return link + n + range;
    }
    bool paired = link > 0 || after_weekday(ctx) || before_weekday(ctx, end);
    if (!paired && (!dot || last))
        return 0;
    set_weekday(ctx, token, row[1]);
    if (last)
        kx_token_set_mark(token, '.');
    return link + n;
}

/* ---- the class ---- */

/* Length of the sign between two dates or two short weekdays: "31 dec./1 jan.", "28 april - 3 mei",
 * "za/zo". *word is what it says. */
static size_t link_at(const kx_context *ctx, const char **word)
{
    if (ctx->before->len == 0)
        return 0;
    const kx_token *last = &g_array_index(ctx->before, kx_token, ctx->before->len - 1);
    size_t blanks = kx_blanks_at(ctx, last->range.end);
    bool dated = kx_token_has(last, KX_FIELD_MONTH);
    gunichar c = kx_char_at(ctx, ctx->at);
    if (!(dated || kx_token_has(last, KX_FIELD_WEEKDAY)) || kx_token_has(last, KX_FIELD_MARK))
        return 0;
    bool dash = dated && (kx_is_hyphen(c) || c == 0x2013);
    size_t after = kx_blanks_at(ctx, ctx->at + width(c));
    if (!(c == '/' || dash) || (blanks > 0) != (after > 0))
        return 0;
    *word = dash ? "tot en met" : slash_word(ctx);
    return width(c) + after;
}

static size_t date_match(const kx_context *ctx, kx_token *token)
{
    date d = {0};
    const char *link_word = NULL;
    size_t link = link_at(ctx, &link_word), at = ctx->at + link, n = 0;
    const char *const *row = name_at(ctx, at, &kx_table_weekdays, &n);
    if (row && is_full_name(row))
        return 0; /* a word like others; the date starts after it */
    if (link > 0)
        kx_token_set_text(token, KX_FIELD_TEXT, link_word, -1);
    if (row) {
        size_t blanks = kx_blanks_at(ctx, at + n);
        d.weekday = row[1];
        if (blanks == 0 || !read_date(ctx, at + n + blanks, &d))
            return weekday_match(ctx, token, row, link, n);
    } else if (link > 0 ? !read_named(ctx, at, &d) : !read_date(ctx, at, &d)) {
        return 0;
    }
    if (link > 0 && d.first_day > 0)
        return 0;
    if (d.link)
        kx_token_set_text(token, KX_FIELD_TEXT, d.link, -1);
    if (d.weekday)
        set_weekday(ctx, token, d.weekday);
    if (d.first_day > 0)
        kx_token_set(token, KX_FIELD_FROM, d.first_day);
    kx_token_set(token, KX_FIELD_DAY, d.day);
    kx_token_set_text(token, KX_FIELD_MONTH, d.month, -1);
    if (d.year_length > 0) {
        kx_token_set_text(token, KX_FIELD_YEAR, ctx->text + d.year, (gssize)d.year_length);
        kx_apart_end(ctx, token, d.end);
    }
    if (d.dot && kx_is_last(ctx, d.end))
        kx_token_set_mark(token, '.');
    kx_apart_set(ctx, token);
    return d.end - ctx->at;
}

static void say_day(kx_spoken *out, int64_t day)
{
    char digits[24];
    g_snprintf(digits, sizeof digits, "%" G_GINT64_FORMAT, day);
    kx_say_number(out, KX_SEAM_SPACE, digits, KX_NUMBER_CARDINAL);
}

static void say_link(kx_spoken *out, const char *link)
{
    if (*link == ',')
        kx_say_mark(out, ',');
    else
        kx_say(out, KX_SEAM_SPACE, link);
}

static bool date_say(const kx_token *token, const kx_style *style, kx_spoken *out)
{
    const char *weekday = kx_token_get_text(token, KX_FIELD_WEEKDAY);
    const char *month = kx_token_get_text(token, KX_FIELD_MONTH);
    const char *year = kx_token_get_text(token, KX_FIELD_YEAR);
    const char *link = kx_token_get_text(token, KX_FIELD_TEXT);
    bool pair = kx_token_has(token, KX_FIELD_FROM);
    kx_say_apart(token, out);
    const char *to = kx_token_get_text(token, KX_FIELD_TO);
    if (link && !pair)
        say_link(out, link);
    if (weekday)
        kx_say(out, KX_SEAM_SPACE, weekday);
    if (to) {
        kx_say(out, KX_SEAM_SPACE, "tot en met");
        kx_say(out, KX_SEAM_SPACE, to);
    }
    if (pair) {
        say_day(out, kx_token_get(token, KX_FIELD_FROM, 0));
        kx_say(out, KX_SEAM_SPACE, link ? link : "tot en met");
    }
    if (month) {
        say_day(out, kx_token_get(token, KX_FIELD_DAY, 0));
        kx_say(out, KX_SEAM_SPACE, month);
    }
    if (year)
        kx_say_year(out, style, year);
    kx_say_end(token, out);
    return true;
}

const kx_class kx_class_date = {
    .name = "date",
    .what = "dates and short weekdays: 9 juni 1815, vr 4 apr., 17-11-2022, op 22/8",
    .starts = KX_AT_WORD | KX_AT_LETTER | KX_AT_DIGIT | KX_AT_SIGN,
    .match = date_match,
    .say = date_say,
};
