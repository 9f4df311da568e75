/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Names of other languages that no list knows, in a Dutch mouth: Wiśniewski, Beauchamp, Yamashita.
 * Which letters show a language is in voices/nl/foreign_signs.tsv, how it reads its letters in
 * foreign_sounds.tsv. */
#pragma once

#include <stddef.h>

/* The phonemes of name[0..n), which begins with a capital; NULL if its letters show no language.
 * `language` is set to the language's code (tr, pl, ...). The caller frees. */
char *kx_foreign_reading(const char *name, size_t n, const char **language);
