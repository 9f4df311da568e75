/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "read/links.h"

#include <string.h>

enum { OPEN_MAX = 8, ADDRESS_BYTES_MAX = 2000 };

typedef struct {
    const char *text;
    size_t start, end;
    size_t open[OPEN_MAX]; /* "[" that have not been closed in this paragraph, the last one last */
    unsigned n_open;
    GArray *cuts, *whole;
    unsigned n_links;
    size_t first_link;
} finder;

static bool is_blank(char c)
{
    return c == ' ' || c == '\t';
}

static size_t skip_blanks(const finder *f, size_t at)
{
    while (at < f->end && is_blank(f->text[at]))
        at++;
    return at;
}

/* Where a title in quotes ends that begins at `at`; `at` if there is none. */
static size_t skip_title(const finder *f, size_t at)
{
    size_t end = at + 1;

    if (at == f->end || (f->text[at] != '"' && f->text[at] != '\''))
        return at;
    while (end < f->end && f->text[end] != f->text[at] && f->text[end] != '\n')
        end++;
    return end < f->end && f->text[end] == f->text[at] ? end + 1 : at;
}

/* Where "(address "title")" ends that begins at `at`; 0 if there is none. No address holds "[": so
 * a flood of them is looked through once. */
static size_t end_of_target(const finder *f, size_t at)
{
    size_t start = skip_blanks(f, at + 1), end = start;
    int round = 0;
    bool address = false;

    for (; end < f->end && end - start < ADDRESS_BYTES_MAX && !g_ascii_isspace(f->text[end]) &&
           f->text[end] != '[' && round >= 0;
         end++) {
        round += (f->text[end] == '(') - (f->text[end] == ')');
        address = address || strchr("./#:@", f->text[end]) != NULL;
    }
    end -= round < 0;
    if (!address)
        return 0;
    end = skip_blanks(f, skip_title(f, skip_blanks(f, end)));
    return end < f->end && f->text[end] == ')' ? end + 1 : 0;
}

/* Nothing but blanks, or `mark` before them, between there and the edge of the line. */
static bool is_line_start(const finder *f, size_t at, char mark)
{
    at -= at > f->start && mark != '\0' && f->text[at - 1] == mark;
    while (at > f->start && is_blank(f->text[at - 1]))
        at--;
    return at == f->start || f->text[at - 1] == '\n';
}

static bool is_line_end(const finder *f, size_t at, char mark)
{
    at = skip_blanks(f, at);
    return at == f->end || f->text[at] == '\n' || (mark != '\0' && f->text[at] == mark);
}

/* The brackets at `open` and `close` are a link or picture that ends at `end`. */
static void take(finder *f, size_t open, size_t close, size_t end, guint line)
{
    bool picture = open > f->start && f->text[open - 1] == '!';
    const size_t start = open - picture;
    const kx_edit cuts[] = {{.range = {start, open + 1}}, {.range = {close, end}}};

    if (picture && is_line_start(f, start, '[') && is_line_end(f, end, ']'))
        return; /* also where it is the words of a link */
    g_array_append_vals(f->cuts, cuts, G_N_ELEMENTS(cuts));
    if (f->n_links++ == 0)
        f->first_link = open;
    if (!picture && f->text[open + 1] != '!' && is_line_start(f, open, '\0') &&
        is_line_end(f, end, '\0') && memchr(f->text + open, '\n', end - open) == NULL)
        g_array_append_val(f->whole, line);
}

static void open_bracket(finder *f, size_t at)
{
    if (f->n_open == OPEN_MAX)
        memmove(f->open, f->open + 1, --f->n_open * sizeof *f->open);
    f->open[f->n_open++] = at;
}

static void find(finder *f)
{
    guint line = 0;
    bool blank = true; /* nothing but blanks in this line so far */

    for (size_t at = f->start, next; at < f->end; at = next) {
        const char c = f->text[at];
        next = at + 1;
        if (c == '\n') {
            line++;
            f->n_open = blank ? 0 : f->n_open;
            blank = true;
            continue;
        }
        blank = blank && g_ascii_isspace(c);
        if (c == '[')
            open_bracket(f, at);
        if (c != ']' || f->n_open == 0)
            continue;
        const size_t open = f->open[--f->n_open];
        const size_t end = next < f->end && f->text[next] == '(' ? end_of_target(f, next) : 0;
        if (end > 0) {
            take(f, open, at, end, line);
            next = end;
        }
    }
}

GArray *kx_links_cut(kx_document *doc, size_t start)
{
    finder f = {.text = doc->text, .start = start, .end = doc->length};

    f.whole = g_array_new(FALSE, FALSE, sizeof(guint));
    if (g_strstr_len(doc->text + start, (gssize)(doc->length - start), "](") == NULL)
        return f.whole;
    f.cuts = g_array_new(FALSE, FALSE, sizeof(kx_edit));
    find(&f);
    if (f.n_links > 0)
        kx_document_note(doc,
                         "of links and pictures in Markdown the words are read, not the addresses: "
                         "%u, the first in line %u",
                         f.n_links, kx_document_line(doc, f.first_link));
    kx_document_edit_all(doc, f.cuts);
    return f.whole;
}
