/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "speak/foreign.h"

#include "text/phonemes.h"
#include "text/table.h"

#include <glib.h>
#include <string.h>

static void test_readings(void)
{
    static const struct {
        const char *name, *language, *phonemes;
    } cases[] = {
        /* its letters show a language, which says where the stress is */
        {"Doğan", "tr", "do:'An"},
        {"Dąbrowski", "pl", "dOmbr'Ofski"},
        {"Jovanović", "sl", "jo:v'a:no:vItS"},
        {"Ionescu", "ro", "io:n'Esku"},
        {"Beauchamp", "fr", "bo:S'A~"},
        {"Tanizaki", "ja", "ta:niz'a:ki"},
        /* an accent of Spanish is the stress */
        {"Jiménez", "es", "xim'e:nEs"},
        /* the longest sign decides: -ini is Italian */
        {"Filippini", "it", "filIp'ini"},
        /* a letter by what stands behind it: c before h and before a */
        {"Zucchini", "it", "tsuk'ini"},
        {"Duchateau", "fr", "dySa:t'o:"},
        /* open and closed syllables, and those that are written long */
        {"Matsumoto", "ja", "ma:tsum'o:to:"},
        {"Kohlmann", "de", "k'o:lmAn"},
        /* a doubled consonant is said once, and closes the syllable */
        {"Zimmermann", "de", "ts'Im@rmAn"},
        {"Maggi", "it", "m'AdZi"},
        /* an e behind the first syllable of German; s between vowels; no voice at the end */
        {"Schneider", "de", "Sn'Ajd@r"},
        {"Giselle", "fr", "Ziz'El"},
        /* Arabic: the last syllable if a consonant closes it */
        {"Khalid", "ar", "xa:l'it"},
        {"Moussaoui", "ar", "mus'VUv#i"},
        {"Redouan", "ar", "re:du'An"},
        {"Noureddine", "ar", "nurEd'in"},
        {"Xiaoping", "zh", "SjVUp'IN"},
        {"Zhejiang", "zh", "dZEdZj'AN"},
        {"Kurosawa", "ja", "kuro:s'a:v#a:"},
        {"Gianluca", "it", "dZAnl'uka:"},
        {"Kowalski", "pl", "ko:v'Alski"},
        /* -son is weak, in Swedish as in English */
        {"Henderson", "sv", "h'End@rs@n"},
        /* English names in -ton have the stress in front, with English vowels */
        {"Huntington", "en", "h'8ntINt@n"},
        {"Clayton", "en", "kl'e:t@n"},
        {"Johnston", "en", "dZ'Onst@n"},
        /* behind a Mc the letters are English; the Mc itself is said before them */
        {"Mcnamara", "en", "n'EmAra:"},
        /* Frisian names have the stress in front, and an ng with its g */
        {"Hoekinga", "fy", "h'ukINQa:"},
        {"Riemersma", "fy", "r'i:m@rsma:"},
        {"Ubbema", "fy", "'8b@ma:"},
        /* a tail has two vowels before it: longer names in -i have their stress before it */
        {"Azmani", "xx", "Azm'a:ni"},
        {"Tinubu", "xx", "tin'ubu"},
        {"Ishiba", "xx", "iS'iba:"},
        {"Alijev", "xx", "a:l'ijEf"},
    };
    for (unsigned i = 0; i < G_N_ELEMENTS(cases); i++) {
        const char *language = NULL;
        g_autofree char *said = kx_foreign_reading(cases[i].name, strlen(cases[i].name), &language);
        g_test_message("%s", cases[i].name);
        g_assert_cmpstr(said, ==, cases[i].phonemes);
        g_assert_cmpstr(language, ==, cases[i].language);
    }
}

/* Dutch names that have letters of others. */
static void test_none(void)
{
    static const char *const names[] = {
        "Kerkhof",  "Wilmi",      "Eckhard",     "Fredje",    "Jelle",  "Mette",    "Duitscher",
        "Bruggink", "Glimmen",    "Moerkapelle", "Wijngaard", "Kanaän", "Turkoois", "Jansen",
        "Öz",       "Plein-Zuid", "Wolfshagen",  "Maison",    "Danton", "Vuitton",  "Gaston"};
    for (unsigned i = 0; i < G_N_ELEMENTS(names); i++) {
        const char *language = NULL;
        g_autofree char *said = kx_foreign_reading(names[i], strlen(names[i]), &language);
        g_test_message("%s", names[i]);
        g_assert_null(said);
    }
}

static void test_sounds(void)
{
    enum { PHONEMES = 1 };
    const kx_table *table = &kx_table_foreign_sounds;
    for (size_t i = 0; i < table->n_rows; i++) {
        const kx_cell *row = table->cells + i * table->n_columns;
        g_test_message("%s", kx_text(row, 0));
        g_assert_true(strcmp(kx_text(row, PHONEMES), "-") == 0 ||
                      kx_phonemes_valid(kx_text(row, PHONEMES), NULL));
    }
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/foreign/readings", test_readings);
    g_test_add_func("/foreign/none", test_none);
    g_test_add_func("/foreign/sounds", test_sounds);
    return g_test_run();
}
