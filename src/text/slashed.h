/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Two numbers with a slash between: a day and a month (Gezien: 14/2), or a house, a ratio, a part
 * of something. The words around tell which. */
#pragma once

#include "text/class.h"

/* Whether day/month at ctx->at, which ends at `end`, is a date by its numbers or by what stands
 * around it. */
bool kx_slashed_is_day(const kx_context *ctx, unsigned day, unsigned month, size_t end);
/* tram 13/2, artikel 14/2, Kerkstraat 14/2, and the second of artikelen 12/1 en 14/2: whether what
 * stands before ctx->at has a number of two parts. */
bool kx_slashed_is_numbered(const kx_context *ctx);
/* "formaat 16/9", "pannen van 18/10", "20/3 inox": the numbers end at `end`. */
bool kx_slashed_is_ratio(const kx_context *ctx, size_t end);
