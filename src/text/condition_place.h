/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Conditions of streets, roads, regions and the wind, for the abbreviation text[ctx->at..end).
 * Private to the abbreviations. */
#pragma once

#include "text/class.h"

/* Kon. Emmaplein: the name of a street. */
bool kx_street_after(const kx_context *ctx, size_t end);
/* Pr. Hendrikkade: one called after a prince. */
bool kx_prince_after(const kx_context *ctx, size_t end);
/* Pr. Beatrixlaan: after a princess. */
bool kx_princess_after(const kx_context *ctx, size_t end);
/* Wind ZW 4-5, de wind draait naar NW, W 8 Bft. */
bool kx_wind_before(const kx_context *ctx, size_t end);
/* uit het ZO, in het N.W.: a quarter of the wind or of a land. */
bool kx_quarter_before(const kx_context *ctx, size_t end);
/* Z-zijde, NW-wind, Z.W. wind: what has sides. */
bool kx_side_after(const kx_context *ctx, size_t end);
/* N-Holland, Z-Limburgse: a land or province. */
bool kx_region_after(const kx_context *ctx, size_t end);
/* A28 Li, hmp 61,2 Re: a road, or a place on one. */
bool kx_road_before(const kx_context *ctx, size_t end);
/* Whether the country at ctx->at, which ends at `end`, is one of a row with how many medals they
 * have: NED 7/BEL 4, NED 7, BEL 4. */
bool kx_in_medals(const kx_context *ctx, size_t end);
