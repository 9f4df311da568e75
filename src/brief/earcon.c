/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "brief/earcon.h"

#include <math.h>

enum { TONE_HZ = 660, TONE_PEAK = 6000 };

void kx_earcon(int16_t *samples)
{
    for (int i = 0; i < KX_EARCON_FRAMES; i++) {
        double t = (double)i / KX_RATE, left = 1 - (double)i / KX_EARCON_FRAMES;
        double attack = fmin(1, t / 0.005);
        double wave = sin(2 * G_PI * TONE_HZ * t) + 0.4 * sin(4 * G_PI * TONE_HZ * t);
        samples[i] = (int16_t)lround(TONE_PEAK * attack * left * left * wave);
    }
}

bool kx_has_earcon(const kx_briefing *b, const kx_timed_sentence *s)
{
    const kx_document *doc = g_ptr_array_index(b->documents, s->doc);
    kx_block_kind kind = g_array_index(doc->blocks, kx_block, s->block).kind;
    return s->pause != KX_PAUSE_SENTENCE &&
           (kind == KX_BLOCK_HEADLINE || kind == KX_BLOCK_INTERTITLE);
}
