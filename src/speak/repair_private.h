/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Between repair.c and repair_prefix.c. */
#pragma once

#include "speak/repair.h"
#include "text/table.h"

/* Of letters: an ending is no longer, a word before one no shorter. */
enum { KX_ENDING_LETTERS_MAX = 10, KX_STEM_LETTERS_MIN = 3, KX_REPAIR_FORMS = 14 };

/* What an ending does, as voices/nl/endings.tsv tells. */
typedef enum {
    KX_ENDING_MAIN,
    KX_ENDING_BEFORE,
    KX_ENDING_KEEP,
    KX_ENDING_SUFFIX,
    KX_ENDING_BEHIND
} kx_ending_kind;

/* Who reads words, and what for. */
typedef struct {
    kx_reading_lookup lookup;
    void *data;
} kx_repairer;

static inline bool kx_repair_look_up(const kx_repairer *r, const char *word,
                                     kx_known_reading *reading)
{
    return r->lookup(r->data, word, reading);
}

/* The row of `ending` for words of the dictionary (`suffix`), or for the engine's readings. */
const kx_cell *kx_repair_ending(const char *ending, bool suffix, kx_ending_kind *which);

/* Endings of words that are other forms of one: meest-en is no mee-sten. */
extern const char *const kx_repair_forms[KX_REPAIR_FORMS];
/* Whether `stem`, before an ending that begins with a vowel or not, is a word as it is spelled. */
bool kx_repair_is_stem(const kx_repairer *r, const char *stem, bool vowel,
                       kx_known_reading *reading);

/* Readings by what the word begins with; NULL where it does not. `phonemes` are the engine's. The
 * caller frees. */
char *kx_repair_with_particle(const kx_repairer *r, const char *word);
char *kx_repair_behind_particle(const kx_repairer *r, const char *word, const char *phonemes);
char *kx_repair_with_negation(const kx_repairer *r, const char *word);
char *kx_repair_inseparable(const kx_repairer *r, const char *word, const char *phonemes);
/* Whether word[0..n) is a part on which verbs have their stress (weer-keert). */
bool kx_repair_is_particle(const char *word, size_t n);
