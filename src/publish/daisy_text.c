/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The book's text, content.html: all that is printed, a <span> a sentence. */
#include "publish/cue.h"
#include "publish/daisy_private.h"
#include "publish/html.h"

typedef struct {
    const kx_daisy *daisy;
    kx_xml *xml;
    const char *wrapper; /* the open element around blocks of a kind, or NULL */
} page;

/* ---- what stands in a block ---- */

static const kx_timed_sentence *sentence_of(const page *p, unsigned passage)
{
    unsigned index = g_array_index(p->daisy->outline->passages, kx_passage, passage).sentence;
    return &g_array_index(p->daisy->b->sentences, kx_timed_sentence, index);
}

static void put_sentence(page *p, unsigned passage)
{
    const kx_timed_sentence *s = sentence_of(p, passage);
    unsigned index = g_array_index(p->daisy->outline->passages, kx_passage, passage).sentence;
    g_autofree char *id = kx_cue_id(index);
    kx_xml_open(p->xml, "span");
    kx_xml_attribute(p->xml, "id", id);
    kx_html_phrases(p->xml, p->daisy->b, s);
    kx_xml_close_whole(p->xml);
}

static void put_block(page *p, const kx_outline_block *block)
{
    for (unsigned i = 0; i < block->n; i++) {
        kx_xml_text(p->xml, i ? " " : "");
        put_sentence(p, block->first + i);
    }
    if (block->n == 0) {
        const kx_document *doc = g_ptr_array_index(p->daisy->b->documents, block->doc);
        g_autofree char *printed =
            kx_printed(doc, g_array_index(doc->blocks, kx_block, block->block).range);
        kx_html_text(p->xml, printed);
    }
}

/* ---- blocks ---- */

static void wrap(page *p, const char *wrapper)
{
    if (wrapper == p->wrapper)
        return;
    if (p->wrapper) {
        kx_xml_close_whole(p->xml);
        kx_xml_text(p->xml, "\n");
    }
    if (wrapper) {
        kx_xml_open(p->xml, wrapper);
        kx_xml_text(p->xml, "\n");
    }
    p->wrapper = wrapper;
}

static const char list[] = "ul", quote[] = "blockquote";

/* The headlines in the opening are a list. */
static const char *wrapper_of(const page *p, const kx_outline_block *block)
{
    if (block->kind == KX_BLOCK_QUOTE)
        return quote;
    bool item = block->n > 0 && !kx_cue_in_article(p->daisy->b, sentence_of(p, block->first)) &&
                sentence_of(p, block->first)->pause == KX_PAUSE_ITEM;
    return block->kind == KX_BLOCK_LIST_ITEM || item ? list : NULL;
}

static void put_heading(page *p, const kx_daisy_item *item, bool first)
{
    g_autofree char *element = g_strdup_printf("h%u", item->level);
    wrap(p, NULL);
    kx_xml_open(p->xml, element);
    kx_xml_attribute(p->xml, "class", first ? "title" : NULL);
    if (item->block)
        put_block(p, item->block);
    else
        kx_html_text(p->xml, item->title);
    kx_xml_close_whole(p->xml);
    kx_xml_text(p->xml, "\n");
}

static void put_paragraph(page *p, const kx_outline_block *block)
{
    const char *wrapper = wrapper_of(p, block);
    wrap(p, wrapper);
    const char *aside = kx_daisy_aside_of(block->kind)->class;
    kx_xml_open(p->xml, aside ? "div" : wrapper == list ? "li" : "p");
    kx_xml_attribute(p->xml, "class", aside);
    put_block(p, block);
    kx_xml_close_whole(p->xml);
    kx_xml_text(p->xml, "\n");
}

/* ---- the page ---- */

static bool is_section(const kx_daisy_item *item)
{
    return item->block && item->block->depth == KX_DEPTH_SECTION;
}

char *kx_daisy_text(const kx_daisy *daisy, GError **error)
{
    page p = {.daisy = daisy, .xml = kx_xml_new(KX_XML_XHTML1)};
    unsigned part = G_MAXUINT;
    kx_daisy_head(daisy, p.xml);
    kx_xml_close(p.xml);
    kx_xml_text(p.xml, "\n");
    kx_xml_open(p.xml, "body");
    kx_xml_text(p.xml, "\n");
    for (guint i = 0; i < daisy->items->len; i++) {
        const kx_daisy_item *item = &g_array_index(daisy->items, kx_daisy_item, i);
        if (item->level > 0)
            put_heading(&p, item, i == 0);
        else
            put_paragraph(&p, item->block);
        if (item->level > 0 && !is_section(item) && item->part != part) {
            kx_html_byline(p.xml, daisy->b, item->part);
            part = item->part;
        }
    }
    wrap(&p, NULL);
    return kx_xml_finish(p.xml, error);
}
