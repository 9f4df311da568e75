/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The look-ahead limiter as a gain curve on the block grid. The solver and the renderer walk the
 * same curve, so what was solved is what is heard.
 *
 * A block whose true peak, after the gain, exceeds the ceiling must come down by their ratio. The
 * curve is piecewise linear between the borders of blocks: it starts to fall two blocks (3.2 ms)
 * before such a block, holds what the block and its neighbours need, and recovers with a time
 * constant of 40 ms. Nowhere does it exceed what the block there allows. */
#pragma once

#include "audio/analysis.h"

/* Blocks in one stretch: 0.8 s, 8 gating steps. */
#define KX_STRETCH_BLOCKS 504
#define KX_STRETCH_FRAMES (KX_STRETCH_BLOCKS * KX_BLOCK_FRAMES)

typedef struct {
    double gain;    /* factor on everything before the limiter */
    double ceiling; /* true peak after it; full scale is 1 */
} kx_limiter_settings;

typedef struct {
    /* The stretch that kx_limiter_next walked. */
    float energy[KX_STRETCH_BLOCKS];     /* as measured, before any gain */
    float border[KX_STRETCH_BLOCKS + 1]; /* the limiter's gain at the borders of its blocks */

    kx_block_stream stream;
    float need[KX_STRETCH_BLOCKS + 3]; /* of the block before the stretch, it, and two after it */
    float ahead_energy[2];
    float hold; /* the curve before its last averaging */
} kx_limiter;

/* At a stretch of the programme (0: its start). What the curve was before is found by a walk over
 * the stretch before: of anything earlier, a reduction of 1 is down to 2e-9. IO. */
bool kx_limiter_init(kx_limiter *limiter, const kx_track *track, const kx_analysis *analysis,
                     const kx_limiter_settings *settings, int64_t stretch, GError **error);
/* The next KX_STRETCH_BLOCKS blocks; beyond the track's end there is silence. IO. */
bool kx_limiter_next(kx_limiter *limiter, GError **error);
