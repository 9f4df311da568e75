/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "audio/opus_check.h"

#include "audio/decode.h"
#include "audio/opus_sound.h"
#include "base/intl.h"

#include <string.h>

enum { FRONT_COVER = 3 };

static bool check_head(const kx_out_file *out, OggOpusFile *file, const kx_master *master,
                       GError **error)
{
    const OpusHead *head = op_head(file, 0);

    if (op_link_count(file) != 1 || op_serialno(file, 0) != KX_OPUS_SERIAL)
        return kx_out_file_mismatch(out, error, "not one stream of our number");
    if (head->channel_count != 1 || head->input_sample_rate != (opus_uint32)master->rate ||
        head->output_gain != 0)
        return kx_out_file_mismatch(out, error, "not mono sound of %d Hz", master->rate);
    return true;
}

static bool check_comments(const kx_out_file *out, const OpusTags *tags, const GPtrArray *comments,
                           const kx_picture *cover, GError **error)
{
    guint wanted = comments->len + (cover != NULL ? 1 : 0);

    if (tags->comments != (int)wanted)
        return kx_out_file_mismatch(out, error, "not %u comments", wanted);
    for (guint i = 0; i < comments->len; i++)
        if (strcmp(tags->user_comments[i], comments->pdata[i]) != 0)
            return kx_out_file_mismatch(out, error, "comment %u is another", i + 1);
    return true;
}

static bool check_picture(const kx_out_file *out, const OpusTags *tags, const kx_picture *cover,
                          GError **error)
{
    OpusPictureTag picture;

    if (cover == NULL)
        return true;
    if (opus_picture_tag_parse(&picture, tags->user_comments[tags->comments - 1]) != 0)
        return kx_out_file_mismatch(out, error, "no picture");
    bool same = picture.type == FRONT_COVER && strcmp(picture.mime_type, cover->type) == 0 &&
                picture.data_length == cover->n && memcmp(picture.data, cover->data, cover->n) == 0;
    opus_picture_tag_clear(&picture);
    return same || kx_out_file_mismatch(out, error, "its picture is another");
}

static bool check_sound(const kx_out_file *out, const kx_master *master, double square,
                        GError **error)
{
    const int64_t wanted = kx_opus_frames(master);
    kx_decoded got;
    GError *fault = NULL;

    if (!kx_decode_all(out->fd, 0, out->size, out->shown, &got, &fault))
        return kx_out_file_undecoded(out, fault, N_("its sound cannot be decoded"), error);
    if (got.frames != wanted)
        return kx_out_file_mismatch(out, error, "%jd frames instead of %jd", (intmax_t)got.frames,
                                    (intmax_t)wanted);
    return kx_squares_agree(square, got.square) ||
           kx_out_file_mismatch(out, error, "its sound is another");
}

bool kx_opus_check(const kx_out_file *out, const kx_master *master, const GPtrArray *comments,
                   const kx_picture *cover, double square, GError **error)
{
    GError *fault = NULL;
    g_autoptr(kx_decoder) decoder = kx_decoder_new(out->fd, 0, out->size, out->shown, &fault);
    OggOpusFile *file = decoder != NULL ? kx_decoder_opusfile(decoder) : NULL;

    if (file == NULL)
        return kx_out_file_undecoded(out, fault, N_("no Opus sound"), error);
    const OpusTags *tags = op_tags(file, 0);
    return check_head(out, file, master, error) &&
           check_comments(out, tags, comments, cover, error) &&
           check_picture(out, tags, cover, error) && check_sound(out, master, square, error);
}
