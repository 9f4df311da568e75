/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "audio/render.h"

#include "audio/level.h"
#include "audio/quantise.h"
#include "audio/share.h"
#include "base/error.h"
#include "base/file.h"
#include "base/intl.h"

#include <math.h>
#include <soxr.h>

/* Frames that are quantised, measured and written at once. */
#define STAGE_FRAMES 32768
#define ONE_DB       0.891251F
/* A piece, in frames of the track. */
#define PIECE_FRAMES ((int64_t)KX_RENDER_SECONDS * KX_RATE)

/* Pieces after which the memory of their energies and segments is given back. */
#define PIECES_AT_ONCE 64

G_STATIC_ASSERT(STAGE_FRAMES % KX_QUANTISE_UNIT == 0);
G_STATIC_ASSERT(PIECE_FRAMES % KX_STRETCH_FRAMES == 0);
G_STATIC_ASSERT(KX_RENDER_SECONDS % KX_LEVEL_SECONDS == 0);

typedef struct pass pass;

/* A worker. It renders a piece from the stretch before it on, which the limiter, the resampler and
 * the measures need to be in the state that they would be in; and the resampler goes on for a
 * stretch behind it. */
typedef struct {
    pass *pass;
    kx_limiter limiter;
    int16_t pcm[KX_STRETCH_FRAMES]; /* a stretch of the track ... */
    float sound[KX_STRETCH_FRAMES]; /* ... and after the limiter, in 16-bit steps */
    soxr_t resampler;               /* NULL at KX_RATE */

    int64_t first, wanted; /* frames of the result: the piece's first, and how many are missing */
    size_t unwanted;       /* frames to be dropped first */
    size_t before;         /* and then those to be measured before the piece */
    float stage[STAGE_FRAMES];
    int16_t quantised[STAGE_FRAMES];
    size_t staged;
    kx_quantiser quantiser;
    kx_level *level;

    float least; /* of the limiter's gain */
    int64_t limited_blocks;
    uint64_t clamped;
} renderer;

struct pass {
    const kx_render_job *job;
    int64_t frames; /* of the result */
    kx_rows *steps; /* double: energies of 100 ms */
    int64_t done;   /* frames of the track, by all ... */
    int64_t told;   /* ... and of how many of them was told */
    renderer *renderers[KX_SHARE_WORKERS_MAX];
};

/* Where the energies go from frame `first` of the result on, which begins a step. */
static double *steps_from(const pass *p, int64_t first)
{
    return (double *)(void *)p->steps->data + first / (p->job->rate / 10);
}

static void renderer_free(renderer *r)
{
    if (r == NULL)
        return;
    soxr_delete(r->resampler);
    kx_level_free(r->level);
    g_free(r);
}
G_DEFINE_AUTOPTR_CLEANUP_FUNC(renderer, renderer_free)

static renderer *renderer_new(pass *p, GError **error)
{
    g_autoptr(renderer) r = g_new0(renderer, 1);
    const int rate = p->job->rate;

    r->pass = p;
    r->least = 1;
    r->level = kx_level_new(rate, STAGE_FRAMES);
    if (rate != KX_RATE) {
        soxr_error_t failed = NULL;
        soxr_io_spec_t io = soxr_io_spec(SOXR_FLOAT32_I, SOXR_FLOAT32_I);
        soxr_quality_spec_t quality = soxr_quality_spec(SOXR_HQ, 0);
        soxr_runtime_spec_t runtime = soxr_runtime_spec(1);
        r->resampler = soxr_create(KX_RATE, rate, 1, &failed, &io, &quality, &runtime);
        if (failed != NULL) {
            kx_error_set(error, KX_ERROR_OS, "cannot resample to %d Hz: %s", rate, failed);
            return NULL;
        }
    }
    return g_steal_pointer(&r);
}

/* ---- the end of the line: 16 bit ---- */

/* Writes what is staged, or as much of it as is wanted. */
static bool flush_stage(renderer *r, GError **error)
{
    const size_t before = r->before;
    const size_t n = (size_t)MIN((int64_t)(r->staged - before), r->wanted);
    const int16_t *out = r->quantised + before;

    r->before = r->staged = 0;
    if (n == 0)
        return true;
    memset(r->stage + before + n, 0, (STAGE_FRAMES - before - n) * sizeof *r->stage);
    kx_quantise(&r->quantiser, r->stage, r->quantised, STAGE_FRAMES);
    if (before > 0)
        kx_level_begin(r->level, r->quantised, steps_from(r->pass, r->first));
    kx_level_add(r->level, out, n);
    bool ok =
        kx_pwrite_all(r->pass->job->fd, out, n * sizeof *out, (off_t)r->first * (off_t)sizeof *out,
                      _("the temporary master file"), error);
    r->first += (int64_t)n;
    r->wanted -= (int64_t)n;
    return ok;
}

/* n more frames were put behind what is staged. */
static bool staged(renderer *r, size_t n, GError **error)
{
    const size_t drop = MIN(n, r->unwanted);

    if (drop > 0)
        memmove(r->stage + r->staged, r->stage + r->staged + drop, (n - drop) * sizeof *r->stage);
    r->unwanted -= drop;
    r->staged += n - drop;
    return r->staged < STAGE_FRAMES || flush_stage(r, error);
}

static bool stage(renderer *r, const float *sound, size_t n, GError **error)
{
    while (n > 0) {
        size_t take = MIN(n, STAGE_FRAMES - r->staged);
        memcpy(r->stage + r->staged, sound, take * sizeof *sound);
        sound += take;
        n -= take;
        if (!staged(r, take, error))
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
            kx_error_set(error, KX_ERROR_SOFTWARE, "cannot resample to %d Hz: %s",
                         r->pass->job->rate, failed);
            return false;
        }
        if (!staged(r, made, error))
            return false;
        if (sound != NULL) {
            sound += taken;
            n -= taken;
        }
        if (n == 0 && made < room)
            return true;
    }
}

/* ---- a stretch ---- */

/* The stretch in r->pcm under the limiter's curve, into r->sound. */
static void apply_gain(renderer *r)
{
    const float gain = (float)r->pass->job->limiter.gain;

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

/* The first n frames of the stretch that the limiter has walked. */
static bool render_stretch(renderer *r, int64_t start, size_t n, GError **error)
{
    const kx_render_job *job = r->pass->job;

    if (job->stop != NULL && *job->stop) {
        kx_error_set(error, KX_ERROR_INTERRUPTED, "interrupted");
        return false;
    }
    if (!kx_track_read(job->track, start, r->pcm, KX_STRETCH_FRAMES, error))
        return false;
    apply_gain(r);
    return r->resampler != NULL ? resample(r, r->sound, n, error) : stage(r, r->sound, n, error);
}

/* ---- a piece ---- */

/* At the piece from frame `start` of the track on; what stands before it goes through the line. */
static bool begin_piece(renderer *r, int64_t piece, int64_t start, GError **error)
{
    const kx_render_job *job = r->pass->job;
    const size_t factor = (size_t)(job->rate / KX_RATE), before = KX_STRETCH_FRAMES * factor;

    r->first = start * (int64_t)factor;
    r->wanted = MIN(PIECE_FRAMES * (int64_t)factor, r->pass->frames - r->first);
    r->staged = r->before = r->unwanted = 0;
    kx_quantiser_init(&r->quantiser, (uint32_t)piece);
    if (r->resampler != NULL)
        soxr_clear(r->resampler);
    if (!kx_limiter_init(&r->limiter, job->track, job->analysis, &job->limiter,
                         start / KX_STRETCH_FRAMES, error))
        return false;
    if (start == 0) {
        kx_level_begin(r->level, NULL, steps_from(r->pass, 0));
        return true;
    }
    r->before = kx_level_before(r->level);
    r->unwanted = before - r->before;
    return render_stretch(r, start - KX_STRETCH_FRAMES, KX_STRETCH_FRAMES, error);
}

/* What comes behind the piece, as far as the resampler needs it, to the wanted length exactly. */
static bool end_piece(renderer *r, int64_t end, GError **error)
{
    const bool last = end >= r->pass->job->track->frames;

    if (r->resampler != NULL) {
        if (!last && (!kx_limiter_next(&r->limiter, error) ||
                      !render_stretch(r, end, KX_STRETCH_FRAMES, error)))
            return false;
        if (!resample(r, NULL, 0, error))
            return false;
    }
    if (r->staged > 0 && !flush_stage(r, error))
        return false;
    while (r->wanted > 0) {
        r->staged = STAGE_FRAMES;
        memset(r->stage, 0, sizeof r->stage);
        if (!flush_stage(r, error))
            return false;
    }
    if (last)
        kx_level_end(r->level);
    r->clamped += r->quantiser.clamped;
    return true;
}

/* Told by the first worker alone, of what all have done. */
static void report_progress(pass *p, unsigned worker, int64_t frames)
{
    const kx_render_job *job = p->job;
    int64_t done = __atomic_add_fetch(&p->done, frames, __ATOMIC_RELAXED);

    if (worker > 0 || done == p->told || job->progress == NULL)
        return;
    job->progress((double)done / (double)job->track->frames, job->data);
    p->told = done;
}

static bool render_piece(void *data, unsigned worker, int64_t piece, GError **error)
{
    pass *p = data;
    renderer **mine = &p->renderers[worker];
    const int64_t start = piece * PIECE_FRAMES;
    const int64_t end = MIN(start + PIECE_FRAMES, p->job->track->frames);

    if (*mine == NULL && (*mine = renderer_new(p, error)) == NULL)
        return false;
    if (!begin_piece(*mine, piece, start, error))
        return false;
    for (int64_t at = start; at < end; at += KX_STRETCH_FRAMES) {
        size_t n = (size_t)MIN(end - at, KX_STRETCH_FRAMES);
        if (!kx_limiter_next(&(*mine)->limiter, error) || !render_stretch(*mine, at, n, error))
            return false;
        note_reduction(*mine, (n + KX_BLOCK_FRAMES - 1) / KX_BLOCK_FRAMES);
        report_progress(p, worker, (int64_t)n);
    }
    if (piece % PIECES_AT_ONCE == 0) {
        kx_rows_rest(p->steps);
        kx_rows_rest(p->job->track->segments);
    }
    return end_piece(*mine, end, error);
}

/* ---- the programme ---- */

static void report_on(const pass *p, kx_render_report *report)
{
    const int64_t blocks = kx_track_blocks(p->job->track);
    int64_t limited = 0;
    float least = 1;

    *report = (kx_render_report){.true_peak = -HUGE_VAL};
    for (unsigned i = 0; i < KX_SHARE_WORKERS_MAX; i++) {
        const renderer *r = p->renderers[i];
        if (r == NULL)
            continue;
        least = MIN(least, r->least);
        limited += r->limited_blocks;
        report->clamped += r->clamped;
        const double peak = kx_level_true_peak(r->level);
        report->true_peak = MAX(report->true_peak, peak);
    }
    report->reduction = fabs(20 * log10((double)least));
    report->limited = blocks > 0 ? (double)limited / (double)blocks : 0;
    report->loudness = kx_level_loudness(p->job->rate, p->steps);
}

bool kx_render(const kx_render_job *job, kx_render_report *report, GError **error)
{
    const int64_t frames = job->track->frames * (job->rate / KX_RATE);
    const int64_t pieces = (job->track->frames + PIECE_FRAMES - 1) / PIECE_FRAMES;
    g_autoptr(kx_rows) steps = kx_rows_new(sizeof(double), job->track->folder);
    pass p = {.job = job, .frames = frames, .steps = steps};

    kx_rows_add(steps, NULL, (guint)(frames / (job->rate / 10)));
    bool ok = kx_share(pieces, job->workers, render_piece, &p, error);
    if (ok) {
        report_progress(&p, 0, 0);
        report_on(&p, report);
    }
    for (unsigned i = 0; i < KX_SHARE_WORKERS_MAX; i++)
        renderer_free(p.renderers[i]);
    return ok;
}
