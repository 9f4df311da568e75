/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "audio/duck.h"

#include <string.h>

enum { BLOCKS_A_SECOND = 50, FRAMES_AT_ONCE = 960 };
/* What must be lowered, and to where, in 16-bit steps: -1.05 and -2 dBTP. */
#define LIMIT  29035.0F
#define TARGET 26030.0F

static float gain_of(GHashTable *gains, int64_t block)
{
    const guint bits = GPOINTER_TO_UINT(g_hash_table_lookup(gains, GINT_TO_POINTER((int)block)));
    float gain = 1;

    if (bits != 0)
        memcpy(&gain, &bits, sizeof gain);
    return gain;
}

static void set_gain(GHashTable *gains, int64_t block, float gain)
{
    guint bits;

    memcpy(&bits, &gain, sizeof bits);
    g_hash_table_insert(gains, GINT_TO_POINTER((int)block), GUINT_TO_POINTER(bits));
}

void kx_duck_init(kx_duck *duck)
{
    *duck = (kx_duck){.gain = g_hash_table_new(NULL, NULL), .next = g_hash_table_new(NULL, NULL)};
}

void kx_duck_clear(kx_duck *duck)
{
    g_hash_table_unref(duck->gain);
    g_hash_table_unref(duck->next);
    kx_peak_meter_clear(&duck->meter);
}

void kx_duck_begin(kx_duck *duck)
{
    GHashTableIter all;
    void *block, *bits;

    g_hash_table_iter_init(&all, duck->next);
    while (g_hash_table_iter_next(&all, &block, &bits))
        g_hash_table_insert(duck->gain, block, bits);
    kx_peak_meter_clear(&duck->meter);
    kx_peak_meter_init(&duck->meter, FRAMES_AT_ONCE);
    duck->heard = 0;
    duck->raised = 0;
}

/* The meter is late by its filter, so the peak may stand in the block before as well. */
static void lower(kx_duck *duck, int64_t block, float by)
{
    for (int64_t i = MAX(block - 2, 0); i <= block + 1; i++) {
        const float there = gain_of(duck->next, i), wanted = gain_of(duck->gain, i) * by;
        set_gain(duck->next, i, MIN(there, wanted));
    }
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
    int64_t block = -1;
    float gain = 1, slope = 0;

    if (g_hash_table_size(duck->gain) == 0)
        return;
    for (size_t i = 0; i < n; i++) {
        double at = MAX(((double)start + (double)i) * step - 0.5, 0); /* from middle to middle */
        if ((int64_t)at != block) {
            block = (int64_t)at;
            gain = gain_of(duck->gain, block);
            slope = gain_of(duck->gain, block + 1) - gain;
        }
        sound[i] *= gain + (float)(at - (double)block) * slope;
    }
}
