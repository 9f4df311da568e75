/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "read/html.h"

#include "read/marks.h"

#include <string.h>

/* Sorted by nothing; all that stands at the edge of lines in pages, but for emphasis and links. */
static const char *const structure[] = {
    "p",       "div",    "br",     "h1",     "h2",         "h3",   "h4",     "h5",      "h6",
    "ul",      "ol",     "li",     "table",  "thead",      "tr",   "td",     "th",      "tbody",
    "section", "header", "footer", "figure", "figcaption", "main", "nav",    "article", "aside",
    "html",    "head",   "body",   "title",  "meta",       "link", "script", "style",   "span",
    "iframe",  "form",   "img",    "hr",     "blockquote", "dl",   "dt",     "dd",      "pre"};

/* The bytes from `at` on are a tag of structure, opening or closing. */
static bool is_tag(const char *text, size_t at, size_t end)
{
    size_t start, n = 0;

    if (at == end || text[at] != '<')
        return false;
    start = at + 1 < end && text[at + 1] == '/' ? at + 2 : at + 1;
    while (start + n < end && g_ascii_isalnum(text[start + n]))
        n++;
    if (n == 0 || start + n == end || strchr("> \t\n/", text[start + n]) == NULL)
        return false;
    for (gsize i = 0; i < G_N_ELEMENTS(structure); i++)
        if (strlen(structure[i]) == n && g_ascii_strncasecmp(text + start, structure[i], n) == 0)
            return true;
    return false;
}

static bool ends_with_tag(const char *text, kx_range range)
{
    size_t at = range.end;

    if (at == range.start || text[at - 1] != '>')
        return false;
    while (at > range.start && text[at - 1] != '<' && text[at - 1] != '\n')
        at--;
    return at > range.start && text[at - 1] == '<' && is_tag(text, at - 1, range.end);
}

static bool opens_as(const char *text, kx_range range, const char *start)
{
    size_t n = strlen(start);

    return range.end - range.start > n && g_ascii_strncasecmp(text + range.start, start, n) == 0 &&
           !g_ascii_isalnum(text[range.start + n]);
}

/* After "<?xml ... ?>" and comments. */
static kx_range without_prolog(const char *text, kx_range range)
{
    static const char *const prologs[][2] = {{"<?xml", "?>"}, {"<!--", "-->"}};

    for (gsize i = 0; i < G_N_ELEMENTS(prologs);) {
        const char *end = NULL;
        size_t n = range.end - range.start;
        if (g_str_has_prefix(text + range.start, prologs[i][0]))
            end = g_strstr_len(text + range.start, (gssize)n, prologs[i][1]);
        if (end == NULL) {
            i++;
            continue;
        }
        range.start = (size_t)(end - text) + strlen(prologs[i][1]);
        range = kx_trim(text, range);
        i = 0;
    }
    return range;
}

bool kx_is_html(const char *text, size_t length)
{
    kx_range all = without_prolog(text, kx_trim(text, (kx_range){0, length}));
    size_t n_lines = 0, n_tagged = 0;

    if (opens_as(text, all, "<!doctype html") || opens_as(text, all, "<html") ||
        (is_tag(text, all.start, all.end) && ends_with_tag(text, all)))
        return true;
    for (size_t at = all.start, end; at < all.end; at = end + 1) {
        const char *lf = memchr(text + at, '\n', all.end - at);
        end = lf != NULL ? (size_t)(lf - text) : all.end;
        kx_range line = kx_trim(text, (kx_range){at, end});
        if (line.end == line.start)
            continue;
        n_lines++;
        n_tagged += is_tag(text, line.start, line.end) || ends_with_tag(text, line);
    }
    return 2 * n_tagged > n_lines;
}

/* <newsItem> … </newsItem>: what opens the text closes it. */
static bool is_element(const char *text, kx_range all)
{
    size_t n = 0;

    while (all.start + 1 + n < all.end &&
           (g_ascii_isalnum(text[all.start + 1 + n]) || strchr(":_.-", text[all.start + 1 + n])))
        n++;
    if (n == 0 || text[all.start] != '<' || all.end - all.start < 2 * n + strlen("<></>") ||
        text[all.end - 1] != '>')
        return false;
    const char *close = text + all.end - 1 - n;
    return close[-2] == '<' && close[-1] == '/' && memcmp(close, text + all.start + 1, n) == 0;
}

/* {"key": … } or [{"key": … }] */
static bool is_json(const char *text, kx_range all)
{
    if (all.start == all.end || strchr("}]", text[all.end - 1]) == NULL)
        return false;
    if (text[all.start] == '[')
        all = kx_trim(text, (kx_range){all.start + 1, all.end});
    if (all.start == all.end || text[all.start] != '{')
        return false;
    all = kx_trim(text, (kx_range){all.start + 1, all.end});
    if (all.start == all.end || text[all.start] != '"')
        return false;
    for (all.start++; all.start < all.end && text[all.start] != '"'; all.start++)
        if (text[all.start] == '\\' || text[all.start] == '\n')
            return false;
    all = kx_trim(text, (kx_range){MIN(all.start + 1, all.end), all.end});
    return all.start < all.end && text[all.start] == ':';
}

/* A line "Name: value" of a mail's head, or one that goes on with the value above it. */
static bool is_mail_line(const char *text, size_t at, size_t end, bool *known)
{
    static const char *const names[] = {
        "From",         "To",           "Subject",       "Received",
        "Reply-To",     "Return-Path",  "Message-ID",    "MIME-Version",
        "Content-Type", "Delivered-To", "DKIM-Signature"};
    size_t n = 0;

    *known = false;
    if (text[at] == ' ' || text[at] == '\t')
        return true;
    while (at + n < end && (g_ascii_isalnum(text[at + n]) || text[at + n] == '-'))
        n++;
    for (gsize i = 0; i < G_N_ELEMENTS(names); i++)
        *known |= strlen(names[i]) == n && g_ascii_strncasecmp(text + at, names[i], n) == 0;
    return n > 0 && at + n < end && text[at + n] == ':';
}

bool kx_is_mail(const char *text, size_t length)
{
    const kx_range all = kx_trim(text, (kx_range){0, length});
    unsigned n_known = 0;
    bool known;

    for (size_t at = all.start, end; at < all.end && text[at] != '\n'; at = end + 1) {
        const char *lf = memchr(text + at, '\n', all.end - at);
        end = lf != NULL ? (size_t)(lf - text) : all.end;
        if (at == all.start && g_str_has_prefix(text + at, "From "))
            continue;
        if (!is_mail_line(text, at, end, &known))
            return false;
        n_known += known;
    }
    return n_known >= 2;
}

const char *kx_data_format(const char *text, size_t length)
{
    kx_range all = kx_trim(text, (kx_range){0, length});

    if (opens_as(text, all, "<?xml") || is_element(text, all))
        return "XML";
    return is_json(text, all) ? "JSON" : NULL;
}
