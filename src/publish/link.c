/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "publish/link.h"

#include "base/limits.h"

#include <string.h>

/* Signs that an address may hold as they are (RFC 3986), but for "+" and "%". */
#define SIGNS "-._~:/?#[]@!$&'()*,;="

char *kx_link(const char *url)
{
    if (url == NULL || !g_utf8_validate(url, -1, NULL))
        return NULL;
    g_autoptr(GString) whole = g_string_new(NULL);
    for (const char *c = url; *c; c++) {
        bool encoded = *c == '%' && g_ascii_isxdigit(c[1]) && g_ascii_isxdigit(c[2]);
        if ((guchar)*c <= ' ' || *c == 0x7F)
            return NULL;
        if (g_ascii_isalnum(*c) || strchr(SIGNS, *c) || encoded)
            g_string_append_c(whole, *c);
        else
            g_string_append_printf(whole, "%%%02X", (guchar)*c);
    }
    g_autoptr(GUri) uri = g_uri_parse(whole->str, G_URI_FLAGS_ENCODED, NULL);
    const char *scheme = uri ? g_uri_get_scheme(uri) : NULL,
               *host = uri ? g_uri_get_host(uri) : NULL;
    bool web = whole->len <= KX_LINK_BYTES_MAX && scheme &&
               (strcmp(scheme, "http") == 0 || strcmp(scheme, "https") == 0);
    if (!web || !host || !*host)
        return NULL;
    memcpy(whole->str, scheme, strlen(scheme)); /* in small letters, as all write it */
    return g_string_free(g_steal_pointer(&whole), FALSE);
}

char *kx_link_of_part(const kx_briefing *b, unsigned part)
{
    unsigned doc = g_array_index(b->parts, kx_part, part).doc;
    const kx_document *document = g_ptr_array_index(b->documents, doc);
    return kx_briefing_is_own(b, doc) ? NULL : kx_link(document->url);
}
