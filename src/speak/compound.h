/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Where a Dutch compound comes apart: wet-houder, veiligheids-dienst, fiets-en-stalling. The engine
 * reads parts rightly that it reads wrongly when they are joined (th, stress, open syllables). */
#pragma once

#include <stdbool.h>
#include <stddef.h>

enum { KX_COMPOUND_PARTS_MAX = 4 };

/* What is known of a possible part. */
typedef struct {
    unsigned first, last; /* in how many words of the dictionary it is the first, the last part */
} kx_part_counts;

/* Whether text[0..n) is a word of the dictionary; its counts. */
typedef bool (*kx_part_lookup)(void *data, const char *text, size_t n, kx_part_counts *counts);

/* The word of the dictionary that a first part stands for: itself, one with an -s- behind it
 * (hoeveelheids-), or the plural that has lost its n before another word (pruike-boom, as it was
 * spelled until 1996). NULL if there is none. The caller frees. */
char *kx_compound_word(const char *part, size_t n, kx_part_lookup lookup, void *data,
                       kx_part_counts *counts);
/* The phonemes of a part of n bytes, from those of its word. The caller frees. */
char *kx_compound_phonemes(const char *phonemes, const char *word, size_t n);
/* The best division of word[0..n), a word in lower case: fills the ends of its parts (the last one
 * is n) and returns how many there are, 0 for no compound. A part holds its linking -s- or -en-.
 * Scores are sums of log counts and lengths; which parts are never split off, and which of three
 * letters may be, is in voices/nl/compound_parts.tsv. */
unsigned kx_compound_split(const char *word, size_t n, kx_part_lookup lookup, void *data,
                           size_t ends[KX_COMPOUND_PARTS_MAX]);
/* Which part has the main stress: the first, but the last one of adjectives (vrij-zinnig,
 * straf-rechtelijk, but zes-jarig), of participles (baan-brekend) and of what is made of verbs with
 * -erij. */
unsigned kx_compound_stressed(const char *word, const size_t *ends, unsigned n_parts,
                              kx_part_lookup lookup, void *data);
