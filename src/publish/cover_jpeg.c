/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/intl.h"
#include "base/printable.h"
#include "publish/cover_check.h"

#include <setjmp.h>
#include <stdio.h>

#include <jpeglib.h>

#include <jerror.h>

/* A progressive JPEG has about ten; each goes over all pixels, so a file of thousands would hold
 * the program for minutes. */
#define SCANS_MAX 64

/* Nothing here is a local variable, so that longjmp loses nothing. */
typedef struct {
    struct jpeg_decompress_struct jpeg; /* first: its callbacks find the rest from it */
    struct jpeg_error_mgr errors;
    struct jpeg_progress_mgr progress;
    jmp_buf failed;
    JSAMPROW row;
    char *fault; /* the library's words */
} reader;

G_NORETURN static void failed(j_common_ptr jpeg)
{
    reader *r = (reader *)(void *)jpeg;
    char text[JMSG_LENGTH_MAX];

    r->errors.format_message(jpeg, text);
    r->fault = kx_printable(text, -1);
    longjmp(r->failed, 1);
}

/* The library mends damaged data and only warns. */
static void told(j_common_ptr jpeg, int level)
{
    int code = jpeg->err->msg_code;

    if (level < 0 && code != JWRN_JFIF_MAJOR && code != JWRN_ADOBE_XFORM)
        failed(jpeg);
}

static void count_scans(j_common_ptr jpeg)
{
    reader *r = (reader *)(void *)jpeg;

    if (r->jpeg.input_scan_number > SCANS_MAX) {
        r->fault = g_strdup_printf(_("more than %d scans"), SCANS_MAX);
        longjmp(r->failed, 1);
    }
}

static bool read_head(reader *r, const void *data, size_t n)
{
    if (setjmp(r->failed))
        return false;
    jpeg_create_decompress(&r->jpeg);
    r->progress.progress_monitor = count_scans;
    r->jpeg.progress = &r->progress;
    jpeg_mem_src(&r->jpeg, data, n);
    jpeg_read_header(&r->jpeg, TRUE);
    return true;
}

static bool read_rows(reader *r)
{
    if (setjmp(r->failed))
        return false;
    r->jpeg.out_color_space = JCS_RGB;
    jpeg_start_decompress(&r->jpeg);
    r->row = g_malloc0((size_t)r->jpeg.output_width * 3);
    while (r->jpeg.output_scanline < r->jpeg.output_height)
        jpeg_read_scanlines(&r->jpeg, &r->row, 1);
    jpeg_finish_decompress(&r->jpeg);
    return true;
}

static bool check_head(const reader *r, const char *shown, GError **error)
{
    if (r->jpeg.num_components == 1)
        return kx_cover_refuse(shown, _("the artwork is greyscale"), _("save it as RGB"), error);
    if (r->jpeg.num_components != 3)
        return kx_cover_refuse(shown, _("the artwork is not RGB, but has four colours (CMYK)"),
                               _("save it as RGB"), error);
    if (r->jpeg.data_precision != 8 || r->jpeg.arith_code)
        return kx_cover_refuse(shown, _("the artwork is a kind of JPEG that players do not read"),
                               _("save it as a baseline JPEG"), error);
    return kx_cover_check_size(r->jpeg.image_width, r->jpeg.image_height, shown, error);
}

static bool check(reader *r, const void *data, size_t n, const char *shown, GError **error)
{
    if (read_head(r, data, n)) {
        if (!check_head(r, shown, error))
            return false;
        if (read_rows(r))
            return true;
    }
    g_autofree char *what = g_strdup_printf(_("the JPEG is damaged (%s)"),
                                            r->fault ? r->fault : _("no cause is known"));
    return kx_cover_refuse(shown, what, _("export it again from the program that made it"), error);
}

bool kx_cover_check_jpeg(const void *data, size_t n, const char *shown, kx_picture *picture,
                         GError **error)
{
    /* On the heap: what longjmp returns to must not lie in a register. */
    reader *r = g_new0(reader, 1);

    r->jpeg.err = jpeg_std_error(&r->errors);
    r->errors.error_exit = failed;
    r->errors.emit_message = told;
    bool good = check(r, data, n, shown, error);
    if (good)
        picture->side = r->jpeg.image_width;
    jpeg_destroy_decompress(&r->jpeg);
    g_free(r->row);
    g_free(r->fault);
    g_free(r);
    return good;
}
