/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Our own reader of what encode_flac.c wrote. */
#pragma once

#include "audio/encode.h"
#include "audio/flac_sound.h"

/* Room for changes to the tags without writing the file anew. */
#define KX_FLAC_PADDING 8192

/* Reads the metadata back and compares it with what it should say: rate, length, the MD5 of all
 * samples (KX_FLAC_MD5_BYTES, of kx_flac_sound_finish), comments ("KEY=value"), picture (NULL:
 * none), padding, and a seek table whose points lead to frames. Errors: SOFTWARE (it differs), IO.
 */
bool kx_flac_check(const kx_out_file *out, const kx_master *master, const GPtrArray *comments,
                   const kx_picture *cover, const guint8 *md5, GError **error);
