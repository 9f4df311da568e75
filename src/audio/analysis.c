/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "audio/analysis.h"

#include "audio/kweight.h"
#include "audio/truepeak.h"
#include "base/file.h"
#include "base/intl.h"

#include <math.h>
#include <string.h>
#include <unistd.h>

/* 4 s: the filters' run-up before it costs a tenth, and it fits the second-level cache. */
#define CHUNK_BLOCKS  (630 * 4)
#define BEFORE_FRAMES (KX_KWEIGHT_WARMUP_BLOCKS * KX_BLOCK_FRAMES)
#define AFTER_FRAMES  (KX_PEAK_SPAN + KX_PEAK_AFTER)
#define CHUNK_FRAMES  (BEFORE_FRAMES + CHUNK_BLOCKS * KX_BLOCK_FRAMES + AFTER_FRAMES)
/* Peaks looked for at once, and the samples that they need. */
#define PEAK_BLOCKS 504
/* Where a gain needs true peaks, those that a gain larger by 1.5 dB would need are found as well:
 * the sound is at hand, and the next walk has a somewhat larger gain. */
#define NEXT_GAIN   0.84F
#define PEAK_FRAMES (KX_PEAK_BEFORE + PEAK_BLOCKS * KX_BLOCK_FRAMES + KX_PEAK_SPAN + KX_PEAK_AFTER)

#define WHAT _("the temporary file of block measures")

struct kx_analysis {
    int fd;
    int64_t blocks;
    kx_kweight kweight;
    kx_interpolator ip;
    int16_t *pcm; /* CHUNK_FRAMES: what is being measured */
    float energies[CHUNK_BLOCKS];
    kx_sound_block out[CHUNK_BLOCKS];
};

kx_analysis *kx_analysis_new(const char *spool_dir, GError **error)
{
    int fd = kx_spool_open(spool_dir, error);

    if (fd < 0)
        return NULL;
    kx_analysis *analysis = g_new(kx_analysis, 1);
    analysis->fd = fd;
    analysis->blocks = 0;
    analysis->pcm = g_new(int16_t, CHUNK_FRAMES);
    kx_kweight_init(&analysis->kweight, KX_RATE);
    kx_interpolator_init(&analysis->ip);
    return analysis;
}

void kx_analysis_free(kx_analysis *analysis)
{
    if (analysis == NULL)
        return;
    close(analysis->fd);
    g_free(analysis->pcm);
    g_free(analysis);
}

static int64_t clip_blocks(const kx_clip *clip)
{
    return (clip->frames + KX_BLOCK_FRAMES - 1) / KX_BLOCK_FRAMES;
}

/* Frames first..first+n of the clip; zeros outside it. */
static bool read_clip(const kx_clip *clip, int64_t first, int16_t *out, size_t n, GError **error)
{
    int64_t from = CLAMP(first, 0, clip->frames);
    int64_t to = CLAMP(first + (int64_t)n, 0, clip->frames);
    size_t zeros = (size_t)MIN(from - first, (int64_t)n), got = (size_t)(to - from);

    memset(out, 0, zeros * sizeof *out);
    memset(out + zeros + got, 0, (n - zeros - got) * sizeof *out);
    return kx_pread_all(clip->fd, out + zeros, got * sizeof *out,
                        (off_t)(clip->first + from) * (off_t)sizeof *out,
                        _("the temporary sound file"), error);
}

/* Bounds of the true peaks, negative, until somebody asks for more. */
static void bound_peaks(const kx_analysis *analysis, const int16_t *pcm, kx_sound_block *out,
                        size_t blocks)
{
    const float bound = analysis->ip.bound * (-1.0F / 32768);

    for (size_t i = 0; i < blocks; i++) /* of all samples that bear on the block */
        out[i].peak = (float)kx_sample_peak(pcm + i * KX_BLOCK_FRAMES - KX_PEAK_BEFORE,
                                            KX_PEAK_BEFORE + KX_PEAK_SPAN + KX_PEAK_AFTER) *
                      bound;
}

static bool measure_chunk(kx_analysis *analysis, const kx_clip *clip, int64_t first_frame,
                          size_t blocks, GError **error)
{
    /* Lanes are filled up with silence. */
    size_t lanes = (blocks + KX_KWEIGHT_LANES - 1) / KX_KWEIGHT_LANES * KX_KWEIGHT_LANES;
    const int16_t *pcm = analysis->pcm + BEFORE_FRAMES;

    if (!read_clip(clip, first_frame - BEFORE_FRAMES, analysis->pcm,
                   BEFORE_FRAMES + lanes * KX_BLOCK_FRAMES + AFTER_FRAMES, error))
        return false;
    kx_kweight_energies(&analysis->kweight, pcm, KX_BLOCK_FRAMES, lanes, analysis->energies);
    bound_peaks(analysis, pcm, analysis->out, blocks);
    for (size_t i = 0; i < blocks; i++)
        analysis->out[i].energy = analysis->energies[i];
    if (!kx_pwrite_all(analysis->fd, analysis->out, blocks * sizeof *analysis->out,
                       (off_t)analysis->blocks * (off_t)sizeof *analysis->out, WHAT, error))
        return false;
    analysis->blocks += (int64_t)blocks;
    return true;
}

bool kx_analysis_add(kx_analysis *analysis, kx_clip *clip, GError **error)
{
    const int64_t first_block = analysis->blocks, blocks = clip_blocks(clip);

    for (int64_t done = 0; done < blocks; done += CHUNK_BLOCKS)
        if (!measure_chunk(analysis, clip, done * KX_BLOCK_FRAMES,
                           (size_t)MIN(blocks - done, CHUNK_BLOCKS), error)) {
            analysis->blocks = first_block;
            return false;
        }
    clip->block = first_block;
    return true;
}

/* The true peak of a block, negative if it is a bound only, which is not above `allowed`. */
static float find_peak(const kx_interpolator *ip, const int16_t *pcm, float allowed)
{
    const float bound = kx_peak_bound(ip, pcm) * (1.0F / 32768);

    return bound <= allowed ? -bound : kx_interpolated_peak(ip, KX_PEAK_4X, pcm) * (1.0F / 32768);
}

/* Where one of n blocks of a clip, block `first` on, has a bound above `allowed`: finds the true
 * peaks, or closer bounds that are not above it, and keeps them. */
static bool find_peaks(const kx_analysis *analysis, const kx_clip *clip, int64_t first,
                       kx_sound_block *blocks, size_t n, float allowed, GError **error)
{
    size_t from = 0, to = n;

    while (from < n && blocks[from].peak >= -allowed)
        from++;
    while (to > from && blocks[to - 1].peak >= -allowed)
        to--;
    if (from == to)
        return true;
    int16_t pcm[PEAK_FRAMES]; /* not above: it is filled with zeros where it stands */
    const int64_t frame = (first + (int64_t)from) * KX_BLOCK_FRAMES;
    if (!read_clip(clip, frame - KX_PEAK_BEFORE, pcm,
                   KX_PEAK_BEFORE + (to - from - 1) * KX_BLOCK_FRAMES + KX_PEAK_SPAN +
                       KX_PEAK_AFTER,
                   error))
        return false;
    for (size_t i = from; i < to; i++)
        if (blocks[i].peak < -allowed * NEXT_GAIN)
            blocks[i].peak =
                find_peak(&analysis->ip, pcm + KX_PEAK_BEFORE + (i - from) * KX_BLOCK_FRAMES,
                          allowed * NEXT_GAIN);
    return kx_pwrite_all(analysis->fd, blocks + from, (to - from) * sizeof *blocks,
                         (off_t)(clip->block + first + (int64_t)from) * (off_t)sizeof *blocks, WHAT,
                         error);
}

/* n blocks as they were kept, number `at` on of all, in a clip that ends before number `end`. */
static bool read_kept(kx_block_stream *stream, int64_t at, int64_t end, kx_sound_block *out,
                      size_t n, GError **error)
{
    while (n > 0) {
        if (at < stream->first_ahead || at >= stream->first_ahead + (int64_t)stream->n_ahead) {
            stream->n_ahead = 0;
            const size_t read = (size_t)MIN(end - at, KX_BLOCKS_AHEAD);
            if (!kx_pread_all(stream->analysis->fd, stream->ahead, read * sizeof *out,
                              (off_t)at * (off_t)sizeof *out, WHAT, error))
                return false;
            stream->first_ahead = at;
            stream->n_ahead = read;
        }
        const size_t from = (size_t)(at - stream->first_ahead);
        const size_t take = MIN(n, stream->n_ahead - from);
        memcpy(out, stream->ahead + from, take * sizeof *out);
        out += take;
        at += (int64_t)take;
        n -= take;
    }
    return true;
}

/* n blocks of a clip, block `first` on. */
static bool read_blocks(kx_block_stream *stream, const kx_clip *clip, int64_t first,
                        kx_sound_block *out, size_t n, GError **error)
{
    if (!read_kept(stream, clip->block + first, clip->block + clip_blocks(clip), out, n, error))
        return false;
    for (size_t done = 0; done < n; done += PEAK_BLOCKS)
        if (!find_peaks(stream->analysis, clip, first + (int64_t)done, out + done,
                        MIN(n - done, PEAK_BLOCKS), stream->allowed, error))
            return false;
    for (size_t i = 0; i < n; i++)
        out[i].peak = fabsf(out[i].peak);
    return true;
}

int64_t kx_track_blocks(const kx_track *track)
{
    return (track->frames + KX_BLOCK_FRAMES - 1) / KX_BLOCK_FRAMES;
}

/* The first clip at or after stream->segment that ends after block stream->next, or NULL. */
static const kx_segment *next_clip(kx_block_stream *stream)
{
    const kx_rows *segments = stream->track->segments;

    for (; stream->segment < segments->len; stream->segment++) {
        const kx_segment *segment = &g_array_index(segments, kx_segment, stream->segment);
        if (!segment->silent && segment->start + segment->frames > stream->next * KX_BLOCK_FRAMES)
            return segment;
        kx_rows_passed(segments, stream->segment);
    }
    return NULL;
}

void kx_block_stream_seek(kx_block_stream *stream, int64_t block)
{
    const int64_t frame = block * KX_BLOCK_FRAMES;

    stream->next = block;
    stream->segment = frame < stream->track->frames ? kx_track_segment(stream->track, frame)
                                                    : stream->track->segments->len;
}

bool kx_block_stream_read(kx_block_stream *stream, kx_sound_block *out, size_t n, GError **error)
{
    while (n > 0) {
        const kx_segment *clip = next_clip(stream);
        int64_t first = clip == NULL ? INT64_MAX : clip->start / KX_BLOCK_FRAMES;
        size_t take;

        if (clip == NULL || first > stream->next) {
            take = (size_t)MIN((int64_t)n, first - stream->next);
            memset(out, 0, take * sizeof *out);
        } else {
            int64_t end = (clip->start + clip->frames + KX_BLOCK_FRAMES - 1) / KX_BLOCK_FRAMES;
            take = (size_t)MIN((int64_t)n, end - stream->next);
            if (!read_blocks(stream, &clip->clip, stream->next - first, out, take, error))
                return false;
        }
        out += take;
        n -= take;
        stream->next += (int64_t)take;
    }
    return true;
}
