/* SPDX-License-Identifier: GPL-3.0-or-later */
/* index.html: the show as a page that works without scripts. Private to publish/. */
#pragma once

#include "publish/feed_private.h"

/* The bytes of index.html: the episodes of feed.xml with player, chapters and files, those of the
 * archive as a list. All links are relative, so the folder can stand anywhere. Caller frees. */
char *kx_page_render(const kx_feed *feed, GError **error);
