/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Who draws artwork: a process of the program kxspeak-cover, which alone is linked with Cairo and
 * Pango. Words that break a library of fonts so cost the picture, and nothing besides. */
#pragma once

#include <glib.h>

/* The colours of a picture: its own, and a few steps of each two of them for smooth edges. */
#define KX_COVER_ACCENTS 3
#define KX_COVER_OWN     (2 + KX_COVER_ACCENTS)
#define KX_COVER_STEPS   8 /* from one colour to another: edges of nine shades look smooth */
#define KX_COVER_COLOURS                                                                           \
    (KX_COVER_OWN + KX_COVER_OWN * (KX_COVER_OWN - 1) / 2 * (KX_COVER_STEPS - 1))

/* Any UTF-8 (invalid bytes are dropped); NULL or empty: left out. */
typedef struct {
    const char *look;  /* chooses colours and pattern */
    const char *above; /* small, over the title */
    const char *title;
    const char *below; /* small, at the foot */
} kx_cover_words;

typedef struct kx_artist kx_artist;

/* Starts the process, and waits until it has its fonts. Errors: UNAVAILABLE (the fonts, or the
 * program, are missing), OS. */
kx_artist *kx_artist_new(GError **error);
/* A PNG of `side` x `side` pixels, RGB in a palette of KX_COVER_COLOURS. Equal arguments give equal
 * bytes with the same fonts and libraries. Errors: those of kx_cover_draw; SOFTWARE: the process
 * died, or has not answered for half a minute. */
GBytes *kx_artist_draw(kx_artist *artist, const kx_cover_words *words, unsigned side,
                       GError **error);
void kx_artist_free(kx_artist *artist);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(kx_artist, kx_artist_free)
