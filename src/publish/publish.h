/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Publishing a briefing as a folder: all of it or nothing. */
#pragma once

#include "publish/sink.h"

/* A file of the briefing's folder, or a folder of files (a book). */
typedef struct {
    char *name;          /* within the folder */
    const kx_sink *sink; /* NULL for episode.json */
    int64_t bytes;       /* of a folder: its files' in all */
    char *sha256;    /* hexadecimal; of a folder: that of "SUM  NAME" lines in the names' order, as
                        sha256sum prints them */
    char *integrity; /* "sha384-…" of what a show's feed offers, else NULL */
} kx_published;

/* How a publication is watched: all may be NULL. */
typedef struct {
    const volatile int *stop;                   /* non-zero asks to stop */
    void (*waiting)(void *data);                /* another run holds the folder: told once */
    void (*progress)(double share, void *data); /* 0..1 */
    void *data;
    GPtrArray *notes; /* char*: what the publisher should know is added, a line each */
} kx_publish_watch;

/* Writes the chosen sinks side by side into a hidden folder in `out_dir` (made if missing), then
 * episode.json, syncs, and puts the folder in the place of OUT_DIR/ID in one step. Folders that
 * killed runs left behind are removed first; runs on one out_dir wait for each other. On failure
 * nothing new is visible and what was there stays; a folder that is not a briefing is never
 * replaced, and one that would be the same again is not touched (see publish/revision.h). With
 * a show file the feed and all that belongs to it are brought up to date then, and what the new
 * files have replaced is removed last. Appends a kx_published for each file to `files`
 * (kx_published_new). Errors: those of kx_feed_publish, CANT_CREATE, NO_PERM, IO,
 * TEMPORARY (another run held the folder too long), INTERRUPTED. */
bool kx_publish(const kx_edition *edition, const GPtrArray *sinks, const char *out_dir,
                const kx_publish_watch *watch, GArray *files, GError **error);
void kx_published_clear(kx_published *file);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(kx_published, kx_published_clear)
/* Brings the feed of an output folder up to date: what was held back and is due now comes in, what
 * `keep` drops goes. Errors: those of kx_publish, and kx_feed_publish. */
bool kx_publish_feed(const kx_show *show, const char *out_dir, const kx_publish_watch *watch,
                     GError **error);

/* A GArray of kx_published that frees them. */
GArray *kx_published_new(void);

/* Makes `out_dir` and its parents where missing and checks that it can be written to; for telling
 * before an hour of speech. */
bool kx_publish_prepare(const char *out_dir, GError **error);

/* Writes one audio sink to descriptor `out`, by way of a folder of its own in `spool_dir`, which is
 * gone when this returns. */
bool kx_publish_stream(const kx_edition *edition, const kx_sink *sink, const char *spool_dir,
                       int out, const volatile int *stop, GError **error);
