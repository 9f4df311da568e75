/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "listen/search.h"

#include "programme_fixture.h"

static kx_programme *programme(void)
{
    kx_programme *p = fixture_programme("# Brug dicht\n"            /* 0 */
                                        "- De brug kost 3%.\n"      /* 1 */
                                        "  Zoë ging  naar Łódź.\n"  /* 2 */
                                        "- „Foto’s” – zei hij.\n"   /* 3 */
                                        "  De straße is van ijs.\n" /* 4 */
                                        "  Nog een BRUG.\n");       /* 5 */
    kx_item *item = &g_array_index(p->items, kx_item, 1);
    item->spoken = g_strdup("De brug kost drie procent.");
    return p;
}

static void find(const char *words, unsigned from, unsigned wanted)
{
    g_autoptr(kx_programme) p = programme();
    g_assert_cmpuint(kx_search(p, words, from), ==, wanted);
}

static void test_around(void)
{
    find("brug", 0, 1);
    find("brug", 1, 5);
    find("brug", 5, 0);
    find("dicht", 0, 0); /* the only one is where one is */
    find("zee", 2, G_MAXUINT);
}

static void test_forms(void)
{
    find("3%", 0, 1);
    find("drie procent", 0, 1);
    find("DRIE", 3, 1);
}

static void test_folded(void)
{
    find("zoe ging naar", 0, 2);
    find("  ZOË   ging ", 0, 2);
    find("zoe\xcc\x88", 0, 2); /* decomposed */
    find("lodz", 0, 2);
    find("foto's", 0, 3);
    find("\"foto", 0, 3);
    find("- zei", 0, 3);
    find("strasse", 0, 4);
    find("van ĳs", 0, 4);
    find("ru", 0, 1); /* part of a word */
}

static void test_nothing(void)
{
    find("", 0, G_MAXUINT);
    find("   ", 0, G_MAXUINT);
    find("\xcc\x88", 0, G_MAXUINT);
    find("\xe2\x80\x8b", 0, G_MAXUINT);
}

/* Any part of an item's own text is found, from wherever. */
static void test_random(void)
{
    g_autoptr(kx_programme) p = programme();
    for (int round = 0; round < 500; round++) {
        unsigned at = (unsigned)g_test_rand_int_range(0, (gint32)p->items->len);
        const char *text = kx_programme_item(p, at)->printed;
        glong n = g_utf8_strlen(text, -1), start = g_test_rand_int_range(0, (gint32)n);
        g_autofree char *part =
            g_utf8_substring(text, start, g_test_rand_int_range((gint32)start, (gint32)n) + 1);
        g_autofree char *bare = g_strstrip(g_strdup(part));
        unsigned from = (unsigned)g_test_rand_int_range(0, (gint32)p->items->len);
        g_assert_true(*bare == '\0' || kx_search(p, part, from) < p->items->len);
        unsigned before = (at + p->items->len - 1) % p->items->len;
        g_assert_true(*bare == '\0' || kx_search(p, part, before) == at);
    }
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/search/around", test_around);
    g_test_add_func("/search/forms", test_forms);
    g_test_add_func("/search/folded", test_folded);
    g_test_add_func("/search/nothing", test_nothing);
    g_test_add_func("/search/random", test_random);
    return g_test_run();
}
