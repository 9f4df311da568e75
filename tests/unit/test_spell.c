/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "listen/spell.h"

#include "said_fixture.h"

#include <string.h>

static void check(const char *word, const char *printed, const char *spoken)
{
    g_auto(kx_answer) answer = kx_spell(word);
    g_assert_cmpstr(answer.printed, ==, printed);
    g_assert_cmpstr(answer.spoken, ==, spoken ? spoken : printed);
}

static void test_letters(void)
{
    check("Kaag", "Kaag: hoofdletter K, a, a, g", NULL);
    check("we", "we: w, e", NULL);
    check("Krijger", "Krijger: hoofdletter K, r, ij, g, e, r",
          "Krijger: hoofdletter K, r, lange ij, g, e, r");
    check("IJmuiden", "IJmuiden: hoofdletter IJ, m, u, i, d, e, n",
          "IJmuiden: hoofdletter lange ij, m, u, i, d, e, n");
    check("Yvonne", "Yvonne: hoofdletter Y, v, o, n, n, e",
          "Yvonne: hoofdletter Griekse ij, v, o, n, n, e");
    check("baby", "baby: b, a, b, y", "baby: b, a, b, Griekse ij");
    check("NAVO", "NAVO: in hoofdletters, N, A, V, O", NULL);
    check("IJ", "IJ: in hoofdletters, IJ", "IJ: in hoofdletters, lange ij");
}

static void test_accents(void)
{
    check("Zoë", "Zoë: hoofdletter Z, o, e met trema", NULL);
    check("Curaçao", "Curaçao: hoofdletter C, u, r, a, c met cedille, a, o", NULL);
    check("É", "É: hoofdletter e met accent aigu", NULL);
    check("è ê ñ", "è: e met accent grave; ê: e met accent circonflexe; ñ: n met tilde", NULL);
    check("Łódź", "Łódź: hoofdletter l met schuine streep, o met accent aigu, d, z met accent aigu",
          NULL);
    check("ề", "ề: e met accent circonflexe en accent grave", NULL);
    check("ĳ", "ĳ: lange ij", NULL);
    check("straße", "straße: s, t, r, a, ringel-s, e", NULL);
}

static void test_signs(void)
{
    check("2026", "2026: 2, 0, 2, 6", "2026: twee, nul, twee, zes");
    check("'s-Hertogenbosch,",
          "'s-Hertogenbosch: apostrof, s, streepje, hoofdletter H, e, r, t, o, "
          "g, e, n, b, o, s, c, h",
          NULL);
    check("„foto’s”.", "foto’s: f, o, t, o, apostrof, s", NULL);
    check("a@b.nl", "a@b.nl: a, apenstaartje, b, punt, n, l", NULL);
    check("3,5%", "3,5%: 3, komma, 5, procentteken", "3,5%: drie, komma, vijf, procentteken");
    check("€", "€: euroteken", NULL);
    check("(–)", "(–): haakje openen, gedachtestreepje, haakje sluiten", NULL);
    check("", "", NULL);
    check("  ", "", NULL);
}

static void character(gunichar c, const char *wanted)
{
    g_autofree char *name = kx_spell_character(c);
    g_assert_cmpstr(name, ==, wanted);
}

static void test_characters(void)
{
    character('#', "hekje");
    character('[', "vierkante haak openen");
    character(0x1f600, "teken grinning face");
    character(0x3b1, "Griekse letter alpha");
    character(0x416, "Cyrillische letter zhe");
    character(0x4e2d, "Chinees teken");
    character(0xe000, "onbekend teken");
    character(0x10ffff, "onbekend teken");
    character(0x664, "vier");
}

/* Every sign of a keyboard has a name that can be said. */
static void test_ascii(void)
{
    for (gunichar c = '!'; c < 127; c++) {
        g_autofree char *name = kx_spell_character(c);
        g_assert_false(g_str_has_prefix(name, "teken") || g_str_has_prefix(name, "onbekend"));
    }
}

/* Letters are read by their names, whichever stand side by side, capital or not. */
static void test_read_as_letters(void)
{
    for (int round = 0; round < 500; round++) {
        char word[9] = {0};
        g_autoptr(GString) wanted = g_string_new(NULL);
        for (int i = 0; i < 8; i++) {
            do
                word[i] = (char)('a' + g_test_rand_int_range(0, 26));
            while (word[i] == 'y' || word[i] == 'j');
            if (g_test_rand_int_range(0, 4) == 0) {
                word[i] = (char)g_ascii_toupper(word[i]);
                g_string_append(wanted, "hoofdletter ");
            }
            g_string_append_printf(wanted, "%c%s", g_ascii_toupper(word[i]), i < 7 ? ", " : "");
        }
        word[0] = 'd'; /* not all of them capitals */
        g_auto(kx_answer) answer = kx_spell(word);
        g_autofree char *said = fixture_said(strchr(answer.spoken, ' ') + 1);
        const char *rest = strchr(wanted->str, ',');
        g_assert_true(g_str_has_prefix(said, "D"));
        g_assert_cmpstr(strchr(said, ','), ==, rest);
    }
}

static void test_long(void)
{
    g_autofree char *word = g_strnfill(5000, 'a');
    g_auto(kx_answer) answer = kx_spell(word);
    g_assert_true(g_str_has_suffix(answer.spoken, "a, enzovoort"));
    g_assert_cmpuint(strlen(answer.spoken), <, 5400);
}

static void test_by_word(void)
{
    g_auto(kx_answer) answer = kx_spell_by_word("„De brug is dicht”, zei hij.");
    g_assert_cmpstr(answer.spoken, ==, "De, brug, is, dicht, zei, hij");
}

static void check_differences(const char *text, const char *wanted)
{
    g_autofree char *said = fixture_said(text);
    g_auto(kx_answer) answer = kx_spell_differences(text, said);
    g_assert_cmpstr(answer.printed, ==, wanted);
}

static void test_differences(void)
{
    check_differences("De prijs stijgt 3% naar 12 mln.",
                      "3%: 3, procentteken; 12: 1, 2; mln: m, l, n. Klinkt als: "
                      "De prijs stijgt drie procent naar twaalf miljoen.");
    check_differences("Hij zag de foto’s van het dorp.", "");
    check_differences("De KNVB zegt nee.",
                      "KNVB: in hoofdletters, K, N, V, B. Klinkt als: De K N V B zegt nee.");
}

static void check_name(const char *text, size_t n, const char *wanted)
{
    size_t start = SIZE_MAX;
    g_autofree char *name = kx_last_name(text, n, &start);
    g_assert_cmpstr(name, ==, wanted);
    g_assert_true(name ? start < n && start < strlen(text) : start == SIZE_MAX);
}

static void test_names(void)
{
    check_name("Gisteren sprak Jan van der Meer in Utrecht.", SIZE_MAX, "Utrecht");
    check_name("Gisteren sprak Jan van der Meer in Utrecht.", 35, "Jan van der Meer");
    check_name("Gisteren sprak Jan van der Meer in Utrecht.", 16, "Jan van der Meer");
    check_name("Gisteren sprak Jan van der Meer in Utrecht.", 12, NULL);
    check_name("Zij zag Youp van 't Hek, Anna en Piet.", SIZE_MAX, "Piet");
    check_name("Zij zag Youp van 't Hek, Anna.", 24, "Youp van 't Hek");
    check_name("De Rotterdamse haven is vol.", SIZE_MAX, "Rotterdamse");
    check_name("De haven is vol.", SIZE_MAX, NULL);
    check_name("Dat zei J. de Vries.", SIZE_MAX, "J. de Vries");
    check_name("Hij woont in 's-Gravenhage bij d'Ancona.", SIZE_MAX, "d'Ancona");
    check_name("Hij woont in 's-Gravenhage.", SIZE_MAX, "'s-Gravenhage");
    check_name("„Anna”, zei hij.", SIZE_MAX, "Anna");
    check_name("", SIZE_MAX, NULL);
    check_name("Anna", 0, NULL);
    /* A word of the dictionary that has its capital from the sentence. */
    check_name("Bondskanselier Friedrich Merz spreekt.", SIZE_MAX, "Friedrich Merz");
    check_name("„Minister Keijzer stapt op”, zei hij.", SIZE_MAX, "Keijzer");
    check_name("Oud-premier Mark Rutte lacht.", SIZE_MAX, "Mark Rutte");
    check_name("Brug dicht.", SIZE_MAX, NULL);
    check_name("Mark Rutte lacht.", SIZE_MAX, "Mark Rutte");
    check_name("Roos Vonk schrijft.", SIZE_MAX, "Roos Vonk");
    check_name("Kaag is weg.", SIZE_MAX, "Kaag");
}

static void test_last_word(void)
{
    static const char text[] = "„Dat is – dicht!”";
    static const struct {
        size_t heard;
        const char *wanted;
    } cases[] = {{0, NULL},  {1, "Dat"},    {8, "is"},          {12, "is"},
                 {14, "is"}, {15, "dicht"}, {SIZE_MAX, "dicht"}};
    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autofree char *word = kx_last_word(text, cases[i].heard);
        g_assert_cmpstr(word, ==, cases[i].wanted);
    }
}

/* Whatever is printed, what is said of it is text, and not endless. */
static void test_random(void)
{
    for (int round = 0; round < 500; round++) {
        g_autoptr(GString) text = g_string_new(NULL);
        for (int n = g_test_rand_int_range(0, 40); n > 0; n--) {
            gunichar c = (gunichar)(g_test_rand_bit() ? g_test_rand_int_range(' ', 0x250)
                                                      : g_test_rand_int_range(' ', 0x2ffff));
            if (g_unichar_isprint(c))
                g_string_append_unichar(text, c);
        }
        g_auto(kx_answer) spelled = kx_spell(text->str);
        g_auto(kx_answer) words = kx_spell_by_word(text->str);
        g_auto(kx_answer) differences = kx_spell_differences(text->str, "");
        size_t start = 0;
        g_autofree char *name = kx_last_name(text->str, SIZE_MAX, &start);
        g_autofree char *word = kx_last_word(text->str, text->len / 2);
        g_assert_true(g_utf8_validate(spelled.spoken, -1, NULL));
        g_assert_true(g_utf8_validate(words.spoken, -1, NULL));
        g_assert_true(g_utf8_validate(differences.printed, -1, NULL));
        g_assert_true(name == NULL || strstr(text->str, name) != NULL);
        g_assert_true(word == NULL || strstr(text->str, word) != NULL);
    }
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/spell/letters", test_letters);
    g_test_add_func("/spell/accents", test_accents);
    g_test_add_func("/spell/signs", test_signs);
    g_test_add_func("/spell/characters", test_characters);
    g_test_add_func("/spell/ascii", test_ascii);
    g_test_add_func("/spell/read-as-letters", test_read_as_letters);
    g_test_add_func("/spell/long", test_long);
    g_test_add_func("/spell/by-word", test_by_word);
    g_test_add_func("/spell/differences", test_differences);
    g_test_add_func("/spell/names", test_names);
    g_test_add_func("/spell/last-word", test_last_word);
    g_test_add_func("/spell/random", test_random);
    return g_test_run();
}
