/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Where sound that a codec made too loud must be turned down before it is encoded again: gains of
 * stretches of 20 ms, in their middles, and from middle to middle a straight line. Private to
 * audio/. */
#pragma once

#include <glib.h>
#include <stdbool.h>
#include <stdint.h>

/* Stretches a second, at every rate that is a multiple of it. */
#define KX_DIPS_A_SECOND 50

/* What must be lowered of decoded sound, and to where, in 16-bit steps: -1.05 and -2 dBTP. */
#define KX_LOUD_LIMIT  29035.0F
#define KX_LOUD_TARGET 26030.0F
/* A gain that is this low is let pass. */
#define KX_LOUD_LOWEST 0.25F

/* Gains by the number of their stretch; all others are 1. The caller unrefs. */
typedef GHashTable kx_dips;
G_DEFINE_AUTOPTR_CLEANUP_FUNC(kx_dips, g_hash_table_unref)

kx_dips *kx_dips_new(void);
/* Turns stretch number `at` down, and those beside it, by the factor from KX_LOUD_TARGET to `peak`.
 * False if that is as low as it goes. */
bool kx_dips_lower(kx_dips *dips, int64_t at, float peak);
/* Applies them to n frames, of which the first is number `first` of the sound. */
void kx_dips_apply(const kx_dips *dips, int rate, int64_t first, float *sound, size_t n);
