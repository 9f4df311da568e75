/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Where a command leads in a programme. Pure functions of the programme, the pace and the place. */
#pragma once

#include "listen/keys.h"
#include "listen/programme.h"

/* A moment of a programme. */
typedef struct {
    unsigned item;
    int64_t inside; /* frames (KX_RATE) since the item's start, of its sound as it is played */
} kx_place;

typedef enum {
    KX_MOVED,
    KX_MOVE_AT_FIRST, /* there is nothing before: the place is the programme's start */
    KX_MOVE_AT_LAST,  /* there is nothing behind: the place is unchanged */
    KX_MOVE_NONE,     /* the command does not lead anywhere (play, where ...): unchanged */
} kx_move;

/* Follows a step: sentence, paragraph, headline, section or ten seconds. A step back goes to the
 * start of where one is (sentence, paragraph, headline's text, section) or, within two seconds of
 * that start, to the one before; what has no sound in a finished episode counts for nothing there.
 *
 * Headlines are those of articles, intertitles, and the start of the opening and of the closing
 * words. Sections are those of the programme, the opening and the closing; where no article has
 * one, articles stand for them (kx_has_sections). Of KX_ORDER_HEADLINES, where every step begins
 * and ends at the headline of an article, sentences and paragraphs are headlines, too.
 *
 * Ten seconds are of the listener's time. `words_per_minute` is the pace that is listened at. Of a
 * finished episode `inside` is counted at the episode's own pace, so that it can be looked up in
 * the sound file; live, sentences that are not spoken yet are estimated by their words. */
kx_move kx_navigate(const kx_programme *programme, kx_order order, double words_per_minute,
                    kx_place from, kx_player_command command, kx_place *to);

/* Whether any article opens a section. */
bool kx_has_sections(const kx_programme *programme);

/* Seconds of listening from a place to the end of item `last`, at that pace. */
double kx_seconds_to(const kx_programme *programme, double words_per_minute, kx_place from,
                     unsigned last);
