/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Dutch and Flemish surnames that no list knows, in old spellings that the engine reads wrongly:
 * Huybrechts, Verreycken, Degryse, Vanderhaeghen. The rows are in voices/nl/name_spelling.tsv. */
#pragma once

#include <glib.h>
#include <stddef.h>

/* name[0..n), which begins with a capital, as it would be spelled today (Huibrechts); NULL if that
 * is the same, or it is no such name. The caller frees. */
char *kx_dutch_name_today(const char *name, size_t n);

/* The small words that a name begins with (De|gryse, Vander|haeghen, Mc|gregor): their phonemes,
 * which have no stress, or NULL. `length` is set to their bytes. */
const char *kx_dutch_name_prefix(const char *name, size_t n, size_t *length);
