/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Number names: both renderings by example, and ICU's spellout as an independent oracle where it
 * follows the same spelling (see the comments: it writes no blanks, no accent, no "honderd" in
 * years). */
#include "text/normalise.h"
#include "text/number.h"

#include <string.h>
#include <unicode/unum.h>
#include <unicode/ustring.h>

typedef enum { CARDINAL, THOUSANDS, YEAR, YEAR_PAIRS, ORDINAL, DIGITS } what;

static void clear(kx_spoken *out)
{
    g_array_set_size(out->morphemes, 0);
    g_string_chunk_clear(out->arena);
}

static char *render(kx_spoken *out, what form, const char *digits, kx_rendering rendering)
{
    clear(out);
    switch (form) {
    case CARDINAL:
        kx_say_number(out, KX_SEAM_SPACE, digits, KX_NUMBER_CARDINAL);
        break;
    case THOUSANDS:
        kx_say_number(out, KX_SEAM_SPACE, digits, KX_NUMBER_THOUSANDS);
        break;
    case YEAR:
        kx_say_number(out, KX_SEAM_SPACE, digits, KX_NUMBER_YEAR);
        break;
    case YEAR_PAIRS:
        kx_say_number(out, KX_SEAM_SPACE, digits, KX_NUMBER_YEAR_PAIRS);
        break;
    case ORDINAL:
        kx_say_ordinal(out, KX_SEAM_SPACE, digits);
        break;
    case DIGITS:
        kx_say_digits(out, KX_SEAM_SPACE, digits);
        break;
    }
    return kx_spoken_render(out, rendering, NULL);
}

/* Without blanks, hyphens, soft hyphens, accents and tremas: what all spellings share. */
static char *letters_only(const char *text)
{
    GString *out = g_string_new(NULL);
    for (const char *at = text; *at; at = g_utf8_find_next_char(at, NULL)) {
        gunichar c = g_utf8_get_char(at);
        if (c == 0xE9)
            c = 'e';
        if (c != ' ' && c != '-' && c != 0xAD)
            g_string_append_unichar(out, c);
    }
    return g_string_free(out, FALSE);
}

/* ---- the oracle ---- */

static UNumberFormat *icu_open(const char *rules)
{
    UErrorCode status = U_ZERO_ERROR;
    UNumberFormat *icu = unum_open(UNUM_SPELLOUT, NULL, 0, "nl", NULL, &status);
    UChar name[64];
    u_uastrcpy(name, rules);
    unum_setTextAttribute(icu, UNUM_DEFAULT_RULESET, name, -1, &status);
    g_assert_true(U_SUCCESS(status));
    return icu;
}

static char *icu_spell(UNumberFormat *icu, gint64 n)
{
    UErrorCode status = U_ZERO_ERROR;
    UChar wide[512];
    char narrow[1024];
    unum_formatInt64(icu, n, wide, G_N_ELEMENTS(wide), NULL, &status);
    u_strToUTF8(narrow, sizeof narrow, NULL, wide, -1, &status);
    g_assert_true(U_SUCCESS(status));
    return letters_only(narrow);
}

static void check_with_icu(kx_spoken *out, UNumberFormat *icu, what form, gint64 n)
{
    char digits[24];
    g_snprintf(digits, sizeof digits, "%" G_GINT64_FORMAT, n);
    g_autofree char *transcript = render(out, form, digits, KX_RENDER_TRANSCRIPT);
    g_autofree char *ours = letters_only(transcript);
    g_autofree char *theirs = icu_spell(icu, n);
    if (form == YEAR) { /* ICU drops it */
        char *hundred = strstr(ours, "honderd");
        g_assert_nonnull(hundred);
        memmove(hundred, hundred + 7, strlen(hundred + 7) + 1);
    }
    g_assert_cmpstr(ours, ==, theirs);
}

static void test_thousands_icu(void)
{
    g_autoptr(kx_spoken) out = kx_spoken_new();
    UNumberFormat *icu = icu_open("%spellout-cardinal");
    for (gint64 n = 0; n < 1000000; n++)
        check_with_icu(out, icu, THOUSANDS, n);
    unum_close(icu);
}

static void test_large_icu(void)
{
    g_autoptr(kx_spoken) out = kx_spoken_new();
    UNumberFormat *icu = icu_open("%spellout-cardinal");
    gint64 power = 1000000;
    for (unsigned i = 0; i < 9; i++, power *= 10) { /* 10^6 .. 10^15 - 1 */
        check_with_icu(out, icu, THOUSANDS, power);
        check_with_icu(out, icu, THOUSANDS, power * 10 - 1);
        for (unsigned j = 0; j < 2000; j++) {
            double share = g_test_rand_double();
            check_with_icu(out, icu, THOUSANDS, power + (gint64)(share * 9.0 * (double)power));
        }
    }
    unum_close(icu);
}

static void test_years_icu(void)
{
    g_autoptr(kx_spoken) out = kx_spoken_new();
    UNumberFormat *icu = icu_open("%spellout-numbering-year");
    for (gint64 n = 1101; n < 2000; n++) {
        if (n % 100 != 0)
            check_with_icu(out, icu, YEAR, n);
    }
    unum_close(icu);
}

static bool by_hundreds(gint64 n)
{
    return n >= 1100 && n <= 9999 && n % 1000 >= 100 && (n < 2000 || n % 100 == 0);
}

static void test_ordinals_icu(void)
{
    g_autoptr(kx_spoken) out = kx_spoken_new();
    UNumberFormat *icu = icu_open("%spellout-ordinal");
    for (gint64 n = 1; n < 100000; n++) {
        if (!by_hundreds(n))
            check_with_icu(out, icu, ORDINAL, n);
    }
    unum_close(icu);
}

/* ---- both renderings ---- */

typedef struct {
    what form;
    const char *digits, *transcript, *speech;
} example;

static void check_examples(const example *examples, size_t n)
{
    g_autoptr(kx_spoken) out = kx_spoken_new();
    for (size_t i = 0; i < n; i++) {
        const example *e = &examples[i];
        g_autofree char *transcript = render(out, e->form, e->digits, KX_RENDER_TRANSCRIPT);
        g_assert_cmpstr(transcript, ==, e->transcript);
        g_autofree char *speech = render(out, e->form, e->digits, KX_RENDER_SPEECH);
        g_assert_cmpstr(speech, ==, e->speech);
    }
}

static void test_cardinal(void)
{
    static const example examples[] = {
        {CARDINAL, "0", "nul", "nul"},
        {CARDINAL, "1", "één", "één"},
        {CARDINAL, "11", "elf", "elf"},
        {CARDINAL, "20", "twintig", "twintig"},
        {CARDINAL, "21", "eenentwintig", "één-en-twintig"},
        {CARDINAL, "22", "tweeëntwintig", "twee-en-twintig"},
        {CARDINAL, "83", "drieëntachtig", "drie-en-tachtig"},
        {CARDINAL, "95", "vijfennegentig", "vijf-en-negentig"},
        {CARDINAL, "100", "honderd", "honderd"},
        {CARDINAL, "101", "honderdeen", "honderd één"},
        {CARDINAL, "132", "honderdtweeëndertig", "honderd twee-en-dertig"},
        {CARDINAL, "206", "tweehonderdzes", "twee honderd zes"},
        {CARDINAL, "321", "driehonderdeenentwintig", "drie honderd één-en-twintig"},
        {CARDINAL, "1000", "duizend", "duizend"},
        {CARDINAL, "1001", "duizend één", "duizend één"},
        {CARDINAL, "1013", "duizend dertien", "duizend dertien"},
        {CARDINAL, "1100", "elfhonderd", "elf honderd"},
        {CARDINAL, "1450", "veertienhonderdvijftig", "veertien honderd vijftig"},
        {CARDINAL, "1999", "negentienhonderdnegenennegentig",
         "negentien honderd negen-en-negentig"},
        {CARDINAL, "2000", "tweeduizend", "twee duizend"},
        {CARDINAL, "2300", "drieëntwintighonderd", "drie-en-twintig honderd"},
        {CARDINAL, "2301", "tweeduizend driehonderdeen", "twee duizend drie honderd één"},
        {CARDINAL, "9900", "negenennegentighonderd", "negen-en-negentig honderd"},
        {CARDINAL, "10100", "tienduizend honderd", "tien duizend honderd"},
        {CARDINAL, "48610", "achtenveertigduizend zeshonderdtien",
         "acht-en-veertig duizend zes honderd tien"},
        {CARDINAL, "101000", "honderdeenduizend", "honderd één duizend"},
        {CARDINAL, "1000000", "een miljoen", "een miljoen"},
        {CARDINAL, "1001000", "een miljoen duizend", "een miljoen duizend"},
        {CARDINAL, "2415000", "twee miljoen vierhonderdvijftienduizend",
         "twee miljoen vier honderd vijftien duizend"},
        {CARDINAL, "2002500", "twee miljoen tweeduizend vijfhonderd",
         "twee miljoen twee duizend vijf honderd"},
        {CARDINAL, "21000000000", "eenentwintig miljard", "één-en-twintig miljard"},
        {CARDINAL, "3000000000001", "drie biljoen één", "drie biljoen één"},
        {CARDINAL, "100000000000000000", "honderd biljard", "honderd biljard"},
        {THOUSANDS, "1450", "duizend vierhonderdvijftig", "duizend vier honderd vijftig"},
        {THOUSANDS, "1100", "duizend honderd", "duizend honderd"},
    };
    check_examples(examples, G_N_ELEMENTS(examples));
}

static void test_year(void)
{
    static const example examples[] = {
        {YEAR, "55", "vijfenvijftig", "vijf-en-vijftig"},
        {YEAR, "800", "achthonderd", "acht honderd"},
        {YEAR, "1000", "duizend", "duizend"},
        {YEAR, "1066", "duizend zesenzestig", "duizend zes-en-zestig"},
        {YEAR, "1100", "elfhonderd", "elf honderd"},
        {YEAR, "1672", "zestienhonderdtweeënzeventig", "zestien honderd twee-en-zeventig"},
        {YEAR, "1901", "negentienhonderdeen", "negentien honderd één"},
        {YEAR, "2000", "tweeduizend", "twee duizend"},
        {YEAR, "2001", "tweeduizend één", "twee duizend één"},
        {YEAR, "2016", "tweeduizend zestien", "twee duizend zestien"},
        {YEAR, "2100", "eenentwintighonderd", "één-en-twintig honderd"},
        {YEAR, "2150", "eenentwintighonderdvijftig", "één-en-twintig honderd vijftig"},
        {YEAR_PAIRS, "2005", "tweeduizend vijf", "twee duizend vijf"},
        {YEAR_PAIRS, "2010", "twintig tien", "twintig tien"},
        {YEAR_PAIRS, "2023", "twintig drieëntwintig", "twintig drie-en-twintig"},
        {YEAR_PAIRS, "1672", "zestienhonderdtweeënzeventig", "zestien honderd twee-en-zeventig"},
    };
    check_examples(examples, G_N_ELEMENTS(examples));
}

static void test_ordinal(void)
{
    static const example examples[] = {
        {ORDINAL, "0", "nulde", "nulde"},
        {ORDINAL, "1", "eerste", "eerste"},
        {ORDINAL, "2", "tweede", "tweede"},
        {ORDINAL, "3", "derde", "derde"},
        {ORDINAL, "8", "achtste", "achtste"},
        {ORDINAL, "12", "twaalfde", "twaalfde"},
        {ORDINAL, "20", "twintigste", "twintigste"},
        {ORDINAL, "31", "eenendertigste", "één-en-dertigste"},
        {ORDINAL, "59", "negenenvijftigste", "negen-en-vijftigste"},
        {ORDINAL, "100", "honderdste", "honderdste"},
        {ORDINAL, "101", "honderdeerste", "honderd eerste"},
        {ORDINAL, "103", "honderdderde", "honderd derde"},
        {ORDINAL, "1000", "duizendste", "duizendste"},
        {ORDINAL, "1500", "vijftienhonderdste", "vijftien honderdste"},
        {ORDINAL, "10000", "tienduizendste", "tien duizendste"},
        {ORDINAL, "1000000", "miljoenste", "miljoenste"},
        {ORDINAL, "1000000000", "miljardste", "miljardste"},
        {ORDINAL, "10000000", "tien miljoenste", "tien miljoenste"},
        {ORDINAL, "17000003", "zeventien miljoen derde", "zeventien miljoen derde"},
        {ORDINAL, "007", "nul nul zevende", "nul nul zevende"},
    };
    check_examples(examples, G_N_ELEMENTS(examples));
}

static void test_digits(void)
{
    static const example examples[] = {
        {DIGITS, "0420", "nul vier twee nul", "nul vier twee nul"},
        {DIGITS, "1", "één", "één"},
        {CARDINAL, "042", "nul vier twee", "nul vier twee"},
        {CARDINAL, "00", "nul nul", "nul nul"},
        {YEAR, "05", "nul vijf", "nul vijf"},
        /* 19 digits have no name. */
        {CARDINAL, "1000000000000000000",
         "één nul nul nul nul nul nul nul nul nul nul nul nul nul nul nul nul nul nul",
         "één nul nul nul nul nul nul nul nul nul nul nul nul nul nul nul nul nul nul"},
    };
    check_examples(examples, G_N_ELEMENTS(examples));
}

static void test_decimal(void)
{
    static const struct {
        const char *integer, *fraction, *transcript;
    } examples[] = {
        {"0", "4", "nul komma vier"},
        {"1", "1", "één komma één"},
        {"18", "75", "achttien komma vijfenzeventig"},
        {"4", "08", "vier komma nul acht"},
        {"2", "718", "twee komma zeven één acht"},
        {"7", "50", "zeven komma vijftig"},
        {"7", "500", "zeven komma vijf nul nul"},
        {"0", "0", "nul komma nul"},
        {"12480", "5", "twaalfduizend vierhonderdtachtig komma vijf"},
    };
    g_autoptr(kx_spoken) out = kx_spoken_new();
    for (size_t i = 0; i < G_N_ELEMENTS(examples); i++) {
        clear(out);
        kx_say_decimal(out, KX_SEAM_SPACE, examples[i].integer, examples[i].fraction);
        g_autofree char *got = kx_spoken_render(out, KX_RENDER_TRANSCRIPT, NULL);
        g_assert_cmpstr(got, ==, examples[i].transcript);
    }
}

/* The same letters in both renderings; in speech no part holds two numbers joined. */
static void test_renderings_agree(void)
{
    g_autoptr(kx_spoken) out = kx_spoken_new();
    for (unsigned n = 0; n < 30000; n++) {
        char digits[8];
        g_snprintf(digits, sizeof digits, "%u", n);
        g_autofree char *transcript = render(out, CARDINAL, digits, KX_RENDER_TRANSCRIPT);
        g_autofree char *speech = render(out, CARDINAL, digits, KX_RENDER_SPEECH);
        g_autofree char *left = letters_only(transcript);
        g_autofree char *right = letters_only(speech);
        GString *bare = g_string_new(left);
        g_string_replace(bare, "ë", "e", 0);
        g_assert_cmpstr(bare->str, ==, right);
        g_string_free(bare, TRUE);
        g_auto(GStrv) parts = g_strsplit_set(speech, " -", -1);
        for (unsigned i = 0; parts[i]; i++)
            g_assert_cmpuint(strlen(parts[i]), <=, strlen("zeventien"));
    }
}

static void test_seam(void)
{
    g_autoptr(kx_spoken) out = kx_spoken_new();
    kx_say(out, KX_SEAM_SPACE, "wissel");
    kx_say_number(out, KX_SEAM_COMPOUND, "2", KX_NUMBER_CARDINAL);
    kx_say(out, KX_SEAM_COMPOUND, "baan");
    g_autofree char *transcript = kx_spoken_render(out, KX_RENDER_TRANSCRIPT, NULL);
    g_assert_cmpstr(transcript, ==, "wisseltweebaan");
    g_autofree char *speech = kx_spoken_render(out, KX_RENDER_SPEECH, NULL);
    g_assert_cmpstr(speech, ==, "wissel-twee-baan");
}

/* The two choices of a voice profile. */
static void test_style(void)
{
    static const kx_style plain = {.years = KX_YEARS_THOUSANDS, .clock = KX_CLOCK_DIGITAL};
    static const kx_style spoken = {.years = KX_YEARS_PAIRS, .clock = KX_CLOCK_SPOKEN};
    static const struct {
        const char *written, *plain, *spoken;
    } examples[] = {
        {"in 2016", "in tweeduizend zestien", "in twintig zestien"},
        {"in 2005", "in tweeduizend vijf", "in tweeduizend vijf"},
        {"in 1672", "in zestienhonderdtweeënzeventig", "in zestienhonderdtweeënzeventig"},
        {"op 3 mei 2024", "op drie mei tweeduizend vierentwintig",
         "op drie mei twintig vierentwintig"},
        {"2016 mensen", "tweeduizend zestien mensen", "tweeduizend zestien mensen"},
        {"om 8.00 uur", "om acht uur", "om acht uur"},
        {"om 8.05 uur", "om acht uur vijf", "om vijf over acht"},
        {"om 8.15 uur", "om acht uur vijftien", "om kwart over acht"},
        {"om 8.16 uur", "om acht uur zestien", "om veertien voor half negen"},
        {"om 8.20 uur", "om acht uur twintig", "om tien voor half negen"},
        {"om 8.30 uur", "om acht uur dertig", "om half negen"},
        {"om 8.35 uur", "om acht uur vijfendertig", "om vijf over half negen"},
        {"om 8.44 uur", "om acht uur vierenveertig", "om veertien over half negen"},
        {"om 8.45 uur", "om acht uur vijfenveertig", "om kwart voor negen"},
        {"om 8.59 uur", "om acht uur negenenvijftig", "om één voor negen"},
        {"om 12.30 uur", "om twaalf uur dertig", "om half één"},
        {"om 0.10 uur", "om nul uur tien", "om tien over twaalf"},
        {"om 23.50 uur", "om drieëntwintig uur vijftig", "om tien voor twaalf"},
        {"om 16.50 uur", "om zestien uur vijftig", "om tien voor vijf"},
    };
    for (size_t i = 0; i < G_N_ELEMENTS(examples); i++) {
        g_autoptr(kx_document) doc = kx_document_new("test");
        kx_range all = {0, strlen(examples[i].written)};
        kx_document_take_text(doc, g_strdup(examples[i].written), all.end);
        g_autoptr(kx_spoken) one = kx_normalise(doc, all, &plain);
        g_autofree char *first = kx_spoken_render(one, KX_RENDER_TRANSCRIPT, NULL);
        g_assert_cmpstr(first, ==, examples[i].plain);
        g_autoptr(kx_spoken) two = kx_normalise(doc, all, &spoken);
        g_autofree char *second = kx_spoken_render(two, KX_RENDER_TRANSCRIPT, NULL);
        g_assert_cmpstr(second, ==, examples[i].spoken);
    }
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/number/cardinal", test_cardinal);
    g_test_add_func("/number/year", test_year);
    g_test_add_func("/number/ordinal", test_ordinal);
    g_test_add_func("/number/digits", test_digits);
    g_test_add_func("/number/decimal", test_decimal);
    g_test_add_func("/number/renderings-agree", test_renderings_agree);
    g_test_add_func("/number/seam", test_seam);
    g_test_add_func("/number/style", test_style);
    g_test_add_func("/number/icu/thousands", test_thousands_icu);
    g_test_add_func("/number/icu/large", test_large_icu);
    g_test_add_func("/number/icu/years", test_years_icu);
    g_test_add_func("/number/icu/ordinals", test_ordinals_icu);
    return g_test_run();
}
