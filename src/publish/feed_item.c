/* SPDX-License-Identifier: GPL-3.0-or-later */
/* An item of the feed: all that an app may ask of an episode. */
#include "brief/moment.h"
#include "publish/feed_private.h"
#include "publish/feed_text.h"

#include <inttypes.h>
#include <math.h>

/* What the other files of an episode are to a feed; by the sinks' names. */
static const struct {
    const char *format, *rel;
} transcripts[] = {{"vtt", "captions"}, {"srt", "captions"}, {"words", NULL}, {"html", NULL}};

static const struct {
    const char *format, *title, *codecs;
} alternates[] = {{"opus", "Opus", "opus"}, {"flac", "FLAC, zonder verlies", "flac"}};

static void put_number(kx_xml *xml, const char *name, double value)
{
    char text[G_ASCII_DTOSTR_BUF_SIZE];
    kx_xml_attribute(xml, name, g_ascii_formatd(text, sizeof text, "%.15g", value));
}

static void put_size(kx_xml *xml, const kx_catalogue_file *file)
{
    char text[32];
    g_snprintf(text, sizeof text, "%" PRId64, file->bytes);
    kx_xml_attribute(xml, "length", text);
}

static void put_address(kx_xml *xml, const char *name, const kx_feed *feed,
                        const kx_episode *episode, const kx_catalogue_file *file)
{
    g_autofree char *url = kx_feed_url(feed->show->base_url, episode->id, file->name);
    kx_xml_attribute(xml, name, url);
}

/* The page where an episode can be read. Caller frees. */
static char *link_of(const kx_feed *feed, const kx_episode *episode)
{
    const kx_catalogue_file *html = kx_episode_page(episode);
    if (html)
        return kx_feed_url(feed->show->base_url, episode->id, html->name);
    g_autofree char *page = kx_feed_url(feed->show->base_url, NULL, KX_INDEX_FILE);
    g_autofree char *mark = g_uri_escape_string(episode->id, NULL, FALSE);
    return g_strconcat(page, "#", mark, NULL);
}

static void put_alternates(kx_xml *xml, const kx_feed *feed, const kx_episode *episode)
{
    for (unsigned i = 0; i < G_N_ELEMENTS(alternates); i++) {
        const kx_catalogue_file *file = kx_episode_file(episode, alternates[i].format);
        if (file == NULL || file->bytes == 0)
            continue;
        kx_xml_open(xml, "podcast:alternateEnclosure");
        kx_xml_attribute(xml, "type", file->type);
        put_size(xml, file);
        if (episode->duration > 0)
            put_number(xml, "bitrate", round((double)file->bytes * 8 / episode->duration));
        kx_xml_attribute(xml, "title", alternates[i].title);
        kx_xml_attribute(xml, "codecs", alternates[i].codecs);
        kx_xml_open(xml, "podcast:source");
        put_address(xml, "uri", feed, episode, file);
        kx_xml_close(xml);
        if (file->integrity) {
            kx_xml_open(xml, "podcast:integrity");
            kx_xml_attribute(xml, "type", "sri");
            kx_xml_attribute(xml, "value", file->integrity);
            kx_xml_close(xml);
        }
        kx_xml_close(xml);
    }
}

static void put_transcripts(kx_xml *xml, const kx_feed *feed, const kx_episode *episode)
{
    for (unsigned i = 0; i < G_N_ELEMENTS(transcripts); i++) {
        const kx_catalogue_file *file = kx_episode_file(episode, transcripts[i].format);
        if (file == NULL)
            continue;
        kx_xml_open(xml, "podcast:transcript");
        put_address(xml, "url", feed, episode, file);
        kx_xml_attribute(xml, "type", file->type);
        kx_xml_attribute(xml, "language", episode->language);
        kx_xml_attribute(xml, "rel", transcripts[i].rel);
        kx_xml_close(xml);
    }
}

static void put_chapters(kx_xml *xml, const kx_feed *feed, const kx_episode *episode)
{
    const kx_catalogue_file *json = kx_episode_file(episode, "chapters");
    if (json) {
        kx_xml_open(xml, "podcast:chapters");
        put_address(xml, "url", feed, episode, json);
        kx_xml_attribute(xml, "type", "application/json+chapters");
        kx_xml_close(xml);
    }
    kx_xml_open(xml, "psc:chapters");
    kx_xml_attribute(xml, "version", "1.2");
    for (guint i = 0; i < episode->chapters->len; i++) {
        const kx_catalogue_chapter *chapter = g_ptr_array_index(episode->chapters, i);
        g_autofree char *start =
            g_strdup_printf("%02" PRId64 ":%02d:%02d.000", chapter->start / 3600,
                            (int)(chapter->start / 60 % 60), (int)(chapter->start % 60));
        kx_xml_open(xml, "psc:chapter");
        kx_xml_attribute(xml, "start", start);
        kx_xml_attribute(xml, "title", chapter->title);
        kx_xml_attribute(xml, "href", chapter->url);
        kx_xml_close(xml);
    }
    kx_xml_close(xml);
}

/* The namespace wants 15 to 120 s; what is outside of it, or of the episode, apps refuse. */
static void put_soundbite(kx_xml *xml, const kx_episode *episode)
{
    const kx_soundbite *bite = episode->soundbite;
    if (bite == NULL || bite->duration < KX_SOUNDBITE_SECONDS_MIN ||
        bite->duration > KX_SOUNDBITE_SECONDS_MAX ||
        bite->start + bite->duration > episode->duration)
        return;
    kx_xml_open(xml, "podcast:soundbite");
    put_number(xml, "startTime", bite->start);
    put_number(xml, "duration", bite->duration);
    kx_xml_text(xml, bite->title);
    kx_xml_close_whole(xml);
}

static void put_image(kx_xml *xml, const kx_feed *feed, const kx_episode *episode)
{
    for (guint i = 0; i < episode->files->len; i++) {
        const kx_catalogue_file *file = g_ptr_array_index(episode->files, i);
        if (g_strcmp0(file->type, "image/png") != 0 && g_strcmp0(file->type, "image/jpeg") != 0)
            continue;
        kx_xml_open(xml, "itunes:image");
        put_address(xml, "href", feed, episode, file);
        kx_xml_close(xml);
        return;
    }
}

static void put_enclosure(kx_xml *xml, const kx_feed *feed, const kx_episode *episode)
{
    const kx_catalogue_file *mp3 = kx_episode_file(episode, "mp3");
    kx_xml_open(xml, "enclosure");
    put_address(xml, "url", feed, episode, mp3);
    put_size(xml, mp3);
    kx_xml_attribute(xml, "type", mp3->type);
    kx_xml_close(xml);
}

static void put_notes(kx_xml *xml, const kx_feed *feed, const kx_episode *episode)
{
    static const char *const names[] = {"description", "content:encoded"};
    for (unsigned i = 0; i < G_N_ELEMENTS(names); i++) {
        g_autofree char *html = kx_feed_notes(feed, episode, i == 1, NULL);
        if (html)
            kx_xml_cdata_leaf(xml, names[i], html);
    }
}

void kx_feed_put_item(kx_xml *xml, const kx_feed *feed, const kx_episode *episode)
{
    g_autofree char *link = link_of(feed, episode);
    g_autofree char *date = kx_moment_rfc2822(episode->published);
    g_autofree char *seconds = g_strdup_printf("%.0f", MAX(round(episode->duration), 1));
    kx_xml_open(xml, "item");
    kx_xml_leaf(xml, "title", episode->title);
    kx_xml_leaf(xml, "link", link);
    kx_xml_open(xml, "guid");
    kx_xml_attribute(xml, "isPermaLink", "false");
    kx_xml_text(xml, episode->guid);
    kx_xml_close_whole(xml);
    kx_xml_leaf(xml, "pubDate", date);
    put_notes(xml, feed, episode);
    put_enclosure(xml, feed, episode);
    kx_xml_leaf(xml, "itunes:duration", seconds);
    kx_xml_leaf(xml, "itunes:explicit", feed->show->is_explicit ? "true" : "false");
    kx_xml_leaf(xml, "itunes:episodeType", "full");
    put_image(xml, feed, episode);
    put_alternates(xml, feed, episode);
    put_transcripts(xml, feed, episode);
    put_chapters(xml, feed, episode);
    put_soundbite(xml, episode);
    kx_xml_close(xml);
}
