/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A feed's document: the show, the links between pages, and the items. */
#include "base/limits.h"
#include "brief/moment.h"
#include "publish/feed_private.h"
#include "publish/feed_text.h"

#include <string.h>

static const struct {
    const char *prefix, *uri;
} namespaces[] = {
    {"xmlns:atom", "http://www.w3.org/2005/Atom"},
    {"xmlns:content", "http://purl.org/rss/1.0/modules/content/"},
    {"xmlns:itunes", "http://www.itunes.com/dtds/podcast-1.0.dtd"},
    {"xmlns:podcast", "https://podcastindex.org/namespace/1.0"},
    {"xmlns:psc", "http://podlove.org/simple-chapters"},
};

char *kx_feed_document_name(const kx_feed_document *document)
{
    return document->number ? g_strdup_printf("feed-%04u.xml", document->number)
                            : g_strdup(KX_FEED_FILE);
}

/* A line of the show file; nothing where it has none. */
static void put_line(kx_xml *xml, const char *name, const char *text, size_t chars)
{
    g_autofree char *line = text ? kx_feed_line(text, chars) : NULL;
    if (line && *line)
        kx_xml_leaf(xml, name, line);
}

static void put_atom_link(kx_xml *xml, const char *rel, const char *href, const char *type)
{
    kx_xml_open(xml, "atom:link");
    kx_xml_attribute(xml, "href", href);
    kx_xml_attribute(xml, "rel", rel);
    kx_xml_attribute(xml, "type", type);
    kx_xml_close(xml);
}

static void put_page_link(kx_xml *xml, const kx_feed *feed, const char *rel, guint index)
{
    g_autofree char *name = kx_feed_document_name(g_ptr_array_index(feed->documents, index));
    g_autofree char *url = kx_feed_url(feed->show->base_url, NULL, name);
    put_atom_link(xml, rel, url, "application/rss+xml");
}

/* A page names only what is older: a link to a newer page would change it when one is filled. */
static void put_links(kx_xml *xml, const kx_feed *feed, guint index)
{
    put_page_link(xml, feed, "self", index);
    if (feed->documents->len > 1)
        put_page_link(xml, feed, "first", 0);
    if (index + 1 < feed->documents->len)
        put_page_link(xml, feed, "next", index + 1);
    if (feed->documents->len > 1)
        put_page_link(xml, feed, "last", feed->documents->len - 1);
    if (feed->show->hub && index == 0)
        put_atom_link(xml, "hub", feed->show->hub, NULL);
}

/* The day of the newest episode, and the last change: it or a correction, whichever is later. */
static void put_dates(kx_xml *xml, const kx_feed *feed, const kx_feed_document *document)
{
    GDateTime *newest = NULL, *built = NULL;
    for (guint i = 0; i < document->episodes->len; i++) {
        const kx_episode *episode = g_ptr_array_index(document->episodes, i);
        GDateTime *changed = kx_feed_changed(feed, episode);
        if (newest == NULL || g_date_time_compare(episode->published, newest) > 0)
            newest = episode->published;
        if (changed && (built == NULL || g_date_time_compare(changed, built) > 0))
            built = changed;
    }
    if (newest == NULL)
        return;
    if (built == NULL || g_date_time_compare(newest, built) > 0)
        built = newest;
    g_autofree char *published = kx_moment_rfc2822(newest);
    g_autofree char *last = kx_moment_rfc2822(built);
    kx_xml_leaf(xml, "pubDate", published);
    kx_xml_leaf(xml, "lastBuildDate", last);
}

static void put_category(kx_xml *xml, const char *category)
{
    g_auto(GStrv) names = g_strsplit(category, ">", 2);
    kx_xml_open(xml, "itunes:category");
    kx_xml_attribute(xml, "text", g_strstrip(names[0]));
    if (names[1]) {
        kx_xml_open(xml, "itunes:category");
        kx_xml_attribute(xml, "text", g_strstrip(names[1]));
        kx_xml_close(xml);
    }
    kx_xml_close(xml);
}

static const char *cover_type(const char *cover)
{
    return g_str_has_suffix(cover, ".png") ? "image/png" : "image/jpeg";
}

static void put_cover(kx_xml *xml, const kx_feed *feed, const char *title, const char *link)
{
    if (feed->cover == NULL)
        return;
    g_autofree char *url = kx_feed_url(feed->show->base_url, NULL, feed->cover);
    g_autofree char *alt = g_strdup_printf("Omslag van %s", title);
    kx_xml_open(xml, "image");
    kx_xml_leaf(xml, "url", url);
    kx_xml_leaf(xml, "title", title);
    kx_xml_leaf(xml, "link", link);
    kx_xml_close(xml);
    kx_xml_open(xml, "itunes:image");
    kx_xml_attribute(xml, "href", url);
    kx_xml_close(xml);
    kx_xml_open(xml, "podcast:image");
    kx_xml_attribute(xml, "href", url);
    kx_xml_attribute(xml, "alt", alt);
    kx_xml_attribute(xml, "aspect-ratio", "1/1");
    kx_xml_attribute(xml, "type", cover_type(feed->cover));
    kx_xml_close(xml);
}

static void put_person(kx_xml *xml, const char *name, const char *role, const char *group,
                       const char *url)
{
    g_autofree char *line = kx_feed_line(name, KX_NAME_CHARS_MAX);
    if (*line == '\0')
        return;
    kx_xml_open(xml, "podcast:person");
    kx_xml_attribute(xml, "role", role);
    kx_xml_attribute(xml, "group", group);
    kx_xml_attribute(xml, "href", kx_feed_is_url(url) ? url : NULL);
    kx_xml_text(xml, line);
    kx_xml_close_whole(xml);
}

static void put_persons(kx_xml *xml, const kx_show *show)
{
    bool has_narrator = false;
    for (guint i = 0; i < show->persons->len; i++) {
        const kx_person *person = g_ptr_array_index(show->persons, i);
        put_person(xml, person->name, person->role, person->group, person->url);
        has_narrator |= g_strcmp0(person->role, "narrator") == 0;
    }
    if (!has_narrator && show->tells_ai)
        put_person(xml, "Computerstem (espeak-ng nl)", "narrator", "cast", NULL);
}

static void put_rights(kx_xml *xml, const kx_show *show)
{
    put_line(xml, "copyright", show->copyright, KX_LINE_CHARS_MAX);
    g_autofree char *line = show->license ? kx_feed_line(show->license, KX_NAME_CHARS_MAX) : NULL;
    if (line == NULL || *line == '\0')
        return;
    /* Without an address it is an identifier, and those are in small letters. */
    bool own = kx_feed_is_url(show->license_url);
    g_autofree char *id = own ? g_strdup(line) : g_utf8_strdown(line, -1);
    kx_xml_open(xml, "podcast:license");
    kx_xml_attribute(xml, "url", own ? show->license_url : NULL);
    kx_xml_text(xml, id);
    kx_xml_close_whole(xml);
}

static void put_owner(kx_xml *xml, const kx_show *show)
{
    if (show->owner_email) {
        kx_xml_open(xml, "itunes:owner");
        put_line(xml, "itunes:name", show->owner_name ? show->owner_name : show->author,
                 KX_LINE_CHARS_MAX);
        put_line(xml, "itunes:email", show->owner_email, KX_LINE_CHARS_MAX);
        kx_xml_close(xml);
    }
    kx_xml_open(xml, "podcast:locked");
    kx_xml_attribute(xml, "owner", show->owner_email);
    kx_xml_text(xml, show->is_locked ? "yes" : "no");
    kx_xml_close_whole(xml);
}

static void put_update(kx_xml *xml, const kx_show *show)
{
    if (show->update_text == NULL)
        return;
    g_autofree char *line = kx_feed_line(show->update_text, KX_NAME_CHARS_MAX);
    kx_xml_open(xml, "podcast:updateFrequency");
    kx_xml_attribute(xml, "rrule", show->update_rule);
    kx_xml_text(xml, line);
    kx_xml_close_whole(xml);
}

static void put_show(kx_xml *xml, const kx_feed *feed)
{
    const kx_show *show = feed->show;
    g_autofree char *title = kx_feed_line(show->title ? show->title : "", KX_LINE_CHARS_MAX);
    g_autofree char *description = kx_feed_line_bytes(show->description ? show->description : title,
                                                      G_MAXSIZE, KX_DESCRIPTION_BYTES_MAX);
    g_autofree char *page = kx_feed_url(show->base_url, NULL, KX_INDEX_FILE);
    const char *link = show->link ? show->link : show->base_url ? show->base_url : page;
    kx_xml_leaf(xml, "title", title);
    kx_xml_leaf(xml, "link", link);
    kx_xml_leaf(xml, "description", description);
    kx_xml_leaf(xml, "language", show->language);
    put_line(xml, "itunes:author", show->author ? show->author : title, KX_LINE_CHARS_MAX);
    put_cover(xml, feed, title, link);
    for (char **category = show->categories; category && *category; category++)
        put_category(xml, *category);
    kx_xml_leaf(xml, "itunes:explicit", show->is_explicit ? "true" : "false");
    kx_xml_leaf(xml, "itunes:type", "episodic");
    put_owner(xml, show);
    put_rights(xml, show);
    kx_xml_leaf(xml, "generator", "kxspeak");
    kx_xml_leaf(xml, "ttl", "60");
    kx_xml_leaf(xml, "podcast:guid", feed->guid);
    kx_xml_leaf(xml, "podcast:medium", "podcast");
    put_update(xml, show);
    if (show->tells_ai) {
        kx_xml_open(xml, "podcast:txt");
        kx_xml_attribute(xml, "purpose", "ai-content");
        kx_xml_text(xml, "true");
        kx_xml_close_whole(xml);
    }
    put_persons(xml, show);
}

char *kx_feed_render(const kx_feed *feed, unsigned index, GError **error)
{
    const kx_feed_document *document = g_ptr_array_index(feed->documents, index);
    kx_xml *xml = kx_xml_new(KX_XML_DOCUMENT);
    kx_xml_open(xml, "rss");
    kx_xml_attribute(xml, "version", "2.0");
    for (unsigned i = 0; i < G_N_ELEMENTS(namespaces); i++)
        kx_xml_attribute(xml, namespaces[i].prefix, namespaces[i].uri);
    kx_xml_open(xml, "channel");
    put_show(xml, feed);
    put_links(xml, feed, index);
    put_dates(xml, feed, document);
    for (guint i = 0; i < document->episodes->len; i++)
        kx_feed_put_item(xml, feed, g_ptr_array_index(document->episodes, i));
    kx_xml_close(xml);
    kx_xml_close(xml);
    return kx_xml_finish(xml, error);
}
