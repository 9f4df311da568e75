/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "audio/quantise.h"

#include <glib.h>

/* Under a quarter of a step, 16 bits hold nothing of it. */
#define SILENCE 0.25F

/* Scatters the bits of a number: 0 stays 0, and no two give the same (MurmurHash3's finaliser). */
static uint32_t scatter(uint32_t x)
{
    x = (x ^ x >> 16) * 0x85ebca6b;
    x = (x ^ x >> 13) * 0xc2b2ae35;
    return x ^ x >> 16;
}

void kx_quantiser_init(kx_quantiser *quantiser, uint32_t row)
{
    /* Any eight different numbers that are not 0; these are fractional bits of square roots. */
    *quantiser = (kx_quantiser){
        .lanes = {0x6a09e667, 0xbb67ae85, 0x3c6ef372, 0xa54ff53a, 0x510e527f, 0x9b05688c,
                  0x1f83d9ab, 0x5be0cd19},
    };
    for (size_t k = 0; k < 8; k++)
        if (quantiser->lanes[k] != scatter(row))
            quantiser->lanes[k] ^= scatter(row);
}

KX_INLINE kx_v8u step(kx_v8u x)
{
    x ^= x << 13;
    x ^= x >> 17;
    return x ^ (x << 5);
}

/* Difference of two uniform numbers of 16 bits: triangular, in steps, inside (-1, 1). */
KX_INLINE kx_v8f triangular(kx_v8u x)
{
    kx_v8i difference = (kx_v8i)(x >> 16) - (kx_v8i)(x & 0xffff);

    return __builtin_convertvector(difference, kx_v8f) * (1.0F / 65536);
}

KX_INLINE float unit_peak(const float *in)
{
    kx_v8f top = {0};

    for (size_t i = 0; i < KX_QUANTISE_UNIT; i += 8)
        top = kx_v8f_max(top, kx_v8f_abs(kx_v8f_load(in + i)));
    return kx_v8f_top(top);
}

/* Eight samples: dither, round to nearest, clamp. */
KX_INLINE kx_v8i to_steps(kx_v8f x, kx_v8u random, kx_v8i *clamped)
{
    const kx_v8i low = kx_v8i_all(-32768), high = kx_v8i_all(32767);
    /* Conversion cuts towards zero; far on the positive side that is rounding down. */
    kx_v8i rounded = __builtin_convertvector(x + triangular(random) + 65536.5F, kx_v8i) - 65536;
    kx_v8i under = rounded<low, over = rounded> high;

    *clamped -= under | over;
    return (rounded & ~(under | over)) | (low & under) | (high & over);
}

KX_LANES void kx_quantise(kx_quantiser *quantiser, const float *in, int16_t *out, size_t n)
{
    kx_v8u lanes = quantiser->lanes;
    kx_v8i clamped = {0};
    int32_t steps[KX_QUANTISE_UNIT];

    g_assert(n % KX_QUANTISE_UNIT == 0);
    for (size_t unit = 0; unit < n; unit += KX_QUANTISE_UNIT) {
        if (unit_peak(in + unit) < SILENCE) {
            memset(out + unit, 0, KX_QUANTISE_UNIT * sizeof *out);
            continue;
        }
        for (size_t i = 0; i < KX_QUANTISE_UNIT; i += 8) {
            lanes = step(lanes);
            kx_v8i eight = to_steps(kx_v8f_load(in + unit + i), lanes, &clamped);
            memcpy(steps + i, &eight, sizeof eight);
        }
        for (size_t i = 0; i < KX_QUANTISE_UNIT; i++)
            out[unit + i] = (int16_t)steps[i];
    }
    quantiser->lanes = lanes;
    for (size_t k = 0; k < 8; k++)
        quantiser->clamped += (uint64_t)clamped[k];
}
