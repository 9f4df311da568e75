/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "speak/pronounce.h"

#include "speak/english.h"
#include "text/normalise.h"
#include "text/table.h"

#include <string.h>

/* What the engine is given for a sentence in a style: the calls, joined by " | ". */
static char *given_by(const char *text, bool plain, const kx_style *style)
{
    g_autoptr(kx_document) doc = kx_document_new("proef");
    kx_document_take_text(doc, g_strdup(text), strlen(text));
    g_autoptr(kx_spoken) spoken = kx_normalise(doc, (kx_range){0, strlen(text)}, style);
    g_autoptr(kx_utterance) utterance = kx_pronounce(spoken, style);
    g_autoptr(GPtrArray) calls =
        plain ? kx_utterance_plain_calls(utterance) : kx_utterance_calls(utterance, NULL);
    GString *out = g_string_new(NULL);
    for (guint i = 0; i < calls->len; i++)
        g_string_append_printf(out, "%s%s", i ? " | " : "",
                               kx_call_text(g_ptr_array_index(calls, i)));
    return g_string_free(out, FALSE);
}

static char *given_in(const char *text, bool plain, kx_english english)
{
    return given_by(text, plain, &(kx_style){.english = english});
}

static char *given(const char *text, bool plain)
{
    return given_in(text, plain, KX_ENGLISH_OWN);
}

static void test_given(void)
{
    static const char *const cases[][2] = {
        /* plain words stay text */
        {"De boot vaart.", "De boot vaart."},
        /* accents that stress a word, but not those of its spelling */
        {"Dé boot vóór zó een café.", "[[d'e:]] boot [[v'O:r]] [[z'o:]] een café."},
        /* English letters: one stress, on the last; suffixes inside the group */
        {"de FBI", "de [[,Efb,i'Aj]]"},
        {"de FBI's baas", "de [[,Efb,i'Ajs]] baas"},
        {"een FBI'er", "een [[,Efb,i'Aj@r]]"},
        /* in front of words that are known, one compound with its stress on the last letter */
        {"een API-boek.", "een [[,e:p,i'Ajb,uk]]."},
        {"een USB-stick", "een [[,y,Esb'e:st,Ik]]"},
        {"het NOS-team's werk", "het [[,En,o:'Est,i:ms]] werk"},
        {"een API-xyzzyx.", "een [[,e:p,i'Aj]]-xyzzyx."},
        {"de CDA-VVD", "de see-dee-aa-vee-vee-dee"},
        {"de ECB-chef", "de [[,e:s,e:b'e:S,Ef]]"},
        {"de EU-landen", "de [[,e:'yl,And@n]]"},
        {"de A-film", "de [['a:f,Ilm]]"},
        {"een IT-bedrijf", "een [[,Ajt'ib@dr,EIf]]"},
        {"een NVWA-fractievoorzitter", "een [[,Env,e:v#,e:'a:fr,AksivO:rz,It@r]]"},
        {"een XTC-boot", "een [[,Ikst,e:s'e:b,o:t]]"},
        {"de NAVO-chef", "de [[n'a:vo:S,Ef]]"},
        {"de Navo", "de [[n'a:vo:]]"},
        {"de NAVO's en UNESCO'tje", "de [[n'a:vo:s]] en [[yn'Esko:tj@]]"},
        {"een FIOD'er en twee FIOD'ers", "een [[f'ijOt@r]] en twee [[f'ijOt@rs]]"},
        {"een CERN-team", "een [[s'Ernt,i:m]]"},
        {"een GCHQ'er", "een [[dZ,is,i,e:tSkj'u@r]]"},
        {"een GCHQ-team", "een [[dZ,is,i,e:tSkj'ut,i:m]]"},
        {"een FGDB'er", "een ef-gee-dee-bee-er"},
        {"een KIVOR'er en KIVOR's", "een kivor-er en kivor's"},
        {"een KIVOS's", "een kivos"},
        {"de IT'er's laptop", "de [[,Ajt'i@rs]] [[l'EptOp]]"},
        /* the engine reads a stem before a hyphen as alone, but not before an apostrophe */
        {"een Zwommelen'er en twee Zwommelen'ers", "een Zwommelen-er en twee Zwommelen-ers"},
        {"een Zwommelen'tje en twee Zwommelo'tjes",
         "een Zwommelen [[tj@]] en twee Zwommelo [[tj@s]]"},
        {"een sms'je, een cd'tje en een FBI'tje",
         "een es-em-es'je, | een see-dee'tje en een [[,Efb,i'Ajtj@]]"},
        {"een gsm'etje en twee AOW'ertjes", "een [[Q,e:,Es'Em@tj@]] en twee [[,a:,o:v#'e:@rtj@s]]"},
        {"Zwommels's bal", "Zwommels bal"},
        {"Zij sms'en en e-mail'en", "Zij [[,Es,Em'Es@n]] en [['ime:l@n]]"},
        {"Zij Zwommel'en", "Zij Zwommel'en"},
        /* a surname that a list knows in today's spelling */
        {"Eijkelboom en Luyckx", "[['EIk@lb,o:m]] en Luiks"},
        /* no list knows the whole: its capitals show the parts */
        {"SnowWorld", "[[sn'o:v#,8rld]]"},
        {"de ZwommelKlip", "de Zwommel-klip"},
        {"de SnowWorld's", "de [[sn'o:v#,8rlds]]"},
        {"CodeForge", "[[k'o:tf,OrdZ]]"},
        {"EdTech", "[['Ett,Ek]]"},
        {"een DataShield'er", "een [[d'e:ta:S,ild@r]]"},
        {"een zwommel-up en een pull-up", "een zwommel-up en een [[p'ul,8p]]"},
        /* English by the word beside it */
        {"smart grid", "[[sm'Art]] [[gr'Id]]"},
        {"twee smart grid'ers", "twee [[sm'Art]] [[gr'Id@rs]]"},
        {"een big van Big, big", "een big van Big, | big"},
        {"Zwommel Labs", "Zwommel [[l'Ebz]]"},
        {"de Labs, Zwommel Labs's", "de Labs, | Zwommel [[l'Ebz]]"},
        {"McDonald", "[[m@kd'On@lt]]"},
        {"Zwommelen's bal", "Zwommelen's bal"},
        {"twee zwommo's", "twee zwommo's"},
        /* Dutch letters by their names */
        {"een DVD-gids'er", "een [[d,e:v,e:d'e:Q,Its@r]]"},
        {"de KNVB-bal", "de [[k,a:,Env,e:b'e:b,Al]]"},
        {"een Twitteraccount", "een [[tv#'It@r@k,VUnt]]"},
        {"de KNVB-xyzzyx", "de kaa-èn-vee-bee-xyzzyx"},
    };
    for (unsigned i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autofree char *text = given(cases[i][0], false);
        g_assert_cmpstr(text, ==, cases[i][1]);
    }
}

static void test_listed_words(void)
{
    g_autofree char *whole = given("hun software werkt", false);
    g_autofree char *part = given("de xyzzyx-software werkt", false);
    const kx_cell *row = kx_lexicon_find(NULL, KX_LEXICON_SOUND, "software", strlen("software"));
    g_assert_nonnull(row);
    g_autofree char *wanted = g_strdup_printf("hun [[%s]] werkt", kx_text(row, KX_LEXICON_VALUE));
    g_autofree char *wanted_part =
        g_strdup_printf("de xyzzyx [[%s]] werkt", kx_text(row, KX_LEXICON_VALUE));
    g_assert_cmpstr(whole, ==, wanted);
    g_assert_cmpstr(part, ==, wanted_part);
}

/* Compounds by their parts: one main stress, on the first part, or on the last of an adjective.
 * What looks like one and is none stays text. */
static void test_compounds(void)
{
    static const char *const cases[][2] = {
        {"de wethouder", "de [[v#'EthVUd@r]]"},
        {"de veiligheidsdienst", "de [[v'EIl@xh,EItsd,inst]]"},
        {"de verkeerstoren", "de [[v@rk'I:rst,o:r@n]]"},
        {"vrijzinnig", "[[vr,EIz'In@x]]"},
        {"knobelen en nasnuffelen", "[[kn'o:b@l@n]] en [[n'a:sn,8f@l@n]]"},
        /* with hyphens: one main stress, too; the engine says a number alone */
        {"zijn auto-ongeluk", "zijn [['VUto:,ONQ@l,8k]]"},
        {"de oud-minister", "de [[,VUtmin'Ist@r]]"},
        {"in Noord-Holland", "in [[n,O:rth'OlAnt]]"},
        {"een kant-en-klaarmaaltijd", "een [[k,AntEnkl'a:rm,a:lt,EIt]]"},
        {"een best-seller", "een [[b'EstsEl@r]]"},
        {"Piet van den Berg", "Piet van [[dEn]] Berg"},
        {"23 fietsen", "drie-en-twintig fietsen"},
        {"een 80-jarige", "een [[t'Axt@xj,a:r@Q@]]"},
        {"een 67-jarige", "een [[z,e:v@nEnz'Est@xj,a:r@Q@]]"},
        {"veertien fietsen", "veertien fietsen"},
        {"de verstandige vertelling", "de verstandige vertelling"},
        {"in Woudrichem", "in Woudrichem"},
        {"beslissen en geloven", "beslissen en geloven"},
    };
    for (unsigned i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autofree char *text = given(cases[i][0], false);
        g_assert_cmpstr(text, ==, cases[i][1]);
    }
}

/* Entries of kind lang:en, built in and a user's: of one word and more, in any case or exactly so,
 * with an ending; a word that the English list does not have stays Dutch. */
static void test_lang_en(void)
{
    static const char entries[] = "winter even\tlang:en\nEven Lopen\tlang:en\t\texact\n"
                                  "kop\tlang:en\nblorpel water\tlang:en\n";
    static const char *const cases[][2] = {
        {"een proof of concept", "een [[_^_en-us pr'u:f Vv k'0nsEpt _^_nl]]"},
        {"twee Proof of Concepts", "twee [[_^_en-us pr'u:f Vv k'0nsEpts _^_nl]]"},
        {"wie die hard ziet", "wie die hard ziet"},
        {"wie Die Hard ziet", "wie [[_^_en-us d'aI h'A@d _^_nl]] ziet"},
        {"de Winter even weg", "de [[_^_en-us w'Int3 'i:v@n _^_nl]] weg"},
        {"de winter is even weg", "de winter is even weg"},
        {"nu even lopen", "nu even lopen"},
        {"de blorpel water", "de blorpel [[_^_en-us w'O:t#3 _^_nl]]"},
    };
    g_autoptr(kx_lexicon) lexicon = kx_lexicon_new();
    g_autoptr(GError) error = NULL;
    kx_lexicon_add(lexicon, "x", entries, strlen(entries), &error);
    g_assert_no_error(error);
    const kx_style style = {.lexicon = lexicon};
    for (unsigned i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autofree char *text = given_by(cases[i][0], false, &style);
        g_assert_cmpstr(text, ==, cases[i][1]);
    }
}

/* The English list has every word of the built-in entries of that kind. */
static void test_lang_en_words(void)
{
    for (size_t i = 0; i < kx_table_lexicon.n_rows; i++) {
        const kx_cell *row = &kx_table_lexicon.cells[i * KX_LEXICON_COLUMNS];
        g_auto(GStrv) words = NULL;
        if (!kx_lexicon_row_is(row, "lang:en"))
            continue;
        words = g_strsplit_set(kx_text(row, KX_LEXICON_WRITTEN), " -", -1);
        for (unsigned k = 0; words[k]; k++) {
            kx_english_word word;
            if (!kx_english_find(words[k], strlen(words[k]), &word))
                g_error("%s: the English list has no %s", kx_text(row, KX_LEXICON_PLACE), words[k]);
        }
    }
}

/* English: words in a Dutch mouth, also as parts of Dutch ones; phrases as the style says. */
static void test_english(void)
{
    static const struct {
        const char *text;
        kx_english english;
        const char *given;
    } cases[] = {
        {"een threat,", KX_ENGLISH_OWN, "een [[tr'Et]],"},
        {"de threats", KX_ENGLISH_OWN, "de [[tr'Ets]]"},
        {"threatachtige", KX_ENGLISH_OWN, "threatachtige"},
        {"een threat-regel", KX_ENGLISH_OWN, "een [[tr'Etr,e:Q@l]]"},
        {"de threatlijst", KX_ENGLISH_OWN, "de [[tr'Etl,EIst]]"},
        {"Heartbleed", KX_ENGLISH_OWN, "[[h'Artbl,id]]"},
        {"de supply chain wint", KX_ENGLISH_OWN, "de [[_^_en-us s@pl'aI tS'eIn _^_nl]] wint"},
        {"de supply chain wint", KX_ENGLISH_IN_DUTCH, "de [[s8pl'Aj]] [[tS'e:n]] wint"},
        {"supply chain, supply", KX_ENGLISH_OWN,
         "[[_^_en-us s@pl'aI tS'eIn _^_nl]], | [[s8pl'Aj]]"},
    };
    for (unsigned i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autofree char *text = given_in(cases[i].text, false, cases[i].english);
        g_assert_cmpstr(text, ==, cases[i].given);
    }
}

/* A word of an English phrase that has more sounds, or more parts, than the gate takes at once. */
static void test_long_english(void)
{
    static const char *const parts[] = {"threat", "eye"};
    for (unsigned i = 0; i < 2 * G_N_ELEMENTS(parts); i++) {
        const kx_style style = {.english = i % 2 ? KX_ENGLISH_IN_DUTCH : KX_ENGLISH_OWN};
        g_autoptr(GString) text = g_string_new("with the supply");
        for (unsigned n = 0; n < 120; n++)
            g_string_append_printf(text, "%c%s", n ? '-' : ' ', parts[i / 2]);
        g_autoptr(kx_document) doc = kx_document_new("proef");
        kx_document_take_text(doc, g_strdup(text->str), text->len);
        g_autoptr(kx_spoken) spoken = kx_normalise(doc, (kx_range){0, text->len}, &style);
        g_autoptr(kx_utterance) utterance = kx_pronounce(spoken, &style);
        kx_gate_report report = {0};
        g_autoptr(GPtrArray) calls = kx_utterance_calls(utterance, &report);
        size_t n_words = 0;
        for (guint c = 0; c < calls->len; c++) {
            size_t n;
            kx_call_words(g_ptr_array_index(calls, c), &n);
            n_words += n;
        }
        g_assert_cmpuint(n_words, ==, 4);
        g_assert_cmpuint(report.dropped_phonemes, ==, 0);
    }
}

/* The plainest form holds every word, as letters only. */
static void test_plain_loses_no_word(void)
{
    g_autofree char *text = given("De FBI wil software, zei de CEO.", true);
    g_assert_null(strchr(text, '['));
    for (const char *const *word =
             (const char *const[]){"De", "ef", "bie", "aai", "wil", "software", "zei", "sie", NULL};
         *word; word++)
        g_assert_nonnull(strstr(text, *word));
}

/* Every group that the tables make passes the gate. */
static void test_all_listed_pass_the_gate(void)
{
    const kx_table *table = &kx_table_lexicon;
    for (size_t i = 0; i < table->n_rows; i++) {
        const kx_cell *row = &table->cells[i * table->n_columns];
        kx_piece piece = {KX_GATE_PHONEMES, kx_text(row, KX_LEXICON_VALUE), 0};
        kx_gate_report report = {0};
        if (!kx_lexicon_row_is(row, "phonemes"))
            continue;
        g_autoptr(GPtrArray) calls = kx_gate(&piece, 1, &report);
        if (calls->len != 1 || report.dropped_phonemes != 0)
            g_error("%s: the gate refuses [[%s]]", kx_text(row, KX_LEXICON_PLACE),
                    kx_text(row, KX_LEXICON_VALUE));
    }
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/pronounce/given", test_given);
    g_test_add_func("/pronounce/listed-words", test_listed_words);
    g_test_add_func("/pronounce/compounds", test_compounds);
    g_test_add_func("/pronounce/english", test_english);
    g_test_add_func("/pronounce/long-english", test_long_english);
    g_test_add_func("/pronounce/lang-en", test_lang_en);
    g_test_add_func("/pronounce/lang-en-words", test_lang_en_words);
    g_test_add_func("/pronounce/plain-loses-no-word", test_plain_loses_no_word);
    g_test_add_func("/pronounce/all-listed-pass-the-gate", test_all_listed_pass_the_gate);
    return g_test_run();
}
