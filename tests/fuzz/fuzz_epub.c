/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Any article on any clock as a book: each file is XML of our elements only, the pages print every
 * word, and the overlays play what the pages hold, from one end to the other. */
#include "any_briefing.h"
#include "publish/epub.h"

#include <libxml/parser.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static xmlDoc *parsed(char *file)
{
    g_autofree char *text = file;
    g_assert_nonnull(text);
    xmlDoc *doc = xmlReadMemory(text, (int)strlen(text), NULL, NULL, XML_PARSE_NONET);
    g_assert_nonnull(doc);
    return doc;
}

static bool is_one_of(const xmlNode *node, const char *const *names)
{
    return g_strv_contains(names, (const char *)node->name);
}

/* Calls `visit` for each element, in order. */
static void walk(xmlNode *node, void (*visit)(xmlNode *, void *), void *data)
{
    for (; node; node = node->next) {
        if (node->type == XML_ELEMENT_NODE)
            visit(node, data);
        walk(node->children, visit, data);
    }
}

typedef struct {
    GString *text;   /* of the sentences */
    GHashTable *ids; /* char* */
} page;

static void read_element(xmlNode *node, void *data)
{
    static const char *const elements[] = {
        "html", "head", "meta", "title", "link",  "body", "main", "section",    "article", "header",
        "h1",   "h2",   "h3",   "h4",    "h5",    "h6",   "p",    "span",       "cite",    "time",
        "a",    "ol",   "ul",   "li",    "aside", "br",   "div",  "blockquote", "footer",  NULL};
    page *p = data;
    g_assert_true(is_one_of(node, elements));
    xmlChar *id = xmlGetNoNsProp(node, BAD_CAST "id"),
            *href = xmlGetNoNsProp(node, BAD_CAST "href");
    if (href && !g_str_has_prefix((char *)href, "http"))
        g_assert_true(strcmp((char *)node->name, "link") == 0 || *href == '#');
    if (id) {
        g_assert_true(g_hash_table_add(p->ids, g_strdup((char *)id)));
        if (*id == 's' && g_ascii_isdigit(id[1])) {
            xmlChar *content = xmlNodeGetContent(node);
            append_solid(p->text, (char *)content);
            xmlFree(content);
        }
    }
    xmlFree(id);
    xmlFree(href);
}

typedef struct {
    const page *page;
    char *name; /* of the page's file */
    char *last; /* where the last clip ended, or NULL */
} overlay;

static void read_clip(xmlNode *node, void *data)
{
    static const char *const elements[] = {"smil", "head", "body",  "seq",
                                           "par",  "text", "audio", NULL};
    overlay *o = data;
    g_assert_true(is_one_of(node, elements));
    xmlChar *src = xmlGetNoNsProp(node, BAD_CAST "src"),
            *begin = xmlGetNoNsProp(node, BAD_CAST "clipBegin"),
            *end = xmlGetNoNsProp(node, BAD_CAST "clipEnd");
    if (begin) {
        g_assert_true(o->last == NULL || strcmp(o->last, (char *)begin) == 0);
        g_free(o->last);
        o->last = g_strdup((char *)end);
    } else if (src) {
        const char *mark = strchr((char *)src, '#');
        g_assert_true(mark && g_str_has_prefix((char *)src, o->name));
        g_assert_true(g_hash_table_contains(o->page->ids, mark + 1));
    }
    xmlFree(src);
    xmlFree(begin);
    xmlFree(end);
}

static void check_part(const kx_epub *epub, unsigned part, GString *text)
{
    g_autoptr(GHashTable) ids = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    page p = {text, ids};
    xmlDoc *doc = parsed(kx_epub_page(epub, part, NULL));
    walk(xmlDocGetRootElement(doc), read_element, &p);
    xmlFreeDoc(doc);
    if (kx_epub_part_ms(epub, part) == 0)
        return;
    overlay o = {.page = &p, .name = kx_epub_file(part, "xhtml")};
    doc = parsed(kx_epub_overlay(epub, part, NULL));
    walk(xmlDocGetRootElement(doc), read_clip, &o);
    xmlFreeDoc(doc);
    g_free(o.name);
    g_free(o.last);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    g_autoptr(kx_briefing) b = any_briefing(data, size);
    if (b == NULL)
        return 0;
    g_autoptr(kx_show) show = kx_show_new();
    g_autoptr(kx_book_sound) sound = kx_book_sound_new(b, g_get_tmp_dir());
    const kx_edition edition = {.briefing = b,
                                .show = show,
                                .sound = sound,
                                .published = "2026-03-04T00:00:00+01:00",
                                .guid = "a"};
    g_autoptr(kx_epub) epub = kx_epub_new(&edition);
    g_autoptr(GString) text = g_string_new(NULL);
    for (unsigned part = 0; part < epub->outline->parts->len; part++)
        check_part(epub, part, text);
    g_autofree char *all = printed_text(b, false);
    g_assert_cmpstr(text->str, ==, all);
    xmlFreeDoc(parsed(kx_epub_nav(epub, NULL)));
    xmlFreeDoc(parsed(kx_epub_package(epub, NULL)));
    return 0;
}
