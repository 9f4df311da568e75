/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The tone before headings (KX_STRUCTURE_TONE): a soft two-partial bell. */
#pragma once

#include "brief/briefing.h"

enum { KX_EARCON_FRAMES = KX_RATE * 180 / 1000, KX_EARCON_GAP_FRAMES = KX_RATE * 150 / 1000 };

/* Fills KX_EARCON_FRAMES frames. */
void kx_earcon(int16_t *samples);
/* Whether the sentence has it before it, where the structure is shown by tones: the first of a
 * heading that something stands before. */
bool kx_has_earcon(const kx_briefing *briefing, const kx_timed_sentence *sentence);
