/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Two numbers with a slash between: a day and a month (Gezien: 14/2), or a house, a ratio, a part
 * of something. The words around tell which. */
#pragma once

#include "text/class.h"

/* What follows a fraction: 3/4 van de stad. */
extern const char *const kx_slashed_measures[];

/* Whether day/month at ctx->at, which ends at `end`, is a date by its numbers or by what stands
 * around it. `padded`: one of them begins with a zero. */
bool kx_slashed_is_day(const kx_context *ctx, unsigned day, unsigned month, size_t end,
                       bool padded);
/* "1/1-31/12", of which the first one is from `start` to `end`: two days, but not 2/3-1/3 and no
 * sum: bereken 13/12 - 1/12. */
bool kx_slashed_spans(const kx_context *ctx, size_t start, size_t end);
/* tram 13/2, artikel 14/2, Kerkstraat 14/2, and the second of artikelen 12/1 en 14/2: whether what
 * stands before ctx->at has a number of two parts. */
bool kx_slashed_is_numbered(const kx_context *ctx);
/* "formaat 16/9", "pannen van 18/10", "20/3 inox": the numbers end at `end`. */
bool kx_slashed_is_ratio(const kx_context *ctx, size_t end);
