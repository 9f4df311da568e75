/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "audio/flac_check.h"

#include "audio/bytes.h"
#include "base/file.h"

#include <string.h>

#define STREAMINFO_BYTES 34
#define MD5_AT           18
#define SEEK_POINT_BYTES 18

/* Types of metadata blocks (RFC 9639, section 8.1). */
enum { STREAMINFO = 0, PADDING = 1, SEEKTABLE = 3, VORBIS_COMMENT = 4, PICTURE = 6, N_TYPES };

typedef struct {
    bool found;
    int64_t offset; /* of its content */
    guint32 size;
} block;

typedef struct {
    block blocks[N_TYPES];
    int64_t sound; /* offset of the first frame */
} layout;

static bool find_blocks(const kx_out_file *out, layout *found, GError **error)
{
    guint8 head[4];
    bool last = false;

    *found = (layout){.sound = sizeof head};
    if (!kx_pread_all(out->fd, head, sizeof head, 0, out->shown, error))
        return false;
    if (memcmp(head, "fLaC", 4) != 0)
        return kx_out_file_mismatch(out, error, "not FLAC");
    while (!last) {
        if (!kx_pread_all(out->fd, head, sizeof head, (off_t)found->sound, out->shown, error))
            return false;
        guint type = head[0] & 0x7F;
        block it = {true, found->sound + 4, (guint32)kx_be(head + 1, 3)};
        last = (head[0] & 0x80) != 0;
        if (type >= N_TYPES || found->blocks[type].found || it.offset + it.size > out->size)
            return kx_out_file_mismatch(out, error, "a strange metadata block");
        found->blocks[type] = it;
        found->sound = it.offset + it.size;
    }
    return true;
}

/* The content of a block, or NULL with an error. */
static guint8 *read_block(const kx_out_file *out, const block *it, const char *what, GError **error)
{
    if (!it->found) {
        kx_out_file_mismatch(out, error, "no %s", what);
        return NULL;
    }
    g_autofree guint8 *data = g_malloc(it->size + 1);
    if (!kx_pread_all(out->fd, data, it->size, (off_t)it->offset, out->shown, error))
        return NULL;
    return g_steal_pointer(&data);
}

static bool check_stream(const kx_out_file *out, const block *it, const kx_master *master,
                         const guint8 *md5, GError **error)
{
    g_autofree guint8 *data = read_block(out, it, "STREAMINFO", error);

    if (data == NULL)
        return false;
    if (it->size != STREAMINFO_BYTES)
        return kx_out_file_mismatch(out, error, "a strange STREAMINFO");
    /* 20 bits of rate, 3 of channels - 1, 5 of bits - 1, 36 of samples. */
    guint64 packed = kx_be(data + 10, 8);
    if (packed >> 44 != (guint64)master->rate || (packed >> 41 & 7) != 0 ||
        (packed >> 36 & 31) != 15)
        return kx_out_file_mismatch(out, error, "not 16-bit mono at %d Hz", master->rate);
    if ((packed & 0xFFFFFFFFF) != (guint64)master->frames)
        return kx_out_file_mismatch(out, error, "%ju frames instead of %jd",
                                    (uintmax_t)(packed & 0xFFFFFFFFF), (intmax_t)master->frames);
    if (memcmp(data + MD5_AT, md5, KX_FLAC_MD5_BYTES) != 0)
        return kx_out_file_mismatch(out, error, "the MD5 of its sound is another");
    return true;
}

static bool check_comments(const kx_out_file *out, const block *it, const GPtrArray *comments,
                           GError **error)
{
    g_autofree guint8 *data = read_block(out, it, "VORBIS_COMMENT", error);

    if (data == NULL)
        return false;
    /* The library's name, the number of comments, the comments; each text after its length. */
    guint64 at = it->size < 8 ? it->size : 4 + (guint64)kx_le32(data);
    if (at + 4 > it->size || kx_le32(data + at) != comments->len)
        return kx_out_file_mismatch(out, error, "not %u comments", comments->len);
    at += 4;
    for (guint i = 0; i < comments->len; i++) {
        const char *wanted = comments->pdata[i];
        size_t length = strlen(wanted);
        if (at + 4 + length > it->size || kx_le32(data + at) != length ||
            memcmp(data + at + 4, wanted, length) != 0)
            return kx_out_file_mismatch(out, error, "comment %u is another", i + 1);
        at += 4 + length;
    }
    return true;
}

/* Each point must stand at the start of a frame: its sync code. */
static bool check_seek_points(const kx_out_file *out, const layout *found, const kx_master *master,
                              GError **error)
{
    const block *it = &found->blocks[SEEKTABLE];
    g_autofree guint8 *data = read_block(out, it, "SEEKTABLE", error);
    guint64 last = 0;

    if (data == NULL)
        return false;
    if (it->size < SEEK_POINT_BYTES || it->size % SEEK_POINT_BYTES != 0)
        return kx_out_file_mismatch(out, error, "an empty seek table");
    for (guint32 at = 0; at < it->size; at += SEEK_POINT_BYTES) {
        guint64 sample = kx_be(data + at, 8), offset = kx_be(data + at + 8, 8);
        guint8 sync[2];
        if (sample >= (guint64)master->frames || (at > 0 && sample <= last) ||
            offset >= (guint64)(out->size - found->sound))
            return kx_out_file_mismatch(out, error, "a seek point outside the sound");
        if (!kx_pread_all(out->fd, sync, sizeof sync, (off_t)(found->sound + (int64_t)offset),
                          out->shown, error))
            return false;
        if (sync[0] != 0xFF || (sync[1] & 0xFE) != 0xF8)
            return kx_out_file_mismatch(out, error, "a seek point that leads to no frame");
        last = sample;
    }
    return true;
}

/* The picture ends its block, after its type, size and colours. */
static bool check_picture(const kx_out_file *out, const block *it, const kx_picture *cover,
                          GError **error)
{
    g_autofree guint8 *data = NULL;
    if (cover == NULL && it->found)
        return kx_out_file_mismatch(out, error, "a picture");
    if (cover == NULL)
        return true;
    if ((data = read_block(out, it, "PICTURE", error)) == NULL)
        return false;
    size_t type = strlen(cover->type), head = 8 + type + 4 + 16 + 4;
    if (it->size != head + cover->n || kx_be(data, 4) != 3 || kx_be(data + 4, 4) != type ||
        memcmp(data + 8, cover->type, type) != 0 || kx_be(data + 8 + type, 4) != 0 ||
        kx_be(data + 12 + type, 4) != cover->side || kx_be(data + 16 + type, 4) != cover->side ||
        kx_be(data + 20 + type, 4) != 24 || kx_be(data + 24 + type, 4) != cover->colours ||
        kx_be(data + head - 4, 4) != cover->n || memcmp(data + head, cover->data, cover->n) != 0)
        return kx_out_file_mismatch(out, error, "its picture is another");
    return true;
}

bool kx_flac_check(const kx_out_file *out, const kx_master *master, const GPtrArray *comments,
                   const kx_picture *cover, const guint8 *md5, GError **error)
{
    layout found;

    if (!find_blocks(out, &found, error))
        return false;
    if (!found.blocks[PADDING].found || found.blocks[PADDING].size != KX_FLAC_PADDING)
        return kx_out_file_mismatch(out, error, "no padding of %d bytes", KX_FLAC_PADDING);
    return check_stream(out, &found.blocks[STREAMINFO], master, md5, error) &&
           check_comments(out, &found.blocks[VORBIS_COMMENT], comments, error) &&
           check_picture(out, &found.blocks[PICTURE], cover, error) &&
           check_seek_points(out, &found, master, error);
}
