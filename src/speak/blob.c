/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "speak/blob.h"

#include "text/table.h"

#include <string.h>

const char *kx_blob_find(const void *blob, const char *key, size_t n)
{
    const kx_blob_header *header = blob;
    const uint32_t *places = (const uint32_t *)(header + 1);
    const char *pool = (const char *)(places + header->n_places);
    for (uint32_t at = kx_table_hash(key, n);; at++) {
        uint32_t place = places[at & (header->n_places - 1)];
        if (place == 0)
            return NULL;
        const char *found = pool + place - 1;
        if (strncmp(found, key, n) == 0 && found[n] == '\0')
            return found + n + 1;
    }
}
