/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Run by the build: compile_english OUTPUT HEADER ENGLISH DUTCH reads two lists of words, asks the
 * engine how its voice en-us reads the English ones, and writes what english_format.h describes,
 * and a header that names the file for the assembler. */
#include "base/order.h"
#include "speak/compile_tools.h"
#include "speak/english_format.h"
#include "speak/gate_private.h"
#include "text/table.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* A word of fewer bytes is no loan by its spelling alone. */
enum { LOAN_MIN = 5 };

/* Possessives are found by their word; what has two capitals is read by its letters. */
static bool is_wanted(const char *word)
{
    size_t n = strlen(word);
    unsigned capitals = 0;
    for (const char *at = word; *at; at = g_utf8_next_char(at))
        capitals += g_unichar_isupper(g_utf8_get_char(at));
    return (n >= 2 || strchr("aI", *word)) && capitals < 2 && !strchr(word, '\'') &&
           !strchr(word, '-');
}

/* ---- spelling ---- */

static bool fits(const char *word, size_t n, const char *letters, const char *place)
{
    size_t length = strlen(letters);
    if (length > n)
        return false;
    if (strcmp(place, "inside") == 0)
        return strstr(word, letters) != NULL;
    if (strcmp(place, "start") == 0)
        return g_str_has_prefix(word, letters);
    if (strcmp(place, "end") == 0)
        return g_str_has_suffix(word, letters);
    return g_str_has_prefix(word, letters) && (length == n || strcmp(word + length, "s") == 0);
}

typedef enum { SPELLED_NOT, SPELLED_ENGLISH, SPELLED_BUT_DUTCH } spelling;

/* The verdict of english_spelling.tsv; the last one where it says no to the very word. */
static spelling spelling_of(const char *word)
{
    const kx_table *table = &kx_table_english_spelling;
    const size_t n = strlen(word);
    const kx_cell *best = NULL;
    size_t best_rank = 0;
    g_autofree char *lower = g_utf8_strdown(word, -1);
    for (size_t i = 0; i < table->n_rows; i++) {
        const kx_cell *row = &table->cells[i * table->n_columns];
        const char *letters = kx_text(row, 0), *place = kx_text(row, 2);
        const bool whole = strcmp(place, "word") == 0;
        size_t rank = whole ? SIZE_MAX : strlen(letters);
        if (rank > best_rank && fits(whole ? lower : word, n, letters, place)) {
            best = row;
            best_rank = rank;
        }
    }
    if (best && strcmp(kx_text(best, 1), "yes") == 0)
        return SPELLED_ENGLISH;
    return best_rank == SIZE_MAX ? SPELLED_BUT_DUTCH : SPELLED_NOT;
}

/* What is known of a word. One that no Dutch list has is meant as English, unless it is short (the
 * names of Dutch letters are: bee, tee), a name, or a Dutch word with an s. */
static char flags_of(const char *word, GHashTable *dutch)
{
    g_autofree char *lower = g_utf8_strdown(word, -1);
    g_autofree char *bare = g_strndup(word, strlen(word) - 1);
    /* With an accent it came from French, to Dutch as well. */
    const spelling spelled = g_str_is_ascii(lower) ? spelling_of(lower) : SPELLED_BUT_DUTCH;
    const bool name = strcmp(lower, word) != 0;
    const bool dutch_too = g_hash_table_contains(dutch, word);
    const bool genitive = g_str_has_suffix(word, "s") && g_hash_table_contains(dutch, bare);
    const bool loan =
        spelled == SPELLED_ENGLISH ||
        (spelled == SPELLED_NOT && !dutch_too && !genitive && !name && strlen(word) >= LOAN_MIN);
    return (char)((dutch_too ? KX_ENGLISH_DUTCH_TOO : 0) |
                  (spelled == SPELLED_ENGLISH ? KX_ENGLISH_SPELLED : 0) |
                  (loan ? KX_ENGLISH_LOAN : 0) | (name ? KX_ENGLISH_NAME : 0));
}

/* ---- British spelling ---- */

/* The word as British English spells it, with the sounds of the American word; NULL if by no row of
 * english_british.tsv. The caller frees. */
static char *british(const char *word)
{
    const kx_table *table = &kx_table_english_british;
    const kx_cell *best = NULL;
    const char *found = NULL;
    for (size_t i = 0; i < table->n_rows; i++) {
        const kx_cell *row = &table->cells[i * table->n_columns];
        const char *letters = kx_text(row, 0);
        const bool at_end = strcmp(kx_text(row, 2), "end") == 0;
        const char *at = at_end && g_str_has_suffix(word, letters)
                             ? word + strlen(word) - strlen(letters)
                         : at_end ? NULL
                                  : strstr(word, letters);
        if (at && (!found || strlen(letters) > strlen(kx_text(best, 0)))) {
            best = row;
            found = at;
        }
    }
    return found ? g_strdup_printf("%.*s%s%s", (int)(found - word), word, kx_text(best, 1),
                                   found + strlen(kx_text(best, 0)))
                 : NULL;
}

/* The words, and their British spellings that neither list has: each with the word that tells its
 * sounds. */
static GPtrArray *with_british(GPtrArray *words, GHashTable *dutch, GHashTable *sounds)
{
    GPtrArray *all = g_ptr_array_new_with_free_func(g_free);
    g_autoptr(GHashTable) english = g_hash_table_new(g_str_hash, g_str_equal);
    for (unsigned i = 0; i < words->len; i++) {
        g_hash_table_add(english, words->pdata[i]);
        g_ptr_array_add(all, g_strdup(words->pdata[i]));
    }
    for (unsigned i = 0; i < words->len; i++) {
        g_autofree char *variant = british(words->pdata[i]);
        if (!variant || g_hash_table_contains(english, variant) ||
            g_hash_table_contains(dutch, variant))
            continue;
        g_hash_table_insert(sounds, g_strdup(variant), words->pdata[i]);
        g_ptr_array_add(all, g_steal_pointer(&variant));
    }
    g_ptr_array_sort(all, kx_by_bytes);
    return all;
}

/* ---- the file ---- */

static void add_words(kx_blob_writer *writer, const GPtrArray *words, GHashTable *dutch,
                      GHashTable *sounds)
{
    const char *previous = "";
    for (unsigned i = 0; i < words->len; i++) {
        const char *word = words->pdata[i];
        bool again = strcmp(word, previous) == 0;
        previous = word;
        if (again || !is_wanted(word))
            continue;
        const char *american = g_hash_table_lookup(sounds, word);
        /* Alone the engine says the letter. */
        g_autofree char *phonemes = strcmp(word, "a") == 0
                                        ? g_strdup("a#")
                                        : kx_compile_phonemes(american ? american : word);
        if (kx_gate_english_words(phonemes, strlen(phonemes)) != 1)
            continue;
        g_autoptr(GString) value = g_string_new(phonemes);
        g_string_append_c(value, '\0');
        g_string_append_c(value, flags_of(word, dutch));
        kx_blob_writer_add(writer, word, value->str, value->len);
    }
}

int main(int argc, char **argv)
{
    if (argc != 5) {
        fprintf(stderr, "usage: compile_english OUTPUT HEADER ENGLISH DUTCH\n");
        return EXIT_FAILURE;
    }
    g_autoptr(GError) error = NULL;
    g_autoptr(GPtrArray) english = kx_compile_read_list(argv[3], &error);
    g_autoptr(GPtrArray) dutch = english ? kx_compile_read_list(argv[4], &error) : NULL;
    if (dutch) {
        g_autoptr(GHashTable) known = g_hash_table_new(g_str_hash, g_str_equal);
        for (unsigned i = 0; i < dutch->len; i++)
            g_hash_table_add(known, dutch->pdata[i]);
        kx_compile_open_engine("en-us");
        kx_blob_writer writer = kx_blob_writer_new();
        g_autoptr(GHashTable) sounds = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
        g_autoptr(GPtrArray) all = with_british(english, known, sounds);
        add_words(&writer, all, known, sounds);
        g_autoptr(GByteArray) file = g_byte_array_new();
        kx_blob_writer_end(&writer, file);
        if (kx_compile_write(argv[1], file, argv[2], "KX_ENGLISH_FILE", &error))
            return EXIT_SUCCESS;
    }
    fprintf(stderr, "%s\n", error->message);
    return EXIT_FAILURE;
}
