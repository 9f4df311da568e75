/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Any bytes as a record: either an error of one line, or an episode whose names are safe and whose
 * chapters tile it. */
#include "publish/catalogue.h"

#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void check_name(const char *name)
{
    g_assert_true(*name && *name != '.' && strchr(name, '/') == NULL);
    for (const char *p = name; *p; p++)
        g_assert_false(g_ascii_iscntrl(*p));
}

static void check_line(const char *text)
{
    g_assert_true(*text && g_utf8_validate(text, -1, NULL));
    for (const char *p = text; *p; p++)
        g_assert_false(g_ascii_iscntrl(*p));
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(kx_episode) episode = kx_episode_parse((const char *)data, size, &error);

    if (episode == NULL) {
        g_assert_nonnull(error);
        g_assert_null(strchr(error->message, '\n'));
        return 0;
    }
    check_name(episode->id);
    check_line(episode->title);
    g_assert_nonnull(episode->published);
    g_assert_cmpuint(episode->chapters->len, >, 0);
    int64_t last = -1;
    for (guint i = 0; i < episode->chapters->len; i++) {
        const kx_catalogue_chapter *chapter = g_ptr_array_index(episode->chapters, i);
        check_line(chapter->title);
        g_assert_true(chapter->start > last && (double)chapter->start < episode->duration);
        last = chapter->start;
    }
    for (guint i = 0; i < episode->files->len; i++) {
        const kx_catalogue_file *file = g_ptr_array_index(episode->files, i);
        check_name(file->name);
        g_assert_cmpint(file->bytes, >=, 0);
    }
    return 0;
}
