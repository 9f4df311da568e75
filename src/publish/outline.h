/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A briefing as books and pages give it: all that is printed, in the order of reading, and for each
 * sentence the stretch of sound in which it is heard. Stretches touch: the pause behind a sentence
 * belongs to it, and so do the words that only the ear needs ("Kop:" to what follows, "Einde
 * citaat." to what stands before). Private to publish/. */
#pragma once

#include "brief/briefing.h"

/* A printed sentence. */
typedef struct {
    unsigned sentence;  /* index into the briefing's; its id is kx_cue_id(sentence) */
    int64_t start, end; /* frames of the briefing; equal where it is not heard */
} kx_passage;

/* How deep a heading stands. */
typedef enum {
    KX_DEPTH_TEXT, /* no heading; so are the headlines that the opening lists */
    KX_DEPTH_SECTION,
    KX_DEPTH_ARTICLE,
    KX_DEPTH_INTERTITLE,
} kx_depth;

/* A block of an article, or a sentence of the programme's own. */
typedef struct {
    kx_block_kind kind;
    kx_depth depth;
    unsigned part;       /* index into the briefing's */
    unsigned doc, block; /* where it is printed */
    unsigned first, n;   /* passages; n 0: printed, but left out of the reading */
} kx_outline_block;

/* A part of the briefing with a sound of its own: [start, end) of the briefing. */
typedef struct {
    int64_t start, end;
    unsigned first, n; /* blocks */
} kx_outline_part;

typedef struct {
    GArray *parts; /* kx_outline_part, one a part of the briefing that has sound, in its order */
    GArray *blocks, *passages;
    bool has_sections;
} kx_outline;

kx_outline *kx_outline_new(const kx_briefing *briefing);
void kx_outline_free(kx_outline *outline);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(kx_outline, kx_outline_free)
