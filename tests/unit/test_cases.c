/* SPDX-License-Identifier: GPL-3.0-or-later */
/* tests/cases/CLASS.tsv: written<TAB>transcript[<TAB>speech], a line a case, for every class; in
 * CLASS.be.tsv those that are read in another way in Flanders, in CLASS.pairs.tsv and
 * CLASS.spoken.tsv those of the other styles of years and clock times. Then properties of both
 * renderings over text made at random. */
#include "base/tsv.h"
#include "text/normalise.h"
#include "text/sentence.h"

#include <string.h>

enum { CASES_MIN = 40 };

static const kx_style plain_style = {.variant = KX_VARIANT_NL};

/* Other styles, and the ending of their files. */
static const struct {
    const char *ending;
    kx_style style;
} others[] = {
    {".be.tsv", {.variant = KX_VARIANT_BE}},
    {".pairs.tsv", {.years = KX_YEARS_PAIRS}},
    {".spoken.tsv", {.clock = KX_CLOCK_SPOKEN}},
};

static kx_document *document_of(const char *text, size_t length)
{
    kx_document *doc = kx_document_new("case");
    kx_document_take_text(doc, g_strndup(text, length), length);
    size_t start = 0, end = length;
    while (start < end && g_ascii_isspace(text[start]))
        start++;
    while (end > start && g_ascii_isspace(text[end - 1]))
        end--;
    if (start < end)
        kx_document_add_block(doc, KX_BLOCK_PARAGRAPH, (kx_range){start, end});
    return doc;
}

typedef struct {
    GString *transcript, *speech;
    GHashTable *classes; /* names of the classes that had a token */
} reading;

static void add_text(GString *out, const kx_spoken *spoken, kx_rendering rendering)
{
    g_autofree char *text = kx_spoken_render(spoken, rendering, NULL);
    if (out->len > 0 && *text)
        g_string_append_c(out, ' ');
    g_string_append(out, text);
}

static reading read_text(const char *text, const kx_style *style)
{
    reading r = {g_string_new(NULL), g_string_new(NULL), g_hash_table_new(g_str_hash, g_str_equal)};
    g_autoptr(kx_document) doc = document_of(text, strlen(text));
    g_autoptr(GArray) sentences = g_array_new(FALSE, FALSE, sizeof(kx_sentence));
    for (unsigned i = 0; i < doc->blocks->len; i++)
        kx_sentences(doc, i, sentences);
    for (unsigned i = 0; i < sentences->len; i++) {
        kx_range range = g_array_index(sentences, kx_sentence, i).range;
        g_autoptr(kx_spoken) spoken = kx_normalise(doc, range, style);
        add_text(r.transcript, spoken, KX_RENDER_TRANSCRIPT);
        add_text(r.speech, spoken, KX_RENDER_SPEECH);
        for (unsigned j = 0; j < spoken->tokens->len; j++) {
            const kx_token *token = &g_array_index(spoken->tokens, kx_token, j);
            g_hash_table_add(r.classes, (char *)token->class->name);
        }
    }
    return r;
}

static void reading_free(reading *r)
{
    g_string_free(r->transcript, TRUE);
    g_string_free(r->speech, TRUE);
    g_hash_table_unref(r->classes);
}

/* ---- case files ---- */

static void check_case(const char *file, const kx_class *class, const kx_style *style,
                       const kx_tsv_row *row)
{
    reading r = read_text(row->cells[0], style);
    if (strcmp(r.transcript->str, row->cells[1]) != 0) {
        g_test_message("%s:%u: %s\n  spoken   %s\n  expected %s", file, row->line, row->cells[0],
                       r.transcript->str, row->cells[1]);
        g_test_fail();
    }
    if (row->n_cells > 2 && strcmp(r.speech->str, row->cells[2]) != 0) {
        g_test_message("%s:%u: %s\n  speech   %s\n  expected %s", file, row->line, row->cells[0],
                       r.speech->str, row->cells[2]);
        g_test_fail();
    }
    if (!g_hash_table_contains(r.classes, class->name)) {
        g_test_message("%s:%u: %s: no token of this class", file, row->line, row->cells[0]);
        g_test_fail();
    }
    reading again = read_text(r.transcript->str, style);
    if (strcmp(again.transcript->str, r.transcript->str) != 0) {
        g_test_message("%s:%u: the transcript \"%s\" is read as \"%s\"", file, row->line,
                       r.transcript->str, again.transcript->str);
        g_test_fail();
    }
    reading_free(&again);
    reading_free(&r);
}

/* The number of cases in a file; 0 if there is none. */
static unsigned check_file(const char *file, const kx_class *class, const kx_style *style)
{
    g_autofree char *path = g_test_build_filename(G_TEST_DIST, "..", "cases", file, NULL);
    g_autofree char *text = NULL;
    gsize length = 0;
    g_autoptr(GError) error = NULL;
    if (!g_file_get_contents(path, &text, &length, NULL))
        return 0;
    g_autoptr(GPtrArray) rows = kx_tsv_parse(path, text, length, 2, 3, false, &error);
    g_assert_no_error(error);
    for (unsigned i = 0; i < rows->len; i++)
        check_case(file, class, style, rows->pdata[i]);
    return rows->len;
}

static void test_class(gconstpointer data)
{
    const kx_class *class = data;
    g_autofree char *file = g_strconcat(class->name, ".tsv", NULL);
    g_assert_cmpuint(check_file(file, class, &plain_style), >=, CASES_MIN);
    for (unsigned i = 0; i < G_N_ELEMENTS(others); i++) {
        g_autofree char *other = g_strconcat(class->name, others[i].ending, NULL);
        check_file(other, class, &others[i].style);
    }
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_set_nonfatal_assertions();
    for (unsigned i = 0; kx_classes[i]; i++) {
        g_autofree char *path = g_strconcat("/cases/", kx_classes[i]->name, NULL);
        g_test_add_data_func(path, kx_classes[i], test_class);
    }
    return g_test_run();
}
