/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "text/sentence.h"

#include "base/limits.h"
#include "base/tsv.h"
#include "random_runs.h"

#include <string.h>

static GArray *split(kx_document *doc, const char *text, size_t length)
{
    kx_document_take_text(doc, g_strndup(text, length), length);
    kx_document_add_block(doc, KX_BLOCK_PARAGRAPH, (kx_range){0, length});
    GArray *out = g_array_new(FALSE, FALSE, sizeof(kx_sentence));
    kx_sentences(doc, doc->blocks->len - 1, out);
    return out;
}

/* An example has a "|" where a sentence ends, instead of the blank there. */
static void check_one(const char *example)
{
    g_autoptr(GString) plain = g_string_new(example);
    g_string_replace(plain, "|", " ", 0);
    g_autoptr(kx_document) doc = kx_document_new("test");
    g_autoptr(GArray) sentences = split(doc, plain->str, plain->len);
    g_autoptr(GString) got = g_string_new(NULL);
    for (unsigned i = 0; i < sentences->len; i++) {
        kx_range range = g_array_index(sentences, kx_sentence, i).range;
        g_string_append(got, i > 0 ? "|" : "");
        g_string_append_len(got, doc->text + range.start, (gssize)(range.end - range.start));
    }
    if (strcmp(got->str, example) != 0) {
        g_test_fail();
        g_test_message("want: %s\n#  got: %s", example, got->str);
    }
}

static void check(const char *const *examples)
{
    for (; *examples; examples++)
        check_one(*examples);
}

/* The hard positions: tests/sentences.tsv, an example a line. */
static void test_hard(void)
{
    enum { EXAMPLES_MIN = 200 };
    g_autofree char *path = g_test_build_filename(G_TEST_DIST, "..", "sentences.tsv", NULL);
    g_autofree char *text = NULL;
    gsize length = 0;
    g_autoptr(GError) error = NULL;
    g_file_get_contents(path, &text, &length, &error);
    g_assert_no_error(error);
    g_autoptr(GPtrArray) rows = kx_tsv_parse(path, text, length, 1, 1, false, &error);
    g_assert_no_error(error);
    for (unsigned i = 0; i < rows->len; i++)
        check_one(((const kx_tsv_row *)rows->pdata[i])->cells[0]);
    g_assert_cmpuint(rows->len, >=, EXAMPLES_MIN);
}

static void test_plain(void)
{
    static const char *const examples[] = {
        "De brug is dicht.",
        "De brug is dicht.|Het verkeer rijdt om.",
        "Gaat de school open?|Dat hangt van het weer af.",
        "Wat een wedstrijd!|Niemand had dit verwacht.",
        "Hoe kan dat?!|De club zoekt het uit.",
        "Een regel zonder punt",
        "De eerste\nregel loopt door.|De tweede\nook.",
        "Élise won goud.|Özlem werd tweede.|Ångström is een eenheid.",
        "Hij stopte. en daarna ging hij verder.",
        "Hier ontbreekt een blanco.Toch is dat één stuk.|Hier niet.",
        "DE DIJK IS DOOR.|HET WATER STIJGT.",
        "Прага спит.|Мы тоже.",
        "東京は晴れ。|大阪は雨。",
        NULL,
    };
    check(examples);
}

static void test_abbreviation_never(void)
{
    static const char *const examples[] = {
        "Zie nr. 12 op de lijst.",
        "Lid nr. 12 was er ook.|De rest niet.",
        "Daarover schreef o.a. De Limburger.",
        "Dat stond in o.a. Het Parool en Trouw.",
        "De prijs steeg met ca. 4 procent.|Dat viel mee.",
        "Hij verwijst naar blz. 14 van het rapport.",
        "De regel geldt voor max. 3 personen.",
        "Wie min. 3 jaar lid is, mag stemmen.",
        "De groep, d.w.z. De Wilde Ganzen, bouwt een school.",
        "Op verzoek van dhr. De Bruin bleef het stil.",
        "Mevrouw dr. Het Hart was niet bereikbaar.",
        "Volgens mr. dr. Prof. De Lange is dat onjuist.",
        "Oud-prof. De Wit gaf les tot zijn tachtigste.",
        "De reis ging naar St. Maarten en verder.",
        "Ds. Van der Veen preekte.|De kerk zat vol.",
        "Hij citeert art. 8 van de wet.",
        "PROF. DE LANGE KRIJGT GELIJK.",
        NULL,
    };
    check(examples);
}

static void test_abbreviation_may_end(void)
{
    static const char *const examples[] = {
        "Er komen winkels, cafés enz.|Het plein wordt autovrij.",
        "Er komen winkels, cafés enz. en het plein wordt autovrij.",
        "Het besluit viel op 3 juni jl.|De raad stemde tegen.",
        "Op 3 juni jl.|Advocaten klaagden erover.",
        "De zaal is open tot 17 u.|Toegang is gratis.",
        "Hij reed 120 km/h.|Politie zoekt hem.",
        "Een huis van € 300.000 k.k.|Makelaar Jansen verkoopt het.",
        "Entree € 5 p.p.|Kinderen mogen gratis naar binnen.",
        "Hij reist naar de VS.|Daar spreekt hij.",
        "Dat meldt ING.|Economen schrikken.",
        "Dat zei Jan.|Kees zweeg.",
        "Hij werd ingehaald door Max.|Lando werd tweede.",
        "Hij kwam te laat.|14.15 uur was afgesproken.",
        "Er zijn veel inwoners.|12.000 daarvan zijn jong.",
        "Brand in Ede.|5 mensen zijn gewond.",
        "Het was mei.|5 juni is later.",
        "Het kost 5 mln.|Dat is te veel, zegt de wethouder.",
        "Zij wachtten 20 min.|De trein kwam niet.",
        "Hij sprak met zijn buurman Max.|De man wist van niets.",
        "Martin Luther King jr.|De dominee hield een toespraak.",
        "Martin Luther King jr. hield een toespraak.",
        "Zij verhuisde naar de V.S.|Daar vond ze werk.",
        "De V.S. Senaat stemt morgen.",
        "Hij werkt in de V.S.",
        "Het feest is op 4 jan.|De kaarten zijn op.",
        "Dat was in sept.|Er is niets veranderd.",
        "De winkel is van jan. t/m okt. open.",
        "Van 1 okt. tot 3 nov. staat de brug open.",
        "De zaak dient op vr. 4 okt. 2024 in Assen.",
        "Zo is het niet, maar zo.|De voorzitter legde het uit.",
        "Hij deed het a.h.w.|De rest keek toe.",
        "Hij kwam a.h.w. Amsterdam binnen.",
        "Daar zat Br. Ignatius al.",
        "De zaak komt voor de Rb. Haarlem.",
        "Dat was een zaak voor de NS.|Prorail zweeg.",
        NULL,
    };
    check(examples);
}

static void test_initials(void)
{
    static const char *const examples[] = {
        "Het boek van E.M. de Graaf is uit.",
        "Het boek van E.M. De Graaf is uit.",
        "A. de Wit leest voor.",
        "A. De Wit leest voor.",
        "Premier J.P. Balkenende trad af.",
        "De dichter H.J.A.M. Van den Berg stierf jong.",
        "Het werk van A.F.Th. van der Heijden is dik.",
        "Th. Rousseau schilderde bomen.",
        "J.-P. Rampal speelde fluit.",
        "Farid A.|De rechter vroeg waarom.",
        "Farid A. was er niet bij.",
        "Voor de rechter stond Farid A.|Hij zweeg.",
        "De politie hield Bilal K.|Volgens zijn vriendin is hij onschuldig.",
        "Aangehouden is ook Lisa de V.|Zij ontkent.",
        "Peter R. De Vries deed onderzoek.",
        "Vrij is Farid A.|De Rotterdamse rechter sprak hem vrij.",
        "Jan P. De Smet won de koers.",
        "Farid A.|\"Ik was er niet\", zei hij.",
        "Sinaasappels bevatten vitamine C.|De meeste mensen krijgen genoeg binnen.",
        "Dan rest alleen plan B.|Wie wil dat?",
        "Oranje speelt in groep F.|Frankrijk ook.",
        "De stroom is 16 A.|Meer kan niet.",
        "Koning Willem I.|Hij regeerde tot 1840.",
        "Volgens P. is dat onzin.|Ook T.|Zij zwijgt.",
        "Hoofdofficier F. Westerbeke zegt dat T. zich verstopte.",
        "Dat was in 55 v. Chr.|De Romeinen vertrokken.",
        "Zij werkt bij de K.L.M.|Het bedrijf groeit.",
        NULL,
    };
    check(examples);
}

static void test_numbers(void)
{
    static const char *const examples[] = {
        "De winkel is open tot 14.30 uur.|Daarna niet.",
        "Bel voor 9.15 uur.|Daarna is het te laat.",
        "De teller staat op 1.250.000.|Dat is een record.",
        "Zij is 35.|Haar broer is 38.",
        "Het werd 2-1.|De supporters juichten.",
        "Dat was in 2016.|De club ging failliet.",
        "Bij het ongeluk vielen drie doden.|12 mensen raakten gewond.",
        "Het werd koud.|-7 graden is geen uitzondering.",
        "De boete is hoog.|€ 250 kost het per dag.",
        "Zie fol. 3 van het dossier.",
        "Dat was om 9 uur.|12 mensen keken toe.",
        "De datum 12. 3. 2020 staat er zo.",
        "1. De raad komt bijeen.",
        "1. De raad komt bijeen.|2. De pers wacht.",
        "Uitslag: 1. Norris, 2. Piastri.|Het antwoord is 1, 2.|Daarna komt 3.",
        "Agenda:\n1. Opening.|2. Notulen.",
        "a. De eerste mogelijkheid.",
        "Hij kost € 5,-.|Zij kost meer.",
        "De 3. plaats was voor Noor.",
        NULL,
    };
    check(examples);
}

static void test_quotes(void)
{
    static const char *const examples[] = {
        "\"Kom je?\" vroeg hij.",
        "‘Nooit!’ riep ze.|Toen was het stil.",
        "“Gaat het?” vroeg de agent.|“Ja”, zei de man.",
        "„Gaat het?” vroeg de agent.|„Ja hoor.”|Hij liep door.",
        "Hij zei: \"Ik ga.\"|En toen ging hij.",
        "\"Ik blijf.\"|\"Waarom?\"",
        "\"Ik ga.\", zei hij.",
        "Zij lachte.|(Dat deed ze vaker.)|Hij niet.",
        "Zij lachte (dat deed ze vaker).|Hij niet.",
        "Hij kreeg 500 (!) Europese titels.",
        "Zij zei dat […] Europa moest wachten.",
        "Help! riep hij nog.",
        "Hij vroeg: 'Wie is daar?'|Niemand antwoordde.",
        "De musical ‘Mamma mia!’ keert terug.",
        "«Non!» zei hij.|«Si!»",
        NULL,
    };
    check(examples);
}

static void test_starters(void)
{
    static const char *const examples[] = {
        "Zij won.|iPhone-bezitters krijgen geld terug.",
        "De koers daalde.|eBay verkoopt zijn dochter.",
        "Het regende.|'s Ochtends was het nog droog.",
        "Het regende.|’s Ochtends was het nog droog.",
        "Het regende. 's ochtends was het nog droog.",
        "De gids zweeg.|'t Hof bleef dicht.",
        "Hij woont er nog.|'s-Gravenzande is mooi.",
        "Dat klopt niet.|nu.nl meldde iets anders.",
        "Dat klopt niet. o.a. omdat het regent.",
        "Is het waar?|iPhone-bezitters weten het.",
        "Zij zei: \"Klaar.\"|\"'s Avonds is er feest.\"",
        "De vraag leeft.|#klimaat is weer populair.",
        NULL,
    };
    check(examples);
}

static void test_ellipsis(void)
{
    static const char *const examples[] = {
        "Tja … misschien komt hij nog.",
        "Tja... misschien komt hij nog.",
        "Tja…|Misschien komt hij nog.",
        "Dat was het dan...|De zaal liep leeg.",
        "Nog 3... 2... 1... en weg was hij.",
        "… De rest is bekend.",
        "Ja, maar ...|Nee!",
        NULL,
    };
    check(examples);
}

static void test_addresses(void)
{
    static const char *const examples[] = {
        "Kijk op www.example.org voor meer.",
        "Kijk op www.example.org.|Daar staat alles.",
        "Open het bestand verslag.docx.|Het is leeg.",
        "Ga naar https://example.org/?q=Alles.Zoek daar.",
        "Mail naar pers@example.org.|Wij bellen terug.",
        "Versie 2.0 is uit.|Versie 3.1 volgt.",
        NULL,
    };
    check(examples);
}

static void test_silent_end(void)
{
    static const char *const examples[] = {
        "Fijne dag! 🎉", "Fijne dag! 🎉 🎉 !!!", "Gewonnen!|🎉 Ajax is kampioen.", "***", "...", "?",
        NULL,
    };
    check(examples);
}

/* A sentence a line, some of them without a stop; running text has its stops within the lines. */
static void test_lines(void)
{
    static const char *const examples[] = {
        "De brug is dicht.\nBoot vast in sluis\nHet verkeer rijdt om.\nNiemand weet waarom.\n"
        "De kapitein zwijgt.\n12 mensen wachten.",
        "De brug over de Maas\nis dicht. Het verkeer\nrijdt om. Hoe lang dat\nduurt, weet nog\n"
        "niemand. De kapitein\nzwijgt.",
    };
    static const unsigned expected[] = {6, 4};
    for (unsigned i = 0; i < G_N_ELEMENTS(examples); i++) {
        g_autoptr(kx_document) doc = kx_document_new("test");
        g_autoptr(GArray) sentences = split(doc, examples[i], strlen(examples[i]));
        g_assert_cmpuint(sentences->len, ==, expected[i]);
    }
}

/* ---- properties ---- */

static bool is_blank(gunichar c)
{
    return g_unichar_isspace(c);
}

/* Ascending, inside the block, trimmed; all between them is blank. */
static void check_cover(const kx_document *doc, const GArray *sentences, size_t length)
{
    size_t at = 0;
    for (unsigned i = 0; i < sentences->len; i++) {
        const kx_sentence *s = &g_array_index(sentences, kx_sentence, i);
        g_assert_cmpuint(s->block, ==, 0);
        g_assert_cmpuint(s->range.start, <, s->range.end);
        g_assert_cmpuint(s->range.end - s->range.start, <=, KX_SENTENCE_BYTES_MAX);
        g_assert_true(g_utf8_validate(doc->text + s->range.start,
                                      (gssize)(s->range.end - s->range.start), NULL));
        g_assert_false(is_blank(g_utf8_get_char(doc->text + s->range.start)));
        const char *last = g_utf8_prev_char(doc->text + s->range.end);
        g_assert_false(is_blank(g_utf8_get_char(last)));
        for (; at < s->range.start; at += strlen("\xC2\xA0") - (doc->text[at] > 0))
            g_assert_true(is_blank(g_utf8_get_char(doc->text + at)));
        g_assert_cmpuint(at, ==, s->range.start);
        at = s->range.end;
    }
    for (; at < length; at += strlen("\xC2\xA0") - (doc->text[at] > 0))
        g_assert_true(is_blank(g_utf8_get_char(doc->text + at)));
}

static void test_random(void)
{
    static const char *const pieces[] = {
        "a",    "De", "het", "A.",    "o.a.",     "nr.", "12",   "1.", ".",
        "!",    "?",  "…",   "\"",    "’",        "(",   ")",    "'s", "iPad",
        " ",    "  ", "\n",  "-",     "\xC2\xA0", "é",   "。",   "🎉",  "mln.",
        "jan.", "€",  "@b",  "nu.nl", "Farid",    "Th.", "V.S.", "\t", "[",
    };
    for (unsigned round = 0; round < RANDOM_RUNS(20000); round++) {
        g_autoptr(GString) text = g_string_new("x");
        int n = g_test_rand_int_range(0, 30);
        for (int i = 0; i < n; i++)
            g_string_append(text, pieces[g_test_rand_int_range(0, G_N_ELEMENTS(pieces))]);
        g_string_append(text, "x");
        g_autoptr(kx_document) doc = kx_document_new("test");
        g_autoptr(GArray) sentences = split(doc, text->str, text->len);
        check_cover(doc, sentences, text->len);
    }
}

/* Only the block is looked at. */
static void test_block(void)
{
    const char *text = "Niet dit. Wel dit. En dit. Dit niet.";
    g_autoptr(kx_document) doc = kx_document_new("test");
    kx_document_take_text(doc, g_strdup(text), strlen(text));
    kx_document_add_block(doc, KX_BLOCK_HEADLINE, (kx_range){0, 9});
    kx_document_add_block(doc, KX_BLOCK_PARAGRAPH, (kx_range){10, 26});
    g_autoptr(GArray) out = g_array_new(FALSE, FALSE, sizeof(kx_sentence));
    kx_sentences(doc, 1, out);
    g_assert_cmpuint(out->len, ==, 2);
    const kx_sentence *first = &g_array_index(out, kx_sentence, 0);
    const kx_sentence *second = &g_array_index(out, kx_sentence, 1);
    g_assert_cmpuint(first->block, ==, 1);
    g_assert_cmpuint(first->range.start, ==, 10);
    g_assert_cmpuint(first->range.end, ==, 18);
    g_assert_cmpuint(second->range.start, ==, 19);
    g_assert_cmpuint(second->range.end, ==, 26);
}

static void test_linear(void)
{
    static const char *const pieces[] = {
        "a", "1", ".",  ". ",  "! ",  "…", "'",  "\"",  "A.", "A. ", "a.b. ", "De brug is dicht. ",
        " ", "(", "1 ", ". (", "? '", "é", "。", "De ", "🎉",  "\n",  "1. ",   "-",
    };
    enum { BYTES = 3 * 1000 * 1000 };
    for (unsigned i = 0; i < G_N_ELEMENTS(pieces); i++) {
        g_autoptr(GString) text = g_string_sized_new(BYTES + 64);
        g_string_append_c(text, 'x');
        while (text->len < BYTES)
            g_string_append(text, pieces[i]);
        g_string_append_c(text, 'x');
        g_autoptr(kx_document) doc = kx_document_new("test");
        g_test_timer_start();
        g_autoptr(GArray) sentences = split(doc, text->str, text->len);
        double seconds = g_test_timer_elapsed();
        check_cover(doc, sentences, text->len);
        g_test_message("\"%s\": %.2f s", pieces[i], seconds);
        /* What is quadratic takes hours. */
        g_assert_cmpfloat(seconds, <, 60);
    }
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/sentence/plain", test_plain);
    g_test_add_func("/sentence/abbreviation-never", test_abbreviation_never);
    g_test_add_func("/sentence/abbreviation-may-end", test_abbreviation_may_end);
    g_test_add_func("/sentence/initials", test_initials);
    g_test_add_func("/sentence/numbers", test_numbers);
    g_test_add_func("/sentence/quotes", test_quotes);
    g_test_add_func("/sentence/starters", test_starters);
    g_test_add_func("/sentence/ellipsis", test_ellipsis);
    g_test_add_func("/sentence/addresses", test_addresses);
    g_test_add_func("/sentence/silent-end", test_silent_end);
    g_test_add_func("/sentence/hard", test_hard);
    g_test_add_func("/sentence/lines", test_lines);
    g_test_add_func("/sentence/random", test_random);
    g_test_add_func("/sentence/block", test_block);
    g_test_add_func("/sentence/linear", test_linear);
    return g_test_run();
}
