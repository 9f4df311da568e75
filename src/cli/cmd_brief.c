/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/day.h"
#include "base/error.h"
#include "base/intl.h"
#include "base/limits.h"
#include "base/printable.h"
#include "brief/moment.h"
#include "cli/command.h"
#include "cli/memory.h"
#include "publish/cover.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define WHAT                                                                                       \
    N_("Makes one spoken briefing of its inputs, in DIR/ID: sound with chapters, transcripts, "    \
       "books\n"                                                                                   \
       "and pages (kxspeak list formats), timeline.json (every sentence and word with its time)\n" \
       "and episode.json.")

typedef struct {
    kx_speech_options speech;
    char *out, *id, *to, *date, *title, *publish_at, *page_audio;
    double loudness; /* LUFS, or KX_NOT_GIVEN: the show's */
    int flac_level;  /* or KX_NOT_GIVEN: the show's */
    gboolean native_rate, quiet, json;
    bool stream; /* -o -: one file to standard output */
} brief_options;

static void options_clear(brief_options *o)
{
    kx_speech_options_clear(&o->speech);
    g_free(o->out);
    g_free(o->id);
    g_free(o->to);
    g_free(o->date);
    g_free(o->title);
    g_free(o->publish_at);
    g_free(o->page_audio);
}

static char **parse(int argc, char **argv, brief_options *o, GError **error)
{
    const GOptionEntry own[] = {
        {"output", 'o', 0, G_OPTION_ARG_FILENAME, &o->out,
         N_("Folder for the briefing; - streams one file to standard output"), N_("DIR")},
        {"id", 0, 0, G_OPTION_ARG_STRING, &o->id,
         N_("Name of the briefing (default: its title; several: TITLE-DATE)"), N_("ID")},
        {"to", 't', 0, G_OPTION_ARG_STRING, &o->to,
         N_("Formats (kxspeak list formats; default: all)"), N_("LIST")},
        {"title", 0, 0, G_OPTION_ARG_STRING, &o->title, N_("Title of the briefing"), N_("TITLE")},
        {"date", 0, 0, G_OPTION_ARG_STRING, &o->date,
         N_("Date of the briefing (default: SOURCE_DATE_EPOCH, or today)"), N_("YYYY-MM-DD")},
        {"publish-at", 0, 0, G_OPTION_ARG_STRING, &o->publish_at,
         N_("When it may be heard (default: the date's midnight)"), "2026-03-04T06:00"},
        {"loudness", 0, 0, G_OPTION_ARG_DOUBLE, &o->loudness,
         N_("Integrated loudness (default: the show's, or -16)"), N_("LUFS")},
        {"flac-level", 0, 0, G_OPTION_ARG_INT, &o->flac_level,
         N_("0 (soonest) to 8 (smallest) (default: the show's, or 5)"), "N"},
        {"page-audio", 0, 0, G_OPTION_ARG_STRING, &o->page_audio,
         N_("Sound of the page: embedded, linked (to the MP3) or auto"), N_("HOW")},
        {"native-rate", 0, 0, G_OPTION_ARG_NONE, &o->native_rate,
         N_("22.05 kHz, as the engine speaks"), NULL},
        {"quiet", 'q', 0, G_OPTION_ARG_NONE, &o->quiet, N_("Tell only what goes wrong"), NULL},
        {"json", 0, 0, G_OPTION_ARG_NONE, &o->json,
         N_("Tell everything as JSON, one object a line"), NULL},
        G_OPTION_ENTRY_NULL,
    };
    g_autofree GOptionEntry *entries = kx_speech_entries(&o->speech, own);
    char **inputs = kx_options_parse(argc, argv, kx_command_brief.name, kx_command_brief.arguments,
                                     WHAT, entries, error);
    o->stream = g_strcmp0(o->out, "-") == 0;
    return inputs;
}

/* The briefing's date: --date, else the day it is in Amsterdam. */
static char *choose_date(const char *given, GError **error)
{
    const char *epoch = g_getenv("SOURCE_DATE_EPOCH");
    if (given && kx_begins_with_day(given) && given[KX_DAY_BYTES] == '\0') {
        g_autofree char *midnight = kx_moment_parse(given, error);
        if (midnight)
            return g_strdup(given);
        g_prefix_error_literal(error, "--date ");
        return NULL;
    }
    if (given) {
        g_autofree char *safe = kx_printable(given, -1);
        kx_error_set(error, KX_ERROR_USAGE, "--date \"%s\": must be a day as YYYY-MM-DD", safe);
        return NULL;
    }
    if (epoch && *epoch &&
        !g_ascii_string_to_signed(epoch, 10, 0, KX_MOMENT_SECONDS_MAX, NULL, NULL)) {
        kx_error_set(error, KX_ERROR_USAGE, "SOURCE_DATE_EPOCH must be a number of seconds");
        return NULL;
    }
    g_autoptr(GDateTime) day = kx_moment_now();
    return g_date_time_format(day, "%Y-%m-%d");
}

/* What is streamed is one file of sound. */
static bool check_stream(const brief_options *o, const GPtrArray *sinks, GError **error)
{
    unsigned audio = 0;
    g_autoptr(GPtrArray) names = g_ptr_array_new();
    for (guint i = 0; i < sinks->len; i++)
        audio += ((const kx_sink *)g_ptr_array_index(sinks, i))->kind == KX_SINK_AUDIO;
    if (!o->stream || (o->to && audio == 1))
        return true;
    for (unsigned i = 0; kx_sinks[i]; i++)
        if (kx_sinks[i]->kind == KX_SINK_AUDIO)
            g_ptr_array_add(names, (void *)(uintptr_t)kx_sinks[i]->name);
    g_ptr_array_add(names, NULL);
    g_autofree char *list = g_strjoinv(", ", (char **)names->pdata);
    kx_error_set(error, KX_ERROR_USAGE,
                 "-o - streams one file: choose its format with --to, one of %s", list);
    return false;
}

static bool check(const brief_options *o, const GPtrArray *sinks, GError **error)
{
    const char *wrong = NULL;
    if (o->loudness != KX_NOT_GIVEN &&
        !(o->loudness >= KX_LOUDNESS_MIN && o->loudness <= KX_LOUDNESS_MAX)) {
        kx_error_set(error, KX_ERROR_USAGE, "--loudness %g: must be from %d to %d LUFS",
                     o->loudness, KX_LOUDNESS_MIN, KX_LOUDNESS_MAX);
        return false;
    }
    if (!kx_option_in_range("--flac-level", o->flac_level, 0, KX_FLAC_LEVEL_MAX, error) ||
        !check_stream(o, sinks, error))
        return false;
    if (o->out == NULL || !*o->out)
        wrong = _("no output folder: give one with -o DIR (kxspeak --help tells more)");
    else if (o->stream && isatty(STDOUT_FILENO))
        wrong = _("-o - would write sound to the terminal: redirect standard output");
    else if (o->quiet && o->json)
        wrong = _("--quiet and --json exclude each other");
    else if (o->id && !kx_id_valid(o->id))
        wrong =
            _("--id must be letters, digits, hyphens, dots and underscores, at most 60, starting "
              "with a letter or digit, and no name that systems reserve");
    else if (o->title && !kx_title_valid(o->title))
        wrong = _("--title must have a character that can be read");
    if (wrong)
        g_set_error_literal(error, KX_ERROR, KX_ERROR_USAGE, wrong);
    return wrong == NULL;
}

/* How the page that plays has its sound: as asked, or as the show says. */
static bool choose_page_audio(const brief_options *o, const GPtrArray *sinks,
                              kx_page_audio *page_audio, GError **error)
{
    *page_audio = o->speech.show->page_audio;
    if (o->page_audio && !kx_page_audio_parse(o->page_audio, page_audio)) {
        g_autofree char *safe = kx_printable(o->page_audio, -1);
        kx_error_set(error, KX_ERROR_USAGE, "--page-audio \"%s\": must be auto, embedded or linked",
                     safe);
        return false;
    }
    if (*page_audio != KX_PAGE_AUDIO_LINKED || !kx_sinks_have(sinks, &kx_sink_player) ||
        kx_sinks_have(sinks, &kx_sink_mp3))
        return true;
    kx_error_set(error, KX_ERROR_USAGE,
                 "a page with linked sound refers to the MP3: add mp3 to --to, or choose "
                 "--page-audio embedded");
    return false;
}

/* What the show brings along is tried before an hour of speech is made for it. */
static bool check_show(const brief_options *o, const GPtrArray *sinks, kx_artist **artist,
                       GError **error)
{
    kx_page_audio page_audio;
    g_autofree char *moment = o->publish_at ? kx_moment_parse(o->publish_at, error) : NULL;
    if (o->publish_at && moment == NULL) {
        g_prefix_error(error, "--publish-at ");
        return false;
    }
    /* A feed has a picture always. */
    const bool pictured = o->speech.show->path != NULL || kx_sinks_pictured(sinks);
    return choose_page_audio(o, sinks, &page_audio, error) &&
           (!pictured || kx_cover_ready(o->speech.show, artist, error));
}

/* A first argument that is neither a command nor a file is most likely a mistyped command; one that
 * is a command stands behind an option. */
static bool check_inputs(const brief_options *o, char *const *inputs, GError **error)
{
    const char *first = inputs[0];
    if (first == NULL) {
        kx_error_set(error, KX_ERROR_USAGE,
                     "no article given: kxspeak FILE... -o DIR (kxspeak --help tells more)");
        return false;
    }
    const bool command = kx_command_find(first) != NULL;
    if (strcmp(first, "-") == 0 || access(first, F_OK) == 0 || (o->out && !command))
        return true;
    g_autofree char *safe = kx_printable(first, -1);
    if (command)
        kx_error_set(error, KX_ERROR_USAGE,
                     "\"%s\" is a command, and no file: options go behind it (kxspeak %s --help)",
                     safe, safe);
    else
        kx_error_set(error, KX_ERROR_USAGE,
                     "\"%s\" is no command and no file (kxspeak --help lists the commands)", safe);
    return false;
}

static void tell_notes(kx_report *report, const kx_briefing *b)
{
    kx_report_reading(report, b->documents);
    for (guint n = 0; n < b->notes->len; n++)
        kx_report_note(report, NULL, g_ptr_array_index(b->notes, n));
}

static void on_writing(double share, void *report)
{
    kx_report_progress(KX_STAGE_WRITE, share, report);
}

static bool publish(kx_report *report, const brief_options *o, const kx_edition *edition,
                    const GPtrArray *sinks, const char *spool_dir, GError **error)
{
    if (o->stream) {
        for (guint i = 0; i < sinks->len; i++) {
            const kx_sink *sink = g_ptr_array_index(sinks, i);
            if (sink->kind == KX_SINK_AUDIO)
                return kx_publish_stream(edition, sink, spool_dir, STDOUT_FILENO, &kx_stop_signal,
                                         error);
        }
    }
    g_autoptr(GArray) files = kx_published_new();
    g_autoptr(GPtrArray) notes = g_ptr_array_new_with_free_func(g_free);
    const kx_publish_watch watch = {.stop = &kx_stop_signal,
                                    .waiting = kx_report_waiting,
                                    .progress = on_writing,
                                    .data = report,
                                    .notes = notes};
    if (!kx_publish(edition, sinks, o->out, &watch, files, error))
        return false;
    kx_report_files(report, edition->briefing, o->out, files);
    for (guint i = 0; i < notes->len; i++)
        kx_report_note(report, NULL, g_ptr_array_index(notes, i));
    return true;
}

/* The briefing with its show, its moment and its picture. */
static bool publish_edition(kx_report *report, const brief_options *o, const kx_briefing *b,
                            const GPtrArray *sinks, kx_artist *artist, const char *spool_dir,
                            GError **error)
{
    const kx_show *show = o->speech.show;
    kx_page_audio page_audio;
    if (!choose_page_audio(o, sinks, &page_audio, error))
        return false;
    g_autofree char *published = kx_moment_parse(o->publish_at ? o->publish_at : b->date, error);
    if (published == NULL)
        return false;
    const bool pictured = kx_sinks_pictured(sinks);
    const unsigned side =
        kx_sinks_have(sinks, &kx_sink_cover) ? KX_COVER_SIDE_MAX : KX_COVER_SIDE_EMBEDDED;
    g_autoptr(kx_cover) cover =
        pictured ? kx_cover_episode(artist, show, b->name, b->date, side, error) : NULL;
    if (pictured && cover == NULL)
        return false;
    g_autofree char *slug = show->title ? kx_slug(show->title) : NULL;
    g_autofree char *guid = slug ? g_strdup_printf("%s/%s/%s", slug, b->date, b->id) : NULL;
    const kx_edition edition = {
        .briefing = b,
        .show = show,
        .cover = cover ? &cover->picture : NULL,
        .published = published,
        .rescheduled = o->publish_at != NULL,
        .named = o->id != NULL,
        .page_audio = page_audio,
        .guid = guid ? guid : b->id,
    };
    return publish(report, o, &edition, sinks, spool_dir, error);
}

/* Everything from the inputs to the folder. Returns the exit status, or -1 with an error. */
static int make(kx_report *report, brief_options *o, char *const *inputs, GError **error)
{
    const char *spool_dir = o->stream ? g_get_tmp_dir() : o->out;
    g_autoptr(GPtrArray) sinks = kx_sinks_choose(o->to, error);
    const kx_sink *shortest = sinks ? kx_sinks_shortest(sinks) : NULL;
    g_autoptr(kx_voice) voice = sinks ? kx_speech_voice(&o->speech, error) : NULL;
    g_autofree char *date = voice ? choose_date(o->date, error) : NULL;
    kx_compose_settings settings = {
        .engine = date ? kx_speech_engine(&o->speech, error) : NULL,
        .voice = voice,
        .profile = o->speech.profile,
        .words_per_minute = kx_speech_rate(&o->speech),
        .loudness = voice == NULL                 ? 0
                    : o->loudness == KX_NOT_GIVEN ? o->speech.show->loudness
                                                  : o->loudness,
        .ceiling = voice ? kx_sinks_ceiling(sinks, o->speech.show) : 0,
        .rate = o->native_rate ? KX_RATE : 2 * KX_RATE,
        .frames_max = shortest ? shortest->frames_max / (o->native_rate ? 1 : 2) : 0,
        .shortest = shortest ? shortest->name : NULL,
        .id = o->id,
        .title = o->title,
        .date = date,
        .discloses = voice && o->speech.show->path && o->speech.show->tells_ai,
        .jobs = kx_speech_jobs(&o->speech),
        .spool_dir = spool_dir,
        .stop = &kx_stop_signal,
        .progress = kx_report_progress,
        .data = report,
    };
    g_autoptr(kx_artist) artist = NULL;
    if (settings.engine == NULL ||
        !kx_speech_structure(&o->speech, voice, &settings.structure, error) ||
        !check_inputs(o, inputs, error) || !check(o, sinks, error) ||
        !check_show(o, sinks, &artist, error))
        return -1;
    if (o->flac_level != KX_NOT_GIVEN)
        o->speech.show->flac_level = (unsigned)o->flac_level;
    g_autoptr(GPtrArray) documents = kx_read_inputs(inputs, error);
    if (documents == NULL || (!o->stream && !kx_publish_prepare(o->out, error)))
        return -1;
    kx_catch_stop();
    g_autoptr(kx_briefing) b = kx_compose(documents, &settings, error);
    if (b == NULL || !kx_compose_master(b, &settings, error) ||
        !publish_edition(report, o, b, sinks, artist, spool_dir, error))
        return -1;
    tell_notes(report, b);
    kx_report_losses(report, b);
    return b->losses->len ? KX_EXIT_LOSSES : EXIT_SUCCESS;
}

static int run(int argc, char **argv)
{
    brief_options o = {
        .speech = KX_SPEECH_OPTIONS_NONE, .loudness = KX_NOT_GIVEN, .flac_level = KX_NOT_GIVEN};
    g_autoptr(GError) error = NULL;
    kx_memory_share();
    g_auto(GStrv) inputs = parse(argc, argv, &o, &error);
    kx_report_form form = o.json ? KX_REPORT_JSON : o.quiet ? KX_REPORT_QUIET : KX_REPORT_PEOPLE;
    g_autoptr(kx_report) report = kx_report_new(form, o.stream ? stderr : stdout);
    int status = inputs ? make(report, &o, inputs, &error) : -1;
    if (status < 0)
        status = kx_report_error(report, error);
    options_clear(&o);
    return status;
}

const kx_command kx_command_brief = {
    .name = "brief",
    .arguments = N_("FILE... -o DIR"),
    .what = N_("makes a spoken briefing (the default command)"),
    .run = run,
};
