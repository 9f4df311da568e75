/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The sound of a briefing as books carry it: MP3 by audio/mp3_cut.h, of each part and of the whole.
 * Made when it is first asked for, and once for all sinks; safe to ask for from any thread. Private
 * to publish/. */
#pragma once

#include "publish/outline.h"

/* An MP3 in an unlinked file. */
typedef struct {
    int fd; /* of the book's sound */
    int64_t bytes;
    int64_t frames; /* at KX_RATE */
} kx_book_mp3;

typedef struct kx_book_sound kx_book_sound;

/* Of a mastered briefing, which is borrowed. `spool_dir`: folder for unlinked files, borrowed. */
kx_book_sound *kx_book_sound_new(const kx_briefing *briefing, const char *spool_dir);
void kx_book_sound_free(kx_book_sound *sound);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(kx_book_sound, kx_book_sound_free)

/* Whose parts the sound is cut into. */
const kx_outline *kx_book_sound_outline(const kx_book_sound *sound);
/* Of part `part` of the outline. NULL with an error of kx_mp3_cut or kx_spool_open. */
const kx_book_mp3 *kx_book_sound_part(kx_book_sound *sound, unsigned part, GError **error);
const kx_book_mp3 *kx_book_sound_whole(kx_book_sound *sound, GError **error);
