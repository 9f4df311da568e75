/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "publish/player_file.h"

#include "base/error.h"
#include "base/file.h"
#include "publish/player.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <unistd.h>

/* What is taken of the sound at a time: whole groups of three bytes, so that base 64 has no padding
 * but at its end. */
enum { CHUNK_BYTES = 3 * 64 * 1024 };

typedef struct {
    int fd;
    off_t at;
    const char *name;
} output;

static bool put(output *out, const void *data, size_t n, GError **error)
{
    bool ok = kx_pwrite_all(out->fd, data, n, out->at, out->name, error);
    out->at += (off_t)n;
    return ok;
}

static bool put_sound(output *out, const kx_book_mp3 *mp3, GError **error)
{
    g_autofree guchar *chunk = g_malloc(CHUNK_BYTES);
    for (int64_t done = 0; done < mp3->bytes;) {
        size_t n = (size_t)MIN(mp3->bytes - done, CHUNK_BYTES);
        if (!kx_pread_all(mp3->fd, chunk, n, done, out->name, error))
            return false;
        g_autofree char *text = g_base64_encode(chunk, n);
        if (!put(out, text, strlen(text), error))
            return false;
        done += (int64_t)n;
    }
    return true;
}

static bool put_page(output *out, const char *text, const kx_book_mp3 *mp3, GError **error)
{
    const char *rest = text;
    if (mp3) {
        rest = strstr(text, KX_PLAYER_MP3_DATA "\"");
        g_assert(rest); /* text of articles has no bare quotation mark */
        rest += strlen(KX_PLAYER_MP3_DATA);
        if (!put(out, text, (size_t)(rest - text), error) || !put_sound(out, mp3, error))
            return false;
    }
    return put(out, rest, strlen(rest), error) && kx_fsync(out->fd, out->name, error);
}

bool kx_player_file_write(int dirfd, const char *name, const char *text, const kx_book_mp3 *mp3,
                          GError **error)
{
    output out = {
        .fd = openat(dirfd, name, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0666),
        .name = name};
    if (out.fd < 0) {
        kx_error_set_errno(error, KX_ERROR_CANT_CREATE, errno, "cannot create %s", name);
        return false;
    }
    bool ok = put_page(&out, text, mp3, error);
    if (close(out.fd) != 0 && ok) {
        kx_error_set_errno(error, KX_ERROR_IO, errno, "cannot write %s", name);
        ok = false;
    }
    if (!ok)
        unlinkat(dirfd, name, 0);
    return ok;
}
