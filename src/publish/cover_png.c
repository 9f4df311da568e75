/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/intl.h"
#include "base/printable.h"
#include "publish/cover_check.h"

#include <png.h>
#include <setjmp.h>
#include <string.h>

/* What one compressed chunk beside the picture may grow to. */
#define CHUNK_BYTES_MAX (1024 * 1024)

/* Nothing here is a local variable, so that longjmp loses nothing. */
typedef struct {
    png_structp png;
    png_infop info;
    const guint8 *data;
    size_t left;
    png_bytep row;
    char *fault; /* the library's words */
} reader;

G_NORETURN static void failed(png_structp png, png_const_charp text)
{
    reader *r = png_get_error_ptr(png);

    if (r->fault == NULL)
        r->fault = kx_printable(text, -1);
    png_longjmp(png, 1);
}

static void ignored(png_structp png, png_const_charp text)
{
    (void)png;
    (void)text;
}

static void read_bytes(png_structp png, png_bytep out, size_t n)
{
    reader *r = png_get_io_ptr(png);

    if (n > r->left)
        png_error(png, _("it ends too early"));
    memcpy(out, r->data, n);
    r->data += n;
    r->left -= n;
}

/* The header and all chunks before the pixels. */
static bool read_head(reader *r)
{
    if (setjmp(png_jmpbuf(r->png)))
        return false;
    png_set_user_limits(r->png, PNG_UINT_31_MAX, PNG_UINT_31_MAX);
    png_set_chunk_malloc_max(r->png, CHUNK_BYTES_MAX);
    png_set_crc_action(r->png, PNG_CRC_ERROR_QUIT, PNG_CRC_ERROR_QUIT);
    /* A negative number: every chunk that does not bear on the pixels is skipped. */
    png_set_keep_unknown_chunks(r->png, PNG_HANDLE_CHUNK_NEVER, NULL, -1);
    png_set_read_fn(r->png, r, read_bytes);
    png_read_info(r->png, r->info);
    return true;
}

/* How many the palette has, or 0: in full colour one is only a suggestion. */
static unsigned colours_of(const reader *r)
{
    int colours = 0;
    png_colorp palette;

    if (png_get_color_type(r->png, r->info) == PNG_COLOR_TYPE_PALETTE)
        png_get_PLTE(r->png, r->info, &palette, &colours);
    return (unsigned)colours;
}

/* Whether each pixel of the row is a colour of the palette; decoders differ in what else it is. */
static void check_indexes(reader *r, size_t n)
{
    unsigned colours = colours_of(r);

    for (size_t i = 0; i < n; i++)
        if (r->row[i] >= colours)
            png_error(r->png, _("a pixel has a colour that is not in the palette"));
}

static bool read_rows(reader *r)
{
    if (setjmp(png_jmpbuf(r->png)))
        return false;
    int passes = png_set_interlace_handling(r->png);
    bool indexed = png_get_color_type(r->png, r->info) == PNG_COLOR_TYPE_PALETTE;
    png_read_update_info(r->png, r->info);
    size_t n = png_get_rowbytes(r->png, r->info);
    r->row = g_malloc0(n);
    for (int pass = 0; pass < passes; pass++)
        for (png_uint_32 y = png_get_image_height(r->png, r->info); y > 0; y--) {
            png_read_row(r->png, r->row, NULL);
            if (indexed)
                check_indexes(r, n);
        }
    png_read_end(r->png, NULL);
    return true;
}

static bool check_head(const reader *r, const char *shown, GError **error)
{
    int colours = png_get_color_type(r->png, r->info);

    if ((colours & PNG_COLOR_MASK_ALPHA) || png_get_valid(r->png, r->info, PNG_INFO_tRNS))
        return kx_cover_refuse(shown, _("the artwork has transparency (an alpha channel)"),
                               _("save it without, on a background"), error);
    if (colours == PNG_COLOR_TYPE_GRAY)
        return kx_cover_refuse(shown, _("the artwork is greyscale"), _("save it as RGB"), error);
    if (png_get_bit_depth(r->png, r->info) != 8)
        return kx_cover_refuse(shown, _("the artwork does not have 8 bits a channel"),
                               _("save it as RGB with 8 bits"), error);
    return kx_cover_check_size(png_get_image_width(r->png, r->info),
                               png_get_image_height(r->png, r->info), shown, error);
}

static bool check(reader *r, const char *shown, GError **error)
{
    if (read_head(r)) {
        if (!check_head(r, shown, error))
            return false;
        if (read_rows(r))
            return true;
    }
    g_autofree char *what =
        g_strdup_printf(_("the PNG is damaged (%s)"), r->fault ? r->fault : _("no cause is known"));
    return kx_cover_refuse(shown, what, _("export it again from the program that made it"), error);
}

bool kx_cover_check_png(const void *data, size_t n, const char *shown, kx_picture *picture,
                        GError **error)
{
    reader r = {.data = data, .left = n};

    r.png = png_create_read_struct(PNG_LIBPNG_VER_STRING, &r, failed, ignored);
    r.info = r.png ? png_create_info_struct(r.png) : NULL;
    if (r.info == NULL)
        g_error("libpng %s: no memory, or not the library that kxspeak was built with",
                png_get_libpng_ver(NULL));
    bool good = check(&r, shown, error);
    if (good) {
        picture->side = png_get_image_width(r.png, r.info);
        picture->colours = colours_of(&r);
    }
    png_destroy_read_struct(&r.png, &r.info, NULL);
    g_free(r.row);
    g_free(r.fault);
    return good;
}
