/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Units of measure: km, m², °C, kWh, and what is made of them: km/u, mg/dag, N·m. */
#pragma once

#include "text/class.h"

/* A unit, and those behind it: three are enough for any that is written. */
enum { KX_UNIT_PARTS_MAX = 3 };

typedef struct {
    const kx_cell *row;      /* in the table units; NULL for another word (per persoon) */
    bool times;              /* behind a dot of multiplication: the m of N·m */
    unsigned power;          /* 2: square, 3: cubic, else 1 */
    size_t count, count_end; /* the digits of "100 km"; empty if there are none */
    size_t start, end;
} kx_unit_part;

typedef struct {
    kx_unit_part parts[KX_UNIT_PARTS_MAX];
    unsigned n;
    size_t end;
} kx_unit;

typedef enum {
    KX_UNIT_GLUED,   /* behind digits: 70kg */
    KX_UNIT_SPACED,  /* behind digits and a blank: 8 m */
    KX_UNIT_LOOSE,   /* behind something else */
    KX_UNIT_COUNTED, /* behind a number word or a word of quantity */
    KX_UNIT_PER,     /* behind a slash or "per" */
} kx_unit_place;

typedef enum {
    KX_UNIT_ROLE_NONE,
    KX_UNIT_ROLE_LENGTH, /* has sides: 3 x 4 m is "bij" */
    KX_UNIT_ROLE_TIME,
    KX_UNIT_ROLE_HOUR,
    KX_UNIT_ROLE_DEGREE,
    KX_UNIT_ROLE_APART, /* nothing is told per so many of them: 16 GB/512 GB, 230 V/50 Hz */
} kx_unit_role;

/* Whether what stands before ctx->at tells how warm it is: temp., het werd, het kwik. */
bool kx_weather_before(const kx_context *ctx);
/* Whether a unit stands at `at`, after no blanks. Letters that are units behind digits only (m, l,
 * u) and those that need a word of quantity (ha, GB) are refused where `place` is LOOSE. */
bool kx_unit_at(const kx_context *ctx, size_t at, kx_unit_place place, kx_unit *unit);
/* Whether the letters or the sign at `at` are in the table: a quick no for most words. */
bool kx_unit_begins(const kx_context *ctx, size_t at);
/* The unit behind digits that end at `at`, with blanks or without. */
bool kx_unit_after(const kx_context *ctx, size_t at, kx_unit *unit);
/* Whether what begins at `at` is given for a voltage: 5V/2A. */
bool kx_unit_after_volts(const kx_context *ctx, size_t at);
kx_unit_role kx_unit_role_of(const kx_unit *unit);
/* Whether it is a word of Dutch (kilometer, graden), which is read as it is written. */
bool kx_unit_is_word(const kx_unit *unit);
bool kx_unit_equal(const kx_unit *a, const kx_unit *b);

/* UNIT, what is counted (kilometer, graden Celsius; singular if `one`); PER, what it is divided by,
 * with slashes between: "uur", "100 kilometer". */
void kx_unit_set(const kx_context *ctx, kx_token *token, const kx_unit *unit, bool one);
/* UNIT after `seam`, and PER. */
void kx_unit_say(const kx_token *token, kx_seam seam, kx_spoken *out);
