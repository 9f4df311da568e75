/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "publish/soundbite.h"

#include "audio/track.h"
#include "publish/feed_text.h"

/* Enough to know what the item is about. */
#define SECONDS_WANTED 60

static int64_t milliseconds(int64_t frame)
{
    return frame * 1000 / KX_RATE; /* never behind the end of the sound */
}

/* The first part that is an article, or NULL. */
static const kx_part *lead_item(const kx_briefing *b, unsigned *index)
{
    for (*index = 0; *index < b->parts->len; ++*index) {
        const kx_part *part = &g_array_index(b->parts, kx_part, *index);
        if (part->kind == KX_PART_ARTICLE)
            return part;
    }
    return NULL;
}

/* The sample's times, from the article's first words that are heard; false if nothing fits. */
static bool choose(const kx_briefing *b, unsigned part, int64_t *start, int64_t *end)
{
    bool begun = false;
    *end = 0;
    for (guint i = 0; i < b->sentences->len; i++) {
        const kx_timed_sentence *s = &g_array_index(b->sentences, kx_timed_sentence, i);
        kx_briefing_passed(b, i);
        if (s->part != part || s->end <= s->start)
            continue;
        if (!begun && kx_briefing_is_own(b, s->doc))
            continue; /* "Kop:" */
        if (!begun)
            *start = milliseconds(s->start);
        begun = true;
        int64_t length = milliseconds(s->end) - *start;
        bool enough = *end > *start && length > SECONDS_WANTED * 1000;
        if (enough || length > KX_SOUNDBITE_SECONDS_MAX * 1000)
            break;
        if (length >= KX_SOUNDBITE_SECONDS_MIN * 1000)
            *end = milliseconds(s->end);
    }
    return *end > 0;
}

kx_soundbite *kx_soundbite_new(const kx_briefing *b)
{
    unsigned index;
    int64_t start = 0, end;
    const kx_part *part = lead_item(b, &index);
    if (part == NULL || !choose(b, index, &start, &end))
        return NULL;
    g_autofree char *title = kx_feed_line(part->title, KX_SOUNDBITE_TITLE_CHARS);
    if (*title == '\0')
        return NULL;
    kx_soundbite *bite = g_new0(kx_soundbite, 1);
    bite->start = (double)start / 1000;
    bite->duration = (double)(end - start) / 1000;
    bite->title = g_steal_pointer(&title);
    return bite;
}

void kx_soundbite_free(kx_soundbite *bite)
{
    if (bite == NULL)
        return;
    g_free(bite->title);
    g_free(bite);
}
