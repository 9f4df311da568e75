/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "brief/compose.h"

#include "audio/trim.h"
#include "base/error.h"
#include "base/file.h"
#include "base/intl.h"
#include "base/limits.h"
#include "base/printable.h"
#include "brief/earcon.h"
#include "brief/layout.h"
#include "brief/pace.h"
#include "brief/plan.h"
#include "doc/address.h"
#include "speak/pronounce.h"
#include "speak/words.h"
#include "text/normalise.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#define NOTICE "Hier is een zin overgeslagen."
/* A loudness further off than this is told; EBU R 128 allows as much. */
#define LOUDNESS_SLACK 0.5
enum { GROUP_BYTES_MAX = 8192 };
/* Units, in no order of the text, after which the memory of what was looked at is given back. */
enum { UNITS_AT_ONCE = 32 };

/* Sentences that are spoken by one fork: those of one block. Cut at GROUP_BYTES_MAX, so that no
 * block is too much for one worker. */
typedef struct {
    unsigned first, n;
    size_t bytes;
    unsigned spoken; /* sentences handed out so far */
} group;

/* What the marks of a unit that is being spoken mean. */
typedef struct {
    GArray *word_of; /* uint32_t: speech word of a sentence -> index into the briefing's words */
    GArray *first;   /* guint, a sentence: its first entry in word_of */
} unit_words;

typedef struct {
    kx_briefing *b;
    const kx_compose_settings *settings;
    kx_rows *groups; /* group, the longest first: two workers end together */
    unsigned next_group, units;
    GHashTable *speaking; /* unit's first sentence -> unit_words */
    kx_laid_sound sound;
    kx_gate_report gate;
    size_t bytes, bytes_done;
    int64_t frames; /* of the clips so far */
    unsigned printed_words;
} conductor;

static kx_timed_sentence *sentence_at(const conductor *c, unsigned index)
{
    return &g_array_index(c->b->sentences, kx_timed_sentence, index);
}

static unit_words *unit_words_new(void)
{
    unit_words *words = g_new(unit_words, 1);
    words->word_of = g_array_new(FALSE, FALSE, sizeof(uint32_t));
    words->first = g_array_new(FALSE, FALSE, sizeof(guint));
    return words;
}

static void unit_words_free(void *data)
{
    unit_words *words = data;
    g_array_unref(words->word_of);
    g_array_unref(words->first);
    g_free(words);
}

/* ---- from a sentence to calls ---- */

/* The tokens that are heard become the sentence's words: a printed range each, with what it is said
 * as. Tokens glued into one rendered word share it. */
static void add_words(conductor *c, kx_timed_sentence *s, const kx_spoken *spoken)
{
    GArray *tokens = spoken->tokens;
    g_autoptr(GArray) words = g_array_new(FALSE, FALSE, sizeof(kx_rendered_word));
    g_autofree char *text = kx_spoken_render(spoken, KX_RENDER_TRANSCRIPT, words);
    s->spoken = (uint32_t)c->b->transcript->len;
    s->length = (uint32_t)strlen(text);
    s->first_word = c->b->words->len;
    unsigned last = G_MAXUINT;
    for (guint i = 0; i < words->len; i++) {
        const kx_rendered_word *w = &g_array_index(words, kx_rendered_word, i);
        unsigned end_token = g_array_index(spoken->morphemes, kx_morpheme, w->last - 1).token;
        if (w->token != last) {
            kx_word word = {.range = g_array_index(tokens, kx_token, w->token).range,
                            .spoken = s->spoken + (uint32_t)w->start,
                            .start = KX_NO_MARK};
            kx_rows_add(c->b->words, &word, 1);
        }
        kx_word *word = &g_array_index(c->b->words, kx_word, c->b->words->len - 1);
        word->length = s->spoken + (uint32_t)w->end - word->spoken;
        word->range.end = g_array_index(tokens, kx_token, end_token).range.end;
        last = end_token;
    }
    s->n_words = c->b->words->len - s->first_word;
    kx_rows_add(c->b->transcript, text, s->length);
    kx_rows_add(c->b->transcript, "\n", 1);
}

/* Which of the sentence's words each speech word belongs to: the one that holds its token. A word
 * is of the language that all its speech words are said in. */
static void map_speech_words(conductor *c, const kx_timed_sentence *s, const kx_spoken *spoken,
                             const kx_utterance *utterance, GArray *word_of)
{
    uint32_t word = s->first_word;
    for (guint i = 0; i < utterance->words->len; i++) {
        const kx_rendered_word *w = &g_array_index(utterance->words, kx_rendered_word, i);
        size_t at = g_array_index(spoken->tokens, kx_token, w->token).range.start;
        while (word + 1 < s->first_word + s->n_words &&
               g_array_index(c->b->words, kx_word, word + 1).range.start <= at)
            word++;
        const char *language = g_ptr_array_index(utterance->languages, i);
        kx_word *printed = &g_array_index(c->b->words, kx_word, word);
        bool first = i == 0 || g_array_index(word_of, uint32_t, word_of->len - 1) != word;
        if (first)
            printed->language = language;
        else if (g_strcmp0(printed->language, language) != 0)
            printed->language = NULL;
        g_array_append_val(word_of, word);
    }
}

static kx_spoken *normalise(const conductor *c, const kx_timed_sentence *s)
{
    const kx_document *doc = g_ptr_array_index(c->b->documents, s->doc);
    return kx_normalise(doc, s->range, &c->settings->voice->style);
}

/* Lists the addresses in brackets that the profile leaves out of a sentence. The opening says
 * headlines a second time. */
static void add_skips(conductor *c, const kx_timed_sentence *s, const kx_spoken *spoken)
{
    const kx_document *doc = g_ptr_array_index(c->b->documents, s->doc);
    bool article = g_array_index(c->b->parts, kx_part, s->part).kind == KX_PART_ARTICLE;
    if (!article || !kx_profile_skips(c->settings->profile, KX_BLOCK_LINK))
        return;
    for (guint i = 0; i < spoken->tokens->len; i++) {
        kx_range range = g_array_index(spoken->tokens, kx_token, i).range;
        if (kx_bracketed_address_at(doc->text, range.start, range.end) == 0)
            continue;
        kx_skip skip = {.doc = s->doc,
                        .block = s->block,
                        .kind = KX_BLOCK_LINK,
                        .range = range,
                        .reason = kx_profile_reason(c->settings->profile, KX_BLOCK_LINK)};
        g_array_append_val(c->b->skips, skip);
    }
}

/* The calls of sentence `index`, added to the unit. */
static unsigned prepare(conductor *c, unsigned index, kx_work_unit *unit, unit_words *words)
{
    kx_timed_sentence *s = sentence_at(c, index);
    g_autoptr(kx_spoken) spoken = normalise(c, s);
    g_autoptr(kx_utterance) utterance = kx_pronounce(spoken, &c->settings->voice->style);
    g_array_append_val(words->first, words->word_of->len);
    c->printed_words += kx_printed_words(spoken);
    add_words(c, s, spoken);
    add_skips(c, s, spoken);
    map_speech_words(c, s, spoken, utterance, words->word_of);
    GPtrArray *calls = kx_utterance_calls(utterance, &c->gate);
    unsigned n = calls->len;
    kx_work_unit_add(unit, calls, kx_utterance_plain_calls(utterance));
    return n;
}

static kx_work_unit *next_unit(void *data)
{
    conductor *c = data;
    if (c->next_group == c->groups->len)
        return NULL;
    group *g = &g_array_index(c->groups, group, c->next_group);
    unsigned first = g->first + g->spoken;
    kx_work_unit *unit = kx_work_unit_new(first, sentence_at(c, first)->role);
    unit_words *words = unit_words_new();
    for (unsigned calls = 0; g->spoken < g->n && calls < KX_UNIT_CALLS_MAX; g->spoken++)
        calls += prepare(c, g->first + g->spoken, unit, words);
    g_hash_table_insert(c->speaking, GUINT_TO_POINTER(first), words);
    if (g->spoken == g->n)
        kx_rows_passed(c->groups, c->next_group++);
    if (++c->units % UNITS_AT_ONCE == 0) {
        kx_briefing_rest(c->b);
        kx_words_release();
    }
    return unit;
}

/* ---- from sound to the briefing ---- */

/* Marks of clip `clip`, which begins `head` frames into what was spoken. `word_of`: the sentence's.
 * Several may name one word: the first counts. */
static void add_marks(conductor *c, const uint32_t *word_of, unsigned clip, int64_t head,
                      const GArray *marks)
{
    for (guint i = 0; i < marks->len; i++) {
        const kx_word_mark *mark = &g_array_index(marks, kx_word_mark, i);
        kx_word *word = &g_array_index(c->b->words, kx_word, word_of[mark->word]);
        int64_t frame = MAX(mark->frame - head, 0);
        if (word->start != KX_NO_MARK && (word->end < clip || word->start <= frame))
            continue;
        word->start = frame;
        word->end = clip;
    }
}

static bool add_sound(conductor *c, unsigned first, const unit_words *words,
                      const kx_spoken_call *call, GError **error)
{
    kx_timed_sentence *s = sentence_at(c, first + call->sentence);
    const uint32_t *word_of = (const uint32_t *)(const void *)words->word_of->data;
    kx_laid_clip laid = {.clip = {.fd = call->spool, .first = call->first, .frames = call->frames},
                         .cut = call->cut};
    int64_t head = 0;
    if (call->frames == 0)
        return true;
    if (!kx_clip_trim(&laid.clip, &head, error) ||
        !kx_analysis_add(c->b->analysis, &laid.clip, error))
        return false;
    if (s->n_clips++ == 0)
        s->first_clip = c->sound.clips->len;
    kx_rows_add(c->sound.clips, &laid, 1);
    c->frames += laid.clip.frames;
    if (s->outcome != KX_OUTCOME_NOTICE)
        add_marks(c, word_of + g_array_index(words->first, guint, call->sentence),
                  c->sound.clips->len - 1, head, call->marks);
    return true;
}

static void report_progress(const conductor *c, kx_stage stage, double share)
{
    if (c->settings->progress)
        c->settings->progress(stage, share, c->settings->data);
}

/* Said as soon as it is known: the programme is at least as long as its clips. */
static bool check_length(const conductor *c, int64_t frames, GError **error)
{
    const kx_compose_settings *settings = c->settings;
    if (settings->frames_max == 0 || frames <= settings->frames_max)
        return true;
    kx_error_set(
        error, KX_ERROR_DATA,
        "the sound would be longer than %.0f hours, and a file of format %s holds no more: "
        "leave that out (--to), or make several briefings",
        floor(kx_seconds(settings->frames_max) / 3600), settings->shortest);
    return false;
}

static bool unit_done(void *data, const kx_work_unit *unit, const kx_work_unit_result *result,
                      GError **error)
{
    conductor *c = data;
    unsigned first = (unsigned)unit->id;
    for (guint i = 0; i < result->outcomes->len; i++) {
        kx_timed_sentence *s = sentence_at(c, first + i);
        s->outcome = g_array_index(result->outcomes, kx_outcome, i);
        c->bytes_done += s->range.end - s->range.start;
        if (s->outcome != KX_OUTCOME_SPOKEN) {
            kx_loss loss = {first + i, g_strdup(g_ptr_array_index(result->causes, i))};
            g_array_append_val(c->b->losses, loss);
        }
    }
    const unit_words *words = g_hash_table_lookup(c->speaking, GUINT_TO_POINTER(first));
    for (guint i = 0; i < result->calls->len; i++)
        if (!add_sound(c, first, words, &g_array_index(result->calls, kx_spoken_call, i), error))
            return false;
    g_hash_table_remove(c->speaking, GUINT_TO_POINTER(first));
    report_progress(c, KX_STAGE_SPEAK, (double)c->bytes_done / (double)MAX(c->bytes, 1));
    return check_length(c, c->frames, error);
}

/* ---- before speaking ---- */

static int longest_first(const void *a, const void *b)
{
    const group *left = a, *right = b;
    if (left->bytes != right->bytes)
        return left->bytes < right->bytes ? 1 : -1;
    return left->first < right->first ? -1 : 1;
}

static void make_groups(conductor *c)
{
    group g = {0};
    for (guint i = 0; i < c->b->sentences->len; i++) {
        const kx_timed_sentence *s = sentence_at(c, i);
        const kx_timed_sentence *before = i ? sentence_at(c, i - 1) : NULL;
        bool same = before && before->doc == s->doc && before->block == s->block &&
                    before->role == s->role && before->part == s->part;
        if (i > 0 && (!same || g.bytes > GROUP_BYTES_MAX)) {
            kx_rows_add(c->groups, &g, 1);
            g = (group){.first = i};
        }
        g.n++;
        g.bytes += s->range.end - s->range.start;
        c->bytes += s->range.end - s->range.start;
        kx_briefing_passed(c->b, i);
    }
    kx_rows_add(c->groups, &g, 1);
    qsort(c->groups->data, c->groups->len, sizeof(group), longest_first);
    kx_rows_rest(c->groups);
}

/* The engine rate at which this text is read at so many printed words a minute, pauses included,
 * and half a second a chapter, the mean way to a whole second. */
static int rate_for(conductor *c, double words_per_minute)
{
    kx_pace pace = {.seconds = (c->b->chapters->len - 1) * 0.5};
    for (guint i = 0; i < c->b->sentences->len; i++) {
        g_autoptr(kx_spoken) spoken = normalise(c, sentence_at(c, i));
        kx_pace_add(&pace, spoken, i ? sentence_at(c, i)->pause : KX_PAUSES);
        kx_briefing_passed(c->b, i);
    }
    return kx_engine_rate(
        kx_pace_characters_per_second(&pace, c->settings->voice, words_per_minute));
}

kx_call *kx_notice_call(const kx_style *style)
{
    g_autoptr(kx_document) doc = kx_document_new("kxspeak");
    kx_document_take_text(doc, g_strdup(NOTICE), strlen(NOTICE));
    g_autoptr(kx_spoken) spoken = kx_normalise(doc, (kx_range){0, strlen(NOTICE)}, style);
    g_autoptr(kx_utterance) utterance = kx_pronounce(spoken, style);
    g_autoptr(GPtrArray) calls = kx_utterance_calls(utterance, NULL);
    return g_ptr_array_steal_index(calls, 0);
}

/* The tone before headings, into its own spool. */
static bool make_tone(conductor *c, GError **error)
{
    if (c->settings->structure != KX_STRUCTURE_TONE)
        return true;
    int16_t samples[KX_EARCON_FRAMES];
    kx_earcon(samples);
    c->sound.tone.fd = kx_spool_open(c->settings->spool_dir, error);
    if (c->sound.tone.fd < 0)
        return false;
    c->b->tone = c->sound.tone.fd;
    c->sound.tone.frames = KX_EARCON_FRAMES;
    return kx_pwrite_all(c->sound.tone.fd, samples, sizeof samples, 0, _("temporary sound"),
                         error) &&
           kx_analysis_add(c->b->analysis, &c->sound.tone, error);
}

/* ---- the conductor ---- */

/* Speaks every group. The sound stays in the pool's spool files, so the briefing keeps the pool. */
static bool speak(conductor *c, GError **error)
{
    const kx_compose_settings *settings = c->settings;
    kx_engine_voice voices[KX_ROLES];
    for (unsigned i = 0; i < KX_ROLES; i++) {
        voices[i] = settings->voice->roles[i];
        voices[i].rate = c->b->engine_rate;
    }
    c->b->pool = kx_pool_new(settings->engine, voices, KX_ROLES, settings->jobs,
                             settings->spool_dir, kx_notice_call(&settings->voice->style), error);
    if (c->b->pool == NULL ||
        !kx_pool_run(c->b->pool, next_unit, unit_done, c, settings->stop, error))
        return false;
    kx_pool_stop(c->b->pool);
    kx_words_release();
    return true;
}

static void note_gate(const conductor *c)
{
    const kx_gate_report *gate = &c->gate;
    if (gate->dropped_characters)
        g_ptr_array_add(
            c->b->notes,
            g_strdup_printf(kx_plural("%u character has no Dutch reading and was left out",
                                      "%u characters have no Dutch reading and were "
                                      "left out",
                                      gate->dropped_characters),
                            gate->dropped_characters));
    if (gate->split_words)
        g_ptr_array_add(c->b->notes,
                        g_strdup_printf(kx_plural("%u word of over %d bytes was spoken in parts",
                                                  "%u words of over %d bytes were spoken in parts",
                                                  gate->split_words),
                                        gate->split_words, KX_GATE_WORD_BYTES_MAX));
    if (gate->dropped_phonemes)
        g_ptr_array_add(c->b->notes,
                        g_strdup_printf(kx_plural("%u pronunciation was refused by the gate",
                                                  "%u pronunciations were refused by the gate",
                                                  gate->dropped_phonemes),
                                        gate->dropped_phonemes));
}

static int by_sentence(const void *a, const void *b)
{
    const kx_loss *left = a, *right = b;
    return (left->sentence > right->sentence) - (left->sentence < right->sentence);
}

static int by_place(const void *a, const void *b)
{
    const kx_skip *left = a, *right = b;
    if (left->doc != right->doc)
        return left->doc < right->doc ? -1 : 1;
    return (left->range.start > right->range.start) - (left->range.start < right->range.start);
}

/* Lists the blocks of articles in which no sentence has a word: emoji and signs alone. */
static unsigned add_silent_blocks(conductor *c)
{
    kx_briefing *b = c->b;
    unsigned found = 0;
    for (guint i = 0, end; i < b->sentences->len; i = end) {
        const kx_timed_sentence *s = sentence_at(c, i);
        bool article = g_array_index(b->parts, kx_part, s->part).kind == KX_PART_ARTICLE;
        unsigned words = 0;
        for (end = i; end < b->sentences->len && sentence_at(c, end)->doc == s->doc &&
                      sentence_at(c, end)->block == s->block;
             end++)
            words += sentence_at(c, end)->n_words;
        kx_briefing_passed(b, i);
        if (!article || words > 0)
            continue;
        const kx_document *doc = g_ptr_array_index(b->documents, s->doc);
        const kx_block *block = &g_array_index(doc->blocks, kx_block, s->block);
        kx_skip skip = {.doc = s->doc,
                        .block = s->block,
                        .kind = block->kind,
                        .range = block->range,
                        .reason = g_strdup("only emoji, nothing to say")};
        g_array_append_val(b->skips, skip);
        found++;
    }
    return found;
}

static void note_skips(conductor *c)
{
    kx_briefing *b = c->b;
    unsigned captions = 0, links = 0, notes = 0;
    for (guint i = 0; i < b->skips->len; i++) {
        kx_block_kind kind = g_array_index(b->skips, kx_skip, i).kind;
        captions += kind == KX_BLOCK_CAPTION;
        links += kind == KX_BLOCK_LINK;
        notes += kind == KX_BLOCK_NOTE;
    }
    if (b->skips->len > 0) {
        g_autofree char *profile = kx_printable(b->profile, -1);
        g_ptr_array_add(b->notes,
                        g_strdup_printf(_("profile %s leaves out captions: %u, links: %u, "
                                          "notes: %u (episode.json lists them)"),
                                        profile, captions, links, notes));
    }
    unsigned silent = add_silent_blocks(c);
    if (silent > 0)
        g_ptr_array_add(b->notes,
                        g_strdup_printf(_("paragraphs in which nothing has a reading, as emoji: %u "
                                          "(episode.json lists them)"),
                                        silent));
    g_array_sort(b->skips, by_place);
}

static bool run(conductor *c, GError **error)
{
    kx_briefing *b = c->b;
    const kx_compose_settings *settings = c->settings;
    b->analysis = kx_analysis_new(settings->spool_dir, error);
    if (b->analysis == NULL || !make_tone(c, error))
        return false;
    b->engine_rate = kx_engine_rate(settings->voice->characters_per_second);
    b->pause_rate = b->engine_rate;
    if (settings->words_per_minute > 0) {
        b->pause_rate = settings->words_per_minute;
        b->engine_rate = rate_for(c, settings->words_per_minute);
    }
    make_groups(c);
    if (!speak(c, error))
        return false;
    if (c->sound.clips->len == 0) {
        kx_error_set(error, KX_ERROR_DATA, "nothing is left to say in the input");
        return false;
    }
    g_array_sort(b->losses, by_sentence);
    note_skips(c);
    kx_lay_out(b, &c->sound, settings->voice);
    if (!check_length(c, b->track->frames, error))
        return false;
    b->words_per_minute = c->printed_words * 60.0 / kx_seconds(b->track->frames);
    double asked = settings->words_per_minute;
    if (asked > 0 && fabs(b->words_per_minute / asked - 1) > 0.1)
        g_ptr_array_add(b->notes,
                        g_strdup_printf(_("read at %.0f words a minute: with this text and "
                                          "voice the engine goes no nearer to %.0f"),
                                        b->words_per_minute, asked));
    note_gate(c);
    return true;
}

kx_briefing *kx_compose_plan(GPtrArray *documents, const kx_compose_settings *settings)
{
    kx_briefing *b = kx_briefing_new(settings->spool_dir);
    gsize n = 0;
    g_autofree gpointer *taken = g_ptr_array_steal(documents, &n);
    for (gsize i = 0; i < n; i++)
        g_ptr_array_add(b->documents, taken[i]);
    b->n_articles = b->documents->len;
    b->date = g_strdup(settings->date);
    b->language = g_strdup(settings->voice->language);
    b->lexicon = settings->voice->style.lexicon;
    b->voice = g_strdup(settings->voice->name);
    b->profile = g_strdup(settings->profile ? settings->profile->name : KX_PROFILE_DEFAULT);
    b->structure = settings->structure;
    b->discloses = settings->discloses;
    kx_plan(b, settings);
    return b;
}

/* The files in the making have no names: where there is no room for them is said. Returns false. */
static bool told_where(const kx_compose_settings *settings, GError **error)
{
    g_autofree char *safe = kx_printable_name(settings->spool_dir);
    if (error && g_error_matches(*error, KX_ERROR, KX_ERROR_IO))
        g_prefix_error(error, "%s: ", safe);
    return false;
}

kx_briefing *kx_compose(GPtrArray *documents, const kx_compose_settings *settings, GError **error)
{
    g_autoptr(kx_briefing) b = kx_compose_plan(documents, settings);
    conductor c = {
        .b = b,
        .settings = settings,
        .groups = kx_rows_new(sizeof(group), settings->spool_dir),
        .speaking = g_hash_table_new_full(NULL, NULL, NULL, unit_words_free),
        .sound = {.clips = kx_rows_new(sizeof(kx_laid_clip), settings->spool_dir)},
    };
    bool ok = run(&c, error) || told_where(settings, error);
    kx_rows_free(c.groups);
    g_hash_table_unref(c.speaking);
    kx_rows_free(c.sound.clips);
    return ok ? g_steal_pointer(&b) : NULL;
}

static void on_master(double share, void *data)
{
    const kx_compose_settings *settings = data;
    if (settings->progress)
        settings->progress(KX_STAGE_MASTER, share, settings->data);
}

static void note_loudness(kx_briefing *b, double asked)
{
    const kx_master_report *report = &b->report;
    if (report->skipped)
        g_ptr_array_add(b->notes, g_strdup(_("too little speech to measure its loudness: left as "
                                             "the engine spoke it")));
    else if (fabs(report->loudness - asked) > LOUDNESS_SLACK)
        g_ptr_array_add(b->notes, g_strdup_printf(_("loudness is %.1f LUFS: louder, the limiter "
                                                    "would crush this speech"),
                                                  report->loudness));
}

bool kx_compose_master(kx_briefing *b, const kx_compose_settings *settings, GError **error)
{
    kx_master_settings master = {.loudness = settings->loudness,
                                 .ceiling = settings->ceiling,
                                 .rate = settings->rate,
                                 .alone = settings->jobs == 1};
    if (!kx_master_render(b->track, b->analysis, &master, settings->spool_dir, &b->master,
                          &b->report, settings->stop, on_master, (void *)(uintptr_t)settings,
                          error))
        return told_where(settings, error);
    b->master.read = &b->sound_read;
    b->master.stop = settings->stop;
    note_loudness(b, settings->loudness);
    return true;
}
