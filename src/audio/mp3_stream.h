/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The sound of an MP3 file: a stretch of a master through libsndfile and LAME, at a constant bit
 * rate. Private to audio/. */
#pragma once

#include "audio/master.h"
#include "audio/out_file.h"

typedef struct {
    int64_t first, frames; /* of the master, inside it */
    int rate;              /* of the file: KX_RATE or 2 * KX_RATE */
    unsigned kbps;         /* one that MPEG has for the rate: 8..160 or 32..320 */
} kx_mp3_stretch;

/* Writes the stream behind what is in the file already; *square gets the mean of the master's
 * squared samples. Errors: those of the file, OS, SOFTWARE, IO. */
bool kx_mp3_stream_write(kx_out_file *out, const kx_master *master, const kx_mp3_stretch *stretch,
                         double *square, GError **error);
/* Reads back what stands from byte `at` to the end: the head of the first frame (rate, mono,
 * kbit/s), then all of the sound: its length to the frame, and roughly its energy. Errors: SOFTWARE
 * (it differs), IO. */
bool kx_mp3_stream_check(const kx_out_file *out, int64_t at, const kx_master *master,
                         const kx_mp3_stretch *stretch, double square, GError **error);
