/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the numeric classes share: numbers as Dutch writes them, the words around them, and how
 * their fields are set and said. */
#pragma once

#include "text/class.h"
#include "text/number.h"
#include "text/suffix.h"

/* More digits than any number has a name for. A longer run is no number but a code. */
enum { KX_WRITTEN_DIGITS_MAX = 24 };

typedef struct {
    size_t end;                               /* behind the number */
    const char *sign;                         /* "min", "plus", "meer dan", "minder dan" or NULL */
    char integer[KX_WRITTEN_DIGITS_MAX + 1];  /* digits without separators */
    char fraction[KX_WRITTEN_DIGITS_MAX + 1]; /* "" if there is none */
    bool grouped;                             /* 1.250, 1 250 */
    bool english;                             /* 1,250.50 */
} kx_written_number;

typedef enum {
    KX_POINT_GROUPS,  /* a point only stands between groups of three digits */
    KX_POINT_DECIMAL, /* 3.7 is an English decimal: followed by %, procent, a currency */
} kx_point;

/* "min" or "plus" where a sign stands at `at`, else NULL. A sign stands directly before its digits,
 * and after a blank or a bracket: 5-3 has none. */
const char *kx_sign_at(const kx_context *ctx, size_t at);

/* A number with its optional sign at `at`: digits, or groups of three after one to three digits
 * (split by one of . blank NBSP thin blank), then an optional fraction. It may be followed by
 * letters. */
bool kx_number_at(const kx_context *ctx, size_t at, kx_point point, kx_written_number *number);

/* Whether a compound or a token may start at `at`: no letter, digit or hyphenated digit. */
bool kx_number_ends_at(const kx_context *ctx, size_t at);

/* The digits of text[at..at+length) as a number; length at most 9. */
unsigned kx_digits_value(const kx_context *ctx, size_t at, size_t length);

/* Whether the word at `at` (after blanks) is in the NULL-terminated list, in any case. */
bool kx_follows(const kx_context *ctx, size_t at, const char *const *words);
/* The second number of a range (20-25, 2,5–3) whose first one ends at `at`. */
bool kx_range_at(const kx_context *ctx, size_t at, kx_point point, kx_written_number *second);
/* Bytes of what links a range at `at`: a hyphen or dash with blanks on both sides or on none, or à,
 * which is `spoken`. */
size_t kx_range_link_at(const kx_context *ctx, size_t at, bool *spoken);
/* "tussen 20-25 jaar": the numbers of a range are then linked by "en". */
bool kx_after_tussen(const kx_context *ctx);
/* Whether the word before tells that a time was run, or one was: "liep 2.22.55" is no version. */
bool kx_after_race(const kx_context *ctx);
/* The 1500 of "de 1500 m in" or "1500 meter vrije slag in" before ctx->at; 0 if there is none. */
unsigned kx_race_length(const kx_context *ctx, bool *kilometres);
/* Whether the sentence told a distance in metres that is run on a track, or a time on one: "op de
 * 1500 meter noteerde zij 1.53.21" has minutes first. */
bool kx_on_track(const kx_context *ctx);
/* Whether the sentence told a time with its seconds before ctx->at. */
bool kx_after_time(const kx_context *ctx);
/* "1. Pogacar (Slo) 4.21.19, 2. Vingegaard op 2.10": whether the number at ctx->at, which ends at
 * `end`, stands behind a name in a row of results. */
bool kx_in_results(const kx_context *ctx, size_t end);
/* Whether 1.11.393, which ends at `end`, is a time to the thousandth: "reed", "won in", a place and
 * a name before it. */
bool kx_is_lap(const kx_context *ctx, size_t end);
/* "1500 meter in 3.52.7", "haar beste tijd is 1.58.7": no version. */
bool kx_timed_to_tenths(const kx_context *ctx);
/* Whether a unit, currency or share follows: what makes "10.15" a decimal and no time. */
bool kx_unit_follows(const kx_context *ctx, size_t at);
/* Whether an equals sign follows at `at`: the numbers before it are terms, 10 - 3 = 7. */
bool kx_equals_follows(const kx_context *ctx, size_t at);
/* Bytes of an apostrophe at `at`, 0 if there is none. */
size_t kx_apostrophe_at(const kx_context *ctx, size_t at);
/* Whether a quotation is open at `at`: of the quotes before it (" ” '' “ „ ,,), those behind a
 * digit that close none are inches or seconds (3" of 17"). */
bool kx_quote_is_open(const kx_context *ctx, size_t at);

/* The number, below zero behind a minus. */
double kx_number_value(const kx_written_number *number);
/* SIGN (as text), INTEGER and FRACTION. */
void kx_number_set(kx_token *token, const kx_written_number *number);
/* TO: the end of a range: "25", "3,5", "-3"; of more than two numbers the others, / between. */
void kx_number_set_to(kx_token *token, const kx_written_number *number);
/* Two numbers with only a blank between must not sound as one. The second one gets READING "apart",
 * said as a comma before it (in 2016 142 doden); a number before a number word gets MARK, said as a
 * comma after it (om 8.30 uur twee tenten). `end`: where the token will end. */
void kx_apart_set(const kx_context *ctx, kx_token *token);
void kx_apart_end(const kx_context *ctx, kx_token *token, size_t end);

/* What the fields say. */
void kx_say_apart(const kx_token *token, kx_spoken *out);
void kx_say_end(const kx_token *token, kx_spoken *out);
/* SIGN, if there is one. */
void kx_say_sign(const kx_token *token, kx_spoken *out);
/* SIGN, INTEGER and FRACTION, and the numbers of TO, each with the word `link` before it (NULL:
 * none; a comma is a pause). */
void kx_say_pair(const kx_token *token, const char *link, kx_spoken *out);
/* kx_say_pair, linked by READING ("tot en met", "à", nothing if it is
 * empty), else "tot". */
void kx_say_written(const kx_token *token, kx_spoken *out);
void kx_say_year(kx_spoken *out, const kx_style *style, const char *digits);
