/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "publish/feed_text.h"

#include "base/limits.h"
#include "brief/moment.h"

#include <string.h>

#define ELLIPSIS "…"

/* Characters that XML 1.0 has no place for, and those that override or isolate directions: an
 * unclosed one in a title would turn around what stands behind it. */
static bool is_dropped(gunichar c)
{
    return (c >= 0x202A && c <= 0x202E) || (c >= 0x2066 && c <= 0x2069) || c == 0xFEFF ||
           (c >= 0xD800 && c <= 0xDFFF) || (c & 0xFFFE) == 0xFFFE || (c >= 0xFDD0 && c <= 0xFDEF);
}

static bool is_blank(gunichar c)
{
    return g_unichar_isspace(c) || g_unichar_iscntrl(c) || c == 0x2028 || c == 0x2029;
}

static char *clean(const char *text)
{
    g_autofree char *valid = g_utf8_make_valid(text, -1);
    g_autoptr(GString) line = g_string_new(NULL);
    bool blank = false;
    for (const char *p = valid; *p; p = g_utf8_next_char(p)) {
        gunichar c = g_utf8_get_char(p);
        if (is_dropped(c))
            continue;
        if (is_blank(c)) {
            blank = line->len > 0;
            continue;
        }
        if (blank)
            g_string_append_c(line, ' ');
        g_string_append_unichar(line, c);
        blank = false;
    }
    return g_string_free(g_steal_pointer(&line), FALSE);
}

/* The first `n` bytes, which end at a character, back to the end of a word if that keeps half. */
static char *cut(const char *line, size_t n)
{
    size_t end = n;
    while (end > n / 2 && line[end] != ' ')
        end--;
    g_autofree char *head = g_strndup(line, end > n / 2 ? end : n);
    return g_strconcat(g_strchomp(head), ELLIPSIS, NULL);
}

char *kx_feed_line_bytes(const char *text, size_t chars, size_t bytes)
{
    g_autofree char *line = clean(text);
    size_t n = 0, count = 0, fits = 0;
    for (const char *p = line; *p; p = g_utf8_next_char(p)) {
        n = (size_t)(g_utf8_next_char(p) - line);
        if (++count < chars && n + strlen(ELLIPSIS) <= bytes)
            fits = n;
    }
    return count <= chars && n <= bytes ? g_steal_pointer(&line) : cut(line, fits);
}

char *kx_feed_line(const char *text, size_t chars)
{
    return kx_feed_line_bytes(text, chars, G_MAXSIZE);
}

bool kx_feed_is_url(const char *url)
{
    if (url == NULL || strlen(url) > KX_LINK_BYTES_MAX || !g_str_is_ascii(url) ||
        !(g_str_has_prefix(url, "http://") || g_str_has_prefix(url, "https://")))
        return false;
    for (const char *p = url; *p; p++)
        if (!g_ascii_isgraph(*p) || strchr("<>\"\\^`{|}", *p))
            return false;
    g_autoptr(GUri) uri = g_uri_parse(url, G_URI_FLAGS_NONE, NULL);
    return uri && g_uri_get_host(uri) && *g_uri_get_host(uri);
}

char *kx_feed_url(const char *base, const char *folder, const char *name)
{
    g_autofree char *in = folder ? g_uri_escape_string(folder, NULL, FALSE) : NULL;
    g_autofree char *file = g_uri_escape_string(name, NULL, FALSE);
    return g_strconcat(base ? base : "", in ? in : "", in ? "/" : "", file, NULL);
}

char *kx_feed_guid(const char *url)
{
    /* https://podcasting2.org/docs/podcast-namespace/tags/guid: ead4c236-bf58-58c6-a2c6-... */
    static const guchar space[] = {0xea, 0xd4, 0xc2, 0x36, 0xbf, 0x58, 0x58, 0xc6,
                                   0xa2, 0xc6, 0xa6, 0xb2, 0x8d, 0x12, 0x8c, 0xb6};
    guint8 u[20];
    gsize n = sizeof u;
    const char *scheme = strstr(url, "://");
    const char *name = scheme ? scheme + strlen("://") : url;
    size_t length = strlen(name);
    while (length > 0 && name[length - 1] == '/')
        length--;
    g_autoptr(GChecksum) sum = g_checksum_new(G_CHECKSUM_SHA1);
    g_checksum_update(sum, space, sizeof space);
    g_checksum_update(sum, (const guchar *)name, (gssize)length);
    g_checksum_get_digest(sum, u, &n);
    u[6] = (guint8)((u[6] & 0x0F) | 0x50);
    u[8] = (guint8)((u[8] & 0x3F) | 0x80);
    return g_strdup_printf("%02x%02x%02x%02x-%02x%02x-%02x%02x-%02x%02x-"
                           "%02x%02x%02x%02x%02x%02x",
                           u[0], u[1], u[2], u[3], u[4], u[5], u[6], u[7], u[8], u[9], u[10], u[11],
                           u[12], u[13], u[14], u[15]);
}

char *kx_feed_correction(GDateTime *moment)
{
    g_autofree char *day = moment ? kx_moment_day(moment) : NULL;
    return day ? g_strdup_printf("Rectificatie: deze aflevering is op %s gecorrigeerd.", day)
               : g_strdup("Rectificatie: deze aflevering is gecorrigeerd.");
}
