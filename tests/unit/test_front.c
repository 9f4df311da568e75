/* SPDX-License-Identifier: GPL-3.0-or-later */
/* read/front.h: front matter, by way of the reader of plain text. */
#include "document_fixture.h"

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
                       "source:Krant\nurl: https://krant.nl/a?b=1\n\nlanguage: 'nl'\n# uitleg\n"
                       "---\n\nHet is zo.\n\nTussen\n\nTekst.\n";
    g_autoptr(kx_document) doc = read_text(text, strlen(text));
    g_autofree char *blocks = blocks_of(doc);

    g_assert_cmpstr(doc->title, ==, "Kabinet valt");
    g_assert_cmpstr(doc->author, ==, "Jan: de Wit");
    g_assert_cmpstr(doc->date, ==, "2026-01-31");
    g_assert_cmpstr(doc->source, ==, "Krant");
    g_assert_cmpstr(doc->url, ==, "https://krant.nl/a?b=1");
    g_assert_cmpstr(doc->language, ==, "nl");
    g_assert_cmpuint(doc->notes->len, ==, 0);
    g_assert_cmpstr(blocks, ==,
                    "headline|Kabinet valt\nlead|Het is zo.\nintertitle|Tussen\n"
                    "paragraph|Tekst.\n");
    g_assert_cmpuint(kx_document_line(doc, g_array_index(doc->blocks, kx_block, 0).range.start), ==,
                     2);
    g_assert_cmpuint(kx_document_line(doc, g_array_index(doc->blocks, kx_block, 1).range.start), ==,
                     12);
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
        READ("---\ndate: 2026-02-30\nurl: javascript:x()\ntitle: A\ntitle: B\n---\nZin.");

    check_notes(unknown,
                NOTES("line 3 of the front matter is ignored, unknown key: kleur: rood",
                      "line 4 of the front matter is ignored, no 'key: value': los woord"));
    check_notes(bad, NOTES("line 2 of the front matter is ignored, not a date",
                           "line 3 of the front matter is ignored, not an address", "line 5"));
    g_assert_null(bad->date);
    g_assert_null(bad->url);
    g_assert_cmpstr(bad->title, ==, "A");
}

static void test_no_front_matter(void)
{
    check("---\n\nZin.\n\n---\n\nZin.", "paragraph|Zin.\nparagraph|Zin.\n");        /* no key */
    check("---\ntitle: Kop\n\nZin.", "paragraph|---/title: Kop\nparagraph|Zin.\n"); /* no end */
    check("---\nAmsterdam: hier is het.\n---\nZin.",
          "paragraph|---/Amsterdam: hier is het./---/Zin.\n");
    check("Zin.\n---\ntitle: Kop\n---\n", "paragraph|Zin./---/title: Kop/---\n");
    check("\n---\ntitle: Kop\n---\nZin.", "paragraph|---/title: Kop/---/Zin.\n");
    check(" ---\ntitle: Kop\n---\nZin.", "paragraph|---/title: Kop/---/Zin.\n");
    check("----\ntitle: Kop\n----\nZin.", "paragraph|----/title: Kop/----/Zin.\n");
}

static void test_front_matter_bound(void)
{
    g_autofree char *long_value = g_strnfill(KX_FRONT_MATTER_BYTES_MAX, 'a');
    g_autofree char *text = g_strdup_printf("---\ntitle: Kop\nauthor: %s\n---\nZin.", long_value);
    g_autoptr(kx_document) doc = read_text(text, strlen(text));

    g_assert_null(doc->title);
    g_assert_cmpuint(g_array_index(doc->blocks, kx_block, 0).range.start, ==, 0);
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
    };
    static const char *const bad[] = {
        "2025-02-29",    "31-01-2026", "2026-1-1",         "2026-13-01",
        "vandaag",       "20260131",   "2026-01-31T25:00", "2026-01-31 avond",
        "2026-01-31T12", "0000-01-01", "2026-01-310",
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
    g_test_add_func("/front/front-matter-bound", test_front_matter_bound);
    g_test_add_func("/front/dates", test_dates);
    g_test_add_func("/front/addresses", test_addresses);
    return g_test_run();
}
