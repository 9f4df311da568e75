/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The names of letters, of Dutch and of English, by voices/nl/letters.tsv. */
#pragma once

#include "text/spoken.h"

/* Their columns in kx_table_letters, in phonemes. */
typedef enum { KX_LETTERS_ENGLISH = 2, KX_LETTERS_DUTCH = 4 } kx_letters;

/* The phonemes of the letters in morphemes [first, end), with the stress on the last. The caller
 * frees. */
char *kx_letter_names(const kx_spoken *spoken, unsigned first, unsigned end, kx_letters names);
