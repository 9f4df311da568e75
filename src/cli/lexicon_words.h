/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the lexicon and the other lists make of words: the questions of `kxspeak lexicon`. */
#pragma once

#include "cli/options.h"

/* Prints how `text` is said, word by word, and where that comes from. */
bool kx_lexicon_explain(kx_speech_options *options, const char *text, bool json, GError **error);
/* Prints the words of files that no list knows, the most frequent first, with how often they stand
 * there and how they will be said. */
bool kx_lexicon_unknown(kx_speech_options *options, char *const *names, bool json, GError **error);
