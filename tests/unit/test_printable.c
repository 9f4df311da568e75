/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/printable.h"

#include "base/limits.h"

#include <stdbool.h>
#include <string.h>

static void check(const char *text, gssize length, const char *wanted)
{
    g_autofree char *shown = kx_printable(text, length);

    g_assert_cmpstr(shown, ==, wanted);
}

static void test_kept(void)
{
    check("", -1, "");
    check(NULL, -1, "");
    check("Eén café, 3 € – „ja” 'nee' \\ [x]", -1, "Eén café, 3 € – „ja” 'nee' \\ [x]");
    check("e\u0308 日本 😀", -1, "e\u0308 日本 😀");
    check("abcdef", 3, "abc");
}

static void test_escaped(void)
{
    check("\x1b[31mrood\x07", -1, "\\x1B[31mrood\\x07");
    check("a\tb\nc\r", -1, "a\\x09b\\x0Ac\\x0D");
    check("\x7f", -1, "\\x7F");
    check("a\0b", 3, "a\\x00b");
    check("\xc2\x85\xc2\x9b", -1, "\\u{85}\\u{9B}");
    check("\u202egnp.exe\u2066", -1, "\\u{202E}gnp.exe\\u{2066}");
    check("a\u200bb\u200dc\ufeff\u00ad", -1, "a\\u{200B}b\\u{200D}c\\u{FEFF}\\u{AD}");
    check("\u2028\u2029", -1, "\\u{2028}\\u{2029}");
    check("\u3164\ufe0f\U000e0041", -1, "\\u{3164}\\u{FE0F}\\u{E0041}");
    check("\xef\xbf\xbe", -1, "\\u{FFFE}");
}

static void test_invalid(void)
{
    check("caf\xe9", -1, "caf\\xE9");
    check("caf\xc3", -1, "caf\\xC3");
    check("\xc3\xa9", 1, "\\xC3");
    check("\xed\xa0\x80", -1, "\\xED\\xA0\\x80");
    check("\xc0\x80\xff", -1, "\\xC0\\x80\\xFF");
}

static void test_cut(void)
{
    GString *text = g_string_new(NULL), *wanted = g_string_new(NULL);

    for (int i = 0; i < KX_MESSAGE_TEXT_MAX; i++)
        g_string_append(text, "é");
    check(text->str, -1, text->str);
    g_string_assign(wanted, text->str);
    g_string_append(wanted, "…");
    g_string_append(text, "x");
    check(text->str, -1, wanted->str);
    g_string_free(text, TRUE);
    g_string_free(wanted, TRUE);
}

/* Also what is escaped counts as shown, and no escape is cut in two. */
static void test_cut_escapes(void)
{
    g_autofree char *text = g_strnfill(1000, '\x01');
    g_autofree char *shown = kx_printable(text, -1);

    g_assert_cmpint(g_utf8_strlen(shown, -1), ==, KX_MESSAGE_TEXT_MAX + 1);
    g_assert_true(g_str_has_suffix(shown, "\\x01…"));
}

/* Of any bytes, what comes out is valid, short, and without anything invisible. */
static void test_random(void)
{
    for (int round = 0; round < 3000; round++) {
        char bytes[300];
        gssize n = g_test_rand_int_range(0, 300);

        for (gssize i = 0; i < n; i++)
            bytes[i] = (char)g_test_rand_int_range(0, 256);
        g_autofree char *shown = kx_printable(bytes, n);
        g_assert_true(g_utf8_validate(shown, -1, NULL));
        g_assert_cmpint(g_utf8_strlen(shown, -1), <=, KX_MESSAGE_TEXT_MAX + 1);
        for (const char *p = shown; *p != '\0'; p += g_utf8_skip[(guchar)*p]) {
            GUnicodeType type = g_unichar_type(g_utf8_get_char(p));
            g_assert_true(type != G_UNICODE_CONTROL && type != G_UNICODE_FORMAT);
        }
    }
}

static void test_name(void)
{
    g_autofree char *input = kx_printable_name("-");
    g_autofree char *file = kx_printable_name("a\nb.txt");

    g_assert_cmpstr(input, ==, "standard input");
    g_assert_cmpstr(file, ==, "a\\x0Ab.txt");
}

/* What is read has no signs that nobody sees. */
static void test_readable(void)
{
    g_autofree char *read = kx_readable("sa\u00ADmen \u2764\uFE0F \u202Eom\u200B \x1B[31m\xFF");
    g_assert_cmpstr(read, ==, "samen \u2764 om \\x1B[31m\\xFF");
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/printable/kept", test_kept);
    g_test_add_func("/printable/escaped", test_escaped);
    g_test_add_func("/printable/invalid", test_invalid);
    g_test_add_func("/printable/cut", test_cut);
    g_test_add_func("/printable/cut-escapes", test_cut_escapes);
    g_test_add_func("/printable/random", test_random);
    g_test_add_func("/printable/name", test_name);
    g_test_add_func("/printable/readable", test_readable);
    return g_test_run();
}
