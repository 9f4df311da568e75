/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A time of day as it is written, and where one opens an entry of a list or a report. */
#pragma once

#include "text/class.h"

typedef struct {
    size_t end;
    unsigned hour, minute;
    gunichar separator; /* . : , u h, or 0 for an hour alone (7u, 7) */
} kx_clock;

/* Whether the sentence has a stop at its end, as headings have none. */
bool kx_ends_in_stop(const kx_context *ctx);
/* h.mm, h:mm, huMM, hu, h u. mm at `at`. */
bool kx_clock_at(const kx_context *ctx, size_t at, kx_clock *t);
/* u, h */
bool kx_is_hour_sign(gunichar c);
/* Whether the time t at `at` stands where one is told before what happens then: in a programme
 * (20.30 Journaal), behind a channel, in a list of times, at the head of a report. */
bool kx_clock_is_entry(const kx_context *ctx, size_t at, const kx_clock *t);
/* "13:49Briljante voorzet": a time and its report, whose border the text has lost. */
bool kx_clock_is_glued(const kx_context *ctx, const kx_clock *t);
