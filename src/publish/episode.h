/* SPDX-License-Identifier: GPL-3.0-or-later */
/* episode.json: the record that later publications (a feed, an archive) are made from.
 * Private to publish/. */
#pragma once

#include "publish/publish.h"

#include <jansson.h>

#define KX_EPISODE_FILE   "episode.json"
#define KX_EPISODE_FORMAT "kxspeak-episode"

/* How an edition stands to what was published under its id before. */
typedef struct {
    unsigned revision; /* 1: the first; one more whenever the sound has changed */
    bool corrected;    /* the text is not that of revision 1 */
    char *text;        /* SHA-256 of the text as printed */
    char *changed;     /* RFC 3339: when it was corrected last; NULL: never, or unknown */
    bool told;         /* a feed may have told what stood there before */
    bool rewritten;    /* `told`, and the text was another */
} kx_revision;

void kx_revision_clear(kx_revision *revision);

/* Writes the record of an edition whose files are all in the folder. */
bool kx_episode_write(const kx_edition *edition, const kx_revision *revision, const GArray *files,
                      int dirfd, GError **error);
/* The record in an open folder. NULL without an error: it has none of ours. Caller json_decref()s.
 * Errors: those of kx_file_read_at, but for DATA. */
json_t *kx_episode_load(int folder, GError **error);
