/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the build finds out once and the program looks up: values by word, in a file that lies in
 * the program as it is, so that only pages that are looked at are read. Numbers are of the machine
 * that builds. */
#pragma once

#include <stddef.h>
#include <stdint.h>

/* places[n_places], then the pool. A key is in the pool as its bytes, 0, its value. Its place is
 * found by kx_table_hash; a key that finds its place taken has the next free one. Places hold 1 +
 * the offset in the pool, 0 where there is none; they are a power of two. */
typedef struct {
    uint32_t n_places, pool_bytes;
} kx_blob_header;

/* The value of key[0..n), NULL if there is none. */
const char *kx_blob_find(const void *blob, const char *key, size_t n);
