/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "speak/hyphened.h"

#include "text/table.h"

#include <glib.h>
#include <string.h>

static bool has_role(const char *part, const char *role)
{
    const kx_cell *row = kx_table_find_lower(&kx_table_hyphens, part, strlen(part));
    for (; row; row = kx_table_next(&kx_table_hyphens, row)) {
        if (strcmp(kx_text(row, 1), role) == 0)
            return true;
    }
    return false;
}

static bool ends_in(const char *part, const char *const *endings)
{
    for (; *endings; endings++) {
        if (strlen(part) > strlen(*endings) && g_str_has_suffix(part, *endings))
            return true;
    }
    return false;
}

static bool is_adjective(const char *part)
{
    static const char *const endings[] = {
        "isch", "ische", "lijk", "lijke", "ig",   "ige",  "aal",   "ale",  "eel", "ele",  "air",
        "aire", "ief",   "ieve", "baar",  "bare", "aans", "aanse", "ende", "end", "loos", NULL};
    return ends_in(part, endings);
}

static bool is_person(const char *part)
{
    static const char *const endings[] = {"eur",  "ist", "er",   "or",    "ent",   "ant",
                                          "aris", "aat", "arts", "graaf", "coach", NULL};
    return ends_in(part, endings);
}

static bool is_name(const char *part)
{
    return g_unichar_isupper(g_utf8_get_char(part));
}

bool kx_hyphened_is_link(const char *const *parts, unsigned n, unsigned i)
{
    return i > 0 && i + 1 < n && has_role(parts[i], "link");
}

/* Whether the stress is behind the first of these parts. */
static bool passes_on(const char *const *parts, unsigned n)
{
    if (has_role(parts[0], "first"))
        return false;
    if (has_role(parts[0], "before") || (has_role(parts[0], "adjective") && is_name(parts[1])))
        return true;
    if (n > 2)
        return is_name(parts[1]) && is_name(parts[2]);
    bool equals = (is_adjective(parts[0]) && is_adjective(parts[1])) ||
                  (is_person(parts[0]) && is_person(parts[1]));
    return is_name(parts[1]) || equals || has_role(parts[1], "last") ||
           (has_role(parts[0], "adjective") && is_adjective(parts[1]));
}

unsigned kx_hyphened_stressed(const char *const *parts, unsigned n)
{
    unsigned at = 0;
    for (unsigned i = 1; i + 1 < n; i++) {
        if (kx_hyphened_is_link(parts, n, i))
            at = i + 1;
    }
    while (at + 1 < n && passes_on(parts + at, n - at))
        at++;
    return at;
}
