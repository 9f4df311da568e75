/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "audio/mp3_cut.h"

#include "audio/mp3_stream.h"

bool kx_mp3_cut(const kx_master *master, int64_t first, int64_t frames, int fd, const char *shown,
                int64_t *bytes, GError **error)
{
    const kx_mp3_stretch stretch = {
        .first = first, .frames = frames, .rate = KX_RATE, .kbps = KX_MP3_CUT_KBPS};
    g_autofree char *name = g_strdup(shown);
    kx_out_file out = {.dirfd = -1, .fd = fd, .name = name, .shown = name};

    if (!kx_mp3_stream_write(&out, master, &stretch, error))
        return false;
    *bytes = out.size;
    return true;
}
