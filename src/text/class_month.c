/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Months without a day: in sep. 2021, mrt-24, eind okt, jan.-mrt., dec./jan., januari-maart. */
#include "text/calendar.h"
#include "text/number_match.h"

#include <string.h>

/* A year at `at` after blanks: 2021 or '21. */
static bool year_follows(const kx_context *ctx, size_t at)
{
    size_t blanks = kx_blanks_at(ctx, at);
    size_t apostrophe = kx_apostrophe_at(ctx, at + blanks);
    size_t n = kx_digits_at(ctx, at + blanks + apostrophe);
    return blanks > 0 && n == (apostrophe > 0 ? 2 : 4) &&
           kx_ends_at(ctx, at + blanks + apostrophe + n);
}

/* "-mrt.", "/jan.": the second month, with the sign before it. Two neighbours with their names in
 * full stay as they are written (maart-april). */
static size_t pair_at(const kx_context *ctx, size_t at, const kx_cell *row, char *sign,
                      const kx_cell **second)
{
    size_t n, link = kx_calendar_link_at(ctx, at, sign);
    if (link == 0)
        return 0;
    *second = kx_calendar_name_at(ctx, at + link, &kx_table_months, &n);
    if (!*second)
        return 0;
    bool full = kx_calendar_is_full(row) && kx_calendar_is_full(*second);
    bool spaced = kx_is_blank(kx_char_at(ctx, at));
    bool neighbours = kx_calendar_number(row) % 12 + 1 == kx_calendar_number(*second);
    return full && (spaced || neighbours || *sign == '/') ? 0 : link + n;
}

/* A short month follows a link: "jan. t/m mrt.", "okt, nov en dec". */
static bool month_follows(const kx_context *ctx, size_t at)
{
    size_t n, link = kx_calendar_word_link_at(ctx, at);
    return link > 0 && kx_calendar_name_at(ctx, at + link, &kx_table_months, &n);
}

static bool is_month_here(const kx_context *ctx, const kx_cell *row, size_t end)
{
    static const char *const openers[] = {"begin", "eind", "half", "medio", "in",    "vanaf",
                                          "sinds", "tot",  "per",  "van",   "maand", NULL};
    bool dot = ctx->text[end - 1] == '.', name = kx_calendar_number(row) == 1 && !dot; /* Jan */
    bool small = g_ascii_islower(ctx->text[ctx->at]);
    if (kx_calendar_goes_on(ctx, KX_FIELD_MONTH) || ((small || dot) && month_follows(ctx, end)))
        return true;
    if (year_follows(ctx, end))
        return small || !name;
    static const char *const up_to[] = {"t/m", NULL}; /* Jan t/m mei */
    if (name && kx_follows(ctx, end, up_to) && month_follows(ctx, end))
        return true;
    if (name)
        return small && (kx_previous_is(ctx, 0, openers) || kx_char_at(ctx, end) == ':');
    return small ||
           (dot && kx_calendar_number(row) != 1 && !kx_is_last(ctx, end)); /* Piet en Jan. */
}

/* "mei 1940-mei 1945", "sep. 2019 – mrt. 2020": all but the last year. Its length. */
static size_t glued_match(const kx_context *ctx, kx_token *token, const kx_cell *row, size_t end)
{
    size_t n, blanks = kx_blanks_at(ctx, end), year = end + blanks;
    char sign = 0;
    if (!year_follows(ctx, end) || kx_digits_at(ctx, year) != 4)
        return 0;
    size_t link = kx_calendar_link_at(ctx, year + 4, &sign), at = year + 4 + link;
    const kx_cell *second = link > 0 ? kx_calendar_name_at(ctx, at, &kx_table_months, &n) : NULL;
    if (!second || sign != '-' || !year_follows(ctx, at + n))
        return 0;
    kx_calendar_set_name(ctx, token, KX_FIELD_MONTH, kx_text(row, 1));
    kx_token_set_text(token, KX_FIELD_YEAR, ctx->text + year, 4);
    kx_token_set_text(token, KX_FIELD_READING, "tot", -1);
    kx_token_set_text(token, KX_FIELD_TO, kx_text(second, 1), -1);
    return at + n - ctx->at;
}

/* "mrt-24", "dec-2023": as spreadsheets write a month and its year. Its length. */
static size_t hyphened_match(const kx_context *ctx, kx_token *token, const kx_cell *row, size_t end)
{
    const gunichar hyphen = kx_char_at(ctx, end);
    const size_t year = end + kx_width(hyphen), n = kx_digits_at(ctx, year);
    if (!kx_is_hyphen(hyphen) || kx_calendar_is_full(row) || !g_ascii_islower(ctx->text[ctx->at]) ||
        (n != 2 && n != 4) || !kx_number_ends_at(ctx, year + n))
        return 0;
    kx_calendar_set_name(ctx, token, KX_FIELD_MONTH, kx_text(row, 1));
    kx_token_set_text(token, KX_FIELD_YEAR, ctx->text + year, (gssize)n);
    return year + n - ctx->at;
}

static size_t month_match(const kx_context *ctx, kx_token *token)
{
    size_t n;
    char sign = 0;
    const kx_cell *row = kx_calendar_name_at(ctx, ctx->at, &kx_table_months, &n), *second;
    if (!row)
        return 0;
    size_t end = ctx->at + n, glued = glued_match(ctx, token, row, end);
    if (glued == 0)
        glued = hyphened_match(ctx, token, row, end);
    if (glued > 0)
        return glued;
    size_t pair = pair_at(ctx, end, row, &sign, &second);
    if (pair == 0 && (kx_calendar_is_full(row) || kx_is_hyphen(kx_char_at(ctx, end)) ||
                      !is_month_here(ctx, row, end)))
        return 0;
    kx_calendar_set_name(ctx, token, KX_FIELD_MONTH, kx_text(row, 1));
    end += pair;
    if (pair > 0) {
        kx_token_set_text(token, KX_FIELD_TO, kx_text(second, 1), -1);
        kx_token_set_text(token, KX_FIELD_READING, sign == '-' ? kx_up_to_and_including : "", -1);
    }
    if (ctx->text[end - 1] == '.' && kx_is_last(ctx, end))
        kx_token_set_mark(token, '.');
    return end - ctx->at;
}

static bool month_say(const kx_token *token, const kx_style *style, kx_spoken *out)
{
    const char *year = kx_token_get_text(token, KX_FIELD_YEAR);
    const char *to = kx_token_get_text(token, KX_FIELD_TO);
    kx_say(out, KX_SEAM_SPACE, kx_token_get_text(token, KX_FIELD_MONTH));
    if (year)
        kx_say_year(out, style, year);
    if (to) {
        kx_say(out, KX_SEAM_SPACE, kx_token_get_text(token, KX_FIELD_READING));
        kx_say(out, KX_SEAM_SPACE, to);
    }
    kx_say_end(token, out);
    return true;
}

const kx_class kx_class_month = {
    .name = "month",
    .what = N_("short months without a day: sep. 2021, jan.-mrt., dec./jan."),
    .starts = KX_AT_WORD | KX_AT_LETTER,
    .match = month_match,
    .say = month_say,
};
