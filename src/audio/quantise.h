/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Float to 16 bit: triangular (TPDF) dither of one step to each side, from a generator with a fixed
 * seed; the same bytes in every run.
 *
 * Digital silence stays digital silence: where nothing reaches a quarter of a step for a whole
 * unit, zeros are written instead of dither. Dither is there to keep the error apart from the
 * sound; where there is no sound it would only be noise, which encoders would have to pay for, and
 * which would hide the pauses from any program that looks for them. */
#pragma once

#include "audio/vec.h"

#include <stddef.h>

/* Frames handled at once. */
#define KX_QUANTISE_UNIT 32

typedef struct {
    kx_v8u lanes;     /* xorshift32 generators */
    uint64_t clamped; /* samples that did not fit into 16 bit */
} kx_quantiser;

/* At the seed of a row of samples. */
void kx_quantiser_init(kx_quantiser *quantiser, uint32_t row);
/* n samples (a multiple of KX_QUANTISE_UNIT) in units of one step: full scale is 32768. */
void kx_quantise(kx_quantiser *quantiser, const float *in, int16_t *out, size_t n);
