/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "read/quotes.h"

#include "read/lines.h"

#include <string.h>

typedef struct {
    const char *text;
    GArray *lines; /* kx_line, of this paragraph */
    guint first;   /* the number of its first line */
    GArray *cuts, *quoted;
} finder;

static bool is_marked(const kx_line *l)
{
    return l->mark == KX_MARK_QUOTE;
}

static bool begins_with_number(const finder *f, const kx_line *l)
{
    return kx_line_start_of(f->text, l->content) == KX_LINE_START_DIGIT;
}

/* Whether the marked line `i` begins a quote; *end is where that ends, or the run of such lines.
 * `after`: there is a quote above it. */
static bool is_quote(const finder *f, guint i, bool after, guint *end)
{
    const kx_line *lines = (const kx_line *)(void *)f->lines->data;
    const guint n = f->lines->len;
    bool numbers = true;

    for (*end = i; *end < n && is_marked(&lines[*end]); ++*end)
        numbers = numbers && begins_with_number(f, &lines[*end]);
    if (*end - i == n)
        return true;
    if (numbers || (i > 0 && !after && *end - i == 1 && f->text[lines[i - 1].range.end - 1] != ':'))
        return false;
    while (*end < n && (is_marked(&lines[*end]) || kx_line_continues(f->text, &lines[*end]) ||
                        (lines[*end].mark == KX_MARK_NONE &&
                         kx_ending_of(f->text, lines[*end - 1].content) != KX_ENDING_STOP)))
        ++*end;
    return true;
}

static void take_line(finder *f, guint i)
{
    const kx_line *l = &g_array_index(f->lines, kx_line, i);
    const guint number = f->first + i;
    const kx_edit cut = {.range = {l->range.start, l->content.start}};

    g_array_append_val(f->quoted, number);
    if (is_marked(l))
        g_array_append_val(f->cuts, cut);
}

static void end_paragraph(finder *f)
{
    bool after = false;

    for (guint i = 0, end; i < f->lines->len; i = end) {
        end = i + 1;
        if (!is_marked(&g_array_index(f->lines, kx_line, i)) || !is_quote(f, i, after, &end))
            continue;
        after = true;
        for (guint j = i; j < end; j++)
            take_line(f, j);
    }
    g_array_set_size(f->lines, 0);
}

static void find(finder *f, size_t at, size_t length)
{
    for (guint number = 0; at < length; number++) {
        const char *lf = memchr(f->text + at, '\n', length - at);
        const size_t end = lf != NULL ? (size_t)(lf - f->text) : length;
        const kx_line l = kx_line_new(f->text, at, end);
        const kx_edit cut = {.range = l.range};

        at = end + 1;
        if (f->lines->len == 0)
            f->first = number;
        if (l.range.start < l.range.end && !(is_marked(&l) && l.content.start == l.range.end)) {
            g_array_append_val(f->lines, l);
            continue;
        }
        end_paragraph(f);
        if (is_marked(&l))
            g_array_append_val(f->cuts, cut);
    }
    end_paragraph(f);
}

GArray *kx_quotes_cut(kx_document *doc, size_t start)
{
    finder f = {.text = doc->text, .quoted = g_array_new(FALSE, FALSE, sizeof(guint))};

    if (memchr(doc->text + start, '>', doc->length - start) == NULL)
        return f.quoted;
    f.lines = g_array_new(FALSE, FALSE, sizeof(kx_line));
    f.cuts = g_array_new(FALSE, FALSE, sizeof(kx_edit));
    find(&f, start, doc->length);
    kx_document_edit_all(doc, f.cuts);
    g_array_unref(f.lines);
    return f.quoted;
}
