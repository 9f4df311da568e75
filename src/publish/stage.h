/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Writing an edition's files side by side. Private to publish/. */
#pragma once

#include "publish/publish.h"

/* Writes into folder `dirfd` what names no other file of the edition, each sink in a thread of its
 * own, under the names of the first revision, and appends a measured kx_published for each to
 * `files`. The first error in the sinks' order is the one told. */
bool kx_stage_write(const kx_edition *edition, const GPtrArray *sinks, int dirfd,
                    const kx_publish_watch *watch, GArray *files, GError **error);
/* The same for what does name others, once `files` have the names of their revision; these get
 * theirs. */
bool kx_stage_write_last(const kx_edition *edition, const GPtrArray *sinks, unsigned revision,
                         int dirfd, GArray *files, GError **error);
/* Sets bytes and sums of the file or folder of that name in the folder; its integrity if it is
 * `offered` by a feed, as an enclosure of its own. IO. */
bool kx_published_measure(kx_published *file, bool offered, int dirfd, GError **error);
/* Sets *bytes to those of the file or folder of that name; to -1 if it is not there or is neither.
 * False with an error (IO, OS, NO_PERM) if that cannot be known now. */
bool kx_published_size(int dirfd, const char *name, int64_t *bytes, GError **error);
