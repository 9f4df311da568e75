/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What all containers do with chapters and tags in the same way. */
#pragma once

#include "audio/encode.h"

/* Longer values are cut, at a character: libsndfile's headers have little room. */
#define KX_TAG_BYTES_MAX 1000

/* True if the master has sound and the chapters and tags can be written: 1..KX_CHAPTERS_MAX
 * chapters, the first at 0, ascending, on whole seconds, inside the master; titles of
 * 1..KX_CHAPTER_TITLE_BYTES_MAX bytes; all text valid UTF-8 without control characters (a comment
 * may have line breaks and tabs); links of printable ASCII; lines in the order of time; a picture
 * that fits into a FLAC block. Error: SOFTWARE. */
bool kx_tags_check(const kx_master *master, const kx_tags *tags, GError **error);

/* `value` of at most KX_TAG_BYTES_MAX bytes; NULL if it is NULL or empty. The caller frees it. */
char *kx_tag_value(const char *value);

/* Frames of the master at which chapter i starts and ends. */
int64_t kx_chapter_start(const kx_master *master, const kx_tags *tags, unsigned i);
int64_t kx_chapter_end(const kx_master *master, const kx_tags *tags, unsigned i);
