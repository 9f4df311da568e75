/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Names with capitals inside: SolarWinds, CodeForge. */
#pragma once

#include "text/lexicon.h"

/* The name in small letters behind its first, its parts with hyphens between them (Solar-winds);
 * NULL if it has none. The caller frees. */
char *kx_camel_parts(const char *name);

/* The phonemes of such a name if no list knows it, all its parts are English words and one of them
 * is no Dutch one: a firm or a product. It may have an ending (CodeForge'er). NULL if it is none;
 * the caller frees. */
char *kx_camel_reading(const kx_lexicon *lexicon, const char *name);

/* The phonemes of words between hyphens that are all English, one of them no Dutch one or "up"
 * (follow-up, pull-up); NULL if they are not. The caller frees. */
char *kx_english_parts(const kx_lexicon *lexicon, const char *parts);
