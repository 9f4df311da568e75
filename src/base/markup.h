/* SPDX-License-Identifier: GPL-3.0-or-later */
/* XML and HTML for libxml2: what kxspeak published, and documents of others. Its time grows with
 * the square of the attributes of an element, of the declarations in a DOCTYPE and of the different
 * names, and its memory with the elements; so what it is given is looked through first. */
#pragma once

#include <glib.h>
#include <libxml/tree.h>

typedef enum { KX_MARKUP_XML, KX_MARKUP_HTML } kx_markup;

/* What keeps text[0..n), with a NUL behind it, from being given to libxml2: not UTF-8, over the
 * bounds of base/limits.h, a DOCTYPE with declarations, HTML with comments or values without
 * quotes, entities but those of XML. It is said behind the file's name, in the user's language ("is
 * no XML"); *line is where. NULL: nothing. */
const char *kx_markup_fault(const char *text, size_t n, kx_markup kind, unsigned *line);
/* The document of text[0..n), in UTF-8 and without a fault; the caller frees it. NULL if it is
 * none: xmlGetLastError tells why and where. */
xmlDoc *kx_markup_parse(const char *text, size_t n, kx_markup kind);
/* The document, with a root element; the caller frees it. NULL if `bytes` are no such document, or
 * have a fault; *why is then what is said of it. */
xmlDoc *kx_markup_read(GBytes *bytes, kx_markup kind, const char **why);
