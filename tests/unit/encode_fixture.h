/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A small master with chapters and tags, and a folder to encode it into. */
#pragma once

#include "audio/encode.h"
#include "base/file.h"
#include "base/limits.h"

#include <fcntl.h>
#include <math.h>
#include <sys/stat.h>
#include <unistd.h>

/* The least PNG: one pixel. */
static const guint8 pixel_png[] = {
    0x89, 'P',  'N',  'G',  '\r', '\n', 0x1A, '\n', 0,   0,    0,   13,   'I',  'H',
    'D',  'R',  0,    0,    0,    1,    0,    0,    0,   1,    8,   2,    0,    0,
    0,    0x90, 0x77, 0x53, 0xDE, 0,    0,    0,    12,  'I',  'D', 'A',  'T',  8,
    0xD7, 0x63, 0xF8, 0xCF, 0xC0, 0,    0,    3,    1,   1,    0,   0x18, 0xDD, 0x8D,
    0xB0, 0,    0,    0,    0,    'I',  'E',  'N',  'D', 0xAE, 'B', 0x60, 0x82};
static const kx_picture pixel = {pixel_png, sizeof pixel_png, "image/png", 1, 0};

typedef struct {
    char *dir;
    int dirfd;
    kx_master master;
    kx_chapter_mark marks[KX_CHAPTERS_MAX + 1];
    char *titles[KX_CHAPTERS_MAX + 1];
    kx_tags tags;
} fixture;

static const struct {
    const char *name;
    kx_encoder *encode;
} encoders[] = {{"a.wav", kx_encode_wav},
                {"a.flac", kx_encode_flac},
                {"a.mp3", kx_encode_mp3},
                {"a.opus", kx_encode_opus}};

/* A hum with hiss, and digital silence: like a programme. */
static inline int make_sound(int64_t frames)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(GRand) rand = g_rand_new_with_seed(11);
    g_autofree gint16 *pcm = g_new0(gint16, frames + 1);
    int fd = kx_spool_open(g_get_tmp_dir(), &error);

    g_assert_no_error(error);
    for (int64_t i = 0; i < frames; i++)
        if (i / 10000 % 3 != 2)
            pcm[i] = (gint16)(9000 * sin((double)i * 0.05) + g_rand_int_range(rand, -300, 300));
    kx_pwrite_all(fd, pcm, (size_t)frames * sizeof *pcm, 0, "sound", &error);
    g_assert_no_error(error);
    return fd;
}

static inline void fixture_init(fixture *f, int rate, double seconds, unsigned n_chapters)
{
    *f = (fixture){.dir = g_dir_make_tmp("kx-encode-XXXXXX", NULL)};
    f->dirfd = open(f->dir, O_RDONLY | O_DIRECTORY);
    g_assert_cmpint(f->dirfd, >=, 0);
    f->master = (kx_master){.rate = rate, .frames = (int64_t)(seconds * rate)};
    f->master.fd = make_sound(f->master.frames);
    for (unsigned i = 0; i < n_chapters; i++) {
        f->titles[i] = g_strdup_printf("Hoofdstuk %u – \"één\" & 'ë'%s", i + 1, &"!!!"[i % 4]);
        f->marks[i] = (kx_chapter_mark){.title = f->titles[i], .start = (int64_t)i * KX_RATE};
    }
    f->tags = (kx_tags){.flac_level = 5,
                        .title = "Twee schepen – één haven",
                        .artist = "kxspeak",
                        .album = "Nieuws",
                        .date = "2026-03-01",
                        .genre = "News",
                        .language = "nld",
                        .copyright = "© 2026 Krant",
                        .comment = "Regel 1\nRegel 2",
                        .loudness = -16.02,
                        .true_peak = -1.07,
                        .chapters = f->marks,
                        .n_chapters = n_chapters};
}

static inline void fixture_clear(fixture *f)
{
    g_autoptr(GDir) dir = g_dir_open(f->dir, 0, NULL);
    const char *name;

    while ((name = g_dir_read_name(dir)) != NULL)
        unlinkat(f->dirfd, name, 0);
    close(f->dirfd);
    kx_master_clear(&f->master);
    for (size_t i = 0; i < G_N_ELEMENTS(f->titles); i++)
        g_free(f->titles[i]);
    g_assert_cmpint(rmdir(f->dir), ==, 0);
    g_free(f->dir);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(fixture, fixture_clear)

static inline bool is_there(const fixture *f, const char *name)
{
    struct stat st;

    return fstatat(f->dirfd, name, &st, AT_SYMLINK_NOFOLLOW) == 0;
}

static inline void encode(fixture *f, size_t e, const char *name)
{
    g_autoptr(GError) error = NULL;
    bool ok = encoders[e].encode(&f->master, &f->tags, f->dirfd, name, &error);

    g_assert_no_error(error);
    g_assert_true(ok);
}

static inline char *path_of(const fixture *f, const char *name)
{
    return g_build_filename(f->dir, name, NULL);
}

static inline GBytes *contents(const fixture *f, const char *name)
{
    g_autofree char *path = path_of(f, name);
    g_autoptr(GError) error = NULL;
    GBytes *bytes = kx_file_read(path, 64 << 20, &error);

    g_assert_no_error(error);
    return bytes;
}
