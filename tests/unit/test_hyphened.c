/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "speak/hyphened.h"

#include <glib.h>

static void test_stressed(void)
{
    static const struct {
        const char *word;
        unsigned part;
    } cases[] = {
        {"auto-ongeluk", 0},
        {"zee-eend", 0},
        {"Facebook-pagina", 0},
        {"niet-roker", 0},
        {"bel-me-niet", 0},
        /* what is before has no stress, also at the head of a sentence and before a capital */
        {"oud-minister", 1},
        {"Oud-minister", 1},
        {"ex-voetballer", 1},
        {"niet-commercieel", 1},
        {"anti-Trump-betoging", 1},
        {"oud-Kamer-lid", 1},
        /* names, persons and adjectives side by side */
        {"Noord-Holland", 1},
        {"Baden-Baden", 1},
        {"zanger-gitarist", 1},
        {"christelijk-historisch", 1},
        {"procureur-generaal", 1},
        {"pro-Europa", 1},
        {"Papua-Nieuw-Guinea", 2},
        /* behind a small word */
        {"kant-en-klaarmaaltijd", 2},
        {"doe-het-zelf-zaak", 2},
        {"mond-op-mondbeademing", 2},
        /* a number, though it ends as an adjective does */
        {"tachtig-jarige", 0},
        {"zeven-en-zestig-jarige", 2},
    };
    for (unsigned i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_auto(GStrv) parts = g_strsplit(cases[i].word, "-", -1);
        g_test_message("%s", cases[i].word);
        g_assert_cmpuint(kx_hyphened_stressed((const char *const *)parts, g_strv_length(parts)), ==,
                         cases[i].part);
    }
}

static void test_links(void)
{
    static const char *const parts[] = {"op", "en", "op"};
    g_assert_false(kx_hyphened_is_link(parts, G_N_ELEMENTS(parts), 0));
    g_assert_true(kx_hyphened_is_link(parts, G_N_ELEMENTS(parts), 1));
    g_assert_false(kx_hyphened_is_link(parts, G_N_ELEMENTS(parts), 2));
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/hyphened/stressed", test_stressed);
    g_test_add_func("/hyphened/links", test_links);
    return g_test_run();
}
