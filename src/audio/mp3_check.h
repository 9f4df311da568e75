/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Our own reading of what encode_mp3.c wrote. */
#pragma once

#include "audio/encode.h"
#include "audio/out_file.h"

/* Of every MP3 file: podcast apps take no lower one. */
#define KX_MP3_RATE (2 * KX_RATE)
/* kbit/s where none is asked. */
#define KX_MP3_KBPS 64

/* Reads the tag back and compares every field, line, chapter and the cover; *size gets its length,
 * behind which the stream stands (mp3_stream.h). Errors: SOFTWARE (it differs), IO. */
bool kx_mp3_tag_check(const kx_out_file *out, const kx_master *master, const kx_tags *tags,
                      gsize *size, GError **error);
