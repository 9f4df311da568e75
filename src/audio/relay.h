/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A long row of samples handed on, buffer by buffer, to work that is done in a thread beside
 * whoever makes them. */
#pragma once

#include <glib.h>
#include <stdbool.h>
#include <stdint.h>

typedef struct kx_relay kx_relay;
/* n samples, in the row's order. */
typedef void kx_relay_work(void *data, const int16_t *pcm, size_t n);

/* Buffers of `frames`. Not `beside`, or where the system gives no thread, the work is done when
 * samples are given: it takes longer, and comes to the same. */
kx_relay *kx_relay_new(size_t frames, bool beside, kx_relay_work *work, void *data);
/* The buffer to fill next; it waits for one. */
int16_t *kx_relay_take(kx_relay *relay);
/* Gives back what kx_relay_take returned last, with its first n samples to be worked on. */
void kx_relay_give(kx_relay *relay, size_t n);
/* Waits until all that was given is done. Nothing is given afterwards. */
void kx_relay_finish(kx_relay *relay);
void kx_relay_free(kx_relay *relay);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(kx_relay, kx_relay_free)
