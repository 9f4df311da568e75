/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Any bytes as a show file: an error of one line that names the file, or a show with all that a
 * feed needs, in text that an XML file can hold. */
#include "brief/show.h"

#include <stdint.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void check_line(const char *text, bool needed)
{
    g_assert_true(text || !needed);
    for (const char *c = text; c && *c; c = g_utf8_next_char(c))
        g_assert_false(g_unichar_iscntrl(g_utf8_get_char(c)));
    g_assert_true(text == NULL || (*text && g_utf8_validate(text, -1, NULL)));
}

static void check_url(const char *text)
{
    check_line(text, false);
    g_assert_true(text == NULL || g_uri_is_valid(text, G_URI_FLAGS_ENCODED, NULL));
    g_assert_true(text == NULL || strpbrk(text, " <>\"\\") == NULL);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(kx_show) show = kx_show_parse("fuzz/show.ini", (const char *)data, size, &error);
    if (show == NULL) {
        g_assert_true(g_str_has_prefix(error->message, "fuzz/show.ini:"));
        g_assert_null(strchr(error->message, '\n'));
        return 0;
    }
    check_line(show->title, true);
    check_line(show->description, true);
    check_line(show->author, true);
    check_line(show->categories[0], true);
    check_line(show->copyright, false);
    check_line(show->license, false);
    check_line(show->update_text, false);
    check_url(show->base_url);
    check_url(show->link);
    check_url(show->license_url);
    check_url(show->hub);
    g_assert_true(show->base_url == NULL || g_str_has_suffix(show->base_url, "/"));
    g_assert_true(show->loudness >= -40 && show->loudness <= -8);
    g_assert_true(show->page >= 10);
    for (guint i = 0; i < show->persons->len; i++) {
        const kx_person *person = g_ptr_array_index(show->persons, i);
        check_line(person->name, true);
        check_line(person->role, true);
        check_line(person->group, true);
        check_url(person->url);
    }
    return 0;
}
