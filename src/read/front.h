/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Front matter: metadata between two lines of "---" at the very start of a text. */
#pragma once

#include "doc/document.h"

typedef struct {
    size_t body;    /* offset in doc's text where the article begins; 0 without front matter */
    kx_range title; /* the value of `title` in the text, empty if not given */
} kx_front;

/* Refuses (DATA) front matter in TOML or JSON ("+++", "---json", a line "{" above "\"key\": ..."),
 * and what is longer than KX_FRONT_MATTER_BYTES_MAX: it would be read aloud. Before the others. */
bool kx_front_check(const kx_document *doc, GError **error);

/* Makes the values of the front matter plain; returns the offset of the article, as kx_front_read
 * will. Once, before that. */
size_t kx_front_open(kx_document *doc);

/* Reads `key: value` lines into doc's fields (title, author, date, source, url, language, section,
 * in any case, or titel, auteur, datum, bron, taal, rubriek). Values may stand in the quotes of
 * YAML, and, but for a title, be lists: [Jan, Piet, Klaas], "- Jan" lines below the key, or "Jan;
 * Piet; Klaas", which become "Jan, Piet en Klaas". Unknown keys, lines that are no pair, YAML's
 * other forms, a date that is not ISO 8601, a url that is not http(s) and a section without a
 * letter or digit are ignored with a note; a language other than Dutch is taken, with a note. It
 * is front matter only if it ends and knows at least one of the keys or is empty: else the text
 * simply begins with a rule, with a note if one of the keys is right below it. Where the closing
 * rule is missing, it is the pairs right below the first, with a note, if there are two or more,
 * one of a known key and the others of a word in lower case. */
kx_front kx_front_read(kx_document *doc);
