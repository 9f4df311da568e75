/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What plays: sentences in their order, from a place, at a speed, and phrases of the player's own
 * that interrupt them. Keeps the output's queue filled, and knows what is heard. */
#pragma once

#include "listen/finished.h"
#include "listen/live.h"
#include "listen/output.h"

typedef struct kx_deck kx_deck;

typedef struct {
    kx_programme *programme; /* the three must live as long as the deck */
    kx_live *live;           /* NULL: no engine, so no phrases */
    kx_finished *finished;   /* sound of a finished programme; NULL when live */
} kx_deck_sources;

/* Plays through `output`, taken over; NULL: no sound, only the place is kept. */
kx_deck *kx_deck_new(const kx_deck_sources *sources, kx_output *output);
void kx_deck_free(kx_deck *deck);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(kx_deck, kx_deck_free)

/* Whether there is a device, and the sound of the place can be read as far as is known. */
bool kx_deck_has_sound(const kx_deck *deck);
/* Whether kx_deck_say would be heard. */
bool kx_deck_can_say(const kx_deck *deck);

/* Goes to an item, `frame` into its sound (from the start of the word there), and forgets what
 * interrupted it. It plays on if it was playing. */
void kx_deck_go(kx_deck *deck, unsigned item, int64_t frame);
void kx_deck_play(kx_deck *deck);
/* Stops at once. A phrase goes, too. */
void kx_deck_pause(kx_deck *deck);
bool kx_deck_is_playing(const kx_deck *deck);
void kx_deck_mute(kx_deck *deck, bool mute); /* time passes, without sound */
void kx_deck_set_order(kx_deck *deck, kx_order order);
/* Real words a minute; 0: the voice's or the episode's own. Goes on at the word it is at. */
void kx_deck_set_pace(kx_deck *deck, double words_per_minute);
/* Interrupts whatever sounds with a phrase, and goes on after it with the word it was at. */
void kx_deck_say(kx_deck *deck, const char *phrase);
void kx_deck_hush(kx_deck *deck); /* no more of the phrase */

/* The item that is heard or was last, and how far into its sound. */
unsigned kx_deck_item(const kx_deck *deck);
int64_t kx_deck_frame(const kx_deck *deck);
/* How much of the item as printed has been heard, in bytes: to the end of the word. All of it where
 * that is not known, and where it is not heard but read: without sound, and before it begins. */
size_t kx_deck_heard_bytes(kx_deck *deck);
typedef enum {
    KX_DECK_NOTHING,
    KX_DECK_STARTED,    /* another item is heard: kx_deck_item */
    KX_DECK_ENDED,      /* the last one has been heard */
    KX_DECK_LOST,       /* the sound device is gone; only the place is kept from now on */
    KX_DECK_UNREADABLE, /* the next item's sound cannot be read: it stops there, at kx_deck_item */
    KX_DECK_FAILED,     /* the engine has ended: kx_live_error */
} kx_deck_news;

/* Does what is due, and tells of one thing that has happened. To be called, until nothing has,
 * whenever the eventfd was told something, and a few times a second. */
kx_deck_news kx_deck_work(kx_deck *deck);
/* The rest of an open programme has been read: goes on with the whole, at the same place. */
void kx_deck_set_programme(kx_deck *deck, kx_programme *whole);
/* Waits until all that was queued is heard. */
void kx_deck_drain(kx_deck *deck);
