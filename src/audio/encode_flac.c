/* SPDX-License-Identifier: GPL-3.0-or-later */
/* By libFLAC alone: libsndfile's FLAC writer knows neither chapters nor seek tables nor padding, so
 * the whole file would have to be written a second time. */
#include "audio/encode.h"

#include "audio/flac_check.h"
#include "audio/out_file.h"
#include "audio/tags.h"
#include "base/error.h"
#include "base/file.h"

#include <FLAC/metadata.h>
#include <FLAC/stream_encoder.h>
#include <math.h>
#include <string.h>

#define LEVEL        5
#define SEEK_SECONDS 10
#define SOUND_FRAMES 32768
/* ReplayGain 2.0: the loudness that the gain leads to, LUFS. */
#define REPLAYGAIN_LOUDNESS (-18.0)

enum { SEEK_POINTS, COMMENTS, PADDING, N_BLOCKS };

/* ---- libFLAC's door to the file ---- */

static FLAC__StreamEncoderWriteStatus on_write(const FLAC__StreamEncoder *encoder,
                                               const FLAC__byte bytes[], size_t n, uint32_t samples,
                                               uint32_t frame, void *data)
{
    (void)encoder;
    (void)samples;
    (void)frame;
    return kx_out_file_write(data, bytes, n) ? FLAC__STREAM_ENCODER_WRITE_STATUS_OK
                                             : FLAC__STREAM_ENCODER_WRITE_STATUS_FATAL_ERROR;
}

static FLAC__StreamEncoderSeekStatus on_seek(const FLAC__StreamEncoder *encoder,
                                             FLAC__uint64 offset, void *data)
{
    (void)encoder;
    ((kx_out_file *)data)->position = (int64_t)offset;
    return FLAC__STREAM_ENCODER_SEEK_STATUS_OK;
}

static FLAC__StreamEncoderTellStatus on_tell(const FLAC__StreamEncoder *encoder,
                                             FLAC__uint64 *offset, void *data)
{
    (void)encoder;
    *offset = (FLAC__uint64)((const kx_out_file *)data)->position;
    return FLAC__STREAM_ENCODER_TELL_STATUS_OK;
}

/* ---- comments ---- */

static void add_comment(GPtrArray *to, const char *key, const char *value)
{
    g_autofree char *cut = kx_tag_value(value);

    if (cut != NULL)
        g_ptr_array_add(to, g_strdup_printf("%s=%s", key, cut));
}

static void add_replaygain(GPtrArray *to, const kx_tags *tags)
{
    char number[G_ASCII_DTOSTR_BUF_SIZE];

    if (!isfinite(tags->loudness) || !isfinite(tags->true_peak))
        return;
    double gain = REPLAYGAIN_LOUDNESS - tags->loudness;
    g_ascii_formatd(number, sizeof number, "%.2f", fabs(gain));
    g_ptr_array_add(to,
                    g_strdup_printf("REPLAYGAIN_TRACK_GAIN=%c%s dB", gain < 0 ? '-' : '+', number));
    g_ascii_formatd(number, sizeof number, "%.6f", pow(10, tags->true_peak / 20));
    g_ptr_array_add(to, g_strdup_printf("REPLAYGAIN_TRACK_PEAK=%s", number));
}

/* Readers count on upper case, and on the time before the name. */
static void add_chapters(GPtrArray *to, const kx_tags *tags)
{
    for (unsigned i = 0; i < tags->n_chapters; i++) {
        int64_t second = tags->chapters[i].start / KX_RATE;
        g_ptr_array_add(to, g_strdup_printf("CHAPTER%03u=%02d:%02d:%02d.000", i + 1,
                                            (int)(second / 3600), (int)(second / 60 % 60),
                                            (int)(second % 60)));
        g_ptr_array_add(to, g_strdup_printf("CHAPTER%03uNAME=%s", i + 1, tags->chapters[i].title));
    }
}

/* Each "KEY=value". */
static GPtrArray *make_comments(const kx_tags *tags)
{
    GPtrArray *comments = g_ptr_array_new_with_free_func(g_free);

    add_comment(comments, "TITLE", tags->title);
    add_comment(comments, "ARTIST", tags->artist);
    add_comment(comments, "ALBUM", tags->album);
    add_comment(comments, "DATE", tags->date);
    add_comment(comments, "GENRE", tags->genre);
    add_comment(comments, "LANGUAGE", tags->language);
    add_comment(comments, "COPYRIGHT", tags->copyright);
    add_comment(comments, "DESCRIPTION", tags->comment);
    add_replaygain(comments, tags);
    add_chapters(comments, tags);
    return comments;
}

/* ---- metadata blocks ---- */

static void blocks_free(FLAC__StreamMetadata *blocks[N_BLOCKS])
{
    for (int i = 0; i < N_BLOCKS; i++)
        if (blocks[i] != NULL)
            FLAC__metadata_object_delete(blocks[i]);
}

/* False if there is no memory. */
static bool blocks_make(FLAC__StreamMetadata *blocks[N_BLOCKS], const kx_master *master,
                        const GPtrArray *comments)
{
    static const FLAC__MetadataType types[N_BLOCKS] = {
        [SEEK_POINTS] = FLAC__METADATA_TYPE_SEEKTABLE,
        [COMMENTS] = FLAC__METADATA_TYPE_VORBIS_COMMENT,
        [PADDING] = FLAC__METADATA_TYPE_PADDING};

    for (int i = 0; i < N_BLOCKS; i++)
        if ((blocks[i] = FLAC__metadata_object_new(types[i])) == NULL)
            return false;
    for (guint i = 0; i < comments->len; i++) {
        char *text = comments->pdata[i];
        FLAC__StreamMetadata_VorbisComment_Entry entry = {.length = (FLAC__uint32)strlen(text),
                                                          .entry = (FLAC__byte *)text};
        if (!FLAC__metadata_object_vorbiscomment_append_comment(blocks[COMMENTS], entry, true))
            return false;
    }
    blocks[PADDING]->length = KX_FLAC_PADDING;
    return FLAC__metadata_object_seektable_template_append_spaced_points_by_samples(
               blocks[SEEK_POINTS], (uint32_t)(SEEK_SECONDS * master->rate),
               (FLAC__uint64)master->frames) &&
           FLAC__metadata_object_seektable_template_sort(blocks[SEEK_POINTS], true);
}

/* ---- encoding ---- */

/* Hands the master to the encoder and to the sum. False with an error if the master cannot be read;
 * without, if the encoder refuses. */
static bool encode_sound(FLAC__StreamEncoder *encoder, const kx_master *master, GChecksum *sum,
                         GError **error)
{
    g_autofree gint16 *pcm = g_new(gint16, SOUND_FRAMES);
    g_autofree FLAC__int32 *wide = g_new(FLAC__int32, SOUND_FRAMES);

    for (int64_t done = 0; done < master->frames;) {
        size_t n = (size_t)MIN(master->frames - done, SOUND_FRAMES);
        if (!kx_master_read(master, done, pcm, n, error))
            return false;
        g_checksum_update(sum, (const guchar *)pcm, (gssize)(n * sizeof *pcm));
        for (size_t i = 0; i < n; i++)
            wide[i] = pcm[i];
        if (!FLAC__stream_encoder_process_interleaved(encoder, wide, (uint32_t)n))
            return false;
        done += (int64_t)n;
    }
    return true;
}

static bool encode(FLAC__StreamEncoder *encoder, kx_out_file *out, const kx_master *master,
                   FLAC__StreamMetadata **blocks, GChecksum *sum, GError **error)
{
    g_autoptr(GError) cause = NULL;
    bool ok =
        FLAC__stream_encoder_set_channels(encoder, 1) &&
        FLAC__stream_encoder_set_bits_per_sample(encoder, 16) &&
        FLAC__stream_encoder_set_sample_rate(encoder, (uint32_t)master->rate) &&
        FLAC__stream_encoder_set_compression_level(encoder, LEVEL) &&
        FLAC__stream_encoder_set_total_samples_estimate(encoder, (FLAC__uint64)master->frames) &&
        FLAC__stream_encoder_set_metadata(encoder, blocks, N_BLOCKS) &&
        FLAC__stream_encoder_init_stream(encoder, on_write, on_seek, on_tell, NULL, out) ==
            FLAC__STREAM_ENCODER_INIT_STATUS_OK &&
        encode_sound(encoder, master, sum, &cause);
    const char *state = ok ? NULL : FLAC__stream_encoder_get_resolved_state_string(encoder);

    if (!FLAC__stream_encoder_finish(encoder) && ok) {
        ok = false;
        state = "the encoder could not finish";
    }
    if (cause != NULL) {
        g_propagate_error(error, g_steal_pointer(&cause));
        return false;
    }
    if (!kx_out_file_check(out, error))
        return false;
    if (!ok)
        g_set_error(error, KX_ERROR, KX_ERROR_SOFTWARE, "cannot write %s: %s", out->shown, state);
    return ok;
}

static bool write_file(kx_out_file *out, const kx_master *master, const kx_tags *tags,
                       GError **error)
{
    FLAC__StreamMetadata *blocks[N_BLOCKS] = {NULL};
    FLAC__StreamEncoder *encoder = FLAC__stream_encoder_new();
    g_autoptr(GPtrArray) comments = make_comments(tags);
    g_autoptr(GChecksum) sum = g_checksum_new(G_CHECKSUM_MD5);
    bool ok = false;

    if (encoder == NULL || !blocks_make(blocks, master, comments))
        g_set_error(error, KX_ERROR, KX_ERROR_OS, "cannot write %s: no memory", out->shown);
    else
        ok = encode(encoder, out, master, blocks, sum, error) &&
             kx_flac_check(out, master, comments, g_checksum_get_string(sum), error);
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
