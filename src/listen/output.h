/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The sound device, through SDL (SDL_AUDIODRIVER chooses; disk and dummy too). A short queue of
 * sounds and silences; the device's own thread only copies from it. */
#pragma once

#include "listen/sound.h"

typedef struct kx_output kx_output;

/* Opens the device. `wake`: an eventfd that is told when a place in the queue begins or ends. Call
 * it when all processes have been forked: it starts threads. Error: UNAVAILABLE, one line; after
 * five seconds at the latest. */
kx_output *kx_output_new(int wake, GError **error);
/* A device that cannot be closed, because its server hangs, is left after a second. */
void kx_output_free(kx_output *output);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(kx_output, kx_output_free)

/* Whether there is room for two places more. */
bool kx_output_has_room(kx_output *output);
/* Queues `frames` of silence, then the sound from frame `from` on (`sound` NULL: only the silence).
 * `tag` names it for kx_output_where. */
void kx_output_add(kx_output *output, int64_t silence, kx_sound *sound, int64_t from, unsigned tag);
/* What is heard: false when the queue has run out. `frame`: of the sound, -1 in the silence before
 * it. */
bool kx_output_where(kx_output *output, unsigned *tag, int64_t *frame);
/* The next sound that has begun to be heard and was not told of yet; false: none. */
bool kx_output_started(kx_output *output, unsigned *tag);
/* Forgets the queue: what is in the device's hands is under 50 ms. What sounds is faded out in
 * 5 ms. */
void kx_output_clear(kx_output *output);
/* Silences the sound, which goes on all the same. */
void kx_output_mute(kx_output *output, bool mute);
/* Whether the device is gone (unplugged, its server stopped), or takes no sound any more. To be
 * asked a few times a second. */
bool kx_output_lost(kx_output *output);
/* Waits until what the device has taken has been heard. */
void kx_output_drain(kx_output *output);
