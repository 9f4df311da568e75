/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Publishing an id again. A podcast's file names never change their content: apps and caches keep
 * what they have. So what has changed gets new names (ID-v2.mp3), the old enclosures stay until the
 * feed names the new ones, and files that have not changed keep their dates. Private to publish/.
 */
#pragma once

#include "publish/catalogue.h"
#include "publish/episode.h"

/* What was published before under the edition's id: its record and its open folder. */
typedef struct {
    json_t *record; /* NULL: nothing of ours */
    int folder;     /* -1: none */
    bool feed;      /* one stands in the output folder, or will, and names what was there before */
} kx_previous;

void kx_previous_clear(kx_previous *previous);

/* The edition with the guid and, unless it is still to come and asked to change, the moment of
 * publication of the previous one. Strings are borrowed, of *revision too. Sets all of *revision
 * (the caller clears it) but whether its sound is another. What a feed may have told is counted on
 * from; what is still to come was in none, and is replaced without a word. Where there is no feed,
 * a revision is no matter: it stays 1. */
kx_edition kx_revision_edition(const kx_edition *edition, const kx_previous *previous,
                               kx_revision *revision);
/* Settles the revision of the files in the stage, whose names are those of the first one, and
 * renames them to it (in `files` as well). */
bool kx_revision_settle(const kx_edition *edition, const kx_previous *previous, int stage,
                        GArray *files, kx_revision *revision, GError **error);
/* Puts links to files of the previous folder in the place of those of the stage that are equal. IO:
 * a folder in the stage could not be brought to the disk. */
bool kx_revision_link_equal(const kx_previous *previous, int stage, const GArray *files,
                            GError **error);
/* Links what the previous folder has under other names into the stage: the feed still names it. */
bool kx_revision_keep_old(const kx_previous *previous, const GArray *files, int stage,
                          GError **error);
/* Whether all that the open folder of briefing `id` holds is kxspeak's. Names that begin with a dot
 * are not looked at, the droppings of file managers. Errors: CANT_CREATE names something that is
 * somebody's own, to which nothing may happen; IO: it cannot be known. */
bool kx_revision_is_ours(int folder, const char *id, GError **error);
/* Removes from the episode's folder the files of kxspeak's that its record does not name, now that
 * the feed stands. What cannot be removed is told in `notes`. */
void kx_revision_drop_old(const kx_episode *episode, int out_dirfd, GPtrArray *notes);
/* Whether the stage's record is the previous one, to the byte, and the previous folder is whole. */
bool kx_revision_is_same(const kx_previous *previous, int stage);
