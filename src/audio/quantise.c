/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "audio/quantise.h"

#include <glib.h>

/* Under a quarter of a step, 16 bits hold nothing of it. */
#define SILENCE 0.25F

void kx_quantiser_init(kx_quantiser *quantiser)
{
    /* Any eight different numbers that are not 0; these are fractional bits of square roots. */
    *quantiser = (kx_quantiser){
        .lanes = {{0x6a09e667, 0xbb67ae85, 0x3c6ef372, 0xa54ff53a},
                  {0x510e527f, 0x9b05688c, 0x1f83d9ab, 0x5be0cd19}},
    };
}

static kx_v4u step(kx_v4u x)
{
    x ^= x << 13;
    x ^= x >> 17;
    return x ^ (x << 5);
}

/* Difference of two uniform numbers of 16 bits: triangular, in steps, inside (-1, 1). */
static kx_v4f triangular(kx_v4u x)
{
    kx_v4i difference = (kx_v4i)(x >> 16) - (kx_v4i)(x & 0xffff);

    return __builtin_convertvector(difference, kx_v4f) * (1.0F / 65536);
}

static float unit_peak(const float *in)
{
    kx_v4f top = {0};

    for (size_t i = 0; i < KX_QUANTISE_UNIT; i += 4)
        top = kx_v4f_max(top, kx_v4f_abs(kx_v4f_load(in + i)));
    return kx_v4f_top(top);
}

/* Four samples: dither, round to nearest, clamp. */
static kx_v4i to_steps(kx_v4f x, kx_v4u random, kx_v4i *clamped)
{
    const kx_v4i low = {-32768, -32768, -32768, -32768}, high = {32767, 32767, 32767, 32767};
    /* Conversion cuts towards zero; far on the positive side that is rounding down. */
    kx_v4i rounded = __builtin_convertvector(x + triangular(random) + 65536.5F, kx_v4i) - 65536;
    kx_v4i under = rounded<low, over = rounded> high;

    *clamped -= under | over;
    return (rounded & ~(under | over)) | (low & under) | (high & over);
}

void kx_quantise(kx_quantiser *quantiser, const float *in, int16_t *out, size_t n)
{
    kx_v4u even = quantiser->lanes[0], odd = quantiser->lanes[1];
    kx_v4i clamped = {0};
    int32_t steps[KX_QUANTISE_UNIT];

    g_assert(n % KX_QUANTISE_UNIT == 0);
    for (size_t unit = 0; unit < n; unit += KX_QUANTISE_UNIT) {
        if (unit_peak(in + unit) < SILENCE) {
            memset(out + unit, 0, KX_QUANTISE_UNIT * sizeof *out);
            continue;
        }
        for (size_t i = 0; i < KX_QUANTISE_UNIT; i += 8) {
            even = step(even);
            odd = step(odd);
            kx_v4i a = to_steps(kx_v4f_load(in + unit + i), even, &clamped);
            kx_v4i b = to_steps(kx_v4f_load(in + unit + i + 4), odd, &clamped);
            memcpy(steps + i, &a, sizeof a);
            memcpy(steps + i + 4, &b, sizeof b);
        }
        for (size_t i = 0; i < KX_QUANTISE_UNIT; i++)
            out[unit + i] = (int16_t)steps[i];
    }
    quantiser->lanes[0] = even;
    quantiser->lanes[1] = odd;
    for (size_t k = 0; k < 4; k++)
        quantiser->clamped += (uint64_t)clamped[k];
}
