/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "audio/kweight.h"

#include "audio/vec.h"

#include <math.h>

/* BS.1770 prints the coefficients for 48 kHz only. These are the analogue parameters behind them:
 * the bilinear transform at 48 kHz gives the printed numbers, at any other rate the same curve. */
#define SHELF_HZ       1681.974450955533
#define SHELF_DB       3.999843853973347
#define SHELF_Q        0.7071752369554196
#define SHELF_EXPONENT 0.4996667741545416
#define PASS_HZ        38.13547087602444
#define PASS_Q         0.5003270373238773

static double pass_norm(int rate)
{
    double k = tan(G_PI * PASS_HZ / rate);

    return 1 + k / PASS_Q + k * k;
}

double kx_kweight_rate_offset(int rate)
{
    return 20 * log10(pass_norm(rate) / pass_norm(KX_RATE));
}

void kx_kweight_init(kx_kweight *filter, int rate)
{
    double k = tan(G_PI * SHELF_HZ / rate);
    double high = pow(10, SHELF_DB / 20), band = pow(high, SHELF_EXPONENT);
    double norm = 1 + k / SHELF_Q + k * k;

    filter->shelf_b[0] = (float)((high + band * k / SHELF_Q + k * k) / norm);
    filter->shelf_b[1] = (float)(2 * (k * k - high) / norm);
    filter->shelf_b[2] = (float)((high - band * k / SHELF_Q + k * k) / norm);
    filter->shelf_a[0] = (float)(2 * (k * k - 1) / norm);
    filter->shelf_a[1] = (float)((1 - k / SHELF_Q + k * k) / norm);

    /* The standard's numerator is 1, -2, 1 without the transform's gain: so it is here. */
    k = tan(G_PI * PASS_HZ / rate);
    norm = pass_norm(rate);
    filter->pass_a[0] = (float)(2 * (k * k - 1) / norm);
    filter->pass_a[1] = (float)((1 - k / PASS_Q + k * k) / norm);
    filter->warmup = (size_t)((int64_t)KX_KWEIGHT_WARMUP_BLOCKS * KX_BLOCK_FRAMES * rate / KX_RATE);
}

typedef struct {
    kx_v8f shelf1, shelf2, pass1, pass2;
} lane_state;

/* A fading sound comes to the subnormal numbers, with which many processors take a hundred times as
 * long. Samples are whole numbers: what is left of them is silence far above that, and looking at
 * it now and then is enough. */
#define SILENCE       1e-10F
#define SETTLE_FRAMES 32

KX_INLINE kx_v8f settled(kx_v8f v)
{
    kx_v8i heard = kx_v8f_abs(v) > kx_v8f_all(SILENCE);

    return (kx_v8f)((kx_v8i)v & heard);
}

/* A block of each lane; its sample of lane j stands at pcm[j * stride]. */
KX_INLINE kx_v8f run_block(const kx_kweight *f, lane_state *state, const int16_t *pcm,
                           size_t frames, size_t stride)
{
    lane_state s = *state;
    kx_v8f energy = {0};

    for (size_t i = 0; i < frames; i++) {
        if (i % SETTLE_FRAMES == 0)
            s = (lane_state){settled(s.shelf1), settled(s.shelf2), settled(s.pass1),
                             settled(s.pass2)};
        const int16_t *at = pcm + i;
        kx_v8i sample = {at[0],          at[stride],     at[2 * stride], at[3 * stride],
                         at[4 * stride], at[5 * stride], at[6 * stride], at[7 * stride]};
        kx_v8f x = __builtin_convertvector(sample, kx_v8f);
        /* Two biquads, each in the transposed direct form II. */
        kx_v8f y = f->shelf_b[0] * x + s.shelf1;
        s.shelf1 = (f->shelf_b[1] * x + s.shelf2) - f->shelf_a[0] * y;
        s.shelf2 = f->shelf_b[2] * x - f->shelf_a[1] * y;
        kx_v8f z = y + s.pass1;
        s.pass1 = (s.pass2 - (y + y)) - f->pass_a[0] * z;
        s.pass2 = y - f->pass_a[1] * z;
        energy += z * z;
    }
    *state = s;
    return energy;
}

KX_LANES void kx_kweight_energies(const kx_kweight *filter, const int16_t *pcm, size_t frames,
                                  size_t blocks, float *energies)
{
    size_t lane_blocks = blocks / KX_KWEIGHT_LANES, stride = lane_blocks * frames;
    lane_state state = {0};

    g_assert(blocks % KX_KWEIGHT_LANES == 0);
    run_block(filter, &state, pcm - filter->warmup, filter->warmup, stride);
    for (size_t i = 0; i < lane_blocks; i++, pcm += frames) {
        kx_v8f energy =
            run_block(filter, &state, pcm, frames, stride) * (1.0F / (32768.0F * 32768.0F));
        for (size_t lane = 0; lane < KX_KWEIGHT_LANES; lane++)
            energies[lane * lane_blocks + i] = energy[lane];
    }
}
