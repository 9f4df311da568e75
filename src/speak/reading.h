/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How one word is said, and where that comes from: the chain of lists and rules that a word goes
 * through, in the order of kx_reading_source. docs/pronunciation.md tells it with examples. */
#pragma once

#include "text/lexicon.h"

typedef enum {
    KX_READING_LEXICON,    /* an entry */
    KX_READING_INFLECTED,  /* an entry with an ending */
    KX_READING_ENGLISH,    /* the English list, in a Dutch mouth; also with a Dutch ending */
    KX_READING_DICTIONARY, /* the dictionary knows that the engine reads it wrongly */
    KX_READING_COMPOUND,   /* parts of the dictionary, one main stress */
    KX_READING_FOREIGN,    /* a name whose letters show another language */
    KX_READING_ENGINE,     /* its letters, by the engine's own rules */
    KX_READING_SOURCES
} kx_reading_source;

typedef struct {
    kx_reading_source source;
    char *phonemes;  /* of the engine's Dutch; NULL for ENGINE */
    const char *row; /* KX_LEXICON_PLACE of the entry, or NULL */
    char *parts;     /* "website + s", "wet + houder", or NULL */
} kx_reading;

/* Fills `reading` for a word without hyphens, as the speech rendering has it. */
void kx_read_word(const kx_lexicon *lexicon, const char *text, size_t n, kx_reading *reading);
void kx_reading_clear(kx_reading *reading);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(kx_reading, kx_reading_clear)

/* What an ending ('s, 'er, 'tje, -se) adds to the phonemes of a word; NULL if it is none. */
const char *kx_reading_suffix(const char *written);

/* Whether an ending is 'tje, 'etje, 'jes or their like. */
bool kx_reading_is_diminutive(const char *suffix);
/* The bytes of a word before the apostrophe of its ending (Parijs'er); 0 if it has none. */
size_t kx_reading_stem(const char *text, size_t n);
/* A word's phonemes with what an ending adds; an s behind an s is not heard. The caller frees. */
char *kx_reading_inflect(const char *phonemes, const char *suffix);

/* "lexicon", "inflected", "english", "dictionary", "compound", "foreign", "engine". */
const char *kx_reading_source_name(kx_reading_source source);
