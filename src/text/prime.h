/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Primes behind digits: the minute of a match (67'), minutes as a duration (12' vertraging), and
 * how far someone is behind or ahead (op 43", +16", op 1'03). */
#pragma once

#include "text/number_match.h"

/* Length of a prime at `at`: of minutes if `count` is 1, of seconds if it is 2. */
size_t kx_prime_at(const kx_context *ctx, size_t at, unsigned count);
/* (23'), (45'+2), Rood: 77' Ordoñez: MINUTE and, of added time, TO; READING "minute". */
size_t kx_prime_minute_match(const kx_context *ctx, kx_token *token);
/* 12' vertraging, op 43", +16", na 2'15: MINUTE and SECOND; READING "units". */
size_t kx_prime_gap_match(const kx_context *ctx, kx_token *token);
