/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "audio/render.h"

#include "audio/level.h"
#include "audio/quantise.h"
#include "audio/relay.h"
#include "base/error.h"
#include "base/file.h"
#include "base/intl.h"

#include <math.h>
#include <soxr.h>

/* Frames that are quantised, measured and written at once. */
#define STAGE_FRAMES 32768
#define ONE_DB       0.891251F

G_STATIC_ASSERT(STAGE_FRAMES % KX_QUANTISE_UNIT == 0);

typedef struct {
    const kx_render_job *job;
    int64_t wanted, written; /* frames of the result */

    kx_limiter limiter;
    int16_t pcm[KX_STRETCH_FRAMES]; /* a stretch of the track ... */
    float sound[KX_STRETCH_FRAMES]; /* ... and after the limiter, in 16-bit steps */
    soxr_t resampler;               /* NULL at KX_RATE */

    float stage[STAGE_FRAMES];
    size_t staged;
    kx_quantiser quantiser;
    kx_level *level;
    kx_relay *relay; /* takes what is quantised to `level` */

    float least; /* of the limiter's gain */
    int64_t limited_blocks;
} renderer;

static void renderer_free(renderer *r)
{
    soxr_delete(r->resampler);
    kx_relay_free(r->relay);
    kx_level_free(r->level);
    g_free(r);
}
G_DEFINE_AUTOPTR_CLEANUP_FUNC(renderer, renderer_free)

static void measure(void *level, const int16_t *pcm, size_t n)
{
    kx_level_add(level, pcm, n);
}

static renderer *renderer_new(const kx_render_job *job, GError **error)
{
    g_autoptr(renderer) r = g_new0(renderer, 1);

    r->job = job;
    r->wanted = job->track->frames * (job->rate / KX_RATE);
    r->least = 1;
    kx_quantiser_init(&r->quantiser);
    r->level = kx_level_new(job->rate, STAGE_FRAMES);
    r->relay = kx_relay_new(STAGE_FRAMES, job->beside, measure, r->level);
    if (job->rate != KX_RATE) {
        soxr_error_t failed = NULL;
        soxr_io_spec_t io = soxr_io_spec(SOXR_FLOAT32_I, SOXR_FLOAT32_I);
        soxr_quality_spec_t quality = soxr_quality_spec(SOXR_HQ, 0);
        soxr_runtime_spec_t runtime = soxr_runtime_spec(1);
        r->resampler = soxr_create(KX_RATE, job->rate, 1, &failed, &io, &quality, &runtime);
        if (failed != NULL) {
            kx_error_set(error, KX_ERROR_OS, "cannot resample to %d Hz: %s", job->rate, failed);
            return NULL;
        }
    }
    return g_steal_pointer(&r);
}

/* Writes what is staged, or as much of it as is wanted. */
static bool flush_stage(renderer *r, GError **error)
{
    size_t n = (size_t)MIN((int64_t)r->staged, r->wanted - r->written);

    int16_t *out = kx_relay_take(r->relay);

    memset(r->stage + r->staged, 0, (STAGE_FRAMES - r->staged) * sizeof *r->stage);
    kx_quantise(&r->quantiser, r->stage, out, STAGE_FRAMES);
    bool ok =
        kx_pwrite_all(r->job->fd, out, n * sizeof *out, (off_t)r->written * (off_t)sizeof *out,
                      _("the temporary master file"), error);
    kx_relay_give(r->relay, n);
    r->written += (int64_t)n;
    r->staged = 0;
    return ok;
}

static bool stage(renderer *r, const float *sound, size_t n, GError **error)
{
    while (n > 0) {
        size_t take = MIN(n, STAGE_FRAMES - r->staged);
        memcpy(r->stage + r->staged, sound, take * sizeof *sound);
        r->staged += take;
        sound += take;
        n -= take;
        if (r->staged == STAGE_FRAMES && !flush_stage(r, error))
            return false;
    }
    return true;
}

/* n frames of `sound` through the resampler; NULL drains it. */
static bool resample(renderer *r, const float *sound, size_t n, GError **error)
{
    for (;;) {
        size_t taken = 0, made = 0, room = STAGE_FRAMES - r->staged;
        soxr_error_t failed =
            soxr_process(r->resampler, sound, n, &taken, r->stage + r->staged, room, &made);
        if (failed != NULL) {
            kx_error_set(error, KX_ERROR_SOFTWARE, "cannot resample to %d Hz: %s", r->job->rate,
                         failed);
            return false;
        }
        r->staged += made;
        if (r->staged == STAGE_FRAMES && !flush_stage(r, error))
            return false;
        if (sound != NULL) {
            sound += taken;
            n -= taken;
        }
        if (n == 0 && made < room)
            return true;
    }
}

/* The stretch in r->pcm under the limiter's curve, into r->sound. */
static void apply_gain(renderer *r)
{
    const float gain = (float)r->job->limiter.gain;

    for (size_t block = 0; block < KX_STRETCH_BLOCKS; block++) {
        const int16_t *in = r->pcm + block * KX_BLOCK_FRAMES;
        float *out = r->sound + block * KX_BLOCK_FRAMES;
        float a = gain * r->limiter.border[block], b = gain * r->limiter.border[block + 1];
        float slope = (b - a) * (1.0F / KX_BLOCK_FRAMES);
        for (int i = 0; i < KX_BLOCK_FRAMES; i++)
            out[i] = (float)in[i] * (a + slope * (float)i);
    }
}

/* Counts over the first n blocks of the stretch. */
static void note_reduction(renderer *r, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        float a = r->limiter.border[i], b = r->limiter.border[i + 1];
        r->least = MIN(r->least, MIN(a, b));
        r->limited_blocks += a + b < 2 * ONE_DB;
    }
}

static bool render_stretch(renderer *r, int64_t start, size_t n, GError **error)
{
    if (r->job->stop != NULL && *r->job->stop) {
        kx_error_set(error, KX_ERROR_INTERRUPTED, "interrupted");
        return false;
    }
    if (!kx_limiter_next(&r->limiter, error) ||
        !kx_track_read(r->job->track, start, r->pcm, KX_STRETCH_FRAMES, error))
        return false;
    apply_gain(r);
    note_reduction(r, (n + KX_BLOCK_FRAMES - 1) / KX_BLOCK_FRAMES);
    return r->resampler != NULL ? resample(r, r->sound, n, error) : stage(r, r->sound, n, error);
}

/* What the resampler still holds, to the wanted length exactly. */
static bool finish(renderer *r, GError **error)
{
    if (r->resampler != NULL && !resample(r, NULL, 0, error))
        return false;
    if (r->staged > 0 && !flush_stage(r, error))
        return false;
    while (r->written < r->wanted) {
        r->staged = STAGE_FRAMES;
        memset(r->stage, 0, sizeof r->stage);
        if (!flush_stage(r, error))
            return false;
    }
    return true;
}

static void report_on(renderer *r, kx_render_report *report)
{
    int64_t blocks = kx_track_blocks(r->job->track);

    report->reduction = fabs(20 * log10((double)r->least));
    report->limited = blocks > 0 ? (double)r->limited_blocks / (double)blocks : 0;
    report->clamped = r->quantiser.clamped;
    kx_relay_finish(r->relay);
    kx_level_finish(r->level, &report->loudness, &report->true_peak);
}

bool kx_render(const kx_render_job *job, kx_render_report *report, GError **error)
{
    g_autoptr(renderer) r = renderer_new(job, error);

    if (r == NULL || !kx_limiter_init(&r->limiter, job->track, job->analysis, &job->limiter, error))
        return false;
    for (int64_t start = 0; start < job->track->frames; start += KX_STRETCH_FRAMES) {
        size_t n = (size_t)MIN(job->track->frames - start, KX_STRETCH_FRAMES);
        if (!render_stretch(r, start, n, error))
            return false;
        if (job->progress != NULL)
            job->progress((double)(start + (int64_t)n) / (double)job->track->frames, job->data);
    }
    if (!finish(r, error))
        return false;
    report_on(r, report);
    return true;
}
