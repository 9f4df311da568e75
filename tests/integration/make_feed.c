/* SPDX-License-Identifier: GPL-3.0-or-later */
/* make_feed OUT EPISODES [SOUND.mp3 SECONDS COVER.png]: a folder with a feed of so many episodes,
 * for tests with readers of other projects and for the bench. Prints how long a whole rebuild
 * takes. */
#include "../unit/feed_fixture.h"

#include <stdio.h>
#include <stdlib.h>

static double publish(const char *dir, const kx_show *show, const kx_picture *cover)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(GPtrArray) notes = g_ptr_array_new_with_free_func(g_free);
    g_autoptr(GDateTime) now = kx_moment_read("2026-11-01T12:00");
    int fd = open(dir, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    gint64 start = g_get_monotonic_time();
    if (!kx_feed_publish(fd, show, NULL, cover, now, notes, &error))
        g_error("%s", error->message);
    close(fd);
    for (guint i = 0; i < notes->len; i++)
        g_printerr("%s\n", (char *)notes->pdata[i]);
    return (double)(g_get_monotonic_time() - start) / G_USEC_PER_SEC;
}

int main(int argc, char **argv)
{
    if (argc != 4 && argc != 7)
        g_error("usage: %s OUT EPISODES BASE [SOUND.mp3 SECONDS COVER.png]", argv[0]);
    unsigned n = (unsigned)atoi(argv[2]);
    bool whole = argc == 7;
    g_autoptr(kx_show) show = fixture_show();
    g_free(show->base_url);
    show->base_url = g_strdup(argv[3]);
    g_autofree char *picture = NULL;
    kx_picture cover = {.type = "image/png", .side = 1400};
    if (whole) {
        g_assert_true(g_file_get_contents(argv[6], &picture, &cover.n, NULL));
        cover.data = picture;
    }
    for (unsigned i = 0; i < n; i++)
        fixture_put_number(argv[1], i, 12, whole ? argv[4] : NULL,
                           whole ? g_ascii_strtod(argv[5], NULL) : 0);
    double first = publish(argv[1], show, whole ? &cover : NULL);
    double second = publish(argv[1], show, NULL);
    printf("%u episodes: %.3f s to make the feed, %.3f s to find that nothing has changed\n", n,
           first, second);
    return EXIT_SUCCESS;
}
