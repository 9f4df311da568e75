/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The engine espeak-ng. It keeps its state in the library, one a process; we keep none here but its
 * version. It is never shut down: that hangs (1.51), so a process that used it leaves by _exit().
 */
#include "audio/track.h"
#include "base/error.h"
#include "base/intl.h"
#include "base/limits.h"
#include "base/printable.h"
#include "speak/engine.h"

#include <errno.h>
#include <espeak-ng/espeak_ng.h>
#include <stdio.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

/* 2 ms: the engine's first sample may be off zero by some hundred steps. */
#define FADE_FRAMES 44
/* Of sound handed over at a time: fewer writes than with its default, the same samples. */
#define BUFFER_MS 200
#define FLAGS     (espeakCHARS_UTF8 | espeakPHONEMES)
/* The separator of `espeak-ng -x --sep=·`, where the engine wants it. */
#define SEPARATOR_MODE ((int)((0xb7U << 8) | espeakPHONEMES_SHOW))

/* Even in synchronous mode the engine opens a sound device: libpcaudio would reach for PulseAudio,
 * with a thread, a socket and files in $HOME. These definitions take the place of libpcaudio's, in
 * the static library as in the shared one (to which they are exported, see meson.build): "there is
 * no sound device", so there is nothing to be done with one. Named and shaped as in pcaudiolib's
 * <pcaudiolib/audio.h>. */
#define EXPORTED __attribute__((visibility("default")))
EXPORTED void *create_audio_device_object(const char *device, const char *application,
                                          const char *description);
EXPORTED int audio_object_open(void *object, int format, uint32_t rate, uint8_t channels);
EXPORTED void audio_object_close(void *object);
EXPORTED void audio_object_destroy(void *object);
EXPORTED int audio_object_write(void *object, const void *data, size_t bytes);
EXPORTED int audio_object_drain(void *object);
EXPORTED int audio_object_flush(void *object);
EXPORTED const char *audio_object_strerror(void *object, int error);

void *create_audio_device_object(const char *device, const char *application,
                                 const char *description)
{
    (void)device;
    (void)application;
    (void)description;
    return NULL;
}

int audio_object_open(void *object, int format, uint32_t rate, uint8_t channels)
{
    (void)object;
    (void)format;
    (void)rate;
    (void)channels;
    return ENODEV;
}

void audio_object_close(void *object)
{
    (void)object;
}

void audio_object_destroy(void *object)
{
    (void)object;
}

int audio_object_write(void *object, const void *data, size_t bytes)
{
    (void)object;
    (void)data;
    (void)bytes;
    return ENODEV;
}

int audio_object_drain(void *object)
{
    (void)object;
    return ENODEV;
}

int audio_object_flush(void *object)
{
    (void)object;
    return ENODEV;
}

const char *audio_object_strerror(void *object, int error)
{
    (void)object;
    return strerror(error);
}

/* One call being spoken; reaches the callback as the events' user_data. */
typedef struct {
    const kx_sound_sink *sink; /* NULL: nobody listens */
    const kx_call_word *words;
    size_t n_words;
    int64_t *starts; /* of each word; -1: not heard of yet */
    size_t next;     /* the first word that has not begun */
    int64_t frames;
    bool stopped;
} speech;

/* A WORD event: its position is that of a letter in the word or its group, not always the first;
 * a group makes several events, a word that the engine joins to its neighbour none, and coming home
 * from another language gives the clause's start once more. */
static void hear_word(speech *self, const espeak_EVENT *event)
{
    size_t i = self->next;

    while (i < self->n_words && self->words[i].position <= (uint32_t)event->text_position)
        i++;
    if (i > self->next) {
        self->starts[i - 1] = event->sample;
        self->next = i;
    }
}

static void fade_in(short *samples, int n, int64_t at)
{
    for (int i = 0; i < n && at + i < FADE_FRAMES; i++)
        samples[i] = (short)(samples[i] * (at + i) / FADE_FRAMES);
}

static int hear(short *samples, int n, espeak_EVENT *events)
{
    speech *self = events->user_data;

    if (self->sink == NULL)
        return 0;
    for (; events->type != espeakEVENT_LIST_TERMINATED; events++)
        if (events->type == espeakEVENT_WORD)
            hear_word(self, events);
    if (samples == NULL || n <= 0)
        return 0;
    fade_in(samples, n, self->frames);
    self->frames += n;
    self->stopped = !self->sink->samples(self->sink->data, samples, (size_t)n);
    return self->stopped;
}

static int refuse_uri(int type, const char *uri, const char *base)
{
    (void)type;
    (void)uri;
    (void)base;
    return 1;
}

static bool fail(GError **error, kx_error_code code, espeak_ng_STATUS status, const char *what)
{
    char why[256];

    if ((status & ENS_GROUP_MASK) == ENS_GROUP_ERRNO) {
        kx_error_set_errno(error, code, (int)status, "%s", _(what));
        return false;
    }
    espeak_ng_GetStatusCodeMessage(status, why, sizeof(why));
    g_set_error(error, KX_ERROR, (int)code, "%s: %s", _(what), why);
    return false;
}

/* What a sentence was lost of: in English, because it goes into the record. */
static bool lose(GError **error, espeak_ng_STATUS status)
{
    char why[256];

    espeak_ng_GetStatusCodeMessage(status, why, sizeof(why));
    g_set_error(error, KX_ERROR, KX_ERROR_SOFTWARE, N_("espeak-ng does not speak: %s"), why);
    return false;
}

static bool espeak_open(GError **error)
{
    const char *data = KX_ESPEAK_DATA "/espeak-ng-data/phontab";
    espeak_ng_ERROR_CONTEXT context = NULL;

    /* Where its path does not hold, the engine would look in $HOME. */
    if (access(data, R_OK) != 0) {
        kx_error_set_errno(error, KX_ERROR_UNAVAILABLE, errno,
                           "the data of espeak-ng cannot be read (%s); install espeak-ng-data",
                           data);
        return false;
    }
    espeak_ng_InitializePath(KX_ESPEAK_DATA);
    espeak_ng_STATUS status = espeak_ng_Initialize(&context);
    if (status != ENS_OK) {
        espeak_ng_ClearErrorContext(&context);
        return fail(error, KX_ERROR_UNAVAILABLE, status, N_("espeak-ng cannot start"));
    }
    status = espeak_ng_InitializeOutput(ENOUTPUT_MODE_SYNCHRONOUS, BUFFER_MS, NULL);
    if (status != ENS_OK)
        return fail(error, KX_ERROR_UNAVAILABLE, status, N_("espeak-ng cannot start"));
    if (espeak_ng_GetSampleRate() != KX_RATE) {
        kx_error_set(error, KX_ERROR_UNAVAILABLE,
                     "espeak-ng speaks at %d Hz where %d Hz are expected; install its own data",
                     espeak_ng_GetSampleRate(), KX_RATE);
        return false;
    }
    espeak_SetSynthCallback(hear);
    espeak_SetUriCallback(refuse_uri);
    return true;
}

/* An open file in memory that begins with `text`, or -1. */
static int memory_file(const char *text)
{
    const size_t n = strlen(text);
    int fd = memfd_create("voice", MFD_CLOEXEC);

    if (fd >= 0 && write(fd, text, n) != (ssize_t)n) {
        const int errnum = errno;
        close(fd);
        errno = errnum;
        fd = -1;
    }
    return fd;
}

/* What loading a voice takes: the file, where the engine's complaints go, where they went before,
 * and room for a file that the engine opens, whose lack it would take for a bad voice. */
enum { VOICE, COMPLAINTS, STANDARD, ROOM, N_FILES };

static bool open_files(const char *text, int *files)
{
    return (files[VOICE] = memory_file(text)) >= 0 && (files[COMPLAINTS] = memory_file("")) >= 0 &&
           (files[STANDARD] = dup(STDERR_FILENO)) >= 0 && (files[ROOM] = dup(files[VOICE])) >= 0;
}

/* Loads the voice file; what the engine says against it. It says so on standard error alone, and
 * speaks with another voice. */
static espeak_ng_STATUS load_voice(const int *files, char **complaint)
{
    /* By descriptor: the engine lower-cases paths and cuts them at 59 characters. */
    g_autofree char *path = g_strdup_printf("/proc/self/fd/%d", files[VOICE]);
    char text[160];

    dup2(files[COMPLAINTS], STDERR_FILENO);
    espeak_ng_STATUS status = espeak_ng_SetVoiceByFile(path);
    dup2(files[STANDARD], STDERR_FILENO);
    ssize_t n = pread(files[COMPLAINTS], text, sizeof(text), 0);
    const char *end = n > 0 ? memchr(text, '\n', (size_t)n) : NULL;
    *complaint = n > 0 ? kx_printable(text, end ? end - text : n) : NULL;
    return status;
}

static bool load_voice_text(const char *text, GError **error)
{
    int files[N_FILES] = {-1, -1, -1, -1};
    g_autofree char *complaint = NULL;
    espeak_ng_STATUS status = ENS_OK;
    const bool ready = open_files(text, files);

    if (ready) {
        close(files[ROOM]);
        files[ROOM] = -1;
        status = load_voice(files, &complaint);
    } else {
        kx_error_set_errno(error, KX_ERROR_OS, errno, "cannot load a voice");
    }
    for (int i = 0; i < N_FILES; i++)
        if (files[i] >= 0)
            close(files[i]);
    if (complaint != NULL)
        kx_error_set(error, KX_ERROR_CONFIG, "espeak-ng refuses the voice file: %s", complaint);
    else if (status != ENS_OK)
        fail(error, KX_ERROR_CONFIG, status, N_("espeak-ng refuses the voice file"));
    return ready && complaint == NULL && status == ENS_OK;
}

static bool espeak_set_voice(const kx_engine_voice *voice, GError **error)
{
    const struct {
        espeak_PARAMETER parameter;
        int value;
    } settings[] = {
        {espeakRATE, CLAMP(voice->rate, KX_ENGINE_RATE_MIN, KX_ENGINE_RATE_MAX)},
        {espeakPITCH, CLAMP(voice->pitch, 0, 100)},
        {espeakRANGE, CLAMP(voice->range, 0, 100)},
        {espeakVOLUME, CLAMP(voice->volume, 0, 100)},
    };

    if (!load_voice_text(voice->file, error))
        return false;
    for (size_t i = 0; i < G_N_ELEMENTS(settings); i++) {
        espeak_ng_STATUS status =
            espeak_ng_SetParameter(settings[i].parameter, settings[i].value, 0);
        if (status != ENS_OK)
            return fail(error, KX_ERROR_CONFIG, status,
                        N_("espeak-ng refuses the voice's numbers"));
    }
    return true;
}

/* Words without an event of their own begin with the next one, the last ones with the end. */
static void give_marks(const speech *self)
{
    int64_t start = MAX(self->frames - 1, 0);

    for (size_t i = self->n_words; i-- > 0;)
        start = self->starts[i] = self->starts[i] < 0 ? start : MIN(self->starts[i], start);
    for (size_t i = 0; i < self->n_words; i++)
        self->sink->mark(self->sink->data, self->words[i].word, self->starts[i]);
}

static espeak_ng_STATUS synthesize(const kx_call *call, speech *self)
{
    const char *text = kx_call_text(call);

    return espeak_ng_Synthesize(text, strlen(text) + 1, 0, POS_CHARACTER, 0, FLAGS, NULL, self);
}

static bool espeak_say(const kx_call *call, const kx_sound_sink *sink, GError **error)
{
    speech self = {.sink = sink};

    self.words = kx_call_words(call, &self.n_words);
    g_autofree int64_t *starts = self.starts = g_new(int64_t, self.n_words + 1);
    for (size_t i = 0; i < self.n_words; i++)
        starts[i] = -1;
    espeak_ng_STATUS status = synthesize(call, &self);
    if (status != ENS_OK)
        return lose(error, status);
    if (self.stopped) {
        g_set_error_literal(error, KX_ERROR, KX_ERROR_SOFTWARE, N_("espeak-ng was stopped"));
        return false;
    }
    give_marks(&self);
    return true;
}

/* The engine prints a line a clause. espeak_TextToPhonemes would be quicker, but stresses words
 * otherwise than speech does. */
static char *espeak_phonemes(const kx_call *call, kx_phoneme_form form)
{
    speech self = {.sink = NULL};
    char *traced = NULL;
    size_t size = 0;
    FILE *trace = open_memstream(&traced, &size);

    if (trace == NULL)
        return g_strdup("");
    espeak_SetPhonemeTrace(form == KX_PHONEMES_IPA ? espeakPHONEMES_IPA : SEPARATOR_MODE, trace);
    synthesize(call, &self);
    espeak_SetPhonemeTrace(0, NULL);
    fclose(trace);
    g_auto(GStrv) words = g_strsplit_set(traced, " \n", -1);
    free(traced);
    g_autoptr(GString) line = g_string_new(NULL);
    for (char **word = words; *word != NULL; word++)
        if (**word != '\0')
            g_string_append_printf(line, "%s%s", line->len ? " " : "", *word);
    return g_string_free(g_steal_pointer(&line), FALSE);
}

static const char *espeak_version(void)
{
    static char version[64];

    if (version[0] == '\0')
        g_snprintf(version, sizeof(version), "espeak-ng %s", espeak_Info(NULL));
    return version;
}

const kx_engine kx_engine_espeak = {
    .name = "espeak",
    .sample_rate = KX_RATE,
    .data = KX_ESPEAK_DATA "/espeak-ng-data",
    .open = espeak_open,
    .set_voice = espeak_set_voice,
    .say = espeak_say,
    .phonemes = espeak_phonemes,
    .version = espeak_version,
};
