/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "text/phonemes.h"

#include "base/limits.h"
#include "text/table.h"

#include <string.h>

static bool is_of(const char *mnemonic, size_t length, const char *other_voice)
{
    const kx_cell *row = kx_table_find(&kx_table_phonemes, mnemonic, length);
    return row != NULL && strcmp(kx_text(row, 1), other_voice) != 0;
}

bool kx_is_dutch_mnemonic(const char *mnemonic, size_t length, void *data)
{
    (void)data;
    return is_of(mnemonic, length, "en");
}

static bool is_english_mnemonic(const char *mnemonic, size_t length, void *data)
{
    (void)data;
    return is_of(mnemonic, length, "nl");
}

size_t kx_dutch_mnemonic(const char *s, size_t n)
{
    return kx_mnemonic_length(s, n, kx_is_dutch_mnemonic, NULL);
}

size_t kx_english_mnemonic(const char *s, size_t n)
{
    return kx_mnemonic_length(s, n, is_english_mnemonic, NULL);
}

bool kx_mnemonic_is_vowel(const char *mnemonic, size_t length)
{
    const kx_cell *row = kx_table_find(&kx_table_phonemes, mnemonic, length);
    return row != NULL && strcmp(kx_text(row, 2), "vowel") == 0;
}

bool kx_phonemes_valid(const char *s, size_t *bad)
{
    size_t n = strlen(s), at = 0;
    unsigned count = 0;
    while (at < n) {
        size_t length = kx_dutch_mnemonic(s + at, n - at);
        if (length == 0 || ++count > KX_GATE_MNEMONICS_MAX)
            break;
        at += length;
    }
    if (at < n && bad)
        *bad = at;
    return n > 0 && at == n;
}
