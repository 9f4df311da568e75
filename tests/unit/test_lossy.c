/* SPDX-License-Identifier: GPL-3.0-or-later */
/* MP3 and Opus: what is refused, damage that is found, rates, peaks. */
#include "audio/comments.h"
#include "audio/decode.h"
#include "audio/dips.h"
#include "audio/inspect.h"
#include "audio/mp3_check.h"
#include "audio/mp3_cut.h"
#include "audio/mp3_stream.h"
#include "audio/opus_check.h"
#include "audio/opus_sound.h"
#include "audio/truepeak.h"
#include "base/error.h"
#include "encode_fixture.h"

#include <math.h>
#include <opus.h>
#include <string.h>

enum { MP3 = 2, OPUS = 3 };

static const kx_text_line lines[] = {{"Eén regel.", 0}, {"Nog een.", KX_RATE}};

static void fill(fixture *f)
{
    fixture_init(f, 2 * KX_RATE, 4.2, 4);
    f->tags.lines = lines;
    f->tags.n_lines = 2;
    f->tags.cover = &pixel;
    f->tags.url = f->marks[1].url = "https://example.nl/een";
    f->tags.license = "cc-by-4.0";
}

static kx_out_file open_again(const fixture *f, const char *name)
{
    kx_out_file out = {.dirfd = f->dirfd, .name = name, .shown = (char *)(uintptr_t)name};
    struct stat st;

    out.fd = openat(f->dirfd, name, O_RDWR);
    g_assert_cmpint(fstat(out.fd, &st), ==, 0);
    out.size = st.st_size;
    return out;
}

static double square_of(const fixture *f)
{
    g_autofree int16_t *pcm = g_new(int16_t, f->master.frames);
    g_assert_true(kx_pread_all(f->master.fd, pcm, (size_t)f->master.frames * 2, 0, "", NULL));
    return kx_squares(pcm, (size_t)f->master.frames) / (double)f->master.frames;
}

static bool check(const fixture *f, const kx_out_file *out, size_t e)
{
    if (e == MP3) {
        const kx_mp3_stretch whole = {
            .frames = f->master.frames, .rate = KX_MP3_RATE, .kbps = KX_MP3_KBPS};
        g_autoptr(kx_dips) dips = kx_dips_new();
        gsize size = 0;
        bool loud;
        return kx_mp3_tag_check(out, &f->master, &f->tags, &size, NULL) &&
               kx_mp3_stream_check(out, (int64_t)size, &f->master, &whole, square_of(f), dips,
                                   &loud, NULL);
    }
    g_autoptr(GPtrArray) comments = kx_comments_new(&f->tags, KX_COMMENTS_OPUS);
    return kx_opus_check(out, &f->master, comments, f->tags.cover, square_of(f), NULL);
}

/* Every field that is another than what the file holds is found. */
static void test_other_fields(void)
{
    for (size_t e = MP3; e <= OPUS; e++) {
        g_auto(fixture) f;
        fill(&f);
        encode(&f, e, "a");
        kx_out_file out = open_again(&f, "a");
        const kx_tags right = f.tags;
        g_assert_true(check(&f, &out, e));

        const char **texts[] = {
            &f.tags.title,     &f.tags.artist,    &f.tags.album,     &f.tags.date,    &f.tags.genre,
            &f.tags.language,  &f.tags.comment,   &f.tags.copyright, &f.tags.license, &f.tags.url,
            &f.marks[0].title, &f.marks[3].title, &f.marks[1].url,   &f.marks[2].url};
        for (size_t i = 0; i < G_N_ELEMENTS(texts); i++) {
            const char *was = *texts[i];
            *texts[i] = "2026-99-98";
            g_assert_false(check(&f, &out, e));
            *texts[i] = was;
        }
        f.tags.n_chapters = 3;
        g_assert_false(check(&f, &out, e));
        f.tags = right;
        f.marks[2].start += KX_RATE / 2;
        f.marks[2].start -= KX_RATE / 2;
        f.marks[3].start += KX_RATE;
        g_assert_false(check(&f, &out, e));
        f.marks[3].start -= KX_RATE;
        f.tags.cover = NULL;
        g_assert_false(check(&f, &out, e));
        f.tags = right;
        f.tags.loudness = -15;
        g_assert_false(check(&f, &out, e));
        f.tags = right;
        f.tags.n_lines = 1;
        g_assert_true(check(&f, &out, e) == (e == OPUS)); /* which has no lines */
        f.tags = right;
        f.master.frames -= 100;
        g_assert_false(check(&f, &out, e));
        f.master.frames += 100;
        g_assert_true(check(&f, &out, e));
        close(out.fd);
    }
}

/* Sound that is cut, or silenced, is found. */
static void test_damaged_sound(void)
{
    for (size_t e = MP3; e <= OPUS; e++) {
        g_auto(fixture) f;
        fill(&f);
        encode(&f, e, "a");
        kx_out_file out = open_again(&f, "a");
        out.size -= 1000;
        g_assert_false(check(&f, &out, e));
        out.size += 1000;
        g_assert_true(check(&f, &out, e));
        g_autofree char *zeros = g_malloc0(4000);
        g_assert_cmpint(pwrite(out.fd, zeros, 4000, out.size - 5000), ==, 4000);
        g_assert_false(check(&f, &out, e));
        close(out.fd);
    }
}

static void test_rates(void)
{
    const unsigned mp3[] = {64, 80, 96, 112, 128}, opus[] = {16, 24, 32, 64};
    g_auto(fixture) f;
    gsize last = 0;
    fixture_init(&f, KX_RATE, 5, 1);
    for (size_t i = 0; i < G_N_ELEMENTS(mp3); i++) {
        g_autofree char *name = g_strdup_printf("%u.mp3", mp3[i]);
        f.tags.kbps = mp3[i];
        encode(&f, MP3, name);
        g_autoptr(GBytes) bytes = contents(&f, name);
        /* 5 s of it, some frames of delay, and the tag. */
        g_assert_cmpfloat_with_epsilon((double)g_bytes_get_size(bytes), mp3[i] * 625.0, 4500);
    }
    for (size_t i = 0; i < G_N_ELEMENTS(opus); i++, last++) {
        g_autofree char *name = g_strdup_printf("%u.opus", opus[i]);
        f.tags.kbps = opus[i];
        encode(&f, OPUS, name);
        g_autoptr(GBytes) bytes = contents(&f, name);
        g_assert_cmpuint(g_bytes_get_size(bytes), >, last);
        last = g_bytes_get_size(bytes);
    }
}

/* A stretch of a master is that stretch: to the frame, at either rate of the master. */
static void test_cut(void)
{
    for (int rate = KX_RATE; rate <= 2 * KX_RATE; rate += KX_RATE) {
        g_auto(fixture) f;
        g_autoptr(GError) error = NULL;
        fixture_init(&f, rate, 6, 1);
        int by = rate / KX_RATE, fd = kx_spool_open(g_get_tmp_dir(), &error);
        int64_t first = 12345, frames = 54321, bytes = 0;
        g_autofree int16_t *pcm = g_new(int16_t, frames * by), *heard = g_new(int16_t, frames);
        g_assert_true(kx_mp3_cut(&f.master, first * by, frames * by, fd, "cut", &bytes, &error));
        g_assert_no_error(error);
        g_assert_true(kx_master_read(&f.master, first * by, pcm, (size_t)(frames * by), NULL));
        for (int64_t i = 0; i < frames; i++)
            heard[i] = pcm[i * by];
        g_autoptr(kx_decoder) decoder = kx_decoder_new(fd, 0, bytes, "cut", &error);
        g_assert_no_error(error);
        g_assert_cmpint(kx_decoder_rate(decoder), ==, KX_RATE);
        g_autofree int16_t *got = g_new(int16_t, frames + 1);
        size_t n = 0;
        g_assert_true(kx_decoder_read(decoder, got, (size_t)frames + 1, &n, &error));
        g_assert_cmpint((int64_t)n, ==, frames);
        /* LAME's and the resampler's delays are taken out by the decoder. */
        double product = 0, square = 0, other = 0;
        for (int64_t i = 0; i < frames; i++) {
            product += (double)got[i] * heard[i];
            square += (double)got[i] * got[i];
            other += (double)heard[i] * heard[i];
        }
        g_assert_cmpfloat(product / sqrt(square * other), >, 0.98);
        g_assert_cmpfloat_with_epsilon(square / other, 1, 0.05);
        close(fd);
    }
}

/* What cannot be read is told as that, and not as damage. */
static void test_unreadable(void)
{
    g_auto(fixture) f;
    fixture_init(&f, KX_RATE, 1, 1);
    for (size_t e = 0; e < G_N_ELEMENTS(encoders); e++) {
        const char *name = encoders[e].name;
        g_autoptr(GError) error = NULL;
        kx_decoded got;
        struct stat st;
        encode(&f, e, name);
        int fd = openat(f.dirfd, name, O_WRONLY);
        g_assert_cmpint(fstat(fd, &st), ==, 0);
        g_assert_false(kx_decode_all(fd, 0, st.st_size, name, &got, &error));
        g_assert_error(error, KX_ERROR, KX_ERROR_IO);
        g_assert_true(g_str_has_prefix(error->message, "cannot read a."));
        close(fd);
    }
}

static void test_refused(void)
{
    g_auto(fixture) f;
    const kx_text_line back[] = {{"a", 5}, {"b", 4}}, two[] = {{"a\nb", 0}};
    const kx_picture empty = {pixel_png, 0, "image/png", 1, 0};
    const kx_tags *right;
    fill(&f);
    kx_tags tags = f.tags;
    right = &tags;
    for (int wrong = 0; wrong < 6; wrong++) {
        f.tags = *right;
        f.marks[1].url = wrong == 0 ? "https://example.nl/é" : wrong == 1 ? "" : NULL;
        if (wrong == 2)
            f.tags.url = "a b";
        if (wrong == 3)
            f.tags.lines = back;
        if (wrong == 4)
            f.tags.lines = two, f.tags.n_lines = 1;
        if (wrong == 5)
            f.tags.cover = &empty;
        for (size_t e = 0; e < G_N_ELEMENTS(encoders); e++) {
            g_autoptr(GError) error = NULL;
            g_assert_false(encoders[e].encode(&f.master, &f.tags, f.dirfd, "a", &error));
            g_assert_error(error, KX_ERROR, KX_ERROR_SOFTWARE);
            g_assert_false(is_there(&f, "a"));
        }
    }
}

/* Hard edges at the ceiling that the master keeps: what a codec raises is turned down again. */
static void test_peaks(void)
{
    for (size_t e = MP3; e <= OPUS; e++) {
        g_auto(fixture) f;
        g_auto(kx_inspection) found;
        g_autoptr(GError) error = NULL;
        fixture_init(&f, 2 * KX_RATE, 5, 1);
        g_autofree int16_t *pcm = g_new0(int16_t, f.master.frames);
        for (int64_t i = 0; i < f.master.frames; i++)
            pcm[i] = i / 4410 % 3 == 2 ? 0 : i / 63 % 2 ? 22000 : -22000;
        g_assert_true(kx_pwrite_all(f.master.fd, pcm, (size_t)f.master.frames * 2, 0, "", NULL));
        f.tags.kbps = e == MP3 ? 64 : 16;
        encode(&f, e, "a");
        g_assert_true(kx_inspect_file(f.dirfd, "a", &found, &error));
        g_assert_cmpfloat(found.true_peak, <=, -0.95);
        g_assert_cmpfloat(found.true_peak, >, -4);
    }
}

/* What stands about a loud place of an MP3 is turned down, in its own time, and nothing else. */
static void test_dips(void)
{
    enum { N = 441 * 20, AT = 4 };
    g_autoptr(kx_dips) dips = kx_dips_new();
    g_autofree float *sound = g_new(float, N), *whole = g_new(float, N);
    for (size_t i = 0; i < N; i++)
        sound[i] = whole[i] = 1;

    kx_dips_apply(dips, KX_RATE, 0, sound, N);
    g_assert_cmpmem(sound, N * sizeof *sound, whole, N * sizeof *whole);
    g_assert_true(kx_dips_lower(dips, AT, 2 * KX_LOUD_TARGET));
    kx_dips_apply(dips, KX_RATE, 0, whole, N);
    for (size_t at = 0; at < N; at += 100) /* in pieces it is the same */
        kx_dips_apply(dips, KX_RATE, (int64_t)at, sound + at, MIN(100, N - at));
    g_assert_cmpmem(sound, N * sizeof *sound, whole, N * sizeof *whole);
    for (size_t i = 0; i < N; i++) {
        const double middle = ((double)i + 0.5) / 441 - 0.5; /* in stretches, from the first's */
        const double off = fabs(middle - AT);
        const double wanted = off <= 1 ? 0.5 : off >= 2 ? 1 : 0.5 * off;
        g_assert_cmpfloat_with_epsilon(whole[i], wanted, 1e-4);
    }
    g_assert_true(kx_dips_lower(dips, AT, 2 * KX_LOUD_TARGET));
    g_assert_false(kx_dips_lower(dips, AT, 2 * KX_LOUD_TARGET));
}

/* What a master becomes in Opus: all packets, and the sound in them. */
typedef struct {
    GByteArray *bytes;
    GArray *ends; /* of each packet in `bytes`: guint */
    GArray *pcm;  /* int16_t */
} opus;

static void opus_clear(opus *o)
{
    g_byte_array_unref(o->bytes);
    g_array_unref(o->ends);
    g_array_unref(o->pcm);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(opus, opus_clear)

static opus opus_of(const fixture *f)
{
    opus o = {g_byte_array_new(), g_array_new(FALSE, FALSE, sizeof(guint)),
              g_array_new(FALSE, FALSE, sizeof(int16_t))};
    g_autoptr(kx_opus_sound) sound = kx_opus_sound_new(&f->master, KX_OPUS_KBPS, NULL);
    OpusDecoder *decoder = opus_decoder_create(KX_OPUS_RATE, 1, NULL);
    int16_t pcm[KX_OPUS_PACKET_FRAMES];
    const unsigned char *packet;
    size_t n;

    for (;;) {
        g_assert_true(kx_opus_sound_next(sound, &packet, &n, NULL));
        if (n == 0)
            break;
        g_byte_array_append(o.bytes, packet, (guint)n);
        g_array_append_val(o.ends, o.bytes->len);
        g_assert_cmpint(opus_decode(decoder, packet, (opus_int32)n, pcm, KX_OPUS_PACKET_FRAMES, 0),
                        ==, KX_OPUS_PACKET_FRAMES);
        g_array_append_vals(o.pcm, pcm, KX_OPUS_PACKET_FRAMES);
    }
    g_assert_cmpfloat_with_epsilon(kx_opus_sound_square(sound) / square_of(f), 1, 1e-9);
    g_assert_cmpint(o.pcm->len, >=, kx_opus_frames(&f->master) + kx_opus_sound_skip(sound));
    g_assert_cmpint(o.pcm->len, <,
                    kx_opus_frames(&f->master) + kx_opus_sound_skip(sound) + KX_OPUS_PACKET_FRAMES);
    opus_decoder_destroy(decoder);
    return o;
}

/* dBTP of some packets. */
static double peak_of(const opus *o, guint first, guint n)
{
    const int16_t *pcm = (const int16_t *)(void *)o->pcm->data;
    kx_peak_meter meter;

    kx_peak_meter_init(&meter, KX_OPUS_PACKET_FRAMES);
    for (guint i = first; i < first + n; i++)
        kx_peak_meter_add(&meter, pcm + (size_t)i * KX_OPUS_PACKET_FRAMES, KX_OPUS_PACKET_FRAMES);
    double peak = kx_peak_meter_finish(&meter);
    kx_peak_meter_clear(&meter);
    return peak;
}

static double energy_of(const opus *o, guint first, guint n)
{
    const int16_t *pcm = (const int16_t *)(void *)o->pcm->data;

    return kx_squares(pcm + (size_t)first * KX_OPUS_PACKET_FRAMES,
                      (size_t)n * KX_OPUS_PACKET_FRAMES);
}

/* A burst that Opus raises too far is turned down, and nothing else is: up to some packets before
 * it no byte is another, and a second later the sound is as loud as without it. */
static void test_burst(void)
{
    enum { BURST = 100 /* the packet */, BEFORE = 5, LATER = 150, REST = 90 };
    g_auto(fixture) f;
    fixture_init(&f, 2 * KX_RATE, 5, 1);
    g_autofree int16_t *pcm = g_new0(int16_t, f.master.frames);
    const size_t bytes = (size_t)f.master.frames * 2, at = BURST * 882;
    for (int64_t i = 0; i < f.master.frames; i++)
        pcm[i] = (int16_t)(4000 * sin(0.05 * (double)i) + 2000 * sin(0.31 * (double)i));
    g_assert_true(kx_pwrite_all(f.master.fd, pcm, bytes, 0, "", NULL));
    g_auto(opus) without = opus_of(&f);
    for (size_t i = 0; i < 2000; i++)
        pcm[at + i] = i / 63 % 2 ? 29000 : -29000;
    g_assert_true(kx_pwrite_all(f.master.fd, pcm, bytes, 0, "", NULL));
    g_auto(opus) with = opus_of(&f);

    g_assert_cmpfloat(peak_of(&with, 0, with.ends->len), <=, -1.04);
    g_assert_cmpfloat(peak_of(&with, BURST, 5), >, -4);
    guint same = g_array_index(with.ends, guint, BURST - BEFORE);
    g_assert_cmpmem(with.bytes->data, same, without.bytes->data, same);
    g_assert_cmpuint(same, ==, g_array_index(without.ends, guint, BURST - BEFORE));
    g_assert_cmpfloat_with_epsilon(energy_of(&with, LATER, REST) / energy_of(&without, LATER, REST),
                                   1, 0.02);
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/lossy/other-fields", test_other_fields);
    g_test_add_func("/lossy/damaged-sound", test_damaged_sound);
    g_test_add_func("/lossy/rates", test_rates);
    g_test_add_func("/lossy/cut", test_cut);
    g_test_add_func("/lossy/unreadable", test_unreadable);
    g_test_add_func("/lossy/refused", test_refused);
    g_test_add_func("/lossy/peaks", test_peaks);
    g_test_add_func("/lossy/dips", test_dips);
    g_test_add_func("/lossy/burst", test_burst);
    return g_test_run();
}
