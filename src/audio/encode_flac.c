/* SPDX-License-Identifier: GPL-3.0-or-later */
/* By libFLAC alone: libsndfile's FLAC writer knows neither chapters nor seek tables nor padding, so
 * the whole file would have to be written a second time. */
#include "audio/encode.h"

#include "audio/comments.h"
#include "audio/flac_check.h"
#include "audio/out_file.h"
#include "audio/tags.h"
#include "base/error.h"
#include "base/intl.h"

#include <FLAC/metadata.h>
#include <FLAC/stream_encoder.h>
#include <string.h>

/* From this level on the library's own choice, 4096, makes files of speech larger (at 22.05 kHz by
 * 4 %, at 44.1 kHz by 0.5 %) and takes it a third longer. */
#define LPC_LEVEL    3
#define BLOCK_FRAMES 2048
/* Of the levels that look for 8 coefficients: with 7 the library sums its lags eight at once, a
 * tenth faster, for files of speech that are 0.3 to 0.5 % larger. */
#define LPC_ORDER       7
#define LPC_ORDER_FIRST 4
#define LPC_ORDER_LAST  6
#define SEEK_SECONDS    10
#define SOUND_FRAMES    32768
#define HELD_BYTES      ((size_t)64 * 1024)
#define FRONT_COVER     3
/* Of the MD5 in the file: behind "fLaC" and the head of STREAMINFO (RFC 9639, section 8.2). */
#define MD5_AT (4 + 4 + 18)

/* The library would sum the samples in this thread; they are summed where they are read back. Its
 * headers leave the function out. */
FLAC_API FLAC__bool FLAC__stream_encoder_set_do_md5(FLAC__StreamEncoder *encoder, FLAC__bool value)
    __attribute__((weak));

enum { SEEK_POINTS, COMMENTS, PICTURE, PADDING, N_BLOCKS };

/* ---- libFLAC's door to the file ---- */

/* The library writes every block, some 2 KB, by itself: what it wrote last is held. */
typedef struct {
    kx_out_file *out;
    kx_flac_sound *sound; /* reads it back */
    size_t n;
    guint8 held[HELD_BYTES];
} door;

static bool flush(door *d)
{
    const size_t n = d->n;

    d->n = 0;
    if (!kx_out_file_write(d->out, d->held, n))
        return false;
    kx_flac_sound_reach(d->sound, d->out->size);
    return true;
}

static FLAC__StreamEncoderWriteStatus on_write(const FLAC__StreamEncoder *encoder,
                                               const FLAC__byte bytes[], size_t n, uint32_t samples,
                                               uint32_t frame, void *data)
{
    door *d = data;

    (void)encoder;
    (void)samples;
    (void)frame;
    if (n > HELD_BYTES - d->n && !flush(d))
        return FLAC__STREAM_ENCODER_WRITE_STATUS_FATAL_ERROR;
    if (n > HELD_BYTES)
        return kx_out_file_write(d->out, bytes, n) ? FLAC__STREAM_ENCODER_WRITE_STATUS_OK
                                                   : FLAC__STREAM_ENCODER_WRITE_STATUS_FATAL_ERROR;
    memcpy(d->held + d->n, bytes, n);
    d->n += n;
    return FLAC__STREAM_ENCODER_WRITE_STATUS_OK;
}

static FLAC__StreamEncoderSeekStatus on_seek(const FLAC__StreamEncoder *encoder,
                                             FLAC__uint64 offset, void *data)
{
    door *d = data;

    (void)encoder;
    if (!flush(d))
        return FLAC__STREAM_ENCODER_SEEK_STATUS_ERROR;
    d->out->position = (int64_t)offset;
    return FLAC__STREAM_ENCODER_SEEK_STATUS_OK;
}

static FLAC__StreamEncoderTellStatus on_tell(const FLAC__StreamEncoder *encoder,
                                             FLAC__uint64 *offset, void *data)
{
    const door *d = data;

    (void)encoder;
    *offset = (FLAC__uint64)d->out->position + d->n;
    return FLAC__STREAM_ENCODER_TELL_STATUS_OK;
}

/* ---- metadata blocks ---- */

static void blocks_free(FLAC__StreamMetadata *blocks[N_BLOCKS])
{
    for (int i = 0; i < N_BLOCKS; i++)
        if (blocks[i] != NULL)
            FLAC__metadata_object_delete(blocks[i]);
}

static bool picture_make(FLAC__StreamMetadata *block, const kx_picture *cover)
{
    FLAC__StreamMetadata_Picture *picture = &block->data.picture;
    g_autofree char *type = g_strdup(cover->type);
    g_autofree FLAC__byte *data = g_memdup2(cover->data, cover->n);

    picture->type = FRONT_COVER;
    picture->width = picture->height = cover->side;
    picture->depth = 24;
    picture->colors = cover->colours;
    return FLAC__metadata_object_picture_set_mime_type(block, type, true) &&
           FLAC__metadata_object_picture_set_data(block, data, (FLAC__uint32)cover->n, true);
}

/* False if there is no memory. */
static bool blocks_make(FLAC__StreamMetadata *blocks[N_BLOCKS], const kx_master *master,
                        const GPtrArray *comments, const kx_picture *cover)
{
    static const FLAC__MetadataType types[N_BLOCKS] = {
        [SEEK_POINTS] = FLAC__METADATA_TYPE_SEEKTABLE,
        [COMMENTS] = FLAC__METADATA_TYPE_VORBIS_COMMENT,
        [PICTURE] = FLAC__METADATA_TYPE_PICTURE,
        [PADDING] = FLAC__METADATA_TYPE_PADDING};

    for (int i = 0; i < N_BLOCKS; i++)
        if ((i != PICTURE || cover != NULL) &&
            (blocks[i] = FLAC__metadata_object_new(types[i])) == NULL)
            return false;
    for (guint i = 0; i < comments->len; i++) {
        char *text = comments->pdata[i];
        FLAC__StreamMetadata_VorbisComment_Entry entry = {.length = (FLAC__uint32)strlen(text),
                                                          .entry = (FLAC__byte *)text};
        if (!FLAC__metadata_object_vorbiscomment_append_comment(blocks[COMMENTS], entry, true))
            return false;
    }
    blocks[PADDING]->length = KX_FLAC_PADDING;
    return (cover == NULL || picture_make(blocks[PICTURE], cover)) &&
           FLAC__metadata_object_seektable_template_append_spaced_points_by_samples(
               blocks[SEEK_POINTS], (uint32_t)(SEEK_SECONDS * master->rate),
               (FLAC__uint64)master->frames) &&
           FLAC__metadata_object_seektable_template_sort(blocks[SEEK_POINTS], true);
}

/* ---- encoding ---- */

/* Alone it becomes a loop of lanes, which gcc does not make of it inside encode(). */
static G_NO_INLINE void widen(const gint16 *restrict from, FLAC__int32 *restrict to, size_t n)
{
    for (size_t i = 0; i < n; i++)
        to[i] = from[i];
}

/* Hands the master to the encoder. False with an error if the master cannot be read; without, if
 * the encoder refuses. */
static bool encode_sound(FLAC__StreamEncoder *encoder, const kx_master *master, GError **error)
{
    g_autofree gint16 *pcm = g_new(gint16, SOUND_FRAMES);
    g_autofree FLAC__int32 *wide = g_new(FLAC__int32, SOUND_FRAMES);
    const FLAC__int32 *const channels[] = {wide};

    for (int64_t done = 0; done < master->frames;) {
        size_t n = (size_t)MIN(master->frames - done, SOUND_FRAMES);
        if (!kx_master_read(master, done, pcm, n, error))
            return false;
        widen(pcm, wide, n);
        if (!FLAC__stream_encoder_process(encoder, channels, (uint32_t)n))
            return false;
        done += (int64_t)n;
    }
    return true;
}

static bool encode(FLAC__StreamEncoder *encoder, door *d, const kx_master *master, unsigned level,
                   FLAC__StreamMetadata **blocks, GError **error)
{
    FLAC__StreamMetadata *there[N_BLOCKS];
    unsigned n_there = 0;
    for (int i = 0; i < N_BLOCKS; i++)
        if (blocks[i] != NULL)
            there[n_there++] = blocks[i];
    g_autoptr(GError) cause = NULL;
    if (FLAC__stream_encoder_set_do_md5 != NULL)
        FLAC__stream_encoder_set_do_md5(encoder, false);
    bool ok =
        FLAC__stream_encoder_set_channels(encoder, 1) &&
        FLAC__stream_encoder_set_bits_per_sample(encoder, 16) &&
        FLAC__stream_encoder_set_sample_rate(encoder, (uint32_t)master->rate) &&
        FLAC__stream_encoder_set_compression_level(encoder, level) &&
        (level < LPC_LEVEL || FLAC__stream_encoder_set_blocksize(encoder, BLOCK_FRAMES)) &&
        (level < LPC_ORDER_FIRST || level > LPC_ORDER_LAST ||
         FLAC__stream_encoder_set_max_lpc_order(encoder, LPC_ORDER)) &&
        FLAC__stream_encoder_set_total_samples_estimate(encoder, (FLAC__uint64)master->frames) &&
        FLAC__stream_encoder_set_metadata(encoder, there, n_there) &&
        FLAC__stream_encoder_init_stream(encoder, on_write, on_seek, on_tell, NULL, d) ==
            FLAC__STREAM_ENCODER_INIT_STATUS_OK &&
        encode_sound(encoder, master, &cause);
    const char *state = ok ? NULL : FLAC__stream_encoder_get_resolved_state_string(encoder);

    if (!FLAC__stream_encoder_finish(encoder) && ok) {
        ok = false;
        state = _("the encoder could not finish");
    }
    flush(d);
    if (cause != NULL) {
        g_propagate_error(error, g_steal_pointer(&cause));
        return false;
    }
    if (!kx_out_file_check(d->out, error))
        return false;
    if (!ok)
        kx_error_set(error, KX_ERROR_SOFTWARE, "cannot write %s: %s", d->out->shown, state);
    return ok;
}

/* The MD5 goes into its place, and what is there is compared with what should be. */
static bool read_back(const door *d, const kx_master *master, const GPtrArray *comments,
                      const kx_picture *cover, GError **error)
{
    guint8 md5[KX_FLAC_MD5_BYTES];

    if (!kx_flac_sound_finish(d->sound, md5, error))
        return false;
    d->out->position = MD5_AT;
    kx_out_file_write(d->out, md5, sizeof md5);
    return kx_out_file_check(d->out, error) &&
           kx_flac_check(d->out, master, comments, cover, md5, error);
}

static bool write_file(kx_out_file *out, const kx_master *master, const kx_tags *tags,
                       GError **error)
{
    FLAC__StreamMetadata *blocks[N_BLOCKS] = {NULL};
    FLAC__StreamEncoder *encoder = FLAC__stream_encoder_new();
    g_autoptr(GPtrArray) comments = kx_comments_new(tags, KX_COMMENTS_FLAC);
    g_autofree door *d = g_new0(door, 1);
    bool ok = false;

    d->out = out;
    d->sound = kx_flac_sound_new(out, master);
    if (encoder == NULL || !blocks_make(blocks, master, comments, tags->cover))
        kx_error_set(error, KX_ERROR_OS, "cannot write %s: no memory", out->shown);
    else
        ok = encode(encoder, d, master, tags->flac_level, blocks, error) &&
             read_back(d, master, comments, tags->cover, error);
    kx_flac_sound_free(d->sound);
    if (encoder != NULL)
        FLAC__stream_encoder_delete(encoder);
    blocks_free(blocks);
    return ok;
}

bool kx_encode_flac(const kx_master *master, const kx_tags *tags, int dirfd, const char *name,
                    GError **error)
{
    kx_out_file out;

    if (!kx_tags_check(master, tags, error) || !kx_out_file_open(&out, dirfd, name, error))
        return false;
    bool ok = write_file(&out, master, tags, error);
    return kx_out_file_finish(&out, ok, error);
}
