/* SPDX-License-Identifier: GPL-3.0-or-later */
/* publish/feed.h: what stands beside the episodes, from run to run. */
#include "base/error.h"
#include "feed_fixture.h"
#include "publish/feed_text.h"
#include "temporary_folder.h"

#include <libxml/parser.h>
#include <libxml/xpath.h>
#include <libxml/xpathInternals.h>

typedef struct {
    char *dir;
    int fd;
    kx_show *show;
    GPtrArray *notes;
    const char *made; /* just now; NULL: nothing */
} fixture;

static void set_up(fixture *f, gconstpointer data)
{
    (void)data;
    f->dir = g_dir_make_tmp("kx-test-XXXXXX", NULL);
    f->fd = open(f->dir, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    f->show = fixture_show();
    f->notes = g_ptr_array_new_with_free_func(g_free);
}

static void tear_down(fixture *f, gconstpointer data)
{
    (void)data;
    remove_folder(f->dir);
    close(f->fd);
    g_free(f->dir);
    kx_show_free(f->show);
    g_ptr_array_unref(f->notes);
}

static void publish(fixture *f, const char *now)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(GDateTime) moment = kx_moment_read(now);
    g_ptr_array_set_size(f->notes, 0);
    kx_feed_publish(f->fd, f->show, f->made, NULL, moment, f->notes, &error);
    g_assert_no_error(error);
}

static char *content(const fixture *f, const char *name)
{
    g_autofree char *path = g_build_filename(f->dir, name, NULL);
    char *text = NULL;
    g_file_get_contents(path, &text, NULL, NULL);
    return text;
}

static bool exists(const fixture *f, const char *name)
{
    return faccessat(f->fd, name, F_OK, 0) == 0;
}

/* The values of an XPath expression in a document, joined by "|". */
static char *values(const fixture *f, const char *name, const char *path)
{
    static const char *const spaces[][2] = {
        {"atom", "http://www.w3.org/2005/Atom"},
        {"content", "http://purl.org/rss/1.0/modules/content/"},
        {"itunes", "http://www.itunes.com/dtds/podcast-1.0.dtd"},
        {"podcast", "https://podcastindex.org/namespace/1.0"},
        {"psc", "http://podlove.org/simple-chapters"},
    };
    g_autofree char *text = content(f, name);
    g_assert_nonnull(text);
    xmlDocPtr doc = xmlReadMemory(text, (int)strlen(text), name, NULL, XML_PARSE_NONET);
    g_assert_nonnull(doc);
    xmlXPathContextPtr context = xmlXPathNewContext(doc);
    for (unsigned i = 0; i < G_N_ELEMENTS(spaces); i++)
        xmlXPathRegisterNs(context, (const xmlChar *)spaces[i][0], (const xmlChar *)spaces[i][1]);
    xmlXPathObjectPtr found = xmlXPathEvalExpression((const xmlChar *)path, context);
    GString *joined = g_string_new(NULL);
    g_assert_nonnull(found);
    for (int i = 0; found->nodesetval && i < found->nodesetval->nodeNr; i++) {
        xmlChar *value = xmlNodeGetContent(found->nodesetval->nodeTab[i]);
        g_string_append_printf(joined, "%s%s", i ? "|" : "", (const char *)value);
        xmlFree(value);
    }
    xmlXPathFreeObject(found);
    xmlXPathFreeContext(context);
    xmlFreeDoc(doc);
    return g_string_free(joined, FALSE);
}

static void check(const fixture *f, const char *name, const char *path, const char *wanted)
{
    g_autofree char *got = values(f, name, path);
    if (strcmp(got, wanted) != 0)
        g_error("%s %s: '%s', not '%s'", name, path, got, wanted);
}

#define ITEM "/rss/channel/item"

/* ---- one feed ---- */

static void test_guid(void)
{
    static const char *const vectors[][2] = {
        {"podnews.net/rss", "9b024349-ccf0-5f69-a609-6b82873eab3c"},
        {"https://podnews.net/rss//", "9b024349-ccf0-5f69-a609-6b82873eab3c"},
        {"http://mp3s.nashownotes.com/pc20rss.xml", "917393e3-1b1e-5cef-ace4-edaa54e1f810"},
    };
    for (unsigned i = 0; i < G_N_ELEMENTS(vectors); i++) {
        g_autofree char *guid = kx_feed_guid(vectors[i][0]);
        g_assert_cmpstr(guid, ==, vectors[i][1]);
    }
}

static void test_text(void)
{
    static const struct {
        const char *text;
        size_t chars;
        const char *wanted;
    } lines[] = {
        {" een \t\n twee ", 99, "een twee"},
        {"a\x01"
         "b\x7f",
         99, "a b"},
        {"\u202Eomgekeerd\u2066", 99, "omgekeerd"},
        {"a\uFFFE"
         "b\uFFFF\uFEFF",
         99, "ab"},
        {"\xff", 99, "\uFFFD"},
        {"een lange regel", 12, "een lange…"},
        {"éénwoord", 4, "één…"},
        {"vier", 4, "vier"},
        {"", 4, ""},
    };
    for (unsigned i = 0; i < G_N_ELEMENTS(lines); i++) {
        g_autofree char *line = kx_feed_line(lines[i].text, lines[i].chars);
        g_assert_cmpstr(line, ==, lines[i].wanted);
    }
    g_autofree char *bytes = kx_feed_line_bytes("ééééé", 99, 8);
    g_assert_cmpstr(bytes, ==, "éé…");
    g_assert_true(kx_feed_is_url("https://example.nl/a?b=c#d"));
    static const char *const bad[] = {"javascript:alert(1)", "http://",      "https://a b",  "//a",
                                      "https://a/\"",        "http://a/<b>", "https://é.nl", ""};
    for (unsigned i = 0; i < G_N_ELEMENTS(bad); i++)
        g_assert_false(kx_feed_is_url(bad[i]));
    g_autofree char *url = kx_feed_url("https://a.nl/", "een twee", "ü#?.mp3");
    g_assert_cmpstr(url, ==, "https://a.nl/een%20twee/%C3%BC%23%3F.mp3");
}

static void test_item(fixture *f, gconstpointer data)
{
    (void)data;
    fixture_put(f->dir, &(fixture_episode){.id = "a", .chapters = 3, .revision = 2});
    publish(f, "2026-03-05T12:00");
    g_assert_cmpuint(f->notes->len, ==, 0);
    const char *feed = "feed.xml";
    check(f, feed, ITEM "/enclosure/@url", "https://www.example.nl/nieuws/a/a-v2.mp3");
    check(f, feed, ITEM "/enclosure/@length", "5");
    check(f, feed, ITEM "/enclosure/@type", "audio/mpeg");
    check(f, feed, ITEM "/guid", "guid-a");
    check(f, feed, ITEM "/guid/@isPermaLink", "false");
    check(f, feed, ITEM "/pubDate", "Wed, 04 Mar 2026 06:00:00 +0100");
    check(f, feed, "/rss/channel/lastBuildDate", "Wed, 04 Mar 2026 06:00:00 +0100");
    check(f, feed, ITEM "/itunes:duration", "600");
    check(f, feed, ITEM "/podcast:alternateEnclosure/@type", "audio/opus|audio/flac");
    check(f, feed, ITEM "/podcast:alternateEnclosure/@bitrate", "0|0");
    check(f, feed, ITEM "/podcast:transcript/@type",
          "text/vtt|application/x-subrip|application/json|text/html");
    check(f, feed, ITEM "/podcast:transcript[@rel='captions']/@type",
          "text/vtt|application/x-subrip");
    check(f, feed, ITEM "/podcast:transcript/@language", "nl|nl|nl|nl");
    check(f, feed, ITEM "/podcast:chapters/@url",
          "https://www.example.nl/nieuws/a/a-v2.chapters.json");
    check(f, feed, ITEM "/psc:chapters/psc:chapter/@start",
          "00:00:00.000|00:03:20.000|00:06:40.000");
    check(f, feed, ITEM "/psc:chapters/psc:chapter[2]/@title", "Hoofdstuk 1 & wat verder");
    check(f, feed, ITEM "/podcast:soundbite/@duration", "20");
    check(f, feed, "/rss/channel/podcast:locked/@owner", "redactie@example.nl");
    check(f, feed, "/rss/channel/itunes:category/itunes:category/@text", "Daily News");
    check(f, feed, "/rss/channel/podcast:person/@role", "narrator");
    check(f, feed, "/rss/channel/atom:link/@rel", "self|hub");
    g_autofree char *html = values(f, feed, ITEM "/description");
    g_assert_true(g_str_has_prefix(html, "<p>(00:00:00) Hoofdstuk 0 &amp; wat verder<br/>"
                                         "(00:03:20) Hoofdstuk 1"));
    g_assert_nonnull(strstr(html, "</a>: Redactie Binnenland, Gemeente Delft<br/>"));
    g_assert_true(g_str_has_suffix(html, "<p>Deze aflevering is voorgelezen door een "
                                         "computerstem.</p>"));
}

static void test_without_base(fixture *f, gconstpointer data)
{
    (void)data;
    g_clear_pointer(&f->show->base_url, g_free);
    f->show->tells_ai = false;
    fixture_put(f->dir, &(fixture_episode){.id = "a"});
    publish(f, "2026-03-05T12:00");
    g_assert_cmpuint(f->notes->len, ==, 1);
    g_assert_nonnull(strstr(f->notes->pdata[0], "base-url"));
    check(f, "feed.xml", ITEM "/enclosure/@url", "a/a.mp3");
    check(f, "feed.xml", "/rss/channel/podcast:guid", "");
    check(f, "feed.xml", "/rss/channel/podcast:txt", "");
    check(f, "feed.xml", "/rss/channel/podcast:person", "");
}

/* ---- what may be in a title ---- */

static void test_hostile(fixture *f, gconstpointer data)
{
    (void)data;
    g_autoptr(GString) all = g_string_new("</title><script>alert(1)</script> ]]> -- \"'&amp; \x02"
                                          "\u202E\u2067 \u0661 ");
    while (all->len < 5000)
        g_string_append(all, "\"]]>&<é ");
    fixture_put(f->dir, &(fixture_episode){.id = "a",
                                           .title = all->str,
                                           .chapters = 99,
                                           .chapter_title = all->str,
                                           .origin = all->str});
    g_free(f->show->title);
    f->show->title = g_strdup(all->str);
    publish(f, "2026-03-05T12:00");
    g_autofree char *title = values(f, "feed.xml", ITEM "/title");
    g_assert_true(
        g_str_has_prefix(title, "</title><script>alert(1)</script> ]]> -- \"'&amp; \u0661"));
    g_assert_cmpint(g_utf8_strlen(title, -1), <=, 255);
    g_autofree char *html = values(f, "feed.xml", ITEM "/description");
    g_assert_cmpuint(strlen(html), <=, 4000);
    g_assert_nonnull(strstr(html, "(00:09:48)")); /* the last of 99 */
    g_assert_null(strstr(html, "<script"));
    g_autofree char *page = content(f, "index.html");
    g_assert_null(strstr(page, "<script"));
    g_assert_true(g_str_has_suffix(page, "</html>\n"));
}

/* "Trein van 12:30:45" is no place in the sound. */
static void test_clocks(fixture *f, gconstpointer data)
{
    (void)data;
    fixture_put(f->dir,
                &(fixture_episode){
                    .id = "a", .chapter_title = ":12:30:45 en 2:1 en 7:", .origin = "(11:22:33)"});
    publish(f, "2026-03-05T12:00");
    g_autofree char *html = values(f, "feed.xml", ITEM "/description");
    g_assert_true(g_str_has_prefix(html, "<p>(00:00:00) :12.30.45 en 2:1 en 7:</p>"));
    g_assert_nonnull(strstr(html, "(11.22.33)"));
    check(f, "feed.xml", ITEM "//psc:chapter/@title", ":12:30:45 en 2:1 en 7:");
}

/* The page of all episodes says the day once. */
static void test_day_once(fixture *f, gconstpointer data)
{
    (void)data;
    static const char *const titles[] = {"Brug dicht", "Nieuws van woensdag 4 maart 2026"};
    for (unsigned i = 0; i < G_N_ELEMENTS(titles); i++) {
        fixture_put(f->dir, &(fixture_episode){.id = "a", .title = titles[i]});
        publish(f, "2026-03-05T12:00");
        g_autofree char *page = content(f, "index.html");
        g_assert_cmpint(strstr(page, ">woensdag 4 maart 2026</time> ·") != NULL, ==, i == 0);
    }
}

static void test_cut_at_chapter(fixture *f, gconstpointer data)
{
    (void)data;
    fixture_put(f->dir, &(fixture_episode){.id = "a",
                                           .chapters = 99,
                                           .chapter_title = "&&&&&&&&&&&&&&&&&&&&&&&&&"});
    publish(f, "2026-03-05T12:00");
    g_autofree char *html = values(f, "feed.xml", ITEM "/description");
    g_assert_cmpuint(strlen(html), <=, 4000);
    g_assert_cmpuint(strlen(html), >, 3800);
    g_assert_true(g_str_has_suffix(html, "&amp;…</p><p>Deze aflevering is voorgelezen door een "
                                         "computerstem.</p>"));
}

/* ---- from run to run ---- */

static const char *const outputs[] = {"feed.xml", "index.html", "show.json", "feed-0001.xml",
                                      "feed-0002.xml"};

static void get_times(const fixture *f, struct timespec times[])
{
    for (unsigned i = 0; i < G_N_ELEMENTS(outputs); i++) {
        struct stat info = {0};
        fstatat(f->fd, outputs[i], &info, AT_SYMLINK_NOFOLLOW);
        times[i] = info.st_mtim;
    }
}

static void test_untouched(fixture *f, gconstpointer data)
{
    (void)data;
    struct timespec before[G_N_ELEMENTS(outputs)], after[G_N_ELEMENTS(outputs)];
    f->show->page = 2;
    for (unsigned i = 0; i < 6; i++)
        fixture_put_number(f->dir, i, 2, NULL, 0);
    publish(f, "2026-03-05T12:00");
    get_times(f, before);
    g_usleep(20000);
    publish(f, "2026-04-05T12:00");
    get_times(f, after);
    g_assert_cmpmem(before, sizeof before, after, sizeof after);
    g_autofree char *page = content(f, "feed-0001.xml");
    fixture_put_number(f->dir, 6, 2, NULL, 0);
    publish(f, "2026-04-05T12:00");
    get_times(f, after);
    g_assert_cmpmem(&before[3], sizeof before[3], &after[3], sizeof after[3]);
    g_assert_true(after[0].tv_nsec != before[0].tv_nsec || after[0].tv_sec != before[0].tv_sec);
}

static void test_pages(fixture *f, gconstpointer data)
{
    (void)data;
    f->show->page = 3;
    for (unsigned i = 0; i < 5; i++)
        fixture_put_number(f->dir, i, 1, NULL, 0);
    publish(f, "2026-03-05T12:00");
    g_assert_false(exists(f, "feed-0001.xml"));
    check(f, "feed.xml", "/rss/channel/atom:link/@rel", "self|hub");
    for (unsigned i = 5; i < 10; i++)
        fixture_put_number(f->dir, i, 1, NULL, 0);
    publish(f, "2026-03-05T12:00");
    check(f, "feed.xml", ITEM "/title",
          "Het nieuws van dag 10|Het nieuws van dag 9|Het nieuws van dag 8|Het nieuws van dag 7");
    check(f, "feed-0001.xml", ITEM "/title",
          "Het nieuws van dag 3|Het nieuws van dag 2|Het nieuws van dag 1");
    check(f, "feed.xml", "/rss/channel/atom:link[@rel='next']/@href",
          "https://www.example.nl/nieuws/feed-0002.xml");
    check(f, "feed.xml", "/rss/channel/atom:link[@rel='last']/@href",
          "https://www.example.nl/nieuws/feed-0001.xml");
    check(f, "feed-0002.xml", "/rss/channel/atom:link[@rel='next']/@href",
          "https://www.example.nl/nieuws/feed-0001.xml");
    check(f, "feed-0001.xml", "/rss/channel/atom:link[@rel='next']/@href", "");
    check(f, "feed-0001.xml", "/rss/channel/lastBuildDate", "Fri, 03 Jan 2025 06:00:00 +0100");
    /* An episode of long ago does not push the others from their pages. */
    fixture_put(f->dir, &(fixture_episode){.id = "oud", .published = "2020-01-01T06:00:00+01:00"});
    g_autofree char *before = content(f, "feed-0001.xml");
    publish(f, "2026-03-05T12:00");
    g_autofree char *after = content(f, "feed-0001.xml");
    g_assert_cmpstr(before, ==, after);
    check(f, "feed.xml", "/rss/channel/item[5]/guid", "guid-oud");
}

static void test_keep(fixture *f, gconstpointer data)
{
    (void)data;
    f->show->page = 2;
    f->show->keep = 6;
    f->show->keep_days = 10;
    for (unsigned i = 0; i < 6; i++)
        fixture_put_number(f->dir, i, 1, NULL, 0);
    publish(f, "2026-03-01T12:00");
    g_autofree char *second = content(f, "feed-0002.xml");
    g_assert_true(exists(f, "feed-0001.xml"));
    for (unsigned i = 6; i < 8; i++)
        fixture_put_number(f->dir, i, 1, NULL, 0);
    publish(f, "2026-03-02T12:00");
    g_assert_false(exists(f, "feed-0001.xml"));
    g_assert_true(exists(f, "feed-0003.xml"));
    g_assert_true(exists(f, "2025-01-01"));
    check(f, "feed-0003.xml", ITEM "/guid", "guid-2025-01-06|guid-2025-01-05");
    check(f, "feed-0002.xml", ITEM "/guid", "guid-2025-01-04|guid-2025-01-03");
    check(f, "feed-0002.xml", "/rss/channel/atom:link[@rel='next']/@href", "");
    publish(f, "2026-03-12T11:59");
    g_assert_true(exists(f, "2025-01-01"));
    publish(f, "2026-03-12T12:00");
    g_assert_false(exists(f, "2025-01-01"));
    g_assert_false(exists(f, "2025-01-02"));
    g_assert_true(exists(f, "2025-01-03"));
    g_assert_cmpuint(f->notes->len, ==, 2);
    check(f, "feed-0003.xml", ITEM "/guid", "guid-2025-01-06|guid-2025-01-05");
    g_autofree char *state = content(f, "show.json");
    g_assert_null(strstr(state, "2025-01-01"));
    publish(f, "2026-03-13T12:00");
    g_autofree char *same = content(f, "show.json");
    g_assert_cmpstr(state, ==, same);
}

/* An episode that comes back before its folder goes is as if it had never left. */
static void test_keep_more(fixture *f, gconstpointer data)
{
    (void)data;
    f->show->keep = 1;
    fixture_put_number(f->dir, 0, 1, NULL, 0);
    fixture_put_number(f->dir, 1, 1, NULL, 0);
    publish(f, "2026-03-01T12:00");
    check(f, "feed.xml", ITEM "/guid", "guid-2025-01-02");
    f->show->keep = 0;
    publish(f, "2026-12-01T12:00");
    check(f, "feed.xml", ITEM "/guid", "guid-2025-01-02|guid-2025-01-01");
}

/* What was published just now is not removed by the same run. */
static void test_keep_made(fixture *f, gconstpointer data)
{
    (void)data;
    f->show->keep = 1;
    f->show->keep_days = 0;
    f->made = "2025-01-01";
    for (unsigned i = 0; i < 3; i++)
        fixture_put_number(f->dir, i, 1, NULL, 0);
    publish(f, "2026-03-01T12:00");
    g_assert_true(exists(f, "2025-01-01"));
    g_assert_false(exists(f, "2025-01-02"));
    g_assert_nonnull(strstr(f->notes->pdata[0], "2025-01-01: not in the feed, which keeps the "));
    check(f, "feed.xml", ITEM "/guid", "guid-2025-01-03");
    f->made = NULL;
    publish(f, "2026-03-01T12:01");
    g_assert_false(exists(f, "2025-01-01"));
}

/* A folder of somebody else, one whose record is broken and one with somebody's file in it are
 * never removed. */
static void test_keep_others(fixture *f, gconstpointer data)
{
    (void)data;
    f->show->keep = 1;
    f->show->keep_days = 0;
    for (unsigned i = 0; i < 5; i++)
        fixture_put_number(f->dir, i, 1, NULL, 0);
    g_autofree char *record = g_build_filename(f->dir, "2025-01-01", "episode.json", NULL);
    g_autofree char *other = g_build_filename(f->dir, "2025-01-02", "episode.json", NULL);
    g_assert_true(g_file_set_contents(record, "{", -1, NULL));
    g_unlink(other);
    g_autofree char *own = g_build_filename(f->dir, "2025-01-04", "notities.txt", NULL);
    g_assert_true(g_file_set_contents(own, "mijn", -1, NULL));
    publish(f, "2026-03-01T12:00");
    g_assert_true(g_file_test(own, G_FILE_TEST_EXISTS));
    g_assert_true(exists(f, "2025-01-01"));
    g_assert_true(exists(f, "2025-01-02"));
    g_assert_false(exists(f, "2025-01-03"));
}

static void test_embargo(fixture *f, gconstpointer data)
{
    (void)data;
    fixture_put(f->dir, &(fixture_episode){.id = "a"});
    fixture_put(f->dir, &(fixture_episode){.id = "b", .published = "2026-03-29T06:00:00+02:00"});
    publish(f, "2026-03-29T05:59:59");
    check(f, "feed.xml", ITEM "/guid", "guid-a");
    g_assert_cmpuint(f->notes->len, ==, 1);
    g_assert_nonnull(
        strstr(f->notes->pdata[0], "b: not in the feed before 2026-03-29T06:00:00+02:00"));
    g_autofree char *page = content(f, "index.html");
    g_assert_null(strstr(page, "b.mp3"));
    publish(f, "2026-03-29T06:00");
    check(f, "feed.xml", ITEM "/guid", "guid-b|guid-a");
    check(f, "feed.xml", ITEM "[1]/pubDate", "Sun, 29 Mar 2026 06:00:00 +0200");
}

static void test_correction(fixture *f, gconstpointer data)
{
    (void)data;
    fixture_put(f->dir, &(fixture_episode){.id = "a"});
    publish(f, "2026-03-04T12:00");
    fixture_put(f->dir, &(fixture_episode){.id = "a", .revision = 2, .corrected = true});
    publish(f, "2026-03-05T17:30");
    check(f, "feed.xml", ITEM "/pubDate", "Wed, 04 Mar 2026 06:00:00 +0100");
    check(f, "feed.xml", "/rss/channel/pubDate", "Wed, 04 Mar 2026 06:00:00 +0100");
    check(f, "feed.xml", "/rss/channel/lastBuildDate", "Thu, 05 Mar 2026 17:30:00 +0100");
    g_autofree char *html = values(f, "feed.xml", ITEM "/description");
    g_assert_true(g_str_has_prefix(html, "<p>Rectificatie: deze aflevering is op donderdag 5 maart "
                                         "2026 gecorrigeerd.</p>"));
    publish(f, "2026-03-09T12:00");
    check(f, "feed.xml", "/rss/channel/lastBuildDate", "Thu, 05 Mar 2026 17:30:00 +0100");
}

static void test_no_mp3(fixture *f, gconstpointer data)
{
    (void)data;
    fixture_put(f->dir, &(fixture_episode){.id = "a"});
    fixture_put(f->dir, &(fixture_episode){.id = "b", .no_mp3 = true});
    publish(f, "2026-03-05T12:00");
    check(f, "feed.xml", ITEM "/guid", "guid-a");
    g_assert_cmpuint(f->notes->len, ==, 1);
    g_assert_true(g_str_has_prefix(f->notes->pdata[0], "b: left out of the feed: it has no MP3"));
}

static void test_moves(fixture *f, gconstpointer data)
{
    (void)data;
    fixture_put(f->dir, &(fixture_episode){.id = "a"});
    publish(f, "2026-03-05T12:00");
    g_autofree char *guid = values(f, "feed.xml", "/rss/channel/podcast:guid");
    g_autofree char *wanted = kx_feed_guid("www.example.nl/nieuws/feed.xml");
    g_assert_cmpstr(guid, ==, wanted);
    g_free(f->show->base_url);
    f->show->base_url = g_strdup("https://nieuws.example.org/");
    publish(f, "2026-03-05T12:00");
    check(f, "feed.xml", "/rss/channel/podcast:guid", guid);
    f->show->guid = g_strdup("9B024349-CCF0-5F69-A609-6B82873EAB3C");
    publish(f, "2026-03-05T12:00");
    check(f, "feed.xml", "/rss/channel/podcast:guid", "9b024349-ccf0-5f69-a609-6b82873eab3c");
}

/* Another show's file in the same folder is told once. */
static void test_another_title(fixture *f, gconstpointer data)
{
    (void)data;
    fixture_put(f->dir, &(fixture_episode){.id = "a"});
    publish(f, "2026-03-05T12:00");
    g_assert_cmpuint(f->notes->len, ==, 0);
    g_autofree char *first = g_strdup(f->show->title);
    g_free(f->show->title);
    f->show->title = g_strdup("Avondnieuws");
    publish(f, "2026-03-05T12:00");
    g_assert_cmpuint(f->notes->len, ==, 1);
    g_assert_nonnull(strstr(f->notes->pdata[0], first));
    g_assert_nonnull(strstr(f->notes->pdata[0], "is \"Avondnieuws\" from now on"));
    publish(f, "2026-03-05T12:00");
    g_assert_cmpuint(f->notes->len, ==, 0);
}

static void test_cover(fixture *f, gconstpointer data)
{
    (void)data;
    g_autoptr(GDateTime) now = kx_moment_read("2026-03-05T12:00");
    kx_picture cover = {.data = "abc", .n = 3, .type = "image/png", .side = 1400};
    g_assert_true(kx_feed_publish(f->fd, f->show, NULL, &cover, now, f->notes, NULL));
    check(f, "feed.xml", "/rss/channel/itunes:image/@href",
          "https://www.example.nl/nieuws/cover.png");
    cover.type = "image/jpeg";
    g_assert_true(kx_feed_publish(f->fd, f->show, NULL, &cover, now, f->notes, NULL));
    g_assert_false(exists(f, "cover.png"));
    publish(f, "2026-03-05T12:00");
    check(f, "feed.xml", "/rss/channel/image/url", "https://www.example.nl/nieuws/cover.jpg");
}

static void test_broken_state(fixture *f, gconstpointer data)
{
    (void)data;
    g_autoptr(GError) error = NULL;
    g_autoptr(GDateTime) now = kx_moment_read("2026-03-05T12:00");
    g_assert_true(kx_file_write(f->fd, "show.json", "{", 1, NULL));
    g_assert_false(kx_feed_publish(f->fd, f->show, NULL, NULL, now, f->notes, &error));
    g_assert_error(error, KX_ERROR, KX_ERROR_DATA);
    g_assert_false(exists(f, "feed.xml"));
}

int main(int argc, char **argv)
{
    static const struct {
        const char *name;
        void (*run)(fixture *, gconstpointer);
    } tests[] = {
        {"/feed/item", test_item},
        {"/feed/without-base", test_without_base},
        {"/feed/hostile", test_hostile},
        {"/feed/clocks", test_clocks},
        {"/feed/cut-at-chapter", test_cut_at_chapter},
        {"/feed/day-once", test_day_once},
        {"/feed/untouched", test_untouched},
        {"/feed/pages", test_pages},
        {"/feed/keep", test_keep},
        {"/feed/keep-more", test_keep_more},
        {"/feed/keep-others", test_keep_others},
        {"/feed/keep-made", test_keep_made},
        {"/feed/embargo", test_embargo},
        {"/feed/correction", test_correction},
        {"/feed/no-mp3", test_no_mp3},
        {"/feed/moves", test_moves},
        {"/feed/another-title", test_another_title},
        {"/feed/cover", test_cover},
        {"/feed/broken-state", test_broken_state},
    };
    g_test_init(&argc, &argv, NULL);
    for (unsigned i = 0; i < G_N_ELEMENTS(tests); i++)
        g_test_add(tests[i].name, fixture, NULL, set_up, tests[i].run, tear_down);
    g_test_add_func("/feed/guid", test_guid);
    g_test_add_func("/feed/text", test_text);
    return g_test_run();
}
