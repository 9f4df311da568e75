/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "read/front_values.h"

#include "read/marks.h"

#include <string.h>

static void add_edit(GArray *edits, size_t start, size_t end, gunichar with)
{
    const kx_edit edit = {{start, end}, with};

    g_array_append_val(edits, edit);
}

/* The character of so many hexadecimal digits at `at`; 0: none that may stand in a text. */
static gunichar coded(const char *text, size_t at, size_t end, unsigned digits)
{
    gunichar c = 0;

    if (end - at < digits)
        return 0;
    for (unsigned i = 0; i < digits; i++) {
        int value = g_ascii_xdigit_value(text[at + i]);
        if (value < 0)
            return 0;
        c = c << 4 | (gunichar)value;
    }
    return g_unichar_validate(c) && g_unichar_isdefined(c) && !g_unichar_iscntrl(c) &&
                   !g_unichar_ismark(c)
               ? c
               : 0;
}

/* What the escape at `at` means, and its length; 0: it is not known. */
static gunichar escaped(const char *text, size_t at, size_t end, size_t *length)
{
    char c = at + 1 < end ? text[at + 1] : '\0';
    unsigned digits = c == 'x' ? 2 : c == 'u' ? 4 : c == 'U' ? 8 : 0;

    *length = 2 + digits;
    if (digits > 0)
        return coded(text, at + 2, end, digits);
    if (c != '\0' && strchr("\"\\/ ", c) != NULL)
        return (gunichar)c;
    return c != '\0' && strchr("nrtN_", c) != NULL ? ' ' : 0;
}

/* The end of what is quoted at `at`, with its edits; 0: no such thing. */
static size_t read_quoted(const char *text, size_t at, size_t end, GArray *edits)
{
    const char quote = text[at];
    size_t length = 1;

    add_edit(edits, at, at + 1, 0);
    for (at++; at < end; at += length) {
        length = 1;
        if (text[at] == quote && (quote == '"' || at + 1 == end || text[at + 1] != quote)) {
            add_edit(edits, at, at + 1, 0);
            return at + 1;
        }
        gunichar with = 0;
        if (text[at] == quote) {
            with = (gunichar)quote;
            length = 2;
        } else if (quote == '"' && text[at] == '\\') {
            with = escaped(text, at, end, &length);
            if (with == 0)
                return 0;
        }
        if (with != 0)
            add_edit(edits, at, at + length, with);
    }
    return 0;
}

static bool is_quote(char c)
{
    return c == '"' || c == '\'';
}

static size_t skip_blanks(const char *text, size_t at, size_t end)
{
    while (at < end && (text[at] == ' ' || text[at] == '\t'))
        at++;
    return at;
}

/* The end of the list at `at`, of words in quotes or without; 0: no such thing. */
static size_t read_list(const char *text, size_t at, size_t end, GArray *edits)
{
    add_edit(edits, at, at + 1, 0);
    for (at++; at < end; at++) {
        at = skip_blanks(text, at, end);
        if (at < end && is_quote(text[at])) {
            at = read_quoted(text, at, end, edits);
            if (at == 0)
                return 0;
            at = skip_blanks(text, at, end);
        } else {
            while (at < end && strchr(",[]{}", text[at]) == NULL)
                at++;
        }
        if (at == end || text[at] != ',')
            break;
        add_edit(edits, at, at + 1, ';');
    }
    if (at >= end || text[at] != ']')
        return 0;
    add_edit(edits, at, at + 1, 0);
    return at + 1;
}

static void read_value(const char *text, kx_range value, GArray *edits)
{
    const guint before = edits->len;
    size_t end = 0;

    if (value.start == value.end)
        return;
    if (is_quote(text[value.start]))
        end = read_quoted(text, value.start, value.end, edits);
    else if (text[value.start] == '[')
        end = read_list(text, value.start, value.end, edits);
    const size_t rest = skip_blanks(text, end, value.end);
    if (end == 0 || (rest < value.end && (rest == end || text[rest] != '#')))
        g_array_set_size(edits, before);
    else if (rest < value.end)
        add_edit(edits, end, value.end, 0); /* a comment */
}

void kx_front_values(kx_document *doc, size_t start, size_t end)
{
    const char *text = doc->text;
    GArray *edits = g_array_new(FALSE, FALSE, sizeof(kx_edit));

    for (size_t at = start, next; at < end; at = next + 1) {
        const char *lf = memchr(text + at, '\n', end - at);
        next = lf != NULL ? (size_t)(lf - text) : end;
        kx_range line = kx_trim(text, (kx_range){at, next});
        const bool item = line.end - line.start > 1 && text[line.start] == '-';
        const char *colon =
            item ? text + line.start : memchr(text + line.start, ':', line.end - line.start);
        if (colon != NULL)
            read_value(text, kx_trim(text, (kx_range){(size_t)(colon + 1 - text), line.end}),
                       edits);
    }
    kx_document_edit_all(doc, edits);
}
