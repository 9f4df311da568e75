/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Front matter: metadata between two lines of "---" at the very start of a text. */
#pragma once

#include "doc/document.h"

typedef struct {
    size_t body;    /* offset in doc's text where the article begins; 0 without front matter */
    kx_range title; /* the value of `title` in the text, empty if not given */
} kx_front;

/* Reads `key: value` lines into doc's fields (title, author, date, source, url, language, in any
 * case; matching quotes around a value are removed). Unknown keys, lines that are no pair, a date
 * that is not ISO 8601 and a url that is not http(s) are ignored with a note. It is front matter
 * only if it ends within KX_FRONT_MATTER_BYTES_MAX and knows at least one of the keys or is empty:
 * else the text simply begins with a rule. */
kx_front kx_front_read(kx_document *doc);
