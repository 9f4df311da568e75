/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One pass over the programme: gain and limiter, resampling, dither, and measures of the result.
 * The programme is cut into pieces of KX_RENDER_SECONDS, which are rendered side by side. Where the
 * cuts are does not depend on how many workers there are: neither does the result. */
#pragma once

#include "audio/limiter.h"

#define KX_RENDER_SECONDS 32

typedef struct {
    double reduction; /* largest of the limiter, dB, >= 0 */
    double limited;   /* share of the programme with more than 1 dB of reduction */
    double loudness;  /* LUFS, as libebur128 measures; -HUGE_VAL if nothing passes the gate */
    double true_peak; /* dBTP; -HUGE_VAL for silence */
    uint64_t clamped; /* samples that did not fit into 16 bit */
} kx_render_report;

typedef struct {
    const kx_track *track;
    const kx_analysis *analysis;
    kx_limiter_settings limiter;
    int rate;                                   /* of the result: KX_RATE or 2 * KX_RATE */
    int fd;                                     /* where the result goes, from offset 0 */
    unsigned workers;                           /* audio/share.h */
    const volatile int *stop;                   /* may be NULL */
    void (*progress)(double share, void *data); /* may be NULL */
    void *data;
} kx_render_job;

/* Writes track->frames * rate / KX_RATE frames. Errors: IO, INTERRUPTED, OS (memory). */
bool kx_render(const kx_render_job *job, kx_render_report *report, GError **error);
