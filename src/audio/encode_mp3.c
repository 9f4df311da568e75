/* SPDX-License-Identifier: GPL-3.0-or-later */
/* By libsndfile and LAME, behind a tag of our own: libsndfile's tags are Latin-1 and know no
 * chapters, so it is given no strings and writes none. */
#include "audio/encode.h"

#include "audio/decode.h"
#include "audio/id3.h"
#include "audio/mp3_check.h"
#include "audio/sndfile_io.h"
#include "audio/tags.h"
#include "base/error.h"

#include <soxr.h>

#define SOUND_FRAMES 8192
/* LAME 3.100 turns down what it encodes at up to 128 kbit/s, by this. */
#define LAME_SCALE 0.95F

typedef struct {
    SNDFILE *file;
    const kx_out_file *out;
    soxr_t resampler; /* NULL at KX_MP3_RATE */
    float sound[SOUND_FRAMES], resampled[2 * SOUND_FRAMES];
    int64_t left; /* frames of the file still to write */
} mp3_writer;

/* libsndfile has one scale for all encoders; for LAME at a constant rate it runs from 320 kbit/s at
 * 0 down to 32 at 1. Its answer to setting the mode says "no" when it is done: so it is asked. */
static bool set_rate(SNDFILE *file, unsigned kbps)
{
    double level = (320.0 - kbps) / 288;
    int mode = SF_BITRATE_MODE_CONSTANT;

    sf_command(file, SFC_SET_BITRATE_MODE, &mode, sizeof mode);
    return sf_command(file, SFC_GET_BITRATE_MODE, NULL, 0) == SF_BITRATE_MODE_CONSTANT &&
           sf_command(file, SFC_SET_COMPRESSION_LEVEL, &level, sizeof level) == SF_TRUE;
}

static bool open_resampler(mp3_writer *w, int rate, GError **error)
{
    soxr_error_t failed = NULL;
    soxr_io_spec_t io = soxr_io_spec(SOXR_FLOAT32_I, SOXR_FLOAT32_I);
    soxr_quality_spec_t quality = soxr_quality_spec(SOXR_HQ, 0);
    soxr_runtime_spec_t runtime = soxr_runtime_spec(1);

    if (rate == KX_MP3_RATE)
        return true;
    w->resampler = soxr_create(rate, KX_MP3_RATE, 1, &failed, &io, &quality, &runtime);
    if (failed == NULL)
        return true;
    g_set_error(error, KX_ERROR, KX_ERROR_OS, "cannot resample to %d Hz: %s", KX_MP3_RATE, failed);
    return false;
}

/* n frames through the resampler to the file; NULL drains it. */
static bool resample(mp3_writer *w, const float *sound, size_t n, GError **error)
{
    for (;;) {
        size_t taken = 0, made = 0;
        soxr_error_t failed = soxr_process(w->resampler, sound, n, &taken, w->resampled,
                                           G_N_ELEMENTS(w->resampled), &made);
        if (failed != NULL) {
            g_set_error(error, KX_ERROR, KX_ERROR_SOFTWARE, "cannot resample to %d Hz: %s",
                        KX_MP3_RATE, failed);
            return false;
        }
        sf_count_t frames = (sf_count_t)MIN((int64_t)made, w->left);
        if (sf_write_float(w->file, w->resampled, frames) != frames)
            return kx_sndfile_fail(w->file, w->out, error);
        w->left -= frames;
        if (sound != NULL) {
            sound += taken;
            n -= taken;
        }
        if (n == 0 && made < G_N_ELEMENTS(w->resampled))
            return true;
    }
}

static bool write_some(mp3_writer *w, const int16_t *pcm, size_t n, GError **error)
{
    for (size_t i = 0; i < n; i++)
        w->sound[i] = (float)pcm[i] * (1 / 32768.0F / LAME_SCALE);
    if (w->resampler != NULL)
        return resample(w, w->sound, n, error);
    if (sf_write_float(w->file, w->sound, (sf_count_t)n) != (sf_count_t)n)
        return kx_sndfile_fail(w->file, w->out, error);
    w->left -= (int64_t)n;
    return true;
}

/* The whole master; *square gets the mean of its squared samples. */
static bool write_sound(mp3_writer *w, const kx_master *master, double *square, GError **error)
{
    g_autofree int16_t *pcm = g_new(int16_t, SOUND_FRAMES);

    *square = 0;
    for (int64_t done = 0; done < master->frames;) {
        size_t n = (size_t)MIN(master->frames - done, SOUND_FRAMES);
        if (!kx_master_read(master, done, pcm, n, error) || !write_some(w, pcm, n, error))
            return false;
        *square += kx_squares(pcm, n) / (double)master->frames;
        done += (int64_t)n;
    }
    return w->resampler == NULL || resample(w, NULL, 0, error);
}

static bool write_stream(kx_out_file *out, const kx_master *master, unsigned kbps, double *square,
                         GError **error)
{
    kx_sndfile_door door = {.out = out, .base = out->position};
    SF_INFO info = {.samplerate = KX_MP3_RATE,
                    .channels = 1,
                    .format = SF_FORMAT_MPEG | SF_FORMAT_MPEG_LAYER_III};
    g_autofree mp3_writer *w = g_new0(mp3_writer, 1);

    w->out = out;
    w->left = master->frames * (KX_MP3_RATE / master->rate);
    w->file = kx_sndfile_create(&door, &info);
    if (w->file == NULL)
        return kx_sndfile_fail(NULL, out, error);
    bool ok = set_rate(w->file, kbps) || kx_sndfile_fail(w->file, out, error);
    ok = ok && open_resampler(w, master->rate, error) && write_sound(w, master, square, error);
    sf_close(w->file); /* what went wrong is in `out` */
    soxr_delete(w->resampler);
    return ok && kx_out_file_check(out, error);
}

double kx_mp3_overshoot(unsigned kbps)
{
    return kbps < 80 ? 1.6 : 1.0;
}

bool kx_encode_mp3(const kx_master *master, const kx_tags *tags, int dirfd, const char *name,
                   GError **error)
{
    kx_out_file out;
    unsigned kbps = tags->kbps != 0 ? tags->kbps : KX_MP3_KBPS;
    double square = 0;

    if (!kx_tags_check(master, tags, error))
        return false;
    g_autoptr(GByteArray) tag = kx_id3_make(master, tags, error);
    if (tag == NULL || !kx_out_file_open(&out, dirfd, name, error))
        return false;
    kx_out_file_write(&out, tag->data, tag->len); /* an error sticks */
    bool ok = write_stream(&out, master, kbps, &square, error) &&
              kx_mp3_check(&out, master, tags, kbps, square, error);
    return kx_out_file_finish(&out, ok, error);
}
