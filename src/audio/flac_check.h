/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Our own reader of what encode_flac.c wrote. */
#pragma once

#include "audio/encode.h"
#include "audio/out_file.h"

/* Room for changes to the tags without writing the file anew. */
#define KX_FLAC_PADDING 8192

#define KX_FLAC_MD5_BYTES 16

/* Reads the metadata back and compares it with what it should say: rate, length, the MD5 of all
 * samples (KX_FLAC_MD5_BYTES, as the encoder gave it), comments ("KEY=value"), picture (NULL:
 * none), padding, and a seek table whose points lead to frames; then decodes the sound and compares
 * every sample. Errors: SOFTWARE (it differs), IO. */
bool kx_flac_check(const kx_out_file *out, const kx_master *master, const GPtrArray *comments,
                   const kx_picture *cover, const guint8 *md5, GError **error);
