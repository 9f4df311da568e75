/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The dictionary as it was compiled. */
#include "speak/words.h"

#include <glib.h>
#include <string.h>

static void test_repaired(void)
{
    static const char *const cases[][2] = {
        {"knobelen", "kn'o:b@l@n"},
        {"personen", NULL}, /* listed in the lexicon */
        {"nasnuffelen", "n'a:sn,8f@l@n"},
        {"opschonen", "'Opsx,o:n@n"},
        {"bekostiging", "b@k'Ost@QIN"},
        {"hectograaf", "h,Ekto:Qr'a:f"},
        {"wrakkig", "v#r'Ak@x"},
        {"koppelen", "k'Op@l@n"},
        {"maatschappelijk", "ma:tsx'Ap@l@k"},
        {"karretje", "k'Ar@t;@"},
        {"fermionen", "f,Ermi'o:n@n"},
        /* verbs in -eren, and no compounds of keren, leren and teren; one of them is */
        {"blokkeert", "blOk'Irt"},
        {"debatteerde", "d,e:bAt'Ird@"},
        {"promoveren", "pr,o:mo:v'I:r@n"},
        {"groepering", NULL},
        {"terugkeert", NULL},
        /* learned words, and no compounds of maal, list and nier; one of them is */
        {"minimaal", "m,inim'a:l"},
        {"moralist", "m,o:ra:l'Ist"},
        {"bankier", NULL},
        {"avondmaal", NULL},
        /* the first part has no stress, of the bare noun it has */
        {"voorspelling", "v,O:rsp'ElIN"},
        {"omarmd", "Om'Armt"},
        {"achterhaalt", ",Axt@rh'a:lt"},
        {"misbruik", NULL},
        {"overtuigen", NULL},
        {"overnemen", "'o:v@rn,e:m@n"},

        /* without its accents */
        {"geinteresseerd", "Q@,Int@rEs'Irt"},
        /* the engine is right; a compound; a function word; none */
        {"boot", NULL},
        {"regent", NULL},
        {"veiligheidsdienst", NULL},
        {"de", NULL},
        {"xyzzyx", NULL},
    };
    for (unsigned i = 0; i < G_N_ELEMENTS(cases); i++)
        g_assert_cmpstr(kx_words_repaired(cases[i][0], strlen(cases[i][0])), ==, cases[i][1]);
}

static void test_compounds(void)
{
    static const char *const cases[][2] = {
        {"veiligheidsdienst", "v'EIl@xh,EItsd,inst"},
        /* the spelling until 1996 */
        {"pruikeboom", "pr'Wyk@b,o:m"},
        {"stofzuiger", "st'Ofz,WyQ@r"},
        {"hieromheen", "h,irOmh'e:n"},
        {"eerlijkheidstest", "'I:rl@kh,EItst,Est"},
        {"hoeveelheidsopgave", "huv'e:lh,EIts,OpQ,a:v@"},
        {"zesjarige", "z'Esj,a:r@Q@"},
        {"narrenschip", "n'Ar@nsx,Ip"},
        /* a part that only the lexicon has; a name before a word, with and without its capital */
        {"ransomwareaanval", "r'Ens@mv#,E:r,a:nv,Al"},
        {"Afghanistanmissie", "Afx'a:nistAnm,Isi"},
        {"afghanistanmissie", NULL},
        {"whatsappgroep", "v#'OtsEpQr,up"},
        /* no gram */
        {"Instagramfoto", "'Inst@gr,Emf,o:to:"},
        /* of two English words, one of them no Dutch one; no voice at the end of a part */
        {"webhook", "v#'Eph,uk"},
        {"fastlane", "f'a:stl,e:n"},
        {"codebase", "k'o:db,e:s"},
        {"warmup", "v#'Orm,8p"},
        {"bughunter", "b'8kh,8nt@r"},
        {"redteamer", "r'Ett,im@r"},
        {"teamlid", "t'i:ml,It"},
        /* an English word with -er that no list has */
        {"crawlersoftware", "kr'O:l@rs,Oftv#E:r"},
        {"spooferpanel", "sp'uf@rp,En@l"},
        /* an entry of the lexicon with -s */
        {"bloggersborrel", "bl'Og@rsb,Or@l"},
        /* streets */
        {"Amaliastraat", "a:m'a:li,a:str,a:t"},
        {"Amaliaplein", "a:m,a:li,a:pl'EIn"},
        {"Facebookpagina", "f'e:sbukp,a:Qina:"},
        {"Rotterdam", NULL},
        {"Willemijntje", NULL},
    };
    for (unsigned i = 0; i < G_N_ELEMENTS(cases); i++) {
        const char *word = cases[i][0];
        const bool name = g_ascii_isupper(word[0]) && kx_words_has(word, strlen(word));
        g_autofree char *phonemes = kx_words_compound(NULL, word, strlen(word), name, NULL);
        g_assert_cmpstr(phonemes, ==, cases[i][1]);
    }
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/words/repaired", test_repaired);
    g_test_add_func("/words/compounds", test_compounds);
    return g_test_run();
}
