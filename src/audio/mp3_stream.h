/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The sound of an MP3 file: a stretch of a master through libsndfile and LAME, at a constant bit
 * rate. Private to audio/. */
#pragma once

#include "audio/dips.h"
#include "audio/master.h"
#include "audio/out_file.h"

typedef struct {
    int64_t first, frames; /* of the master, inside it */
    int rate;              /* of the file: KX_RATE or 2 * KX_RATE */
    unsigned kbps;         /* one that MPEG has for the rate: 8..160 or 32..320 */
} kx_mp3_stretch;

/* Writes the stream behind what is in the file already, and checks it. Where LAME has raised a peak
 * above -1 dBTP, the whole is written again, turned down there. Errors: those of the file and of
 * kx_mp3_stream_check, OS. */
bool kx_mp3_stream_write(kx_out_file *out, const kx_master *master, const kx_mp3_stretch *stretch,
                         GError **error);
/* Reads back what stands from byte `at` to the end: the head of the first frame (rate, mono,
 * kbit/s), then all of the sound: its length to the frame, and roughly its energy; `square`: the
 * mean of the master's squared samples. What is too loud is turned down in `dips`; *loud tells
 * whether there is such. Errors: SOFTWARE (it differs), IO. */
bool kx_mp3_stream_check(const kx_out_file *out, int64_t at, const kx_master *master,
                         const kx_mp3_stretch *stretch, double square, kx_dips *dips, bool *loud,
                         GError **error);
