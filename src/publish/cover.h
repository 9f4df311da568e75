/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Artwork of a show and of its episodes: the publisher's own picture, or a drawn one. Podcast
 * directories take a square JPEG or PNG of 1400 to 3000 pixels, RGB, without alpha (Apple, "Podcast
 * artwork requirements"). */
#pragma once

#include "audio/encode.h"
#include "brief/show.h"
#include "publish/artist.h"

#define KX_COVER_SIDE_MIN 1400
#define KX_COVER_SIDE_MAX 3000
/* Of a drawn one that is in sound files alone, which no directory looks at: players show it as wide
 * as a telephone is. */
#define KX_COVER_SIDE_EMBEDDED 1000

typedef struct {
    kx_picture picture; /* its data are those of `bytes` */
    GBytes *bytes;
} kx_cover;

/* The publisher's file, decoded to its end before it is taken. Errors, naming the file, what is
 * wrong and what to do: NO_INPUT, NO_PERM, IO; DATA for more than KX_COVER_BYTES_MAX, anything but
 * a PNG of colour type 2 or 3 with 8 bits and no tRNS or a JPEG with three components of 8 bits,
 * not square, too small or large, damaged or cut short. */
kx_cover *kx_cover_load(const char *path, GError **error);
/* The same of bytes in memory; `name` is for messages. */
kx_cover *kx_cover_parse(GBytes *bytes, const char *name, GError **error);

/* Makes sure that the two below will be able to, before an hour of speech is made: the show's file
 * is good, or *artist (owned by the caller; else NULL) can draw. Errors: theirs. */
bool kx_cover_ready(const kx_show *show, kx_artist **artist, GError **error);
/* The show's artwork: its file, else drawn: its title over a pattern and colours that follow from
 * the title alone. `artist`: NULL for one of its own. Errors: those of kx_cover_load and of
 * kx_artist_new and kx_artist_draw. */
kx_cover *kx_cover_show(kx_artist *artist, const kx_show *show, GError **error);
/* An episode's artwork: the show's file, else drawn in the show's look with the episode's title and
 * date (YYYY-MM-DD; NULL or no date: left out), `side` pixels high and wide. A show without title
 * has the look of `title`. */
kx_cover *kx_cover_episode(kx_artist *artist, const kx_show *show, const char *title,
                           const char *date, unsigned side, GError **error);
/* What the file's name ends in: ".png", ".jpg". */
const char *kx_cover_suffix(const kx_cover *cover);
void kx_cover_free(kx_cover *cover);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(kx_cover, kx_cover_free)
