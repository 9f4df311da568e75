/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

/* text[0..length), a word, as the renderings may hold it: NFC, Latin letters, blanks, ' and -.
 * Compatibility forms are folded (ﬁ, ĳ, full width), other scripts transliterated, and what has no
 * Latin form left out: the result may be empty. The caller frees. */
char *kx_latin(const char *text, size_t length);

/* text[0..length) in small letters, one for one: the Turkish İ becomes i and not i with a loose
 * dot. The caller frees. */
char *kx_lower(const char *text, size_t length);
