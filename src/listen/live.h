/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Sound on demand: sentences of a programme, and phrases that the player says itself, spoken when
 * they are wanted and at the speed that is wanted. A thread of its own asks the engine's processes
 * (speak/worker.h), a sentence at a time, the most urgent first; what nobody wants any more is not
 * spoken to its end. */
#pragma once

#include "listen/programme.h"
#include "listen/sound.h"

typedef struct kx_live kx_live;

/* How fast. */
typedef struct {
    int engine_rate;
    double pause_rate; /* for kx_voice_pause */
    double stretch;    /* on top of the engine's speed; 1: none */
} kx_speed;

typedef struct {
    const kx_engine *engine;
    const kx_voice *voice;
    const char *spool_dir;
    int wake; /* an eventfd that is told when a sound is ready, or the engine has failed */
} kx_live_settings;

/* Starts the engine's processes, so call it before any thread is started; it does not wait for
 * them. What `settings` names must live as long. Errors: those of kx_pool_start. */
kx_live *kx_live_new(const kx_live_settings *settings, GError **error);
/* What is spoken from now on; it must live as long. To be called before anything is wanted, and
 * once more when an open programme has been read to its end: sounds of the same sentences are kept.
 */
void kx_live_set_programme(kx_live *live, const kx_programme *programme);
/* Starts the thread. */
void kx_live_start(kx_live *live);
void kx_live_free(kx_live *live);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(kx_live, kx_live_free)

/* The speed for so many real words a minute in this programme, pauses included; 0: the voice
 * profile's own. */
kx_speed kx_live_speed(kx_live *live, double words_per_minute);
/* The real words a minute of the voice profile's own speed. */
double kx_live_normal(kx_live *live);

/* Most sentences that can be wanted at a time. */
#define KX_LIVE_WISHES 6
/* From now on these are wanted (items of the programme, the most urgent first), and no others. */
void kx_live_want(kx_live *live, const unsigned *items, unsigned n, const kx_speed *speed);
/* A phrase (Dutch, one line) is wanted before all else; NULL: none any more. */
void kx_live_want_phrase(kx_live *live, const char *phrase, const kx_speed *speed);

/* The sound of an item at a speed, or NULL while it is not ready: a new reference. */
kx_sound *kx_live_sound(kx_live *live, unsigned item, const kx_speed *speed);
kx_sound *kx_live_phrase(kx_live *live); /* of the wanted phrase, likewise */
/* The silence before an item, when it follows the one before it. */
int64_t kx_live_pause(const kx_live *live, unsigned item, const kx_speed *speed);
/* What has ended the engine, or NULL: nothing more will be spoken. Borrowed. */
const GError *kx_live_error(kx_live *live);
