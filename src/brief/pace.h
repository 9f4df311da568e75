/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How fast a text is read: from real words a minute, pauses included, to the engine's speed. */
#pragma once

#include "brief/voice.h"
#include "text/spoken.h"

/* How much there is to read of some sentences: what their words a minute depend on. */
typedef struct {
    double words;      /* printed: what stands between blanks */
    double characters; /* of the speech rendering, and a blank a sentence */
    unsigned pauses[KX_PAUSES];
    double seconds; /* of silence that does not depend on the speed */
} kx_pace;

/* Printed words of a sentence. */
unsigned kx_printed_words(const kx_spoken *spoken);
/* Adds a sentence, with the pauses inside it, and `before` it (KX_PAUSES: none). */
void kx_pace_add(kx_pace *pace, const kx_spoken *spoken, kx_pause before);
/* Characters a second (kx_engine_rate) at which all that was added takes so long that it is read at
 * so many words a minute, pauses included. G_MAXDOUBLE if its pauses alone take longer. */
double kx_pace_characters_per_second(const kx_pace *pace, const kx_voice *voice,
                                     double words_per_minute);
/* The other way round; 0 if nothing was added. `pause_rate`: what kx_voice_pause is asked for. */
double kx_pace_words_per_minute(const kx_pace *pace, const kx_voice *voice,
                                double characters_per_second, double pause_rate);

/* The pause at the mark where a sentence was cut (kx_call_cut). */
kx_pause kx_cut_pause(char cut);
