/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/error.h"
#include "base/file.h"
#include "base/intl.h"
#include "base/limits.h"
#include "base/printable.h"
#include "read/emphasis.h"
#include "read/import.h"
#include "read/inline.h"
#include "read/links.h"
#include "read/marks.h"
#include "read/reader.h"

#include <string.h>

const kx_reader *const kx_readers[] = {
    &kx_reader_plain,
    NULL,
};

static const kx_reader *surest(const char *name, const char *bytes, size_t length)
{
    const kx_reader *best = kx_readers[0];
    int best_score = 0;

    for (const kx_reader *const *reader = kx_readers; *reader != NULL; reader++) {
        int score = (*reader)->probe(name, bytes, length);
        if (score > best_score) {
            best = *reader;
            best_score = score;
        }
    }
    return best;
}

static bool says_something(const kx_document *doc)
{
    for (guint i = 0; i < doc->blocks->len; i++)
        if (kx_has_word(doc->text, g_array_index(doc->blocks, kx_block, i).range))
            return true;
    return false;
}

static kx_document *fail_silent(const char *name, const char *why, GError **error)
{
    g_autofree char *shown = kx_printable_name(name);

    kx_error_set(error, KX_ERROR_DATA,
                 "%s: no speakable text (%s); an article needs at least one word", shown, why);
    return NULL;
}

kx_document *kx_read_bytes(const char *name, const char *bytes, size_t length, GError **error)
{
    if (length == 0)
        return fail_silent(name, _("it is empty"), error);

    g_autoptr(kx_document) doc = surest(name, bytes, length)->read(name, bytes, length, error);
    if (doc == NULL)
        return NULL;
    if (says_something(doc))
        return g_steal_pointer(&doc);
    kx_range all = kx_trim(doc->text, (kx_range){0, doc->length});
    if (all.start == all.end)
        return fail_silent(name, _("it is blank"), error);
    if (kx_has_word(doc->text, all))
        return fail_silent(name, _("it has front matter only"), error);
    return fail_silent(name, _("no letter or digit is in it"), error);
}

kx_document *kx_read(const char *path, GError **error)
{
    gsize length;

    if (strcmp(path, "-") != 0 && g_file_test(path, G_FILE_TEST_IS_DIR)) {
        g_autofree char *shown = kx_printable_name(path);
        kx_error_set(error, KX_ERROR_NO_INPUT, "%s: is a folder; name the text files in it", shown);
        return NULL;
    }
    g_autoptr(GBytes) bytes = kx_file_read(path, KX_INPUT_BYTES_MAX, error);
    if (bytes == NULL)
        return NULL;
    const char *data = g_bytes_get_data(bytes, &length);
    return kx_read_bytes(path, data, length, error);
}

kx_document *kx_read_line(const char *name, const char *line, size_t length)
{
    kx_document *doc = kx_document_new(name);

    kx_import_lenient(doc, line, length);
    kx_inline_plain(doc);
    g_array_unref(kx_links_cut(doc, 0));
    g_array_unref(kx_emphasis_cut(doc, 0));
    kx_range range = kx_trim(doc->text, (kx_range){0, doc->length});
    if (range.end > range.start)
        kx_document_add_block(doc, KX_BLOCK_PARAGRAPH, range);
    return doc;
}
