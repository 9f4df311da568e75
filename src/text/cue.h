/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Cues: what the words around a number say of it (voices/nl/cues.tsv). The roles:
 *
 *   score     near a pair it makes it a score: won, nederlaag, stand
 *   stand     what a score is called: a pair after it is nothing else: de stand van 15-40
 *   span      what has a range rather than a score: leeftijd, windkracht
 *   near      before a score, but as well before a range: met, werd, de
 *   result    the "near" words that also stand before high scores: werd, met
 *   gap       what lasts or is behind: 12' vertraging, een voorsprong van 45"
 *   lasts     before minutes: duurt 95', max. 15'
 *   verb      not what a pair counts, though it follows: de 1-2 viel
 *   vote      the pair is one side against the other: 76-74 stemmen
 *   motion    is voted on: de motie haalde het niet (74-76)
 *   series    numbered things, whose ranges include the last one: pagina 4-6
 *   parallel  numbered things that are named by a pair: groep 7/8
 *   opus      a work, of several pieces: op. 59/1
 *   lettered  numbered things, whose number may end in a letter: groep 3A
 *   type      a maker, before the name of a model: Boeing 737-800
 *   ratio     before one number to another: schaal 1:50
 *   part      has so many parts, of which this is one: stap 2/5, afl. 4/6
 *   rating    before marks out of a number: een 8/10
 *   verse     a book of chapters and verses: Johannes 3:16
 *   whole     what a fraction is taken of: 1/4 liter, 1/3 van
 *   het       nouns with "het", before which half takes no -e: anderhalf uur
 *   scale     a point is a decimal sign after it: cijfer 7.5
 *   mass      told by the thousand, with a letter: 450K abonnees, 70B parameters
 *   people    counted though they have a capital: 3-4 Nederlanders
 *   opening   after it hours of opening are told, not days: Openingsuren: ma 9-12
 *   dated     has a day, also one in figures: volle maan 12/3
 *   event     the same with "van" between: de vergadering van 1/10
 *   paper     a newspaper, whose day may follow: (NRC, 3-11)
 *   race      told of races, and of nothing that is on at a time: peloton, etappe
 *   channel   of television: a time follows: VRT 1 20.40
 *   version   a word or a product whose number is a version: versie 2.1, USB 3.0 */
#pragma once

#include "text/class.h"

/* Whether the last token before ctx->at (skipping `back` more) has the role. */
bool kx_cue_previous(const kx_context *ctx, unsigned back, const char *role);
/* Whether one of the last `count` tokens has it. */
bool kx_cue_before(const kx_context *ctx, unsigned count, const char *role);
/* Whether the word at `at` (after blanks) has it. */
bool kx_cue_follows(const kx_context *ctx, size_t at, const char *role);
/* Whether a word follows that can be what is counted: people, or one in small letters that is none
 * of the function words and of the role "verb", and no score word. */
bool kx_noun_follows(const kx_context *ctx, size_t at);
