/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The page that plays, of odd briefings: written, read back by the check, and found wrong when it
 * has been changed. */
#include "briefing_fixture.h"
#include "publish/check_private.h"
#include "publish/player.h"
#include "publish/player_file.h"

/* ---- a page ---- */

static kx_briefing *compose(const folder *f, const char *const *texts, kx_structure structure)
{
    return briefing_of(f, g_strv_length((char **)(uintptr_t)texts), texts, structure, KX_RATE);
}

static char *text_of(const folder *f, const char *name)
{
    g_autofree char *path = path_in(f, name);
    char *text = NULL;
    g_assert_true(g_file_get_contents(path, &text, NULL, NULL));
    return text;
}

/* The page, with the timeline beside it. */
static char *page_of(const folder *f, const kx_briefing *b, kx_page_audio page_audio)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(kx_show) show = kx_show_new();
    g_autoptr(kx_book_sound) sound = kx_book_sound_new(b, f->path);
    const kx_edition edition = {.briefing = b,
                                .show = show,
                                .published = "2026-03-04T06:00:00+01:00",
                                .sound = sound,
                                .page_audio = page_audio,
                                .mp3_name = "x-v2.mp3",
                                .guid = "x"};
    kx_sink_player.write(&edition, f->fd, "x.html", &error);
    g_assert_no_error(error);
    kx_sink_timeline.write(&edition, f->fd, "timeline.json", &error);
    g_assert_no_error(error);
    return text_of(f, "x.html");
}

/* What the check finds wrong with the page. */
static GPtrArray *faults_of(const folder *f, const kx_briefing *b, const char *page)
{
    GPtrArray *faults = g_ptr_array_new_with_free_func(g_free);
    kx_found into = {.faults = faults};
    kx_checker checker = {&into, "x.html"};
    const kx_check_folder where = {.dirfd = f->fd};
    const kx_check_episode episode = {.duration = kx_seconds(b->track->frames)};
    g_autoptr(GBytes) bytes = g_bytes_new(page, strlen(page));
    kx_check_player(&checker, &where, bytes, &episode);
    return faults;
}

static void assert_right(const folder *f, const kx_briefing *b, const char *page)
{
    g_autoptr(GPtrArray) faults = faults_of(f, b, page);
    if (faults->len)
        g_error("%s", (char *)g_ptr_array_index(faults, 0));
}

static unsigned count(const char *text, const char *what)
{
    unsigned n = 0;
    for (const char *at = text; (at = strstr(at, what)) != NULL; at++)
        n++;
    return n;
}

/* ---- tests ---- */

static const char storm[] =
    "---\nsection: Binnenland\nauthor: Redactie\nsource: Krant\n"
    "url: https://example.org/storm\n---\nStorm op komst\n\n"
    "Er komt storm. Blijf binnen om 13.00 uur.\n\nAan de kust\n\n"
    "> Ik blijf thuis.\n\n- een\n- twee\n\n1. drie\n2. vier\n\nHet is code rood.\n";
static const char market[] = "---\nsection: Economie\n---\nMarkt daalt\n\nDe beurs daalt met 3%.\n";

static void test_structure(folder *f, gconstpointer data)
{
    (void)data;
    const char *const texts[] = {storm, market, NULL};
    g_autoptr(kx_briefing) b = compose(f, texts, KX_STRUCTURE_WORDS);
    g_autofree char *page = page_of(f, b, KX_PAGE_AUDIO_EMBEDDED);
    assert_right(f, b, page);
    g_assert_cmpuint(count(page, "<h1 "), ==, 1);
    g_assert_cmpuint(count(page, "data-part=\"Rubriek\"><h2 dir"), ==, 2);
    g_assert_cmpuint(count(page, "<h3 id=\"k"), ==, 2);
    g_assert_cmpuint(count(page, "<h4 "), ==, 1);
    g_assert_cmpuint(count(page, "<article "), ==, 2);
    g_assert_cmpuint(count(page, "Lees dit artikel voor"), ==, 2);
    g_assert_cmpuint(count(page, "<blockquote>"), ==, 1);
    g_assert_cmpuint(count(page, "<li dir="), ==, 4); /* two of them in the opening */
    g_assert_cmpuint(count(page, "<li class=\"telt\" "), ==, 2);
    g_assert_nonnull(strstr(page, "href=\"https://example.org/storm\""));
    g_assert_null(strstr(page, "Tussenkop:")); /* for the ear alone */
}

/* One article without intertitles: its chapters are headings, its headline the page's. */
static void test_single(folder *f, gconstpointer data)
{
    (void)data;
    const char *const texts[] = {"Kop\n\nEerste zin. Tweede zin.\n\nDerde zin.\n\nVierde zin.\n",
                                 NULL};
    g_autoptr(kx_briefing) b = compose(f, texts, KX_STRUCTURE_WORDS);
    g_autofree char *page = page_of(f, b, KX_PAGE_AUDIO_EMBEDDED);
    assert_right(f, b, page);
    g_assert_cmpuint(count(page, "<h1 "), ==, 1);
    g_assert_nonnull(strstr(page, "<h2 class=\"oor deel\">Deel 2</h2>"));
}

/* "h1 Kop\n", the heading of each level in the page's order. */
static char *headings_of(const char *page)
{
    GString *out = g_string_new(NULL);
    for (const char *at = page; (at = strstr(at, "<h")) != NULL; at++) {
        if (!g_ascii_isdigit(at[2]))
            continue;
        const char *end = strstr(at, "</h");
        g_autofree char *whole = g_strndup(at, (gsize)(end - at));
        g_autoptr(GRegex) tags = g_regex_new("<[^>]*>", 0, 0, NULL);
        g_autofree char *text = g_regex_replace_literal(tags, whole, -1, 0, "", 0, NULL);
        g_string_append_printf(out, "h%c %s\n", at[2], text);
    }
    return g_string_free(out, FALSE);
}

/* What stands in the page's contents. */
static char *contents_of(const char *page)
{
    const char *from = strstr(page, "<nav "), *to = from ? strstr(from, "</nav>") : NULL;
    return g_strndup(from ? from : "", from ? (gsize)(to - from) : 0);
}

static void remove_page(const folder *f)
{
    g_assert_cmpint(unlinkat(f->fd, "x.html", 0), ==, 0);
    g_assert_cmpint(unlinkat(f->fd, "timeline.json", 0), ==, 0);
}

/* That a computer read it is said behind a single article, and changes nothing of its headings and
 * contents. */
static void test_disclosing(folder *f, gconstpointer data)
{
    (void)data;
    static const char *const articles[] = {
        "Kop\n\nEerste zin. Tweede zin.\n\nDerde zin.\n\nVierde zin.\n",
        "Een alinea zonder kop, die in het geheel geen andere alinea na zich krijgt vandaag.\n",
        storm,
    };
    for (unsigned i = 0; i < G_N_ELEMENTS(articles); i++) {
        kx_compose_settings asked = {.structure = KX_STRUCTURE_WORDS, .rate = KX_RATE};
        g_autoptr(kx_briefing) plain = briefing_as(f, 1, &articles[i], &asked);
        asked.discloses = true;
        g_autoptr(kx_briefing) told = briefing_as(f, 1, &articles[i], &asked);
        g_autofree char *without = page_of(f, plain, KX_PAGE_AUDIO_EMBEDDED);
        remove_page(f);
        g_autofree char *with = page_of(f, told, KX_PAGE_AUDIO_EMBEDDED);
        assert_right(f, told, with);
        g_autofree char *wanted = headings_of(without), *got = headings_of(with);
        g_assert_cmpstr(got, ==, wanted);
        g_autofree char *listed = contents_of(without), *lists = contents_of(with);
        g_assert_cmpstr(lists, ==, listed);
        g_assert_nonnull(strstr(with, "</article><section class=\"eigen\" "
                                      "aria-label=\"Afsluiting\" data-part=\"Afsluiting\">"));
        g_assert_cmpuint(count(with, "Voorgelezen door een computerstem."), ==, 1);
        g_assert_cmpuint(count(without, "Voorgelezen door een computerstem."), ==, 1);
        remove_page(f);
    }
}

static void test_hostile(folder *f, gconstpointer data)
{
    (void)data;
    const char *const texts[] = {
        "</script><script>alert(1)</script>\n\n<!-- <img src=http://x> --> src=\"data:audio/mpeg;"
        "base64,\" en \xe2\x80\xae omgekeerd \xf0\x9f\x98\x80 klaar -->.\n\n"
        "\xf0\x9f\x98\x80\n\n\xd7\xa9\xd7\x9c\xd7\x95\xd7\x9d \"&amp;\" ]]> einde.\n",
        NULL};
    g_autoptr(kx_briefing) b = compose(f, texts, KX_STRUCTURE_VOICE);
    g_autofree char *page = page_of(f, b, KX_PAGE_AUDIO_EMBEDDED);
    assert_right(f, b, page);
    g_assert_cmpuint(count(page, "<script>"), ==, 1);
    g_assert_null(strstr(page, "<img"));
    g_assert_null(strstr(page, "\xe2\x80\xae"));
}

static void test_linked(folder *f, gconstpointer data)
{
    (void)data;
    const char *const texts[] = {market, NULL};
    g_autoptr(GError) error = NULL;
    g_autoptr(kx_briefing) b = compose(f, texts, KX_STRUCTURE_VOICE);
    g_autofree char *page = page_of(f, b, KX_PAGE_AUDIO_LINKED);
    g_assert_nonnull(strstr(page, "<audio src=\"x-v2.mp3\""));
    g_assert_null(strstr(page, "data:audio"));
    g_autoptr(GPtrArray) faults = faults_of(f, b, page);
    g_assert_cmpuint(faults->len, ==, 1); /* the MP3 is not there */
    g_assert_true(kx_file_write(f->fd, "x-v2.mp3", "x", 1, &error));
    assert_right(f, b, page);
}

/* The page with `from` changed into `to`. */
static void assert_found(const folder *f, const kx_briefing *b, const char *page, const char *from,
                         const char *to, const char *wanted)
{
    g_autoptr(GString) changed = g_string_new(page);
    g_assert_cmpuint(g_string_replace(changed, from, to, 1), ==, 1);
    g_autoptr(GPtrArray) faults = faults_of(f, b, changed->str);
    if (faults->len == 0 || strstr(g_ptr_array_index(faults, 0), wanted) == NULL)
        g_error("%s > %s: %s", from, to,
                faults->len ? (char *)g_ptr_array_index(faults, 0) : "no fault");
}

static void test_faults(folder *f, gconstpointer data)
{
    (void)data;
    const char *const texts[] = {storm, market, NULL};
    g_autoptr(kx_briefing) b = compose(f, texts, KX_STRUCTURE_WORDS);
    g_autofree char *page = page_of(f, b, KX_PAGE_AUDIO_EMBEDDED);
    assert_found(f, b, page, "default-src 'none'", "default-src *", "policy");
    assert_found(f, b, page, "\"use strict\";", "\"use strict\"; ", "policy");
    assert_found(f, b, page, "--paper:", "--papier:", "policy");
    assert_found(f, b, page, "class=\"z\" id=\"s0003\"", "id=\"s0003\"", "in its place");
    assert_found(f, b, page, "id=\"s0003\"", "id=\"s0002\"", "twice");
    assert_found(f, b, page, "Er komt storm", "Er komt een storm", "other words");
    assert_found(f, b, page, "href=\"#a02\"", "href=\"#a09\"", "not in the page");
    assert_found(f, b, page, "<div id=\"balk\">", "<div id=\"balk\"><img src=\"//x.nl/x\">",
                 "elsewhere");
    assert_found(f, b, page, KX_PLAYER_MP3_DATA "/", KX_PLAYER_MP3_DATA "A", "sound");
}

/* Times that are not the timeline's. */
static void test_clock(folder *f, gconstpointer data)
{
    (void)data;
    const char *const texts[] = {market, NULL};
    g_autoptr(kx_briefing) b = compose(f, texts, KX_STRUCTURE_VOICE);
    g_autofree char *page = page_of(f, b, KX_PAGE_AUDIO_EMBEDDED);
    g_autofree char *cues = NULL;
    g_autoptr(kx_outline) outline = kx_outline_new(b);
    cues = kx_player_cues(b, outline);
    g_autofree char *before = g_base64_encode((const guchar *)cues, strlen(cues));
    g_autoptr(GString) late = g_string_new(cues);
    char *second = strstr(late->str, "\ns0002\n") + strlen("\ns0002\n");
    second[strlen("00:00:00.00")] ^= 1; /* a millisecond */
    g_autofree char *after = g_base64_encode((const guchar *)late->str, late->len);
    assert_found(f, b, page, before, after, "at the time");
}

/* Sound of a length that is no whole number of groups is the same in the page. */
static void test_base64(folder *f, gconstpointer data)
{
    (void)data;
    enum { BYTES = 3 * 64 * 1024 + 7 };
    g_autoptr(GError) error = NULL;
    g_autofree guchar *bytes = g_malloc(BYTES);
    for (unsigned i = 0; i < BYTES; i++)
        bytes[i] = (guchar)(i * 7);
    kx_book_mp3 mp3 = {.fd = kx_spool_open(f->path, &error), .bytes = BYTES};
    g_assert_true(kx_pwrite_all(mp3.fd, bytes, BYTES, 0, "x", &error));
    g_assert_true(
        kx_player_file_write(f->fd, "y", "<a b=\"" KX_PLAYER_MP3_DATA "\">z", &mp3, &error));
    g_autofree char *text = text_of(f, "y"), *wanted = g_base64_encode(bytes, BYTES);
    g_autofree char *whole = g_strconcat("<a b=\"" KX_PLAYER_MP3_DATA, wanted, "\">z", NULL);
    g_assert_cmpstr(text, ==, whole);
    g_assert_false(kx_player_file_write(f->fd, "y", "z", NULL, &error)); /* is there already */
    g_assert_error(error, KX_ERROR, KX_ERROR_CANT_CREATE);
    close(mp3.fd);
}

/* What the writer of HTML would change ("/>"), or what would end the element early, must not stand
 * in the script and the style sheet. */
static void test_own_files(void)
{
    const char *const texts[] = {kx_player_style(), kx_player_script()};
    for (unsigned i = 0; i < G_N_ELEMENTS(texts); i++) {
        g_assert_cmpuint(strlen(texts[i]), >, 1000);
        g_assert_null(strstr(texts[i], "/>"));
        g_assert_null(strstr(texts[i], "</"));
        g_assert_null(strstr(texts[i], "<!--"));
    }
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/player/own-files", test_own_files);
#define TEST(name, function) g_test_add("/player/" name, folder, NULL, setup, function, teardown)
    TEST("structure", test_structure);
    TEST("single", test_single);
    TEST("disclosing", test_disclosing);
    TEST("hostile", test_hostile);
    TEST("linked", test_linked);
    TEST("faults", test_faults);
    TEST("clock", test_clock);
    TEST("base64", test_base64);
    return g_test_run();
}
