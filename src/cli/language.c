/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/language.h"

#include "base/intl.h"
#include "base/place.h"
#include "cli/config.h"

#include <libintl.h>
#include <locale.h>

/* The locale that was asked for is not on this machine, as in most containers: its name alone still
 * tells the language. */
static void choose_by_name(void)
{
    static const char *const variables[] = {"LC_ALL", "LC_MESSAGES", "LANG"};
    const char *chosen = g_getenv("LANGUAGE"), *wanted = NULL;

    for (unsigned i = 0; i < G_N_ELEMENTS(variables) && !(wanted && *wanted); i++)
        wanted = g_getenv(variables[i]);
    if (!(chosen && *chosen) && wanted)
        g_setenv("LANGUAGE", wanted, TRUE);
}

void kx_language_start(void)
{
    setlocale(LC_ALL, "C.UTF-8");
    if (setlocale(LC_MESSAGES, "") == NULL)
        choose_by_name();
    g_autofree char *catalogues = kx_place("po", KX_LOCALE_DIR);
    bindtextdomain(GETTEXT_PACKAGE, catalogues);
    bind_textdomain_codeset(GETTEXT_PACKAGE, "UTF-8");
    textdomain(GETTEXT_PACKAGE);
    /* Its head, read now because the engine's processes may open no file. Where there is none, the
     * system's own words would be in a language that ours are not. */
    if (*gettext("") == '\0')
        setlocale(LC_MESSAGES, "C");
}
