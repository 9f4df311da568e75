/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "text/sentence_mark.h"

#include <stdlib.h>
#include <string.h>

/* 90+3: a minute of extra time. */
static bool is_added_time(const kx_scan *s, kx_range word)
{
    enum { MINUTE_DIGITS = 3 };
    const char *plus = memchr(s->text + word.start, '+', word.end - word.start);
    if (plus == NULL)
        return false;
    const size_t at = (size_t)(plus - s->text);
    const kx_range minute = {word.start, at}, added = {at + 1, word.end};
    return minute.end - minute.start <= MINUTE_DIGITS && minute.end > minute.start &&
           added.end > added.start && kx_scan_is_number(s, minute) && kx_scan_is_number(s, added);
}

/* The 45. of "23. en 45. Waem". */
static bool follows_rank(const kx_scan *s, kx_range word)
{
    static const char en[] = "en";
    const kx_range link = kx_scan_previous_word(s, word);
    if (link.end - link.start != strlen(en) || memcmp(s->text + link.start, en, strlen(en)) != 0)
        return false;
    const kx_range first = kx_scan_previous_word(s, link);
    return first.end > first.start + 1 && s->text[first.end - 1] == '.' &&
           g_ascii_isdigit(s->text[first.start]);
}

/* "41. Tom Bos 1-0, 62. Dion 1-1": the score behind the minute of a goal. */
static bool is_goal(const kx_scan *s, kx_range word)
{
    enum { NAME_BYTES = 48 };
    for (size_t at = word.end + 2; at < s->end && at < word.end + NAME_BYTES; at++) {
        if (kx_is_one_of((guchar)s->text[at], ",;\n"))
            return false;
        if (s->text[at] == '-' && g_ascii_isdigit(s->text[at - 1]) &&
            g_unichar_isdigit(kx_scan_char(s, at + 1)))
            return true;
    }
    return false;
}

/* The 2. of "1. PSV 12-33 2. Ajax 12-28", where no comma stands between the entries. */
static bool follows_pair(const kx_scan *s, kx_range word)
{
    const kx_range pair = kx_scan_previous_word(s, word);
    const char *link = memchr(s->text + pair.start, '-', pair.end - pair.start);
    if (link == NULL)
        return false;
    const size_t at = (size_t)(link - s->text);
    return kx_scan_is_number(s, (kx_range){pair.start, at}) &&
           kx_scan_is_number(s, (kx_range){at + 1, pair.end});
}

/* A. Ja; B. Nee, I. Inleiding; II. Slot */
static bool is_letter_mark(const kx_scan *s, kx_range mark)
{
    size_t at = mark.start;
    while (at < mark.end && kx_is_one_of((guchar)s->text[at], "IVX"))
        at++;
    return at == mark.end || (mark.end - mark.start == 1 && g_ascii_isupper(s->text[mark.start]));
}

/* "2. Fruit", "b. Zet": an item of a list with this number or letter begins at `at`. */
static bool is_item(const kx_scan *s, size_t at, const char *number)
{
    const size_t n = strlen(number), end = at + n;
    if (end + strlen(". A") > s->end || memcmp(s->text + at, number, n) != 0 ||
        s->text[end] != '.' || s->text[end + 1] != ' ')
        return false;
    const kx_following next = kx_scan_following(s, end + 1 + strlen(" "));
    return (at == s->sentence || s->text[at - 1] == ' ') && next.kind == KX_NEXT_UPPER;
}

/* Whether such an item was told before `from` in this sentence. */
static bool item_before(const kx_scan *s, size_t from, const char *number)
{
    enum { ITEM_BYTES = 400 };
    for (size_t at = from; at > s->sentence && from - at < ITEM_BYTES; at--) {
        if (is_item(s, at - 1, number))
            return true;
    }
    return false;
}

/* The 2. of "Agenda: 1. Opening 2. Notulen". */
static bool follows_item(const kx_scan *s, kx_range mark)
{
    g_autofree char *before = g_strdup_printf("%lu", strtoul(s->text + mark.start, NULL, 10) - 1);
    return item_before(s, mark.start, before);
}

bool kx_dot_is_rank(const kx_scan *s, kx_range word, const kx_following *next)
{
    enum { DIGITS_MAX = 2 };
    size_t at = word.start;
    while (at > s->sentence && s->text[at - 1] == ' ')
        at--;
    const kx_range digits = {word.start, word.end - 1};
    if (at > s->sentence && kx_is_one_of((guchar)s->text[at - 1], ";:") &&
        is_letter_mark(s, digits))
        return next->kind == KX_NEXT_UPPER;
    const guchar mark = at > s->sentence ? (guchar)s->text[at - 1] : 0;
    const bool rank = kx_scan_is_number(s, digits) && digits.end - digits.start <= DIGITS_MAX;
    if (rank && next->kind == KX_NEXT_UPPER && follows_item(s, digits))
        return true;
    const bool marked = kx_is_one_of(mark, ",;:(") || follows_rank(s, word) ||
                        follows_pair(s, word) || (mark == ')' && is_goal(s, word));
    return mark != 0 && marked && (rank || is_added_time(s, digits)) &&
           next->kind == KX_NEXT_UPPER && !next->quoted &&
           (!kx_scan_is_function_word(s, next->word) || kx_scan_is_surname(s, next->word, false));
}

bool kx_dot_is_before_item(const kx_scan *s, size_t dot, const kx_following *next)
{
    enum { DIGITS_MAX = 2 };
    const size_t n = next->word.end - next->word.start;
    const char *written = s->text + next->word.start;
    const bool letter = n == 1 && *written > 'a' && *written <= 'z';
    if (n > DIGITS_MAX || !(letter || (next->kind == KX_NEXT_NUMBER && n > 0)))
        return false;
    g_autofree char *number = g_strndup(written, n);
    const unsigned long value = strtoul(number, NULL, 10);
    if ((!letter && value < 2) || !is_item(s, next->word.start, number))
        return false;
    g_autofree char *before =
        letter ? g_strdup_printf("%c", *written - 1) : g_strdup_printf("%lu", value - 1);
    return item_before(s, dot, before);
}

bool kx_dot_is_list_mark(const kx_scan *s, kx_range word)
{
    bool starts_line = word.start == s->start || s->text[word.start - 1] == '\n';
    bool starts_item = starts_line && word.start > s->start + 1 &&
                       kx_is_one_of((guchar)s->text[word.start - 2], ":;,.");
    if (word.start != s->sentence && !starts_item)
        return false;
    kx_range mark = {word.start, word.end - 1};
    if (is_added_time(s, mark))
        return true;
    if (kx_scan_is_number(s, mark))
        return mark.end - mark.start <= (starts_line ? 3 : 1) ||
               (mark.end - mark.start == 2 && is_goal(s, word));
    return mark.end - mark.start == 1 && g_ascii_isalpha(s->text[mark.start]);
}
