/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Run by the build: compile_words OUTPUT HEADER LIST reads a list of words, one a line, finds which
 * of them are parts of others, asks the engine how these are read, and writes what words_format.h
 * describes, and a header that names the file for the assembler. */
#include "base/order.h"
#include "speak/compile_tools.h"
#include "speak/compound.h"
#include "speak/english.h"
#include "speak/join.h"
#include "speak/phones.h"
#include "speak/repair.h"
#include "speak/repair_sounds.h"
#include "speak/words_format.h"
#include "text/lexicon.h"
#include "text/phonemes.h"
#include "text/table.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* A compound of fewer bytes is not counted; parts have PART_MIN bytes or more. */
enum { COMPOUND_MIN = 7, PART_MIN = 3, COUNT_MAX = UINT16_MAX };

typedef struct {
    kx_part_counts counts;
    char *phonemes; /* NULL: not known, or not asked yet */
    bool asked;
    bool listed; /* in the lexicon */
    bool compound;
    bool hyphened; /* a part of a hyphenated word */
    bool repaired; /* no compound; the letters alone would be read otherwise */
} word_facts;

static void free_facts(void *data)
{
    word_facts *facts = data;
    g_free(facts->phonemes);
    g_free(facts);
}

/* ---- the automaton: Daciuk and others, Incremental construction of minimal acyclic finite-state
 * automata, 2000; sorted input ---- */

typedef struct {
    unsigned char byte;
    bool final;
    uint32_t target; /* a node that is done */
} edge;

typedef struct {
    GArray *edges;     /* uint32_t, as they are written */
    GHashTable *nodes; /* GBytes of a node's edges -> its offset */
    GPtrArray *open;   /* GArray of edge: the nodes along the last word, not done yet */
} automaton;

static uint32_t finish_node(automaton *a, GArray *node)
{
    if (node->len == 0)
        return 0;
    GBytes *key = g_bytes_new(node->data, node->len * sizeof(edge));
    void *known = g_hash_table_lookup(a->nodes, key);
    if (known) {
        g_bytes_unref(key);
        return GPOINTER_TO_UINT(known);
    }
    uint32_t offset = a->edges->len;
    for (unsigned i = 0; i < node->len; i++) {
        const edge *e = &g_array_index(node, edge, i);
        uint32_t written = e->target | (uint32_t)e->byte << KX_EDGE_BYTE_SHIFT |
                           (e->final ? KX_EDGE_FINAL : 0) | (i + 1 == node->len ? KX_EDGE_LAST : 0);
        g_array_append_val(a->edges, written);
    }
    g_hash_table_insert(a->nodes, key, GUINT_TO_POINTER(offset));
    return offset;
}

/* Ends all open nodes deeper than `depth`. */
static void close_nodes(automaton *a, size_t depth)
{
    while (a->open->len > depth + 1) {
        GArray *node = a->open->pdata[a->open->len - 1];
        GArray *parent = a->open->pdata[a->open->len - 2];
        g_array_index(parent, edge, parent->len - 1).target = finish_node(a, node);
        g_ptr_array_set_size(a->open, (int)a->open->len - 1);
    }
}

static void add_word(automaton *a, const char *word, const char *previous)
{
    size_t common = 0, n = strlen(word);
    while (previous[common] && previous[common] == word[common])
        common++;
    close_nodes(a, common);
    for (size_t i = common; i < n; i++) {
        edge e = {0};
        e.byte = (unsigned char)word[i];
        e.final = i + 1 == n;
        g_array_append_val((GArray *)a->open->pdata[a->open->len - 1], e);
        g_ptr_array_add(a->open, g_array_new(FALSE, TRUE, sizeof(edge)));
    }
}

static void unref_node(void *node)
{
    g_array_unref(node);
}

/* The edges, with the start's at offset 1 (offset 0 is no node). */
static GArray *make_automaton(const GPtrArray *words)
{
    GArray *out = g_array_new(FALSE, TRUE, sizeof(uint32_t));
    automaton a = {
        g_array_new(FALSE, TRUE, sizeof(uint32_t)),
        g_hash_table_new_full(g_bytes_hash, g_bytes_equal, (GDestroyNotify)g_bytes_unref, NULL),
        g_ptr_array_new_with_free_func(unref_node)};
    g_array_set_size(a.edges, 1);
    g_ptr_array_add(a.open, g_array_new(FALSE, TRUE, sizeof(edge)));
    const char *previous = "";
    for (unsigned i = 0; i < words->len; i++) {
        if (strcmp(words->pdata[i], previous) != 0)
            add_word(&a, words->pdata[i], previous);
        previous = words->pdata[i];
    }
    close_nodes(&a, 0);
    /* The start moves to the front: all offsets shift by its size. */
    GArray *start = a.open->pdata[0];
    unsigned shift = start->len;
    finish_node(&a, start);
    g_array_set_size(out, 1);
    g_array_append_vals(out, &g_array_index(a.edges, uint32_t, a.edges->len - shift), shift);
    g_array_append_vals(out, &g_array_index(a.edges, uint32_t, 1), a.edges->len - shift - 1);
    for (unsigned i = 1; i < out->len; i++) {
        uint32_t *e = &g_array_index(out, uint32_t, i);
        uint32_t target = *e & KX_EDGE_TARGET;
        *e = (*e & ~(uint32_t)KX_EDGE_TARGET) | (target ? target + shift : 0);
    }
    g_array_unref(a.edges);
    g_hash_table_unref(a.nodes);
    g_ptr_array_unref(a.open);
    return out;
}

/* ---- parts ---- */

static bool is_lower(const char *word)
{
    for (const char *at = word; *at; at = g_utf8_next_char(at)) {
        if (!g_unichar_islower(g_utf8_get_char(at)))
            return false;
    }
    return true;
}

static GHashTable *collect_facts(const GPtrArray *words)
{
    GHashTable *facts = g_hash_table_new_full(g_str_hash, g_str_equal, NULL, free_facts);
    for (unsigned i = 0; i < words->len; i++) {
        if (is_lower(words->pdata[i]))
            g_hash_table_insert(facts, words->pdata[i], g_new0(word_facts, 1));
    }
    return facts;
}

static void count(unsigned *counter)
{
    *counter += *counter < COUNT_MAX;
}

/* Counts the word's two halves at each place where both are words; the first may have a linking
 * -s-, and counts with it. */
static void count_halves(GHashTable *facts, const char *word)
{
    size_t n = strlen(word);
    g_autofree char *first = g_strdup(word);
    for (size_t cut = n >= COMPOUND_MIN ? n - PART_MIN : 0; cut >= PART_MIN; cut--) {
        first[cut] = '\0';
        word_facts *last = g_hash_table_lookup(facts, word + cut);
        if (!last)
            continue;
        word_facts *own = g_hash_table_lookup(facts, first);
        if (own) {
            count(&own->counts.first);
            count(&last->counts.last);
        }
    }
}

/* A first part that is a word with an -s- behind it is a part of its own (veiligheids-). */
static void count_linked(GHashTable *facts, GHashTable *linked, const char *word)
{
    size_t n = strlen(word);
    g_autofree char *first = g_strdup(word);
    for (size_t cut = n >= COMPOUND_MIN ? n - PART_MIN : 0; cut > PART_MIN; cut--) {
        first[cut] = '\0';
        word_facts *last = g_hash_table_lookup(facts, word + cut);
        if (!last || first[cut - 1] != 's' || g_hash_table_contains(facts, first))
            continue;
        g_autofree char *bare = g_strndup(first, cut - 1);
        if (!g_hash_table_contains(facts, bare))
            continue;
        word_facts *own = g_hash_table_lookup(linked, first);
        if (!own) {
            own = g_new0(word_facts, 1);
            g_hash_table_insert(linked, g_strdup(first), own);
        }
        count(&own->counts.first);
        count(&last->counts.last);
    }
}

static void count_parts(GHashTable *facts, GHashTable *linked, const GPtrArray *words)
{
    for (unsigned i = 0; i < words->len; i++) {
        if (!is_lower(words->pdata[i]))
            continue;
        count_halves(facts, words->pdata[i]);
        count_linked(facts, linked, words->pdata[i]);
    }
}

/* ---- names and parts of hyphenated words ---- */

static bool is_letters(const char *word)
{
    const char *at = word;
    while (g_unichar_isalpha(g_utf8_get_char(at)))
        at = g_utf8_next_char(at);
    return at > word && *at == '\0';
}

static void add_other(GHashTable *others, const char *word)
{
    if (is_letters(word) && !g_hash_table_contains(others, word))
        g_hash_table_insert(others, g_strdup(word), g_new0(word_facts, 1));
}

static GHashTable *collect_others(GHashTable *facts, const GPtrArray *words)
{
    GHashTable *others = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, free_facts);
    for (unsigned i = 0; i < words->len; i++) {
        if (is_letters(words->pdata[i]) && !is_lower(words->pdata[i]))
            add_other(others, words->pdata[i]);
        if (!strchr(words->pdata[i], '-'))
            continue;
        g_auto(GStrv) parts = g_strsplit(words->pdata[i], "-", -1);
        for (unsigned j = 0; parts[j]; j++) {
            word_facts *known = g_hash_table_lookup(facts, parts[j]);
            if (known)
                known->hyphened = true;
            else
                add_other(others, parts[j]);
        }
    }
    return others;
}

/* ---- phonemes ---- */

typedef struct {
    GHashTable *facts, *linked;
    GHashTable *others; /* names, and what stands in hyphenated words only */
} dictionary;

static word_facts *facts_of(const dictionary *d, const char *word)
{
    word_facts *facts = g_hash_table_lookup(d->facts, word);
    return facts ? facts : g_hash_table_lookup(d->linked, word);
}

static bool look_up(void *data, const char *text, size_t n, kx_part_counts *counts)
{
    g_autofree char *word = g_strndup(text, n);
    const word_facts *facts = facts_of(data, word);
    if (facts)
        *counts = facts->counts;
    return facts != NULL;
}

/* Function words have no main stress in the engine's reading; as a part they get one, on the first
 * vowel that is none of a weak syllable. */
static void stress(GArray *phones)
{
    for (unsigned at = 0; at < phones->len; at++) {
        if (g_array_index(phones, kx_phone, at).vowel && !kx_phones_is_weak(phones, at)) {
            kx_phones_stress(phones, at);
            return;
        }
    }
    unsigned first = kx_phones_vowel(phones, 0);
    if (first < phones->len)
        kx_phones_stress(phones, first);
}

/* The engine's reading of a word alone; NULL where it would change its language. */
static char *read_alone(const char *word, bool *has_stress)
{
    g_autofree char *phonemes = kx_compile_phonemes(word);
    g_autoptr(GArray) phones = g_array_new(FALSE, FALSE, sizeof(kx_phone));
    if (!kx_phonemes_valid(phonemes, NULL))
        return NULL;
    kx_phones_add(phones, phonemes);
    *has_stress = kx_phones_main(phones) < phones->len;
    if (!*has_stress)
        stress(phones);
    return kx_phones_print(phones);
}

static const kx_cell *find_listed(const char *word)
{
    const kx_cell *row = kx_lexicon_find_written(NULL, KX_LEXICON_SOUND, word, strlen(word));
    bool said = row && kx_lexicon_row_is(row, "phonemes");
    return said && strchr(kx_text(row, KX_LEXICON_VALUE), '\'') ? row : NULL;
}

/* The dictionary as a list of words. */
static bool has_word(const void *facts, const char *text, size_t n)
{
    g_autofree char *word = g_strndup(text, n);
    return g_hash_table_contains((GHashTable *)(uintptr_t)facts, word);
}

/* A reading that is known without the engine: of the lexicon, or of an English word. Names are no
 * parts of words. */
static char *read_known(const dictionary *d, const char *word)
{
    const kx_cell *row = find_listed(word);
    if (row)
        return g_strdup(kx_text(row, KX_LEXICON_VALUE));
    if (g_hash_table_contains(d->facts, word))
        return kx_english_reading(word, strlen(word), true, has_word, d->facts);
    g_autofree char *linked = kx_english_reading(word, strlen(word) - 1, true, has_word, d->facts);
    return linked ? g_strconcat(linked, "s", NULL) : NULL;
}

static const char *phonemes_of(const dictionary *d, const char *word);

static bool look_up_reading(void *data, const char *word, kx_known_reading *reading)
{
    if (!reading)
        return facts_of(data, word) != NULL;
    const char *phonemes = phonemes_of(data, word);
    if (!phonemes)
        return false;
    const word_facts *facts = facts_of(data, word);
    *reading = (kx_known_reading){phonemes, facts->repaired, facts->listed, facts->compound};
    return true;
}

/* The reading of a word that is no compound. */
static void read_simplex(const dictionary *d, const char *word, word_facts *facts)
{
    bool has_stress;
    g_autofree char *alone = read_alone(word, &has_stress);
    if (alone && has_stress) {
        facts->phonemes = kx_repair(word, alone, look_up_reading, (void *)(uintptr_t)d);
        facts->repaired |= strcmp(facts->phonemes, alone) != 0;
    } else {
        facts->phonemes = g_steal_pointer(&alone);
    }
}

/* Where the word comes apart; 0 if it does not. */
static unsigned split(const dictionary *d, const char *word, word_facts *facts, size_t *ends)
{
    void *data = (void *)(uintptr_t)d;
    unsigned n = kx_compound_split(word, strlen(word), look_up, data, ends);
    if (n > 0 && kx_repair_forbids(word, ends[n - 2], look_up_reading, data)) {
        facts->repaired = true;
        return 0;
    }
    return n;
}

/* A word with a linking -s- as without it. */
static char *read_linked(const dictionary *d, const char *word)
{
    g_autofree char *bare = g_strndup(word, strlen(word) - 1);
    const char *phonemes = phonemes_of(d, bare);
    return phonemes ? g_strconcat(phonemes, "s", NULL) : NULL;
}

/* A part that is a compound itself and not known as a whole is read by its own parts. */
static const char *phonemes_of(const dictionary *d, const char *word)
{
    size_t ends[KX_COMPOUND_PARTS_MAX];
    g_autoptr(GPtrArray) phonemes = g_ptr_array_new_with_free_func(g_free);
    word_facts *facts = facts_of(d, word);
    if (!facts || facts->asked)
        return facts ? facts->phonemes : NULL;
    facts->asked = true;
    facts->phonemes = read_known(d, word);
    if (!facts->phonemes && g_hash_table_lookup(d->linked, word) == facts)
        facts->phonemes = read_linked(d, word);
    facts->listed = find_listed(word) != NULL;
    if (facts->phonemes)
        return facts->phonemes;
    unsigned n = split(d, word, facts, ends);
    for (unsigned i = 0; i < n; i++) {
        size_t start = i == 0 ? 0 : ends[i - 1];
        kx_part_counts counts;
        g_autofree char *part =
            kx_compound_word(word + start, ends[i] - start, look_up, (void *)(uintptr_t)d, &counts);
        const char *known = phonemes_of(d, part);
        if (known)
            g_ptr_array_add(phonemes, kx_compound_phonemes(known, part, ends[i] - start));
        else
            n = 0;
    }
    facts->compound = n > 0;
    if (n > 0)
        facts->phonemes =
            kx_join_phonemes((const char *const *)phonemes->pdata, n,
                             kx_compound_stressed(word, ends, n, look_up, (void *)(uintptr_t)d));
    else
        read_simplex(d, word, facts);
    return facts->phonemes;
}

/* ---- the file ---- */

static void add_part(kx_blob_writer *writer, const char *word, const word_facts *facts)
{
    const unsigned numbers[] = {facts->counts.first, facts->counts.last};
    g_autoptr(GString) value = g_string_new(facts->phonemes);
    g_string_append_c(value, '\0');
    for (unsigned i = 0; i < G_N_ELEMENTS(numbers); i++) {
        g_string_append_c(value, (char)(numbers[i] & 0xFF));
        g_string_append_c(value, (char)(numbers[i] >> 8));
    }
    g_string_append_c(value, facts->repaired);
    kx_blob_writer_add(writer, word, value->str, value->len);
}

static void add_parts(const dictionary *d, const GPtrArray *words, kx_blob_writer *writer)
{
    for (unsigned i = 0; i < words->len; i++) {
        const word_facts *facts = facts_of(d, words->pdata[i]);
        bool again = i > 0 && strcmp(words->pdata[i], words->pdata[i - 1]) == 0;
        bool part = facts && (facts->hyphened || facts->counts.first + facts->counts.last > 0);
        if (again || !facts || !phonemes_of(d, words->pdata[i]) || (!part && !facts->repaired))
            continue;
        add_part(writer, words->pdata[i], facts);
    }
}

/* Words with accents, as they are found where these are left out (geinteresseerd). */
static void add_folded(const dictionary *d, const GPtrArray *words, kx_blob_writer *writer)
{
    for (unsigned i = 0; i < words->len; i++) {
        word_facts *facts = facts_of(d, words->pdata[i]);
        if (!facts || g_str_is_ascii(words->pdata[i]))
            continue;
        g_autofree char *plain = g_str_to_ascii(words->pdata[i], "nl");
        if (facts_of(d, plain) || !phonemes_of(d, words->pdata[i]))
            continue;
        facts->repaired = true;
        add_part(writer, plain, facts);
    }
}

static void add_others(GHashTable *others, const GPtrArray *words, kx_blob_writer *writer)
{
    for (unsigned i = 0; i < words->len; i++) {
        bool has_stress;
        word_facts *facts = g_hash_table_lookup(others, words->pdata[i]);
        g_autofree char *alone = read_alone(words->pdata[i], &has_stress);
        if (!alone)
            continue;
        char *people = kx_repair_people(words->pdata[i], alone);
        facts->repaired = people != NULL;
        facts->phonemes = people ? people : g_steal_pointer(&alone);
        add_part(writer, words->pdata[i], facts);
    }
}

static GPtrArray *sorted_keys(GHashTable *table)
{
    GPtrArray *keys = g_ptr_array_new();
    GHashTableIter iter;
    void *key;
    for (g_hash_table_iter_init(&iter, table); g_hash_table_iter_next(&iter, &key, NULL);)
        g_ptr_array_add(keys, key);
    g_ptr_array_sort(keys, kx_by_bytes);
    return keys;
}

static GByteArray *make_file(const GPtrArray *words, const dictionary *d)
{
    g_autoptr(GPtrArray) linked = sorted_keys(d->linked);
    g_autoptr(GPtrArray) others = sorted_keys(d->others);
    g_autoptr(GArray) edges = make_automaton(words);
    kx_words_header header = {edges->len};
    kx_blob_writer parts = kx_blob_writer_new();
    GByteArray *file = g_byte_array_new();
    g_assert(edges->len <= KX_EDGE_TARGET);
    add_parts(d, words, &parts);
    add_parts(d, linked, &parts);
    add_folded(d, words, &parts);
    add_others(d->others, others, &parts);
    g_byte_array_append(file, (const guint8 *)&header, sizeof header);
    g_byte_array_append(file, (const guint8 *)edges->data, edges->len * (guint)sizeof(uint32_t));
    kx_blob_writer_end(&parts, file);
    return file;
}

int main(int argc, char **argv)
{
    if (argc != 4) {
        fprintf(stderr, "usage: compile_words OUTPUT HEADER LIST\n");
        return EXIT_FAILURE;
    }
    g_autoptr(GError) error = NULL;
    g_autoptr(GPtrArray) words = kx_compile_read_list(argv[3], &error);
    if (!words) {
        fprintf(stderr, "%s\n", error->message);
        return EXIT_FAILURE;
    }
    kx_compile_open_engine("nl");
    g_autoptr(GHashTable) facts = collect_facts(words);
    g_autoptr(GHashTable) linked =
        g_hash_table_new_full(g_str_hash, g_str_equal, g_free, free_facts);
    count_parts(facts, linked, words);
    g_autoptr(GHashTable) others = collect_others(facts, words);
    const dictionary d = {facts, linked, others};
    g_autoptr(GByteArray) file = make_file(words, &d);
    if (kx_compile_write(argv[1], file, argv[2], "KX_WORDS_FILE", &error))
        return EXIT_SUCCESS;
    fprintf(stderr, "%s\n", error->message);
    return EXIT_FAILURE;
}
