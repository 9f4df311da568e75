/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the engine reads wrongly by rule, put right: a word's reading from that of the word it is
 * made of (knobel-en), or from the engine's own by its ending (-atie, -loog, -isch). The endings
 * are in voices/nl/endings.tsv, verbs with an unstressed first part in inseparable.tsv. */
#pragma once

#include <stdbool.h>
#include <stddef.h>

/* A word of the dictionary as it is read. */
typedef struct {
    const char *phonemes;
    bool repaired; /* a rule made them, not the engine */
    bool listed;   /* they are of the lexicon */
    bool compound;
} kx_known_reading;

/* How a word is read. False if it is none of the dictionary, or nobody knows its phonemes. Where
 * `reading` is NULL, only whether the dictionary has it. */
typedef bool (*kx_reading_lookup)(void *data, const char *word, kx_known_reading *reading);

/* The reading of `word` (lower case, no compound), of which the engine says `phonemes`. The caller
 * frees. */
char *kx_repair(const char *word, const char *phonemes, kx_reading_lookup lookup, void *data);
/* Whether the division of `word` whose last part starts at `seam` cuts another word that is none
 * (spie-gels), a learned ending (juni-oren), a learned word or a verb in -eren (mini-maal,
 * blok-keert), or a verb whose first part has no stress (weer-staat). */
bool kx_repair_forbids(const char *word, size_t seam, kx_reading_lookup lookup, void *data);
