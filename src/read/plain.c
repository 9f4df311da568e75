/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Plain text, with the few marks that people type in it: paragraphs between blank lines, headlines
 * and intertitles by their look, "> " quotes, lists, "# " headings, captions, links, notes. Each
 * paragraph gives one or more parts; what a part is in the article depends on its neighbours, so
 * one is held back. */
#include "base/error.h"
#include "base/intl.h"
#include "base/printable.h"
#include "read/emphasis.h"
#include "read/front.h"
#include "read/html.h"
#include "read/import.h"
#include "read/inline.h"
#include "read/lines.h"
#include "read/links.h"
#include "read/quotes.h"
#include "read/reader.h"

#include <string.h>

typedef enum {
    PART_NONE,
    PART_PROSE,
    PART_SHORT,    /* one line between blank lines that could be a heading */
    PART_HEADING,  /* marked as one */
    PART_NUMBERED, /* a line between blank lines that could be a heading or a list item */
    PART_ITEM,
    PART_QUOTE,
    PART_CAPTION,
    PART_LINK,
    PART_NOTE,
} part_kind;

typedef struct {
    part_kind kind;
    kx_range range;
} part;

typedef struct {
    kx_document *doc;
    kx_range title;   /* of the front matter, empty if none */
    part_kind before; /* the part before `held`, PART_NONE at the start */
    part held;
    unsigned signs,
        signs_line; /* paragraphs of signs that are no rule, and the line of the first */
} shaper;

static bool is_body(part_kind kind)
{
    return kind == PART_PROSE || kind == PART_ITEM || kind == PART_QUOTE || kind == PART_NUMBERED ||
           kind == PART_LINK || kind == PART_NOTE;
}

static bool is_headline(const shaper *s, const part *p, part_kind next)
{
    if (p->kind == PART_NUMBERED)
        return next == PART_PROSE && s->title.end == s->title.start;
    return (p->kind == PART_SHORT || p->kind == PART_HEADING) && next != PART_NONE;
}

static kx_block_kind kind_of_short(const shaper *s, const part *p, part_kind next,
                                   bool under_headline)
{
    if (under_headline)
        return KX_BLOCK_LEAD;
    /* Several short lines in a row are a table or a poem. */
    if (s->before == PART_NONE || s->before == PART_SHORT || !is_body(next) ||
        kx_has_inner_stop(s->doc->text, p->range))
        return KX_BLOCK_PARAGRAPH;
    return KX_BLOCK_INTERTITLE;
}

static kx_block_kind kind_of_part(const shaper *s, const part *p, part_kind next)
{
    const GArray *blocks = s->doc->blocks;
    bool under_headline =
        blocks->len == 1 && g_array_index(blocks, kx_block, 0).kind == KX_BLOCK_HEADLINE;

    switch (p->kind) {
    case PART_PROSE:
        return under_headline ? KX_BLOCK_LEAD : KX_BLOCK_PARAGRAPH;
    case PART_SHORT:
        return kind_of_short(s, p, next, under_headline);
    case PART_HEADING:
        return next != PART_NONE ? KX_BLOCK_INTERTITLE : KX_BLOCK_PARAGRAPH;
    case PART_NUMBERED:
        if (s->before == PART_ITEM || s->before == PART_NUMBERED || next != PART_PROSE)
            return KX_BLOCK_LIST_ITEM;
        return KX_BLOCK_INTERTITLE;
    case PART_ITEM:
        return KX_BLOCK_LIST_ITEM;
    case PART_QUOTE:
        return KX_BLOCK_QUOTE;
    case PART_LINK:
        return KX_BLOCK_LINK;
    case PART_NOTE:
        return KX_BLOCK_NOTE;
    default:
        return KX_BLOCK_CAPTION;
    }
}

/* The headline of the text goes before the title of the front matter. */
static void note_title(const shaper *s, kx_range headline)
{
    const char *text = s->doc->text;
    const size_t n = s->title.end - s->title.start;

    if (n == 0 || (n == headline.end - headline.start &&
                   memcmp(text + s->title.start, text + headline.start, n) == 0))
        return;
    g_autofree char *shown = kx_printable(text + s->title.start, (gssize)n);
    kx_document_note(s->doc,
                     "the title of the front matter is not read, as the text has a headline of its "
                     "own: %s",
                     shown);
}

/* Decides on the part that was held back, now that the next one is known. */
static void settle(shaper *s, part_kind next)
{
    const part *p = &s->held;
    bool first = s->doc->blocks->len == 0;

    if (p->kind == PART_NONE)
        return;
    if (first && is_headline(s, p, next)) {
        note_title(s, p->range);
        kx_document_add_block(s->doc, KX_BLOCK_HEADLINE, p->range);
    } else {
        if (first && kx_has_word(s->doc->text, s->title))
            kx_document_add_block(s->doc, KX_BLOCK_HEADLINE, s->title);
        kx_document_add_block(s->doc, kind_of_part(s, p, next), p->range);
    }
    s->before = p->kind;
}

static void add_part(shaper *s, part_kind kind, kx_range range)
{
    range = kx_trim(s->doc->text, range);
    if (!kx_is_speakable(s->doc->text, range)) {
        if (!kx_is_divider(s->doc->text, range) && s->signs++ == 0)
            s->signs_line = kx_document_line(s->doc, range.start);
        return;
    }
    bool apart = kind == PART_CAPTION || kind == PART_LINK || kind == PART_NOTE;
    if (apart && s->held.kind == PART_NONE)
        kind = PART_PROSE; /* of what? */
    settle(s, kind);
    s->held = (part){kind, range};
}

static bool is_list_mark(kx_mark mark)
{
    return mark == KX_MARK_BULLET || mark == KX_MARK_NUMBER || mark == KX_MARK_ROW;
}

/* A mark in the middle of a paragraph may be chance: a dash or the end of a sum, wrapped. */
static bool begins_item(const char *text, const kx_line *lines, guint n, guint i, bool not_in_prose)
{
    if (kx_lines_entry(text, lines, n, i))
        return true;
    if (!is_list_mark(lines[i].mark))
        return false;
    return i == 0 || not_in_prose || text[lines[i - 1].range.end - 1] == ':' ||
           (i + 1 < n && lines[i + 1].mark == lines[i].mark);
}

static guint read_item(shaper *s, const kx_line *lines, guint n, guint i)
{
    const char *text = s->doc->text;
    guint end = i + 1;

    while (end < n && kx_line_continues(text, &lines[end]))
        end++;
    bool alone =
        n == 1 && lines[i].mark == KX_MARK_NUMBER && kx_looks_like_heading(text, lines[i].range);
    kx_range range = {lines[i].content.start,
                      end > i + 1 ? lines[end - 1].range.end : lines[i].content.end};
    add_part(s, kx_is_link(text, range) ? PART_LINK : alone ? PART_NUMBERED : PART_ITEM, range);
    return end;
}

/* A title over a line of "=" or "-". */
static bool is_underlined(const char *text, const kx_line *lines, guint n)
{
    kx_range rule = n == 2 && lines[0].mark == KX_MARK_NONE ? lines[1].range : (kx_range){0, 0};

    if (rule.end - rule.start < 3 || (text[rule.start] != '=' && text[rule.start] != '-'))
        return false;
    for (size_t at = rule.start; at < rule.end; at++)
        if (text[at] != text[rule.start])
            return false;
    return kx_looks_like_heading(text, lines[0].range);
}

/* Above all text it may be a headline: "Rutte: ‘Ik stop ermee’"; in bold, it is a heading. */
static bool is_speech(const shaper *s, const kx_line *line)
{
    return s->held.kind != PART_NONE && kx_is_speech(s->doc->text, line->range) && !line->bold;
}

/* A paragraph of one line. */
static void read_single(shaper *s, const kx_line *line)
{
    const char *text = s->doc->text;
    const kx_range range = line->range;

    if (kx_looks_like_heading(text, range) && !is_speech(s, line))
        add_part(s, PART_SHORT, range);
    else
        add_part(s, kx_is_quotation(text, range) ? PART_QUOTE : PART_PROSE, range);
}

/* Lines that are prose, or end as a list without bullets. */
static void read_run(shaper *s, const kx_line *lines, guint n)
{
    guint list = kx_lines_list(s->doc->text, lines, n);

    if (list > 0)
        add_part(s, PART_PROSE, (kx_range){lines[0].range.start, lines[list - 1].range.end});
    for (guint i = list; i < n; i++)
        add_part(s, PART_ITEM, lines[i].range);
}

/* The lines between two blank ones, and what is true of all of them. */
typedef struct {
    const kx_line *lines;
    guint n;
    bool links; /* each points elsewhere */
    bool notes; /* the first begins a note */
} paragraph;

/* A link above all text may be the headline. */
static bool are_links(const shaper *s, const kx_line *lines, guint n)
{
    for (guint i = 0; i < n; i++)
        if (!kx_is_link(s->doc->text, lines[i].content) &&
            (!lines[i].linked || s->held.kind == PART_NONE))
            return false;
    return true;
}

/* A note with the lines that belong to it. */
static guint read_note(shaper *s, const kx_line *lines, guint n, guint i)
{
    guint end = i + 1;

    while (end < n && !kx_is_note(s->doc->text, lines[end].range))
        end++;
    add_part(s, PART_NOTE, (kx_range){lines[i].range.start, lines[end - 1].range.end});
    return end;
}

static guint read_quote(shaper *s, const kx_line *lines, guint n, guint i)
{
    guint end = i + 1;

    while (end < n && lines[end].mark == KX_MARK_QUOTE)
        end++;
    add_part(s, PART_QUOTE, (kx_range){lines[i].range.start, lines[end - 1].range.end});
    return end;
}

static guint read_prose(shaper *s, const paragraph *p, guint i)
{
    const char *text = s->doc->text;
    const kx_line *lines = p->lines;
    guint n = p->n, end = i + 1;

    if (p->notes && kx_is_note(text, lines[i].range))
        return read_note(s, lines, n, i);
    if (p->links) {
        add_part(s, PART_LINK, lines[i].content);
        return end;
    }
    kx_range described;
    bool picture = kx_is_picture(text, lines[i].range, &described);
    if (picture || kx_lines_caption(text, lines, n, i)) {
        if (!picture || described.end > described.start)
            add_part(s, PART_CAPTION, picture ? described : lines[i].range);
        return end;
    }
    while (end < n && lines[end].mark != KX_MARK_HEADING && lines[end].mark != KX_MARK_QUOTE &&
           !begins_item(text, lines, n, end, false) && !kx_lines_caption(text, lines, n, end) &&
           !kx_is_picture(text, lines[end].range, &described))
        end++;
    kx_range range = {lines[i].range.start, lines[end - 1].range.end};
    if (n == 1)
        read_single(s, &lines[i]);
    else if (end - i == n && kx_is_quotation(text, range))
        add_part(s, PART_QUOTE, range);
    else
        read_run(s, lines + i, end - i);
    return end;
}

static void read_paragraph(shaper *s, const kx_line *lines, guint n)
{
    const char *text = s->doc->text;
    bool in_prose = false;

    if (n == 0)
        return;
    if (is_underlined(text, lines, n)) {
        add_part(s, PART_HEADING, lines[0].range);
        return;
    }
    if (kx_lines_have_heading(text, lines, n) && !is_speech(s, &lines[0])) {
        add_part(s, PART_SHORT, lines[0].content);
        lines++;
        n--;
    } else if (kx_lines_have_byline(text, lines, n)) {
        add_part(s, PART_PROSE, lines[0].range);
        lines++;
        n--;
    }
    const paragraph p = {lines, n, are_links(s, lines, n), kx_is_note(text, lines[0].range)};
    for (guint i = 0; i < n;) {
        bool is_item = begins_item(text, lines, n, i, !in_prose);
        in_prose = false;
        if (lines[i].mark == KX_MARK_HEADING) {
            add_part(s, PART_HEADING, lines[i++].content);
        } else if (lines[i].mark == KX_MARK_QUOTE) {
            i = read_quote(s, lines, n, i);
        } else if (is_item) {
            i = read_item(s, lines, n, i);
        } else {
            i = read_prose(s, &p, i);
            in_prose = true;
        }
    }
}

static size_t line_end(const kx_document *doc, size_t start)
{
    const char *lf = memchr(doc->text + start, '\n', doc->length - start);

    return lf != NULL ? (size_t)(lf - doc->text) : doc->length;
}

/* Whether `line` is at *next of `numbers` (ascending), which then goes on. */
static bool is_next(const GArray *numbers, guint *next, guint line)
{
    bool is = false;

    for (; *next < numbers->len && g_array_index(numbers, guint, *next) <= line; ++*next)
        is = true;
    return is;
}

static void read_body(kx_document *doc, const kx_front *front)
{
    g_autoptr(GArray) linked = kx_links_cut(doc, front->body);
    g_autoptr(GArray) bold = kx_emphasis_cut(doc, front->body);
    g_autoptr(GArray) quoted = kx_quotes_cut(doc, front->body);
    g_autoptr(GArray) lines = g_array_new(FALSE, FALSE, sizeof(kx_line));
    shaper s = {.doc = doc, .title = front->title};
    guint line = 0, next_linked = 0, next_bold = 0, next_quoted = 0;

    for (size_t at = front->body, end; at < doc->length; at = end + 1, line++) {
        end = line_end(doc, at);
        kx_line l = kx_line_new(doc->text, at, end);
        l.linked = is_next(linked, &next_linked, line);
        l.bold = is_next(bold, &next_bold, line);
        bool in_quote = is_next(quoted, &next_quoted, line);
        if (in_quote || l.mark == KX_MARK_QUOTE) { /* "> 3 dagen" is none */
            l.mark = in_quote ? KX_MARK_QUOTE : KX_MARK_NONE;
            l.content = l.range;
        }
        if (l.range.end > l.range.start) {
            g_array_append_val(lines, l);
            continue;
        }
        read_paragraph(&s, (const kx_line *)(void *)lines->data, lines->len);
        g_array_set_size(lines, 0);
    }
    read_paragraph(&s, (const kx_line *)(void *)lines->data, lines->len);
    settle(&s, PART_NONE);
    if (s.signs > 0)
        kx_document_note(doc, "paragraphs of signs alone are left out: %u, the first in line %u",
                         s.signs, s.signs_line);
}

/* "[1] ..." with text below it is a list of its own, or a reference that opens a sentence. */
static void settle_notes(kx_document *doc)
{
    bool below = true; /* nothing but notes, links and captions from here on */

    for (guint i = doc->blocks->len; i-- > 0;) {
        kx_block *block = &g_array_index(doc->blocks, kx_block, i);
        below = below && (block->kind == KX_BLOCK_NOTE || block->kind == KX_BLOCK_LINK ||
                          block->kind == KX_BLOCK_CAPTION);
        if (!below && block->kind == KX_BLOCK_NOTE && !kx_is_marked_note(doc->text, block->range))
            block->kind = KX_BLOCK_PARAGRAPH;
    }
}

static void take_title(kx_document *doc)
{
    if (doc->title != NULL || doc->blocks->len == 0)
        return;
    const kx_block *first = &g_array_index(doc->blocks, kx_block, 0);
    if (first->kind == KX_BLOCK_HEADLINE)
        doc->title =
            g_strndup(doc->text + first->range.start, first->range.end - first->range.start);
}

/* Refuses what is written for programs, as far as it is known by its look. */
static bool is_plain(const kx_document *doc, size_t body, GError **error)
{
    const char *text = doc->text + body;
    size_t length = doc->length - body;
    bool html = kx_is_html(text, length);
    const char *format = html ? NULL : kx_data_format(text, length);
    bool mail = !html && format == NULL && kx_is_mail(text, length);
    g_autofree char *shown = kx_printable_name(doc->name);

    if (html)
        kx_error_set(error, KX_ERROR_DATA,
                     "%s: it is HTML, not plain text; save the text of the page as plain text",
                     shown);
    else if (format != NULL)
        kx_error_set(error, KX_ERROR_DATA, "%s: not text but %s; save it as plain text", shown,
                     format);
    else if (mail)
        kx_error_set(error, KX_ERROR_DATA,
                     "%s: it is a mail with its head; save what it says as plain text", shown);
    return !html && format == NULL && !mail;
}

static kx_document *plain_read(const char *name, const char *bytes, size_t length, GError **error)
{
    g_autoptr(kx_document) doc = kx_document_new(name);

    if (!kx_import(doc, bytes, length, error) || !kx_front_check(doc, error))
        return NULL;
    if (!is_plain(doc, kx_front_open(doc), error))
        return NULL;
    kx_inline_plain(doc);
    kx_front front = kx_front_read(doc);
    read_body(doc, &front);
    settle_notes(doc);
    take_title(doc);
    return g_steal_pointer(&doc);
}

static const char *const suffixes[] = {".txt", ".text", ".md", NULL};

/* Anything can be read as plain text: only a reader that knows better should come before it. */
static int plain_probe(const char *name, const char *bytes, size_t length)
{
    (void)bytes, (void)length;
    for (const char *const *suffix = suffixes; *suffix != NULL; suffix++)
        if (g_str_has_suffix(name, *suffix))
            return 50;
    return 10;
}

const kx_reader kx_reader_plain = {
    .name = "plain",
    .what = N_("plain text: paragraphs, headlines, lists, quotes, front matter"),
    .suffixes = suffixes,
    .probe = plain_probe,
    .read = plain_read,
};
