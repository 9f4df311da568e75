/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The dictionary: which words there are, which of them make compounds, and how the engine reads
 * these. Made by compile_words from Debian's wdutch (OpenTaal; BSD or CC BY 3.0) and the engine
 * itself when kxspeak is built; it lies in the program file, so that only pages that are looked at
 * are read. */
#pragma once

#include "speak/compound.h"
#include "text/lexicon.h"

/* Gives back the memory of all that was looked up, English words too: after the last one. */
void kx_words_release(void);

/* Whether text[0..n) is a word of the dictionary, as it is written there. */
bool kx_words_has(const char *text, size_t n);
/* A part of compounds, in lower case: its counts and the engine's phonemes. NULL if it is none. */
const char *kx_words_part(const char *text, size_t n, kx_part_counts *counts);
/* The phonemes of a word in lower case that is not to be read from its letters; NULL if there is
 * nothing better. */
const char *kx_words_repaired(const char *word, size_t n);
/* The phonemes of a compound written[0..n), of its parts with one main stress; NULL if it is none.
 * A word that the dictionary does not have may have English parts (cloud-opslag), those of the
 * lexicon (ransomware-aanval), and a name before them (Oekraine-beleid); one that it has, or has as
 * a name (`listed`), may be English altogether (touch-screen, Snap-chat). `names` (may be NULL) is
 * set to "wet + houder". The caller frees both. */
char *kx_words_compound(const kx_lexicon *lexicon, const char *written, size_t n, bool listed,
                        char **names);
