/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "publish/daisy.h"

#include "publish/daisy_private.h"

#include <string.h>

/* Adds what kx_daisy_* made; false if it failed. */
static bool add(kx_book *book, const char *name, char *text)
{
    if (text)
        kx_book_add_text(book, name, text);
    return text != NULL;
}

static bool add_file(const kx_daisy *daisy, kx_book *book, unsigned file, GError **error)
{
    g_autofree char *smil = kx_daisy_file(file, "smil"), *mp3 = kx_daisy_file(file, "mp3");
    const kx_book_mp3 *sound = daisy->files->len == 1
                                   ? kx_book_sound_whole(daisy->edition->sound, error)
                                   : kx_book_sound_part(daisy->edition->sound, file, error);
    if (sound == NULL || !add(book, smil, kx_daisy_smil(daisy, file, error)))
        return false;
    kx_book_add_sound(book, mp3, sound);
    return true;
}

/* It states the size of the whole book, itself included, so its own length must come to rest. */
static bool add_ncc(const kx_daisy *daisy, kx_book *book, GError **error)
{
    unsigned n = kx_book_n_files(book) + 1;
    int64_t others = kx_book_bytes(book), bytes = 0;
    for (;;) {
        char *ncc = kx_daisy_ncc(daisy, n, others + bytes, error);
        if (ncc == NULL || (int64_t)strlen(ncc) <= bytes)
            return add(book, "ncc.html", ncc);
        bytes = (int64_t)strlen(ncc);
        g_free(ncc);
    }
}

kx_book *kx_daisy_new(const kx_edition *edition, GError **error)
{
    g_autoptr(kx_daisy) daisy = kx_daisy_plan(edition);
    g_autoptr(kx_book) book = kx_book_new();
    if (!add(book, KX_DAISY_TEXT, kx_daisy_text(daisy, error)))
        return NULL;
    for (guint i = 0; i < daisy->files->len; i++)
        if (kx_daisy_has_sound(daisy, i) && !add_file(daisy, book, i, error))
            return NULL;
    return add_ncc(daisy, book, error) ? g_steal_pointer(&book) : NULL;
}
