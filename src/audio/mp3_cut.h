/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A stretch of a master as an MP3 without tags, for books: 22,050 Hz, mono, at a constant bit rate,
 * since players that seek by time misjudge a variable one. 56 kbit/s is the least at which LAME's
 * first frame has room to say how long the encoder's delay is: without it decoders give the sound
 * some 50 ms later than the clock of the text. */
#pragma once

#include "audio/master.h"

#define KX_MP3_CUT_KBPS 56

/* Writes frames [first, first + frames) of the master, both even where it has 44.1 kHz, to the
 * empty file `fd`, which stays the caller's, and reads them back; *bytes gets its size. `shown`:
 * its name in messages. Errors: IO, OS, SOFTWARE. */
bool kx_mp3_cut(const kx_master *master, int64_t first, int64_t frames, int fd, const char *shown,
                int64_t *bytes, GError **error);
