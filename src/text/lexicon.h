/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The lexicon: how written forms are said. The built-in one (voices/nl/lexicon_*.tsv) lies under
 * layers of users' files; the last layer that knows a form decides. Immutable once it is loaded.
 * The format is told in text/lexicon_row.h; a row is its cells (KX_LEXICON_WRITTEN ...).
 *
 * Everywhere a `const kx_lexicon *` may be NULL: the built-in one alone. */
#pragma once

#include "text/lexicon_row.h"
#include "text/table.h"

typedef struct kx_lexicon kx_lexicon;

/* What an entry tells. Both are found in the order of layers; within one, the form as it is written
 * goes before one in any case, and a reading before sounds. */
typedef enum {
    KX_LEXICON_READING = 1 << 0, /* words, letters-nl, letters-en, word: which words are said */
    KX_LEXICON_SOUND = 1 << 1,   /* phonemes, lang:en: how the written words sound */
} kx_lexicon_use;

kx_lexicon *kx_lexicon_new(void);
void kx_lexicon_free(kx_lexicon *lexicon);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(kx_lexicon, kx_lexicon_free)

/* Lays text[0..length), a file's, over what is there. `name` is for messages and places. Errors
 * (CONFIG, "name:line: what"): the first fault, and how many there are.
 * Nothing is added then. */
bool kx_lexicon_add(kx_lexicon *lexicon, const char *name, const char *text, size_t length,
                    GError **error);
/* The same of a file; errors of kx_file_read, too. */
bool kx_lexicon_load(kx_lexicon *lexicon, const char *path, GError **error);
/* Every fault of a file, as messages (char*); empty if there is none. The caller unrefs. */
GPtrArray *kx_lexicon_faults(const char *name, const char *text, size_t length);

/* A layer as it was loaded. */
typedef struct {
    const char *name;   /* as given */
    const char *sha256; /* of its bytes, in hexadecimal */
    unsigned entries;
} kx_lexicon_layer;

/* How many users' files lie over the built-in one; the last one, n - 1, goes first. */
unsigned kx_lexicon_n_layers(const kx_lexicon *lexicon);
/* What is known of layer i; borrowed. */
kx_lexicon_layer kx_lexicon_get_layer(const kx_lexicon *lexicon, unsigned i);
/* The rows of a layer, in the order of its file; borrowed. */
const GPtrArray *kx_lexicon_rows(const kx_lexicon *lexicon, unsigned i);

/* The row for text[0..length) of these uses (kx_lexicon_use, or-ed); NULL if there is none. */
const kx_cell *kx_lexicon_find(const kx_lexicon *lexicon, unsigned uses, const char *text,
                               size_t length);
/* The same, of forms written exactly so. */
const kx_cell *kx_lexicon_find_written(const kx_lexicon *lexicon, unsigned uses, const char *text,
                                       size_t length);
/* The same as kx_lexicon_find, of the users' layers alone. */
const kx_cell *kx_lexicon_find_own(const kx_lexicon *lexicon, unsigned uses, const char *text,
                                   size_t length);
/* The most words of a form whose first word is text[0..length); 0 if none has more than one. */
unsigned kx_lexicon_phrase_words(const kx_lexicon *lexicon, const char *text, size_t length);

/* Whether a row is of that kind. */
bool kx_lexicon_row_is(const kx_cell *row, const char *kind);
/* Whether a row is of KX_LEXICON_SOUND. */
bool kx_lexicon_row_is_sound(const kx_cell *row);
/* Whether its form is said as a word and not as letters or other words. */
bool kx_lexicon_row_is_word(const kx_cell *row);
