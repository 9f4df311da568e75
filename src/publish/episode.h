/* SPDX-License-Identifier: GPL-3.0-or-later */
/* episode.json: the record that later publications (a feed, an archive) are made from.
 * Private to publish/. */
#pragma once

#include "publish/publish.h"

#define KX_EPISODE_FILE   "episode.json"
#define KX_EPISODE_FORMAT "kxspeak-episode"

/* Writes the record of an edition whose files are all in the folder. */
bool kx_episode_write(const kx_edition *edition, const GArray *files, int dirfd, GError **error);
