/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/error.h"
#include "cli/command.h"
#include "read/reader.h"

#include <stdlib.h>
#include <string.h>

typedef void row(const char *name, const char *what, bool json);

static void print_row(const char *name, const char *what, bool json)
{
    if (json)
        kx_print_json(stdout, json_pack("{s:s, s:s}", "name", name, "what", what));
    else
        printf("%-14s %s\n", name, what);
}

static void list_voices(bool json)
{
    g_auto(GStrv) names = kx_voice_names();
    for (char **name = names; *name; name++) {
        g_autoptr(kx_voice) voice = kx_voice_load(*name, NULL);
        if (voice)
            print_row(*name, voice->what, json);
    }
}

static void list_profiles(bool json)
{
    g_auto(GStrv) names = kx_profile_names();
    for (char **name = names; *name; name++) {
        g_autoptr(kx_profile) profile = kx_profile_load(*name, NULL);
        if (profile)
            print_row(*name, profile->what, json);
    }
}

static void list_classes(bool json)
{
    for (unsigned i = 0; kx_classes[i]; i++)
        print_row(kx_classes[i]->name, _(kx_classes[i]->what), json);
}

static void list_readers(bool json)
{
    for (unsigned i = 0; kx_readers[i]; i++)
        print_row(kx_readers[i]->name, _(kx_readers[i]->what), json);
}

static void list_formats(bool json)
{
    for (unsigned i = 0; kx_sinks[i]; i++)
        if (kx_sinks[i]->kind != KX_SINK_RECORD)
            print_row(kx_sinks[i]->name, _(kx_sinks[i]->what), json);
}

static const struct {
    const char *name;
    void (*list)(bool json);
} lists[] = {
    {"voices", list_voices},   {"profiles", list_profiles}, {"classes", list_classes},
    {"readers", list_readers}, {"formats", list_formats},
};

static int run(int argc, char **argv)
{
    gboolean json = FALSE;
    const GOptionEntry entries[] = {
        {"json", 0, 0, G_OPTION_ARG_NONE, &json, N_("One JSON object a line"), NULL},
        G_OPTION_ENTRY_NULL,
    };
    g_autoptr(GError) error = NULL;
    g_auto(GStrv) names =
        kx_options_parse(argc, argv, kx_command_list.name, kx_command_list.arguments,
                         N_("Lists what there is."), entries, &error);
    for (unsigned i = 0; names && names[0] && !names[1] && i < G_N_ELEMENTS(lists); i++)
        if (strcmp(names[0], lists[i].name) == 0) {
            lists[i].list(json);
            return EXIT_SUCCESS;
        }
    if (error == NULL)
        kx_error_set(&error, KX_ERROR_USAGE,
                     "kxspeak list takes one of voices, profiles, classes, readers, formats");
    return kx_print_error(json ? stdout : NULL, error);
}

const kx_command kx_command_list = {
    .name = "list",
    .arguments = N_("voices|profiles|classes|readers|formats"),
    .what = N_("lists voices, reading profiles, classes of Dutch, readers or output formats"),
    .run = run,
};
