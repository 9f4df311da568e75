/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Words spelled letter by letter, in Dutch. */
#pragma once

#include <glib.h>
#include <stdbool.h>

/* An answer of the player: one line to be printed, of any length and without a line end, and the
 * text that says the same. The text is Dutch as an article would have it: it goes through
 * kx_normalise, which reads single letters by their names. Nothing in it is a command to the engine
 * or to a terminal. */
typedef struct {
    char *printed, *spoken;
} kx_answer;

void kx_answer_clear(kx_answer *answer);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(kx_answer, kx_answer_clear)

/* The name of one character, as it is said: "hoofdletter K", "lange ij" for the one character,
 * "Griekse ij", "e met trema", "drie", "streepje", "apenstaartje", "Griekse letter alpha". What has
 * no Dutch name has "teken" and Unicode's English one, or "onbekend teken". The caller frees. */
char *kx_spell_character(gunichar c);

/* Words of a line as printed (printable), each said and then spelled: "Kaag: hoofdletter K, a, a,
 * g". i and j together are "lange ij"; a word in capitals says so once. Marks around a word are
 * left out. `text` without anything to spell gives empty strings. */
kx_answer kx_spell(const char *text);

/* The words one by one, with a pause between them. */
kx_answer kx_spell_by_word(const char *text);

/* The printed words that are said otherwise (numbers, signs, abbreviations), spelled; what is
 * printed has the whole of `said`, the transcript of `text`, behind it. Empty if there are none. */
kx_answer kx_spell_differences(const char *text, const char *said);

/* The last word of text[0..heard), without marks around it; NULL if there is none. A word that
 * `heard` falls into counts. The caller frees. */
char *kx_last_word(const char *text, size_t heard);

/* The last name that begins in text[0..heard): words with a capital, with what stands in names
 * between or before them (Jan van der Meer, 's-Gravenhage). The first word of a sentence has a
 * capital anyway: it counts unless the dictionary has it, and not as a name (Minister Keijzer).
 * NULL if there is none. The caller frees. *start: where it begins, so that as `heard` it gives the
 * name before it; as it was if there is none. */
char *kx_last_name(const char *text, size_t heard, size_t *start);
