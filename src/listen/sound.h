/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Sound that is ready to be heard: 16-bit mono frames of KX_RATE in memory, with the times of its
 * words. Once it is made it is only read, so threads may share it. */
#pragma once

#include <glib.h>
#include <stdbool.h>
#include <stdint.h>

/* A printed word, without the marks around it. */
typedef struct {
    char *printed;
    int64_t start; /* frame at which it begins to be heard */
} kx_heard_word;

typedef struct {
    gatomicrefcount references;
    GArray *samples; /* int16_t */
    GArray *words;   /* kx_heard_word, ascending */
    bool whole;      /* said as written; false: something was left out */
} kx_sound;

/* Empty; with one reference. */
kx_sound *kx_sound_new(void);
kx_sound *kx_sound_ref(kx_sound *sound); /* one more reference */
void kx_sound_unref(kx_sound *sound);    /* one less; takes NULL */
G_DEFINE_AUTOPTR_CLEANUP_FUNC(kx_sound, kx_sound_unref)

int64_t kx_sound_frames(const kx_sound *sound);             /* its length */
void kx_sound_add_silence(kx_sound *sound, int64_t frames); /* at its end */
/* Copies `printed`, without the marks at its ends; a text without a letter or digit is no word. */
void kx_sound_add_word(kx_sound *sound, const char *printed, int64_t start);
/* Index of the last word that has begun at `frame`; the first one before that; -1 without words. */
int kx_sound_word_at(const kx_sound *sound, int64_t frame);
/* Bytes of the printed sentence up to the end of word `last`. */
size_t kx_sound_bytes_to(const kx_sound *sound, int last, const char *printed);
/* Makes the samples from index `from` on shorter (speed > 1) or longer, at the same pitch. */
void kx_sound_stretch(kx_sound *sound, guint from, double speed);
