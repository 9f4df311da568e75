/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Any article on any clock, through every sink of text: each file is read back without a fault, and
 * holds every word. The first four bytes seed the times, the rest is the article. */
#include "audio/track.h"
#include "brief/title.h"
#include "publish/check_private.h"
#include "publish/cue.h"
#include "publish/sink.h"
#include "publish/text_file.h"
#include "read/reader.h"

#include <fcntl.h>
#include <glib/gstdio.h>
#include <jansson.h>
#include <libxml/HTMLparser.h>
#include <string.h>
#include <unistd.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

typedef struct {
    kx_briefing *b;
    GRand *clock;
    int64_t now;
} maker;

/* A few milliseconds, a second, or nothing. */
static int64_t later(maker *m)
{
    static const gint32 most[] = {1, 20, 2000, KX_RATE};
    m->now += g_rand_int_range(m->clock, 0, most[g_rand_int_range(m->clock, 0, 4)]);
    return m->now;
}

static void add_words(maker *m, const kx_document *doc, kx_range range)
{
    for (size_t at = range.start; at < range.end;) {
        size_t end = at;
        while (end < range.end && doc->text[end] != ' ')
            end++;
        kx_word word = {.range = {at, end}, .start = m->now, .end = later(m)};
        if (end > at && g_rand_int_range(m->clock, 0, 4))
            g_array_append_val(m->b->words, word);
        at = end + 1;
    }
}

static void add_sentence(maker *m, unsigned doc, unsigned block, kx_range range)
{
    const kx_document *document = g_ptr_array_index(m->b->documents, doc);
    g_autofree char *printed = kx_printed(document, range);
    kx_timed_sentence s = {.doc = doc,
                           .block = block,
                           .range = range,
                           .part = m->b->parts->len - 1,
                           .spoken = (uint32_t)m->b->transcript->len,
                           .length = (uint32_t)strlen(printed),
                           .first_word = m->b->words->len,
                           .start = later(m)};
    g_string_append(m->b->transcript, printed);
    add_words(m, document, range);
    s.n_words = m->b->words->len - s.first_word;
    if (kx_briefing_is_own(m->b, doc))
        m->now += KX_RATE; /* something is always heard */
    s.end = m->now;
    g_array_append_val(m->b->sentences, s);
}

/* Sentences end at a full stop, whatever follows. */
static void add_blocks(maker *m, unsigned doc)
{
    const kx_document *document = g_ptr_array_index(m->b->documents, doc);
    for (guint i = 0; i < document->blocks->len; i++) {
        kx_range range = g_array_index(document->blocks, kx_block, i).range;
        for (size_t at = range.start, end; at < range.end; at = end) {
            const char *stop = memchr(document->text + at, '.', range.end - at);
            end = stop ? (size_t)(stop + 1 - document->text) : range.end;
            add_sentence(m, doc, i, (kx_range){at, end});
        }
    }
}

static void add_part(maker *m, kx_part_kind kind, unsigned doc, const char *title)
{
    m->now = (m->now + KX_RATE - 1) / KX_RATE * KX_RATE;
    g_autofree char *clean = kx_title_clean(title);
    const kx_part part = {.kind = kind, .doc = doc, .title = g_strdup(clean), .start = m->now};
    kx_chapter chapter = {.title = g_strdup(clean),
                          .part = m->b->parts->len,
                          .first_sentence = m->b->sentences->len,
                          .start = m->now};
    g_array_append_val(m->b->parts, part);
    add_blocks(m, doc);
    m->now += KX_RATE;
    chapter.n_sentences = m->b->sentences->len - chapter.first_sentence;
    chapter.end = m->now;
    g_array_append_val(m->b->chapters, chapter);
}

/* NULL where the bytes are no article. */
static kx_briefing *make(const uint8_t *data, size_t size)
{
    enum { SEED = 4, OWN = 1 };
    guint32 seed = 0;
    if (size < SEED)
        return NULL;
    memcpy(&seed, data, SEED);
    kx_document *article = kx_read_bytes("fuzz", (const char *)data + SEED, size - SEED, NULL);
    if (article == NULL)
        return NULL;
    g_autoptr(GRand) clock = g_rand_new_with_seed(seed);
    maker m = {kx_briefing_new(), clock, 0};
    static const char own[] = "Dit is het nieuws.\n";
    g_ptr_array_add(m.b->documents, article);
    g_ptr_array_add(m.b->documents, kx_read_bytes("own", own, strlen(own), NULL));
    m.b->title = kx_title_clean(article->title ? article->title : "Titel");
    m.b->language = g_strdup("nl");
    add_part(&m, KX_PART_OPENING, OWN, "Opening");
    m.now += KX_RATE;
    add_part(&m, KX_PART_ARTICLE, 0, article->title ? article->title : "");
    return m.b;
}

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

/* The letters and marks, without blanks. */
static void append_solid(GString *out, const char *text)
{
    for (; *text; text = g_utf8_next_char(text))
        if (!g_unichar_isspace(g_utf8_get_char(text)))
            g_string_append_unichar(out, g_utf8_get_char(text));
}

/* All that is printed, of the sentences that are heard or of all. */
static char *printed_text(const kx_briefing *b, bool heard)
{
    g_autoptr(GString) all = g_string_new(NULL), solid = g_string_new(NULL);
    for (guint i = 0; i < b->sentences->len; i++) {
        const kx_timed_sentence *s = &g_array_index(b->sentences, kx_timed_sentence, i);
        g_autofree char *printed = kx_printed(g_ptr_array_index(b->documents, s->doc), s->range);
        if (!heard || kx_cue_is_heard(s))
            kx_text_file_append(all, printed);
    }
    append_solid(solid, all->str);
    return g_string_free(g_steal_pointer(&solid), FALSE);
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
    static const char *const elements[] = {"html", "head",    "meta", "title", "style",      "body",
                                           "main", "section", "h1",   "h2",    "h3",         "p",
                                           "span", "cite",    "time", "a",     "blockquote", NULL};
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
    kx_checker checker = {faults, "fuzz"};
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
    if (faults->len)
        g_error("%s", (char *)g_ptr_array_index(faults, 0));

    g_autofree char *heard = printed_text(b, true), *all = printed_text(b, false);
    g_autofree char *in_cues = told_text(cues), *in_words = bodies(b, words),
                    *in_page = page_text(html);
    g_assert_cmpstr(in_cues, ==, heard);
    g_assert_cmpstr(in_words, ==, heard);
    g_assert_cmpstr(in_page, ==, all);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    g_autoptr(kx_briefing) b = make(data, size);
    if (b)
        check(b);
    return 0;
}
