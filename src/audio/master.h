/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Mastering: one linear gain for the whole programme, solved so that the integrated loudness
 * (ITU-R BS.1770-4) holds after a look-ahead true-peak limiter; then TPDF dither to 16 bit.
 *
 * Each clip is measured once, when it has been spoken: K-weighted energy and a bound of the
 * true peak of each block of KX_BLOCK_FRAMES. Silence in between lets the filters die away, so
 * clips measure alone as they do in the programme. The gain is solved on these blocks, and the
 * result measured sample by sample (audio/level.h). */
#pragma once

#include "audio/track.h"

/* Block measures of clips, in an unlinked file: memory does not grow with the programme. */
typedef struct kx_analysis kx_analysis;
/* `spool_dir`: folder for the unlinked file. */
kx_analysis *kx_analysis_new(const char *spool_dir, GError **error);
void kx_analysis_free(kx_analysis *analysis);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(kx_analysis, kx_analysis_free)
/* Measures clip->frames at clip->first of clip->fd and sets clip->block. IO. */
bool kx_analysis_add(kx_analysis *analysis, kx_clip *clip, GError **error);

typedef struct {
    double loudness; /* LUFS to reach, e.g. -16 */
    double ceiling;  /* dBTP that no peak may exceed after everything, at most 0, e.g. -1 */
    int rate;        /* of the master: KX_RATE or 2 * KX_RATE */
    bool alone;      /* no thread beside this one; the result is the same */
} kx_master_settings;

typedef struct {
    double measured;  /* LUFS before; -HUGE_VAL for silence */
    double gain;      /* dB */
    double reduction; /* largest, dB, >= 0 */
    double limited;   /* share of the time with more than 1 dB of reduction, 0..1 */
    double loudness;  /* LUFS of the master; -HUGE_VAL for silence */
    double true_peak; /* dBTP of the master; -HUGE_VAL for silence */
    bool skipped;     /* silence or under 3 s of speech: gain 0 dB */
} kx_master_report;

/* A finished programme: 16-bit mono PCM in an unlinked file. */
typedef struct {
    int fd;
    int rate;
    int64_t frames; /* at `rate` */
    int64_t *read;  /* if not NULL: frames that readers have read in all, counted atomically */
    const volatile int *stop; /* if not NULL: non-zero lets no reader go on */
} kx_master;

/* Masters the track into a new unlinked file in `spool_dir`. The master has exactly
 * track->frames * settings->rate / KX_RATE frames. Deterministic (dither from a fixed seed).
 * *stop non-zero ends it with INTERRUPTED; `progress` (may be NULL) hears shares 0..1.
 * The ceiling always holds; the loudness within 0.1 LU, unless the limiter would have to be pushed
 * by more than 12 dB (clicks in silence): then the report shows less. Errors: USAGE (rate,
 * ceiling), CANT_CREATE, IO, OS (memory), SOFTWARE. On failure master->fd is -1. */
bool kx_master_render(const kx_track *track, const kx_analysis *analysis,
                      const kx_master_settings *settings, const char *spool_dir, kx_master *master,
                      kx_master_report *report, const volatile int *stop,
                      void (*progress)(double share, void *data), void *data, GError **error);
void kx_master_clear(kx_master *master);
/* n frames from `start` on. Errors: IO, INTERRUPTED. */
bool kx_master_read(const kx_master *master, int64_t start, int16_t *out, size_t n, GError **error);
