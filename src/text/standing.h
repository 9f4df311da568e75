/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Standings: matches and points, or the like, behind the names of a row of entries. */
#pragma once

#include "text/class.h"

/* 1. PSV 22-58, 2. Ajax 22-54: whether the pair at ctx->at, which ends at `end`, is that of an
 * entry in a row of them. */
bool kx_is_standing(const kx_context *ctx, size_t end);
/* Whether behind a pair that ends at `end` the next entry comes without a comma. */
bool kx_standing_goes_on(const kx_context *ctx, size_t end);
/* Medaillespiegel: Nederland 15-7-12; "eindigt op 15-7-12, dus 34 medailles": whether three numbers
 * that end at `end` are gold, silver and bronze. */
bool kx_are_medals(const kx_context *ctx, size_t end);
