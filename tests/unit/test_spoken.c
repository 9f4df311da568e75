/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One list of morphemes, two renderings, and the words of each. */
#include "text/spoken.h"

#include <string.h>

static kx_spoken *start(void)
{
    kx_spoken *spoken = kx_spoken_new();
    kx_token token = {.arena = spoken->arena};
    g_array_append_val(spoken->tokens, token);
    return spoken;
}

static void next_token(kx_spoken *spoken)
{
    kx_token token = {.arena = spoken->arena};
    g_array_append_val(spoken->tokens, token);
}

static void assert_rendered(const kx_spoken *spoken, const char *transcript, const char *speech)
{
    g_autofree char *first = kx_spoken_render(spoken, KX_RENDER_TRANSCRIPT, NULL);
    g_autofree char *second = kx_spoken_render(spoken, KX_RENDER_SPEECH, NULL);
    g_assert_cmpstr(first, ==, transcript);
    g_assert_cmpstr(second, ==, speech);
}

static void test_numbers(void)
{
    g_autoptr(kx_spoken) s = start();
    kx_say(s, KX_SEAM_SPACE, "drie");
    kx_say(s, KX_SEAM_EN, "en");
    kx_say(s, KX_SEAM_EN, "zestig");
    kx_say(s, KX_SEAM_SPACE, "twee");
    kx_say(s, KX_SEAM_NUMBER, "honderd");
    kx_say(s, KX_SEAM_NUMBER, "zes");
    kx_say(s, KX_SEAM_SPACE, "één");
    kx_say(s, KX_SEAM_EN, "en");
    kx_say(s, KX_SEAM_EN, "twintig");
    kx_say(s, KX_SEAM_SPACE, "één");
    assert_rendered(s, "drieënzestig tweehonderdzes eenentwintig één",
                    "drie-en-zestig twee honderd zes één-en-twintig één");
}

static void test_compounds(void)
{
    g_autoptr(kx_spoken) s = start();
    kx_say(s, KX_SEAM_SPACE, "zestig");
    kx_say(s, KX_SEAM_COMPOUND, "jarige");
    kx_say(s, KX_SEAM_SPACE, "drie");
    kx_say(s, KX_SEAM_COMPOUND, "eenheid");
    kx_say(s, KX_SEAM_SPACE, "één");
    kx_say(s, KX_SEAM_COMPOUND, "jarige");
    kx_say(s, KX_SEAM_SPACE, "bank");
    kx_say(s, KX_SEAM_JOIN, "en");
    kx_say(s, KX_SEAM_SPACE, "noord");
    kx_say(s, KX_SEAM_HYPHEN, "zuid");
    assert_rendered(s, "zestigjarige drie-eenheid eenjarige banken noord-zuid",
                    "zestig-jarige drie-eenheid één-jarige banken noord-zuid");
}

static void test_letters(void)
{
    g_autoptr(kx_spoken) s = start();
    kx_say_letters(s, KX_SEAM_SPACE, "KNVB", false);
    kx_say(s, KX_SEAM_SUFFIX, "'er");
    kx_say_letters(s, KX_SEAM_SPACE, "b.v.", false);
    kx_say(s, KX_SEAM_SUFFIX, "'s");
    kx_say_letters(s, KX_SEAM_SPACE, "vip", false);
    kx_say(s, KX_SEAM_SUFFIX, "'tje");
    kx_say_letters(s, KX_SEAM_SPACE, "FBI", true);
    kx_say(s, KX_SEAM_HYPHEN, "agent");
    kx_say(s, KX_SEAM_SPACE, "R en D E");
    assert_rendered(s, "K N V B'er B V's V I P'tje F B I-agent R en D E",
                    "kaa-èn-vee-bee-er bee-vee's vee-ie-pee'tje ef-bie-aai-agent èr en dee-ee");
}

/* Letters of two tokens are two words; an accent does not hide a letter; the rest is skipped. */
static void test_letters_of_tokens(void)
{
    g_autoptr(kx_spoken) s = start();
    kx_say_letters(s, KX_SEAM_SPACE, "a", false);
    next_token(s);
    kx_say_letters(s, KX_SEAM_SPACE, "É1-ß", false);
    assert_rendered(s, "A E", "aa ee");
    g_assert_cmpuint(s->morphemes->len, ==, 2);
    g_assert_cmpuint(g_array_index(s->morphemes, kx_morpheme, 0).token, ==, 0);
    g_assert_cmpuint(g_array_index(s->morphemes, kx_morpheme, 1).token, ==, 1);
}

static void test_marks(void)
{
    g_autoptr(kx_spoken) s = start();
    kx_say_mark(s, ',');
    g_assert_cmpuint(s->morphemes->len, ==, 0);
    kx_say(s, KX_SEAM_SPACE, "ja");
    kx_say_mark(s, ',');
    kx_say_mark(s, ';');
    kx_say_mark(s, ',');
    kx_say(s, KX_SEAM_SPACE, "nee");
    kx_say_mark(s, '.');
    kx_say_mark(s, '!');
    kx_say_mark(s, '.');
    kx_say(s, KX_SEAM_JOIN, "wat");
    kx_say_mark(s, ',');
    kx_say_falling_question(s);
    kx_say_mark(s, '?');
    kx_say_mark(s, '!');
    kx_say(s, KX_SEAM_SPACE, "zo");
    kx_say_mark(s, ':');
    assert_rendered(s, "ja; nee! wat? zo:", "ja; nee! wat. zo:");
}

static void test_accents(void)
{
    g_autoptr(kx_spoken) s = start();
    kx_say(s, KX_SEAM_SPACE, "hét géén vóór wél ú écht béter Dé Bóóm ónze áltijd één Eén");
    kx_say(s, KX_SEAM_SPACE, "café cafés coupé idée cafébezoek décor séance José Málaga à scène");
    assert_rendered(
        s,
        "hét géén vóór wél ú écht béter Dé Bóóm ónze áltijd één Eén café cafés coupé idée "
        "cafébezoek décor séance José Málaga à scène",
        "het geen voor wel u echt beter De Boom onze altijd één Eén café cafés coupé idée "
        "cafébezoek décor séance José Málaga a scène");
}

static void test_capitals_and_hyphens(void)
{
    g_autoptr(kx_spoken) s = start();
    kx_say(s, KX_SEAM_SPACE, "NAVO-top WhatsApp Jan IJsland in- en -uitvoer Den-Haag");
    assert_rendered(s, "NAVO-top WhatsApp Jan IJsland in- en -uitvoer Den-Haag",
                    "navo-top whatsapp Jan ijsland in en uitvoer Den-Haag");
}

static void assert_words(const kx_spoken *s, kx_rendering rendering, const char *const *want)
{
    g_autoptr(GArray) words = g_array_new(FALSE, FALSE, sizeof(kx_rendered_word));
    g_autofree char *text = kx_spoken_render(s, rendering, words);
    unsigned n = 0, morphemes = 0;
    for (; want[n]; n++) {
        g_assert_cmpuint(n, <, words->len);
        const kx_rendered_word *word = &g_array_index(words, kx_rendered_word, n);
        g_autofree char *cut = g_strndup(text + word->start, word->end - word->start);
        g_assert_cmpstr(cut, ==, want[n]);
        g_assert_cmpuint(word->first, <, word->last);
        g_assert_cmpuint(word->first, >=, morphemes);
        morphemes = word->last;
        g_assert_cmpuint(word->token, ==,
                         g_array_index(s->morphemes, kx_morpheme, word->first).token);
    }
    g_assert_cmpuint(words->len, ==, n);
}

static void test_words(void)
{
    g_autoptr(kx_spoken) s = start();
    kx_say(s, KX_SEAM_SPACE, "twee");
    kx_say(s, KX_SEAM_NUMBER, "honderd");
    kx_say_mark(s, ',');
    next_token(s);
    kx_say_letters(s, KX_SEAM_SPACE, "EU", false);
    kx_say(s, KX_SEAM_HYPHEN, "top");
    kx_say_mark(s, '.');
    const char *const transcript[] = {"tweehonderd", "E", "U-top", NULL};
    const char *const speech[] = {"twee", "honderd", "ee-uu-top", NULL};
    assert_words(s, KX_RENDER_TRANSCRIPT, transcript);
    assert_words(s, KX_RENDER_SPEECH, speech);
}

static void test_empty(void)
{
    g_autoptr(kx_spoken) s = kx_spoken_new();
    assert_rendered(s, "", "");
    kx_say(s, KX_SEAM_SPACE, "");
    kx_say(s, KX_SEAM_SPACE, "   ");
    assert_rendered(s, "", "");
    kx_spoken_free(NULL);
}

static void test_token_fields(void)
{
    g_autoptr(kx_spoken) s = start();
    kx_token *token = &g_array_index(s->tokens, kx_token, 0);
    kx_token_set(token, KX_FIELD_DAY, 7);
    kx_token_set(token, KX_FIELD_DAY, 9);
    kx_token_set_text(token, KX_FIELD_TEXT, "abcdef", 3);
    g_assert_cmpint(kx_token_get(token, KX_FIELD_DAY, -1), ==, 9);
    g_assert_cmpint(kx_token_get(token, KX_FIELD_YEAR, -1), ==, -1);
    g_assert_cmpint(kx_token_get(token, KX_FIELD_TEXT, -1), ==, -1);
    g_assert_cmpstr(kx_token_get_text(token, KX_FIELD_TEXT), ==, "abc");
    g_assert_null(kx_token_get_text(token, KX_FIELD_DAY));
    g_assert_true(kx_token_has(token, KX_FIELD_DAY));
    g_assert_false(kx_token_has(token, KX_FIELD_SIGN));
    g_assert_cmpuint(token->n_fields, ==, 2);
    g_assert_cmpstr(kx_field_label(KX_FIELD_WEEKDAY), ==, "weekday");
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/spoken/numbers", test_numbers);
    g_test_add_func("/spoken/compounds", test_compounds);
    g_test_add_func("/spoken/letters", test_letters);
    g_test_add_func("/spoken/letters-of-tokens", test_letters_of_tokens);
    g_test_add_func("/spoken/marks", test_marks);
    g_test_add_func("/spoken/accents", test_accents);
    g_test_add_func("/spoken/capitals-and-hyphens", test_capitals_and_hyphens);
    g_test_add_func("/spoken/words", test_words);
    g_test_add_func("/spoken/empty", test_empty);
    g_test_add_func("/spoken/token-fields", test_token_fields);
    return g_test_run();
}
