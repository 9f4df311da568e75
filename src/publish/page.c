/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "publish/page.h"

#include "base/limits.h"
#include "brief/moment.h"
#include "publish/feed_text.h"
#include "publish/html.h"

#include <inttypes.h>
#include <math.h>
#include <string.h>

/* Contrast is at least 7:1 in both schemes; nothing is smaller than 0.9 rem. */
static const char style[] =
    ":root{color-scheme:light dark;--p:#fff;--k:#f4f5f7;--t:#16181d;--z:#4a505c;--r:#d5d9e0;"
    "--a:#0b4a8f}"
    "@media(prefers-color-scheme:dark){:root{--p:#14161a;--k:#1d2026;--t:#eceef2;--z:#b7bdc9;"
    "--r:#363b45;--a:#9cc7ff}}"
    "*{box-sizing:border-box}"
    "body{margin:0;background:var(--p);color:var(--t);font:1rem/1.55 system-ui,sans-serif;"
    "overflow-wrap:anywhere}"
    "header,main,footer{max-width:46rem;margin:0 auto;padding:1.25rem}"
    "header{display:flex;gap:1.25rem;align-items:flex-start;flex-wrap:wrap;padding-top:2rem}"
    "header img{width:9rem;height:9rem;border-radius:.6rem;flex:none}"
    "header div{flex:1 1 15rem}"
    "h1{font-size:1.9rem;line-height:1.2;margin:0 0 .5rem}"
    "h2{font-size:1.25rem;line-height:1.3;margin:0 0 .25rem}"
    "p{margin:.4rem 0}"
    "a{color:var(--a);text-underline-offset:.15em}"
    "a:focus-visible,summary:focus-visible,audio:focus-visible{outline:3px solid var(--a);"
    "outline-offset:3px;border-radius:.2rem}"
    "article{background:var(--k);border:1px solid var(--r);border-radius:.7rem;"
    "padding:1.1rem 1.25rem;margin:0 0 1.1rem}"
    ".g{color:var(--z)}"
    "audio{width:100%;margin:.5rem 0}"
    "summary{cursor:pointer;padding:.35rem 0;font-weight:600}"
    "ul,ol{margin:.2rem 0 .6rem;padding:0;list-style:none}"
    "li{padding:.3rem 0}"
    "details li{display:flex;gap:.8rem}"
    "details time{font-variant-numeric:tabular-nums;flex:none;color:var(--z)}"
    ".b{display:flex;flex-wrap:wrap;gap:.2rem 1.1rem;margin:.4rem 0 0}"
    "footer{color:var(--z);border-top:1px solid var(--r)}";

/* Links that listeners may want, by the sinks' names. */
static const struct {
    const char *format, *label;
} downloads[] = {{"player", "Luister en lees mee"},
                 {"html", "Lees mee"},
                 {"epub", "EPUB"},
                 {"daisy-zip", "DAISY (zip)"},
                 {"mp3", "MP3"},
                 {"opus", "Opus"},
                 {"flac", "FLAC"},
                 {"wav", "WAV"},
                 {"text", "Tekst"},
                 {"vtt", "Ondertitels (VTT)"},
                 {"srt", "Ondertitels (SRT)"}};

/* ---- words and numbers ---- */

static char *length_words(double seconds)
{
    int64_t s = (int64_t)round(seconds);
    if (s >= 3600)
        return g_strdup_printf("%" PRId64 " uur %d min", s / 3600, (int)(s / 60 % 60));
    return s >= 60 ? g_strdup_printf("%d min %d s", (int)(s / 60), (int)(s % 60))
                   : g_strdup_printf("%d s", (int)s);
}

static char *size_words(int64_t bytes)
{
    int64_t tenths = (bytes + 50000) / 100000, kilobytes = (bytes + 500) / 1000;
    if (tenths == 0)
        return g_strdup_printf("%" PRId64 " kB", MAX(kilobytes, 1));
    return g_strdup_printf("%" PRId64 ",%d MB", tenths / 10, (int)(tenths % 10));
}

static void put_time(kx_xml *xml, const char *datetime, const char *text)
{
    kx_xml_open(xml, "time");
    kx_xml_attribute(xml, "datetime", datetime);
    kx_xml_text(xml, text);
    kx_xml_close_whole(xml);
}

static void put_day(kx_xml *xml, GDateTime *moment)
{
    g_autofree char *datetime = g_date_time_format(moment, "%Y-%m-%dT%H:%M:%S%:z");
    g_autofree char *day = kx_moment_day(moment);
    put_time(xml, datetime, day);
}

/* `label`: what it is called by those who hear it alone; NULL: its text. */
static void put_link(kx_xml *xml, const char *href, const char *text, const char *label)
{
    kx_xml_open(xml, "a");
    kx_xml_attribute(xml, "href", href);
    kx_xml_attribute(xml, "aria-label", label);
    kx_xml_text(xml, text);
    kx_xml_close_whole(xml);
}

/* A title may be written from right to left: it must not turn its line around. */
static void put_title(kx_xml *xml, const char *element, const char *href, const char *title)
{
    kx_xml_open(xml, element);
    kx_xml_attribute(xml, "dir", "auto");
    if (href)
        put_link(xml, href, title, NULL);
    else
        kx_xml_text(xml, title);
    kx_xml_close_whole(xml);
}

static char *address(const kx_episode *episode, const kx_catalogue_file *file)
{
    return kx_feed_url(NULL, episode->id, file->name);
}

/* ---- an episode ---- */

/* The day stands in the title of what is called the same every day. */
static void put_facts(kx_xml *xml, const kx_feed *feed, const kx_episode *episode)
{
    g_autofree char *day = kx_moment_day(episode->published);
    g_autofree char *iso = g_strdup_printf("PT%.0fS", round(episode->duration));
    g_autofree char *length = length_words(episode->duration);
    g_autofree char *chapters =
        g_strdup_printf(episode->chapters->len == 1 ? " · %u hoofdstuk" : " · %u hoofdstukken",
                        episode->chapters->len);
    kx_xml_open(xml, "p");
    kx_xml_attribute(xml, "class", "g");
    if (strstr(episode->title, day) == NULL) {
        put_day(xml, episode->published);
        kx_xml_text(xml, " · ");
    }
    put_time(xml, iso, length);
    kx_xml_text(xml, chapters);
    kx_xml_close_whole(xml);
    if (!episode->corrected)
        return;
    GDateTime *changed = kx_feed_changed(feed, episode);
    kx_xml_open(xml, "p");
    kx_xml_text(xml, changed ? "Gecorrigeerd op " : "Gecorrigeerd");
    if (changed)
        put_day(xml, changed);
    kx_xml_text(xml, ".");
    kx_xml_close_whole(xml);
}

static void put_player(kx_xml *xml, const kx_episode *episode)
{
    const kx_catalogue_file *mp3 = kx_episode_file(episode, "mp3");
    g_autofree char *src = address(episode, mp3);
    g_autofree char *label = g_strdup_printf("Beluister %s", episode->title);
    kx_xml_open(xml, "audio");
    kx_xml_attribute(xml, "controls", "");
    kx_xml_attribute(xml, "preload", "none");
    kx_xml_attribute(xml, "aria-label", label);
    kx_xml_attribute(xml, "src", src);
    kx_xml_close_whole(xml);
}

/* Each chapter is a link into the sound (Media Fragments URI 1.0). */
static void put_chapters(kx_xml *xml, const kx_episode *episode)
{
    g_autofree char *src = address(episode, kx_episode_file(episode, "mp3"));
    kx_xml_open(xml, "details");
    g_autofree char *label = g_strdup_printf("Hoofdstukken: %s", episode->title);
    kx_xml_open(xml, "summary");
    kx_xml_attribute(xml, "aria-label", label);
    kx_xml_text(xml, "Hoofdstukken");
    kx_xml_close_whole(xml);
    kx_xml_open(xml, "ol");
    for (guint i = 0; i < episode->chapters->len; i++) {
        const kx_catalogue_chapter *chapter = g_ptr_array_index(episode->chapters, i);
        g_autofree char *at = g_strdup_printf("%s#t=%" PRId64, src, chapter->start);
        kx_xml_open(xml, "li");
        kx_html_clock(xml, chapter->start);
        put_title(xml, "span", at, chapter->title);
        kx_xml_close_whole(xml);
    }
    kx_xml_close_whole(xml);
    kx_xml_close_whole(xml);
}

static void put_downloads(kx_xml *xml, const kx_episode *episode)
{
    kx_xml_open(xml, "ul");
    kx_xml_attribute(xml, "class", "b");
    for (unsigned i = 0; i < G_N_ELEMENTS(downloads); i++) {
        const kx_catalogue_file *file = kx_episode_file(episode, downloads[i].format);
        if (file == NULL)
            continue;
        g_autofree char *href = address(episode, file);
        g_autofree char *size = size_words(file->bytes);
        g_autofree char *text = g_strdup_printf("%s, %s", downloads[i].label, size);
        g_autofree char *label = g_strdup_printf("%s: %s", text, episode->title);
        kx_xml_open(xml, "li");
        put_link(xml, href, text, label);
        kx_xml_close_whole(xml);
    }
    kx_xml_close_whole(xml);
}

/* A page of 20 episodes says "Lees mee" 20 times: what is called so in a list of links tells of
 * which. */
static void put_episode(kx_xml *xml, const kx_feed *feed, const kx_episode *episode)
{
    const kx_catalogue_file *html = kx_episode_page(episode);
    g_autofree char *mark = g_uri_escape_string(episode->id, NULL, FALSE);
    g_autofree char *href = html ? address(episode, html) : NULL;
    kx_xml_open(xml, "article");
    kx_xml_attribute(xml, "id", mark);
    put_title(xml, "h2", href, episode->title);
    put_facts(xml, feed, episode);
    put_player(xml, episode);
    put_chapters(xml, episode);
    put_downloads(xml, episode);
    kx_xml_close_whole(xml);
}

/* ---- the page ---- */

static void put_archive(kx_xml *xml, const kx_feed *feed)
{
    if (feed->documents->len < 2)
        return;
    kx_xml_leaf(xml, "h2", "Eerdere afleveringen");
    kx_xml_open(xml, "ul");
    for (guint i = 1; i < feed->documents->len; i++) {
        const kx_feed_document *document = g_ptr_array_index(feed->documents, i);
        for (guint k = 0; k < document->episodes->len; k++) {
            const kx_episode *episode = g_ptr_array_index(document->episodes, k);
            const kx_catalogue_file *file = kx_episode_page(episode);
            g_autofree char *mark = g_uri_escape_string(episode->id, NULL, FALSE);
            g_autofree char *href = address(episode, file ? file : kx_episode_file(episode, "mp3"));
            kx_xml_open(xml, "li");
            kx_xml_attribute(xml, "id", mark);
            put_title(xml, "span", href, episode->title);
            kx_xml_text(xml, " · ");
            put_day(xml, episode->published);
            kx_xml_close_whole(xml);
        }
    }
    kx_xml_close_whole(xml);
}

static void put_head(kx_xml *xml, const char *title, const char *description)
{
    kx_html_head(xml, &(kx_html_page){.title = title, .description = description, .style = style});
    kx_xml_open(xml, "link");
    kx_xml_attribute(xml, "rel", "alternate");
    kx_xml_attribute(xml, "type", "application/rss+xml");
    kx_xml_attribute(xml, "href", KX_FEED_FILE);
    kx_xml_attribute(xml, "title", title);
    kx_xml_close(xml);
    kx_xml_close_whole(xml);
}

static void put_header(kx_xml *xml, const kx_feed *feed, const char *title, const char *description)
{
    kx_xml_open(xml, "header");
    if (feed->cover) {
        kx_xml_open(xml, "img");
        kx_xml_attribute(xml, "src", feed->cover);
        kx_xml_attribute(xml, "alt", "");
        kx_xml_attribute(xml, "width", "144");
        kx_xml_attribute(xml, "height", "144");
        kx_xml_close(xml);
    }
    kx_xml_open(xml, "div");
    put_title(xml, "h1", NULL, title);
    kx_xml_leaf(xml, "p", description);
    kx_xml_open(xml, "p");
    put_link(xml, KX_FEED_FILE, "Volg met je podcast-app (RSS)", NULL);
    kx_xml_close_whole(xml);
    kx_xml_close_whole(xml);
    kx_xml_close_whole(xml);
}

static void put_main(kx_xml *xml, const kx_feed *feed)
{
    const kx_feed_document *newest = g_ptr_array_index(feed->documents, 0);
    kx_xml_open(xml, "main");
    for (guint i = 0; i < newest->episodes->len; i++)
        put_episode(xml, feed, g_ptr_array_index(newest->episodes, i));
    if (newest->episodes->len == 0)
        kx_xml_leaf(xml, "p", "Er zijn nog geen afleveringen.");
    put_archive(xml, feed);
    kx_xml_close_whole(xml);
}

static void put_footer(kx_xml *xml, const kx_show *show)
{
    g_autofree char *line =
        show->copyright ? kx_feed_line(show->copyright, KX_LINE_CHARS_MAX) : NULL;
    if (!show->tells_ai && line == NULL)
        return;
    kx_xml_open(xml, "footer");
    if (show->tells_ai)
        kx_xml_leaf(xml, "p", "Deze afleveringen zijn voorgelezen door een computerstem.");
    kx_xml_leaf(xml, "p", line);
    kx_xml_close_whole(xml);
}

char *kx_page_render(const kx_feed *feed, GError **error)
{
    const kx_show *show = feed->show;
    g_autofree char *title = kx_feed_line(show->title ? show->title : "", KX_LINE_CHARS_MAX);
    g_autofree char *description = kx_feed_line_bytes(show->description ? show->description : title,
                                                      G_MAXSIZE, KX_DESCRIPTION_BYTES_MAX);
    kx_xml *xml = kx_xml_new(KX_XML_HTML);
    kx_xml_open(xml, "html");
    kx_xml_language(xml, show->language);
    put_head(xml, title, description);
    kx_xml_open(xml, "body");
    put_header(xml, feed, title, description);
    put_main(xml, feed);
    put_footer(xml, show);
    kx_xml_close_whole(xml);
    kx_xml_close_whole(xml);
    return kx_xml_finish(xml, error);
}
