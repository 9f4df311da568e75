/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Numbers and letters with a dot that mark what follows them. Private to sentence_dot.c. */
#pragma once

#include "text/sentence_words.h"

/* "1. Jan Smit, 2. Piet Bos; 3. Klaas Vis", "Milambo (63. Stengs)", "4-1 (2-0) 4. Los 1-0": a rank
 * or a minute behind a mark within the sentence; but "hij won er 2, 3. De rest verloor". */
bool kx_dot_is_rank(const kx_scan *s, kx_range word, const kx_following *next);
/* "1. Snijd de ui. 2. Fruit 5 min. 3. Roer", "a. Ja. b. Nee": whether `next` is the number of an
 * item, and the one before it stands between the start of the sentence and `dot`. */
bool kx_dot_is_before_item(const kx_scan *s, size_t dot, const kx_following *next);
/* "1." or "a." at the start of a line, "2." at the start of a sentence, "41." before a goal. */
bool kx_dot_is_list_mark(const kx_scan *s, kx_range word);
