/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Sound in memory with its words, and lines for the terminal. */
#include "audio/track.h"
#include "listen/sound.h"
#include "listen/terminal.h"

#include <math.h>
#include <string.h>

static kx_sound *tone(unsigned seconds, int hertz)
{
    kx_sound *sound = kx_sound_new();

    for (unsigned i = 0; i < seconds * KX_RATE; i++) {
        int16_t sample = (int16_t)lround(8000 * sin(2 * G_PI * hertz * i / KX_RATE));
        g_array_append_val(sound->samples, sample);
    }
    return sound;
}

static double hertz_of(const kx_sound *sound)
{
    unsigned crossings = 0;

    for (guint i = 1; i < sound->samples->len; i++)
        crossings += g_array_index(sound->samples, int16_t, i - 1) < 0 &&
                     g_array_index(sound->samples, int16_t, i) >= 0;
    return crossings * (double)KX_RATE / sound->samples->len;
}

static void test_words(void)
{
    g_autoptr(kx_sound) sound = tone(1, 200);

    g_assert_cmpint(kx_sound_word_at(sound, 0), ==, -1);
    kx_sound_add_word(sound, "“Auto’s,", 0);
    kx_sound_add_word(sound, "–", 1000);
    kx_sound_add_word(sound, "(U.S.)", 2000);
    g_assert_cmpuint(sound->words->len, ==, 2);
    g_assert_cmpstr(g_array_index(sound->words, kx_heard_word, 0).printed, ==, "Auto’s");
    g_assert_cmpstr(g_array_index(sound->words, kx_heard_word, 1).printed, ==, "U.S");
    g_assert_cmpint(kx_sound_word_at(sound, 1999), ==, 0);
    g_assert_cmpint(kx_sound_word_at(sound, 2000), ==, 1);
    g_assert_cmpint(kx_sound_word_at(sound, KX_RATE), ==, 1);
}

static void test_stretch(void)
{
    static const double speeds[] = {0.7, 1, 1.5, 2, 3, 5};

    for (unsigned i = 0; i < G_N_ELEMENTS(speeds); i++) {
        g_autoptr(kx_sound) sound = tone(4, 200);
        kx_sound_add_word(sound, "een", 0);
        kx_sound_add_word(sound, "twee", 2 * KX_RATE);
        kx_sound_stretch(sound, 0, speeds[i]);
        double seconds = (double)kx_sound_frames(sound) / KX_RATE;
        g_assert_cmpfloat_with_epsilon(seconds, 4 / speeds[i], 0.05);
        g_assert_cmpfloat_with_epsilon(hertz_of(sound), 200, 4);
        g_assert_cmpfloat_with_epsilon((double)g_array_index(sound->words, kx_heard_word, 1).start /
                                           KX_RATE,
                                       2 / speeds[i], 0.001);
    }
    /* What stands before is left alone. */
    g_autoptr(kx_sound) sound = tone(2, 200);
    kx_sound_stretch(sound, KX_RATE, 2);
    g_assert_cmpint(ABS(kx_sound_frames(sound) - KX_RATE * 3 / 2), <, KX_RATE / 20);
    g_autoptr(kx_sound) same = tone(1, 200);
    g_assert_cmpmem(sound->samples->data, 2 * KX_RATE, same->samples->data, 2 * KX_RATE);
}

static void test_wrap(void)
{
    static const struct {
        const char *text;
        unsigned columns;
        const char *lines;
    } cases[] = {
        {"", 40, ""},
        {"een twee", 8, "een twee\n"},
        {"een twee", 7, "een\ntwee\n"},
        {"een twee drie", 8, "een twee\ndrie\n"},
        {"kindercarnavalsoptocht is om", 10, "kindercarn\navalsoptoc\nht is om\n"},
        {"é é é é", 3, "é é\né é\n"},
        {"日本 日本", 4, "日本\n日本\n"},
        {"日本", 1, "日\n本\n"},
    };

    for (unsigned i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autofree char *lines = kx_wrap(cases[i].text, cases[i].columns);
        g_assert_cmpstr(lines, ==, cases[i].lines);
    }
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/sound/words", test_words);
    g_test_add_func("/sound/stretch", test_stretch);
    g_test_add_func("/sound/wrap", test_wrap);
    return g_test_run();
}
