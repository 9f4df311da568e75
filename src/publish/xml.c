/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "publish/xml.h"

#include "base/error.h"

#include <libxml/xmlwriter.h>
#include <string.h>

struct kx_xml {
    kx_xml_kind kind;
    xmlBufferPtr buffer;
    xmlTextWriterPtr writer;
    bool failed;
};

static void note(kx_xml *xml, int status)
{
    xml->failed |= status < 0;
}

static const xmlChar *u(const char *text)
{
    return (const xmlChar *)text;
}

/* What each kind begins with. */
static const struct {
    bool is_declared, is_indented;
    const char *root, *public_id, *address; /* of its document type, or NULL */
} kinds[] = {
    [KX_XML_DOCUMENT] = {true, true, NULL, NULL, NULL},
    [KX_XML_PAGE] = {true, false, NULL, NULL, NULL},
    [KX_XML_XHTML1] = {true, false, "html", "-//W3C//DTD XHTML 1.0 Transitional//EN",
                       "http://www.w3.org/TR/xhtml1/DTD/xhtml1-transitional.dtd"},
    [KX_XML_SMIL1] = {true, true, "smil", "-//W3C//DTD SMIL 1.0//EN",
                      "http://www.w3.org/TR/REC-smil/SMIL10.dtd"},
    [KX_XML_PIECE] = {false, false, NULL, NULL, NULL},
    [KX_XML_HTML] = {false, false, "html", NULL, NULL},
};

static void put_doctype(kx_xml *xml)
{
    const char *public_id = kinds[xml->kind].public_id, *address = kinds[xml->kind].address;
    note(xml,
         xmlTextWriterWriteDTD(xml->writer, u(kinds[xml->kind].root),
                               public_id ? u(public_id) : NULL, address ? u(address) : NULL, NULL));
    if (kinds[xml->kind].is_declared && !kinds[xml->kind].is_indented)
        note(xml, xmlTextWriterWriteRaw(xml->writer, u("\n")));
}

void kx_xml_init(void)
{
    xmlInitParser();
}

kx_xml *kx_xml_new(kx_xml_kind kind)
{
    kx_xml *xml = g_new0(kx_xml, 1);
    xml->kind = kind;
    xml->buffer = xmlBufferCreate();
    xml->writer = xmlNewTextWriterMemory(xml->buffer, 0);
    if (xml->buffer == NULL || xml->writer == NULL)
        g_error("no memory for an XML writer"); /* as GLib does */
    xmlBufferSetAllocationScheme(xml->buffer, XML_BUFFER_ALLOC_DOUBLEIT);
    if (kinds[kind].is_indented) {
        xmlTextWriterSetIndent(xml->writer, 1);
        xmlTextWriterSetIndentString(xml->writer, u(" "));
    }
    if (kinds[kind].is_declared)
        note(xml, xmlTextWriterStartDocument(xml->writer, NULL, "UTF-8", NULL));
    if (kinds[kind].root)
        put_doctype(xml);
    return xml;
}

void kx_xml_open(kx_xml *xml, const char *name)
{
    note(xml, xmlTextWriterStartElement(xml->writer, u(name)));
}

void kx_xml_attribute(kx_xml *xml, const char *name, const char *value)
{
    if (value)
        note(xml, xmlTextWriterWriteAttribute(xml->writer, u(name), u(value)));
}

void kx_xml_language(kx_xml *xml, const char *tag)
{
    kx_xml_attribute(xml, "lang", tag);
    if (xml->kind != KX_XML_HTML)
        kx_xml_attribute(xml, "xml:lang", tag);
}

void kx_xml_text(kx_xml *xml, const char *text)
{
    note(xml, xmlTextWriterWriteString(xml->writer, u(text)));
}

void kx_xml_close(kx_xml *xml)
{
    note(xml, xmlTextWriterEndElement(xml->writer));
}

void kx_xml_close_whole(kx_xml *xml)
{
    note(xml, xmlTextWriterFullEndElement(xml->writer));
}

void kx_xml_leaf(kx_xml *xml, const char *name, const char *text)
{
    if (text == NULL)
        return;
    kx_xml_open(xml, name);
    kx_xml_text(xml, text);
    kx_xml_close_whole(xml);
}

void kx_xml_cdata_leaf(kx_xml *xml, const char *name, const char *text)
{
    kx_xml_open(xml, name);
    kx_xml_text(xml, ""); /* mixed content: no blanks for indenting in it */
    note(xml, xmlTextWriterWriteCDATA(xml->writer, u(text)));
    kx_xml_close_whole(xml);
}

void kx_xml_raw(kx_xml *xml, const char *text)
{
    note(xml, xmlTextWriterWriteRaw(xml->writer, u(text)));
}

/* A ">" of text or of an attribute is "&gt;" by now, so each "/>" ends a void element. */
static void drop_slashes(char *text)
{
    char *to = text;

    for (const char *from = text; *from; from++)
        if (from[0] != '/' || from[1] != '>')
            *to++ = *from;
    *to = '\0';
}

char *kx_xml_finish(kx_xml *xml, GError **error)
{
    note(xml, xmlTextWriterEndDocument(xml->writer));
    note(xml, xmlTextWriterFlush(xml->writer));
    xmlFreeTextWriter(xml->writer);
    char *text = xml->failed ? NULL : (char *)xmlBufferDetach(xml->buffer); /* from malloc */
    if (text == NULL)
        kx_error_set(error, KX_ERROR_SOFTWARE, "libxml2 could not write the text");
    if (text && xml->kind == KX_XML_HTML)
        drop_slashes(text);
    if (text && xml->kind == KX_XML_PIECE)
        g_strchomp(text); /* the writer ends every document with a line break */
    xmlBufferFree(xml->buffer);
    g_free(xml);
    return text ? g_realloc(text, strlen(text) + 1) : NULL; /* the buffer has room to grow */
}
