/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the build finds out once and the program looks up: values by word, in a file that lies in
 * the program as it is, so that only pages that are looked at are read. Numbers are of the machine
 * that builds. */
#pragma once

#include <stddef.h>
#include <stdint.h>

/* n_places (uint32_t), places[n_places], then the pool. A key is in the pool as its bytes, 0, its
 * value. Its place is kx_blob_place of its hash (kx_table_hash); a key that finds its place taken
 * has the next free one, the first behind the last. A place holds 1 + the offset in the pool, and
 * above that a tag, the hash's lowest bits, so that other keys are not looked at; 0 where there is
 * none. Three places for two keys keep both the searches and the file short. */
enum { KX_BLOB_OFFSET_BITS = 23, KX_BLOB_OFFSET = (1 << KX_BLOB_OFFSET_BITS) - 1 };

static inline uint32_t kx_blob_place(uint32_t hash, uint32_t n_places)
{
    return (uint32_t)((uint64_t)hash * n_places >> 32);
}

static inline uint32_t kx_blob_tag(uint32_t hash)
{
    return hash << KX_BLOB_OFFSET_BITS;
}

/* The value of key[0..n), NULL if there is none. */
const char *kx_blob_find(const void *blob, const char *key, size_t n);
