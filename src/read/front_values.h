/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The forms that YAML has for values of one line. Only for front.c. */
#pragma once

#include "doc/document.h"

/* Makes the values in text[start, end) plain, as their lines are: takes the quotes of 'it''s' and
 * "a \"b\"" away, and the brackets of [Jan, "Piet"], which becomes Jan; Piet; escapes become what
 * they mean. What only begins in such a form ("Ja" zei hij; [Update] Brand), or nests lists, stays
 * as it is. */
void kx_front_values(kx_document *doc, size_t start, size_t end);
