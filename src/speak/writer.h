/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A word being made into pieces of an utterance: what of it the engine is given as phonemes, and
 * what as letters. */
#pragma once

#include "speak/pronounce.h"

#include <stdbool.h>

/* The word `index` of the rendering. Where its parts come from is appended to `origin`. Nothing is
 * owned. */
typedef struct {
    kx_utterance *utterance;
    const kx_spoken *spoken;
    unsigned index;
    GString *origin;
} kx_writer;

/* Appends a piece of the word `word` to `pieces`; nothing where it is empty. The text (of `length`
 * bytes, or up to its NUL if -1) is copied to the utterance's arena. */
void kx_utterance_add(GArray *pieces, kx_utterance *utterance, kx_gate_kind kind, const char *text,
                      gssize length, unsigned word);

/* The same, to the pieces of the writer's utterance. */
void kx_writer_add(const kx_writer *w, kx_gate_kind kind, const char *text, gssize length);

/* Notes in the origin where a part of the word came from. `place` and `parts` may be NULL. */
void kx_writer_note(const kx_writer *w, const char *source, const char *place, const char *parts);

/* The phonemes of one word, or NULL where the engine is given its letters. The caller frees. */
char *kx_writer_reading(const kx_writer *w, const char *text, size_t n);

/* Those of a part of a hyphenated word; NULL if it is not known. The caller frees. */
char *kx_writer_part(const kx_writer *w, const char *part);

/* Those of a hyphenated word of which all parts are known, as one group; NULL if not. The caller
 * frees. */
char *kx_writer_hyphenated(const kx_writer *w, const char *text, size_t n);

/* Adds letters: the whole, or their hyphenated parts, as phonemes where these are known; what lies
 * between stays text. */
void kx_writer_letters(const kx_writer *w, const char *text, size_t n);
