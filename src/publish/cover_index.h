/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The colours of drawn artwork, counted: its own and a few steps of each two of them for smooth
 * edges. A palette makes the file a third of what it is in full colour. Private to publish/. */
#pragma once

#include "publish/cover_draw.h"

typedef enum {
    KX_COVER_PATTERN, /* every colour */
    KX_COVER_WORDS,   /* ground, ink and their steps */
} kx_cover_zone;

typedef struct {
    uint32_t colours[KX_COVER_COLOURS]; /* the palette's own, ground to ink, the others */
    /* By zone, of a colour's upper five bits a channel: 1 more than the number, or 0: it was not
     * asked for yet. */
    uint8_t nearest[2][1 << 15];
} kx_cover_index;

/* An index for a palette. */
void kx_cover_index_fill(kx_cover_index *index, const kx_cover_palette *palette);
/* The number of each pixel of a row of 0x??RRGGBB; own colours are exact. */
void kx_cover_index_row(kx_cover_index *index, kx_cover_zone zone, const uint32_t *pixels,
                        uint8_t *row, unsigned n);
