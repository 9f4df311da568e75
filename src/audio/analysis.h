/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What was measured of the clips, read back as one row of blocks along the programme. */
#pragma once

#include "audio/master.h"

/* One block of KX_BLOCK_FRAMES. */
typedef struct {
    float energy; /* sum of its squared K-weighted samples; full scale is 1 */
    /* Its true peak up to the next block's first sample; full scale is 1. What cannot exceed the
     * stream's `allowed` may be given too large, up to that. */
    float peak;
} kx_sound_block;

/* Of a clip's blocks so many are read at once: 4 s. */
#define KX_BLOCKS_AHEAD (630 * 4)

/* A walk along a track; several may go on at once, in threads of their own. */
typedef struct {
    const kx_track *track;
    const kx_analysis *analysis;
    float allowed; /* no peak up to this matters */
    guint segment; /* no segment before this one reaches `next` */
    int64_t next;  /* block of the programme */
    /* Those read of the clip at hand: the first one's number among all that were measured. */
    int64_t first_ahead;
    size_t n_ahead;
    kx_sound_block ahead[KX_BLOCKS_AHEAD];
} kx_block_stream;

/* Blocks of a track, the last one perhaps partly filled. */
int64_t kx_track_blocks(const kx_track *track);

/* Goes to a block. */
void kx_block_stream_seek(kx_block_stream *stream, int64_t block);
/* The next n blocks; silence has zeros, also beyond the track's end. IO. */
bool kx_block_stream_read(kx_block_stream *stream, kx_sound_block *out, size_t n, GError **error);
