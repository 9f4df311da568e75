/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "text/lexicon.h"

#include "base/error.h"
#include "text/normalise.h"

#include <string.h>

enum { BOTH = KX_LEXICON_READING | KX_LEXICON_SOUND };

static void add(kx_lexicon *lexicon, const char *name, const char *text)
{
    g_autoptr(GError) error = NULL;
    bool good = kx_lexicon_add(lexicon, name, text, strlen(text), &error);
    g_assert_no_error(error);
    g_assert_true(good);
}

static const kx_cell *find(const kx_lexicon *lexicon, unsigned uses, const char *text)
{
    return kx_lexicon_find(lexicon, uses, text, strlen(text));
}

static void assert_value(const kx_lexicon *lexicon, const char *text, const char *kind,
                         const char *value)
{
    const kx_cell *row = find(lexicon, BOTH, text);
    if (!kind) {
        g_assert_null(row);
        return;
    }
    g_assert_nonnull(row);
    g_assert_cmpstr(kx_text(row, KX_LEXICON_KIND), ==, kind);
    g_assert_cmpstr(kx_text(row, KX_LEXICON_VALUE), ==, value);
}

static void test_layers(void)
{
    g_autoptr(kx_lexicon) lexicon = kx_lexicon_new();
    add(lexicon, "een.tsv", "KNVB\tword\nzwieb\tphonemes\tzv#'ip\nFBI\twords\tde dienst\n");
    add(lexicon, "twee.tsv", "# later\nzwieb\tphonemes\tzv#'iba:\nKNVB\tphonemes\tk'anvep\n");
    assert_value(lexicon, "zwieb", "phonemes", "zv#'iba:");
    assert_value(lexicon, "KNVB", "phonemes", "k'anvep");
    assert_value(lexicon, "FBI", "words", "de dienst");
    assert_value(lexicon, "AIVD", "letters-nl", "");
    assert_value(NULL, "FBI", "letters-en", "");
    /* A use that only an earlier layer has is found there. */
    const kx_cell *row = find(lexicon, KX_LEXICON_READING, "KNVB");
    g_assert_cmpstr(kx_text(row, KX_LEXICON_KIND), ==, "word");
    g_assert_cmpstr(kx_text(row, KX_LEXICON_PLACE), ==, "een.tsv:1");
    g_assert_cmpuint(kx_lexicon_n_layers(lexicon), ==, 2);
    kx_lexicon_layer layer = kx_lexicon_get_layer(lexicon, 1);
    g_assert_cmpstr(layer.name, ==, "twee.tsv");
    g_assert_cmpuint(layer.entries, ==, 2);
    g_assert_cmpuint(strlen(layer.sha256), ==, 64);
}

static void test_case(void)
{
    g_autoptr(kx_lexicon) lexicon = kx_lexicon_new();
    add(lexicon, "x",
        "Zwieb\tphonemes\tz'a\n"
        "Kwak\tphonemes\tk'a\texact\n"
        "qzq\tletters-nl\n"
        "qvq\tletters-nl\t\tany-case\n"
        "QVQ\tword\n"
        "Drâk’s\tphonemes\tdr'a\n");
    assert_value(lexicon, "zwieb", "phonemes", "z'a");
    assert_value(lexicon, "ZWIEB", "phonemes", "z'a");
    assert_value(lexicon, "Kwak", "phonemes", "k'a");
    assert_value(lexicon, "kwak", NULL, NULL);
    assert_value(lexicon, "KWAK", NULL, NULL);
    assert_value(lexicon, "qzq", "letters-nl", "");
    assert_value(lexicon, "QZQ", NULL, NULL);
    assert_value(lexicon, "Qvq", "letters-nl", "");
    assert_value(lexicon, "QVQ", "word", ""); /* as it is written goes first */
    assert_value(lexicon, "drâk's", "phonemes", "dr'a");
    assert_value(lexicon, "DRÂK’S", "phonemes", "dr'a");
    assert_value(lexicon, "zwie", NULL, NULL);
    assert_value(lexicon, "", NULL, NULL);
    const kx_cell *row = kx_lexicon_find_written(lexicon, BOTH, "zwieb", 5);
    g_assert_null(row);
}

static void test_phrases(void)
{
    g_autoptr(kx_lexicon) lexicon = kx_lexicon_new();
    add(lexicon, "x", "Kwik en Kwak\tphonemes\tkv#'ik En kv#'ak\nKwik Kwek\tword\n");
    g_assert_cmpuint(kx_lexicon_phrase_words(lexicon, "kwik", 4), ==, 3);
    g_assert_cmpuint(kx_lexicon_phrase_words(lexicon, "kwak", 4), ==, 0);
    g_assert_cmpuint(kx_lexicon_phrase_words(NULL, "kwik", 4), ==, 0);
    g_assert_cmpuint(kx_lexicon_phrase_words(NULL, "New", 3), >=, 2);
    assert_value(lexicon, "kwik  en\u00a0KWAK", "phonemes", "kv#'ik En kv#'ak");
    assert_value(lexicon, "Kwik-Kwek", NULL, NULL);
}

/* ---- faults ---- */

static void assert_fault(const char *text, const char *start, const char *what)
{
    g_autoptr(kx_lexicon) lexicon = kx_lexicon_new();
    g_autoptr(GError) error = NULL;
    g_assert_false(kx_lexicon_add(lexicon, "x.tsv", text, strlen(text), &error));
    g_assert_error(error, KX_ERROR, KX_ERROR_CONFIG);
    if (!g_str_has_prefix(error->message, start) || !strstr(error->message, what))
        g_error("\"%s\" where \"%s...%s\" should stand", error->message, start, what);
    g_assert_null(strchr(error->message, '\n'));
    g_assert_cmpuint(kx_lexicon_n_layers(lexicon), ==, 0);
}

static void test_faults(void)
{
    g_autofree char *long_word = g_strnfill(KX_LEXICON_WORD_MAX + 1, 'a');
    g_autofree char *long_form = g_strdup_printf("%s\tword\n", long_word);
    g_autofree char *long_value = g_strnfill(KX_LEXICON_VALUE_MAX + 1, 'a');
    g_autofree char *long_words = g_strdup_printf("a\twords\t%s\n", long_value);
    assert_fault("a\tletters\n", "x.tsv:1: ", "\"letters\" is no kind: it must be one of words");
    assert_fault("# c\n\na\tphonemes\tb~'x\n", "x.tsv:3: ", "unknown phoneme at \"~'x\"");
    assert_fault("a\tphonemes\n", "x.tsv:1: ", "no phonemes");
    assert_fault("a b c\tphonemes\ta b\n", "x.tsv:1: ", "3 words written, but phonemes of 2");
    assert_fault("a\tphonemes\ta b\n", "x.tsv:1: ", "1 word written, but phonemes of 2");
    assert_fault("a1\tphonemes\ta\n", "x.tsv:1: ", "respell \"a1\" with words");
    assert_fault("a\twords\n", "x.tsv:1: ", "no words");
    assert_fault("a\twords\t3 keer\n", "x.tsv:1: ", "write numbers and signs out");
    assert_fault("a\twords\t[[a]]\n", "x.tsv:1: ", "where words should stand");
    assert_fault("a\tword\t\tlower\n", "x.tsv:1: ", "\"lower\" is no flag");
    assert_fault("a\tlang:en\tb\n", "x.tsv:1: ", "takes no value");
    assert_fault("a\tword\nb\tword\na\tword\n", "x.tsv:3: ", "stands here twice, first at x.tsv:1");
    assert_fault("é\tword\ne\u0301\tword\n", "x.tsv:2: ", "twice");
    assert_fault("a\n", "x.tsv:1: ", "at least 2");
    assert_fault("--\tword\n", "x.tsv:1: ", "needs a letter or digit");
    assert_fault("a|b\tword\n", "x.tsv:1: ", "no |");
    assert_fault("a\u202eb\tword\n", "x.tsv:1: ", "no written form");
    assert_fault("a b c d e f g h i\tword\n", "x.tsv:1: ", "more than 8 words");
    assert_fault("a\xff\tword\n", "x.tsv:1: ", "UTF-8");
    assert_fault(long_form, "x.tsv:1: ", "longer than 60");
    assert_fault(long_words, "x.tsv:1: ", "longer than 400");
}

/* A file of another kind is one fault, not one a line. */
static void test_pls_given(void)
{
    static const char *const texts[] = {"<?xml version=\"1.0\"?>\n<lexicon>\n</lexicon>\n",
                                        "\xEF\xBB\xBF\n<lexicon version=\"1.0\">\n</lexicon>\n"};
    for (unsigned i = 0; i < G_N_ELEMENTS(texts); i++) {
        g_autoptr(GPtrArray) faults = kx_lexicon_faults("x", texts[i], strlen(texts[i]));
        g_assert_cmpuint(faults->len, ==, 1);
        assert_fault(texts[i], "x.tsv:1: ", "kxspeak lexicon import");
    }
    g_autoptr(GPtrArray) none = kx_lexicon_faults("x", NULL, 0);
    g_assert_cmpuint(none->len, ==, 0);
}

static void test_all_faults(void)
{
    const char *text = "a\tfoo\nb\nc\tword\nc\tword\n";
    g_autoptr(GPtrArray) faults = kx_lexicon_faults("x", text, strlen(text));
    g_assert_cmpuint(faults->len, ==, 3);
    g_assert_true(g_str_has_prefix(faults->pdata[0], "x:1: "));
    g_assert_true(g_str_has_prefix(faults->pdata[1], "x:2: "));
    g_assert_true(g_str_has_prefix(faults->pdata[2], "x:4: "));
    assert_fault("a\tfoo\nb\tword\nc\n", "x.tsv:1: ", "2 faults in all: kxspeak lexicon check");
}

/* ---- in a text ---- */

static void assert_said(const kx_lexicon *lexicon, const char *text, const char *transcript)
{
    const kx_style style = {.lexicon = lexicon};
    g_autoptr(kx_document) doc = kx_document_new("proef");
    kx_document_take_text(doc, g_strdup(text), strlen(text));
    g_autoptr(kx_spoken) spoken = kx_normalise(doc, (kx_range){0, strlen(text)}, &style);
    g_autofree char *said = kx_spoken_render(spoken, KX_RENDER_TRANSCRIPT, NULL);
    g_assert_cmpstr(said, ==, transcript);
}

static void test_text(void)
{
    g_autoptr(kx_lexicon) lexicon = kx_lexicon_new();
    add(lexicon, "x",
        "KNVB\tword\n"
        "Ovj\twords\tofficier van justitie\n"
        "bond\twords\tclub\tany-case\n"
        "kwx\tphonemes\tkv#'iks\n"
        "Raad v. State\twords\tRaad van State\n"
        "Q 8\tletters-nl\tQA\n"
        "Zwi & Zwa\tphonemes\tzv#'izv#a\n");
    assert_said(lexicon, "de KNVB en KNVB's top", "de KNVB en KNVB's top");
    assert_said(NULL, "de KNVB", "de K N V B");
    assert_said(lexicon, "De Ovj sprak.", "De officier van justitie sprak.");
    assert_said(lexicon, "De Bond en de bond-leden", "De club en de club-leden");
    assert_said(lexicon, "KWX en kwx'er", "KWX en kwx'er");
    assert_said(NULL, "kwx", "K W X");
    assert_said(lexicon, "de Raad v. State.", "de Raad van State.");
    assert_said(lexicon, "een Q 8", "een Q A");
    assert_said(lexicon, "bij Zwi & Zwa.", "bij Zwi en Zwa.");
}

/* A user's own form goes before what other classes make of the same bytes, not of more. */
static void test_own_forms(void)
{
    g_autoptr(kx_lexicon) lexicon = kx_lexicon_new();
    add(lexicon, "x",
        "nu.nl\twords\tnu punt en el\n"
        "C#\twords\tsie sjarp\n"
        ".NET\twords\tdotnet\n"
        "112\twords\talarmnummer\n"
        "m/v\twords\tman of vrouw\n"
        "50+\twords\tvijftigplussers\n"
        "jl.\twords\tlaatstleden\n"
        "IV\twords\tvierde\n"
        "KWX\tletters-nl\tQ\n"
        "9+\tletters-nl\tЖ\n");
    assert_said(lexicon, "Op nu.nl, in C# en .NET.", "Op nu punt en el, in sie sjarp en dotnet.");
    assert_said(lexicon, "nu.nl/sport", "nu punt N L slash sport");
    assert_said(lexicon, "op nu.nl's site", "op nu punt en el's site");
    assert_said(lexicon, "Bel 112, een 50+-groep (m/v).",
                "Bel alarmnummer, een vijftigplussers-groep, man of vrouw.");
    assert_said(lexicon, "2112 en 112,50",
                "tweeduizend honderdtwaalf en honderdtwaalf komma vijftig");
    assert_said(lexicon, "€ 112 of 112 euro", "honderdtwaalf euro of honderdtwaalf euro");
    assert_said(lexicon, "Op 3 mei jl.", "Op drie mei laatstleden.");
    assert_said(lexicon, "Deel IV, KWX en KWX-leden", "Deel vierde, Q en Q-leden");
    assert_said(lexicon, "een 9+", "een negen plus");
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/lexicon/layers", test_layers);
    g_test_add_func("/lexicon/case", test_case);
    g_test_add_func("/lexicon/phrases", test_phrases);
    g_test_add_func("/lexicon/faults", test_faults);
    g_test_add_func("/lexicon/all-faults", test_all_faults);
    g_test_add_func("/lexicon/pls-given", test_pls_given);
    g_test_add_func("/lexicon/text", test_text);
    g_test_add_func("/lexicon/own-forms", test_own_forms);
    return g_test_run();
}
