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

/* Speech comes out of Opus this much quieter at 24 kbit/s: 0.3 dB. */
#define SCALE 0.966F

enum { TIMES_MAX = 8, SOUND_FRAMES = 8192, COMMENT_PADDING = 512, FRONT_COVER = 3 };

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
static bool write_sound(OggOpusEnc *encoder, const kx_master *master, const kx_duck *duck,
                        double *square, int *answer, GError **error)
{
    g_autofree int16_t *pcm = g_new(int16_t, SOUND_FRAMES);
    g_autofree float *sound = g_new(float, SOUND_FRAMES);

    *square = 0;
    for (int64_t done = 0; done < master->frames && *answer == OPE_OK;) {
        size_t n = (size_t)MIN(master->frames - done, SOUND_FRAMES);
        if (!kx_master_read(master, done, pcm, n, error))
            return false;
        *square += kx_squares(pcm, n) / (double)master->frames;
        for (size_t i = 0; i < n; i++)
            sound[i] = (float)pcm[i] * (1 / 32768.0F / SCALE);
        kx_duck_apply(duck, sound, done, n, master->rate);
        *answer = ope_encoder_write_float(encoder, sound, (int)n);
        done += (int64_t)n;
    }
    return true;
}

static bool fail(const kx_out_file *out, int answer, GError **error)
{
    if (out->errnum != 0)
        return kx_out_file_check(out, error);
    kx_error_set(error, KX_ERROR_SOFTWARE, "cannot write %s: %s", out->shown, ope_strerror(answer));
    return false;
}

static bool write_stream(kx_out_file *out, const kx_master *master, OggOpusComments *comments,
                         unsigned kbps, const kx_duck *duck, double *square, GError **error)
{
    const OpusEncCallbacks callbacks = {.write = on_write, .close = on_close};
    int answer = OPE_OK;
    OggOpusEnc *encoder =
        ope_encoder_create_callbacks(&callbacks, out, comments, master->rate, 1, 0, &answer);

    if (encoder == NULL)
        return fail(out, answer, error);
    answer = set_up(encoder, kbps);
    bool ok = write_sound(encoder, master, duck, square, &answer, error);
    if (ok && answer == OPE_OK)
        answer = ope_encoder_drain(encoder);
    ope_encoder_destroy(encoder);
    if (ok && answer != OPE_OK)
        return fail(out, answer, error);
    return ok && kx_out_file_check(out, error);
}

/* Encodes, reads back, and once more with less of what came out too loud. */
static bool write_file(kx_out_file *out, const kx_master *master, const kx_tags *tags,
                       const GPtrArray *list, OggOpusComments *comments, GError **error)
{
    unsigned kbps = tags->kbps != 0 ? tags->kbps : KX_OPUS_KBPS;
    double square = 0;
    bool ok = true;
    kx_duck duck;

    kx_duck_init(&duck);
    for (int times = 0; ok && times < TIMES_MAX; times++) {
        kx_out_file_restart(out);
        kx_duck_begin(&duck);
        ok = write_stream(out, master, comments, kbps, &duck, &square, error) &&
             kx_opus_check(out, master, list, tags->cover, square, &duck, error);
        if (!kx_duck_is_needed(&duck))
            break;
    }
    kx_duck_clear(&duck);
    return ok;
}

double kx_opus_overshoot(unsigned kbps)
{
    return kbps < 24 ? 1.9 : 1.6;
}

bool kx_encode_opus(const kx_master *master, const kx_tags *tags, int dirfd, const char *name,
                    GError **error)
{
    kx_out_file out;

    if (!kx_tags_check(master, tags, error) || !kx_out_file_open(&out, dirfd, name, error))
        return false;
    g_autoptr(GPtrArray) list = kx_comments_new(tags, KX_COMMENTS_OPUS);
    OggOpusComments *comments = comments_make(list, tags->cover);
    bool ok = false;
    if (comments == NULL)
        kx_error_set(error, KX_ERROR_OS,
                     "cannot write %s: no memory, or a cover that is no picture", out.shown);
    else
        ok = write_file(&out, master, tags, list, comments, error);
    if (comments != NULL)
        ope_comments_destroy(comments);
    return kx_out_file_finish(&out, ok, error);
}
