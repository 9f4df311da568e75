/* SPDX-License-Identifier: GPL-3.0-or-later */
/* words -> pronunciations: which words of a sentence the engine reads rightly as text, and which it
 * is given as phonemes. */
#pragma once

#include "speak/gate.h"
#include "text/spoken.h"

/* One sentence as the engine will take it. */
typedef struct {
    char *speech;               /* the speech rendering */
    GArray *words;              /* kx_rendered_word of `speech` */
    GArray *pieces;             /* kx_piece for the gate; piece.word indexes `words` */
    GStringChunk *arena;
} kx_utterance;

/* What the engine is given for a normalised sentence. Never fails; the caller frees it. */
kx_utterance *kx_pronounce(const kx_spoken *spoken);
void kx_utterance_free(kx_utterance *utterance);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(kx_utterance, kx_utterance_free)
