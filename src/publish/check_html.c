/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Pages, read back: their links, and the chapters that they list. */
#include "publish/check_private.h"

#include "base/markup.h"

#include <string.h>

/* A moment in the sound, <time datetime="PT25S">, in seconds; -1 for anything else. */
static double seconds_of(xmlNode *time)
{
    g_autofree char *moment = time ? kx_node_attribute(time, "datetime") : NULL;
    char *end = NULL;
    if (moment == NULL || !g_str_has_prefix(moment, "PT"))
        return -1;
    double seconds = g_ascii_strtod(moment + 2, &end);
    return strcmp(end, "S") == 0 ? seconds : -1;
}

/* The chapter that `node` tells: its first moment, and its title, which stands in `title` (may be
 * NULL) where `node` has no attribute for it. */
static void tell(GArray *told, xmlNode *node, xmlNode *title)
{
    xmlChar *text = xmlGetNoNsProp(node, (const xmlChar *)"data-title");
    if (text == NULL && title)
        text = xmlNodeGetContent(title);
    kx_told_add(told, seconds_of(kx_node_below(node, "time")), -1, (const char *)text);
    xmlFree(text);
}

/* A chapter's heading stands first in its section, as deep as the page has it, if it has one. */
static void tell_sections(GArray *told, xmlNode *node)
{
    for (; node; node = node->next)
        if (kx_node_is(node, "section"))
            tell(told, node, xmlFirstElementChild(node));
        else
            tell_sections(told, node->children);
}

/* ---- the page of all episodes ---- */

static kx_check_episode *episode_of(const kx_check_folder *folder, const char *mark)
{
    g_autofree char *id = mark ? g_uri_unescape_string(mark, NULL) : NULL;
    GHashTableIter iter;
    void *value;
    g_hash_table_iter_init(&iter, folder->episodes);
    while (id && g_hash_table_iter_next(&iter, NULL, &value))
        if (strcmp(((kx_check_episode *)value)->id, id) == 0)
            return value;
    return NULL;
}

/* An <article> of the page, with its chapters as a list. */
static void check_article(kx_checker *checker, const kx_check_folder *folder, xmlNode *article)
{
    g_autofree char *mark = kx_node_attribute(article, "id");
    const kx_check_episode *episode = episode_of(folder, mark);
    g_autoptr(GArray) told = kx_told_new();
    xmlNode *list = kx_node_below(article, "ol");
    for (xmlNode *item = list ? list->children : NULL; item; item = item->next)
        if (kx_node_is(item, "li"))
            tell(told, item, kx_node_below(item, "span"));
    if (episode)
        kx_told_compare(checker, episode->id, episode->chapters, told, 0);
    else
        kx_fault(checker, "has an article that is no episode of this folder");
}

/* ---- all nodes ---- */

static void check_node(kx_checker *checker, const kx_check_folder *folder, xmlNode *node)
{
    static const char *const keys[] = {"href", "src"};
    for (; node; node = node->next) {
        for (unsigned i = 0; node->type == XML_ELEMENT_NODE && i < G_N_ELEMENTS(keys); i++) {
            g_autofree char *url = kx_node_attribute(node, keys[i]);
            if (url)
                kx_check_link(checker, folder, (const char *)node->name, url, NULL);
        }
        if (folder->episodes && kx_node_is(node, "article"))
            check_article(checker, folder, node);
        check_node(checker, folder, node->children);
    }
}

void kx_check_html(kx_checker *checker, const kx_check_folder *folder, GBytes *bytes, GArray *told)
{
    const char *why = NULL;
    xmlDoc *doc = kx_markup_read(bytes, KX_MARKUP_HTML, &why);
    xmlNode *root = doc ? xmlDocGetRootElement(doc) : NULL;
    if (root == NULL)
        kx_fault(checker, "%s", why);
    else
        check_node(checker, folder, root);
    if (root && told)
        tell_sections(told, root);
    xmlFreeDoc(doc);
}
