/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "speak/english_kept.h"

#include "text/table.h"

#include <stdbool.h>
#include <string.h>

enum { SOUNDS = 1, DUTCH, PLACE }; /* columns of the table, behind the letters */

/* Rows of english_kept.tsv have so many letters at most. */
enum { LETTERS_MAX = 8 };

static bool is_vowel_letter(char c)
{
    return c != '\0' && strchr("aeiou", c) != NULL;
}

/* At the start of a word Dutch says the full vowel of re-, de-, pre-, be-, ex- and e- (event), and
 * that of an open syllable in o (pro-motion, o-riginal). */
static void keep_prefix(GString *phonemes, const char *text, size_t n)
{
    const size_t onset = strcspn(text, "aeiouy"), sounds = strcspn(phonemes->str, "I@");
    const bool weak = strcspn(phonemes->str, "',") > sounds, open = text[onset] == 'o';
    if (!weak || (text[onset] != 'e' && !open) || onset > 2 || n < onset + 3 || sounds > 2 ||
        phonemes->str[sounds] != (open ? '@' : 'I'))
        return;
    const bool vowel_next = is_vowel_letter(text[onset + 1]);
    if (open && !vowel_next && is_vowel_letter(text[onset + 2]))
        g_string_overwrite_len(g_string_insert_c(phonemes, (gssize)sounds, 'o'), sounds, "o:", 2);
    else if (!open && onset == 0 && text[1] == 'x')
        phonemes->str[sounds] = 'E';
    else if (!open && !vowel_next && (onset > 0 || is_vowel_letter(text[2])))
        phonemes->str[sounds] = 'i';
}

/* How many bytes of `sounds` are those of `wanted`, whatever stress is among them; 0 if none. */
static size_t match(const char *sounds, const char *wanted)
{
    size_t at = 0;
    for (; *wanted; wanted++, at++) {
        if (at > 0)
            at += strspn(sounds + at, "',");
        if (sounds[at] != *wanted)
            return 0;
    }
    return at;
}

typedef struct {
    const char *dutch;
    size_t at, length; /* of the sounds that it stands for */
} found_row;

/* The row of these letters for this place whose sounds are among `sounds`: at their start, their
 * end or anywhere. */
static bool find_row(const char *letters, size_t n, const char *place, const char *sounds,
                     found_row *found)
{
    const size_t all = strlen(sounds);
    const bool start = strcmp(place, "start") == 0, end = strcmp(place, "end") == 0;
    const kx_cell *row = kx_table_find(&kx_table_english_kept, letters, n);
    for (; row; row = kx_table_next(&kx_table_english_kept, row)) {
        if (strcmp(kx_text(row, PLACE), place) != 0)
            continue;
        for (size_t at = 0; at < (start ? 1 : all); at++) {
            const size_t length = match(sounds + at, kx_text(row, SOUNDS));
            if (length > 0 && (!end || at + length == all)) {
                *found = (found_row){kx_text(row, DUTCH), at, length};
                return true;
            }
        }
    }
    return false;
}

/* A stress mark among the sounds comes before the vowel of the Dutch ones. */
static void put(GString *phonemes, const found_row *found)
{
    const size_t mark = found->at + strcspn(phonemes->str + found->at, "',");
    const char stress = mark < found->at + found->length ? phonemes->str[mark] : '\0';
    const size_t onset = strcspn(found->dutch, "aeiouyAEIOU8@");
    g_string_erase(phonemes, (gssize)found->at, (gssize)found->length);
    g_string_insert(phonemes, (gssize)found->at, found->dutch);
    if (stress)
        g_string_insert_c(phonemes, (gssize)(found->at + onset), stress);
}

static void keep_start(GString *phonemes, const char *text, size_t n)
{
    for (size_t length = MIN(n, LETTERS_MAX); length > 0; length--) {
        found_row found;
        if (find_row(text, length, "start", phonemes->str, &found)) {
            put(phonemes, &found);
            return;
        }
    }
}

static void keep_inside(GString *phonemes, const char *text, size_t n)
{
    for (size_t from = 0; from < n; from++) {
        for (size_t length = MIN(n - from, LETTERS_MAX); length > 0; length--) {
            found_row found;
            if (!find_row(text + from, length, "inside", phonemes->str, &found))
                continue;
            put(phonemes, &found);
            from += length - 1;
            break;
        }
    }
}

static bool keep_end(GString *phonemes, const char *text, size_t n)
{
    for (size_t length = MIN(n, LETTERS_MAX); length > 0; length--) {
        found_row found;
        if (find_row(text + n - length, length, "end", phonemes->str, &found)) {
            put(phonemes, &found);
            return true;
        }
    }
    return false;
}

void kx_english_keep(GString *phonemes, const char *written, size_t n)
{
    g_autofree char *text = g_ascii_strdown(written, (gssize)n);
    if (n < 2)
        return;
    keep_start(phonemes, text, n);
    keep_prefix(phonemes, text, n);
    keep_inside(phonemes, text, n);
    if (keep_end(phonemes, text, n) || text[n - 1] != 's' || phonemes->len < 2)
        return;
    const char plural = phonemes->str[phonemes->len - 1]; /* missiles as missile */
    g_string_truncate(phonemes, phonemes->len - 1);
    keep_end(phonemes, text, n - 1);
    g_string_append_c(phonemes, plural);
}
