/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Conditions of churches, choirs and kings, for the abbreviation text[ctx->at..end). Private to the
 * abbreviations. */
#pragma once

#include "text/class.h"

/* Chr. Geref. Kerk, Chr. basisschool */
bool kx_church_after(const kx_context *ctx, size_t end);
/* Herv. Gem., Geref. Gem. */
bool kx_church_before(const kx_context *ctx, size_t end);
/* Chr. gem. koor */
bool kx_choir_after(const kx_context *ctx, size_t end);
/* de H. Franciscus, H. Mis: an article before a name, or what is always called so; "met H. Jansen"
 * is an initial. */
bool kx_holy_after(const kx_context *ctx, size_t end);
/* H.M. koningin Máxima, Z.M. de Koning; H.M. van den Brink is a writer. */
bool kx_royal_after(const kx_context *ctx, size_t end);
