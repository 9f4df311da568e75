/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Whether a single dot ends a sentence: abbreviations by their kind, initials, numbers and marks of
 * lists. Private to sentence.c. */
#pragma once

#include "text/sentence_words.h"

typedef enum { KX_DOT_GOES_ON, KX_DOT_ENDS, KX_DOT_UNKNOWN } kx_dot_verdict;

/* The dot at `dot`, by the word before it and by what follows. Unknown: what follows is neither a
 * letter nor a number. */
kx_dot_verdict kx_dot_ends(const kx_scan *s, size_t dot, const kx_following *next);
