/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Areas of land as a notary writes them: 2ha 34a 12ca, 6 a 45 ca, 0.45.30 ha. */
#pragma once

#include "text/class.h"

/* Bytes of the token at ctx->at, 0 if there are no two of hectares, ares and centiares. Sets
 * READING ("land"), INTEGER (hectares), MINUTE (ares) and SECOND (centiares), 0 for none. */
size_t kx_land_match(const kx_context *ctx, kx_token *token);
bool kx_land_is(const kx_token *token);
void kx_land_say(const kx_token *token, kx_spoken *out);
