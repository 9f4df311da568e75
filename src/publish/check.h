/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Reading everything back that was published, as a listener's app would, and holding it against
 * the records: names, sizes, sums, chapters in every place, times, links, loudness. */
#pragma once

#include <glib.h>
#include <stdbool.h>

typedef struct {
    unsigned episodes, files, items; /* items of the feed and its archive */
    bool feed;                       /* there is one */
} kx_check_count;

/* Checks an output folder, or the folder of one episode. Each fault becomes a line in `faults`
 * (char*): the path below `dir`, and what is wrong. Errors: NO_INPUT if `dir` is no such folder
 * (the folder of a podcast without an episode yet is one);
 * what keeps the check itself from its end: NO_PERM, IO, OS, and CANT_CREATE for the folder of
 * temporary files. */
bool kx_check(const char *dir, GPtrArray *faults, kx_check_count *count, GError **error);
