/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Short weekdays without a date: za. en zo., ma t/m vr, di-zo, ma/wo/vr, za 9-12 uur, and before
 * the day of a date to come: vr 3, za 4 en zo 5 mei. "Zo", "ma", "do" and "di" are words as well,
 * so it takes a dot, another weekday or a time to make them weekdays. */
#include "text/calendar.h"
#include "text/hours.h"
#include "text/number_match.h"

#include <string.h>

enum { DAYS = 7 };

/* ---- what follows ---- */

/* A short weekday at `at`, other than the one in `row`. */
static size_t short_weekday_at(const kx_context *ctx, size_t at, const kx_cell *row,
                               const kx_cell **second)
{
    size_t n;
    *second = kx_calendar_name_at(ctx, at, &kx_table_weekdays, &n);
    if (!*second || kx_calendar_is_full(*second))
        return 0;
    return strcmp(kx_text(*second, 1), kx_text(row, 1)) != 0 ? n : 0;
}

/* "-vr", "-vrijdag": the second weekday, with the dash before it. Neighbours whose names are
 * written in full are no range (de nacht van zaterdag-zondag). */
static size_t range_at(const kx_context *ctx, size_t at, const kx_cell *row, const kx_cell **second)
{
    char sign = 0;
    size_t n, link = kx_calendar_link_at(ctx, at, &sign);
    if (link == 0 || sign != '-')
        return 0;
    *second = kx_calendar_name_at(ctx, at + link, &kx_table_weekdays, &n);
    bool full = *second && kx_calendar_is_full(*second);
    if (!*second || full != kx_calendar_is_full(row) || (full && kx_is_blank(kx_char_at(ctx, at))))
        return 0;
    if (full && kx_calendar_number(row) % DAYS == kx_calendar_number(*second) - 1)
        return 0;
    return link + n;
}

/* "ma t/m vr", "za en zo", "ma, wo en vr", "ma/wo": a link and another short weekday follow. */
static bool weekday_follows(const kx_context *ctx, size_t at, const kx_cell *row)
{
    const kx_cell *second;
    char sign = 0;
    size_t link = kx_calendar_word_link_at(ctx, at);
    if (link == 0 && kx_char_at(ctx, at) == '/')
        link = kx_calendar_link_at(ctx, at, &sign);
    return link > 0 && short_weekday_at(ctx, at + link, row, &second) > 0;
}

/* " 3, za 4 en zo 5 mei", " 1 t/m 7 jan.": days whose month is yet to come. */
static bool days_follow(const kx_context *ctx, size_t at)
{
    const kx_cell *row;
    for (unsigned i = 0; i < DAYS; i++) {
        size_t n, blanks = kx_blanks_at(ctx, at), digits = kx_digits_at(ctx, at + blanks);
        if (digits < 1 || digits > 2 || !kx_ends_at(ctx, at + blanks + digits))
            return false;
        at += blanks + digits;
        blanks = kx_blanks_at(ctx, at);
        if (blanks > 0 && kx_calendar_name_at(ctx, at + blanks, &kx_table_months, &n))
            return true;
        size_t link = kx_calendar_word_link_at(ctx, at);
        if (link == 0)
            return false;
        at += link;
        row = kx_calendar_name_at(ctx, at, &kx_table_weekdays, &n);
        if (row)
            at += n;
    }
    return false;
}

/* " 2" of "vr 2-zo 4 juni": a day, and behind a dash the weekday of a date. Its length. */
static size_t day_before_dash_at(const kx_context *ctx, size_t at, const kx_cell *row)
{
    char sign = 0;
    const kx_cell *second;
    size_t blanks = kx_blanks_at(ctx, at), digits = kx_digits_at(ctx, at + blanks);
    size_t end = at + blanks + digits;
    if (blanks == 0 || digits < 1 || digits > 2)
        return 0;
    size_t link = kx_calendar_link_at(ctx, end, &sign);
    if (link == 0 || sign != '-')
        return 0;
    size_t n = short_weekday_at(ctx, end + link, row, &second);
    return n > 0 && days_follow(ctx, end + link + n) ? blanks + digits : 0;
}

/* " 3: " of an entry in a calendar: "di 3: Koersbal". */
static bool entry_follows(const kx_context *ctx, size_t at)
{
    size_t before = ctx->at;
    while (kx_is_blank(kx_char_before(ctx, before)))
        before = (size_t)(g_utf8_prev_char(ctx->text + before) - ctx->text);
    const gunichar mark = kx_char_before(ctx, before);
    const size_t day = at + kx_blanks_at(ctx, at), n = kx_digits_at(ctx, day);
    bool opens = mark == 0 || (mark < 128 && strchr(".,;|", (int)mark) != NULL);
    return opens && day > at && n >= 1 && n <= 2 && kx_char_at(ctx, day + n) == ':' &&
           kx_blanks_at(ctx, day + n + 1) > 0;
}

/* " gesloten", where nothing goes on: ma gesloten, but zo gesloten mogelijk. */
static bool closed_follows(const kx_context *ctx, size_t at)
{
    static const char word[] = "gesloten", short_word[] = "gesl.";
    at += kx_blanks_at(ctx, at);
    if (ctx->end - at >= strlen(short_word) &&
        memcmp(ctx->text + at, short_word, strlen(short_word)) == 0)
        return true;
    if (!kx_word_is(ctx, at, word))
        return false;
    const gunichar next = kx_char_at(ctx, at + strlen(word));
    return next == 0 || (next < 128 && strchr(".,;)", (int)next) != NULL);
}

/* " 21/12°", " 14 °C": what the weather is on a day. */
static bool degrees_follow(const kx_context *ctx, size_t at)
{
    at += kx_char_at(ctx, at) == ':';
    at += kx_blanks_at(ctx, at);
    size_t n = kx_digits_at(ctx, at);
    if (n < 1 || n > 2)
        return false;
    at += n;
    if (kx_char_at(ctx, at) == '/' || kx_is_hyphen(kx_char_at(ctx, at))) {
        n = kx_digits_at(ctx, at + 1);
        if (n < 1 || n > 2)
            return false;
        at += 1 + n;
    }
    return kx_char_at(ctx, at + kx_blanks_at(ctx, at)) == 0xB0;
}

/* " van 13-17u", " van 9.30-12 uur", " van 19 tot 21 uur": a span of hours. */
static bool span_of_hours_follows(const kx_context *ctx, size_t at)
{
    /* "zo van 5-7 jaar" is no Sunday, nor "ma van 5 tot 7" a Monday. */
    bool certain = g_ascii_strncasecmp(ctx->text + ctx->at, "zo", 2) != 0 &&
                   g_ascii_strncasecmp(ctx->text + ctx->at, "ma", 2) != 0;
    for (unsigned i = 0; i < ctx->before->len; i++)
        certain |= kx_token_has(&g_array_index(ctx->before, kx_token, i), KX_FIELD_WEEKDAY);
    at += kx_blanks_at(ctx, at);
    if (!certain || !kx_word_is(ctx, at, "van"))
        return false;
    at += strlen("van");
    at += kx_blanks_at(ctx, at);
    const size_t n = kx_digits_at(ctx, at);
    const gunichar c = kx_char_at(ctx, at + n);
    static const char *const tot[] = {"tot", NULL};
    if (kx_follows(ctx, at + n, tot))
        return n >= 1 && n <= 2;
    return n >= 1 && n <= 2 && (kx_is_pair_link(c) || c == 'u' || c == '.') &&
           kx_digits_at(ctx, at + n + kx_width(c)) > 0;
}

/* " 9.00", " 18:30", " 9u", " tot 21 u", " 9-12 uur", " 9-12u", " 9-17": the shape of a time. */
static bool clock_follows(const kx_context *ctx, size_t at)
{
    static const char *const hours[] = {"uur", "u", NULL}, *const links[] = {"tot", "vanaf"};
    at += kx_char_at(ctx, at) == ':'; /* za: 10-16 uur */
    at += kx_blanks_at(ctx, at);
    for (unsigned i = 0; i < G_N_ELEMENTS(links); i++)
        if (kx_word_is(ctx, at, links[i])) {
            at += strlen(links[i]);
            at += kx_blanks_at(ctx, at);
        }
    size_t n = kx_digits_at(ctx, at);
    if (n < 1 || n > 2)
        return false;
    if (kx_hours_here(ctx, at, true))
        return true;
    at += n;
    gunichar c = kx_char_at(ctx, at);
    if (c == '.' || c == ':')
        return kx_digits_at(ctx, at + 1) == 2;
    if (c == 'u')
        return kx_ends_at(ctx, at + 1) || kx_digits_at(ctx, at + 1) == 2;
    if (kx_follows(ctx, at, hours))
        return true;
    if (!kx_is_pair_link(c))
        return false;
    at += kx_width(c);
    n = kx_digits_at(ctx, at);
    const gunichar second = kx_char_at(ctx, at + n);
    if ((second == '.' || second == ':' || second == 'u') && kx_digits_at(ctx, at + n + 1) == 2)
        return true; /* vr 9-12.30u */
    return n > 0 && n <= 2 && kx_follows(ctx, at + n, hours);
}

/* "VRT 1, vr, 23.15u": between commas, before a time. */
static bool is_between_commas(const kx_context *ctx, size_t end)
{
    static const char *const comma[] = {",", NULL};
    return kx_previous_is(ctx, 0, comma) && kx_char_at(ctx, end) == ',' &&
           clock_follows(ctx, end + 1);
}

/* "wo 18/25": the least and the most of a day's temperature, no day and month. */
static bool temperatures_follow(const kx_context *ctx, size_t at)
{
    const size_t first = at + kx_blanks_at(ctx, at), n = kx_digits_at(ctx, first);
    const size_t second = first + n + 1, m = kx_digits_at(ctx, second);
    const gunichar next = kx_char_at(ctx, second + m);
    const bool more = next != 0 && next != 0xB0 && !(next < 128 && strchr(",.;)", (int)next));
    return first > at && n >= 1 && n <= 2 && kx_char_at(ctx, second - 1) == '/' && m == 2 &&
           kx_digits_value(ctx, second, m) > KX_MONTHS && !more;
}

/* "Olivia Rodrigo (vr), Muse (zo)": alone in brackets behind a name. */
static bool is_bracketed(const kx_context *ctx, size_t end)
{
    if (ctx->before->len < 2 || kx_char_before(ctx, ctx->at) != '(' ||
        kx_char_at(ctx, end) != ')' || !g_ascii_islower(ctx->text[ctx->at]))
        return false;
    const kx_token *name = &g_array_index(ctx->before, kx_token, ctx->before->len - 2);
    return g_unichar_isupper(kx_char_at(ctx, name->range.start));
}

/* ---- the class ---- */

/* "/zo" behind a weekday: the slash says "en", or a pause where more of them follow. */
static size_t slash_at(const kx_context *ctx)
{
    if (kx_char_at(ctx, ctx->at) != '/' || ctx->before->len == 0)
        return 0;
    const kx_token *last = &g_array_index(ctx->before, kx_token, ctx->before->len - 1);
    return kx_token_has(last, KX_FIELD_WEEKDAY) && last->range.end == ctx->at ? 1 : 0;
}

/* ma-wo-vr: three short weekdays or more, in their order: SPOKEN are those behind the first. */
static size_t row_match(const kx_context *ctx, kx_token *token)
{
    enum { ROW_MIN = 3 };
    g_autoptr(GString) row = g_string_new(NULL);
    unsigned count = 0, last = 0;
    for (size_t at = ctx->at;; count++) {
        size_t n;
        const kx_cell *day = kx_calendar_name_at(ctx, at, &kx_table_weekdays, &n);
        if (!day || kx_calendar_is_full(day) || kx_calendar_number(day) <= last)
            return 0;
        last = kx_calendar_number(day);
        if (count == 0)
            kx_calendar_set_name(ctx, token, KX_FIELD_WEEKDAY, kx_text(day, 1));
        else
            g_string_append_printf(row, "%s%s", count > 1 ? "|" : "", kx_text(day, 1));
        at += n;
        const gunichar link = kx_char_at(ctx, at);
        if (!kx_is_pair_link(link)) {
            kx_token_set_text(token, KX_FIELD_SPOKEN, row->str, -1);
            if (ctx->text[at - 1] == '.' && kx_is_last(ctx, at))
                kx_token_set_mark(token, '.');
            return count + 1 >= ROW_MIN && kx_ends_at(ctx, at) ? at - ctx->at : 0;
        }
        at += kx_width(link);
    }
}

static size_t weekday_match(const kx_context *ctx, kx_token *token)
{
    const size_t row_length = row_match(ctx, token);
    if (row_length > 0)
        return row_length;
    token->n_fields = 0;
    size_t n, link = slash_at(ctx), at = ctx->at + link;
    const kx_cell *row = kx_calendar_name_at(ctx, at, &kx_table_weekdays, &n), *second;
    if (!row)
        return 0;
    size_t end = at + n, range = range_at(ctx, end, row, &second);
    if (range > 0) {
        kx_calendar_set_name(ctx, token, KX_FIELD_WEEKDAY, kx_text(row, 1));
        kx_token_set_text(token, KX_FIELD_TO, kx_text(second, 1), -1);
        if (ctx->text[end + range - 1] == '.' && kx_is_last(ctx, end + range))
            kx_token_set_mark(token, '.');
        return end + range - ctx->at;
    }
    if (kx_calendar_is_full(row))
        return 0;
    size_t day = day_before_dash_at(ctx, end, row);
    if (day > 0) {
        size_t digits = end + kx_blanks_at(ctx, end);
        kx_calendar_set_name(ctx, token, KX_FIELD_WEEKDAY, kx_text(row, 1));
        kx_token_set(token, KX_FIELD_DAY, kx_digits_value(ctx, digits, end + day - digits));
        return end + day - ctx->at;
    }
    bool dot = ctx->text[end - 1] == '.';
    bool last = dot && (kx_is_last(ctx, end) || kx_char_at(ctx, end) == '.'); /* zo... mooi */
    bool paired = link > 0 || kx_calendar_goes_on(ctx, KX_FIELD_WEEKDAY) ||
                  weekday_follows(ctx, end, row) || days_follow(ctx, end) ||
                  clock_follows(ctx, end) || degrees_follow(ctx, end) ||
                  temperatures_follow(ctx, end) || span_of_hours_follows(ctx, end) ||
                  closed_follows(ctx, end) || entry_follows(ctx, end) || is_bracketed(ctx, end) ||
                  is_between_commas(ctx, end);
    /* A dot makes it a weekday, unless it may as well end the sentence ("dat is zo."). */
    if (!paired && (!dot || last))
        return 0;
    if (link > 0)
        kx_token_set_text(token, KX_FIELD_TEXT,
                          kx_char_at(ctx, end) == '/' ? "," : kx_calendar_slash_word(ctx), -1);
    kx_calendar_set_name(ctx, token, KX_FIELD_WEEKDAY, kx_text(row, 1));
    if (last)
        kx_token_set_mark(token, '.');
    return end - ctx->at;
}

/* woensdag and vrijdag of "ma-wo-vr", each behind a pause. */
static void say_row(const char *row, kx_spoken *out)
{
    g_auto(GStrv) days = g_strsplit(row, "|", -1);
    for (unsigned i = 0; days[i]; i++) {
        kx_say_mark(out, ',');
        kx_say(out, KX_SEAM_SPACE, days[i]);
    }
}

static bool weekday_say(const kx_token *token, const kx_style *style, kx_spoken *out)
{
    (void)style;
    const char *link = kx_token_get_text(token, KX_FIELD_TEXT);
    const char *to = kx_token_get_text(token, KX_FIELD_TO);
    const char *row = kx_token_get_text(token, KX_FIELD_SPOKEN);
    if (link && *link == ',')
        kx_say_mark(out, ',');
    else if (link)
        kx_say(out, KX_SEAM_SPACE, link);
    kx_say(out, KX_SEAM_SPACE, kx_token_get_text(token, KX_FIELD_WEEKDAY));
    if (row)
        say_row(row, out);
    if (kx_token_has(token, KX_FIELD_DAY)) {
        g_autofree char *day = g_strdup_printf("%d", (int)kx_token_get(token, KX_FIELD_DAY, 0));
        kx_say_number(out, KX_SEAM_SPACE, day, KX_NUMBER_CARDINAL);
    }
    if (to) {
        kx_say(out, KX_SEAM_SPACE, kx_up_to_and_including);
        kx_say(out, KX_SEAM_SPACE, to);
    }
    kx_say_end(token, out);
    return true;
}

const kx_class kx_class_weekday = {
    .name = "weekday",
    .what = N_("short weekdays without a date: za. en zo., ma t/m vr, di-zo"),
    .starts = KX_AT_WORD | KX_AT_LETTER | KX_AT_SIGN,
    .match = weekday_match,
    .say = weekday_say,
};
