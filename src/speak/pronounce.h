/* SPDX-License-Identifier: GPL-3.0-or-later */
/* words -> pronunciations: which words of a sentence the engine reads rightly as text, and which it
 * is given as phonemes. */
#pragma once

#include "speak/gate.h"
#include "text/class.h"
#include "text/spoken.h"

/* One sentence as the engine will take it. */
typedef struct {
    char *speech;   /* the speech rendering */
    GArray *words;  /* kx_rendered_word of `speech` */
    GArray *pieces; /* kx_piece for the gate; piece.word indexes `words` */
    /* char*: for each word, where its pronunciation came from: "lexicon lexicon_names.tsv:12",
     * "compound wet + houder", "letters", "engine" ... */
    GPtrArray *origins;
    /* const char*, static: for each word, the tag of the language that it is said in as of a
     * foreign phrase ("en"); NULL: Dutch, as loanwords are */
    GPtrArray *languages;
    GArray *plain; /* the same as text only, for kx_gate_plain: no word is lost */
    GStringChunk *arena;
} kx_utterance;

/* What the engine is given for a normalised sentence; of `style` (NULL: its first choices) how
 * English phrases are said. Never fails; the caller frees it. */
kx_utterance *kx_pronounce(const kx_spoken *spoken, const kx_style *style);
void kx_utterance_free(kx_utterance *utterance);

/* The utterance's calls (kx_gate) and its plainest ones (kx_gate_plain). `report` may be NULL. */
GPtrArray *kx_utterance_calls(const kx_utterance *utterance, kx_gate_report *report);
GPtrArray *kx_utterance_plain_calls(const kx_utterance *utterance);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(kx_utterance, kx_utterance_free)
