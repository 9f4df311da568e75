/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "audio/track.h"

#include "base/file.h"
#include "base/intl.h"

#include <string.h>

kx_track *kx_track_new(const char *folder)
{
    kx_track *track = g_new0(kx_track, 1);

    track->segments = kx_rows_new(sizeof(kx_segment), folder);
    track->folder = g_strdup(folder);
    return track;
}

void kx_track_free(kx_track *track)
{
    if (track == NULL)
        return;
    kx_rows_free(track->segments);
    g_free(track->folder);
    g_free(track);
}

static kx_segment *segment_at(const kx_track *track, guint i)
{
    return &g_array_index(track->segments, kx_segment, i);
}

static void append_silence(kx_track *track, int64_t frames)
{
    if (frames == 0)
        return;
    if (track->segments->len > 0 && segment_at(track, track->segments->len - 1)->silent) {
        segment_at(track, track->segments->len - 1)->frames += frames;
    } else {
        kx_segment segment = {.start = track->frames, .frames = frames, .silent = true};
        kx_rows_add(track->segments, &segment, 1);
    }
    track->frames += frames;
}

/* The least multiple of `unit` that is not under n. */
static int64_t round_up(int64_t n, int64_t unit)
{
    return (n + unit - 1) / unit * unit;
}

void kx_track_add_silence(kx_track *track, int64_t frames)
{
    g_assert(frames >= 0);
    append_silence(track, round_up(track->frames + frames, KX_BLOCK_FRAMES) - track->frames);
}

void kx_track_to_second(kx_track *track)
{
    append_silence(track, round_up(track->frames, KX_RATE) - track->frames);
}

int64_t kx_track_add_clip(kx_track *track, const kx_clip *clip)
{
    kx_segment segment = {.start = track->frames, .frames = clip->frames, .clip = *clip};

    g_assert(clip->frames >= 0);
    g_assert(track->frames % KX_BLOCK_FRAMES == 0);
    if (clip->frames > 0)
        kx_rows_add(track->segments, &segment, 1);
    track->frames += clip->frames;
    return segment.start;
}

guint kx_track_segment(const kx_track *track, int64_t frame)
{
    guint low = 0, high = track->segments->len;

    while (high - low > 1) {
        guint middle = low + (high - low) / 2;
        if (segment_at(track, middle)->start <= frame)
            low = middle;
        else
            high = middle;
    }
    return low;
}

bool kx_track_read(const kx_track *track, int64_t start, int16_t *out, size_t n, GError **error)
{
    g_assert(start >= 0);
    guint i = start < track->frames ? kx_track_segment(track, start) : track->segments->len;

    while (n > 0 && i < track->segments->len) {
        const kx_segment *segment = segment_at(track, i);
        int64_t skip = start - segment->start;
        size_t take = (size_t)MIN((int64_t)n, segment->frames - skip);

        if (segment->silent)
            memset(out, 0, take * sizeof *out);
        else if (!kx_pread_all(segment->clip.fd, out, take * sizeof *out,
                               (off_t)(segment->clip.first + skip) * (off_t)sizeof *out,
                               _("the temporary sound file"), error))
            return false;
        out += take;
        n -= take;
        start += (int64_t)take;
        if (skip + (int64_t)take == segment->frames)
            kx_rows_passed(track->segments, i++);
    }
    memset(out, 0, n * sizeof *out);
    return true;
}
