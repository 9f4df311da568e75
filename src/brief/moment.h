/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Moments of publication: seconds, in Amsterdam's time with the offset that holds then. The time
 * zone database of the system decides the offset. */
#pragma once

#include <glib.h>
#include <stdbool.h>

/* "2026-03-29", "2026-03-29T06:00", "2026-03-29T06:00:30", with or without an offset ("+02:00",
 * "Z"): RFC 3339 with Amsterdam's offset, "2026-03-29T06:00:00+02:00". A day alone is its midnight.
 * Without an offset, an hour that the clock shows twice in autumn is the first of both. Caller
 * frees. Errors: USAGE for any other text, for years before 1900, which RFC 2822 does not know, and
 * for an hour that the clock skips in spring. */
char *kx_moment_parse(const char *text, GError **error);
/* What kx_moment_parse makes, as a date. NULL for any other text. */
GDateTime *kx_moment_read(const char *moment);
/* "Sun, 29 Mar 2026 06:00:00 +0200", in English whatever the locale (RFC 2822). Caller frees. */
char *kx_moment_rfc2822(GDateTime *moment);
/* "donderdag 26 november 2026". Caller frees. */
char *kx_moment_day(GDateTime *moment);
/* The same of the day with which `date` begins ("2026-11-26"); NULL for any other text and for
 * NULL. Caller frees. */
char *kx_moment_day_of(const char *date);
/* The end of year 9999 in Amsterdam, in seconds since 1970. */
#define KX_MOMENT_SECONDS_MAX G_GINT64_CONSTANT(253402297199)
/* Now, or SOURCE_DATE_EPOCH where that is set to a number of seconds. */
GDateTime *kx_moment_now(void);
