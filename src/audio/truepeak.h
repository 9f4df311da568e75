/* SPDX-License-Identifier: GPL-3.0-or-later */
/* True peak (ITU-R BS.1770-4, annex 2): the highest value of the curve through the samples, found
 * by interpolation with a short windowed-sinc filter. Parts whose samples are so small that
 * nothing between them can matter are never interpolated. */
#pragma once

#include "audio/vec.h"

#include <glib.h>
#include <stddef.h>

/* Length of the filter; KX_PEAK_BEFORE samples before a position and KX_PEAK_AFTER after it. */
#define KX_PEAK_TAPS   16
#define KX_PEAK_BEFORE (KX_PEAK_TAPS / 2 - 1)
#define KX_PEAK_AFTER  (KX_PEAK_TAPS / 2)
/* Positions handled at once: a block of the track, rounded up to whole vectors. */
#define KX_PEAK_SPAN 36

/* Points between two samples, beside the first of them. They come in mirrored pairs 1/8 and 7/8,
 * 2/8 and 6/8, 3/8 and 5/8, and the middle. */
typedef enum { KX_PEAK_4X, KX_PEAK_8X } kx_peak_factor;

typedef struct {
    kx_v8f even[4][KX_PEAK_TAPS / 2]; /* of the pair k/8: half the sum of both filters */
    kx_v8f odd[4][KX_PEAK_TAPS / 2];  /* ... and half their difference */
    float bound;                      /* no point exceeds the largest sample by more; nor ... */
    float straight, bend;             /* (see kx_peak_bound) */
} kx_interpolator;

/* Computes the filters. */
void kx_interpolator_init(kx_interpolator *ip);

/* The largest |sample| of n. */
int kx_sample_peak(const int16_t *pcm, size_t n);

/* What no value of kx_interpolated_peak for the same samples exceeds, for a tenth of its work:
 * where sound is smooth, little more than the largest sample. A filter is the straight line between
 * two samples, and what it adds to that, which is a sum over the samples' second differences. */
float kx_peak_bound(const kx_interpolator *ip, const int16_t *pcm);

/* Largest |value|, in units of one step, at KX_PEAK_SPAN samples from `pcm` on and between each
 * and the next. Reads KX_PEAK_BEFORE samples before `pcm`, and KX_PEAK_AFTER after the span: so
 * does kx_peak_bound. */
float kx_interpolated_peak(const kx_interpolator *ip, kx_peak_factor factor, const int16_t *pcm);

/* The running true peak of one long row of samples, 8 times oversampled. */
typedef struct {
    kx_interpolator ip;
    float peak;   /* so far, in steps */
    int16_t *pcm; /* what is not measured yet, after KX_PEAK_BEFORE samples that are */
    size_t n, room;
} kx_peak_meter;

/* Before the first sample there is silence. No call of _add may bring more than `most_at_once`. */
void kx_peak_meter_init(kx_peak_meter *meter, size_t most_at_once);
void kx_peak_meter_clear(kx_peak_meter *meter);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(kx_peak_meter, kx_peak_meter_clear)
/* Another place of the row: the samples before it, KX_PEAK_BEFORE of them. The peak stays. */
void kx_peak_meter_restart(kx_peak_meter *meter, const int16_t *before);
/* n samples, at most `most_at_once`. */
void kx_peak_meter_add(kx_peak_meter *meter, const int16_t *pcm, size_t n);
/* Ends the row, and returns kx_peak_meter_dbtp. */
double kx_peak_meter_finish(kx_peak_meter *meter);
/* dBTP of what was measured so far (-HUGE_VAL for silence). */
double kx_peak_meter_dbtp(const kx_peak_meter *meter);
