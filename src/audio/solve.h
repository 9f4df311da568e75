/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which gain gives the wanted loudness after the limiter. */
#pragma once

#include "audio/limiter.h"

typedef struct {
    double gain;     /* dB, before the limiter */
    double measured; /* LUFS without gain and limiter; -HUGE_VAL if nothing passes the gate */
    bool reached;    /* false: the gain stops at KX_SOLVE_PUSH_MAX and the loudness is lower */
} kx_solution;

/* The limiter may be pushed by no more than this, dB: clicks in silence get no louder by any gain,
 * and speech is ruined long before. */
#define KX_SOLVE_PUSH_MAX 12.0

/* Integrated loudness (BS.1770-4 gating) of steps (double) of 100 ms, each the sum of `frames`
 * squared K-weighted samples. -HUGE_VAL if nothing passes the gate. */
double kx_gated_loudness(const kx_rows *steps, size_t frames);

/* `loudness` in LUFS and `ceiling` in dBTP hold after the limiter. With any number of `workers`
 * (audio/share.h) it is the same gain. Errors: IO, INTERRUPTED. */
bool kx_solve_gain(const kx_track *track, const kx_analysis *analysis, double loudness,
                   double ceiling, unsigned workers, const volatile int *stop,
                   kx_solution *solution, GError **error);
