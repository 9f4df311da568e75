/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Writing the page that plays, with an hour of sound inside, without holding that in memory.
 * Private to publish/. */
#pragma once

#include "publish/book_sound.h"

/* Writes page `text` to NAME in `dirfd`, new and synced; behind its KX_PLAYER_MP3_DATA, which
 * stands in a page once, comes the sound in base 64 (`mp3` is NULL: the page has none). On failure
 * no file stays. */
bool kx_player_file_write(int dirfd, const char *name, const char *text, const kx_book_mp3 *mp3,
                          GError **error);
