/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A talking book after DAISY 2.02: full text and MP3 (https://daisy.org/activities/standards/daisy/
 * daisy-2/daisy-format-2-02-specification/). Private to publish/. */
#pragma once

#include "publish/book.h"
#include "publish/edition.h"

/* The files of the edition's book. Each part of the briefing has a SMIL file and an MP3, d001.smil
 * and d001.mp3: short names in small letters, which the oldest players can read. The sound is
 * borrowed from the edition. Errors: of kx_book_sound_part; SOFTWARE. */
kx_book *kx_daisy_new(const kx_edition *edition, GError **error);

/* How what stands beside the text is marked, so that a player can leave it out (DAISY 2.02
 * Skippable Structures Recommendation, 7): the class of its block in content.html, what its <par>s
 * require, and the name under which ncc.html counts such blocks. Of a part of the text all are
 * NULL. */
typedef struct {
    const char *class, *requires, *count;
} kx_daisy_aside;

enum { KX_DAISY_SIDEBAR, KX_DAISY_FOOTNOTE, KX_DAISY_ASIDES };
extern const kx_daisy_aside kx_daisy_asides[KX_DAISY_ASIDES + 1];
