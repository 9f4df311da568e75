/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "publish/html.h"

#include "brief/moment.h"
#include "doc/address.h"
#include "publish/feed_text.h"
#include "publish/link.h"
#include "publish/phrase.h"
#include "publish/text_file.h"

#include <inttypes.h>
#include <string.h>

/* As Content Security Policy Level 3 has it. */
char *kx_html_sum(const char *text)
{
    guint8 digest[32];
    gsize n = sizeof digest;
    g_autoptr(GChecksum) sum = g_checksum_new(G_CHECKSUM_SHA256);
    g_checksum_update(sum, (const guchar *)text, -1);
    g_checksum_get_digest(sum, digest, &n);
    g_autofree char *base64 = g_base64_encode(digest, n);
    return g_strconcat("sha256-", base64, NULL);
}

static char *policy_of(const kx_html_page *page)
{
    g_autofree char *style = kx_html_sum(page->style);
    g_autofree char *sum = page->script ? kx_html_sum(page->script) : NULL;
    g_autofree char *script = sum ? g_strdup_printf("script-src '%s'; ", sum) : g_strdup("");
    return g_strdup_printf("default-src 'none'; %s; %sstyle-src '%s'; base-uri 'none'; "
                           "form-action 'none'",
                           page->loads ? page->loads : "img-src 'self'; media-src 'self'", script,
                           style);
}

static void put_meta(kx_xml *xml, const char *key, const char *name, const char *content)
{
    kx_xml_open(xml, "meta");
    kx_xml_attribute(xml, key, name);
    kx_xml_attribute(xml, "content", content);
    kx_xml_close(xml);
}

void kx_html_head(kx_xml *xml, const kx_html_page *page)
{
    g_autofree char *policy = policy_of(page);
    kx_xml_open(xml, "head");
    kx_xml_open(xml, "meta");
    kx_xml_attribute(xml, "charset", "UTF-8");
    kx_xml_close(xml);
    put_meta(xml, "http-equiv", "Content-Security-Policy", policy);
    put_meta(xml, "name", "viewport", "width=device-width, initial-scale=1");
    if (page->description)
        put_meta(xml, "name", "description", page->description);
    kx_xml_leaf(xml, "title", page->title);
    kx_xml_open(xml, "style");
    kx_xml_raw(xml, page->style);
    kx_xml_close_whole(xml);
}

void kx_html_correction(kx_xml *xml, const char *corrected)
{
    g_autoptr(GDateTime) moment = corrected ? kx_moment_read(corrected) : NULL;
    if (moment == NULL)
        return;
    g_autofree char *text = kx_feed_correction(moment);
    kx_xml_leaf(xml, "p", text);
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

void kx_html_text(kx_xml *xml, const char *text)
{
    g_autofree char *clean = kx_text_file_clean(text);
    kx_xml_text(xml, clean);
}

static void put_phrase(kx_xml *xml, const char *text, size_t n, const char *language)
{
    g_autofree char *phrase = g_strndup(text, n);
    if (language) {
        kx_xml_open(xml, "span");
        kx_xml_language(xml, language);
    }
    kx_xml_text(xml, phrase);
    if (language)
        kx_xml_close_whole(xml);
}

void kx_html_phrases(kx_xml *xml, const kx_briefing *b, const kx_timed_sentence *s)
{
    g_autoptr(GArray) phrases = kx_phrases(b, s);
    for (guint i = 0; i < phrases->len; i++) {
        const kx_phrase *phrase = &g_array_index(phrases, kx_phrase, i);
        put_phrase(xml, phrase->text, strlen(phrase->text), phrase->language);
    }
}

/* The address in `text` from `at` on that leads somewhere, as a link has it, and where it stands;
 * NULL, and the end of the text, if there is none. Where "+" may mean a blank, kx_link changes what
 * it means. Caller frees. */
static char *next_link(const GString *text, size_t at, kx_range *range)
{
    for (size_t n; at < text->len; at += MAX(n, 1)) {
        bool inside = at > 0 && g_ascii_isalnum(text->str[at - 1]);
        n = inside ? 0 : kx_address_at(text->str, at, text->len);
        if (n == 0 || memchr(text->str + at, '+', n) != NULL)
            continue;
        g_autofree char *address = g_strndup(text->str + at, n);
        char *url = kx_link(address);
        *range = (kx_range){at, at + n};
        if (url)
            return url;
    }
    *range = (kx_range){text->len, text->len};
    return NULL;
}

static void put_linked(kx_xml *xml, const kx_phrase *phrases, guint n)
{
    g_autoptr(GString) all = g_string_new(NULL);
    kx_range link;
    size_t at = 0, end = 0;
    for (guint i = 0; i < n; i++)
        g_string_append(all, phrases[i].text);
    char *url = next_link(all, 0, &link);
    for (guint i = 0; i < n; i++) {
        for (end += strlen(phrases[i].text); at < end;) {
            const size_t to = MIN(end, at < link.start ? link.start : link.end);
            if (url && at == link.start) {
                kx_xml_open(xml, "a");
                kx_xml_attribute(xml, "href", url);
            }
            put_phrase(xml, all->str + at, to - at, phrases[i].language);
            at = to;
            if (url && at == link.end) {
                kx_xml_close_whole(xml);
                g_free(url);
                url = next_link(all, at, &link);
            }
        }
    }
    g_free(url);
}

void kx_html_linked_text(kx_xml *xml, const char *text)
{
    g_autofree char *clean = kx_text_file_clean(text);
    const kx_phrase whole = {.text = clean};
    put_linked(xml, &whole, 1);
}

void kx_html_linked_phrases(kx_xml *xml, const kx_briefing *b, const kx_timed_sentence *s)
{
    g_autoptr(GArray) phrases = kx_phrases(b, s);
    put_linked(xml, (const kx_phrase *)(void *)phrases->data, phrases->len);
}

void kx_html_byline(kx_xml *xml, const kx_briefing *b, unsigned part)
{
    const kx_document *article =
        g_ptr_array_index(b->documents, g_array_index(b->parts, kx_part, part).doc);
    g_autofree char *day = kx_moment_day_of(article->date), *url = kx_link_of_part(b, part);
    const char *const known[] = {article->author, article->source, day};
    g_autoptr(GString) facts = g_string_new(NULL);
    for (unsigned i = 0; i < G_N_ELEMENTS(known); i++) {
        if (known[i] == NULL)
            continue;
        g_string_append(facts, facts->len > 0 ? " · " : "");
        kx_text_file_append(facts, known[i]);
    }
    if (facts->len == 0 && url == NULL)
        return;
    kx_xml_open(xml, "p");
    kx_xml_attribute(xml, "class", "byline");
    kx_xml_text(xml, facts->str);
    if (url) {
        kx_xml_text(xml, facts->len > 0 ? " · " : "");
        kx_xml_open(xml, "a");
        kx_xml_attribute(xml, "href", url);
        kx_xml_text(xml, "Lees het artikel op het web");
        kx_xml_close_whole(xml);
    }
    kx_xml_close_whole(xml);
    kx_xml_text(xml, "\n");
}
