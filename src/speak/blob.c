/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "speak/blob.h"

#include "text/table.h"

#include <string.h>

const char *kx_blob_find(const void *blob, const char *key, size_t n)
{
    const uint32_t *start = blob, *places = start + 1, n_places = *start;
    const char *pool = (const char *)(places + n_places);
    const uint32_t hash = kx_table_hash(key, n), tag = kx_blob_tag(hash);
    for (uint32_t at = kx_blob_place(hash, n_places);;) {
        const uint32_t place = places[at];
        if (place == 0)
            return NULL;
        const char *found = pool + (place & KX_BLOB_OFFSET) - 1;
        if ((place & ~(uint32_t)KX_BLOB_OFFSET) == tag && strncmp(found, key, n) == 0 &&
            found[n] == '\0')
            return found + n + 1;
        at = at + 1 < n_places ? at + 1 : 0;
    }
}
