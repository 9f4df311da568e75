/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the player answers, in Dutch: short, the most important word first. */
#pragma once

#include "listen/navigate.h"
#include "listen/spell.h"

/* Answers that are always the same. */
typedef enum {
    KX_NOTICE_PAUSE,
    KX_NOTICE_MUTED,
    KX_NOTICE_SOUND,    /* no longer muted */
    KX_NOTICE_NO_SOUND, /* there is none to mute */
    KX_NOTICE_END,
    KX_NOTICE_MARK_SET,
    KX_NOTICE_MARK_GONE,
    KX_NOTICE_MARKS_FULL, /* as many as an article can have */
    KX_NOTICE_NO_MARK,
    KX_NOTICE_SEARCH, /* asks for what to search */
    KX_NOTICE_NOTHING_SEARCHED,
    KX_NOTICE_CANCELLED,
    KX_NOTICE_NO_WORD, /* there is none to spell */
    KX_NOTICE_NO_NAME,
    KX_NOTICE_SAID_AS_WRITTEN,
    KX_NOTICE_HEADLINES, /* opens the round of headlines */
    KX_NOTICE_NO_HEADLINES,
    KX_NOTICE_NO_ROUND, /* Enter is for the round alone */
    KX_NOTICE_UNKNOWN_KEY,
    KX_NOTICE_SOUND_LOST,
    KX_NOTICE_UNREADABLE, /* the sound file of a finished episode is damaged */
    KX_NOTICE_NOT_SAVED,  /* places and bookmarks cannot be written */
    KX_NOTICE_MARKS_DAMAGED,
    KX_NOTICES
} kx_notice;

/* Every answer below is the caller's, to be cleared. Titles of a programme are printable already;
 * what was searched for is made so. */

/* Ditto. */
kx_answer kx_tell(kx_notice notice);
/* Where one is: "Artikel 3 van 12: TITEL. Zin 4 van 20. Rubriek: Sport. Nog 9 artikelen, 6
 * minuten." Without a section nothing is said of it. */
kx_answer kx_tell_where(const kx_programme *programme, double words_per_minute, kx_place place);
/* How much is left: "Nog 6 minuten, 9 artikelen. Dit artikel: nog 2 minuten." */
kx_answer kx_tell_left(const kx_programme *programme, double words_per_minute, kx_place place);
/* Why a step led nowhere: "Eerste zin.", "Laatste artikel." Of KX_MOVED nothing: "". */
kx_answer kx_tell_move(const kx_programme *programme, kx_order order, kx_move move,
                       kx_player_command command);
/* "260 woorden per minuut"; and whether it can be no faster or slower (at the ends of the range).
 */
kx_answer kx_tell_rate(double words_per_minute, double least, double most);
/* A headline of the round: "3 van 12: TITEL" */
kx_answer kx_tell_headline(const kx_programme *programme, unsigned article);
/* The section that begins with an item: "Rubriek: Sport"; "" if none does. */
kx_answer kx_tell_section(const kx_programme *programme, unsigned item);
/* On from a remembered place or from a bookmark (`what`: "Verder", "Bladwijzer", "Gevonden"):
 * "Verder in artikel 3 van 12: TITEL. Zin 4 van 20." */
kx_answer kx_tell_at(const kx_programme *programme, const char *what, unsigned item);
/* "Niet gevonden: brug." */
kx_answer kx_tell_not_found(const char *searched);

/* The last word of what has been heard of an item (bytes), spelled; `again`: the words of all of
 * it, one by one. */
kx_answer kx_tell_word(const kx_programme *programme, unsigned item, size_t heard, bool again);
/* A name that was spelled: where it begins, and how much had been heard; all 0: none was. */
typedef struct {
    unsigned item;
    size_t heard, start;
} kx_named;
/* The last name of what has been heard, spelled. Where that was asked before (*last, which becomes
 * this one), the name before that one; behind the first, the last again. */
kx_answer kx_tell_name(const kx_programme *programme, unsigned item, size_t heard, kx_named *last);
/* What is written otherwise than it is said: kx_spell_differences. */
kx_answer kx_tell_differences(kx_programme *programme, unsigned item);

/* The keys, a line each, as they stand in docs/listening.md too (kx_answer, which the array
 * clears): "spatiebalk of 5: afspelen of pauzeren" */
GArray *kx_tell_keys(void);
