/* SPDX-License-Identifier: GPL-3.0-or-later */
/* K-weighting of ITU-R BS.1770-4 (annex 1): energies of blocks of samples. */
#pragma once

#include "audio/track.h"

/* Blocks at KX_RATE after which the filters have forgotten what was before (by more than 200 dB).
 */
#define KX_KWEIGHT_WARMUP_BLOCKS 64
/* Eight lanes run side by side; the number of blocks in one call divides by it. */
#define KX_KWEIGHT_LANES 8

typedef struct {
    float shelf_b[3], shelf_a[2]; /* head and shoulders: +4 dB above 1.7 kHz */
    float pass_a[2];              /* high pass at 38 Hz; its numerator is 1, -2, 1 */
    size_t warmup;                /* samples: KX_KWEIGHT_WARMUP_BLOCKS of them at KX_RATE */
} kx_kweight;

/* Computes the coefficients. */
void kx_kweight_init(kx_kweight *filter, int rate);

/* The standard leaves the high pass unnormalised, so at each sample rate it passes speech with a
 * slightly different gain. By how much (dB) a meter at `rate` reads more than one at KX_RATE. */
double kx_kweight_rate_offset(int rate);

/* Sums of the squared K-weighted samples (full scale is 1) of `blocks` blocks of `frames` samples,
 * the first at `pcm`; filter->warmup samples stand before it. `blocks` divides by
 * KX_KWEIGHT_LANES. */
void kx_kweight_energies(const kx_kweight *filter, const int16_t *pcm, size_t frames, size_t blocks,
                         float *energies);
