/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "speak/spelling.h"

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
