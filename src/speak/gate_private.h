/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The parts of the gate. Private to speak/ and its tests. */
#pragma once

#include "base/limits.h"
#include "speak/gate.h"

/* One group's mnemonics: more bytes than this are refused, so that a group and a word always fit
 * one call. */
#define KX_GATE_GROUP_BYTES_MAX 500

/* Whether `c` is one of the letters that the engine is given. */
bool kx_gate_letter(uint32_t c);

/* Turns any bytes into letters, ' - , ; : . ? ! and blanks, appended to `out`: composed,
 * typographic signs folded, other scripts transliterated. A character that says nothing becomes a
 * blank; `dropped` counts those that had something to say. */
typedef struct kx_gate_cleaner kx_gate_cleaner;
kx_gate_cleaner *kx_gate_cleaner_new(GString *out, unsigned *dropped);
void kx_gate_cleaner_free(kx_gate_cleaner *cleaner);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(kx_gate_cleaner, kx_gate_cleaner_free)
/* Cleans one piece. Linear in its length. */
void kx_gate_clean(kx_gate_cleaner *cleaner, const char *text);

/* What stands between "[[" and "]]" round English words, which gate.c writes in one place. A group
 * that leaves Dutch and does not come home would change the sounds of the sentences behind it. */
#define KX_GATE_ABROAD "_^_en-us "
#define KX_GATE_HOME   " _^_nl"
/* The engine counts each of them as a word. */
#define KX_GATE_SWITCHES 2
/* Bytes of the English words of one group: at least one a mnemonic. */
#define KX_GATE_SPAN_BYTES_MAX KX_GATE_MNEMONICS_MAX
/* The words of one group: a call has room for them and for the switches of another. */
#define KX_GATE_GROUP_WORDS_MAX (KX_GATE_WORDS_MAX - KX_GATE_SWITCHES)

/* The words (as the engine counts them) of a [[...]] group of these mnemonics, or of the English
 * words between the two switches; 0 if they are refused: an unknown mnemonic, too long, too many.
 */
unsigned kx_gate_group_words(const char *mnemonics, size_t length);
unsigned kx_gate_english_words(const char *mnemonics, size_t length);
/* Whether a PHONEMES or ENGLISH piece is taken. Those of a word may be too many; few are from lists
 * that were checked, and are not looked at. */
bool kx_gate_takes(kx_gate_kind kind, const char *phonemes);

/* The whole language of calls, stated once: whether the engine may be given this text with these
 * word positions. What holds of every call is what this function checks, and nothing else. */
bool kx_gate_is_clean(const char *text, size_t length, const kx_call_word *words, size_t n);

/* A call of this text and these words (kx_call_word), both taken over; NULL if it is not clean. */
kx_call *kx_gate_call_new(char *text, size_t length, GArray *words, char cut);
