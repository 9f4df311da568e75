/* SPDX-License-Identifier: GPL-3.0-or-later */
/* By libopusenc: libsndfile takes neither 22,050 Hz nor comments of our own, and its stream numbers
 * are drawn at random. */
#include "audio/encode.h"

#include "audio/comments.h"
#include "audio/decode.h"
#include "audio/opus_check.h"
#include "audio/out_file.h"
#include "audio/tags.h"
#include "base/error.h"

#include <opusenc.h>

enum { SOUND_FRAMES = 8192, COMMENT_PADDING = 512, FRONT_COVER = 3 };

static int on_write(void *data, const unsigned char *bytes, opus_int32 n)
{
    return kx_out_file_write(data, bytes, (size_t)n) ? 0 : 1;
}

static int on_close(void *data)
{
    (void)data;
    return 0;
}

/* The library's form of the comments and the cover; NULL if there is no memory or the cover is no
 * picture that it knows. */
static OggOpusComments *comments_make(const GPtrArray *comments, const kx_picture *cover)
{
    OggOpusComments *made = ope_comments_create();
    bool ok = made != NULL;

    for (guint i = 0; ok && i < comments->len; i++)
        ok = ope_comments_add_string(made, comments->pdata[i]) == OPE_OK;
    if (ok && cover != NULL)
        ok = ope_comments_add_picture_from_memory(made, cover->data, cover->n, FRONT_COVER, NULL) ==
             OPE_OK;
    if (!ok && made != NULL)
        ope_comments_destroy(made);
    return ok ? made : NULL;
}

static int set_up(OggOpusEnc *encoder, unsigned kbps)
{
    const int failed[] = {
        ope_encoder_ctl(encoder, OPE_SET_SERIALNO(KX_OPUS_SERIAL)),
        ope_encoder_ctl(encoder, OPE_SET_COMMENT_PADDING(COMMENT_PADDING)),
        ope_encoder_ctl(encoder, OPUS_SET_BITRATE((opus_int32)kbps * 1000)),
        ope_encoder_ctl(encoder, OPUS_SET_SIGNAL(OPUS_SIGNAL_VOICE)),
    };

    for (size_t i = 0; i < G_N_ELEMENTS(failed); i++)
        if (failed[i] != OPE_OK)
            return failed[i];
    return OPE_OK;
}

/* The library's answer; false with an error if the master cannot be read. *square gets the mean of
 * its squared samples. */
static bool write_sound(OggOpusEnc *encoder, const kx_master *master, double *square, int *answer,
                        GError **error)
{
    g_autofree int16_t *pcm = g_new(int16_t, SOUND_FRAMES);

    for (int64_t done = 0; done < master->frames && *answer == OPE_OK;) {
        size_t n = (size_t)MIN(master->frames - done, SOUND_FRAMES);
        if (!kx_master_read(master, done, pcm, n, error))
            return false;
        *square += kx_squares(pcm, n) / (double)master->frames;
        *answer = ope_encoder_write(encoder, pcm, (int)n);
        done += (int64_t)n;
    }
    return true;
}

static bool fail(const kx_out_file *out, int answer, GError **error)
{
    if (out->errnum != 0)
        return kx_out_file_check(out, error);
    g_set_error(error, KX_ERROR, KX_ERROR_SOFTWARE, "cannot write %s: %s", out->shown,
                ope_strerror(answer));
    return false;
}

static bool write_stream(kx_out_file *out, const kx_master *master, OggOpusComments *comments,
                         unsigned kbps, double *square, GError **error)
{
    const OpusEncCallbacks callbacks = {.write = on_write, .close = on_close};
    int answer = OPE_OK;
    OggOpusEnc *encoder =
        ope_encoder_create_callbacks(&callbacks, out, comments, master->rate, 1, 0, &answer);

    if (encoder == NULL)
        return fail(out, answer, error);
    answer = set_up(encoder, kbps);
    bool ok = write_sound(encoder, master, square, &answer, error);
    if (ok && answer == OPE_OK)
        answer = ope_encoder_drain(encoder);
    ope_encoder_destroy(encoder);
    if (ok && answer != OPE_OK)
        return fail(out, answer, error);
    return ok && kx_out_file_check(out, error);
}

bool kx_encode_opus(const kx_master *master, const kx_tags *tags, int dirfd, const char *name,
                    GError **error)
{
    kx_out_file out;
    double square = 0;

    if (!kx_tags_check(master, tags, error) || !kx_out_file_open(&out, dirfd, name, error))
        return false;
    g_autoptr(GPtrArray) list = kx_comments_new(tags, KX_COMMENTS_OPUS);
    OggOpusComments *comments = comments_make(list, tags->cover);
    bool ok = false;
    if (comments == NULL)
        g_set_error(error, KX_ERROR, KX_ERROR_OS,
                    "cannot write %s: no memory, or a cover that is no picture", out.shown);
    else
        ok = write_stream(&out, master, comments, tags->kbps != 0 ? tags->kbps : KX_OPUS_KBPS,
                          &square, error) &&
             kx_opus_check(&out, master, list, tags->cover, square, error);
    if (comments != NULL)
        ope_comments_destroy(comments);
    return kx_out_file_finish(&out, ok, error);
}
