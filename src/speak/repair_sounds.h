/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Sounds that the engine takes wrongly from their letters, wherever they stand in a word. All
 * strings are the caller's to free. */
#pragma once

/* The engine's phonemes of `word` (lower case, no compound), its vowels put right. */
char *kx_repair_vowels(const char *word, const char *phonemes);
/* Any reading of `word`: n before g is ng, also where parts meet; wr- is no
 * vr-, ambt has no p. */
char *kx_repair_seams(const char *word, const char *phonemes);
/* A people's name or its adjective, with a capital: europe-anen, afri-kaanse, in-diër have their
 * stress there. NULL if it is none, or the engine has it so. */
char *kx_repair_people(const char *word, const char *phonemes);
