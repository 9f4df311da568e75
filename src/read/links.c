/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "read/links.h"

#include <string.h>

enum { OPEN_MAX = 8, ADDRESS_BYTES_MAX = 2000, LABEL_BYTES_MAX = 200 };

typedef struct {
    const char *text;
    size_t start, end;
    size_t open[OPEN_MAX]; /* "[" that have not been closed in this paragraph, the last one last */
    unsigned n_open;
    GArray *cuts, *whole;
    GArray *definitions; /* kx_range, the lines "[label]: address" */
    GHashTable *labels;  /* theirs, case folded */
    bool by_label;       /* a link names one */
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

/* Where an address ends that begins at `start`; `start` if there is none. No address holds "[": so
 * a flood of them is looked through once. */
static size_t end_of_address(const finder *f, size_t start)
{
    size_t end = start;
    int round = 0;
    bool address = false;

    for (; end < f->end && end - start < ADDRESS_BYTES_MAX && !g_ascii_isspace(f->text[end]) &&
           f->text[end] != '[' && round >= 0;
         end++) {
        round += (f->text[end] == '(') - (f->text[end] == ')');
        address = address || strchr("./#:@", f->text[end]) != NULL;
    }
    return address ? end - (round < 0) : start;
}

/* Behind the address, and a title, that begin at `at`, and blanks round them; 0 if there is none.
 */
static size_t end_of_target(const finder *f, size_t at)
{
    const size_t start = skip_blanks(f, at), end = end_of_address(f, start);

    return end > start ? skip_blanks(f, skip_title(f, skip_blanks(f, end))) : 0;
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

/* ---- labels ---- */

static char *folded(const char *label, size_t n)
{
    return g_utf8_casefold(label, (gssize)n);
}

static bool is_label(const finder *f, size_t start, size_t end)
{
    if (f->labels == NULL || end - start > LABEL_BYTES_MAX)
        return false;
    g_autofree char *label = folded(f->text + start, end - start);
    return g_hash_table_contains(f->labels, label);
}

/* Where the line's label ends, at its "]", if it is "[label]: address"; 0 if it is not. "[^label]"
 * is a note's. */
static size_t end_of_defined(const finder *f, size_t start, size_t end)
{
    const size_t label = start + 1;

    if (end - start < strlen("[a]: b") || f->text[start] != '[' || f->text[label] == '^')
        return 0;
    const char *close = memchr(f->text + label, ']', MIN(end - label, LABEL_BYTES_MAX));
    size_t at = close != NULL ? (size_t)(close - f->text) : 0;
    if (at <= label || f->text[at + 1] != ':' || end_of_target(f, at + 2) != end)
        return 0;
    return at;
}

static void find_definitions(finder *f)
{
    f->labels = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    for (size_t at = f->start; at < f->end;) {
        const char *lf = memchr(f->text + at, '\n', f->end - at);
        const kx_range line = {skip_blanks(f, at), lf != NULL ? (size_t)(lf - f->text) : f->end};
        const size_t label = line.start < line.end ? end_of_defined(f, line.start, line.end) : 0;
        if (label > 0) {
            g_array_append_val(f->definitions, line);
            g_hash_table_add(f->labels, folded(f->text + line.start + 1, label - line.start - 1));
        }
        at = line.end + 1;
    }
}

/* ---- links ---- */

/* Where the link or picture ends whose words are between the brackets `open` and `close`; 0 if it
 * is none. A label that is a number alone, "[1]", is that of a source. */
static size_t end_of_link(finder *f, size_t open, size_t close)
{
    const size_t next = close + 1;
    const char after = next < f->end ? f->text[next] : '\0';

    if (after == '(') {
        const size_t end = end_of_target(f, next + 1);
        return end > 0 && end < f->end && f->text[end] == ')' ? end + 1 : 0;
    }
    if (f->labels == NULL)
        return 0;
    size_t start = open + 1, end = close, behind = next;
    if (after == '[') {
        const char *label = memchr(f->text + next, ']', MIN(f->end - next, LABEL_BYTES_MAX));
        if (label == NULL)
            return 0;
        behind = (size_t)(label - f->text) + 1;
        if (behind > next + strlen("[]")) {
            start = next + 1;
            end = behind - 1;
        }
    } else if (strspn(f->text + start, "0123456789") == end - start) {
        return 0;
    }
    if (!is_label(f, start, end))
        return 0;
    f->by_label = true;
    return behind;
}

static void find(finder *f)
{
    guint line = 0, definition = 0;
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
        if (definition < f->definitions->len &&
            at == g_array_index(f->definitions, kx_range, definition).start) {
            next = g_array_index(f->definitions, kx_range, definition++).end;
            continue;
        }
        if (c == '[')
            open_bracket(f, at);
        if (c != ']' || f->n_open == 0)
            continue;
        const size_t open = f->open[--f->n_open], end = end_of_link(f, open, at);
        if (end > 0) {
            take(f, open, at, end, line);
            next = end;
        }
    }
}

static bool holds(const kx_document *doc, size_t start, const char *text)
{
    return g_strstr_len(doc->text + start, (gssize)(doc->length - start), text) != NULL;
}

GArray *kx_links_cut(kx_document *doc, size_t start)
{
    finder f = {.text = doc->text, .start = start, .end = doc->length};
    const bool defined = holds(doc, start, "]:");

    f.whole = g_array_new(FALSE, FALSE, sizeof(guint));
    if (!defined && !holds(doc, start, "]("))
        return f.whole;
    f.cuts = g_array_new(FALSE, FALSE, sizeof(kx_edit));
    f.definitions = g_array_new(FALSE, FALSE, sizeof(kx_range));
    if (defined)
        find_definitions(&f);
    find(&f);
    for (guint i = 0; f.by_label && i < f.definitions->len; i++) {
        const kx_edit cut = {.range = g_array_index(f.definitions, kx_range, i)};
        g_array_append_val(f.cuts, cut);
    }
    g_array_unref(f.definitions);
    g_clear_pointer(&f.labels, g_hash_table_unref);
    if (f.n_links > 0)
        kx_document_note(doc,
                         "of links and pictures in Markdown the words are read, not the addresses: "
                         "%u, the first in line %u",
                         f.n_links, kx_document_line(doc, f.first_link));
    kx_document_edit_all(doc, f.cuts);
    return f.whole;
}
