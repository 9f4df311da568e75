/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Dutch number names: the only morphology. Spelling after the Taalunie (woordenlijst.org,
 * leidraad, hoofdtelwoorden), grammar after e-ANS 7.1-7.3. Every function appends morphemes whose
 * seams give both renderings; the first one takes `seam`. */
#pragma once

#include "text/spoken.h"

typedef enum {
    KX_NUMBER_CARDINAL,   /* 1450: veertienhonderdvijftig; 1100-1999 and round hundreds up to 9900
                           * by hundreds, else by thousands */
    KX_NUMBER_THOUSANDS,  /* 1450: duizend vierhonderdvijftig */
    KX_NUMBER_YEAR,       /* 1672: zestienhonderdtweeënzeventig; 2016: tweeduizend zestien */
    KX_NUMBER_YEAR_PAIRS, /* 2016: twintig zestien; 1672: zestien tweeënzeventig is NOT made */
} kx_number_form;

/* `digits`: ASCII digits only, no separators. A leading zero (but "0") or more than 18 digits:
 * digit by digit. "1" is één; 1000000 is "een miljoen". */
void kx_say_number(kx_spoken *out, kx_seam seam, const char *digits, kx_number_form form);
/* The same of n, which is not negative, as a cardinal. */
void kx_say_count(kx_spoken *out, kx_seam seam, int64_t n);
/* Eerste, derde, achtste, negenenvijftigste, honderdderde. Same limits. */
void kx_say_ordinal(kx_spoken *out, kx_seam seam, const char *digits);
/* Each digit by its name: nul vier twee. */
void kx_say_digits(kx_spoken *out, kx_seam seam, const char *digits);
/* integer "komma" fraction: one digit, or two that do not start with 0: as a number; else digit by
 * digit, trailing zeros included. */
void kx_say_decimal(kx_spoken *out, kx_seam seam, const char *integer, const char *fraction);
