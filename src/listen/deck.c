/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "listen/deck.h"

#include <string.h>

/* A sentence or two in the queue, and some more in the making. */
enum { AHEAD = 2 };
/* No sentence: what the player says itself, and nothing. */
static const unsigned PHRASE = G_MAXUINT, NONE = G_MAXUINT - 1;

struct kx_deck {
    kx_deck_sources from;
    kx_output *output;
    double pace; /* words a minute; 0: the source's own */
    kx_speed speed;
    kx_order order;
    bool playing;
    bool muted;
    /* The place. */
    unsigned item;
    int64_t frame;
    int word;      /* where to begin in a sound of another speed; -1: at `frame` */
    unsigned told; /* the item that was last told of as started, or NONE */
    /* The queue. */
    unsigned next; /* to be queued, or NONE: the end */
    bool begun;    /* something of this run has been queued */
    /* The phrase. */
    bool phrase_wanted, phrase_queued;
    bool failed;
    /* A finished episode's file cannot be read any more. */
    bool next_unreadable;  /* the sound of `next` */
    bool place_unreadable; /* that of `item`: it has been told of */
};

static const kx_programme *programme(const kx_deck *d)
{
    return d->from.programme;
}

/* ---- sources ---- */

static double finished_speed(const kx_deck *d)
{
    return d->pace > 0 ? d->pace / programme(d)->pace : 1;
}

/* NULL while it is not ready; of a finished episode: if it cannot be read. */
static kx_sound *sound_of(kx_deck *d, unsigned item)
{
    if (d->from.finished)
        return kx_finished_sound(d->from.finished, item, finished_speed(d), NULL);
    return kx_live_sound(d->from.live, item, &d->speed);
}

static int64_t pause_before(const kx_deck *d, unsigned item)
{
    if (d->from.finished)
        return kx_finished_pause(d->from.finished, item, finished_speed(d));
    return kx_live_pause(d->from.live, item, &d->speed);
}

static unsigned after(const kx_deck *d, unsigned item)
{
    const kx_programme *p = programme(d);
    if (d->order == KX_ORDER_ALL)
        return item + 1 < p->items->len || p->open ? item + 1 : NONE;
    for (unsigned a = 0; a < p->articles->len; a++)
        if (kx_programme_article(p, a)->first > item)
            return kx_programme_article(p, a)->first;
    return NONE;
}

/* Whether it has been read already; NONE has not. */
static bool is_known(const kx_deck *d, unsigned item)
{
    return item < programme(d)->items->len;
}

static void want(kx_deck *d)
{
    unsigned items[KX_LIVE_WISHES], n = 0;
    if (d->from.live == NULL || d->from.finished)
        return;
    for (unsigned i = d->next; is_known(d, i) && n < KX_LIVE_WISHES - 1; i = after(d, i))
        items[n++] = i;
    /* Back is asked for as often as on. */
    if (d->item > 0)
        items[n++] = d->item - 1;
    kx_live_want(d->from.live, items, n, &d->speed);
}

/* ---- the place ---- */

static void set_heard(kx_deck *d, unsigned item, int64_t frame)
{
    d->item = item;
    d->frame = frame;
    d->word = -1;
}

/* What is heard becomes the place. */
static void look(kx_deck *d)
{
    unsigned tag;
    int64_t frame;
    if (d->output == NULL || !kx_output_where(d->output, &tag, &frame) || tag == PHRASE ||
        frame < 0)
        return;
    set_heard(d, tag, frame);
}

static void forget_phrase(kx_deck *d)
{
    if (d->phrase_wanted)
        kx_live_want_phrase(d->from.live, NULL, &d->speed);
    d->phrase_wanted = d->phrase_queued = false;
}

/* Empties the queue; it will begin again at the place. */
static void stop(kx_deck *d)
{
    look(d);
    if (d->output)
        kx_output_clear(d->output);
    d->next = d->item;
    d->begun = d->next_unreadable = false;
}

static void set_place(kx_deck *d, unsigned item, int64_t frame)
{
    d->item = d->next = item;
    d->frame = MAX(frame, 0);
    d->word = -1;
    d->place_unreadable = false;
}

/* Where in a sound the place is. */
static int64_t start_in(const kx_deck *d, const kx_sound *sound)
{
    const int64_t last = kx_sound_frames(sound) - 1;
    int64_t frame = MIN(d->frame, last);
    int word =
        d->word >= 0 && d->word < (int)sound->words->len ? d->word : kx_sound_word_at(sound, frame);
    if (frame <= 0 && d->word < 0)
        return 0;
    return word > 0 ? g_array_index(sound->words, kx_heard_word, word).start : 0;
}

/* NULL while it is not ready. */
static kx_sound *sound_at_place(kx_deck *d)
{
    return d->from.live || d->from.finished ? sound_of(d, d->item) : NULL;
}

/* The printed word that is heard or was last, of the item; -1: not known. */
static int word_at_place(kx_deck *d)
{
    look(d);
    g_autoptr(kx_sound) sound = sound_at_place(d);
    if (d->word >= 0 || sound == NULL)
        return d->word;
    return kx_sound_word_at(sound, d->frame);
}

/* ---- what is asked of it ---- */

kx_deck *kx_deck_new(const kx_deck_sources *sources, kx_output *output)
{
    kx_deck *d = g_new0(kx_deck, 1);
    d->from = *sources;
    d->output = output;
    d->word = -1;
    d->told = NONE;
    kx_deck_set_pace(d, 0);
    return d;
}

void kx_deck_free(kx_deck *d)
{
    if (d)
        kx_output_free(d->output);
    g_free(d);
}

bool kx_deck_can_say(const kx_deck *d)
{
    return d->output != NULL && d->from.live != NULL;
}

bool kx_deck_has_sound(const kx_deck *d)
{
    return d->output != NULL && !d->place_unreadable;
}

/* Goes on without the sound device. */
static void drop_sound(kx_deck *d)
{
    stop(d);
    forget_phrase(d);
    g_clear_pointer(&d->output, kx_output_free);
    d->playing = false;
}

void kx_deck_go(kx_deck *d, unsigned item, int64_t frame)
{
    stop(d);
    forget_phrase(d);
    set_place(d, item, frame);
    d->told = NONE;
    want(d);
}

void kx_deck_play(kx_deck *d)
{
    d->playing = d->output != NULL;
    want(d);
}

void kx_deck_pause(kx_deck *d)
{
    stop(d);
    forget_phrase(d);
    d->playing = false;
}

bool kx_deck_is_playing(const kx_deck *d)
{
    return d->playing;
}

void kx_deck_mute(kx_deck *d, bool mute)
{
    d->muted = mute;
    if (d->output)
        kx_output_mute(d->output, mute);
}

void kx_deck_set_order(kx_deck *d, kx_order order)
{
    d->order = order;
    stop(d);
    want(d);
}

void kx_deck_set_pace(kx_deck *d, double words_per_minute)
{
    stop(d);
    d->word = word_at_place(d);
    d->pace = words_per_minute;
    if (d->from.live)
        d->speed = kx_live_speed(d->from.live, words_per_minute);
    want(d);
}

void kx_deck_say(kx_deck *d, const char *phrase)
{
    if (!kx_deck_can_say(d))
        return;
    stop(d);
    kx_live_want_phrase(d->from.live, phrase, &d->speed);
    d->phrase_wanted = true;
    d->phrase_queued = false;
}

void kx_deck_hush(kx_deck *d)
{
    if (!d->phrase_wanted)
        return;
    stop(d);
    forget_phrase(d);
}

unsigned kx_deck_item(const kx_deck *d)
{
    return d->item;
}

int64_t kx_deck_frame(const kx_deck *d)
{
    return d->frame;
}

size_t kx_deck_heard_bytes(kx_deck *d)
{
    const int last = word_at_place(d);
    const char *printed = kx_programme_item(programme(d), d->item)->printed;
    if (!kx_deck_has_sound(d) || (!d->playing && d->frame == 0))
        return strlen(printed);
    g_autoptr(kx_sound) sound = sound_at_place(d);
    return sound && last >= 0 ? kx_sound_bytes_to(sound, last, printed) : strlen(printed);
}

/* ---- the queue ---- */

static void queue_phrase(kx_deck *d)
{
    unsigned tag;
    int64_t frame;
    if (d->phrase_queued) {
        if (!kx_output_where(d->output, &tag, &frame))
            forget_phrase(d);
        return;
    }
    g_autoptr(kx_sound) sound = kx_live_phrase(d->from.live);
    if (sound == NULL)
        return;
    kx_output_add(d->output, 0, sound, 0, PHRASE);
    d->phrase_queued = true;
}

/* Sentences that wait behind the one that is heard. */
static unsigned queued(kx_deck *d)
{
    unsigned n = 0, tag;
    int64_t frame;
    if (d->begun && kx_output_where(d->output, &tag, &frame))
        for (unsigned i = tag; i != d->next && i != NONE; i = after(d, i))
            n++;
    return n;
}

static void queue_items(kx_deck *d)
{
    while (is_known(d, d->next) && !d->next_unreadable && queued(d) < AHEAD &&
           kx_output_has_room(d->output)) {
        g_autoptr(kx_sound) sound = sound_of(d, d->next);
        d->next_unreadable = sound == NULL && d->from.finished;
        if (sound == NULL)
            return;
        int64_t pause = d->begun ? pause_before(d, d->next) : 0;
        kx_output_add(d->output, pause, sound, d->begun ? 0 : start_in(d, sound), d->next);
        d->begun = true;
        d->next = after(d, d->next);
        want(d);
    }
}

/* The next item that has begun to be heard, and was not told of yet. */
static bool item_has_started(kx_deck *d)
{
    for (unsigned tag; kx_output_started(d->output, &tag);) {
        if (tag == PHRASE || tag == d->told)
            continue;
        set_heard(d, tag, 0);
        d->told = tag;
        return true;
    }
    return false;
}

/* Whether all has been heard that was to be heard. */
static bool is_silent(const kx_deck *d)
{
    unsigned tag;
    int64_t frame;
    return d->playing && !d->phrase_wanted && !kx_output_where(d->output, &tag, &frame);
}

/* The next item has no sound that can be read: the place goes there, and stays. */
static bool is_stuck(kx_deck *d)
{
    if (!d->next_unreadable || !is_silent(d))
        return false;
    set_place(d, d->next, 0);
    d->told = d->item;
    d->playing = d->begun = d->next_unreadable = false;
    d->place_unreadable = true;
    return true;
}

static bool has_ended(kx_deck *d)
{
    if (d->next != NONE || !is_silent(d))
        return false;
    d->playing = false;
    d->begun = false;
    d->next = d->item;
    d->frame = 0;
    return true;
}

kx_deck_news kx_deck_work(kx_deck *d)
{
    if (d->from.live && !d->failed && kx_live_error(d->from.live)) {
        d->failed = true;
        return KX_DECK_FAILED;
    }
    if (d->output == NULL)
        return KX_DECK_NOTHING;
    if (kx_output_lost(d->output)) {
        drop_sound(d);
        return KX_DECK_LOST;
    }
    if (d->phrase_wanted)
        queue_phrase(d);
    if (d->playing && !d->phrase_wanted)
        queue_items(d);
    if (item_has_started(d))
        return KX_DECK_STARTED;
    if (is_stuck(d))
        return KX_DECK_UNREADABLE;
    if (has_ended(d))
        return KX_DECK_ENDED;
    look(d);
    return KX_DECK_NOTHING;
}

void kx_deck_set_programme(kx_deck *d, kx_programme *whole)
{
    d->from.programme = whole;
    if (d->from.live)
        kx_live_set_programme(d->from.live, whole);
    if (!is_known(d, d->next))
        d->next = NONE;
    want(d);
}

void kx_deck_drain(kx_deck *d)
{
    if (d->output)
        kx_output_drain(d->output);
}
