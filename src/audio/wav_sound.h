/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Reading the sound of a WAV file back, behind whoever writes it (audio/follower.h). */
#pragma once

#include "audio/master.h"
#include "audio/out_file.h"

typedef struct kx_wav_sound kx_wav_sound;

/* Begins to compare what is written to `out`, from offset `at` on, with the master. */
kx_wav_sound *kx_wav_sound_new(const kx_out_file *out, const kx_master *master, int64_t at);
/* The file has its first `size` bytes. */
void kx_wav_sound_reach(kx_wav_sound *sound, int64_t size);
/* The file is whole, and its header says that the sound begins at offset `at`: waits for the
 * comparison. Errors: SOFTWARE (it begins elsewhere, or is another than the master's), IO. */
bool kx_wav_sound_finish(kx_wav_sound *sound, int64_t at, GError **error);
void kx_wav_sound_free(kx_wav_sound *sound);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(kx_wav_sound, kx_wav_sound_free)
