/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "audio/sndfile_io.h"

#include "base/error.h"

static sf_count_t io_length(void *data)
{
    const kx_sndfile_door *door = data;

    return MAX(door->out->size - door->base, 0);
}

static sf_count_t io_tell(void *data)
{
    const kx_sndfile_door *door = data;

    return door->out->position - door->base;
}

static sf_count_t io_seek(sf_count_t offset, int whence, void *data)
{
    kx_sndfile_door *door = data;
    sf_count_t from = whence == SEEK_CUR ? io_tell(data) : whence == SEEK_END ? io_length(data) : 0;

    door->out->position = door->base + MAX(from + offset, 0);
    return io_tell(data);
}

/* Nothing is read while writing. */
static sf_count_t io_read(void *to, sf_count_t n, void *data)
{
    (void)to;
    (void)n;
    (void)data;
    return 0;
}

static sf_count_t io_write(const void *from, sf_count_t n, void *data)
{
    const kx_sndfile_door *door = data;

    return kx_out_file_write(door->out, from, (size_t)n) ? n : 0;
}

SNDFILE *kx_sndfile_create(kx_sndfile_door *door, SF_INFO *info)
{
    SF_VIRTUAL_IO io = {.get_filelen = io_length,
                        .seek = io_seek,
                        .read = io_read,
                        .write = io_write,
                        .tell = io_tell};

    return sf_open_virtual(&io, SFM_WRITE, info, door);
}

bool kx_sndfile_fail(SNDFILE *file, const kx_out_file *out, GError **error)
{
    if (out->errnum != 0)
        return kx_out_file_check(out, error);
    kx_error_set(error, KX_ERROR_SOFTWARE, "cannot write %s: %s", out->shown, sf_strerror(file));
    return false;
}
