/* SPDX-License-Identifier: GPL-3.0-or-later */
/* English words in Dutch text: which words are English, and how a Dutch speaker says them. Made by
 * compile_english from Debian's wamerican (SCOWL; free for any use) and the engine when kxspeak is
 * built. */
#pragma once

#include "speak/spelling.h"

#include <stdbool.h>
#include <stddef.h>

typedef struct {
    const char *phonemes; /* of the engine's voice en-us */
    bool dutch_too;       /* a word of the Dutch list as well */
    bool spelled;         /* as only English words are */
    bool loan;            /* Dutch text means the English word: it is not in the Dutch list, or
                           * spelled as only English words are */
    bool name;            /* written with a capital only */
} kx_english_word;

/* See kx_words_release. */
void kx_english_release(void);

/* The word text[0..n) as it is written, or in lower case; false if the list has neither. */
bool kx_english_find(const char *text, size_t n, kx_english_word *word);

/* The phonemes of text[0..n) in a Dutch mouth, if it is an English word that Dutch text may hold:
 * a loan, or one with a Dutch ending (streamt, gestreamde, scannen). `dutch`: it is a word of the
 * Dutch list, which `list` knows with `data`. NULL if it is none; the caller frees. */
char *kx_english_reading(const char *text, size_t n, bool dutch, kx_spelling_list list,
                         const void *data);

/* The word's English phonemes in a Dutch mouth, by voices/nl/english_phonemes.tsv, with a main
 * stress. `text` is how it is written. The caller frees. */
char *kx_english_in_dutch(const kx_english_word *word, const char *text, size_t n);
