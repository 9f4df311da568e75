/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Foreign phrases, from how their words are said to how they are printed. */
#include "compose_fixture.h"
#include "publish/phrase.h"
#include "publish/text_file.h"

#include <string.h>

static kx_briefing *compose(const char *text)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(kx_lexicon) lexicon = kx_lexicon_new();
    static const char own[] = "prompt engineering\tlang:en\nresponse\tlang:en\n";
    kx_lexicon_add(lexicon, "eigen.tsv", own, strlen(own), &error);
    g_assert_no_error(error);
    g_autoptr(kx_voice) voice = kx_voice_load(KX_VOICE_DEFAULT, NULL);
    voice->style.lexicon = lexicon;
    const kx_compose_settings settings =
        compose_settings(voice, KX_STRUCTURE_WORDS, g_get_tmp_dir());
    kx_briefing *b = compose_texts(&settings, "proef.txt", 1, &text, &error);
    g_assert_no_error(error);
    return b;
}

/* The sentences as printed, with what is foreign in brackets. */
static void test_marked(void)
{
    static const char *const cases[][2] = {
        {"Het staat voor Computer Emergency\nResponse Teams: ploegen.",
         "Het staat voor [Computer Emergency Response Teams]: ploegen."},
        {"De „Computer  Emergency Response\tTeam” kwam  om 14.30 uur.",
         "De „[Computer Emergency Response Team]” kwam om 14.30 uur."},
        {"Computer Emergency Response Team", "[Computer Emergency Response Team]"},
        /* loanwords are Dutch by now */
        {"Het team zit achter de computer met een laptop.",
         "Het team zit achter de computer met een laptop."},
        {"De FBI en de CEO zijn er.", "De FBI en de CEO zijn er."},
        /* by the lexicon; a word of its own is said with Dutch sounds */
        {"Zij doet aan prompt engineering en zegt response.",
         "Zij doet aan [prompt engineering] en zegt response."},
    };
    for (unsigned i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autoptr(kx_briefing) b = compose(cases[i][0]);
        g_autoptr(GString) out = g_string_new(NULL), text = g_string_new(NULL);
        g_autoptr(GString) clean = g_string_new(NULL);
        g_assert_cmpuint(b->sentences->len, ==, 1);
        const kx_timed_sentence *s = &g_array_index(b->sentences, kx_timed_sentence, 0);
        g_autofree char *printed = kx_printed(g_ptr_array_index(b->documents, 0), s->range);
        g_autoptr(GArray) phrases = kx_phrases(b, s);
        for (guint k = 0; k < phrases->len; k++) {
            const kx_phrase *phrase = &g_array_index(phrases, kx_phrase, k);
            g_assert_true(phrase->language == NULL || strcmp(phrase->language, "en") == 0);
            g_string_append_printf(out, phrase->language ? "[%s]" : "%s", phrase->text);
            g_string_append(text, phrase->text);
        }
        kx_text_file_append(clean, printed);
        g_assert_cmpstr(text->str, ==, clean->str);
        g_assert_cmpstr(out->str, ==, cases[i][1]);
    }
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/phrase/marked", test_marked);
    return g_test_run();
}
