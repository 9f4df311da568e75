/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/limits.h"
#include "random_runs.h"
#include "speak/gate_private.h"

#include <string.h>

#define MARKS ",;:.?!"

/* ---- help ---- */

/* Pieces from a line: words and marks apart by blanks; "{...}" are mnemonics and "(...)" English
 * ones ('~' for a blank), "+" before a piece: of the same word as the one before. */
static GArray *pieces_of(const char *line, GStringChunk *arena)
{
    GArray *pieces = g_array_new(FALSE, FALSE, sizeof(kx_piece));
    g_auto(GStrv) parts = g_strsplit(line, " ", -1);
    uint32_t word = 0;

    for (char **part = parts; *part != NULL; part++) {
        char *s = **part == '+' ? *part + 1 : *part;
        kx_piece piece = {KX_GATE_TEXT, NULL, s == *part ? word++ : word - 1};
        if (*s == '{' || *s == '(') {
            piece.kind = *s == '{' ? KX_GATE_PHONEMES : KX_GATE_ENGLISH;
            s[strlen(s) - 1] = '\0';
            piece.text = g_string_chunk_insert(arena, g_strdelimit(s + 1, "~", ' '));
        } else {
            if (strlen(s) == 1 && strchr(MARKS "-", *s) != NULL)
                piece.kind = KX_GATE_MARK;
            piece.text = g_string_chunk_insert(arena, s);
        }
        g_array_append_val(pieces, piece);
    }
    return pieces;
}

static GPtrArray *gate_line(const char *line, bool plain, kx_gate_report *report)
{
    GStringChunk *arena = g_string_chunk_new(256);
    g_autoptr(GArray) pieces = pieces_of(line, arena);
    const kx_piece *first = (const kx_piece *)(void *)pieces->data;
    GPtrArray *calls =
        plain ? kx_gate_plain(first, pieces->len) : kx_gate(first, pieces->len, report);

    g_string_chunk_free(arena);
    return calls;
}

/* The texts of all calls, with the marks of cuts in angle brackets. */
static char *show(const GPtrArray *calls)
{
    GString *out = g_string_new(NULL);

    for (unsigned i = 0; i < calls->len; i++) {
        g_string_append(out, kx_call_text(calls->pdata[i]));
        if (kx_call_cut(calls->pdata[i]) != '\0')
            g_string_append_printf(out, "<%c>", kx_call_cut(calls->pdata[i]));
    }
    return g_string_free(out, FALSE);
}

static bool clean(const kx_call *call)
{
    size_t n;
    const kx_call_word *words = kx_call_words(call, &n);

    return kx_gate_is_clean(kx_call_text(call), strlen(kx_call_text(call)), words, n);
}

/* The letters of a text, in order: what must never be lost. */
static void append_letters(GString *out, const char *text)
{
    for (const char *s = text; *s != '\0'; s += g_utf8_skip[(guchar)*s])
        if (kx_gate_letter(g_utf8_get_char(s)))
            g_string_append_unichar(out, g_utf8_get_char(s));
}

/* ---- examples ---- */

static void test_examples(void)
{
    static const struct {
        const char *line, *text;
        kx_gate_report report;
    } cases[] = {
        {"De 's avonds , foto's .", "De 's avonds,<,>foto's.", {0}},
        {"Hallo , wereld . En dan ?", "Hallo,<,>wereld.<:>En dan?", {0}},
        /* marks: none first, none twice, the stronger of two, none inside a word */
        {", . De hond , . ; !", "De hond!", {0}},
        {"zei: www.nu.nl. ja", "zei:<:>www nu nl.<:>ja", {0}},
        {"wacht... nee", "wacht.<:>nee", {0}},
        {"echt?! ja", "echt?<:>ja", {0}},
        /* a dash is a comma with a pause of its own, unless a stronger mark stands there */
        {"Hij kwam - dacht zij - laat .", "Hij kwam,<->dacht zij,<->laat.", {0}},
        {"a , - b - , c - ; d", "a,<->b,<->c;<;>d", {0}},
        /* dots after single letters */
        {"J. K. Bos .", "J K Bos.", {0}},
        {"i.p.v. dat", "i p v dat", {0}},
        {"plan b .", "plan b", {0}},
        {"en-vee-a .", "en-vee-a", {0}},
        {"de 't .", "de 't", {0}},
        {"vraag b ?", "vraag b?", {0}},
        /* joints */
        {"-a- --b a--b a-'b c'-d ''t 'n' ex-", "a b a-b a-b c'd 't 'n ex", {0}},
        {"‘t foto’s a‑b c‐d", "'t foto's a-b c-d", {0}},
        /* blanks, dashes, invisible characters */
        {"a\u00a0b\tc\u2003d zei—toen 3–4", "a b c d zei toen", {.dropped_characters = 2}},
        {"soft\u00adhyphen zero\u200bwidth \u202eom", "softhyphen zerowidth om", {0}},
        /* composed, and accents that cannot be */
        {"cafe\u0301 ve\u0301e\u0301l x\u030cx", "café véél xx", {.dropped_characters = 1}},
        {"ĳs Ĳ ʼs", "ijs IJ 's", {0}},
        /* other letters and scripts */
        {"Straße Þór Łódź", "Strasse THór Łódź", {0}},
        {"Путин Ελλάδα 北京", "Putin Ellada bei jing", {0}},
        {"Nguyễn ﬁets 𝐀𝐁", "Nguyen fiets AB", {0}},
        {"क ə", "ka", {.dropped_characters = 1}},
        /* signs, digits, controls, markup */
        {"a²b 12 €5 100%", "a b", {.dropped_characters = 9}},
        {"\001400Shallo", "Shallo", {.dropped_characters = 4}},
        {"x[[bron]]y <b>vet</b> &amp;", "x bron y b vet b amp;", {.dropped_characters = 10}},
        {"😜😝", "", {.dropped_characters = 2}},
        {"goed \xff\xfe zo\xc3", "goed zo", {.dropped_characters = 3}},
        /* groups */
        {"de {v#'EthVUd@r} is", "de [[v#'EthVUd@r]] is", {0}},
        {"de {v#'EthVUd@r} +regels .", "de [[v#'EthVUd@r]]-regels.", {0}},
        {"bank +{v#'EthVUd@r} +-x , ja", "bank [[v#'EthVUd@r]]-x,<,>ja", {0}},
        {"de {d@} +{d@} +bank +{d@} +x", "de [[d@]]-[[d@]]-bank [[d@]]-x", {0}},
        {"de {_^_en-us~s@p~_^_nl} is", "de is", {.dropped_phonemes = 1}},
        {"de {s@p~_^_nl} is", "de is", {.dropped_phonemes = 1}},
        /* English: one group for those in a row; a mark or a Dutch word ends it */
        {"(s@pl'aI) (tS'eIn) .", "[[_^_en-us s@pl'aI tS'eIn _^_nl]].", {0}},
        {"(s@pl'aI) , (tS'eIn~p'aI)",
         "[[_^_en-us s@pl'aI _^_nl]],<,>[[_^_en-us tS'eIn p'aI _^_nl]]",
         {0}},
        {"(s@p) de (s@p)", "[[_^_en-us s@p _^_nl]] de [[_^_en-us s@p _^_nl]]", {0}},
        {"(s@p) {d@} (s@p)", "[[_^_en-us s@p _^_nl]] [[d@]] [[_^_en-us s@p _^_nl]]", {0}},
        {"bank +(s@p) +en +{d@}", "bank [[_^_en-us s@p _^_nl]] en [[d@]]", {0}},
        {"a () b", "a b", {.dropped_phonemes = 1}},
        {"a (s@p~) b", "a b", {.dropped_phonemes = 1}},
        {"a (s@p~~s@p) b", "a b", {.dropped_phonemes = 1}},
        {"a (Wyt) b", "a b", {.dropped_phonemes = 1}},
        {"a (s@p~_^_nl) b", "a b", {.dropped_phonemes = 1}},
        {"a (_^_de~s@p) b", "a b", {.dropped_phonemes = 1}},
        {"a (s@p]]) b", "a b", {.dropped_phonemes = 1}},
        {"de {} is", "de is", {.dropped_phonemes = 1}},
        {"de {h'A]]l} is", "de is", {.dropped_phonemes = 1}},
        {"de {Ω} is", "de is", {.dropped_phonemes = 1}},
        {"", "", {0}},
    };

    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        kx_gate_report report = {0};
        g_autoptr(GPtrArray) calls = gate_line(cases[i].line, false, &report);
        g_autofree char *text = show(calls);
        g_assert_cmpstr(text, ==, cases[i].text);
        g_assert_cmpuint(report.dropped_characters, ==, cases[i].report.dropped_characters);
        g_assert_cmpuint(report.split_words, ==, 0);
        g_assert_cmpuint(report.dropped_phonemes, ==, cases[i].report.dropped_phonemes);
    }
}

static void test_positions(void)
{
    static const struct {
        const char *line;
        kx_call_word words[6];
    } cases[] = {
        {"Hé één 't {v#'E} +x {h'e:} .", {{1, 0}, {4, 1}, {8, 2}, {11, 3}, {22, 4}}},
        {"а.б [ 北京 a", {{1, 0}, {5, 2}, {14, 3}}},
        {"de (s@pl'aI) (tS'eIn~D@) +(wE) ('En) x", {{1, 0}, {4, 1}, {23, 2}, {36, 3}, {48, 4}}},
    };

    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autoptr(GPtrArray) calls = gate_line(cases[i].line, false, NULL);
        size_t n;
        const kx_call_word *words = kx_call_words(calls->pdata[0], &n);
        for (size_t w = 0; w < n; w++) {
            g_assert_cmpuint(words[w].position, ==, cases[i].words[w].position);
            g_assert_cmpuint(words[w].word, ==, cases[i].words[w].word);
        }
        g_assert_cmpuint(cases[i].words[n].position, ==, 0);
    }
}

/* ---- bounds ---- */

static void test_long_words(void)
{
    static const struct {
        const char *part;
        unsigned times, calls, words;
    } cases[] = {{"a", 61, 1, 2}, {"é", 31, 1, 2}, {"over", 40, 1, 3}, {"a", 1000, 3, 17}};

    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autoptr(GString) line = g_string_new(NULL);
        for (unsigned k = 0; k < cases[i].times; k++)
            g_string_append(line, cases[i].part);
        kx_gate_report report = {0};
        g_autoptr(GPtrArray) calls = gate_line(line->str, false, &report);
        g_autofree char *text = show(calls);
        g_assert_cmpuint(report.split_words, ==, 1);
        g_assert_cmpuint(calls->len, ==, cases[i].calls);
        unsigned blanks = 0;
        for (const char *s = text; *s; s++)
            blanks += *s == ' ' || *s == '<';
        g_assert_cmpuint(blanks + 1, ==, cases[i].words);
        size_t n;
        kx_call_words(calls->pdata[0], &n);
        g_assert_cmpuint(n, ==, 1);
        /* A word that goes on in another call began only once. */
        for (unsigned c = 1; c < calls->len; c++) {
            kx_call_words(calls->pdata[c], &n);
            g_assert_cmpuint(n, ==, 0);
        }
    }
    /* At a hyphen where there is one. */
    g_autoptr(GPtrArray) calls = gate_line("aansprakelijkheids-verzekerings-maatschappijen-"
                                           "overleg-orgaan",
                                           false, NULL);
    g_assert_cmpstr(kx_call_text(calls->pdata[0]), ==,
                    "aansprakelijkheids-verzekerings-maatschappijen-overleg orgaan");
}

static char *repeat(const char *part, unsigned times, const char *end)
{
    GString *line = g_string_new(NULL);

    for (unsigned i = 0; i < times; i++)
        g_string_append_printf(line, "%s%s", i ? " " : "", part);
    g_string_append(line, end);
    return g_string_free(line, FALSE);
}

/* Clauses over the bounds: parts of about one size, cut off with a comma. */
static void test_cuts(void)
{
    g_autofree char *blanks = repeat("hondenhok", 80, " eind .");
    g_autofree char *shorts = repeat("a", 150, "");
    g_autofree char *openers = repeat("de hond bijt de kat omdat", 40, " eind ?");
    g_autofree char *phrases = repeat("de hond achter het huis", 40, "");
    g_autofree char *groups = repeat("{v#'EthVUd@r}", 60, "");
    const struct {
        const char *line;
        unsigned calls;
        const char *opener; /* of the later parts, or NULL */
    } cases[] = {{blanks, 3, NULL},
                 {shorts, 2, NULL},
                 {openers, 3, "omdat "},
                 {phrases, 3, "achter "},
                 {groups, 2, NULL}};

    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autoptr(GPtrArray) calls = gate_line(cases[i].line, false, NULL);
        size_t least = SIZE_MAX, most = 0;
        g_assert_cmpuint(calls->len, ==, cases[i].calls);
        for (unsigned c = 0; c < calls->len; c++) {
            const char *text = kx_call_text(calls->pdata[c]);
            const size_t n = strlen(text);
            least = MIN(least, n);
            most = MAX(most, n);
            g_assert_cmpint(kx_call_cut(calls->pdata[c]), ==, c + 1 < calls->len ? ',' : '\0');
            if (c + 1 < calls->len)
                g_assert_cmpint(text[n - 1], ==, ',');
            if (c > 0 && cases[i].opener != NULL)
                g_assert_true(g_str_has_prefix(text, cases[i].opener));
        }
        g_assert_cmpuint(2 * least, >=, most);
    }
}

static void test_plain(void)
{
    static const struct {
        const char *line, *text;
    } cases[] = {
        {"De foto's , van 's avonds .", "De fotos van s avonds"},
        {"zes-en-twintig {v#'E} +regels ?", "zes en twintig regels"},
        {"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa",
         "aaaaaaaaaaaaaaaaaaaaaaaaaa aaaaaaaaaaaaaaaaaaaaaaaa"},
        {"{v#'E}", ""},
    };

    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autoptr(GPtrArray) calls = gate_line(cases[i].line, true, NULL);
        g_autofree char *text = show(calls);
        g_assert_cmpstr(text, ==, cases[i].text);
    }
    g_autofree char *line = repeat("foto's , en-dan", 100, " .");
    g_autoptr(GPtrArray) calls = gate_line(line, true, NULL);
    g_assert_cmpuint(calls->len, ==, 5);
    for (unsigned c = 0; c < calls->len; c++) {
        g_assert_cmpuint(strlen(kx_call_text(calls->pdata[c])), <=, 300);
        g_assert_null(strpbrk(kx_call_text(calls->pdata[c]), MARKS "'-"));
    }
}

/* Far more than a sentence can be, of anything, within a time that only waste would pass. */
static void test_large(void)
{
    static const char *const parts[] = {"a", "é", "a ", "п", "北", "\001", "a-", "a.", "1", ", "};

    for (size_t i = 0; i < G_N_ELEMENTS(parts); i++) {
        g_autoptr(GString) text = g_string_new(NULL);
        while (text->len < 100 * 1000)
            g_string_append(text, parts[i]);
        const kx_piece piece = {KX_GATE_TEXT, text->str, 0};
        kx_gate_report report = {0};
        gint64 start = g_get_monotonic_time();
        g_autoptr(GPtrArray) calls = kx_gate(&piece, 1, &report);
        g_test_message("%zu bytes of \"%s\": %u calls, %ld ms", text->len, parts[i], calls->len,
                       (long)((g_get_monotonic_time() - start) / 1000));
        g_assert_cmpint(g_get_monotonic_time() - start, <, 30 * G_USEC_PER_SEC);
        g_assert_true(calls->len > 0 || report.dropped_characters > 0 || i == 9);
    }
}

/* ---- the language of calls ---- */

static void test_language(void)
{
    static const char *const yes[] = {
        "a",        "'t",        "a-b'c",      "De hond, de kat.",      "a, b; c: d? e! ab.",
        "[[v#'E]]", "[[v#'E]].", "[[v#'E]]-x", "x [[v#'E]]-[[d@]]-yz.", "[[_^_en-us s@p _^_nl]].",
        "Łódź Țș",
    };
    static const char *const no[] = {
        "",
        " ",
        "a ",
        " a",
        "a  b",
        "-a",
        "a-",
        "a--b",
        "a'-b",
        "a'",
        "''t",
        "'",
        "'-a",
        ",",
        "a,b",
        "a,,",
        "a , b",
        "a. b",
        "a.",
        "x-a.",
        "'t.",
        "ab.c",
        "ab..",
        "a1",
        "1",
        "a\n",
        "a\tb",
        "a\001",
        "a<b",
        "[a",
        "[[",
        "[[]]",
        "[[v#'E",
        "[[v#'E]",
        "[[v#'E]]x",
        "x[[v#'E]]",
        "[[v#'E]]'s",
        "'[[v#'E]]",
        "[[v#'E]][[v#'E]]",
        "[[[v#'E]]]",
        "[[Ω]]",
        "a]",
        "[[v#'E]]-",
        "[[_^_en-us s@p]]",
        "[[s@p _^_nl]]",
        "[[_^_en-uss@p _^_nl]]",
        "[[_^_en-us s@p_^_nl]]",
        "[[_^_fr s@p _^_nl]]",
        "[[_^_en s@p _^_nl]]",
        "[[_^_en-us  s@p _^_nl]]",
        "[[_^_en-us s@p  _^_nl]]",
        "[[_^_en-us _^_nl]]",
        "[[_^_en-us s@p _^_nl s@p]]",
        "[[s@p _^_en-us s@p _^_nl]]",
        "[[_^_en-us s@p _^_nl _^_en-us s@p _^_nl]]",
        "[[_^_en-us s@p _^_en-us s@p _^_nl]]",
        "[[_^_en-us Wyt _^_nl]]",
        "[[_^_nl]]",
        "x-[[v#'E]]",
        "[[v#'E]]-x-[[d@]]",
        "x-[[_^_en-us s@p _^_nl]]",
        "[[_^_en-us s@p _^_nl]]-x",
        "[[_^_en-us s@p _^_nl]]-[[s@p]]",
        "[[ ]]",
        "ß",
        "×",
        "a÷b",
        "ŋ",
        "e\u0301",
        "а",
        "ab…",
        "ab\u00a0c",
        "\xff",
        "a\xc3",
    };

    for (size_t i = 0; i < G_N_ELEMENTS(yes); i++)
        if (!kx_gate_is_clean(yes[i], strlen(yes[i]), NULL, 0))
            g_error("refused: %s", yes[i]);
    for (size_t i = 0; i < G_N_ELEMENTS(no); i++)
        if (kx_gate_is_clean(no[i], strlen(no[i]), NULL, 0))
            g_error("accepted: %s", no[i]);
    g_assert_false(kx_gate_is_clean("a\0b", 3, NULL, 0));
}

/* Every letter of the list, and no other character at all. */
static void test_letters(void)
{
    const char *out = "×÷ðÐþÞßĸŊŋŉſ";

    for (gunichar c = 1; c < 0x20000; c++) {
        char text[7] = {0};
        const bool listed = (c >= 0xc0 && c <= 0x17f) || (c >= 0x218 && c <= 0x21b);
        if (!g_unichar_validate(c))
            continue;
        g_unichar_to_utf8(c, text);
        const bool letter =
            c < 0x80 ? g_ascii_isalpha((char)c) : listed && strstr(out, text) == NULL;
        if (kx_gate_is_clean(text, strlen(text), NULL, 0) != letter)
            g_error("U+%04X", c);
    }
}

/* Of the words of a call, those in an English group begin with it or behind a blank of it. */
static void test_english_positions(void)
{
    const char *text = "a [[_^_en-us s@p tS'eIn _^_nl]] b";

    for (uint32_t at = 2; at <= strlen(text); at++) {
        const kx_call_word word = {at, 0};
        const bool begins = at == 3 || at == 18 || at == 33;
        if (kx_gate_is_clean(text, strlen(text), &word, 1) != begins)
            g_error("position %u: %s", at, begins ? "refused" : "accepted");
    }
}

static bool clean_line(const char *part, unsigned times, const char *end)
{
    g_autofree char *line = repeat(part, times, end);

    return kx_gate_is_clean(line, strlen(line), NULL, 0);
}

static void test_language_bounds(void)
{
    g_autofree char *word = g_strnfill(KX_GATE_WORD_BYTES_MAX, 'a');
    g_autofree char *longer = g_strnfill(KX_GATE_WORD_BYTES_MAX + 1, 'a');
    g_autofree char *group = g_strnfill(KX_GATE_MNEMONICS_MAX, 'h');
    g_autofree char *most = g_strdup_printf("[[%s]]", group);
    g_autofree char *more = g_strdup_printf("[[%sh]]", group);

    g_assert_true(clean_line(word, 6, ""));
    g_assert_false(clean_line(longer, 1, ""));
    g_assert_false(clean_line(word, 7, ""));
    g_assert_true(clean_line("a", KX_GATE_WORDS_MAX, ""));
    g_assert_false(clean_line("a", KX_GATE_WORDS_MAX + 1, ""));
    g_assert_true(clean_line("abc", KX_GATE_TEXT_BYTES_MAX / 4, "d"));
    g_assert_true(clean_line("abc", KX_GATE_TEXT_BYTES_MAX / 4, "def"));
    g_assert_false(clean_line("abc", KX_GATE_TEXT_BYTES_MAX / 4, "defg"));
    g_assert_true(clean_line(most, 1, ""));
    g_assert_false(clean_line(more, 1, ""));
    g_assert_true(clean_line(most, 3, ""));
    g_assert_false(clean_line(most, 4, ""));
    /* Blanks in a group part words, too. */
    g_assert_true(clean_line("[[h h h h]]", KX_GATE_WORDS_MAX / 4, ""));
    g_assert_false(clean_line("[[h h h h]]", KX_GATE_WORDS_MAX / 4, " a"));
}

static void test_language_positions(void)
{
    const char *text = "Hé, één [[h'e:]]-x";
    static const kx_call_word good[] = {{1, 7}, {5, 8}, {9, 9}}, inside[] = {{1, 7}, {6, 8}},
                              twice[] = {{5, 7}, {5, 8}}, beyond[] = {{1, 7}, {30, 8}},
                              in_group[] = {{11, 7}}, zero[] = {{0, 7}};

    g_assert_true(kx_gate_is_clean(text, strlen(text), good, 3));
    g_assert_true(kx_gate_is_clean(text, strlen(text), good + 1, 1));
    g_assert_false(kx_gate_is_clean(text, strlen(text), inside, 2));
    g_assert_false(kx_gate_is_clean(text, strlen(text), twice, 2));
    g_assert_false(kx_gate_is_clean(text, strlen(text), beyond, 2));
    g_assert_false(kx_gate_is_clean(text, strlen(text), in_group, 1));
    g_assert_false(kx_gate_is_clean(text, strlen(text), zero, 1));
}

/* ---- the pipe ---- */

static void test_pack(void)
{
    g_autofree char *line = repeat("één hond {v#'EthVUd@r} +regels en", 20, " foto's .");
    g_autoptr(GPtrArray) calls = gate_line(line, false, NULL);
    g_autoptr(GByteArray) bytes = g_byte_array_new();

    g_assert_cmpuint(calls->len, >, 1);
    for (unsigned i = 0; i < calls->len; i++)
        kx_call_pack(calls->pdata[i], bytes);
    const guint8 *at = bytes->data;
    size_t left = bytes->len;
    for (unsigned i = 0; i < calls->len; i++) {
        g_autoptr(kx_call) call = kx_call_unpack(&at, &left);
        size_t n, m;
        const kx_call_word *sent = kx_call_words(calls->pdata[i], &n);
        const kx_call_word *came = kx_call_words(call, &m);
        g_assert_cmpstr(kx_call_text(call), ==, kx_call_text(calls->pdata[i]));
        g_assert_cmpint(kx_call_cut(call), ==, kx_call_cut(calls->pdata[i]));
        g_assert_cmpmem(came, m * sizeof(*came), sent, n * sizeof(*sent));
    }
    g_assert_cmpuint(left, ==, 0);
    /* Whatever befalls the bytes, what comes out is clean. */
    unsigned refused = 0;
    for (unsigned i = 0; i < bytes->len; i++) {
        for (unsigned bit = 0; bit < 8; bit++) {
            bytes->data[i] ^= (guint8)(1U << bit);
            at = bytes->data;
            left = bytes->len;
            g_autoptr(kx_call) call = kx_call_unpack(&at, &left);
            g_assert_true(call == NULL || clean(call));
            refused += call == NULL;
            bytes->data[i] ^= (guint8)(1U << bit);
        }
    }
    g_assert_cmpuint(refused, >, 500);
    for (left = 0; left < 400; left++) {
        size_t rest = left;
        at = bytes->data;
        g_autoptr(kx_call) call = kx_call_unpack(&at, &rest);
        g_assert_true(call == NULL || clean(call));
    }
}

/* ---- anything ---- */

static const char *const hostile[] = {
    "i.p.v. ",
    "a.",
    "a . ",
    "é . ",
    "hottentottententen",
    "over",
    "onge",
    "ver",
    "achter",
    "aaaaaaaaaaaaaaaaaaaaael",
    "1234567890",
    "क",
    "걿b",
    "😜😝",
    "\xf0\x9f\x8f\xba\xf0\x9f\x8f\xbb",
    "c1-",
    "[[",
    "]]",
    "[[h'Al",
    "<audio src='/x/a$(touch X).wav'>",
    "<break strength=",
    "\001",
    "\0014S",
    "&#1;",
    "_^_en-us ",
    "\u0588",
    "\u0904",
    "\u037f",
    "-",
    "--",
    "'",
    "''",
    " ",
    "\n",
    ".",
    ",",
    "?!",
    "...",
    "\xff",
    "\xc3",
    "e\u0301",
    "\u0301",
    "\u200b",
    "\u202e",
    "\u00ad",
    "北京",
    "Путин",
    "ﷺ",
    "ß",
    "Ĳ",
};

static const char *const sounds[] = {
    "v#'EthVUd@r", "h",           "_^_en-us s@p _^_nl",
    "_^_en s@p",   "_^_nl",       "]]",
    "[[",          "h h h h h h", "q%q",
    "|",           "'",           "Ω",
    "s@pl'aI",     "tS'eIn D@",   "Wyt",
    "_^_",         " ",
};

static const char *const dutch[] = {
    "de",
    "hond",
    "wethouder",
    "een",
    "'s",
    "foto's",
    "zes-en-twintig",
    "café",
    "reünie",
    "a",
    "KNVB",
    "veiligheids-dienst",
    "België",
    "'t",
    "privé-chauffeur",
    "om",
    "aansprakelijkheidsverzekering",
};

static void append_random(GString *text, GRand *rand)
{
    for (int i = g_rand_int_range(rand, 0, 12); i >= 0; i--) {
        const char *part = hostile[g_rand_int_range(rand, 0, G_N_ELEMENTS(hostile))];
        int times = g_rand_int_range(rand, 0, 8) ? 1 : g_rand_int_range(rand, 1, 100);
        gunichar c = (gunichar)g_rand_int_range(rand, 1, g_rand_boolean(rand) ? 0x250 : 0x20000);
        for (int k = 0; k < times; k++) {
            if (g_rand_int_range(rand, 0, 3))
                g_string_append(text, part);
            else if (g_unichar_validate(c))
                g_string_append_unichar(text, c);
        }
    }
}

static void make_random(GRand *rand, bool decent, GArray *pieces, GStringChunk *arena)
{
    const int n = g_rand_int_range(rand, 0, g_rand_int_range(rand, 0, 40) ? 12 : 200);
    uint32_t word = 0;

    for (int i = 0; i < n; i++) {
        g_autoptr(GString) text = g_string_new(NULL);
        const int kind = g_rand_int_range(rand, 0, 10);
        kx_piece piece = {KX_GATE_TEXT, NULL, word += decent || g_rand_int_range(rand, 0, 4)};
        if (kind < 3) {
            piece.kind = KX_GATE_MARK;
            g_string_append_c(text, (MARKS "x")[g_rand_int_range(rand, 0, decent ? 6 : 7)]);
        } else if (decent) {
            g_string_append(text, dutch[g_rand_int_range(rand, 0, G_N_ELEMENTS(dutch))]);
        } else if (kind < 7) {
            piece.kind = kind < 5 ? KX_GATE_PHONEMES : KX_GATE_ENGLISH;
            for (int k = g_rand_int_range(rand, 0, 3); k >= 0; k--)
                g_string_append(text, sounds[g_rand_int_range(rand, 0, G_N_ELEMENTS(sounds))]);
        } else {
            append_random(text, rand);
        }
        piece.text = g_string_chunk_insert(arena, text->str);
        g_array_append_val(pieces, piece);
    }
}

/* What leaves Dutch comes home before the group ends, and nothing else switches the language. */
static bool comes_home(const char *text)
{
    while ((text = strstr(text, "_^_")) != NULL) {
        const char *end = strstr(text, "]]");
        if (!g_str_has_prefix(text, "_^_en-us ") || !g_str_has_prefix(text - 2, "[[") ||
            end == NULL || !g_str_has_prefix(end - 6, " _^_nl") ||
            strstr(text + 3, "_^_") != end - 5)
            return false;
        text = end;
    }
    return true;
}

static void check_random(const GArray *pieces, bool decent)
{
    const kx_piece *first = (const kx_piece *)(void *)pieces->data;
    kx_gate_report report = {0};
    g_autoptr(GPtrArray) calls = kx_gate(first, pieces->len, &report);
    g_autoptr(GPtrArray) plain = kx_gate_plain(first, pieces->len);
    g_autoptr(GString) sent = g_string_new(NULL), said = g_string_new(NULL);

    for (unsigned i = 0; i < calls->len; i++) {
        const char *text = kx_call_text(calls->pdata[i]);
        g_assert_true(clean(calls->pdata[i]));
        g_assert_true(comes_home(text));
        g_assert_cmpuint(strlen(text), <=, KX_GATE_CALL_BYTES_MAX);
        g_assert_null(strpbrk(text, "<>&0123456789\001"));
        append_letters(said, text);
    }
    for (unsigned i = 0; i < plain->len; i++)
        g_assert_true(clean(plain->pdata[i]));
    if (!decent)
        return;
    for (unsigned i = 0; i < pieces->len; i++)
        append_letters(sent, first[i].kind == KX_GATE_TEXT ? first[i].text : "");
    g_assert_cmpstr(said->str, ==, sent->str);
    g_assert_cmpuint(report.dropped_characters + report.split_words + report.dropped_phonemes, ==,
                     0);
}

static void test_random(void)
{
    GRand *rand = g_rand_new_with_seed(20260101);

    for (unsigned i = 0; i < RANDOM_RUNS(20 * 1000); i++) {
        g_autoptr(GArray) pieces = g_array_new(FALSE, FALSE, sizeof(kx_piece));
        GStringChunk *arena = g_string_chunk_new(1024);
        const bool decent = i % 4 == 0;
        make_random(rand, decent, pieces, arena);
        check_random(pieces, decent);
        g_string_chunk_free(arena);
    }
    g_rand_free(rand);
}

/* English among anything: no call leaves a group open. */
static void test_comes_home(void)
{
    GRand *rand = g_rand_new_with_seed(20260102);
    unsigned abroad = 0;

    for (unsigned i = 0; i < RANDOM_RUNS(100 * 1000); i++) {
        kx_piece pieces[12];
        const unsigned n = (unsigned)g_rand_int_range(rand, 1, G_N_ELEMENTS(pieces) + 1);
        for (unsigned k = 0; k < n; k++) {
            const int kind = g_rand_int_range(rand, 0, 8);
            const char *text = kind == 0 ? dutch[g_rand_int_range(rand, 0, G_N_ELEMENTS(dutch))]
                               : kind < 3
                                   ? hostile[g_rand_int_range(rand, 0, G_N_ELEMENTS(hostile))]
                                   : sounds[g_rand_int_range(rand, 0, G_N_ELEMENTS(sounds))];
            pieces[k] = (kx_piece){kind == 2   ? KX_GATE_MARK
                                   : kind < 3  ? KX_GATE_TEXT
                                   : kind == 3 ? KX_GATE_PHONEMES
                                               : KX_GATE_ENGLISH,
                                   text, k / 2};
        }
        g_autoptr(GPtrArray) calls = kx_gate(pieces, n, NULL);
        for (unsigned k = 0; k < calls->len; k++) {
            g_assert_true(clean(calls->pdata[k]));
            g_assert_true(comes_home(kx_call_text(calls->pdata[k])));
            abroad += strstr(kx_call_text(calls->pdata[k]), "_^_") != NULL;
        }
    }
    g_assert_cmpuint(abroad, >, RANDOM_RUNS(30 * 1000));
    g_rand_free(rand);
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/gate/examples", test_examples);
    g_test_add_func("/gate/positions", test_positions);
    g_test_add_func("/gate/long-words", test_long_words);
    g_test_add_func("/gate/cuts", test_cuts);
    g_test_add_func("/gate/plain", test_plain);
    g_test_add_func("/gate/large", test_large);
    g_test_add_func("/gate/language", test_language);
    g_test_add_func("/gate/english-positions", test_english_positions);
    g_test_add_func("/gate/letters", test_letters);
    g_test_add_func("/gate/language-bounds", test_language_bounds);
    g_test_add_func("/gate/language-positions", test_language_positions);
    g_test_add_func("/gate/pack", test_pack);
    g_test_add_func("/gate/random", test_random);
    g_test_add_func("/gate/comes-home", test_comes_home);
    return g_test_run();
}
