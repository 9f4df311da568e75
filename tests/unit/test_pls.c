/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "text/pls.h"

#include "base/error.h"
#include "text/table.h"

#include <string.h>

#define HEAD "<lexicon version='1.0' xmlns='http://www.w3.org/2005/01/pronunciation-lexicon' "

static char *import(const char *rest)
{
    g_autofree char *text = g_strconcat(HEAD, rest, "</lexicon>", NULL);
    g_autoptr(GError) error = NULL;
    char *out = kx_pls_import("x.pls", text, strlen(text), &error);
    g_assert_no_error(error);
    return out;
}

static void test_import(void)
{
    g_autofree char *out = import(
        "alphabet='ipa' xml:lang='nl'>\n"
        "<!-- a note -->\n"
        "<lexeme><grapheme>OvJ</grapheme><alias> officier van\n justitie </alias></lexeme>"
        "<lexeme><grapheme>wethouder</grapheme><grapheme>wethauder</grapheme>"
        "<phoneme>ˈʋɛt.ˌhʌu.dər</phoneme></lexeme>"
        "<lexeme><grapheme>zwieb</grapheme><phoneme alphabet='x-espeak-nl'>zv#'ip</phoneme>"
        "</lexeme>"
        "<lexeme><grapheme>a &amp; b</grapheme><alias>een</alias><alias prefer='true'>twee</alias>"
        "</lexeme>");
    g_assert_cmpstr(out, ==,
                    "# written\tkind\tvalue\tflags\n"
                    "OvJ\twords\tofficier van justitie\n"
                    "wethouder\tphonemes\tv#'Eth,VUd@r\n"
                    "wethauder\tphonemes\tv#'Eth,VUd@r\n"
                    "zwieb\tphonemes\tzv#'ip\n"
                    "a & b\twords\ttwee\n");
}

static void assert_fault(const char *text, const char *what)
{
    g_autoptr(GError) error = NULL;
    g_autofree char *out = kx_pls_import("x.pls", text, strlen(text), &error);
    g_assert_null(out);
    g_assert_error(error, KX_ERROR, KX_ERROR_CONFIG);
    if (!strstr(error->message, what))
        g_error("\"%s\" where \"%s\" should stand", error->message, what);
    g_assert_null(strchr(error->message, '\n'));
}

static void test_faults(void)
{
    assert_fault("", "no XML");
    assert_fault(HEAD ">\n<lexeme>&euml;</lexeme></lexicon>", "x.pls:2: is no XML");
    assert_fault("<lexicon>\xFF</lexicon>", "x.pls:1: is not UTF-8");
    assert_fault("<lexicon", "no XML");
    assert_fault("<lexicon/>", "no PLS");
    assert_fault("<!DOCTYPE lexicon [<!ENTITY a 'b'>]>" HEAD "/>", "DOCTYPE");
    assert_fault(HEAD ">\n<lexeme>\n<grapheme>zin</grapheme></lexeme></lexicon>",
                 "x.pls:3: \"zin\": no phoneme and no alias");
    assert_fault(HEAD "><lexeme><grapheme>thin</grapheme><phoneme>θɪn</phoneme></lexeme></lexicon>",
                 "\"thin\": the IPA symbol U+03B8 has no Dutch sound");
    assert_fault(HEAD "alphabet='x-sampa'><lexeme><grapheme>a</grapheme><phoneme>a</phoneme>"
                      "</lexeme></lexicon>",
                 "\"a\": its phonemes are in the alphabet x-sampa");
    assert_fault(HEAD "><lexeme><grapheme>a</grapheme><alias>3</alias></lexeme></lexicon>",
                 "write numbers and signs out");
    assert_fault(HEAD "><lexeme><grapheme>#a</grapheme><alias>a</alias></lexeme></lexicon>",
                 "\"#a\": a lexicon has no form that begins with #");
}

static void assert_cafe(const char *declaration, const char *encoding)
{
    static const char lexicon[] = "><lexeme><grapheme>café</grapheme><alias>kafee</alias></lexeme>"
                                  "</lexicon>";
    g_autofree char *text = g_strconcat(declaration, HEAD, lexicon, NULL);
    g_autoptr(GError) error = NULL;
    gsize n;
    g_autofree char *bytes = g_convert(text, -1, encoding, "UTF-8", NULL, &n, &error);
    g_assert_no_error(error);
    g_autofree char *out = kx_pls_import("x.pls", bytes, n, &error);
    g_assert_no_error(error);
    g_assert_nonnull(strstr(out, "\ncafé\twords\tkafee"));
}

static void test_encodings(void)
{
    assert_cafe("", "UTF-8");
    assert_cafe("\xEF\xBB\xBF<?xml version='1.0' encoding='utf-8'?>", "UTF-8");
    assert_cafe("<?xml version='1.0' encoding='ISO-8859-1'?>", "ISO-8859-1");
    assert_cafe("<?xml version='1.0' encoding='UTF-16'?>", "UTF-16");
    assert_fault("<?xml version='1.0' encoding='niets'?><a>\xE9</a>", "x.pls:1: is not UTF-8");
}

/* libxml2 would compare each attribute with each, for minutes. */
static void test_flood(void)
{
    enum { ATTRIBUTES = 200000 };
    g_autoptr(GString) text = g_string_new(HEAD);
    for (unsigned i = 0; i < ATTRIBUTES; i++)
        g_string_append_printf(text, " a%u=''", i);
    g_string_append(text, "/>");
    assert_fault(text->str, "x.pls:1: has an element with too many attributes");
}

/* What is exported and imported is the same, for all that is built in. */
static void test_round_trip(void)
{
    g_autoptr(GPtrArray) rows = g_ptr_array_new();
    for (size_t i = 0; i < kx_table_lexicon.n_rows; i++)
        g_ptr_array_add(rows, (void *)(uintptr_t)&kx_table_lexicon.cells[i * KX_LEXICON_COLUMNS]);
    g_autofree char *pls = kx_pls_export(rows);
    g_autoptr(GError) error = NULL;
    g_autofree char *tsv = kx_pls_import("x.pls", pls, strlen(pls), &error);
    g_assert_no_error(error);
    g_autoptr(kx_lexicon) lexicon = kx_lexicon_new();
    g_assert_true(kx_lexicon_add(lexicon, "x", tsv, strlen(tsv), &error));
    const GPtrArray *back = kx_lexicon_rows(lexicon, 0);
    g_assert_cmpuint(back->len, ==, rows->len);
    for (unsigned i = 0; i < rows->len; i++) {
        const kx_cell *want = rows->pdata[i], *got = back->pdata[i];
        for (unsigned k = 0; k < KX_LEXICON_PLACE; k++) {
            const char *wanted = kx_text(want, k), *text = kx_text(got, k);
            bool written = k == KX_LEXICON_VALUE && !*text &&
                           strcmp(wanted, kx_text(want, KX_LEXICON_WRITTEN)) == 0;
            if (!written)
                g_assert_cmpstr(text, ==, wanted);
        }
    }
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/pls/import", test_import);
    g_test_add_func("/pls/faults", test_faults);
    g_test_add_func("/pls/encodings", test_encodings);
    g_test_add_func("/pls/flood", test_flood);
    g_test_add_func("/pls/round-trip", test_round_trip);
    return g_test_run();
}
