/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "audio/opus_sound.h"

#include "audio/decode.h"
#include "audio/dips.h"
#include "audio/truepeak.h"
#include "base/error.h"

#include <math.h>
#include <opus.h>
#include <soxr.h>
#include <string.h>

/* Speech comes out of Opus this much quieter at 24 kbit/s: 0.3 dB. */
#define SCALE 0.966F

/* OPEN: how many packets behind the one that is handed out may still be encoded again. TAIL: what
 * the meter of peaks has not looked at yet, and what it needs to go on. */
enum { OPEN = 8, RING = 16, SOUND_FRAMES = 8192, PACKET_BYTES_MAX = 1275, TAIL = 64 };

G_STATIC_ASSERT(RING >= OPEN + 4);
G_STATIC_ASSERT(TAIL >= KX_PEAK_BEFORE + KX_PEAK_SPAN + KX_PEAK_TAPS);

typedef struct {
    float sound[KX_OPUS_PACKET_FRAMES]; /* what goes into the packet, not turned down */
    float gain;                         /* in its middle; from middle to middle a straight line */
    void *encoder, *decoder;            /* as they were before it ... */
    int16_t tail[TAIL];                 /* ... and the end of what had been decoded */
    unsigned char bytes[PACKET_BYTES_MAX];
    size_t n;
} packet;

struct kx_opus_sound {
    const kx_master *master;
    int64_t read;       /* frames of the master */
    double square;      /* sum of their squares, of each a share of the mean */
    GError *unreadable; /* why the master gave no more */
    soxr_t resampler;
    int16_t pcm[SOUND_FRAMES];
    float wide[SOUND_FRAMES];

    OpusEncoder *encoder;
    OpusDecoder *decoder;
    size_t encoder_bytes, decoder_bytes;
    opus_int32 skip;
    kx_peak_meter meter;
    int16_t heard[TAIL + KX_OPUS_PACKET_FRAMES];

    int64_t packets;          /* in all */
    int64_t first, at, begun; /* packets: not handed out; to be encoded; not begun yet */
    packet ring[RING];
};

static packet *packet_at(kx_opus_sound *s, int64_t number)
{
    return &s->ring[number % RING];
}

static bool refused(const char *why, GError **error)
{
    kx_error_set(error, KX_ERROR_SOFTWARE, "cannot encode Opus: %s", why);
    return false;
}

/* ---- the master, at 48 kHz ---- */

/* What soxr asks for: frames of the master; 0 at its end, without `sound` if it cannot be read. */
static size_t give(void *data, soxr_in_t *sound, size_t most)
{
    kx_opus_sound *s = data;
    const size_t n = (size_t)MIN(s->master->frames - s->read, (int64_t)MIN(most, SOUND_FRAMES));

    *sound = NULL;
    if (s->unreadable != NULL || !kx_master_read(s->master, s->read, s->pcm, n, &s->unreadable))
        return 0;
    s->square += kx_squares(s->pcm, n) / (double)s->master->frames;
    for (size_t i = 0; i < n; i++)
        s->wide[i] = (float)s->pcm[i] * (1 / 32768.0F / SCALE);
    s->read += (int64_t)n;
    *sound = s->wide;
    return n;
}

static bool resampler_new(kx_opus_sound *s, GError **error)
{
    soxr_error_t failed = NULL;
    soxr_io_spec_t io = soxr_io_spec(SOXR_FLOAT32_I, SOXR_FLOAT32_I);
    soxr_quality_spec_t quality = soxr_quality_spec(SOXR_HQ, 0);
    soxr_runtime_spec_t runtime = soxr_runtime_spec(1);

    s->resampler = soxr_create(s->master->rate, KX_OPUS_RATE, 1, &failed, &io, &quality, &runtime);
    if (failed == NULL)
        failed = soxr_set_input_fn(s->resampler, give, s, SOUND_FRAMES);
    return failed == NULL || refused(failed, error);
}

/* The sound of the next packet; silence behind the end. */
static bool begin_packet(kx_opus_sound *s, GError **error)
{
    packet *p = packet_at(s, s->begun);
    const size_t n = soxr_output(s->resampler, p->sound, KX_OPUS_PACKET_FRAMES);

    if (s->unreadable != NULL) {
        g_propagate_error(error, g_steal_pointer(&s->unreadable));
        return false;
    }
    if (soxr_error(s->resampler) != NULL)
        return refused(soxr_error(s->resampler), error);
    memset(p->sound + n, 0, (KX_OPUS_PACKET_FRAMES - n) * sizeof *p->sound);
    s->begun++;
    packet_at(s, s->begun + 1)->gain = 1; /* the one behind may have been lowered already */
    return true;
}

/* ---- encoding, and back ---- */

/* The sound of packet `s->at` under the gains about it. */
static void turn_down(kx_opus_sound *s, float sound[KX_OPUS_PACKET_FRAMES])
{
    enum { HALF = KX_OPUS_PACKET_FRAMES / 2 };
    const packet *p = packet_at(s, s->at);
    const float before = packet_at(s, s->at + RING - 1)->gain;
    const float behind = packet_at(s, s->at + 1)->gain;

    for (int i = 0; i < HALF; i++) {
        const float part = ((float)i + 0.5F) / KX_OPUS_PACKET_FRAMES;
        sound[i] = p->sound[i] * (p->gain + (before - p->gain) * (0.5F - part));
        sound[HALF + i] = p->sound[HALF + i] * (p->gain + (behind - p->gain) * part);
    }
}

/* Encodes and decodes packet `s->at`; *peak gets the highest point of what is heard anew. */
static bool encode(kx_opus_sound *s, float *peak, GError **error)
{
    float sound[KX_OPUS_PACKET_FRAMES];
    packet *p = packet_at(s, s->at);
    int16_t *tail = s->heard + KX_OPUS_PACKET_FRAMES;

    turn_down(s, sound);
    memcpy(p->encoder, s->encoder, s->encoder_bytes);
    memcpy(p->decoder, s->decoder, s->decoder_bytes);
    memcpy(p->tail, tail, sizeof p->tail);
    memcpy(s->heard, tail, sizeof p->tail);
    opus_int32 n =
        opus_encode_float(s->encoder, sound, KX_OPUS_PACKET_FRAMES, p->bytes, PACKET_BYTES_MAX);
    if (n < 0)
        return refused(opus_strerror(n), error);
    p->n = (size_t)n;
    int got = opus_decode(s->decoder, p->bytes, n, s->heard + TAIL, KX_OPUS_PACKET_FRAMES, 0);
    if (got != KX_OPUS_PACKET_FRAMES)
        return refused(opus_strerror(got), error);
    s->meter.peak = KX_LOUD_LIMIT; /* below it nothing is interpolated */
    kx_peak_meter_restart(&s->meter, s->heard);
    kx_peak_meter_add(&s->meter, s->heard + KX_PEAK_BEFORE,
                      G_N_ELEMENTS(s->heard) - KX_PEAK_BEFORE);
    if (s->at + 1 == s->packets)
        kx_peak_meter_finish(&s->meter);
    *peak = s->meter.peak;
    return true;
}

/* Turns the sound down about packet `s->at`, and goes back to the first packet that this changes.
 * What is decoded with it was encoded late by `skip`, a third of a packet, so the peak may stand in
 * the one before. False if it is as low as it goes. */
static bool lower(kx_opus_sound *s, float by)
{
    /* A lowered packet changes the second half of the one before it, which must be open still. */
    const int64_t from = s->first == 0 ? MAX(s->at - 1, 0) : MAX(s->at - 1, s->first + 1);
    const int64_t back = MIN(MAX(from - 1, 0), s->at);
    float gain = 0;

    for (int64_t i = from; i <= s->at + 1; i++)
        gain = fmaxf(gain, packet_at(s, i)->gain);
    gain *= by;
    if (gain < KX_LOUD_LOWEST)
        return false;
    for (int64_t i = from; i <= s->at + 1; i++)
        packet_at(s, i)->gain = fminf(packet_at(s, i)->gain, gain);
    const packet *p = packet_at(s, back);
    memcpy(s->encoder, p->encoder, s->encoder_bytes);
    memcpy(s->decoder, p->decoder, s->decoder_bytes);
    memcpy(s->heard + KX_OPUS_PACKET_FRAMES, p->tail, sizeof p->tail);
    s->at = back;
    return true;
}

/* ---- the whole ---- */

static bool set_up(kx_opus_sound *s, unsigned kbps, GError **error)
{
    int failed = OPUS_OK;

    s->encoder = opus_encoder_create(KX_OPUS_RATE, 1, OPUS_APPLICATION_AUDIO, &failed);
    if (failed == OPUS_OK)
        s->decoder = opus_decoder_create(KX_OPUS_RATE, 1, &failed);
    if (failed == OPUS_OK)
        failed = opus_encoder_ctl(s->encoder, OPUS_SET_BITRATE((opus_int32)kbps * 1000));
    if (failed == OPUS_OK)
        failed = opus_encoder_ctl(s->encoder, OPUS_SET_SIGNAL(OPUS_SIGNAL_VOICE));
    if (failed == OPUS_OK)
        failed = opus_encoder_ctl(s->encoder, OPUS_GET_LOOKAHEAD(&s->skip));
    return failed == OPUS_OK || refused(opus_strerror(failed), error);
}

kx_opus_sound *kx_opus_sound_new(const kx_master *master, unsigned kbps, GError **error)
{
    g_autoptr(kx_opus_sound) s = g_new0(kx_opus_sound, 1);

    s->master = master;
    kx_peak_meter_init(&s->meter, G_N_ELEMENTS(s->heard));
    if (!set_up(s, kbps, error) || !resampler_new(s, error))
        return NULL;
    /* Both are one piece of memory that may be copied (opus.h). */
    s->encoder_bytes = (size_t)opus_encoder_get_size(1);
    s->decoder_bytes = (size_t)opus_decoder_get_size(1);
    for (size_t i = 0; i < RING; i++) {
        s->ring[i].gain = 1;
        s->ring[i].encoder = g_malloc(s->encoder_bytes);
        s->ring[i].decoder = g_malloc(s->decoder_bytes);
    }
    s->packets =
        (kx_opus_frames(master) + s->skip + KX_OPUS_PACKET_FRAMES - 1) / KX_OPUS_PACKET_FRAMES;
    return g_steal_pointer(&s);
}

void kx_opus_sound_free(kx_opus_sound *s)
{
    if (s == NULL)
        return;
    for (size_t i = 0; i < RING; i++) {
        g_free(s->ring[i].encoder);
        g_free(s->ring[i].decoder);
    }
    kx_peak_meter_clear(&s->meter);
    soxr_delete(s->resampler);
    if (s->encoder != NULL)
        opus_encoder_destroy(s->encoder);
    if (s->decoder != NULL)
        opus_decoder_destroy(s->decoder);
    g_clear_error(&s->unreadable);
    g_free(s);
}

unsigned kx_opus_sound_skip(const kx_opus_sound *s)
{
    return (unsigned)s->skip;
}

int64_t kx_opus_frames(const kx_master *master)
{
    return (master->frames * KX_OPUS_RATE + master->rate / 2) / master->rate;
}

bool kx_opus_sound_next(kx_opus_sound *s, const unsigned char **bytes, size_t *n, GError **error)
{
    while (s->at < MIN(s->first + OPEN, s->packets)) {
        float peak;
        if (s->at == s->begun && !begin_packet(s, error))
            return false;
        if (!encode(s, &peak, error))
            return false;
        if (peak <= KX_LOUD_LIMIT || !lower(s, KX_LOUD_TARGET / peak))
            s->at++;
    }
    *n = 0;
    if (s->first == s->packets)
        return true;
    packet *p = packet_at(s, s->first++);
    *bytes = p->bytes;
    *n = p->n;
    return true;
}

double kx_opus_sound_square(const kx_opus_sound *s)
{
    return s->square;
}
