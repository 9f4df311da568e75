/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a Dutch mouth keeps of the letters of an English word. */
#pragma once

#include <glib.h>

/* Puts into `phonemes`, which are those of the English word written[0..n) sound by sound, the ones
 * that Dutch gives to its letters: full vowels at its beginning (con-, re-) and the rows of
 * voices/nl/english_kept.tsv. */
void kx_english_keep(GString *phonemes, const char *written, size_t n);
