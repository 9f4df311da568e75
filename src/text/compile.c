/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Run by the build: compile OUTPUT.c DIR reads DIR/NAME.tsv for every table of text/table.h, checks
 * it against its schema and writes all of them as C arrays, sorted by the bytes of their keys. The
 * lexicon is all DIR/lexicon_*.tsv together. The first fault ends it with "DIR/NAME.tsv:LINE: what"
 * and exit status 1. */
#include "base/error.h"
#include "base/tsv.h"
#include "text/compile_schema.h"
#include "text/lexicon_row.h"
#include "text/phonemes.h"
#include "text/table.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* ---- one cell ---- */

static bool is_words(const char *cell, bool lower)
{
    for (const char *at = cell; *at; at = g_utf8_next_char(at)) {
        gunichar c = g_utf8_get_char(at);
        if (!g_unichar_isalpha(c) && c != ' ' && c != '\'' && c != '-')
            return false;
        if (lower && g_unichar_isupper(c))
            return false;
    }
    return *cell != '\0';
}

static bool is_sign(const char *cell)
{
    enum { SIGNS_MAX = 3 };
    glong length = g_utf8_strlen(cell, -1);
    for (const char *at = cell; *at; at++) {
        if (g_ascii_isalnum(*at) || g_ascii_isspace(*at))
            return false;
    }
    return length > 0 && length <= SIGNS_MAX;
}

static bool is_one_character(const char *cell)
{
    return *cell && *g_utf8_next_char(cell) == '\0';
}

static bool is_choice(const char *cell, const char *choices)
{
    g_autofree char *wanted = g_strdup_printf("|%s|", cell);
    return !strchr(cell, '|') && strstr(choices, wanted) != NULL;
}

static bool in_set(const char *mnemonic, size_t length, void *data)
{
    g_autofree char *key = g_strndup(mnemonic, length);
    return g_hash_table_contains(data, key);
}

/* What is wrong with a string of mnemonics, or NULL. */
static char *phonemes_fault(const char *cell, GHashTable *mnemonics)
{
    size_t n = strlen(cell), at = 0;
    while (at < n) {
        size_t length = kx_mnemonic_length(cell + at, n - at, in_set, mnemonics);
        if (length == 0)
            return g_strdup_printf("unknown phoneme at \"%s\"", cell + at);
        at += length;
    }
    return n == 0 ? g_strdup("no phonemes") : NULL;
}

/* What is wrong with a cell, or NULL. The caller frees. */
static char *cell_fault(const column *column, const char *cell, GHashTable *mnemonics)
{
    const char *wanted = NULL;
    switch (column->kind) {
    case CELL_NONE:
        break;
    case CELL_TEXT:
        wanted = *cell ? NULL : "a text";
        break;
    case CELL_WORDS:
        wanted = is_words(cell, false) ? NULL : "words";
        break;
    case CELL_WORDS_OR_NOTHING:
        wanted = !*cell || is_words(cell, false) ? NULL : "words or nothing";
        break;
    case CELL_LOWER:
        wanted = is_words(cell, true) ? NULL : "words in lower case";
        break;
    case CELL_LETTER:
        wanted = is_one_character(cell) && g_unichar_isupper(g_utf8_get_char(cell))
                     ? NULL
                     : "one capital letter";
        break;
    case CELL_SIGN:
        wanted = is_sign(cell) ? NULL : "a sign";
        break;
    case CELL_PHONEMES:
        return phonemes_fault(cell, mnemonics);
    case CELL_CHOICE:
        if (is_choice(cell, column->choices))
            return NULL;
        return g_strdup_printf("\"%s\" is none of %s", cell, column->choices);
    }
    return wanted ? g_strdup_printf("\"%s\" where %s should stand", cell, wanted) : NULL;
}

/* ---- one table ---- */

static const char *cell(const kx_tsv_row *row, unsigned i)
{
    return i < row->n_cells ? row->cells[i] : "";
}

static int by_key(gconstpointer a, gconstpointer b)
{
    const kx_tsv_row *left = *(kx_tsv_row *const *)a, *right = *(kx_tsv_row *const *)b;
    int order = strcmp(left->cells[0], right->cells[0]);
    return order != 0 ? order : (left->line > right->line) - (left->line < right->line);
}

static bool row_fault(const char *path, unsigned line, const char *what, GError **error)
{
    g_set_error(error, KX_ERROR, KX_ERROR_CONFIG, "%s:%u: %s", path, line, what);
    return false;
}

static bool check_row(const schema *table, const char *path, const kx_tsv_row *row,
                      GHashTable *mnemonics, GError **error)
{
    for (unsigned i = 0; i < table->n_columns; i++) {
        g_autofree char *fault = cell_fault(&table->columns[i], cell(row, i), mnemonics);
        if (fault)
            return row_fault(path, row->line, fault, error);
    }
    return true;
}

/* In sorted rows: the same key with the same last cell. */
static bool check_conditions(const schema *table, const char *path, const GPtrArray *rows,
                             GError **error)
{
    unsigned last = table->n_columns - 1;
    for (unsigned i = 0; i < rows->len; i++) {
        const kx_tsv_row *row = rows->pdata[i];
        for (unsigned j = i; j > 0; j--) {
            const kx_tsv_row *other = rows->pdata[j - 1];
            if (strcmp(row->cells[0], other->cells[0]) != 0)
                break;
            if (strcmp(cell(row, last), cell(other, last)) == 0) {
                g_autofree char *what = g_strdup_printf(
                    "\"%s\" stands with the same condition in line %u", row->cells[0], other->line);
                return row_fault(path, row->line, what, error);
            }
        }
    }
    return true;
}

/* The texts of cells, each once and with the NUL that ends it. */
typedef struct {
    GString *texts;
    GHashTable *offsets; /* text -> where it begins among them */
} pool;

/* Where a text begins in the pool; adds it if it is not there. */
static size_t pool_offset(pool *p, const char *text)
{
    void *offset;
    if (g_hash_table_lookup_extended(p->offsets, text, NULL, &offset))
        return GPOINTER_TO_SIZE(offset);
    size_t end = p->texts->len;
    g_hash_table_insert(p->offsets, (void *)(uintptr_t)text, GSIZE_TO_POINTER(end));
    g_string_append_len(p->texts, text, (gssize)strlen(text) + 1);
    return end;
}

static void write_texts(GString *out, const GString *texts)
{
    for (size_t at = 0; at < texts->len; at += strlen(texts->str + at) + 1) {
        g_autofree char *escaped = g_strescape(texts->str + at, NULL);
        g_string_append_printf(out, "    \"%s\\0\"\n", escaped);
    }
}

/* One object: the cells of all rows, and behind them their texts, to which cells count from
 * themselves on. */
static void write_cells(GString *out, const char *name, unsigned n_columns, const GPtrArray *rows)
{
    g_autoptr(GHashTable) offsets = g_hash_table_new(g_str_hash, g_str_equal);
    g_autoptr(GString) texts = g_string_new(NULL);
    g_autoptr(GString) cells = g_string_new(NULL);
    pool p = {texts, offsets};
    const size_t n_cells = (size_t)rows->len * n_columns;
    for (size_t i = 0; i < n_cells; i++) {
        const unsigned column = (unsigned)(i % n_columns);
        const size_t text = pool_offset(&p, cell(rows->pdata[i / n_columns], column));
        g_string_append_printf(cells, "%s{%zu},%s", column == 0 ? "    " : " ",
                               (n_cells - i) * sizeof(kx_cell) + text,
                               column + 1 == n_columns ? "\n" : "");
    }
    g_string_append_printf(out,
                           "static const struct {\n"
                           "    kx_cell cells[%zu];\n"
                           "    char texts[%zu];\n"
                           "} %s = {{\n%s    },\n",
                           n_cells, texts->len + 1, name, cells->str);
    write_texts(out, texts);
    g_string_append(out, "};\n");
}

/* Each key's first row, at the place that its hash asks for or the next free one. Two places a row
 * keep the searches short. Returns the number of places. */
static unsigned write_index(GString *out, const char *name, const GPtrArray *rows)
{
    unsigned places = 2;
    while (places < 2 * rows->len)
        places *= 2;
    g_autofree unsigned *index = g_new0(unsigned, places);
    for (unsigned i = 0; i < rows->len; i++) {
        const char *key = cell(rows->pdata[i], 0);
        if (i > 0 && strcmp(key, cell(rows->pdata[i - 1], 0)) == 0)
            continue;
        uint32_t at = kx_table_hash(key, strlen(key));
        while (index[at % places] != 0)
            at++;
        index[at % places] = i + 1;
    }
    g_string_append_printf(out, "static const uint16_t %s_index[] = {", name);
    for (unsigned i = 0; i < places; i++)
        g_string_append_printf(out, "%s%u,", i % 16 == 0 ? "\n    " : " ", index[i]);
    g_string_append(out, "\n};\n");
    return places;
}

static void write_lengths(GString *out, const char *name, const GPtrArray *rows)
{
    uint32_t lengths[32] = {0};
    for (unsigned i = 0; i < rows->len; i++) {
        const char *key = cell(rows->pdata[i], 0);
        lengths[kx_table_initial(*key)] |= kx_table_length_bit(strlen(key));
    }
    g_string_append_printf(out, "static const uint32_t %s_lengths[] = {", name);
    for (unsigned i = 0; i < G_N_ELEMENTS(lengths); i++)
        g_string_append_printf(out, "%s0x%x,", i % 8 == 0 ? "\n    " : " ", lengths[i]);
    g_string_append(out, "\n};\n");
}

/* Rows (kx_tsv_row*) in the order of their keys. */
static void write_table(GString *out, const char *name, unsigned n_columns, const GPtrArray *rows)
{
    write_cells(out, name, n_columns, rows);
    write_lengths(out, name, rows);
    unsigned places = write_index(out, name, rows);
    g_string_append_printf(
        out,
        "const kx_table kx_table_%s = {\"%s\", %u, %u, %s.cells, %s_index, %u, %s_lengths};\n\n",
        name, name, n_columns, rows->len, name, name, places - 1, name);
}

/* ---- what tokens begin with ---- */

/* The tables by whose keys classes find tokens that may begin with a plain word, with those of the
 * lexicon that read it or go on. */
static const char *const beginning_tables[] = {"abbreviations", "units", "months", "english_months",
                                               "weekdays"};

/* Adds the letters that a key begins with, in lower case: a word of two letters or more; and the
 * letter that must follow behind a blank, or a star if that may be anything. */
static void add_beginning(GHashTable *beginnings, const char *key, char next)
{
    size_t n = 0;
    while (g_ascii_isalpha(key[n]))
        n++;
    if (n < 2)
        return;
    g_autofree char *word = g_ascii_strdown(key, (gssize)n);
    const char *known = g_hash_table_lookup(beginnings, word);
    if (known && strchr(known, next))
        return;
    char *letters = g_strdup_printf("%s%c", known ? known : "", next);
    g_hash_table_insert(beginnings, g_steal_pointer(&word), letters);
}

static void add_beginnings(GHashTable *beginnings, const char *name, const GPtrArray *rows)
{
    for (unsigned i = 0; i < G_N_ELEMENTS(beginning_tables); i++) {
        for (unsigned j = 0; strcmp(name, beginning_tables[i]) == 0 && j < rows->len; j++)
            add_beginning(beginnings, cell(rows->pdata[j], 0), KX_BEGINNING_ANY);
    }
}

static void write_list(GString *out)
{
    g_string_append(out, "const kx_table *const kx_tables[] = {\n");
    for (unsigned i = 0; i < G_N_ELEMENTS(schemas); i++)
        g_string_append_printf(out, "    &kx_table_%s,\n", schemas[i].name);
    g_string_append(out, "    &kx_table_lexicon,\n    &kx_table_phrases,\n"
                         "    &kx_table_beginnings,\n    NULL,\n};\n");
}

/* The rows of a file; NULL with an error. */
static GPtrArray *read_rows(const char *path, unsigned min_cells, unsigned max_cells, bool twice,
                            GError **error)
{
    g_autofree char *text = NULL;
    gsize length = 0;
    if (!g_file_get_contents(path, &text, &length, error))
        return NULL;
    g_autoptr(GPtrArray) rows =
        kx_tsv_parse(path, text, length, min_cells, max_cells, twice, error);
    if (!rows)
        return NULL;
    if (rows->len > 0 && rows->len < UINT16_MAX)
        return g_steal_pointer(&rows);
    row_fault(path, 1, rows->len ? "more rows than the index can number" : "an empty table", error);
    return NULL;
}

static bool compile(GString *out, const schema *table, const char *dir, GHashTable *mnemonics,
                    GHashTable *beginnings, GError **error)
{
    g_autofree char *file = g_strconcat(table->name, ".tsv", NULL);
    g_autofree char *path = g_build_filename(dir, file, NULL);
    g_autoptr(GPtrArray) rows =
        read_rows(path, table->min_cells, table->n_columns, table->keyed_twice, error);
    if (!rows)
        return false;
    for (unsigned i = 0; i < rows->len; i++) {
        if (!check_row(table, path, rows->pdata[i], mnemonics, error))
            return false;
        if (table == &schemas[0] && strcmp(cell(rows->pdata[i], 1), "en") != 0)
            g_hash_table_add(mnemonics, g_strdup(cell(rows->pdata[i], 0)));
    }
    g_ptr_array_sort(rows, by_key);
    if (table->keyed_twice && !check_conditions(table, path, rows, error))
        return false;
    write_table(out, table->name, table->n_columns, rows);
    add_beginnings(beginnings, table->name, rows);
    return true;
}

/* ---- the lexicon ---- */

static void free_row(void *data)
{
    kx_tsv_row *row = data;
    g_strfreev(row->cells);
    g_free(row);
}

static void add_row(GPtrArray *rows, unsigned n_cells, char **cells)
{
    kx_tsv_row *row = g_new0(kx_tsv_row, 1);
    row->line = rows->len + 1; /* the order in which rows of one key stay */
    row->n_cells = n_cells;
    row->cells = cells;
    g_ptr_array_add(rows, row);
}

/* Adds the entries of a file; `seen` tells where each written form stands. */
static bool add_lexicon(GPtrArray *entries, GHashTable *seen, const char *dir, const char *file,
                        GHashTable *mnemonics, GError **error)
{
    g_autofree char *path = g_build_filename(dir, file, NULL);
    g_autoptr(GPtrArray) rows = read_rows(path, 2, 4, false, error);
    for (unsigned i = 0; rows && i < rows->len; i++) {
        const kx_tsv_row *row = rows->pdata[i];
        g_autofree char *fault = kx_lexicon_fault(row, in_set, mnemonics);
        if (fault)
            return row_fault(path, row->line, fault, error);
        g_auto(GStrv) cells = kx_lexicon_cells(row);
        const char *other = g_hash_table_lookup(seen, cells[KX_LEXICON_WRITTEN]);
        if (other) {
            fault = g_strdup_printf("\"%s\" stands in %s too", cell(row, 0), other);
            return row_fault(path, row->line, fault, error);
        }
        cells[KX_LEXICON_PLACE] = g_strdup_printf("%s:%u", file, row->line);
        g_hash_table_insert(seen, cells[KX_LEXICON_WRITTEN], cells[KX_LEXICON_PLACE]);
        add_row(entries, KX_LEXICON_COLUMNS, g_steal_pointer(&cells));
    }
    return rows != NULL;
}

/* The first words of all entries of more than one word, with the most words that follow each. */
static GPtrArray *phrases_of(const GPtrArray *entries)
{
    g_autoptr(GHashTable) most = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    for (unsigned i = 0; i < entries->len; i++) {
        const char *key = cell(entries->pdata[i], KX_LEXICON_KEY);
        unsigned n = kx_lexicon_count_words(key);
        char *first = g_strndup(key, strcspn(key, " "));
        const unsigned longest = GPOINTER_TO_UINT(g_hash_table_lookup(most, first));
        if (n > MAX(1, longest))
            g_hash_table_insert(most, first, GUINT_TO_POINTER(n));
        else
            g_free(first);
    }
    GPtrArray *phrases = g_ptr_array_new_with_free_func(free_row);
    GHashTableIter iter;
    void *key, *n;
    for (g_hash_table_iter_init(&iter, most); g_hash_table_iter_next(&iter, &key, &n);) {
        char **cells = g_new0(char *, 3);
        cells[0] = g_strdup(key);
        cells[1] = g_strdup_printf("%u", GPOINTER_TO_UINT(n));
        add_row(phrases, 2, cells);
    }
    return phrases;
}

static int by_name(gconstpointer a, gconstpointer b)
{
    return strcmp(*(char *const *)a, *(char *const *)b);
}

static bool has_inner_capital(const char *word)
{
    return *word && strpbrk(word + 1, "ABCDEFGHIJKLMNOPQRSTUVWXYZ") != NULL;
}

/* Entries of one word that say how it is read, if it is written as a plain word is, and the first
 * words of longer ones. */
static void add_lexicon_beginnings(GHashTable *beginnings, const GPtrArray *entries)
{
    for (unsigned i = 0; i < entries->len; i++) {
        const kx_tsv_row *row = entries->pdata[i];
        const char *key = cell(row, KX_LEXICON_KEY), *blank = strchr(key, ' ');
        const char *written = cell(row, KX_LEXICON_WRITTEN);
        const char *kind = cell(row, KX_LEXICON_KIND);
        bool sound = strcmp(kind, "phonemes") == 0 || strcmp(kind, "lang:en") == 0;
        bool any_case = strcmp(cell(row, KX_LEXICON_FLAGS), "any-case") == 0;
        if (blank)
            add_beginning(beginnings, key, g_ascii_isalpha(blank[1]) ? blank[1] : KX_BEGINNING_ANY);
        else if (!sound && (any_case || !has_inner_capital(written)))
            add_beginning(beginnings, key, KX_BEGINNING_ANY);
    }
}

static void write_beginnings(GString *out, GHashTable *beginnings)
{
    g_autoptr(GPtrArray) rows = g_ptr_array_new_with_free_func(free_row);
    GHashTableIter iter;
    void *key, *letters;
    for (g_hash_table_iter_init(&iter, beginnings);
         g_hash_table_iter_next(&iter, &key, &letters);) {
        char **cells = g_new0(char *, 3);
        cells[0] = g_strdup(key);
        cells[1] = g_strdup(letters);
        add_row(rows, 2, cells);
    }
    g_ptr_array_sort(rows, by_key);
    write_table(out, "beginnings", 2, rows);
}

static bool compile_lexicon(GString *out, const char *dir, GHashTable *mnemonics,
                            GHashTable *beginnings, GError **error)
{
    g_autoptr(GDir) folder = g_dir_open(dir, 0, error);
    g_autoptr(GPtrArray) files = g_ptr_array_new_with_free_func(g_free);
    g_autoptr(GPtrArray) entries = g_ptr_array_new_with_free_func(free_row);
    g_autoptr(GHashTable) seen = g_hash_table_new(g_str_hash, g_str_equal);
    for (const char *name; folder && (name = g_dir_read_name(folder));) {
        if (g_str_has_prefix(name, "lexicon_") && g_str_has_suffix(name, ".tsv"))
            g_ptr_array_add(files, g_strdup(name));
    }
    g_ptr_array_sort(files, by_name);
    for (unsigned i = 0; i < files->len; i++) {
        if (!add_lexicon(entries, seen, dir, files->pdata[i], mnemonics, error))
            return false;
    }
    if (!folder)
        return false;
    if (entries->len == 0 || entries->len >= UINT16_MAX)
        return row_fault(dir, 1, "lexicon_*.tsv hold no entries, or too many", error);
    g_autoptr(GPtrArray) phrases = phrases_of(entries);
    g_ptr_array_sort(entries, by_key);
    g_ptr_array_sort(phrases, by_key);
    write_table(out, "lexicon", KX_LEXICON_COLUMNS, entries);
    write_table(out, "phrases", 2, phrases);
    add_lexicon_beginnings(beginnings, entries);
    return true;
}

int main(int argc, char **argv)
{
    if (argc != 3) {
        fprintf(stderr, "usage: compile OUTPUT.c DIR\n");
        return EXIT_FAILURE;
    }
    g_autoptr(GError) error = NULL;
    g_autoptr(GHashTable) mnemonics = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    g_autoptr(GHashTable) beginnings =
        g_hash_table_new_full(g_str_hash, g_str_equal, g_free, g_free);
    g_autoptr(GString) out = g_string_new("/* Made by compile from voices/nl. */\n"
                                          "#include \"text/table.h\"\n\n"
                                          "/* All texts of a table are one literal. */\n"
                                          "#pragma GCC diagnostic ignored "
                                          "\"-Woverlength-strings\"\n\n");
    bool good = true;
    for (unsigned i = 0; good && i < G_N_ELEMENTS(schemas); i++)
        good = compile(out, &schemas[i], argv[2], mnemonics, beginnings, &error);
    good = good && compile_lexicon(out, argv[2], mnemonics, beginnings, &error);
    write_beginnings(out, beginnings);
    write_list(out);
    if (good && g_file_set_contents(argv[1], out->str, (gssize)out->len, &error))
        return EXIT_SUCCESS;
    fprintf(stderr, "%s\n", error->message);
    return EXIT_FAILURE;
}
