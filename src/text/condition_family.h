/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Conditions of family trees, for the abbreviation text[ctx->at..end). Private to the
 * abbreviations. */
#pragma once

#include "text/class.h"

/* geb. Utrecht 1794, ged. Zeist 3 mei 1795: among the dates of somebody's life. */
bool kx_in_family_tree(const kx_context *ctx, size_t end);
/* zn. van Jan Bos; Maria, dr. van Jan Bos en Griet Pot: whose child somebody is. */
bool kx_is_child(const kx_context *ctx, size_t end);
