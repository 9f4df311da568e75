/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The printed text of a sentence, parted where its language changes, so that a reader's own voice
 * can change too. Private to publish/. */
#pragma once

#include "brief/briefing.h"

typedef struct {
    char *text;           /* not empty */
    const char *language; /* its tag, static ("en"); NULL: the programme's */
} kx_phrase;

/* The phrases of a sentence (kx_phrase), in order: one after the other they are its printed text as
 * one clean line (kx_printed, then kx_text_file_append). Words of one foreign language in a row are
 * one phrase, with the blanks and marks between them but not those around them. Frees its items. */
GArray *kx_phrases(const kx_briefing *briefing, const kx_timed_sentence *sentence);
