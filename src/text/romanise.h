/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

/* text[0..length), valid UTF-8, in Latin letters without accents, by ICU's rules (Unicode CLDR);
 * what has no such form stays. Any thread may call. There is no going on without ICU's rules, as
 * without memory: words would be left out, and nobody told. The caller frees. */
char *kx_romanise(const char *text, size_t length);
