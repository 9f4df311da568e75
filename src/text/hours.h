/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Opening hours: two times of day with a dash between and no word for the hour: ma 9-12, za
 * 9-12.30. Dates (ma 9-12), scores and decimals look the same, so the words around decide. */
#pragma once

#include "text/class.h"

/* Whether opening hours stand at `at`. `behind_day`: a weekday stands right before them. */
bool kx_hours_here(const kx_context *ctx, size_t at, bool behind_day);
/* Whether the last token is a weekday without a date. */
bool kx_hours_after_day(const kx_context *ctx);
