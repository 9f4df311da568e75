/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What holds of any text: every byte belongs to a token, both renderings are made of the same
 * morphemes and hold nothing but letters and a few marks, and the transcript is read as itself. */
#include "base/limits.h"
#include "random_runs.h"
#include "text/normalise.h"

#include <string.h>
#include <time.h>

static const kx_style plain_style = {.years = KX_YEARS_THOUSANDS, .clock = KX_CLOCK_DIGITAL};

static kx_document *document_of(char *text)
{
    kx_document *doc = kx_document_new("test");
    kx_document_take_text(doc, text, strlen(text));
    return doc;
}

static kx_spoken *normalise(const kx_document *doc)
{
    return kx_normalise(doc, (kx_range){0, doc->length}, &plain_style);
}

static char *transcript_of(const char *text)
{
    g_autoptr(kx_document) doc = document_of(g_strdup(text));
    g_autoptr(kx_spoken) spoken = normalise(doc);
    return kx_spoken_render(spoken, KX_RENDER_TRANSCRIPT, NULL);
}

static const kx_token *token(const kx_spoken *spoken, unsigned i)
{
    g_assert_cmpuint(i, <, spoken->tokens->len);
    return &g_array_index(spoken->tokens, kx_token, i);
}

/* ---- properties ---- */

static void check_tokens(const kx_document *doc, const kx_spoken *spoken)
{
    size_t end = 0;
    for (unsigned i = 0; i <= spoken->tokens->len; i++) {
        bool last = i == spoken->tokens->len;
        size_t start = last ? doc->length : token(spoken, i)->range.start;
        g_assert_cmpuint(start, >=, end);
        g_assert_true(last || i == 0 || token(spoken, i)->glued == (start == end));
        for (const char *at = doc->text + end; at < doc->text + start; at = g_utf8_next_char(at))
            g_assert_true(kx_is_blank(g_utf8_get_char(at)));
        if (last)
            break;
        end = token(spoken, i)->range.end;
        g_assert_cmpuint(end, >, start);
        g_assert_true(g_utf8_validate(doc->text + start, (gssize)(end - start), NULL));
    }
}

static bool is_safe(gunichar c)
{
    return c == ' ' || (c < 128 && strchr("-'.,;:?!", (int)c)) ||
           (g_unichar_isalpha(c) && g_unichar_get_script(c) == G_UNICODE_SCRIPT_LATIN);
}

/* Only safe characters, single blanks between words, and words that cover the rest. */
static void check_rendering(const kx_spoken *spoken, kx_rendering rendering, const char *source)
{
    g_autoptr(GArray) words = g_array_new(FALSE, FALSE, sizeof(kx_rendered_word));
    g_autofree char *text = kx_spoken_render(spoken, rendering, words);
    g_assert_true(g_utf8_validate(text, -1, NULL));
    for (const char *at = text; *at; at = g_utf8_next_char(at)) {
        if (!is_safe(g_utf8_get_char(at)))
            g_error("not safe: \"%s\" from \"%s\"", text, source);
    }
    size_t end = 0;
    unsigned morphemes = 0;
    for (unsigned i = 0; i < words->len; i++) {
        const kx_rendered_word *word = &g_array_index(words, kx_rendered_word, i);
        if (word->end <= word->start || word->start < end)
            g_error("an empty word: \"%s\" from \"%s\"", text, source);
        g_assert_true(i == 0 || (word->start > end && text[word->start - 1] == ' '));
        g_assert_null(memchr(text + word->start, ' ', word->end - word->start));
        g_assert_cmpuint(word->first, >=, morphemes);
        g_assert_cmpuint(word->last, >, word->first);
        end = word->end;
        morphemes = word->last;
        if (text[end] && text[end] != ' ')
            end++;
        g_assert_true(text[end] == ' ' || text[end] == '\0');
    }
    g_assert_cmpuint(strlen(text), ==, end);
}

static void check_again(const kx_spoken *spoken, const char *source)
{
    g_autofree char *once = kx_spoken_render(spoken, KX_RENDER_TRANSCRIPT, NULL);
    g_autofree char *twice = transcript_of(once);
    if (strcmp(once, twice) != 0) {
        g_test_message("source \"%s\"\n  once  %s\n  twice %s", source, once, twice);
        g_test_fail();
    }
}

typedef enum { READ_ONCE, READ_AGAIN } reading_depth;

static void check_text(char *text, reading_depth depth)
{
    g_autoptr(kx_document) doc = document_of(text);
    g_autoptr(kx_spoken) spoken = normalise(doc);
    check_tokens(doc, spoken);
    check_rendering(spoken, KX_RENDER_TRANSCRIPT, doc->text);
    check_rendering(spoken, KX_RENDER_SPEECH, doc->text);
    if (depth == READ_AGAIN)
        check_again(spoken, doc->text);
}

/* ---- texts ---- */

static char *random_ascii(void)
{
    GString *text = g_string_new(NULL);
    for (int n = g_test_rand_int_range(1, 40); n > 0; n--) {
        bool blank = g_test_rand_int_range(0, 5) == 0;
        g_string_append_c(text, blank ? ' ' : (char)g_test_rand_int_range('!', '~' + 1));
    }
    return g_string_free(text, FALSE);
}

static char *random_unicode(void)
{
    g_autoptr(GString) text = g_string_new(NULL);
    while (text->len < 60) {
        gint32 limit =
            (gint32[]){0x250, 0x3000, 0x10000, 0x20000, 0x110000}[g_test_rand_int_range(0, 5)];
        gunichar c = (gunichar)g_test_rand_int_range(1, limit);
        if (g_unichar_validate(c))
            g_string_append_unichar(text, c);
    }
    return g_utf8_normalize(text->str, (gssize)text->len, G_NORMALIZE_NFC);
}

static const char *const words[] = {
    "de",        "het",          "een",       "één",  "Het",         "Waarom",
    "koe",       "CDA",          "NAVO",      "KNVB", "ict",         "btw",
    "D66",       "MH17",         "F-16",      "5G",   "Covid-19",    "o.a.",
    "d.w.z.",    "mr.",          "dr.",       "St.",  "min.",        "mln.",
    "enz.",      "E.M.",         "A.",        "V.S.", "'s",          "'t",
    "zo'n",      "foto's",       "hét",       "géén", "café",        "in-",
    "-handel",   "Oost-Souburg", "WhatsApp",  "U",    "u",           "12",
    "1.234",     "3,5",          "7%",        "€ 5",  "2024",        "8.30 uur",
    "3 mei",     "1e",           "18e-eeuws", "½",    "&",           "+",
    "Москва",    "Ελλάδα",       "bol.com",   "a_b",  "4f7a9c",      "x²",
    "speler(s)", "CEO's",        "CDA'ers",   "ict-", "politie-ict", "4x4",
    "€ 7,20",
};
static const char *const marks[] = {
    "-",  "–", "—", "/", "...", "…", ".", ",", ";", ":", "!", "?", "(", ")",
    "\"", "'", "„", "”", "«",   "»", "[", "]", "*", "_", "⚽", "®", "•", "\n",
};

/* Words between blanks, now and then with a mark before or after them. */
static char *random_dutch(void)
{
    GString *text = g_string_new(NULL);
    for (int n = g_test_rand_int_range(1, 14); n > 0; n--) {
        if (g_test_rand_int_range(0, 6) == 0)
            g_string_append(text, marks[g_test_rand_int_range(0, G_N_ELEMENTS(marks))]);
        g_string_append(text, words[g_test_rand_int_range(0, G_N_ELEMENTS(words))]);
        if (g_test_rand_int_range(0, 4) == 0)
            g_string_append(text, marks[g_test_rand_int_range(0, G_N_ELEMENTS(marks))]);
        g_string_append_c(text, ' ');
    }
    return g_string_free(text, FALSE);
}

static void test_ascii(void)
{
    for (int i = 0; i < RANDOM_RUNS(20000) && !g_test_failed(); i++)
        check_text(random_ascii(), READ_ONCE);
}

static void test_dutch(void)
{
    for (int i = 0; i < RANDOM_RUNS(20000) && !g_test_failed(); i++)
        check_text(random_dutch(), READ_AGAIN);
}

static void test_unicode(void)
{
    for (int i = 0; i < RANDOM_RUNS(5000); i++)
        check_text(random_unicode(), READ_ONCE);
}

/* Each assigned character alone and between two letters. */
static void test_every_character(void)
{
    for (gunichar c = 1; c < 0x30000; c += KX_SANITIZED ? 3 : 1) {
        if (!g_unichar_validate(c) || !g_unichar_isdefined(c))
            continue;
        char utf8[8];
        utf8[g_unichar_to_utf8(c, utf8)] = '\0';
        g_autofree char *raw = g_strdup_printf("%s k%sk", utf8, utf8);
        check_text(g_utf8_normalize(raw, -1, G_NORMALIZE_NFC), READ_ONCE);
    }
}

/* ---- bounds ---- */

/* Processor time of both stages on `unit` repeated to so many bytes, all of it so many times. */
static double seconds_for(const char *unit, size_t bytes, unsigned times)
{
    GString *text = g_string_new(NULL);
    while (text->len < bytes)
        g_string_append(text, unit);
    g_autoptr(kx_document) doc = document_of(g_string_free(text, FALSE));
    clock_t start = clock();
    for (unsigned i = 0; i < times; i++) {
        g_autoptr(kx_spoken) spoken = normalise(doc);
        g_free(kx_spoken_render(spoken, KX_RENDER_SPEECH, NULL));
    }
    return (double)(clock() - start) / CLOCKS_PER_SEC;
}

/* Time grows with the length of a sentence, up to the longest there is, also where all of it is one
 * thing again and again: the same text takes as long in one piece as in eight, where what is
 * quadratic takes eight times as long. */
static void test_hostile(void)
{
    static const char *const units[] = {
        "a",      "A",    "1",    "a1",     "1-",        "a-",      "A-1-",    "a.",   "a. ",
        "A.",     "?",    "? ",   "\"",     "\" ",       "'",       "' ",      "(",    ")",
        "( ",     ") ",   "(a",   "-",      " -",        "- ",      "mr. ",    "St. ", "…",
        ".)",     "€",    "#",    "#@",     "\u00ad",    "a\u00ad", "1\u200b", "é",    "б",
        "б ",     "日",   "😀",    "'s ",    "a'",        "A'a",     "1,",      "1.",   "1:",
        "1/",     "1 ",   "1-a-", "3 mei ", "€ 1 ",      "_a",      "*a ",     "i",    "min. 3 ",
        "A A A ", "AAA ", "\n",   "e.d. ",  "speler(s)", "D66",     "12.",     "12/",  "12:",
        "a@",     "a.nl", "XIV ", "1 km/",  "([{",
    };
    enum { PIECES = 8, TIMES = KX_SANITIZED ? 1 : 3 };
    for (unsigned i = 0; i < G_N_ELEMENTS(units); i++) {
        double pieces = seconds_for(units[i], KX_SENTENCE_BYTES_MAX / PIECES, PIECES * TIMES);
        double whole = seconds_for(units[i], KX_SENTENCE_BYTES_MAX, TIMES);
        if (whole > 4 * pieces + 0.1)
            g_error("\"%s\": %.3f s in pieces, %.3f s whole", units[i], pieces, whole);
    }
}

/* ---- single things ---- */

static void test_falls_back(void)
{
    /* Linear A has letters, but no Latin form: the class of words gives up, verbatim does not. */
    g_autoptr(kx_document) doc = document_of(g_strdup("zie \U00010600\U00010601 hier"));
    g_autoptr(kx_spoken) spoken = normalise(doc);
    g_autofree char *text = kx_spoken_render(spoken, KX_RENDER_TRANSCRIPT, NULL);
    g_assert_cmpstr(text, ==, "zie onbekend teken onbekend teken hier");
    g_assert_cmpuint(spoken->tokens->len, ==, 3);
    g_assert_true(token(spoken, 1)->class == &kx_class_verbatim);
    g_assert_cmpuint(token(spoken, 1)->range.start, ==, 4);
    g_assert_cmpuint(token(spoken, 1)->range.end, ==, 12);
    g_assert_cmpuint(g_array_index(spoken->morphemes, kx_morpheme, 1).token, ==, 1);
}

/* A word longer than the pieces in which it is transliterated, whose letters have three bytes. */
static void test_long_foreign_word(void)
{
    g_autoptr(GString) text = g_string_new(NULL);
    for (unsigned i = 0; i < 500; i++)
        g_string_append(text, "ა");
    g_autofree char *spoken = transcript_of(text->str);
    g_autofree char *expected = g_strnfill(500, 'a');
    g_assert_cmpstr(spoken, ==, expected);
}

static void test_ranges(void)
{
    g_autoptr(kx_document) doc = document_of(g_strdup("Vóór. De koe (rood) loopt. Na."));
    kx_range range = {8, 28};
    g_autoptr(kx_spoken) spoken = kx_normalise(doc, range, &plain_style);
    g_autofree char *text = kx_spoken_render(spoken, KX_RENDER_TRANSCRIPT, NULL);
    g_assert_cmpstr(text, ==, "De koe, rood, loopt.");
    g_assert_cmpuint(token(spoken, 0)->range.start, ==, 8);
    g_assert_false(token(spoken, 0)->glued);
    g_assert_false(token(spoken, 2)->glued);
    g_assert_true(token(spoken, 3)->glued);
    g_assert_cmpuint(token(spoken, spoken->tokens->len - 1)->range.end, ==, 28);
    g_autoptr(kx_spoken) nothing = kx_normalise(doc, (kx_range){3, 3}, &plain_style);
    g_assert_cmpuint(nothing->tokens->len, ==, 0);
}

static void assert_transcript(const char *written, const char *expected)
{
    g_autofree char *spoken = transcript_of(written);
    g_assert_cmpstr(spoken, ==, expected);
}

static void test_capitals(void)
{
    assert_transcript("ALLE TREINEN STAAN STIL", "alle treinen staan stil");
    assert_transcript("NS EN KLM STAKEN OPNIEUW", "N S en K L M staken opnieuw");
    assert_transcript("CDA VVD PVV", "C D A V V D P V V");
    assert_transcript("CDA VVD EENS", "C D A V V D EENS");
    assert_transcript("KNVB", "K N V B");
    assert_transcript("Zij riep DAT MAG NIET en ging", "Zij riep dat mag niet en ging");
    assert_transcript("Het OM en de FNV", "Het O M en de F N V");
    assert_transcript("HET OM WIL MEER ZAKEN", "het om wil meer zaken");
    assert_transcript("BREKEND NIEUWS", "brekend nieuws");
    assert_transcript("de SEH van het UMC", "de S E H van het U M C");
}

static void test_pronounceable(void)
{
    static const char *const readable[] = {"FEBO",  "UNESCO",   "NAVO",  "HEMA",   "Interpol",
                                           "AMBER", "SCHRIJFT", "STORM", "herfst", "OPEC"};
    static const char *const letters[] = {"KNVB", "UNHCR", "EHBO",  "AIVD", "VPRO", "ANWB", "HTML",
                                          "BNN",  "ADHD",  "AEIOU", "MBTS", "",     "B4"};
    for (unsigned i = 0; i < G_N_ELEMENTS(readable); i++)
        g_assert_true(kx_pronounceable(readable[i], strlen(readable[i])));
    for (unsigned i = 0; i < G_N_ELEMENTS(letters); i++)
        g_assert_false(kx_pronounceable(letters[i], strlen(letters[i])));
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/normalise/ranges", test_ranges);
    g_test_add_func("/normalise/falls-back", test_falls_back);
    g_test_add_func("/normalise/long-foreign-word", test_long_foreign_word);
    g_test_add_func("/normalise/capitals", test_capitals);
    g_test_add_func("/normalise/pronounceable", test_pronounceable);
    g_test_add_func("/normalise/random/dutch", test_dutch);
    g_test_add_func("/normalise/random/ascii", test_ascii);
    g_test_add_func("/normalise/random/unicode", test_unicode);
    g_test_add_func("/normalise/every-character", test_every_character);
    g_test_add_func("/normalise/hostile", test_hostile);
    return g_test_run();
}
