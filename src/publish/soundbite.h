/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The piece of an episode that apps play as a sample (podcast:soundbite): of its lead item. Private
 * to publish/. */
#pragma once

#include "brief/briefing.h"

/* What the podcast namespace allows: seconds, and characters of the title. */
#define KX_SOUNDBITE_SECONDS_MIN 15
#define KX_SOUNDBITE_SECONDS_MAX 120
#define KX_SOUNDBITE_TITLE_CHARS 128

typedef struct {
    double start, duration; /* seconds, whole milliseconds */
    char *title;
} kx_soundbite;

/* The first article from its headline to the end of a sentence: as much of it as lasts a minute at
 * most, or else the least above that. NULL where no end of a sentence lies within the bounds. */
kx_soundbite *kx_soundbite_new(const kx_briefing *briefing);
void kx_soundbite_free(kx_soundbite *soundbite);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(kx_soundbite, kx_soundbite_free)
