/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "speak/camel.h"

#include "speak/english.h"
#include "speak/english_compound.h"
#include "speak/join.h"
#include "speak/reading.h"

#include <string.h>

/* Small letters from `at` on. */
static size_t small_letters(const char *at)
{
    size_t n = 0;
    while (g_ascii_islower(at[n]))
        n++;
    return n;
}

/* Whether a part begins at `at`. Behind two letters only what is English (EdTech): a McKenzie is
 * one word. */
static bool is_seam(const char *name, const char *at)
{
    enum { PART_MIN = 3, SHORT_MIN = 2 };
    const size_t before = (size_t)(at - name);
    return before >= SHORT_MIN && g_ascii_isupper(*at) && g_ascii_islower(at[-1]) &&
           g_ascii_islower(at[1]) && g_ascii_islower(at[2]) &&
           (before >= PART_MIN || kx_english_is_own(at, 1 + small_letters(at + 1)));
}

char *kx_camel_parts(const char *name)
{
    g_autoptr(GString) parts = g_string_new(NULL);
    bool any = false;
    for (const char *at = name; *at; at++) {
        const bool seam = is_seam(name, at);
        any |= seam;
        if (seam)
            g_string_append_c(parts, '-');
        g_string_append_c(parts, seam ? g_ascii_tolower(*at) : *at);
    }
    return any ? g_string_free(g_steal_pointer(&parts), FALSE) : NULL;
}

char *kx_english_parts(const kx_lexicon *lexicon, const char *parts)
{
    g_auto(GStrv) words = g_strsplit(parts, "-", -1);
    g_autoptr(GPtrArray) readings = g_ptr_array_new_with_free_func(g_free);
    bool own = false;
    for (unsigned i = 0; words[i]; i++) {
        const size_t n = strlen(words[i]);
        kx_english_word word;
        g_auto(kx_reading) reading = {0};
        if (!kx_english_find(words[i], n, &word))
            return NULL;
        own = own || kx_english_is_own(words[i], n) || (i > 0 && strcmp(words[i], "up") == 0);
        kx_read_word(lexicon, words[i], n, &reading);
        g_ptr_array_add(readings, reading.source <= KX_READING_INFLECTED
                                      ? g_steal_pointer(&reading.phonemes)
                                      : kx_english_in_dutch(&word, words[i], n));
    }
    return own ? kx_join_phonemes((const char *const *)readings->pdata, readings->len, 0) : NULL;
}

char *kx_camel_reading(const kx_lexicon *lexicon, const char *name)
{
    kx_english_word word;
    g_autofree char *parts = kx_camel_parts(name);
    if (!parts || kx_english_find(name, strlen(name), &word))
        return NULL;
    g_auto(kx_reading) whole;
    kx_read_word(lexicon, name, strlen(name), &whole);
    if (whole.source == KX_READING_LEXICON ||
        (whole.source == KX_READING_INFLECTED && whole.row != NULL))
        return NULL;
    const size_t stem = kx_reading_stem(parts, strlen(parts));
    const char *suffix = stem > 0 ? kx_reading_suffix(parts + stem) : "";
    if (stem > 0)
        parts[stem] = '\0';
    g_autofree char *stem_said = kx_english_parts(lexicon, parts);
    return stem_said ? kx_reading_inflect(stem_said, suffix) : NULL;
}
