/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Where a Dutch sentence ends. ICU proposes (UBRK_SENTENCE, "nl"), our rules correct it:
 * abbreviations by kind, initials, titles, list marks, quotes, Dutch function words after a dot,
 * sentences that start in lower case ('s Ochtends, iPhone). */
#pragma once

#include "doc/document.h"

typedef struct {
    kx_range range; /* without surrounding blanks; inside one block */
    unsigned block; /* index into doc->blocks */
} kx_sentence;

/* The sentences of one block, appended to `out` (GArray of kx_sentence). Together they cover every
 * non-blank byte of the block exactly once, in order. A sentence may span single newlines. One of
 * over KX_SENTENCE_BYTES_MAX is cut at a blank, or without one between two characters. */
void kx_sentences(const kx_document *doc, unsigned block, GArray *out);
