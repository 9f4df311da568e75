/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Drawing artwork: a pattern above, the words below on one plain colour. Private to publish/.
 * All lengths are in parts of KX_COVER_UNITS, the side of the square. Of kxspeak-cover and tests
 * alone: others ask an artist. */
#pragma once

#include "publish/artist.h"
#include "publish/cover_fonts.h"

#include <cairo.h>
#include <glib.h>
#include <pango/pango.h>
#include <stdbool.h>
#include <stdint.h>

#define KX_COVER_UNITS 3000
/* The pattern ends and the words' ground begins. */
#define KX_COVER_HORIZON 1500
/* Text to its ground, WCAG 2.2 success criterion 1.4.6 (level AAA). */
#define KX_COVER_CONTRAST_MIN 7.0

/* Colours as 0xRRGGBB. */
typedef struct {
    const char *name;
    uint32_t ground; /* behind the words, and behind the pattern */
    uint32_t ink;    /* the words */
    uint32_t accents[KX_COVER_ACCENTS];
} kx_cover_palette;

/* Draws in the square of KX_COVER_UNITS above the horizon. `random` is a state of its own. */
typedef struct {
    const char *name;
    void (*draw)(cairo_t *cr, const kx_cover_palette *palette, uint64_t random);
} kx_cover_pattern;

extern const kx_cover_palette kx_cover_palettes[];
extern const unsigned kx_cover_n_palettes;
extern const kx_cover_pattern kx_cover_patterns[];
extern const unsigned kx_cover_n_patterns;

/* A PNG of `side` x `side` pixels, RGB in a palette, with nothing in it but pixels. Memory is that
 * of a band of it. Error: OS (memory). */
GBytes *kx_cover_draw(const kx_cover_fonts *fonts, const kx_cover_words *words, unsigned side,
                      GError **error);
/* The same with a look that is named, for tests. */
GBytes *kx_cover_draw_as(const kx_cover_fonts *fonts, const kx_cover_words *words,
                         const kx_cover_palette *palette, const kx_cover_pattern *pattern,
                         uint64_t random, unsigned side, GError **error);

/* The next number of a random state (xorshift*), below `below`. */
unsigned kx_cover_random(uint64_t *random, unsigned below);
void kx_cover_colour(cairo_t *cr, uint32_t colour);

/* The words, measured; drawn any number of times. It borrows the fonts. */
typedef struct kx_cover_text kx_cover_text;
kx_cover_text *kx_cover_text_new(const kx_cover_fonts *fonts, const kx_cover_words *words);
void kx_cover_text_draw(const kx_cover_text *text, cairo_t *cr, uint32_t ink);
/* What of the page text covers; all zero where there is none. */
void kx_cover_text_extents(const kx_cover_text *text, PangoRectangle *extents);
void kx_cover_text_free(kx_cover_text *text);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(kx_cover_text, kx_cover_text_free)
