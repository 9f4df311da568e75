/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The engine espeak-ng in this very process: opened once, for all tests. */
#include "base/error.h"
#include "speak/engine.h"
#include "text/lexicon.h"
#include "text/table.h"

#include <string.h>
#include <unistd.h>

static char dutch[] = "name nl\nlanguage nl\n";
static const kx_engine_voice plain_voice = {dutch, 175, 50, 50, 100};

/* ---- help ---- */

typedef struct {
    GArray *samples;        /* int16_t */
    GArray *words, *frames; /* of the marks: uint32_t, int64_t */
    size_t most;            /* samples after which to refuse */
} recording;

static bool on_samples(void *data, const int16_t *samples, size_t n)
{
    recording *self = data;

    g_array_append_vals(self->samples, samples, (guint)n);
    return self->samples->len < self->most;
}

static void on_mark(void *data, uint32_t word, int64_t frame)
{
    recording *self = data;

    g_array_append_val(self->words, word);
    g_array_append_val(self->frames, frame);
}

static void record_init(recording *self)
{
    self->samples = g_array_new(FALSE, FALSE, sizeof(int16_t));
    self->words = g_array_new(FALSE, FALSE, sizeof(uint32_t));
    self->frames = g_array_new(FALSE, FALSE, sizeof(int64_t));
    self->most = SIZE_MAX;
}

static void record_clear(recording *self)
{
    g_array_unref(self->samples);
    g_array_unref(self->words);
    g_array_unref(self->frames);
}

static int64_t frame_at(const recording *self, unsigned i)
{
    return g_array_index(self->frames, int64_t, i);
}

/* The first call of a sentence of words parted by blanks; "{...}" is a group, "(...)" an English
 * word ('~' for a blank). */
static kx_call *call_of(const char *line)
{
    g_auto(GStrv) parts = g_strsplit(line, " ", -1);
    const guint n = g_strv_length(parts);
    g_autofree kx_piece *pieces = g_new0(kx_piece, n + 1);

    for (guint i = 0; i < n; i++) {
        const bool english = *parts[i] == '(', group = english || *parts[i] == '{';
        if (group)
            parts[i][strlen(parts[i]) - 1] = '\0';
        pieces[i].kind = english ? KX_GATE_ENGLISH : group ? KX_GATE_PHONEMES : KX_GATE_TEXT;
        pieces[i].text = group ? g_strdelimit(parts[i] + 1, "~", ' ') : parts[i];
        pieces[i].word = 10 * i;
    }
    g_autoptr(GPtrArray) calls = kx_gate(pieces, n, NULL);
    g_assert_cmpuint(calls->len, >, 0);
    return g_ptr_array_steal_index(calls, 0);
}

static void say(const char *line, recording *self)
{
    const kx_sound_sink sink = {on_samples, on_mark, self};
    g_autoptr(kx_call) call = call_of(line);
    g_autoptr(GError) error = NULL;

    g_assert_true(kx_engine_espeak.say(call, &sink, &error));
    g_assert_no_error(error);
}

static unsigned count_sockets(void)
{
    g_autoptr(GDir) dir = g_dir_open("/proc/self/fd", 0, NULL);
    unsigned sockets = 0;

    for (const char *name; (name = g_dir_read_name(dir)) != NULL;) {
        g_autofree char *path = g_build_filename("/proc/self/fd", name, NULL);
        g_autofree char *target = g_file_read_link(path, NULL);
        sockets += target != NULL && g_str_has_prefix(target, "socket:");
    }
    return sockets;
}

/* ---- what is said ---- */

static const char *const sentences[] = {
    "De wethouder zei: hallo, wereld. En toen?",
    "Wat is dat: een hond; een kat, en 's avonds 't huis!",
    "De {v#'EthVUd@r} loopt, (s@pl'aI) (tS'eIn) en dan.",
    "zes-en-twintig kaa-en-vee-bee-leden",
    "In twee duizend negentien daalde de koers met drie komma vijf procent.",
    "Het kabinet trekt, na lang aandringen van de Kamer, extra geld uit voor de dijken.",
    "Volgens de politie is het wachten op de uitslag: die volgt vrijdag.",
    "Zij won; hij niet. Waarom niet? Omdat het regende.",
    "een",
    "de",
    "dat",
    "hij",
    "als",
    "a",
    "b",
    "én",
    "café",
    "reünie",
};

static const char *const words[] = {
    "aan",       "aardbei",      "aarde",       "accijns",       "advies",    "agenda",
    "akkoord",   "algemeen",     "ambtenaar",   "antwoord",      "appel",     "april",
    "arbeid",    "artikel",      "asiel",       "auto",          "avond",     "baan",
    "bad",       "bakker",       "bank",        "bedrijf",       "begroting", "behalve",
    "belasting", "bericht",      "beroep",      "besluit",       "bestuur",   "bevolking",
    "beweging",  "bezoek",       "bibliotheek", "bijdrage",      "boek",      "boer",
    "boom",      "brief",        "broer",       "brug",          "buiten",    "burgemeester",
    "cadeau",    "centrum",      "chauffeur",   "chocola",       "cijfer",    "cultuur",
    "dag",       "dak",          "december",    "degelijk",      "dijk",      "directeur",
    "discussie", "docent",       "dochter",     "donderdag",     "dorp",      "draad",
    "dreiging",  "drie",         "duin",        "duizend",       "economie",  "eeuw",
    "ei",        "eiland",       "einde",       "elektriciteit", "energie",   "enkele",
    "ervaring",  "Europa",       "familie",     "feest",         "fiets",     "film",
    "foto",      "Frankrijk",    "gans",        "gebied",        "gebouw",    "gemeente",
    "genoeg",    "geschiedenis", "gesprek",     "gezondheid",    "gisteren",  "goed",
    "groei",     "groente",      "haven",       "heel",          "herfst",    "hof",
    "hond",      "huis",         "idee",        "ijs",           "industrie", "informatie",
    "jaar",      "jeugd",        "journalist",  "juli",          "kaas",      "kabinet",
    "kamer",     "kans",         "kerk",        "kind",          "klimaat",   "koning",
    "krant",     "kunst",        "kwaliteit",   "land",          "leeuw",     "leraar",
    "lijst",     "lucht",        "maand",       "maatregel",     "markt",     "meisje",
    "melk",      "minister",     "moeder",      "molen",         "museum",    "muziek",
    "nacht",     "natuur",       "Nederland",   "nieuws",        "oceaan",    "oktober",
    "onderzoek", "oorlog",       "oplossing",   "overheid",      "paard",     "partij",
    "patiënt",   "pijn",         "politie",     "premier",       "probleem",  "product",
    "provincie", "publiek",      "raad",        "rechtbank",     "regering",  "reis",
    "rekening",  "rivier",       "rook",        "samenleving",   "schip",     "school",
    "schrijver", "september",    "slang",       "sneeuw",        "soldaat",   "spel",
    "sport",     "staat",        "stad",        "station",       "stem",      "straat",
    "tafel",     "taal",         "tegen",       "televisie",     "thuis",     "toekomst",
    "trein",     "tuin",         "uitspraak",   "universiteit",  "vader",     "veiligheid",
    "verkeer",   "verkiezing",   "vis",         "vlees",         "vliegtuig",
};

/* ---- tests ---- */

/* Opening must not reach for a sound server, whatever the environment says. */
static void test_open(void)
{
    const unsigned sockets = count_sockets();
    g_autofree char *home = g_dir_make_tmp("kx-home-XXXXXX", NULL);
    g_autoptr(GError) error = NULL;

    g_setenv("HOME", home, TRUE);
    g_setenv("XDG_RUNTIME_DIR", home, TRUE);
    g_setenv("ESPEAK_DATA_PATH", home, TRUE);
    g_assert_true(kx_engine_espeak.open(&error));
    g_assert_no_error(error);
    g_assert_true(kx_engine_espeak.set_voice(&plain_voice, &error));
    g_assert_no_error(error);
    g_assert_cmpuint(count_sockets(), ==, sockets);
    g_autoptr(GDir) dir = g_dir_open(home, 0, NULL);
    g_assert_null(g_dir_read_name(dir));
    g_assert_cmpint(rmdir(home), ==, 0);
    g_assert_cmpint(kx_engine_espeak.sample_rate, ==, 22050);
    g_assert_true(g_str_has_prefix(kx_engine_espeak.version(), "espeak-ng 1."));
}

/* Marks rise, lie inside, and there is one a word, whatever events the engine makes. */
static void test_marks(void)
{
    static const struct {
        const char *line;
        unsigned words;
    } cases[] = {
        {"De wethouder zei hallo wereld en toen?", 7},
        {"Een {v#'EthVUd@r} loopt {k'a:~|l'o:p} daar en (s@pl'aI~tS'eIn) ook.", 8},
        {"Van de (s@pl'aI) (tS'eIn) (@v) (D@2) (s'3:vIs) zijn er twee.", 10},
        {"(s@pl'aI) de {h'e:} {h'e:} 's avonds 't huis", 8},
        {"zes-en-twintig foto's van 's-Hertogenbosch met 'n ge-e-maild ei", 8},
        {"a b c d a b c d a e i o u", 13},
        {"in de van het de op te", 7},
        {"x", 1},
    };

    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        recording heard;
        record_init(&heard);
        say(cases[i].line, &heard);
        g_assert_cmpuint(heard.frames->len, ==, cases[i].words);
        for (unsigned k = 0; k < heard.frames->len; k++) {
            g_assert_cmpuint(g_array_index(heard.words, uint32_t, k), ==, 10 * k);
            g_assert_cmpint(frame_at(&heard, k), >=, k ? frame_at(&heard, k - 1) : 0);
            g_assert_cmpint(frame_at(&heard, k), <, heard.samples->len);
        }
        /* The first word begins with the sound, or behind a glottal stop. */
        g_assert_cmpint(frame_at(&heard, 0), <, 1500);
        record_clear(&heard);
    }
}

/* In an English group each word begins where it is heard, and so does the word behind it. */
static void test_english_places(void)
{
    const char *line = "Van de (s@pl'aI) (tS'eIn) (s'3:vIs) zijn er twee.";
    const char *alone[] = {"(s@pl'aI)", "(tS'eIn)", "(s'3:vIs)"};
    recording heard;

    record_init(&heard);
    say(line, &heard);
    for (unsigned i = 0; i < G_N_ELEMENTS(alone); i++) {
        recording one;
        record_init(&one);
        say(alone[i], &one);
        const int64_t length = frame_at(&heard, i + 3) - frame_at(&heard, i + 2);
        g_assert_cmpint(length, >, one.samples->len * 6 / 10);
        g_assert_cmpint(length, <, one.samples->len * 14 / 10);
        record_clear(&one);
    }
    record_clear(&heard);
}

/* A long word between short ones: its marks enclose its sound. */
static void test_mark_places(void)
{
    recording heard, alone;

    record_init(&heard);
    record_init(&alone);
    say("de arbeidsongeschiktheidsverzekering en", &heard);
    say("arbeidsongeschiktheidsverzekering", &alone);
    const int64_t length = frame_at(&heard, 2) - frame_at(&heard, 1);
    g_assert_cmpint(length, >, alone.samples->len * 8 / 10);
    g_assert_cmpint(length, <, alone.samples->len * 11 / 10);
    record_clear(&alone);
    /* The same word as a group, after a group of several events. */
    record_init(&alone);
    say("{d@~d@~d@} {A:rbEitsOnQ@sxIkth'EidsfErze:k@rIN} en", &alone);
    g_assert_cmpint(frame_at(&alone, 1), >, 3000);
    g_assert_cmpint(frame_at(&alone, 2) - frame_at(&alone, 1), >, 15000);
    record_clear(&alone);
    record_clear(&heard);
}

/* The engine's own first sample is up to some hundred steps off zero. */
static void test_fade_in(void)
{
    int peak = 0;

    for (size_t i = 0; i < G_N_ELEMENTS(words); i++) {
        recording heard;
        record_init(&heard);
        say(words[i], &heard);
        g_assert_cmpint(g_array_index(heard.samples, int16_t, 0), ==, 0);
        for (unsigned k = 0; k < heard.samples->len; k++)
            peak = MAX(peak, ABS(g_array_index(heard.samples, int16_t, k)));
        record_clear(&heard);
    }
    g_assert_cmpint(peak, >, 5000);
}

static void test_refusal(void)
{
    const kx_sound_sink sink = {on_samples, on_mark, NULL};
    g_autoptr(kx_call) call = call_of("Een lange zin die voor zijn einde wordt afgebroken.");
    g_autoptr(GError) error = NULL;
    recording heard;
    kx_sound_sink own = sink;

    record_init(&heard);
    heard.most = 10000;
    own.data = &heard;
    g_assert_false(kx_engine_espeak.say(call, &own, &error));
    g_assert_error(error, KX_ERROR, KX_ERROR_SOFTWARE);
    g_assert_cmpuint(heard.samples->len, <, 20000);
    g_assert_cmpuint(heard.words->len, ==, 0);
    record_clear(&heard);
    /* The next call is whole again. */
    record_init(&heard);
    say("Een lange zin.", &heard);
    g_assert_cmpuint(heard.words->len, ==, 3);
    record_clear(&heard);
}

static void test_voices(void)
{
    static char nothing[] = "", unknown[] = "name x\nlanguage xx-nothing\n",
                bogus[] = "name x\nlanguage nl\nbogus 3\n";
    static const kx_engine_voice none = {nothing, 175, 50, 50, 100},
                                 other = {unknown, 175, 50, 50, 100},
                                 odd = {bogus, 175, 50, 50, 100}, quick = {dutch, 350, 50, 50, 100},
                                 soft = {dutch, 175, 50, 50, 30};
    const char *line = "De wethouder fietst door de stad.";
    g_autoptr(GError) error = NULL;
    recording usual, now;

    const kx_engine_voice *bad[] = {&none, &other, &odd};
    for (size_t i = 0; i < G_N_ELEMENTS(bad); i++) {
        g_assert_false(kx_engine_espeak.set_voice(bad[i], &error));
        g_assert_error(error, KX_ERROR, KX_ERROR_CONFIG);
        g_test_message("%s", error->message);
        g_clear_error(&error);
    }
    g_assert_true(kx_engine_espeak.set_voice(&plain_voice, &error));
    record_init(&usual);
    say(line, &usual);
    g_assert_true(kx_engine_espeak.set_voice(&quick, &error));
    record_init(&now);
    say(line, &now);
    g_assert_cmpuint(now.samples->len, <, usual.samples->len * 6 / 10);
    record_clear(&now);
    g_assert_true(kx_engine_espeak.set_voice(&soft, &error));
    record_init(&now);
    say(line, &now);
    int64_t loud[2] = {0, 0};
    for (unsigned i = 0; i < MIN(now.samples->len, usual.samples->len); i++) {
        loud[0] += ABS(g_array_index(usual.samples, int16_t, i));
        loud[1] += ABS(g_array_index(now.samples, int16_t, i));
    }
    g_assert_cmpint(loud[1], <, loud[0] / 2);
    record_clear(&now);
    record_clear(&usual);
    g_assert_true(kx_engine_espeak.set_voice(&plain_voice, &error));
}

/* ---- phonemes ---- */

/* What the command-line program prints for the text of the call, on one line. */
static char *ask_program(const char *program, const kx_call *call, const char *form)
{
    const char *argv[] = {program, "-q", "-v", "nl", form, "--sep=·", kx_call_text(call), NULL};
    g_autofree char *out = NULL;
    g_autoptr(GError) error = NULL;
    int status;

    if (strcmp(form, "--ipa") == 0) {
        argv[5] = kx_call_text(call);
        argv[6] = NULL;
    }
    g_spawn_sync(NULL, (char **)(uintptr_t)argv, NULL, G_SPAWN_STDERR_TO_DEV_NULL, NULL, NULL, &out,
                 NULL, &status, &error);
    g_assert_no_error(error);
    g_assert_cmpint(status, ==, 0);
    g_auto(GStrv) parts = g_strsplit_set(out, " \n", -1);
    g_autoptr(GString) line = g_string_new(NULL);
    for (char **part = parts; *part != NULL; part++)
        if (**part != '\0')
            g_string_append_printf(line, "%s%s", line->len ? " " : "", *part);
    return g_string_free(g_steal_pointer(&line), FALSE);
}

static void compare(const char *program, const char *line)
{
    g_autoptr(kx_call) call = call_of(line);
    g_autofree char *theirs = ask_program(program, call, "-x");
    g_autofree char *ours = kx_engine_espeak.phonemes(call, KX_PHONEMES_MNEMONICS);

    g_assert_cmpstr(ours, ==, theirs);
    g_assert_cmpuint(strlen(ours), >, 0);
}

static void test_phonemes(void)
{
    g_autofree char *program = g_find_program_in_path("espeak-ng");

    if (program == NULL) {
        g_test_skip("the program espeak-ng is not installed");
        return;
    }
    /* Its own data and home again, as a user has them. */
    g_unsetenv("ESPEAK_DATA_PATH");
    g_setenv("HOME", g_get_tmp_dir(), TRUE);
    for (size_t i = 0; i < G_N_ELEMENTS(sentences); i++) {
        g_autoptr(kx_call) call = call_of(sentences[i]);
        g_autofree char *theirs = ask_program(program, call, "--ipa");
        g_autofree char *ours = kx_engine_espeak.phonemes(call, KX_PHONEMES_IPA);
        g_assert_cmpstr(ours, ==, theirs);
        compare(program, sentences[i]);
    }
    for (size_t i = 0; i < G_N_ELEMENTS(words); i++)
        compare(program, words[i]);
}

/* Letters of mnemonics, without what stands between them. */
static char *bare(const char *phonemes)
{
    g_auto(GStrv) parts = g_strsplit(phonemes, "·", -1);
    g_autofree char *joined = g_strjoinv("", parts);
    g_auto(GStrv) groups = g_strsplit(joined, " ", -1);
    return g_strjoinv("", groups);
}

/* Every phoneme string of the lexicon is what the engine makes of it: none is dropped or changed,
 * but a word without stress (den) gets one where it stands alone. */
static void test_lexicon(void)
{
    for (size_t i = 0; i < kx_table_lexicon.n_rows; i++) {
        const kx_cell *row = &kx_table_lexicon.cells[i * KX_LEXICON_COLUMNS];
        if (!kx_lexicon_row_is(row, "phonemes"))
            continue;
        g_autofree char *value = bare(kx_text(row, KX_LEXICON_VALUE));
        const kx_piece piece = {KX_GATE_PHONEMES, kx_text(row, KX_LEXICON_VALUE), 0};
        g_autoptr(GPtrArray) calls = kx_gate(&piece, 1, NULL);
        g_assert_cmpuint(calls->len, ==, 1);
        g_autofree char *answer =
            kx_engine_espeak.phonemes(g_ptr_array_index(calls, 0), KX_PHONEMES_MNEMONICS);
        g_autofree char *printed = bare(answer);
        if (!strchr(value, '\''))
            g_strdelimit(printed, "'", ' ');
        g_auto(GStrv) sounds = g_strsplit(printed, " ", -1);
        g_autofree char *said = g_strjoinv("", sounds);
        if (strcmp(said, value) != 0)
            g_error("%s: [[%s]] is printed as %s", kx_text(row, KX_LEXICON_PLACE),
                    kx_text(row, KX_LEXICON_VALUE), answer);
    }
}

/* Without the program: one known word, and no sound is made on the way. */
static void test_known_phonemes(void)
{
    g_autoptr(kx_call) call = call_of("wereld hallo {v#'EthVUd@r}");
    g_autofree char *mnemonics = kx_engine_espeak.phonemes(call, KX_PHONEMES_MNEMONICS);
    g_autofree char *ipa = kx_engine_espeak.phonemes(call, KX_PHONEMES_IPA);

    g_assert_cmpstr(mnemonics, ==, "v#·'I:·r·@·l·t h·'A·l·o: v#·'E·t·h·VU·d·@·r");
    g_assert_cmpstr(ipa, ==, "ʋˈɪːrəlt hˈɑloː ʋˈɛthʌʊdər");
}

/* Whatever English was said before, a Dutch sentence is said as always. */
static void test_no_language_leaks(void)
{
    static const char *const english[] = {
        "(s@pl'aI)", "(tS'eIn)",      "(D@2)", "(@v~D@2)",   "(Tr'Et)",       "(w'3:ld)",
        "(r'eI;@)",  "(k@mpj'u:t#3)", "(')",   "(O:|t_r'i)", "(I2m'3:dZ@nsi)"};
    static const char *const others[] = {"de", "zin,", "en", "{h'e:}", "x", "Wie?", "over."};
    const char *sentence = "De goede wethouder van Gouda won gisteren dertig euro.";
    const unsigned times = g_test_slow() ? 100 * 1000 : 1000;
    GRand *rand = g_rand_new_with_seed(20260103);
    g_autoptr(kx_call) call = call_of(sentence);
    g_autofree char *always = kx_engine_espeak.phonemes(call, KX_PHONEMES_MNEMONICS);

    for (unsigned i = 0; i < times; i++) {
        g_autoptr(GString) line = g_string_new("en");
        for (int k = g_rand_int_range(rand, 1, 5); k > 0; k--) {
            const char *dutch_word = others[g_rand_int_range(rand, 0, G_N_ELEMENTS(others))];
            const char *word = english[g_rand_int_range(rand, 0, G_N_ELEMENTS(english))];
            g_string_append_printf(line, " %s",
                                   g_rand_int_range(rand, 0, 3) == 0 ? dutch_word : word);
        }
        g_autoptr(kx_call) before = call_of(line->str);
        g_free(kx_engine_espeak.phonemes(before, KX_PHONEMES_MNEMONICS));
        g_autofree char *now = kx_engine_espeak.phonemes(call, KX_PHONEMES_MNEMONICS);
        if (strcmp(now, always) != 0)
            g_error("behind \"%s\": %s", kx_call_text(before), now);
    }
    g_rand_free(rand);
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/espeak/open", test_open);
    g_test_add_func("/espeak/marks", test_marks);
    g_test_add_func("/espeak/mark-places", test_mark_places);
    g_test_add_func("/espeak/english-places", test_english_places);
    g_test_add_func("/espeak/no-language-leaks", test_no_language_leaks);
    g_test_add_func("/espeak/fade-in", test_fade_in);
    g_test_add_func("/espeak/refusal", test_refusal);
    g_test_add_func("/espeak/voices", test_voices);
    g_test_add_func("/espeak/known-phonemes", test_known_phonemes);
    g_test_add_func("/espeak/lexicon", test_lexicon);
    g_test_add_func("/espeak/phonemes", test_phonemes);
    int status = g_test_run();
    /* The engine hangs when it is shut down. */
    _exit(status);
}
