/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "audio/decode.h"

#include "base/error.h"
#include "base/intl.h"

#include <errno.h>
#include <math.h>
#include <string.h>
#include <unistd.h>

enum { FRAMES = 8192, OPUS_RATE = 48000 };
/* Mean squares that stand for silence with dither. */
#define SILENCE 4.0

struct kx_decoder {
    int fd;
    int64_t base, size, position;
    int errnum; /* of what could not be read, or 0 */
    const char *shown;
    SNDFILE *sndfile;
    SF_INFO info;
    OggOpusFile *opus;
    OpusDecoder *packets; /* of its packets */
};

/* ---- the doors of the libraries ---- */

static int64_t seek_to(kx_decoder *d, int64_t offset, int whence)
{
    int64_t from = whence == SEEK_CUR ? d->position : whence == SEEK_END ? d->size : 0;

    d->position = CLAMP(from + offset, 0, d->size);
    return d->position;
}

/* What cannot be read ends the file for its reader: libsndfile asks again, without end, where it
 * was told that there is more. */
static int64_t read_some(kx_decoder *d, void *to, int64_t n)
{
    int64_t done = 0;

    n = MIN(n, d->size - d->position);
    while (done < n) {
        ssize_t got =
            pread(d->fd, (char *)to + done, (size_t)(n - done), (off_t)(d->base + d->position));
        if (got < 0 && errno == EINTR)
            continue;
        if (got < 0)
            d->errnum = errno;
        if (got <= 0) {
            d->position = d->size;
            break;
        }
        done += got;
        d->position += got;
    }
    return done;
}

static sf_count_t sf_length(void *data)
{
    return ((const kx_decoder *)data)->size;
}

static sf_count_t sf_move(sf_count_t offset, int whence, void *data)
{
    return seek_to(data, offset, whence);
}

static sf_count_t sf_take(void *to, sf_count_t n, void *data)
{
    return read_some(data, to, n);
}

static sf_count_t sf_put(const void *from, sf_count_t n, void *data)
{
    (void)from;
    (void)n;
    (void)data;
    return 0;
}

static sf_count_t sf_where(void *data)
{
    return ((const kx_decoder *)data)->position;
}

static int op_take(void *data, unsigned char *to, int n)
{
    return (int)read_some(data, to, n);
}

static int op_move(void *data, opus_int64 offset, int whence)
{
    seek_to(data, offset, whence);
    return 0;
}

static opus_int64 op_where(void *data)
{
    return ((const kx_decoder *)data)->position;
}

/* By libopus's decoder of one stream: the one of many streams that libopusfile has asks the
 * processor for its kind at every packet, which takes a virtual one a sixth of a run to Opus. */
static int op_decode(void *data, OpusMSDecoder *streams, void *pcm, const ogg_packet *packet,
                     int frames, int channels, int format, int link)
{
    const kx_decoder *d = data;
    (void)streams;
    (void)link;

    if (channels != 1 || format != OP_DEC_FORMAT_FLOAT)
        return OP_DEC_USE_DEFAULT;
    int got =
        opus_decode_float(d->packets, packet->packet, (opus_int32)packet->bytes, pcm, frames, 0);
    return got == frames ? 0 : MIN(got, OPUS_INVALID_PACKET);
}

/* ---- opening ---- */

/* `why`: where all could be read. */
static bool fail(const kx_decoder *d, const char *why, GError **error)
{
    if (d->errnum != 0)
        kx_error_set_errno(error, KX_ERROR_IO, d->errnum, "cannot read %s", d->shown);
    else
        g_set_error(error, KX_ERROR, KX_ERROR_DATA, "%s: %s", d->shown, why);
    return false;
}

static bool open_sndfile(kx_decoder *d, GError **error)
{
    SF_VIRTUAL_IO io = {.get_filelen = sf_length,
                        .seek = sf_move,
                        .read = sf_take,
                        .write = sf_put,
                        .tell = sf_where};

    d->sndfile = sf_open_virtual(&io, SFM_READ, &d->info, d);
    if (d->sndfile == NULL)
        return fail(d, _("no sound that can be decoded"), error);
    return d->info.channels == 1 || fail(d, _("not a mono sound"), error);
}

static bool open_opus(kx_decoder *d, GError **error)
{
    const OpusFileCallbacks io = {.read = op_take, .seek = op_move, .tell = op_where};
    int why = 0;

    d->opus = op_open_callbacks(d, &io, NULL, 0, &why);
    if (d->opus == NULL)
        return fail(d, _("no Opus sound that can be decoded"), error);
    d->packets = opus_decoder_create(OPUS_RATE, 1, &why);
    if (d->packets == NULL) {
        kx_error_set_errno(error, KX_ERROR_OS, ENOMEM, "cannot read %s", d->shown);
        return false;
    }
    op_set_decode_callback(d->opus, op_decode, d);
    for (int i = 0; i < op_link_count(d->opus); i++)
        if (op_channel_count(d->opus, i) != 1)
            return fail(d, _("not a mono sound"), error);
    return true;
}

kx_decoder *kx_decoder_new(int fd, int64_t base, int64_t size, const char *shown, GError **error)
{
    g_autoptr(kx_decoder) d = g_new0(kx_decoder, 1);
    char magic[4];

    *d = (kx_decoder){.fd = fd, .base = base, .size = size, .shown = shown};
    bool opus = read_some(d, magic, 4) == 4 && memcmp(magic, "OggS", 4) == 0;
    d->position = 0;
    const bool opened = (opus ? open_opus : open_sndfile)(d, error);
    if (opened && d->errnum != 0)
        fail(d, NULL, error);
    return opened && d->errnum == 0 ? g_steal_pointer(&d) : NULL;
}

void kx_decoder_free(kx_decoder *d)
{
    if (d == NULL)
        return;
    if (d->sndfile != NULL)
        sf_close(d->sndfile);
    if (d->opus != NULL)
        op_free(d->opus);
    if (d->packets != NULL)
        opus_decoder_destroy(d->packets);
    g_free(d);
}

int kx_decoder_rate(const kx_decoder *d)
{
    return d->opus != NULL ? OPUS_RATE : d->info.samplerate;
}

SNDFILE *kx_decoder_sndfile(const kx_decoder *d)
{
    return d->sndfile;
}

OggOpusFile *kx_decoder_opusfile(const kx_decoder *d)
{
    return d->opus;
}

/* ---- reading ---- */

/* libopusfile's own conversion to 16 bit bends what is near full scale. */
static bool read_opus(kx_decoder *d, int16_t *pcm, size_t n, size_t *got, GError **error)
{
    float sound[FRAMES];

    for (*got = 0; *got < n;) {
        int more = op_read_float(d->opus, sound, (int)MIN(n - *got, FRAMES), NULL);
        if (more < 0 || d->errnum != 0)
            return fail(d, _("its sound is damaged"), error);
        if (more == 0)
            return true;
        for (int i = 0; i < more; i++)
            pcm[(*got)++] = (int16_t)CLAMP(lrintf(sound[i] * 32768), -32768, 32767);
    }
    return true;
}

bool kx_decoder_read(kx_decoder *d, int16_t *pcm, size_t n, size_t *got, GError **error)
{
    if (d->opus != NULL)
        return read_opus(d, pcm, n, got, error);
    sf_count_t frames = sf_read_short(d->sndfile, pcm, (sf_count_t)n);
    *got = (size_t)MAX(frames, 0);
    if (d->errnum != 0 || sf_error(d->sndfile) != SF_ERR_NO_ERROR)
        return fail(d, _("its sound is damaged"), error);
    return true;
}

bool kx_decoder_seek(kx_decoder *d, int64_t frame, GError **error)
{
    if (d->packets != NULL)
        opus_decoder_ctl(d->packets, OPUS_RESET_STATE);
    bool done = d->opus != NULL ? op_pcm_seek(d->opus, frame) == 0
                                : sf_seek(d->sndfile, frame, SEEK_SET) == frame;
    return (done && d->errnum == 0) || fail(d, _("its sound ends early"), error);
}

double kx_squares(const int16_t *pcm, size_t n)
{
    int64_t sum = 0;

    for (size_t i = 0; i < n; i++)
        sum += (int64_t)pcm[i] * pcm[i];
    return (double)sum;
}

bool kx_squares_agree(double wanted, double got)
{
    return (wanted < SILENCE && got < SILENCE) || (got < 2 * wanted && wanted < 2 * got);
}

bool kx_decode_all(int fd, int64_t base, int64_t size, const char *shown, kx_decoded *decoded,
                   GError **error)
{
    g_autoptr(kx_decoder) d = kx_decoder_new(fd, base, size, shown, error);
    g_autofree int16_t *pcm = g_new(int16_t, FRAMES);
    size_t n = FRAMES;

    if (d == NULL)
        return false;
    *decoded = (kx_decoded){.rate = kx_decoder_rate(d)};
    while (n == FRAMES) {
        if (!kx_decoder_read(d, pcm, FRAMES, &n, error))
            return false;
        decoded->frames += (int64_t)n;
        decoded->square += kx_squares(pcm, n);
    }
    decoded->square /= (double)MAX(decoded->frames, 1);
    return true;
}
