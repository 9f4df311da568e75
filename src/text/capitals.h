/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Capitals for emphasis: a headline or a run of words in capitals is ordinary text, not a row of
 * acronyms. */
#pragma once

#include "text/class.h"

/* The runs of words in capitals in a sentence that mean emphasis: kx_range, ascending. The caller
 * unrefs. */
GArray *kx_capital_runs(const kx_context *ctx);
