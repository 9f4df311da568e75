/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "listen/output.h"

#include "audio/track.h"
#include "base/error.h"
#include "base/intl.h"
#include "base/printable.h"
#include "listen/sdl.h"

#include <fcntl.h>
#include <string.h>
#include <sys/eventfd.h>
#include <unistd.h>

/* 23 ms: SDL holds two of these. */
enum { DEVICE_FRAMES = 512, PLACES = 8, FADE_FRAMES = KX_RATE / 200 };
/* A sound server that does not answer is not waited for; a device that takes no sound for so long
 * (its server has suspended it) is gone. */
enum { OPEN_US = 5 * G_USEC_PER_SEC, CLOSE_US = G_USEC_PER_SEC, STALL_US = 5 * G_USEC_PER_SEC };
/* Longer than this between two looks we were stopped ourselves, or as good as. */
enum { LOOK_US = 200 * 1000 };

typedef struct {
    kx_sound *sound; /* NULL: silence */
    int64_t at, end;
    unsigned tag;
    bool begun;
} place;

struct kx_output {
    const kx_sdl *sdl;
    SDL_AudioDeviceID device;
    int wake;
    /* Shared with the device's thread, under SDL_LockAudioDevice. */
    place places[PLACES];
    uint64_t added, played;   /* counts; a place's index is its count modulo PLACES */
    unsigned started[PLACES]; /* tags of sounds that have begun; likewise */
    uint64_t begun, told;
    bool muted;
    int16_t fade[FADE_FRAMES]; /* the end of what was cut off */
    int fade_at;
    uint64_t filled; /* how often the device asked for sound */
    /* Of the main thread: places before this have been freed. */
    uint64_t freed;
    uint64_t seen; /* of `filled` */
    gint64 looked, stalled_us;
    char *why; /* there is no device */
};

static place *place_at(kx_output *o, uint64_t count)
{
    return &o->places[count % PLACES];
}

/* ---- the device's thread: copies, and nothing else ---- */

/* Frames of the next place, at most n; whether it began or ended with them. */
static int take(kx_output *o, int16_t *out, int n, bool *news)
{
    place *p = place_at(o, o->played);
    int some = (int)MIN((int64_t)n, p->end - p->at);
    *news = *news || !p->begun || p->at + some == p->end;
    if (!p->begun && p->sound)
        o->started[o->begun++ % PLACES] = p->tag;
    p->begun = true;
    if (p->sound == NULL || o->muted)
        memset(out, 0, (size_t)some * sizeof *out);
    else
        memcpy(out, &g_array_index(p->sound->samples, int16_t, p->at), (size_t)some * sizeof *out);
    p->at += some;
    o->played += p->at == p->end;
    return some;
}

static void fill(void *data, Uint8 *stream, int bytes)
{
    kx_output *o = data;
    int16_t *out = (int16_t *)(void *)stream;
    int n = bytes / (int)sizeof *out;
    bool news = false;
    o->filled++;
    for (; n > 0 && o->fade_at < FADE_FRAMES; n--)
        *out++ = o->fade[o->fade_at++];
    while (n > 0 && o->played < o->added) {
        int some = take(o, out, n, &news);
        out += some;
        n -= some;
    }
    memset(out, 0, (size_t)n * sizeof *out);
    if (news)
        eventfd_write(o->wake, 1);
}

/* ---- what may hang ---- */

/* SDL waits for a sound server without end, as it opens and as it closes. */
typedef struct {
    gatomicrefcount references;
    GMutex lock;
    GCond news;
    bool done;
    void (*act)(kx_output *o);
    __typeof__(SDL_TLSCleanup) *tidy;
    kx_output *of;
} task;

static void task_unref(task *t)
{
    if (!g_atomic_ref_count_dec(&t->references))
        return;
    g_mutex_clear(&t->lock);
    g_cond_clear(&t->news);
    g_free(t);
}

static void *do_task(void *data)
{
    task *t = data;
    t->act(t->of);
    t->tidy(); /* of a thread that SDL did not make */
    g_mutex_lock(&t->lock);
    t->done = true;
    g_cond_signal(&t->news);
    g_mutex_unlock(&t->lock);
    task_unref(t);
    return NULL;
}

/* Has a thread do it; false if that takes longer: then `o` is the thread's. */
static bool done_within(gint64 us, void (*act)(kx_output *o), kx_output *o)
{
    task *t = g_new0(task, 1);
    const gint64 end = g_get_monotonic_time() + us;
    g_atomic_ref_count_init(&t->references);
    g_atomic_ref_count_inc(&t->references);
    g_mutex_init(&t->lock);
    g_cond_init(&t->news);
    t->act = act;
    t->tidy = o->sdl->TLSCleanup;
    t->of = o;
    g_thread_unref(g_thread_new("sound device", do_task, t));
    g_mutex_lock(&t->lock);
    while (!t->done && g_cond_wait_until(&t->news, &t->lock, end))
        ;
    const bool done = t->done;
    g_mutex_unlock(&t->lock);
    task_unref(t);
    return done;
}

/* ---- opening ---- */

static void open_device(kx_output *o)
{
    const SDL_AudioSpec wanted = {.freq = KX_RATE,
                                  .format = AUDIO_S16SYS,
                                  .channels = 1,
                                  .samples = DEVICE_FRAMES,
                                  .callback = fill,
                                  .userdata = o};
    if (o->sdl->InitSubSystem(SDL_INIT_AUDIO) == 0)
        o->device = o->sdl->OpenAudioDevice(NULL, 0, &wanted, NULL, 0);
    if (o->device == 0)
        o->why = kx_printable(o->sdl->GetError(), -1);
}

/* Libraries below SDL complain on standard error of devices that are not there: what SDL makes of
 * it is told by us. */
static bool open_quietly(kx_output *o)
{
    int standard = fcntl(STDERR_FILENO, F_DUPFD_CLOEXEC, 3),
        nothing = open("/dev/null", O_WRONLY | O_CLOEXEC);
    if (standard >= 0 && nothing >= 0)
        dup2(nothing, STDERR_FILENO);
    o->sdl->SetHint(SDL_HINT_NO_SIGNAL_HANDLERS, "1");
    o->sdl->SetHint(SDL_HINT_APP_NAME, "kxspeak");
    const bool done = done_within(OPEN_US, open_device, o);
    if (standard >= 0 && nothing >= 0)
        dup2(standard, STDERR_FILENO);
    if (standard >= 0)
        close(standard);
    if (nothing >= 0)
        close(nothing);
    return done;
}

static void close_device(kx_output *o)
{
    if (o->device != 0)
        o->sdl->CloseAudioDevice(o->device);
    for (; o->freed < o->added; o->freed++)
        kx_sound_unref(place_at(o, o->freed)->sound);
    o->sdl->QuitSubSystem(SDL_INIT_AUDIO);
    g_free(o->why);
    g_free(o);
}

kx_output *kx_output_new(int wake, GError **error)
{
    const kx_sdl *sdl = kx_sdl_load(error);
    if (sdl == NULL)
        return NULL;
    kx_output *o = g_new0(kx_output, 1);
    o->sdl = sdl;
    o->wake = wake;
    o->fade_at = FADE_FRAMES;
    o->looked = g_get_monotonic_time();
    if (!open_quietly(o)) {
        kx_error_set(error, KX_ERROR_UNAVAILABLE, "no sound device (it does not answer)");
        return NULL;
    }
    if (o->device == 0) {
        kx_error_set(error, KX_ERROR_UNAVAILABLE, "no sound device (%s)",
                     o->why && *o->why ? o->why : _("none was found"));
        close_device(o);
        return NULL;
    }
    o->sdl->PauseAudioDevice(o->device, 0);
    return o;
}

void kx_output_free(kx_output *o)
{
    if (o == NULL)
        return;
    /* Nothing is told from now on, also if the device outlives us. */
    o->sdl->LockAudioDevice(o->device);
    o->wake = -1;
    o->sdl->UnlockAudioDevice(o->device);
    done_within(CLOSE_US, close_device, o);
}

/* ---- the queue ---- */

/* Frees what was played. */
static void reap(kx_output *o)
{
    o->sdl->LockAudioDevice(o->device);
    uint64_t played = o->played;
    o->sdl->UnlockAudioDevice(o->device);
    for (; o->freed < played; o->freed++)
        g_clear_pointer(&place_at(o, o->freed)->sound, kx_sound_unref);
}

bool kx_output_has_room(kx_output *o)
{
    reap(o);
    return o->added - o->freed + 2 <= PLACES;
}

static void add_place(kx_output *o, const place *p)
{
    if (p->at >= p->end)
        return;
    *place_at(o, o->added) = *p;
    if (p->sound)
        kx_sound_ref(p->sound);
    o->added++;
}

void kx_output_add(kx_output *o, int64_t silence, kx_sound *sound, int64_t from, unsigned tag)
{
    g_assert(kx_output_has_room(o));
    o->sdl->LockAudioDevice(o->device);
    add_place(o, &(place){.end = silence, .tag = tag});
    if (sound)
        add_place(o,
                  &(place){.sound = sound, .at = from, .end = kx_sound_frames(sound), .tag = tag});
    o->sdl->UnlockAudioDevice(o->device);
}

bool kx_output_where(kx_output *o, unsigned *tag, int64_t *frame)
{
    o->sdl->LockAudioDevice(o->device);
    bool any = o->played < o->added;
    if (any) {
        const place *p = place_at(o, o->played);
        *tag = p->tag;
        *frame = p->sound ? p->at : -1;
    }
    o->sdl->UnlockAudioDevice(o->device);
    return any;
}

bool kx_output_started(kx_output *o, unsigned *tag)
{
    o->sdl->LockAudioDevice(o->device);
    bool any = o->told < o->begun;
    if (any)
        *tag = o->started[o->told++ % PLACES];
    o->sdl->UnlockAudioDevice(o->device);
    return any;
}

/* The next frames of what sounds, ever softer. */
static void fade_out(kx_output *o)
{
    const place *p = o->played < o->added ? place_at(o, o->played) : NULL;
    if (p == NULL || p->sound == NULL || !p->begun || o->muted)
        return;
    for (int i = 0; i < FADE_FRAMES; i++) {
        int sample = p->at + i < p->end ? g_array_index(p->sound->samples, int16_t, p->at + i) : 0;
        o->fade[i] = (int16_t)(sample * (FADE_FRAMES - 1 - i) / FADE_FRAMES);
    }
    o->fade_at = 0;
}

void kx_output_clear(kx_output *o)
{
    o->sdl->LockAudioDevice(o->device);
    fade_out(o);
    o->played = o->added;
    o->told = o->begun;
    o->sdl->UnlockAudioDevice(o->device);
    reap(o);
}

void kx_output_mute(kx_output *o, bool mute)
{
    o->sdl->LockAudioDevice(o->device);
    if (mute && !o->muted)
        fade_out(o);
    o->muted = mute;
    o->sdl->UnlockAudioDevice(o->device);
}

/* For how long the device has asked for nothing, while we were awake. */
static gint64 stalled_us(kx_output *o)
{
    const gint64 now = g_get_monotonic_time();
    o->sdl->LockAudioDevice(o->device);
    const uint64_t filled = o->filled;
    o->sdl->UnlockAudioDevice(o->device);
    o->stalled_us = filled == o->seen ? o->stalled_us + MIN(now - o->looked, LOOK_US) : 0;
    o->seen = filled;
    o->looked = now;
    return o->stalled_us;
}

bool kx_output_lost(kx_output *o)
{
    return o->sdl->GetAudioDeviceStatus(o->device) == SDL_AUDIO_STOPPED || stalled_us(o) > STALL_US;
}

void kx_output_drain(kx_output *o)
{
    unsigned tag;
    int64_t frame;
    while (kx_output_where(o, &tag, &frame) && !kx_output_lost(o))
        g_usleep(10 * 1000);
    if (!kx_output_lost(o))
        g_usleep(2 * G_USEC_PER_SEC * DEVICE_FRAMES / KX_RATE);
}
