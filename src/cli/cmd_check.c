/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/error.h"
#include "cli/command.h"
#include "publish/check.h"

#include <stdlib.h>

#define WHAT                                                                                       \
    N_("Reads back everything in an output folder, or in the folder of one briefing: sizes and "   \
       "sums,\n"                                                                                   \
       "chapters in every place, times, links, loudness. Says ok, or what is wrong and where; "    \
       "the\n"                                                                                     \
       "exit status is 1 if anything is wrong.")

static void tell(const GPtrArray *faults, const kx_check_count *count, bool json)
{
    g_autofree char *episodes =
        g_strdup_printf(kx_plural("%u briefing", "%u briefings", count->episodes), count->episodes);
    g_autofree char *files =
        g_strdup_printf(kx_plural("%u file", "%u files", count->files), count->files);
    g_autofree char *wrong =
        g_strdup_printf(kx_plural("%u fault", "%u faults", faults->len), faults->len);
    for (guint i = 0; i < faults->len; i++) {
        const char *line = g_ptr_array_index(faults, i);
        if (json)
            kx_print_json(stdout, json_pack("{s:s, s:s}", "event", "fault", "text", line));
        else
            printf("%s\n", line);
    }
    if (json)
        kx_print_json(stdout, json_pack("{s:s, s:i, s:i, s:i, s:i}", "event", "checked", "episodes",
                                        (int)count->episodes, "files", (int)count->files, "items",
                                        (int)count->items, "faults", (int)faults->len));
    else if (faults->len == 0)
        printf(_("ok: %s, %s, %u in the feed\n"), episodes, files, count->items);
    else
        printf(_("%s in %s, %s\n"), wrong, episodes, files);
}

static int run(int argc, char **argv)
{
    gboolean json = FALSE;
    const GOptionEntry entries[] = {
        {"json", 0, 0, G_OPTION_ARG_NONE, &json, N_("One JSON object a line"), NULL},
        G_OPTION_ENTRY_NULL,
    };
    g_autoptr(GError) error = NULL;
    g_autoptr(GPtrArray) faults = g_ptr_array_new_with_free_func(g_free);
    kx_check_count count = {0};
    g_auto(GStrv) names = kx_options_parse(argc, argv, kx_command_check.name,
                                           kx_command_check.arguments, WHAT, entries, &error);
    if (names && g_strv_length(names) != 1)
        kx_error_set(&error, KX_ERROR_USAGE, "name one folder: kxspeak check DIR (the DIR of -o)");
    if (names == NULL || error || !kx_check(names[0], faults, &count, &error))
        return kx_print_error(json ? stdout : NULL, error);
    tell(faults, &count, json);
    return faults->len ? EXIT_FAILURE : EXIT_SUCCESS;
}

const kx_command kx_command_check = {
    .name = "check",
    .arguments = N_("DIR"),
    .what = N_("reads back what was published and says what is wrong"),
    .run = run,
};
