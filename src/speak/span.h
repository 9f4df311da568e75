/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Where a Dutch sentence speaks English: titles, names of organisations, phrases. */
#pragma once

#include "text/class.h"
#include "text/spoken.h"

/* Words [first, last) of a rendering. */
typedef struct {
    unsigned first, last;
} kx_span;

/* The English spans of a sentence in the speech rendering (GArray of kx_span, ascending; the caller
 * unrefs). A span is two words or more that the English list has. Words that Dutch does not have
 * are evidence; words of both lists lie between such, or beside them where they are written like
 * them, with a capital (Computer Emergency Response Team). A Dutch word, a mark or an unknown name
 * ends it. Four words or more that are all of a clause between marks are English with those at its
 * edges too. */
GArray *kx_english_spans(const char *speech, const GArray *words);

/* The phonemes of a word of a span, its parts apart by blanks: of voice en-us, or Dutch ones; "" if
 * the English list does not have one of them. The caller frees. */
char *kx_span_phonemes(const char *text, size_t n, kx_english how);
