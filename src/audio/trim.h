/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Clips without the silence that the engine leaves at their ends: pauses are the programme's. */
#pragma once

#include "audio/track.h"

/* Shortens the clip to what is heard of it; a clip in which nothing is stays as it is. `head`: the
 * frames taken off its start. IO. */
bool kx_clip_trim(kx_clip *clip, int64_t *head, GError **error);
