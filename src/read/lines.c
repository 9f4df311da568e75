/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "read/lines.h"

#include <stdlib.h>
#include <string.h>

/* A line of a list; prose is rarely wrapped as narrow with a capital at the start of each line. */
#define ITEM_CHARS_MAX 60
/* A heading that only its look tells from the text below it. */
#define HEADING_CHARS_MAX 80

kx_line kx_line_new(const char *text, size_t start, size_t end)
{
    kx_line line = {.range = kx_trim(text, (kx_range){start, end})};

    line.indented = line.range.start > start;
    line.mark = kx_mark_of(text, line.range, &line.content);
    return line;
}

bool kx_line_continues(const char *text, const kx_line *line)
{
    return line->mark == KX_MARK_NONE &&
           (line->indented || g_unichar_islower(g_utf8_get_char(text + line->range.start)));
}

static size_t chars_of(const char *text, kx_range range)
{
    return (size_t)g_utf8_strlen(text + range.start, (gssize)(range.end - range.start));
}

static bool is_within(const char *text, kx_range range, size_t chars_max)
{
    return range.end - range.start <= chars_max * 4 && chars_of(text, range) <= chars_max;
}

/* "sc Heerenveen - NEC 2-2": a club whose name begins in lower case; nothing else ends in a digit
 * after a dash between blanks. */
static bool is_score(const char *text, kx_range range)
{
    g_autofree char *line = g_strndup(text + range.start, range.end - range.start);
    const char *end = line + (range.end - range.start);

    while (end > line && end[-1] == ')')
        end--;
    return end > line && g_ascii_isdigit(end[-1]) &&
           (g_strstr_len(line, -1, " - ") != NULL || g_strstr_len(line, -1, " – ") != NULL);
}

static bool is_item(const char *text, const kx_line *line)
{
    if (line->mark != KX_MARK_NONE || !is_within(text, line->range, ITEM_CHARS_MAX) ||
        kx_ending_of(text, line->range) != KX_ENDING_OPEN)
        return false;
    kx_line_start start = kx_line_start_of(text, line->range);
    return start == KX_LINE_START_CAPITAL || start == KX_LINE_START_DIGIT ||
           (start == KX_LINE_START_OTHER && is_score(text, line->range));
}

guint kx_lines_list(const char *text, const kx_line *lines, guint n)
{
    guint start = n;

    while (start > 0 && is_item(text, &lines[start - 1]))
        start--;
    if (n - start < 2)
        return n;
    return start == 0 || text[lines[start - 1].range.end - 1] == ':' ? start : n;
}

/* "Door Jan de Wit", "Van onze verslaggever" */
static bool is_byline(const char *text, kx_range line)
{
    return g_str_has_prefix(text + line.start, "Door ") ||
           g_str_has_prefix(text + line.start, "Van onze ");
}

/* "9.30 ", "20:15: ", "20.15-21.00 ": of 0 to 23 hours and 0 to 59 minutes. */
static bool opens_with_time(const char *text, kx_range line)
{
    enum { HOURS = 24, MINUTES = 60 };
    const char *at = text + line.start;
    const size_t n = strspn(at, "0123456789");

    if (n < 1 || n > 2 || line.end - line.start <= n + strlen(".00") || !strchr(".:", at[n]) ||
        strspn(at + n + 1, "0123456789") != 2 || !strchr(" :,-", at[n + 3]))
        return false;
    return strtoul(at, NULL, 10) < HOURS && strtoul(at + n + 1, NULL, 10) < MINUTES;
}

static bool is_heading_line(const char *text, const kx_line *line)
{
    return line->mark == KX_MARK_NONE && is_within(text, line->content, HEADING_CHARS_MAX) &&
           kx_looks_like_heading(text, line->content) && !kx_is_caption(text, line->content) &&
           !is_byline(text, line->content) &&
           (kx_line_start_of(text, line->content) == KX_LINE_START_CAPITAL ||
            opens_with_time(text, line->content)); /* 14.15 Rente blijft gelijk */
}

static bool is_prose(const char *text, const kx_line *lines, guint n)
{
    for (guint i = 0; i < n; i++)
        if (lines[i].mark != KX_MARK_NONE)
            return false;
    return n > 0 && kx_line_start_of(text, lines[0].content) == KX_LINE_START_CAPITAL &&
           kx_ending_of(text, lines[n - 1].content) == KX_ENDING_STOP;
}

/* "Door Jan van der Wit en Piet Baas", but no "Door de regen zijn" or "Door Amsterdam rijdt". */
static bool has_names_only(const char *text, kx_range line)
{
    static const char *const others[] = {"van", "de", "der", "den", "ten", "ter", "en", "&", NULL};
    g_autofree char *written = g_strndup(text + line.start, line.end - line.start);
    g_auto(GStrv) words = g_strsplit(written, " ", -1);

    if (!g_str_equal(words[0], "Door"))
        return true;
    for (guint i = 1; words[i] != NULL; i++)
        if (!g_unichar_isupper(g_utf8_get_char(words[i])) &&
            (i == 1 || !g_strv_contains(others, words[i])))
            return false;
    return true;
}

bool kx_lines_have_byline(const char *text, const kx_line *lines, guint n)
{
    return n > 1 && lines[0].mark == KX_MARK_NONE && is_byline(text, lines[0].range) &&
           has_names_only(text, lines[0].range) &&
           is_within(text, lines[0].range, ITEM_CHARS_MAX) &&
           kx_ending_of(text, lines[0].range) == KX_ENDING_OPEN && is_prose(text, lines + 1, n - 1);
}

bool kx_lines_have_heading(const char *text, const kx_line *lines, guint n)
{
    if (n < 2 || !is_heading_line(text, &lines[0]) || !is_prose(text, lines + 1, n - 1))
        return false;
    if (lines[0].bold)
        return true;
    if (kx_ending_of(text, lines[0].range) != KX_ENDING_OPEN ||
        kx_has_inner_stop(text, lines[0].range))
        return false;

    size_t first = chars_of(text, lines[0].range), longest = 0;
    for (guint i = 1; i < n; i++) {
        const size_t chars = chars_of(text, lines[i].range);
        longest = MAX(longest, chars);
    }
    if (longest < 2 * first)
        return false;
    /* Two in a row may be anything: a name and an office, verses. */
    return n == 2 || !is_heading_line(text, &lines[1]) ||
           kx_line_start_of(text, lines[2].range) != KX_LINE_START_CAPITAL;
}

bool kx_lines_caption(const char *text, const kx_line *lines, guint n, guint i)
{
    kx_range range = lines[i].content;

    if (lines[i].mark != KX_MARK_NONE || !kx_is_caption(text, range))
        return false;
    if (n == 1 || text[range.start] == '[' || text[range.start] == '(')
        return true;
    /* Wrapped prose may have such a word at the start of a line, but not alone on it. */
    return is_within(text, range, ITEM_CHARS_MAX) && kx_ending_of(text, range) == KX_ENDING_OPEN &&
           (i == 0 || kx_ending_of(text, lines[i - 1].range) != KX_ENDING_GOES_ON) &&
           (i + 1 == n || kx_line_start_of(text, lines[i + 1].content) != KX_LINE_START_OTHER);
}

bool kx_lines_entry(const char *text, const kx_line *lines, guint n, guint i)
{
    if (lines[i].mark != KX_MARK_NONE || !opens_with_time(text, lines[i].range))
        return false;
    /* The nearest first: of many lines each is looked at a few times. */
    for (guint other = i + 1; other < n; other++)
        if (opens_with_time(text, lines[other].range))
            return true;
    for (guint other = i; other > 0; other--)
        if (opens_with_time(text, lines[other - 1].range))
            return true;
    return false;
}
