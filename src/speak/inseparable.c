/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "speak/inseparable.h"

#include "speak/spelling.h"
#include "text/table.h"

#include <string.h>

enum { STEM_MIN = 4 };

static bool is_listed(const char *word, const char *kind)
{
    const kx_cell *row = kx_table_find(&kx_table_inseparable, word, strlen(word));
    return row != NULL && strcmp(kx_text(row, 1), kind) == 0;
}

/* Whether the table has stem[0..n) with `ending` behind it, as a verb of that kind. */
static bool is_verb(const char *stem, size_t n, const char *ending, const char *kind)
{
    g_autofree char *word = g_strdup_printf("%.*s%s", (int)n, stem, ending);
    return is_listed(word, kind);
}

/* Whether stem[0..n), as it is spelled before a consonant or at the end, is of a verb: achterhaal
 * of achterhalen, omvat of omvatten, overdrijf of overdrijven. */
static bool is_stem(const char *stem, size_t n, const char *kind)
{
    const char last = stem[n - 1];
    const char voiced[] = {last == 'f' ? 'v' : last == 's' ? 'z' : last, 'e', 'n', '\0'};
    const char doubled[] = {last, 'e', 'n', '\0'};
    const bool is_long = stem[n - 2] == stem[n - 3] && !kx_spelling_is_consonant(stem[n - 2]);
    return is_verb(stem, n, "en", kind) || is_verb(stem, n, doubled, kind) ||
           is_verb(stem, n - 1, voiced, kind) || (is_long && is_verb(stem, n - 2, voiced, kind));
}

static bool is_form(const char *word, const char *kind)
{
    static const char *const endings[] = {"", "t", "d", "de", "den", "te", "ten", "baar", "bare"};
    static const char *const with_vowel[] = {"end", "ende", "ing", "ingen",
                                             "er",  "ers",  "aar", "aars"};
    const size_t n = strlen(word);
    for (unsigned i = 0; i < G_N_ELEMENTS(endings); i++) {
        const size_t length = strlen(endings[i]);
        if (n < length + STEM_MIN || !g_str_has_suffix(word, endings[i]))
            continue;
        if ((length > 0 || word[n - 1] == 't') && is_stem(word, n - length, kind))
            return true;
    }
    for (unsigned i = 0; i < G_N_ELEMENTS(with_vowel); i++) {
        const size_t length = strlen(with_vowel[i]);
        if (n >= length + STEM_MIN && g_str_has_suffix(word, with_vowel[i]) &&
            is_verb(word, n - length, "en", kind))
            return true;
    }
    return false;
}

size_t kx_inseparable_part(const char *word)
{
    static const char *const parts[] = {"aan",   "achter", "door", "mis",  "om",
                                        "onder", "over",   "vol",  "voor", "weer"};
    for (unsigned i = 0; i < G_N_ELEMENTS(parts); i++) {
        if (g_str_has_prefix(word, parts[i]) &&
            (is_listed(word, "form") || is_listed(word, "verb") || is_form(word, "verb")))
            return strlen(parts[i]);
    }
    return 0;
}

bool kx_is_parted(const char *word)
{
    return is_listed(word, "parted") || is_form(word, "parted");
}

bool kx_is_adjective(const char *word)
{
    g_autofree char *bare = g_strndup(word, strlen(word) - 1);
    return is_listed(word, "adjective") ||
           (g_str_has_suffix(word, "e") && is_listed(bare, "adjective"));
}
