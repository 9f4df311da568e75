/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "publish/markup.h"

#include "base/intl.h"
#include "base/limits.h"

#include <libxml/HTMLparser.h>
#include <libxml/parser.h>
#include <stdbool.h>
#include <string.h>

#define BLANKS " \t\r\n\f"

typedef enum { SOUND, MALFORMED, MANY_ATTRIBUTES, MANY_ELEMENTS, DECLARATIONS, NO_UTF8 } finding;

static const char *message(finding found, kx_markup kind)
{
    switch (found) {
    case MANY_ATTRIBUTES:
        return _("has an element with too many attributes");
    case MANY_ELEMENTS:
        return _("has too many elements");
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

/* Behind the next `end`, or the end of the text: what libxml2 makes of that is one thing only. */
static const char *behind(const char *at, const char *end)
{
    const char *found = strstr(at, end);
    return found ? found + strlen(end) : at + strlen(at);
}

/* The length of the name at `at`, of an element or attribute; 0 if it is none that is written here.
 * libxml2 parts longer ones of HTML. */
static size_t name_length(const char *at)
{
    enum { NAME_BYTES_MAX = 60 };
    size_t n = 0;
    while (g_ascii_isalnum(at[n]) || (at[n] && strchr(":-_.", at[n])))
        n++;
    return g_ascii_isalpha(*at) && n <= NAME_BYTES_MAX ? n : 0;
}

/* Reads an attribute; NULL if it is none. */
static const char *read_attribute(const char *at)
{
    const size_t name = name_length(at);
    const char *sign = at + name + strspn(at + name, BLANKS);
    if (name == 0 || *sign != '=')
        return name > 0 ? at + name : NULL;
    sign += 1 + strspn(sign + 1, BLANKS);
    if (*sign != '"' && *sign != '\'')
        return NULL;
    return behind(sign + 1, *sign == '"' ? "\"" : "'");
}

/* Reads the start tag whose name is at *at. */
static finding read_tag(const char **at)
{
    const size_t name = name_length(*at);
    const char *s = *at + name;
    for (unsigned n = 0; name > 0; n++) {
        s += strspn(s, BLANKS);
        if (g_str_has_prefix(s, "/>"))
            s++;
        *at = s;
        if (*s == '>')
            return SOUND;
        if (n == KX_ATTRIBUTES_MAX)
            return MANY_ATTRIBUTES;
        s = read_attribute(s);
        if (s == NULL)
            return MALFORMED;
    }
    return MALFORMED;
}

/* Reads the end tag whose "/" is at *at: libxml2 looks for the end of any other elsewhere. */
static finding read_end(const char **at)
{
    const size_t name = name_length(*at + 1);
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
static finding read_declaration(const char **at, kx_markup kind)
{
    const char *s = *at;
    if (kind == KX_MARKUP_HTML) {
        *at = s + 1;
        return g_str_has_prefix(s, "<!DOCTYPE html>") ? SOUND : MALFORMED;
    }
    if (g_str_has_prefix(s, "<!DOCTYPE")) {
        *at = s + 1 + strcspn(s + 1, "[<>");
        return **at == '[' ? DECLARATIONS : **at == '>' ? SOUND : MALFORMED;
    }
    if (g_str_has_prefix(s, "<?"))
        *at = behind(s, "?>");
    else if (g_str_has_prefix(s, "<!--"))
        *at = behind(s + strlen("<!--"), "-->");
    else if (g_str_has_prefix(s, "<![CDATA["))
        *at = behind(s, "]]>");
    else
        return MALFORMED;
    return SOUND;
}

static finding look_through(const char *text, kx_markup kind)
{
    finding found = SOUND;
    unsigned n = 0;
    for (const char *at = strchr(text, '<'); at && found == SOUND; at = strchr(at, '<')) {
        const char *tag = at + 1;
        if (*tag == '!' || *tag == '?') {
            found = read_declaration(&at, kind);
            continue;
        }
        at = tag;
        if (*tag == '/') {
            found = read_end(&at);
            continue;
        }
        found = ++n > KX_ELEMENTS_MAX ? MANY_ELEMENTS : read_tag(&at);
        if (found == SOUND && kind == KX_MARKUP_HTML)
            found = skip_raw(tag, &at);
    }
    return found;
}

/* ---- reading ---- */

static xmlDoc *parse(const char *text, int n, kx_markup kind)
{
    enum {
        XML = XML_PARSE_NONET | XML_PARSE_NOERROR | XML_PARSE_NOWARNING,
        HTML = HTML_PARSE_NONET | HTML_PARSE_NOERROR | HTML_PARSE_NOWARNING
    };
    return kind == KX_MARKUP_HTML ? htmlReadMemory(text, n, NULL, "UTF-8", HTML)
                                  : xmlReadMemory(text, n, NULL, "UTF-8", XML);
}

xmlDoc *kx_markup_read(GBytes *bytes, kx_markup kind, const char **why)
{
    gsize n;
    const char *data = g_bytes_get_data(bytes, &n); /* NULL for no bytes */
    g_autofree char *text = g_strndup(n > 0 ? data : "", n);
    finding found = !g_utf8_validate_len(text, n, NULL) ? NO_UTF8 : look_through(text, kind);
    xmlDoc *doc = found == SOUND && n <= G_MAXINT ? parse(text, (int)n, kind) : NULL;
    if (doc && xmlDocGetRootElement(doc))
        return doc;
    xmlFreeDoc(doc);
    *why = message(found, kind);
    return NULL;
}
