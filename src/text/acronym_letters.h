/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How a run of letters in an acronym or code is read: by the table, letter by letter or as a word.
 */
#pragma once

#include "text/acronym_pieces.h"
#include "text/class.h"

/* A compound that is being read: parts with hyphens between them. */
typedef struct {
    const kx_context *ctx;
    GString *pieces;
    size_t at;
    unsigned parts;
    bool mine;        /* a piece is more than a plain word */
    bool digits_only; /* the last part had no letter */
    bool coded;       /* it had letters and digits */
    bool slash;       /* a slash stands before the next part */
    bool lower_word;  /* the last piece is a word in small letters */
    bool any_word;    /* the last piece is a word */
} kx_acronym_scan;

/* One piece more. */
void kx_acronym_add(kx_acronym_scan *s, kx_piece_seam seam, kx_piece_kind kind, const char *text,
                    size_t length);
/* A word; in small letters where the whole text is in capitals. */
void kx_acronym_add_word(kx_acronym_scan *s, kx_piece_seam seam, const char *text, size_t length);
/* The longest form of the lexicon at s->at that ends a part, added; its length, 0 if there
 * is none. */
size_t kx_acronym_add_key(kx_acronym_scan *s, kx_piece_seam seam);
/* The letters text[0..length), a part of the document; `coded`: digits stand beside them. */
void kx_acronym_add_letters(kx_acronym_scan *s, kx_piece_seam seam, const char *text, size_t length,
                            bool coded);
/* Length of an inflection that acronyms and numbers take (s, er, tje) and that is all of
 * text[0..length); 0 if it is none. */
bool kx_is_inflection(const char *text, size_t length);
