/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The tune of a question. */
#pragma once

#include "text/class.h"

/* The values of the field QUOTE. */
#define KX_QUOTE_OPENS      "opens"
#define KX_QUOTE_OPENS_LONG "opens-long"
#define KX_QUOTE_CLOSES     "closes"

/* Whether the question whose mark stands at ctx->at falls: "En met wie ging zij?". A question that
 * is answered by yes or no rises: "Weet je met wie zij ging?", "Mooi, hè?". */
bool kx_question_falls(const kx_context *ctx);
