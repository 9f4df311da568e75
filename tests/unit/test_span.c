/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "speak/span.h"

#include "text/normalise.h"

#include <string.h>

/* The sentence as it is spoken, with its English spans in brackets. */
static char *marked(const char *text)
{
    g_autoptr(kx_document) doc = kx_document_new("proef");
    kx_document_take_text(doc, g_strdup(text), strlen(text));
    g_autoptr(kx_spoken) spoken = kx_normalise(doc, (kx_range){0, strlen(text)}, &(kx_style){0});
    g_autoptr(GArray) words = g_array_new(FALSE, FALSE, sizeof(kx_rendered_word));
    g_autofree char *speech = kx_spoken_render(spoken, KX_RENDER_SPEECH, words);
    g_autoptr(GArray) spans = kx_english_spans(speech, words);
    GString *out = g_string_new(NULL);
    size_t at = 0;
    for (unsigned i = 0; i < spans->len; i++) {
        kx_span span = g_array_index(spans, kx_span, i);
        size_t start = g_array_index(words, kx_rendered_word, span.first).start;
        size_t end = g_array_index(words, kx_rendered_word, span.last - 1).end;
        g_string_append_printf(out, "%.*s[%.*s]", (int)(start - at), speech + at,
                               (int)(end - start), speech + start);
        at = end;
    }
    g_string_append(out, speech + at);
    return g_string_free(out, FALSE);
}

static void test_spans(void)
{
    static const char *const cases[] = {
        /* two words that only English has, and what lies beside and between them */
        "De [Computer Emergency Response Teams] van Europa werken samen.",
        "Het boek [The Wealth of Nations] is bekend.",
        "De [New-York Times] schrijft over de [threat landscape].",
        "Dat was [nothing else happened], zei hij.",
        "Zij citeerde: [you are not alone].",
        "Volgens [Google's Threat Analysis Group] klopt het.",
        "Een [threat-based approach].",
        "Het lek zit in de [Remote Desktop Services] van het systeem.",
        "De remote desktop is traag.",
        "Zij speelt in [The End of Things] mee.",
        "Hij zag [Dark Side of the Moon] en [House of Shadows].",
        /* of, in, is and was are Dutch but beside English grammar, or where of follows its noun */
        "Werkt in Chrome of Firefox.",
        "Een crash of bug in Word of Excel.",
        "Hij gaat naar New York of London.",
        "Kies Telegram in Google Meet of Teams.",
        "Downloads in Safari, Chrome of Edge.",
        "Zij koos Man of the Match-prijzen.",
        /* a mark ends it */
        "Zij las [Great Expectations], [Northern Lights] en meer.",
        /* all of a clause, with words at its edges that are Dutch too */
        "[We are great players], zei hij.",
        "Zij zong: [have we had great weather].",
        "Wij hebben, We are [great players] dus, gewonnen.",
        "Hij koos, Google Meet of Remote Desktop, niet.",
        /* one word is none, and neither are words that Dutch has */
        "Het team van supporters wint de match.",
        "De threat is weg.",
        "Wij waren in de winter in het water.",
        "De man is in de bus met de hand.",
        "De software en de hardware zijn van de overheid.",
        "Trainer Smit zag zijn ploeg verliezen.",
        "Hij was in Den Haag en in Los Angeles.",
        "Boris Johnson sprak met Angela Merkel.",
        "Ad hoc en de facto is het zo.",
        /* addresses and numbers are no phrases */
        "Kijk op nu.nl/timeline/headline.",
        "",
    };
    for (unsigned i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autofree char *text = g_strdup(cases[i]);
        g_autoptr(GString) plain = g_string_new(NULL);
        for (const char *c = text; *c; c++)
            if (!strchr("[]", *c))
                g_string_append_c(plain, *c);
        g_autofree char *found = marked(plain->str);
        if (strchr(cases[i], '[') || strchr(found, '['))
            g_assert_cmpstr(found, ==, cases[i]);
    }
}

static void test_phonemes(void)
{
    static const struct {
        const char *text;
        kx_english how;
        const char *phonemes;
    } cases[] = {
        {"supply", KX_ENGLISH_OWN, "s@pl'aI"},
        {"Supply", KX_ENGLISH_IN_DUTCH, "s8pl'Aj"},
        {"supply-chain", KX_ENGLISH_OWN, "s@pl'aI tS'eIn"},
        {"supply-chain", KX_ENGLISH_IN_DUTCH, "s8pl'Aj tS'e:n"},
        {"supply's", KX_ENGLISH_OWN, "s@pl'aIz"},
        {"the", KX_ENGLISH_IN_DUTCH, "d@"},
        {"supply-keten", KX_ENGLISH_OWN, ""},
    };
    for (unsigned i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autofree char *phonemes =
            kx_span_phonemes(cases[i].text, strlen(cases[i].text), cases[i].how);
        g_assert_cmpstr(phonemes, ==, cases[i].phonemes);
    }
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/span/spans", test_spans);
    g_test_add_func("/span/phonemes", test_phonemes);
    return g_test_run();
}
