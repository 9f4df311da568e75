/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The files of a book, put into a folder or a ZIP file. Both are a function of the files alone: no
 * dates, owners or order of the disk. Private to publish/. */
#pragma once

#include "publish/book_sound.h"

typedef struct kx_book kx_book;

kx_book *kx_book_new(void);
void kx_book_free(kx_book *book);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(kx_book, kx_book_free)

/* Adds a file; `name` may hold folders ("EPUB/nav.xhtml") for a ZIP file. Takes `bytes` over. */
void kx_book_add(kx_book *book, const char *name, GBytes *bytes);
/* The same, of text of our own or of kx_xml_finish, which is taken over. */
void kx_book_add_text(kx_book *book, const char *name, char *text);
/* Sound is borrowed and never compressed. */
void kx_book_add_sound(kx_book *book, const char *name, const kx_book_mp3 *sound);
/* Names and sizes in all, for those who must state them. */
unsigned kx_book_n_files(const kx_book *book);
int64_t kx_book_bytes(const kx_book *book);

/* Makes folder NAME with all files in `dirfd`, synced. Errors: CANT_CREATE, NO_PERM, IO. */
bool kx_book_write_folder(const kx_book *book, int dirfd, const char *name, GError **error);
/* Writes NAME in `dirfd`, synced, with each file below folder `inside` (NULL: none), in the order
 * in which they were added; the first is not compressed, as EPUB wants it (OCF 3.3, 4.2). Errors:
 * CANT_CREATE, IO. */
bool kx_book_write_zip(const kx_book *book, int dirfd, const char *name, const char *inside,
                       GError **error);
