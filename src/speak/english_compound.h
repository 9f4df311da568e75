/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Compounds of two English words that no list has: runbook, fastlane, warmup. */
#pragma once

#include <stdbool.h>
#include <stddef.h>

/* Where word[0..n), in lower case and in no list, is divided into two English words; 0 if it is
 * not. One of them at least is no Dutch word (webhook). With `both` neither is: so names are
 * divided (Whitestone), which have no other sign. */
size_t kx_english_compound(const char *word, size_t n, bool both);

/* Whether text[0..n), in any case, is an English word and no Dutch one. */
bool kx_english_is_own(const char *text, size_t n);
