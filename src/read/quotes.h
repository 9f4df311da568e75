/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Block quotes as they are typed: lines that begin with "> ". */
#pragma once

#include "doc/document.h"

/* Takes the "> " out of the quotes in what begins at `start`, and out of lines that have nothing
 * else; these are blank then. A quote is a paragraph whose lines all have the mark, or a run of
 * such lines that begins one, follows a colon or an earlier quote in it, or has two lines or more;
 * not where each begins with a number: "> 3 dagen" compares. A line without the mark goes on with
 * it where it is indented or begins in lower case, or where no sentence ends above it. Returns the
 * lines (guint, ascending, from 0 at `start`) of quotes. Caller frees. */
GArray *kx_quotes_cut(kx_document *doc, size_t start);
