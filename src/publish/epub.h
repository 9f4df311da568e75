/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The files inside an EPUB 3.3 with media overlays: a page, an overlay and an MP3 for each part of
 * the briefing. Each page is a tree of sections, articles and blocks; page, overlay and table of
 * contents are three views of it. Private to publish/. */
#pragma once

#include "publish/edition.h"
#include "publish/xml.h"

/* Of the content folder, as the package names them. */
#define KX_EPUB_NAV   "nav.xhtml"
#define KX_EPUB_STYLE "style.css"
/* Below the content folder. */
#define KX_EPUB_COVER_ID "cover"

typedef enum {
    KX_EPUB_PAGE, /* the root */
    KX_EPUB_OWN,  /* opening or closing */
    KX_EPUB_SECTION,
    KX_EPUB_ARTICLE,
    KX_EPUB_INTERTITLE,
    KX_EPUB_LIST,
    KX_EPUB_QUOTE,
    KX_EPUB_BLOCK, /* a leaf; all above hold others */
} kx_epub_kind;

typedef struct {
    kx_epub_kind kind;
    const kx_outline_block *block; /* the leaf's, or the heading's; NULL: has none */
    unsigned number;               /* in the page, in its order */
    GPtrArray *children;           /* kx_epub_node*, owned */
} kx_epub_node;

typedef struct {
    const kx_edition *edition;
    const kx_briefing *briefing;
    const kx_outline *outline;
    GPtrArray *pages; /* kx_epub_node*, owned, one a part */
} kx_epub;

/* Of an edition with sound, which is borrowed. */
kx_epub *kx_epub_new(const kx_edition *edition);
void kx_epub_free(kx_epub *epub);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(kx_epub, kx_epub_free)

/* ---- names; the caller frees them ---- */

/* "p001.xhtml": the file of that suffix of part 0. */
char *kx_epub_file(unsigned part, const char *suffix);
/* "p001.xhtml#n2", or with `file` false "n2": a node of the part's page. */
char *kx_epub_node_id(const kx_epub_node *node);
char *kx_epub_node_href(unsigned part, const kx_epub_node *node);
/* "cover.png"; NULL: the edition has no cover. */
char *kx_epub_cover_file(const kx_edition *edition);
/* What a heading says, or the part's title, as kx_text_file_append leaves it; "–" for an empty
 * one: a link must have a text. */
char *kx_epub_title(const kx_epub *epub, unsigned part, const kx_epub_node *node);
/* What the cover shows, for those who do not see it. */
char *kx_epub_cover_text(const kx_edition *edition);

/* ---- times ---- */

/* Milliseconds of a frame of the briefing from the start of its part: the last is not behind the
 * end of the part's sound. */
int64_t kx_epub_ms(const kx_epub *epub, unsigned part, int64_t frame);
/* Of the part's overlay, which is that of its sound; 0: nothing in it is heard, it has neither. */
int64_t kx_epub_part_ms(const kx_epub *epub, unsigned part);
/* "1:02:03.004" (EPUB 3.3, clock values). */
char *kx_epub_clock(int64_t ms);

/* ---- files; NULL with an error of kx_xml_finish ---- */

/* The page, the overlay (of a part that has one), nav.xhtml, package.opf and container.xml. */
char *kx_epub_page(const kx_epub *epub, unsigned part, GError **error);
char *kx_epub_overlay(const kx_epub *epub, unsigned part, GError **error);
char *kx_epub_nav(const kx_epub *epub, GError **error);
char *kx_epub_package(const kx_epub *epub, GError **error);
char *kx_epub_container(GError **error);
/* The style sheet of all pages. */
char *kx_epub_style(void);

/* Begins an XHTML page and its body: language, title, style sheet. */
void kx_epub_open_page(kx_xml *xml, const kx_epub *epub, const char *title);
