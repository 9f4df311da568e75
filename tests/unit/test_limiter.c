/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The parts of mastering: limiter, true peak, dither. */
#include "audio/limiter.h"

#include "audio/quantise.h"
#include "audio/truepeak.h"
#include "sound_fixture.h"

/* No sample of any block gets more gain than the block may have; before a loud block the curve
 * falls within two blocks, and afterwards it recovers with 40 ms. */
static void test_limiter_curve(void)
{
    const int n = 4 * KX_STRETCH_FRAMES;
    g_autofree int16_t *pcm = g_new0(int16_t, n);
    g_auto(programme) p = programme_new();
    g_autoptr(GRand) rand = g_rand_new_with_seed(3);
    g_autofree kx_limiter *limiter = g_new0(kx_limiter, 1);
    const kx_limiter_settings settings = {.gain = 2, .ceiling = 0.5};

    for (int i = 0; i < n; i++)
        pcm[i] = (int16_t)g_rand_int_range(rand, -2000, 2000);
    for (int i = 0; i < 60; i++) /* loud blocks at any place, at the stretch's edges too */
        pcm[g_rand_int_range(rand, 0, n)] = (int16_t)g_rand_int_range(rand, 9000, 32000);
    pcm[KX_STRETCH_FRAMES] = pcm[KX_STRETCH_FRAMES - 1] = pcm[0] = pcm[n - 1] = 30000;
    add_pieces(&p, pcm, n, n);

    kx_block_stream stream = {.track = p.track, .analysis = p.analysis};
    kx_sound_block blocks[KX_STRETCH_BLOCKS];
    float last = 1;
    g_assert_true(kx_limiter_init(limiter, p.track, p.analysis, &settings, 0, NULL));
    for (int stretch = 0; stretch < 4; stretch++) {
        g_assert_true(kx_limiter_next(limiter, NULL));
        g_assert_true(kx_block_stream_read(&stream, blocks, KX_STRETCH_BLOCKS, NULL));
        for (int i = 0; i < KX_STRETCH_BLOCKS; i++) {
            float a = limiter->border[i], b = limiter->border[i + 1];
            g_assert_cmpfloat(blocks[i].energy, ==, limiter->energy[i]);
            g_assert_cmpfloat(MAX(a, b) * blocks[i].peak * 2, <=, 0.5 * 1.000001);
            g_assert_true(stretch == 0 && i == 0 ? true : a == last || i > 0);
        }
        if (stretch > 0)
            g_assert_cmpfloat(limiter->border[0], ==, last);
        last = limiter->border[KX_STRETCH_BLOCKS];
    }
}

/* Begun at any stretch, the curve is that of a walk from the start. */
static void test_limiter_amid(void)
{
    enum { STRETCHES = 5 };
    const int n = STRETCHES * KX_STRETCH_FRAMES;
    g_autofree int16_t *pcm = g_new0(int16_t, n);
    g_auto(programme) p = programme_new();
    g_autoptr(GRand) rand = g_rand_new_with_seed(5);
    g_autofree kx_limiter *whole = g_new0(kx_limiter, 1), *amid = g_new0(kx_limiter, 1);
    const kx_limiter_settings settings = {.gain = 2, .ceiling = 0.5};

    for (int i = 0; i < 90; i++)
        pcm[g_rand_int_range(rand, 0, n)] = (int16_t)g_rand_int_range(rand, 9000, 32000);
    for (int i = 1; i < STRETCHES; i++) /* right before a stretch, or in its first block */
        pcm[i * KX_STRETCH_FRAMES + (i % 2 ? -i : i)] = 32000;
    add_pieces(&p, pcm, n, n);
    g_assert_true(kx_limiter_init(whole, p.track, p.analysis, &settings, 0, NULL));
    for (int64_t stretch = 0; stretch < STRETCHES; stretch++) {
        g_assert_true(kx_limiter_next(whole, NULL));
        g_assert_true(kx_limiter_init(amid, p.track, p.analysis, &settings, stretch, NULL));
        g_assert_true(kx_limiter_next(amid, NULL));
        g_assert_cmpmem(whole->energy, sizeof whole->energy, amid->energy, sizeof amid->energy);
        for (int i = 0; i <= KX_STRETCH_BLOCKS; i++)
            g_assert_cmpfloat_with_epsilon(whole->border[i], amid->border[i], 1e-6);
    }
}

static void test_limiter_times(void)
{
    const int n = KX_STRETCH_FRAMES, loud = 100;
    g_autofree int16_t *pcm = g_new0(int16_t, n);
    g_auto(programme) p = programme_new();
    g_autofree kx_limiter *limiter = g_new0(kx_limiter, 1);
    const kx_limiter_settings settings = {.gain = 1, .ceiling = 0.25};

    for (int i = 0; i < 20; i++)
        pcm[loud * KX_BLOCK_FRAMES + 8 + i] = 16384; /* to be halved, and a little more */
    add_pieces(&p, pcm, n, n);
    g_assert_true(kx_limiter_init(limiter, p.track, p.analysis, &settings, 0, NULL));
    g_assert_true(kx_limiter_next(limiter, NULL));
    const float *border = limiter->border;
    float least = border[loud];

    g_assert_true(least > 0.38F && least < 0.5F);
    g_assert_cmpfloat(border[loud - 2], ==, 1);
    g_assert_cmpfloat_with_epsilon(border[loud - 1], (1 + least) / 2, 1e-6);
    g_assert_cmpfloat(border[loud + 1], ==, least);
    /* 40 ms are 25.2 blocks; the averaging delays by half a block. */
    double left = (1 - (double)border[loud + 2 + 25]) / (1 - (double)least);
    g_assert_cmpfloat_with_epsilon(left, exp(-25.5 / 25.2), 0.02);
}

/* A sine whose samples all miss its top. */
static void test_true_peak_between_samples(void)
{
    int16_t pcm[2000];
    kx_peak_meter meter;

    for (int i = 0; i < 2000; i++)
        pcm[i] = (int16_t)lrint(16384 * sin(G_PI / 2 * i + G_PI / 4) * MIN(1, i / 500.0));
    g_assert_cmpint(kx_sample_peak(pcm, 2000), ==, 11585);
    for (size_t at_once = 1; at_once <= 2000; at_once = at_once * 5 + 3) {
        kx_peak_meter_init(&meter, at_once);
        for (size_t i = 0; i < 2000; i += at_once)
            kx_peak_meter_add(&meter, pcm + i, MIN(at_once, 2000 - i));
        double peak = kx_peak_meter_finish(&meter);
        kx_peak_meter_clear(&meter);
        /* The last sample ends the sine at once, and the curve through it overshoots a little. */
        g_assert_cmpfloat_with_epsilon(peak, -6.02, 0.5);
        g_assert_cmpfloat(peak, >, -6.05);
    }
}

/* What is skipped would not have changed the peak: the meter equals the meter without skipping. */
static void test_pruning_changes_nothing(void)
{
    const signal_case c = {"", noise, 1, -15, 0};
    const int n = 36 * 1000;
    g_autofree int16_t *pcm = signal_pcm(&c, n + 64);
    kx_interpolator ip;
    kx_peak_meter meter;
    float top = 0;

    kx_interpolator_init(&ip);
    memset(pcm, 0, KX_PEAK_BEFORE * sizeof *pcm);
    memset(pcm + KX_PEAK_BEFORE + n, 0, (64 - KX_PEAK_BEFORE) * sizeof *pcm);
    for (int i = 0; i < n; i += KX_PEAK_SPAN)
        top = MAX(top, kx_interpolated_peak(&ip, KX_PEAK_8X, pcm + KX_PEAK_BEFORE + i));
    kx_peak_meter_init(&meter, n);
    kx_peak_meter_add(&meter, pcm + KX_PEAK_BEFORE, n);
    g_assert_cmpfloat_with_epsilon(kx_peak_meter_finish(&meter), 20 * log10((double)top / 32768),
                                   1e-6);
    kx_peak_meter_clear(&meter);
}

enum { SPAN_SAMPLES = KX_PEAK_BEFORE + KX_PEAK_SPAN + KX_PEAK_AFTER };

/* Samples of one kind or another: at random, of two values, a sine of any pitch, one that rises. */
static void any_sound(int kind, int16_t pcm[SPAN_SAMPLES])
{
    const double pitch = g_test_rand_double_range(0, G_PI), phase = g_test_rand_double_range(0, 7);
    const double loud = g_test_rand_double_range(1, 32767);

    for (int i = 0; i < SPAN_SAMPLES; i++) {
        const double values[] = {g_test_rand_double_range(-32768, 32767),
                                 g_test_rand_bit() ? 32767 : -32768, loud * sin(pitch * i + phase),
                                 loud * (i - 25) / 25};
        pcm[i] = (int16_t)CLAMP(lrint(values[kind]), -32768, 32767);
    }
}

static void test_peak_bound(void)
{
    int16_t pcm[SPAN_SAMPLES];
    kx_interpolator ip;

    kx_interpolator_init(&ip);
    for (int i = 0; i < 40000; i++) {
        any_sound(i % 4, pcm);
        g_assert_cmpfloat(kx_interpolated_peak(&ip, KX_PEAK_8X, pcm + KX_PEAK_BEFORE), <=,
                          kx_peak_bound(&ip, pcm + KX_PEAK_BEFORE));
    }
    /* The worst that there is for each filter: every sample at full scale, with its tap's sign. */
    for (int pair = 0; pair < 4; pair++) {
        memset(pcm, 0, sizeof pcm);
        for (int k = 0; k < KX_PEAK_TAPS; k++) {
            const int half = MIN(k, KX_PEAK_TAPS - 1 - k);
            const float odd = ip.odd[pair][half][0];
            const float tap = ip.even[pair][half][0] + (k < KX_PEAK_TAPS / 2 ? odd : -odd);
            pcm[k] = tap < 0 ? -32767 : 32767;
        }
        const float peak = kx_interpolated_peak(&ip, KX_PEAK_8X, pcm + KX_PEAK_BEFORE);
        g_assert_cmpfloat(peak, >, 1.4 * 32767);
        g_assert_cmpfloat(peak, <=, kx_peak_bound(&ip, pcm + KX_PEAK_BEFORE));
    }
    /* A voice's tone of 500 Hz: hardly more than its largest sample. */
    for (int i = 0; i < SPAN_SAMPLES; i++)
        pcm[i] = (int16_t)lrint(20000 * sin(2 * G_PI * 500 / KX_RATE * i));
    g_assert_cmpfloat(kx_peak_bound(&ip, pcm + KX_PEAK_BEFORE), <, 20000 * 1.03);
}

/* TPDF: the mean is the value itself, the error's power a quarter of a step squared, whatever the
 * value; and silence stays silence. */
static void test_dither(void)
{
    enum { N = 320000 };
    g_autofree float *in = g_new(float, N);
    g_autofree int16_t *out = g_new(int16_t, N);

    for (float value = -1.5F; value <= 1.5F; value += 0.37F) {
        kx_quantiser q;
        double sum = 0, square = 0;
        kx_quantiser_init(&q, 0);
        for (int i = 0; i < N; i++)
            in[i] = value;
        kx_quantise(&q, in, out, N);
        for (int i = 0; i < N; i++) {
            sum += out[i] - (double)value;
            square += pow(out[i] - (double)value, 2);
        }
        g_assert_cmpint(q.clamped, ==, 0);
        if (fabsf(value) < 0.25F) {
            g_assert_cmpint(kx_sample_peak(out, N), ==, 0);
            continue;
        }
        g_assert_cmpfloat_with_epsilon(sum / N, 0, 0.01);
        g_assert_cmpfloat_with_epsilon(square / N, 0.25, 0.01);
    }
}

static void test_clamping_is_counted(void)
{
    float in[KX_QUANTISE_UNIT] = {40000, -40000, 32767, -32768, 32769.6F};
    int16_t out[KX_QUANTISE_UNIT];
    kx_quantiser q;

    kx_quantiser_init(&q, 0);
    kx_quantise(&q, in, out, KX_QUANTISE_UNIT);
    g_assert_cmpint(out[0], ==, 32767);
    g_assert_cmpint(out[1], ==, -32768);
    g_assert_cmpint(out[4], ==, 32767);
    g_assert_cmpint(out[2], >=, 32766);
    g_assert_cmpint(out[3], <=, -32767);
    g_assert_true(q.clamped >= 3 && q.clamped <= 5);
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/limiter/curve", test_limiter_curve);
    g_test_add_func("/limiter/amid", test_limiter_amid);
    g_test_add_func("/limiter/times", test_limiter_times);
    g_test_add_func("/limiter/true-peak", test_true_peak_between_samples);
    g_test_add_func("/limiter/pruning", test_pruning_changes_nothing);
    g_test_add_func("/limiter/peak-bound", test_peak_bound);
    g_test_add_func("/limiter/dither", test_dither);
    g_test_add_func("/limiter/clamping", test_clamping_is_counted);
    return g_test_run();
}
