/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Reading profiles, and what a briefing leaves out by them. The tone engine speaks: its sound is a
 * function of the text alone. */
#include "base/error.h"
#include "compose_fixture.h"

#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

static void test_compiled_in(void)
{
    g_auto(GStrv) names = kx_profile_names();
    g_assert_cmpuint(g_strv_length(names), ==, 3);
    g_assert_cmpstr(names[0], ==, KX_PROFILE_DEFAULT);
    for (char **name = names; *name; name++) {
        g_autoptr(GError) error = NULL;
        g_autoptr(kx_profile) profile = kx_profile_load(*name, &error);
        g_assert_no_error(error);
        g_assert_cmpstr(profile->name, ==, *name);
        g_assert_cmpuint(strlen(profile->what), >, 20);
    }
}

/* The default profile changes nothing of a voice. */
static void test_podcast_is_the_voice(void)
{
    g_autoptr(kx_profile) profile = kx_profile_load(KX_PROFILE_DEFAULT, NULL);
    g_autoptr(kx_voice) voice = kx_voice_load(KX_VOICE_DEFAULT, NULL);
    g_autoptr(kx_voice) plain = kx_voice_load(KX_VOICE_DEFAULT, NULL);
    kx_profile_apply(profile, voice);
    g_assert_cmpfloat(voice->characters_per_second, ==, plain->characters_per_second);
    g_assert_cmpint(voice->structure, ==, plain->structure);
    g_assert_cmpint(voice->style.links, ==, KX_LINKS_SAID);
    g_assert_cmpmem(voice->pauses, sizeof voice->pauses, plain->pauses, sizeof plain->pauses);
    for (int kind = 0; kind < KX_BLOCK_KINDS; kind++)
        g_assert_false(kx_profile_skips(profile, (kx_block_kind)kind));
}

static void test_apply(void)
{
    g_autoptr(kx_profile) blind = kx_profile_load("blind", NULL);
    g_autoptr(kx_profile) dyslexia = kx_profile_load("dyslexia", NULL);
    g_autoptr(kx_voice) plain = kx_voice_load(KX_VOICE_DEFAULT, NULL);
    g_autoptr(kx_voice) fast = kx_voice_load(KX_VOICE_DEFAULT, NULL);
    g_autoptr(kx_voice) slow = kx_voice_load(KX_VOICE_DEFAULT, NULL);
    kx_profile_apply(blind, fast);
    kx_profile_apply(dyslexia, slow);
    g_assert_cmpint(fast->structure, ==, KX_STRUCTURE_WORDS);
    g_assert_cmpint(slow->structure, ==, plain->structure);
    g_assert_cmpfloat(fast->characters_per_second, >, plain->characters_per_second);
    g_assert_cmpfloat(slow->characters_per_second, <, plain->characters_per_second);
    g_assert_cmpint(slow->style.links, ==, KX_LINKS_SILENT);
    g_assert_false(kx_profile_skips(blind, KX_BLOCK_CAPTION));
    g_assert_true(kx_profile_skips(dyslexia, KX_BLOCK_CAPTION));
    g_assert_true(kx_profile_skips(dyslexia, KX_BLOCK_LINK));
    g_assert_false(kx_profile_skips(dyslexia, KX_BLOCK_NOTE));
    g_assert_false(kx_profile_skips(dyslexia, KX_BLOCK_PARAGRAPH));
    for (unsigned i = 0; i < KX_PAUSES; i++) {
        g_assert_cmpint(fast->pauses[i].floor, ==, plain->pauses[i].floor);
        g_assert_cmpint(slow->pauses[i].floor, ==, plain->pauses[i].floor);
        /* where speech is faster, the pauses between its parts are not shorter */
        int64_t before =
            kx_voice_pause(plain, (kx_pause)i, kx_engine_rate(plain->characters_per_second));
        g_assert_cmpint(
            kx_voice_pause(fast, (kx_pause)i, kx_engine_rate(fast->characters_per_second)) * 100,
            >=, before * 98);
        g_assert_cmpint(kx_voice_pause(slow, (kx_pause)i, 175), >, before);
    }
}

/* A profile from a file, "dyslexia" with one line replaced. */
static kx_profile *load_changed(const char *from, const char *to, GError **error)
{
    g_autofree char *own =
        g_test_build_filename(G_TEST_DIST, "..", "..", "voices", "dyslexia.profile", NULL);
    g_autofree char *bytes = NULL;
    g_assert_true(g_file_get_contents(own, &bytes, NULL, NULL));
    g_autoptr(GString) text = g_string_new(bytes);
    g_assert_cmpuint(g_string_replace(text, from, to, 1), ==, 1);
    g_autofree char *path = g_build_filename(g_get_tmp_dir(), "kx-test-XXXXXX.profile", NULL);
    int fd = g_mkstemp(path);
    g_assert_cmpint(fd, >=, 0);
    close(fd);
    g_assert_true(g_file_set_contents(path, text->str, (gssize)text->len, NULL));
    kx_profile *profile = kx_profile_load(path, error);
    g_unlink(path);
    return profile;
}

static void test_bad_files(void)
{
    static const char *const cases[][3] = {
        {"captions=silent", "captions=no", "[profile] captions: must be one of spoken, silent"},
        {"notes=spoken", "", "[profile] notes: missing"},
        {"speed=0.85", "speed=0", "[profile] speed: must be a number from 0.5 to 3"},
        {"pauses=1.4", "pauses=1,4", "[profile] pauses: must be a number from 0.25 to 4"},
        {"notes=spoken", "notes=spoken\nstructure=bel", "[profile] structure: must be one of"},
        {"notes=spoken", "notes=spoken\nbyline=ja",
         "[profile] byline: must be one of spoken, silent"},
        {"notes=spoken", "notes=spoken\ncolour=red", "no such key"},
        {"notes=spoken", "notes=spoken\n[text]\npitch=5", "[text] : no such group"},
        {"[profile]", "profile", "not a reading profile"},
    };
    for (unsigned i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autoptr(GError) error = NULL;
        g_assert_null(load_changed(cases[i][0], cases[i][1], &error));
        g_assert_error(error, KX_ERROR, KX_ERROR_CONFIG);
        if (strstr(error->message, cases[i][2]) == NULL)
            g_error("'%s' is not in '%s'", cases[i][2], error->message);
        g_assert_null(strchr(error->message, '\x1b'));
    }
    g_autoptr(GError) error = NULL;
    g_autoptr(kx_profile) tone =
        load_changed("notes=spoken", "notes=silent\nstructure=tone", &error);
    g_assert_no_error(error);
    g_assert_true(tone->marks_structure);
    g_assert_cmpint(tone->structure, ==, KX_STRUCTURE_TONE);
    g_assert_true(kx_profile_skips(tone, KX_BLOCK_NOTE));
    g_assert_null(kx_profile_load("dove\x1b[2J", &error));
    g_assert_error(error, KX_ERROR, KX_ERROR_USAGE);
    g_assert_nonnull(strstr(error->message, "podcast, blind, dyslexia"));
    g_assert_null(strchr(error->message, '\x1b'));
}

/* ---- briefings ---- */

static kx_briefing *compose(const char *profile_name, kx_structure structure, const char *text)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(kx_profile) profile = profile_name ? kx_profile_load(profile_name, NULL) : NULL;
    g_autoptr(kx_voice) voice = kx_voice_load(KX_VOICE_DEFAULT, NULL);
    if (profile)
        kx_profile_apply(profile, voice);
    kx_compose_settings settings = compose_settings(voice, structure, g_get_tmp_dir());
    settings.profile = profile;
    kx_briefing *b = compose_texts(&settings, "proef.txt", 1, &text, &error);
    g_assert_no_error(error);
    return b;
}

static const char article[] =
    "De brug dicht\n\nDe brug gaat dicht (https://www.example.org/brug) voor onderhoud.\n\n"
    "Foto: Redactie\n\nFietsers rijden om.\n\nLees ook: De pont vaart weer\n\n"
    "© Voorbeeldkrant\n\nHet werk begint maandag.\n\n[1] Volgens de gemeente.\n";

/* The sentences that are said, as their transcripts. */
static char *said(const kx_briefing *b)
{
    GString *out = g_string_new(NULL);
    for (guint i = 0; i < b->sentences->len; i++) {
        const kx_timed_sentence *s = &g_array_index(b->sentences, kx_timed_sentence, i);
        g_string_append_printf(out, "%.*s|", (int)s->length, b->transcript->data + s->spoken);
    }
    return g_string_free(out, FALSE);
}

/* Emoji and signs alone are printed and not heard; that is told. */
static void test_silent_blocks(void)
{
    static const char text[] = "De brug dicht\n\nDe brug gaat dicht. 😀\n\n😀 🎉\n\n"
                               "🌧️\n🌧️\n\nMaandag begint het.\n";
    static const unsigned lines[] = {5, 7};
    g_autoptr(kx_briefing) b = compose("default", KX_STRUCTURE_VOICE, text);
    const kx_document *doc = g_ptr_array_index(b->documents, 0);
    g_assert_cmpuint(b->skips->len, ==, G_N_ELEMENTS(lines));
    for (unsigned i = 0; i < G_N_ELEMENTS(lines); i++) {
        const kx_skip *skip = &g_array_index(b->skips, kx_skip, i);
        g_assert_cmpuint(kx_document_line(doc, skip->range.start), ==, lines[i]);
        g_assert_cmpint((int)skip->kind, ==, KX_BLOCK_PARAGRAPH);
        g_assert_cmpstr(skip->reason, ==, "only emoji, nothing to say");
    }
    g_assert_cmpuint(b->notes->len, ==, 1);
    g_assert_nonnull(strstr(b->notes->pdata[0], "as emoji: 2 "));
}

static void test_left_out(void)
{
    static const struct {
        kx_block_kind kind;
        unsigned line;
        const char *text;
    } wanted[] = {
        {KX_BLOCK_LINK, 3, "(https://www.example.org/brug)"},
        {KX_BLOCK_CAPTION, 5, "Foto: Redactie"},
        {KX_BLOCK_LINK, 9, "Lees ook: De pont vaart weer"},
        {KX_BLOCK_CAPTION, 11, "© Voorbeeldkrant"},
    };
    g_autoptr(kx_briefing) b = compose("dyslexia", KX_STRUCTURE_VOICE, article);
    g_autofree char *text = said(b);
    const kx_document *doc = g_ptr_array_index(b->documents, 0);
    g_assert_cmpstr(text, ==,
                    "De brug dicht|De brug gaat dicht voor onderhoud.|Fietsers rijden om.|"
                    "Het werk begint maandag.|Noot één: Volgens de gemeente.|");
    g_assert_cmpuint(b->skips->len, ==, G_N_ELEMENTS(wanted));
    for (unsigned i = 0; i < G_N_ELEMENTS(wanted); i++) {
        const kx_skip *skip = &g_array_index(b->skips, kx_skip, i);
        g_autofree char *printed = kx_printed(doc, skip->range);
        g_assert_cmpint((int)skip->kind, ==, (int)wanted[i].kind);
        g_assert_cmpstr(printed, ==, wanted[i].text);
        g_assert_cmpuint(kx_document_line(doc, skip->range.start), ==, wanted[i].line);
        g_assert_nonnull(strstr(skip->reason, "dyslexia"));
    }
    g_assert_cmpuint(b->notes->len, ==, 1);
    g_assert_nonnull(strstr(b->notes->pdata[0], "captions: 2, links: 2, notes: 0"));
    g_assert_cmpstr(b->profile, ==, "dyslexia");
}

static void check_same(const char *with, const char *text)
{
    g_autoptr(kx_briefing) b = compose("dyslexia", KX_STRUCTURE_VOICE, with);
    g_autoptr(kx_briefing) without = compose("dyslexia", KX_STRUCTURE_VOICE, text);
    g_assert_cmpint(b->track->frames, ==, without->track->frames);
    g_assert_cmpuint(b->sentences->len, ==, without->sentences->len);
    g_assert_cmpuint(b->chapters->len, ==, without->chapters->len);
    for (guint i = 0; i < b->sentences->len; i++)
        g_assert_cmpint(g_array_index(b->sentences, kx_timed_sentence, i).start, ==,
                        g_array_index(without->sentences, kx_timed_sentence, i).start);
}

/* What is left out leaves no gap: the briefing is that of the article without it. */
static void test_no_gap(void)
{
    check_same(article, "De brug dicht\n\nDe brug gaat dicht voor onderhoud.\n\n"
                        "Fietsers rijden om.\n\nHet werk begint maandag.\n\n"
                        "[1] Volgens de gemeente.\n");
    /* right under a headline and an intertitle, whose pause and chapter go on behind it */
    check_same("De brug dicht\n\nFoto: Redactie\n\nDe brug gaat dicht.\n",
               "De brug dicht\n\nDe brug gaat dicht.\n");
    check_same("De brug dicht\n\nDat is zo.\n\nOmrijden\n\nFietsers rijden om.\n\n"
               "Foto: Redactie\n\n> Het is ver.\n\nFoto: Redactie\n\nDat was het.\n",
               "De brug dicht\n\nDat is zo.\n\nOmrijden\n\nFietsers rijden om.\n\n"
               "> Het is ver.\n\nDat was het.\n");
}

static void test_nothing_left_out(void)
{
    g_autoptr(kx_briefing) b = compose("podcast", KX_STRUCTURE_VOICE, article);
    g_autoptr(kx_briefing) plain = compose(NULL, KX_STRUCTURE_VOICE, article);
    g_autofree char *text = said(b), *same = said(plain);
    g_assert_cmpstr(text, ==, same);
    g_assert_nonnull(strstr(text, "example"));
    g_assert_nonnull(strstr(text, "Foto"));
    g_assert_cmpint(b->track->frames, ==, plain->track->frames);
    g_assert_cmpuint(b->skips->len + plain->skips->len + b->notes->len, ==, 0);
    g_assert_cmpstr(plain->profile, ==, KX_PROFILE_DEFAULT);
}

/* A caption says what it is; one that does not is announced. */
static void test_captions_announced(void)
{
    g_autoptr(kx_briefing) b = compose("blind", KX_STRUCTURE_WORDS, article);
    g_autofree char *text = said(b);
    g_assert_nonnull(strstr(text, "|Foto: Redactie|"));
    g_assert_null(strstr(text, "Onderschrift: |Foto"));
    g_assert_nonnull(strstr(text, "|Onderschrift:|"));
    g_assert_nonnull(strstr(text, "Kop:|De brug dicht|"));
}

/* What stands below the headline in print is heard behind it: of the day only another one. */
static void test_byline(void)
{
    static const struct {
        const char *front, *heard;
    } rows[] = {
        {"author: Anna Smit\n", "|Door Anna Smit.|"},
        {"author: Door J. Smit jr.\nsource: De Krant\ndate: 2026-03-03\n",
         "|Door J Smit junior.|Bron: De Krant.|Van dinsdag drie maart tweeduizend "
         "zesentwintig.|"},
        {"author: ANP\nsource: ANP\ndate: 2026-03-04\n", "|Door A N P.|"},
        {"section: Weer\n", "|"},
        {"author: [Jan, Piet, Klaas]\nsource: \"Bron: ANP\"\n",
         "|Door Jan, Piet en Klaas.|Bron: A N P.|"},
        {"author: redactie\n", "|Door de redactie.|"},
        {"author: Redactie Sport\n", "|Door de redactie Sport.|"},
        {"author: Webredactie\n", "|Door de webredactie.|"},
        {"author: AD-redactie\n", "|Door de A D-redactie.|"},
        {"author: Webredactie Trouw\n", "|Door de webredactie Trouw.|"},
        {"author: \"Tekst: Jan Baas\"\n", "|Door Jan Baas.|"},
        {"author: Reuters/AFP\nsource: ANP/nu.nl\n",
         "|Door Reuters, A F P.|Bron: A N P nu punt N L.|"},
        {"author: De redactie\n", "|Door de redactie.|"},
        {"author: Van onze verslaggever\n", "|Van onze verslaggever.|"},
        {"author: Van den Berg\nsource: \"Bron:\"\n", "|Door Van den Berg.|"},
    };
    for (unsigned i = 0; i < G_N_ELEMENTS(rows); i++) {
        g_autofree char *source =
            g_strdup_printf("---\n%s---\nBrug dicht\n\nDe brug is dicht.\n", rows[i].front);
        g_autofree char *wanted =
            g_strdup_printf("Kop:|Brug dicht%sDe brug is dicht.|", rows[i].heard);
        g_autoptr(kx_briefing) b = compose("blind", KX_STRUCTURE_WORDS, source);
        g_autofree char *text = said(b);
        g_assert_cmpstr(text, ==, wanted);
        g_autoptr(kx_briefing) other = compose("podcast", KX_STRUCTURE_WORDS, source);
        g_autofree char *without = said(other);
        g_assert_cmpstr(without, ==, "Kop:|Brug dicht|De brug is dicht.|");
    }
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/profile/compiled-in", test_compiled_in);
    g_test_add_func("/profile/podcast-is-the-voice", test_podcast_is_the_voice);
    g_test_add_func("/profile/apply", test_apply);
    g_test_add_func("/profile/bad-files", test_bad_files);
    g_test_add_func("/profile/left-out", test_left_out);
    g_test_add_func("/profile/silent-blocks", test_silent_blocks);
    g_test_add_func("/profile/no-gap", test_no_gap);
    g_test_add_func("/profile/nothing-left-out", test_nothing_left_out);
    g_test_add_func("/profile/captions-announced", test_captions_announced);
    g_test_add_func("/profile/byline", test_byline);
    return g_test_run();
}
