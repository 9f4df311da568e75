/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "audio/analysis.h"

#include "audio/kweight.h"
#include "audio/truepeak.h"
#include "base/file.h"
#include "base/intl.h"

#include <string.h>
#include <unistd.h>

/* 4 s: the filters' run-up before it costs a tenth, and it fits the second-level cache. */
#define CHUNK_BLOCKS  (630 * 4)
#define BEFORE_FRAMES (KX_KWEIGHT_WARMUP_BLOCKS * KX_BLOCK_FRAMES)
#define AFTER_FRAMES  (KX_PEAK_SPAN + KX_PEAK_AFTER)
#define CHUNK_FRAMES  (BEFORE_FRAMES + CHUNK_BLOCKS * KX_BLOCK_FRAMES + AFTER_FRAMES)

/* A block that could come into the limiter's way only if the loudest block of its chunk were
 * reduced by more than this factor (14 dB) gets an upper bound for its true peak instead. */
#define PRUNE_FACTOR 5

#define WHAT _("the temporary file of block measures")

struct kx_analysis {
    int fd;
    int64_t blocks;
    kx_kweight kweight;
    kx_interpolator ip;
    int16_t pcm[CHUNK_FRAMES];
    float energies[CHUNK_BLOCKS];
    kx_block out[CHUNK_BLOCKS];
};

kx_analysis *kx_analysis_new(const char *spool_dir, GError **error)
{
    int fd = kx_spool_open(spool_dir, error);

    if (fd < 0)
        return NULL;
    kx_analysis *analysis = g_new(kx_analysis, 1);
    analysis->fd = fd;
    analysis->blocks = 0;
    kx_kweight_init(&analysis->kweight, KX_RATE);
    kx_interpolator_init(&analysis->ip);
    return analysis;
}

void kx_analysis_free(kx_analysis *analysis)
{
    if (analysis == NULL)
        return;
    close(analysis->fd);
    g_free(analysis);
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

static void measure_peaks(const kx_analysis *analysis, const int16_t *pcm, kx_block *out,
                          size_t blocks)
{
    float top = 0;

    for (size_t i = 0; i < blocks; i++) {
        /* With the next block's first sample: the gap before it belongs to this block. */
        out[i].peak = (float)kx_sample_peak(pcm + i * KX_BLOCK_FRAMES, KX_BLOCK_FRAMES + 1);
        top = MAX(top, out[i].peak);
    }
    for (size_t i = 0; i < blocks; i++) {
        float most = out[i].peak * analysis->ip.bound;
        out[i].peak = most * PRUNE_FACTOR <= top ? most
                                                 : kx_interpolated_peak(&analysis->ip, KX_PEAK_4X,
                                                                        pcm + i * KX_BLOCK_FRAMES);
        out[i].peak *= 1.0F / 32768;
    }
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
    measure_peaks(analysis, pcm, analysis->out, blocks);
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
    int64_t first_block = analysis->blocks;
    int64_t blocks = (clip->frames + KX_BLOCK_FRAMES - 1) / KX_BLOCK_FRAMES;

    for (int64_t done = 0; done < blocks; done += CHUNK_BLOCKS)
        if (!measure_chunk(analysis, clip, done * KX_BLOCK_FRAMES,
                           (size_t)MIN(blocks - done, CHUNK_BLOCKS), error)) {
            analysis->blocks = first_block;
            return false;
        }
    clip->block = first_block;
    return true;
}

int64_t kx_track_blocks(const kx_track *track)
{
    return (track->frames + KX_BLOCK_FRAMES - 1) / KX_BLOCK_FRAMES;
}

/* The first clip at or after stream->segment that ends after block stream->next, or NULL. */
static const kx_segment *next_clip(kx_block_stream *stream)
{
    const GArray *segments = stream->track->segments;

    for (; stream->segment < segments->len; stream->segment++) {
        const kx_segment *segment = &g_array_index(segments, kx_segment, stream->segment);
        if (!segment->silent && segment->start + segment->frames > stream->next * KX_BLOCK_FRAMES)
            return segment;
    }
    return NULL;
}

bool kx_block_stream_read(kx_block_stream *stream, kx_block *out, size_t n, GError **error)
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
            if (!kx_pread_all(stream->analysis->fd, out, take * sizeof *out,
                              (off_t)(clip->clip.block + stream->next - first) * (off_t)sizeof *out,
                              WHAT, error))
                return false;
        }
        out += take;
        n -= take;
        stream->next += (int64_t)take;
    }
    return true;
}
