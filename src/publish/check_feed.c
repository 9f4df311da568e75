/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The feed and its archive pages, read back and held against the episodes' records. */
#include "publish/check_private.h"

#include "base/intl.h"
#include "base/markup.h"
#include "base/printable.h"
#include "brief/moment.h"

#include <fcntl.h>
#include <math.h>
#include <string.h>
#include <sys/stat.h>

#define ATOM    "http://www.w3.org/2005/Atom"
#define ITUNES  "http://www.itunes.com/dtds/podcast-1.0.dtd"
#define PODCAST "https://podcastindex.org/namespace/1.0"
#define PSC     "http://podlove.org/simple-chapters"

/* ---- the tree ---- */

static bool is_element(const xmlNode *node, const char *space, const char *name)
{
    bool same =
        space ? node->ns && strcmp((const char *)node->ns->href, space) == 0 : node->ns == NULL;
    return same && kx_node_is(node, name);
}

/* The first element of that name from `node` on among its siblings. */
static xmlNode *find(xmlNode *node, const char *space, const char *name)
{
    while (node && !is_element(node, space, name))
        node = node->next;
    return node;
}

static char *take(xmlChar *text)
{
    char *copy = g_strdup((const char *)text);
    xmlFree(text);
    return copy;
}

static char *content(xmlNode *parent, const char *space, const char *name)
{
    xmlNode *node = find(parent->children, space, name);
    return node ? take(xmlNodeGetContent(node)) : NULL;
}

/* ---- links ---- */

static const char *below_base(const char *base, const char *url)
{
    return base && *base && g_str_has_prefix(url, base) ? url + strlen(base) : url;
}

/* Whether an address, from the folder's base on, is no path of the folder, nor means to be. */
static bool is_elsewhere(const char *url)
{
    return strstr(url, "://") || g_str_has_prefix(url, "data:") ||
           g_str_has_prefix(url, "mailto:") || url[0] == '#' || url[0] == '/' || url[0] == '\0';
}

static bool climbs(const char *path)
{
    g_auto(GStrv) parts = g_strsplit(path, "/", -1);
    return g_strv_contains((const char *const *)parts, "..");
}

/* The path below the folder that an address of the folder names; NULL for one that leads elsewhere
 * or out of the folder. */
static char *local_path(const char *base, const char *url)
{
    url = below_base(base, url);
    if (is_elsewhere(url))
        return NULL;
    g_autofree char *path = g_strndup(url, strcspn(url, "?#"));
    g_autofree char *plain = g_uri_unescape_string(path, "/"); /* NULL: it hides a slash */
    return plain && !climbs(plain) ? g_steal_pointer(&plain) : NULL;
}

void kx_check_link(kx_checker *checker, const kx_check_folder *folder, const char *what,
                   const char *url, const char *length)
{
    struct stat info;
    if (url == NULL || *url == '\0') {
        kx_fault(checker, "%s has no address", what);
        return;
    }
    if (is_elsewhere(below_base(folder->base, url)))
        return;
    g_autofree char *path = local_path(folder->base, url);
    g_autofree char *safe = kx_printable(path ? path : url, -1);
    if (path == NULL) {
        kx_fault(checker, "%s leads out of the folder: %s", what, safe);
        return;
    }
    if (fstatat(folder->dirfd, path, &info, AT_SYMLINK_NOFOLLOW) != 0 || !S_ISREG(info.st_mode)) {
        kx_fault(checker, "%s names %s, which is not there", what, safe);
        return;
    }
    g_autofree char *bytes = g_strdup_printf("%" G_GINT64_FORMAT, (gint64)info.st_size);
    if (length && strcmp(length, bytes) != 0)
        kx_fault(checker, "%s: %s has %s bytes, not %s", what, safe, bytes, length);
}

static void check_attribute(kx_checker *checker, const kx_check_folder *folder, xmlNode *item,
                            const char *space, const char *name, const char *key)
{
    for (xmlNode *node = find(item->children, space, name); node;
         node = find(node->next, space, name)) {
        g_autofree char *url = kx_node_attribute(node, key),
                        *length = kx_node_attribute(node, "length");
        g_autofree char *safe = kx_printable(url ? url : "", -1);
        kx_check_link(checker, folder, name, url, length);
        if (url && *url && is_elsewhere(below_base(folder->base, url)))
            kx_fault(checker, "%s leads out of the folder: %s", name, safe);
    }
}

/* Apps and caches go by both. */
static void check_enclosures(kx_checker *checker, xmlNode *item)
{
    xmlNode *node = find(item->children, NULL, "enclosure");
    if (node == NULL)
        kx_fault(checker, "has no enclosure");
    for (; node; node = find(node->next, NULL, "enclosure")) {
        g_autofree char *length = kx_node_attribute(node, "length"),
                        *type = kx_node_attribute(node, "type");
        if (length == NULL || type == NULL || !g_str_has_prefix(type, "audio/"))
            kx_fault(checker, "enclosure has no length, or not the type of a sound");
    }
}

/* The page of the episode: people follow it. */
static void check_page_link(kx_checker *checker, xmlNode *item)
{
    g_autofree char *url = content(item, NULL, "link");
    const char *scheme = url ? g_uri_peek_scheme(url) : NULL;
    if (scheme && strcmp(scheme, "https") != 0 && strcmp(scheme, "http") != 0)
        kx_fault(checker, "link is no address of a page");
}

static void check_alternates(kx_checker *checker, const kx_check_folder *folder, xmlNode *item,
                             const kx_check_episode *episode)
{
    for (xmlNode *node = find(item->children, PODCAST, "alternateEnclosure"); node;
         node = find(node->next, PODCAST, "alternateEnclosure")) {
        xmlNode *sum = find(node->children, PODCAST, "integrity");
        g_autofree char *value = kx_node_attribute(sum, "value"),
                        *length = kx_node_attribute(node, "length");
        for (xmlNode *source = find(node->children, PODCAST, "source"); source;
             source = find(source->next, PODCAST, "source")) {
            g_autofree char *uri = kx_node_attribute(source, "uri");
            kx_check_link(checker, folder, "alternateEnclosure", uri, length);
        }
        if (value == NULL || !g_hash_table_contains(episode->integrities, value))
            kx_fault(checker, "alternateEnclosure: its integrity is that of no file");
    }
}

/* ---- chapters ---- */

static void check_psc(kx_checker *checker, xmlNode *item, const kx_check_episode *episode)
{
    g_autoptr(GArray) told = kx_told_new();
    xmlNode *list = find(item->children, PSC, "chapters");
    for (xmlNode *node = list ? find(list->children, PSC, "chapter") : NULL; node;
         node = find(node->next, PSC, "chapter")) {
        g_autofree char *start = kx_node_attribute(node, "start"),
                        *title = kx_node_attribute(node, "title");
        kx_told_add(told, start ? kx_clock_read(start, strlen(start), '.') : -1, -1, title);
    }
    kx_told_compare(checker, "psc:chapters", episode->chapters, told, 0);
}

/* Times at the start of the description's lines: all chapters, or the first of them where the text
 * was full. */
static void check_stamps(kx_checker *checker, xmlNode *item, const kx_check_episode *episode)
{
    enum { CLOCK = 8 }; /* 00:00:00 */
    g_autofree char *text = content(item, NULL, "description");
    guint n = 0;
    for (const char *at = text; at && *at; at++) {
        bool opens = at == text || strchr(">( \n", at[-1]);
        size_t digits = strspn(at, "0123456789:");
        if (opens && digits == CLOCK && at[2] == ':' && at[5] == ':') {
            g_autofree char *whole = g_strdup_printf("%.8s.000", at);
            double start = kx_clock_read(whole, strlen(whole), '.');
            bool same = n < episode->chapters->len &&
                        start == g_array_index(episode->chapters, kx_told, n).start;
            if (!same) {
                kx_fault(checker, "description: %.8s is no chapter of the record", at);
                return;
            }
            n++;
        }
        at += digits > 0 ? digits - 1 : 0;
    }
    if (n == 0)
        kx_fault(checker, "description: has no chapters");
}

/* ---- items ---- */

static void check_item(kx_checker *checker, const kx_check_folder *folder, xmlNode *item)
{
    g_autofree char *guid = content(item, NULL, "guid");
    kx_check_episode *episode = guid ? g_hash_table_lookup(folder->episodes, guid) : NULL;
    if (episode == NULL) {
        g_autofree char *safe = kx_printable(guid ? guid : "", -1);
        kx_fault(checker, "item \"%s\" is no episode of this folder", safe);
        return;
    }
    g_autofree char *before = g_strdup(checker->where);
    g_autofree char *where = g_strdup_printf("%s (%s)", before, episode->id);
    kx_checker own = {checker->found, where};
    if (episode->in_feed++)
        kx_fault(&own, "stands in the feed more than once");
    g_autofree char *date = content(item, NULL, "pubDate");
    g_autoptr(GDateTime) moment = kx_moment_read(episode->published);
    g_autofree char *wanted = moment ? kx_moment_rfc2822(moment) : NULL;
    if (wanted == NULL && date)
        kx_fault(&own, "has a pubDate, but the record has no moment of publication");
    else if (g_strcmp0(date, wanted) != 0)
        kx_fault(&own, "pubDate is not that of the record, %s", wanted);
    g_autofree char *duration = content(item, ITUNES, "duration");
    if (duration == NULL || fabs(g_ascii_strtod(duration, NULL) - episode->duration) > 1)
        kx_fault(&own, "itunes:duration is not that of the record, %.0f", episode->duration);
    check_enclosures(&own, item);
    check_page_link(&own, item);
    check_attribute(&own, folder, item, NULL, "enclosure", "url");
    check_attribute(&own, folder, item, PODCAST, "transcript", "url");
    check_attribute(&own, folder, item, PODCAST, "chapters", "url");
    check_attribute(&own, folder, item, ITUNES, "image", "href");
    check_alternates(&own, folder, item, episode);
    check_psc(&own, item, episode);
    check_stamps(&own, item, episode);
}

/* ---- pages ---- */

/* The address of the channel's link of that kind; NULL if there is none. */
static char *link_of(xmlNode *channel, const char *rel)
{
    for (xmlNode *node = find(channel->children, ATOM, "link"); node;
         node = find(node->next, ATOM, "link")) {
        g_autofree char *kind = kx_node_attribute(node, "rel");
        if (g_strcmp0(kind, rel) == 0)
            return kx_node_attribute(node, "href");
    }
    return NULL;
}

char *kx_check_feed_page(kx_checker *checker, kx_check_folder *folder, GBytes *bytes)
{
    static const char *const rels[] = {"first", "next", "previous", "last"};
    const char *why = NULL;
    xmlDoc *doc = kx_markup_read(bytes, KX_MARKUP_XML, &why);
    xmlNode *root = doc ? xmlDocGetRootElement(doc) : NULL;
    xmlNode *channel = root ? find(root->children, NULL, "channel") : NULL;
    char *next = NULL;
    if (channel) {
        g_autofree char *self = link_of(channel, "self");
        if (folder->base == NULL && self && strstr(self, "://"))
            folder->base = g_strndup(self, (size_t)(strrchr(self, '/') + 1 - self));
        for (unsigned i = 0; i < G_N_ELEMENTS(rels); i++) {
            g_autofree char *url = link_of(channel, rels[i]);
            if (url)
                kx_check_link(checker, folder, rels[i], url, NULL);
        }
        check_attribute(checker, folder, channel, ITUNES, "image", "href");
        for (xmlNode *item = find(channel->children, NULL, "item"); item;
             item = find(item->next, NULL, "item"))
            check_item(checker, folder, item);
        g_autofree char *url = link_of(channel, "next");
        next = url ? local_path(folder->base, url) : NULL;
    } else {
        kx_fault(checker, "%s", doc ? _("is no feed") : why);
    }
    xmlFreeDoc(doc);
    return next;
}
