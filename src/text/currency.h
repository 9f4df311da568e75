/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Currencies and the sizes of sums, as they are written: €, US$, EUR, fl., ct; mln, mld., k. */
#pragma once

#include "text/class.h"
#include "text/table.h"

/* Cells of a row of kx_table_currencies. */
enum { KX_CURRENCY_NAME = 1, KX_CURRENCY_CENT = 2, KX_CURRENCY_KIND = 3 };

typedef enum { KX_BEFORE_NUMBER, KX_AFTER_NUMBER } kx_currency_place;

/* The row of the longest sign, code or abbreviation at `at` that may stand there; *n is its length.
 * A code is a word of its own. NULL if there is none. */
const kx_cell *kx_currency_at(const kx_context *ctx, size_t at, kx_currency_place place, size_t *n);
/* The row of a currency by its name, as in "3,50 euro". */
const kx_cell *kx_currency_named_at(const kx_context *ctx, size_t at, size_t *n);

/* ",-", ",--", ",–", ",=", ".-" at `at`: no cents. Its length. */
size_t kx_no_cents_at(const kx_context *ctx, size_t at);

typedef struct {
    size_t length;      /* with the blanks before it */
    const char *spoken; /* duizend, miljoen, ... */
    bool dot;           /* it ends in the dot of an abbreviation */
} kx_magnitude;

/* mln, mld., miljard, k, bn: after a number that ends at `at`, with or without a blank. */
bool kx_magnitude_at(const kx_context *ctx, size_t at, kx_magnitude *magnitude);

/* "per persoon" for " pp", "/pp", "/p.p.", "p/p", " p/m" behind a sum: *n is its length with the
 * blanks. */
const char *kx_per_abbreviated_at(const kx_context *ctx, size_t at, size_t *n);
