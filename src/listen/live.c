/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "listen/live.h"

#include "base/limits.h"
#include "brief/pace.h"
#include "listen/speech.h"
#include "text/normalise.h"

#include <string.h>
#include <sys/eventfd.h>

/* Sentences of which the mean speed is told. */
enum { SAMPLE_SENTENCES = 60, KEPT_SOUNDS = 24 };
/* Nobody follows more; the pauses of a text may ask for any speed. */
#define CHARACTERS_PER_SECOND_MAX 200.0

typedef struct {
    unsigned item;
    kx_speed speed;
} wish;

typedef struct {
    wish of;
    kx_sound *sound;
} kept;

struct kx_live {
    const kx_programme *programme; /* changed by the main thread, under the lock */
    const kx_voice *voice;
    kx_speech *speech;
    int wake;
    bool measured; /* of the main thread, like `pace` */
    kx_pace pace;
    GThread *thread;
    GMutex lock;
    GCond news;
    /* Under the lock: */
    bool ends;
    volatile int stop; /* what is being spoken is not wanted any more; the pool reads it without */
    wish wishes[KX_LIVE_WISHES];
    unsigned n_wishes;
    char *phrase;
    kx_speed phrase_speed;
    kx_sound *phrase_sound;
    unsigned phrase_number; /* of the phrase that is wanted */
    GQueue kept;            /* kept*, the latest first */
    unsigned edition;       /* of the programme: what was kept of another is forgotten */
    GError *error;
};

/* ---- what is kept ---- */

static bool same_wish(const wish *a, const wish *b)
{
    return a->item == b->item && a->speed.engine_rate == b->speed.engine_rate &&
           a->speed.pause_rate == b->speed.pause_rate && a->speed.stretch == b->speed.stretch;
}

static kx_sound *find_kept(kx_live *live, const wish *of)
{
    for (GList *link = live->kept.head; link; link = link->next) {
        kept *k = link->data;
        if (same_wish(&k->of, of))
            return k->sound;
    }
    return NULL;
}

static void free_kept(void *data)
{
    kept *k = data;
    kx_sound_unref(k->sound);
    g_free(k);
}

static void keep(kx_live *live, const wish *of, kx_sound *sound)
{
    kept *k = g_new0(kept, 1);
    *k = (kept){*of, sound};
    g_queue_push_head(&live->kept, k);
    while (live->kept.length > KEPT_SOUNDS)
        free_kept(g_queue_pop_tail(&live->kept));
}

/* ---- the thread ---- */

/* The first wish that has no sound yet. */
static const wish *open_wish(kx_live *live)
{
    for (unsigned i = 0; i < live->n_wishes; i++)
        if (find_kept(live, &live->wishes[i]) == NULL)
            return &live->wishes[i];
    return NULL;
}

static bool phrase_is_open(const kx_live *live)
{
    return live->phrase != NULL && live->phrase_sound == NULL;
}

static bool failed(kx_live *live, GError *error)
{
    if (error == NULL)
        return false;
    live->error = error;
    eventfd_write(live->wake, 1);
    return true;
}

/* An interrupted sentence is no failure. */
static GError *unless_stopped(const kx_live *live, GError *error)
{
    if (!live->stop)
        return error;
    g_clear_error(&error);
    return NULL;
}

/* Both are called, and return, with the lock held. */
static bool speak_phrase(kx_live *live)
{
    g_autofree char *text = g_strdup(live->phrase);
    const kx_speed speed = live->phrase_speed;
    const unsigned number = live->phrase_number;
    GError *error = NULL;
    g_mutex_unlock(&live->lock);
    g_autoptr(kx_sound) sound = kx_speech_phrase(live->speech, text, &speed, &live->stop, &error);
    g_mutex_lock(&live->lock);
    if (sound && number == live->phrase_number) {
        live->phrase_sound = g_steal_pointer(&sound);
        eventfd_write(live->wake, 1);
    }
    return !failed(live, unless_stopped(live, error));
}

static bool speak_item(kx_live *live, wish of)
{
    const kx_programme *programme = live->programme;
    const unsigned edition = live->edition;
    GError *error = NULL;
    g_mutex_unlock(&live->lock);
    g_autoptr(kx_sound) sound =
        kx_speech_item(live->speech, programme, of.item, &of.speed, &live->stop, &error);
    g_mutex_lock(&live->lock);
    if (sound && edition == live->edition) {
        keep(live, &of, g_steal_pointer(&sound));
        eventfd_write(live->wake, 1);
    }
    return !failed(live, unless_stopped(live, error));
}

/* A step of the engine's start; ditto. */
static bool prepare(kx_live *live, bool (*step)(kx_speech *speech, GError **error))
{
    GError *error = NULL;
    g_mutex_unlock(&live->lock);
    step(live->speech, &error);
    g_mutex_lock(&live->lock);
    return !failed(live, error);
}

static void *work(void *data)
{
    kx_live *live = data;
    bool checked = false;
    g_mutex_lock(&live->lock);
    for (bool on = prepare(live, kx_speech_await); on && !live->ends;) {
        const wish *next = open_wish(live);
        g_atomic_int_set(&live->stop, 0);
        if (phrase_is_open(live))
            on = speak_phrase(live);
        else if (next)
            on = speak_item(live, *next);
        else if (!checked)
            on = checked = prepare(live, kx_speech_check);
        else
            g_cond_wait(&live->news, &live->lock);
    }
    g_mutex_unlock(&live->lock);
    return NULL;
}

/* ---- */

kx_live *kx_live_new(const kx_live_settings *settings, GError **error)
{
    g_autoptr(kx_live) live = g_new0(kx_live, 1);
    g_mutex_init(&live->lock);
    g_cond_init(&live->news);
    live->voice = settings->voice;
    live->wake = settings->wake;
    live->speech = kx_speech_new(settings->engine, settings->voice, settings->spool_dir, error);
    return live->speech ? g_steal_pointer(&live) : NULL;
}

void kx_live_set_programme(kx_live *live, const kx_programme *programme)
{
    g_mutex_lock(&live->lock);
    if (live->programme && !kx_programme_begins_as(programme, live->programme)) {
        g_queue_clear_full(&live->kept, free_kept);
        live->edition++;
    }
    live->programme = programme;
    g_mutex_unlock(&live->lock);
}

void kx_live_start(kx_live *live)
{
    live->thread = g_thread_new("speech", work, live);
}

void kx_live_free(kx_live *live)
{
    if (live == NULL)
        return;
    g_mutex_lock(&live->lock);
    live->ends = true;
    g_atomic_int_set(&live->stop, 1);
    g_cond_signal(&live->news);
    g_mutex_unlock(&live->lock);
    if (live->thread)
        g_thread_join(live->thread);
    kx_speech_free(live->speech);
    g_queue_clear_full(&live->kept, free_kept);
    kx_sound_unref(live->phrase_sound);
    g_free(live->phrase);
    g_clear_error(&live->error);
    g_mutex_clear(&live->lock);
    g_cond_clear(&live->news);
    g_free(live);
}

/* ---- speed ---- */

/* Sentences spread evenly over the programme stand for all of it: of a long one, not all can be
 * looked at before the first is heard. */
static const kx_pace *pace_of(kx_live *live)
{
    /* A sentence of news, where only phrases will be said. */
    static const kx_pace ordinary = {
        .words = 16, .characters = 112, .pauses = {[KX_PAUSE_COMMA] = 1, [KX_PAUSE_SENTENCE] = 1}};
    const kx_briefing *plan = live->programme->plan;
    if (plan == NULL)
        return &ordinary;
    if (live->measured)
        return &live->pace;
    const guint n = plan->sentences->len, some = MIN(n, SAMPLE_SENTENCES);
    for (guint i = 0; i < some; i++) {
        const kx_timed_sentence *s =
            &g_array_index(plan->sentences, kx_timed_sentence, (guint)((guint64)i * n / some));
        g_autoptr(kx_spoken) spoken =
            kx_normalise(g_ptr_array_index(plan->documents, s->doc), s->range, &live->voice->style);
        kx_pace_add(&live->pace, spoken, s->pause);
    }
    live->measured = true;
    return &live->pace;
}

static double own_rate(const kx_live *live)
{
    return kx_engine_rate(live->voice->characters_per_second);
}

double kx_live_normal(kx_live *live)
{
    return kx_pace_words_per_minute(pace_of(live), live->voice, live->voice->characters_per_second,
                                    own_rate(live));
}

kx_speed kx_live_speed(kx_live *live, double words_per_minute)
{
    if (words_per_minute <= 0)
        return (kx_speed){(int)own_rate(live), own_rate(live), 1};
    double wanted = kx_pace_characters_per_second(pace_of(live), live->voice, words_per_minute);
    wanted = MIN(wanted, CHARACTERS_PER_SECOND_MAX);
    /* What the engine cannot do any more is left to the stretching. */
    const double least = kx_characters_per_second(KX_ENGINE_RATE_MIN);
    const double most = kx_characters_per_second(KX_ENGINE_RATE_MAX);
    double can = CLAMP(wanted, least, most);
    return (kx_speed){kx_engine_rate(wanted), words_per_minute, wanted / can};
}

/* ---- wishes ---- */

static bool is_wanted(const wish *of, const wish *wishes, unsigned n)
{
    for (unsigned i = 0; i < n; i++)
        if (same_wish(of, &wishes[i]))
            return true;
    return false;
}

void kx_live_want(kx_live *live, const unsigned *items, unsigned n, const kx_speed *speed)
{
    wish wishes[KX_LIVE_WISHES];
    g_assert(n <= KX_LIVE_WISHES);
    for (unsigned i = 0; i < n; i++)
        wishes[i] = (wish){items[i], *speed};
    g_mutex_lock(&live->lock);
    const wish *now = open_wish(live);
    if (now && !is_wanted(now, wishes, n))
        g_atomic_int_set(&live->stop, 1);
    memcpy(live->wishes, wishes, n * sizeof *wishes);
    live->n_wishes = n;
    g_cond_signal(&live->news);
    g_mutex_unlock(&live->lock);
}

void kx_live_want_phrase(kx_live *live, const char *phrase, const kx_speed *speed)
{
    g_mutex_lock(&live->lock);
    g_free(live->phrase);
    live->phrase = g_strdup(phrase);
    live->phrase_speed = *speed;
    live->phrase_number++;
    g_clear_pointer(&live->phrase_sound, kx_sound_unref);
    g_atomic_int_set(&live->stop, 1);
    g_cond_signal(&live->news);
    g_mutex_unlock(&live->lock);
}

kx_sound *kx_live_sound(kx_live *live, unsigned item, const kx_speed *speed)
{
    const wish of = {item, *speed};
    g_mutex_lock(&live->lock);
    kx_sound *sound = find_kept(live, &of);
    if (sound)
        kx_sound_ref(sound);
    g_mutex_unlock(&live->lock);
    return sound;
}

kx_sound *kx_live_phrase(kx_live *live)
{
    g_mutex_lock(&live->lock);
    kx_sound *sound = live->phrase_sound ? kx_sound_ref(live->phrase_sound) : NULL;
    g_mutex_unlock(&live->lock);
    return sound;
}

int64_t kx_live_pause(const kx_live *live, unsigned item, const kx_speed *speed)
{
    const kx_item *i = kx_programme_item(live->programme, item);
    const kx_timed_sentence *s =
        &g_array_index(live->programme->plan->sentences, kx_timed_sentence, i->first);
    return kx_voice_pause(live->voice, s->pause, speed->pause_rate);
}

const GError *kx_live_error(kx_live *live)
{
    g_mutex_lock(&live->lock);
    const GError *error = live->error;
    g_mutex_unlock(&live->lock);
    return error;
}
