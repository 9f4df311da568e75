/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "listen/phrases.h"

#include "programme_fixture.h"
#include "said_fixture.h"

static const char briefing[] = "* Goedemorgen.\n"      /* 0 */
                               "# Brug dicht\n"        /* 1 */
                               "- De brug is dicht.\n" /* 2 */
                               "  Dat duurt lang.\n"   /* 3 */
                               "#Sport# Winst?\n"      /* 4 */
                               "- Ja.\n"               /* 5 */
                               "# Slot\n"              /* 6 */
                               "- Nee.\n"              /* 7 */
                               "* Tot morgen.\n";      /* 8 */

static void is(kx_answer answer, const char *wanted)
{
    g_assert_cmpstr(answer.printed, ==, wanted);
    g_assert_cmpstr(answer.spoken, ==, wanted);
    kx_answer_clear(&answer);
}

static void test_where(void)
{
    g_autoptr(kx_programme) p = fixture_programme(briefing);
    /* 16 words; at one a minute, a minute a word */
    is(kx_tell_where(p, 1, (kx_place){3, 0}),
       "Artikel 1 van 3: Brug dicht. Zin 3 van 3. Nog 2 artikelen, 9 minuten.");
    is(kx_tell_where(p, 1, (kx_place){4, 0}),
       "Artikel 2 van 3: Winst? Zin 1 van 2. Rubriek: Sport. Nog 1 artikel, 6 minuten.");
    is(kx_tell_where(p, 4, (kx_place){7, 0}), "Artikel 3 van 3: Slot. Zin 2 van 2. Nog 1 minuut.");
    is(kx_tell_where(p, 600, (kx_place){0, 0}), "Opening. Nog 3 artikelen, minder dan een minuut.");
    is(kx_tell_where(p, 600, (kx_place){8, 0}), "Afsluiting. Nog minder dan een minuut.");
}

static void test_one_article(void)
{
    g_autoptr(kx_programme) p = fixture_programme("# Brug\n- De brug is dicht.\n");
    is(kx_tell_where(p, 1, (kx_place){1, 0}), "Brug. Zin 2 van 2. Nog 4 minuten.");
    is(kx_tell_left(p, 1, (kx_place){1, 0}), "Nog 4 minuten.");
}

static void test_left(void)
{
    g_autoptr(kx_programme) p = fixture_programme(briefing);
    is(kx_tell_left(p, 1, (kx_place){2, 0}),
       "Nog 13 minuten, 2 artikelen. Dit artikel: nog 7 minuten.");
    is(kx_tell_left(p, 1, (kx_place){0, 0}), "Nog 16 minuten, 3 artikelen.");
    is(kx_tell_left(p, 1, (kx_place){7, 0}), "Nog 3 minuten.");
    is(kx_tell_left(p, 1, (kx_place){8, 0}), "Nog 2 minuten.");
    is(kx_tell_left(p, 4, (kx_place){7, 0}), "Nog 1 minuut.");
    is(kx_tell_left(p, 5, (kx_place){7, 0}), "Nog minder dan een minuut.");
    is(kx_tell_left(p, 60, (kx_place){7, 0}), "Nog minder dan een minuut.");
    g_autoptr(kx_programme) hours = fixture_programme("# een twee drie vier\n");
    fixture_finish(hours);
    g_array_index(hours->items, kx_item, 0).end = (int64_t)7200 * KX_RATE;
    is(kx_tell_left(hours, 60, (kx_place){0, 0}), "Nog 2 uur.");
    is(kx_tell_left(hours, 120, (kx_place){0, 0}), "Nog 1 uur.");
    is(kx_tell_left(hours, 60, (kx_place){0, (int64_t)3540 * KX_RATE}), "Nog 1 uur en 1 minuut.");
}

static void test_at(void)
{
    g_autoptr(kx_programme) p = fixture_programme(briefing);
    is(kx_tell_at(p, "Verder", 2), "Verder. Artikel 1 van 3: Brug dicht. Zin 2 van 3.");
    is(kx_tell_at(p, "Bladwijzer", 0), "Bladwijzer. Opening.");
    is(kx_tell_headline(p, 1), "2 van 3: Winst?");
}

static void test_section(void)
{
    g_autoptr(kx_programme) p = fixture_programme(briefing);
    is(kx_tell_section(p, 4), "Rubriek: Sport");
    is(kx_tell_section(p, 1), "");
    is(kx_tell_section(p, 5), "");
    is(kx_tell_section(p, 8), "");
}

static void test_moves(void)
{
    g_autoptr(kx_programme) p = fixture_programme(briefing);
    g_autoptr(kx_programme) plain = fixture_programme("# A\n- Een.\n");
    is(kx_tell_move(p, KX_ORDER_ALL, KX_MOVE_AT_FIRST, KX_COMMAND_SENTENCE_BACK), "Eerste zin.");
    is(kx_tell_move(p, KX_ORDER_ALL, KX_MOVE_AT_LAST, KX_COMMAND_PARAGRAPH_ON), "Laatste alinea.");
    is(kx_tell_move(p, KX_ORDER_ALL, KX_MOVE_AT_LAST, KX_COMMAND_HEADLINE_ON), "Laatste kop.");
    is(kx_tell_move(p, KX_ORDER_ALL, KX_MOVE_AT_LAST, KX_COMMAND_SECTION_ON), "Laatste rubriek.");
    is(kx_tell_move(p, KX_ORDER_HEADLINES, KX_MOVE_AT_LAST, KX_COMMAND_SENTENCE_ON),
       "Laatste kop.");
    is(kx_tell_move(plain, KX_ORDER_ALL, KX_MOVE_AT_FIRST, KX_COMMAND_SECTION_BACK),
       "Eerste artikel.");
    is(kx_tell_move(p, KX_ORDER_ALL, KX_MOVE_AT_LAST, KX_COMMAND_TIME_ON), "Einde.");
    is(kx_tell_move(p, KX_ORDER_ALL, KX_MOVE_AT_FIRST, KX_COMMAND_TIME_BACK), "Begin.");
    is(kx_tell_move(p, KX_ORDER_ALL, KX_MOVED, KX_COMMAND_TIME_BACK), "");
    is(kx_tell_move(p, KX_ORDER_ALL, KX_MOVED, KX_COMMAND_SENTENCE_ON), "");
}

static void test_rate(void)
{
    is(kx_tell_rate(259.6, 80, 900), "260 woorden per minuut.");
    is(kx_tell_rate(900, 80, 900), "900 woorden per minuut, sneller kan niet.");
    is(kx_tell_rate(80, 80, 900), "80 woorden per minuut, langzamer kan niet.");
}

static void test_search(void)
{
    is(kx_tell_not_found("brug"), "Niet gevonden: brug.");
    is(kx_tell_not_found("a\x1b[2J"), "Niet gevonden: a\\x1B[2J.");
}

/* The most important word first, one line, and what is said of it says the same. */
static void test_notices(void)
{
    for (int notice = 0; notice < KX_NOTICES; notice++) {
        g_auto(kx_answer) answer = kx_tell((kx_notice)notice);
        g_autofree char *said = fixture_said(answer.spoken);
        g_assert_true(g_str_has_suffix(answer.printed, "."));
        g_assert_null(strchr(answer.printed, '\n'));
        g_assert_cmpstr(said, ==, answer.printed);
        g_assert_cmpint(g_utf8_strlen(answer.printed, -1), <=, 80);
    }
}

static void test_keys(void)
{
    g_autoptr(GArray) help = kx_tell_keys();
    g_assert_cmpuint(help->len, ==, KX_COMMANDS - 1);
    const kx_answer *first = &g_array_index(help, kx_answer, 0);
    g_assert_cmpstr(first->printed, ==, "spatiebalk of 5: afspelen of pauzeren");
    g_assert_cmpstr(first->spoken, ==, "spatiebalk of vijf: afspelen of pauzeren.");
    for (guint i = 0; i < help->len; i++) {
        const kx_answer *line = &g_array_index(help, kx_answer, i);
        g_autofree char *said = fixture_said(line->spoken);
        g_assert_cmpint(g_utf8_strlen(line->printed, -1), <=, 80);
        if (g_ascii_strcasecmp(said, line->spoken) != 0)
            g_assert_cmpstr(said, ==, line->spoken);
    }
}

/* docs/listening.md lists the keys as the help does. */
static void test_documented(void)
{
    g_autofree char *path =
        g_test_build_filename(G_TEST_DIST, "..", "..", "docs", "listening.md", NULL);
    g_autofree char *page = NULL;
    g_autoptr(GArray) help = kx_tell_keys();
    g_autoptr(GString) list = g_string_new("### Alle toetsen\n\n");
    g_assert_true(g_file_get_contents(path, &page, NULL, NULL));
    for (guint i = 0; i < help->len; i++)
        g_string_append_printf(list, "- %s\n", g_array_index(help, kx_answer, i).printed);
    g_string_append(list, "\n");
    if (strstr(page, list->str) == NULL)
        g_test_message("docs/listening.md should have\n%s", list->str);
    g_assert_nonnull(strstr(page, list->str));
}

/* The last name, asked again the one before it; what has been heard since begins anew. */
static void test_names(void)
{
    g_autoptr(kx_programme) p =
        fixture_programme("# Apple\n- Apple toont de MacBook Air in Delft.\n"
                          "- Hier staat niets.\n");
    kx_named last = {0};
    static const char delft[] = "Delft: hoofdletter D, e, l, f, t";
    static const char apple[] = "Apple: hoofdletter A, p, p, l, e";
    static const char book[] = "MacBook: hoofdletter M, a, c, hoofdletter B, o, o, k; "
                               "Air: hoofdletter A, i, r";
    is(kx_tell_name(p, 1, 36, &last), delft);
    is(kx_tell_name(p, 1, 36, &last), book);
    is(kx_tell_name(p, 1, 36, &last), apple);
    is(kx_tell_name(p, 1, 36, &last), delft);
    is(kx_tell_name(p, 1, 26, &last), book);
    is(kx_tell_name(p, 0, 5, &last), apple);
    is(kx_tell_name(p, 0, 5, &last), apple);
    is(kx_tell_name(p, 2, 18, &last), "Geen naam in deze zin.");
    is(kx_tell_name(p, 2, 18, &last), "Geen naam in deze zin.");
    is(kx_tell_word(p, 2, 18, false), "niets: n, i, e, t, s");
    is(kx_tell_word(p, 2, 18, true), "Hier, staat, niets");
    is(kx_tell_word(p, 2, 0, true), "Geen woord om te spellen.");
    is(kx_tell_differences(p, 2), "Gesproken zoals geschreven.");
}

/* Numbers and letters in answers are read as what they are. */
static void test_said(void)
{
    g_autofree char *where = fixture_said("Zin 4 van 20.");
    g_autofree char *left = fixture_said("Nog 1 uur en 1 minuut.");
    g_autofree char *rate = fixture_said("260 woorden per minuut.");
    g_assert_cmpstr(where, ==, "Zin vier van twintig.");
    g_assert_cmpstr(left, ==, "Nog één uur en één minuut.");
    g_assert_cmpstr(rate, ==, "tweehonderdzestig woorden per minuut.");
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/phrases/where", test_where);
    g_test_add_func("/phrases/one-article", test_one_article);
    g_test_add_func("/phrases/left", test_left);
    g_test_add_func("/phrases/at", test_at);
    g_test_add_func("/phrases/section", test_section);
    g_test_add_func("/phrases/moves", test_moves);
    g_test_add_func("/phrases/rate", test_rate);
    g_test_add_func("/phrases/search", test_search);
    g_test_add_func("/phrases/notices", test_notices);
    g_test_add_func("/phrases/names", test_names);
    g_test_add_func("/phrases/keys", test_keys);
    g_test_add_func("/phrases/documented", test_documented);
    g_test_add_func("/phrases/said", test_said);
    return g_test_run();
}
