/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The reference for loudness and true peak is libebur128. */
#include "audio/master.h"

#include "audio/kweight.h"
#include "audio/render.h"
#include "audio/solve.h"
#include "base/error.h"
#include "sound_fixture.h"

#include <ebur128.h>
#include <signal.h>
#include <sndfile.h>
#include <sys/resource.h>
#include <unistd.h>

/* ---- loudness and true peak ---- */

enum { T16 = 1, T19 = 2, T23 = 4, ALL = 7 };

static const signal_case signals[] = {
    {"sine-100", sine, 100, -0.5, ALL},      {"sine-997-soft", sine, 997, -20, ALL},
    {"sine-997-full", sine, 997, 0, ALL},    {"sine-3000", sine, 3000, -6, ALL},
    {"sine-9000", sine, 9000, -30, ALL},     {"bursts-440", bursts, 440, -1, ALL},
    {"bursts-6000", bursts, 6000, -12, ALL}, {"white-noise", noise, 0, -24, ALL},
    {"pink-noise", noise, 1, -12, ALL},      {"near-silence", noise, 1, -66, ALL},
    {"clicks", clicks, 100, -3, ALL},        {"rare-clicks", clicks, 4000, 0, 0},
    {"shots-1000", shots, 1000, -30, ALL},   {"shots-5512", shots, 5512.5, -30, ALL},
    {"shots-9000", shots, 9000, -30, ALL},   {"vowels-110", vowels, 110, -0.5, ALL},
    {"vowels-220", vowels, 220, -10, ALL},
};

static const double targets[] = {-16, -19, -23};

static int16_t *read_master(const kx_master *master)
{
    int16_t *pcm = g_new0(int16_t, master->frames + 1);
    g_autoptr(GError) error = NULL;

    kx_pread_all(master->fd, pcm, (size_t)master->frames * sizeof *pcm, 0, "master", &error);
    g_assert_no_error(error);
    return pcm;
}

typedef struct {
    double loudness, true_peak;
} reading;

static reading measure(const int16_t *pcm, int64_t n, int rate)
{
    ebur128_state *state =
        ebur128_init(1, (unsigned long)rate, EBUR128_MODE_I | EBUR128_MODE_TRUE_PEAK);
    reading r;

    g_assert_cmpint(ebur128_add_frames_short(state, pcm, (size_t)n), ==, EBUR128_SUCCESS);
    g_assert_cmpint(ebur128_loudness_global(state, &r.loudness), ==, EBUR128_SUCCESS);
    g_assert_cmpint(ebur128_true_peak(state, 0, &r.true_peak), ==, EBUR128_SUCCESS);
    r.true_peak = 20 * log10(r.true_peak);
    ebur128_destroy(&state);
    return r;
}

static kx_master render(const programme *p, const kx_master_settings *settings,
                        kx_master_report *report)
{
    g_autoptr(GError) error = NULL;
    kx_master master;

    kx_master_render(p->track, p->analysis, settings, g_get_tmp_dir(), &master, report, NULL, NULL,
                     NULL, &error);
    g_assert_no_error(error);
    g_assert_cmpint(master.rate, ==, settings->rate);
    g_assert_cmpint(master.frames, ==, p->track->frames * (settings->rate / KX_RATE));
    g_assert_cmpint(lseek(master.fd, 0, SEEK_END), ==, master.frames * 2);
    return master;
}

/* Masters to the settings, and compares what the report says with libebur128. */
static reading check_master(const programme *p, const kx_master_settings *settings,
                            kx_master_report *report)
{
    kx_master master = render(p, settings, report);
    g_autofree int16_t *pcm = read_master(&master);
    reading r = measure(pcm, master.frames, master.rate);

    g_test_message("%d Hz to %.0f: measured %.2f, gain %.2f, reduction %.2f, limited %.3f, "
                   "%.3f LUFS, %.3f dBTP (%.3f)",
                   settings->rate, settings->loudness, report->measured, report->gain,
                   report->reduction, report->limited, report->loudness, report->true_peak,
                   r.true_peak);
    g_assert_cmpfloat_with_epsilon(report->loudness, r.loudness, 0.01);
    g_assert_cmpfloat(report->true_peak, <=, settings->ceiling);
    g_assert_cmpfloat(r.true_peak, <=, settings->ceiling + 0.05);
    g_assert_cmpfloat(report->reduction, >=, 0);
    g_assert_true(report->limited >= 0 && report->limited <= 1);
    kx_master_clear(&master);
    return r;
}

static void test_signal(gconstpointer data)
{
    const signal_case *c = data;
    const int n = 12 * KX_RATE + 17;
    g_autofree int16_t *pcm = signal_pcm(c, n);
    g_auto(programme) p = programme_new();
    reading before = measure(pcm, n, KX_RATE);

    add_pieces(&p, pcm, n, 5 * KX_RATE);
    for (size_t t = 0; t < G_N_ELEMENTS(targets); t++) {
        for (int rate = KX_RATE; rate <= 2 * KX_RATE; rate += KX_RATE) {
            const kx_master_settings settings = {targets[t], -1, rate, false};
            kx_master_report report;
            reading r = check_master(&p, &settings, &report);

            g_assert_false(report.skipped);
            g_assert_cmpfloat_with_epsilon(report.measured, before.loudness, 0.05);
            if (c->targets & 1U << t)
                g_assert_cmpfloat_with_epsilon(r.loudness, targets[t], 0.1);
            else
                g_assert_cmpfloat(r.loudness, <, targets[t] - 0.1);
        }
    }
}

/* Real speech, if the engine's program is there. */
static void test_speech(void)
{
    g_autofree char *program = g_find_program_in_path("espeak-ng"), *path = NULL;
    g_autofree char *folder = g_dir_make_tmp("kx-master-XXXXXX", NULL);
    g_auto(programme) p = programme_new();
    SF_INFO info = {0};

    if (program == NULL) {
        g_test_skip("no espeak-ng program");
        return;
    }
    path = g_build_filename(folder, "speech.wav", NULL);
    const char *const argv[] = {program,
                                "-v",
                                "nl",
                                "-w",
                                path,
                                "De minister zei gisteren dat er vijf schepen zijn vertrokken. "
                                "Volgens de schippers was het stil op zee, en scheen de zon. "
                                "Of zij morgen terugkomen, is nog niet bekend.",
                                NULL};
    g_assert_true(g_spawn_sync(NULL, (char **)argv, NULL, G_SPAWN_DEFAULT, NULL, NULL, NULL, NULL,
                               NULL, NULL));
    SNDFILE *file = sf_open(path, SFM_READ, &info);
    g_assert_nonnull(file);
    g_assert_cmpint(info.samplerate, ==, KX_RATE);
    g_autofree int16_t *pcm = g_new(int16_t, info.frames);
    g_assert_cmpint(sf_read_short(file, pcm, info.frames), ==, info.frames);
    sf_close(file);
    unlink(path);
    rmdir(folder);

    add_pieces(&p, pcm, (int)info.frames, 35 * 2000);
    for (size_t t = 0; t < G_N_ELEMENTS(targets); t++)
        for (int rate = KX_RATE; rate <= 2 * KX_RATE; rate += KX_RATE) {
            const kx_master_settings settings = {targets[t], -1, rate, false};
            kx_master_report report;
            reading r = check_master(&p, &settings, &report);
            /* The solver hits it by itself. */
            g_assert_cmpfloat_with_epsilon(r.loudness, targets[t], rate == KX_RATE ? 0.02 : 0.1);
            g_assert_cmpfloat_with_epsilon(r.true_peak, report.true_peak, 0.1);
            /* -16 needs the limiter, -23 does not. */
            g_assert_cmpint(report.limited > 0.01, ==, targets[t] > -17);
        }
}

/* BS.1770-4: a 997 Hz sine at 0 dBFS in one channel reads -3.01. */
static void test_calibration(void)
{
    const signal_case full = {"", sine, 997, 0, ALL};
    g_autofree int16_t *pcm = signal_pcm(&full, 10 * KX_RATE);
    g_auto(programme) p = programme_new();
    kx_solution solution;

    add_pieces(&p, pcm, 10 * KX_RATE, 35 * 1000);
    g_assert_true(kx_solve_gain(p.track, p.analysis, -23, -1, 1, NULL, &solution, NULL));
    g_assert_cmpfloat_with_epsilon(solution.measured, -3.01, 0.06);
    g_assert_cmpfloat_with_epsilon(solution.gain, -23 - solution.measured, 0.01);
    g_assert_true(solution.reached);
}

/* Where the shelf is flat, only the unnormalised high pass makes meters of two rates differ. */
static void test_offset_between_rates(void)
{
    double loudness[2];

    for (int factor = 1; factor <= 2; factor++) {
        const int rate = factor * KX_RATE, n = 5 * rate;
        g_autofree int16_t *pcm = g_new(int16_t, n);
        for (int i = 0; i < n; i++)
            pcm[i] = (int16_t)lrint(10000 * sin(2 * G_PI * 9000 * i / rate));
        loudness[factor - 1] = measure(pcm, n, rate).loudness;
    }
    g_assert_cmpfloat_with_epsilon(kx_kweight_rate_offset(2 * KX_RATE), loudness[1] - loudness[0],
                                   0.005);
    g_assert_cmpfloat(kx_kweight_rate_offset(KX_RATE), ==, 0);
    g_assert_cmpfloat(kx_kweight_rate_offset(2 * KX_RATE), <, -0.04);
}

/* Another gate for each part: loud, 15 LU lower (below the relative gate), silence. */
static void test_gates(void)
{
    const signal_case loud = {"", sine, 500, -20, ALL}, quiet = {"", sine, 500, -35, ALL};
    const int n = 5 * KX_RATE;
    g_autofree int16_t *a = signal_pcm(&loud, n), *b = signal_pcm(&quiet, n);
    g_auto(programme) p = programme_new();
    kx_master_report report;
    const kx_master_settings settings = {-20, -1, KX_RATE, false};

    kx_track_add_silence(p.track, 3 * KX_RATE);
    add_pieces(&p, a, n, n);
    kx_track_add_silence(p.track, 2 * KX_RATE);
    add_pieces(&p, b, n, n);
    kx_track_to_second(p.track);
    check_master(&p, &settings, &report);
    g_assert_cmpfloat_with_epsilon(report.loudness, -20, 0.05);
    /* As loud as the loud part alone, but for the windows at its edges. */
    g_assert_cmpfloat_with_epsilon(report.measured, -23.4, 0.6);
}

static double loudness_of(const double *steps, guint n)
{
    g_autoptr(kx_rows) rows = kx_rows_new(sizeof(double), NULL);

    kx_rows_add(rows, steps, n);
    return kx_gated_loudness(rows, KX_RATE / 10);
}

static void test_gated_loudness_of_steps(void)
{
    double steps[40];

    for (int i = 0; i < 40; i++)
        steps[i] = 2205; /* mean square 1 */
    g_assert_cmpfloat_with_epsilon(loudness_of(steps, 40), -0.691, 1e-9);
    for (int i = 20; i < 40; i++)
        steps[i] = 2205e-8; /* -80: under the absolute gate */
    /* 17 whole windows at 1, and those with 3, 2 and 1 of 4 steps. */
    g_assert_cmpfloat_with_epsilon(loudness_of(steps, 40),
                                   -0.691 + 10 * log10((17 + 0.75 + 0.5 + 0.25) / 20), 1e-6);
    g_assert_true(isinf(loudness_of(steps, 3)));
    g_assert_true(isinf(loudness_of(steps + 24, 16)));
}

/* ---- what must not matter, and what must be exact ---- */

/* The order in which clips were measured, and where they lie in the files, change nothing. */
static void test_order_of_measuring(void)
{
    const signal_case c = {"", vowels, 120, -1, ALL};
    const int n = 8 * KX_RATE, half = n / 2;
    g_autofree int16_t *pcm = signal_pcm(&c, n);
    g_auto(programme) p = programme_new(), q = programme_new();
    const kx_master_settings settings = {-16, -1, 2 * KX_RATE, false};
    kx_master_report report;

    kx_clip first = add_sound(&p, pcm, half);
    kx_track_add_clip(p.track, &first);
    kx_track_add_silence(p.track, 1000);
    kx_clip second = add_sound(&p, pcm + half, n - half);
    kx_track_add_clip(p.track, &second);

    second = add_sound(&q, pcm + half, n - half);
    first = add_sound(&q, pcm, half);
    g_assert_cmpint(first.block, >, second.block);
    kx_track_add_clip(q.track, &first);
    kx_track_add_silence(q.track, 1000);
    kx_track_add_clip(q.track, &second);

    kx_master a = render(&p, &settings, &report), b = render(&q, &settings, &report);
    g_autofree int16_t *pcm_a = read_master(&a), *pcm_b = read_master(&b);
    g_assert_cmpmem(pcm_a, a.frames * 2, pcm_b, b.frames * 2);
    kx_master_clear(&a);
    kx_master_clear(&b);
}

/* At 44.1 kHz every second sample is the native one: no delay, no drift, to the last. */
static void test_resampling_keeps_time(void)
{
    const signal_case c = {"", noise, 1, -30, ALL};
    const int n = 5 * KX_RATE + 123;
    g_autofree int16_t *pcm = signal_pcm(&c, n);
    g_auto(programme) p = programme_new();
    kx_master_report report;

    /* A low pass, so that the resampler's roll-off near half the rate does not count. */
    for (int i = n - 1; i >= 4; i--)
        pcm[i] =
            (int16_t)((pcm[i] + 2 * pcm[i - 1] + 2 * pcm[i - 2] + 2 * pcm[i - 3] + pcm[i - 4]) / 8);
    add_pieces(&p, pcm, n, n);
    kx_master a = render(&p, &(kx_master_settings){-23, -1, KX_RATE, false}, &report);
    double native_gain = report.gain;
    kx_master b = render(&p, &(kx_master_settings){-23, -1, 2 * KX_RATE, false}, &report);
    double scale = pow(10, (report.gain - native_gain) / 20);
    g_autofree int16_t *pcm_a = read_master(&a), *pcm_b = read_master(&b);
    double error = 0, power = 0;
    for (int64_t i = 0; i < a.frames; i++) {
        error += pow(pcm_b[2 * i] - scale * pcm_a[i], 2);
        power += pow(pcm_a[i], 2);
    }
    g_test_message("difference %.1f dB", 10 * log10(error / power));
    g_assert_cmpfloat(10 * log10(error / power), <, -50);
    kx_master_clear(&a);
    kx_master_clear(&b);
}

/* Pauses are zeros, but for the rest of a unit of the quantiser (32 frames, at most one step: -90
 * dBFS), and at 44.1 kHz for the resampler's ringing, which is over after 20 ms. */
static void test_pauses_are_silent(void)
{
    const signal_case c = {"", vowels, 100, -2, ALL};
    const int n = 4 * KX_RATE;
    g_autofree int16_t *pcm = signal_pcm(&c, n);
    g_auto(programme) p = programme_new();
    kx_master_report report;

    add_pieces(&p, pcm, n, n);
    int64_t from = p.track->frames;
    kx_track_add_silence(p.track, KX_RATE);
    int64_t to = p.track->frames;
    add_pieces(&p, pcm, n, n);
    for (int factor = 1; factor <= 2; factor++) {
        kx_master m = render(&p, &(kx_master_settings){-16, -1, factor * KX_RATE, false}, &report);
        g_autofree int16_t *out = read_master(&m);
        int64_t margin = factor == 1 ? 31 : 2 * KX_RATE / 50;
        for (int64_t i = from * factor + margin; i < to * factor - margin; i++)
            g_assert_cmpint(out[i], ==, 0);
        for (int64_t i = from; factor == 1 && i < to; i++)
            g_assert_cmpint(abs(out[i]), <=, 1);
        kx_master_clear(&m);
    }
}

static void test_short_or_silent_is_left_alone(void)
{
    const signal_case quiet = {"", sine, 400, -40, ALL}, loud = {"", clicks, 40, 0, ALL};
    const int n = 3 * KX_RATE - 35;
    kx_master_report report;
    const kx_master_settings settings = {-16, -1, KX_RATE, false};

    {
        g_autofree int16_t *pcm = signal_pcm(&quiet, n);
        g_auto(programme) p = programme_new();
        add_pieces(&p, pcm, n, n);
        kx_track_add_silence(p.track, 5 * KX_RATE);
        check_master(&p, &settings, &report);
        g_assert_true(report.skipped);
        g_assert_cmpfloat(report.gain, ==, 0);
        g_assert_cmpfloat(report.reduction, ==, 0);
        g_assert_cmpfloat_with_epsilon(report.true_peak, -40, 0.1);
    }
    {
        g_autofree int16_t *pcm = signal_pcm(&loud, n);
        g_auto(programme) p = programme_new();
        add_pieces(&p, pcm, n, n);
        check_master(&p, &settings, &report);
        g_assert_true(report.skipped);
        g_assert_cmpfloat(report.reduction, >, 0.9);
    }
    {
        g_auto(programme) p = programme_new();
        g_autofree int16_t *zeros = g_new0(int16_t, 4 * KX_RATE);
        add_pieces(&p, zeros, 4 * KX_RATE, 4 * KX_RATE);
        kx_master m = render(&p, &settings, &report);
        g_autofree int16_t *out = read_master(&m);
        g_assert_true(report.skipped);
        g_assert_true(isinf(report.measured) && report.measured < 0);
        g_assert_true(isinf(report.true_peak) && isinf(report.loudness));
        g_assert_cmpmem(out, m.frames * 2, zeros, 4 * KX_RATE * 2);
        kx_master_clear(&m);
    }
    {
        g_auto(programme) p = programme_new();
        kx_master m = render(&p, &settings, &report);
        g_assert_true(report.skipped);
        g_assert_cmpint(m.frames, ==, 0);
        kx_master_clear(&m);
        kx_master_clear(&m);
    }
}

/* ---- errors ---- */

static const kx_master_settings to_16 = {-16, -1, KX_RATE, false};

static void assert_fails(const programme *p, const kx_master_settings *settings, const char *dir,
                         const volatile int *stop, int code)
{
    g_autoptr(GError) error = NULL;
    kx_master master;
    kx_master_report report;

    g_assert_false(kx_master_render(p->track, p->analysis, settings, dir, &master, &report, stop,
                                    NULL, NULL, &error));
    g_assert_error(error, KX_ERROR, code);
    g_assert_cmpint(master.fd, ==, -1);
    kx_master_clear(&master);
}

static programme short_programme(void)
{
    const signal_case c = {"", vowels, 100, -2, ALL};
    g_autofree int16_t *pcm = signal_pcm(&c, 6 * KX_RATE);
    programme p = programme_new();

    add_pieces(&p, pcm, 6 * KX_RATE, 6 * KX_RATE);
    return p;
}

static void test_errors(void)
{
    g_auto(programme) p = short_programme();
    const char *dir = g_get_tmp_dir();
    const volatile int stop = 1;
    kx_analysis *none;
    g_autoptr(GError) error = NULL;

    assert_fails(&p, &to_16, "/nowhere/at/all", NULL, KX_ERROR_CANT_CREATE);
    assert_fails(&p, &(kx_master_settings){-16, -1, 48000, false}, dir, NULL, KX_ERROR_USAGE);
    assert_fails(&p, &(kx_master_settings){-16, 0.1, KX_RATE, false}, dir, NULL, KX_ERROR_USAGE);
    assert_fails(&p, &(kx_master_settings){NAN, -1, KX_RATE, false}, dir, NULL, KX_ERROR_USAGE);
    assert_fails(&p, &to_16, dir, &stop, KX_ERROR_INTERRUPTED);
    none = kx_analysis_new("/nowhere/at/all", &error);
    g_assert_null(none);
    g_assert_error(error, KX_ERROR, KX_ERROR_CANT_CREATE);
    kx_analysis_free(none);
}

static void test_clip_that_ends_too_early(void)
{
    g_auto(programme) p = short_programme();
    g_autoptr(GError) error = NULL;
    kx_clip clip = {.fd = p.fd, .first = 0, .frames = p.pcm->len + 1, .block = -7};

    g_assert_false(kx_analysis_add(p.analysis, &clip, &error));
    g_assert_error(error, KX_ERROR, KX_ERROR_IO);
    /* What failed leaves no trace: the next clip follows the one before. */
    clip.frames = p.pcm->len;
    g_assert_true(kx_analysis_add(p.analysis, &clip, NULL));
    g_assert_cmpint(clip.block, ==, 6 * 630);
}

/* A disk that is full: the limit on file sizes stands in for it. */
static void test_full_disk(void)
{
    g_auto(programme) p = short_programme();
    struct rlimit old, small;

    signal(SIGXFSZ, SIG_IGN);
    g_assert_cmpint(getrlimit(RLIMIT_FSIZE, &old), ==, 0);
    small = (struct rlimit){.rlim_cur = 100000, .rlim_max = old.rlim_max};
    g_assert_cmpint(setrlimit(RLIMIT_FSIZE, &small), ==, 0);
    assert_fails(&p, &to_16, g_get_tmp_dir(), NULL, KX_ERROR_IO);
    g_assert_cmpint(setrlimit(RLIMIT_FSIZE, &old), ==, 0);
}

static gpointer never_run(gpointer data)
{
    return data;
}

/* Three pieces and a bit, one of which begins amid speech: how many workers share them changes
 * nothing. */
static void test_alone(void)
{
    const signal_case c = {"", vowels, 120, -1, ALL};
    const int n = (3 * KX_RENDER_SECONDS + 1) * KX_RATE + 100;
    g_autofree int16_t *pcm = signal_pcm(&c, n);
    g_auto(programme) p = programme_new();

    add_pieces(&p, pcm, n, n);
    for (int factor = 1; factor <= 2; factor++) {
        kx_master_report with, without;
        check_master(&p, &(kx_master_settings){-16, -1, factor * KX_RATE, false}, &with);
        kx_master a = render(&p, &(kx_master_settings){-16, -1, factor * KX_RATE, false}, &with);
        kx_master b = render(&p, &(kx_master_settings){-16, -1, factor * KX_RATE, true}, &without);
        g_autofree int16_t *pcm_a = read_master(&a), *pcm_b = read_master(&b);
        g_assert_cmpmem(&with, sizeof with, &without, sizeof without);
        g_assert_cmpmem(pcm_a, a.frames * 2, pcm_b, b.frames * 2);
        kx_master_clear(&a);
        kx_master_clear(&b);
    }
}

/* A seam between two pieces cannot be heard: the sound is that of a programme in which the same
 * samples lie elsewhere, but for dither, within two steps. */
static void test_seams(void)
{
    const signal_case c = {"", vowels, 120, -1, ALL};
    const int n = (KX_RENDER_SECONDS + 6) * KX_RATE, shift = 3 * KX_RATE;
    g_autofree int16_t *pcm = signal_pcm(&c, n);
    g_auto(programme) p = programme_new(), q = programme_new();

    kx_track_add_silence(q.track, shift);
    add_pieces(&p, pcm, n, n);
    add_pieces(&q, pcm, n, n);
    kx_track_add_silence(p.track, shift);
    for (int factor = 1; factor <= 2; factor++) {
        const kx_master_settings settings = {-10, -1, factor * KX_RATE, false};
        kx_master_report early, late;
        kx_master a = render(&p, &settings, &early), b = render(&q, &settings, &late);
        g_autofree int16_t *pcm_a = read_master(&a), *pcm_b = read_master(&b);
        const double scale = pow(10, (late.gain - early.gain) / 20);
        g_assert_cmpfloat(early.reduction, >, 1);
        for (int64_t i = KX_RATE; i < (n - KX_RATE) * factor; i++)
            g_assert_cmpfloat(fabs(pcm_a[i] * scale - pcm_b[i + shift * factor]), <=,
                              3 + 0.002 * abs(pcm_a[i]));
        kx_master_clear(&a);
        kx_master_clear(&b);
    }
}

/* Where the system gives no thread, the same master and the same measures come out. */
static void test_without_a_thread(void)
{
    g_auto(programme) p = short_programme();
    kx_master_report with, without;
    kx_master a = render(&p, &to_16, &with);
    struct rlimit old, none;
    uid_t user = getuid();

    g_assert_cmpint(getrlimit(RLIMIT_NPROC, &old), ==, 0);
    none = (struct rlimit){.rlim_cur = 0, .rlim_max = old.rlim_max};
    g_assert_cmpint(setrlimit(RLIMIT_NPROC, &none), ==, 0);
    if (user == 0) /* whom the limit does not hold for */
        g_assert_cmpint(setresuid(65534, 65534, 0), ==, 0);
    g_assert_null(g_thread_try_new("none", never_run, NULL, NULL));
    kx_master b = render(&p, &to_16, &without);
    if (user == 0)
        g_assert_cmpint(setresuid(user, user, user), ==, 0);
    g_assert_cmpint(setrlimit(RLIMIT_NPROC, &old), ==, 0);
    g_assert_cmpmem(&with, sizeof with, &without, sizeof without);
    g_autofree int16_t *pcm_a = read_master(&a), *pcm_b = read_master(&b);
    g_assert_cmpmem(pcm_a, a.frames * 2, pcm_b, b.frames * 2);
    kx_master_clear(&a);
    kx_master_clear(&b);
}

typedef struct {
    double last;
    int calls;
    volatile int stop;
    double stop_at;
} progress_log;

static void on_progress(double share, void *data)
{
    progress_log *log = data;

    g_assert_cmpfloat(share, >, log->last);
    g_assert_cmpfloat(share, <=, 1);
    log->last = share;
    log->calls++;
    log->stop = share >= log->stop_at;
}

static void test_progress(void)
{
    g_auto(programme) p = short_programme();
    progress_log log = {.stop_at = 2};
    kx_master master;
    kx_master_report report;
    g_autoptr(GError) error = NULL;

    g_assert_true(kx_master_render(p.track, p.analysis, &to_16, g_get_tmp_dir(), &master, &report,
                                   &log.stop, on_progress, &log, &error));
    g_assert_cmpfloat(log.last, ==, 1);
    g_assert_cmpint(log.calls, >=, 4);
    kx_master_clear(&master);

    log = (progress_log){.stop_at = 0.5};
    g_assert_false(kx_master_render(p.track, p.analysis, &to_16, g_get_tmp_dir(), &master, &report,
                                    &log.stop, on_progress, &log, &error));
    g_assert_error(error, KX_ERROR, KX_ERROR_INTERRUPTED);
    g_assert_cmpfloat(log.last, <, 0.9);
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    for (size_t i = 0; i < G_N_ELEMENTS(signals); i++) {
        g_autofree char *path = g_strdup_printf("/master/signal/%s", signals[i].name);
        g_test_add_data_func(path, &signals[i], test_signal);
    }
    g_test_add_func("/master/speech", test_speech);
    g_test_add_func("/master/calibration", test_calibration);
    g_test_add_func("/master/offset-between-rates", test_offset_between_rates);
    g_test_add_func("/master/gates", test_gates);
    g_test_add_func("/master/gated-loudness", test_gated_loudness_of_steps);
    g_test_add_func("/master/order-of-measuring", test_order_of_measuring);
    g_test_add_func("/master/resampling-keeps-time", test_resampling_keeps_time);
    g_test_add_func("/master/pauses-are-silent", test_pauses_are_silent);
    g_test_add_func("/master/short-or-silent", test_short_or_silent_is_left_alone);
    g_test_add_func("/master/errors", test_errors);
    g_test_add_func("/master/short-clip", test_clip_that_ends_too_early);
    g_test_add_func("/master/full-disk", test_full_disk);
    g_test_add_func("/master/alone", test_alone);
    g_test_add_func("/master/seams", test_seams);
    g_test_add_func("/master/without-a-thread", test_without_a_thread);
    g_test_add_func("/master/progress", test_progress);
    return g_test_run();
}
