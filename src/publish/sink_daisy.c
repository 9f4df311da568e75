/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "publish/daisy.h"
#include "publish/sink.h"

static bool write_folder(const kx_edition *edition, int dirfd, const char *name, GError **error)
{
    g_autoptr(kx_book) book = kx_daisy_new(edition, error);
    return book && kx_book_write_folder(book, dirfd, name, error);
}

/* What is unpacked has the folder's name of the first revision: a player knows the book by it. */
static bool write_zip(const kx_edition *edition, int dirfd, const char *name, GError **error)
{
    g_autoptr(kx_book) book = kx_daisy_new(edition, error);
    g_autofree char *inside = kx_sink_file_name(&kx_sink_daisy, edition->briefing->id, 1);
    return book && kx_book_write_zip(book, dirfd, name, inside, error);
}

const kx_sink kx_sink_daisy = {
    .name = "daisy",
    .what = N_("talking book, text and sound (a folder, DAISY 2.02)"),
    .kind = KX_SINK_TEXT,
    .file = "%s-daisy",
    .type = "application/xhtml+xml",
    .write = write_folder,
};

const kx_sink kx_sink_daisy_zip = {
    .name = "daisy-zip",
    .what = N_("the same, packed (ZIP)"),
    .kind = KX_SINK_TEXT,
    .file = "%s-daisy.zip",
    .type = "application/zip",
    .write = write_zip,
};
