/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "doc/address.h"

#include <string.h>

static void test_length(void)
{
    static const struct {
        const char *text, *address; /* NULL: none */
    } cases[] = {
        {"https://example.org/a?b=1#c en meer", "https://example.org/a?b=1#c"},
        {"HTTP://Example.org", "HTTP://Example.org"},
        {"www.example.org.", "www.example.org"},
        {"https://example.org/a, of", "https://example.org/a"},
        {"https://example.org/A_(b)) zo", "https://example.org/A_(b)"},
        {"https://example.org/a]", "https://example.org/a"},
        {"https://example.org/“a”", "https://example.org/"},
        {"https://éen.example.org/ü", "https://éen.example.org/ü"},
        {"https://", NULL},
        {"https:// example", NULL},
        {"www. example", NULL},
        {"www...", NULL},
        {"example.org", NULL},
        {"ftp://example.org", NULL},
        {"", NULL},
    };
    for (unsigned i = 0; i < G_N_ELEMENTS(cases); i++) {
        size_t n = kx_address_at(cases[i].text, 0, strlen(cases[i].text));
        g_autofree char *found = n ? g_strndup(cases[i].text, n) : NULL;
        g_assert_cmpstr(found, ==, cases[i].address);
    }
    /* nothing behind the end is looked at */
    g_assert_cmpuint(kx_address_at("www.example.org", 0, 7), ==, 7);
    g_assert_cmpuint(kx_address_at("www.example.org", 0, 4), ==, 0);
}

static void test_brackets(void)
{
    static const char *const yes[] = {"(https://example.org/)", "[www.example.org]",
                                      "(https://example.org/A_(b))"};
    static const char *const no[] = {"(https://example.org",
                                     "(zie https://example.org/)",
                                     "(https://example.org/ en meer)",
                                     "(https://example.org/]",
                                     "()",
                                     "(",
                                     "",
                                     "<https://example.org/>"};
    for (unsigned i = 0; i < G_N_ELEMENTS(yes); i++)
        g_assert_cmpuint(kx_bracketed_address_at(yes[i], 0, strlen(yes[i])), ==, strlen(yes[i]));
    for (unsigned i = 0; i < G_N_ELEMENTS(no); i++)
        g_assert_cmpuint(kx_bracketed_address_at(no[i], 0, strlen(no[i])), ==, 0);
}

static void test_whole(void)
{
    static const char *const yes[] = {"https://example.org/", "https://example.org/.",
                                      "<https://example.org/a>", "(www.example.org)",
                                      "(www.example.org)."};
    static const char *const no[] = {
        "https://example.org/ a", "a https://example.org/", "<>", "<", ".", "",
        "<https://example.org",   "https://example.org/>"};
    for (unsigned i = 0; i < G_N_ELEMENTS(yes); i++)
        g_assert_true(kx_is_address(yes[i], (kx_range){0, strlen(yes[i])}));
    for (unsigned i = 0; i < G_N_ELEMENTS(no); i++)
        g_assert_false(kx_is_address(no[i], (kx_range){0, strlen(no[i])}));
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/address/length", test_length);
    g_test_add_func("/address/brackets", test_brackets);
    g_test_add_func("/address/whole", test_whole);
    return g_test_run();
}
