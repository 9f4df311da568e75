/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "read/inline.h"

#include <libxml/HTMLparser.h>
#include <string.h>

enum { TAG_BYTES_MAX = 2000, NAME_BYTES_MAX = 10, OPEN_MAX = 16 };

typedef enum { TAG_PHRASE, TAG_BLOCK, TAG_ALONE } tag_kind;

static const struct {
    const char *name;
    tag_kind kind;
} tags[] = {
    {"a", TAG_PHRASE},         {"abbr", TAG_PHRASE},   {"b", TAG_PHRASE},
    {"big", TAG_PHRASE},       {"cite", TAG_PHRASE},   {"code", TAG_PHRASE},
    {"del", TAG_PHRASE},       {"em", TAG_PHRASE},     {"font", TAG_PHRASE},
    {"i", TAG_PHRASE},         {"ins", TAG_PHRASE},    {"mark", TAG_PHRASE},
    {"q", TAG_PHRASE},         {"s", TAG_PHRASE},      {"small", TAG_PHRASE},
    {"span", TAG_PHRASE},      {"strike", TAG_PHRASE}, {"strong", TAG_PHRASE},
    {"sub", TAG_PHRASE},       {"sup", TAG_PHRASE},    {"u", TAG_PHRASE},
    {"blockquote", TAG_BLOCK}, {"div", TAG_BLOCK},     {"figcaption", TAG_BLOCK},
    {"figure", TAG_BLOCK},     {"h1", TAG_BLOCK},      {"h2", TAG_BLOCK},
    {"h3", TAG_BLOCK},         {"h4", TAG_BLOCK},      {"iframe", TAG_BLOCK},
    {"li", TAG_BLOCK},         {"ol", TAG_BLOCK},      {"p", TAG_BLOCK},
    {"script", TAG_BLOCK},     {"style", TAG_BLOCK},   {"ul", TAG_BLOCK},
    {"br", TAG_ALONE},         {"hr", TAG_ALONE},      {"img", TAG_ALONE},
    {"wbr", TAG_ALONE},
};

typedef struct {
    kx_range range;
    gsize tag; /* of tags */
    bool closing;
} tag;

typedef struct {
    const char *text;
    size_t length;
    GArray *edits;
    tag open[OPEN_MAX]; /* of this paragraph, without their pair so far, the last one last */
    unsigned n_open;
    unsigned n_tags, n_references;
    size_t first_tag, first_reference;
    size_t no_comment; /* no comment ends before this offset: a line is searched once */
} cleaner;

static void add_edit(cleaner *c, kx_range range, gunichar with)
{
    const kx_edit edit = {range, with};

    g_array_append_val(c->edits, edit);
}

/* ---- references ---- */

/* The character of a number, as HTML has it: 128 to 159 are those of windows-1252. */
static gunichar numbered(const char *digits)
{
    const bool hex = g_ascii_tolower(digits[0]) == 'x';
    char *end = NULL;
    const guint64 number = g_ascii_strtoull(digits + hex, &end, hex ? 16 : 10);

    if (!g_ascii_isxdigit(digits[hex]) || *end != '\0' || number > 0x10FFFF)
        return 0;
    if (number == '\t' || number == '\n' || number == '\r')
        return ' ';
    if (number >= 0x80 && number < 0xA0) {
        const char byte = (char)number;
        g_autofree char *utf8 = g_convert(&byte, 1, "UTF-8", "WINDOWS-1252", NULL, NULL, NULL);
        return utf8 != NULL ? g_utf8_get_char(utf8) : 0;
    }
    return (gunichar)number;
}

/* The character reference at `at`: its length, 0 if it is none. A mark that joins the letter before
 * it is none: the text is composed. */
static size_t reference_at(const cleaner *c, size_t at, gunichar *with)
{
    const size_t left = c->length - at, most = MIN(left, NAME_BYTES_MAX + 2);
    const char *end = memchr(c->text + at, ';', most);

    if (end == NULL)
        return 0;
    g_autofree char *name = g_strndup(c->text + at + 1, (gsize)(end - (c->text + at + 1)));
    if (name[0] == '#') {
        *with = numbered(name + 1);
    } else {
        const htmlEntityDesc *entity = htmlEntityLookup((const xmlChar *)name);
        *with = entity != NULL ? entity->value : 0;
    }
    if (*with == 0 || !g_unichar_validate(*with) || !g_unichar_isdefined(*with) ||
        g_unichar_iscntrl(*with) || g_unichar_ismark(*with))
        return 0;
    return (size_t)(end + 1 - (c->text + at));
}

/* ---- tags ---- */

static bool tag_at(const cleaner *c, size_t at, tag *found)
{
    size_t start = at + 1, n = 0;

    found->closing = start < c->length && c->text[start] == '/';
    start += found->closing;
    while (start + n < c->length && g_ascii_isalnum(c->text[start + n]))
        n++;
    size_t end = start + n;
    if (n == 0 || end == c->length || strchr("> /\t", c->text[end]) == NULL)
        return false;
    while (end < c->length && end - at < TAG_BYTES_MAX && strchr("<>\n", c->text[end]) == NULL)
        end++;
    if (end == c->length || c->text[end] != '>')
        return false;
    found->range = (kx_range){at, end + 1};
    for (found->tag = 0; found->tag < G_N_ELEMENTS(tags); found->tag++)
        if (strlen(tags[found->tag].name) == n &&
            g_ascii_strncasecmp(tags[found->tag].name, c->text + start, n) == 0)
            return true;
    return false;
}

static void take_tag(cleaner *c, const tag *t)
{
    if (c->n_tags++ == 0 || t->range.start < c->first_tag)
        c->first_tag = t->range.start;
    add_edit(c, t->range, tags[t->tag].kind == TAG_PHRASE ? 0 : ' ');
}

/* A pair goes when its second half is there; what was opened in between has none. */
static void read_tag(cleaner *c, const tag *t)
{
    unsigned i = c->n_open;

    if (tags[t->tag].kind == TAG_ALONE) {
        take_tag(c, t);
        return;
    }
    if (!t->closing) {
        if (c->n_open == OPEN_MAX)
            memmove(c->open, c->open + 1, --c->n_open * sizeof *c->open);
        c->open[c->n_open++] = *t;
        return;
    }
    while (i > 0 && c->open[i - 1].tag != t->tag)
        i--;
    if (i == 0)
        return;
    take_tag(c, &c->open[i - 1]);
    take_tag(c, t);
    c->n_open = i - 1;
}

static size_t comment_at(cleaner *c, size_t at)
{
    if (at < c->no_comment || !g_str_has_prefix(c->text + at, "<!--"))
        return 0;
    size_t end = at + strlen("<!--");
    for (; end < c->length && c->text[end] != '\n'; end++)
        if (c->text[end] == '>' && end >= at + strlen("<!---->") - 1 &&
            memcmp(c->text + end - 2, "--", 2) == 0)
            return end + 1 - at;
    c->no_comment = end;
    return 0;
}

/* ---- the text ---- */

/* Reads what stands at a < or &; returns its length, at least 1. */
static size_t read_sign(cleaner *c, size_t at)
{
    gunichar with = 0;
    tag t;
    size_t n = c->text[at] == '&' ? reference_at(c, at, &with) : comment_at(c, at);

    if (n > 0 && with != 0) {
        if (c->n_references++ == 0)
            c->first_reference = at;
        add_edit(c, (kx_range){at, at + n}, with);
    } else if (n > 0) {
        if (c->n_tags++ == 0)
            c->first_tag = at;
        add_edit(c, (kx_range){at, at + n}, 0);
    } else if (c->text[at] == '<' && tag_at(c, at, &t)) {
        read_tag(c, &t);
        n = t.range.end - at;
    }
    return MAX(n, 1);
}

static void read_all(cleaner *c)
{
    bool blank = true; /* nothing but blanks in this line so far */

    for (size_t at = 0, n; at < c->length; at += n) {
        n = 1;
        if (c->text[at] == '\n') {
            c->n_open = blank ? 0 : c->n_open;
            blank = true;
            continue;
        }
        blank = blank && g_ascii_isspace(c->text[at]);
        if (c->text[at] == '<' || c->text[at] == '&')
            n = read_sign(c, at);
    }
}

void kx_inline_plain(kx_document *doc)
{
    cleaner c = {.text = doc->text, .length = doc->length};

    if (memchr(doc->text, '<', doc->length) == NULL && memchr(doc->text, '&', doc->length) == NULL)
        return;
    c.edits = g_array_new(FALSE, FALSE, sizeof(kx_edit));
    read_all(&c);
    if (c.n_tags > 0)
        kx_document_note(doc, "tags and comments of HTML are left out: %u, the first in line %u",
                         c.n_tags, kx_document_line(doc, c.first_tag));
    if (c.n_references > 0)
        kx_document_note(doc,
                         "character references of HTML are read as their characters: %u, the first "
                         "in line %u",
                         c.n_references, kx_document_line(doc, c.first_reference));
    kx_document_edit_all(doc, c.edits);
}
