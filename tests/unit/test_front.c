/* SPDX-License-Identifier: GPL-3.0-or-later */
/* read/front.h: front matter, by way of the reader of plain text. */
#include "document_fixture.h"

#include "base/error.h"
#include "base/limits.h"

static void check_notes(const kx_document *doc, const char *const *parts)
{
    guint i;

    for (i = 0; i < doc->notes->len && parts[i] != NULL; i++)
        if (strstr(doc->notes->pdata[i], parts[i]) == NULL)
            g_error("'%s' is not in '%s'", parts[i], (char *)doc->notes->pdata[i]);
    g_assert_true(i == doc->notes->len && parts[i] == NULL);
}

#define NOTES(...) ((const char *const[]){__VA_ARGS__, NULL})

static void test_front_matter(void)
{
    const char *text = "---\nTitle: \"Kabinet valt\"\nAUTHOR: Jan: de Wit\ndate: 2026-01-31\n"
                       "source:Krant\nurl: https://krant.nl/a?b=1\n\nlanguage: 'nl'\n# "
                       "uitleg\nrubriek: Binnenland\n"
                       "---\n\nHet is zo.\n\nTussen\n\nTekst.\n";
    g_autoptr(kx_document) doc = read_text(text, strlen(text));
    g_autofree char *blocks = blocks_of(doc);

    g_assert_cmpstr(doc->title, ==, "Kabinet valt");
    g_assert_cmpstr(doc->author, ==, "Jan: de Wit");
    g_assert_cmpstr(doc->date, ==, "2026-01-31");
    g_assert_cmpstr(doc->source, ==, "Krant");
    g_assert_cmpstr(doc->url, ==, "https://krant.nl/a?b=1");
    g_assert_cmpstr(doc->language, ==, "nl");
    g_assert_cmpstr(doc->section, ==, "Binnenland");
    g_assert_cmpuint(doc->notes->len, ==, 0);
    g_assert_cmpstr(blocks, ==,
                    "headline|Kabinet valt\nlead|Het is zo.\nintertitle|Tussen\n"
                    "paragraph|Tekst.\n");
    g_assert_cmpuint(kx_document_line(doc, g_array_index(doc->blocks, kx_block, 0).range.start), ==,
                     2);
    g_assert_cmpuint(kx_document_line(doc, g_array_index(doc->blocks, kx_block, 1).range.start), ==,
                     13);
    check_sound(doc, strlen(text));
}

static void test_front_matter_and_headline(void)
{
    g_autoptr(kx_document) same = READ("---\ntitle: Kop\n---\nKop\n\nLead.");
    g_autoptr(kx_document) other = READ("---\r\ntitle: Kop\r\n---\r\n# Andere\r\n\r\nLead.");
    g_autoptr(kx_document) none = READ("---\nauthor: Jan\n---\nKop\n\nLead.");
    g_autofree char *same_blocks = blocks_of(same);
    g_autofree char *other_blocks = blocks_of(other);

    g_assert_cmpstr(same_blocks, ==, "headline|Kop\nlead|Lead.\n");
    g_assert_cmpuint(g_array_index(same->blocks, kx_block, 0).range.start, ==, 19);
    g_assert_cmpstr(other_blocks, ==, "headline|Andere\nlead|Lead.\n");
    g_assert_cmpstr(other->title, ==, "Kop");
    g_assert_cmpstr(none->title, ==, "Kop");
    g_assert_cmpstr(none->author, ==, "Jan");
}

static void test_front_matter_first_parts(void)
{
    check("---\ntitle: Kop\n---\n> citaat", "headline|Kop\nquote|citaat\n");
    check("---\ntitle: Kop\n---\n- een\n- twee", "headline|Kop\nlist-item|een\nlist-item|twee\n");
    check("---\ntitle: Kop\n---\n1. Wat?\n\nTekst.",
          "headline|Kop\nintertitle|1. Wat?\nparagraph|Tekst.\n");
    check("---\ntitle: Kop\n---\nEnkel dit", "headline|Kop\nlead|Enkel dit\n");
    check("---\ntitle: '***'\n---\nZin.", "paragraph|Zin.\n");
    check("---\ntitle:\n---\nZin.", "paragraph|Zin.\n");
    check("---\n---\nZin.", "paragraph|Zin.\n");
    check("---  \ntitle: Kop\n--- \nZin.", "headline|Kop\nlead|Zin.\n");
}

static void test_front_matter_notes(void)
{
    g_autoptr(kx_document) unknown = READ("---\ntitle: Kop\nkleur: rood\nlos woord\n---\nZin.");
    g_autoptr(kx_document) bad =
        READ("---\ndate: 2026-02-30\nurl: javascript:x()\ntitle: A\ntitle: B\nsection: ***\n"
             "---\nZin.");

    check_notes(unknown,
                NOTES("line 3 of the front matter is ignored, unknown key: kleur: rood",
                      "line 4 of the front matter is ignored, no 'key: value': los woord"));
    check_notes(bad, NOTES("line 2 of the front matter is ignored, not a date",
                           "line 3 of the front matter is ignored, not an address", "line 5",
                           "line 6 of the front matter is ignored, the name of a section"));
    g_assert_null(bad->section);
    g_assert_null(bad->date);
    g_assert_null(bad->url);
    g_assert_cmpstr(bad->title, ==, "A");
}

/* YAML's forms of a value, as systems that keep articles write them. */
static void test_forms(void)
{
    g_autoptr(kx_document) doc = READ(
        "---\ntitle: \"Hij zei: \\\"nee\\\" \\u20ac\\\\\" # kop\nauthor: [Jan, \"Piet, jr.\"]\n"
        "source: 'Foto''s'\nsection:\n  - Kunst\n  - 'Media'\ntags:\n- a\n- b\n---\nZin.");
    g_autoptr(kx_document) several =
        READ("---\nauthor: Jan; Piet;Klaas;\nsource:\n- ANP\n- Reuters\n---\nZin.");
    g_autoptr(kx_document) plain = READ(
        "---\ntitle: \"Ja\" en \"nee\"\nauthor: 'Jan' de Wit\nsource: [Extra] Krant\n---\nZin.");
    g_autoptr(kx_document) other =
        READ("---\ntitle: >-\n  Een kop\nauthor: [[Jan]]\nsource: {a: b}\n---\nZin.");
    g_autofree char *blocks = blocks_of(doc), *plain_blocks = blocks_of(plain);

    g_assert_cmpstr(blocks, ==, "headline|Hij zei: \"nee\" €\\\nlead|Zin.\n");
    g_assert_cmpstr(doc->title, ==, "Hij zei: \"nee\" €\\");
    g_assert_cmpstr(doc->author, ==, "Jan en Piet, jr.");
    g_assert_cmpstr(doc->source, ==, "Foto's");
    g_assert_cmpstr(doc->section, ==, "Kunst en Media");
    check_notes(doc, NOTES("line 8 of the front matter is ignored, unknown key: tags:"));
    g_assert_cmpstr(several->author, ==, "Jan, Piet en Klaas");
    g_assert_cmpstr(several->source, ==, "ANP en Reuters");
    g_assert_cmpstr(plain_blocks, ==, "headline|\"Ja\" en \"nee\"\nlead|Zin.\n");
    g_assert_cmpstr(plain->author, ==, "'Jan' de Wit");
    g_assert_cmpstr(plain->source, ==, "[Extra] Krant");
    check_notes(other, NOTES("line 2 of the front matter is ignored, not a value of one line",
                             "line 3", "line 4", "line 5"));
    g_assert_null(other->title);
    g_assert_null(other->author);
}

/* The headline of the text is read; a title that says something else is told. */
static void test_two_titles(void)
{
    g_autoptr(kx_document) doc = READ("---\ntitle: Kop\n---\nAndere\n\nLead.");
    g_autoptr(kx_document) same = READ("---\ntitle: \"Kop\"\n---\n# Kop\n\nLead.");
    g_autofree char *blocks = blocks_of(doc);

    g_assert_cmpstr(blocks, ==, "headline|Andere\nlead|Lead.\n");
    check_notes(doc, NOTES("as the text has a headline of its own: Kop"));
    g_assert_cmpuint(same->notes->len, ==, 0);
}

/* With a note: it was meant as front matter. */
static void check_as_text(const char *text, const char *wanted)
{
    g_autoptr(kx_document) doc = read_text(text, strlen(text));
    g_autofree char *blocks = blocks_of(doc);

    g_assert_cmpstr(blocks, ==, wanted);
    check_notes(doc, NOTES("is read as text, no front matter: no line '---' closes it"));
}

static void test_no_front_matter(void)
{
    check("---\n\nZin.\n\n---\n\nZin.", "paragraph|Zin.\nparagraph|Zin.\n"); /* no key */
    check_as_text("---\ntitle: Kop\n\nZin.", "paragraph|---/title: Kop\nparagraph|Zin.\n");
    check("---\nAmsterdam: hier is het.\n---\nZin.",
          "paragraph|---/Amsterdam: hier is het./---/Zin.\n");
    check("Zin.\n---\ntitle: Kop\n---\n", "paragraph|Zin./---/title: Kop/---\n");
    check("\n---\ntitle: Kop\n---\nZin.", "paragraph|---/title: Kop/---/Zin.\n");
    check(" ---\ntitle: Kop\n---\nZin.", "paragraph|---/title: Kop/---/Zin.\n");
    check("----\ntitle: Kop\n----\nZin.", "paragraph|----/title: Kop/----/Zin.\n");
}

/* The closing rule is missing: the pairs at the top are not read aloud. */
static void test_open_front_matter(void)
{
    g_autoptr(kx_document) doc = READ("---\ntitle: Kabinet valt\nauthor: Jan\nslug: kabinet\n\n"
                                      "Het is zo.\n\nTekst.");
    g_autoptr(kx_document) tight = READ("---\nTitel: Kop\nDatum: 2026-01-31\nHet is zo.\n");
    g_autoptr(kx_document) rule =
        READ("---\ntitle: Kop\nauthor: Jan\n\nHet is zo.\n\n---\n\nMeer tekst.");
    g_autofree char *blocks = blocks_of(doc), *tight_blocks = blocks_of(tight),
                    *rule_blocks = blocks_of(rule);

    g_assert_cmpstr(blocks, ==, "headline|Kabinet valt\nlead|Het is zo.\nparagraph|Tekst.\n");
    g_assert_cmpstr(doc->author, ==, "Jan");
    check_notes(doc, NOTES("no closing line '---'; it is taken to end with line 4",
                           "line 4 of the front matter is ignored, unknown key: slug: kabinet"));
    g_assert_cmpstr(tight_blocks, ==, "headline|Kop\nlead|Het is zo.\n");
    g_assert_cmpstr(tight->date, ==, "2026-01-31");
    check_notes(tight, NOTES("it is taken to end with line 3"));
    g_autoptr(kx_document) items = READ("---\ntitle: Kop\nauthor:\n  - Jan\n  - Piet\n\nZin.");
    g_autofree char *items_blocks = blocks_of(items);
    g_assert_cmpstr(items_blocks, ==, "headline|Kop\nlead|Zin.\n");
    g_assert_cmpstr(items->author, ==, "Jan en Piet");
    /* A rule further on is none of its: no paragraph may be lost. */
    g_assert_cmpstr(rule_blocks, ==, "headline|Kop\nlead|Het is zo.\nparagraph|Meer tekst.\n");
    check_notes(rule, NOTES("it is taken to end with line 3"));
}

/* Blank lines within front matter that is closed. */
static void test_blank_in_front_matter(void)
{
    g_autoptr(kx_document) doc =
        READ("---\ntitle: Kop\n\n# uitleg\n\n  meer\n\n- een\n\nauthor: Jan\n---\nZin.");
    g_autofree char *blocks = blocks_of(doc);

    g_assert_cmpstr(blocks, ==, "headline|Kop\nlead|Zin.\n");
    g_assert_cmpstr(doc->author, ==, "Jan");
    check_notes(doc, NOTES("line 6", "line 8"));
}

static void test_no_open_front_matter(void)
{
    check("---\nwie: Jan\nwat: zwemmen\n\nZin.", /* no known key */
          "paragraph|---/wie: Jan/wat: zwemmen\nparagraph|Zin.\n");
    check_as_text("---\ntitle: Kop\nDaarom: dit.\n\nZin.", /* one pair only */
                  "paragraph|---/title: Kop/Daarom: dit.\nparagraph|Zin.\n");
    check_as_text("---\ntitle: Kop\nom 12:30 uur\n\nZin.",
                  "paragraph|---/title: Kop/om 12:30 uur\nparagraph|Zin.\n");
    check_as_text("---\ntitle: Kop\nzie:dit\n\nZin.",
                  "paragraph|---/title: Kop/zie:dit\nparagraph|Zin.\n");
    check("title: Kop\nauthor: Jan\n\nZin.", "paragraph|title: Kop/author: Jan\nparagraph|Zin.\n");
}

static void test_dutch_keys(void)
{
    g_autoptr(kx_document) doc = READ("---\ntitel: Kop\nAuteur: Jan\ndatum: 2026-01-31\n"
                                      "bron: Krant\ntaal: Nederlands\ntitle: B\n---\nZin.");

    g_assert_cmpstr(doc->title, ==, "Kop");
    g_assert_cmpstr(doc->author, ==, "Jan");
    g_assert_cmpstr(doc->date, ==, "2026-01-31");
    g_assert_cmpstr(doc->source, ==, "Krant");
    g_assert_cmpstr(doc->language, ==, "nl");
    check_notes(doc, NOTES("line 7 of the front matter is ignored, it stands there twice"));
}

static void test_language(void)
{
    static const char *const dutch[] = {"nl", "NL", "nl-NL", "nl-BE", "nl_NL", "nederlands"};
    static const char *const others[] = {"en", "nld", "fy-NL", "n", "Engels", "en\x01-GB"};

    for (gsize i = 0; i < G_N_ELEMENTS(dutch) + G_N_ELEMENTS(others); i++) {
        bool is = i < G_N_ELEMENTS(dutch);
        const char *language = is ? dutch[i] : others[i - G_N_ELEMENTS(dutch)];
        g_autofree char *text = g_strdup_printf("---\nlanguage: %s\n---\nZin.", language);
        g_autoptr(kx_document) doc = read_text(text, strlen(text));
        bool noted = false;
        for (guint k = 0; k < doc->notes->len; k++)
            noted |= strstr(doc->notes->pdata[k], "spoken as Dutch") != NULL;
        if (noted == is)
            g_error("%s: %s", language, is ? "a note" : "no note");
        g_assert_nonnull(doc->language);
    }
    g_autoptr(kx_document) doc = READ("---\nlanguage: en\n---\nZin.");
    g_assert_cmpstr(doc->language, ==, "en");
    check_notes(doc, NOTES("line 2 of the front matter: the language is 'en', but the text is "
                           "spoken as Dutch"));
}

static void check_refused(const char *text, const char *wanted)
{
    g_autoptr(GError) error = NULL;

    g_assert_null(kx_read_bytes("a.txt", text, strlen(text), &error));
    g_assert_error(error, KX_ERROR, KX_ERROR_DATA);
    g_assert_cmpstr(error->message, ==, wanted);
}

static void test_front_matter_bound(void)
{
    g_autofree char *long_value = g_strnfill(KX_FRONT_MATTER_BYTES_MAX, 'a');
    g_autofree char *text = g_strdup_printf("---\ntitle: Kop\nauthor: %s\n---\nZin.", long_value);
    g_autofree char *rule = g_strdup_printf("---\ntitle: Kop\n\n%s.\n---\nZin.", long_value);
    g_autoptr(kx_document) doc = read_text(rule, strlen(rule)); /* an article, with a rule in it */

    check_refused(text, "a.txt: the front matter is longer than 16 KiB; keep what is about the "
                        "article");
    g_assert_null(doc->title);
    g_assert_cmpuint(g_array_index(doc->blocks, kx_block, 0).range.start, ==, 0);
}

/* As other programs have it. */
static void test_foreign_front_matter(void)
{
    static const char *const refused[][2] = {
        {"+++\ntitle = 'Kop'\n+++\nZin.", "TOML"},
        {"---TOML\n[a]\ntitle = 'Kop'\n---\nZin.", "TOML"},
        {"---json\r\n{\r\n\"title\": \"Kop\"\r\n}\r\n---\r\nZin.", "JSON"},
        {"{\n  \"title\": \"Kop\"\n}\n\nZin.", "JSON"},
    };

    for (gsize i = 0; i < G_N_ELEMENTS(refused); i++) {
        g_autofree char *wanted = g_strdup_printf(
            "a.txt: the front matter is %s; write it as 'key: value' lines between two lines '---'",
            refused[i][1]);
        check_refused(refused[i][0], wanted);
    }
    check("+++\n\nZin.\n\n+++\n\nZin.", "paragraph|Zin.\nparagraph|Zin.\n");
    check("+++\na = b\n\nZin.", "paragraph|+++/a = b\nparagraph|Zin.\n");
}

static void test_dates(void)
{
    static const char *const good[] = {
        "2026-01-31",
        "2024-02-29",
        "2026-01-31T12:00:00Z",
        "2026-01-31T12:00",
        "2026-01-31 12:00:30",
        "2026-01-31T12:00+01:00",
        "2026-01-31T12:00:00.5+01:00",
        "2026-01-31 12:00:00 +0100",
        "2026-01-31 12:00 -05:00",
        "2026-01-31 12:00:00 Z",
    };
    static const char *const bad[] = {
        "2025-02-29",       "31-01-2026", "2026-1-1",         "2026-13-01",
        "vandaag",          "20260131",   "2026-01-31T25:00", "2026-01-31 avond",
        "2026-01-31T12",    "0000-01-01", "2026-01-310",      "2026-01-31 12:00 + 0100",
        "2026-01-31 +0100",
    };

    for (gsize i = 0; i < G_N_ELEMENTS(good) + G_N_ELEMENTS(bad); i++) {
        bool is = i < G_N_ELEMENTS(good);
        const char *date = is ? good[i] : bad[i - G_N_ELEMENTS(good)];
        g_autofree char *text = g_strdup_printf("---\ndate: %s\n---\nZin.", date);
        g_autoptr(kx_document) doc = read_text(text, strlen(text));
        if ((doc->date != NULL) != is)
            g_error("%s is %s", date, is ? "refused" : "taken");
        if (is)
            g_assert_cmpstr(doc->date, ==, date);
        g_assert_cmpuint(doc->notes->len, ==, is ? 0 : 1);
    }
}

static void test_addresses(void)
{
    static const char *const bad[] = {"krant.nl/a",     "ftp://krant.nl",   "http://",
                                      "https:krant.nl", "data:text/html,x", "http://a b/"};

    for (gsize i = 0; i < G_N_ELEMENTS(bad); i++) {
        g_autofree char *text = g_strdup_printf("---\nurl: %s\n---\nZin.", bad[i]);
        g_autoptr(kx_document) doc = read_text(text, strlen(text));
        if (doc->url != NULL)
            g_error("%s is taken", bad[i]);
    }
    g_autoptr(kx_document) doc = READ("---\nurl: HTTP://krant.nl/é\n---\nZin.");
    g_assert_cmpstr(doc->url, ==, "HTTP://krant.nl/é");
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/front/front-matter", test_front_matter);
    g_test_add_func("/front/front-matter-and-headline", test_front_matter_and_headline);
    g_test_add_func("/front/front-matter-first-parts", test_front_matter_first_parts);
    g_test_add_func("/front/front-matter-notes", test_front_matter_notes);
    g_test_add_func("/front/no-front-matter", test_no_front_matter);
    g_test_add_func("/front/forms", test_forms);
    g_test_add_func("/front/two-titles", test_two_titles);
    g_test_add_func("/front/open-front-matter", test_open_front_matter);
    g_test_add_func("/front/blank-in-front-matter", test_blank_in_front_matter);
    g_test_add_func("/front/no-open-front-matter", test_no_open_front_matter);
    g_test_add_func("/front/dutch-keys", test_dutch_keys);
    g_test_add_func("/front/language", test_language);
    g_test_add_func("/front/front-matter-bound", test_front_matter_bound);
    g_test_add_func("/front/foreign-front-matter", test_foreign_front_matter);
    g_test_add_func("/front/dates", test_dates);
    g_test_add_func("/front/addresses", test_addresses);
    return g_test_run();
}
