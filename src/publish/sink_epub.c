/* SPDX-License-Identifier: GPL-3.0-or-later */
/* EPUB 3.3 with media overlays: text and sound that run side by side in a reader of books. */
#include "publish/book.h"
#include "publish/epub.h"
#include "publish/sink.h"

#define CONTENT "EPUB/"

/* Adds a text that was made; NULL: it could not be. */
static bool add_text(kx_book *book, const char *name, char *text)
{
    g_autofree char *path = g_strconcat(CONTENT, name, NULL);
    if (text)
        kx_book_add_text(book, path, text);
    return text != NULL;
}

static void add_cover(kx_book *book, const kx_edition *edition)
{
    g_autofree char *file = kx_epub_cover_file(edition);
    g_autofree char *path = file ? g_strconcat(CONTENT, file, NULL) : NULL;
    if (path)
        kx_book_add(book, path, g_bytes_new_static(edition->cover->data, edition->cover->n));
}

static bool add_sound(kx_book *book, const kx_edition *edition, unsigned part, GError **error)
{
    const kx_book_mp3 *mp3 = kx_book_sound_part(edition->sound, part, error);
    g_autofree char *file = kx_epub_file(part, "mp3");
    g_autofree char *path = g_strconcat(CONTENT, file, NULL);
    if (mp3)
        kx_book_add_sound(book, path, mp3);
    return mp3 != NULL;
}

static bool add_part(kx_book *book, const kx_epub *epub, unsigned part, GError **error)
{
    g_autofree char *page = kx_epub_file(part, "xhtml"), *overlay = kx_epub_file(part, "smil");
    if (!add_text(book, page, kx_epub_page(epub, part, error)))
        return false;
    return kx_epub_part_ms(epub, part) == 0 ||
           (add_text(book, overlay, kx_epub_overlay(epub, part, error)) &&
            add_sound(book, epub->edition, part, error));
}

static bool add_container(kx_book *book, GError **error)
{
    char *container = kx_epub_container(error);
    kx_book_add_text(book, "mimetype", g_strdup("application/epub+zip"));
    if (container)
        kx_book_add_text(book, "META-INF/container.xml", container);
    return container != NULL;
}

static bool write_epub(const kx_edition *edition, int dirfd, const char *name, GError **error)
{
    g_autoptr(kx_epub) epub = kx_epub_new(edition);
    g_autoptr(kx_book) book = kx_book_new();
    if (!add_container(book, error) ||
        !add_text(book, "package.opf", kx_epub_package(epub, error)) ||
        !add_text(book, KX_EPUB_NAV, kx_epub_nav(epub, error)) ||
        !add_text(book, KX_EPUB_STYLE, kx_epub_style()))
        return false;
    add_cover(book, edition);
    for (unsigned i = 0; i < epub->pages->len; i++)
        if (!add_part(book, epub, i, error))
            return false;
    return kx_book_write_zip(book, dirfd, name, NULL, error);
}

const kx_sink kx_sink_epub = {
    .name = "epub",
    .what = N_("a book whose text and sound run side by side (EPUB 3)"),
    .kind = KX_SINK_TEXT,
    .pictured = true,
    .file = "%s.epub",
    .type = "application/epub+zip",
    .write = write_epub,
};
