/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/error.h"
#include "base/printable.h"
#include "cli/command.h"
#include "cli/phonemes.h"
#include "speak/pronounce.h"
#include "text/normalise.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#define WHAT                                                                                       \
    N_("Prints what one stage made of a text. Ranges are bytes of the source file, [start, end).")

typedef struct {
    kx_speech_options speech;
    char *at;
    gboolean json;
} explain_options;

typedef struct {
    const explain_options *options;
    GPtrArray *documents; /* one; given away by the timeline and the plan */
    kx_briefing *plan;    /* NULL for the timeline */
    const kx_document *doc;
    const kx_voice *voice;
    const kx_engine *engine;
} explainer;

/* ---- helpers ---- */

static json_t *range_json(const kx_document *doc, kx_range range)
{
    kx_range source = kx_document_source_range(doc, range);
    return json_pack("[I, I]", (json_int_t)source.start, (json_int_t)source.end);
}

/* Calls `show` for every sentence of the document that is to be said. */
typedef bool show_sentence(const explainer *e, unsigned index, const kx_timed_sentence *sentence,
                           void *data, GError **error);

static bool each_sentence(const explainer *e, show_sentence *show, void *data, GError **error)
{
    const kx_briefing *plan = e->plan;
    unsigned index = 0;
    for (guint i = 0; i < plan->sentences->len; i++) {
        const kx_timed_sentence *s = &g_array_index(plan->sentences, kx_timed_sentence, i);
        if (!kx_briefing_is_own(plan, s->doc) && !show(e, index++, s, data, error))
            return false;
        kx_briefing_passed(plan, i);
    }
    return true;
}

static const char *block_name(const explainer *e, const kx_timed_sentence *sentence)
{
    return kx_block_kind_name(g_array_index(e->doc->blocks, kx_block, sentence->block).kind);
}

/* Printed text as it may be shown: what would turn a terminal's text round is spelled out. JSON has
 * it as it is. */
static char *show_printed(const explainer *e, const kx_document *doc, kx_range range)
{
    char *printed = kx_printed(doc, range);
    if (e->options->json)
        return printed;
    char *safe = kx_printable_all(printed);
    g_free(printed);
    return safe;
}

/* ---- the stages ---- */

static bool show_sentences(const explainer *e, unsigned index, const kx_timed_sentence *sentence,
                           void *data, GError **error)
{
    (void)data, (void)error;
    g_autofree char *printed = show_printed(e, e->doc, sentence->range);
    if (e->options->json)
        kx_print_json(stdout, json_pack("{s:i, s:s, s:o, s:s}", "sentence", (int)index, "block",
                                        block_name(e, sentence), "range",
                                        range_json(e->doc, sentence->range), "printed", printed));
    else
        printf("%s\n", printed);
    return true;
}

/* What the token's own morphemes are in the transcript: a sentence of just that token. */
static char *token_transcript(const kx_spoken *spoken, unsigned token)
{
    g_autoptr(kx_spoken) one = kx_spoken_new();
    for (guint i = 0; i < spoken->morphemes->len; i++) {
        const kx_morpheme *morpheme = &g_array_index(spoken->morphemes, kx_morpheme, i);
        if (morpheme->token == token)
            g_array_append_val(one->morphemes, *morpheme);
    }
    return kx_spoken_render(one, KX_RENDER_TRANSCRIPT, NULL);
}

static json_t *fields_json(const kx_token *token)
{
    json_t *fields = json_object();
    for (unsigned i = 0; i < token->n_fields; i++) {
        const kx_field *field = &token->fields[i];
        json_object_set_new(fields, kx_field_label(field->name),
                            field->is_text ? json_string(field->text)
                                           : json_integer(field->integer));
    }
    return fields;
}

static void print_fields(const kx_token *token)
{
    for (unsigned i = 0; i < token->n_fields; i++) {
        const kx_field *field = &token->fields[i];
        g_autofree char *shown = field->is_text ? kx_printable_all(field->text) : NULL;
        if (shown)
            printf(" %s=%s", kx_field_label(field->name), shown);
        else
            printf(" %s=%" PRId64, kx_field_label(field->name), field->integer);
    }
}

static bool show_tokens(const explainer *e, unsigned index, const kx_timed_sentence *sentence,
                        void *data, GError **error)
{
    (void)data, (void)error;
    g_autoptr(kx_spoken) spoken = kx_normalise(e->doc, sentence->range, &e->voice->style);
    for (guint i = 0; i < spoken->tokens->len; i++) {
        const kx_token *token = &g_array_index(spoken->tokens, kx_token, i);
        g_autofree char *printed = show_printed(e, e->doc, token->range);
        g_autofree char *said = token_transcript(spoken, i);
        kx_range source = kx_document_source_range(e->doc, token->range);
        if (e->options->json) {
            kx_print_json(stdout, json_pack("{s:i, s:s, s:o, s:s, s:s, s:o}", "sentence",
                                            (int)index, "class", token->class->name, "range",
                                            range_json(e->doc, token->range), "printed", printed,
                                            "spoken", said, "fields", fields_json(token)));
            continue;
        }
        printf("%-13s %zu-%zu  %s  →  %s ", token->class->name, source.start, source.end, printed,
               said);
        print_fields(token);
        putchar('\n');
    }
    if (!e->options->json)
        putchar('\n');
    return true;
}

/* The printed range of a rendered word: from its first morpheme's token to its last one's. */
static kx_range word_range(const kx_spoken *spoken, const kx_rendered_word *word)
{
    unsigned last = g_array_index(spoken->morphemes, kx_morpheme, word->last - 1).token;
    return (kx_range){g_array_index(spoken->tokens, kx_token, word->token).range.start,
                      g_array_index(spoken->tokens, kx_token, last).range.end};
}

static bool show_words(const explainer *e, unsigned index, const kx_timed_sentence *sentence,
                       void *data, GError **error)
{
    (void)data, (void)error;
    g_autoptr(kx_spoken) spoken = kx_normalise(e->doc, sentence->range, &e->voice->style);
    g_autoptr(kx_utterance) utterance = kx_pronounce(spoken, &e->voice->style);
    guint piece = 0;
    for (guint i = 0; i < utterance->words->len; i++) {
        const kx_rendered_word *word = &g_array_index(utterance->words, kx_rendered_word, i);
        kx_range range = word_range(spoken, word);
        const char *origin = g_ptr_array_index(utterance->origins, i);
        g_autofree char *printed = show_printed(e, e->doc, range);
        g_autofree char *speech =
            g_strndup(utterance->speech + word->start, word->end - word->start);
        g_autoptr(GString) given = g_string_new(NULL);
        for (; piece < utterance->pieces->len; piece++) {
            const kx_piece *p = &g_array_index(utterance->pieces, kx_piece, piece);
            if (p->word != i)
                break;
            const bool apart = p->kind != KX_GATE_TEXT && !g_str_has_suffix(given->str, "]");
            if (given->len && p->kind != KX_GATE_MARK)
                g_string_append_c(given, apart ? ' ' : '-'); /* as the gate joins them */
            if (p->kind == KX_GATE_PHONEMES)
                g_string_append_printf(given, "[[%s]]", p->text);
            else if (p->kind == KX_GATE_ENGLISH)
                g_string_append_printf(given, "[[en: %s]]", p->text);
            else
                g_string_append(given, p->text);
        }
        kx_range source = kx_document_source_range(e->doc, range);
        if (e->options->json)
            kx_print_json(stdout,
                          json_pack("{s:i, s:o, s:s, s:s, s:s, s:s}", "sentence", (int)index,
                                    "range", range_json(e->doc, range), "printed", printed,
                                    "speech", speech, "engine", given->str, "source", origin));
        else
            printf("%zu-%zu  %s  →  %s  →  %s  (%s)\n", source.start, source.end, printed, speech,
                   given->str, origin);
    }
    if (!e->options->json)
        putchar('\n');
    return true;
}

/* A sentence while its phonemes are being asked for. */
typedef struct {
    const explainer *e;
    unsigned index;
    kx_range range;
    char *speech;
} asked_sentence;

static void show_answer(const char *phonemes, void *tag, void *data)
{
    asked_sentence *s = tag;
    (void)data;
    g_autofree char *printed = show_printed(s->e, s->e->doc, s->range);
    if (s->e->options->json)
        kx_print_json(stdout, json_pack("{s:i, s:o, s:s, s:s, s:s}", "sentence", (int)s->index,
                                        "range", range_json(s->e->doc, s->range), "printed",
                                        printed, "speech", s->speech, "phonemes", phonemes));
    else
        printf("%s\n%s\n%s\n\n", printed, s->speech, phonemes);
    g_free(s->speech);
    g_free(s);
}

static bool show_phonemes(const explainer *e, unsigned index, const kx_timed_sentence *sentence,
                          void *data, GError **error)
{
    g_autoptr(kx_spoken) spoken = kx_normalise(e->doc, sentence->range, &e->voice->style);
    asked_sentence *asked = g_new(asked_sentence, 1);
    *asked = (asked_sentence){e, index, sentence->range,
                              kx_spoken_render(spoken, KX_RENDER_SPEECH, NULL)};
    return kx_phoneme_asker_add(data, spoken, asked, error);
}

static void print_time(json_t *object, const char *key, int64_t frames)
{
    json_object_set_new(object, key, json_real(kx_seconds(frames)));
}

static void show_timed_sentence(const explainer *e, const kx_briefing *b, unsigned index)
{
    const kx_timed_sentence *s = &g_array_index(b->sentences, kx_timed_sentence, index);
    const kx_document *doc = g_ptr_array_index(b->documents, s->doc);
    for (unsigned i = 0; i < s->n_words; i++) {
        const kx_word *word = &g_array_index(b->words, kx_word, s->first_word + i);
        g_autofree char *printed = show_printed(e, doc, word->range);
        if (!e->options->json) {
            printf("%9.3f %9.3f  %s  →  %.*s\n", kx_seconds(word->start), kx_seconds(word->end),
                   printed, (int)word->length, b->transcript->data + word->spoken);
            continue;
        }
        json_t *object = json_pack("{s:i, s:s, s:s%, s:o}", "sentence", (int)index, "printed",
                                   printed, "spoken", b->transcript->data + word->spoken,
                                   (size_t)word->length, "range", range_json(doc, word->range));
        print_time(object, "start", word->start);
        print_time(object, "end", word->end);
        kx_print_json(stdout, object);
    }
}

static bool show_timeline(explainer *e, GError **error)
{
    kx_compose_settings settings = {
        .engine = e->engine,
        .voice = e->voice,
        .profile = e->options->speech.profile,
        .words_per_minute = kx_speech_rate(&e->options->speech),
        .date = "1970-01-01",
        .jobs = kx_speech_jobs(&e->options->speech),
        .spool_dir = g_get_tmp_dir(),
        .stop = &kx_stop_signal,
    };
    if (!kx_speech_structure(&e->options->speech, e->voice, &settings.structure, error))
        return false;
    kx_catch_stop();
    g_autoptr(kx_briefing) b = kx_compose(e->documents, &settings, error);
    for (guint c = 0; b && c < b->chapters->len; c++) {
        const kx_chapter *chapter = &g_array_index(b->chapters, kx_chapter, c);
        if (!e->options->json)
            printf("%s%9.3f %9.3f  # %s\n", c ? "\n" : "", kx_seconds(chapter->start),
                   kx_seconds(chapter->end), chapter->title);
        for (unsigned i = 0; i < chapter->n_sentences; i++)
            show_timed_sentence(e, b, chapter->first_sentence + i);
    }
    return b != NULL;
}

static bool show_all_phonemes(const explainer *e, GError **error)
{
    kx_phoneme_asker *asker =
        kx_phoneme_asker_new(e->engine, e->voice, KX_PHONEMES_MNEMONICS, show_answer, NULL, error);
    bool ok = asker && each_sentence(e, show_phonemes, asker, error) &&
              kx_phoneme_asker_flush(asker, error);
    kx_phoneme_asker_free(asker);
    return ok;
}

static bool make_plan(explainer *e, GError **error)
{
    e->plan = kx_speech_plan(&e->options->speech, e->voice,
                             g_ptr_array_steal_index(e->documents, 0), error);
    return e->plan != NULL;
}

static bool explain(explainer *e, GError **error)
{
    static const struct {
        const char *name;
        show_sentence *show;
    } stages[] = {{"sentences", show_sentences}, {"tokens", show_tokens}, {"words", show_words}};
    const char *at = e->options->at;
    if (at == NULL) {
        kx_error_set(error, KX_ERROR_USAGE,
                     "which stage? --at sentences, tokens, words, phonemes or timeline");
        return false;
    }
    for (unsigned i = 0; i < G_N_ELEMENTS(stages); i++)
        if (strcmp(at, stages[i].name) == 0)
            return make_plan(e, error) && each_sentence(e, stages[i].show, NULL, error);
    if (strcmp(at, "phonemes") == 0)
        return make_plan(e, error) && show_all_phonemes(e, error);
    if (strcmp(at, "timeline") == 0)
        return show_timeline(e, error);
    g_autofree char *safe = kx_printable(at, -1);
    kx_error_set(error, KX_ERROR_USAGE,
                 "--at \"%s\": must be sentences, tokens, words, phonemes or timeline", safe);
    return false;
}

static int run(int argc, char **argv)
{
    explain_options o = {.speech = KX_SPEECH_OPTIONS_NONE};
    const GOptionEntry own[] = {
        {"at", 0, 0, G_OPTION_ARG_STRING, &o.at,
         N_("sentences, tokens, words, phonemes or timeline"), N_("STAGE")},
        {"json", 0, 0, G_OPTION_ARG_NONE, &o.json, N_("One JSON object a line"), NULL},
        G_OPTION_ENTRY_NULL,
    };
    g_autoptr(GError) error = NULL;
    g_autofree GOptionEntry *entries = kx_speech_entries(&o.speech, own);
    g_auto(GStrv) names = kx_options_parse(argc, argv, kx_command_explain.name,
                                           kx_command_explain.arguments, WHAT, entries, &error);
    g_autoptr(kx_voice) voice = names ? kx_speech_voice(&o.speech, &error) : NULL;
    explainer e = {.options = &o, .voice = voice};
    e.engine = voice ? kx_speech_engine(&o.speech, &error) : NULL;
    if (e.engine && names[0] && names[1])
        kx_error_set(&error, KX_ERROR_USAGE, "kxspeak explain takes one file");
    g_autoptr(GPtrArray) documents = error ? NULL : kx_read_inputs(names, &error);
    int status = EXIT_SUCCESS;
    if (documents) {
        e.documents = documents;
        e.doc = g_ptr_array_index(documents, 0);
    }
    if (documents == NULL || !explain(&e, &error))
        status = kx_print_error(o.json ? stdout : NULL, error);
    kx_briefing_free(e.plan);
    kx_speech_options_clear(&o.speech);
    g_free(o.at);
    return status;
}

const kx_command kx_command_explain = {
    .name = "explain",
    .arguments = N_("--at sentences|tokens|words|phonemes|timeline FILE|-"),
    .what = N_("prints what one stage made of a text"),
    .run = run,
};
