/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "audio/track.h"

#include "base/error.h"
#include "base/file.h"

#include <unistd.h>

/* A spool file of n samples 1, 2, 3, … */
static int make_spool(int n)
{
    g_autoptr(GError) error = NULL;
    int fd = kx_spool_open(g_get_tmp_dir(), &error);

    g_assert_no_error(error);
    for (int i = 0; i < n; i++) {
        int16_t sample = (int16_t)(i + 1);
        g_assert_true(
            kx_pwrite_all(fd, &sample, sizeof sample, i * (off_t)sizeof sample, "spool", NULL));
    }
    return fd;
}

static const kx_segment *segment(const kx_track *track, guint i)
{
    return &g_array_index(track->segments, kx_segment, i);
}

static void test_silence_keeps_the_grid(void)
{
    g_autoptr(kx_track) track = kx_track_new(NULL);
    const kx_clip clip = {.fd = -1, .frames = 50};

    kx_track_add_silence(track, 0);
    g_assert_cmpint(track->frames, ==, 0);
    g_assert_cmpuint(track->segments->len, ==, 0);
    kx_track_add_silence(track, 1);
    g_assert_cmpint(track->frames, ==, 35);
    kx_track_add_silence(track, 35);
    g_assert_cmpint(track->frames, ==, 70);
    g_assert_cmpuint(track->segments->len, ==, 1);

    g_assert_cmpint(kx_track_add_clip(track, &clip), ==, 70);
    g_assert_cmpint(track->frames, ==, 120);
    kx_track_add_silence(track, 0);
    g_assert_cmpint(track->frames, ==, 140);
    kx_track_add_silence(track, 36);
    g_assert_cmpint(track->frames, ==, 210);
    g_assert_cmpuint(track->segments->len, ==, 3);
    g_assert_true(segment(track, 2)->silent);
    g_assert_cmpint(segment(track, 2)->start, ==, 120);
    g_assert_cmpint(segment(track, 2)->frames, ==, 90);
}

static void test_to_second(void)
{
    g_autoptr(kx_track) track = kx_track_new(NULL);
    const kx_clip clip = {.fd = -1, .frames = KX_RATE + 1};

    kx_track_to_second(track);
    g_assert_cmpint(track->frames, ==, 0);
    g_assert_cmpint(kx_track_add_clip(track, &clip), ==, 0);
    kx_track_to_second(track);
    g_assert_cmpint(track->frames, ==, 2 * KX_RATE);
    g_assert_cmpuint(track->segments->len, ==, 2);
    kx_track_to_second(track);
    g_assert_cmpint(track->frames, ==, 2 * KX_RATE);
    kx_track_add_silence(track, 0);
    g_assert_cmpint(track->frames, ==, 2 * KX_RATE);
}

static void test_empty_clip_leaves_nothing(void)
{
    g_autoptr(kx_track) track = kx_track_new(NULL);
    const kx_clip clip = {.fd = -1, .frames = 0};

    g_assert_cmpint(kx_track_add_clip(track, &clip), ==, 0);
    g_assert_cmpint(track->frames, ==, 0);
    g_assert_cmpuint(track->segments->len, ==, 0);
}

static void test_clip_off_the_grid_is_refused(void)
{
    if (g_test_subprocess()) {
        g_autoptr(kx_track) track = kx_track_new(NULL);
        const kx_clip clip = {.fd = -1, .frames = 36};
        kx_track_add_clip(track, &clip);
        kx_track_add_clip(track, &clip);
        return;
    }
    g_test_trap_subprocess(NULL, 0, G_TEST_SUBPROCESS_DEFAULT);
    g_test_trap_assert_failed();
}

/* Silence, a clip from the middle of a file, silence, a clip from its start: each stretch read from
 * each position equals the whole read at once. */
static void test_read_any_stretch(void)
{
    g_autoptr(kx_track) track = kx_track_new(NULL);
    int fd = make_spool(300);
    const kx_clip first = {.fd = fd, .first = 100, .frames = 48};
    const kx_clip second = {.fd = fd, .first = 0, .frames = 35};
    int16_t whole[240], part[240];
    g_autoptr(GError) error = NULL;

    kx_track_add_silence(track, 20);
    g_assert_cmpint(kx_track_add_clip(track, &first), ==, 35);
    kx_track_add_silence(track, 30);
    g_assert_cmpint(kx_track_add_clip(track, &second), ==, 140);
    kx_track_add_silence(track, 0);
    g_assert_cmpint(kx_track_add_clip(track, &second), ==, 175);
    g_assert_cmpint(track->frames, ==, 210);

    for (int i = 0; i < 240; i++)
        whole[i] = (int16_t)(i >= 35 && i < 83     ? 101 + i - 35
                             : i >= 140 && i < 175 ? 1 + i - 140
                             : i >= 175 && i < 210 ? 1 + i - 175
                                                   : 0);
    for (int from = 0; from < 240; from++)
        for (int n = 0; n <= 240 - from; n += 1 + n / 7) {
            memset(part, 0x55, sizeof part);
            g_assert_true(kx_track_read(track, from, part, (size_t)n, &error));
            g_assert_cmpmem(part, n * sizeof *part, whole + from, n * sizeof *whole);
        }
    close(fd);
}

static void test_read_error(void)
{
    g_autoptr(kx_track) track = kx_track_new(NULL);
    g_autoptr(GError) error = NULL;
    int fd = make_spool(10);
    const kx_clip clip = {.fd = fd, .first = 0, .frames = 11};
    int16_t out[11];

    kx_track_add_clip(track, &clip);
    g_assert_false(kx_track_read(track, 0, out, 11, &error));
    g_assert_error(error, KX_ERROR, KX_ERROR_IO);
    close(fd);
}

static void test_read_empty_track(void)
{
    g_autoptr(kx_track) track = kx_track_new(NULL);
    int16_t out[3] = {7, 7, 7};

    g_assert_true(kx_track_read(track, 5, out, 3, NULL));
    for (int i = 0; i < 3; i++)
        g_assert_cmpint(out[i], ==, 0);
    kx_track_free(NULL);
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/track/silence-keeps-the-grid", test_silence_keeps_the_grid);
    g_test_add_func("/track/to-second", test_to_second);
    g_test_add_func("/track/empty-clip", test_empty_clip_leaves_nothing);
    g_test_add_func("/track/clip-off-the-grid", test_clip_off_the_grid_is_refused);
    g_test_add_func("/track/read-any-stretch", test_read_any_stretch);
    g_test_add_func("/track/read-error", test_read_error);
    g_test_add_func("/track/read-empty", test_read_empty_track);
    return g_test_run();
}
