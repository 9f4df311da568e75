/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The navigation control center, ncc.html: what the book is, and what a player can jump to. */
#include "base/version.h"
#include "publish/cue.h"
#include "publish/daisy_private.h"
#include "publish/feed_text.h"

#include <inttypes.h>
#include <string.h>

/* Where neither the show nor an article says who made it. */
#define UNKNOWN "Onbekend"
enum { LINE_CHARS_MAX = 200 };

void kx_daisy_meta(kx_xml *xml, const char *name, const char *content, const char *scheme)
{
    kx_xml_open(xml, "meta");
    kx_xml_attribute(xml, "name", name);
    kx_xml_attribute(xml, "content", content);
    kx_xml_attribute(xml, "scheme", scheme);
    kx_xml_close(xml);
}

/* The same on a line of its own. Thorium Reader copies values into XML without escaping them and
 * refuses the book for a "<" in one: a quotation mark like it stands for it. */
static void put_meta(kx_xml *xml, const char *name, const char *content, const char *scheme)
{
    g_autoptr(GString) safe = g_string_new(content);
    g_string_replace(safe, "<", "‹", 0);
    kx_daisy_meta(xml, name, safe->str, scheme);
    kx_xml_text(xml, "\n");
}

void kx_daisy_head(const kx_daisy *daisy, kx_xml *xml)
{
    const char *language = daisy->b->language ? daisy->b->language : "nl";
    kx_xml_open(xml, "html");
    kx_xml_attribute(xml, "xmlns", "http://www.w3.org/1999/xhtml");
    kx_xml_language(xml, language);
    kx_xml_text(xml, "\n");
    kx_xml_open(xml, "head");
    kx_xml_text(xml, "\n");
    kx_xml_leaf(xml, "title", daisy->title);
    kx_xml_text(xml, "\n");
    kx_xml_open(xml, "meta");
    kx_xml_attribute(xml, "http-equiv", "Content-type");
    kx_xml_attribute(xml, "content", "text/html; charset=utf-8");
    kx_xml_close(xml);
    kx_xml_text(xml, "\n");
}

/* ---- who and what ---- */

/* A line of metadata that is not empty; false if there was none. */
static bool put_line(kx_xml *xml, const char *name, const char *text)
{
    g_autofree char *line = text ? kx_feed_line(text, LINE_CHARS_MAX) : NULL;
    if (line == NULL || *line == '\0')
        return false;
    put_meta(xml, name, line, NULL);
    return true;
}

/* The articles, without the programme's own words at their end. */
static const kx_document *article_at(const kx_daisy *daisy, guint i)
{
    return i < daisy->b->n_articles ? g_ptr_array_index(daisy->b->documents, i) : NULL;
}

/* The articles' authors, each once; else who publishes them. */
static void put_creators(const kx_daisy *daisy, kx_xml *xml, const char *publisher)
{
    g_autoptr(GHashTable) seen = g_hash_table_new(g_str_hash, g_str_equal);
    bool any = false;
    const kx_document *article;
    for (guint i = 0; (article = article_at(daisy, i)) != NULL; i++)
        if (article->author && g_hash_table_add(seen, article->author))
            any |= put_line(xml, "dc:creator", article->author);
    if (!any && !put_line(xml, "dc:creator", publisher))
        put_meta(xml, "dc:creator", UNKNOWN, NULL);
}

/* The show's author; else the source that the first article names. */
static const char *publisher_of(const kx_daisy *daisy)
{
    const kx_show *show = daisy->edition->show;
    const kx_document *article;
    if (show->path && show->author)
        return show->author;
    for (guint i = 0; (article = article_at(daisy, i)) != NULL; i++)
        if (article->source)
            return article->source;
    return NULL;
}

/* Of a single article: what it was before. */
static void put_source(const kx_daisy *daisy, kx_xml *xml)
{
    const kx_document *article = kx_briefing_only_article(daisy->b);
    if (article == NULL)
        return;
    g_autofree char *date = article->date ? g_strndup(article->date, strlen("2026-01-31")) : NULL;
    put_line(xml, "dc:source", article->url);
    put_line(xml, "ncc:sourcePublisher", article->source);
    if (date)
        put_meta(xml, "ncc:sourceDate", date, "yyyy-mm-dd");
}

static void put_origin(const kx_daisy *daisy, kx_xml *xml)
{
    const kx_briefing *b = daisy->b;
    const char *publisher = publisher_of(daisy);
    g_autofree char *produced = g_strndup(daisy->edition->published, strlen("2026-01-31"));
    put_meta(xml, "dc:title", daisy->title, NULL);
    put_creators(daisy, xml, publisher);
    if (!put_line(xml, "dc:publisher", publisher))
        put_meta(xml, "dc:publisher", UNKNOWN, NULL);
    put_meta(xml, "dc:date", b->date, "yyyy-mm-dd");
    put_meta(xml, "dc:format", KX_DAISY_FORMAT, NULL);
    put_meta(xml, "dc:identifier", daisy->edition->guid, NULL);
    put_meta(xml, "dc:language", b->language ? b->language : "nl", "ISO 639");
    put_line(xml, "dc:rights", daisy->edition->show->copyright);
    put_source(daisy, xml);
    if (kx_cue_speaker(daisy->edition))
        put_meta(xml, "ncc:narrator", KX_NARRATOR, NULL);
    put_meta(xml, "ncc:generator", "kxspeak " KX_VERSION, NULL);
    put_meta(xml, "ncc:producedDate", produced, "yyyy-mm-dd");
    put_meta(xml, "ncc:charset", "utf-8", NULL);
    put_meta(xml, "ncc:multimediaType", "audioFullText", NULL);
    put_meta(xml, "ncc:setInfo", "1 of 1", NULL);
}

/* ---- what can be jumped to ---- */

/* An entry that leads where the one before it leads is none: players tell entries by their places.
 * Where a heading falls out for that, none below it skips a level. */
typedef struct {
    unsigned n, level, deepest, target;
} counter;

static bool next_entry(counter *c, const kx_daisy_item *item)
{
    if (item->target == KX_DAISY_NOWHERE || (c->n > 0 && item->target == c->target))
        return false;
    c->n++;
    c->target = item->target;
    if (item->level > 0)
        c->level = MIN(item->level, c->level + 1);
    c->deepest = MAX(c->deepest, c->level);
    return true;
}

/* Begins an entry that is no heading: a sidebar, which can be left out here too, or a paragraph. */
static void open_paragraph(kx_xml *xml, const kx_daisy_item *item)
{
    bool sidebar = kx_daisy_aside_of(item->block->kind) == &kx_daisy_asides[KX_DAISY_SIDEBAR];
    kx_xml_open(xml, sidebar ? "span" : "div");
    kx_xml_attribute(xml, "class", sidebar ? "sidebar" : "group");
}

static void open_heading(kx_xml *xml, const counter *c)
{
    char heading[] = {'h', (char)('0' + c->level), '\0'};
    kx_xml_open(xml, heading);
    kx_xml_attribute(xml, "class", c->n == 1 ? "title" : NULL);
}

/* It leads to a <text>, which is in a <par>: daisy-player 13 finds nothing to play from a <par>. */
static void put_entry(const kx_daisy *daisy, kx_xml *xml, const counter *c,
                      const kx_daisy_item *item)
{
    g_autofree char *id = g_strdup_printf("n%04u", c->n);
    g_autofree char *file = kx_daisy_file(kx_daisy_file_of(daisy, item->part), "smil");
    g_autofree char *text = kx_daisy_id(daisy, 't', item->target);
    g_autofree char *href = g_strconcat(file, "#", text, NULL);
    g_autofree char *line = c->n == 1 ? g_strdup(daisy->title) : kx_daisy_line(daisy, item);
    if (item->level > 0)
        open_heading(xml, c);
    else
        open_paragraph(xml, item);
    kx_xml_attribute(xml, "id", id);
    kx_xml_open(xml, "a");
    kx_xml_attribute(xml, "href", href);
    kx_xml_text(xml, line);
    kx_xml_close_whole(xml);
    kx_xml_close_whole(xml);
    kx_xml_text(xml, "\n");
}

static void put_count(kx_xml *xml, const char *name, int64_t count)
{
    g_autofree char *number = g_strdup_printf("%" PRId64, count);
    put_meta(xml, name, number, NULL);
}

static unsigned count_blocks(const kx_daisy *daisy, const kx_daisy_aside *aside)
{
    unsigned n = 0;
    for (guint i = 0; i < daisy->items->len; i++) {
        const kx_outline_block *block = g_array_index(daisy->items, kx_daisy_item, i).block;
        n += block && kx_daisy_aside_of(block->kind) == aside;
    }
    return n;
}

/* No pages: a text of the web has none. */
static void put_counts(const kx_daisy *daisy, kx_xml *xml, unsigned n_files, int64_t bytes)
{
    static const char *const none[] = {"ncc:pageFront", "ncc:pageNormal", "ncc:pageSpecial",
                                       "ncc:maxPageNormal", "ncc:prodNotes"};
    int64_t seconds = (kx_cue_ms(daisy->b->track->frames) + 500) / 1000;
    g_autofree char *clock = g_strdup_printf("%02" PRId64 ":%02d:%02d", seconds / 3600,
                                             (int)(seconds / 60 % 60), (int)(seconds % 60));
    counter c = {0};
    for (guint i = 0; i < daisy->items->len; i++)
        next_entry(&c, &g_array_index(daisy->items, kx_daisy_item, i));
    for (unsigned i = 0; i < G_N_ELEMENTS(none); i++)
        put_count(xml, none[i], 0);
    for (unsigned i = 0; i < KX_DAISY_ASIDES; i++)
        put_count(xml, kx_daisy_asides[i].count, count_blocks(daisy, &kx_daisy_asides[i]));
    put_count(xml, "ncc:tocItems", c.n);
    put_count(xml, "ncc:depth", c.deepest);
    put_count(xml, "ncc:files", n_files);
    put_count(xml, "ncc:kByteSize", (bytes + 512) / 1024);
    put_meta(xml, "ncc:totalTime", clock, "hh:mm:ss");
}

char *kx_daisy_ncc(const kx_daisy *daisy, unsigned n_files, int64_t bytes, GError **error)
{
    kx_xml *xml = kx_xml_new(KX_XML_XHTML1);
    counter c = {0};
    kx_daisy_head(daisy, xml);
    put_origin(daisy, xml);
    put_counts(daisy, xml, n_files, bytes);
    kx_xml_close(xml);
    kx_xml_text(xml, "\n");
    kx_xml_open(xml, "body");
    kx_xml_text(xml, "\n");
    for (guint i = 0; i < daisy->items->len; i++) {
        const kx_daisy_item *item = &g_array_index(daisy->items, kx_daisy_item, i);
        if (next_entry(&c, item))
            put_entry(daisy, xml, &c, item);
    }
    return kx_xml_finish(xml, error);
}
