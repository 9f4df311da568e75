/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/place.h"

#include <glib.h>
#include <stdlib.h>
#include <string.h>

/* The build folder itself, if this program (one of the tests', it may be) runs from within it; else
 * NULL. */
static char *build_folder(void)
{
    g_autofree char *program = g_file_read_link("/proc/self/exe", NULL);
    char *folder = realpath(KX_BUILD_DIR, NULL);

    if (program && folder && g_str_has_prefix(program, folder) && program[strlen(folder)] == '/')
        return folder;
    free(folder);
    return NULL;
}

char *kx_place(const char *built, const char *installed)
{
    char *folder = build_folder();
    char *place = folder ? g_build_filename(folder, built, NULL) : g_strdup(installed);

    free(folder);
    return place;
}
