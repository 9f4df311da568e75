/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Any bytes as an ID3 tag: an error of one line, or texts that are UTF-8. */
#include "audio/id3.h"

#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void assert_text(const char *text)
{
    g_assert_true(text == NULL || g_utf8_validate(text, -1, NULL));
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(kx_id3) tag = kx_id3_read(data, size, &error);

    if (tag == NULL) {
        g_assert_nonnull(error);
        g_assert_null(strchr(error->message, '\n'));
        return 0;
    }
    g_assert_cmpuint(tag->size, <=, size);
    GHashTableIter it;
    gpointer key, value;
    g_hash_table_iter_init(&it, tag->texts);
    while (g_hash_table_iter_next(&it, &key, &value)) {
        assert_text(key);
        assert_text(value);
    }
    for (guint i = 0; i < tag->chapters->len; i++) {
        const kx_id3_chapter *chapter = &g_array_index(tag->chapters, kx_id3_chapter, i);
        assert_text(chapter->id);
        assert_text(chapter->title);
        assert_text(chapter->url);
    }
    for (guint i = 0; i < tag->lines->len; i++)
        assert_text(g_array_index(tag->lines, kx_id3_line, i).text);
    return 0;
}
