/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "audio/track.h"
#include "base/error.h"
#include "brief/voice.h"

#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

static void test_profiles(void)
{
    g_auto(GStrv) names = kx_voice_names();
    g_assert_cmpstr(names[0], ==, KX_VOICE_DEFAULT);
    g_assert_true(g_strv_contains((const char *const *)names, "kalm"));
    g_assert_true(g_strv_contains((const char *const *)names, "snel"));
    for (char **name = names; *name; name++) {
        g_autoptr(GError) error = NULL;
        g_autoptr(kx_voice) voice = kx_voice_load(*name, &error);
        g_assert_no_error(error);
        g_assert_cmpstr(voice->name, ==, *name);
        for (unsigned i = 0; i < KX_ROLES; i++) {
            g_assert_true(g_str_has_prefix(voice->roles[i].file, "name kxspeak\nlanguage nl\n"));
            g_assert_cmpint(voice->roles[i].volume, >, 0);
        }
        g_assert_cmpstr(voice->roles[KX_ROLE_TEXT].file, !=, voice->roles[KX_ROLE_HEADING].file);
    }
}

static void test_roles_inherit(void)
{
    g_autoptr(kx_voice) voice = kx_voice_load("nieuwslezer", NULL);
    g_assert_nonnull(strstr(voice->roles[KX_ROLE_TEXT].file, "\nformant 3 102 110 95\n"));
    g_assert_nonnull(strstr(voice->roles[KX_ROLE_HEADING].file, "\nflutter 4\n"));
    g_assert_cmpint(voice->roles[KX_ROLE_QUOTE].pitch, >, voice->roles[KX_ROLE_TEXT].pitch);
    g_assert_cmpstr(voice->roles[KX_ROLE_QUOTE].file, ==, voice->roles[KX_ROLE_TEXT].file);
}

static void test_unknown_lists_what_exists(void)
{
    g_autoptr(GError) error = NULL;
    g_assert_null(kx_voice_load("zanger\x1b[2J", &error));
    g_assert_error(error, KX_ERROR, KX_ERROR_USAGE);
    g_assert_nonnull(strstr(error->message, "nieuwslezer, kalm, snel"));
    g_assert_null(strchr(error->message, '\x1b'));
}

/* The default profile with one line replaced, loaded from a file. */
static kx_voice *load_changed(const char *from, const char *to, GError **error)
{
    g_autofree char *own =
        g_test_build_filename(G_TEST_DIST, "..", "..", "voices", "nieuwslezer.voice", NULL);
    g_autofree char *bytes = NULL;
    g_assert_true(g_file_get_contents(own, &bytes, NULL, NULL));
    g_autoptr(GString) text = g_string_new(bytes);
    g_assert_cmpuint(g_string_replace(text, from, to, 1), ==, 1);
    g_autofree char *path = g_build_filename(g_get_tmp_dir(), "kx-test-XXXXXX.voice", NULL);
    int fd = g_mkstemp(path);
    g_assert_cmpint(fd, >=, 0);
    close(fd);
    g_assert_true(g_file_set_contents(path, text->str, (gssize)text->len, NULL));
    kx_voice *voice = kx_voice_load(path, error);
    g_unlink(path);
    return voice;
}

static void test_bad_profiles(void)
{
    static const struct {
        const char *from, *to, *told;
    } cases[] = {
        {"characters-per-second=17.3", "characters-per-second=snel", "characters-per-second"},
        {"characters-per-second=17.3", "characters-per-second=1e9", "from 6 to 90"},
        {"structure=voice", "structure=zang", "words, voice, tone, none"},
        {"sentence=450 120", "sentence=450", "sentence"},
        {"flutter=4", "flutter=4\nreplace=1 a b", "no such key"},
        {"flutter=4", "flutter=4 /etc/passwd", "must be whole numbers"},
        {"pitch=78 124", "pitch=-1 124", "from 20 to 600"},
        {"pitch=78 124", "pitch=78", "count: 2"},
        {"flutter=4", "flutter=", "whole numbers"},
        {"flutter=4", "flutter=4;", "whole numbers"},
        {"flutter=4", "flutter=\xff", "whole numbers"},
        {"base-pitch=58", "volume=0", "[quote] volume: must be a number from 1"},
        {"stressAmp=17", "stressAmp=9 17", "count: 1-8"},
        {"[pauses]\ncomma", "[pause]\ncomma", "comma"},
    };
    for (unsigned i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autoptr(GError) error = NULL;
        g_autoptr(kx_voice) voice = load_changed(cases[i].from, cases[i].to, &error);
        g_autofree char *shown = g_strescape(cases[i].to, NULL);
        g_test_message("%s", shown);
        g_assert_null(voice);
        g_assert_error(error, KX_ERROR, KX_ERROR_CONFIG);
        if (strstr(error->message, cases[i].told) == NULL)
            g_error("case %u told: %s", i, error->message);
    }
    g_autoptr(GError) error = NULL;
    g_autoptr(kx_voice) voice = load_changed("years=thousands", "years=pairs", &error);
    g_assert_no_error(error);
    g_assert_cmpint(voice->style.years, ==, KX_YEARS_PAIRS);
}

static void test_pauses(void)
{
    g_autoptr(kx_voice) voice = kx_voice_load("nieuwslezer", NULL);
    /* At the engine's normal rate a pause is what the profile says; faster shrinks it by the square
     * root, down to the floor. */
    g_assert_cmpint(kx_voice_pause(voice, KX_PAUSE_SENTENCE, 175), ==,
                    (450 * KX_RATE + 500) / 1000);
    g_assert_cmpint(kx_voice_pause(voice, KX_PAUSE_SENTENCE, 700), ==,
                    (225 * KX_RATE + 500) / 1000);
    g_assert_cmpint(kx_voice_pause(voice, KX_PAUSE_PARAGRAPH, 900) * 1000 / KX_RATE, >=, 299);
    voice->pauses[KX_PAUSE_SENTENCE].floor = 400;
    g_assert_cmpint(kx_voice_pause(voice, KX_PAUSE_SENTENCE, 700), ==,
                    (400 * KX_RATE + 500) / 1000);
}

static void test_structure_names(void)
{
    kx_structure structure;
    for (unsigned i = 0; i < KX_STRUCTURES; i++) {
        g_assert_true(kx_structure_parse(kx_structure_names[i], &structure));
        g_assert_cmpint(structure, ==, i);
    }
    g_assert_false(kx_structure_parse("Woord", &structure));
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/voice/profiles", test_profiles);
    g_test_add_func("/voice/roles-inherit", test_roles_inherit);
    g_test_add_func("/voice/unknown-lists-what-exists", test_unknown_lists_what_exists);
    g_test_add_func("/voice/bad-profiles", test_bad_profiles);
    g_test_add_func("/voice/pauses", test_pauses);
    g_test_add_func("/voice/structure-names", test_structure_names);
    return g_test_run();
}
