/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/error.h"
#include "base/file.h"
#include "base/limits.h"
#include "base/printable.h"
#include "cli/command.h"
#include "cli/phonemes.h"
#include "read/reader.h"
#include "text/normalise.h"

#include <stdlib.h>
#include <string.h>

#define WHAT                                                                                       \
    N_("Prints the spoken text, a sentence a line. transcript is in Taalunie spelling, speech "    \
       "is\n"                                                                                      \
       "what the engine is given; --ipa and --phonemes ask the engine what it pronounces.")

typedef enum { SAY_TRANSCRIPT, SAY_SPEECH, SAY_IPA, SAY_MNEMONICS } say_form;

typedef struct {
    kx_speech_options speech;
    char *rendering;
    gboolean lines, ipa, mnemonics;
} say_options;

static bool choose_form(const say_options *o, say_form *form, GError **error)
{
    static const char *const names[] = {"transcript", "speech"};
    *form = o->ipa ? SAY_IPA : o->mnemonics ? SAY_MNEMONICS : SAY_TRANSCRIPT;
    if (o->ipa + o->mnemonics + (o->rendering != NULL) > 1) {
        kx_error_set(error, KX_ERROR_USAGE, "choose one of --for, --ipa and --phonemes");
        return false;
    }
    for (unsigned i = 0; i < G_N_ELEMENTS(names) && o->rendering; i++)
        if (strcmp(o->rendering, names[i]) == 0) {
            *form = (say_form)i;
            return true;
        }
    if (o->rendering) {
        g_autofree char *safe = kx_printable(o->rendering, -1);
        kx_error_set(error, KX_ERROR_USAGE, "--for \"%s\": must be transcript or speech", safe);
    }
    return o->rendering == NULL;
}

/* Prints what is said of one sentence, or asks the engine about it. */
typedef struct {
    const kx_style *style;
    say_form form;
    kx_phoneme_asker *asker; /* for the last two forms */
    bool line_started;       /* something stands on the current output line */
} sayer;

/* What follows a sentence on its output line. */
typedef enum { LINE_GOES_ON = 1, LINE_ENDS } line_state;

static void print_part(sayer *s, const char *text, line_state state)
{
    if (*text)
        printf("%s%s", s->line_started ? " " : "", text);
    s->line_started = s->line_started || *text;
    if (state == LINE_ENDS) {
        putchar('\n');
        s->line_started = false;
    }
}

static void print_answer(const char *phonemes, void *tag, void *data)
{
    print_part(data, phonemes, (line_state)GPOINTER_TO_INT(tag));
}

/* `range` NULL: an empty text. */
static bool say_sentence(sayer *s, const kx_document *doc, const kx_range *range, line_state state,
                         GError **error)
{
    g_autoptr(kx_spoken) spoken = range ? kx_normalise(doc, *range, s->style) : kx_spoken_new();
    if (s->asker)
        return kx_phoneme_asker_add(s->asker, spoken, GINT_TO_POINTER(state), error);
    kx_rendering rendering = s->form == SAY_SPEECH ? KX_RENDER_SPEECH : KX_RENDER_TRANSCRIPT;
    g_autofree char *text = kx_spoken_render(spoken, rendering, NULL);
    print_part(s, text, state);
    return true;
}

/* As a briefing of the article would: the profile and the marks of structure count. */
static bool say_article(sayer *s, kx_document *article, const kx_speech_options *o,
                        const kx_voice *voice, GError **error)
{
    g_autoptr(kx_briefing) plan = kx_speech_plan(o, voice, article, error);
    if (plan == NULL)
        return false;
    for (guint i = 0; i < plan->sentences->len && !ferror(stdout); i++) {
        const kx_timed_sentence *t = &g_array_index(plan->sentences, kx_timed_sentence, i);
        if (!say_sentence(s, g_ptr_array_index(plan->documents, t->doc), &t->range, LINE_ENDS,
                          error))
            return false;
        kx_briefing_passed(plan, i);
    }
    return true;
}

static bool say_documents(sayer *s, char *const *names, const kx_speech_options *o,
                          const kx_voice *voice, GError **error)
{
    g_autoptr(GPtrArray) documents = kx_read_inputs(names, error);
    if (documents == NULL)
        return false;
    g_autoptr(kx_report) report = kx_report_new(KX_REPORT_PEOPLE, stdout);
    kx_report_reading(report, documents);
    while (documents->len > 0)
        if (!say_article(s, g_ptr_array_steal_index(documents, 0), o, voice, error))
            return false;
    return true;
}

static GArray *all_sentences(const kx_document *doc)
{
    GArray *sentences = g_array_new(FALSE, FALSE, sizeof(kx_sentence));
    for (guint i = 0; i < doc->blocks->len; i++)
        kx_sentences(doc, i, sentences);
    return sentences;
}

/* One line of output for one of input, whatever is in it. */
static bool say_line(sayer *s, const char *line, size_t length, GError **error)
{
    g_autoptr(kx_document) doc = kx_read_line("-", line, length);
    g_autoptr(GArray) sentences = all_sentences(doc);
    for (guint i = 0; i < sentences->len; i++)
        if (!say_sentence(s, doc, &g_array_index(sentences, kx_sentence, i).range,
                          i + 1 == sentences->len ? LINE_ENDS : LINE_GOES_ON, error))
            return false;
    return sentences->len > 0 || say_sentence(s, doc, NULL, LINE_ENDS, error);
}

static bool say_lines(sayer *s, char *const *names, GError **error)
{
    if (!kx_check_inputs(names, error))
        return false;
    for (; *names; names++) {
        g_autoptr(GBytes) bytes = kx_file_read(*names, KX_INPUT_BYTES_MAX, error);
        if (bytes == NULL)
            return false;
        const char *at = g_bytes_get_data(bytes, NULL), *end = at + g_bytes_get_size(bytes);
        while (at < end && !ferror(stdout)) {
            const char *stop = memchr(at, '\n', (size_t)(end - at));
            const char *next = stop ? stop + 1 : end;
            if (!say_line(s, at, (size_t)((stop ? stop : end) - at), error))
                return false;
            at = next;
        }
    }
    return true;
}

static bool say(say_options *o, char *const *names, GError **error)
{
    g_autoptr(kx_voice) voice = kx_speech_voice(&o->speech, error);
    const kx_engine *engine = voice ? kx_speech_engine(&o->speech, error) : NULL;
    sayer s = {.style = voice ? &voice->style : NULL};
    kx_structure structure;
    if (engine == NULL || !choose_form(o, &s.form, error) ||
        !kx_speech_structure(&o->speech, voice, &structure, error))
        return false;
    if (s.form == SAY_IPA || s.form == SAY_MNEMONICS) {
        s.asker = kx_phoneme_asker_new(engine, voice,
                                       s.form == SAY_IPA ? KX_PHONEMES_IPA : KX_PHONEMES_MNEMONICS,
                                       print_answer, &s, error);
        if (s.asker == NULL)
            return false;
    }
    bool ok =
        o->lines ? say_lines(&s, names, error) : say_documents(&s, names, &o->speech, voice, error);
    if (ok && s.asker)
        ok = kx_phoneme_asker_flush(s.asker, error);
    kx_phoneme_asker_free(s.asker);
    return ok;
}

static int run(int argc, char **argv)
{
    say_options o = {.speech = KX_SPEECH_OPTIONS_NONE};
    const GOptionEntry own[] = {
        {"lines", 'l', 0, G_OPTION_ARG_NONE, &o.lines,
         N_("Each input line is a text of its own and gives exactly one line"), NULL},
        {"for", 0, 0, G_OPTION_ARG_STRING, &o.rendering, N_("transcript (default) or speech"),
         N_("WHOM")},
        {"ipa", 0, 0, G_OPTION_ARG_NONE, &o.ipa, N_("Pronunciation in IPA"), NULL},
        {"phonemes", 0, 0, G_OPTION_ARG_NONE, &o.mnemonics,
         N_("Pronunciation in the engine's mnemonics, joined by ·"), NULL},
        G_OPTION_ENTRY_NULL,
    };
    g_autoptr(GError) error = NULL;
    g_autofree GOptionEntry *entries = kx_speech_entries(&o.speech, own);
    g_auto(GStrv) names = kx_options_parse(argc, argv, kx_command_say.name,
                                           kx_command_say.arguments, WHAT, entries, &error);
    int status = EXIT_SUCCESS;
    if (names == NULL || !say(&o, names, &error))
        status = kx_print_error(NULL, error);
    kx_speech_options_clear(&o.speech);
    g_free(o.rendering);
    return status;
}

const kx_command kx_command_say = {
    .name = "say",
    .arguments = N_("FILE..."),
    .what = N_("prints the text as it will be spoken, or its pronunciation"),
    .run = run,
};
