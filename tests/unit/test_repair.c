/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "speak/repair.h"
#include "speak/repair_sounds.h"
#include "speak/spelling.h"

#include <glib.h>
#include <string.h>

/* A dictionary of a few words, as the engine or a rule reads them. */
static const struct {
    const char *word;
    kx_known_reading reading;
} words[] = {
    {"knobel", {"kn'o:b@l", true, false, false}},
    {"loop", {"l'o:p", false, false, false}},
    {"motor", {"m'o:tOr", false, false, false}},
    {"blog", {"bl'Ok", true, true, false}},
    {"service", {"s'8rv@s", true, true, false}},
    {"termijn", {"tErm'EIn", false, false, false}},
    {"spiegel", {"sp'iQ@l", false, false, false}},
    {"boosaardig", {"bo:s'a:rd@x", true, false, true}},
    {"gekleed", {"Q@kl'e:t", true, false, false}},
    {"opname", {"'Opn,a:m@", true, false, false}},
    {"zoom", {"z'um", false, true, false}},
    {"lopen", {"l'o:p@n", false, false, false}},
    {"formatie", {"fOrm'a:tsi", false, false, false}},
    {"nagel", {"n'a:Q@l", false, false, false}},
    {"gang", {"Q'AN", false, false, false}},
    {"grommelen", {"Qr'Om@l@n", true, false, false}},
    {"kogel", {"k'o:Q@l", false, false, false}},
    {"pen", {"p'En", false, false, false}},
    {"kogelpennen", {"k'o:Q@lp,En@n", false, false, true}},
    {"film", {"f'Ilm", false, false, false}},
    {"fans", {"f'Ens", false, false, false}},
    {"huis", {"h'Wys", false, false, false}},
    {"huisdeur", {"h'Wysd,Y:r", false, false, true}},
    {"deuren", {"d'Y:r@n", false, false, false}},
    {"gelden", {"Q'Eld@n", false, false, false}},
    {"blad", {"bl'At", false, false, false}},
    {"beslis", {"b@sl'Iss", false, false, false}},
    {"legging", {"l'EgIN", false, true, false}},
    {"leggen", {"l'EQ@n", false, false, false}},
    {"redeneren", {"r,e:d@n'I:r@n", false, false, false}},
    {"auto", {"'VUto:", false, false, false}},
    {"sleutel", {"sl'Y:t@l", false, false, false}},
    {"genomen", {"Q@n'o:m@n", false, false, false}},
    {"over", {"'o:v@r", false, false, false}},
    {"uitnodigt", {"'Wytn,o:d@xt", false, false, false}},
};

static bool look_up(void *data, const char *word, kx_known_reading *reading)
{
    (void)data;
    for (unsigned i = 0; i < G_N_ELEMENTS(words); i++) {
        if (strcmp(words[i].word, word) != 0)
            continue;
        if (reading)
            *reading = words[i].reading;
        return true;
    }
    return false;
}

typedef struct {
    const char *word, *engine, *repaired;
} repair_case;

static void check(const repair_case *cases, unsigned n)
{
    for (unsigned i = 0; i < n; i++) {
        g_autofree char *repaired = kx_repair(cases[i].word, cases[i].engine, look_up, NULL);
        if (strcmp(repaired, cases[i].repaired) != 0)
            g_error("%s: %s, wanted %s", cases[i].word, repaired, cases[i].repaired);
    }
}

/* Endings of the table, on the engine's reading. */
static void test_endings(void)
{
    static const repair_case cases[] = {
        {"antropoloog", "Antr'o:po:lo:x", "Antr,o:po:l'o:x"},
        {"soldaat", "s'Olda:t", "sOld'a:t"},
        {"competentie", "k,Omp@t'E2ntsi", "k,Omp@t'Ensi"},
        {"redenaties", "r,e:d@na:ts'is", "r,e:d@n'a:tsis"},
        {"historisch", "h'Isto:ris", "hIst'o:ris"},
        {"bekostiging", "b@k'OstiQ,IN", "b@k'Ost@QIN"},
        {"personen", "pErs'o:n@n", "pErs'o:n@n"},
        {"fandango", "fAnd'ANo:", "fAnd'ANgo:"},
        {"filialen", "f'ili,a:l@n", "f,ili'a:l@n"},
        {"arrangeren", ",ArAN'I:r@n", ",ArAnZ'e:r@n"},
        /* the stress is in it: no ending */
        {"vergelijk", "v@rQ@l'EIk", "v@rQ@l'EIk"},
        /* a vowel on both sides: no ending */
        {"tuier", "t'Wy@r", "t'Wy@r"},
        /* two words: no ending */
        {"filmfans", "f'Ilmf,Ens", "f'Ilmf,Ens"},
    };
    check(cases, G_N_ELEMENTS(cases));
}

/* Words made of others. */
static void test_forms(void)
{
    static const repair_case cases[] = {
        {"knobelen", "kno:b'e:l@n", "kn'o:b@l@n"},
        {"bloggende", "bl'OQ@nd@", "bl'Og@nd@"},
        {"services", "s'8rvis@s", "s'8rv@s@s"},
        {"termijnen", "t'ErmEIn@n", "tErm'EIn@n"},
        {"boosaardigheid", "b,o:za:rd'IxhEIt", "bo:s'a:rd@xh,EIt"},
        {"bladachtig", "bla:d'Axt@x", "bl'At,Axt@x"},
        /* the verb says that the last syllable is weak */
        {"grommel", "QrOm'El", "Qr'Om@l"},
        /* the engine's double consonant */
        {"beslissen", "b@sl'Is@n", "b@sl'Is@n"},
        /* a loanword keeps its spelling */
        {"zomer", "z'o:m@r", "z'o:m@r"},
        {"lopende", "l'o:p,End@", "l'o:p@nd@"},
        {"accuraat", ",Akkyr'a:t", ",Akyr'a:t"},
        {"definieert", "d'e:fin,ie:rt", "d,e:fini'e:rt"},
        {"geïnspecteerde", "Q@'InspEkt,e:rd@", "Q@,InspEkt'e:rd@"},
        /* a last part, and the first one or a prefix */
        {"autosleutel", ",VUtOslY:t'El", "'VUto:sl,Y:t@l"},
        {"gesleutel", "Q@sl,Y:t'El", "Q@sl'Y:t@l"},
        /* a past tense with a weak stem; a last part that is no ending */
        {"grommelden", "Qr'OmEld@n", "Qr'Om@ld@n"},
        {"kogelpen", "k'o:QElp@n", "k'o:Q@lp,En"},
        /* what somebody does */
        {"huisdeurers", "h'WysdY:r@rs", "h'Wysd,Y:r@rs"},
        /* a word that is not surer than the engine */
        {"loopen", "l'o:p@n", "l'o:p@n"},
    };
    check(cases, G_N_ELEMENTS(cases));
}

static void test_prefixes(void)
{
    static const repair_case cases[] = {
        {"aflopen", "Afl'o:p@n", "'Afl,o:p@n"},
        {"overgang", ",o:v@rQ'AN", "'o:v@rQ,AN"},
        {"vooruitlopen", "v'O:rWytl,o:p@n", "vO:r'Wytl,o:p@n"},
        {"ongekleed", ",OnQ@kl'e:t", "ONQ@kl'e:t"},
        {"overgenomen", ",o:v@rQ@n'o:m@n", "'o:v@rQ@n,o:m@n"},
        /* an adjective, be its stem a word or not; a verb in -igen; no stem */
        {"afgunstig", "'AfQ,8nst@x", "AfQ'8nst@x"},
        {"opvouwbare", "'Opv,VUba:r@", "Opv'VUba:r@"},
        {"uitnodig", "'Wytn,o:d@x", "'Wytn,o:d@x"},
        {"inbare", "'Inba:r@", "'Inba:r@"},
        {"afwijzende", "'Afv#,EIz@nd@", "Afv#'EIz@nd@"},
        /* a learned word; a form of another word */
        {"informatie", ",InfOrm'a:tsi", ",InfOrm'a:tsi"},
        {"nagelden", "n'a:Q@ld@n", "n'a:Q@ld@n"},
        /* of leggen, not the leggings of the lexicon */
        {"uitlegging", "'WytlEQ,IN", "'WytlEQ,IN"},
    };
    check(cases, G_N_ELEMENTS(cases));
}

static void test_sounds(void)
{
    static const repair_case cases[] = {
        {"aangenaam", "'a:nQ@n,a:m", "'a:NQ@n,a:m"},
        {"wrak", "vr'Ak", "v#r'Ak"},
        {"ambtenaar", "'Ambt@n,a:r", "'Amt@n,a:r"},
        {"hydrant", "hIdr'Ant", "hidr'Ant"},
        {"typen", "t'iIp@n", "t'ip@n"},
        {"reprise", "rEpr'iz@", "re:pr'iz@"},
        {"opereren", ",o:pI:r'I:r@n", ",o:p@r'I:r@n"},
        {"dertigtal", "d'ErtIxt,Al", "d'Ert@xt,Al"},
        {"documenten", "d,o:kym@nt'En", "d,o:kymEnt'En"},
        {"bolletje", "b'OlEt;@", "b'Ol@t;@"},
        {"sigaar", "s'iQa:r", "siQ'a:r"},
        {"merrie", "mEr'i", "m'Eri"},
        {"bewijs", "b'@v#EIs", "b@v#'EIs"},
        {"genitaliën", "Q@n,ita:l'i@n", "Q@nit'a:li@n"},
        {"buizerd", "b'WyzErt", "b'Wyz@rt"},
        {"fungeren", "f8N'I:r@n", "f8NQ'I:r@n"},
        {"katheter", "k'At@t@r", "k'a:t@t@r"},
        {"video", "v'id@,o:", "v'ide:,o:"},
        {"bedaren", "b'Eda:r@n", "b@d'a:r@n"},
        /* nothing to do */
        {"adres", "Adr'Es", "Adr'Es"},
        {"lachen", "l'Ax@n", "l'Ax@n"},
        {"oneens", "On'e:ns", "On'e:ns"},
        {"vanuit", "vAn'Wyt", "vAn'Wyt"},
        {"vanavond", "vAn'a:vOnt", "vAn'a:vOnt"},
        {"vanille", "vAn'ij@", "va:n'ij@"},
    };
    check(cases, G_N_ELEMENTS(cases));
}

static void test_names(void)
{
    static const struct {
        const char *name, *engine, *repaired;
    } cases[] = {{"Nijenrode", "n'EIEnr,o:d@", "n'EI@nr,o:d@"},
                 {"Simpelveld", "s'ImpElv@lt", "s'Imp@lvElt"},
                 {"Olthuis", "'OltWys", "'OlthWys"},
                 {"Europeanen", "'Y:ro:pe:a:n@n", ",Y:ro:pe:'a:n@n"},
                 {"Berlijn", "bErl'EIn", NULL}};
    for (unsigned i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autofree char *repaired = kx_repair_people(cases[i].name, cases[i].engine);
        g_assert_cmpstr(repaired, ==, cases[i].repaired);
    }
}

/* What the splitter may not cut. */
static void test_forbidden_seams(void)
{
    g_assert_true(kx_repair_forbids("spiegels", strlen("spie"), look_up, NULL));
    g_assert_true(kx_repair_forbids("fotografie", strlen("foto"), look_up, NULL));
    g_assert_true(kx_repair_forbids("redenatie", strlen("rede"), look_up, NULL));
    g_assert_false(kx_repair_forbids("huisdeuren", strlen("huis"), look_up, NULL));
    g_assert_false(kx_repair_forbids("huisgelden", strlen("huis"), look_up, NULL));
}

static void test_vowels_of_spelling(void)
{
    static const struct {
        const char *word;
        unsigned vowels;
    } cases[] = {{"nieuw", 1}, {"nieuws", 1}, {"theorie", 3}, {"geïnd", 2},
                 {"mooie", 2}, {"quiche", 2}, {"yoga", 2},    {"systeem", 2}};
    for (unsigned i = 0; i < G_N_ELEMENTS(cases); i++)
        g_assert_cmpuint(kx_spelling_vowels(cases[i].word, strlen(cases[i].word)), ==,
                         cases[i].vowels);
    g_assert_false(kx_spelling_is_seam("tuier", 5, 2));
    g_assert_true(kx_spelling_is_seam("tuier", 5, 3));
    g_assert_true(kx_spelling_is_open("lop", 3));
    g_assert_false(kx_spelling_is_open("loop", 4));
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/repair/endings", test_endings);
    g_test_add_func("/repair/names", test_names);
    g_test_add_func("/repair/forms", test_forms);
    g_test_add_func("/repair/prefixes", test_prefixes);
    g_test_add_func("/repair/sounds", test_sounds);
    g_test_add_func("/repair/forbidden-seams", test_forbidden_seams);
    g_test_add_func("/repair/vowels-of-spelling", test_vowels_of_spelling);
    return g_test_run();
}
