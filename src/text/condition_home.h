/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Conditions of advertisements of homes, for the abbreviation text[ctx->at..end). Private to the
 * abbreviations. */
#pragma once

#include "text/class.h"

/* App. te huur: a home, and no program. */
bool kx_let_after(const kx_context *ctx, size_t end);
/* aanvaarding i.o., oplev. i.o.: what buyer and seller agree upon. */
bool kx_agreed_before(const kx_context *ctx, size_t end);
/* Kanaalweg ong.: behind the name of a street; but "Dorpsstraat ong. 5 km" */
bool kx_street_before(const kx_context *ctx, size_t end);
