/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What stands published in an output folder: the episodes, read back from their episode.json. The
 * feed and the page are made from these and from nothing else. Records are untrusted: a folder may
 * have been edited or half copied, so one that is wrong is left out and told, and the others go on.
 * Private to publish/. */
#pragma once

#include "publish/soundbite.h"

#include <jansson.h>

typedef struct {
    char *title, *author, *origin; /* one clean line; author and origin may be NULL */
    char *url;                     /* http(s), ASCII; or NULL */
} kx_catalogue_article;

typedef struct {
    char *title;   /* one clean line */
    int64_t start; /* whole seconds, ascending; the first is 0 */
    char *url;     /* of its article; or NULL */
} kx_catalogue_chapter;

typedef struct {
    char *name, *format, *type; /* format: the sink's name */
    int64_t bytes;
    char *integrity; /* kx_record_integrity */
} kx_catalogue_file;

typedef struct {
    char *id; /* name of its folder */
    char *title, *date, *guid, *language;
    GDateTime *published; /* with the offset that the record gives */
    unsigned revision;
    bool corrected;
    double duration;         /* seconds */
    GPtrArray *articles;     /* kx_catalogue_article*, without the programme's own words */
    GPtrArray *chapters;     /* kx_catalogue_chapter*, at least one */
    GPtrArray *files;        /* kx_catalogue_file*; only those that are there */
    kx_soundbite *soundbite; /* or NULL */
} kx_episode;

void kx_episode_free(kx_episode *episode);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(kx_episode, kx_episode_free)

/* One record from memory. `revision` may be missing (1), `corrected` (false), `guid` (the id),
 * `published` (midnight of the date), `soundbite` and `integrity`; everything else must be there
 * and of its type. Errors: DATA; the message says what is wrong, without a path. */
kx_episode *kx_episode_parse(const char *data, size_t n, GError **error);

/* By what the file of this record can be known, as W3C's Subresource Integrity writes it: its
 * `integrity` or, where it has none because it was published without a show, its `sha256`. NULL if
 * there is neither. The caller frees. */
char *kx_record_integrity(const json_t *file);

/* All episodes of the open output folder, the newest first, those of one moment by id. What cannot
 * be used is told in `notes` (char*, one line each) with its path below the folder. Errors: IO, OS,
 * NO_PERM: the folder or something in it could not be read now, and may be whole all the same. */
GPtrArray *kx_catalogue_read(int out_dirfd, GPtrArray *notes, GError **error);

/* The file that sink `format` wrote, or NULL. */
const kx_catalogue_file *kx_episode_file(const kx_episode *episode, const char *format);
/* The page to listen and read at, or else to read; NULL: none. */
const kx_catalogue_file *kx_episode_page(const kx_episode *episode);
