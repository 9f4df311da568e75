/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A low-rate codec raises a few peaks far above the others. Where that happens, the sound is turned
 * down for some 20 ms before it is encoded once more: nobody hears it, and no peak passes. */
#pragma once

#include "audio/truepeak.h"

#include <glib.h>
#include <stdbool.h>

typedef struct {
    GHashTable *gain, *next; /* block of 20 ms -> the bits of its linear gain, where that is not 1:
                                now, and for the next time */
    kx_peak_meter meter;
    int64_t heard;   /* frames so far */
    unsigned raised; /* blocks that were found too loud in this hearing */
} kx_duck;

/* What it takes grows with what is turned down, not with the sound. */
void kx_duck_init(kx_duck *duck);
void kx_duck_clear(kx_duck *duck);
/* Starts hearing decoded sound; what the hearing before found holds from now on. */
void kx_duck_begin(kx_duck *duck);
/* The next n frames, at `rate`. */
void kx_duck_hear(kx_duck *duck, const int16_t *pcm, size_t n, int rate);
/* Whether anything was too loud since kx_duck_begin(). */
bool kx_duck_is_needed(const kx_duck *duck);
/* Applies the gains to n samples, of which the first is frame `start` at `rate`. */
void kx_duck_apply(const kx_duck *duck, float *sound, int64_t start, size_t n, int rate);
