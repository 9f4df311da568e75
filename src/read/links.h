/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Links and pictures within a text as Markdown has them. */
#pragma once

#include "doc/document.h"

/* Leaves in what begins at `start` the words of "[words](address)", also "[words](<address>
 * "title")", and of a picture, "![words](file)", but of one alone on its line (kx_is_picture). The
 * words may go over several lines of a paragraph; the address has no blank and a sign that
 * addresses have. Of "[words][label]", "[label][]" and "[label]" too where a line is "[label]:
 * address"; where there is such a link, those lines go. Counted in a note. Returns the lines
 * (guint, ascending, from 0 at `start`) that are a link as a whole. Caller frees. */
GArray *kx_links_cut(kx_document *doc, size_t start);
