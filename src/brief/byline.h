/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Who wrote an article and where it is from, as sentences in Dutch. Private to brief/. */
#pragma once

#include "doc/document.h"

/* "Door Anna Smit.", "Door de redactie Sport.", "Van onze verslaggever."; NULL if nobody is known.
 * Caller frees. */
char *kx_byline_author(const kx_document *document);
/* "Bron: Reuters / AFP."; NULL if none is known, or if it is the author. Caller frees. */
char *kx_byline_source(const kx_document *document);
