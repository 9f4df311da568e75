/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Loudness and true peak of a long row of samples, as libebur128 measures them (within 0.01 LU)
 * in a sixth of its time: K-weighting by eight lanes, peaks only where they can matter.
 *
 * The row is measured in stretches, in any order, by one kx_level or by several: each needs the
 * samples right before it, and the energies of steps of 100 ms go to one array for all. A stretch
 * that others follow is a multiple of KX_LEVEL_SECONDS long. */
#pragma once

#include "audio/kweight.h"
#include "audio/truepeak.h"
#include "base/rows.h"

#define KX_LEVEL_SECONDS 8

typedef struct kx_level kx_level;

/* `most_at_once`: of no call of _add more frames. */
kx_level *kx_level_new(int rate, size_t most_at_once);
void kx_level_free(kx_level *level);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(kx_level, kx_level_free)

/* How many samples before a stretch it needs. */
size_t kx_level_before(const kx_level *level);
/* Begins a stretch: the samples before it (NULL: silence), where its steps go. */
void kx_level_begin(kx_level *level, const int16_t *before, double *steps);
void kx_level_add(kx_level *level, const int16_t *pcm, size_t n);
/* Ends the row's last stretch: behind it there is silence. */
void kx_level_end(kx_level *level);

/* dBTP of all that was added (-HUGE_VAL for silence). */
double kx_level_true_peak(const kx_level *level);
/* LUFS of a row of samples, whose whole steps have these energies, double (-HUGE_VAL: nothing
 * passes the gate). */
double kx_level_loudness(int rate, const kx_rows *steps);
