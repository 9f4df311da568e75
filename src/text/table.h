/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Facts about Dutch: the tables of voices/nl/NAME.tsv, compiled in.
 *
 * compile.c (run by the build) checks each table against its schema and writes it as a sorted C
 * array; a duplicate, a missing tab, an unknown kind or phoneme stops the build with file and line.
 * A new table is one TSV file, one line in compile.c's schema and one line here.
 *
 * A row is a `const kx_cell *`, its cells one behind the other, of which kx_text gives the texts.
 */
#pragma once

#include <glib.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* A cell: how many bytes behind itself its text begins. Tables hold no pointers so, which the
 * loader would have to write at every start of a program, into memory of its own. A cell has a
 * meaning only where it stands: it is never copied without its text. */
typedef struct {
    int32_t to;
} kx_cell;

/* The text of cell i of a row; it lives as long as the row. */
static inline const char *kx_text(const kx_cell *row, size_t i)
{
    return (const char *)&row[i] + row[i].to;
}

typedef struct {
    const char *name; /* "abbreviations" */
    unsigned n_columns;
    size_t n_rows;
    const kx_cell *cells;    /* row-major; rows sorted by the bytes of their first cell; cells of
                              * one text share it */
    const uint16_t *index;   /* by kx_table_hash: 1 + the first row of a key, 0 where there is none;
                              * a key that finds its place taken has the next free one */
    uint32_t mask;           /* places - 1; they are a power of two */
    const uint32_t *lengths; /* 32 of them, by kx_table_initial: bit n is set if a key of n bytes
                              * begins so (the last bit: 31 or more); most lookups end there */
} kx_table;

/* written | N, F or B | spoken | condition. Kinds (normalisation.md of the design): N never ends
 * a sentence, F may end one, B (both) always ends one if a capital follows. Condition: empty, or
 * where the row is meant (text/condition.h). Of rows with one key the first whose condition holds
 * is taken. */
extern const kx_table kx_table_abbreviations;
/* letters of more than one that stand for a first name, without their dot (Th) | how they are said
 * ("T H", "Jos") */
extern const kx_table kx_table_initials;
/* The built-in lexicon, all voices/nl/lexicon_*.tsv: the cells of text/lexicon_row.h. Only
 * text/lexicon.h looks into it. */
extern const kx_table kx_table_lexicon;
/* first word of a written form of more words, as kx_lexicon_fold makes it | the most words of such
 * a form */
extern const kx_table kx_table_phrases;
/* the letters, in lower case, with which the keys begin that make more of a plain word than a word:
 * of abbreviations, units, months, English months, weekdays, and of the lexicon | the letters with
 * which the next word must begin then, or with KX_BEGINNING_ANY among them whatever follows */
enum { KX_BEGINNING_ANY = '*' };
extern const kx_table kx_table_beginnings;
/* part of an address, lower case | words, letters-nl, letters-en, word | value (empty: by the
 * written form) | "host": only in names of sites and accounts, else empty */
extern const kx_table kx_table_domains;
/* top domain, file extension (lower case) | reading and value as in domains */
extern const kx_table kx_table_topdomains;
extern const kx_table kx_table_extensions;
/* symbol of the IPA, its marks apart | mnemonic that says it in Dutch */
extern const kx_table kx_table_ipa;
/* letter (capital) | Dutch name as the engine reads it rightly | English name in Dutch phonemes |
 * English name in Dutch spelling | Dutch name in phonemes */
extern const kx_table kx_table_letters;
/* short or full form, lower case | full name | number 1..12 */
extern const kx_table kx_table_months;
/* the same, of months in English: they are dates only with a year */
extern const kx_table kx_table_english_months;
/* short or full form, lower case | full name | number 1..7 */
extern const kx_table kx_table_weekdays;
/* sign, code or abbreviation | name (singular, as after a number) | name of the hundredth | "sign",
 * "code", or "before" or "after" for what stands on that side of a number only */
extern const kx_table kx_table_currencies;
/* word | what it says of the numbers near it: a role of text/cue.h. A word may have more than one.
 */
extern const kx_table kx_table_cues;
/* unit | singular | plural, or what stands after a number | where it is one: free, counted, number,
 * spaced, word (units.tsv says what they mean) | role: length, time, hour, degree, apart
 * or nothing */
extern const kx_table kx_table_units;
/* sign (one to three characters; Greek letters too) | what it is called when read by name | what it
 * means between the terms of a formula, where that is something else or needs to be sure */
extern const kx_table kx_table_signs;
/* sign, accent without its letter, or small letter that is none of a to z | what it is called where
 * a word is spelled */
extern const kx_table kx_table_spelling;
/* lower-case function word (het, de, een, maar, ...): capitalised after a kind-F dot it starts a
 * sentence */
extern const kx_table kx_table_function_words;
/* word spelled with an acute accent (lower case): it keeps it in speech, where an accent that only
 * stresses a word (écht) is folded */
extern const kx_table kx_table_accented;
/* part of a compound (lower case) | yes, no | first, last: whether it is split off at that place */
extern const kx_table kx_table_compound_parts;
/* part of a hyphenated word (lower case) | link, before, adjective, last: what it says of the
 * stress (hyphens.tsv) */
extern const kx_table kx_table_hyphens;
/* word (lower case) | clause, phrase: what begins with it; a sentence too long is cut before it */
extern const kx_table kx_table_borders;
/* word | its role in a question (question.c): ask, before, subject, pronoun, tag, particle, other;
 * a word may have more than one */
extern const kx_table kx_table_questions;
/* mnemonic of voice en-us | how a Dutch mouth says it; others are the same in both */
extern const kx_table kx_table_english_phonemes;
/* letters of an English word | the sounds that they have by english_phonemes | those that a Dutch
 * mouth gives them | start, inside, end: where in a word */
extern const kx_table kx_table_english_kept;
/* word, lower case | behind, before: where the word is that it shows to be English */
extern const kx_table kx_table_english_beside;
/* American letters | British ones | any, end: where in a word */
extern const kx_table kx_table_english_british;
/* letters | yes, no | start, inside, end, word: whether a word of both lists that has them there is
 * spelled as only English words are */
extern const kx_table kx_table_english_spelling;
/* ending of a word (lower case) | its phonemes, from its first vowel on | what it does to the
 * stress, or suffix, behind: what follows a word of the dictionary (endings.tsv says more) */
extern const kx_table kx_table_endings;
/* word of a verb whose first part has no stress (lower case) | verb: all regular forms, form: this
 * one (inseparable.tsv) */
extern const kx_table kx_table_inseparable;
/* letters of a name, in lower case | any, start, end, or tail (an end with two vowels before it):
 * where | the language that they show */
extern const kx_table kx_table_foreign_signs;
/* letters of a name, in lower case | their phonemes, or "-" | the language that reads them so, or
 * "*" for all; behind a colon the letters of which one must follow, "$" for the end, or "^" for the
 * beginning */
extern const kx_table kx_table_foreign_sounds;
/* letters of a surname, in lower case | the letters, or of small words the phonemes, that stand for
 * them | any, start, end, or the small words before a surname that begins with such letters */
extern const kx_table kx_table_name_spelling;
/* word before a Roman numeral, lower case | "number" (hoofdstuk IV is vier), "name" of a ruler or
 * "title" (koning): Karel IX is Karel de Negende */
extern const kx_table kx_table_roman;
/* mnemonic of espeak-ng's voice nl (and of en-us, for spans) | nl, en or both | vowel, consonant,
 * stress or other */
extern const kx_table kx_table_phonemes;

/* All of them, NULL-terminated. */
extern const kx_table *const kx_tables[];

/* Folds a first byte to 0..31; the same for both cases of an ASCII letter. */
static inline unsigned kx_table_initial(char first)
{
    return (unsigned char)first & 31;
}

/* The bit for a key of n bytes. */
static inline uint32_t kx_table_length_bit(size_t n)
{
    return UINT32_C(1) << MIN(n, 31);
}

/* FNV-1a, 32 bits: what the build places keys by, and what finds them again. */
static inline uint32_t kx_table_hash(const char *key, size_t length)
{
    uint32_t hash = 2166136261u;
    for (size_t i = 0; i < length; i++)
        hash = (hash ^ (unsigned char)key[i]) * 16777619u;
    return hash;
}

/* The cells of the row whose first cell equals key[0..length), or NULL. Where the table has the key
 * more than once (an abbreviation under several conditions), the first. */
const kx_cell *kx_table_find(const kx_table *table, const char *key, size_t length);
/* The row after `row`, if it has the same key; else NULL. */
const kx_cell *kx_table_next(const kx_table *table, const kx_cell *row);
/* kx_table_find with the key folded to lower case first (ASCII and Latin letters). */
const kx_cell *kx_table_find_lower(const kx_table *table, const char *key, size_t length);
/* A row beside the tables, of n texts: one block, the cells and then the texts. g_free. */
kx_cell *kx_row_new(const char *const *texts, size_t n);
