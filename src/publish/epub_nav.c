/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The table of contents, the landmarks, and what all pages look like. */
#include "publish/epub.h"

/* Contrast is at least 7:1 in both schemes. The sentence that is heard has a line below it and a
 * ground of its own: readers who see no colour, or have chosen all colours themselves, keep the
 * line. The size and the face of the letters are the reader's choice. */
static const char style[] =
    ":root { color-scheme: light dark; }\n"
    "body { line-height: 1.5; margin: 1em; overflow-wrap: break-word; }\n"
    "h1, h2, h3 { line-height: 1.25; text-align: left; }\n"
    "h1 { font-size: 1.6em; }\n"
    "h2 { font-size: 1.3em; }\n"
    "h3 { font-size: 1.1em; }\n"
    "p, li { margin: 0.7em 0; }\n"
    "a { color: #0b4f9e; text-decoration: underline; }\n"
    "ul, ol { padding-left: 1.5em; }\n"
    ".numbered { list-style: none; }\n"
    "blockquote { margin: 1em 0; padding-left: 1em; border-left: 0.25em solid #767676; }\n"
    ".lead { font-weight: bold; }\n"
    ".byline, .caption, .note { font-size: 0.95em; color: #454545; }\n"
    ".caption { padding-left: 1em; border-left: 0.1em solid #767676; }\n"
    ".cover { text-align: center; }\n"
    ".cover img { width: 12em; max-width: 100%; }\n"
    ".-epub-media-overlay-active { color: #000000; background-color: #ffe58a; "
    "text-decoration: underline; border-bottom: 0.1em solid #000000; }\n"
    "@media (prefers-color-scheme: dark) {\n"
    "body { color: #eeeeee; background-color: #161616; }\n"
    "a { color: #9ecbff; }\n"
    ".byline, .caption, .note { color: #c4c4c4; }\n"
    ".-epub-media-overlay-active { color: #ffffff; background-color: #1d4a7a; "
    "border-bottom-color: #ffffff; }\n"
    "}\n";

char *kx_epub_style(void)
{
    return g_strdup(style);
}

void kx_epub_open_page(kx_xml *xml, const kx_epub *epub, const char *title)
{
    const char *language = epub->briefing->language ? epub->briefing->language : "nl";
    kx_xml_text(xml, "");
    kx_xml_open(xml, "html");
    kx_xml_attribute(xml, "xmlns", "http://www.w3.org/1999/xhtml");
    kx_xml_attribute(xml, "xmlns:epub", "http://www.idpf.org/2007/ops");
    kx_xml_language(xml, language);
    kx_xml_open(xml, "head");
    kx_xml_open(xml, "meta");
    kx_xml_attribute(xml, "charset", "utf-8");
    kx_xml_close(xml);
    kx_xml_leaf(xml, "title", title);
    kx_xml_open(xml, "link");
    kx_xml_attribute(xml, "rel", "stylesheet");
    kx_xml_attribute(xml, "type", "text/css");
    kx_xml_attribute(xml, "href", KX_EPUB_STYLE);
    kx_xml_close(xml);
    kx_xml_close_whole(xml);
    kx_xml_text(xml, "\n");
    kx_xml_open(xml, "body");
}

/* ---- the table of contents ---- */

static bool is_listed(const kx_epub_node *node)
{
    return node->kind >= KX_EPUB_OWN && node->kind <= KX_EPUB_INTERTITLE;
}

static bool lists_any(const kx_epub_node *node)
{
    for (guint i = 0; i < node->children->len; i++)
        if (is_listed(g_ptr_array_index(node->children, i)))
            return true;
    return false;
}

static void open_item(kx_xml *xml, const char *href, const char *title)
{
    kx_xml_text(xml, "\n");
    kx_xml_open(xml, "li");
    kx_xml_attribute(xml, "dir", "auto");
    kx_xml_open(xml, "a");
    kx_xml_attribute(xml, "href", href);
    kx_xml_text(xml, title);
    kx_xml_close_whole(xml);
}

static void open_list(kx_xml *xml)
{
    kx_xml_text(xml, "\n");
    kx_xml_open(xml, "ol");
}

static void put_children(kx_xml *xml, const kx_epub *epub, unsigned part, const kx_epub_node *node);

static void put_item(kx_xml *xml, const kx_epub *epub, unsigned part, const kx_epub_node *node)
{
    g_autofree char *href = kx_epub_node_href(part, node);
    g_autofree char *title = kx_epub_title(epub, part, node);
    open_item(xml, href, title);
    if (lists_any(node)) {
        open_list(xml);
        put_children(xml, epub, part, node);
        kx_xml_close_whole(xml);
    }
    kx_xml_close_whole(xml);
}

static void put_children(kx_xml *xml, const kx_epub *epub, unsigned part, const kx_epub_node *node)
{
    for (guint i = 0; i < node->children->len; i++)
        if (is_listed(g_ptr_array_index(node->children, i)))
            put_item(xml, epub, part, g_ptr_array_index(node->children, i));
}

/* The section that begins the part's page, or NULL. */
static const kx_epub_node *section_of(const kx_epub *epub, unsigned part)
{
    const kx_epub_node *root = g_ptr_array_index(epub->pages, part);
    const kx_epub_node *first = root->children->len ? g_ptr_array_index(root->children, 0) : NULL;
    return first && first->kind == KX_EPUB_SECTION ? first : NULL;
}

/* A section goes on over the pages of its articles. */
static bool goes_on(const kx_epub *epub, unsigned part)
{
    return part < epub->pages->len && section_of(epub, part) == NULL &&
           kx_briefing_section(epub->briefing, part) != NULL;
}

/* A part, or a section with all of its parts. Returns the first part behind it. */
static unsigned put_part(kx_xml *xml, const kx_epub *epub, unsigned part)
{
    const kx_epub_node *section = section_of(epub, part);
    if (section == NULL) {
        put_children(xml, epub, part, g_ptr_array_index(epub->pages, part));
        return part + 1;
    }
    g_autofree char *href = kx_epub_node_href(part, section);
    g_autofree char *title = kx_epub_title(epub, part, section);
    open_item(xml, href, title);
    open_list(xml);
    put_children(xml, epub, part++, section);
    for (; goes_on(epub, part); part++)
        put_children(xml, epub, part, g_ptr_array_index(epub->pages, part));
    kx_xml_close_whole(xml);
    kx_xml_close_whole(xml);
    return part;
}

static void open_nav(kx_xml *xml, const char *type, const char *title)
{
    g_autofree char *id = g_strdup_printf("h-%s", type);
    kx_xml_text(xml, "\n");
    kx_xml_open(xml, "nav");
    kx_xml_attribute(xml, "epub:type", type);
    kx_xml_attribute(xml, "id", type);
    kx_xml_attribute(xml, "aria-labelledby", id);
    if (g_str_equal(type, "toc"))
        kx_xml_attribute(xml, "role", "doc-toc");
    else
        kx_xml_attribute(xml, "hidden", "hidden");
    kx_xml_open(xml, g_str_equal(type, "toc") ? "h1" : "h2");
    kx_xml_attribute(xml, "id", id);
    kx_xml_text(xml, title);
    kx_xml_close_whole(xml);
    open_list(xml);
}

static void close_nav(kx_xml *xml)
{
    kx_xml_close_whole(xml);
    kx_xml_close_whole(xml);
}

/* ---- landmarks: of the pages alone, the table of contents is none ---- */

static void put_landmark(kx_xml *xml, const char *type, const char *href, const char *title)
{
    kx_xml_text(xml, "\n");
    kx_xml_open(xml, "li");
    kx_xml_open(xml, "a");
    kx_xml_attribute(xml, "epub:type", type);
    kx_xml_attribute(xml, "href", href);
    kx_xml_text(xml, title);
    kx_xml_close_whole(xml);
    kx_xml_close_whole(xml);
}

static void put_landmarks(kx_xml *xml, const kx_epub *epub)
{
    const kx_rows *parts = epub->briefing->parts;
    unsigned first = 0;
    while (first + 1 < parts->len && g_array_index(parts, kx_part, first).kind != KX_PART_ARTICLE)
        first++;
    g_autofree char *body = kx_epub_file(first, "xhtml");
    g_autofree char *cover = g_strdup_printf("p001.xhtml#%s", KX_EPUB_COVER_ID);
    open_nav(xml, "landmarks", "Wegwijzers");
    if (epub->edition->cover)
        put_landmark(xml, "cover", cover, "Omslag");
    put_landmark(xml, "bodymatter", body, "Begin van het nieuws");
    close_nav(xml);
}

char *kx_epub_nav(const kx_epub *epub, GError **error)
{
    kx_xml *xml = kx_xml_new(KX_XML_PAGE);
    kx_epub_open_page(xml, epub, "Inhoud");
    open_nav(xml, "toc", "Inhoud");
    for (unsigned part = 0; part < epub->pages->len;)
        part = put_part(xml, epub, part);
    close_nav(xml);
    put_landmarks(xml, epub);
    kx_xml_text(xml, "\n");
    kx_xml_close_whole(xml);
    kx_xml_close_whole(xml);
    return kx_xml_finish(xml, error);
}
