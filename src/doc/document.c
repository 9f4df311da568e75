/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "doc/document.h"

#include "base/intl.h"

#include <stdarg.h>
#include <string.h>

static const char *const kind_names[KX_BLOCK_KINDS] = {
    [KX_BLOCK_HEADLINE] = "headline",   [KX_BLOCK_LEAD] = "lead",
    [KX_BLOCK_PARAGRAPH] = "paragraph", [KX_BLOCK_INTERTITLE] = "intertitle",
    [KX_BLOCK_QUOTE] = "quote",         [KX_BLOCK_LIST_ITEM] = "list-item",
    [KX_BLOCK_CAPTION] = "caption",     [KX_BLOCK_PROGRAMME] = "programme",
    [KX_BLOCK_SECTION] = "section",     [KX_BLOCK_LINK] = "link",
    [KX_BLOCK_NOTE] = "note",
};

const char *kx_block_kind_name(kx_block_kind kind)
{
    return (unsigned)kind < KX_BLOCK_KINDS ? kind_names[kind] : "unknown";
}

bool kx_is_numbered(const char *text, kx_range range)
{
    enum { DIGITS_MAX = 3 };
    size_t n = 0, length = range.end - range.start;

    text += range.start;
    while (n < length && g_ascii_isdigit(text[n]))
        n++;
    const bool digits =
        n > 0 && n <= DIGITS_MAX && n < length && (text[n] == '.' || text[n] == ')');
    if (!digits && length > 2 && g_ascii_isalpha(text[0]) && text[1] == ')')
        n = 1;
    else if (!digits)
        return false;
    return n + 1 < length && g_unichar_isspace(g_utf8_get_char(text + n + 1));
}

kx_document *kx_document_new(const char *name)
{
    kx_document *doc = g_new0(kx_document, 1);

    doc->name = g_strdup(name != NULL ? name : "");
    doc->text = g_strdup("");
    doc->blocks = g_array_new(FALSE, FALSE, sizeof(kx_block));
    doc->anchors = g_array_new(FALSE, FALSE, sizeof(kx_anchor));
    doc->notes = g_ptr_array_new_with_free_func(g_free);
    return doc;
}

static void put_text(char **text, kx_store *store)
{
    char *kept = kx_store_add_text(store, *text);

    g_free(*text);
    *text = kept;
}

/* The array as it may be read; what GLib keeps beside that is gone. */
static void put_array(GArray **array, gsize size, kx_store *store)
{
    const GArray kept = {.data = kx_store_add(store, (*array)->data, (*array)->len * size),
                         .len = (*array)->len};

    g_array_unref(*array);
    *array = kx_store_add(store, &kept, sizeof kept);
}

void kx_document_put_away(kx_document *doc, kx_store *store)
{
    g_assert(doc->store == NULL);
    doc->store = kx_store_hold(store);
    put_text(&doc->name, store);
    put_text(&doc->text, store);
    put_array(&doc->blocks, sizeof(kx_block), store);
    put_array(&doc->anchors, sizeof(kx_anchor), store);
    put_text(&doc->title, store);
    put_text(&doc->author, store);
    put_text(&doc->date, store);
    put_text(&doc->source, store);
    put_text(&doc->url, store);
    put_text(&doc->language, store);
    put_text(&doc->section, store);
}

void kx_document_rest(const kx_document *doc)
{
    kx_store_rest(doc->store);
}

static void free_held(kx_document *doc)
{
    g_free(doc->name);
    g_free(doc->text);
    g_array_unref(doc->blocks);
    g_array_unref(doc->anchors);
    g_free(doc->title);
    g_free(doc->author);
    g_free(doc->date);
    g_free(doc->source);
    g_free(doc->url);
    g_free(doc->language);
    g_free(doc->section);
}

void kx_document_free(kx_document *doc)
{
    if (doc == NULL)
        return;
    if (doc->store == NULL)
        free_held(doc);
    kx_store_free(doc->store);
    g_ptr_array_unref(doc->notes);
    g_free(doc);
}

void kx_document_take_text(kx_document *doc, char *text, size_t length)
{
    g_free(doc->text);
    doc->text = text;
    doc->length = length;
    g_array_set_size(doc->anchors, 0);
}

void kx_document_add_block(kx_document *doc, kx_block_kind kind, kx_range range)
{
    kx_block block = {.kind = kind, .range = range};

    g_array_append_val(doc->blocks, block);
}

void kx_document_note(kx_document *doc, const char *format, ...)
{
    va_list arguments;

    va_start(arguments, format);
    g_ptr_array_add(doc->notes, g_strdup_vprintf(_(format), arguments));
    va_end(arguments);
}

/* Number of anchors whose text offset is below `at`. */
static guint anchors_below(const kx_document *doc, size_t at)
{
    guint low = 0, high = doc->anchors->len;

    while (low < high) {
        guint middle = low + (high - low) / 2;
        if (g_array_index(doc->anchors, kx_anchor, middle).text < at)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

/* The start of a range belongs to the run that begins at or before it, the end to the run that
 * holds the byte before it: so bytes dropped between two runs are in no range that ends there. */
static size_t source_start(const kx_document *doc, size_t at)
{
    guint n = anchors_below(doc, at + 1);

    if (n == 0)
        return at;
    const kx_anchor *anchor = &g_array_index(doc->anchors, kx_anchor, n - 1);
    return anchor->source + (at - anchor->text) / anchor->text_unit * anchor->source_unit;
}

static size_t source_end(const kx_document *doc, size_t at)
{
    guint n = anchors_below(doc, at);

    if (n == 0)
        return at;
    const kx_anchor *anchor = &g_array_index(doc->anchors, kx_anchor, n - 1);
    size_t units = (at - anchor->text + anchor->text_unit - 1) / anchor->text_unit;
    return anchor->source + units * anchor->source_unit;
}

kx_range kx_document_source_range(const kx_document *doc, kx_range range)
{
    kx_range source = {.start = source_start(doc, range.start)};

    source.end = range.end > range.start ? source_end(doc, range.end) : source.start;
    return source;
}

/* Appends text[from, to) to `text`, and to `anchors` what maps it to the source. */
static void copy_piece(const kx_document *doc, size_t from, size_t to, GString *text,
                       GArray *anchors)
{
    guint n = anchors_below(doc, from + 1);
    kx_anchor first = {0, 0, 1, 1};

    if (n > 0)
        first = g_array_index(doc->anchors, kx_anchor, n - 1);
    first.source = (uint32_t)source_start(doc, from);
    first.text = (uint32_t)text->len;
    g_array_append_val(anchors, first);
    for (; n < doc->anchors->len; n++) {
        kx_anchor next = g_array_index(doc->anchors, kx_anchor, n);
        if (next.text >= to)
            break;
        next.text = (uint32_t)(next.text - from + text->len);
        g_array_append_val(anchors, next);
    }
    g_string_append_len(text, doc->text + from, (gssize)(to - from));
}

/* Appends what comes in the place of a range, and the anchor that maps it to that range's source.
 */
static void put_in_place(const kx_document *doc, const kx_edit *edit, GString *text,
                         GArray *anchors)
{
    kx_range source = kx_document_source_range(doc, edit->range);
    kx_anchor anchor = {.text = (uint32_t)text->len,
                        .source = (uint32_t)source.start,
                        .text_unit = (uint32_t)g_unichar_to_utf8(edit->with, NULL),
                        .source_unit = (uint32_t)(source.end - source.start)};

    g_array_append_val(anchors, anchor);
    g_string_append_unichar(text, edit->with);
}

/* Whether the character at `at` may join one that comes to stand before it. */
static bool joins(const kx_document *doc, size_t at)
{
    const gunichar c = at < doc->length ? g_utf8_get_char(doc->text + at) : 0;
    const GUnicodeBreakType type = g_unichar_break_type(c);
    return g_unichar_ismark(c) || type == G_UNICODE_BREAK_HANGUL_V_JAMO ||
           type == G_UNICODE_BREAK_HANGUL_T_JAMO;
}

void kx_document_edit(kx_document *doc, const kx_edit *edits, size_t n)
{
    GString *text = g_string_sized_new(doc->length);
    GArray *anchors = g_array_new(FALSE, FALSE, sizeof(kx_anchor));
    size_t from = 0;

    g_assert(doc->blocks->len == 0);
    for (size_t i = 0; i <= n; i++) {
        if (i < n && joins(doc, edits[i].range.end))
            continue;
        size_t to = i < n ? edits[i].range.start : doc->length;
        if (to > from)
            copy_piece(doc, from, to, text, anchors);
        if (i < n && edits[i].with != 0)
            put_in_place(doc, &edits[i], text, anchors);
        from = i < n ? edits[i].range.end : to;
    }
    g_array_unref(doc->anchors);
    doc->anchors = anchors;
    g_free(doc->text);
    doc->length = text->len;
    doc->text = g_string_free(text, FALSE);
}

static int by_start(const void *a, const void *b)
{
    const kx_edit *left = a, *right = b;

    return left->range.start < right->range.start ? -1 : 1;
}

void kx_document_edit_all(kx_document *doc, GArray *edits)
{
    g_array_sort(edits, by_start);
    if (edits->len > 0)
        kx_document_edit(doc, &g_array_index(edits, kx_edit, 0), edits->len);
    g_array_unref(edits);
}

unsigned kx_document_line(const kx_document *doc, size_t at)
{
    const char *p = doc->text, *end = doc->text + MIN(at, doc->length);
    unsigned line = 1;

    while ((p = memchr(p, '\n', (size_t)(end - p))) != NULL) {
        line++;
        p++;
    }
    return line;
}
