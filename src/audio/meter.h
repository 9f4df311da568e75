/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Loudness and true peak of a long row of samples, measured in a thread of its own beside whoever
 * makes them. By libebur128: what checks finished files shares nothing with what made them. */
#pragma once

#include <glib.h>
#include <stdbool.h>
#include <stdint.h>

/* Samples in one buffer. */
#define KX_METER_FRAMES 8192

typedef struct kx_meter kx_meter;

/* NULL with an OS error if there is no memory. */
kx_meter *kx_meter_new(int rate, GError **error);
void kx_meter_free(kx_meter *meter);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(kx_meter, kx_meter_free)

/* A buffer of KX_METER_FRAMES to fill; it waits for one. It may be read until it is given back. */
int16_t *kx_meter_take(kx_meter *meter);
/* Gives back what kx_meter_take returned, with its first n samples to be measured. */
void kx_meter_give(kx_meter *meter, const int16_t *buffer, size_t n);

/* LUFS and dBTP of everything given (-HUGE_VAL: nothing passes the gate; silence). Ends the row.
 * Error: OS. */
bool kx_meter_finish(kx_meter *meter, double *loudness, double *true_peak, GError **error);
