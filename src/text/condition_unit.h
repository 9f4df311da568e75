/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Conditions of numbers with their units, for the abbreviation text[ctx->at..end). Private to the
 * abbreviations. */
#pragma once

#include "text/class.h"

/* 1,2 pp. */
bool kx_decimal_before(const kx_context *ctx, size_t end);
/* 3% p.a. */
bool kx_percent_before(const kx_context *ctx, size_t end);
/* 12 ton ds, per kg ds: dry matter. */
bool kx_mass_before(const kx_context *ctx, size_t end);
/* 6 g verz., 61 g kh */
bool kx_grams_before(const kx_context *ctx, size_t end);
/* verz. 6 g, kh 48 g */
bool kx_grams_after(const kx_context *ctx, size_t end);
/* 12 graden N. */
bool kx_degrees_before(const kx_context *ctx, size_t end);
