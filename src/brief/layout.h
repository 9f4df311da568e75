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

/* When a word starts, from its clip's first frame. */
typedef struct {
    unsigned word, clip;
    int64_t frame;
} kx_laid_mark;

typedef struct {
    GArray *clips; /* kx_laid_clip; a sentence's stand together */
    GArray *marks; /* kx_laid_mark; several may name one word: the first counts */
    kx_clip tone;  /* before headings, if frames > 0 */
} kx_sound;

/* Fills the track and the times of parts, chapters, sentences and words. */
void kx_lay_out(kx_briefing *briefing, kx_sound *sound, const kx_voice *voice);
