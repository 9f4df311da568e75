/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Where everything stands in time. Private to brief/. */
#pragma once

#include "brief/briefing.h"

/* Sound of one call, in the order it was spoken in. */
typedef struct {
    kx_clip clip;
    char cut;      /* the mark at which the sentence was cut after it, or 0 */
    int64_t start; /* frame of the programme; set by kx_lay_out */
} kx_laid_clip;

/* Until it is laid out, a word's `end` is the clip in which it begins, its `start` the frame there;
 * or this, where the engine has not marked it. */
#define KX_NO_MARK (-1)

typedef struct {
    kx_rows *clips; /* kx_laid_clip; a sentence's stand together */
    kx_clip tone;   /* before headings, if frames > 0 */
} kx_laid_sound;

/* Fills the track and the times of parts, chapters, sentences and words. */
void kx_lay_out(kx_briefing *briefing, kx_laid_sound *sound, const kx_voice *voice);
