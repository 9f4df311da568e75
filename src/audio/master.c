/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "audio/master.h"

#include "audio/kweight.h"
#include "audio/render.h"
#include "audio/share.h"
#include "audio/solve.h"
#include "base/error.h"
#include "base/file.h"
#include "base/intl.h"

#include <math.h>
#include <unistd.h>

/* The limiter works this much under the ceiling that was asked, dB: peaks between its measuring
 * points, the slope of its own gain, resampling and dither come on top. */
#define MARGIN 0.15
/* Of the result, LU: more off than this is rendered once more. */
#define LOUDNESS_SLACK 0.1
#define RENDERS_MAX    5
#define SPEECH_SECONDS 3

/* Speech in the track, frames. */
static int64_t speech_frames(const kx_track *track)
{
    int64_t frames = 0;

    for (guint i = 0; i < track->segments->len; i++) {
        const kx_segment *segment = &g_array_index(track->segments, kx_segment, i);
        frames += segment->silent ? 0 : segment->frames;
        kx_rows_passed(track->segments, i);
    }
    return frames;
}

static bool check_settings(const kx_master_settings *settings, GError **error)
{
    if (settings->rate != KX_RATE && settings->rate != 2 * KX_RATE) {
        kx_error_set(error, KX_ERROR_USAGE, "cannot master at %d Hz: only %d or %d", settings->rate,
                     KX_RATE, 2 * KX_RATE);
        return false;
    }
    if (!isfinite(settings->loudness) || !isfinite(settings->ceiling) || settings->ceiling > 0) {
        kx_error_set(error, KX_ERROR_USAGE,
                     "loudness must be a number of LUFS, and the ceiling at most 0 dBTP");
        return false;
    }
    return true;
}

/* Solves and renders until the measured result is inside the bounds. */
static bool render_to(const kx_master_settings *settings, kx_render_job *job,
                      kx_master_report *report, GError **error)
{
    double loudness = settings->loudness - kx_kweight_rate_offset(settings->rate);
    double ceiling = settings->ceiling - MARGIN;
    bool short_speech = speech_frames(job->track) < (int64_t)SPEECH_SECONDS * KX_RATE;

    for (int n = 0; n < RENDERS_MAX; n++) {
        kx_solution solution;
        kx_render_report result;

        if (!kx_solve_gain(job->track, job->analysis, loudness, ceiling, job->workers, job->stop,
                           &solution, error))
            return false;
        report->skipped = short_speech || isinf(solution.measured);
        report->measured = solution.measured;
        report->gain = report->skipped ? 0 : solution.gain;
        job->limiter.gain = pow(10, report->gain / 20);
        job->limiter.ceiling = pow(10, ceiling / 20);
        if (!kx_render(job, &result, error))
            return false;
        job->progress = NULL; /* it has heard of the whole already */
        report->reduction = result.reduction;
        report->limited = result.limited;
        report->loudness = result.loudness;
        report->true_peak = result.true_peak;

        double excess = result.true_peak - settings->ceiling;
        double lack = settings->loudness - result.loudness;
        bool off = !report->skipped && solution.reached && fabs(lack) > LOUDNESS_SLACK;
        if (excess <= 0 && result.clamped == 0 && !off)
            return true;
        if (excess > 0)
            ceiling -= excess + 0.02;
        if (off)
            loudness += lack;
    }
    if (report->true_peak <= settings->ceiling)
        return true;
    kx_error_set(error, KX_ERROR_SOFTWARE,
                 "the limiter could not keep the sound under %.1f dBTP (%.2f)", settings->ceiling,
                 report->true_peak);
    return false;
}

bool kx_master_render(const kx_track *track, const kx_analysis *analysis,
                      const kx_master_settings *settings, const char *spool_dir, kx_master *master,
                      kx_master_report *report, const volatile int *stop,
                      void (*progress)(double share, void *data), void *data, GError **error)
{
    *master = (kx_master){.fd = -1};
    *report = (kx_master_report){0};
    if (!check_settings(settings, error))
        return false;
    int fd = kx_spool_open(spool_dir, error);
    if (fd < 0)
        return false;

    kx_render_job job = {.track = track,
                         .analysis = analysis,
                         .rate = settings->rate,
                         .fd = fd,
                         .workers = kx_share_workers(settings->alone),
                         .stop = stop,
                         .progress = progress,
                         .data = data};
    if (!render_to(settings, &job, report, error)) {
        close(fd);
        return false;
    }
    *master = (kx_master){
        .fd = fd, .rate = settings->rate, .frames = track->frames * (settings->rate / KX_RATE)};
    return true;
}

void kx_master_clear(kx_master *master)
{
    /* A master that was never rendered has no rate, and no descriptor of its own. */
    if (master->rate != 0)
        close(master->fd);
    *master = (kx_master){.fd = -1};
}

bool kx_master_read(const kx_master *master, int64_t start, int16_t *out, size_t n, GError **error)
{
    if (master->stop && *master->stop) {
        kx_error_set(error, KX_ERROR_INTERRUPTED, "interrupted");
        return false;
    }
    if (master->read)
        __atomic_add_fetch(master->read, (int64_t)n, __ATOMIC_RELAXED);
    return kx_pread_all(master->fd, out, n * sizeof *out, (off_t)start * (off_t)sizeof *out,
                        _("the temporary master file"), error);
}
