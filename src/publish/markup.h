/* SPDX-License-Identifier: GPL-3.0-or-later */
/* XML and HTML that kxspeak published, read back by libxml2. Its time grows with the square of the
 * attributes of an element, of the declarations in a DOCTYPE and of the different names, and its
 * memory with the elements; so what it is given is looked through first. */
#pragma once

#include <glib.h>
#include <libxml/tree.h>

typedef enum { KX_MARKUP_XML, KX_MARKUP_HTML } kx_markup;

/* The document, with a root element; the caller frees it. NULL if `bytes` are no such document, or
 * one that kxspeak does not write: not UTF-8, over the bounds of base/limits.h, a DOCTYPE with
 * declarations, HTML with comments or values without quotes, entities but those of XML. *why is
 * then what is said behind the file's name, in the user's language ("is no XML"). */
xmlDoc *kx_markup_read(GBytes *bytes, kx_markup kind, const char **why);
