/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What an app shows of an episode: a line about it, the chapters with their times, where the
 * articles come from, who reads. Apple makes links of lines that begin with a time, Spotify of
 * "(00:00) Titel"; both want the first to be zero. */
#include "base/limits.h"
#include "publish/feed_private.h"
#include "publish/feed_text.h"

#include <inttypes.h>
#include <string.h>

/* From whole to bare: the first that fits is taken. */
typedef struct {
    size_t title_chars;
    bool sources, links;
} detail;

static const detail details[] = {{255, true, true},   {255, true, false}, {60, true, false},
                                 {255, false, false}, {60, false, false}, {40, false, false},
                                 {25, false, false},  {12, false, false}};

/* Apps make a link of every clock that they find; one in a title is written as Dutch does, 12.30.
 */
static char *without_clocks(const char *text, size_t chars)
{
    char *line = kx_feed_line(text, chars);
    for (char *p = line; *p; p++)
        if (*p == ':' && p > line && g_ascii_isdigit(p[-1]) && g_ascii_isdigit(p[1]) &&
            g_ascii_isdigit(p[2]))
            *p = '.';
    return line;
}

static void put_line(kx_xml *xml, bool first, const char *text)
{
    if (!first) {
        kx_xml_open(xml, "br");
        kx_xml_close(xml);
    }
    kx_xml_text(xml, text);
}

static void put_chapters(kx_xml *xml, const kx_episode *episode, const detail *how, guint most)
{
    kx_xml_open(xml, "p");
    for (guint i = 0; i < MIN(most, episode->chapters->len); i++) {
        const kx_catalogue_chapter *chapter = g_ptr_array_index(episode->chapters, i);
        g_autofree char *title = without_clocks(chapter->title, how->title_chars);
        int64_t s = chapter->start;
        g_autofree char *line = g_strdup_printf("(%02" PRId64 ":%02d:%02d) %s", s / 3600,
                                                (int)(s / 60 % 60), (int)(s % 60), title);
        put_line(xml, i == 0, line);
    }
    kx_xml_close_whole(xml);
}

static bool has_source(const kx_catalogue_article *article)
{
    return article->author || article->origin || article->url;
}

/* "Titel: auteur, bron". */
static void put_source(kx_xml *xml, const kx_catalogue_article *article, const detail *how)
{
    g_autofree char *title = without_clocks(article->title, how->title_chars);
    kx_xml_open(xml, "br");
    kx_xml_close(xml);
    if (how->links && article->url) {
        kx_xml_open(xml, "a");
        kx_xml_attribute(xml, "href", article->url);
        kx_xml_text(xml, title);
        kx_xml_close_whole(xml);
    } else {
        kx_xml_text(xml, title);
    }
    for (unsigned i = 0; i < 2; i++) {
        const char *text = i == 0 ? article->author : article->origin;
        const char *before = i == 0 || !article->author ? ": " : ", ";
        if (text == NULL)
            continue;
        g_autofree char *line = without_clocks(text, G_MAXSIZE);
        kx_xml_text(xml, before);
        kx_xml_text(xml, line);
    }
}

static void put_sources(kx_xml *xml, const kx_episode *episode, const detail *how)
{
    bool any = false;
    for (guint i = 0; i < episode->articles->len; i++) {
        const kx_catalogue_article *article = g_ptr_array_index(episode->articles, i);
        if (!has_source(article))
            continue;
        if (!any) {
            kx_xml_open(xml, "p");
            kx_xml_text(xml, "Bronnen:");
        }
        any = true;
        put_source(xml, article, how);
    }
    if (any)
        kx_xml_close_whole(xml);
}

static void put_correction(kx_xml *xml, const kx_feed *feed, const kx_episode *episode)
{
    if (!episode->corrected)
        return;
    g_autofree char *text = kx_feed_correction(kx_feed_changed(feed, episode));
    kx_xml_leaf(xml, "p", text);
}

static char *render(const kx_feed *feed, const kx_episode *episode, const detail *how, guint most,
                    GError **error)
{
    kx_xml *xml = kx_xml_new(KX_XML_PIECE);
    put_correction(xml, feed, episode);
    put_chapters(xml, episode, how, most);
    if (how->sources)
        put_sources(xml, episode, how);
    if (feed->show->tells_ai)
        kx_xml_leaf(xml, "p", "Deze aflevering is voorgelezen door een computerstem.");
    return kx_xml_finish(xml, error);
}

char *kx_feed_notes(const kx_feed *feed, const kx_episode *episode, bool whole, GError **error)
{
    if (whole)
        return render(feed, episode, &details[0], G_MAXUINT, error);
    for (unsigned i = 0; i < G_N_ELEMENTS(details); i++) {
        g_autofree char *html = render(feed, episode, &details[i], G_MAXUINT, error);
        if (html == NULL || strlen(html) <= KX_DESCRIPTION_BYTES_MAX)
            return g_steal_pointer(&html);
    }
    const detail *bare = &details[G_N_ELEMENTS(details) - 1];
    for (guint most = episode->chapters->len - 1;; most--) {
        g_autofree char *html = render(feed, episode, bare, most, error);
        if (html == NULL || strlen(html) <= KX_DESCRIPTION_BYTES_MAX)
            return g_steal_pointer(&html);
    }
}
