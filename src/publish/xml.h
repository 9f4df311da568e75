/* SPDX-License-Identifier: GPL-3.0-or-later */
/* XML and HTML written into memory by libxml2's writer, which does all escaping. An error sticks
 * and is told at the end. Texts are UTF-8 that XML can hold (publish/feed_text.h). Private to
 * publish/. */
#pragma once

#include <glib.h>
#include <stdbool.h>

typedef struct kx_xml kx_xml;

typedef enum {
    KX_XML_DOCUMENT, /* with its declaration, indented */
    KX_XML_PAGE,     /* with its declaration; blanks are its own: text with elements in it */
    KX_XML_XHTML1,   /* XHTML 1.0 Transitional with its declaration; blanks are its own */
    KX_XML_SMIL1,    /* SMIL 1.0 with its declaration, indented */
    KX_XML_PIECE,    /* elements alone, on one line: HTML within XML */
    KX_XML_HTML,     /* an HTML page: void elements without a slash */
} kx_xml_kind;

/* Makes libxml2 ready, whose own first use is not safe in threads: before the first of them. */
void kx_xml_init(void);
kx_xml *kx_xml_new(kx_xml_kind kind);
/* Begins an element; attributes come before anything in it. */
void kx_xml_open(kx_xml *xml, const char *name);
/* An attribute of the element just begun; none if `value` is NULL. */
void kx_xml_attribute(kx_xml *xml, const char *name, const char *value);
/* The language of the element just begun; none if `tag` is NULL. */
void kx_xml_language(kx_xml *xml, const char *tag);
void kx_xml_text(kx_xml *xml, const char *text);
/* Ends the element; one without content is closed in its own tag. */
void kx_xml_close(kx_xml *xml);
/* Ends an element that HTML does not take without an end tag. */
void kx_xml_close_whole(kx_xml *xml);
/* An element with nothing but text; nothing at all if `text` is NULL. */
void kx_xml_leaf(kx_xml *xml, const char *name, const char *text);
/* An element that holds `text`, without "]]>", as CDATA. */
void kx_xml_cdata_leaf(kx_xml *xml, const char *name, const char *text);
/* Text of our own that is not escaped: a style sheet. */
void kx_xml_raw(kx_xml *xml, const char *text);
/* What was written; frees the writer. NULL with an error of SOFTWARE if a step failed. */
char *kx_xml_finish(kx_xml *xml, GError **error);
