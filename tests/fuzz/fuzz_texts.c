/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Any article on any clock, through every sink of text: each file is read back without a fault, and
 * holds every word. */
#include "any_briefing.h"
#include "publish/check_private.h"
#include "publish/sink.h"

#include <fcntl.h>
#include <glib/gstdio.h>
#include <jansson.h>
#include <libxml/HTMLparser.h>
#include <unistd.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* ---- reading back ---- */

/* Nothing in a file turns the direction, or is a control character but for the ends of lines. */
static void assert_clean(const char *text)
{
    g_autoptr(GString) whole = g_string_new(text), clean = g_string_new(NULL);
    g_string_replace(whole, "\n", " ", 0);
    kx_text_file_append(clean, whole->str);
    g_assert_cmpstr(clean->str, ==, whole->str);
}

static char *written(const kx_briefing *b, const kx_sink *sink)
{
    g_autoptr(GError) error = NULL;
    g_autofree char *dir = g_dir_make_tmp("kx-fuzz-XXXXXX", NULL);
    g_autofree char *path = g_build_filename(dir, "x", NULL);
    g_autoptr(kx_show) show = kx_show_new();
    const kx_edition edition = {
        .briefing = b, .show = show, .published = "2026-03-04T00:00:00+01:00", .guid = "a"};
    int dirfd = open(dir, O_RDONLY | O_DIRECTORY);
    char *text = NULL;
    gsize n;
    sink->write(&edition, dirfd, "x", &error);
    g_assert_no_error(error);
    g_assert_true(g_file_get_contents(path, &text, &n, NULL));
    g_assert_true(g_utf8_validate(text, (gssize)n, NULL));
    assert_clean(text);
    unlinkat(dirfd, "x", 0);
    close(dirfd);
    g_rmdir(dir);
    return text;
}

static char *told_text(const GArray *told)
{
    GString *solid = g_string_new(NULL);
    for (guint i = 0; i < told->len; i++)
        append_solid(solid, g_array_index(told, kx_told, i).text);
    return g_string_free(solid, FALSE);
}

/* When the last of the sentences that are heard ends, in seconds of whole milliseconds. */
static double last_end(const kx_briefing *b)
{
    int64_t end = 0;
    for (guint i = 0; i < b->sentences->len; i++) {
        const kx_timed_sentence *s = &g_array_index(b->sentences, kx_timed_sentence, i);
        if (kx_cue_is_heard(s))
            end = kx_cue_ms(s->end);
    }
    return (double)end / 1000;
}

/* The text of the segments, none of which lasts into the next one, or longer than what is said. */
static char *bodies(const kx_briefing *b, const char *json)
{
    double last = 0;
    json_t *top = json_loads(json, 0, NULL), *segment;
    GString *solid = g_string_new(NULL);
    size_t i;
    json_array_foreach(json_object_get(top, "segments"), i, segment)
    {
        g_assert_cmpfloat(json_number_value(json_object_get(segment, "startTime")), >=, last);
        last = json_number_value(json_object_get(segment, "endTime"));
        append_solid(solid, json_string_value(json_object_get(segment, "body")));
    }
    g_assert_cmpfloat(last, <=, last_end(b));
    json_decref(top);
    return g_string_free(solid, FALSE);
}

/* Only elements and addresses that we write. Text of the sentences goes to `text`. */
static void walk(const xmlNode *node, GString *text)
{
    static const char *const elements[] = {"html", "head",       "meta", "title", "style", "body",
                                           "main", "section",    "h1",   "h2",    "h3",    "h4",
                                           "p",    "span",       "cite", "time",  "a",     "ul",
                                           "li",   "blockquote", NULL};
    for (; node; node = node->next) {
        if (node->type == XML_ELEMENT_NODE) {
            g_assert_true(g_strv_contains(elements, (const char *)node->name));
            xmlChar *id = xmlGetNoNsProp(node, BAD_CAST "id"),
                    *href = xmlGetNoNsProp(node, BAD_CAST "href");
            g_assert_true(href == NULL || g_str_has_prefix((char *)href, "http"));
            if (id && *id == 's') {
                xmlChar *content = xmlNodeGetContent(node);
                append_solid(text, (char *)content);
                xmlFree(content);
            }
            xmlFree(id);
            xmlFree(href);
        }
        walk(node->children, text);
    }
}

static char *page_text(const char *html)
{
    xmlDoc *doc = htmlReadMemory(html, (int)strlen(html), NULL, "UTF-8",
                                 HTML_PARSE_NOERROR | HTML_PARSE_NOWARNING | HTML_PARSE_NONET);
    GString *text = g_string_new(NULL);
    walk(xmlDocGetRootElement(doc), text);
    xmlFreeDoc(doc);
    return g_string_free(text, FALSE);
}

static void check(const kx_briefing *b)
{
    g_autoptr(GPtrArray) faults = g_ptr_array_new_with_free_func(g_free);
    g_autoptr(GArray) cues = kx_told_new(), chapters = kx_told_new(), listed = kx_told_new();
    kx_found into = {.faults = faults};
    kx_checker checker = {&into, "fuzz"};
    double length = kx_seconds(g_array_index(b->chapters, kx_chapter, b->chapters->len - 1).end);
    g_autofree char *vtt = written(b, &kx_sink_vtt), *srt = written(b, &kx_sink_srt);
    g_autofree char *words = written(b, &kx_sink_words), *spoken = written(b, &kx_sink_spoken);
    g_autofree char *json = written(b, &kx_sink_chapters);
    g_autofree char *list = written(b, &kx_sink_chapters_vtt);
    g_autofree char *html = written(b, &kx_sink_html), *text = written(b, &kx_sink_text);

    kx_check_vtt(&checker, vtt, length, cues);
    kx_check_srt(&checker, srt, length);
    kx_check_transcript_json(&checker, words, length);
    kx_check_transcript_json(&checker, spoken, length);
    kx_check_chapters_json(&checker, json, chapters);
    kx_check_vtt(&checker, list, length, listed);
    kx_told_compare(&checker, "chapters", chapters, listed, 0);
    g_assert_cmpstr(faults->len ? g_ptr_array_index(faults, 0) : NULL, ==, NULL);

    g_autofree char *heard = printed_text(b, true), *all = printed_text(b, false);
    g_autofree char *in_cues = told_text(cues), *in_words = bodies(b, words),
                    *in_page = page_text(html);
    g_assert_cmpstr(in_cues, ==, heard);
    g_assert_cmpstr(in_words, ==, heard);
    g_assert_cmpstr(in_page, ==, all);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    g_autoptr(kx_briefing) b = any_briefing(data, size);
    if (b)
        check(b);
    return 0;
}
