/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The package document: metadata, what files there are, the order of reading. Nothing in it claims
 * conformance to an accessibility standard: that would take somebody's evaluation. */
#include "publish/epub.h"

#include "brief/moment.h"
#include "publish/cue.h"
#include "publish/feed_text.h"
#include "publish/link.h"

#include <string.h>

enum { DESCRIPTION_CHARS_MAX = 1000 };

char *kx_epub_container(GError **error)
{
    kx_xml *xml = kx_xml_new(KX_XML_DOCUMENT);
    kx_xml_open(xml, "container");
    kx_xml_attribute(xml, "xmlns", "urn:oasis:names:tc:opendocument:xmlns:container");
    kx_xml_attribute(xml, "version", "1.0");
    kx_xml_open(xml, "rootfiles");
    kx_xml_open(xml, "rootfile");
    kx_xml_attribute(xml, "full-path", "EPUB/package.opf");
    kx_xml_attribute(xml, "media-type", "application/oebps-package+xml");
    kx_xml_close(xml);
    kx_xml_close(xml);
    kx_xml_close(xml);
    return kx_xml_finish(xml, error);
}

/* ---- metadata ---- */

static void put_meta_of(kx_xml *xml, const char *refines, const char *property, const char *value)
{
    kx_xml_open(xml, "meta");
    kx_xml_attribute(xml, "refines", refines);
    kx_xml_attribute(xml, "property", property);
    kx_xml_text(xml, value);
    kx_xml_close_whole(xml);
}

static void put_meta(kx_xml *xml, const char *property, const char *value)
{
    put_meta_of(xml, NULL, property, value);
}

static void put_line(kx_xml *xml, const char *name, const char *text)
{
    g_autofree char *line = text ? kx_feed_line(text, 255) : NULL;
    if (line && *line)
        kx_xml_leaf(xml, name, line);
}

static void put_people(kx_xml *xml, const kx_epub *epub)
{
    const kx_document *article = kx_briefing_only_article(epub->briefing);
    const kx_show *show = epub->edition->show;
    const char *creator = article && article->author ? article->author : show->author;
    const char *publisher = show->author ? show->author : show->title;
    if (publisher == NULL && article)
        publisher = article->source;
    put_line(xml, "dc:creator", creator);
    put_line(xml, "dc:publisher", publisher);
    put_line(xml, "dc:rights", show->copyright);
}

/* The addresses of the articles, each once. */
static void put_sources(kx_xml *xml, const kx_epub *epub)
{
    g_autoptr(GHashTable) told = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    for (guint i = 0; i < epub->briefing->parts->len; i++) {
        char *url = kx_link_of_part(epub->briefing, i);
        if (url && !g_hash_table_contains(told, url))
            kx_xml_leaf(xml, "dc:source", url);
        if (url)
            g_hash_table_add(told, url);
    }
}

/* What is in it: the titles of the articles. */
static void put_description(kx_xml *xml, const kx_epub *epub)
{
    const kx_briefing *b = epub->briefing;
    g_autoptr(GString) titles = g_string_new("Om te lezen en te beluisteren: ");
    bool any = false;
    for (guint i = 0; i < b->parts->len; i++) {
        const kx_part *part = &g_array_index(b->parts, kx_part, i);
        if (part->kind != KX_PART_ARTICLE)
            continue;
        g_string_append_printf(titles, "%s%s", any ? "; " : "", part->title);
        any = true;
    }
    g_autofree char *line = kx_feed_line(titles->str, DESCRIPTION_CHARS_MAX);
    kx_xml_leaf(xml, "dc:description", line);
}

static void put_series(kx_xml *xml, const kx_epub *epub)
{
    const char *title = epub->edition->show->title;
    g_autofree char *line = title ? kx_feed_line(title, 255) : NULL;
    if (line == NULL || *line == '\0')
        return;
    kx_xml_open(xml, "meta");
    kx_xml_attribute(xml, "property", "belongs-to-collection");
    kx_xml_attribute(xml, "id", "show");
    kx_xml_text(xml, line);
    kx_xml_close_whole(xml);
    put_meta_of(xml, "#show", "collection-type", "series");
}

static void put_modified(kx_xml *xml, const kx_epub *epub)
{
    const kx_edition *edition = epub->edition;
    g_autoptr(GDateTime) moment =
        kx_moment_read(edition->corrected ? edition->corrected : edition->published);
    g_autoptr(GDateTime) utc = moment ? g_date_time_to_utc(moment) : NULL;
    g_autofree char *text =
        utc ? g_date_time_format(utc, "%Y-%m-%dT%H:%M:%SZ") : g_strdup("1970-01-01T00:00:00Z");
    put_meta(xml, "dcterms:modified", text);
}

static void put_bibliography(kx_xml *xml, const kx_epub *epub)
{
    const kx_briefing *b = epub->briefing;
    g_autofree char *uuid = kx_feed_guid(epub->edition->guid);
    g_autofree char *identifier = g_strconcat("urn:uuid:", uuid, NULL);
    g_autofree char *title = kx_feed_line(b->title, 255);
    kx_xml_open(xml, "dc:identifier");
    kx_xml_attribute(xml, "id", "id");
    kx_xml_text(xml, identifier);
    kx_xml_close_whole(xml);
    kx_xml_leaf(xml, "dc:title", *title ? title : "–");
    kx_xml_leaf(xml, "dc:language", b->language ? b->language : "nl");
    put_people(xml, epub);
    kx_xml_leaf(xml, "dc:date", b->date);
    put_description(xml, epub);
    put_sources(xml, epub);
    put_modified(xml, epub);
    put_series(xml, epub);
}

/* ---- accessibility (EPUB Accessibility 1.1, 2; the vocabulary of schema.org) ---- */

/* Whether all that is printed is heard too. */
static bool is_heard_whole(const kx_outline *outline)
{
    for (guint i = 0; i < outline->blocks->len; i++)
        if (g_array_index(outline->blocks, kx_outline_block, i).n == 0)
            return false;
    return true;
}

/* The cover says nothing that is not said in text, so the book is not a visual one. */
static void put_accessibility(kx_xml *xml, const kx_epub *epub)
{
    static const char *const features[] = {"tableOfContents", "readingOrder",
                                           "structuralNavigation", "displayTransformability",
                                           "synchronizedAudioText"};
    static const char *const hazards[] = {"noFlashingHazard", "noMotionSimulationHazard",
                                          "noSoundHazard"};
    bool whole = is_heard_whole(epub->outline), cover = epub->edition->cover != NULL;
    put_meta(xml, "schema:accessMode", "textual");
    put_meta(xml, "schema:accessMode", "auditory");
    put_meta(xml, "schema:accessModeSufficient", "textual");
    if (whole)
        put_meta(xml, "schema:accessModeSufficient", "auditory");
    for (unsigned i = 0; i < G_N_ELEMENTS(features); i++)
        put_meta(xml, "schema:accessibilityFeature", features[i]);
    if (cover)
        put_meta(xml, "schema:accessibilityFeature", "alternativeText");
    for (unsigned i = 0; i < G_N_ELEMENTS(hazards); i++)
        put_meta(xml, "schema:accessibilityHazard", hazards[i]);
    g_autofree char *summary = g_strdup_printf(
        "De hele tekst staat erin zoals die is gedrukt, en %s wordt%s voorgelezen; tekst en "
        "geluid lopen zin voor zin gelijk op. De inhoudsopgave en de koppen leiden naar elke "
        "rubriek, elk artikel en elke tussenkop. Lettergrootte, lettertype en kleuren kan de lezer "
        "zelf kiezen.%s",
        whole ? "alles" : "het meeste ervan",
        kx_cue_speaker(epub->edition) ? " door een computerstem" : "",
        cover ? " De enige afbeelding is het omslag, dat een beschrijving heeft."
              : " Er zijn geen afbeeldingen.");
    put_meta(xml, "schema:accessibilitySummary", summary);
}

static void put_overlays(kx_xml *xml, const kx_epub *epub)
{
    int64_t whole = 0;
    for (unsigned i = 0; i < epub->pages->len; i++) {
        int64_t ms = kx_epub_part_ms(epub, i);
        g_autofree char *clock = kx_epub_clock(ms);
        g_autofree char *id = g_strdup_printf("#s%03u", i + 1);
        if (ms > 0)
            put_meta_of(xml, id, "media:duration", clock);
        whole += ms;
    }
    g_autofree char *clock = kx_epub_clock(whole);
    put_meta(xml, "media:duration", clock);
    if (kx_cue_speaker(epub->edition))
        put_meta(xml, "media:narrator", kx_cue_speaker(epub->edition));
    put_meta(xml, "media:active-class", "-epub-media-overlay-active");
}

static void put_metadata(kx_xml *xml, const kx_epub *epub)
{
    kx_xml_open(xml, "metadata");
    kx_xml_attribute(xml, "xmlns:dc", "http://purl.org/dc/elements/1.1/");
    put_bibliography(xml, epub);
    put_accessibility(xml, epub);
    put_overlays(xml, epub);
    kx_xml_close(xml);
}

/* ---- files ---- */

static void put_file(kx_xml *xml, const char *id, const char *href, const char *type,
                     const char *properties, const char *overlay)
{
    kx_xml_open(xml, "item");
    kx_xml_attribute(xml, "id", id);
    kx_xml_attribute(xml, "href", href);
    kx_xml_attribute(xml, "media-type", type);
    kx_xml_attribute(xml, "properties", properties);
    kx_xml_attribute(xml, "media-overlay", overlay);
    kx_xml_close(xml);
}

static void put_part(kx_xml *xml, const kx_epub *epub, unsigned part)
{
    static const struct {
        const char *id, *suffix, *type;
    } files[] = {{"p%03u", "xhtml", "application/xhtml+xml"},
                 {"s%03u", "smil", "application/smil+xml"},
                 {"a%03u", "mp3", "audio/mpeg"}};
    bool heard = kx_epub_part_ms(epub, part) > 0;
    g_autofree char *overlay = heard ? g_strdup_printf("s%03u", part + 1) : NULL;
    for (unsigned i = 0; i < (heard ? G_N_ELEMENTS(files) : 1); i++) {
        g_autofree char *id = g_strdup_printf("%c%03u", files[i].id[0], part + 1);
        g_autofree char *href = kx_epub_file(part, files[i].suffix);
        put_file(xml, id, href, files[i].type, NULL, i == 0 ? overlay : NULL);
    }
}

static void put_manifest(kx_xml *xml, const kx_epub *epub)
{
    g_autofree char *cover = kx_epub_cover_file(epub->edition);
    kx_xml_open(xml, "manifest");
    put_file(xml, "nav", KX_EPUB_NAV, "application/xhtml+xml", "nav", NULL);
    put_file(xml, "style", KX_EPUB_STYLE, "text/css", NULL, NULL);
    if (cover)
        put_file(xml, "cover", cover, epub->edition->cover->type, "cover-image", NULL);
    for (unsigned i = 0; i < epub->pages->len; i++)
        put_part(xml, epub, i);
    kx_xml_close(xml);
}

char *kx_epub_package(const kx_epub *epub, GError **error)
{
    const char *language = epub->briefing->language ? epub->briefing->language : "nl";
    kx_xml *xml = kx_xml_new(KX_XML_DOCUMENT);
    kx_xml_open(xml, "package");
    kx_xml_attribute(xml, "xmlns", "http://www.idpf.org/2007/opf");
    kx_xml_attribute(xml, "version", "3.0");
    kx_xml_attribute(xml, "unique-identifier", "id");
    kx_xml_attribute(xml, "xml:lang", language);
    put_metadata(xml, epub);
    put_manifest(xml, epub);
    kx_xml_open(xml, "spine");
    for (unsigned i = 0; i < epub->pages->len; i++) {
        g_autofree char *id = g_strdup_printf("p%03u", i + 1);
        kx_xml_open(xml, "itemref");
        kx_xml_attribute(xml, "idref", id);
        kx_xml_close(xml);
    }
    kx_xml_close(xml);
    kx_xml_close(xml);
    return kx_xml_finish(xml, error);
}
