/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The encoders' own reading back finds what is wrong; and other programs, where they are installed,
 * find what is right. */
#include "audio/bytes.h"
#include "audio/flac_check.h"
#include "audio/tags.h"
#include "audio/wav_check.h"
#include "audio/wav_sound.h"
#include "base/error.h"
#include "encode_fixture.h"

#include <string.h>

/* ---- damage ---- */

typedef struct {
    fixture *f;
    kx_out_file out;     /* the encoded file, open again */
    GPtrArray *comments; /* of a FLAC file */
    guint8 md5[KX_FLAC_MD5_BYTES];
} readback;

static readback readback_open(fixture *f, const char *name)
{
    readback r = {.f = f};
    struct stat st;

    r.out = (kx_out_file){.dirfd = f->dirfd, .name = name, .shown = g_strdup(name)};
    r.out.fd = openat(f->dirfd, name, O_RDWR);
    g_assert_cmpint(fstat(r.out.fd, &st), ==, 0);
    r.out.size = st.st_size;
    return r;
}

static void readback_clear(readback *r)
{
    close(r->out.fd);
    g_free(r->out.shown);
    g_clear_pointer(&r->comments, g_ptr_array_unref);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(readback, readback_clear)

static bool check(readback *r, GError **error)
{
    guint8 md5[KX_FLAC_MD5_BYTES];
    g_autoptr(kx_flac_sound) sound =
        r->comments != NULL ? kx_flac_sound_new(&r->out, &r->f->master) : NULL;

    if (sound != NULL)
        return kx_flac_sound_finish(sound, md5, error) && memcmp(md5, r->md5, sizeof md5) == 0 &&
               kx_flac_check(&r->out, &r->f->master, r->comments, r->f->tags.cover, r->md5, error);
    int64_t at = 0;
    if (!kx_wav_check_header(&r->out, &r->f->master, &r->f->tags, &at, error))
        return false;
    g_autoptr(kx_wav_sound) wav = kx_wav_sound_new(&r->out, &r->f->master, at);
    return kx_wav_sound_finish(wav, at, error);
}

/* Each byte of the range, changed, is found; put back, all is well again. */
static void assert_found(readback *r, int64_t from, int64_t n)
{
    for (int64_t at = from; at < from + n; at++) {
        guint8 byte, other;
        g_autoptr(GError) error = NULL;
        g_assert_cmpint(pread(r->out.fd, &byte, 1, at), ==, 1);
        other = byte ^ 0x21;
        g_assert_cmpint(pwrite(r->out.fd, &other, 1, at), ==, 1);
        if (check(r, &error))
            g_error("byte %jd of %s: damage not found", (intmax_t)at, r->out.shown);
        g_assert_true(error->code == KX_ERROR_SOFTWARE || error->code == KX_ERROR_IO);
        g_assert_cmpint(pwrite(r->out.fd, &byte, 1, at), ==, 1);
    }
    g_assert_true(check(r, NULL));
}

/* Offset of the bytes `what` in the file. */
static int64_t find(const readback *r, const char *what)
{
    g_autoptr(GBytes) bytes = contents(r->f, r->out.name);
    const guint8 *data = g_bytes_get_data(bytes, NULL);
    const guint8 *at = memmem(data, g_bytes_get_size(bytes), what, strlen(what));

    g_assert_nonnull(at);
    return at - data;
}

static void test_damaged_wav(void)
{
    g_auto(fixture) f;
    fixture_init(&f, 2 * KX_RATE, 4.5, 4);
    encode(&f, 0, "a.wav");
    g_auto(readback) r = readback_open(&f, "a.wav");
    int64_t data = find(&r, "data"); /* a cue point's, the first time */

    g_assert_true(check(&r, NULL));
    assert_found(&r, 0, 12);
    assert_found(&r, find(&r, "fmt "), 24);
    assert_found(&r, find(&r, "cue "), 12 + 8);
    assert_found(&r, data, 4);
    assert_found(&r, data + 12, 4);
    assert_found(&r, find(&r, "adtl"), 4);
    for (unsigned i = 0; i < 4; i++)
        assert_found(&r, find(&r, f.marks[i].title) - 12, 12 + (int64_t)strlen(f.marks[i].title));
    assert_found(&r, find(&r, "ltxt"), 16);
    assert_found(&r, find(&r, "bext") + 8 + 412, 2);
    assert_found(&r, r.out.size - f.master.frames * 2 - 8, 8 + 4);
    assert_found(&r, r.out.size - 4, 4);
    /* libsndfile takes a header without samples for an empty file. */
    g_assert_cmpint(ftruncate(r.out.fd, --r.out.size), ==, 0);
    g_assert_false(check(&r, NULL));
}

static void read_expectations(readback *r)
{
    g_autoptr(GBytes) bytes = contents(r->f, r->out.name);
    const guint8 *data = g_bytes_get_data(bytes, NULL);
    g_autofree guint8 *pcm = g_malloc((size_t)r->f->master.frames * 2);
    const guint8 *tags = data + find(r, "reference libFLAC") - 4;

    tags += 4 + kx_le32(tags);
    r->comments = g_ptr_array_new_with_free_func(g_free);
    guint32 n = kx_le32(tags);
    tags += 4;
    for (guint32 i = 0; i < n; i++) {
        g_ptr_array_add(r->comments, g_strndup((const char *)tags + 4, kx_le32(tags)));
        tags += 4 + kx_le32(tags);
    }
    g_assert_true(kx_pread_all(r->f->master.fd, pcm, (size_t)r->f->master.frames * 2, 0, "", NULL));
    gsize sum_bytes = sizeof r->md5;
    g_autoptr(GChecksum) sum = g_checksum_new(G_CHECKSUM_MD5);
    g_checksum_update(sum, pcm, (gssize)(r->f->master.frames * 2));
    g_checksum_get_digest(sum, r->md5, &sum_bytes);
}

static void test_damaged_flac(void)
{
    g_auto(fixture) f;
    fixture_init(&f, KX_RATE, 35, 3);
    encode(&f, 1, "a.flac");
    g_auto(readback) r = readback_open(&f, "a.flac");
    read_expectations(&r);

    g_assert_true(check(&r, NULL));
    assert_found(&r, 0, 8);                       /* the mark, and STREAMINFO's head */
    assert_found(&r, 8 + 10, 8 + 16);             /* rate to samples, MD5 */
    assert_found(&r, 8 + 34, 4);                  /* the seek table's head */
    for (int64_t point = 0; point < 4; point++) { /* 0, 10, 20, 30 s */
        int64_t at = 8 + 34 + 4 + 18 * point;
        assert_found(&r, at, point == 0 ? 6 : 5); /* beyond the sound, or out of order */
        assert_found(&r, at + 8, 8);              /* not at a frame */
    }
    int64_t comments = find(&r, "reference libFLAC");
    assert_found(&r, comments - 8, 8);
    for (guint i = 0; i < r.comments->len; i++) {
        const char *text = r.comments->pdata[i];
        assert_found(&r, find(&r, text) - 4, 4 + (int64_t)strlen(text));
    }
    assert_found(&r, r.out.size - 40, 40); /* the last frame */
    assert_found(&r, r.out.size * 3 / 4, 8);
    /* Cut inside the metadata. */
    g_assert_cmpint(ftruncate(r.out.fd, 100), ==, 0);
    r.out.size = 100;
    g_assert_false(check(&r, NULL));
}

/* The file grows while it is read: byte by byte, so that the reader is always at its end, and at
 * any moment by far more than it asked for. */
static void test_growing_flac(void)
{
    enum { ROUNDS = 40, BYTES = 400, FAR = 12000, REST_US = 300 };
    g_auto(fixture) f;
    fixture_init(&f, KX_RATE, 35, 3);
    encode(&f, 1, "a.flac");
    g_auto(readback) r = readback_open(&f, "a.flac");
    g_autoptr(GRand) rand = g_rand_new_with_seed(19);
    for (int round = 0; round < ROUNDS; round++) {
        guint8 md5[KX_FLAC_MD5_BYTES];
        g_autoptr(GError) error = NULL;
        g_autoptr(kx_flac_sound) sound = kx_flac_sound_new(&r.out, &f.master);
        for (int64_t at = 0; at < r.out.size; at += FAR) {
            const int64_t slow = MIN(at + g_rand_int_range(rand, 1, BYTES), r.out.size);
            for (int64_t there = at + 1; there <= slow; there++)
                kx_flac_sound_reach(sound, there);
            kx_flac_sound_reach(sound, MIN(at + FAR, r.out.size));
            g_usleep(REST_US);
        }
        g_assert_true(kx_flac_sound_finish(sound, md5, &error));
        g_assert_no_error(error);
    }
}

/* ---- beyond 4 GiB ---- */

static void put_le64(guint8 *to, guint64 value)
{
    for (int i = 0; i < 8; i++)
        to[i] = (guint8)(value >> 8 * i);
}

/* The header of a real RIFF file, made to speak of a file of `size` bytes, before a hole: as plain
 * RIFF, whose sizes wrap at 4 GiB, or as RF64 with a chunk ds64 before the others. */
static void stretch(readback *r, const guint8 *riff, size_t n, int64_t size, bool rf64)
{
    g_autofree guint8 *head = g_malloc(n + 36);
    size_t sound = rf64 ? n + 36 : n;
    guint8 number[8];

    r->f->master.frames = (size - (int64_t)sound) / 2;
    r->out.size = (int64_t)sound + r->f->master.frames * 2;
    memcpy(head, riff, 12);
    memcpy(head + sound - (n - 12), riff + 12, n - 12);
    if (rf64) {
        memcpy(head, "RF64\xFF\xFF\xFF\xFFWAVEds64\x1C\0\0", 20);
        put_le64(head + 20, (guint64)r->out.size - 8);
        put_le64(head + 28, (guint64)r->f->master.frames * 2);
        put_le64(head + 36, (guint64)r->f->master.frames);
        memset(head + 44, 0, 4);
        memset(head + sound - 4, 0xFF, 4);
    } else {
        put_le64(number, (guint64)r->out.size - 8);
        memcpy(head + 4, number, 4);
        put_le64(number, (guint64)r->f->master.frames * 2);
        memcpy(head + sound - 4, number, 4);
    }
    /* The last chapter ends with the sound; its length stands in the last of the labels. */
    put_le64(number,
             (guint64)(r->f->master.frames - kx_chapter_start(&r->f->master, &r->f->tags, 3)));
    memcpy(head + sound - 8 - 16, number, 4);
    g_assert_cmpint(ftruncate(r->out.fd, 0), ==, 0);
    g_assert_cmpint(ftruncate(r->out.fd, r->out.size), ==, 0);
    g_assert_cmpint(pwrite(r->out.fd, head, sound, 0), ==, sound);
}

static bool header_is_right(readback *r)
{
    int64_t sound;

    return kx_wav_check_header(&r->out, &r->f->master, &r->f->tags, &sound, NULL);
}

static void test_rf64_where_it_is_due(void)
{
    const int64_t most = G_MAXUINT32;
    const int64_t sizes[] = {100000, most - 100000, most - 70001, most - 1, most + 4097, 3 * most};
    g_auto(fixture) f;
    fixture_init(&f, KX_RATE, 4, 4);
    encode(&f, 0, "a.wav");
    g_auto(readback) r = readback_open(&f, "a.wav");
    size_t n = (size_t)(r.out.size - f.master.frames * 2);
    guint8 riff[4096];

    g_assert_cmpuint(n, <, sizeof riff);
    g_assert_true(kx_pread_all(r.out.fd, riff, n, 0, "", NULL));
    /* Plain PCM: the oldest readers know nothing else. */
    g_assert_cmpmem(riff + 12, 10, "fmt \x10\0\0\0\x01\0", 10);
    for (size_t i = 0; i < G_N_ELEMENTS(sizes); i++) {
        /* RF64 is for what needs it, or would with the longest header. */
        stretch(&r, riff, n, sizes[i], true);
        g_assert_cmpint(header_is_right(&r), ==, sizes[i] >= most - 1);
        stretch(&r, riff, n, sizes[i], false);
        g_assert_cmpint(header_is_right(&r), ==, sizes[i] < most - 1);
    }
}

/* ---- other programs ---- */

/* Standard output of a program on NAME, or NULL if it is not installed. It must succeed and say
 * nothing else. */
static char *run(const fixture *f, const char *name, const char *const *command)
{
    g_autofree char *program = g_find_program_in_path(command[0]), *errors = NULL;
    g_autoptr(GPtrArray) argv = g_ptr_array_new();
    g_autofree char *path = path_of(f, name);
    char *output = NULL;
    int status = 0;

    if (program == NULL)
        return NULL;
    g_ptr_array_add(argv, program);
    for (size_t i = 1; command[i] != NULL; i++)
        g_ptr_array_add(argv, (void *)command[i]);
    g_ptr_array_add(argv, path);
    g_ptr_array_add(argv, NULL);
    g_assert_true(g_spawn_sync(NULL, (char **)argv->pdata, NULL, G_SPAWN_DEFAULT, NULL, NULL,
                               &output, &errors, &status, NULL));
    g_assert_cmpint(status, ==, 0);
    g_assert_cmpstr(errors, ==, "");
    return output;
}

static void test_ffprobe(void)
{
    const char *const command[] = {"ffprobe", "-v",  "warning", "-show_chapters",
                                   "-of",     "csv", NULL};
    g_auto(fixture) f;

    fixture_init(&f, 2 * KX_RATE, 99.5, 99);
    for (size_t e = 0; e < G_N_ELEMENTS(encoders); e++) {
        encode(&f, e, encoders[e].name);
        g_autofree char *output = run(&f, encoders[e].name, command);
        if (output == NULL) {
            g_test_skip("no ffprobe");
            return;
        }
        g_auto(GStrv) lines = g_strsplit(g_strchomp(output), "\n", -1);
        g_assert_cmpuint(g_strv_length(lines), ==, 99);
        for (unsigned i = 0; i < 99; i++) {
            g_autofree char *start = g_strdup_printf(",%u.000000,", i);
            g_autofree char *quoted = g_strdup_printf("Hoofdstuk %u – ", i + 1);
            g_assert_nonnull(strstr(lines[i], start));
            g_assert_nonnull(strstr(lines[i], quoted));
        }
    }
}

static void test_flac_program(void)
{
    const char *const test[] = {"flac", "--test", "--silent", "--warnings-as-errors", NULL};
    const char *const list[] = {"metaflac", "--export-tags-to=-", NULL};
    g_auto(fixture) f;

    fixture_init(&f, KX_RATE, 31, 3);
    encode(&f, 1, "a.flac");
    g_autofree char *tested = run(&f, "a.flac", test), *tags = run(&f, "a.flac", list);
    if (tested == NULL || tags == NULL) {
        g_test_skip("no flac, no metaflac");
        return;
    }
    g_assert_nonnull(strstr(tags, "\nCHAPTER001=00:00:00.000\nCHAPTER001NAME=Hoofdstuk 1 – "));
    g_assert_nonnull(strstr(tags, "\nCHAPTER003=00:00:02.000\nCHAPTER003NAME=Hoofdstuk 3 – "));
}

static void test_sndfile_info(void)
{
    const char *const command[] = {"sndfile-info", NULL};
    g_auto(fixture) f;

    fixture_init(&f, KX_RATE, 5, 4);
    encode(&f, 0, "a.wav");
    g_autofree char *output = run(&f, "a.wav", command);
    if (output == NULL) {
        g_test_skip("no sndfile-info");
        return;
    }
    g_assert_nonnull(strstr(output, "labl : 4 : Hoofdstuk 4 – "));
    g_assert_nonnull(strstr(output, "\nEnd\n"));
    /* Its only complaint is that it does not know CSET. */
    char *complaint = strstr(output, "***");
    g_assert_true(g_str_has_prefix(complaint, "*** CSET"));
    g_assert_null(strstr(complaint + 3, "***"));
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/readback/damaged-wav", test_damaged_wav);
    g_test_add_func("/readback/damaged-flac", test_damaged_flac);
    g_test_add_func("/readback/growing-flac", test_growing_flac);
    g_test_add_func("/readback/rf64-where-it-is-due", test_rf64_where_it_is_due);
    g_test_add_func("/readback/ffprobe", test_ffprobe);
    g_test_add_func("/readback/flac-program", test_flac_program);
    g_test_add_func("/readback/sndfile-info", test_sndfile_info);
    return g_test_run();
}
