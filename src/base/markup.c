/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/markup.h"

#include "base/intl.h"
#include "base/limits.h"

#include <libxml/HTMLparser.h>
#include <libxml/parser.h>
#include <libxml/parserInternals.h>
#include <stdbool.h>
#include <string.h>

#define BLANKS " \t\r\n\f"

typedef enum {
    SOUND,
    MALFORMED,
    MANY_ATTRIBUTES,
    MANY_ELEMENTS,
    MANY_NAMES,
    DECLARATIONS,
    NO_UTF8
} finding;

static const char *message(finding found, kx_markup kind)
{
    switch (found) {
    case MANY_ATTRIBUTES:
        return _("has an element with too many attributes");
    case MANY_ELEMENTS:
        return _("has too many elements");
    case MANY_NAMES:
        return _("has too many names");
    case DECLARATIONS:
        return _("has a DOCTYPE with declarations");
    case NO_UTF8:
        return _("is not UTF-8");
    case SOUND:
    case MALFORMED:
        break;
    }
    return kind == KX_MARKUP_HTML ? _("is no HTML") : _("is no XML");
}

/* ---- looking through ---- */

/* What was met so far. */
typedef struct {
    kx_markup kind;
    GHashTable *names; /* char*: what libxml2 compares each new name with */
    unsigned n_spaces; /* declarations of namespaces: these too */
    unsigned n_elements;
} survey;

static bool starts(const char *at, const char *with)
{
    return strncmp(at, with, strlen(with)) == 0;
}

/* Behind the next `end`, or the end of the text: what libxml2 makes of that is one thing only. */
static const char *behind(const char *at, const char *end)
{
    const char *found = strstr(at, end);
    return found ? found + strlen(end) : at + strlen(at);
}

/* The length of the name at `at`, which is added to the names; 0 if it is none that is written
 * here. libxml2 parts longer ones of HTML. */
static size_t read_name(survey *s, const char *at)
{
    enum { NAME_BYTES_MAX = 60 };
    char name[NAME_BYTES_MAX + 1];
    size_t n = 0;
    while (g_ascii_isalnum(at[n]) || (at[n] && strchr(":-_.", at[n])))
        n++;
    if (!g_ascii_isalpha(*at) || n > NAME_BYTES_MAX)
        return 0;
    memcpy(name, at, n);
    name[n] = '\0';
    if (!g_hash_table_contains(s->names, name))
        g_hash_table_add(s->names, g_strdup(name));
    return n;
}

/* Each "&" of the text [at, end) begins what XML knows by itself; any other name libxml2 keeps. */
static bool is_escaped(const char *at, const char *end)
{
    static const char *const known[] = {"#", "amp;", "lt;", "gt;", "quot;", "apos;"};
    while ((at = memchr(at, '&', (size_t)(end - at))) != NULL) {
        unsigned i = 0;
        at++;
        while (i < G_N_ELEMENTS(known) && !starts(at, known[i]))
            i++;
        if (i == G_N_ELEMENTS(known))
            return false;
    }
    return true;
}

/* Reads an attribute; NULL if it is none. */
static const char *read_attribute(survey *s, const char *at)
{
    const size_t name = read_name(s, at);
    const char *sign = at + name + strspn(at + name, BLANKS);
    if (name == 0 || *sign != '=')
        return name > 0 ? at + name : NULL;
    s->n_spaces += starts(at, "xmlns");
    sign += 1 + strspn(sign + 1, BLANKS);
    if (*sign != '"' && *sign != '\'')
        return NULL;
    const char *end = behind(sign + 1, *sign == '"' ? "\"" : "'");
    return is_escaped(sign + 1, end) ? end : NULL;
}

/* Reads the start tag whose name is at *at. */
static finding read_start(survey *s, const char **at)
{
    const char *next = *at + read_name(s, *at);
    if (++s->n_elements > KX_ELEMENTS_MAX)
        return MANY_ELEMENTS;
    if (next == *at)
        return MALFORMED;
    for (unsigned n = 0;; n++) {
        next += strspn(next, BLANKS);
        if (starts(next, "/>"))
            next++;
        *at = next;
        if (*next == '>')
            return SOUND;
        if (n == KX_ATTRIBUTES_MAX)
            return MANY_ATTRIBUTES;
        next = read_attribute(s, next);
        if (next == NULL)
            return MALFORMED;
    }
}

/* Reads the end tag whose "/" is at *at: libxml2 looks for the end of any other elsewhere. */
static finding read_end(survey *s, const char **at)
{
    const size_t name = read_name(s, *at + 1);
    *at += 1 + name;
    *at += strspn(*at, BLANKS);
    return name > 0 && **at == '>' ? SOUND : MALFORMED;
}

/* Passes over a script or a style sheet of HTML, whose start tag [tag, *at) was just read: up to
 * its end tag, which the first "</" must be. */
static finding skip_raw(const char *tag, const char **at)
{
    static const char *const raw[] = {"script", "style"};
    for (unsigned i = 0; i < G_N_ELEMENTS(raw); i++) {
        const size_t n = strlen(raw[i]);
        if (g_ascii_strncasecmp(tag, raw[i], n) != 0 || !strchr(BLANKS "/>", tag[n]))
            continue;
        if ((*at)[-1] == '/')
            return MALFORMED;
        *at = behind(*at, "</");
        return g_ascii_strncasecmp(*at, raw[i], n) == 0 ? SOUND : MALFORMED;
    }
    return SOUND;
}

/* Reads what begins with "<!" or "<?" at *at. */
static finding read_declaration(survey *s, const char **at)
{
    const char *start = *at;
    if (s->kind == KX_MARKUP_HTML) {
        *at = start + 1;
        return starts(start, "<!DOCTYPE html>") ? SOUND : MALFORMED;
    }
    if (starts(start, "<!DOCTYPE")) {
        *at = start + 1 + strcspn(start + 1, "[<>");
        return **at == '[' ? DECLARATIONS : **at == '>' ? SOUND : MALFORMED;
    }
    if (starts(start, "<?") && read_name(s, start + 2) > 0)
        *at = behind(start, "?>");
    else if (starts(start, "<!--"))
        *at = behind(start + strlen("<!--"), "-->");
    else if (starts(start, "<![CDATA["))
        *at = behind(start, "]]>");
    else
        return MALFORMED;
    return SOUND;
}

/* Reads what the "<" at *at begins. */
static finding read_tag(survey *s, const char **at)
{
    const char *tag = *at + 1;
    if (*tag == '!' || *tag == '?')
        return read_declaration(s, at);
    *at = tag;
    if (*tag == '/')
        return read_end(s, at);
    finding found = read_start(s, at);
    return found == SOUND && s->kind == KX_MARKUP_HTML ? skip_raw(tag, at) : found;
}

/* *end: how far it was looked through. */
static finding look_through(const char *at, kx_markup kind, const char **end)
{
    g_autoptr(GHashTable) names = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    survey s = {.kind = kind, .names = names};
    finding found = SOUND;
    while (found == SOUND) {
        const char *tag = strchr(at, '<');
        *end = at;
        if (!is_escaped(at, tag ? tag : at + strlen(at)))
            return MALFORMED;
        if (tag == NULL)
            break;
        at = *end = tag;
        found = read_tag(&s, &at);
        if (g_hash_table_size(names) + s.n_spaces > KX_NAMES_MAX)
            return MANY_NAMES;
    }
    return found;
}

const char *kx_markup_fault(const char *text, size_t n, kx_markup kind, unsigned *line)
{
    const char *end = text;
    const finding found =
        !g_utf8_validate_len(text, n, &end) ? NO_UTF8 : look_through(text, kind, &end);

    *line = 1;
    for (const char *at = text; (at = memchr(at, '\n', (size_t)(end - at))) != NULL; at++)
        ++*line;
    return found == SOUND ? NULL : message(found, kind);
}

/* ---- reading ---- */

/* XML_SKIP_IDS: identifiers, which nothing looks up here, stay out of the tables that libxml2 would
 * keep, whose lists grow with the text. */
static xmlDoc *parse_html(const char *text, int n)
{
    enum { OPTIONS = HTML_PARSE_NONET | HTML_PARSE_NOERROR | HTML_PARSE_NOWARNING };
    htmlParserCtxt *parser = htmlNewParserCtxt();
    parser->loadsubset = XML_SKIP_IDS;
    xmlDoc *doc = htmlCtxtReadMemory(parser, text, n, NULL, "UTF-8", OPTIONS);
    htmlFreeParserCtxt(parser);
    return doc;
}

/* As xmlReadMemory does it, which takes no such flag. */
static xmlDoc *parse_xml(const char *text, int n)
{
    enum {
        OPTIONS = XML_PARSE_NONET | XML_PARSE_NOERROR | XML_PARSE_NOWARNING | XML_PARSE_NODICT |
                  XML_PARSE_NOCDATA | XML_PARSE_IGNORE_ENC
    };
    xmlParserCtxt *parser = n > 0 ? xmlCreateMemoryParserCtxt(text, n) : NULL;
    if (parser == NULL)
        return NULL;
    xmlCtxtUseOptions(parser, OPTIONS);
    parser->loadsubset = XML_SKIP_IDS;
    parser->sax->externalSubset = NULL; /* the flag would have it read what a DOCTYPE names */
    xmlParseDocument(parser);
    xmlDoc *doc = parser->myDoc;
    if (!parser->wellFormed) {
        xmlFreeDoc(doc);
        doc = NULL;
    }
    xmlFreeParserCtxt(parser);
    return doc;
}

xmlDoc *kx_markup_parse(const char *text, size_t n, kx_markup kind)
{
    if (n > G_MAXINT)
        return NULL;
    return kind == KX_MARKUP_HTML ? parse_html(text, (int)n) : parse_xml(text, (int)n);
}

xmlDoc *kx_markup_read(GBytes *bytes, kx_markup kind, const char **why)
{
    gsize n;
    unsigned line;
    const char *data = g_bytes_get_data(bytes, &n); /* NULL for no bytes */
    g_autofree char *text = g_strndup(n > 0 ? data : "", n);
    xmlDoc *doc = NULL;

    *why = kx_markup_fault(text, n, kind, &line);
    if (*why == NULL)
        doc = kx_markup_parse(text, n, kind);
    if (doc && xmlDocGetRootElement(doc))
        return doc;
    xmlFreeDoc(doc);
    if (*why == NULL)
        *why = message(MALFORMED, kind);
    return NULL;
}
