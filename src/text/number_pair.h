/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Two numbers with something between them. A hyphen or dash makes a range (20-25 mensen), or two
 * bare numbers, as in a score (won met 3-1), a formation (4-4-2) or a code (F-22); a slash two bare
 * numbers (24/7). */
#pragma once

#include "text/number_match.h"

/* Bytes of the link (hyphen, en dash, colon) at ctx->at by which a number hangs on what stands
 * directly before it; 0 if there is none. The link itself is silent. */
size_t kx_pair_link_at(const kx_context *ctx);
/* Whether the number behind the link belongs to a code that is read digit by digit: a telephone
 * number (030-2345678). */
bool kx_pair_is_code(const kx_context *ctx);
/* Bytes of the token if `first` and what follows it are a range and no score, else 0. Sets INTEGER,
 * TO, READING and SUFFIX. */
size_t kx_range_match(const kx_context *ctx, kx_token *token, const kx_written_number *first);
/* 24/7, 50/50, groep 7/8: numbers with slashes between them that are neither date nor fraction. */
size_t kx_slash_match(const kx_context *ctx, kx_token *token, const kx_written_number *first);
