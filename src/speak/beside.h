/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Words of Dutch and English that are English by the word beside them: smart grid, Zwommel Labs. */
#pragma once

#include "text/spoken.h"

/* The phonemes in a Dutch mouth of rendered word number `i` of `speech`, if a word beside it, with
 * no mark between, shows that it is English (voices/nl/english_beside.tsv). It may have an ending.
 * NULL if none does; the caller frees. */
char *kx_beside_reading(const char *speech, const GArray *words, unsigned i);
