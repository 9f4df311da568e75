/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What an acronym or a code is made of, in the order in which it is said: letters, words, numbers.
 * `match` adds pieces to a string, which is a field of the token; `say` reads them from it. Each is
 * "SEAM KIND : text" without the blanks, with a bar between two. */
#pragma once

#include "text/spoken.h"

typedef enum {
    KX_PIECE_LETTERS = 'L', /* by their Dutch names */
    KX_PIECE_ENGLISH = 'E', /* by their English names */
    KX_PIECE_WORD = 'W',    /* as it stands; also several words */
    KX_PIECE_SOUNDS = 'P',  /* the written form of a row of the lexicon that tells its sounds */
    KX_PIECE_NUMBER = 'N',
    KX_PIECE_YEAR = 'Y',
    KX_PIECE_DIGITS = 'D', /* one by one */
    KX_PIECE_ORDINAL = 'O',
} kx_piece_kind;

typedef enum {
    KX_PIECE_APART = ' ',
    KX_PIECE_HYPHENED = '-',
    KX_PIECE_INFLECTION = '\'', /* 's, 'er: the text begins with its apostrophe */
    KX_PIECE_JOINED = '+',
} kx_piece_seam;

/* Adds one; text[0..length) has no bar. */
void kx_piece_add(GString *pieces, kx_piece_seam seam, kx_piece_kind kind, const char *text,
                  size_t length);
/* Appends the morphemes; false if there are none. */
bool kx_pieces_say(const char *pieces, kx_spoken *out);
