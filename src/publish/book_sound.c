/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "publish/book_sound.h"

#include "audio/mp3_cut.h"
#include "base/file.h"
#include "base/intl.h"

#include <unistd.h>

/* Those who ask for the same stretch at once wait for the first of them. */
typedef struct {
    GMutex lock;
    kx_book_mp3 mp3; /* fd -1: not made yet */
    int64_t start;   /* frame of the briefing */
} slot;

struct kx_book_sound {
    const kx_briefing *briefing;
    const char *spool_dir;
    kx_outline *outline;
    slot *slots; /* one a part, and the whole at the end */
    unsigned n;
};

static void slot_init(slot *s, int64_t start, int64_t end)
{
    g_mutex_init(&s->lock);
    s->mp3 = (kx_book_mp3){.fd = -1, .frames = end - start};
    s->start = start;
}

kx_book_sound *kx_book_sound_new(const kx_briefing *briefing, const char *spool_dir)
{
    kx_book_sound *sound = g_new0(kx_book_sound, 1);
    sound->briefing = briefing;
    sound->spool_dir = spool_dir;
    sound->outline = kx_outline_new(briefing);
    sound->n = sound->outline->parts->len;
    sound->slots = g_new0(slot, sound->n + 1);
    for (unsigned i = 0; i < sound->n; i++) {
        const kx_outline_part *part = &g_array_index(sound->outline->parts, kx_outline_part, i);
        slot_init(&sound->slots[i], part->start, part->end);
    }
    slot_init(&sound->slots[sound->n], 0, briefing->track->frames);
    return sound;
}

void kx_book_sound_free(kx_book_sound *sound)
{
    if (sound == NULL)
        return;
    for (unsigned i = 0; i <= sound->n; i++) {
        g_mutex_clear(&sound->slots[i].lock);
        if (sound->slots[i].mp3.fd >= 0)
            close(sound->slots[i].mp3.fd);
    }
    g_free(sound->slots);
    kx_outline_free(sound->outline);
    g_free(sound);
}

const kx_outline *kx_book_sound_outline(const kx_book_sound *sound)
{
    return sound->outline;
}

static bool make(const kx_book_sound *sound, slot *s, GError **error)
{
    kx_master master = sound->briefing->master;
    int by = master.rate / KX_RATE, fd = kx_spool_open(sound->spool_dir, error);
    master.read = NULL; /* the progress is that of the sound files */
    if (fd < 0)
        return false;
    if (!kx_mp3_cut(&master, s->start * by, s->mp3.frames * by, fd, _("the sound of a book"),
                    &s->mp3.bytes, error)) {
        close(fd);
        return false;
    }
    s->mp3.fd = fd;
    return true;
}

static const kx_book_mp3 *get(const kx_book_sound *sound, slot *s, GError **error)
{
    g_mutex_lock(&s->lock);
    bool ok = s->mp3.fd >= 0 || make(sound, s, error);
    g_mutex_unlock(&s->lock);
    return ok ? &s->mp3 : NULL;
}

const kx_book_mp3 *kx_book_sound_part(kx_book_sound *sound, unsigned part, GError **error)
{
    g_assert(part < sound->n);
    return get(sound, &sound->slots[part], error);
}

const kx_book_mp3 *kx_book_sound_whole(kx_book_sound *sound, GError **error)
{
    return get(sound, &sound->slots[sound->n], error);
}
