/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Two numbers with a hyphen or dash between: a range (20-25 mensen), or one against the other, as
 * in a score (won met 3-1). The words around tell which. */
#pragma once

#include "text/number_match.h"

typedef enum {
    KX_PAIR_NONE,  /* no pair, or one that belongs to a code or a year */
    KX_PAIR_RANGE, /* 20-25 mensen */
    KX_PAIR_SCORE, /* met 3-1 */
    KX_PAIR_VOTE,  /* 76-74 stemmen */
} kx_pair_kind;

typedef struct {
    kx_written_number first, second;
    size_t end; /* behind the second number */
} kx_pair;

/* One pair of a row of scores: 6-3 7-5. */
typedef struct {
    unsigned left, right;
    size_t start, end;
} kx_row_pair;

/* Two small numbers with a hyphen or dash between at `at`. */
bool kx_row_pair_at(const kx_context *ctx, size_t at, kx_row_pair *pair);
/* The pair at ctx->at. Linear in the tokens and words within a fixed distance. */
kx_pair_kind kx_pair_at(const kx_context *ctx, kx_pair *pair);
/* Whether a pair at ctx->at stands where a set was played, and no time of day: in 21:19. */
bool kx_pair_is_set(const kx_context *ctx);
/* Sets INTEGER, FRACTION, TO and, of a compound behind the pair, SUFFIX; the bytes of the token. */
size_t kx_pair_set(const kx_context *ctx, kx_token *token, const kx_pair *pair);
