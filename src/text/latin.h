/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

/* text[0..length), a word, as the renderings may hold it: NFC, Latin letters, blanks, ' and -.
 * Compatibility forms are folded (ﬁ, ĳ, full width), other scripts transliterated, and what has no
 * Latin form left out: the result may be empty. The caller frees. */
char *kx_latin(const char *text, size_t length);
