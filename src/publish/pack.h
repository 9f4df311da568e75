/* SPDX-License-Identifier: GPL-3.0-or-later */
/* ZIP files, by libzip, which is loaded when the first is made or read. It brings OpenSSL along,
 * which no run without a book has to wait for (meson.build). */
#pragma once

#include <glib.h>
#include <stdbool.h>
#include <stdint.h>

typedef struct kx_pack kx_pack;

void kx_pack_free(kx_pack *pack);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(kx_pack, kx_pack_free)

/* ---- making one ---- */

/* A new file `name` below dirfd, which is not there before kx_pack_write. Errors: of the file, IO;
 * UNAVAILABLE without libzip. */
kx_pack *kx_pack_new(int dirfd, const char *name, GError **error);
/* Puts bytes into it as `path`, deflated or as they are. They stay the caller's, and have to stay
 * until it has been written. Errors: IO. */
bool kx_pack_add(kx_pack *pack, const char *path, GBytes *bytes, bool deflated, GError **error);
/* The same of the first `bytes` bytes of an open file, as they are. */
bool kx_pack_add_file(kx_pack *pack, const char *path, int fd, int64_t bytes, GError **error);
/* Writes it, unsynced. All entries are of the first moment that ZIP knows, so that equal entries
 * make equal files. Errors: IO. */
bool kx_pack_write(kx_pack *pack, GError **error);

/* ---- reading one ---- */

/* Opens file `name` below dirfd, whose directory must agree with its entries. Errors: DATA;
 * UNAVAILABLE without libzip. */
kx_pack *kx_pack_open(int dirfd, const char *name, GError **error);

typedef struct {
    const char *path; /* of the pack's */
    int64_t bytes;    /* unpacked */
    bool deflated;    /* or packed in another way; false: as they are */
} kx_pack_entry;

/* How many entries it has. */
int64_t kx_pack_count(const kx_pack *pack);
/* Entry i; false if its directory does not tell. */
bool kx_pack_entry_at(const kx_pack *pack, int64_t i, kx_pack_entry *entry);
bool kx_pack_has(const kx_pack *pack, const char *path);
/* The bytes of an entry, whose sum agrees; NULL if it is not there, has more than
 * KX_PUBLISHED_BYTES_MAX or cannot be unpacked. */
GBytes *kx_pack_read(const kx_pack *pack, const char *path);
