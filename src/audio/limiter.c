/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "audio/limiter.h"

#include <string.h>

/* exp(-35 / 22050 / 0.040): what is left after one block of a reduction that dies with 40 ms. */
#define RELEASE 0.961091F
#define AHEAD   2

/* Reads n blocks: their energies, and what each needs to stay under the ceiling. */
static bool read_blocks(kx_limiter *limiter, size_t n, float *energy, float *need, GError **error)
{
    kx_sound_block blocks[KX_STRETCH_BLOCKS];
    const float allowed = limiter->stream.allowed;

    if (!kx_block_stream_read(&limiter->stream, blocks, n, error))
        return false;
    for (size_t i = 0; i < n; i++) {
        energy[i] = blocks[i].energy;
        need[i] = blocks[i].peak > allowed ? allowed / blocks[i].peak : 1;
    }
    return true;
}

/* The curve before averaging, at the block in the middle of three: at once down to the least need
 * around it, slowly up. */
static float follow(float hold, const float need[3])
{
    float least = MIN(MIN(need[0], need[1]), need[2]);
    float released = 1 - (1 - hold) * RELEASE;

    return MIN(least, released);
}

bool kx_limiter_init(kx_limiter *limiter, const kx_track *track, const kx_analysis *analysis,
                     const kx_limiter_settings *settings, int64_t stretch, GError **error)
{
    const int64_t from = MAX(stretch - 1, 0);
    const float allowed = (float)(settings->ceiling / settings->gain);

    limiter->stream = (kx_block_stream){.track = track, .analysis = analysis, .allowed = allowed};
    kx_block_stream_seek(&limiter->stream, from * KX_STRETCH_BLOCKS);
    limiter->need[KX_STRETCH_BLOCKS] = 1;
    if (!read_blocks(limiter, AHEAD, limiter->ahead_energy, limiter->need + KX_STRETCH_BLOCKS + 1,
                     error))
        return false;
    limiter->hold = follow(1, limiter->need + KX_STRETCH_BLOCKS);
    limiter->border[KX_STRETCH_BLOCKS] = limiter->hold;
    return from == stretch || kx_limiter_next(limiter, error);
}

bool kx_limiter_next(kx_limiter *limiter, GError **error)
{
    float *need = limiter->need, *border = limiter->border, hold = limiter->hold;

    memcpy(need, need + KX_STRETCH_BLOCKS, (1 + AHEAD) * sizeof *need);
    memcpy(limiter->energy, limiter->ahead_energy, sizeof limiter->ahead_energy);
    float next_energy[KX_STRETCH_BLOCKS];
    if (!read_blocks(limiter, KX_STRETCH_BLOCKS, next_energy, need + 1 + AHEAD, error))
        return false;
    memcpy(limiter->energy + AHEAD, next_energy, (KX_STRETCH_BLOCKS - AHEAD) * sizeof *next_energy);
    memcpy(limiter->ahead_energy, next_energy + KX_STRETCH_BLOCKS - AHEAD,
           sizeof limiter->ahead_energy);

    border[0] = border[KX_STRETCH_BLOCKS];
    for (size_t i = 0; i < KX_STRETCH_BLOCKS; i++) {
        /* Both terms allow for the blocks on either side of border i + 1: no sample of a block
         * gets more than the block needs. */
        float before = hold;
        hold = follow(hold, need + i + 1);
        border[i + 1] = (before + hold) / 2;
    }
    limiter->hold = hold;
    return true;
}
