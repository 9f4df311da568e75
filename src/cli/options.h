/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What commands share: options, inputs and voices. */
#pragma once

#include "brief/compose.h"
#include "brief/profile.h"
#include "brief/show.h"
#include "cli/report.h"

#include <glib.h>

/* Parses a command's argv by `entries`; unknown options and GOption's own errors become
 * KX_ERROR_USAGE lines that name --help. What is left (the arguments without the command's name) is
 * returned; the caller frees it with g_strfreev. NULL with an error. */
char **kx_options_parse(int argc, char **argv, const char *command, const char *arguments,
                        const char *what, const GOptionEntry *entries, GError **error);

#define KX_NOT_GIVEN G_MININT
/* Whether an option's value is KX_NOT_GIVEN, or low..high. Error: USAGE. */
bool kx_option_in_range(const char *option, int value, int low, int high, GError **error);

/* Choices that change how text is read and spoken. */
typedef struct {
    char *voice, *engine, *structure;
    char *profile_name;  /* of --profile, or NULL */
    kx_profile *profile; /* what kx_speech_voice loaded; never NULL after it */
    char *show_file;     /* of --show, or NULL */
    kx_show *show;       /* what kx_speech_voice loaded; never NULL after it */
    char **lexicons;     /* files of --lexicon, in their order */
    kx_lexicon *lexicon; /* what kx_speech_voice loaded; lives until kx_speech_options_clear */
    int rate;            /* words a minute, or KX_NOT_GIVEN: the profile's */
    int jobs;            /* or KX_NOT_GIVEN: as many as processors */
} kx_speech_options;

#define KX_SPEECH_OPTIONS_NONE                                                                     \
    {                                                                                              \
        .rate = KX_NOT_GIVEN, .jobs = KX_NOT_GIVEN                                                 \
    }

/* Option entries for them, ending in a NULL entry; values go to `options`. Caller frees. */
GOptionEntry *kx_speech_entries(kx_speech_options *options, const GOptionEntry *own);
void kx_speech_options_clear(kx_speech_options *options);

/* Words a minute and workers as kx_compose takes them: 0 where not given. */
unsigned kx_speech_rate(const kx_speech_options *options);
unsigned kx_speech_jobs(const kx_speech_options *options);

/* The chosen voice, or the show's, as the chosen reading profile, or the show's, changes it, with
 * the user's lexicons in its style. Errors: USAGE and those of kx_voice_load, kx_profile_load,
 * kx_lexicon_load and kx_show_load. */
kx_voice *kx_speech_voice(kx_speech_options *options, GError **error);
const kx_engine *kx_speech_engine(const kx_speech_options *options, GError **error);
bool kx_speech_structure(const kx_speech_options *options, const kx_voice *voice,
                         kx_structure *structure, GError **error);
/* What will be said of one article (taken over) and in which order, as of a briefing of it alone:
 * without what the profile leaves out, with the words that mark its structure. Errors: USAGE. */
kx_briefing *kx_speech_plan(const kx_speech_options *o, const kx_voice *voice, kx_document *article,
                            GError **error);

/* Whether something is named, and standard input ("-") at most once. Error: USAGE. */
bool kx_check_inputs(char *const *names, GError **error);
/* Reads all inputs (kx_document*, put away in one store). Errors: USAGE with none, "-" twice, or
 * more than KX_ARTICLES_MAX; kx_read's. */
GPtrArray *kx_read_inputs(char *const *names, GError **error);
