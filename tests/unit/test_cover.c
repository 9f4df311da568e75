/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/limits.h"
#include "publish/cover.h"

#include "base/error.h"
#include "picture_fixture.h"
#include "publish/cover_draw.h"

#include <fcntl.h>
#include <glib/gstdio.h>
#include <math.h>
#include <string.h>
#include <unistd.h>

static kx_cover_fonts fonts;

#define RGB     PNG_COLOR_TYPE_RGB
#define PALETTE PNG_COLOR_TYPE_PALETTE

static void assert_refused(const kx_cover *cover, GError *error, kx_error_code code,
                           const char *name, const char *what)
{
    g_assert_null(cover);
    g_assert_error(error, KX_ERROR, (int)code);
    g_assert_true(g_str_has_prefix(error->message, name));
    g_assert_nonnull(strstr(error->message, what));
    g_assert_null(strchr(error->message, '\n'));
    g_error_free(error);
}

static void refuse_file(const char *path, kx_error_code code, const char *name, const char *what)
{
    GError *error = NULL;
    kx_cover *cover = kx_cover_load(path, &error);

    assert_refused(cover, error, code, name, what);
}

/* `bytes` is taken over. */
static void refuse(GByteArray *bytes, const char *what)
{
    g_autoptr(GBytes) data = g_byte_array_free_to_bytes(bytes);
    GError *error = NULL;
    kx_cover *cover = kx_cover_parse(data, "map/hoes.png", &error);

    assert_refused(cover, error, KX_ERROR_DATA, "map/hoes.png: ", what);
}

static void accept(GByteArray *bytes, const char *type, unsigned side, const char *suffix)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(GBytes) data = g_byte_array_free_to_bytes(bytes);
    g_autoptr(kx_cover) cover = kx_cover_parse(data, "hoes", &error);

    g_assert_no_error(error);
    g_assert_cmpstr(cover->picture.type, ==, type);
    g_assert_cmpuint(cover->picture.side, ==, side);
    g_assert_cmpstr(kx_cover_suffix(cover), ==, suffix);
    g_assert_cmpmem(cover->picture.data, cover->picture.n, g_bytes_get_data(data, NULL),
                    g_bytes_get_size(data));
}

static GByteArray *png(unsigned width, unsigned height, int colour_type, int depth)
{
    return picture_png(
        (png_kind){.width = width, .height = height, .colour_type = colour_type, .depth = depth});
}

static GByteArray *head(GByteArray *bytes, size_t n)
{
    return g_byte_array_set_size(bytes, (guint)n);
}

static void test_good(void)
{
    accept(png(1400, 1400, RGB, 8), "image/png", 1400, ".png");
    accept(png(3000, 3000, RGB, 8), "image/png", 3000, ".png");
    accept(png(1500, 1500, PALETTE, 8), "image/png", 1500, ".png");
    accept(picture_png((png_kind){1400, 1400, RGB, 8, false, true, true, false}), "image/png", 1400,
           ".png");
    accept(picture_png((png_kind){1400, 1400, PALETTE, 8, false, true, true, false}), "image/png",
           1400, ".png");
    accept(picture_jpeg((jpeg_kind){1400, 3, false, false, false}), "image/jpeg", 1400, ".jpg");
    accept(picture_jpeg((jpeg_kind){3000, 3, true, false, false}), "image/jpeg", 3000, ".jpg");
}

static void test_size(void)
{
    refuse(png(1399, 1399, RGB, 8), "1399 x 1399 pixels, not 1400 to 3000");
    refuse(png(3001, 3001, RGB, 8), "3001 x 3001 pixels, not 1400 to 3000");
    refuse(png(1500, 1400, RGB, 8), "1500 x 1400 pixels, not square");
    refuse(picture_jpeg((jpeg_kind){1399, 3, false, false, false}), "1399 x 1399 pixels, not 1400");
    refuse(picture_jpeg((jpeg_kind){3001, 3, true, false, false}), "3001 x 3001 pixels, not 1400");
}

/* The header alone: nothing is allocated for pixels that will not be read. */
static void test_bomb(void)
{
    GByteArray *bytes = png(1400, 1400, RGB, 8);
    /* 0x7FFFFFFF x 0x7FFFFFFF pixels; IHDR's checksum with them. */
    memcpy(bytes->data + 16, "\x7F\xFF\xFF\xFF\x7F\xFF\xFF\xFF", 8);
    guint32 sum = 0xFFFFFFFF;
    for (unsigned i = 12; i < 29; i++) {
        sum ^= bytes->data[i];
        for (unsigned bit = 0; bit < 8; bit++)
            sum = sum & 1 ? sum >> 1 ^ 0xEDB88320 : sum >> 1;
    }
    sum = GUINT32_TO_BE(~sum);
    memcpy(bytes->data + 29, &sum, sizeof(sum));
    refuse(bytes, "2147483647 x 2147483647 pixels");
}

static void test_colours(void)
{
    refuse(png(1400, 1400, PNG_COLOR_TYPE_RGB_ALPHA, 8), "transparency");
    refuse(png(1400, 1400, PNG_COLOR_TYPE_GRAY_ALPHA, 8), "transparency");
    refuse(picture_png((png_kind){1400, 1400, PALETTE, 8, true, false, false, false}),
           "transparency");
    refuse(picture_png((png_kind){1400, 1400, RGB, 8, true, false, false, false}), "transparency");
    refuse(png(1400, 1400, PNG_COLOR_TYPE_GRAY, 8), "greyscale");
    refuse(png(1400, 1400, RGB, 16), "8 bits");
    refuse(png(1400, 1400, PALETTE, 2), "8 bits");
    refuse(picture_jpeg((jpeg_kind){1400, 1, false, false, false}), "greyscale");
    refuse(picture_jpeg((jpeg_kind){1400, 4, false, false, false}), "CMYK");
    refuse(picture_jpeg((jpeg_kind){1400, 3, false, true, false}), "players do not read");
}

/* Cut anywhere, a picture is refused, also where a library would fill in the rest. */
static void test_cut(void)
{
    g_autoptr(GByteArray) whole_png = png(1400, 1400, RGB, 8);
    g_autoptr(GByteArray) whole_jpeg = picture_jpeg((jpeg_kind){1400, 3, false, false, false});

    for (unsigned i = 1; i <= 10; i++) {
        GByteArray *part = g_byte_array_new();
        g_byte_array_append(part, whole_png->data, whole_png->len);
        refuse(head(part, i == 10 ? whole_png->len - 1 : 40 + (whole_png->len - 60) / 10 * i),
               "the PNG is damaged");
        part = g_byte_array_new();
        g_byte_array_append(part, whole_jpeg->data, whole_jpeg->len);
        refuse(head(part, i == 10 ? whole_jpeg->len - 1 : whole_jpeg->len / 10 * i),
               "the JPEG is damaged");
    }
    GByteArray *part = g_byte_array_new();
    g_byte_array_append(part, whole_png->data, 8);
    refuse(part, "the PNG is damaged (it ends too early)");
    part = g_byte_array_new();
    g_byte_array_append(part, whole_jpeg->data, 3);
    refuse(part, "the JPEG is damaged");
}

static void test_damaged(void)
{
    GByteArray *bytes = png(1400, 1400, RGB, 8);
    bytes->data[bytes->len / 2] ^= 0x10;
    refuse(bytes, "the PNG is damaged (IDAT: CRC error)");
    bytes = picture_png((png_kind){
        .width = 1400, .height = 1400, .colour_type = PALETTE, .depth = 8, .few_colours = true});
    refuse(bytes, "the PNG is damaged (a pixel has a colour that is not in the palette)");
    bytes = picture_jpeg((jpeg_kind){1400, 3, false, false, false});
    memset(bytes->data + bytes->len / 2, 0xFF, 200);
    refuse(bytes, "the JPEG is damaged");
    refuse(picture_jpeg((jpeg_kind){1400, 3, false, false, true}),
           "the JPEG is damaged (more than 64 scans)");
}

static void test_other_types(void)
{
    static const char *const others[] = {"GIF89a..........", "RIFF\1\1\1\1WEBPVP8 ", "<svg/>",
                                         "\x89PNG", "\xFF\xD8"};

    for (unsigned i = 0; i < G_N_ELEMENTS(others); i++) {
        GByteArray *bytes = g_byte_array_new();
        g_byte_array_append(bytes, (const guint8 *)others[i], (guint)strlen(others[i]));
        refuse(bytes, "neither a JPEG nor a PNG");
    }
    refuse(g_byte_array_new(), "is empty");
}

static void test_files(void)
{
    g_autofree char *dir = g_dir_make_tmp("kx-test-XXXXXX", NULL);
    g_autofree char *path = g_build_filename(dir, "hoes\n\xE2\x80\xAE.png", NULL);
    GError *error = NULL;

    refuse_file(path, KX_ERROR_NO_INPUT, "the artwork: cannot open ", dir);
    refuse_file(dir, KX_ERROR_NO_INPUT, dir, "is a folder");
    int fd = g_open(path, O_WRONLY | O_CREAT, 0600);
    g_assert_cmpint(ftruncate(fd, KX_COVER_BYTES_MAX + 1), ==, 0);
    close(fd);
    refuse_file(path, KX_ERROR_DATA, dir, "larger than 10 MiB");
    g_autoptr(GByteArray) bytes = png(1400, 1400, RGB, 8);
    g_assert_true(g_file_set_contents(path, (char *)bytes->data, bytes->len, NULL));
    g_autoptr(kx_cover) cover = kx_cover_load(path, &error);
    g_assert_no_error(error);
    g_assert_cmpuint(cover->picture.side, ==, 1400);

    /* A show that names it has it for its episodes too. */
    kx_show show = {.title = (char *)(uintptr_t) "Sluis", .cover = path};
    g_autoptr(kx_artist) artist = NULL;
    g_assert_true(kx_cover_ready(&show, &artist, &error));
    g_assert_null(artist);
    g_autoptr(kx_cover) of_show = kx_cover_show(NULL, &show, &error);
    g_assert_no_error(error);
    g_autoptr(kx_cover) of_episode =
        kx_cover_episode(NULL, &show, "Titel", "2026-11-26", 1400, &error);
    g_assert_no_error(error);
    g_assert_true(g_bytes_equal(of_show->bytes, cover->bytes));
    g_assert_true(g_bytes_equal(of_episode->bytes, cover->bytes));
    g_unlink(path);
    g_assert_false(kx_cover_ready(&show, &artist, &error));
    g_assert_error(error, KX_ERROR, KX_ERROR_NO_INPUT);
    g_clear_error(&error);
    g_assert_null(kx_cover_show(NULL, &show, &error));
    g_assert_error(error, KX_ERROR, KX_ERROR_NO_INPUT);
    g_clear_error(&error);
    g_rmdir(dir);
}

/* WCAG 2.2, "relative luminance" and "contrast ratio". */
static double luminance(uint32_t colour)
{
    static const double weights[] = {0.0722, 0.7152, 0.2126};
    double sum = 0;

    for (unsigned i = 0; i < 3; i++) {
        double c = (colour >> 8 * i & 0xFF) / 255.0;
        sum += weights[i] * (c <= 0.04045 ? c / 12.92 : pow((c + 0.055) / 1.055, 2.4));
    }
    return sum;
}

static double contrast(uint32_t a, uint32_t b)
{
    double la = luminance(a), lb = luminance(b);

    return (MAX(la, lb) + 0.05) / (MIN(la, lb) + 0.05);
}

static void test_contrast(void)
{
    g_assert_cmpfloat_with_epsilon(contrast(0xFFFFFF, 0), 21, 1e-9);
    g_assert_cmpfloat_with_epsilon(contrast(0x777777, 0xFFFFFF), 4.478, 1e-3);
    for (unsigned i = 0; i < kx_cover_n_palettes; i++) {
        const kx_cover_palette *palette = &kx_cover_palettes[i];
        g_test_message("%s: text %.1f, accents %.1f %.1f %.1f", palette->name,
                       contrast(palette->ink, palette->ground),
                       contrast(palette->accents[0], palette->ground),
                       contrast(palette->accents[1], palette->ground),
                       contrast(palette->accents[2], palette->ground));
        g_assert_cmpfloat(contrast(palette->ink, palette->ground), >=, KX_COVER_CONTRAST_MIN);
        /* Shapes, WCAG 1.4.11. */
        for (unsigned k = 0; k < KX_COVER_ACCENTS; k++)
            g_assert_cmpfloat(contrast(palette->accents[k], palette->ground), >=, 3);
    }
}

/* The colours of a drawn picture: `side` x `side` x 3 bytes. */
static guint8 *pixels_of(GBytes *bytes, unsigned side)
{
    png_image image = {.version = PNG_IMAGE_VERSION};

    g_assert_true(png_image_begin_read_from_memory(&image, g_bytes_get_data(bytes, NULL),
                                                   g_bytes_get_size(bytes)));
    g_assert_cmpuint(image.width, ==, side);
    g_assert_cmpuint(image.height, ==, side);
    image.format = PNG_FORMAT_RGB;
    guint8 *pixels = g_malloc(PNG_IMAGE_SIZE(image));
    g_assert_true(png_image_finish_read(&image, NULL, pixels, 0, NULL));
    return pixels;
}

/* How much of a share the colour has between ground and ink, or -1 if it is no mixture of them. */
static double share_of_ink(const guint8 *pixel, const kx_cover_palette *palette)
{
    double share = 0, best = 0;

    for (unsigned i = 0; i < 3; i++) {
        unsigned shift = 16 - 8 * i;
        double from = palette->ground >> shift & 0xFF, to = palette->ink >> shift & 0xFF;
        if (fabs(to - from) > best) {
            best = fabs(to - from);
            share = (pixel[i] - from) / (to - from);
        }
    }
    for (unsigned i = 0; i < 3; i++) {
        unsigned shift = 16 - 8 * i;
        double from = palette->ground >> shift & 0xFF, to = palette->ink >> shift & 0xFF;
        if (fabs(from + share * (to - from) - pixel[i]) > 1.5)
            return -1;
    }
    return share;
}

/* Whatever is drawn, words stand on nothing but the ground, and the ink is all there. */
static void test_ground_behind_words(void)
{
    enum { SIDE = 600 };
    kx_cover_words words = {.above = "Stem van Zeeland", .title = "Hoogwater", .below = "vandaag"};

    for (unsigned i = 0; i < kx_cover_n_palettes * kx_cover_n_patterns; i++) {
        const kx_cover_palette *palette = &kx_cover_palettes[i % kx_cover_n_palettes];
        const kx_cover_pattern *pattern = &kx_cover_patterns[i / kx_cover_n_palettes];
        g_autoptr(GError) error = NULL;
        g_autoptr(GBytes) bytes =
            kx_cover_draw_as(&fonts, &words, palette, pattern, i + 1, SIDE, &error);
        g_assert_no_error(error);
        g_autofree guint8 *pixels = pixels_of(bytes, SIDE);
        unsigned inked = 0;
        for (unsigned k = SIDE * SIDE / 2 + SIDE; k < SIDE * SIDE; k++) {
            double share = share_of_ink(pixels + (size_t)3 * k, palette);
            if (share < 0)
                g_error("%s in %s: pixel %u,%u is neither ground nor ink", pattern->name,
                        palette->name, k % SIDE, k / SIDE);
            inked += share > 0.99;
        }
        g_assert_cmpuint(inked, >, SIDE * SIDE / 200);
        unsigned patterned = 0;
        for (unsigned k = 0; k < SIDE * SIDE / 2; k++)
            patterned += share_of_ink(pixels + (size_t)3 * k, palette) < 0;
        g_assert_cmpuint(patterned, >, SIDE * SIDE / 20);
    }
}

/* A pattern ends at the horizon: without words, all below is ground. */
static void test_horizon(void)
{
    enum { SIDE = 300 };

    for (unsigned i = 0; i < kx_cover_n_patterns * 5; i++) {
        const kx_cover_pattern *pattern = &kx_cover_patterns[i % kx_cover_n_patterns];
        const kx_cover_palette *palette = &kx_cover_palettes[i % kx_cover_n_palettes];
        g_autoptr(GError) error = NULL;
        g_autoptr(GBytes) bytes = kx_cover_draw_as(&fonts, &(kx_cover_words){0}, palette, pattern,
                                                   1 + i * 7919, SIDE, &error);
        g_assert_no_error(error);
        g_autofree guint8 *pixels = pixels_of(bytes, SIDE);
        for (unsigned k = SIDE * SIDE / 2; k < SIDE * SIDE; k++)
            if (share_of_ink(pixels + (size_t)3 * k, palette) != 0)
                g_error("%s: pixel %u,%u is below the horizon", pattern->name, k % SIDE, k / SIDE);
    }
}

/* What is in a PNG, by name: nothing that tells of a clock or a program. */
static char *chunks(GBytes *bytes)
{
    size_t n;
    const guint8 *data = g_bytes_get_data(bytes, &n);
    GString *names = g_string_new(NULL);

    for (size_t at = 8; at + 12 <= n;) {
        guint32 length;
        memcpy(&length, data + at, 4);
        length = GUINT32_FROM_BE(length);
        if (!g_str_has_suffix(names->str, "IDAT") || memcmp(data + at + 4, "IDAT", 4) != 0)
            g_string_append_printf(names, " %.4s", (const char *)data + at + 4);
        at += length + 12;
    }
    return g_string_free(names, FALSE);
}

static void test_drawn(void)
{
    static const char title[] = "Dagblad van het Noorden";
    kx_show show = {.title = (char *)(uintptr_t)title};
    g_autoptr(GError) error = NULL;

    g_autoptr(kx_cover) first = kx_cover_show(NULL, &show, &error);
    g_assert_no_error(error);
    g_autoptr(kx_cover) second = kx_cover_show(NULL, &show, &error);
    g_assert_true(g_bytes_equal(first->bytes, second->bytes));
    g_autofree char *names = chunks(first->bytes);
    g_assert_cmpstr(names, ==, " IHDR PLTE IDAT IEND");
    g_assert_cmpuint(first->picture.side, ==, 3000);
    g_autoptr(kx_cover) read = kx_cover_parse(first->bytes, "getekend", &error);
    g_assert_no_error(error);
    g_assert_cmpuint(read->picture.side, ==, first->picture.side);
    g_assert_cmpuint(read->picture.colours, ==, first->picture.colours);

    g_autoptr(kx_cover) monday =
        kx_cover_episode(NULL, &show, "Sluis open", "2026-11-23", 3000, &error);
    g_autoptr(kx_cover) tuesday =
        kx_cover_episode(NULL, &show, "Sluis open", "2026-11-24", 3000, &error);
    g_autoptr(kx_cover) undated = kx_cover_episode(NULL, &show, "Sluis open", NULL, 1400, &error);
    g_assert_no_error(error);
    g_assert_false(g_bytes_equal(monday->bytes, tuesday->bytes));
    g_assert_false(g_bytes_equal(monday->bytes, undated->bytes));
    g_assert_false(g_bytes_equal(monday->bytes, first->bytes));
    g_assert_cmpuint(undated->picture.side, ==, 1400);
    g_autofree guint8 *small = pixels_of(undated->bytes, 1400);
    /* The pattern is the show's. */
    g_autofree guint8 *a = pixels_of(first->bytes, 3000), *b = pixels_of(monday->bytes, 3000);
    g_assert_cmpmem(a, (size_t)3 * 3000 * 1500, b, (size_t)3 * 3000 * 1500);
}

/* A show without title, and one whose title is the episode's. */
static void test_untitled(void)
{
    kx_show untitled = {0}, same = {.title = (char *)(uintptr_t) "Sluis open"};
    g_autoptr(GError) error = NULL;
    g_autoptr(kx_cover) a =
        kx_cover_episode(NULL, &untitled, "Sluis open", "2026-11-26", 1400, &error);
    g_assert_no_error(error);
    g_autoptr(kx_cover) b = kx_cover_episode(NULL, &same, "Sluis open", "2026-11-26", 1400, &error);
    g_assert_no_error(error);
    g_assert_true(g_bytes_equal(a->bytes, b->bytes));
    g_autoptr(kx_cover) none = kx_cover_show(NULL, &untitled, &error);
    g_assert_no_error(error);
    g_assert_cmpuint(none->picture.side, ==, 3000);
}

/* Embedded in every sound file of an episode. */
static void test_weight(void)
{
    kx_cover_words words = {.above = "Dagblad van het Noorden",
                            .title = "Onderzoekers vinden waterijs onder de rand van een krater",
                            .below = "donderdag 26 november 2026"};

    for (unsigned i = 0; i < MAX(kx_cover_n_palettes, kx_cover_n_patterns); i++) {
        g_autoptr(GError) error = NULL;
        g_autoptr(GBytes) bytes =
            kx_cover_draw_as(&fonts, &words, &kx_cover_palettes[i % kx_cover_n_palettes],
                             &kx_cover_patterns[i % kx_cover_n_patterns], 77 + i, 3000, &error);
        g_assert_no_error(error);
        g_test_message("%s: %zu bytes", kx_cover_patterns[i % kx_cover_n_patterns].name,
                       g_bytes_get_size(bytes));
        g_assert_cmpuint(g_bytes_get_size(bytes), <, 150 * 1000);
    }
}

static void fit(const char *title)
{
    g_autoptr(GError) error = NULL;
    kx_cover_words words = {.above = title, .title = title, .below = title};
    g_autoptr(kx_cover_text) text = kx_cover_text_new(&fonts, &words);
    PangoRectangle inked;

    g_assert_no_error(error);
    kx_cover_text_extents(text, &inked);
    g_autofree char *safe = g_strescape(title ? title : "none", NULL);
    g_test_message("%.60s", safe);
    g_assert_cmpint(inked.x, >=, 0);
    g_assert_cmpint(inked.x + inked.width, <=, KX_COVER_UNITS);
    if (inked.height)
        g_assert_cmpint(inked.y, >, KX_COVER_HORIZON);
    g_assert_cmpint(inked.y + inked.height, <=, KX_COVER_UNITS);
    g_autoptr(GBytes) bytes = kx_cover_draw(&fonts, &words, 300, &error);
    g_assert_no_error(error);
}

static void test_hostile_titles(void)
{
    static const char *const titles[] = {
        "",
        " ",
        "x",
        "W",
        "Å̊̊̊̊̊̊̊̊̊̊̊̊̊̊̊̊̊̊",
        "<b>&amp; ]]> -- \"'",
        "../../etc/passwd",
        "CON",
        "\x01\x02\x1B[31m\x7F",
        "een\ntwee\r\ndrie\xE2\x80\xA9vier\tvijf",
        "\xFF\xFE kapot \xC3",
        "‮omgedraaid‬ en terug",
        "مرحبا بالعالم، نشرة الأخبار اليوم",
        "חדשות היום",
        "新闻联播",
        "🎙️📻👩‍👩‍👧‍👦🇳🇱",
        "😀 Nieuws",
        "Nieuws 🎙️ met beeld",
        "Hottentottententententoonstellingsmakersopleidingsinstituutsdirecteurskamer",
        "Llanfairpwllgwyngyllgogerychwyrndrobwllllantysiliogogoch "
        "Arbeidsongeschiktheidsverzekeringsmaatschappij",
        "ijijijijijijijijijijijijijijijijijijijijijijijijijijijijijijijijijijijijijijijijijijijijij"
        "ij",
    };

    for (unsigned i = 0; i < G_N_ELEMENTS(titles); i++)
        fit(titles[i]);
    fit(NULL);
    g_autofree char *word = g_strnfill(5000, 'w');
    fit(word);
    GString *words = g_string_new(NULL);
    while (words->len < 5000)
        g_string_append(words, "nieuws \xF0\x9F\x8E\x99 ");
    fit(words->str);
    g_string_assign(words, "a");
    while (words->len < 5000)
        g_string_append(words, "\xCC\x8A");
    fit(words->str);
    g_string_free(words, TRUE);
}

/* What has no glyph is left out; what is left is not in its place. */
static void test_left_out(void)
{
    kx_cover_words plain = {.look = "x", .title = "Nu in beeld"}, odd = plain;
    g_autoptr(GError) error = NULL;

    odd.title = "\xE2\x80\xAENu \xF0\x9F\x8E\x99\xEF\xB8\x8F\tin\n\x01 beeld \xF0\x9F\x87\xB3";
    g_autoptr(GBytes) a = kx_cover_draw(&fonts, &plain, 600, &error);
    g_autoptr(GBytes) b = kx_cover_draw(&fonts, &odd, 600, &error);
    g_assert_no_error(error);
    g_assert_true(g_bytes_equal(a, b));
    odd.title = "Nu in beelt";
    g_autoptr(GBytes) c = kx_cover_draw(&fonts, &odd, 600, &error);
    g_assert_false(g_bytes_equal(a, c));
}

static void extents(const char *title, PangoRectangle *inked)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(kx_cover_text) text = kx_cover_text_new(&fonts, &(kx_cover_words){.title = title});

    g_assert_no_error(error);
    kx_cover_text_extents(text, inked);
}

/* The room is used: a short title is large, a long one has many lines; Arabic starts at the right.
 */
static void test_layout(void)
{
    g_autofree char *many = g_strnfill(5000, 'w');
    PangoRectangle inked;

    extents("Cultuur", &inked);
    g_assert_cmpint(inked.height, >, 400);
    g_assert_cmpint(inked.x, <, 300);
    g_assert_cmpint(inked.y + inked.height, >, KX_COVER_UNITS - 400);
    extents(many, &inked);
    g_assert_cmpint(inked.height, >, 700);
    g_assert_cmpint(inked.width, >, 2300);
    for (unsigned i = 8; i < 5000; i += 9)
        many[i] = ' ';
    extents(many, &inked);
    g_assert_cmpint(inked.height, >, 700);
    extents("خبر", &inked);
    g_assert_cmpint(inked.x + inked.width, >, KX_COVER_UNITS - 300);
}

#define SYSTEM_FONTS                                                                               \
    "<fontconfig><dir>/usr/share/fonts</dir><cachedir prefix=\"xdg\">fontconfig</cachedir>"        \
    "<alias><family>Inter</family><prefer><family>Lato</family></prefer></alias></fontconfig>"

/* A system without the fonts: told before anything is drawn. */
static void test_no_fonts(void)
{
    static const char config[] = "<fontconfig><dir>/nergens</dir></fontconfig>";
    kx_show show = {0};
    g_autoptr(kx_artist) artist = NULL;
    g_autoptr(GError) error = NULL;

    if (g_test_subprocess()) {
        g_autofree char *path = g_build_filename(g_get_tmp_dir(), "kx-fonts.XXXXXX", NULL);
        int fd = g_mkstemp(path);
        g_assert_true(g_file_set_contents(path, config, -1, NULL));
        g_setenv("FONTCONFIG_FILE", path, TRUE);
        bool ready = kx_cover_ready(&show, &artist, &error);
        kx_cover *cover = kx_cover_show(NULL, &show, NULL);
        close(fd);
        g_unlink(path);
        g_assert_false(ready);
        g_assert_null(cover);
        g_assert_error(error, KX_ERROR, KX_ERROR_UNAVAILABLE);
        g_assert_nonnull(strstr(error->message, "font Inter Display is missing; install it"));
        return;
    }
    g_assert_true(kx_cover_ready(&show, &artist, &error));
    g_assert_no_error(error);
    g_test_trap_subprocess(NULL, 0, 0);
    g_test_trap_assert_passed();
}

/* Where the system's configuration says where fonts are, the picture is the same. */
static void test_system_fonts(void)
{
    const kx_cover_words words = {.look = "Sluis", .title = "Sluis open: brug dicht"};
    g_autoptr(GError) error = NULL;
    g_autoptr(GBytes) usual = kx_cover_draw(&fonts, &words, 300, &error);
    g_auto(kx_cover_fonts) others = {0};
    g_autofree char *path = g_build_filename(g_get_tmp_dir(), "kx-fonts.XXXXXX", NULL);
    int fd = g_mkstemp(path);

    g_assert_no_error(error);
    g_assert_true(g_file_set_contents(path, SYSTEM_FONTS, -1, NULL));
    g_setenv("FONTCONFIG_FILE", path, TRUE);
    kx_cover_fonts_find(&others, &error);
    g_unsetenv("FONTCONFIG_FILE");
    close(fd);
    g_unlink(path);
    g_assert_no_error(error);
    g_autoptr(GBytes) told = kx_cover_draw(&others, &words, 300, &error);
    g_assert_no_error(error);
    g_assert_true(g_bytes_equal(usual, told));
}

/* However a title's letters are composed, it is the same show. */
static void test_composed(void)
{
    kx_cover_words composed = {.look = "caf\xC3\xA9", .title = "x"}, parts = composed;
    g_autoptr(GError) error = NULL;

    parts.look = "cafe\xCC\x81";
    g_autoptr(GBytes) a = kx_cover_draw(&fonts, &composed, 300, &error);
    g_autoptr(GBytes) b = kx_cover_draw(&fonts, &parts, 300, &error);
    g_assert_no_error(error);
    g_assert_true(g_bytes_equal(a, b));
}

/* One artist draws as often as it is asked, what another would; one that is dead says so. */
static void test_artist(void)
{
    const kx_cover_words words = {.look = "Sluis", .title = "Sluis open", .below = "vandaag"};
    const kx_cover_words others = {.look = "Sluis", .title = "\xFF\xF0<b>&"};
    g_autoptr(GError) error = NULL;
    g_autoptr(kx_artist) artist = kx_artist_new(&error);
    g_assert_no_error(error);
    g_autoptr(GBytes) once = kx_artist_draw(artist, &words, 300, &error);
    g_assert_no_error(error);
    g_autoptr(GBytes) other = kx_artist_draw(artist, &others, 300, &error);
    g_assert_no_error(error);
    g_autoptr(GBytes) again = kx_artist_draw(artist, &words, 300, &error);
    g_assert_no_error(error);
    g_autoptr(GBytes) here = kx_cover_draw(&fonts, &words, 300, &error);
    g_assert_no_error(error);
    g_assert_true(g_bytes_equal(once, again));
    g_assert_true(g_bytes_equal(once, here));
    g_assert_false(g_bytes_equal(once, other));

    g_autofree char *much = g_strnfill(100 * 1000, 'a');
    g_assert_null(kx_artist_draw(artist, &(kx_cover_words){.title = much}, 300, &error));
    g_assert_error(error, KX_ERROR, KX_ERROR_SOFTWARE);
    g_clear_error(&error);
    g_assert_null(kx_artist_draw(artist, &words, 300, &error));
    g_assert_error(error, KX_ERROR, KX_ERROR_SOFTWARE);
    g_assert_nonnull(strstr(error->message, "has died or hangs"));
}

int main(int argc, char **argv)
{
    g_autoptr(GError) error = NULL;

    g_test_init(&argc, &argv, NULL);
    kx_cover_fonts_find(&fonts, &error);
    g_assert_no_error(error);
    g_test_add_func("/cover/artist", test_artist);
    g_test_add_func("/cover/system-fonts", test_system_fonts);
    g_test_add_func("/cover/good", test_good);
    g_test_add_func("/cover/size", test_size);
    g_test_add_func("/cover/bomb", test_bomb);
    g_test_add_func("/cover/colours", test_colours);
    g_test_add_func("/cover/cut", test_cut);
    g_test_add_func("/cover/damaged", test_damaged);
    g_test_add_func("/cover/other-types", test_other_types);
    g_test_add_func("/cover/files", test_files);
    g_test_add_func("/cover/contrast", test_contrast);
    g_test_add_func("/cover/ground-behind-words", test_ground_behind_words);
    g_test_add_func("/cover/horizon", test_horizon);
    g_test_add_func("/cover/drawn", test_drawn);
    g_test_add_func("/cover/untitled", test_untitled);
    g_test_add_func("/cover/weight", test_weight);
    g_test_add_func("/cover/hostile-titles", test_hostile_titles);
    g_test_add_func("/cover/left-out", test_left_out);
    g_test_add_func("/cover/layout", test_layout);
    g_test_add_func("/cover/no-fonts", test_no_fonts);
    g_test_add_func("/cover/composed", test_composed);
    int status = g_test_run();
    kx_cover_fonts_clear(&fonts);
    return status;
}
