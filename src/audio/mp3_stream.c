/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "audio/mp3_stream.h"

#include "audio/decode.h"
#include "audio/dips.h"
#include "audio/sndfile_io.h"
#include "audio/truepeak.h"
#include "base/error.h"
#include "base/file.h"
#include "base/intl.h"

#include <soxr.h>

#define SOUND_FRAMES 8192
/* LAME 3.100 turns down what it encodes at up to 128 kbit/s, by this. */
#define LAME_SCALE 0.95F
/* How often it is encoded at most. */
#define ROUNDS_MAX 5

typedef struct {
    SNDFILE *file;
    const kx_out_file *out;
    int rate;
    const kx_dips *dips;
    soxr_t resampler; /* NULL where the master has the file's rate */
    float sound[SOUND_FRAMES], resampled[2 * SOUND_FRAMES];
    int64_t left; /* frames of the file still to write */
} mp3_writer;

/* Half the rates of MPEG-1, with bit rates of their own (ISO/IEC 13818-3, 2.4.2.3). */
static bool is_mpeg2(const kx_mp3_stretch *stretch)
{
    return stretch->rate == KX_RATE;
}

/* Frames of the file. */
static int64_t frames_of(const kx_master *master, const kx_mp3_stretch *stretch)
{
    return stretch->frames * stretch->rate / master->rate;
}

/* ---- writing ---- */

/* libsndfile has one scale for all encoders; for LAME at a constant rate it runs from the highest
 * bit rate at 0 down to the lowest at 1: 320 to 32 kbit/s of MPEG-1, 160 to 8 of MPEG-2. Its answer
 * to setting the mode says "no" when it is done: so it is asked. */
static bool set_kbps(SNDFILE *file, const kx_mp3_stretch *stretch)
{
    double top = is_mpeg2(stretch) ? 160 : 320, span = is_mpeg2(stretch) ? 152 : 288;
    double level = (top - stretch->kbps) / span;
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

    if (rate == w->rate)
        return true;
    w->resampler = soxr_create(rate, w->rate, 1, &failed, &io, &quality, &runtime);
    if (failed == NULL)
        return true;
    kx_error_set(error, KX_ERROR_OS, "cannot resample to %d Hz: %s", w->rate, failed);
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
            kx_error_set(error, KX_ERROR_SOFTWARE, "cannot resample to %d Hz: %s", w->rate, failed);
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

/* n frames, of which the first is number `first` of the stretch, at the master's rate. */
static bool write_some(mp3_writer *w, const int16_t *pcm, size_t n, int rate, int64_t first,
                       GError **error)
{
    for (size_t i = 0; i < n; i++)
        w->sound[i] = (float)pcm[i] * (1 / 32768.0F / LAME_SCALE);
    kx_dips_apply(w->dips, rate, first, w->sound, n);
    if (w->resampler != NULL)
        return resample(w, w->sound, n, error);
    if (sf_write_float(w->file, w->sound, (sf_count_t)n) != (sf_count_t)n)
        return kx_sndfile_fail(w->file, w->out, error);
    w->left -= (int64_t)n;
    return true;
}

/* The whole stretch; *square gets the mean of its squared samples. */
static bool write_sound(mp3_writer *w, const kx_master *master, const kx_mp3_stretch *stretch,
                        double *square, GError **error)
{
    g_autofree int16_t *pcm = g_new(int16_t, SOUND_FRAMES);

    *square = 0;
    for (int64_t done = 0; done < stretch->frames;) {
        size_t n = (size_t)MIN(stretch->frames - done, SOUND_FRAMES);
        if (!kx_master_read(master, stretch->first + done, pcm, n, error) ||
            !write_some(w, pcm, n, master->rate, done, error))
            return false;
        *square += kx_squares(pcm, n) / (double)stretch->frames;
        done += (int64_t)n;
    }
    return w->resampler == NULL || resample(w, NULL, 0, error);
}

static bool write_stream(kx_out_file *out, const kx_master *master, const kx_mp3_stretch *stretch,
                         const kx_dips *dips, double *square, GError **error)
{
    kx_sndfile_door door = {.out = out, .base = out->position};
    SF_INFO info = {.samplerate = stretch->rate,
                    .channels = 1,
                    .format = SF_FORMAT_MPEG | SF_FORMAT_MPEG_LAYER_III};
    g_autofree mp3_writer *w = g_new0(mp3_writer, 1);

    w->out = out;
    w->rate = stretch->rate;
    w->dips = dips;
    w->left = frames_of(master, stretch);
    w->file = kx_sndfile_create(&door, &info);
    if (w->file == NULL)
        return kx_sndfile_fail(NULL, out, error);
    bool ok = set_kbps(w->file, stretch) || kx_sndfile_fail(w->file, out, error);
    ok = ok && open_resampler(w, master->rate, error) &&
         write_sound(w, master, stretch, square, error);
    sf_close(w->file); /* what went wrong is in `out` */
    soxr_delete(w->resampler);
    return ok && kx_out_file_check(out, error);
}

/* ---- reading back ---- */

/* The head of the first frame (ISO/IEC 11172-3, 2.4.2.3): sync, layer III, kbit/s, rate, mono. */
static bool check_head(const kx_out_file *out, int64_t at, const kx_mp3_stretch *stretch,
                       GError **error)
{
    static const guint16 kbps_of[2][16] = {
        {0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320, 0},
        {0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160, 0}};
    guint8 head[4];

    if (!kx_pread_all(out->fd, head, sizeof head, (off_t)at, out->shown, error))
        return false;
    if (head[0] != 0xFF || (head[1] & 0xFE) != (is_mpeg2(stretch) ? 0xF2 : 0xFA) ||
        (head[2] & 0x0C) != 0 || (head[3] & 0xC0) != 0xC0)
        return kx_out_file_mismatch(out, error, "not mono MP3 at %d Hz", stretch->rate);
    unsigned kbps = kbps_of[is_mpeg2(stretch)][head[2] >> 4];
    if (kbps != stretch->kbps)
        return kx_out_file_mismatch(out, error, "%u kbit/s instead of %u", kbps, stretch->kbps);
    return true;
}

/* Decodes all that stands from byte `at` on. What is too loud is turned down in `dips`; *loud tells
 * whether there is such. */
static bool hear(const kx_out_file *out, int64_t at, kx_decoded *got, kx_dips *dips, bool *loud,
                 GError **error)
{
    g_autoptr(kx_decoder) decoder = kx_decoder_new(out->fd, at, out->size - at, out->shown, error);
    if (decoder == NULL)
        return false;
    *got = (kx_decoded){.rate = kx_decoder_rate(decoder)};
    *loud = false;
    const size_t most = (size_t)got->rate / KX_DIPS_A_SECOND;
    g_autofree int16_t *pcm = g_new(int16_t, most);
    g_auto(kx_peak_meter) meter;
    kx_peak_meter_init(&meter, most);
    for (size_t n = most; n == most;) {
        if (!kx_decoder_read(decoder, pcm, most, &n, error))
            return false;
        meter.peak = KX_LOUD_LIMIT; /* below it nothing is interpolated */
        kx_peak_meter_add(&meter, pcm, n);
        if (n < most)
            kx_peak_meter_finish(&meter);
        if (meter.peak > KX_LOUD_LIMIT)
            *loud |= kx_dips_lower(dips, got->frames / (int64_t)most, meter.peak);
        got->frames += (int64_t)n;
        got->square += kx_squares(pcm, n);
    }
    got->square /= (double)MAX(got->frames, 1);
    return true;
}

bool kx_mp3_stream_check(const kx_out_file *out, int64_t at, const kx_master *master,
                         const kx_mp3_stretch *stretch, double square, kx_dips *dips, bool *loud,
                         GError **error)
{
    int64_t wanted = frames_of(master, stretch);
    kx_decoded got;
    GError *fault = NULL;

    if (!check_head(out, at, stretch, error))
        return false;
    if (!hear(out, at, &got, dips, loud, &fault))
        return kx_out_file_undecoded(out, fault, N_("its sound cannot be decoded"), error);
    if (got.rate != stretch->rate || got.frames != wanted)
        return kx_out_file_mismatch(out, error, "%jd frames at %d Hz instead of %jd",
                                    (intmax_t)got.frames, got.rate, (intmax_t)wanted);
    return kx_squares_agree(square, got.square) ||
           kx_out_file_mismatch(out, error, "its sound is another");
}

/* ---- both ---- */

bool kx_mp3_stream_write(kx_out_file *out, const kx_master *master, const kx_mp3_stretch *stretch,
                         GError **error)
{
    const int64_t start = out->position;
    kx_master sound = *master;
    g_autoptr(kx_dips) dips = kx_dips_new();
    bool loud = true;

    for (int round = 0; loud && round < ROUNDS_MAX; round++) {
        double square = 0;
        out->position = start;
        if (!write_stream(out, &sound, stretch, dips, &square, error) ||
            !kx_mp3_stream_check(out, start, &sound, stretch, square, dips, &loud, error))
            return false;
        sound.read = NULL; /* it has all been read once */
    }
    return true;
}
