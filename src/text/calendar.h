/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the classes of dates, months and weekdays share: their names, and the signs between them. */
#pragma once

#include "text/class.h"
#include "text/table.h"

/* Dutch for a dash between two dates, weekdays or months, which takes both in. */
extern const char kx_up_to_and_including[];

/* The row of `table` (months or weekdays) for the name at `at`, with the dot after it if the row
 * has one; *n is its length. NULL if there is none. */
const kx_cell *kx_calendar_name_at(const kx_context *ctx, size_t at, const kx_table *table,
                                   size_t *n);
/* "maandag", not "ma" or "ma.". */
bool kx_calendar_is_full(const kx_cell *row);
/* The most days of a month, and the months of a year. */
enum { KX_DAYS = 31, KX_MONTHS = 12 };

/* The full name of month 1..12, else NULL; and the number of days it may have. */
const char *kx_month_name(unsigned month);
unsigned kx_month_days(unsigned month);
/* The number of a row: 1..12 of months, 1..7 of weekdays. */
unsigned kx_calendar_number(const kx_cell *row);
/* One or two digits at `at`, *n of them, 1..max; 0 if there is no such number. */
unsigned kx_small_number_at(const kx_context *ctx, size_t at, unsigned max, size_t *n);
/* Length of the dash or slash at `at` with its blanks, of which a slash has them on both sides or
 * on none; 0 if there is none. *sign is '-' or '/'. A > on which no blanks border is a dash: 20>23
 * augustus. */
size_t kx_calendar_link_at(const kx_context *ctx, size_t at, char *sign);
/* What the slash between two days says: they are a night (nacht van 4 op 5 mei), or just the two.
 */
const char *kx_calendar_slash_word(const kx_context *ctx);
/* Length of "t/m", "tot en met", "tot", "op", "en", "of", "&" or a comma at `at`, with the blanks
 * before and behind it; 0 if there is none. */
size_t kx_calendar_word_link_at(const kx_context *ctx, size_t at);
/* Whether the last token is such a word and the one before it has the field. */
bool kx_calendar_goes_on(const kx_context *ctx, kx_field_name name);
/* The name as it is said, with the capital that the written form at ctx->at has. */
void kx_calendar_set_name(const kx_context *ctx, kx_token *token, kx_field_name field,
                          const char *name);
