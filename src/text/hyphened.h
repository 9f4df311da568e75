/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Two numbers with a hyphen between: a day and a month (per 1-1, op 17-11), or a score, a range.
 * The words around tell which. */
#pragma once

#include "text/class.h"

/* Whether day-month at ctx->at, which ends at `end`, is a date by what stands around it. */
bool kx_hyphened_is_day(const kx_context *ctx, unsigned day, unsigned month, size_t end);
/* Whether day-month at ctx->at, which ends at `end`, and another one make a span by themselves:
 * 21-3/20-4, 21-4 – 20-5, 23-7 t/m 22-8. */
bool kx_hyphened_spans(const kx_context *ctx, unsigned day, unsigned month, size_t end);
/* Whether a word stands before ctx->at behind which a day is expected, with any sign: per, vanaf,
 * ingangsdatum; also with a colon. */
bool kx_day_expected(const kx_context *ctx);
/* Whether an hour follows the day that ends at `at`: "9/6 om 20.00 uur", "9/2, 20 u". */
bool kx_hour_follows(const kx_context *ctx, size_t at);
