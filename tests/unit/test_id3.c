/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tags as kxspeak writes them, as others do, and damaged ones. */
#include "audio/id3.h"

#include "base/error.h"
#include "encode_fixture.h"

#include <string.h>

static const kx_text_line lines[] = {{"Eén regel.", 0}, {"Nog een – 🜂.", KX_RATE / 2}};

static kx_id3 *read_tag(const void *data, gsize n)
{
    g_autoptr(GError) error = NULL;
    kx_id3 *tag = kx_id3_read(data, n, &error);

    g_assert_no_error(error);
    return tag;
}

static void test_everything(void)
{
    g_auto(fixture) f;
    fixture_init(&f, 2 * KX_RATE, 99.5, 99);
    f.marks[98].url = "https://example.nl/a%2Bb?x=1&y=2";
    f.tags.lines = lines;
    f.tags.n_lines = 2;
    f.tags.cover = &pixel;
    f.tags.license = "https://creativecommons.org/licenses/by/4.0/";
    f.tags.url = "https://example.nl/";
    g_autoptr(GByteArray) bytes = kx_id3_make(&f.master, &f.tags, NULL);
    g_autoptr(kx_id3) tag = read_tag(bytes->data, bytes->len);

    /* ID3v2.3, no flags; text in UTF-16 with its mark. */
    g_assert_cmpmem(bytes->data, 6, "ID3\3\0\0", 6);
    g_assert_cmpmem(bytes->data + 10, 4, "TIT2", 4);
    g_assert_cmpmem(bytes->data + 18, 7, "\0\0\1\xFF\xFET\0", 7);
    g_assert_cmpuint(tag->size, ==, bytes->len);
    for (guint i = bytes->len - KX_ID3_PADDING; i < bytes->len; i++)
        g_assert_cmpuint(bytes->data[i], ==, 0);

    const char *const wanted[][2] = {{"TIT2", "Twee schepen – één haven"},
                                     {"TYER", "2026"},
                                     {"TDAT", "0103"},
                                     {"TLAN", "nld"},
                                     {"TLEN", "99500"},
                                     {"COMM", "Regel 1\nRegel 2"},
                                     {"TXXX:REPLAYGAIN_TRACK_GAIN", "-1.98 dB"},
                                     {"TXXX:LICENSE", NULL},
                                     {"WCOP", "https://creativecommons.org/licenses/by/4.0/"},
                                     {"WOAF", "https://example.nl/"},
                                     {"USLT", "Eén regel.\nNog een – 🜂."}};
    for (size_t i = 0; i < G_N_ELEMENTS(wanted); i++)
        g_assert_cmpstr(kx_id3_text(tag, wanted[i][0]), ==, wanted[i][1]);

    g_assert_cmpuint(tag->lines->len, ==, 2);
    g_assert_cmpuint(g_array_index(tag->lines, kx_id3_line, 1).start, ==, 500);
    g_assert_cmpstr(g_array_index(tag->lines, kx_id3_line, 1).text, ==, lines[1].text);
    g_assert_cmpstr(tag->picture_type, ==, "image/png");
    g_assert_cmpuint(g_bytes_get_size(tag->picture), ==, sizeof pixel_png);
    g_assert_cmpuint(tag->toc_flags, ==, 3);
    g_assert_cmpuint(tag->toc->len, ==, 99);
    g_assert_cmpuint(tag->chapters->len, ==, 99);
    for (unsigned i = 0; i < 99; i++) {
        const kx_id3_chapter *chapter = &g_array_index(tag->chapters, kx_id3_chapter, i);
        g_assert_cmpuint(chapter->start, ==, i * 1000);
        g_assert_cmpuint(chapter->end, ==, i < 98 ? (i + 1) * 1000 : 99500);
        g_assert_cmpstr(chapter->title, ==, f.marks[i].title);
        g_assert_cmpstr(chapter->url, ==, f.marks[i].url);
        g_assert_cmpstr(chapter->id, ==, tag->toc->pdata[i]);
        g_assert_true(chapter->picture);
    }
}

static void test_large_parts_are_left_out(void)
{
    g_auto(fixture) f;
    fixture_init(&f, KX_RATE, 3, 2);
    g_autofree char *text = g_strnfill(KX_ID3_LINES_BYTES_MAX, 'x');
    g_autofree guint8 *data = g_malloc0(KX_ID3_CHAPTER_PICTURES_BYTES_MAX);
    const kx_text_line long_lines[] = {{text, 0}, {"y", 1}};
    const kx_picture large = {data, KX_ID3_CHAPTER_PICTURES_BYTES_MAX / 2 + 1, "image/png", 9, 0};

    f.tags.lines = long_lines;
    f.tags.n_lines = 2;
    f.tags.cover = &large;
    g_autoptr(GByteArray) bytes = kx_id3_make(&f.master, &f.tags, NULL);
    g_autoptr(kx_id3) tag = read_tag(bytes->data, bytes->len);
    g_assert_null(kx_id3_text(tag, "USLT"));
    g_assert_cmpuint(tag->lines->len, ==, 0);
    g_assert_nonnull(tag->picture);
    g_assert_false(g_array_index(tag->chapters, kx_id3_chapter, 0).picture);
    f.tags.n_lines = 1;
    g_autoptr(GByteArray) more = kx_id3_make(&f.master, &f.tags, NULL);
    g_autoptr(kx_id3) with_lines = read_tag(more->data, more->len);
    g_assert_cmpuint(with_lines->lines->len, ==, 1);
}

/* As other programs write them. */
static void test_foreign(void)
{
    static const char v4[] = "ID3\4\0\0\0\0\0\x30"
                             "TIT2\0\0\0\6\0\0\3caf\xC3\xA9"
                             "TPE1\0\0\0\5\0\0\0caf\xE9"
                             "TALB\0\0\0\7\0\0\1\xFE\xFF\0a\0b";
    g_autoptr(kx_id3) tag = read_tag(v4, sizeof v4 - 1);

    g_assert_cmpuint(tag->version, ==, 4);
    g_assert_cmpstr(kx_id3_text(tag, "TIT2"), ==, "café");
    g_assert_cmpstr(kx_id3_text(tag, "TPE1"), ==, "café");
    g_assert_cmpstr(kx_id3_text(tag, "TALB"), ==, "ab");
}

static void test_refused(void)
{
    static const char *const bad[] = {"",
                                      "ID3",
                                      "ID3\3",
                                      "TAG........",
                                      "ID3\2\0\0xxxx",
                                      "ID3\3\0\x80\0\0\0\0",
                                      "ID3\3\0\0\0\0\x7F\0xx"};
    for (size_t i = 0; i < G_N_ELEMENTS(bad); i++) {
        g_autoptr(GError) error = NULL;
        gsize n = i == 5 ? 10 : i == 6 ? 12 : strlen(bad[i]);
        g_assert_null(kx_id3_read((const guint8 *)bad[i], n, &error));
        g_assert_error(error, KX_ERROR, KX_ERROR_DATA);
    }
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/id3/everything", test_everything);
    g_test_add_func("/id3/large-parts", test_large_parts_are_left_out);
    g_test_add_func("/id3/foreign", test_foreign);
    g_test_add_func("/id3/refused", test_refused);
    return g_test_run();
}
