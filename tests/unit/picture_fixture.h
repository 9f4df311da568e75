/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Pictures of every kind, as a publisher may give them. */
#pragma once

#include <glib.h>
#include <png.h>
#include <stdio.h>
#include <stdlib.h>

#include <jpeglib.h>

typedef struct {
    unsigned width, height;
    int colour_type, depth; /* of a PNG */
    bool transparent;       /* a tRNS chunk */
    bool interlaced;
    bool comment;
    bool few_colours; /* fewer in the palette than the pixels use */
} png_kind;

static void picture_append(png_structp png, png_bytep data, size_t n)
{
    g_byte_array_append(png_get_io_ptr(png), data, (guint)n);
}

static inline GByteArray *picture_png(png_kind kind)
{
    GByteArray *out = g_byte_array_new();
    png_structp png = png_create_write_struct(PNG_LIBPNG_VER_STRING, NULL, NULL, NULL);
    png_infop info = png_create_info_struct(png);
    png_color colours[4] = {{1, 2, 3}, {200, 100, 0}, {0, 0, 255}, {9, 9, 9}};
    png_byte alpha[2] = {0, 128};
    png_color_16 hidden = {.red = 1, .green = 2, .blue = 3, .gray = 1};
    char word[] = "Comment", value[] = "een rand";
    png_text text = {.compression = PNG_TEXT_COMPRESSION_zTXt, .key = word, .text = value};

    png_set_write_fn(png, out, picture_append, NULL);
    png_set_IHDR(png, info, kind.width, kind.height, kind.depth, kind.colour_type,
                 kind.interlaced ? PNG_INTERLACE_ADAM7 : PNG_INTERLACE_NONE, 0, 0);
    if (kind.colour_type == PNG_COLOR_TYPE_PALETTE)
        png_set_PLTE(png, info, colours, kind.few_colours ? 3 : 4);
    png_set_check_for_invalid_index(png, 0);
    if (kind.transparent)
        png_set_tRNS(png, info, alpha, 2, &hidden);
    if (kind.comment)
        png_set_text(png, info, &text, 1);
    png_set_compression_level(png, 1);
    png_write_info(png, info);
    size_t n = png_get_rowbytes(png, info);
    g_autofree png_bytep row = g_malloc(n);
    for (int pass = png_set_interlace_handling(png); pass > 0; pass--)
        for (unsigned y = 0; y < kind.height; y++) {
            for (size_t x = 0; x < n; x++)
                row[x] = (png_byte)((x / 100 + y / 50) & 3);
            png_write_row(png, row);
        }
    png_write_end(png, info);
    png_destroy_write_struct(&png, &info);
    return out;
}

typedef struct {
    unsigned side;
    int components;
    bool progressive, arithmetic;
    bool many_scans; /* one for each coefficient */
} jpeg_kind;

#define PICTURE_SCANS (1 + 3 * 63)

static void picture_scans(jpeg_scan_info *scans)
{
    scans[0] = (jpeg_scan_info){.comps_in_scan = 3, .component_index = {0, 1, 2}};
    for (int i = 1; i < PICTURE_SCANS; i++) {
        int k = 1 + (i - 1) / 3;
        scans[i] = (jpeg_scan_info){
            .comps_in_scan = 1, .component_index = {(i - 1) % 3}, .Ss = k, .Se = k};
    }
}

static inline GByteArray *picture_jpeg(jpeg_kind kind)
{
    struct jpeg_compress_struct jpeg;
    struct jpeg_error_mgr errors;
    jpeg_scan_info scans[PICTURE_SCANS];
    unsigned char *data = NULL;
    unsigned long n = 0;

    jpeg.err = jpeg_std_error(&errors);
    jpeg_create_compress(&jpeg);
    jpeg_mem_dest(&jpeg, &data, &n);
    jpeg.image_width = jpeg.image_height = kind.side;
    jpeg.input_components = kind.components;
    jpeg.in_color_space = kind.components == 1   ? JCS_GRAYSCALE
                          : kind.components == 3 ? JCS_RGB
                                                 : JCS_CMYK;
    jpeg_set_defaults(&jpeg);
    jpeg.arith_code = kind.arithmetic;
    if (kind.progressive)
        jpeg_simple_progression(&jpeg);
    if (kind.many_scans) {
        picture_scans(scans);
        jpeg.scan_info = scans;
        jpeg.num_scans = PICTURE_SCANS;
    }
    jpeg_start_compress(&jpeg, TRUE);
    size_t row_bytes = (size_t)kind.side * (size_t)kind.components;
    g_autofree JSAMPROW row = g_malloc(row_bytes);
    while (jpeg.next_scanline < kind.side) {
        for (size_t x = 0; x < row_bytes; x++)
            row[x] = (JSAMPLE)((x + jpeg.next_scanline) / 20 * 7);
        jpeg_write_scanlines(&jpeg, &row, 1);
    }
    jpeg_finish_compress(&jpeg);
    jpeg_destroy_compress(&jpeg);
    GByteArray *out = g_byte_array_new();
    g_byte_array_append(out, data, (guint)n);
    free(data);
    return out;
}
