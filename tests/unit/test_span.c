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
    g_autoptr(GArray) spans = kx_english_spans(spoken, speech, words);
    GString *out = g_string_new(NULL);
    for (unsigned i = 0, next = 0; i < words->len; i++) {
        const kx_rendered_word *word = &g_array_index(words, kx_rendered_word, i);
        const kx_span *span = next < spans->len ? &g_array_index(spans, kx_span, next) : NULL;
        const bool ends = span != NULL && i + 1 == span->last;
        const size_t behind = i + 1 < words->len ? word[1].start : strlen(speech);
        size_t n;
        const char *written = kx_span_word(spoken, speech, word, &n);
        g_string_append(out, span != NULL && i == span->first ? "[" : "");
        g_string_append_len(out, written, (gssize)n);
        g_string_append(out, ends ? "]" : "");
        g_string_append_len(out, speech + word->end, (gssize)(behind - word->end));
        next += ends;
    }
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
        /* I and a, which Dutch reads as letters */
        "Hij zei: [I have a dream].",
        "Het is [the start of a year] en vitamine a dus, I, zei hij.",
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
        {"it's", KX_ENGLISH_OWN, "Its"},
        {"boss's", KX_ENGLISH_OWN, "b'O2sIz"},
        {"a", KX_ENGLISH_OWN, "a#"},
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
