/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/error.h"
#include "base/intl.h"
#include "cli/command.h"

#include <stdlib.h>

#define WHAT                                                                                       \
    N_("Brings the feed, its archive and the index page of an output folder up to date, without\n" \
       "making anything anew: what was held back and is due now comes in, what is over the "       \
       "show's\n"                                                                                  \
       "keep goes. A run that publishes a briefing does the same.")

static bool make_feed(kx_report *report, char **names, const char *show_file, GError **error)
{
    g_autoptr(GPtrArray) notes = g_ptr_array_new_with_free_func(g_free);
    const kx_publish_watch watch = {
        .stop = &kx_stop_signal, .waiting = kx_report_waiting, .data = report, .notes = notes};
    if (g_strv_length(names) != 1 || show_file == NULL) {
        kx_error_set(error, KX_ERROR_USAGE,
                     "name one folder and its show: kxspeak feed DIR --show FILE");
        return false;
    }
    g_autoptr(kx_show) show = kx_show_load(show_file, error);
    if (show == NULL)
        return false;
    kx_catch_stop();
    bool ok = kx_publish_feed(show, names[0], &watch, error);
    for (guint i = 0; i < notes->len; i++)
        kx_report_note(report, NULL, g_ptr_array_index(notes, i));
    return ok;
}

static int run(int argc, char **argv)
{
    g_autofree char *show_file = NULL;
    gboolean json = FALSE;
    const GOptionEntry entries[] = {
        {"show", 0, 0, G_OPTION_ARG_FILENAME, &show_file, N_("The show's settings"), N_("FILE")},
        {"json", 0, 0, G_OPTION_ARG_NONE, &json, N_("Tell everything as JSON, one object a line"),
         NULL},
        G_OPTION_ENTRY_NULL,
    };
    g_autoptr(GError) error = NULL;
    g_auto(GStrv) names = kx_options_parse(argc, argv, kx_command_feed.name,
                                           kx_command_feed.arguments, WHAT, entries, &error);
    g_autoptr(kx_report) report = kx_report_new(json ? KX_REPORT_JSON : KX_REPORT_PEOPLE, stdout);
    bool ok = names && make_feed(report, names, show_file, &error);
    return ok ? EXIT_SUCCESS : kx_report_error(report, error);
}

const kx_command kx_command_feed = {
    .name = "feed",
    .arguments = N_("DIR --show FILE"),
    .what = N_("brings a folder's podcast feed up to date"),
    .run = run,
};
