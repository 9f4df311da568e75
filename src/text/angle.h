/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Angles in degrees, minutes and seconds, and places on the globe: 52° 22′ NB, 4°53'23"O. */
#pragma once

#include "text/class.h"

/* Bytes of the token at ctx->at, 0 if there is no angle with minutes or a quarter of the wind. Sets
 * INTEGER, FRACTION, MINUTE (0: none), SECOND, SPOKEN (noorderbreedte). */
size_t kx_angle_match(const kx_context *ctx, kx_token *token);
void kx_angle_say(const kx_token *token, kx_spoken *out);
