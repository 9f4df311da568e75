/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "audio/duck.h"

#include <math.h>

enum { BLOCKS_A_SECOND = 50, FRAMES_AT_ONCE = 960 };
/* What must be lowered, and to where, in 16-bit steps: -1.05 and -2 dBTP. */
#define LIMIT  29035.0F
#define TARGET 26030.0F

void kx_duck_init(kx_duck *duck, double seconds)
{
    *duck = (kx_duck){.blocks = (size_t)(seconds * BLOCKS_A_SECOND) + 3};
    duck->gain = g_new(float, duck->blocks);
    duck->next = g_new(float, duck->blocks);
    for (size_t i = 0; i < duck->blocks; i++)
        duck->gain[i] = duck->next[i] = 1;
}

void kx_duck_clear(kx_duck *duck)
{
    g_free(duck->gain);
    g_free(duck->next);
    kx_peak_meter_clear(&duck->meter);
}

void kx_duck_begin(kx_duck *duck)
{
    memcpy(duck->gain, duck->next, duck->blocks * sizeof *duck->gain);
    kx_peak_meter_clear(&duck->meter);
    kx_peak_meter_init(&duck->meter, FRAMES_AT_ONCE);
    duck->heard = 0;
    duck->raised = 0;
}

/* The meter is late by its filter, so the peak may stand in the block before as well. */
static void lower(kx_duck *duck, int64_t block, float by)
{
    for (int64_t i = MAX(block - 2, 0); i <= block + 1 && i < (int64_t)duck->blocks; i++)
        duck->next[i] = MIN(duck->next[i], duck->gain[i] * by);
    duck->raised++;
}

void kx_duck_hear(kx_duck *duck, const int16_t *pcm, size_t n, int rate)
{
    while (n > 0) {
        size_t some = MIN(n, FRAMES_AT_ONCE);
        duck->meter.peak = LIMIT; /* below it nothing is interpolated */
        kx_peak_meter_add(&duck->meter, pcm, some);
        duck->heard += (int64_t)some;
        if (duck->meter.peak > LIMIT)
            lower(duck, (duck->heard - 1) * BLOCKS_A_SECOND / rate, TARGET / duck->meter.peak);
        pcm += some;
        n -= some;
    }
}

bool kx_duck_is_needed(const kx_duck *duck)
{
    return duck->raised > 0;
}

void kx_duck_apply(const kx_duck *duck, float *sound, int64_t start, size_t n, int rate)
{
    const double step = (double)BLOCKS_A_SECOND / rate;

    for (size_t i = 0; i < n; i++) {
        double at = MAX(((double)start + (double)i) * step - 0.5, 0); /* from middle to middle */
        size_t block = MIN((size_t)at, duck->blocks - 2);
        float share = (float)(at - (double)block);
        sound[i] *= duck->gain[block] + share * (duck->gain[block + 1] - duck->gain[block]);
    }
}
