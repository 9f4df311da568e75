/* SPDX-License-Identifier: GPL-3.0-or-later */
/* An engine for tests: every word is a tone, so that times can be told from the text alone.
 *
 *   a byte of a word     220 frames at rate 175 (about 10 ms), in proportion at others
 *   a mark               nothing
 *   between two words    220 frames of silence
 *
 * Words that misbehave: "crashhh" aborts, and so does "crash-hh", whose plainest form is harmless;
 * so does "crashhm" before a comma; "hanggg" never ends, "endlesss" sounds until it is stopped,
 * "slowww" takes 0.2 s, "onceonly" aborts the first time that the processes of one pool say it. */
#include "audio/track.h"
#include "base/error.h"
#include "base/intl.h"
#include "speak/engine.h"

#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#define FRAMES_PER_BYTE 220
#define GAP_FRAMES      220
#define NORMAL_RATE     175
#define CHUNK           1024

static kx_engine_voice current;
/* Shared by all processes forked after open. */
static atomic_bool *said_once;

typedef struct {
    const char *start;
    size_t length;     /* without the mark behind it */
    uint32_t position; /* as in kx_call_word */
} tone_word;

/* The next word at *s; moves on behind it and the blank. */
static bool next_word(const char **s, uint32_t *position, tone_word *word)
{
    const char *end = *s;
    bool group = false;

    if (*end == '\0')
        return false;
    for (; *end != '\0' && (group || *end != ' '); end++) {
        if (*end == '[')
            group = true;
        else if (*end == ']')
            group = false;
    }
    *word = (tone_word){*s, (size_t)(end - *s), *position};
    *position += (uint32_t)g_utf8_strlen(*s, end - *s) + 1;
    *s = *end == '\0' ? end : end + 1;
    if (strchr(",;:.?!", word->start[word->length - 1]) != NULL)
        word->length--;
    return true;
}

static bool is(const tone_word *word, const char *name)
{
    return word->length == strlen(name) && memcmp(word->start, name, word->length) == 0;
}

static void misbehave(const tone_word *word)
{
    if (is(word, "crashhh") || is(word, "crash-hh") ||
        (is(word, "crashhm") && word->start[word->length] == ',') ||
        (is(word, "onceonly") && !atomic_exchange(said_once, true)))
        abort();
    while (is(word, "hanggg"))
        pause();
    if (is(word, "slowww"))
        g_usleep(200 * 1000);
}

/* `frames` of a triangle of `period` frames; period 0 is silence. */
static bool sound(const kx_sound_sink *sink, int64_t frames, int period)
{
    int16_t chunk[CHUNK];
    const int height = 60 * current.volume;

    for (int64_t at = 0; at < frames; at += CHUNK) {
        size_t n = (size_t)MIN(frames - at, CHUNK);
        for (size_t i = 0; i < n; i++) {
            int phase = period ? (int)((at + (int64_t)i) % period) : 0;
            int up = phase < period - phase ? phase : period - phase;
            chunk[i] = (int16_t)(period ? 4 * height * up / period - height : 0);
        }
        if (!sink->samples(sink->data, chunk, n))
            return false;
    }
    return true;
}

static int period_of(const tone_word *word)
{
    unsigned hash = 5381;

    for (size_t i = 0; i < word->length; i++)
        hash = hash * 33 + (unsigned char)word->start[i];
    return 60 + (int)(hash % 80) + (100 - current.pitch) / 2;
}

static bool tone_open(GError **error)
{
    void *page =
        mmap(NULL, sizeof(atomic_bool), PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);

    if (page == MAP_FAILED) {
        kx_error_set(error, KX_ERROR_OS, "no shared memory");
        return false;
    }
    said_once = page;
    return true;
}

static bool tone_set_voice(const kx_engine_voice *voice, GError **error)
{
    if (voice->rate <= 0 || strstr(voice->file, "language") == NULL) {
        kx_error_set(error, KX_ERROR_CONFIG,
                     "the tone engine wants a voice with a rate and a language");
        return false;
    }
    current = *voice;
    current.file = NULL;
    return true;
}

static bool tone_say(const kx_call *call, const kx_sound_sink *sink, GError **error)
{
    const char *s = kx_call_text(call);
    size_t n_marks;
    const kx_call_word *marks = kx_call_words(call, &n_marks), *end = marks + n_marks;
    uint32_t position = 1;
    int64_t at = 0;

    for (tone_word word; next_word(&s, &position, &word);) {
        int64_t frames = (int64_t)word.length * FRAMES_PER_BYTE * NORMAL_RATE / current.rate;
        misbehave(&word);
        if (marks < end && marks->position == word.position)
            sink->mark(sink->data, marks++->word, at);
        if (is(&word, "endlesss"))
            frames = INT32_MAX;
        if (!sound(sink, frames, period_of(&word)) || (*s && !sound(sink, GAP_FRAMES, 0))) {
            g_set_error_literal(error, KX_ERROR, KX_ERROR_SOFTWARE, N_("the tone was stopped"));
            return false;
        }
        at += frames + GAP_FRAMES;
    }
    return true;
}

/* The letters take the place of mnemonics and of IPA. */
static char *tone_phonemes(const kx_call *call, kx_phoneme_form form)
{
    const char *s = kx_call_text(call);
    g_autoptr(GString) line = g_string_new(NULL);
    uint32_t position = 1;

    for (tone_word word; next_word(&s, &position, &word);) {
        misbehave(&word);
        g_string_append(line, line->len ? " " : "");
        for (size_t i = 0; i < word.length; i++) {
            bool more = i > 0 && (word.start[i] & 0xc0) != 0x80;
            g_string_append(line, more && form == KX_PHONEMES_MNEMONICS ? "·" : "");
            g_string_append_c(line, word.start[i]);
        }
    }
    return g_string_free(g_steal_pointer(&line), FALSE);
}

static const char *tone_version(void)
{
    return "tone 1";
}

const kx_engine kx_engine_tone = {
    .name = "tone",
    .sample_rate = KX_RATE,
    .open = tone_open,
    .set_voice = tone_set_voice,
    .say = tone_say,
    .phonemes = tone_phonemes,
    .version = tone_version,
};
