/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What stands in an output folder beside the episodes' folders: feed.xml and its archive pages, the
 * show's cover, index.html and show.json. All of it is made anew from the episodes' records and the
 * show's settings, and never read back, but for show.json. */
#pragma once

#include "audio/encode.h"
#include "brief/show.h"

#define KX_FEED_FILE  "feed.xml"
#define KX_INDEX_FILE "index.html"

/* What the show's picture may be called: a PNG, a JPEG. */
enum { KX_FEED_COVERS = 2 };
extern const char *const kx_feed_covers[KX_FEED_COVERS];

/* Whether a feed and that picture may be published into the folder: what has their names there is a
 * show's.
 * Errors: CANT_CREATE (somebody's own file), DATA (show.json cannot be used), IO, NO_PERM. */
bool kx_feed_ready(int out_dirfd, const kx_picture *cover, GError **error);
/* Brings all of it up to date, the feed last, so that it never names what is not there; what has
 * not changed is not touched. Episodes whose moment is after `now` stay out until a later run. Then
 * removes what no feed names any more: archive pages that have become empty, files of an episode's
 * earlier revision, and folders of episodes that left the feed `keep_days` ago, but not that of
 * `made`, the id of the episode that was published just now (NULL: none). `cover` is the show's
 * picture; NULL: the one that is there. What the publisher should know goes to `notes`
 * (char*, one line each). The caller holds the folder. Errors: DATA (show.json cannot be used),
 * CANT_CREATE, NO_PERM, IO. */
bool kx_feed_publish(int out_dirfd, const kx_show *show, const char *made, const kx_picture *cover,
                     GDateTime *now, GPtrArray *notes, GError **error);
