/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The comments of FLAC and Opus, "KEY=value": one list for both. */
#pragma once

#include "audio/encode.h"

typedef enum {
    KX_COMMENTS_FLAC, /* gain as REPLAYGAIN_TRACK_GAIN and _PEAK */
    KX_COMMENTS_OPUS, /* gain as R128_TRACK_GAIN, the only one that RFC 7845 allows */
} kx_comments_kind;

/* ReplayGain 2.0: the gain in dB that leads to -18 LUFS, and the peak as a share of full scale;
 * "-1.98 dB" and "0.884097". Both NULL if there is no loudness. Caller frees. */
void kx_replaygain(const kx_tags *tags, char **gain, char **peak);
/* Comments in the order that readers count on: of each chapter the time, the name, the URL.
 * A GPtrArray of char*, owned by it. */
GPtrArray *kx_comments_new(const kx_tags *tags, kx_comments_kind kind);
