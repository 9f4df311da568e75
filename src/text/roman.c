/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "text/roman.h"

#include <string.h>

/* The digit that the letters at `at` spell with the letters for one, five and ten of their place,
 * and how many they are. */
static unsigned digit_at(const char *at, const char *end, const char *letters, size_t *length)
{
    static const char *const patterns[] = {"I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX"};
    static const char pattern_letters[] = "IVX";
    unsigned digit = 0;
    *length = 0;
    for (unsigned i = 0; i < G_N_ELEMENTS(patterns); i++) {
        size_t n = strlen(patterns[i]), k = 0;
        while (k < n && at + k < end &&
               at[k] == letters[strchr(pattern_letters, patterns[i][k]) - pattern_letters])
            k++;
        if (k == n && n >= *length) {
            digit = i + 1;
            *length = n;
        }
    }
    return digit;
}

unsigned kx_roman_value(const char *text, size_t length)
{
    static const char *const places[] = {"M??", "CDM", "XLC", "IVX"};
    const char *at = text, *end = text + length;
    unsigned value = 0;
    if (length > KX_ROMAN_LETTERS_MAX)
        return 0;
    for (unsigned i = 0; i < G_N_ELEMENTS(places); i++) {
        size_t n;
        value = 10 * value + digit_at(at, end, places[i], &n);
        at += n;
    }
    return at == end ? value : 0;
}

bool kx_is_plain_roman(const char *text, size_t length)
{
    return length > 1 && kx_roman_value(text, length) > 0 && strspn(text, "IVX") >= length;
}
