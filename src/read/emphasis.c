/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "read/emphasis.h"

#include <string.h>

enum { MARKS_MAX = 3, OPEN_MAX = 8 };

/* Marks of one kind, side by side. */
typedef struct {
    kx_range range;
    guint line;
} run;

typedef struct {
    const char *text;
    size_t start, end;
    run open[OPEN_MAX]; /* that have not been closed in this paragraph, the last one last */
    unsigned n_open;
    GArray *cuts, *bold;
} finder;

static bool is_one_of(gunichar c, const char *chars)
{
    return g_utf8_strchr(chars, -1, c) != NULL;
}

/* The characters at both sides of a run; a blank at the edge of the text. */
static gunichar char_before(const finder *f, size_t at)
{
    return at > f->start ? g_utf8_get_char(g_utf8_prev_char(f->text + at)) : ' ';
}

static gunichar char_after(const finder *f, size_t at)
{
    return at < f->end ? g_utf8_get_char(f->text + at) : ' ';
}

static bool opens(gunichar before, gunichar after)
{
    return (g_unichar_isspace(before) || is_one_of(before, "([{\"'‘“‚„«-–—…*_")) &&
           !g_unichar_isspace(after) && !is_one_of(after, ".,;:!?)]}»”*_/=");
}

static bool closes(gunichar before, gunichar after)
{
    return !g_unichar_isspace(before) && !is_one_of(before, "([{‘“‚„«/=") &&
           (g_unichar_isspace(after) || is_one_of(after, ".,;:!?)]}\"'’”»…-–—/*_"));
}

/* Nothing but blanks between there and the edge of the line. */
static bool is_line_start(const finder *f, size_t at)
{
    while (at > f->start && (f->text[at - 1] == ' ' || f->text[at - 1] == '\t'))
        at--;
    return at == f->start || f->text[at - 1] == '\n';
}

static bool is_line_end(const finder *f, size_t at)
{
    while (at < f->end && (f->text[at] == ' ' || f->text[at] == '\t'))
        at++;
    return at == f->end || f->text[at] == '\n';
}

static size_t length_of(const run *r)
{
    return r->range.end - r->range.start;
}

/* Closes the last open run of as many of the same marks; those that were opened in between are no
 * emphasis. */
static bool close_run(finder *f, const run *closing)
{
    unsigned i = f->n_open;

    while (i > 0 && (f->text[f->open[i - 1].range.start] != f->text[closing->range.start] ||
                     length_of(&f->open[i - 1]) != length_of(closing)))
        i--;
    if (i == 0)
        return false;
    const run *opening = &f->open[i - 1];
    const kx_edit cuts[] = {{.range = opening->range}, {.range = closing->range}};
    g_array_append_vals(f->cuts, cuts, G_N_ELEMENTS(cuts));
    if (length_of(closing) > 1 && opening->line == closing->line &&
        is_line_start(f, opening->range.start) && is_line_end(f, closing->range.end))
        g_array_append_val(f->bold, closing->line);
    f->n_open = i - 1;
    return true;
}

static void read_run(finder *f, const run *r)
{
    gunichar before = char_before(f, r->range.start), after = char_after(f, r->range.end);

    if (length_of(r) > MARKS_MAX || (closes(before, after) && close_run(f, r)) ||
        !opens(before, after))
        return;
    if (f->n_open == OPEN_MAX)
        memmove(f->open, f->open + 1, --f->n_open * sizeof *f->open);
    f->open[f->n_open++] = *r;
}

static void find(finder *f)
{
    guint line = 0;
    bool blank = true; /* nothing but blanks in this line so far */

    for (size_t at = f->start, next; at < f->end; at = next) {
        char c = f->text[at];
        next = at + 1;
        if (c == '\n') {
            line++;
            f->n_open = blank ? 0 : f->n_open;
            blank = true;
            continue;
        }
        blank = blank && g_ascii_isspace(c);
        if (c != '*' && c != '_')
            continue;
        while (next < f->end && f->text[next] == c)
            next++;
        const run r = {{at, next}, line};
        read_run(f, &r);
    }
}

GArray *kx_emphasis_cut(kx_document *doc, size_t start)
{
    finder f = {.text = doc->text, .start = start, .end = doc->length};
    size_t length = doc->length - start;

    f.bold = g_array_new(FALSE, FALSE, sizeof(guint));
    if (memchr(doc->text + start, '*', length) == NULL &&
        memchr(doc->text + start, '_', length) == NULL)
        return f.bold;
    f.cuts = g_array_new(FALSE, FALSE, sizeof(kx_edit));
    find(&f);
    kx_document_edit_all(doc, f.cuts);
    return f.bold;
}
