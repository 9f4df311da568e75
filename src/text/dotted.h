/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What abbreviations and initials have in common. Private to their two classes and to
 * the sentences. */
#pragma once

#include "text/class.h"

/* Whether one may begin at ctx->at: behind a dot or @ inside a name on the net (test.nl.) none
 * does, nor behind a letter. */
bool kx_dotted_may_start(const kx_context *ctx);
/* Ends a match of n bytes: takes what is glued on (B.V.'s, zgn.-constructie, NW-wind) as the
 * field SUFFIX, or sets the mark where the dot also ends the sentence. The bytes in all. */
size_t kx_dotted_finish(const kx_context *ctx, size_t n, kx_token *token);
/* The row of the table for the end of a longer word (-str. of "Dorpsstr."), or NULL;
 * word[0..length) has its dot. */
const kx_cell *kx_dotted_ending(const char *word, size_t length);
/* Says what kx_dotted_finish found, after the rest has been said. */
void kx_dotted_say_end(const kx_token *token, kx_spoken *out);
