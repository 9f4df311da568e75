/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "speak/english.h"
#include "speak/english_compound.h"
#include "speak/pronounce.h"
#include "text/normalise.h"
#include "text/phonemes.h"
#include "text/table.h"

#include <string.h>

/* ---- words ---- */

static void test_find(void)
{
    static const struct {
        const char *text;
        bool found, dutch_too, loan, name;
    } cases[] = {
        {"firewall", true, true, true, false},   {"Firewall", true, true, true, false},
        {"threat", true, false, true, false},    {"water", true, true, false, false},
        {"hand", true, true, false, false},      {"station", true, true, false, false},
        {"Buckingham", true, false, true, true}, {"Galbraith", true, false, false, true},
        {"fiets", false, false, false, false},   {"bee", true, false, false, false},
        {"rug", true, true, false, false},
    };
    for (unsigned i = 0; i < G_N_ELEMENTS(cases); i++) {
        kx_english_word word = {0};
        bool found = kx_english_find(cases[i].text, strlen(cases[i].text), &word);
        if (found != cases[i].found || word.dutch_too != cases[i].dutch_too ||
            word.loan != cases[i].loan || word.name != cases[i].name)
            g_error("%s: found %d, in Dutch too %d, a loan %d, a name %d", cases[i].text, found,
                    word.dutch_too, word.loan, word.name);
    }
}

/* A Dutch mouth knows no English sound but those that both voices have. */
static void test_all_sounds_have_a_dutch_one(void)
{
    const kx_table *sounds = &kx_table_phonemes, *map = &kx_table_english_phonemes;
    for (size_t i = 0; i < sounds->n_rows; i++) {
        const kx_cell *row = &sounds->cells[i * sounds->n_columns];
        const char *mnemonic = kx_text(row, 0);
        if (strcmp(kx_text(row, 1), "en") == 0 && !kx_table_find(map, mnemonic, strlen(mnemonic)))
            g_error("%s has no row in english_phonemes.tsv", mnemonic);
    }
    for (size_t i = 0; i < map->n_rows; i++) {
        const kx_cell *row = &map->cells[i * map->n_columns];
        const char *mnemonic = kx_text(row, 0), *said = kx_text(row, 1);
        const kx_cell *sound = kx_table_find(sounds, mnemonic, strlen(mnemonic));
        g_assert_true(sound && strcmp(kx_text(sound, 1), "nl") != 0);
        for (size_t at = 0, n = strlen(said); at < n;) {
            size_t length = strlen(said + at);
            while (!(sound = kx_table_find(sounds, said + at, length)))
                length--;
            g_assert_cmpstr(kx_text(sound, 1), !=, "en");
            at += length;
        }
    }
}

/* A small Dutch list. */
static bool has_dutch(const void *data, const char *word, size_t n)
{
    static const char *const words[] = {"maak", "loof", "gaat", "bal", "rang", "jammert"};
    (void)data;
    for (unsigned i = 0; i < G_N_ELEMENTS(words); i++) {
        if (strlen(words[i]) == n && memcmp(words[i], word, n) == 0)
            return true;
    }
    return false;
}

typedef struct {
    const char *text;
    bool dutch;
    const char *phonemes; /* NULL: it is none */
} english_case;

static void assert_readings(const english_case *cases, unsigned n)
{
    for (unsigned i = 0; i < n; i++) {
        g_autofree char *reading = kx_english_reading(cases[i].text, strlen(cases[i].text),
                                                      cases[i].dutch, has_dutch, NULL);
        if (g_strcmp0(reading, cases[i].phonemes) != 0)
            g_error("%s: %s", cases[i].text, reading ? reading : "none");
        g_assert_true(!reading || kx_phonemes_valid(reading, NULL));
    }
}

static void test_readings(void)
{
    static const english_case cases[] = {
        /* words */
        {"firewall", true, "f'Aj@rv#O:l"},
        {"threat", false, "tr'Et"},
        {"water", true, NULL},
        {"hallo", true, NULL},
        /* Dutch endings */
        {"streamt", true, "str'imt"},
        {"gestreamd", true, "Q@str'imt"},
        {"gestreamde", true, "Q@str'imd@"},
        {"streamster", false, "str'imst@r"},
        {"streamend", false, "str'im@nt"},
        {"crawlende", false, "kr'O:l@nd@"},
        {"hacken", true, "h'Ek@n"},
        {"gehackt", true, "Q@h'Ekt"},
        {"blogje", true, NULL},
        {"firewalltje", false, "f'Aj@rv#O:ltj@"},
        /* Dutch words that only look so */
        {"rollen", true, NULL},
        {"ballen", true, NULL},
        {"lopen", true, NULL},
        {"maken", true, NULL},
        {"alle", true, NULL},
        {"taken", true, NULL},
        {"gaten", true, NULL},
        {"loven", true, NULL},
        {"baseer", true, NULL},
        {"rapst", true, NULL},
        {"jammer", true, NULL},
        {"douchen", true, NULL},
        {"dépendance", false, NULL},
        /* prefixes */
        {"offboarding", false, "'Ofb,o:rdIN"},
        {"onboarden", false, "'Onb,o:rd@n"},
        {"insourcen", false, "'Ins,O:rs@n"},
        {"retweeten", false, "ritv#'it@n"},
        {"onwater", false, NULL},
        {"codebase", false, NULL}, /* a compound, and no co-debase */
        /* British spelling, with the sounds of the American word */
        {"harbour", false, "h'Arb@r"},
        {"sceptre", false, "s'Ept@r"},
        {"organiser", false, "'Org@n,Ajz@r"},
        {"analyse", true, NULL},
        {"economy", false, "ik'On@mi"},
        /* an r is said once */
        {"favourite", false, "f'e:v@rIt"},
        /* w, x and y are not doubled */
        {"deployen", false, "dipl'Oj@n"},
        {"showen", true, "S'o:@n"},
        /* Dutch plurals end in -es with a weak e */
        {"batches", true, "b'EtS@s"},
        /* full vowels of weak first syllables; not inside a word, not of a- */
        {"conversion", false, "kOnv'8rZ@n"},
        {"support", false, "s8p'Ort"},
        {"promotion", false, "pro:m'o:S@n"},
        {"original", false, "o:r'IdZIn@l"},
        {"tomorrow", false, "tum'Oro:"},
        {"abode", false, "@b'o:d"},
        {"company", false, "k'8mp@ni"},
        /* the vowels of London */
        {"fastest", false, "f'a:stIst"},
        {"passive", false, "p'EsIv"},
        {"trespass", false, "tr'Esp@s"},
        {"missiles", false, "m'IsAjlz"},
        {"launching", false, "l'O:ntSIN"},
        {"newsletter", false, "nj'uzlEt@r"},
        /* the o of boord, and that of port */
        {"explorer", false, "Ekspl'o:r@r"},
        {"outsource", false, "VUts'O:rs"},
        {"airport", false, "'E:rpOrt"},
        {"defaults", false, "dif'Olts"},
        /* weak endings */
        {"limited", false, "l'ImIt@d"},
        {"careful", false, "k'E:rful"},
        {"gunman", false, "g'8nmEn"},
        {"spokeswoman", false, "sp'o:ksv#um@n"},
        {"mommies", false, "m'Omis"},
        {"friendlier", false, "fr'Endlij@r"},
        {"helmet", false, "h'Elm@t"},
        /* no r where none is written */
        {"client", false, "kl'Aj@nt"},
        {"wired", false, "v#'Aj@rd"},
        {"denials", false, "din'Aj@lz"},
        {"allowance", false, "@l'VU@ns"},
        /* what Dutch keeps, and what it is not to lose */
        {"a", false, NULL},
        {"'s", false, NULL},
    };
    assert_readings(cases, G_N_ELEMENTS(cases));
}

/* Each part of a compound keeps what it would keep alone, where both have a stress. */
static void test_parts_keep_their_sounds(void)
{
    static const english_case cases[] = {
        {"marketplace", false, "m'Ark@tpl,e:s"},
        {"counterproductive", false, "k,VUnt@rpro:d'8ktIv"},
        {"bathroom", false, "b'a:trum"},
        {"castrated", false, "kEstr'e:t@d"},
    };
    assert_readings(cases, G_N_ELEMENTS(cases));
}

/* ---- compounds ---- */

static void test_compounds(void)
{
    static const struct {
        const char *word;
        size_t seam, both; /* 0: it is none; the same where both parts must be English alone */
    } cases[] = {
        {"webhook", 3, 0},    {"fastlane", 4, 4},  {"warmup", 4, 0},
        {"redteam", 3, 0},    {"waterland", 0, 0}, {"basaltine", 0, 0},
        {"whitestone", 5, 5}, {"Zwollema", 0, 0},  {"up", 0, 0},
    };
    for (unsigned i = 0; i < G_N_ELEMENTS(cases); i++) {
        const char *word = cases[i].word;
        g_test_message("%s", word);
        g_assert_cmpuint(kx_english_compound(word, strlen(word), false), ==, cases[i].seam);
        g_assert_cmpuint(kx_english_compound(word, strlen(word), true), ==, cases[i].both);
    }
    g_assert_true(kx_english_is_own("Shield", 6));
    g_assert_false(kx_english_is_own("water", 5));
}

/* ---- the measure ---- */

/* The phonemes that the engine is given for a word; its letters where that is what it is given. */
static char *given(const char *text)
{
    g_autoptr(kx_document) doc = kx_document_new("proef");
    kx_document_take_text(doc, g_strdup(text), strlen(text));
    g_autoptr(kx_spoken) spoken = kx_normalise(doc, (kx_range){0, strlen(text)}, &(kx_style){0});
    g_autoptr(kx_utterance) utterance = kx_pronounce(spoken, NULL);
    GString *out = g_string_new(NULL);
    for (guint i = 0; i < utterance->pieces->len; i++)
        g_string_append(out, g_array_index(utterance->pieces, kx_piece, i).text);
    return g_string_free(out, FALSE);
}

/* What is no difference to the ear: second stresses, voice, glides, the length of O and i. */
static char *fold(const char *phonemes)
{
    static const char *const same[][2] = {{",", ""},   {"|", ""},     {";", ""},    {"O:", "O"},
                                          {"i:", "i"}, {"e:j", "e:"}, {"ij", "i"},  {"b", "p"},
                                          {"d", "t"},  {"g", "k"},    {"v#", "w"},  {"v", "f"},
                                          {"z", "s"},  {"Z", "S"},    {"Nk", "nk"}, {"tt", "t"},
                                          {"kk", "k"}, {"ss", "s"},   {"rr", "r"},  {"i@r", "ir"}};
    GString *out = g_string_new(phonemes);
    for (unsigned i = 0; i < G_N_ELEMENTS(same); i++)
        g_string_replace(out, same[i][0], same[i][1], 0);
    return g_string_free(out, FALSE);
}

static bool is_right(const char *said, const char *wanted)
{
    g_auto(GStrv) readings = g_strsplit(wanted, "|", -1);
    g_autofree char *ours = fold(said);
    for (char **reading = readings; *reading; reading++) {
        g_autofree char *theirs = fold(*reading);
        if (strcmp(ours, theirs) == 0)
            return true;
    }
    return false;
}

static void test_measure(void)
{
    g_autofree char *path = g_test_build_filename(G_TEST_DIST, "..", "words", "english.tsv", NULL);
    g_autofree char *text = NULL;
    g_autoptr(GError) error = NULL;
    unsigned right = 0, all = 0;
    g_file_get_contents(path, &text, NULL, &error);
    g_assert_no_error(error);
    g_auto(GStrv) lines = g_strsplit(text, "\n", -1);
    for (char **line = lines; *line; line++) {
        char *tab = strchr(*line, '\t');
        if (**line == '#' || !tab)
            continue;
        *tab = '\0';
        g_autofree char *said = given(*line);
        all++;
        if (is_right(said, tab + 1))
            right++;
        else
            g_test_message("%s: %s, not %s", *line, said, tab + 1);
    }
    g_test_message("%u of %u right", right, all);
    g_assert_cmpuint(all, >, 200);
    g_assert_cmpuint(100 * right, >=, 75 * all);
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/english/find", test_find);
    g_test_add_func("/english/all-sounds-have-a-dutch-one", test_all_sounds_have_a_dutch_one);
    g_test_add_func("/english/readings", test_readings);
    g_test_add_func("/english/parts-keep-their-sounds", test_parts_keep_their_sounds);
    g_test_add_func("/english/compounds", test_compounds);
    g_test_add_func("/english/measure", test_measure);
    return g_test_run();
}
