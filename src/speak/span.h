/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Where a Dutch sentence speaks English: titles, names of organisations, phrases. */
#pragma once

#include "text/class.h"
#include "text/spoken.h"

/* Words [first, last) of a rendering. */
typedef struct {
    unsigned first, last;
} kx_span;

/* What the English list would have a word by: as it is in the speech rendering, but I and a as they
 * are written, which Dutch reads by the names of letters. Bytes [0, n). */
const char *kx_span_word(const kx_spoken *spoken, const char *speech, const kx_rendered_word *word,
                         size_t *n);

/* The English spans of a sentence in the speech rendering (GArray of kx_span, ascending; the caller
 * unrefs). A span is two words or more that the English list has. Words that Dutch does not have
 * are evidence; words of both lists lie between such, or beside them where they are written like
 * them, with a capital (Computer Emergency Response Team). A Dutch word, a mark or an unknown name
 * ends it. Four words or more that are all of a clause between marks are English with those at its
 * edges too. */
GArray *kx_english_spans(const kx_spoken *spoken, const char *speech, const GArray *words);

/* The phonemes of a word of a span, its parts apart by blanks: of voice en-us, or Dutch ones; "" if
 * the English list does not have one of them. The caller frees. */
char *kx_span_phonemes(const char *text, size_t n, kx_english how);
