/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "audio/solve.h"

#include "audio/share.h"
#include "base/error.h"

#include <math.h>

#define STEP_BLOCKS   63
#define STEP_FRAMES   (STEP_BLOCKS * KX_BLOCK_FRAMES)
#define WINDOW_STEPS  4
#define ABSOLUTE_GATE (-70.0) /* LUFS */
#define RELATIVE_GATE 0.1     /* -10 LU, as energy */
#define NEAR_ENOUGH   0.01    /* LU */
#define ROUNDS_MAX    16
/* Walked by one worker at a time: half a minute, as each walk begins with a stretch that has been
 * walked by another. */
#define PIECE_STRETCHES 40
#define PIECE_STEPS     ((size_t)PIECE_STRETCHES * KX_STRETCH_BLOCKS / STEP_BLOCKS)
/* LU of loudness for each dB of gain: of speech at the onset of limiting, and the least assumed. */
#define FIRST_SLOPE 0.8
#define LEAST_SLOPE 0.05

G_STATIC_ASSERT(KX_STRETCH_BLOCKS % STEP_BLOCKS == 0);
G_STATIC_ASSERT(STEP_FRAMES * 10 == KX_RATE);

/* BS.1770-4: mean square of one channel to LUFS and back. */
static double to_lufs(double mean_square)
{
    return -0.691 + 10 * log10(mean_square);
}

static double from_lufs(double lufs)
{
    return pow(10, (lufs + 0.691) / 10);
}

/* Mean of the windows whose mean square is at least `gate`; 0 if none is. */
static double mean_above(const kx_rows *rows, size_t frames, double gate)
{
    const double *steps = (const double *)(const void *)rows->data;
    double sum = 0;
    size_t count = 0;

    for (guint i = 0; i + WINDOW_STEPS <= rows->len; i++) {
        kx_rows_passed(rows, i);
        double window = (steps[i] + steps[i + 1] + steps[i + 2] + steps[i + 3]) /
                        (double)(WINDOW_STEPS * frames);
        if (window < gate)
            continue;
        sum += window;
        count++;
    }
    return count == 0 ? 0 : sum / (double)count;
}

double kx_gated_loudness(const kx_rows *steps, size_t frames)
{
    double floor = from_lufs(ABSOLUTE_GATE);
    double mean = mean_above(steps, frames, floor);

    if (mean <= 0)
        return -HUGE_VAL;
    return to_lufs(mean_above(steps, frames, MAX(floor, mean * RELATIVE_GATE)));
}

typedef struct {
    const kx_track *track;
    const kx_analysis *analysis;
    const volatile int *stop;
    unsigned workers;
    double ceiling;               /* full scale is 1 */
    kx_rows *steps;               /* double: whole steps of the programme */
    kx_limiter_settings settings; /* of the walk at hand */
    kx_limiter limiters[KX_SHARE_WORKERS_MAX];
} solver;

/* Energy of each block under the limiter: the mean of the squared gain, which is linear. */
static void weigh(kx_limiter *limiter)
{
    for (size_t i = 0; i < KX_STRETCH_BLOCKS; i++) {
        float a = limiter->border[i], b = limiter->border[i + 1];
        limiter->energy[i] *= (a * a + a * b + b * b) * (1.0F / 3);
    }
}

/* The energies of a piece's steps after the gain and the limiter. */
static bool walk_piece(void *data, unsigned worker, int64_t piece, GError **error)
{
    solver *s = data;
    kx_limiter *limiter = &s->limiters[worker];
    const double power = s->settings.gain * s->settings.gain;
    guint step = (guint)piece * PIECE_STEPS, end = MIN(step + PIECE_STEPS, s->steps->len);

    if (!kx_limiter_init(limiter, s->track, s->analysis, &s->settings, piece * PIECE_STRETCHES,
                         error))
        return false;
    while (step < end) {
        if (s->stop != NULL && *s->stop) {
            kx_error_set(error, KX_ERROR_INTERRUPTED, "interrupted");
            return false;
        }
        if (!kx_limiter_next(limiter, error))
            return false;
        weigh(limiter);
        const float *energy = limiter->energy, *last = energy + KX_STRETCH_BLOCKS;
        for (; step < end && energy < last; step++, energy += STEP_BLOCKS) {
            double sum = 0;
            for (size_t i = 0; i < STEP_BLOCKS; i++)
                sum += (double)energy[i];
            g_array_index(s->steps, double, step) = sum * power;
            kx_rows_passed(s->steps, step);
        }
    }
    return true;
}

/* LUFS of the programme after `gain` (dB) and the limiter. */
static bool loudness_after(solver *s, double gain, double ceiling, double *loudness, GError **error)
{
    const int64_t pieces = (int64_t)((s->steps->len + PIECE_STEPS - 1) / PIECE_STEPS);

    s->settings = (kx_limiter_settings){.gain = pow(10, gain / 20), .ceiling = ceiling};
    if (!kx_share(pieces, s->workers, walk_piece, s, error))
        return false;
    *loudness = kx_gated_loudness(s->steps, STEP_FRAMES);
    return true;
}

/* Secant steps from the plain gain up: the loudness rises with the gain, ever more slowly. */
static bool search(solver *s, double target, kx_solution *solution, GError **error)
{
    const double least = target - solution->measured, most = least + KX_SOLVE_PUSH_MAX;
    double gain = least, slope = FIRST_SLOPE, last_gain = 0, last_loudness = 0;

    for (int round = 0; round < ROUNDS_MAX; round++) {
        double loudness;
        if (!loudness_after(s, gain, s->ceiling, &loudness, error))
            return false;
        solution->gain = gain;
        solution->reached = fabs(target - loudness) <= NEAR_ENOUGH;
        if (solution->reached || (gain >= most && loudness < target))
            return true;
        if (round > 0 && gain != last_gain)
            slope = CLAMP((loudness - last_loudness) / (gain - last_gain), LEAST_SLOPE, 1.0);
        last_gain = gain;
        last_loudness = loudness;
        gain = CLAMP(gain + (target - loudness) / slope, least, most);
    }
    return true;
}

bool kx_solve_gain(const kx_track *track, const kx_analysis *analysis, double loudness,
                   double ceiling, unsigned workers, const volatile int *stop,
                   kx_solution *solution, GError **error)
{
    g_autoptr(kx_rows) steps = kx_rows_new(sizeof(double), track->folder);
    g_autofree solver *s = g_new0(solver, 1);

    *s = (solver){.track = track,
                  .analysis = analysis,
                  .stop = stop,
                  .workers = workers,
                  .steps = steps,
                  .ceiling = pow(10, ceiling / 20)};
    kx_rows_add(steps, NULL, (guint)(track->frames / STEP_FRAMES));
    *solution = (kx_solution){0};
    if (!loudness_after(s, 0, HUGE_VAL, &solution->measured, error))
        return false;
    return isinf(solution->measured) ? true : search(s, loudness, solution, error);
}
