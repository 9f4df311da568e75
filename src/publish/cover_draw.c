/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "publish/cover_draw.h"

#include "base/error.h"
#include "publish/cover_index.h"

#include <png.h>
#include <string.h>
#include <zlib.h>

/* Drawn this many rows at a time: the whole square would take 36 MB. */
#define BAND_ROWS      250
#define DEFLATE_MEMORY 5 /* fewer tables to clear, and smaller files, than with more */

typedef struct {
    const kx_cover_palette *palette;
    const kx_cover_pattern *pattern;
    uint64_t random;
    const kx_cover_text *text;
    kx_cover_index *index;
    unsigned side;
} sheet;

static uint64_t seed(const char *look)
{
    guint8 digest[32];
    gsize n = sizeof(digest);
    g_autofree char *text = look ? g_utf8_make_valid(look, -1) : g_strdup("");
    /* The same title, however its letters are composed, is the same show. */
    g_autofree char *plain = g_utf8_normalize(text, -1, G_NORMALIZE_NFC);
    g_autoptr(GChecksum) sum = g_checksum_new(G_CHECKSUM_SHA256);
    uint64_t value = 0;

    g_checksum_update(sum, (const guchar *)plain, -1);
    g_checksum_get_digest(sum, digest, &n);
    for (unsigned i = 0; i < 8; i++)
        value = value << 8 | digest[i];
    return value ? value : 1; /* of nought xorshift makes only noughts */
}

unsigned kx_cover_random(uint64_t *random, unsigned below)
{
    uint64_t x = *random;

    x ^= x >> 12;
    x ^= x << 25;
    x ^= x >> 27;
    *random = x;
    return (unsigned)((x * UINT64_C(0x2545F4914F6CDD1D)) >> 33) % below;
}

void kx_cover_colour(cairo_t *cr, uint32_t colour)
{
    cairo_set_source_rgb(cr, (colour >> 16 & 0xFF) / 255.0, (colour >> 8 & 0xFF) / 255.0,
                         (colour & 0xFF) / 255.0);
}

/* The page into a surface whose first row is row `top` of the page. */
static bool paint_band(const sheet *page, cairo_surface_t *surface, unsigned top)
{
    cairo_t *cr = cairo_create(surface);
    double scale = (double)page->side / KX_COVER_UNITS;

    kx_cover_colour(cr, page->palette->ground);
    cairo_paint(cr);
    cairo_translate(cr, 0, -(double)top);
    cairo_scale(cr, scale, scale);
    if (top < scale * KX_COVER_HORIZON) {
        cairo_save(cr);
        cairo_rectangle(cr, 0, 0, KX_COVER_UNITS, KX_COVER_HORIZON);
        cairo_clip(cr);
        page->pattern->draw(cr, page->palette, page->random);
        cairo_restore(cr);
    }
    kx_cover_text_draw(page->text, cr, page->palette->ink);
    bool good = cairo_status(cr) == CAIRO_STATUS_SUCCESS;
    cairo_destroy(cr);
    cairo_surface_flush(surface);
    return good;
}

static bool write_rows(const sheet *page, png_structp png)
{
    cairo_surface_t *surface =
        cairo_image_surface_create(CAIRO_FORMAT_RGB24, (int)page->side, BAND_ROWS);
    g_autofree png_bytep row = g_malloc(page->side);
    bool good = cairo_surface_status(surface) == CAIRO_STATUS_SUCCESS;

    for (unsigned top = 0; good && top < page->side; top += BAND_ROWS) {
        good = paint_band(page, surface, top);
        const unsigned char *pixels = cairo_image_surface_get_data(surface);
        size_t stride = (size_t)cairo_image_surface_get_stride(surface);
        for (unsigned y = 0; good && y < MIN(BAND_ROWS, page->side - top); y++) {
            const void *pixels_of_row = pixels + y * stride; /* cairo aligns rows */
            bool words = (top + y) * KX_COVER_UNITS >= page->side * KX_COVER_HORIZON;
            kx_cover_index_row(page->index, words ? KX_COVER_WORDS : KX_COVER_PATTERN,
                               pixels_of_row, row, page->side);
            png_write_row(png, row);
        }
    }
    cairo_surface_destroy(surface);
    return good;
}

static void append(png_structp png, png_bytep data, size_t n)
{
    g_byte_array_append(png_get_io_ptr(png), data, (guint)n);
}

static void flush(png_structp png)
{
    (void)png;
}

/* Writing to memory what we size ourselves fails only where memory ends. */
G_NORETURN static void failed(png_structp png, png_const_charp text)
{
    (void)png;
    g_error("libpng: %s", text);
}

static void write_palette(const kx_cover_index *index, png_structp png, png_infop info)
{
    png_color colours[KX_COVER_COLOURS];

    for (unsigned i = 0; i < KX_COVER_COLOURS; i++)
        colours[i] = (png_color){.red = index->colours[i] >> 16 & 0xFF,
                                 .green = index->colours[i] >> 8 & 0xFF,
                                 .blue = index->colours[i] & 0xFF};
    png_set_PLTE(png, info, colours, KX_COVER_COLOURS);
}

static bool write_png(const sheet *page, GByteArray *out)
{
    png_structp png = png_create_write_struct(PNG_LIBPNG_VER_STRING, NULL, failed, failed);
    png_infop info = png ? png_create_info_struct(png) : NULL;

    if (info == NULL)
        g_error("libpng: no memory, or not the library that kxspeak was built with");
    png_set_write_fn(png, out, append, flush);
    png_set_IHDR(png, info, page->side, page->side, 8, PNG_COLOR_TYPE_PALETTE, PNG_INTERLACE_NONE,
                 PNG_COMPRESSION_TYPE_DEFAULT, PNG_FILTER_TYPE_DEFAULT);
    write_palette(page->index, png, info);
    png_set_filter(png, PNG_FILTER_TYPE_BASE, PNG_FILTER_NONE);
    /* Runs alone: a fifth more bytes than the longest search, in less than a tenth of its time. */
    png_set_compression_strategy(png, Z_RLE);
    png_set_compression_mem_level(png, DEFLATE_MEMORY);
    png_set_check_for_invalid_index(png, 0);
    png_write_info(png, info);
    bool good = write_rows(page, png);
    if (good)
        png_write_end(png, info);
    png_destroy_write_struct(&png, &info);
    return good;
}

GBytes *kx_cover_draw_as(const kx_cover_fonts *fonts, const kx_cover_words *words,
                         const kx_cover_palette *palette, const kx_cover_pattern *pattern,
                         uint64_t random, unsigned side, GError **error)
{
    g_autoptr(kx_cover_text) text = kx_cover_text_new(fonts, words);
    g_autofree kx_cover_index *index = g_new0(kx_cover_index, 1);
    g_autoptr(GByteArray) out = g_byte_array_new();
    sheet page = {.palette = palette,
                  .pattern = pattern,
                  .random = random,
                  .text = text,
                  .index = index,
                  .side = side};

    kx_cover_index_fill(index, palette);
    if (!write_png(&page, out)) {
        kx_error_set(error, KX_ERROR_OS,
                     "cannot draw the artwork: cairo has no memory; free some and run again");
        return NULL;
    }
    return g_byte_array_free_to_bytes(g_steal_pointer(&out));
}

GBytes *kx_cover_draw(const kx_cover_fonts *fonts, const kx_cover_words *words, unsigned side,
                      GError **error)
{
    uint64_t random = seed(words->look);
    unsigned palette = kx_cover_random(&random, kx_cover_n_palettes);
    unsigned pattern = kx_cover_random(&random, kx_cover_n_patterns);

    return kx_cover_draw_as(fonts, words, &kx_cover_palettes[palette], &kx_cover_patterns[pattern],
                            random, side, error);
}
