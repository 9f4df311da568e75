/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A feed while it is made: what goes where, and the parts of one document. */
#pragma once

#include "brief/show.h"
#include "publish/catalogue.h"
#include "publish/feed.h"
#include "publish/state.h"
#include "publish/xml.h"

/* One document: feed.xml or an archive page. */
typedef struct {
    unsigned number;     /* of an archive page; 0: feed.xml */
    GPtrArray *episodes; /* kx_episode*, borrowed; the newest first */
} kx_feed_document;

typedef struct {
    const kx_show *show;
    const char *made;     /* id of the episode that was published just now; NULL: none */
    kx_state *state;      /* brought up to date by kx_feed_plan */
    GPtrArray *catalogue; /* kx_episode*, owned: all that could be read */
    GPtrArray *documents; /* kx_feed_document*: feed.xml, then archive pages, the newest first */
    GPtrArray *removed;   /* char*: ids whose folders are to go */
    char *guid;           /* podcast:guid; NULL without a base URL */
    char *cover;          /* file name in the output folder; NULL: none */
} kx_feed;

void kx_feed_clear(kx_feed *feed);

/* Decides what is published where, from feed->show, ->state and ->catalogue. `now` is in
 * Amsterdam's time. */
void kx_feed_plan(kx_feed *feed, GDateTime *now, GPtrArray *notes);

/* "feed.xml", "feed-0003.xml". Caller frees. */
char *kx_feed_document_name(const kx_feed_document *document);
/* The bytes of document `index`. */
char *kx_feed_render(const kx_feed *feed, unsigned index, GError **error);
/* One item. */
void kx_feed_put_item(kx_xml *xml, const kx_feed *feed, const kx_episode *episode);
/* The HTML of an item: of at most 4000 bytes for its description, or whole. Caller frees. */
char *kx_feed_notes(const kx_feed *feed, const kx_episode *episode, bool whole, GError **error);
/* When the episode was corrected; NULL: it was not, or nobody knows. */
GDateTime *kx_feed_changed(const kx_feed *feed, const kx_episode *episode);
