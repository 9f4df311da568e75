/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "speak/spelling.h"

#include <glib.h>
#include <string.h>

static const char *const groups[] = {"aa", "ee", "oo", "uu", "ie", "oe", "eu",
                                     "ui", "ij", "ei", "ou", "au", "ieu"};

bool kx_spelling_is_consonant(char letter)
{
    return letter >= 'a' && letter <= 'z' && !strchr("aeiouy", letter);
}

/* The bytes of the vowel at word[at], 0 if there is none. */
static size_t vowel_at(const char *word, size_t n, size_t at)
{
    size_t longest = 0;
    bool letter = !kx_spelling_is_consonant(word[at]);
    for (size_t i = 0; letter && i < sizeof groups / sizeof groups[0]; i++) {
        size_t length = strlen(groups[i]);
        bool nieuw = length < 3 || (at + length < n && word[at + length] == 'w');
        if (length <= n - at && length > longest && nieuw &&
            memcmp(word + at, groups[i], length) == 0)
            longest = length;
    }
    if (longest > 0 || !letter)
        return longest;
    bool glide = word[at] == 'y' && at + 1 < n && !kx_spelling_is_consonant(word[at + 1]);
    bool trema = (word[at] & 0xC0) == 0xC0;
    bool queue = word[at] == 'u' && at > 0 && word[at - 1] == 'q';
    return glide || queue || (word[at] & 0xC0) == 0x80 ? 0 : trema ? 2 : 1;
}

bool kx_spelling_next_vowel(const char *word, size_t n, size_t *at, size_t *length)
{
    for (; *at < n; (*at)++) {
        *length = vowel_at(word, n, *at);
        if (*length > 0)
            return true;
    }
    return false;
}

unsigned kx_spelling_vowels(const char *word, size_t n)
{
    unsigned count = 0;
    size_t length;
    for (size_t at = 0; kx_spelling_next_vowel(word, n, &at, &length); at += length)
        count++;
    return count;
}

bool kx_spelling_is_seam(const char *word, size_t n, size_t seam)
{
    size_t at = 0;
    while (at < seam) {
        size_t length = vowel_at(word, n, at);
        at += length > 0 ? length : 1;
    }
    return at == seam;
}

bool kx_spelling_is_open(const char *word, size_t n)
{
    return n >= 2 && kx_spelling_is_consonant(word[n - 1]) && strchr("aeiou", word[n - 2]) &&
           (n == 2 || kx_spelling_is_consonant(word[n - 3]) || word[n - 3] == 'y');
}

/* ---- Dutch forms ---- */

typedef struct {
    kx_spelling_list list;
    const void *data;
} known;

static bool has(const known *k, const char *word, size_t n)
{
    return k->list(k->data, word, n);
}

/* Whether the list has stem[0..n), an open syllable, as it is spelled without an ending: maak,
 * raaf, priem of mak-, rav-, prim-. */
static bool has_closed(const known *k, const char *stem, size_t n)
{
    const char last = stem[n - 1], vowel = stem[n - 2];
    const char end = last == 'v' ? 'f' : last == 'z' ? 's' : last;
    g_autofree char *closed =
        g_strdup_printf("%.*s%c%c%c", (int)n - 2, stem, vowel, vowel == 'i' ? 'e' : vowel, end);
    return has(k, closed, n + 1);
}

/* Of a verb in -er (bagger-t), or the past of one (min-den). */
static bool is_verb(const known *k, const char *word, size_t n)
{
    const size_t bare = n - (word[n - 1] == 's');
    g_autofree char *third = g_strdup_printf("%.*st", (int)bare, word);
    const bool past = memcmp(word + n - 3, "den", 3) == 0 || memcmp(word + n - 3, "ten", 3) == 0;
    return (word[bare - 1] == 'r' && has(k, third, bare + 1)) ||
           (past && has(k, word, n - 1) && has(k, word, n - 3));
}

bool kx_spelling_is_native(const char *word, size_t n, size_t stem, kx_spelling_list list,
                           const void *data)
{
    const known k = {list, data};
    enum { STEM_MIN = 3, VERB_STEM_MAX = 4 };
    if (stem < STEM_MIN || n <= STEM_MIN || n < stem)
        return false;
    if (stem <= VERB_STEM_MAX && is_verb(&k, word, n)) /* but supporter is of support */
        return true;
    if (stem < n && word[stem] == word[stem - 1]) /* rap-per is of no raap */
        return false;
    const bool silent = word[stem - 1] == 'e';
    const size_t bare = stem - silent;
    if (!kx_spelling_is_consonant(word[bare - 1]))
        return false;
    if (word[bare - 1] == word[bare - 2])
        return has(&k, word, bare - 1);
    if (!kx_spelling_is_consonant(word[bare - 2]))
        return strchr("aeiou", word[bare - 2]) && has_closed(&k, word, bare);
    return silent && has(&k, word, bare);
}
