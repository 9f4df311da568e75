/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Strings of espeak-ng phoneme mnemonics, e.g. "v#'EthVUd@r". */
#pragma once

#include <stdbool.h>
#include <stddef.h>

/* Reads one mnemonic (longest first), a stress mark or a separator ('|', '_', blank) at s[0..n).
 * `known(mnemonic, length, data)` says what is one. Returns its length in bytes, 0 if there is
 * none: an unknown mnemonic, which the engine would answer by silently dropping the rest of the
 * word. */
size_t kx_mnemonic_length(const char *s, size_t n,
                          bool (*known)(const char *mnemonic, size_t length, void *data),
                          void *data);

/* The same by kx_table_phonemes, for the Dutch voice and for the English one: each drops what only
 * the other has. */
size_t kx_dutch_mnemonic(const char *s, size_t n);
size_t kx_english_mnemonic(const char *s, size_t n);

/* Whether this is one mnemonic of the Dutch voice, for kx_mnemonic_length(); `data` is not used. */
bool kx_is_dutch_mnemonic(const char *mnemonic, size_t length, void *data);
bool kx_mnemonic_is_vowel(const char *mnemonic, size_t length);

/* Whether the whole string is mnemonics of the Dutch voice, at least one and at most
 * KX_GATE_MNEMONICS_MAX of them. On false, *bad (may be NULL) is the offset of the trouble. */
bool kx_phonemes_valid(const char *s, size_t *bad);
