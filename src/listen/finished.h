/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A finished episode: its folder's timeline.json, and the sound of its sentences, cut from its own
 * file. */
#pragma once

#include "listen/programme.h"
#include "listen/sound.h"

typedef struct kx_finished kx_finished;

/* The programme of an episode's folder. Errors: NO_INPUT (no timeline.json: not an episode), DATA
 * (one that is not ours, or has no sound file beside it), IO. */
kx_programme *kx_programme_from_episode(const char *folder, GError **error);

/* Opens its sound file. `voice`: its pauses' floors are kept at other speeds; borrowed, like the
 * programme. Errors: NO_INPUT, DATA. */
kx_finished *kx_finished_new(const kx_programme *programme, const kx_voice *voice, GError **error);
void kx_finished_free(kx_finished *finished);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(kx_finished, kx_finished_free)

/* How many times as fast its sentences are said, so that the whole takes 1/speed of its time though
 * its pauses shrink less (kx_finished_pause). */
double kx_finished_stretch(const kx_finished *finished, double speed);
/* The sound of an item, `speed` times as fast as it was published on the whole. A new
 * reference. Errors: DATA,
 * IO. */
kx_sound *kx_finished_sound(kx_finished *finished, unsigned item, double speed, GError **error);
/* The silence before an item when it follows the one before it: the published one, shorter at
 * higher speeds, as kx_voice_pause makes it, and never below the voice's floor. */
int64_t kx_finished_pause(const kx_finished *finished, unsigned item, double speed);
