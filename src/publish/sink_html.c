/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The transcript as a page that stands on its own: speaker, times and text, as the podcast
 * namespace describes transcripts in HTML. Sentences have the ids that all text files share. */
#include "base/file.h"
#include "publish/cue.h"
#include "publish/html.h"
#include "publish/text_file.h"

#include <string.h>

static const char style[] =
    ":root{color-scheme:light dark}"
    "body{font:1.125rem/1.6 system-ui,sans-serif;max-width:38rem;margin:0 auto;padding:1rem;"
    "color:#1b1b1b;background:#fff;overflow-wrap:break-word}"
    "h1,h2,h3,h4{line-height:1.25}ul{padding-left:1.2em}ul.n{list-style:none;padding:0}"
    "a{color:#0b4f9e}p{margin:.8em 0}"
    "cite{font-style:normal}.m,.byline{color:#555}time{color:#555;font-size:.9em}"
    "blockquote{margin:1em 0;padding-left:1em;border-left:.25em solid #767676}"
    "@media(prefers-color-scheme:dark){body{color:#eee;background:#161616}a{color:#9ecbff}"
    "time,.m,.byline{color:#b5b5b5}}";

typedef struct {
    const kx_briefing *b;
    const char *speaker; /* NULL: not named */
    kx_xml *xml;
    const kx_timed_sentence *before; /* the sentence written last */
    const char *block;               /* the open element of its block, or NULL */
    bool in_list;
    bool headed;         /* the first chapter's heading is the page's */
    unsigned level;      /* of the heading that the text stands below */
    unsigned part, next; /* being written, and its article's first block that is not yet */
} page;

/* ---- blocks ---- */

static void close_block(page *p)
{
    if (p->block == NULL)
        return;
    kx_xml_close_whole(p->xml);
    if (strcmp(p->block, "blockquote") == 0)
        kx_xml_close_whole(p->xml);
    p->block = NULL;
}

static void end_list(page *p)
{
    if (p->in_list)
        kx_xml_close_whole(p->xml);
    p->in_list = false;
}

/* A list whose items are printed with their numbers has no marks of its own; browsers that take it
 * for no list then are told that it is one. */
static void begin_list(page *p, bool numbered)
{
    if (p->in_list)
        return;
    p->in_list = true;
    kx_xml_open(p->xml, "ul");
    kx_xml_attribute(p->xml, "class", numbered ? "n" : NULL);
    kx_xml_attribute(p->xml, "role", numbered ? "list" : NULL);
}

static const char *heading_of(unsigned level)
{
    static const char *const headings[] = {"h1", "h2", "h3", "h4", "h5", "h6"};
    return headings[MIN(level, G_N_ELEMENTS(headings)) - 1];
}

/* A headline opens a chapter or stands in one; the page's own heading is above all of them, and so
 * is that of the section that the article stands in. */
static const char *element_of(page *p, const kx_timed_sentence *s, kx_block_kind kind)
{
    if (!kx_cue_in_article(p->b, s))
        return s->pause == KX_PAUSE_ITEM ? "li" : "p"; /* the opening lists the headlines */
    switch (kind) {
    case KX_BLOCK_HEADLINE:
        p->level = kx_briefing_section(p->b, s->part) ? 4 : 3;
        return heading_of(p->level);
    case KX_BLOCK_INTERTITLE:
        return heading_of(p->level + 1);
    case KX_BLOCK_SECTION: /* within a chapter that holds several articles */
        return "h3";
    case KX_BLOCK_QUOTE:
        return "blockquote";
    case KX_BLOCK_LIST_ITEM:
        return "li";
    default:
        return "p";
    }
}

/* It may be written from right to left. */
static void open_element(page *p, const char *element, bool numbered)
{
    if (strcmp(element, "li") == 0)
        begin_list(p, numbered);
    else
        end_list(p);
    p->block = element;
    kx_xml_open(p->xml, element);
    kx_xml_attribute(p->xml, "dir", "auto");
    if (strcmp(element, "blockquote") == 0)
        kx_xml_open(p->xml, "p");
}

static void open_block(page *p, const kx_timed_sentence *s)
{
    const kx_document *doc = g_ptr_array_index(p->b->documents, s->doc);
    const kx_block *block = &g_array_index(doc->blocks, kx_block, s->block);
    const char *element = element_of(p, s, block->kind);
    open_element(p, element, kx_is_numbered(doc->text, block->range));
    if (element[0] != 'h') {
        kx_html_clock(p->xml, kx_cue_ms(s->start) / 1000);
        kx_xml_text(p->xml, " ");
    }
}

static void put_printed(page *p, unsigned index)
{
    const kx_timed_sentence *s = &g_array_index(p->b->sentences, kx_timed_sentence, index);
    g_autofree char *id = kx_cue_id(index);
    kx_xml_open(p->xml, "span");
    kx_xml_attribute(p->xml, "id", id);
    kx_html_linked_phrases(p->xml, p->b, s);
    kx_xml_close_whole(p->xml);
}

/* The blocks of the part's article before `end` that are not heard: text without a time. */
static void put_unheard(page *p, unsigned end)
{
    const kx_part *part = &g_array_index(p->b->parts, kx_part, p->part);
    const kx_document *doc = g_ptr_array_index(p->b->documents, part->doc);
    for (; p->next < end; p->next++) {
        const kx_block *block = &g_array_index(doc->blocks, kx_block, p->next);
        g_autofree char *printed = kx_printed(doc, block->range);
        close_block(p);
        open_element(p, block->kind == KX_BLOCK_LIST_ITEM ? "li" : "p",
                     kx_is_numbered(doc->text, block->range));
        kx_html_linked_text(p->xml, printed);
        close_block(p);
    }
}

static void end_part(page *p)
{
    const kx_part *part = &g_array_index(p->b->parts, kx_part, p->part);
    if (part->kind == KX_PART_ARTICLE)
        put_unheard(
            p, ((const kx_document *)g_ptr_array_index(p->b->documents, part->doc))->blocks->len);
}

/* Before a sentence is written: what is not heard before it. */
static void pass(page *p, const kx_timed_sentence *s)
{
    if (p->part != s->part) {
        end_part(p);
        p->part = s->part;
        p->next = 0;
    }
    if (!kx_cue_in_article(p->b, s) || kx_briefing_is_own(p->b, s->doc))
        return;
    put_unheard(p, s->block);
    p->next = s->block + 1;
}

static void put_sentence(page *p, unsigned index)
{
    const kx_timed_sentence *s = &g_array_index(p->b->sentences, kx_timed_sentence, index);
    if (kx_cue_is_for_ear(p->b, s))
        return;
    pass(p, s);
    bool same = p->before && p->before->doc == s->doc && p->before->block == s->block;
    if (!same || p->block == NULL) {
        close_block(p);
        open_block(p, s);
    } else {
        kx_xml_text(p->xml, " ");
    }
    put_printed(p, index);
    kx_briefing_passed(p->b, index);
    p->before = s;
}

/* ---- chapters ---- */

static const kx_timed_sentence *said(const page *p, const kx_chapter *chapter, unsigned index)
{
    return &g_array_index(p->b->sentences, kx_timed_sentence, chapter->first_sentence + index);
}

/* The name of a section, if one begins with the chapter, as a heading above it. Returns how many
 * sentences come before those of the article. */
static unsigned put_section(page *p, const kx_chapter *chapter)
{
    for (unsigned i = 0; i < chapter->n_sentences; i++) {
        const kx_timed_sentence *s = said(p, chapter, i);
        const kx_document *doc = g_ptr_array_index(p->b->documents, s->doc);
        if (!kx_briefing_is_own(p->b, s->doc))
            break;
        if (g_array_index(doc->blocks, kx_block, s->block).kind == KX_BLOCK_SECTION) {
            kx_xml_open(p->xml, "h2");
            kx_xml_attribute(p->xml, "dir", "auto");
            put_printed(p, chapter->first_sentence + i);
            kx_xml_close_whole(p->xml);
            return i + 1;
        }
    }
    return 0;
}

/* How many sentences from `first` on, the first under its heading, say the chapter's title: then
 * they are the heading. */
static unsigned count_title(const page *p, const kx_chapter *chapter, unsigned first)
{
    g_autoptr(GString) text = g_string_new(NULL);
    unsigned i = first;
    for (; i < chapter->n_sentences; i++) {
        const kx_timed_sentence *s = said(p, chapter, i), *opening = said(p, chapter, first);
        if (!kx_cue_in_article(p->b, s) || s->doc != opening->doc || s->block != opening->block)
            break;
        g_autofree char *printed = kx_printed(g_ptr_array_index(p->b->documents, s->doc), s->range);
        g_string_append_printf(text, "%s%s", i > first ? " " : "", printed);
    }
    return strcmp(text->str, chapter->title) == 0 ? i - first : 0;
}

/* What is not heard stands before the heading of the next chapter. */
static void end_chapter(page *p, unsigned index)
{
    const kx_chapter *chapter = &g_array_index(p->b->chapters, kx_chapter, index);
    unsigned doc = g_array_index(p->b->parts, kx_part, p->part).doc;
    if (index + 1 == p->b->chapters->len || chapter[1].part != p->part) {
        end_part(p);
        return;
    }
    for (unsigned i = 0; i < chapter[1].n_sentences; i++) {
        const kx_timed_sentence *s = said(p, &chapter[1], i);
        if (s->part != p->part)
            return;
        if (s->doc == doc) {
            put_unheard(p, s->block);
            return;
        }
    }
}

/* Returns how many of the chapter's sentences it took. */
static unsigned put_heading(page *p, const kx_chapter *chapter, const char *id, unsigned first)
{
    while (first < chapter->n_sentences && kx_cue_is_for_ear(p->b, said(p, chapter, first)))
        first++;
    unsigned n = count_title(p, chapter, first);
    kx_xml_open(p->xml, heading_of(p->level));
    kx_xml_attribute(p->xml, "id", id);
    kx_xml_attribute(p->xml, "dir", "auto");
    if (n == 0)
        kx_html_text(p->xml, chapter->title);
    else
        pass(p, said(p, chapter, first));
    for (unsigned i = 0; i < n; i++) {
        kx_xml_text(p->xml, i ? " " : "");
        put_printed(p, chapter->first_sentence + first + i);
    }
    kx_xml_close_whole(p->xml);
    return first + n;
}

static void put_speaker(page *p)
{
    if (p->speaker == NULL)
        return;
    kx_xml_leaf(p->xml, "cite", p->speaker);
    kx_xml_text(p->xml, " ");
}

/* Whether a heading begins the chapter: not if it is a paragraph of a single article without
 * intertitles, whose chapters are for jumping. */
static bool has_heading(const page *p, unsigned index)
{
    const kx_chapter *chapter = &g_array_index(p->b->chapters, kx_chapter, index);
    const kx_part *part = &g_array_index(p->b->parts, kx_part, chapter->part);
    if (index == 0 || part->kind != KX_PART_ARTICLE || !kx_briefing_only_article(p->b))
        return true;
    for (unsigned i = 0; i < chapter->n_sentences; i++) {
        const kx_timed_sentence *s = said(p, chapter, i);
        const kx_document *doc = g_ptr_array_index(p->b->documents, s->doc);
        if (!kx_cue_is_for_ear(p->b, s))
            return g_array_index(doc->blocks, kx_block, s->block).kind == KX_BLOCK_INTERTITLE;
    }
    return false;
}

/* Returns how many of the chapter's sentences it took. */
static unsigned begin_headed(page *p, unsigned index)
{
    const kx_chapter *chapter = &g_array_index(p->b->chapters, kx_chapter, index);
    g_autofree char *id = g_strdup_printf("c%02u", index + 1);
    unsigned first = put_section(p, chapter);
    if (p->headed && index == 0)
        p->level = 1;
    else
        p->level = kx_briefing_section(p->b, chapter->part) ? 3 : 2;
    kx_xml_open(p->xml, "section");
    kx_xml_attribute(p->xml, "aria-labelledby", id);
    first = put_heading(p, chapter, id, first);
    if (index == 0 || chapter[-1].part != chapter->part)
        kx_html_byline(p->xml, p->b, chapter->part);
    kx_xml_open(p->xml, "p");
    kx_xml_attribute(p->xml, "class", "m");
    put_speaker(p);
    kx_html_clock(p->xml, kx_cue_ms(chapter->start) / 1000);
    kx_xml_close_whole(p->xml);
    return first;
}

static void put_chapter(page *p, unsigned index)
{
    const kx_chapter *chapter = &g_array_index(p->b->chapters, kx_chapter, index);
    unsigned i = 0;
    if (has_heading(p, index)) {
        i = begin_headed(p, index);
    } else {
        kx_xml_open(p->xml, "section");
        kx_xml_attribute(p->xml, "data-title", chapter->title);
    }
    for (; i < chapter->n_sentences; i++)
        put_sentence(p, chapter->first_sentence + i);
    close_block(p);
    end_chapter(p, index);
    end_list(p);
    kx_xml_close_whole(p->xml);
}

/* ---- the page ---- */

/* A single article's headline is the page's heading, unless that is another. */
static bool heads_page(const kx_briefing *b)
{
    return kx_briefing_only_article(b) && b->chapters->len > 0 &&
           strcmp(g_array_index(b->chapters, kx_chapter, 0).title, b->title) == 0;
}

static bool write_html(const kx_edition *edition, int dirfd, const char *name, GError **error)
{
    page p = {.b = edition->briefing,
              .speaker = kx_cue_speaker(edition),
              .xml = kx_xml_new(KX_XML_HTML),
              .headed = heads_page(edition->briefing)};
    kx_xml_open(p.xml, "html");
    kx_xml_language(p.xml, p.b->language ? p.b->language : "nl");
    g_autofree char *title = kx_text_file_clean(p.b->title);
    kx_html_head(p.xml, &(kx_html_page){.title = title, .style = style});
    kx_xml_close_whole(p.xml);
    kx_xml_open(p.xml, "body");
    kx_xml_open(p.xml, "main");
    kx_html_correction(p.xml, edition->corrected);
    if (!p.headed) {
        kx_xml_open(p.xml, "h1");
        kx_xml_attribute(p.xml, "dir", "auto");
        kx_html_text(p.xml, p.b->title);
        kx_xml_close_whole(p.xml);
    }
    for (guint i = 0; i < p.b->chapters->len; i++)
        put_chapter(&p, i);
    kx_xml_close_whole(p.xml);
    kx_xml_close_whole(p.xml);
    kx_xml_close_whole(p.xml);
    g_autofree char *text = kx_xml_finish(p.xml, error);
    return text && kx_file_write(dirfd, name, text, strlen(text), error);
}

const kx_sink kx_sink_html = {
    .name = "html",
    .what = N_("transcript as printed, with times, as a page (HTML)"),
    .kind = KX_SINK_TEXT,
    .file = "%s.transcript.html",
    .type = "text/html",
    .write = write_html,
};
