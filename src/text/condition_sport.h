/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Conditions of matches and standings, for the abbreviation text[ctx->at..end). Private to the
 * abbreviations. */
#pragma once

#include "text/class.h"

/* 2-1 n.v., wint n.v. met 2-1 */
bool kx_score_before(const kx_context *ctx, size_t end);
/* 1. Groenewoud 60 p., 2. Blondin 40 p.: behind a name and its number, in a row of places. */
bool kx_standing_before(const kx_context *ctx, size_t end);
/* Depay (12', pen.), (Depay 12' pen.): behind the minute of a match. */
bool kx_minute_before(const kx_context *ctx, size_t end);
/* (r. 12-16): in brackets, before what it was then. */
bool kx_halftime_after(const kx_context *ctx, size_t end);
/* Jansen 1-0 (e.d.): alone in brackets behind a score. */
bool kx_is_own_goal(const kx_context *ctx, size_t end);
/* Urk - Excelsior '31 gest., 0-4 (gest.): behind two that play, or their score. */
bool kx_match_before(const kx_context *ctx, size_t end);
