/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Dutch letters as signs of sounds. Words are in lower case. */
#pragma once

#include <stdbool.h>
#include <stddef.h>

/* Whether it is a consonant's letter: none of a, e, i, o, u, y, nor a byte of an accented one. */
bool kx_spelling_is_consonant(char letter);
/* How many vowels are spelled in word[0..n): ij, oe, ieuw are one; ea, io, eë are two. */
unsigned kx_spelling_vowels(const char *word, size_t n);
/* The first vowel at or behind *at of word[0..n): its place and its bytes. False if there is none.
 */
bool kx_spelling_next_vowel(const char *word, size_t n, size_t *at, size_t *length);
/* Whether no vowel of word[0..n) lies on both sides of `at`. */
bool kx_spelling_is_seam(const char *word, size_t n, size_t at);
/* Whether word[0..n) ends in one vowel letter and one consonant: its last syllable is open before
 * another vowel. */
bool kx_spelling_is_open(const char *word, size_t n);

/* A list of words, in lower case. */
typedef bool (*kx_spelling_list)(const void *data, const char *word, size_t n);

/* Whether word[0..n), which could be word[0..stem) with an ending -en, -er or -ers (the stem may
 * have an -e that the ending begins with, or half of a doubled consonant), is the form of a Dutch
 * word as well: maken of maak, ballen of bal, rangen of rang, bagger of baggert. */
bool kx_spelling_is_native(const char *word, size_t n, size_t stem, kx_spelling_list list,
                           const void *data);
