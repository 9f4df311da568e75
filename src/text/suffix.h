/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The word behind the hyphen of a compound that begins with a number: 80-jarige, 65W-lader. */
#pragma once

#include "text/class.h"

/* "-jarige", "-norm": a hyphen and a word in small letters that make a compound with what stands
 * before `at`. Its length, 0 if there is none (also for "2-onder-1-kap"). */
size_t kx_compound_at(const kx_context *ctx, size_t at);
/* SUFFIX: the word of a compound, of length n with its hyphen. */
void kx_compound_set(const kx_context *ctx, kx_token *token, size_t at, size_t n);
/* What it says. */
void kx_say_compound(const kx_token *token, kx_spoken *out);
