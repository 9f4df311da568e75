/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Marks out of a number (een 8/10, Graphics: 9/10, 85/100) and one of so many (stap 2/5): what
 * tells them from other numbers with a slash between. */
#pragma once

#include "text/class.h"

/* Whether marks are given out of so many. */
bool kx_mark_is_total(const char *digits);
/* Whether upper/total at ctx->at, which ends at `end`, is a mark. */
bool kx_mark_here(const kx_context *ctx, const char *upper, const char *total, size_t end);
/* Whether upper/lower at ctx->at, which ends at `end`, is one of so many. */
bool kx_mark_is_part(const kx_context *ctx, unsigned upper, unsigned lower, size_t end);
