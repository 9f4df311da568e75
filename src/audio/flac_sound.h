/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Reading the sound of a FLAC file back, behind whoever writes it (audio/follower.h). */
#pragma once

#include "audio/out_file.h"

#include "audio/master.h"

#define KX_FLAC_MD5_BYTES 16

typedef struct kx_flac_sound kx_flac_sound;

/* Begins to decode what is written to `out`, and to compare it with the master, sample by sample.
 */
kx_flac_sound *kx_flac_sound_new(const kx_out_file *out, const kx_master *master);
/* The file has its first `size` bytes. */
void kx_flac_sound_reach(kx_flac_sound *sound, int64_t size);
/* The file is whole: waits for the comparison. `md5` (KX_FLAC_MD5_BYTES) takes the sum of all
 * samples. Errors: SOFTWARE (the sound is another than the master's), IO. */
bool kx_flac_sound_finish(kx_flac_sound *sound, guint8 *md5, GError **error);
void kx_flac_sound_free(kx_flac_sound *sound);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(kx_flac_sound, kx_flac_sound_free)
