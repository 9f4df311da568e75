/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "audio/level.h"

#include "audio/solve.h"

#include <string.h>

/* Of each lane at once: the filters' run-up before it costs a tenth. */
#define LANE_STEPS  10
#define CHUNK_STEPS (LANE_STEPS * KX_KWEIGHT_LANES)

struct kx_level {
    kx_kweight kweight;
    kx_peak_meter peak;
    size_t step, before, most; /* frames of 100 ms, of the run-up, and of a chunk after it */
    int16_t *pcm;              /* the run-up and what is not weighted yet */
    size_t n;                  /* after the run-up */
    GArray *steps;             /* double: energies */
};

kx_level *kx_level_new(int rate, size_t most_at_once)
{
    kx_level *level = g_new0(kx_level, 1);

    kx_kweight_init(&level->kweight, rate);
    kx_peak_meter_init(&level->peak, most_at_once);
    level->step = (size_t)rate / 10;
    level->before = level->kweight.warmup;
    level->most = CHUNK_STEPS * level->step;
    level->pcm = g_new0(int16_t, level->before + level->most);
    level->steps = g_array_new(FALSE, FALSE, sizeof(double));
    return level;
}

void kx_level_free(kx_level *level)
{
    if (level == NULL)
        return;
    kx_peak_meter_clear(&level->peak);
    g_array_unref(level->steps);
    g_free(level->pcm);
    g_free(level);
}

/* The first `steps` whole steps of what is there; lanes are filled up with silence. */
static void weigh(kx_level *level, size_t steps)
{
    float energies[CHUNK_STEPS];
    int16_t *first = level->pcm + level->before;
    size_t lanes = (steps + KX_KWEIGHT_LANES - 1) / KX_KWEIGHT_LANES * KX_KWEIGHT_LANES;

    memset(first + level->n, 0, (level->most - level->n) * sizeof *first);
    kx_kweight_energies(&level->kweight, first, level->step, lanes, energies);
    for (size_t i = 0; i < steps; i++) {
        double energy = (double)energies[i];
        g_array_append_val(level->steps, energy);
    }
}

void kx_level_add(kx_level *level, const int16_t *pcm, size_t n)
{
    kx_peak_meter_add(&level->peak, pcm, n);
    while (n > 0) {
        size_t take = MIN(n, level->most - level->n);
        memcpy(level->pcm + level->before + level->n, pcm, take * sizeof *pcm);
        level->n += take;
        pcm += take;
        n -= take;
        if (level->n < level->most)
            continue;
        weigh(level, CHUNK_STEPS);
        memmove(level->pcm, level->pcm + level->most, level->before * sizeof *pcm);
        level->n = 0;
    }
}

void kx_level_finish(kx_level *level, double *loudness, double *true_peak)
{
    weigh(level, level->n / level->step);
    *loudness =
        kx_gated_loudness((const double *)level->steps->data, level->steps->len, level->step);
    *true_peak = kx_peak_meter_finish(&level->peak);
}
