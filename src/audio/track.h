/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The programme as one row of segments: clips of spoken sound and the silence between them. Sound
 * stays in spool files; a track holds where it is.
 *
 * Every clip starts on a multiple of KX_BLOCK_FRAMES, so that what was measured of a clip when it
 * was spoken (in any order) fits the programme's own grid. */
#pragma once

#include "base/rows.h"

#include <glib.h>
#include <stdbool.h>
#include <stdint.h>

/* The sample rate of everything before the encoders. */
#define KX_RATE 22050
/* 1/630 s: 63 blocks are the 100 ms step of BS.1770's gating. */
#define KX_BLOCK_FRAMES 35

/* 16-bit mono sound in a spool file. */
typedef struct {
    int fd;
    int64_t first; /* frame in the file */
    int64_t frames;
    int64_t block; /* its first block in the analysis (audio/master.h) */
} kx_clip;

typedef struct {
    int64_t start; /* frame of the programme */
    int64_t frames;
    bool silent;
    kx_clip clip; /* if not silent; clip.frames == frames */
} kx_segment;

typedef struct {
    kx_rows *segments; /* kx_segment, ascending, without gaps */
    int64_t frames;    /* the programme's length */
    char *folder;      /* for what grows with that (base/rows.h), or NULL */
} kx_track;

kx_track *kx_track_new(const char *folder);
void kx_track_free(kx_track *track);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(kx_track, kx_track_free)

/* Appends at least `frames` of silence, lengthened (by less than a block) so that the track ends
 * on the block grid. Joins an adjoining silence. */
void kx_track_add_silence(kx_track *track, int64_t frames);
/* Lengthens the silence at the end so that the track ends on a whole second. */
void kx_track_to_second(kx_track *track);
/* Appends a clip; returns the frame at which it starts. The track must end on the block grid:
 * callers put a silence (0 frames is one) before each clip. */
int64_t kx_track_add_clip(kx_track *track, const kx_clip *clip);
/* The segment that holds `frame`, which lies inside the track. */
guint kx_track_segment(const kx_track *track, int64_t frame);
/* Reads n frames at programme frame `start`; what lies beyond the end is silence. Quick when calls
 * walk forward. IO. */
bool kx_track_read(const kx_track *track, int64_t start, int16_t *out, size_t n, GError **error);
