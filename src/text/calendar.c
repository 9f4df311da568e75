/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "text/calendar.h"

#include "text/number_match.h"

#include <string.h>

const char kx_up_to_and_including[] = "tot en met";

static const char *const word_links[] = {"t/m", "tot en met", "tot", "op", "en", "of", "&", ","};

/* "vrij 9.00", "ma t/m vrij 9-17 uur", "di en vrij.": Friday, at the head of an entry or behind a
 * link, without a dot also before a number; elsewhere it is free (De toegang is vrij. 12 mensen).
 */
static bool is_friday(const kx_context *ctx, size_t at, size_t end)
{
    static const char *const links[] = {"t/m", "en", "of"};
    const bool dot = kx_char_before(ctx, end) == '.';
    const gunichar next = kx_char_at(ctx, end + kx_blanks_at(ctx, end));
    while (kx_is_blank(kx_char_before(ctx, at)))
        at = (size_t)(g_utf8_prev_char(ctx->text + at) - ctx->text);
    const gunichar mark = kx_char_before(ctx, at);
    bool opens =
        mark == 0 || kx_is_pair_link(mark) || (mark < 128 && strchr(".,;|:(/", (int)mark) != NULL);
    for (unsigned i = 0; i < G_N_ELEMENTS(links); i++) {
        const size_t n = strlen(links[i]);
        opens |= at >= ctx->start + n && memcmp(ctx->text + at - n, links[i], n) == 0 &&
                 !g_unichar_isalnum(kx_char_before(ctx, at - n));
    }
    return opens && (dot || g_unichar_isdigit(next) || kx_is_pair_link(next) || next == '/');
}

const kx_cell *kx_calendar_name_at(const kx_context *ctx, size_t at, const kx_table *table,
                                   size_t *n)
{
    enum { LETTERS_MAX = 10 };
    static const char free_word[] = "vrij";
    size_t letters = 0;
    while (letters <= LETTERS_MAX && at + letters < ctx->end &&
           g_ascii_isalpha(ctx->text[at + letters]))
        letters++;
    if (letters == 0 || letters > LETTERS_MAX || !kx_ends_at(ctx, at + letters))
        return NULL;
    const char *text = ctx->text + at;
    const kx_cell *row = NULL;
    *n = letters + 1;
    if (kx_char_at(ctx, at + letters) == '.')
        row = kx_table_find_lower(table, text, *n);
    if (!row) {
        *n = letters;
        row = kx_table_find_lower(table, text, *n);
    }
    const bool word = row && letters == strlen(free_word) && kx_word_is(ctx, at, free_word);
    return word && !is_friday(ctx, at, at + *n) ? NULL : row;
}

bool kx_calendar_is_full(const kx_cell *row)
{
    return strcmp(kx_text(row, 0), kx_text(row, 1)) == 0;
}

const char *kx_month_name(unsigned month)
{
    const kx_table *months = &kx_table_months;
    for (size_t i = 0; i < months->n_rows; i++) {
        const kx_cell *row = &months->cells[i * months->n_columns];
        if (kx_calendar_number(row) == month)
            return kx_text(row, 1);
    }
    return NULL;
}

unsigned kx_calendar_number(const kx_cell *row)
{
    return (unsigned)g_ascii_strtoull(kx_text(row, 2), NULL, 10);
}

unsigned kx_month_days(unsigned month)
{
    return month == 2 ? 29 : month == 4 || month == 6 || month == 9 || month == 11 ? 30 : 31;
}

unsigned kx_small_number_at(const kx_context *ctx, size_t at, unsigned max, size_t *n)
{
    *n = kx_digits_at(ctx, at);
    if (*n < 1 || *n > 2)
        return 0;
    unsigned value = kx_digits_value(ctx, at, *n);
    return value <= max ? value : 0;
}

size_t kx_calendar_link_at(const kx_context *ctx, size_t at, char *sign)
{
    size_t before = kx_blanks_at(ctx, at);
    gunichar c = kx_char_at(ctx, at + before);
    bool arrow = c == '>' && before == 0; /* 20>23 augustus, di>zo */
    bool dash = arrow || kx_is_pair_link(c);
    if (!dash && c != '/')
        return 0;
    *sign = dash ? '-' : '/';
    size_t n = before + kx_width(c);
    size_t after = kx_blanks_at(ctx, at + n);
    bool even = (before > 0) == (after > 0);
    return even || (dash && !arrow) ? n + after : 0; /* 14:45 -15:00 */
}

const char *kx_calendar_slash_word(const kx_context *ctx)
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

size_t kx_calendar_word_link_at(const kx_context *ctx, size_t at)
{
    size_t before = kx_blanks_at(ctx, at);
    for (unsigned i = 0; i < G_N_ELEMENTS(word_links); i++) {
        bool comma = word_links[i][0] == ',';
        if (!kx_word_is(ctx, at + before, word_links[i]) || (before > 0) == comma)
            continue;
        size_t n = before + strlen(word_links[i]), after = kx_blanks_at(ctx, at + n);
        return after > 0 ? n + after : 0;
    }
    return 0;
}

bool kx_calendar_goes_on(const kx_context *ctx, kx_field_name name)
{
    static const char *const links[] = {"t/m", "tot", "en", "of", "met", ",", "&", NULL};
    static const char *const en[] = {"en", NULL}, *const met[] = {"met", NULL};
    if (!kx_previous_is(ctx, 0, links))
        return false;
    unsigned back = kx_previous_is(ctx, 0, met) && kx_previous_is(ctx, 1, en) ? 3 : 1;
    if (ctx->before->len <= back)
        return false;
    const kx_token *token = &g_array_index(ctx->before, kx_token, ctx->before->len - 1 - back);
    return kx_token_has(token, name);
}

void kx_calendar_set_name(const kx_context *ctx, kx_token *token, kx_field_name field,
                          const char *name)
{
    g_autofree char *copy = g_strdup(name);
    if (g_ascii_isupper(ctx->text[ctx->at]) && !ctx->all_capitals)
        *copy = g_ascii_toupper(*copy);
    kx_token_set_text(token, field, copy, -1);
}
