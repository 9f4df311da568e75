/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "brief/layout.h"

#include "brief/earcon.h"
#include "brief/pace.h"

/* Sentences after which clips are given back, which lie in another order. */
enum { CLIPS_AT_ONCE = 32 };

typedef struct {
    kx_briefing *b;
    kx_laid_sound *sound;
    const kx_voice *voice;
} layout;

static int64_t pause_frames(const layout *l, kx_pause pause)
{
    return kx_voice_pause(l->voice, pause, l->b->pause_rate);
}

/* A sentence is done with for now, and its clips. */
static void pass(const layout *l, unsigned sentence)
{
    kx_briefing_passed(l->b, sentence);
    if (sentence % CLIPS_AT_ONCE == 0)
        kx_rows_rest(l->sound->clips);
}

/* A sentence's clips with the pauses at its cuts. */
static void place_sentence(layout *l, kx_timed_sentence *s)
{
    kx_track *track = l->b->track;
    if (l->sound->tone.frames > 0 && kx_has_earcon(l->b, s)) {
        kx_track_add_clip(track, &l->sound->tone);
        kx_track_add_silence(track, KX_EARCON_GAP_FRAMES);
    }
    for (unsigned i = 0; i < s->n_clips; i++) {
        kx_laid_clip *clip = &g_array_index(l->sound->clips, kx_laid_clip, s->first_clip + i);
        clip->start = kx_track_add_clip(track, &clip->clip);
        if (i == 0)
            s->start = clip->start;
        s->end = clip->start + clip->clip.frames;
        kx_track_add_silence(track,
                             i + 1 < s->n_clips ? pause_frames(l, kx_cut_pause(clip->cut)) : 0);
    }
}

/* ---- chapters that are heard ---- */

static bool is_heard(const layout *l, const kx_chapter *chapter)
{
    for (unsigned i = 0; i < chapter->n_sentences; i++) {
        const unsigned index = chapter->first_sentence + i;
        const kx_timed_sentence *s = &g_array_index(l->b->sentences, kx_timed_sentence, index);
        bool heard = l->sound->tone.frames > 0 && kx_has_earcon(l->b, s);
        for (unsigned c = 0; c < s->n_clips && !heard; c++)
            heard = g_array_index(l->sound->clips, kx_laid_clip, s->first_clip + c).clip.frames > 0;
        pass(l, index);
        if (heard)
            return true;
    }
    return false;
}

/* A chapter of a single article is a part of it: one without a sound (a paragraph that is a
 * picture) belongs to the one before it, and what follows the title to the title. Several articles
 * have a chapter each, between an opening and a closing that are heard. */
static void join_silent_chapters(layout *l)
{
    GArray *chapters = l->b->chapters;
    guint kept = 0;
    bool heard = false; /* the chapter that was kept last */
    if (kx_briefing_only_article(l->b) == NULL)
        return;
    for (guint i = 0; i < chapters->len; i++) {
        const kx_chapter chapter = g_array_index(chapters, kx_chapter, i);
        const bool own = is_heard(l, &chapter);
        if (kept > 0 && !(heard && own)) {
            g_array_index(chapters, kx_chapter, kept - 1).n_sentences += chapter.n_sentences;
            heard |= own;
        } else {
            g_array_index(chapters, kx_chapter, kept++) = chapter;
            heard = own;
        }
    }
    g_array_set_size(chapters, kept);
}

static void place_chapter(layout *l, unsigned index)
{
    kx_briefing *b = l->b;
    kx_chapter *chapter = &g_array_index(b->chapters, kx_chapter, index);
    for (unsigned i = 0; i < chapter->n_sentences; i++) {
        kx_timed_sentence *s =
            &g_array_index(b->sentences, kx_timed_sentence, chapter->first_sentence + i);
        const bool first = b->track->frames == 0;
        if (!first && s->n_clips > 0)
            kx_track_add_silence(b->track, pause_frames(l, s->pause));
        if (i == 0) {
            kx_track_to_second(b->track);
            kx_track_add_silence(b->track, 0);
            chapter->start = b->track->frames;
        }
        if (first && s->n_clips > 0)
            kx_track_add_silence(b->track, pause_frames(l, KX_PAUSE_LEAD_IN));
        s->start = s->end = b->track->frames;
        place_sentence(l, s);
        pass(l, chapter->first_sentence + i);
    }
}

/* The engine marks some pairs of words as one ("niet meer"). Those it gave no mark share the time
 * of the one before them, by their length. */
static void share_time(kx_word *words, unsigned n)
{
    int64_t start = words[0].start, length = words[n - 1].end - start, letters = 0, passed = 0;
    for (unsigned i = 0; i < n; i++)
        letters += words[i].length;
    for (unsigned i = 0; i < n && letters > 0; i++) {
        words[i].start = start + length * passed / letters;
        passed += words[i].length;
        words[i].end = start + length * passed / letters;
    }
}

/* Ends of a sentence's words, each at the start of the next that has a mark. */
static void end_words(kx_word *words, unsigned n, const kx_timed_sentence *s)
{
    int64_t next = s->end;
    unsigned after = n; /* the first word behind those without a mark */
    for (unsigned w = n; w-- > 0;) {
        bool marked = words[w].start >= s->start && words[w].start <= next;
        words[w].end = next;
        if (!marked && w > 0)
            continue;
        if (!marked)
            words[w].start = s->start;
        words[after - 1].end = next;
        share_time(words + w, after - w);
        next = words[w].start;
        after = w;
    }
}

/* Starts of words from the marks. */
static void time_words(layout *l)
{
    kx_rows *words = l->b->words;
    for (guint i = 0; i < words->len; i++) {
        kx_word *word = &g_array_index(words, kx_word, i);
        if (word->start != KX_NO_MARK)
            word->start += g_array_index(l->sound->clips, kx_laid_clip, word->end).start;
        kx_rows_passed(words, i);
    }
    for (guint i = 0; i < l->b->sentences->len; i++) {
        const kx_timed_sentence *s = &g_array_index(l->b->sentences, kx_timed_sentence, i);
        if (s->n_words > 0)
            end_words(&g_array_index(words, kx_word, s->first_word), s->n_words, s);
        pass(l, i);
    }
}

/* A word ends before the pause at which its sentence was cut. */
static void end_words_before_cuts(layout *l)
{
    for (guint i = 0; i < l->b->sentences->len; i++) {
        const kx_timed_sentence *s = &g_array_index(l->b->sentences, kx_timed_sentence, i);
        unsigned c = 0;
        for (unsigned w = 0; w < s->n_words && s->n_clips > 1; w++) {
            kx_word *word = &g_array_index(l->b->words, kx_word, s->first_word + w);
            const kx_laid_clip *clip;
            do
                clip = &g_array_index(l->sound->clips, kx_laid_clip, s->first_clip + c);
            while (word->start >= clip->start + clip->clip.frames && c + 1 < s->n_clips && ++c);
            word->end = MAX(word->start, MIN(word->end, clip->start + clip->clip.frames));
        }
        pass(l, i);
    }
}

static void end_chapters_and_parts(kx_briefing *b)
{
    for (guint i = b->chapters->len; i-- > 0;) {
        kx_chapter *chapter = &g_array_index(b->chapters, kx_chapter, i);
        chapter->end = i + 1 < b->chapters->len
                           ? g_array_index(b->chapters, kx_chapter, i + 1).start
                           : b->track->frames;
    }
    for (guint i = 0; i < b->parts->len; i++)
        g_array_index(b->parts, kx_part, i).start = -1;
    for (guint i = 0; i < b->sentences->len; i++) {
        const kx_timed_sentence *s = &g_array_index(b->sentences, kx_timed_sentence, i);
        kx_part *part = &g_array_index(b->parts, kx_part, s->part);
        if (part->start < 0)
            part->start = s->start;
        part->end = s->end;
        kx_briefing_passed(b, i);
    }
}

void kx_lay_out(kx_briefing *b, kx_laid_sound *sound, const kx_voice *voice)
{
    layout l = {b, sound, voice};
    join_silent_chapters(&l);
    for (guint i = 0; i < b->chapters->len; i++)
        place_chapter(&l, i);
    if (b->track->frames > 0)
        kx_track_add_silence(b->track, pause_frames(&l, KX_PAUSE_LEAD_OUT));
    time_words(&l);
    end_words_before_cuts(&l);
    end_chapters_and_parts(b);
}
