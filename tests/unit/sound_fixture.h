/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Sounds that are computed, and a programme made of them. */
#pragma once

#include "audio/master.h"
#include "base/file.h"

#include <math.h>
#include <unistd.h>

typedef struct {
    const char *name;
    void (*make)(double *out, int n, double a, double b);
    double a, b;      /* what they are says each maker */
    unsigned targets; /* which of -16, -19, -23 LUFS can be reached: bits 0, 1, 2 */
} signal_case;

/* Sine of a Hz at b dBFS. */
static inline void sine(double *out, int n, double a, double b)
{
    for (int i = 0; i < n; i++)
        out[i] = pow(10, b / 20) * sin(2 * G_PI * a * i / KX_RATE);
}

/* Bursts of a sine of a Hz at b dBFS: 200 ms of each 500, with hard edges. */
static inline void bursts(double *out, int n, double a, double b)
{
    sine(out, n, a, b);
    for (int i = 0; i < n; i++)
        if (i % (KX_RATE / 2) >= KX_RATE / 5)
            out[i] = 0;
}

/* Uniform noise, and noise that falls with 3 dB an octave (a sum of low passes), rms b dBFS. */
static inline void noise(double *out, int n, double a, double b)
{
    const double poles[] = {0.99765, 0.963, 0.57}, gains[] = {0.099, 0.2965, 1.0526};
    double state[3] = {0}, square = 0;
    g_autoptr(GRand) rand = g_rand_new_with_seed(7);

    for (int i = 0; i < n; i++) {
        double white = g_rand_double_range(rand, -1, 1), pink = white * 0.1848;
        for (int k = 0; k < 3; k++) {
            state[k] = poles[k] * state[k] + gains[k] * white;
            pink += state[k];
        }
        out[i] = a > 0 ? pink : white;
        square += out[i] * out[i];
    }
    for (int i = 0; i < n; i++)
        out[i] *= pow(10, b / 20) / sqrt(square / n);
}

/* Pulses of 3 samples at b dBFS, every a samples, of changing sign. */
static inline void clicks(double *out, int n, double a, double b)
{
    for (int i = 0; i < n; i++) {
        int period = i / (int)a;
        out[i] = i % (int)a < 3 ? pow(10, b / 20) * (period % 2 ? -1 : 1) : 0;
    }
}

/* White noise of b dBFS rms, and every 300 ms 5 ms of a sine of a Hz at full scale. */
static inline void shots(double *out, int n, double a, double b)
{
    noise(out, n, 0, b);
    for (int i = 0; i < n; i++)
        if (i % (KX_RATE * 3 / 10) < KX_RATE / 200)
            out[i] = sin(2 * G_PI * a * i / KX_RATE + 0.5);
}

/* A pulse train of a Hz through two resonances, in syllables: as peaky as speech. Peak b dBFS. */
static inline void vowels(double *out, int n, double a, double b)
{
    double low1 = 0, low2 = 0, high1 = 0, high2 = 0, phase = 0, top = 0;

    for (int i = 0; i < n; i++) {
        double t = (double)i / KX_RATE, x = 0;
        phase += a * (1 + 0.1 * sin(2 * G_PI * 0.7 * t)) / KX_RATE;
        if (phase >= 1) {
            phase -= 1;
            x = 1;
        }
        double low = x + 1.932 * low1 - 0.970 * low2, high = x + 1.60 * high1 - 0.94 * high2;
        low2 = low1;
        low1 = low;
        high2 = high1;
        high1 = high;
        double syllable = 0.7 + sin(2 * G_PI * 2 * t) + 0.2 * sin(2 * G_PI * 0.3 * t);
        out[i] = (low + high) * MAX(syllable, 0);
        top = MAX(top, fabs(out[i]));
    }
    for (int i = 0; i < n; i++)
        out[i] *= pow(10, b / 20) / top;
}

/* ---- a programme made of one sound ---- */

typedef struct {
    int fd;
    GArray *pcm; /* int16_t, all clips in a row */
    kx_track *track;
    kx_analysis *analysis;
} programme;

static inline void programme_clear(programme *p)
{
    close(p->fd);
    g_array_unref(p->pcm);
    kx_track_free(p->track);
    kx_analysis_free(p->analysis);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(programme, programme_clear)

static inline programme programme_new(void)
{
    g_autoptr(GError) error = NULL;
    programme p = {.fd = kx_spool_open(g_get_tmp_dir(), &error),
                   .pcm = g_array_new(FALSE, FALSE, sizeof(int16_t)),
                   .track = kx_track_new(NULL)};

    g_assert_no_error(error);
    p.analysis = kx_analysis_new(g_get_tmp_dir(), &error);
    g_assert_no_error(error);
    return p;
}

/* Appends n frames to the spool and measures them. */
static inline kx_clip add_sound(programme *p, const int16_t *pcm, int n)
{
    g_autoptr(GError) error = NULL;
    kx_clip clip = {.fd = p->fd, .first = p->pcm->len, .frames = n};

    kx_pwrite_all(p->fd, pcm, (size_t)n * sizeof *pcm, (off_t)clip.first * 2, "spool", &error);
    g_assert_no_error(error);
    g_array_append_vals(p->pcm, pcm, (guint)n);
    kx_analysis_add(p->analysis, &clip, &error);
    g_assert_no_error(error);
    return clip;
}

/* Cut into clips of `piece` frames that follow each other without a pause. */
static inline void add_pieces(programme *p, const int16_t *pcm, int n, int piece)
{
    for (int at = 0; at < n; at += piece) {
        kx_clip clip = add_sound(p, pcm + at, MIN(piece, n - at));
        kx_track_add_clip(p->track, &clip);
    }
    kx_track_add_silence(p->track, 0);
}

static inline int16_t *signal_pcm(const signal_case *c, int n)
{
    g_autofree double *sound = g_new0(double, n);
    int16_t *pcm = g_new(int16_t, n);

    c->make(sound, n, c->a, c->b);
    for (int i = 0; i < n; i++)
        pcm[i] = (int16_t)CLAMP(lrint(sound[i] * 32767), -32768, 32767);
    return pcm;
}
