/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A line of a lexicon: written form, kind, value, flags, with a tab between two. The same for the
 * built-in one (voices/nl/lexicon_*.tsv) and for users' files; this is all that is known of the
 * format, for the build (compile.c) and the loader (lexicon.c).
 *
 *   kind        value                          says
 *   words       a respelling                   these words
 *   letters-nl  letters (empty: those written) their Dutch names
 *   letters-en  letters (empty: those written) their English names
 *   word        a respelling, or empty         one word, by its spelling or its own phonemes
 *   phonemes    mnemonics                      these sounds: word by word with blanks, or in one
 *   lang:en     none                           the words as English reads them
 *
 * Case: a form matches as it is written; with the flag any-case in any case, which phonemes and
 * lang:en do by default and the flag exact forbids. The flag compound: only as the beginning of a
 * compound (it-bedrijf); behind: only as a later part of one (btw-nr.). */
#pragma once

#include "base/tsv.h"

#include <stddef.h>

/* The cells of a row of kx_table_lexicon, and of users' rows. */
enum {
    KX_LEXICON_KEY,     /* kx_lexicon_fold of the written form */
    KX_LEXICON_WRITTEN, /* the written form */
    KX_LEXICON_KIND,
    KX_LEXICON_VALUE, /* "": none */
    KX_LEXICON_FLAGS, /* "", "any-case", "exact", "compound" or "behind"; the default is filled in
                       */
    KX_LEXICON_PLACE, /* "lexicon_names.tsv:12" */
    KX_LEXICON_COLUMNS
};

/* Bounds on an entry, above what is written. */
enum {
    KX_LEXICON_WRITTEN_MAX = 120,
    KX_LEXICON_WORD_MAX = 60, /* bytes without a blank */
    KX_LEXICON_WORDS_MAX = 8,
    KX_LEXICON_VALUE_MAX = 400
};

typedef bool (*kx_lexicon_known)(const char *mnemonic, size_t length, void *data);

/* What is wrong with a row and what to do about it; NULL if nothing is. `known` says what is a
 * mnemonic. The caller frees. */
char *kx_lexicon_fault(const kx_tsv_row *row, kx_lexicon_known known, void *data);
/* The cells KX_LEXICON_KEY to KX_LEXICON_FLAGS of a good row, NULL-terminated; g_strfreev. */
char **kx_lexicon_cells(const kx_tsv_row *row);
/* A written form as it is looked up: small letters, one blank for a run of them, ' and - for their
 * typographic forms, no invisible characters. The caller frees. */
char *kx_lexicon_fold(const char *text, size_t length);
/* The same with its capitals. */
char *kx_lexicon_plain(const char *text, size_t length);
/* How many words a text has. */
unsigned kx_lexicon_count_words(const char *text);
