/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the encoders write and refuse; read back by libsndfile and libFLAC. */
#include "audio/encode.h"

#include "base/error.h"
#include "encode_fixture.h"

#include <FLAC/metadata.h>
#include <signal.h>
#include <sndfile.h>
#include <string.h>
#include <sys/resource.h>

/* All encoders refuse, with this code, and leave no file. Returns the last message. */
static char *assert_refused(fixture *f, int code)
{
    char *message = NULL;

    for (size_t e = 0; e < G_N_ELEMENTS(encoders); e++) {
        g_autoptr(GError) error = NULL;
        g_assert_false(
            encoders[e].encode(&f->master, &f->tags, f->dirfd, encoders[e].name, &error));
        g_assert_error(error, KX_ERROR, code);
        g_assert_false(is_there(f, encoders[e].name));
        g_free(message);
        message = g_strdup(error->message);
    }
    return message;
}

/* ---- reading back ---- */

/* By libsndfile: format, length, every sample. */
static SNDFILE *open_and_compare_sound(const fixture *f, const char *name)
{
    g_autofree char *path = path_of(f, name);
    SF_INFO info = {0};
    SNDFILE *file = sf_open(path, SFM_READ, &info);
    g_autofree gint16 *got = g_new(gint16, f->master.frames + 1);
    g_autofree gint16 *wanted = g_new(gint16, f->master.frames + 1);

    g_assert_nonnull(file);
    g_assert_cmpint(info.frames, ==, f->master.frames);
    g_assert_cmpint(info.samplerate, ==, f->master.rate);
    g_assert_cmpint(info.channels, ==, 1);
    g_assert_cmpint(sf_read_short(file, got, f->master.frames + 1), ==, f->master.frames);
    g_assert_true(kx_pread_all(f->master.fd, wanted, (size_t)f->master.frames * 2, 0, "", NULL));
    g_assert_cmpmem(got, f->master.frames * 2, wanted, f->master.frames * 2);
    return file;
}

static void check_wav(const fixture *f, const char *name)
{
    SNDFILE *file = open_and_compare_sound(f, name);
    SF_CUES cues;
    SF_BROADCAST_INFO info;
    uint32_t n = 0;

    g_assert_cmpint(sf_command(file, SFC_GET_CUE_COUNT, &n, sizeof n), ==, SF_TRUE);
    g_assert_cmpuint(n, ==, f->tags.n_chapters);
    g_assert_cmpint(sf_command(file, SFC_GET_CUE, &cues, sizeof cues), ==, SF_TRUE);
    for (unsigned i = 0; i < n; i++) {
        g_assert_cmpint(cues.cue_points[i].sample_offset, ==,
                        f->marks[i].start * (f->master.rate / KX_RATE));
        g_assert_cmpstr(cues.cue_points[i].name, ==, f->marks[i].title);
    }
    g_assert_cmpint(sf_command(file, SFC_GET_BROADCAST_INFO, &info, sizeof info), ==, SF_TRUE);
    g_assert_cmpint(info.version, ==, 2);
    g_assert_cmpint(info.loudness_value, ==, -1602);
    g_assert_cmpint(info.max_true_peak_level, ==, -107);
    g_assert_cmpint(info.loudness_range, ==, 0x7FFF);
    g_assert_cmpmem(info.origination_date, 10, "2026-03-01", 10);
    g_assert_cmpstr(sf_get_string(file, SF_STR_TITLE), ==, f->tags.title);
    g_assert_cmpstr(sf_get_string(file, SF_STR_COMMENT), ==, f->tags.comment);
    g_assert_cmpstr(sf_get_string(file, SF_STR_COPYRIGHT), ==, f->tags.copyright);
    sf_close(file);
}

static void check_comment(const FLAC__StreamMetadata *tags, const char *key, const char *value)
{
    int i = FLAC__metadata_object_vorbiscomment_find_entry_from(tags, 0, key);

    g_assert_cmpint(i, >=, 0);
    g_autofree char *wanted = g_strdup_printf("%s=%s", key, value);
    g_assert_cmpstr((const char *)tags->data.vorbis_comment.comments[i].entry, ==, wanted);
}

static void check_flac_chapters(const fixture *f, const FLAC__StreamMetadata *tags)
{
    int last = -1;

    for (unsigned i = 0; i < f->tags.n_chapters; i++) {
        g_autofree char *key = g_strdup_printf("CHAPTER%03u", i + 1);
        g_autofree char *name_key = g_strdup_printf("CHAPTER%03uNAME", i + 1);
        int second = (int)(f->marks[i].start / KX_RATE);
        g_autofree char *time =
            g_strdup_printf("%02d:%02d:%02d.000", second / 3600, second / 60 % 60, second % 60);
        check_comment(tags, key, time);
        check_comment(tags, name_key, f->marks[i].title);
        int at = FLAC__metadata_object_vorbiscomment_find_entry_from(tags, 0, key);
        g_assert_cmpint(at, >, last);
        last = FLAC__metadata_object_vorbiscomment_find_entry_from(tags, 0, name_key);
        g_assert_cmpint(last, ==, at + 1);
    }
    g_assert_cmpint(
        FLAC__metadata_object_vorbiscomment_find_entry_from(tags, (uint32_t)last + 1, "CHAPTER001"),
        ==, -1);
}

/* Every 10 s, at the start of the block that holds that sample. */
static void check_seek_points(const fixture *f, const FLAC__StreamMetadata_SeekTable *table)
{
    int64_t step = 10 * f->master.rate;

    g_assert_cmpint(table->num_points, ==, (f->master.frames + step - 1) / step);
    for (unsigned i = 0; i < table->num_points; i++) {
        int64_t sample = (int64_t)table->points[i].sample_number, wanted = i * step;
        g_assert_true(sample <= wanted && wanted < sample + table->points[i].frame_samples);
    }
}

static void check_flac(const fixture *f, const char *name)
{
    g_autofree char *path = path_of(f, name);
    FLAC__Metadata_SimpleIterator *it = FLAC__metadata_simple_iterator_new();
    unsigned seen = 0;

    sf_close(open_and_compare_sound(f, name));
    g_assert_true(FLAC__metadata_simple_iterator_init(it, path, true, false));
    do {
        FLAC__StreamMetadata *block = FLAC__metadata_simple_iterator_get_block(it);
        seen |= 1U << block->type;
        if (block->type == FLAC__METADATA_TYPE_STREAMINFO)
            g_assert_cmpuint(block->data.stream_info.total_samples, ==, f->master.frames);
        if (block->type == FLAC__METADATA_TYPE_PADDING)
            g_assert_cmpuint(block->length, ==, 8192);
        if (block->type == FLAC__METADATA_TYPE_SEEKTABLE)
            check_seek_points(f, &block->data.seek_table);
        if (block->type == FLAC__METADATA_TYPE_VORBIS_COMMENT) {
            check_comment(block, "TITLE", f->tags.title);
            check_comment(block, "LANGUAGE", "nld");
            check_comment(block, "DESCRIPTION", f->tags.comment);
            check_comment(block, "REPLAYGAIN_TRACK_GAIN", "-1.98 dB");
            check_comment(block, "REPLAYGAIN_TRACK_PEAK", "0.884097");
            check_flac_chapters(f, block);
        }
        FLAC__metadata_object_delete(block);
    } while (FLAC__metadata_simple_iterator_next(it));
    g_assert_cmpuint(seen, ==,
                     1U << FLAC__METADATA_TYPE_STREAMINFO | 1U << FLAC__METADATA_TYPE_PADDING |
                         1U << FLAC__METADATA_TYPE_SEEKTABLE |
                         1U << FLAC__METADATA_TYPE_VORBIS_COMMENT);
    FLAC__metadata_simple_iterator_delete(it);
}

static void test_numbers_of_chapters(void)
{
    const unsigned numbers[] = {1, 2, 3, 4, 99};

    for (size_t i = 0; i < G_N_ELEMENTS(numbers); i++)
        for (int factor = 1; factor <= 2; factor++) {
            g_auto(fixture) f;
            fixture_init(&f, factor * KX_RATE, numbers[i] + 0.37, numbers[i]);
            encode(&f, 0, "a.wav");
            check_wav(&f, "a.wav");
            encode(&f, 1, "a.flac");
            check_flac(&f, "a.flac");
        }
}

static void test_refused_numbers_of_chapters(void)
{
    g_auto(fixture) f;
    fixture_init(&f, KX_RATE, 101, 100);
    g_autofree char *many = assert_refused(&f, KX_ERROR_SOFTWARE);
    g_assert_nonnull(strstr(many, "100 chapters"));
    f.tags.n_chapters = 0;
    g_free(assert_refused(&f, KX_ERROR_SOFTWARE));
}

static void test_long_titles(void)
{
    g_auto(fixture) f;
    fixture_init(&f, KX_RATE, 100, 99);
    g_autofree char *long_tag = g_strnfill(1000, 'x');

    /* 1 to 255 bytes, ending in characters of two, three and four bytes. */
    for (unsigned i = 0; i < 99; i++) {
        const char *ends[] = {"é", "€", "🜂", "e"};
        const char *end = ends[i % 4];
        size_t length = i < 60 ? 255 - i % 4 : 1 + i % 4;
        g_free(f.titles[i]);
        g_autofree char *start = g_strnfill(length > strlen(end) ? length - strlen(end) : 0, 't');
        f.titles[i] = g_strconcat(start, end, NULL);
        f.marks[i].title = f.titles[i];
    }
    f.tags.title = f.tags.artist = f.tags.album = f.tags.copyright = f.tags.comment = long_tag;
    encode(&f, 0, "a.wav");
    check_wav(&f, "a.wav");
    encode(&f, 1, "a.flac");
    check_flac(&f, "a.flac");
}

static void test_bad_titles(void)
{
    g_autofree char *too_long = g_strnfill(256, 'a');
    const char *bad[] = {NULL,   "",      too_long,   "a\nb", "a\tb",
                         "\x01", "a\x7F", "\xC2\x85", "\xFF", "a\xC3"};
    g_auto(fixture) f;

    fixture_init(&f, KX_RATE, 3, 2);
    for (size_t i = 0; i < G_N_ELEMENTS(bad); i++) {
        f.marks[1].title = bad[i];
        g_autofree char *message = assert_refused(&f, KX_ERROR_SOFTWARE);
        g_assert_nonnull(strstr(message, "chapter 2"));
        g_assert_true(g_utf8_validate(message, -1, NULL));
    }
}

static void test_bad_starts(void)
{
    const int64_t bad[] = {0, KX_RATE + 1, 3 * KX_RATE, 4 * KX_RATE, -KX_RATE};
    g_auto(fixture) f;

    fixture_init(&f, 2 * KX_RATE, 3, 2);
    for (size_t i = 0; i < G_N_ELEMENTS(bad); i++) {
        f.marks[1].start = bad[i];
        g_free(assert_refused(&f, KX_ERROR_SOFTWARE));
    }
    f.marks[1].start = 2 * KX_RATE;
    f.marks[0].start = KX_RATE;
    g_free(assert_refused(&f, KX_ERROR_SOFTWARE));
    f.marks[0].start = 0;
    encode(&f, 0, "a.wav");
    check_wav(&f, "a.wav");
}

static void test_tags(void)
{
    g_auto(fixture) f;
    g_autofree char *longer = g_strnfill(999, 'x');
    g_autofree char *much = g_strconcat(longer, "éé", NULL);

    fixture_init(&f, KX_RATE, 2, 1);
    f.tags.title = "a\nb";
    g_free(assert_refused(&f, KX_ERROR_SOFTWARE));
    f.tags.title = "\xC3";
    g_free(assert_refused(&f, KX_ERROR_SOFTWARE));
    f.tags.title = "t";
    f.tags.comment = "a\rb";
    g_free(assert_refused(&f, KX_ERROR_SOFTWARE));

    /* Cut at a character; what is not known is left out. */
    f.tags = (kx_tags){.title = much,
                       .comment = "",
                       .chapters = f.marks,
                       .n_chapters = 1,
                       .loudness = -HUGE_VAL,
                       .true_peak = -HUGE_VAL};
    encode(&f, 0, "a.wav");
    encode(&f, 1, "a.flac");
    SNDFILE *file = open_and_compare_sound(&f, "a.wav");
    SF_BROADCAST_INFO info;
    g_assert_cmpstr(sf_get_string(file, SF_STR_TITLE), ==, longer);
    g_assert_null(sf_get_string(file, SF_STR_COMMENT));
    g_assert_null(sf_get_string(file, SF_STR_ARTIST));
    sf_command(file, SFC_GET_BROADCAST_INFO, &info, sizeof info);
    g_assert_cmpint(info.loudness_value, ==, 0x7FFF);
    sf_close(file);

    g_autofree char *path = path_of(&f, "a.flac");
    FLAC__StreamMetadata *tags;
    g_assert_true(FLAC__metadata_get_tags(path, &tags));
    check_comment(tags, "TITLE", longer);
    g_assert_cmpuint(tags->data.vorbis_comment.num_comments, ==, 3);
    FLAC__metadata_object_delete(tags);
}

static void test_no_sound(void)
{
    g_auto(fixture) f;

    fixture_init(&f, KX_RATE, 0, 1);
    g_free(assert_refused(&f, KX_ERROR_SOFTWARE));
}

/* A master that is shorter than it says. */
static void test_master_ends_too_early(void)
{
    g_auto(fixture) f;

    fixture_init(&f, KX_RATE, 5, 1);
    f.master.frames += 1;
    g_free(assert_refused(&f, KX_ERROR_IO));
}

/* Asked to stop, no encoder goes on to its end. */
static void test_stop(void)
{
    static const int stop = SIGTERM;
    g_auto(fixture) f;

    fixture_init(&f, KX_RATE, 5, 1);
    f.master.stop = &stop;
    g_free(assert_refused(&f, KX_ERROR_INTERRUPTED));
}

/* The same bytes again, and nothing in them of when, where or by whom. */
static void test_same_bytes_again(void)
{
    for (size_t e = 0; e < G_N_ELEMENTS(encoders); e++) {
        g_auto(fixture) f;
        fixture_init(&f, 2 * KX_RATE, 25, 7);
        encode(&f, e, "one");
        g_usleep(1100000);
        encode(&f, e, "two");
        g_autoptr(GBytes) a = contents(&f, "one"), b = contents(&f, "two");
        g_assert_true(g_bytes_equal(a, b));
    }
}

/* ---- places that cannot be written ---- */

static void test_existing_name(void)
{
    for (size_t e = 0; e < G_N_ELEMENTS(encoders); e++) {
        g_auto(fixture) f;
        g_autoptr(GError) error = NULL;
        fixture_init(&f, KX_RATE, 2, 1);
        g_assert_true(kx_file_write(f.dirfd, "taken", "mine", 4, NULL));
        g_assert_false(encoders[e].encode(&f.master, &f.tags, f.dirfd, "taken", &error));
        g_assert_error(error, KX_ERROR, KX_ERROR_CANT_CREATE);
        g_assert_nonnull(strstr(error->message, "taken"));
        g_autoptr(GBytes) bytes = contents(&f, "taken");
        g_assert_cmpmem(g_bytes_get_data(bytes, NULL), g_bytes_get_size(bytes), "mine", 4);
    }
}

static void test_links(void)
{
    for (size_t e = 0; e < G_N_ELEMENTS(encoders); e++) {
        g_auto(fixture) f;
        g_autoptr(GError) error = NULL, other = NULL;
        fixture_init(&f, KX_RATE, 2, 1);
        g_assert_true(kx_file_write(f.dirfd, "target", "mine", 4, NULL));
        g_assert_cmpint(symlinkat("target", f.dirfd, "link"), ==, 0);
        g_assert_cmpint(symlinkat("nothing", f.dirfd, "dangling"), ==, 0);
        g_assert_false(encoders[e].encode(&f.master, &f.tags, f.dirfd, "link", &error));
        g_assert_error(error, KX_ERROR, KX_ERROR_CANT_CREATE);
        g_assert_false(encoders[e].encode(&f.master, &f.tags, f.dirfd, "dangling", &other));
        g_assert_error(other, KX_ERROR, KX_ERROR_CANT_CREATE);
        g_assert_false(is_there(&f, "nothing"));
        g_assert_true(is_there(&f, "link") && is_there(&f, "dangling"));
        g_autoptr(GBytes) bytes = contents(&f, "target");
        g_assert_cmpuint(g_bytes_get_size(bytes), ==, 4);
    }
}

static void test_read_only_folder(void)
{
    g_auto(fixture) f;
    uid_t user = geteuid();

    fixture_init(&f, KX_RATE, 2, 1);
    g_assert_cmpint(fchmod(f.dirfd, 0555), ==, 0);
    if (user == 0) /* who may write anywhere */
        g_assert_cmpint(seteuid(65534), ==, 0);
    g_autofree char *message = assert_refused(&f, KX_ERROR_NO_PERM);
    if (user == 0)
        g_assert_cmpint(seteuid(user), ==, 0);
    g_assert_nonnull(strstr(message, "a.opus"));
    g_assert_cmpint(fchmod(f.dirfd, 0755), ==, 0);
}

static void set_size_limit(rlim_t bytes)
{
    struct rlimit limit;

    g_assert_cmpint(getrlimit(RLIMIT_FSIZE, &limit), ==, 0);
    limit.rlim_cur = MIN(bytes, limit.rlim_max);
    g_assert_cmpint(setrlimit(RLIMIT_FSIZE, &limit), ==, 0);
}

/* A disk that is full after so many bytes: the limit on file sizes stands in for it. */
static void test_full_disk(void)
{
    signal(SIGXFSZ, SIG_IGN);
    for (size_t e = 0; e < G_N_ELEMENTS(encoders); e++) {
        g_auto(fixture) f;
        fixture_init(&f, KX_RATE, 30, 3);
        encode(&f, e, "whole");
        g_autoptr(GBytes) whole = contents(&f, "whole");
        size_t size = g_bytes_get_size(whole);
        const size_t limits[] = {0,     1,     4,        43,          1000,     4096,    10000,
                                 65536, 65537, size / 2, size - 4096, size - 2, size - 1};

        for (size_t i = 0; i < G_N_ELEMENTS(limits); i++) {
            g_autoptr(GError) error = NULL;
            set_size_limit(limits[i]);
            bool ok = encoders[e].encode(&f.master, &f.tags, f.dirfd, encoders[e].name, &error);
            set_size_limit(RLIM_INFINITY);
            g_assert_false(ok);
            g_assert_error(error, KX_ERROR, KX_ERROR_IO);
            g_assert_nonnull(strstr(error->message, encoders[e].name));
            g_assert_nonnull(strstr(error->message, g_strerror(EFBIG)));
            g_assert_false(is_there(&f, encoders[e].name));
        }
        set_size_limit(size);
        encode(&f, e, encoders[e].name);
        set_size_limit(RLIM_INFINITY);
    }
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/encode/numbers-of-chapters", test_numbers_of_chapters);
    g_test_add_func("/encode/refused-numbers-of-chapters", test_refused_numbers_of_chapters);
    g_test_add_func("/encode/long-titles", test_long_titles);
    g_test_add_func("/encode/bad-titles", test_bad_titles);
    g_test_add_func("/encode/bad-starts", test_bad_starts);
    g_test_add_func("/encode/tags", test_tags);
    g_test_add_func("/encode/no-sound", test_no_sound);
    g_test_add_func("/encode/short-master", test_master_ends_too_early);
    g_test_add_func("/encode/stop", test_stop);
    g_test_add_func("/encode/same-bytes-again", test_same_bytes_again);
    g_test_add_func("/encode/existing-name", test_existing_name);
    g_test_add_func("/encode/links", test_links);
    g_test_add_func("/encode/read-only-folder", test_read_only_folder);
    g_test_add_func("/encode/full-disk", test_full_disk);
    return g_test_run();
}
