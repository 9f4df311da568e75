/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A part of the briefing as a page to read: all that is printed, each sentence with the id that
 * the overlay and all other files call it by. */
#include "publish/cue.h"
#include "publish/epub.h"
#include "publish/html.h"

enum { LEVEL_MAX = 6 };

typedef struct {
    const kx_epub *epub;
    unsigned part;
    kx_xml *xml;
    bool in_link; /* then addresses are none */
} page;

static kx_part_kind part_kind(const page *p)
{
    return g_array_index(p->epub->briefing->parts, kx_part, p->part).kind;
}

static const kx_document *document(const page *p, unsigned doc)
{
    return g_ptr_array_index(p->epub->briefing->documents, doc);
}

static void put_range(page *p, unsigned doc, kx_range range)
{
    g_autofree char *printed = kx_printed(document(p, doc), range);
    if (p->in_link)
        kx_html_text(p->xml, printed);
    else
        kx_html_linked_text(p->xml, printed);
}

/* Begins a block on a line of its own. A title may be written from right to left. */
static void open_element(page *p, const char *name, const char *class)
{
    kx_xml_text(p->xml, "\n");
    kx_xml_open(p->xml, name);
    kx_xml_attribute(p->xml, "class", class);
}

/* ---- sentences ---- */

static void put_sentences(page *p, const kx_outline_block *block)
{
    for (unsigned i = 0; i < block->n; i++) {
        unsigned index =
            g_array_index(p->epub->outline->passages, kx_passage, block->first + i).sentence;
        const kx_timed_sentence *s =
            &g_array_index(p->epub->briefing->sentences, kx_timed_sentence, index);
        g_autofree char *id = kx_cue_id(index);
        kx_xml_text(p->xml, i > 0 ? " " : "");
        kx_xml_open(p->xml, "span");
        kx_xml_attribute(p->xml, "id", id);
        if (p->in_link)
            kx_html_phrases(p->xml, p->epub->briefing, s);
        else
            kx_html_linked_phrases(p->xml, p->epub->briefing, s);
        kx_xml_close_whole(p->xml);
    }
}

/* The block's sentences, or all of it where none is said. */
static void put_content(page *p, const kx_outline_block *block)
{
    if (block->n > 0)
        put_sentences(p, block);
    else
        put_range(p, block->doc,
                  g_array_index(document(p, block->doc)->blocks, kx_block, block->block).range);
}

/* ---- headings and what stands below them ---- */

static void put_heading(page *p, const kx_epub_node *node, unsigned level)
{
    char name[] = {'h', (char)('0' + MIN(level, LEVEL_MAX)), '\0'};
    g_autofree char *id = g_strdup_printf("h%u", node->number);
    open_element(p, name, NULL);
    kx_xml_attribute(p->xml, "id", id);
    kx_xml_attribute(p->xml, "dir", "auto");
    if (node->block) {
        put_content(p, node->block);
    } else {
        g_autofree char *title = kx_epub_title(p->epub, p->part, node);
        kx_xml_text(p->xml, title);
    }
    kx_xml_close_whole(p->xml);
}

/* ---- blocks ---- */

/* The page of the article that a headline of the opening's list names, or NULL. */
static char *target_of(const page *p, const kx_outline_block *block)
{
    const kx_briefing *b = p->epub->briefing;
    if (part_kind(p) != KX_PART_OPENING || kx_briefing_is_own(b, block->doc))
        return NULL;
    for (guint i = 0; i < b->parts->len; i++) {
        const kx_part *part = &g_array_index(b->parts, kx_part, i);
        if (part->kind == KX_PART_ARTICLE && part->doc == block->doc)
            return kx_epub_file(i, "xhtml");
    }
    return NULL;
}

static const char *class_of(kx_block_kind kind)
{
    switch (kind) {
    case KX_BLOCK_LEAD:
        return "lead";
    case KX_BLOCK_CAPTION:
        return "caption";
    case KX_BLOCK_NOTE:
        return "note";
    default:
        return NULL;
    }
}

static void put_block(page *p, const kx_epub_node *node, bool item)
{
    g_autofree char *id = kx_epub_node_id(node);
    g_autofree char *target = target_of(p, node->block);
    open_element(p, item ? "li" : "p", class_of(node->block->kind));
    kx_xml_attribute(p->xml, "id", id);
    kx_xml_attribute(p->xml, "dir", "auto");
    if (node->block->kind == KX_BLOCK_NOTE) {
        kx_xml_attribute(p->xml, "role", "doc-footnote");
        kx_xml_attribute(p->xml, "epub:type", "footnote");
    }
    if (target) {
        kx_xml_open(p->xml, "a");
        kx_xml_attribute(p->xml, "href", target);
    }
    p->in_link = target != NULL;
    put_content(p, node->block);
    p->in_link = false;
    if (target)
        kx_xml_close_whole(p->xml);
    kx_xml_close_whole(p->xml);
}

/* How each kind of node is written; `role` and `type` say the same twice, to browsers and to
 * readers of books. */
static const struct {
    const char *element, *role, *type;
    unsigned heads : 1;    /* has a heading */
    unsigned labelled : 1; /* and is called by it */
} kinds[] = {
    [KX_EPUB_OWN] = {"section", NULL, NULL, false, false},
    [KX_EPUB_SECTION] = {"section", "doc-part", "part", true, true},
    [KX_EPUB_ARTICLE] = {"article", NULL, NULL, true, true},
    [KX_EPUB_INTERTITLE] = {"section", NULL, NULL, true, false},
    [KX_EPUB_LIST] = {"ul", NULL, NULL, false, false},
    [KX_EPUB_QUOTE] = {"blockquote", NULL, NULL, false, false},
};

static void put_own_role(page *p, const kx_epub_node *node)
{
    bool opening = part_kind(p) == KX_PART_OPENING;
    g_autofree char *title = kx_epub_title(p->epub, p->part, node);
    kx_xml_attribute(p->xml, "role", opening ? "doc-introduction" : "doc-conclusion");
    kx_xml_attribute(p->xml, "epub:type", opening ? "introduction" : "conclusion");
    kx_xml_attribute(p->xml, "aria-label", title);
}

/* A list whose items are printed with their numbers has no marks of its own; browsers that take it
 * for no list then are told that it is one. */
static void put_list_role(page *p, const kx_epub_node *list)
{
    const kx_epub_node *item = g_ptr_array_index(list->children, 0);
    const kx_document *doc = document(p, item->block->doc);
    kx_range range = g_array_index(doc->blocks, kx_block, item->block->block).range;
    if (!kx_is_numbered(doc->text, range))
        return;
    kx_xml_attribute(p->xml, "class", "numbered");
    kx_xml_attribute(p->xml, "role", "list");
}

static void put_node(page *p, const kx_epub_node *node, unsigned level);

static void put_children(page *p, const kx_epub_node *node, unsigned level)
{
    for (guint i = 0; i < node->children->len; i++) {
        const kx_epub_node *child = g_ptr_array_index(node->children, i);
        if (child->kind == KX_EPUB_BLOCK)
            put_block(p, child, node->kind == KX_EPUB_LIST);
        else
            put_node(p, child, level);
    }
}

static void put_node(page *p, const kx_epub_node *node, unsigned level)
{
    g_autofree char *id = kx_epub_node_id(node);
    g_autofree char *heading = g_strdup_printf("h%u", node->number);
    bool heads = kinds[node->kind].heads || node->block;
    open_element(p, kinds[node->kind].element, NULL);
    kx_xml_attribute(p->xml, "id", id);
    kx_xml_attribute(p->xml, "role", kinds[node->kind].role);
    kx_xml_attribute(p->xml, "epub:type", kinds[node->kind].type);
    if (kinds[node->kind].labelled)
        kx_xml_attribute(p->xml, "aria-labelledby", heading);
    if (node->kind == KX_EPUB_OWN)
        put_own_role(p, node);
    if (node->kind == KX_EPUB_LIST && part_kind(p) == KX_PART_ARTICLE)
        put_list_role(p, node);
    if (heads)
        put_heading(p, node, level);
    if (node->kind == KX_EPUB_ARTICLE)
        kx_html_byline(p->xml, p->epub->briefing, p->part);
    put_children(p, node, level + heads);
    kx_xml_text(p->xml, "\n");
    kx_xml_close_whole(p->xml);
}

static void put_cover(page *p)
{
    g_autofree char *file = kx_epub_cover_file(p->epub->edition);
    g_autofree char *text = kx_epub_cover_text(p->epub->edition);
    if (file == NULL || p->part > 0)
        return;
    open_element(p, "p", "cover");
    kx_xml_open(p->xml, "img");
    kx_xml_attribute(p->xml, "id", KX_EPUB_COVER_ID);
    kx_xml_attribute(p->xml, "role", "doc-cover");
    kx_xml_attribute(p->xml, "epub:type", "cover");
    kx_xml_attribute(p->xml, "src", file);
    kx_xml_attribute(p->xml, "alt", text);
    kx_xml_close(p->xml);
    kx_xml_close_whole(p->xml);
}

char *kx_epub_page(const kx_epub *epub, unsigned part, GError **error)
{
    page p = {epub, part, kx_xml_new(KX_XML_PAGE), false};
    const kx_epub_node *root = g_ptr_array_index(epub->pages, part);
    const kx_epub_node *first = root->children->len ? g_ptr_array_index(root->children, 0) : root;
    while (first->kind == KX_EPUB_SECTION && first->children->len > 0)
        first = g_ptr_array_index(first->children, 0);
    g_autofree char *title = kx_epub_title(epub, part, first);
    kx_epub_open_page(p.xml, epub, title);
    put_cover(&p);
    if (part == 0)
        kx_html_correction(p.xml, epub->edition->corrected);
    put_children(&p, root, 1);
    kx_xml_text(p.xml, "\n");
    kx_xml_close_whole(p.xml);
    kx_xml_close_whole(p.xml);
    return kx_xml_finish(p.xml, error);
}
