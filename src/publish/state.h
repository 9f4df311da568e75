/* SPDX-License-Identifier: GPL-3.0-or-later */
/* show.json: what a show has to remember from run to run and cannot be made anew from its episodes:
 * its podcast:guid and what it was called, on which archive page an episode stands, when a
 * correction was first published, when an episode left the feed, and which covers are its own.
 * Private to publish/. */
#pragma once

#include "publish/feed.h"

#include <glib.h>
#include <stdbool.h>

#define KX_STATE_FILE "show.json"

typedef struct {
    char *id;
    unsigned page;      /* archive page, from 1; 0: still in feed.xml */
    unsigned revision;  /* as last published; */
    bool corrected;     /* likewise */
    GDateTime *changed; /* when either last changed; NULL: never */
    GDateTime *left;    /* when it left the feed; NULL: it has not */
} kx_state_episode;

typedef struct {
    char *guid;                  /* podcast:guid; NULL: none assigned */
    char *title;                 /* of the show that was published last; NULL: unknown */
    unsigned pages;              /* archive pages that were ever full */
    bool covers[KX_FEED_COVERS]; /* kx_feed_covers that kxspeak wrote and has not removed */
    GHashTable *episodes;        /* id -> kx_state_episode*, owned */
} kx_state;

void kx_state_free(kx_state *state);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(kx_state, kx_state_free)

/* The state in the open output folder, or a new one where there is none. Errors: DATA where there
 * is one that cannot be used: a new one might give the show another identity. */
kx_state *kx_state_load(int out_dirfd, GError **error);
/* The same from memory. */
kx_state *kx_state_parse(const char *data, size_t n, GError **error);
/* The bytes of show.json: episodes by id. */
GBytes *kx_state_bytes(const kx_state *state);
/* The episode's entry, made if missing. */
kx_state_episode *kx_state_episode_of(kx_state *state, const char *id);
