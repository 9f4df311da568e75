/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Verbs whose first part is never parted from them, and has no stress (voor-spellen): those of
 * voices/nl/inseparable.tsv. */
#pragma once

#include <stdbool.h>
#include <stddef.h>

/* The bytes of the first part of `word` (lower case), if it is a form of such a verb; else 0. */
size_t kx_inseparable_part(const char *word);
/* Whether it is a form of a verb with over- or onder- that is parted: the stress is on that. */
bool kx_is_parted(const char *word);
/* Whether it is a participle as an adjective: the stress is behind the particle (afwijzend). */
bool kx_is_adjective(const char *word);
