/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "publish/check_daisy.h"

#include "base/error.h"
#include "base/file.h"
#include "base/limits.h"
#include "base/markup.h"
#include "base/printable.h"
#include "publish/stage.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <unistd.h>

char *kx_daisy_where(const kx_daisy_reader *reader, const char *name)
{
    g_autofree char *safe = kx_printable(name, -1);
    return g_build_filename(reader->where, safe, NULL);
}

/* ---- files ---- */

static bool has_file(const kx_daisy_reader *reader, const char *name)
{
    return g_ptr_array_find_with_equal_func(reader->names, name, g_str_equal, NULL);
}

static GBytes *read_entry(const kx_daisy_reader *reader, const char *name, GError **error)
{
    g_autofree char *path = g_strconcat(reader->inside, name, NULL);
    GBytes *bytes = kx_pack_read(reader->pack, path);
    if (bytes)
        return bytes;
    kx_error_set(error, KX_ERROR_DATA, "cannot be unpacked");
    return NULL;
}

GBytes *kx_daisy_read(const kx_daisy_reader *reader, const char *name)
{
    g_autoptr(GError) error = NULL;
    g_autofree char *where = kx_daisy_where(reader, name);
    g_autofree char *path = g_strdup_printf("/proc/self/fd/%d/%s", reader->folder, name);
    kx_checker checker = {reader->found, where};
    if (!has_file(reader, name)) {
        kx_fault(&checker, "is not there");
        return NULL;
    }
    GBytes *bytes = reader->pack ? read_entry(reader, name, &error)
                                 : kx_file_read(path, KX_PUBLISHED_BYTES_MAX, &error);
    if (error != NULL)
        kx_fault(&checker, "%s", error->message);
    return bytes;
}

xmlDoc *kx_daisy_parse(const kx_daisy_reader *reader, const char *name)
{
    const char *why = NULL;
    g_autoptr(GBytes) bytes = kx_daisy_read(reader, name);
    if (bytes == NULL)
        return NULL;
    xmlDoc *doc = kx_markup_read(bytes, KX_MARKUP_XML, &why);
    if (doc == NULL) {
        g_autofree char *where = kx_daisy_where(reader, name);
        kx_checker checker = {reader->found, where};
        kx_fault(&checker, "%s", why);
    }
    return doc;
}

/* ---- elements ---- */

char *kx_daisy_meta_of(kx_checker *checker, const xmlNode *head, const char *name)
{
    g_autofree char *content = NULL;
    unsigned n = 0;
    for (xmlNode *node = head ? head->children : NULL; node; node = node->next) {
        g_autofree char *is = kx_node_is(node, "meta") ? kx_node_attribute(node, "name") : NULL;
        if (g_strcmp0(is, name) != 0)
            continue;
        g_free(content);
        content = kx_node_attribute(node, "content");
        n++;
    }
    if (n == 1 && content)
        return g_steal_pointer(&content);
    kx_fault(checker, "has %u times %s, which is wanted once", n, name);
    return NULL;
}

/* ---- the text ---- */

/* What the element begins: an index of kx_daisy_asides; else `around`, what it stands in. */
static unsigned aside_of(kx_daisy_reader *reader, xmlNode *element, unsigned around)
{
    g_autofree char *class = kx_node_attribute(element, "class");
    for (unsigned i = 0; i < KX_DAISY_ASIDES; i++)
        if (g_strcmp0(class, kx_daisy_asides[i].class) == 0) {
            reader->n_asides[i]++;
            return i;
        }
    return around;
}

static void read_elements(kx_daisy_reader *reader, kx_checker *checker, xmlNode *node,
                          unsigned around)
{
    for (; node; node = xmlNextElementSibling(node)) {
        unsigned aside = aside_of(reader, node, around);
        g_autofree char *id = kx_node_attribute(node, "id");
        if (id && kx_node_is(node, "span") && reader->timeline) {
            xmlChar *text = xmlNodeGetContent(node);
            kx_check_printed(checker, reader->timeline, id, (const char *)text);
            xmlFree(text);
        }
        if (id && !g_hash_table_insert(reader->printed, g_strdup(id), GUINT_TO_POINTER(aside))) {
            g_autofree char *safe = kx_printable(id, -1);
            kx_fault(checker, "has the id %s twice", safe);
        }
        read_elements(reader, checker, xmlFirstElementChild(node), aside);
    }
}

/* The text: each sentence as timeline.json prints it. */
static void check_text(kx_daisy_reader *reader)
{
    g_autofree char *where = kx_daisy_where(reader, "content.html");
    kx_checker checker = {reader->found, where};
    xmlDoc *doc = kx_daisy_parse(reader, "content.html");
    if (doc) {
        read_elements(reader, &checker, xmlDocGetRootElement(doc), KX_DAISY_ASIDES);
        if (reader->timeline)
            kx_check_all_told(&checker, reader->timeline);
    }
    xmlFreeDoc(doc);
}

/* ---- the book ---- */

int kx_daisy_by_number(const void *a, const void *b)
{
    const char *one = *(const char *const *)a, *other = *(const char *const *)b;
    const size_t n = strlen(one), m = strlen(other);
    return n == m ? strcmp(one, other) : n < m ? -1 : 1;
}

/* Names and sizes of what is in the ZIP file; false, with a fault, for a file outside its folder.
 */
static bool list_entries(kx_daisy_reader *reader, kx_checker *checker)
{
    reader->names = g_ptr_array_new_with_free_func(g_free);
    for (int64_t i = 0; i < kx_pack_count(reader->pack); i++) {
        kx_pack_entry entry;
        if (!kx_pack_entry_at(reader->pack, i, &entry) ||
            !g_str_has_prefix(entry.path, reader->inside)) {
            kx_fault(checker, "has a file outside the folder %s", reader->inside);
            return false;
        }
        g_ptr_array_add(reader->names, g_strdup(entry.path + strlen(reader->inside)));
        reader->bytes += entry.bytes;
    }
    return true;
}

static bool list_files(kx_daisy_reader *reader, kx_checker *checker)
{
    reader->names = kx_dir_names(reader->folder);
    for (guint i = 0; reader->names && i < reader->names->len; i++) {
        const char *name = g_ptr_array_index(reader->names, i);
        int64_t bytes;
        if (!kx_published_size(reader->folder, name, &bytes, NULL) || bytes < 0) {
            kx_fault(checker, "holds something that is no file");
            return false;
        }
        reader->bytes += bytes;
    }
    if (reader->names == NULL)
        kx_fault(checker, "cannot be read: %s", g_strerror(errno));
    return reader->names != NULL;
}

/* What old players can read: short names in small letters, of the kinds that a book has. */
static void check_names(const kx_daisy_reader *reader, kx_checker *checker)
{
    static const char letters[] = "abcdefghijklmnopqrstuvwxyz0123456789_-";
    static const char *const kinds[] = {".html", ".smil", ".mp3", ".css", NULL};
    for (guint i = 0; i < reader->names->len; i++) {
        const char *name = g_ptr_array_index(reader->names, i);
        size_t stem = strspn(name, letters);
        if (stem == 0 || !g_strv_contains(kinds, name + stem)) {
            g_autofree char *safe = kx_printable(name, -1);
            kx_fault(checker, "has %s, which is no file of a talking book", safe);
        }
    }
}

static void check_book(kx_daisy_reader *reader, kx_checker *checker)
{
    g_ptr_array_sort(reader->names, kx_daisy_by_number);
    check_names(reader, checker);
    check_text(reader);
    for (guint i = 0; i < reader->names->len; i++)
        if (g_str_has_suffix(g_ptr_array_index(reader->names, i), ".smil"))
            kx_check_daisy_smil(reader, g_ptr_array_index(reader->names, i));
    kx_check_daisy_ncc(reader);
}

static bool open_book(kx_daisy_reader *reader, kx_checker *checker, int folder, const char *name)
{
    g_autoptr(GError) error = NULL;
    if (reader->inside == NULL) {
        reader->folder = openat(folder, name, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
        return list_files(reader, checker);
    }
    reader->pack = kx_pack_open(folder, name, &error);
    if (reader->pack == NULL)
        kx_fault(checker, "%s", error->message);
    return reader->pack && list_entries(reader, checker);
}

void kx_check_daisy(kx_checker *checker, int folder, const char *name, const char *inside)
{
    kx_daisy_reader reader = {
        .found = checker->found,
        .where = checker->where,
        .folder = -1,
        .inside = inside ? g_strconcat(inside, "/", NULL) : NULL,
        .timeline = kx_check_timeline(folder),
        .printed = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL),
        .texts = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL),
        .heard = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL),
    };
    if (reader.timeline == NULL)
        kx_fault(checker, "cannot be held against timeline.json, which is not there");
    if (open_book(&reader, checker, folder, name))
        check_book(&reader, checker);
    if (reader.folder >= 0)
        close(reader.folder);
    kx_pack_free(reader.pack);
    if (reader.names)
        g_ptr_array_unref(reader.names);
    if (reader.timeline)
        g_array_unref(reader.timeline);
    g_hash_table_unref(reader.printed);
    g_hash_table_unref(reader.texts);
    g_hash_table_unref(reader.heard);
    g_free(reader.inside);
}
