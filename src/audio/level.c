/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "audio/level.h"

#include "audio/solve.h"

#include <math.h>
#include <string.h>

/* Of each lane at once: the filters' run-up before it costs a tenth. */
#define LANE_STEPS  10
#define CHUNK_STEPS (LANE_STEPS * KX_KWEIGHT_LANES)
G_STATIC_ASSERT(CHUNK_STEPS == KX_LEVEL_SECONDS * 10);

struct kx_level {
    kx_kweight kweight;
    kx_peak_meter peak;
    size_t step, before, most; /* frames of 100 ms, of the run-up, and of a chunk after it */
    int16_t *pcm;              /* the run-up and what is not weighted yet */
    size_t n;                  /* after the run-up */
    double *steps;             /* where the next energies go */
};

kx_level *kx_level_new(int rate, size_t most_at_once)
{
    kx_level *level = g_new0(kx_level, 1);

    kx_kweight_init(&level->kweight, rate);
    level->step = (size_t)rate / 10;
    level->before = level->kweight.warmup;
    level->most = CHUNK_STEPS * level->step;
    level->pcm = g_new0(int16_t, level->before + level->most);
    kx_peak_meter_init(&level->peak, MAX(most_at_once, level->before));
    return level;
}

void kx_level_free(kx_level *level)
{
    if (level == NULL)
        return;
    kx_peak_meter_clear(&level->peak);
    g_free(level->pcm);
    g_free(level);
}

size_t kx_level_before(const kx_level *level)
{
    return level->before;
}

void kx_level_begin(kx_level *level, const int16_t *before, double *steps)
{
    level->n = 0;
    level->steps = steps;
    if (before == NULL)
        memset(level->pcm, 0, level->before * sizeof *before);
    else
        memcpy(level->pcm, before, level->before * sizeof *before);
    /* The stretch before could not look beyond its end: its last peaks are found here. */
    kx_peak_meter_restart(&level->peak, level->pcm);
    kx_peak_meter_add(&level->peak, level->pcm + KX_PEAK_BEFORE, level->before - KX_PEAK_BEFORE);
}

/* The first `steps` whole steps of what is there; lanes are filled up with silence. */
static void weigh(kx_level *level, size_t steps)
{
    float energies[CHUNK_STEPS];
    int16_t *first = level->pcm + level->before;
    size_t lanes = (steps + KX_KWEIGHT_LANES - 1) / KX_KWEIGHT_LANES * KX_KWEIGHT_LANES;

    memset(first + level->n, 0, (level->most - level->n) * sizeof *first);
    kx_kweight_energies(&level->kweight, first, level->step, lanes, energies);
    for (size_t i = 0; i < steps; i++)
        *level->steps++ = (double)energies[i];
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

void kx_level_end(kx_level *level)
{
    weigh(level, level->n / level->step);
    kx_peak_meter_finish(&level->peak);
}

double kx_level_true_peak(const kx_level *level)
{
    return kx_peak_meter_dbtp(&level->peak);
}

double kx_level_loudness(int rate, const kx_rows *steps)
{
    return kx_gated_loudness(steps, (size_t)rate / 10);
}
