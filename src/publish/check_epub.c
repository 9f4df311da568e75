/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A book, unpacked and read back with libxml2 as an app would: what OCF and the package demand, and
 * that each link leads somewhere. */
#include "publish/check_epub.h"

#include "base/markup.h"
#include "base/printable.h"

#include <fcntl.h>
#include <math.h>
#include <string.h>
#include <unistd.h>

#define MIMETYPE       "application/epub+zip"
#define CONTAINER      "META-INF/container.xml"
#define DURATION_SLACK 1.0 /* seconds; EPUB 3.3, 9.3.4 */

static void item_free(void *data)
{
    kx_epub_item *item = data;
    g_free(item->id);
    g_free(item->path);
    g_free(item->type);
    g_free(item->overlay);
    if (item->ids)
        g_hash_table_unref(item->ids);
    xmlFreeDoc(item->doc);
    g_free(item);
}

/* ---- files ---- */

GBytes *kx_epub_read(const kx_epub_reader *reader, const char *path)
{
    GBytes *bytes = kx_pack_read(reader->pack, path);
    if (bytes)
        return bytes;
    g_autofree char *safe = kx_printable(path, -1);
    kx_fault(reader->checker, "%s in it cannot be read", safe);
    return NULL;
}

static xmlDoc *read_xml(const kx_epub_reader *reader, const char *path)
{
    const char *why = NULL;
    g_autoptr(GBytes) bytes = kx_epub_read(reader, path);
    if (bytes == NULL)
        return NULL;
    xmlDoc *doc = kx_markup_read(bytes, KX_MARKUP_XML, &why);
    g_autofree char *safe = kx_printable(path, -1);
    if (doc == NULL)
        kx_fault(reader->checker, "%s in it %s", safe, why);
    return doc;
}

void kx_epub_each(xmlNode *node, const char *name, void (*visit)(xmlNode *, void *), void *data)
{
    for (; node; node = node->next) {
        if (node->type == XML_ELEMENT_NODE &&
            (name == NULL || strcmp((const char *)node->name, name) == 0))
            visit(node, data);
        kx_epub_each(node->children, name, visit, data);
    }
}

static void each(const xmlDoc *doc, const char *name, void (*visit)(xmlNode *, void *), void *data)
{
    if (doc)
        kx_epub_each(xmlDocGetRootElement(doc), name, visit, data);
}

/* ---- names ---- */

/* The path that `href` in the file `from` names; *fragment gets what stands behind "#", or NULL.
 * NULL: it leads out of the book. Caller frees both. */
static char *resolve(const char *from, const char *href, char **fragment)
{
    const char *hash = strchr(href, '#');
    g_autofree char *file = hash ? g_strndup(href, (gsize)(hash - href)) : g_strdup(href);
    g_autofree char *name = g_uri_unescape_string(file, NULL);
    g_autofree char *parent = g_path_get_dirname(from);
    g_autofree char *at = g_strconcat("/", parent, NULL);
    *fragment = NULL;
    if (name == NULL || strchr(name, ':') || *name == '/')
        return NULL;
    g_autofree char *whole =
        *name ? g_canonicalize_filename(name, at) : g_strconcat("/", from, NULL);
    *fragment = hash ? g_strdup(hash + 1) : NULL;
    return g_strdup(whole + 1);
}

static kx_epub_item *item_at(const kx_epub_reader *reader, const char *path)
{
    for (guint i = 0; i < reader->items->len; i++) {
        kx_epub_item *item = g_ptr_array_index(reader->items, i);
        if (strcmp(item->path, path) == 0)
            return item;
    }
    return NULL;
}

static kx_epub_item *item_of(const kx_epub_reader *reader, const char *id)
{
    for (guint i = 0; i < reader->items->len; i++) {
        kx_epub_item *item = g_ptr_array_index(reader->items, i);
        if (strcmp(item->id, id) == 0)
            return item;
    }
    return NULL;
}

kx_epub_item *kx_epub_check_target(const kx_epub_reader *reader, const kx_epub_item *from,
                                   const char *href)
{
    g_autofree char *fragment = NULL;
    g_autofree char *path = resolve(from->path, href, &fragment);
    kx_epub_item *item = path ? item_at(reader, path) : NULL;
    bool there =
        item && (fragment == NULL || (item->ids && g_hash_table_contains(item->ids, fragment)));
    if (!there) {
        g_autofree char *safe = kx_printable(href, -1);
        kx_fault(reader->checker, "%s in it names %s, which is not there", from->path, safe);
    }
    return there ? item : NULL;
}

/* ---- the package ---- */

typedef struct {
    kx_epub_reader *reader;
    char *package;     /* path, or NULL */
    double duration;   /* of all overlays; negative where it is not told */
    GHashTable *facts; /* char*: properties and elements of the metadata */
} package;

static void see_rootfile(xmlNode *node, void *data)
{
    package *p = data;
    if (p->package == NULL)
        p->package = kx_node_attribute(node, "full-path");
}

static void see_item(xmlNode *node, void *data)
{
    package *p = data;
    g_autofree char *href = kx_node_attribute(node, "href"), *fragment = NULL;
    g_autofree char *properties = kx_node_attribute(node, "properties");
    kx_epub_item *item = g_new0(kx_epub_item, 1);
    item->id = kx_node_attribute(node, "id");
    item->type = kx_node_attribute(node, "media-type");
    item->overlay = kx_node_attribute(node, "media-overlay");
    item->path = resolve(p->package, href ? href : "", &fragment);
    item->is_nav = g_strcmp0(properties, "nav") == 0;
    item->duration = -1;
    if (item->id == NULL || item->path == NULL || item->type == NULL ||
        item_at(p->reader, item->path) || item_of(p->reader, item->id)) {
        kx_fault(p->reader->checker, "its manifest has an item without name, or one twice");
        item_free(item);
        return;
    }
    g_ptr_array_add(p->reader->items, item);
}

static void see_itemref(xmlNode *node, void *data)
{
    package *p = data;
    g_autofree char *id = kx_node_attribute(node, "idref");
    kx_epub_item *item = id ? item_of(p->reader, id) : NULL;
    if (item == NULL)
        kx_fault(p->reader->checker, "its spine names what is not in the manifest");
    else
        item->in_spine = true;
}

double kx_epub_seconds(const char *clock)
{
    g_autofree char *padded = g_strconcat("0", clock, NULL); /* two digits of hours at least */
    return kx_clock_read(padded, strlen(padded), '.');
}

static void see_metadata(xmlNode *node, void *data)
{
    package *p = data;
    g_autofree char *property = kx_node_attribute(node, "property");
    g_autofree char *refines = kx_node_attribute(node, "refines");
    xmlChar *text = xmlNodeGetContent(node);
    const char *value = (const char *)text;
    bool duration = g_strcmp0(property, "media:duration") == 0;
    kx_epub_item *of = refines && *refines ? item_of(p->reader, refines + 1) : NULL;
    if (duration && of)
        of->duration = kx_epub_seconds(value);
    else if (duration && refines == NULL)
        p->duration = kx_epub_seconds(value);
    if (*value)
        g_hash_table_add(p->facts, g_strdup(property ? property : (const char *)node->name));
    xmlFree(text);
}

/* What must be in it: EPUB 3.3, 5.5.3 and 9.3.4; EPUB Accessibility 1.1, 2.2. */
static const char *const wanted_facts[] = {"identifier",
                                           "title",
                                           "language",
                                           "dcterms:modified",
                                           "media:duration",
                                           "schema:accessMode",
                                           "schema:accessibilityFeature",
                                           "schema:accessibilityHazard",
                                           "schema:accessibilitySummary"};

static void read_package(package *p)
{
    kx_epub_reader *reader = p->reader;
    xmlDoc *container = read_xml(reader, CONTAINER);
    each(container, "rootfile", see_rootfile, p);
    xmlFreeDoc(container);
    if (p->package == NULL) {
        kx_fault(reader->checker, "names no package");
        return;
    }
    xmlDoc *doc = read_xml(reader, p->package);
    each(doc, "item", see_item, p);
    each(doc, "itemref", see_itemref, p);
    for (xmlNode *node = doc ? xmlDocGetRootElement(doc)->children : NULL; node; node = node->next)
        if (node->type == XML_ELEMENT_NODE && strcmp((const char *)node->name, "metadata") == 0)
            kx_epub_each(node->children, NULL, see_metadata, p);
    xmlFreeDoc(doc);
    for (unsigned i = 0; i < G_N_ELEMENTS(wanted_facts); i++)
        if (!g_hash_table_contains(p->facts, wanted_facts[i]))
            kx_fault(reader->checker, "its package has no %s", wanted_facts[i]);
}

/* ---- the ZIP file against the manifest ---- */

static void check_first(const kx_epub_reader *reader)
{
    kx_pack_entry first;
    g_autoptr(GBytes) bytes = NULL;
    bool ok = kx_pack_entry_at(reader->pack, 0, &first) && strcmp(first.path, "mimetype") == 0 &&
              !first.deflated && (bytes = kx_epub_read(reader, "mimetype"));
    if (!ok || g_bytes_get_size(bytes) != strlen(MIMETYPE) ||
        memcmp(g_bytes_get_data(bytes, NULL), MIMETYPE, strlen(MIMETYPE)) != 0)
        kx_fault(reader->checker, "does not begin with its type, uncompressed");
}

static void check_names(const kx_epub_reader *reader, const char *of_package)
{
    for (int64_t i = 1; i < kx_pack_count(reader->pack); i++) {
        kx_pack_entry entry;
        const char *name = kx_pack_entry_at(reader->pack, i, &entry) ? entry.path : NULL;
        if (name && (strcmp(name, CONTAINER) == 0 || g_strcmp0(name, of_package) == 0))
            continue;
        if (name == NULL || item_at(reader, name) == NULL) {
            g_autofree char *safe = kx_printable(name ? name : "", -1);
            kx_fault(reader->checker, "holds %s, which its manifest does not have", safe);
        }
    }
    for (guint i = 0; i < reader->items->len; i++) {
        const kx_epub_item *item = g_ptr_array_index(reader->items, i);
        if (!kx_pack_has(reader->pack, item->path)) {
            g_autofree char *safe = kx_printable(item->path, -1);
            kx_fault(reader->checker, "has no %s, which its manifest names", safe);
        }
    }
}

/* ---- pages ---- */

typedef struct {
    const kx_epub_reader *reader;
    kx_epub_item *item;
} page;

static void see_id(xmlNode *node, void *data)
{
    page *p = data;
    char *id = kx_node_attribute(node, "id");
    if (id && !g_hash_table_add(p->item->ids, id)) {
        g_autofree char *safe = kx_printable(id, -1);
        kx_fault(p->reader->checker, "%s in it has the id %s twice", p->item->path, safe);
    }
}

static void load_documents(kx_epub_reader *reader)
{
    for (guint i = 0; i < reader->items->len; i++) {
        kx_epub_item *item = g_ptr_array_index(reader->items, i);
        bool xml = g_str_has_suffix(item->type, "+xml");
        page p = {reader, item};
        if (!xml || !kx_pack_has(reader->pack, item->path))
            continue;
        item->doc = read_xml(reader, item->path);
        item->ids = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
        each(item->doc, NULL, see_id, &p);
    }
}

static void see_link(xmlNode *node, void *data)
{
    const page *p = data;
    static const char *const keys[] = {"href", "src"};
    for (unsigned i = 0; i < G_N_ELEMENTS(keys); i++) {
        g_autofree char *url = kx_node_attribute(node, keys[i]);
        bool web = url && (g_str_has_prefix(url, "http://") || g_str_has_prefix(url, "https://"));
        if (url && !(web && strcmp((const char *)node->name, "a") == 0))
            kx_epub_check_target(p->reader, p->item, url);
    }
}

static void see_sentence(xmlNode *node, void *data)
{
    const page *p = data;
    g_autofree char *id = kx_node_attribute(node, "id");
    if (id == NULL || *id != 's')
        return;
    xmlChar *text = xmlNodeGetContent(node);
    kx_check_printed(p->reader->checker, p->reader->timeline, id, (const char *)text);
    xmlFree(text);
}

static void check_page(kx_epub_reader *reader, kx_epub_item *item)
{
    page p = {reader, item};
    const kx_epub_item *overlay = item->overlay ? item_of(reader, item->overlay) : NULL;
    each(item->doc, NULL, see_link, &p);
    if (item->is_nav)
        return;
    each(item->doc, "span", see_sentence, &p);
    if (!item->in_spine)
        kx_fault(reader->checker, "%s in it is not in the order of reading", item->path);
    if (item->overlay && (overlay == NULL || overlay->doc == NULL))
        kx_fault(reader->checker, "%s in it has no overlay, but names one", item->path);
    else if (overlay)
        kx_epub_check_overlay(reader, item, overlay);
}

static void check_pages(kx_epub_reader *reader)
{
    unsigned navs = 0;
    for (guint i = 0; i < reader->items->len; i++) {
        kx_epub_item *item = g_ptr_array_index(reader->items, i);
        navs += item->is_nav;
        if (strcmp(item->type, "application/xhtml+xml") == 0)
            check_page(reader, item);
    }
    if (navs != 1)
        kx_fault(reader->checker, "has %u tables of contents", navs);
}

static void check_book(kx_epub_reader *reader)
{
    package p = {.reader = reader,
                 .duration = -1,
                 .facts = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL)};
    check_first(reader);
    read_package(&p);
    if (p.package) {
        check_names(reader, p.package);
        load_documents(reader);
        check_pages(reader);
        kx_check_all_told(reader->checker, reader->timeline);
        if (fabs(p.duration - reader->played) > DURATION_SLACK)
            kx_fault(reader->checker, "lasts %.3f s, but its overlays %.3f s", p.duration,
                     reader->played);
    }
    g_hash_table_unref(p.facts);
    g_free(p.package);
}

void kx_check_epub(kx_checker *checker, int folder, const char *name)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(GArray) timeline = kx_check_timeline(folder);
    kx_epub_reader reader = {.checker = checker, .timeline = timeline};
    if (timeline == NULL) {
        kx_fault(checker, "has no timeline beside it to agree with");
        return;
    }
    reader.pack = kx_pack_open(folder, name, &error);
    if (reader.pack == NULL) {
        kx_fault(checker, "%s", error->message);
        return;
    }
    reader.items = g_ptr_array_new_with_free_func(item_free);
    check_book(&reader);
    g_ptr_array_unref(reader.items);
    kx_pack_free(reader.pack);
}
