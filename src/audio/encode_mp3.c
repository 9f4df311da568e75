/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The sound behind a tag of our own: libsndfile's tags are Latin-1 and know no chapters, so it is
 * given no strings and writes none. */
#include "audio/encode.h"

#include "audio/id3.h"
#include "audio/mp3_check.h"
#include "audio/mp3_stream.h"
#include "audio/tags.h"

double kx_mp3_overshoot(unsigned kbps)
{
    return kbps < 80 ? 1.6 : 1.0;
}

bool kx_encode_mp3(const kx_master *master, const kx_tags *tags, int dirfd, const char *name,
                   GError **error)
{
    kx_out_file out;
    const kx_mp3_stretch whole = {.frames = master->frames,
                                  .rate = KX_MP3_RATE,
                                  .kbps = tags->kbps != 0 ? tags->kbps : KX_MP3_KBPS};
    gsize size;

    if (!kx_tags_check(master, tags, error))
        return false;
    g_autoptr(GByteArray) tag = kx_id3_make(master, tags, error);
    if (tag == NULL || !kx_out_file_open(&out, dirfd, name, error))
        return false;
    kx_out_file_write(&out, tag->data, tag->len); /* an error sticks */
    bool ok = kx_mp3_stream_write(&out, master, &whole, error) &&
              kx_mp3_tag_check(&out, master, tags, &size, error);
    return kx_out_file_finish(&out, ok, error);
}
