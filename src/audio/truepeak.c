/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "audio/truepeak.h"

#include <math.h>

#define HALF (KX_PEAK_TAPS / 2)
/* Samples that one span of positions needs. */
#define WINDOW (KX_PEAK_BEFORE + KX_PEAK_SPAN + KX_PEAK_AFTER)
/* Of the Kaiser window. The interpolated curve is then within 0.03 dB up to 0.4 of the rate. */
#define KAISER_BETA 5.0
/* Of floats that are summed. */
#define BOUND_SLACK 1e-5

/* Modified Bessel function of the first kind and order 0, by its power series. */
static double bessel_i0(double x)
{
    double sum = 1, term = 1;

    for (int k = 1; term > 1e-12 * sum; k++) {
        term *= (x / 2 / k) * (x / 2 / k);
        sum += term;
    }
    return sum;
}

/* The filter that gives the value at `eighths`/8 after the sample under tap KX_PEAK_BEFORE.
 * Returns the sum of its magnitudes: the most by which it can exceed the largest sample. */
static double make_filter(int eighths, double taps[KX_PEAK_TAPS])
{
    double sum = 0, magnitude = 0;

    for (int k = 0; k < KX_PEAK_TAPS; k++) {
        double t = k - KX_PEAK_BEFORE - eighths / 8.0;
        double window = bessel_i0(KAISER_BETA * sqrt(1 - t * t / (HALF * HALF)));
        taps[k] = sin(G_PI * t) / (G_PI * t) * window;
        sum += taps[k];
    }
    for (int k = 0; k < KX_PEAK_TAPS; k++) {
        taps[k] /= sum;
        magnitude += fabs(taps[k]);
    }
    return magnitude;
}

/* By how much the filter at eighths/8 can leave the straight line between its two samples: by
 * `bend` times the largest second difference, and by `tilt` times the largest first difference,
 * since its centre lies a little beside its point. */
static void find_bends(int eighths, const double taps[KX_PEAK_TAPS], double *bend, double *tilt)
{
    double rest[KX_PEAK_TAPS], first = 0, second = 0, sum = 0, moment = 0;

    memcpy(rest, taps, sizeof rest);
    rest[KX_PEAK_BEFORE] -= 1 - eighths / 8.0;
    rest[KX_PEAK_BEFORE + 1] -= eighths / 8.0;
    for (int k = 0; k < KX_PEAK_TAPS; k++)
        moment += rest[k] * k;
    rest[KX_PEAK_BEFORE] += moment;
    rest[KX_PEAK_BEFORE + 1] -= moment;
    /* Now of neither sum nor moment: what acts on second differences is its sums' sums. */
    for (int k = 0; k < KX_PEAK_TAPS; k++) {
        first += rest[k];
        second += first;
        sum += fabs(second);
    }
    *bend = MAX(*bend, sum);
    *tilt = MAX(*tilt, fabs(moment));
}

void kx_interpolator_init(kx_interpolator *ip)
{
    double taps[KX_PEAK_TAPS], bend = 0, tilt = 0;

    ip->bound = 1;
    for (int pair = 0; pair < 4; pair++) {
        double magnitude = make_filter(pair + 1, taps);
        ip->bound = MAX(ip->bound, (float)magnitude);
        find_bends(pair + 1, taps, &bend, &tilt);
        for (int k = 0; k < HALF; k++) {
            double mirrored = taps[KX_PEAK_TAPS - 1 - k];
            ip->even[pair][k] = kx_v8f_all((float)((taps[k] + mirrored) / 2));
            ip->odd[pair][k] = kx_v8f_all((float)((taps[k] - mirrored) / 2));
        }
    }
    /* A difference is at most twice the largest sample; the rest is for rounding. */
    ip->straight = (float)((1 + 2 * tilt) * (1 + BOUND_SLACK));
    ip->bend = (float)(bend * (1 + BOUND_SLACK));
}

KX_LANES int kx_sample_peak(const int16_t *pcm, size_t n)
{
    int16_t low = 0, high = 0;

    for (size_t i = 0; i < n; i++) {
        low = pcm[i] < low ? pcm[i] : low;
        high = pcm[i] > high ? pcm[i] : high;
    }
    return MAX(-low, high);
}

KX_LANES float kx_peak_bound(const kx_interpolator *ip, const int16_t *pcm)
{
    int32_t low = 0, high = 0;

    pcm -= KX_PEAK_BEFORE;
    for (int i = 0; i < WINDOW - 2; i++) {
        int32_t difference = pcm[i] - 2 * pcm[i + 1] + pcm[i + 2];
        low = difference < low ? difference : low;
        high = difference > high ? difference : high;
    }
    const float largest = (float)kx_sample_peak(pcm, WINDOW);
    return MIN(ip->bound * largest, ip->straight * largest + ip->bend * (float)MAX(-low, high));
}

/* The filters of a pair mirror each other, so their outputs are E + O and E - O, and the larger
 * magnitude of the two is |E| + |O|. Eight positions from x on. */
KX_INLINE kx_v8f pair_peak(const kx_v8f *even, const kx_v8f *odd, const float *x)
{
    kx_v8f e = {0}, o = {0};

    for (int k = 0; k < HALF; k++) {
        kx_v8f a = kx_v8f_load(x + k), b = kx_v8f_load(x + KX_PEAK_TAPS - 1 - k);
        e += even[k] * (a + b);
        o += odd[k] * (a - b);
    }
    return kx_v8f_abs(e) + kx_v8f_abs(o);
}

/* The point in the middle needs no difference: its filter is its own mirror. */
KX_INLINE kx_v8f middle_peak(const kx_v8f *even, const float *x)
{
    kx_v8f e = {0};

    for (int k = 0; k < HALF; k++)
        e += even[k] * (kx_v8f_load(x + k) + kx_v8f_load(x + KX_PEAK_TAPS - 1 - k));
    return kx_v8f_abs(e);
}

KX_LANES float kx_interpolated_peak(const kx_interpolator *ip, kx_peak_factor factor,
                                    const int16_t *pcm)
{
    float x[KX_PEAK_SPAN + KX_PEAK_TAPS];
    kx_v8f top = {0};

    for (int i = 0; i < KX_PEAK_SPAN + KX_PEAK_TAPS - 1; i++)
        x[i] = pcm[i - KX_PEAK_BEFORE];
    for (int span = 0; span < KX_PEAK_SPAN; span += 8) {
        const int i = MIN(span, KX_PEAK_SPAN - 8); /* the last ones once more, for eight lanes */
        top = kx_v8f_max(top, kx_v8f_abs(kx_v8f_load(x + i + KX_PEAK_BEFORE)));
        top = kx_v8f_max(top, middle_peak(ip->even[3], x + i));
        top = kx_v8f_max(top, pair_peak(ip->even[1], ip->odd[1], x + i));
        if (factor == KX_PEAK_4X)
            continue;
        top = kx_v8f_max(top, pair_peak(ip->even[0], ip->odd[0], x + i));
        top = kx_v8f_max(top, pair_peak(ip->even[2], ip->odd[2], x + i));
    }
    return kx_v8f_top(top);
}

void kx_peak_meter_init(kx_peak_meter *meter, size_t most_at_once)
{
    kx_interpolator_init(&meter->ip);
    meter->peak = 0;
    /* Before the first sample there is silence. */
    meter->n = KX_PEAK_BEFORE;
    meter->room = WINDOW + MAX(most_at_once, WINDOW);
    meter->pcm = g_new0(int16_t, meter->room);
}

void kx_peak_meter_restart(kx_peak_meter *meter, const int16_t *before)
{
    memcpy(meter->pcm, before, KX_PEAK_BEFORE * sizeof *before);
    meter->n = KX_PEAK_BEFORE;
}

void kx_peak_meter_clear(kx_peak_meter *meter)
{
    g_clear_pointer(&meter->pcm, g_free);
}

void kx_peak_meter_add(kx_peak_meter *meter, const int16_t *pcm, size_t n)
{
    size_t at = 0;

    g_assert(meter->n + n <= meter->room);
    memcpy(meter->pcm + meter->n, pcm, n * sizeof *pcm);
    meter->n += n;
    for (; at + WINDOW <= meter->n; at += KX_PEAK_SPAN) {
        const int16_t *p = meter->pcm + at;
        if ((float)kx_sample_peak(p, WINDOW) * meter->ip.bound <= meter->peak ||
            kx_peak_bound(&meter->ip, p + KX_PEAK_BEFORE) <= meter->peak)
            continue;
        float peak = kx_interpolated_peak(&meter->ip, KX_PEAK_8X, p + KX_PEAK_BEFORE);
        meter->peak = MAX(meter->peak, peak);
    }
    meter->n -= at;
    memmove(meter->pcm, meter->pcm + at, meter->n * sizeof *pcm);
}

double kx_peak_meter_finish(kx_peak_meter *meter)
{
    static const int16_t silence[WINDOW];

    /* Pushes through whatever rest there is: it is shorter than the window. */
    kx_peak_meter_add(meter, silence, G_N_ELEMENTS(silence));
    return kx_peak_meter_dbtp(meter);
}

double kx_peak_meter_dbtp(const kx_peak_meter *meter)
{
    return meter->peak > 0 ? 20 * log10((double)meter->peak / 32768) : -HUGE_VAL;
}
