/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Any bytes as the file of places and bookmarks: it is of a newer kxspeak, and stays as it is; or
 * it is put aside or understood, what is found lies in the programme, and a place and a bookmark
 * can be left and found again. */
#include "base/error.h"
#include "listen/bookmarks.h"

#include <glib/gstdio.h>
#include <stdint.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static kx_programme *programme(void)
{
    kx_programme *p = kx_programme_new("Krant");
    kx_listed_article one = {.title = g_strdup("Brug")}, two = {.title = g_strdup("Winst")};
    g_array_append_val(p->articles, one);
    g_array_append_val(p->articles, two);
    const kx_programme_row rows[] = {
        {.printed = (char *)(gsize) "Dag.", .own = true, .article = G_MAXUINT},
        {.printed = (char *)(gsize) "Brug", .part = 1, .article = 0},
        {.printed = (char *)(gsize) "De brug is dicht.", .part = 1, .article = 0},
        {.printed = (char *)(gsize) "Winst", .part = 2, .article = 1},
        {.printed = (char *)(gsize) "Ja.", .part = 2, .article = 1},
    };
    kx_programme_fill(p, rows, G_N_ELEMENTS(rows));
    return p;
}

/* A file of a newer kxspeak: nothing is left in it. */
static void refused(kx_marks *marks, const kx_programme *p, const char *path, GBytes *before)
{
    g_autoptr(GError) error = NULL;
    g_autofree char *after = NULL;
    gsize length = 0;
    g_assert_false(kx_marks_leave(marks, p, 2, G_MAXINT64, &error));
    g_assert_error(error, KX_ERROR, KX_ERROR_DATA);
    g_assert_cmpint(kx_marks_toggle(marks, p, 2, G_MAXINT64, NULL), ==, KX_MARK_FAILED);
    g_assert_true(g_file_get_contents(path, &after, &length, NULL));
    g_assert_cmpmem(after, length, g_bytes_get_data(before, NULL), g_bytes_get_size(before));
}

static void remembered(kx_marks *marks, const kx_programme *p)
{
    g_assert_true(kx_marks_leave(marks, p, 2, G_MAXINT64, NULL));
    g_assert_cmpuint(kx_marks_place(marks, p, NULL), ==, 2);
    g_assert_true(kx_marks_may_know(marks, p));
    kx_mark_result result = kx_marks_toggle(marks, p, 2, G_MAXINT64, NULL);
    g_assert_cmpint(result, !=, KX_MARK_FAILED);
    g_assert_true((kx_marks_next(marks, p, 1, NULL) == 2) == (result == KX_MARK_SET));
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    g_autofree char *folder = g_dir_make_tmp("kxspeak-fuzz-XXXXXX", NULL);
    g_autofree char *path = g_build_filename(folder, "listen.json", NULL);
    g_autofree char *aside = g_strconcat(path, ".bad", NULL);
    g_autoptr(kx_programme) p = programme();
    g_autoptr(kx_marks) marks = kx_marks_new(path);

    g_assert_true(g_file_set_contents(path, (const char *)data, (gssize)size, NULL));
    g_autoptr(GError) error = NULL;
    unsigned place = kx_marks_place(marks, p, &error);
    unsigned next = kx_marks_next(marks, p, 0, NULL);
    g_assert_true(place == G_MAXUINT || (place > 0 && place < p->items->len));
    g_assert_true(next == G_MAXUINT || (next > 0 && next < p->items->len));
    g_assert_true(kx_marks_were_damaged(marks) == g_file_test(aside, G_FILE_TEST_EXISTS));
    if (error == NULL) {
        remembered(marks, p);
    } else {
        g_autoptr(GBytes) before = g_bytes_new_static(data, size);
        refused(marks, p, path, before);
    }
    g_unlink(path);
    g_unlink(aside);
    g_assert_cmpint(g_rmdir(folder), ==, 0);
    return 0;
}
