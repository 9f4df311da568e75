/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Where a row of voices/nl/abbreviations.tsv is meant, by what stands around it: its last column.
 * Private to the abbreviations. */
#pragma once

#include "text/class.h"

/* Whether the abbreviation text[ctx->at..end) stands where the condition has it. The names are
 * those of compile.c's schema. */
bool kx_condition_holds(const kx_context *ctx, size_t end, const char *condition);
