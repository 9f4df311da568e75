/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A child: one job, spoken in the state that every child begins in. Whatever the text does to the
 * engine happens here, within limits, and ends with the child. */
#include "base/file.h"
#include "base/intl.h"
#include "base/limits.h"
#include "base/socket.h"
#include "speak/wall.h"
#include "speak/worker_private.h"

#include <signal.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/time.h>
#include <unistd.h>

/* Written at once: the engine gives a fifth of a second at a time. */
#define HELD_FRAMES 32768
/* What the engine may say against a voice, in a file in memory. */
#define COMPLAINTS_BYTES_MAX 65536

typedef struct {
    int job, spool;
    const kx_engine *engine;
    int64_t end;               /* frame at which the call at hand goes on in the spool */
    int16_t held[HELD_FRAMES]; /* what comes there ... */
    size_t n_held;             /* ... and is not written yet */
    int64_t frames, most;      /* of the call at hand, and how many it may have */
    bool heard;                /* whether one of them was more than silence */
    GArray *marks;             /* kx_word_mark */
    GError *error;             /* of the spool */
} child;

G_NORETURN static void leave(const child *self, kx_wire wire, const char *bytes)
{
    wire.length = bytes ? (uint32_t)MIN(strlen(bytes), 512) : 0;
    kx_wire_send(self->job, &wire, bytes, -1);
    _exit(1);
}

G_NORETURN static void fail(const child *self, const GError *error)
{
    leave(self, (kx_wire){.kind = KX_WIRE_FAILED, .code = error->code}, error->message);
}

int64_t kx_call_wall_ms(const kx_call *call)
{
    return KX_CALL_WALL_MS_BASE + KX_CALL_WALL_MS_PER_BYTE * (int64_t)strlen(kx_call_text(call));
}

int64_t kx_call_frames_max(const kx_call *call, int sample_rate)
{
    const double bytes = (double)strlen(kx_call_text(call));

    return (int64_t)((KX_CALL_SECONDS_BASE + KX_CALL_SECONDS_PER_BYTE * bytes) * sample_rate);
}

/* SIGALRM kills in `ms`; 0: never. */
static void set_alarm(int64_t ms)
{
    struct itimerval timer = {{0, 0}, {ms / 1000, ms % 1000 * 1000}};

    setitimer(ITIMER_REAL, &timer, NULL);
}

static bool flush(child *self)
{
    if (!kx_pwrite_all(self->spool, self->held, 2 * self->n_held, 2 * (off_t)self->end,
                       _("the temporary sound file"), &self->error))
        return false;
    self->end += (int64_t)self->n_held;
    self->n_held = 0;
    return true;
}

static bool on_samples(void *data, const int16_t *samples, size_t n)
{
    child *self = data;

    if (self->frames + (int64_t)n > self->most)
        return false;
    for (size_t done = 0; done < n;) {
        const size_t some = MIN(n - done, HELD_FRAMES - self->n_held);
        memcpy(self->held + self->n_held, samples + done, some * sizeof *samples);
        self->n_held += some;
        done += some;
        if (self->n_held == HELD_FRAMES && !flush(self))
            return false;
    }
    self->frames += (int64_t)n;
    for (size_t i = 0; i < n && !self->heard; i++)
        self->heard = samples[i] != 0;
    return true;
}

static void on_mark(void *data, uint32_t word, int64_t frame)
{
    child *self = data;
    kx_word_mark mark = {.word = word, .frame = frame};

    g_array_append_val(self->marks, mark);
}

static void speak(child *self, const kx_call *call)
{
    const kx_sound_sink sink = {on_samples, on_mark, self};
    g_autoptr(GError) error = NULL;

    self->frames = 0;
    self->heard = false;
    self->most = kx_call_frames_max(call, self->engine->sample_rate);
    g_array_set_size(self->marks, 0);
    if (!self->engine->say(call, &sink, &error) || !flush(self)) {
        if (self->error != NULL)
            fail(self, self->error);
        leave(self, (kx_wire){.kind = KX_WIRE_LOST}, error->message);
    }
    /* No call is without a word. */
    if (!self->heard)
        leave(self, (kx_wire){.kind = KX_WIRE_LOST}, N_("no sound"));
    kx_wire wire = {.kind = KX_WIRE_SPOKEN,
                    .frames = self->frames,
                    .length = self->marks->len * (uint32_t)sizeof(kx_word_mark)};
    if (!kx_wire_send(self->job, &wire, self->marks->data, -1))
        _exit(1);
}

static void transcribe(child *self, const kx_call *call, kx_phoneme_form form)
{
    g_autofree char *sounds = self->engine->phonemes(call, form);
    kx_wire wire = {.kind = KX_WIRE_SOUNDS, .length = (uint32_t)strlen(sounds)};

    if (!kx_wire_send(self->job, &wire, sounds, -1))
        _exit(1);
}

/* The job's calls, all of them or nothing. */
static GPtrArray *read_calls(child *self, const kx_wire *job)
{
    GPtrArray *calls = g_ptr_array_new_with_free_func((GDestroyNotify)kx_call_free);
    guint8 *bytes = g_malloc(MAX(job->length, 1));
    const guint8 *at = bytes;
    size_t left = job->length;

    if (!kx_socket_receive(self->job, bytes, job->length))
        _exit(1);
    for (int32_t i = 0; i < job->code; i++) {
        kx_call *call = kx_call_unpack(&at, &left);
        if (call == NULL)
            leave(self, (kx_wire){.kind = KX_WIRE_LOST}, N_("a call did not pass the gate"));
        g_ptr_array_add(calls, call);
    }
    g_free(bytes);
    return calls;
}

/* What the calls may take, all together. */
static kx_wall_child wall_for(const child *self, const GPtrArray *calls, const char *voice)
{
    kx_wall_child wall = {.job = self->job, .spool = self->spool, .first = 2 * self->end};
    int64_t ms = KX_CALL_WALL_MS_BASE, frames = 0;

    for (unsigned i = 0; i < calls->len; i++) {
        ms += kx_call_wall_ms(calls->pdata[i]);
        frames += kx_call_frames_max(calls->pdata[i], self->engine->sample_rate);
    }
    /* A voice is a file in memory while it is loaded. */
    wall.end = MAX(wall.first + 2 * frames, (int64_t)strlen(voice) + COMPLAINTS_BYTES_MAX);
    wall.seconds = ms / 1000;
    return wall;
}

void kx_child_run(const kx_prepared *prepared, const kx_wall_filter *filter, int job, int spool,
                  int parent)
{
    child self = {.job = job,
                  .spool = spool,
                  .engine = prepared->engine,
                  .marks = g_array_new(FALSE, FALSE, sizeof(kx_word_mark))};
    g_autoptr(GError) error = NULL;
    kx_wire wire = {0};

    prctl(PR_SET_PDEATHSIG, SIGKILL);
    if (getppid() != parent)
        _exit(1);
    signal(SIGALRM, SIG_DFL);
    set_alarm(KX_CALL_WALL_MS_BASE);
    if (!kx_socket_receive(job, &wire, sizeof(wire)) || wire.index >= prepared->n_voices)
        _exit(1);
    GPtrArray *calls = read_calls(&self, &wire);
    self.end = wire.kind == KX_WIRE_SPEAK ? wire.frames : 0;
    kx_engine_voice voice = prepared->voices[wire.index];
    const kx_wall_child wall = wall_for(&self, calls, voice.file);
    kx_wall_limit(&wall);
    if (wire.rate != 0)
        voice.rate = (int)wire.rate;
    /* The prepared process has set the first voice. */
    bool set = wire.index == 0 && voice.rate == prepared->voices[0].rate;
    if (!set && !prepared->engine->set_voice(&voice, &error))
        fail(&self, error);
    /* From here on the text rules. */
    kx_wall_close(filter, &wall);
    for (unsigned i = 0; i < calls->len; i++) {
        set_alarm(kx_call_wall_ms(calls->pdata[i]));
        if (wire.kind == KX_WIRE_SPEAK)
            speak(&self, calls->pdata[i]);
        else
            transcribe(&self, calls->pdata[i], (kx_phoneme_form)wire.frames);
    }
    _exit(0);
}
