/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "text/condition_church.h"

#include "text/number_match.h"

#include <string.h>

bool kx_church_after(const kx_context *ctx, size_t end)
{
    static const char *const kinds[] = {"Geref",
                                        "Gereformeerde",
                                        "Gereformeerd",
                                        "Herv",
                                        "school",
                                        "basisschool",
                                        "muziekvereniging",
                                        "muziekver",
                                        "scholengemeenschap",
                                        "hogeschool",
                                        NULL};
    return kx_follows(ctx, end, kinds);
}

bool kx_church_before(const kx_context *ctx, size_t end)
{
    static const char *const kinds[] = {"Herv.", "Hervormde",  "Geref.", "Gereformeerde",
                                        "Chr.",  "Prot.",      "Ev.",    "Evang.",
                                        "Ned.",  "Oud-Geref.", "Waalse", NULL};
    (void)end;
    return kx_previous_is(ctx, 0, kinds);
}

bool kx_choir_after(const kx_context *ctx, size_t end)
{
    static const char *const choirs[] = {"koor",    "koren",      "zangkoor", "kamerkoor",
                                         "popkoor", "dubbelkoor", "kerkkoor", "zangvereniging",
                                         "dubbel",  NULL};
    return kx_follows(ctx, end, choirs);
}

bool kx_holy_after(const kx_context *ctx, size_t end)
{
    static const char *const articles[] = {"de", "der", "den", "des", NULL};
    static const char *const holy[] = {
        "communie", "doop",      "drie-eenheid", "drievuldigheid", "familie", "geest",
        "hart",     "kruis",     "land",         "maagd",          "mis",     "schrift",
        "stoel",    "sacrament", "vader",        "missen",         NULL};
    return kx_follows(ctx, end, holy) ||
           (kx_previous_is(ctx, 0, articles) && kx_name_follows(ctx, end));
}

bool kx_royal_after(const kx_context *ctx, size_t end)
{
    static const char *const royal[] = {"koning", "koningin", "prins", "prinses",
                                        "keizer", "paus",     NULL};
    size_t at = end + kx_blanks_at(ctx, end);
    at += kx_word_is(ctx, at, "de") ? strlen("de") : 0;
    return kx_follows(ctx, at, royal);
}
