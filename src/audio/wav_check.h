/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Our own reader of what encode_wav.c wrote: libsndfile's accepts a header that says "no samples".
 */
#pragma once

#include "audio/encode.h"
#include "audio/out_file.h"

/* Whether this master needs RF64: its file could pass 4 GiB, where RIFF's sizes end. Everything
 * else is plain RIFF/WAVE with a PCM header, which every reader knows. */
bool kx_wav_is_rf64(const kx_master *master);

/* Reads the header back and compares it with what it should say: sizes (RIFF up to 4 GiB, RF64
 * beyond), format, length, cue points, titles, loudness. Gives the offset of the sound. Errors:
 * SOFTWARE (it differs), IO. */
bool kx_wav_check_header(const kx_out_file *out, const kx_master *master, const kx_tags *tags,
                         int64_t *sound, GError **error);

/* A loudness field of the bext chunk: hundredths, or the value for "not measured". */
gint16 kx_wav_loudness_field(double value);
