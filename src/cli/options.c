/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/options.h"

#include "base/error.h"
#include "base/intl.h"
#include "base/limits.h"
#include "base/printable.h"
#include "read/reader.h"

#include <errno.h>
#include <string.h>
#include <unistd.h>

/* GOption takes back what it has set when something is wrong: who asked for JSON is told in JSON.
 */
static void ask_json(const GOptionEntry *entries, char **argv)
{
    for (; entries->long_name; entries++)
        for (char **argument = argv; *argument && strcmp(*argument, "--") != 0; argument++)
            if (strcmp(entries->long_name, "json") == 0 && strcmp(*argument, "--json") == 0)
                *(gboolean *)entries->arg_data = TRUE;
}

/* Whether an argument is an option that takes a value, which may stand glued to its letter. */
static bool takes_value(const GOptionEntry *entries, const char *argument)
{
    for (; *argument == '-' && entries->long_name; entries++) {
        if (entries->arg == G_OPTION_ARG_NONE)
            continue;
        if (argument[1] == '-' ? strcmp(argument + 2, entries->long_name) == 0
                               : argument[1] && argument[1] == entries->short_name)
            return true;
    }
    return false;
}

/* The arguments, -j1 as -j 1: GOption takes letters behind an option for more options. */
static char **without_glue(const GOptionEntry *entries, int argc, char **argv)
{
    g_autoptr(GStrvBuilder) apart = g_strv_builder_new();
    bool ended = false, value = true; /* the program's name is no option */
    for (int i = 0; i < argc; i++) {
        const char *argument = argv[i];
        ended |= !value && strcmp(argument, "--") == 0;
        bool option = !value && !ended && takes_value(entries, argument);
        bool glued = option && argument[1] != '-' && argument[2];
        g_autofree char *letter = g_strndup(argument, 2);
        if (glued)
            g_strv_builder_add(apart, letter);
        g_strv_builder_add(apart, glued ? argument + 2 : argument);
        value = option && !glued;
    }
    return g_strv_builder_end(apart);
}

char **kx_options_parse(int argc, char **argv, const char *command, const char *arguments,
                        const char *what, const GOptionEntry *entries, GError **error)
{
    /* GOption begins its usage line with the program's name. */
    g_autofree char *shown = g_strconcat("kxspeak ", command, NULL);
    g_set_prgname(shown);
    g_autoptr(GOptionContext) context = g_option_context_new(arguments);
    g_autoptr(GError) wrong = NULL;
    g_option_context_set_translation_domain(context, GETTEXT_PACKAGE);
    g_option_context_set_summary(context, what);
    g_option_context_add_main_entries(context, entries, GETTEXT_PACKAGE);
    g_auto(GStrv) copy = without_glue(entries, argc, argv);
    if (!g_option_context_parse_strv(context, &copy, &wrong)) {
        ask_json(entries, argv);
        g_autofree char *safe = kx_printable(wrong->message, -1);
        kx_error_set(error, KX_ERROR_USAGE, "%s (kxspeak --help tells what there is)", safe);
        return NULL;
    }
    /* GOption leaves the "--" that ends the options where it stood. */
    g_autoptr(GStrvBuilder) left = g_strv_builder_new();
    bool ended = false;
    for (char **argument = copy + 1; *argument; argument++) {
        if (ended || strcmp(*argument, "--") != 0)
            g_strv_builder_add(left, *argument);
        else
            ended = true;
    }
    return g_strv_builder_end(left);
}

GOptionEntry *kx_speech_entries(kx_speech_options *o, const GOptionEntry *own)
{
    const GOptionEntry shared[] = {
        {"voice", 'v', 0, G_OPTION_ARG_STRING, &o->voice,
         N_("Voice profile or .voice file (kxspeak list voices)"), N_("NAME")},
        {"profile", 'p', 0, G_OPTION_ARG_STRING, &o->profile_name,
         N_("Reading profile or .profile file (kxspeak list profiles)"), N_("NAME")},
        {"rate", 'r', 0, G_OPTION_ARG_INT, &o->rate, N_("Words a minute in this text"),
         N_("WORDS")},
        {"structure", 's', 0, G_OPTION_ARG_STRING, &o->structure,
         N_("Marks of headings: words, voice, tone or none"), N_("HOW")},
        {"show", 0, 0, G_OPTION_ARG_FILENAME, &o->show_file,
         N_("The show's settings, with its voice, and lexicon.tsv beside it"), N_("FILE")},
        {"lexicon", 0, 0, G_OPTION_ARG_FILENAME_ARRAY, &o->lexicons,
         N_("A lexicon over the built-in one; may be given more than once"), N_("FILE")},
        {"jobs", 'j', 0, G_OPTION_ARG_INT, &o->jobs, N_("Sentences spoken side by side"), "N"},
        {"engine", 0, G_OPTION_FLAG_HIDDEN, G_OPTION_ARG_STRING, &o->engine,
         N_("espeak, or tone (for tests)"), N_("NAME")},
        G_OPTION_ENTRY_NULL,
    };
    gsize n = 0;
    while (own[n].long_name)
        n++;
    GOptionEntry *all = g_new0(GOptionEntry, n + G_N_ELEMENTS(shared));
    memcpy(all, own, n * sizeof *own);
    memcpy(all + n, shared, sizeof shared);
    return all;
}

void kx_speech_options_clear(kx_speech_options *o)
{
    g_free(o->voice);
    g_free(o->engine);
    g_free(o->structure);
    g_free(o->profile_name);
    kx_profile_free(o->profile);
    g_free(o->show_file);
    kx_show_free(o->show);
    g_strfreev(o->lexicons);
    kx_lexicon_free(o->lexicon);
}

bool kx_option_in_range(const char *option, int value, int low, int high, GError **error)
{
    if (value == KX_NOT_GIVEN || (value >= low && value <= high))
        return true;
    kx_error_set(error, KX_ERROR_USAGE, "%s %d: must be from %d to %d", option, value, low, high);
    return false;
}

unsigned kx_speech_rate(const kx_speech_options *o)
{
    return o->rate == KX_NOT_GIVEN ? 0 : (unsigned)o->rate;
}

unsigned kx_speech_jobs(const kx_speech_options *o)
{
    return o->jobs == KX_NOT_GIVEN ? 0 : (unsigned)o->jobs;
}

/* The show of --show, or one without a file. */
static bool load_show(kx_speech_options *o, GError **error)
{
    kx_show_free(o->show);
    o->show = o->show_file ? kx_show_load(o->show_file, error) : kx_show_new();
    return o->show != NULL;
}

/* A lexicon of that folder, if there is one. */
static bool load_lexicon_in(kx_lexicon *lexicon, const char *folder, GError **error)
{
    g_autofree char *path = g_build_filename(folder, "lexicon.tsv", NULL);
    if (access(path, F_OK) == 0)
        return kx_lexicon_load(lexicon, path, error);
    if (errno == ENOENT || errno == ENOTDIR || errno == EACCES)
        return true;
    int cause = errno;
    g_autofree char *safe = kx_printable_name(path);
    kx_error_set_errno(error, KX_ERROR_IO, cause, "cannot read %s", safe);
    return false;
}

/* The user's lexicons, the later over the earlier: lexicon.tsv of the configuration folder and the
 * one beside the show file, where they are there, and the files of --lexicon. */
static bool load_lexicons(kx_speech_options *o, GError **error)
{
    g_autofree char *own = g_build_filename(g_get_user_config_dir(), "kxspeak", NULL);
    g_autofree char *beside = o->show_file ? g_path_get_dirname(o->show_file) : NULL;
    kx_lexicon_free(o->lexicon);
    o->lexicon = kx_lexicon_new();
    if (!load_show(o, error) || !load_lexicon_in(o->lexicon, own, error) ||
        (beside && !load_lexicon_in(o->lexicon, beside, error)))
        return false;
    for (unsigned i = 0; o->lexicons && o->lexicons[i]; i++) {
        if (!kx_lexicon_load(o->lexicon, o->lexicons[i], error))
            return false;
    }
    return true;
}

kx_voice *kx_speech_voice(kx_speech_options *o, GError **error)
{
    if (!kx_option_in_range("--rate", o->rate, KX_WORDS_PER_MINUTE_MIN, KX_WORDS_PER_MINUTE_MAX,
                            error) ||
        !kx_option_in_range("--jobs", o->jobs, 1, KX_JOBS_MAX, error))
        return NULL;
    if (!load_lexicons(o, error))
        return NULL;
    const char *name = o->voice ? o->voice : o->show->voice;
    const char *profile = o->profile_name ? o->profile_name : o->show->profile;
    kx_profile_free(o->profile);
    o->profile = kx_profile_load(profile ? profile : KX_PROFILE_DEFAULT, error);
    kx_voice *voice = o->profile ? kx_voice_load(name ? name : KX_VOICE_DEFAULT, error) : NULL;
    if (voice) {
        kx_profile_apply(o->profile, voice);
        voice->style.lexicon = o->lexicon;
    }
    return voice;
}

const kx_engine *kx_speech_engine(const kx_speech_options *o, GError **error)
{
    static const kx_engine *const engines[] = {&kx_engine_espeak_apart, &kx_engine_tone_apart};
    for (unsigned i = 0; i < G_N_ELEMENTS(engines); i++)
        if (o->engine == NULL || strcmp(o->engine, engines[i]->name) == 0)
            return engines[i];
    g_autofree char *safe = kx_printable(o->engine, -1);
    kx_error_set(error, KX_ERROR_USAGE, "no engine \"%s\": there are espeak and tone", safe);
    return NULL;
}

bool kx_speech_structure(const kx_speech_options *o, const kx_voice *voice, kx_structure *structure,
                         GError **error)
{
    *structure = voice->structure;
    if (o->structure == NULL || kx_structure_parse(o->structure, structure))
        return true;
    g_autofree char *safe = kx_printable(o->structure, -1);
    kx_error_set(error, KX_ERROR_USAGE, "--structure \"%s\": must be words, voice, tone or none",
                 safe);
    return false;
}

kx_briefing *kx_speech_plan(const kx_speech_options *o, const kx_voice *voice, kx_document *article,
                            GError **error)
{
    kx_compose_settings settings = {
        .voice = voice, .profile = o->profile, .date = "1970-01-01", .spool_dir = g_get_tmp_dir()};
    g_autoptr(GPtrArray) articles = g_ptr_array_new();
    g_ptr_array_add(articles, article);
    if (!kx_speech_structure(o, voice, &settings.structure, error)) {
        kx_document_free(article);
        return NULL;
    }
    return kx_compose_plan(articles, &settings);
}

bool kx_check_inputs(char *const *names, GError **error)
{
    unsigned streams = 0;
    if (names[0] == NULL) {
        kx_error_set(error, KX_ERROR_USAGE, "no text given: name a file, or - for standard input");
        return false;
    }
    for (; *names; names++)
        streams += strcmp(*names, "-") == 0;
    if (streams > 1)
        kx_error_set(error, KX_ERROR_USAGE, "standard input (-) can be read only once");
    return streams <= 1;
}

GPtrArray *kx_read_inputs(char *const *names, GError **error)
{
    g_autoptr(GPtrArray) documents =
        g_ptr_array_new_with_free_func((GDestroyNotify)kx_document_free);
    g_autoptr(kx_store) store = kx_store_new(g_get_tmp_dir());
    const unsigned n = g_strv_length((char **)(uintptr_t)names);
    if (!kx_check_inputs(names, error))
        return NULL;
    if (n > KX_ARTICLES_MAX) {
        kx_error_set(error, KX_ERROR_USAGE, "%u articles: at most %d go into one briefing", n,
                     KX_ARTICLES_MAX);
        return NULL;
    }
    for (unsigned i = 0; i < n; i++) {
        kx_document *doc = kx_read(names[i], error);
        if (doc == NULL)
            return NULL;
        kx_document_put_away(doc, store);
        g_ptr_array_add(documents, doc);
    }
    return g_steal_pointer(&documents);
}
