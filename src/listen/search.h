/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Finding words in a programme, as printed or as said. */
#pragma once

#include "listen/programme.h"

/* The first item behind `from`, and around to `from` itself, that holds `words` in its printed or
 * spoken form; G_MAXUINT if none does. Case, accents, kinds of quotes and dashes, and how many
 * blanks there are make no difference; "ij" is found in "ĳ". Words in which nothing is left are not
 * found. Not const: it asks the programme for transcripts, which takes a moment live when nothing
 * was printed so. */
unsigned kx_search(kx_programme *programme, const char *words, unsigned from);
