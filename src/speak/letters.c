/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "speak/letters.h"

#include "text/phonemes.h"
#include "text/table.h"

#include <stdbool.h>
#include <string.h>

/* Appends a letter's name with `stress` before its vowel. */
static void append_letter(GString *out, const char *phonemes, char stress)
{
    bool marked = false;
    for (size_t at = 0, n = strlen(phonemes); at < n;) {
        size_t length = kx_dutch_mnemonic(phonemes + at, n - at);
        if (length == 0)
            return;
        bool mark = strchr("',", phonemes[at]) && length == 1;
        if (!marked && kx_mnemonic_is_vowel(phonemes + at, length)) {
            g_string_append_c(out, stress);
            marked = true;
        }
        if (!mark)
            g_string_append_len(out, phonemes + at, (gssize)length);
        at += length;
    }
}

char *kx_letter_names(const kx_spoken *spoken, unsigned first, unsigned end, kx_letters names)
{
    GString *out = g_string_new(NULL);
    for (unsigned i = first; i < end; i++) {
        const char *text = g_array_index(spoken->morphemes, kx_morpheme, i).text;
        const kx_cell *row = kx_table_find_lower(&kx_table_letters, text, 1);
        if (row == NULL)
            row = kx_table_find(&kx_table_letters, text, strlen(text));
        if (row)
            append_letter(out, kx_text(row, names), i + 1 == end ? '\'' : ',');
    }
    return g_string_free(out, FALSE);
}
