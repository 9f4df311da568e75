/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <stdbool.h>

/* Bytes of a day as YYYY-MM-DD (ISO 8601). */
enum { KX_DAY_BYTES = 10 };

/* Whether `text` begins with one that the calendar has. What stands behind it is the caller's. */
bool kx_begins_with_day(const char *text);
