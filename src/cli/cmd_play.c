/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/error.h"
#include "brief/moment.h"
#include "cli/command.h"
#include "listen/opening.h"
#include "listen/player.h"

#include <stdlib.h>
#include <string.h>
#include <sys/eventfd.h>
#include <unistd.h>

#define WHAT                                                                                       \
    N_("Reads articles aloud, as they are or from the folder of a finished briefing. Space\n"      \
       "pauses, the arrows step by sentence and headline, + and - change the speed, ? tells all\n" \
       "keys, q quits. Prints a line a sentence and nothing that moves.")

typedef struct {
    kx_speech_options speech;
    gboolean quiet, spoken;
    char *from;
} play_options;

/* All that a player works with. */
typedef struct {
    play_options *options;
    char *const *names;
    char *date;
    kx_compose_settings settings;  /* of a text's plan */
    kx_programme *opening, *whole; /* `opening` is played while `whole` is read; may be NULL */
    kx_rest *rest;
    kx_voice *voice;
    kx_live *live;
    kx_finished *finished;
    kx_terminal *terminal;
    kx_marks *marks; /* NULL: without keys everything is heard from its start */
    int wake;
    kx_feedback feedback;
    double words_per_minute;
} session;

static void session_clear(session *s)
{
    kx_rest_free(s->rest);
    kx_live_free(s->live);
    kx_finished_free(s->finished);
    kx_terminal_free(s->terminal);
    kx_marks_free(s->marks);
    kx_programme_free(s->opening);
    kx_programme_free(s->whole);
    kx_voice_free(s->voice);
    g_free(s->date);
    if (s->wake >= 0)
        close(s->wake);
}

static char *today(void)
{
    g_autoptr(GDateTime) now = kx_moment_now();
    return g_date_time_format(now, "%Y-%m-%d");
}

/* All of the texts. A thread of its own may call it. */
static kx_programme *read_texts(void *data, GError **error)
{
    const session *s = data;
    g_autoptr(GPtrArray) documents = kx_read_inputs(s->names, error);
    return documents ? kx_programme_from_documents(documents, &s->settings) : NULL;
}

/* What was read as a whole is what is played from now on. */
static void take_whole(void *data, kx_programme *whole)
{
    session *s = data;
    g_autoptr(kx_report) report = kx_report_new(KX_REPORT_LISTENER, stdout);
    s->whole = whole;
    kx_report_reading(report, whole->plan->documents);
}

static bool prepare_plan(session *s, GError **error)
{
    s->date = today();
    s->settings = (kx_compose_settings){
        .voice = s->voice, .profile = s->options->speech.profile, .date = s->date};
    return kx_speech_structure(&s->options->speech, s->voice, &s->settings.structure, error);
}

/* Whether it starts somewhere that only the whole tells. */
static bool may_go_on(const session *s, const kx_programme *opening)
{
    return s->options->from == NULL && kx_marks_may_know(s->marks, opening);
}

static bool open_texts(session *s, GError **error)
{
    s->opening = kx_opening_read(s->names, &s->settings);
    if (s->opening && may_go_on(s, s->opening))
        g_clear_pointer(&s->opening, kx_programme_free);
    if (s->opening == NULL) {
        kx_programme *whole = read_texts(s, error);
        if (whole == NULL)
            return false;
        take_whole(s, whole);
    }
    kx_live_set_programme(s->live, s->opening ? s->opening : s->whole);
    return true;
}

static bool open_episode(session *s, GError **error)
{
    if (s->names[1]) {
        kx_error_set(error, KX_ERROR_USAGE,
                     "a briefing's folder is played by itself: name no other");
        return false;
    }
    s->whole = kx_programme_from_episode(s->names[0], error);
    s->finished = s->whole ? kx_finished_new(s->whole, s->voice, error) : NULL;
    if (s->finished && s->live)
        kx_live_set_programme(s->live, s->whole);
    return s->finished != NULL;
}

/* Engine, programme and terminal, in the order that they need: processes, signals, threads. The
 * engine starts while the text is read. */
static bool open_session(session *s, GError **error)
{
    play_options *o = s->options;
    const kx_engine *engine = kx_speech_engine(&o->speech, error);
    s->voice = engine ? kx_speech_voice(&o->speech, error) : NULL;
    if (s->voice == NULL || !prepare_plan(s, error))
        return false;
    s->wake = eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK);
    if (s->wake < 0) {
        kx_error_set_errno(error, KX_ERROR_OS, errno, "cannot make an event descriptor");
        return false;
    }
    s->words_per_minute = kx_speech_rate(&o->speech);
    const kx_live_settings live = {engine, s->voice, g_get_tmp_dir(), s->wake};
    bool finished = s->names[0] && g_file_test(s->names[0], G_FILE_TEST_IS_DIR);
    if ((!finished || s->feedback != KX_FEEDBACK_QUIET) && !(s->live = kx_live_new(&live, error)))
        return false;
    s->marks = kx_marks_new(NULL);
    if (!(finished ? open_episode(s, error) : open_texts(s, error)))
        return false;
    s->terminal = kx_terminal_new(g_strv_contains((const char *const *)s->names, "-"));
    if (!kx_terminal_has_keys(s->terminal))
        g_clear_pointer(&s->marks, kx_marks_free);
    return true;
}

/* The first sentence is spoken while the sound device is opened, and the rest of a long text is
 * read. */
static void begin_speaking(session *s, unsigned first)
{
    if (s->live) {
        kx_speed speed = kx_live_speed(s->live, s->words_per_minute);
        if (s->finished == NULL)
            kx_live_want(s->live, &first, 1, &speed);
        kx_live_start(s->live);
    }
    if (s->opening)
        s->rest = kx_rest_new(read_texts, s, s->wake);
}

static void note(const char *text)
{
    g_autoptr(kx_report) report = kx_report_new(KX_REPORT_LISTENER, stdout);
    kx_report_note(report, NULL, text);
}

static void tell_trouble(const session *s, const GError *trouble)
{
    if (trouble && kx_marks_is_news(s->marks, trouble))
        note(trouble->message);
}

/* Where it was left; that this is not known stops nothing. */
static unsigned remembered(const session *s)
{
    g_autoptr(GError) trouble = NULL;
    if (s->marks == NULL || s->options->from || s->whole == NULL)
        return 0;
    unsigned item = kx_marks_place(s->marks, s->whole, &trouble);
    tell_trouble(s, trouble);
    return item == G_MAXUINT ? 0 : item;
}

/* The whole alone says what an article is known by. */
static void remember(const session *s, unsigned item)
{
    g_autoptr(GError) trouble = NULL;
    if (s->marks == NULL || s->whole == NULL)
        return;
    kx_marks_leave(s->marks, s->whole, item, g_get_real_time() / G_USEC_PER_SEC, &trouble);
    tell_trouble(s, trouble);
}

static bool play(play_options *o, char *const *names, int *signal, GError **error)
{
    session s = {.options = o,
                 .names = names,
                 .wake = -1,
                 .feedback = o->quiet    ? KX_FEEDBACK_QUIET
                             : o->spoken ? KX_FEEDBACK_SPOKEN
                                         : KX_FEEDBACK_BOTH};
    unsigned at = 0;
    bool ok = open_session(&s, error);
    if (ok) {
        g_autoptr(GError) silent = NULL;
        unsigned first = remembered(&s);
        begin_speaking(&s, first);
        kx_player_settings settings = {.programme = s.opening ? s.opening : s.whole,
                                       .live = s.live,
                                       .finished = s.finished,
                                       .terminal = s.terminal,
                                       .output = kx_output_new(s.wake, &silent),
                                       .wake = s.wake,
                                       .feedback = s.feedback,
                                       .words_per_minute = s.words_per_minute,
                                       .first_item = first,
                                       .rest = s.rest,
                                       .read = take_whole,
                                       .data = &s,
                                       .marks = s.marks};
        if (silent) {
            g_autofree char *text = g_strdup_printf(_("%s: only text"), silent->message);
            note(text);
        }
        ok = kx_player_run(&settings, signal, &at, error);
        remember(&s, at);
    }
    session_clear(&s);
    return ok;
}

static int run(int argc, char **argv)
{
    play_options o = {.speech = KX_SPEECH_OPTIONS_NONE};
    const GOptionEntry own[] = {
        {"quiet-text", 0, 0, G_OPTION_ARG_NONE, &o.quiet,
         N_("For a braille line: prints each sentence, and answers without speech"), NULL},
        {"stil", 0, 0, G_OPTION_ARG_NONE, &o.quiet, N_("The Dutch name of --quiet-text"), NULL},
        {"speak-feedback", 0, 0, G_OPTION_ARG_NONE, &o.spoken,
         N_("Says its answers, and prints only headlines"), NULL},
        {"spraak", 0, 0, G_OPTION_ARG_NONE, &o.spoken, N_("The Dutch name of --speak-feedback"),
         NULL},
        {"from", 0, 0, G_OPTION_ARG_STRING, &o.from,
         N_("start: from the beginning, whatever was heard before"), N_("PLACE")},
        G_OPTION_ENTRY_NULL,
    };
    g_autoptr(GError) error = NULL;
    g_autofree GOptionEntry *entries = kx_speech_entries(&o.speech, own);
    g_auto(GStrv) names = kx_options_parse(argc, argv, kx_command_play.name,
                                           kx_command_play.arguments, WHAT, entries, &error);
    int status = EXIT_SUCCESS, signal = 0;
    if (names && o.quiet && o.spoken)
        kx_error_set(&error, KX_ERROR_USAGE, "choose one of --quiet-text and --speak-feedback");
    else if (names && o.from && strcmp(o.from, "start") != 0)
        kx_error_set(&error, KX_ERROR_USAGE, "--from: must be start");
    if (error || !play(&o, names, &signal, &error))
        status = kx_print_error(NULL, error);
    else if (signal)
        status = 128 + signal;
    kx_speech_options_clear(&o.speech);
    g_free(o.from);
    return status;
}

const kx_command kx_command_play = {
    .name = "play",
    .arguments = N_("FILE...|DIR|-"),
    .what = N_("reads aloud on this terminal, steered by keys"),
    .run = run,
};
