/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/error.h"
#include "base/limits.h"
#include "read/import.h"

#include <string.h>
#include <time.h>

#define BOM8 "\xEF\xBB\xBF"
#define FFFD "\xEF\xBF\xBD"

static kx_document *import(const char *bytes, size_t length)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(kx_document) doc = kx_document_new("a.txt");

    kx_import(doc, bytes, length, &error);
    g_assert_no_error(error);
    g_assert_cmpuint(strlen(doc->text), ==, doc->length);
    return g_steal_pointer(&doc);
}

#define IMPORT(bytes) import(bytes, sizeof(bytes) - 1)

static void check(const char *bytes, size_t length, const char *wanted, const char *note)
{
    g_autoptr(kx_document) doc = import(bytes, length);

    g_assert_cmpstr(doc->text, ==, wanted);
    g_assert_cmpuint(doc->notes->len, ==, note != NULL ? 1 : 0);
    if (note != NULL && strstr(doc->notes->pdata[0], note) == NULL)
        g_error("'%s' is not in '%s'", note, (char *)doc->notes->pdata[0]);
}

#define CHECK(bytes, wanted, note) check(bytes, sizeof(bytes) - 1, wanted, note)

static void check_refused(const char *bytes, size_t length, const char *part)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(kx_document) doc = kx_document_new("foto.txt");

    g_assert_false(kx_import(doc, bytes, length, &error));
    g_assert_error(error, KX_ERROR, KX_ERROR_DATA);
    g_assert_true(g_str_has_prefix(error->message, "foto.txt: not text but "));
    if (strstr(error->message, part) == NULL)
        g_error("'%s' is not in '%s'", part, error->message);
}

#define CHECK_REFUSED(bytes, part) check_refused(bytes, sizeof(bytes) - 1, part)

static void check_source(const kx_document *doc, const char *word, size_t start, size_t end)
{
    const char *at = strstr(doc->text, word);

    g_assert_nonnull(at);
    size_t from = (size_t)(at - doc->text);
    kx_range source = kx_document_source_range(doc, (kx_range){from, from + strlen(word)});
    g_assert_cmpuint(source.start, ==, start);
    g_assert_cmpuint(source.end, ==, end);
}

static void test_utf8(void)
{
    CHECK("", "", NULL);
    CHECK("a", "a", NULL);
    CHECK("Eén café – „ja” €5\n", "Eén café – „ja” €5\n", NULL);
    CHECK("a\tb\n", "a\tb\n", NULL);
    CHECK("日本 😀 \xF4\x80\x80\x80", "日本 😀 \xF4\x80\x80\x80", NULL);
    g_autoptr(kx_document) doc = IMPORT("Eén café");
    g_assert_cmpuint(doc->anchors->len, ==, 0);
}

static void test_bom(void)
{
    CHECK(BOM8 "Hé", "Hé", NULL);
    CHECK(BOM8, "", NULL);
    CHECK("a" BOM8 "b", "ab", NULL);
    g_autoptr(kx_document) doc = IMPORT(BOM8 "Hallo daar");
    check_source(doc, "Hallo", 3, 8);
    check_source(doc, "daar", 9, 13);
}

static void test_line_ends(void)
{
    CHECK("a\r\nb\rc\nd", "a\nb\nc\nd", NULL);
    CHECK("\r\n\r\n", "\n\n", NULL);
    CHECK("\r\r\n\n\r", "\n\n\n\n", NULL);
    CHECK("a\r", "a\n", NULL);
    CHECK("a\vb\fc", "a\nb\nc", NULL);
    CHECK("a\u2028b\u2029c\xC2\x85"
          "d",
          "a\nb\nc\nd", NULL);
    g_autoptr(kx_document) doc = IMPORT("een\r\ntwee\r\ndrie");
    check_source(doc, "een", 0, 3);
    check_source(doc, "twee", 5, 9);
    check_source(doc, "drie", 11, 15);
    check_source(doc, "een\ntwee", 0, 9);
    check_source(doc, "een\n", 0, 5);
}

static void test_nfc(void)
{
    CHECK("reu\u0308nie", "reünie", NULL);
    CHECK("e\u0301e\u0301n", "één", NULL);
    CHECK("\u0308x", "\u0308x", NULL); /* a mark without a letter */
    CHECK("\n\u0308x", "\n\u0308x", NULL);
    CHECK("q\u0307\u0323", "q\u0323\u0307", NULL); /* sorted, not composed */
    CHECK("a\u0323\u0302", "\u1ead", NULL);        /* two marks in one */
    CHECK("\u212b\u2126", "\u00c5\u03a9", NULL);   /* letters that have another form */
    CHECK("\u1112\u1161\u11ab", "\ud55c", NULL);   /* Hangul from three letters */
    CHECK("\ud558\u11ab\u1100\u1161", "\ud55c\uac00", NULL);
    CHECK("\u0958", "\u0915\u093c", NULL); /* decomposed for good */
    CHECK("ﬁ ½ ĳ", "ﬁ ½ ĳ", NULL);         /* no compatibility forms */
    g_autoptr(kx_document) doc = IMPORT("de reu\u0308nie was e\u0301e\u0301n");
    check_source(doc, "reünie", 3, 11);
    check_source(doc, "ü", 5, 8);
    check_source(doc, "nie", 8, 11);
    check_source(doc, "één", 16, 23);
    check_source(doc, "n", 8, 9);
}

/* Controls between a letter and its mark do not part them, and are in no other word's range. */
static void test_controls(void)
{
    CHECK("a\x01"
          "b\x7f"
          "c",
          "abc", "2 control characters were left out");
    CHECK("hallo\0wereld", "hallowereld", "1 control character was left out");
    CHECK("een\xC2\x9Btwee", "eentwee", "1 control");
    CHECK("een\xEF\xBF\xBEtwee\xEF\xB7\x90", "eentwee", "2 control");
    CHECK("reu\x01\u0308nie gaat", "reünie gaat", "1 control");
    g_autoptr(kx_document) doc = IMPORT("reu\x01\u0308nie\x02 \x02gaat");
    check_source(doc, "ü", 2, 6);
    check_source(doc, "reünie", 0, 9);
    check_source(doc, "gaat", 12, 16);
    check_source(doc, " ", 10, 11);
}

static void test_damaged(void)
{
    CHECK("één, twéé \xE9 en ï", "één, twéé " FFFD " en ï", "1 broken character was replaced");
    CHECK("\xC3\xA9\xC3\xA9\xC3\xA9\xE2\x82", "ééé" FFFD, "1 broken");
    CHECK("ééé \xED\xA0\x80 é", "ééé " FFFD FFFD FFFD " é", "3 broken characters were replaced");
    CHECK("éé \xC0\x80 é", "éé " FFFD FFFD " é", "2 broken");
    g_autoptr(kx_document) doc = IMPORT("\xC3\xA9\xC3\xA9 ca\xE9s en");
    check_source(doc, "ca" FFFD "s", 5, 9);
    check_source(doc, FFFD, 7, 8);
    check_source(doc, "en", 10, 12);
}

static void test_windows_1252(void)
{
    CHECK("\x84Wij gaan door\x94, zei Andr\xE9. Het kost \x80 5 \x96 nu al\x85",
          "„Wij gaan door”, zei André. Het kost € 5 – nu al…", "read as windows-1252");
    CHECK("caf\xE9", "café", "read as windows-1252");
    /* Many letters beyond ASCII, but too few to be another alphabet. */
    CHECK("E\xE9n caf\xE9: 3\x92\xE9\n\x92"
          "3\xE9\x96\x94\x96\n\x92\x80\x94\xE8",
          "Eén café: 3’é\n’3é–”–\n’€”è", "read as windows-1252");
    CHECK("De Turkse president Erdogan en de Belgi\xEBrs waren in co\xF6rdinatie.\r\n",
          "De Turkse president Erdogan en de Belgiërs waren in coördinatie.\n", "windows-1252");
    g_autoptr(kx_document) doc = IMPORT("\x84Wij\x94 \x80 5, \xE9\xE9n ja");
    check_source(doc, "„Wij”", 0, 5);
    check_source(doc, "Wij", 1, 4);
    check_source(doc, "€", 6, 7);
    check_source(doc, "één", 11, 14);
    check_source(doc, "ja", 15, 17);
}

static void test_other_sets(void)
{
    CHECK("Het kost \xA4 300 miljoen, \xE9\xE9n op de drie.",
          "Het kost € 300 miljoen, één op de drie.", "read as ISO-8859-15");
    CHECK("Prezydent powiedzia\xB3, \xBF"
          "e b\xEA"
          "dzie g\xB3osowa\xE6 przeciw ustawie o s\xB3u\xBF"
          "bie zdrowia w przysz\xB3ym roku.",
          "Prezydent powiedział, że będzie głosować przeciw ustawie o służbie zdrowia w przyszłym "
          "roku.",
          "read as ISO-8859-2");
    gsize length;
    const char *russian = "Президент заявил, что переговоры будут продолжены на следующей неделе.";
    g_autofree char *bytes = g_convert(russian, -1, "WINDOWS-1251", "UTF-8", NULL, &length, NULL);
    check(bytes, length, russian, "read as windows-1251");
}

/* ICU looks at 8 KiB only: letters beyond ASCII may come later. */
static void test_detection_far_away(void)
{
    GString *text = g_string_new(NULL);

    while (text->len < 100000)
        g_string_append(text, "Dit is een zin zonder bijzondere letters. ");
    const char *polish =
        "Prezydent powiedział, że będzie głosować przeciw ustawie o służbie zdrowia w "
        "przyszłym roku.";
    g_autofree char *bytes = g_convert(polish, -1, "ISO-8859-2", "UTF-8", NULL, NULL, NULL);
    g_string_append(text, bytes);
    g_autoptr(kx_document) doc = import(text->str, text->len);
    g_assert_true(g_str_has_suffix(doc->text, polish));
    g_string_free(text, TRUE);
}

static char *encode(const char *text, const char *charset, gsize *length)
{
    g_autoptr(GError) error = NULL;
    char *bytes = g_convert(text, -1, charset, "UTF-8", NULL, length, &error);

    g_assert_no_error(error);
    return bytes;
}

static void test_utf16(void)
{
    static const char *const sets[] = {"UTF-16LE", "UTF-16BE", "UTF-32LE", "UTF-32BE"};
    const char *text = "Eén reünie, € 5 😀 van „ons”.\nTwee";

    for (gsize i = 0; i < G_N_ELEMENTS(sets); i++) {
        gsize with, without;
        g_autofree char *marked = g_strconcat("\uFEFF", text, NULL);
        g_autofree char *bytes = encode(marked, sets[i], &with);
        check(bytes, with, text, NULL);
        if (i < 2) {
            g_autofree char *plain = encode(text, sets[i], &without);
            check(plain, without, text, sets[i]);
        }
    }
}

static void test_utf16_details(void)
{
    CHECK("\xFF\xFE"
          "a\0\r\0\n\0b\0",
          "a\nb", NULL);
    CHECK("\xFF\xFE"
          "b\0l\0i\0j\0f\0t\0a\0\x00\xD8"
          "b\0",
          "blijfta" FFFD "b", "1 broken");
    CHECK("\xFF\xFE"
          "b\0l\0i\0j\0f\0t\0a\0b",
          "blijfta" FFFD, "1 broken");
    CHECK("\xFF\xFE"
          "e\0\x08\x03n\0",
          "ën", NULL);
    g_autoptr(kx_document) doc = IMPORT("\xFF\xFE"
                                        "e\0\x08\x03n\0 \0j\0a\0");
    check_source(doc, "ën", 2, 8);
    check_source(doc, "n", 6, 8);
    check_source(doc, "ja", 10, 14);
    check_source(doc, "j", 10, 12);
    g_assert_cmpuint(doc->anchors->len, <=, 4);
}

static void test_binary(void)
{
    CHECK_REFUSED("%PDF-1.4\ntekst", "a PDF file");
    CHECK_REFUSED("{\\rtf1\\ansi tekst}", "an RTF file");
    CHECK_REFUSED("PK\3\4\x14\0\0\0", "DOCX");
    CHECK_REFUSED("\x89PNG\r\n\x1a\n", "a PNG image");
    CHECK_REFUSED("a\0\1\0\2\0\0\0\3b", "binary data");
    CHECK_REFUSED("Een regel van meer dan vijftig letters over het caf\xE9 dat \0 dicht is",
                  "binary data"); /* NUL, and not UTF-8 */
    CHECK_REFUSED("\xFF\xFE\1\0\2\0\3\0\4\0\5\0\6\0", "binary data");
    CHECK_REFUSED("\1\2\3\4\5\6 tekst", "binary data");

    char noise[4096];
    GRand *random = g_rand_new_with_seed(7);
    for (gsize i = 0; i < sizeof(noise); i++)
        noise[i] = (char)(g_rand_int_range(random, 1, 256));
    check_refused(noise, sizeof(noise), "binary data");
    g_rand_free(random);
}

static void test_too_large(void)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(kx_document) doc = kx_document_new("a.txt"), line = kx_document_new("-");
    g_autofree char *big = g_strnfill(KX_INPUT_BYTES_MAX + 1, 'a');

    g_assert_false(kx_import(doc, big, KX_INPUT_BYTES_MAX + 1, &error));
    g_assert_error(error, KX_ERROR, KX_ERROR_DATA);
    kx_import_lenient(line, big, KX_INPUT_BYTES_MAX + 1);
    g_assert_cmpuint(line->length, ==, KX_INPUT_BYTES_MAX);
    g_assert_cmpuint(line->notes->len, ==, 1);
}

static void test_lenient(void)
{
    static const struct {
        const char *bytes;
        size_t length;
        const char *wanted;
    } cases[] = {
        {"gewoon", 6, "gewoon"},
        {"caf\xE9 \0 \x80", 8, "caf" FFFD "  " FFFD},
        {"\0\1\2\3\4", 5, ""},
        {"%PDF-", 5, "%PDF-"},
        {"\xFF\xFE"
         "a\0",
         4, FFFD FFFD "a"},
        {BOM8 "e\xCC\x88", 6, "ë"},
    };

    for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autoptr(kx_document) doc = kx_document_new("-");
        kx_import_lenient(doc, cases[i].bytes, cases[i].length);
        g_assert_cmpstr(doc->text, ==, cases[i].wanted);
    }
}

/* ---- properties over random mixtures ---- */

typedef struct {
    const char *bytes; /* in the source */
    const char *means; /* before NFC */
} piece;

static const piece utf8_pieces[] = {
    {"a", "a"},           {"woord", "woord"},   {" ", " "},           {"\n", "\n"},
    {"\r\n", "\n"},       {"\r", "\n"},         {"é", "é"},           {"e", "e"},
    {"\u0308", "\u0308"}, {"\u0301", "\u0301"}, {"\u0323", "\u0323"}, {"\u0327", "\u0327"},
    {"„", "„"},           {"”", "”"},           {"€", "€"},           {"😀", "😀"},
    {"\x01", ""},         {"\xC2\x9B", ""},     {"\uFEFF", ""},       {"\u2028", "\n"},
    {"\u1112", "\u1112"}, {"\u1161", "\u1161"}, {"\u11ab", "\u11ab"}, {"\ud558", "\ud558"},
    {"\u212b", "\u212b"}, {"\u0958", "\u0958"}, {"\t", "\t"},         {"\xEF\xBF\xBE", ""},
    {"\u0345", "\u0345"}, {"\u0b47", "\u0b47"}, {"\u0b3e", "\u0b3e"}, {"3", "3"},
};

static GString *mix(const piece *pieces, gsize n_pieces, GString *means)
{
    GString *bytes = g_string_new(NULL);
    int n = g_test_rand_int_range(0, 60);

    for (int i = 0; i < n; i++) {
        const piece *p = &pieces[g_test_rand_int_range(0, (gint32)n_pieces)];
        /* CR and LF that meet by chance would be one line end. */
        if (p->bytes[0] == '\n' && bytes->len > 0 && bytes->str[bytes->len - 1] == '\r')
            continue;
        g_string_append(bytes, p->bytes);
        g_string_append(means, p->means);
    }
    return bytes;
}

/* Each word's bytes in the source, imported by themselves, give the word again; words follow each
 * other in the source; the source's first and last letter are in the first and last word. */
static void check_words(const kx_document *doc, const char *bytes, size_t length,
                        const char *charset)
{
    size_t last = 0;

    if (doc->anchors->len > 0)
        g_assert_cmpuint(g_array_index(doc->anchors, kx_anchor, 0).text, ==, 0);
    for (size_t at = 0; at < doc->length;) {
        size_t end = at + strcspn(doc->text + at, " \n\t");
        if (end == at) {
            at++;
            continue;
        }
        kx_range source = kx_document_source_range(doc, (kx_range){at, end});
        g_assert_cmpuint(source.start, >=, last);
        g_assert_cmpuint(source.end, >, source.start);
        g_assert_cmpuint(source.end, <=, length);
        g_autofree char *utf8 = g_convert(bytes + source.start, (gssize)(source.end - source.start),
                                          "UTF-8", charset, NULL, NULL, NULL);
        g_assert_nonnull(utf8);
        g_autoptr(kx_document) again = kx_document_new("-");
        kx_import_lenient(again, utf8, strlen(utf8));
        g_autofree char *word = g_strndup(doc->text + at, end - at);
        g_assert_cmpstr(again->text, ==, word);
        last = source.end;
        at = end;
    }
}

static void check_mix(const char *bytes, size_t length, const char *charset, const char *means)
{
    g_autofree char *wanted = g_utf8_normalize(means, -1, G_NORMALIZE_DEFAULT_COMPOSE);
    g_autoptr(kx_document) doc = kx_document_new("a.txt");
    const guint8 *bom = (const guint8 *)bytes;

    if (strcmp(charset, "UTF-8") == 0)
        kx_import_lenient(doc, bytes, length);
    else if (length > 2 && bom[0] >= 0xFE && !kx_import(doc, bytes, length, NULL))
        return; /* too many controls by chance */
    g_assert_cmpstr(doc->text, ==, wanted);
    check_words(doc, bytes, length, charset);
}

static void test_random_utf8(void)
{
    for (int round = 0; round < 20000; round++) {
        GString *means = g_string_new(NULL);
        GString *bytes = mix(utf8_pieces, G_N_ELEMENTS(utf8_pieces), means);

        check_mix(bytes->str, bytes->len, "UTF-8", means->str);
        g_string_free(bytes, TRUE);
        g_string_free(means, TRUE);
    }
}

static void test_random_utf16(void)
{
    for (int round = 0; round < 5000; round++) {
        GString *means = g_string_new(NULL);
        GString *text = mix(utf8_pieces, G_N_ELEMENTS(utf8_pieces), means);
        const char *charset = round % 2 == 0 ? "UTF-16LE" : "UTF-16BE";
        gsize length;

        g_string_prepend(text, "\uFEFFx");
        g_string_prepend(means, "x");
        g_autofree char *bytes = encode(text->str, charset, &length);
        check_mix(bytes, length, charset, means->str);
        g_string_free(text, TRUE);
        g_string_free(means, TRUE);
    }
}

static const piece windows_pieces[] = {
    {"a", "a"},    {"woord", "woord"}, {" ", " "},    {"\n", "\n"},   {"\r\n", "\n"},
    {"\xE9", "é"}, {"\x84", "„"},      {"\x94", "”"}, {"\x80", "€"},  {"\xEB\xEF\xF6", "ëïö"},
    {"\x92", "’"}, {"3", "3"},         {"\x96", "–"}, {"een", "een"}, {"\xE8", "è"},
};

static void test_random_windows_1252(void)
{
    for (int round = 0; round < 5000; round++) {
        /* Enough Dutch for the detector. */
        GString *means = g_string_new("De coördinator zei één keer dat de patiënten er zijn: ");
        GString *bytes = mix(windows_pieces, G_N_ELEMENTS(windows_pieces), means);

        g_string_prepend(bytes,
                         "De co\xF6rdinator zei \xE9\xE9n keer dat de pati\xEBnten er zijn: ");
        g_autoptr(kx_document) doc = import(bytes->str, bytes->len);
        g_assert_cmpstr(doc->text, ==, means->str);
        check_words(doc, bytes->str, bytes->len, "WINDOWS-1252");
        g_string_free(bytes, TRUE);
        g_string_free(means, TRUE);
    }
}

/* Random bytes: never refused, valid, normalised, and each range inside the source. */
static void test_random_bytes(void)
{
    for (int round = 0; round < 20000; round++) {
        char bytes[80];
        int n = g_test_rand_int_range(0, 80);

        for (int i = 0; i < n; i++)
            bytes[i] = (char)(g_test_rand_bit() ? g_test_rand_int_range(0, 256)
                                                : g_test_rand_int_range(0xCC, 0xCE));
        g_autoptr(kx_document) doc = kx_document_new("-");
        kx_import_lenient(doc, bytes, (size_t)n);
        g_assert_true(g_utf8_validate(doc->text, (gssize)doc->length, NULL));
        g_autofree char *nfc = g_utf8_normalize(doc->text, -1, G_NORMALIZE_DEFAULT_COMPOSE);
        g_assert_cmpstr(nfc, ==, doc->text);
        size_t last = 0;
        for (size_t at = 0; at < doc->length; at++) {
            kx_range source = kx_document_source_range(doc, (kx_range){at, at + 1});
            g_assert_cmpuint(source.start, <, source.end);
            g_assert_cmpuint(source.start, >=, last);
            g_assert_cmpuint(source.end, <=, (size_t)n);
            last = source.start;
        }
    }
}

/* ---- time ---- */

/* Processor time to import `unit` repeated to `length` bytes, the best of three. */
static double seconds_for(const char *unit, size_t length)
{
    GString *text = g_string_sized_new(length + 100);
    double best = G_MAXDOUBLE;

    while (text->len < length)
        g_string_append(text, unit);
    for (int i = 0; i < 3; i++) {
        g_autoptr(kx_document) doc = kx_document_new("-");
        clock_t start = clock();
        kx_import_lenient(doc, text->str, text->len);
        best = MIN(best, (double)(clock() - start) / CLOCKS_PER_SEC);
    }
    g_string_free(text, TRUE);
    return best;
}

/* Four times as much text takes about four times the time (sixteen if it were quadratic), whatever
 * it is made of; so does one line of 5 MB. */
static void test_linear(void)
{
    static const char *const units[] = {
        "een lange regel zonder einde ",
        "\u0301\u0316",
        "e\u0308",
        "\u1161",
        "\r\n",
        "\x01",
        "\xff",
        "é„😀",
    };

    for (gsize i = 0; i < G_N_ELEMENTS(units); i++) {
        double small = seconds_for(units[i], 1250000), large = seconds_for(units[i], 5000000);
        g_test_message("%zu: %.1f ms, %.1f ms", i, small * 1e3, large * 1e3);
        g_assert_cmpfloat(large, <, small * 8 + 0.1);
        g_assert_cmpfloat(large, <, 10.0);
    }
}

/* More marks than anybody can read are cut, with a note; the letter stays. */
static void test_many_marks(void)
{
    GString *text = g_string_new("zaq"); /* nothing composes with q */

    for (int i = 0; i < 100000; i++)
        g_string_append(text, i % 2 == 0 ? "\u0301" : "\u0316");
    g_string_append(text, "go");
    g_autoptr(kx_document) doc = kx_document_new("-");
    kx_import_lenient(doc, text->str, text->len);
    g_assert_true(g_str_has_prefix(doc->text, "zaq"));
    g_assert_true(g_str_has_suffix(doc->text, "go"));
    g_assert_cmpuint(doc->length, ==, 3 + 30 * 2 + 2);
    g_assert_cmpuint(doc->notes->len, ==, 1);
    check_source(doc, "go", text->len - 2, text->len);
    g_string_free(text, TRUE);
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/import/utf8", test_utf8);
    g_test_add_func("/import/bom", test_bom);
    g_test_add_func("/import/line-ends", test_line_ends);
    g_test_add_func("/import/nfc", test_nfc);
    g_test_add_func("/import/controls", test_controls);
    g_test_add_func("/import/damaged", test_damaged);
    g_test_add_func("/import/windows-1252", test_windows_1252);
    g_test_add_func("/import/other-sets", test_other_sets);
    g_test_add_func("/import/detection-far-away", test_detection_far_away);
    g_test_add_func("/import/utf16", test_utf16);
    g_test_add_func("/import/utf16-details", test_utf16_details);
    g_test_add_func("/import/binary", test_binary);
    g_test_add_func("/import/too-large", test_too_large);
    g_test_add_func("/import/lenient", test_lenient);
    g_test_add_func("/import/random-utf8", test_random_utf8);
    g_test_add_func("/import/random-utf16", test_random_utf16);
    g_test_add_func("/import/random-windows-1252", test_random_windows_1252);
    g_test_add_func("/import/random-bytes", test_random_bytes);
    g_test_add_func("/import/linear", test_linear);
    g_test_add_func("/import/many-marks", test_many_marks);
    return g_test_run();
}
