/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is listened to: items from articles and from an episode's folder, whatever is in it. */
#include "base/error.h"
#include "listen/finished.h"
#include "read/reader.h"

#include <glib/gstdio.h>
#include <string.h>

static const kx_voice *voice(void)
{
    static kx_voice *loaded;

    if (loaded == NULL)
        loaded = kx_voice_load(KX_VOICE_DEFAULT, NULL);
    return loaded;
}

static kx_programme *programme_of(kx_structure structure, unsigned n, const char *const *texts)
{
    const kx_compose_settings settings = {
        .voice = voice(), .structure = structure, .date = "2026-03-04"};
    g_autoptr(GPtrArray) documents =
        g_ptr_array_new_with_free_func((GDestroyNotify)kx_document_free);

    for (unsigned i = 0; i < n; i++)
        g_ptr_array_add(documents, kx_read_bytes("a.txt", texts[i], strlen(texts[i]), NULL));
    return kx_programme_from_documents(documents, &settings);
}

/* "+" opens an article, "*" a section, "-" a block; then the sentence with its cues, and in
 * brackets how many of the plan's sentences it is. */
static char *shown(const kx_programme *p)
{
    GString *out = g_string_new(NULL);

    for (unsigned i = 0; i < p->items->len; i++) {
        const kx_item *item = kx_programme_item(p, i);
        g_string_append_printf(out, "%s%s%s%s", item->opens_section ? "*" : "",
                               item->opens_article ? "+" : "", item->opens_block ? "-" : "",
                               item->cued ? item->cued : item->printed);
        if (item->n > 1)
            g_string_append_printf(out, " (%u)", item->n);
        g_string_append_c(out, '\n');
    }
    return g_string_free(out, FALSE);
}

static const char storm[] = "---\nrubriek: Weer\n---\nStorm op komst\n\nHet gaat waaien. Blijf "
                            "thuis.\n\n> Het wordt erg. Echt waar.\n\nTot 110 km per uur.\n";
static const char bakkers[] =
    "---\nrubriek: Economie\n---\nBakkers stoppen\n\nDe oven blijft uit.\n";

static void test_items(void)
{
    const char *texts[] = {storm};
    g_autoptr(kx_programme) p = programme_of(KX_STRUCTURE_WORDS, 1, texts);
    g_autofree char *items = shown(p);

    g_assert_cmpstr(items, ==,
                    "+-Kop: Storm op komst (2)\n-Het gaat waaien.\nBlijf thuis.\n"
                    "-Citaat: Het wordt erg. (2)\nEcht waar. Einde citaat. (2)\n"
                    "-Tot 110 km per uur.\n");
    g_assert_cmpstr(kx_programme_item(p, 0)->printed, ==, "Storm op komst");
    g_assert_cmpuint(kx_programme_item(p, 0)->own, ==, 1);
    g_assert_cmpuint(kx_programme_item(p, 4)->own, ==, kx_programme_item(p, 4)->first);
    g_assert_cmpuint(kx_programme_item(p, 5)->words, ==, 5);
    g_assert_null(kx_programme_item(p, 5)->spoken);
    g_assert_cmpstr(kx_programme_spoken(p, 5), ==, "Tot honderdtien kilometer per uur.");
    g_assert_cmpuint(kx_programme_article(p, 0)->first, ==, 0);
    g_assert_cmpuint(kx_programme_article(p, 0)->n, ==, 6);
}

static void test_briefing(void)
{
    const char *texts[] = {storm, bakkers};
    g_autoptr(kx_programme) p = programme_of(KX_STRUCTURE_NONE, 2, texts);
    g_autoptr(kx_programme) alone = programme_of(KX_STRUCTURE_WORDS, 1, texts + 1);
    g_autofree char *items = shown(p);

    g_assert_nonnull(strstr(items, "*+-Storm op komst (2)\n"));
    g_assert_nonnull(strstr(items, "*+-Bakkers stoppen (2)\n-De oven blijft uit.\n"));
    g_assert_cmpstr(kx_programme_article(p, 1)->section, ==, "Economie");
    g_assert_cmpuint(kx_programme_item(p, 0)->article, ==, G_MAXUINT);
    g_assert_cmpuint(kx_programme_item(p, p->items->len - 1)->article, ==, G_MAXUINT);
    /* The same article has the same hash wherever it stands. */
    g_assert_cmpstr(kx_programme_article(p, 1)->hash, ==, kx_programme_article(alone, 0)->hash);
    g_assert_cmpstr(kx_programme_article(p, 0)->hash, !=, kx_programme_article(p, 1)->hash);
    g_assert_cmpuint(strlen(kx_programme_article(p, 0)->hash), ==, 16);
}

/* The name of a section is a line of its own. */
static void test_cued_sections(void)
{
    const char *texts[] = {storm, bakkers};
    g_autoptr(kx_programme) p = programme_of(KX_STRUCTURE_WORDS, 2, texts);
    g_autofree char *items = shown(p);

    g_assert_nonnull(strstr(items, "*+-Kop: Storm op komst (4)\n"));
    g_assert_nonnull(strstr(items, "*+-Kop: Bakkers stoppen (4)\n-De oven blijft uit.\n"));
}

static void test_hostile(void)
{
    const char *texts[] = {"Kop \x1b[2J\x07 erbij\n\nZin \xe2\x80\xae om.\n"};
    g_autoptr(kx_programme) p = programme_of(KX_STRUCTURE_NONE, 1, texts);

    for (unsigned i = 0; i < p->items->len; i++) {
        const char *printed = kx_programme_item(p, i)->printed;
        g_assert_null(strpbrk(printed, "\x1b\x07\n"));
        g_assert_null(strstr(printed, "\xe2\x80\xae"));
    }
}

/* ---- episodes ---- */

#define TIMELINE(sentences)                                                                        \
    "{\"format\": \"kxspeak-timeline\", \"title\": \"T\", \"articles\": [{\"kind\": \"article\", " \
    "\"title\": \"A\"}], \"sentences\": [" sentences "]}"
#define SENTENCE(start, end)                                                                       \
    "{\"article\": 0, \"block\": \"paragraph\", \"printed\": \"Een zin.\", \"spoken\": \"Een "     \
    "zin.\", \"range\": [0, 8], \"start\": " start ", \"end\": " end "}"
#define RECORD_OF(format, name)                                                                    \
    "{\"format\": \"kxspeak-episode\", \"files\": [{\"format\": \"" format "\", \"name\": \"" name \
    "\"}]}"
#define RECORD RECORD_OF("mp3", "e.mp3")

static kx_programme *episode(const char *timeline, const char *record, GError **error)
{
    g_autofree char *folder = g_dir_make_tmp("kxspeak-XXXXXX", NULL);
    g_autofree char *first = g_build_filename(folder, "timeline.json", NULL);
    g_autofree char *second = g_build_filename(folder, "episode.json", NULL);

    if (timeline)
        g_file_set_contents(first, timeline, -1, NULL);
    if (record)
        g_file_set_contents(second, record, -1, NULL);
    kx_programme *p = kx_programme_from_episode(folder, error);
    g_unlink(first);
    g_unlink(second);
    g_rmdir(folder);
    return p;
}

static void test_episode(void)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(kx_programme) p =
        episode(TIMELINE(SENTENCE("0.5", "1.5") ", " SENTENCE("2", "4")), RECORD, &error);

    g_assert_no_error(error);
    g_assert_true(p->finished);
    g_assert_cmpuint(p->items->len, ==, 2);
    g_assert_cmpint(kx_programme_item(p, 1)->start, ==, 2 * KX_RATE);
    g_assert_cmpint(kx_programme_item(p, 1)->end, ==, 4 * KX_RATE);
    g_assert_true(g_str_has_suffix(p->sound, "/e.mp3"));
    g_assert_cmpfloat(p->pace, ==, 4 * 60 / 4.0);
    g_assert_cmpstr(kx_programme_spoken(p, 0), ==, "Een zin.");
}

static void test_bad_episodes(void)
{
    static const struct {
        const char *timeline, *record;
        kx_error_code code;
    } cases[] = {
        {NULL, RECORD, KX_ERROR_NO_INPUT},
        {"", RECORD, KX_ERROR_DATA},
        {"[]", RECORD, KX_ERROR_DATA},
        {"{\"format\": \"kxspeak-timeline\", \"sentences\": []}", RECORD, KX_ERROR_DATA},
        {"{\"format\": \"kxspeak-timeline\", \"sentences\": [1, \"x\", null]}", RECORD,
         KX_ERROR_DATA},
        {TIMELINE(SENTENCE("2", "1")), RECORD, KX_ERROR_DATA},
        {TIMELINE(SENTENCE("-1", "1")), RECORD, KX_ERROR_DATA},
        {TIMELINE(SENTENCE("\"0\"", "1")), RECORD, KX_ERROR_DATA},
        {TIMELINE(SENTENCE("0", "1e300")), RECORD, KX_ERROR_DATA},
        {TIMELINE(SENTENCE("2", "3") ", " SENTENCE("0", "1")), RECORD, KX_ERROR_DATA},
        {TIMELINE(SENTENCE("0", "1")), NULL, KX_ERROR_NO_INPUT},
        {TIMELINE(SENTENCE("0", "1")), "{}", KX_ERROR_DATA},
        {TIMELINE(SENTENCE("0", "1")), "{\"format\": \"kxspeak-episode\"}", KX_ERROR_DATA},
        {TIMELINE(SENTENCE("0", "1")), RECORD_OF("wav", "../../etc/passwd"), KX_ERROR_DATA},
    };

    for (unsigned i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autoptr(GError) error = NULL;
        g_test_message("case %u", i);
        g_assert_null(episode(cases[i].timeline, cases[i].record, &error));
        g_assert_error(error, KX_ERROR, (int)cases[i].code);
        g_assert_null(strchr(error->message, '\n'));
    }
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/programme/items", test_items);
    g_test_add_func("/programme/briefing", test_briefing);
    g_test_add_func("/programme/cued-sections", test_cued_sections);
    g_test_add_func("/programme/hostile", test_hostile);
    g_test_add_func("/programme/episode", test_episode);
    g_test_add_func("/programme/bad-episodes", test_bad_episodes);
    return g_test_run();
}
