/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Conditions of streets, roads, regions and the wind. Private to the abbreviations; each looks at
 * the abbreviation text[ctx->at..end). */
#pragma once

#include "text/class.h"

bool kx_street_after(const kx_context *ctx, size_t end);
bool kx_prince_after(const kx_context *ctx, size_t end);
bool kx_princess_after(const kx_context *ctx, size_t end);
bool kx_wind_before(const kx_context *ctx, size_t end);
bool kx_side_after(const kx_context *ctx, size_t end);
bool kx_region_after(const kx_context *ctx, size_t end);
bool kx_road_before(const kx_context *ctx, size_t end);
