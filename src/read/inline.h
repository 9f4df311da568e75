/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is left of HTML in a plain text. */
#pragma once

#include "doc/document.h"

/* Character references that exist and end in a semicolon become their character (&amp;, &eacute;,
 * &#8217;). Tags go: pairs of known names within a paragraph (<em>x</em>), those that have no pair
 * (<br>), and comments; what parts blocks leaves a blank. Any other < and & is text: a < b, R&D,
 * <naam>, a "<b>" that is spoken of. Both are counted in a note. */
void kx_inline_plain(kx_document *doc);
