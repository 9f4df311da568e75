/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Our own reading, by libopusfile, of what encode_opus.c wrote. */
#pragma once

#include "audio/encode.h"
#include "audio/out_file.h"

/* The number of the stream inside its file, always the same: "kxsp". */
#define KX_OPUS_SERIAL 0x6b787370

/* Compares the stream's head, comments ("KEY=value", in their order) and cover with what they
 * should be; then decodes the sound: its length, and roughly its energy (`square`: mean of the
 * master's squared samples). Errors: SOFTWARE (it differs). */
bool kx_opus_check(const kx_out_file *out, const kx_master *master, const GPtrArray *comments,
                   const kx_picture *cover, double square, GError **error);
