/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "listen/sound.h"

#include "audio/track.h"

#include <math.h>
#include <sonic.h>
#include <string.h>

static void clear_word(void *data)
{
    g_free(((kx_heard_word *)data)->printed);
}

kx_sound *kx_sound_new(void)
{
    kx_sound *sound = g_new0(kx_sound, 1);
    g_atomic_ref_count_init(&sound->references);
    sound->samples = g_array_new(FALSE, TRUE, sizeof(int16_t));
    sound->words = g_array_new(FALSE, FALSE, sizeof(kx_heard_word));
    g_array_set_clear_func(sound->words, clear_word);
    sound->whole = true;
    return sound;
}

kx_sound *kx_sound_ref(kx_sound *sound)
{
    g_atomic_ref_count_inc(&sound->references);
    return sound;
}

void kx_sound_unref(kx_sound *sound)
{
    if (sound == NULL || !g_atomic_ref_count_dec(&sound->references))
        return;
    g_array_unref(sound->samples);
    g_array_unref(sound->words);
    g_free(sound);
}

int64_t kx_sound_frames(const kx_sound *sound)
{
    return sound->samples->len;
}

void kx_sound_add_silence(kx_sound *sound, int64_t frames)
{
    g_array_set_size(sound->samples, sound->samples->len + (guint)frames);
}

static const char *skip_marks(const char *at)
{
    while (*at && !g_unichar_isalnum(g_utf8_get_char(at)))
        at = g_utf8_next_char(at);
    return at;
}

void kx_sound_add_word(kx_sound *sound, const char *printed, int64_t start)
{
    const char *from = skip_marks(printed), *end = from;
    for (const char *at = from; *at; at = g_utf8_next_char(at))
        if (g_unichar_isalnum(g_utf8_get_char(at)))
            end = g_utf8_next_char(at);
    if (end == from)
        return;
    kx_heard_word word = {g_strndup(from, (gsize)(end - from)), start};
    g_array_append_val(sound->words, word);
}

int kx_sound_word_at(const kx_sound *sound, int64_t frame)
{
    int last = sound->words->len ? 0 : -1;
    for (guint i = 0; i < sound->words->len; i++)
        if (g_array_index(sound->words, kx_heard_word, i).start <= frame)
            last = (int)i;
    return last;
}

size_t kx_sound_bytes_to(const kx_sound *sound, int last, const char *printed)
{
    const char *at = printed;
    for (int i = 0; i <= last; i++) {
        const char *word = g_array_index(sound->words, kx_heard_word, i).printed;
        const char *found = strstr(at, word);
        at = found ? found + strlen(word) : at;
    }
    return (size_t)(at - printed);
}

void kx_sound_stretch(kx_sound *sound, guint from, double speed)
{
    if (speed == 1 || from >= sound->samples->len)
        return;
    short block[4096];
    const int16_t *samples = (const int16_t *)(void *)sound->samples->data;
    sonicStream stream = sonicCreateStream(KX_RATE, 1);
    g_autoptr(GArray) out = g_array_new(FALSE, FALSE, sizeof(int16_t));
    if (stream == NULL)
        g_error("out of memory");
    sonicSetSpeed(stream, (float)speed);
    for (guint at = from; at < sound->samples->len;) {
        guint n = MIN((guint)G_N_ELEMENTS(block), sound->samples->len - at);
        memcpy(block, samples + at, n * sizeof *block);
        at += n;
        if (!sonicWriteShortToStream(stream, block, (int)n))
            g_error("out of memory");
        if (at == sound->samples->len)
            sonicFlushStream(stream);
        for (int got; (got = sonicReadShortFromStream(stream, block, G_N_ELEMENTS(block))) > 0;)
            g_array_append_vals(out, block, (guint)got);
    }
    sonicDestroyStream(stream);
    g_array_set_size(sound->samples, from);
    g_array_append_vals(sound->samples, out->data, out->len);
    for (guint i = 0; i < sound->words->len; i++) {
        kx_heard_word *word = &g_array_index(sound->words, kx_heard_word, i);
        if (word->start > from)
            word->start = from + (int64_t)llround((double)(word->start - from) / speed);
    }
}
