/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "speak/words.h"

#include "speak/blob.h"
#include "speak/english.h"
#include "speak/join.h"
#include "speak/words_file.h"
#include "speak/words_format.h"

#include <glib.h>
#include <string.h>

/* English words that may be parts of compounds, and as if they were in how many; a part of so many
 * Dutch ones is common there. */
enum { ENGLISH_PART_COUNT = 6, COMMON_PART_COUNT = 12 };

/* The file that compile_words made, as it is. */
__asm__(".section .rodata\n"
        ".balign 8\n"
        "kx_words_file:\n"
        ".incbin \"" KX_WORDS_FILE "\"\n"
        ".previous\n");
extern const unsigned char kx_words_file[] __attribute__((visibility("hidden")));

static const kx_words_header *header(void)
{
    return (const kx_words_header *)(const void *)kx_words_file;
}

static const uint32_t *edges(void)
{
    return (const uint32_t *)(const void *)(kx_words_file + sizeof(kx_words_header));
}

bool kx_words_has(const char *text, size_t n)
{
    uint32_t node = 1, edge = 0;
    for (size_t i = 0; i < n; i++) {
        if (node == 0)
            return false;
        for (const uint32_t *at = edges() + node;; at++) {
            edge = *at;
            if (edge >> KX_EDGE_BYTE_SHIFT == (unsigned char)text[i])
                break;
            if (edge & KX_EDGE_LAST)
                return false;
        }
        node = edge & KX_EDGE_TARGET;
    }
    return n > 0 && (edge & KX_EDGE_FINAL);
}

/* The phonemes of a part; `numbers` are what follows them. */
static const char *find_part(const char *text, size_t n, const unsigned char **numbers)
{
    const char *phonemes = kx_blob_find(edges() + header()->n_edges, text, n);
    if (phonemes)
        *numbers = (const unsigned char *)phonemes + strlen(phonemes) + 1;
    return phonemes;
}

const char *kx_words_part(const char *text, size_t n, kx_part_counts *counts)
{
    const unsigned char *numbers;
    const char *phonemes = find_part(text, n, &numbers);
    if (!phonemes)
        return NULL;
    *counts = (kx_part_counts){numbers[0] | (unsigned)numbers[1] << 8,
                               numbers[2] | (unsigned)numbers[3] << 8};
    return phonemes;
}

const char *kx_words_repaired(const char *word, size_t n)
{
    const unsigned char *numbers;
    const char *phonemes = find_part(word, n, &numbers);
    return phonemes && numbers[KX_PART_REPAIRED] ? phonemes : NULL;
}

static bool look_up_dutch(void *data, const char *text, size_t n, kx_part_counts *counts)
{
    (void)data;
    *counts = (kx_part_counts){0, 0};
    return kx_words_part(text, n, counts) || kx_words_has(text, n);
}

/* An English word of English compounds: what is known of it in Dutch ones says nothing here. */
static bool look_up_english(void *data, const char *text, size_t n, kx_part_counts *counts)
{
    kx_english_word word;
    (void)data;
    *counts = (kx_part_counts){ENGLISH_PART_COUNT, ENGLISH_PART_COUNT};
    return kx_english_find(text, n, &word) && !word.name;
}

/* An English loan is a part as common as most: in compounds that only the article has. */
static bool look_up_both(void *data, const char *text, size_t n, kx_part_counts *counts)
{
    kx_english_word word;
    if (kx_english_find(text, n, &word) && word.loan)
        return look_up_english(data, text, n, counts);
    return look_up_dutch(data, text, n, counts);
}

/* Whether one of the parts is spelled as only English words are: of the others some are Dutch by
 * chance (bone-kever). */
static bool has_english(const char *word, const size_t *ends, unsigned parts)
{
    kx_english_word found;
    for (unsigned i = 0; i < parts; i++) {
        size_t start = i == 0 ? 0 : ends[i - 1];
        if (kx_english_find(word + start, ends[i] - start, &found) && found.spelled)
            return true;
    }
    return false;
}

typedef enum { MADE_OF_NOTHING, MADE_OF_DUTCH, MADE_OF_ENGLISH, MADE_OF_BOTH } made_of;

/* Divides the word: into Dutch parts, English ones, or, if no list has the word, both. */
static made_of divide(const char *word, size_t n, bool name, unsigned *parts, size_t *ends)
{
    *parts = name ? 0 : kx_compound_split(word, n, look_up_dutch, NULL, ends);
    if (*parts > 0)
        return has_english(word, ends, *parts) ? MADE_OF_BOTH : MADE_OF_DUTCH;
    *parts = kx_compound_split(word, n, look_up_english, NULL, ends);
    if (has_english(word, ends, *parts))
        return MADE_OF_ENGLISH;
    if (name || kx_words_has(word, n))
        return MADE_OF_NOTHING;
    *parts = kx_compound_split(word, n, look_up_both, NULL, ends);
    return has_english(word, ends, *parts) ? MADE_OF_BOTH : MADE_OF_NOTHING;
}

/* The phonemes of a part. One that is rare in Dutch compounds is English beside English parts. The
 * caller frees. */
static char *part_reading(const char *part, size_t n, made_of what)
{
    kx_english_word word;
    kx_part_counts counts = {0, 0};
    g_autofree char *full = kx_compound_word(part, n, look_up_dutch, NULL, &counts);
    g_autofree char *dutch = full ? g_strdup(kx_words_part(full, strlen(full), &counts)) : NULL;
    if (dutch && strlen(full) > n)
        dutch[strlen(dutch) - 1] = '\0';
    const bool common = dutch && counts.first + counts.last >= COMMON_PART_COUNT;
    if (what == MADE_OF_DUTCH || (what == MADE_OF_BOTH && common) ||
        !kx_english_find(part, n, &word) || word.name)
        return g_steal_pointer(&dutch);
    return kx_english_in_dutch(&word, part, n);
}

/* "wet + houder" */
static char *name_parts(const char *word, const size_t *ends, unsigned parts)
{
    GString *list = g_string_new(NULL);
    for (unsigned i = 0; i < parts; i++) {
        size_t start = i == 0 ? 0 : ends[i - 1];
        g_string_append_printf(list, "%s%.*s", i ? " + " : "", (int)(ends[i] - start),
                               word + start);
    }
    return g_string_free(list, FALSE);
}

char *kx_words_compound(const char *word, size_t n, bool name, char **names)
{
    size_t ends[KX_COMPOUND_PARTS_MAX];
    unsigned parts;
    g_autoptr(GPtrArray) phonemes = g_ptr_array_new_with_free_func(g_free);
    const made_of what = divide(word, n, name, &parts, ends);
    if (what == MADE_OF_NOTHING)
        return NULL;
    for (unsigned i = 0; i < parts; i++) {
        size_t start = i == 0 ? 0 : ends[i - 1];
        g_ptr_array_add(phonemes, part_reading(word + start, ends[i] - start, what));
    }
    if (names)
        *names = name_parts(word, ends, parts);
    return kx_join_phonemes((const char *const *)phonemes->pdata, parts,
                            kx_compound_stressed(word, ends, parts));
}
