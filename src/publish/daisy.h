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
