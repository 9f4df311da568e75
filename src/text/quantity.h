/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A number with its unit, and what is made of more than one: ranges (8-10 °C) and sizes
 * (20 x 30 meter). Of the class measure. */
#pragma once

#include "text/number_match.h"
#include "text/unit.h"

/* A number, and the unit behind it if there is one. */
typedef struct {
    kx_written_number number;
    kx_unit unit; /* n is 0: none */
    size_t end;
} kx_quantity;

static inline bool kx_quantity_has_unit(const kx_quantity *q)
{
    return q->unit.n > 0;
}

/* The last token before ctx->at that is heard, as _ is not; NULL if there is none. */
const kx_token *kx_heard_before(const kx_context *ctx);
/* Whether it is one of the words in the NULL-terminated list. */
bool kx_heard_before_is(const kx_context *ctx, const char *const *words);
/* Whether it is what has a number with a letter: groep 3 A, Kerkstraat 12g. */
bool kx_after_lettered(const kx_context *ctx);
/* Whether the digits before the comma are `value`. */
bool kx_number_is(const kx_written_number *number, unsigned value);
/* Whether the unit is the one of that name ("meter"), not squared and not divided. */
bool kx_unit_is_metre(const kx_unit *unit, const char *name);

/* The number at `at` with its unit. A point is a decimal sign only if a unit follows. */
bool kx_quantity_at(const kx_context *ctx, size_t at, kx_quantity *q);
/* The second quantity of a range that `first` begins; it has the unit of both. */
bool kx_quantity_range_at(const kx_context *ctx, const kx_quantity *first, kx_quantity *second,
                          bool *spoken);
/* A size that `first` begins, and its last quantity. Sets TO (all numbers but the first) and
 * READING. */
bool kx_quantity_size(const kx_context *ctx, kx_token *token, const kx_quantity *first,
                      kx_quantity *last);
