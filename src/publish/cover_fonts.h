/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The fonts of drawn artwork: a few that are named, whatever else the system has, so that the same
 * words look the same everywhere. Private to kxspeak-cover and tests. */
#pragma once

#include <fontconfig/fontconfig.h>
#include <glib.h>
#include <pango/pango.h>
#include <stdbool.h>

/* For pango_font_description_from_string: the second has Arabic, Hebrew and signs that the first
 * lacks. */
#define KX_COVER_TITLE_FONT "Inter Display,DejaVu Sans ExtraBold"
#define KX_COVER_SMALL_FONT "Inter,DejaVu Sans SemiBold"

typedef struct {
    FcConfig *config;  /* it holds these fonts and no others */
    FcCharSet *known;  /* what they have */
    PangoFontMap *map; /* of them */
} kx_cover_fonts;

/* Finds them, and makes their configuration this process's own: a library that loads its default
 * one would read that of the whole system. Errors: UNAVAILABLE, naming the font. */
bool kx_cover_fonts_find(kx_cover_fonts *fonts, GError **error);
void kx_cover_fonts_clear(kx_cover_fonts *fonts);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(kx_cover_fonts, kx_cover_fonts_clear)
