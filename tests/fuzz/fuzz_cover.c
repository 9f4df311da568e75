/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Any bytes as a publisher's artwork: either an error of one line, or a picture within the bounds.
 */
#include "publish/cover.h"

#include <stdint.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(GBytes) bytes = g_bytes_new(data, size);
    g_autoptr(kx_cover) cover = kx_cover_parse(bytes, "fuzz", &error);

    if (cover == NULL) {
        g_assert_nonnull(error);
        g_assert_null(strchr(error->message, '\n'));
        return 0;
    }
    g_assert_cmpuint(cover->picture.side, >=, KX_COVER_SIDE_MIN);
    g_assert_cmpuint(cover->picture.side, <=, KX_COVER_SIDE_MAX);
    g_assert_cmpmem(cover->picture.data, cover->picture.n, data, size);
    return 0;
}
