/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A word's phonemes one by one, with their stress. */
#pragma once

#include <glib.h>
#include <stdbool.h>

/* A sound: its mnemonic, with a length or palatal mark behind it, in the string it was read from.
 */
typedef struct {
    const char *text;
    unsigned length;
    char stress; /* of a vowel: '\'' main, ',' second; else 0 */
    bool vowel;
} kx_phone;

/* Appends the sounds of `phonemes` (valid mnemonics), which must outlive the array of kx_phone. */
void kx_phones_add(GArray *phones, const char *phonemes);
/* Their string: sounds that would be read as one are kept apart. The caller frees. */
char *kx_phones_print(const GArray *phones);

/* The index of vowel number `n` (from 0); the array's length if there are fewer. */
unsigned kx_phones_vowel(const GArray *phones, unsigned n);
/* How many vowels there are. */
unsigned kx_phones_count_vowels(const GArray *phones);
/* The index of the sound with the main stress; the array's length if none has it. */
unsigned kx_phones_main(const GArray *phones);
/* Whether sound `at` is a schwa. */
bool kx_phones_is_weak(const GArray *phones, unsigned at);
/* Moves the main stress to sound `at`; where it was is a second one, but not next to the new. */
void kx_phones_stress(GArray *phones, unsigned at);
