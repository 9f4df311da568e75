/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "listen/speech.h"

#include "audio/trim.h"
#include "base/file.h"
#include "brief/earcon.h"
#include "brief/pace.h"
#include "speak/pronounce.h"
#include "text/normalise.h"

#include <string.h>

struct kx_speech {
    const kx_voice *voice;
    kx_pool *pool;
};

/* A sentence on its way to the engine: a unit of its own, so that it sounds the same wherever it
 * stands. */
typedef struct {
    kx_work_unit *unit; /* NULL: taken by the pool */
    kx_pause before;    /* the pause before it */
    GPtrArray *printed; /* char*: the printed word of each speech word */
} line;

/* What is said together. */
typedef struct {
    const kx_speech *speech;
    kx_speed speed;
    kx_role role;
    GArray *lines; /* line */
    guint next;    /* to be spoken */
    kx_sound *sound;
    bool spoken;   /* a call has been: */
    uint64_t last; /* its line */
    char cut;      /* ... and its cut */
} saying;

/* ---- words as printed ---- */

static bool is_blank(char c)
{
    return c == ' ' || c == '\n' || c == '\t';
}

/* The token's word: all that stands between the blanks round it, inside the sentence. */
static char *printed_word(const kx_document *doc, kx_range sentence, kx_range token)
{
    size_t from = token.start, to = token.end;
    while (from > sentence.start && !is_blank(doc->text[from - 1]))
        from--;
    while (to < sentence.end && !is_blank(doc->text[to]))
        to++;
    return kx_printed(doc, (kx_range){from, to});
}

static GPtrArray *printed_words(const kx_document *doc, kx_range sentence, const kx_spoken *spoken,
                                const kx_utterance *utterance)
{
    GPtrArray *words = g_ptr_array_new_with_free_func(g_free);
    for (guint i = 0; i < utterance->words->len; i++) {
        const kx_rendered_word *w = &g_array_index(utterance->words, kx_rendered_word, i);
        kx_range token = g_array_index(spoken->tokens, kx_token, w->token).range;
        g_ptr_array_add(words, printed_word(doc, sentence, token));
    }
    return words;
}

/* ---- what is to be said ---- */

static void clear_line(void *data)
{
    line *l = data;
    kx_work_unit_free(l->unit);
    g_ptr_array_unref(l->printed);
}

static void saying_init(saying *s, const kx_speech *speech, const kx_speed *speed, kx_role role)
{
    *s = (saying){.speech = speech,
                  .speed = *speed,
                  .role = role,
                  .lines = g_array_new(FALSE, FALSE, sizeof(line)),
                  .sound = kx_sound_new()};
    g_array_set_clear_func(s->lines, clear_line);
}

static void saying_clear(saying *s)
{
    g_array_unref(s->lines);
    kx_sound_unref(s->sound);
}

static void add_sentence(saying *s, const kx_document *doc, kx_range range, kx_pause before)
{
    const kx_style *style = &s->speech->voice->style;
    g_autoptr(kx_spoken) spoken = kx_normalise(doc, range, style);
    g_autoptr(kx_utterance) utterance = kx_pronounce(spoken, style);
    line l = {kx_work_unit_new(s->lines->len, s->role), before,
              printed_words(doc, range, spoken, utterance)};
    l.unit->rate = s->speed.engine_rate;
    kx_work_unit_add(l.unit, kx_utterance_calls(utterance, NULL),
                     kx_utterance_plain_calls(utterance));
    g_array_append_val(s->lines, l);
}

/* ---- from the engine ---- */

static kx_work_unit *next_unit(void *data)
{
    saying *s = data;
    return s->next < s->lines->len ? g_steal_pointer(&g_array_index(s->lines, line, s->next++).unit)
                                   : NULL;
}

static int64_t pause_before(const saying *s, const line *l, uint64_t index)
{
    kx_pause pause = index == s->last ? kx_cut_pause(s->cut) : l->before;
    return kx_voice_pause(s->speech->voice, pause, s->speed.pause_rate);
}

static void add_words(saying *s, const line *l, const kx_spoken_call *call, int64_t from,
                      int64_t head)
{
    const char *before = NULL;
    for (guint i = 0; call->marks && i < call->marks->len; i++) {
        const kx_word_mark *mark = &g_array_index(call->marks, kx_word_mark, i);
        const char *word = g_ptr_array_index(l->printed, mark->word);
        int64_t start = from + MAX(mark->frame - head, 0);
        /* One printed word may be said in several. */
        if (g_strcmp0(word, before) != 0)
            kx_sound_add_word(s->sound, word, start);
        before = word;
    }
}

static bool add_call(saying *s, uint64_t index, const kx_spoken_call *call, GError **error)
{
    const line *l = &g_array_index(s->lines, line, index);
    GArray *samples = s->sound->samples;
    kx_clip clip = {.fd = call->spool, .first = call->first, .frames = call->frames};
    int64_t head = 0;
    if (!kx_clip_trim(&clip, &head, error))
        return false;
    if (s->spoken)
        kx_sound_add_silence(s->sound, pause_before(s, l, index));
    guint from = samples->len;
    kx_sound_add_silence(s->sound, clip.frames);
    if (!kx_pread_all(clip.fd, &g_array_index(samples, int16_t, from),
                      (size_t)clip.frames * sizeof(int16_t),
                      (off_t)clip.first * (off_t)sizeof(int16_t), "temporary sound", error))
        return false;
    add_words(s, l, call, from, head);
    kx_sound_stretch(s->sound, from, s->speed.stretch);
    s->spoken = true;
    s->last = index;
    s->cut = call->cut;
    return true;
}

static bool unit_done(void *data, const kx_work_unit *unit, const kx_work_unit_result *result,
                      GError **error)
{
    saying *s = data;
    for (guint i = 0; i < result->outcomes->len; i++)
        s->sound->whole =
            s->sound->whole && g_array_index(result->outcomes, kx_outcome, i) == KX_OUTCOME_SPOKEN;
    for (guint i = 0; i < result->calls->len; i++) {
        const kx_spoken_call *call = &g_array_index(result->calls, kx_spoken_call, i);
        if (call->frames > 0 && !add_call(s, unit->id, call, error))
            return false;
    }
    return true;
}

/* Takes what was said out of `s`. */
static kx_sound *speak(kx_speech *speech, saying *s, const volatile int *stop, GError **error)
{
    bool ok = kx_pool_run(speech->pool, next_unit, unit_done, s, stop, error);
    kx_pool_forget(speech->pool);
    kx_sound *sound = ok ? g_steal_pointer(&s->sound) : NULL;
    saying_clear(s);
    return sound;
}

/* ---- */

kx_speech *kx_speech_new(const kx_engine *engine, const kx_voice *voice, const char *spool_dir,
                         GError **error)
{
    kx_engine_voice voices[KX_ROLES];
    for (unsigned i = 0; i < KX_ROLES; i++) {
        voices[i] = voice->roles[i];
        voices[i].rate = kx_engine_rate(voice->characters_per_second);
    }
    kx_pool *pool =
        kx_pool_start(engine, voices, KX_ROLES, 1, spool_dir, kx_notice_call(&voice->style), error);
    if (pool == NULL)
        return NULL;
    kx_speech *speech = g_new0(kx_speech, 1);
    *speech = (kx_speech){voice, pool};
    return speech;
}

bool kx_speech_await(kx_speech *speech, GError **error)
{
    return kx_pool_await(speech->pool, error);
}

bool kx_speech_check(kx_speech *speech, GError **error)
{
    return kx_pool_check_voices(speech->pool, error);
}

void kx_speech_free(kx_speech *speech)
{
    if (speech)
        kx_pool_free(speech->pool);
    g_free(speech);
}

kx_sound *kx_speech_item(kx_speech *speech, const kx_programme *programme, unsigned index,
                         const kx_speed *speed, const volatile int *stop, GError **error)
{
    const kx_item *item = kx_programme_item(programme, index);
    const kx_briefing *plan = programme->plan;
    saying s;
    saying_init(&s, speech, speed,
                g_array_index(plan->sentences, kx_timed_sentence, item->own).role);
    if (plan->structure == KX_STRUCTURE_TONE &&
        kx_has_earcon(plan, &g_array_index(plan->sentences, kx_timed_sentence, item->own))) {
        kx_sound_add_silence(s.sound, KX_EARCON_FRAMES + KX_EARCON_GAP_FRAMES);
        kx_earcon((int16_t *)(void *)s.sound->samples->data);
    }
    for (unsigned i = item->first; i < item->first + item->n; i++) {
        const kx_timed_sentence *sentence = &g_array_index(plan->sentences, kx_timed_sentence, i);
        add_sentence(&s, g_ptr_array_index(plan->documents, sentence->doc), sentence->range,
                     sentence->pause);
    }
    return speak(speech, &s, stop, error);
}

kx_sound *kx_speech_phrase(kx_speech *speech, const char *text, const kx_speed *speed,
                           const volatile int *stop, GError **error)
{
    g_autoptr(kx_document) doc = kx_document_new("kxspeak");
    g_autoptr(GArray) sentences = g_array_new(FALSE, FALSE, sizeof(kx_sentence));
    const size_t length = strlen(text);
    saying s;
    saying_init(&s, speech, speed, KX_ROLE_TEXT);
    kx_document_take_text(doc, g_strdup(text), length);
    if (length > 0) {
        kx_document_add_block(doc, KX_BLOCK_PROGRAMME, (kx_range){0, length});
        kx_sentences(doc, 0, sentences);
    }
    for (guint i = 0; i < sentences->len; i++)
        add_sentence(&s, doc, g_array_index(sentences, kx_sentence, i).range, KX_PAUSE_SENTENCE);
    return speak(speech, &s, stop, error);
}
