/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Text to sound in memory, through the engine's processes. Private to listen/live.c, whose thread
 * calls it. */
#pragma once

#include "listen/live.h"

typedef struct kx_speech kx_speech;

/* Forks the engine's processes, and waits for nothing. `voice` is borrowed. Errors: those of
 * kx_pool_start. */
kx_speech *kx_speech_new(const kx_engine *engine, const kx_voice *voice, const char *spool_dir,
                         GError **error);
/* Waits for the engine: to be called before anything is said. */
bool kx_speech_await(kx_speech *speech, GError **error);
/* Makes sure of all voices, when there is time. */
bool kx_speech_check(kx_speech *speech, GError **error);
void kx_speech_free(kx_speech *speech);

/* An item of a planned programme. Errors: those of kx_pool_run; INTERRUPTED when *stop is set. */
kx_sound *kx_speech_item(kx_speech *speech, const kx_programme *programme, unsigned item,
                         const kx_speed *speed, const volatile int *stop, GError **error);
/* A text of the player's own, likewise; without sound if nothing is left to say of it. */
kx_sound *kx_speech_phrase(kx_speech *speech, const char *text, const kx_speed *speed,
                           const volatile int *stop, GError **error);
