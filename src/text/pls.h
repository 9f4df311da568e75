/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Lexicons as W3C Pronunciation Lexicon Specification 1.0 (PLS), in and out.
 *
 * A lexeme's <alias> is an entry of kind words, its <phoneme> one of kind phonemes. The alphabet
 * x-espeak-nl is that of our lexicons; ipa is mapped to it (voices/nl/ipa.tsv). What PLS has no
 * place for stands in attributes of a namespace of our own, which others leave alone: kx:kind and
 * kx:flags. So what is exported and imported again is the same. */
#pragma once

#include "text/lexicon.h"

/* A lexicon as text (text/lexicon_row.h) of the PLS document bytes[0..n), a file's. `name` is for
 * messages. NULL with an error (CONFIG, "name:line: what"); the caller frees. */
char *kx_pls_import(const char *name, const char *bytes, size_t n, GError **error);

/* A PLS document of rows (const char *const *, cells of text/lexicon_row.h). The caller frees. */
char *kx_pls_export(const GPtrArray *rows);
