/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "publish/html.h"

#include <inttypes.h>

/* The sum of a style sheet as Content Security Policy Level 3 has it. */
static char *sum_of(const char *style)
{
    guint8 digest[32];
    gsize n = sizeof digest;
    g_autoptr(GChecksum) sum = g_checksum_new(G_CHECKSUM_SHA256);
    g_checksum_update(sum, (const guchar *)style, -1);
    g_checksum_get_digest(sum, digest, &n);
    return g_base64_encode(digest, n);
}

static void put_meta(kx_xml *xml, const char *key, const char *name, const char *content)
{
    kx_xml_open(xml, "meta");
    kx_xml_attribute(xml, key, name);
    kx_xml_attribute(xml, "content", content);
    kx_xml_close(xml);
}

void kx_html_head(kx_xml *xml, const char *title, const char *description, const char *style)
{
    g_autofree char *sum = sum_of(style);
    g_autofree char *policy = g_strdup_printf(
        "default-src 'none'; img-src 'self'; media-src 'self'; style-src 'sha256-%s'; "
        "base-uri 'none'; form-action 'none'",
        sum);
    kx_xml_open(xml, "head");
    kx_xml_open(xml, "meta");
    kx_xml_attribute(xml, "charset", "UTF-8");
    kx_xml_close(xml);
    put_meta(xml, "http-equiv", "Content-Security-Policy", policy);
    put_meta(xml, "name", "viewport", "width=device-width, initial-scale=1");
    if (description)
        put_meta(xml, "name", "description", description);
    kx_xml_leaf(xml, "title", title);
    kx_xml_open(xml, "style");
    kx_xml_raw(xml, style);
    kx_xml_close_whole(xml);
}

void kx_html_clock(kx_xml *xml, int64_t s)
{
    g_autofree char *iso = g_strdup_printf("PT%" PRId64 "S", s);
    g_autofree char *clock = s < 3600 ? g_strdup_printf("%d:%02d", (int)(s / 60), (int)(s % 60))
                                      : g_strdup_printf("%" PRId64 ":%02d:%02d", s / 3600,
                                                        (int)(s / 60 % 60), (int)(s % 60));
    kx_xml_open(xml, "time");
    kx_xml_attribute(xml, "datetime", iso);
    kx_xml_text(xml, clock);
    kx_xml_close_whole(xml);
}
