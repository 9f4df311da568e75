/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "speak/beside.h"

#include "speak/english.h"
#include "speak/reading.h"
#include "text/table.h"

#include <string.h>

static const kx_rendered_word *word_at(const GArray *words, unsigned i)
{
    return &g_array_index(words, kx_rendered_word, i);
}

static bool has_row(const char *text, size_t n, const char *where)
{
    const kx_cell *row = kx_table_find_lower(&kx_table_english_beside, text, n);
    return row && strcmp(kx_text(row, 1), where) == 0;
}

static bool is_function_word(const char *text, size_t n)
{
    return kx_table_find_lower(&kx_table_function_words, text, n) != NULL;
}

/* The bytes of a word before the apostrophe of its ending. */
static size_t stem_length(const char *text, size_t n)
{
    const size_t stem = kx_reading_stem(text, n);
    return stem > 0 ? stem : n;
}

/* Whether words i and i + 1 show that both are English, or, if the second is what a firm is called,
 * that it is. */
static bool fit(const char *speech, const GArray *words, unsigned i, bool second)
{
    enum { WORD_MIN = 3 };
    if (i + 1 >= words->len)
        return false;
    const kx_rendered_word *one = word_at(words, i), *two = word_at(words, i + 1);
    const char *first = speech + one->start, *last = speech + two->start;
    const size_t first_n = one->end - one->start, last_n = stem_length(last, two->end - two->start);
    kx_english_word word;
    if (speech[one->end] != ' ' || is_function_word(last, last_n) || last_n < WORD_MIN ||
        !kx_english_find(last, last_n, &word) || word.name)
        return false;
    if (has_row(first, first_n, "behind"))
        return true;
    /* the net of NLnet is a name's */
    const bool joined = i > 0 && word_at(words, i - 1)->token == one->token;
    return second && g_ascii_isupper(*last) && has_row(last, last_n, "before") &&
           (joined || !is_function_word(first, first_n));
}

char *kx_beside_reading(const char *speech, const GArray *words, unsigned i)
{
    const kx_rendered_word *rendered = word_at(words, i);
    const char *text = speech + rendered->start;
    const size_t n = rendered->end - rendered->start, stem = stem_length(text, n);
    kx_english_word word;
    if (!(i > 0 && fit(speech, words, i - 1, true)) && !fit(speech, words, i, false))
        return NULL;
    if (!kx_english_find(text, stem, &word))
        return NULL;
    g_autofree char *said = kx_english_in_dutch(&word, text, stem);
    g_autofree char *ending = g_strndup(text + stem, n - stem);
    return kx_reading_inflect(said, *ending ? kx_reading_suffix(ending) : "");
}
