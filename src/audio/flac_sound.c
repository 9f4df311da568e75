/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "audio/flac_sound.h"

#include "audio/follower.h"
#include "base/file.h"
#include "base/intl.h"

#include <FLAC/stream_decoder.h>
#include <string.h>

struct kx_flac_sound {
    const kx_out_file *out;
    kx_master master;
    kx_follower follower;

    int64_t at;    /* in the file */
    int64_t frame; /* of the sound */
    bool same, decoded;
    GError *fault; /* of what could not be read */
    int64_t first; /* frame of the master that pcm begins with */
    int64_t n;     /* in pcm */
    int16_t pcm[FLAC__MAX_BLOCK_SIZE];
    GChecksum *sum;
};

static FLAC__StreamDecoderReadStatus on_read(const FLAC__StreamDecoder *decoder, FLAC__byte *to,
                                             size_t *n, void *data)
{
    kx_flac_sound *s = data;

    (void)decoder;
    const int64_t there = kx_follower_wait(&s->follower, s->at) - s->at;
    *n = (size_t)MIN((int64_t)*n, there);
    if (*n == 0)
        return FLAC__STREAM_DECODER_READ_STATUS_END_OF_STREAM;
    if (!kx_pread_all(s->out->fd, to, *n, (off_t)s->at, s->out->shown, &s->fault))
        return FLAC__STREAM_DECODER_READ_STATUS_ABORT;
    s->at += (int64_t)*n;
    return FLAC__STREAM_DECODER_READ_STATUS_CONTINUE;
}

/* The n frames of the master that come next, or NULL. Many blocks are read and summed at once. */
static const int16_t *wanted(kx_flac_sound *s, uint32_t n)
{
    if (s->frame + n > s->first + s->n) {
        s->first = s->frame;
        s->n = MIN(s->master.frames - s->frame, FLAC__MAX_BLOCK_SIZE);
        if (n > s->n || !kx_master_read(&s->master, s->first, s->pcm, (size_t)s->n, &s->fault))
            return NULL;
    }
    return s->pcm + (s->frame - s->first);
}

static bool equal(const FLAC__int32 *sound, const int16_t *pcm, uint32_t n)
{
    FLAC__int32 differ = 0;

    for (uint32_t i = 0; i < n; i++)
        differ |= sound[i] ^ pcm[i];
    return differ == 0;
}

static FLAC__StreamDecoderWriteStatus on_sound(const FLAC__StreamDecoder *decoder,
                                               const FLAC__Frame *frame,
                                               const FLAC__int32 *const channels[], void *data)
{
    kx_flac_sound *s = data;
    const uint32_t n = frame->header.blocksize;

    (void)decoder;
    const int16_t *pcm = s->same && frame->header.channels == 1 ? wanted(s, n) : NULL;
    s->same = pcm != NULL;
    if (!s->same)
        return FLAC__STREAM_DECODER_WRITE_STATUS_ABORT;
    s->same = equal(channels[0], pcm, n);
    s->frame += n;
    g_checksum_update(s->sum, (const guchar *)pcm, (gssize)(n * sizeof *pcm));
    return FLAC__STREAM_DECODER_WRITE_STATUS_CONTINUE;
}

static void on_fault(const FLAC__StreamDecoder *decoder, FLAC__StreamDecoderErrorStatus fault,
                     void *data)
{
    (void)decoder;
    (void)fault;
    ((kx_flac_sound *)data)->same = false;
}

/* By libFLAC itself, frame for frame: a common reader would convert every sample once more. */
static void decode(void *data)
{
    kx_flac_sound *s = data;
    FLAC__StreamDecoder *decoder = FLAC__stream_decoder_new();

    s->decoded =
        decoder != NULL &&
        FLAC__stream_decoder_init_stream(decoder, on_read, NULL, NULL, NULL, NULL, on_sound, NULL,
                                         on_fault, s) == FLAC__STREAM_DECODER_INIT_STATUS_OK &&
        FLAC__stream_decoder_process_until_end_of_stream(decoder);
    if (decoder != NULL)
        FLAC__stream_decoder_delete(decoder);
}

kx_flac_sound *kx_flac_sound_new(const kx_out_file *out, const kx_master *master)
{
    kx_flac_sound *s = g_new0(kx_flac_sound, 1);

    s->out = out;
    s->master = *master;
    s->master.read = NULL; /* progress counts what encoders read */
    s->master.stop = NULL; /* and they are who ends */
    s->same = true;
    s->sum = g_checksum_new(G_CHECKSUM_MD5);
    kx_follower_begin(&s->follower, "flac", decode, s);
    return s;
}

void kx_flac_sound_reach(kx_flac_sound *s, int64_t size)
{
    kx_follower_reach(&s->follower, size);
}

bool kx_flac_sound_finish(kx_flac_sound *s, guint8 *md5, GError **error)
{
    gsize n = KX_FLAC_MD5_BYTES;

    kx_follower_finish(&s->follower, s->out->size);
    g_checksum_get_digest(s->sum, md5, &n);
    if (s->fault != NULL || (!s->decoded && s->same))
        return kx_out_file_undecoded(s->out, g_steal_pointer(&s->fault),
                                     N_("its sound cannot be decoded"), error);
    return (s->same && s->frame == s->master.frames) ||
           kx_out_file_mismatch(s->out, error, "its sound is another");
}

void kx_flac_sound_free(kx_flac_sound *s)
{
    if (s == NULL)
        return;
    kx_follower_clear(&s->follower);
    g_clear_error(&s->fault);
    g_checksum_free(s->sum);
    g_free(s);
}
