/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "text/lexicon.h"

#include "base/error.h"
#include "base/file.h"
#include "base/intl.h"
#include "base/limits.h"
#include "base/printable.h"
#include "text/phonemes.h"
#include "text/table.h"

#include <string.h>

typedef struct {
    char *name, *sha256;
    GPtrArray *rows;     /* kx_cell *, owned */
    GHashTable *by_key;  /* text of KX_LEXICON_KEY -> GPtrArray of the rows with it, in order */
    GHashTable *phrases; /* first word of a longer key -> the most words of such a key */
} layer;

struct kx_lexicon {
    GPtrArray *layers; /* the last one goes first */
};

static void layer_free(void *data)
{
    layer *l = data;
    g_free(l->name);
    g_free(l->sha256);
    g_ptr_array_unref(l->rows);
    g_hash_table_unref(l->by_key);
    g_hash_table_unref(l->phrases);
    g_free(l);
}

static void rows_unref(void *rows)
{
    g_ptr_array_unref(rows);
}

static layer *layer_new(const char *name)
{
    layer *l = g_new0(layer, 1);
    l->name = g_strdup(name);
    l->rows = g_ptr_array_new_with_free_func(g_free);
    l->by_key = g_hash_table_new_full(g_str_hash, g_str_equal, NULL, rows_unref);
    l->phrases = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    return l;
}
G_DEFINE_AUTOPTR_CLEANUP_FUNC(layer, layer_free)

kx_lexicon *kx_lexicon_new(void)
{
    kx_lexicon *lexicon = g_new0(kx_lexicon, 1);
    lexicon->layers = g_ptr_array_new_with_free_func(layer_free);
    return lexicon;
}

void kx_lexicon_free(kx_lexicon *lexicon)
{
    if (!lexicon)
        return;
    g_ptr_array_unref(lexicon->layers);
    g_free(lexicon);
}

/* ---- loading ---- */

static void add_fault(GPtrArray *faults, const char *name, unsigned line, const char *what)
{
    g_autofree char *safe_name = kx_printable_name(name);
    g_autofree char *safe = kx_printable(what, -1);
    g_ptr_array_add(faults, g_strdup_printf("%s:%u: %s", safe_name, line, safe));
}

/* Messages "name:line: what" of one name, by their lines. */
static int by_line(const void *a, const void *b, void *data)
{
    const size_t name = *(const size_t *)data;
    guint64 left = g_ascii_strtoull(*(char *const *)a + name + 1, NULL, 10);
    guint64 right = g_ascii_strtoull(*(char *const *)b + name + 1, NULL, 10);
    return (left > right) - (left < right);
}

/* Adds a row, which is the layer's then. */
static void add_row(layer *l, kx_cell *row)
{
    const char *key = kx_text(row, KX_LEXICON_KEY);
    GPtrArray *same = g_hash_table_lookup(l->by_key, key);
    if (!same) {
        same = g_ptr_array_new();
        g_hash_table_insert(l->by_key, (void *)(uintptr_t)key, same);
    }
    g_ptr_array_add(same, row);
    g_ptr_array_add(l->rows, row);
    unsigned n = kx_lexicon_count_words(key);
    char *first = g_strndup(key, strcspn(key, " "));
    const unsigned longest = GPOINTER_TO_UINT(g_hash_table_lookup(l->phrases, first));
    if (n > MAX(1, longest))
        g_hash_table_insert(l->phrases, first, GUINT_TO_POINTER(n));
    else
        g_free(first);
}

/* Where the same written form stands already; NULL if it does not. */
static const char *place_of(const layer *l, char *const *cells)
{
    const GPtrArray *same = g_hash_table_lookup(l->by_key, cells[KX_LEXICON_KEY]);
    for (unsigned i = 0; same && i < same->len; i++) {
        const kx_cell *other = same->pdata[i];
        if (strcmp(kx_text(other, KX_LEXICON_WRITTEN), cells[KX_LEXICON_WRITTEN]) == 0)
            return kx_text(other, KX_LEXICON_PLACE);
    }
    return NULL;
}

/* Why a row cannot be an entry beside those before it; NULL: it can. */
static char *fault_in_layer(const layer *l, char **cells)
{
    const char *other = place_of(l, cells);
    if (other)
        return g_strdup_printf(_("\"%s\" stands here twice, first at %s: keep one of them"),
                               cells[KX_LEXICON_WRITTEN], other);
    if (l->rows->len >= KX_LEXICON_ENTRIES_MAX)
        return g_strdup_printf(_("more than %d entries"), KX_LEXICON_ENTRIES_MAX);
    return NULL;
}

/* PLS is XML, whatever its lines would be as entries. */
static bool is_pls(const char *text, size_t length)
{
    static const char *const openings[] = {"<?xml", "<lexicon"};
    static const char mark[] = "\xEF\xBB\xBF";
    if (length == 0)
        return false;
    g_autofree char *start = g_strndup(text, MIN(length, 256));
    const char *at = g_str_has_prefix(start, mark) ? start + strlen(mark) : start;
    while (g_ascii_isspace(*at))
        at++;
    for (unsigned i = 0; i < G_N_ELEMENTS(openings); i++)
        if (g_str_has_prefix(at, openings[i]))
            return true;
    return false;
}

/* The good entries of a file; messages about the others go to `faults`, by their lines. */
static layer *parse(const char *name, const char *text, size_t length, GPtrArray *faults)
{
    layer *l = layer_new(name);
    if (is_pls(text, length)) {
        add_fault(faults, name, 1,
                  _("this is PLS: make a lexicon of it with kxspeak lexicon import"));
        return l;
    }
    g_autofree char *composed =
        g_utf8_validate_len(text, length, NULL)
            ? g_utf8_normalize(text, (gssize)length, G_NORMALIZE_DEFAULT_COMPOSE)
            : NULL;
    g_autofree char *safe = kx_printable_name(name);
    g_autoptr(GPtrArray) rows = kx_tsv_parse_all(
        safe, composed ? composed : text, composed ? strlen(composed) : length, 2, 4, true, faults);
    l->sha256 = g_compute_checksum_for_data(G_CHECKSUM_SHA256, (const guchar *)text, length);
    for (unsigned i = 0; i < rows->len; i++) {
        const kx_tsv_row *row = rows->pdata[i];
        g_autofree char *fault = kx_lexicon_fault(row, kx_is_dutch_mnemonic, NULL);
        g_auto(GStrv) cells = NULL;
        if (!fault) {
            cells = kx_lexicon_cells(row);
            fault = fault_in_layer(l, cells);
        }
        if (fault) {
            add_fault(faults, name, row->line, fault);
            continue;
        }
        cells[KX_LEXICON_PLACE] = g_strdup_printf("%s:%u", safe, row->line);
        add_row(l, kx_row_new((const char *const *)cells, KX_LEXICON_COLUMNS));
    }
    size_t n = strlen(safe);
    g_ptr_array_sort_with_data(faults, by_line, &n);
    return l;
}

bool kx_lexicon_add(kx_lexicon *lexicon, const char *name, const char *text, size_t length,
                    GError **error)
{
    g_autoptr(GPtrArray) faults = g_ptr_array_new_with_free_func(g_free);
    g_autoptr(layer) l = parse(name, text, length, faults);
    const char *first = faults->len > 0 ? faults->pdata[0] : NULL;
    if (faults->len > 1)
        g_set_error(error, KX_ERROR, KX_ERROR_CONFIG,
                    _("%s (%u faults in all: kxspeak lexicon check lists them)"), first,
                    faults->len);
    else if (first)
        g_set_error_literal(error, KX_ERROR, KX_ERROR_CONFIG, first);
    if (first)
        return false;
    g_ptr_array_add(lexicon->layers, g_steal_pointer(&l));
    return true;
}

bool kx_lexicon_load(kx_lexicon *lexicon, const char *path, GError **error)
{
    g_autoptr(GBytes) bytes = kx_file_read(path, KX_LEXICON_BYTES_MAX, error);
    size_t length = 0;
    const char *text = bytes ? g_bytes_get_data(bytes, &length) : NULL;
    return bytes && kx_lexicon_add(lexicon, path, text, length, error);
}

GPtrArray *kx_lexicon_faults(const char *name, const char *text, size_t length)
{
    GPtrArray *faults = g_ptr_array_new_with_free_func(g_free);
    layer_free(parse(name, text, length, faults));
    return faults;
}

static const layer *layer_at(const kx_lexicon *lexicon, unsigned i)
{
    return lexicon->layers->pdata[i];
}

unsigned kx_lexicon_n_layers(const kx_lexicon *lexicon)
{
    return lexicon ? lexicon->layers->len : 0;
}

kx_lexicon_layer kx_lexicon_get_layer(const kx_lexicon *lexicon, unsigned i)
{
    const layer *l = layer_at(lexicon, i);
    return (kx_lexicon_layer){l->name, l->sha256, l->rows->len};
}

const GPtrArray *kx_lexicon_rows(const kx_lexicon *lexicon, unsigned i)
{
    return layer_at(lexicon, i)->rows;
}

/* ---- looking up ---- */

bool kx_lexicon_row_is(const kx_cell *row, const char *kind)
{
    return strcmp(kx_text(row, KX_LEXICON_KIND), kind) == 0;
}

bool kx_lexicon_row_is_sound(const kx_cell *row)
{
    return kx_lexicon_row_is(row, "phonemes") || kx_lexicon_row_is(row, "lang:en");
}

bool kx_lexicon_row_is_word(const kx_cell *row)
{
    return kx_lexicon_row_is_sound(row) || kx_lexicon_row_is(row, "word");
}

/* What is looked up. */
typedef struct {
    const char *key; /* folded */
    size_t n;
    const char *plain; /* with its capitals */
    size_t n_plain;
    unsigned uses;
    bool written; /* only forms written exactly so */
    bool own;     /* only those of users */
} query;

/* How well a row answers: 0 not at all. */
static unsigned fitness(const kx_cell *row, const query *q)
{
    bool sound = kx_lexicon_row_is_sound(row);
    if (!(q->uses & (sound ? KX_LEXICON_SOUND : KX_LEXICON_READING)))
        return 0;
    const char *written = kx_text(row, KX_LEXICON_WRITTEN);
    bool same = strncmp(written, q->plain, q->n_plain) == 0 && written[q->n_plain] == '\0';
    if (!same && (q->written || strcmp(kx_text(row, KX_LEXICON_FLAGS), "any-case") != 0))
        return 0;
    return (same ? 3 : 1) + !sound;
}

static const kx_cell *look_in(const layer *l, const query *q)
{
    const GPtrArray *rows = g_hash_table_lookup(l->by_key, q->key);
    const kx_cell *best = NULL;
    unsigned most = 0;
    for (unsigned i = 0; rows && i < rows->len; i++) {
        const kx_cell *row = rows->pdata[i];
        unsigned fit = fitness(row, q);
        best = fit > most ? row : best;
        most = MAX(most, fit);
    }
    return best;
}

static const kx_cell *look_in_built_in(const query *q)
{
    const kx_cell *best = NULL;
    unsigned most = 0;
    const kx_cell *row = kx_table_find(&kx_table_lexicon, q->key, q->n);
    for (; row; row = kx_table_next(&kx_table_lexicon, row)) {
        unsigned fit = fitness(row, q);
        best = fit > most ? row : best;
        most = MAX(most, fit);
    }
    return best;
}

static const kx_cell *look(const kx_lexicon *lexicon, const query *q)
{
    for (unsigned i = kx_lexicon_n_layers(lexicon); i > 0; i--) {
        const kx_cell *row = look_in(layer_at(lexicon, i - 1), q);
        if (row)
            return row;
    }
    return q->own ? NULL : look_in_built_in(q);
}

/* Most forms are short and ASCII, with one blank between words: nothing is allocated for them. */
enum { SHORT = 64 };

static bool fold_short(const char *text, size_t length, char folded[SHORT + 1])
{
    if (length > SHORT)
        return false;
    for (size_t i = 0; i < length; i++) {
        unsigned char c = (unsigned char)text[i];
        if (c >= 128 || c < ' ' || (c == ' ' && (i == 0 || text[i - 1] == ' ')))
            return false;
        folded[i] = c >= 'A' && c <= 'Z' ? (char)(c + ('a' - 'A')) : text[i];
    }
    folded[length] = '\0';
    return true;
}

static const kx_cell *find(const kx_lexicon *lexicon, query q, const char *text, size_t length)
{
    char folded[SHORT + 1];
    if (fold_short(text, length, folded)) {
        q.key = folded;
        q.plain = text;
        q.n = q.n_plain = length;
        return look(lexicon, &q);
    }
    if (length > KX_LEXICON_WRITTEN_MAX)
        return NULL;
    g_autofree char *plain = kx_lexicon_plain(text, length);
    g_autofree char *key = g_utf8_strdown(plain, -1);
    q.key = key;
    q.plain = plain;
    q.n = strlen(key);
    q.n_plain = strlen(plain);
    return look(lexicon, &q);
}

const kx_cell *kx_lexicon_find(const kx_lexicon *lexicon, unsigned uses, const char *text,
                               size_t length)
{
    return find(lexicon, (query){.uses = uses}, text, length);
}

const kx_cell *kx_lexicon_find_written(const kx_lexicon *lexicon, unsigned uses, const char *text,
                                       size_t length)
{
    return find(lexicon, (query){.uses = uses, .written = true}, text, length);
}

const kx_cell *kx_lexicon_find_own(const kx_lexicon *lexicon, unsigned uses, const char *text,
                                   size_t length)
{
    return find(lexicon, (query){.uses = uses, .own = true}, text, length);
}

unsigned kx_lexicon_phrase_words(const kx_lexicon *lexicon, const char *text, size_t length)
{
    char folded[SHORT + 1];
    g_autofree char *longer = NULL;
    const char *key = folded;
    if (length > KX_LEXICON_WRITTEN_MAX)
        return 0;
    if (!fold_short(text, length, folded)) {
        longer = kx_lexicon_fold(text, length);
        key = longer;
    }
    const kx_cell *row = kx_table_find(&kx_table_phrases, key, strlen(key));
    unsigned most = row ? (unsigned)g_ascii_strtoull(kx_text(row, 1), NULL, 10) : 0;
    for (unsigned i = 0; i < kx_lexicon_n_layers(lexicon); i++) {
        unsigned n = GPOINTER_TO_UINT(g_hash_table_lookup(layer_at(lexicon, i)->phrases, key));
        most = MAX(most, n);
    }
    return most;
}
