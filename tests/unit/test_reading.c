/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "speak/reading.h"

#include <string.h>

static const char entries[] = "zwieb\tphonemes\tzv#'ip\n"
                              "kwek\tphonemes\tkv#'Ek\n"
                              "flade\tphonemes\tfl'e:t\n"
                              "snies\tphonemes\tsn'is\n"
                              "spruntelen\tphonemes\tspr'8nt@l@n\n"
                              "floup\tphonemes\tfl'u\n"
                              "Zwommel\tphonemes\tzv#'Om@l\n";

static void assert_reading(const kx_lexicon *lexicon, const char *text, const char *source,
                           const char *phonemes)
{
    g_auto(kx_reading) reading;
    kx_read_word(lexicon, text, strlen(text), &reading);
    if (g_strcmp0(reading.phonemes, phonemes) != 0 ||
        strcmp(kx_reading_source_name(reading.source), source) != 0)
        g_error("%s: %s %s instead of %s %s", text, kx_reading_source_name(reading.source),
                reading.phonemes, source, phonemes);
}

static void test_chain(void)
{
    static const struct {
        const char *text, *source, *phonemes;
    } cases[] = {
        {"zwieb", "lexicon", "zv#'ip"},
        {"Zwieb", "lexicon", "zv#'ip"},
        {"zwiebs", "inflected", "zv#'ips"},
        {"zwieb's", "inflected", "zv#'ips"},
        {"zwieben", "inflected", "zv#'ib@n"},
        {"zwieber", "inflected", "zv#'ib@r"},
        {"zwiebers", "inflected", "zv#'ib@rs"},
        {"zwiebje", "inflected", "zv#'ipj@"},
        {"kwekken", "inflected", "kv#'Ek@n"},
        {"kwekker", "inflected", "kv#'Ek@r"},
        {"fladen", "inflected", "fl'e:d@n"},
        {"flader", "inflected", "fl'e:d@r"},
        {"flades", "inflected", "fl'e:ts"},
        {"snieses", "inflected", "sn'is@s"},
        {"Zwommels", "inflected", "zv#'Om@ls"},
        {"Zwommelse", "inflected", "zv#'Om@ls@"},
        /* behind an apostrophe a word of any list; 's is not heard behind an s */
        {"threat's", "inflected", "tr'Ets"},
        {"threat'er", "inflected", "tr'Et@r"},
        {"kwek'tjes", "inflected", "kv#'Ektj@s"},
        {"verkeerstoren's", "inflected", "v@rk'I:rst,o:r@ns"},
        {"hackers's", "inflected", "h'Ek@rs"},
        {"boot's", "engine", NULL},
        {"wethouder", "lexicon", "v#'EthVUd@r"},
        {"boot", "engine", NULL},
        /* a single consonant behind a short vowel is another word's */
        {"kweken", "engine", NULL},
        /* forms of verbs, of the stem or the infinitive */
        {"gezwiebd", "inflected", "Q@zv#'ipt"},
        {"zwiebde", "inflected", "zv#'ipd@"},
        {"spruntelde", "inflected", "spr'8nt@ld@"},
        {"gespruntet", "engine", NULL},
        {"gezwieb", "engine", NULL},
        {"gereset", "inflected", "Q@ris'Et"},
        {"facet", "engine", NULL},
        /* parts that only the lexicon knows */
        {"ransomwarebende", "compound", "r'Ens@mv#,E:rb,End@"},
        {"zwiebbende", "compound", "zv#'ipb,End@"},
        /* a consonant that is not said takes no ending with a vowel */
        {"floups", "inflected", "fl'us"},
        {"floupen", "engine", NULL},
        /* Dutch words that look like make-n, ball-en, range-n, mind-er, bag-ger */
        {"maken", "engine", NULL},
        {"sparen", "engine", NULL},
        {"raven", "engine", NULL},
        {"ballen", "engine", NULL},
        {"rangen", "engine", NULL},
        {"minder", "engine", NULL},
        {"minden", "engine", NULL},
        {"rapper", "lexicon", "r'Ep@r"},
        {"gamers", "lexicon", "g'e:m@rs"},
        {"supporter", "inflected", "s8p'Ort@r"},
        {"bloggers", "inflected", "bl'Og@rs"},
        /* a name has no endings in small letters */
        {"zwommelse", "engine", NULL},
    };
    g_autoptr(kx_lexicon) lexicon = kx_lexicon_new();
    g_autoptr(GError) error = NULL;
    kx_lexicon_add(lexicon, "x", entries, strlen(entries), &error);
    g_assert_no_error(error);
    for (unsigned i = 0; i < G_N_ELEMENTS(cases); i++)
        assert_reading(lexicon, cases[i].text, cases[i].source, cases[i].phonemes);
}

static void test_origin(void)
{
    g_autoptr(kx_lexicon) lexicon = kx_lexicon_new();
    kx_lexicon_add(lexicon, "x", entries, strlen(entries), NULL);
    g_auto(kx_reading) reading;
    kx_read_word(lexicon, "kwekkers", strlen("kwekkers"), &reading);
    g_assert_cmpstr(reading.row, ==, "x:2");
    g_assert_cmpstr(reading.parts, ==, "kwek + ers");
    kx_reading_clear(&reading);
    kx_read_word(lexicon, "verkeerstoren", strlen("verkeerstoren"), &reading);
    g_assert_cmpint(reading.source, ==, KX_READING_COMPOUND);
    g_assert_cmpstr(reading.parts, ==, "verkeers + toren");
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/reading/chain", test_chain);
    g_test_add_func("/reading/origin", test_origin);
    return g_test_run();
}
