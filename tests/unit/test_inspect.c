/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Finished files, read without knowing what was written. */
#include "audio/inspect.h"

#include "audio/bytes.h"
#include "audio/decode.h"
#include "base/error.h"
#include "encode_fixture.h"

#include <fcntl.h>
#include <string.h>
#include <unistd.h>

static void assert_chapters(const fixture *f, const kx_inspection *found)
{
    g_assert_cmpuint(found->chapters->len, ==, f->tags.n_chapters);
    for (unsigned i = 0; i < f->tags.n_chapters; i++) {
        const kx_found_chapter *chapter = &g_array_index(found->chapters, kx_found_chapter, i);
        g_assert_cmpint(chapter->start, ==, i * 1000);
        g_assert_cmpstr(chapter->title, ==, f->marks[i].title);
        if (found->kind != KX_FILE_WAV)
            g_assert_cmpstr(chapter->url, ==, f->marks[i].url);
    }
}

static void inspect(const fixture *f, const char *name, kx_file_kind kind)
{
    g_autoptr(GError) error = NULL;
    g_auto(kx_inspection) found;
    const bool wav = kind == KX_FILE_WAV, opus = kind == KX_FILE_OPUS;
    bool ok = kx_inspect_file(f->dirfd, name, &found, &error);

    g_assert_no_error(error);
    g_assert_true(ok);
    g_assert_cmpint(found.kind, ==, kind);
    g_assert_cmpstr(found.title, ==, f->tags.title);
    g_assert_cmpint(found.rate, ==, opus ? 48000 : kind == KX_FILE_MP3 ? 44100 : f->master.rate);
    double seconds = (double)f->master.frames / f->master.rate;
    g_assert_cmpfloat_with_epsilon(found.seconds, seconds, 0.0001);
    g_assert_true(found.cover == (f->tags.cover != NULL && !wav));
    g_assert_cmpfloat(found.loudness, >, -20);
    g_assert_cmpfloat(found.loudness, <, -8);
    g_assert_cmpfloat_with_epsilon(found.true_peak, -9.5, 2.5);
    assert_chapters(f, &found);
}

/* 1 and 99 chapters, with and without cover, from both rates. */
static void test_all_kinds(void)
{
    const struct {
        unsigned chapters, factor;
        const kx_picture *cover;
    } cases[] = {{1, 1, NULL}, {1, 2, &pixel}, {99, 1, &pixel}, {99, 2, NULL}};

    for (size_t c = 0; c < G_N_ELEMENTS(cases); c++) {
        g_auto(fixture) f;
        fixture_init(&f, (int)cases[c].factor * KX_RATE, cases[c].chapters + 2.3,
                     cases[c].chapters);
        f.tags.cover = cases[c].cover;
        for (unsigned i = 0; i < cases[c].chapters; i += 2)
            f.marks[i].url = "https://example.nl/a%2Bb?x=1";
        for (size_t e = 0; e < G_N_ELEMENTS(encoders); e++) {
            encode(&f, e, encoders[e].name);
            inspect(&f, encoders[e].name, (kx_file_kind)e);
        }
    }
}

/* What libsndfile takes no chapters of: the same file with its sizes in "ds64". */
static void test_rf64(void)
{
    g_auto(fixture) f;
    fixture_init(&f, KX_RATE, 5.3, 4);
    encode(&f, KX_FILE_WAV, "riff");
    g_autoptr(GBytes) riff = contents(&f, "riff");
    g_autoptr(GByteArray) rf64 = g_byte_array_new();
    const guint8 *bytes = g_bytes_get_data(riff, NULL);
    const guint sound = (guint)(f.master.frames * 2), size = (guint)g_bytes_get_size(riff);

    g_byte_array_append(rf64, (const guint8 *)"RF64\xFF\xFF\xFF\xFFWAVEds64\x1C\0\0", 20);
    const guint sizes[] = {size + 36 - 8, 0, sound, 0, (guint)f.master.frames, 0, 0};
    for (size_t i = 0; i < G_N_ELEMENTS(sizes); i++)
        kx_put_le32(rf64, sizes[i]);
    g_byte_array_append(rf64, bytes + 12, size - 12);
    memset(rf64->data + rf64->len - sound - 4, 0xFF, 4);
    g_assert_true(kx_file_write(f.dirfd, "rf64", rf64->data, rf64->len, NULL));
    inspect(&f, "rf64", KX_FILE_WAV);
}

/* Whatever the chunks of chapters claim, what is told lies within them. */
static void test_false_chapters(void)
{
    g_auto(fixture) f;
    fixture_init(&f, KX_RATE, 3, 2);
    encode(&f, KX_FILE_WAV, "right");
    g_autoptr(GBytes) right = contents(&f, "right");
    const gsize n = g_bytes_get_size(right), header = n - (gsize)f.master.frames * 2;

    for (gsize at = 12; at + 4 <= header; at++) {
        g_auto(kx_inspection) found = {0};
        g_autofree guint8 *wrong = g_memdup2(g_bytes_get_data(right, NULL), n);
        memset(wrong + at, 0xFF, 3);
        g_assert_true(kx_file_write(f.dirfd, "wrong", wrong, n, NULL));
        if (kx_inspect_file(f.dirfd, "wrong", &found, NULL))
            g_assert_cmpuint(found.chapters->len, <=, 2);
        g_assert_cmpint(unlinkat(f.dirfd, "wrong", 0), ==, 0);
    }
}

/* By its content, whatever its name. */
static void test_other_names(void)
{
    g_auto(fixture) f;
    fixture_init(&f, KX_RATE, 2, 1);
    for (size_t e = 0; e < G_N_ELEMENTS(encoders); e++) {
        g_autofree char *name = g_strdup_printf("%zu.txt", e);
        encode(&f, e, name);
        inspect(&f, name, (kx_file_kind)e);
    }
}

static void test_refused(void)
{
    g_auto(fixture) f;
    g_auto(kx_inspection) found = {0};
    static const char *const bad[] = {"",
                                      "abc",
                                      "RIFF",
                                      "RIFF\4\0\0\0WAVE",
                                      "fLaC....",
                                      "OggS",
                                      "ID3\3\0\0\0\0\0\0",
                                      "\xFF\xFB\x50\xC4",
                                      "<html></html>"};
    fixture_init(&f, KX_RATE, 2, 1);
    for (size_t i = 0; i < G_N_ELEMENTS(bad); i++) {
        g_autoptr(GError) error = NULL;
        g_autofree char *name = g_strdup_printf("bad-%zu", i);
        g_assert_true(
            kx_file_write(f.dirfd, name, bad[i], MAX(strlen(bad[i]), i == 6 ? 10 : 0), NULL));
        g_assert_false(kx_inspect_file(f.dirfd, name, &found, &error));
        g_assert_error(error, KX_ERROR, KX_ERROR_DATA);
        g_assert_nonnull(strstr(error->message, name));
    }
    g_autoptr(GError) missing = NULL, link = NULL;
    g_assert_false(kx_inspect_file(f.dirfd, "nothing", &found, &missing));
    g_assert_error(missing, KX_ERROR, KX_ERROR_NO_INPUT);
    g_assert_cmpint(symlinkat("bad-0", f.dirfd, "link"), ==, 0);
    g_assert_false(kx_inspect_file(f.dirfd, "link", &found, &link));
}

/* Cut anywhere, a file is refused or shorter; never a crash. */
static void test_cut(void)
{
    g_auto(fixture) f;
    fixture_init(&f, KX_RATE, 3, 2);
    for (size_t e = 0; e < G_N_ELEMENTS(encoders); e++) {
        encode(&f, e, encoders[e].name);
        g_autoptr(GBytes) bytes = contents(&f, encoders[e].name);
        gsize n = g_bytes_get_size(bytes);
        for (gsize cut = 0; cut < n; cut += cut < 400 ? 7 : n / 9 + 1) {
            g_auto(kx_inspection) found = {0};
            g_autoptr(GError) error = NULL;
            g_autofree char *name = g_strdup_printf("cut-%zu-%zu", e, cut);
            g_assert_true(kx_file_write(f.dirfd, name, g_bytes_get_data(bytes, NULL), cut, NULL));
            if (kx_inspect_file(f.dirfd, name, &found, &error))
                g_assert_cmpfloat(found.seconds, <=, 3.01);
            else
                g_assert_nonnull(error);
        }
    }
}

/* A file that is shorter than it was: no library asks for ever for what has gone. */
static void test_shrunk(void)
{
    enum { SECONDS = 60 };
    g_auto(fixture) f;
    fixture_init(&f, KX_RATE, 3, 2);
    alarm(SECONDS);
    for (size_t e = 0; e < G_N_ELEMENTS(encoders); e++) {
        encode(&f, e, encoders[e].name);
        const int fd = openat(f.dirfd, encoders[e].name, O_RDWR);
        const off_t size = lseek(fd, 0, SEEK_END);
        for (off_t left = size - 1; left >= 0;
             left = left > size / 9 ? left - size / 9 : left - 3) {
            g_autoptr(GError) error = NULL;
            g_assert_cmpint(ftruncate(fd, left), ==, 0);
            g_autoptr(kx_decoder) decoder = kx_decoder_new(fd, 0, size, "shrunk", &error);
            g_assert_true((decoder == NULL) == (error != NULL));
        }
        close(fd);
    }
    alarm(0);
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/inspect/all-kinds", test_all_kinds);
    g_test_add_func("/inspect/rf64", test_rf64);
    g_test_add_func("/inspect/false-chapters", test_false_chapters);
    g_test_add_func("/inspect/other-names", test_other_names);
    g_test_add_func("/inspect/refused", test_refused);
    g_test_add_func("/inspect/cut", test_cut);
    g_test_add_func("/inspect/shrunk", test_shrunk);
    return g_test_run();
}
