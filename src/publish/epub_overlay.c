/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A media overlay (EPUB 3.3, 9): which stretch of the part's sound says which sentence. Nested as
 * the page is, so that a player can step out of a quote or a list; what a listener may want to
 * leave out says so by its semantics. */
#include "brief/profile.h"
#include "publish/cue.h"
#include "publish/epub.h"

typedef struct {
    const kx_epub *epub;
    unsigned part;
    kx_xml *xml;
    char *page, *sound; /* file names */
} overlay;

static void put_clock(overlay *o, const char *name, int64_t frame)
{
    g_autofree char *clock = kx_epub_clock(kx_epub_ms(o->epub, o->part, frame));
    kx_xml_attribute(o->xml, name, clock);
}

static void put_passage(overlay *o, const kx_passage *passage)
{
    g_autofree char *id = kx_cue_id(passage->sentence);
    g_autofree char *text = g_strdup_printf("%s#%s", o->page, id);
    kx_xml_open(o->xml, "par");
    kx_xml_open(o->xml, "text");
    kx_xml_attribute(o->xml, "src", text);
    kx_xml_close(o->xml);
    kx_xml_open(o->xml, "audio");
    kx_xml_attribute(o->xml, "src", o->sound);
    put_clock(o, "clipBegin", passage->start);
    put_clock(o, "clipEnd", passage->end);
    kx_xml_close(o->xml);
    kx_xml_close(o->xml);
}

static const kx_passage *passage_at(const overlay *o, const kx_outline_block *block, unsigned i)
{
    return &g_array_index(o->epub->outline->passages, kx_passage, block->first + i);
}

static bool is_heard(const overlay *o, const kx_epub_node *node)
{
    for (unsigned i = 0; node->block && i < node->block->n; i++) {
        const kx_passage *passage = passage_at(o, node->block, i);
        if (passage->end > passage->start)
            return true;
    }
    for (guint i = 0; i < node->children->len; i++)
        if (is_heard(o, g_ptr_array_index(node->children, i)))
            return true;
    return false;
}

static void put_sentences(overlay *o, const kx_epub_node *node)
{
    for (unsigned i = 0; node->block && i < node->block->n; i++) {
        const kx_passage *passage = passage_at(o, node->block, i);
        if (passage->end > passage->start)
            put_passage(o, passage);
    }
}

/* What players leave out for those who ask for it. Lists have no semantics in an overlay: these
 * players would leave them out too. */
static const char *const asides[KX_ASIDES] = {
    [KX_ASIDE_CAPTION] = "sidebar",
    [KX_ASIDE_LINK] = "sidebar",
    [KX_ASIDE_NOTE] = "footnote",
};

static bool is_aside(const kx_epub_node *node)
{
    return node->kind == KX_EPUB_BLOCK && kx_aside_of(node->block->kind) != KX_ASIDES;
}

static const char *semantics_of(const overlay *o, const kx_epub_node *node)
{
    kx_part_kind kind = g_array_index(o->epub->briefing->parts, kx_part, o->part).kind;
    switch (node->kind) {
    case KX_EPUB_OWN:
        return kind == KX_PART_OPENING ? "introduction" : "conclusion";
    case KX_EPUB_SECTION:
        return "part";
    case KX_EPUB_BLOCK:
        return asides[kx_aside_of(node->block->kind)];
    default:
        return NULL;
    }
}

static void put_node(overlay *o, const kx_epub_node *node)
{
    bool seq = node->kind != KX_EPUB_PAGE && (node->kind != KX_EPUB_BLOCK || is_aside(node));
    if (!is_heard(o, node))
        return;
    if (seq) {
        g_autofree char *href = kx_epub_node_href(o->part, node);
        kx_xml_open(o->xml, "seq");
        kx_xml_attribute(o->xml, "epub:textref", href);
        kx_xml_attribute(o->xml, "epub:type", semantics_of(o, node));
    }
    put_sentences(o, node);
    for (guint i = 0; i < node->children->len; i++)
        put_node(o, g_ptr_array_index(node->children, i));
    if (seq)
        kx_xml_close(o->xml);
}

char *kx_epub_overlay(const kx_epub *epub, unsigned part, GError **error)
{
    g_autofree char *page = kx_epub_file(part, "xhtml"), *sound = kx_epub_file(part, "mp3");
    overlay o = {epub, part, kx_xml_new(KX_XML_DOCUMENT), page, sound};
    kx_xml_open(o.xml, "smil");
    kx_xml_attribute(o.xml, "xmlns", "http://www.w3.org/ns/SMIL");
    kx_xml_attribute(o.xml, "xmlns:epub", "http://www.idpf.org/2007/ops");
    kx_xml_attribute(o.xml, "version", "3.0");
    kx_xml_open(o.xml, "body");
    put_node(&o, g_ptr_array_index(epub->pages, part));
    kx_xml_close(o.xml);
    kx_xml_close(o.xml);
    return kx_xml_finish(o.xml, error);
}
