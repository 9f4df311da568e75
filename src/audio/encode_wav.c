/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "audio/encode.h"

#include "audio/bytes.h"
#include "audio/out_file.h"
#include "audio/sndfile_io.h"
#include "audio/tags.h"
#include "audio/wav_check.h"
#include "audio/wav_sound.h"
#include "base/error.h"

#include <math.h>

/* libsndfile's header buffer overflows unseen a little above 50 KB: beyond this we refuse. */
#define HEADER_BYTES_MAX (48 * 1024)
#define SOUND_FRAMES     32768
/* EBU Tech 3285: the value of a loudness field that is not used. */
#define NOT_MEASURED   0x7FFF
#define CODE_PAGE_UTF8 65001

/* ---- chunks ---- */

static GByteArray *cue_chunk(const kx_master *master, const kx_tags *tags)
{
    GByteArray *chunk = g_byte_array_new();

    kx_put_le32(chunk, tags->n_chapters);
    for (unsigned i = 0; i < tags->n_chapters; i++) {
        guint32 start = (guint32)kx_chapter_start(master, tags, i);
        kx_put_le32(chunk, i + 1);
        kx_put_le32(chunk, start);
        kx_put_id(chunk, "data");
        kx_put_le32(chunk, 0);
        kx_put_le32(chunk, 0);
        kx_put_le32(chunk, start);
    }
    return chunk;
}

/* Titles first, then lengths: libsndfile's reader stops at the first sub-chunk that is no "labl".
 * The last title is followed by zeros, inside its own size, so that the whole is a multiple of 4:
 * libsndfile cannot read the file otherwise. */
static GByteArray *label_chunk(const kx_master *master, const kx_tags *tags)
{
    GByteArray *chunk = g_byte_array_new();

    kx_put_id(chunk, "adtl");
    for (unsigned i = 0; i < tags->n_chapters; i++) {
        const char *title = tags->chapters[i].title;
        guint length = (guint)strlen(title) + 1;
        guint room =
            i + 1 < tags->n_chapters ? length : length + (4 - (chunk->len + length) % 4) % 4;
        static const guint8 zeros[4];

        kx_put_id(chunk, "labl");
        kx_put_le32(chunk, 4 + room);
        kx_put_le32(chunk, i + 1);
        g_byte_array_append(chunk, (const guint8 *)title, length);
        g_byte_array_append(chunk, zeros, room - length + room % 2);
    }
    for (unsigned i = 0; i < tags->n_chapters; i++) {
        kx_put_id(chunk, "ltxt");
        kx_put_le32(chunk, 20);
        kx_put_le32(chunk, i + 1);
        kx_put_le32(chunk,
                    (guint32)(kx_chapter_end(master, tags, i) - kx_chapter_start(master, tags, i)));
        kx_put_id(chunk, "rgn ");
        kx_put_le32(chunk, 0); /* country and language */
        kx_put_le32(chunk, 0); /* dialect and code page: see CSET */
    }
    return chunk;
}

/* Says that all text in the file is UTF-8. */
static GByteArray *charset_chunk(void)
{
    GByteArray *chunk = g_byte_array_new();

    kx_put_le32(chunk, CODE_PAGE_UTF8);
    kx_put_le32(chunk, 0);
    return chunk;
}

static bool set_chunk(SNDFILE *file, const char *id, GByteArray *chunk)
{
    SF_CHUNK_INFO info = {.id_size = 4, .datalen = chunk->len, .data = chunk->data};

    memcpy(info.id, id, 4);
    return sf_set_chunk(file, &info) == SF_ERR_NO_ERROR;
}

/* ---- tags ---- */

gint16 kx_wav_loudness_field(double value)
{
    return isfinite(value) && fabs(value) <= 99.99 ? (gint16)lrint(value * 100) : NOT_MEASURED;
}

static bool set_broadcast_info(SNDFILE *file, const kx_tags *tags)
{
    SF_BROADCAST_INFO info = {.version = 2,
                              .origination_time = {'0', '0', ':', '0', '0', ':', '0', '0'},
                              .loudness_value = kx_wav_loudness_field(tags->loudness),
                              .max_true_peak_level = kx_wav_loudness_field(tags->true_peak),
                              .loudness_range = NOT_MEASURED,
                              .max_momentary_loudness = NOT_MEASURED,
                              .max_shortterm_loudness = NOT_MEASURED};
    g_autofree char *ascii = g_str_to_ascii(tags->title != NULL ? tags->title : "", "C");

    /* Fields of fixed width; one that is full has no NUL. */
    memcpy(info.description, ascii, MIN(strlen(ascii), sizeof info.description));
    memcpy(info.originator, "kxspeak", strlen("kxspeak"));
    if (tags->date != NULL && strlen(tags->date) == sizeof info.origination_date)
        memcpy(info.origination_date, tags->date, sizeof info.origination_date);
    return sf_command(file, SFC_SET_BROADCAST_INFO, &info, sizeof info) == SF_TRUE;
}

/* Adds the bytes that the tags take in the header to *bytes. */
static bool set_strings(SNDFILE *file, const kx_tags *tags, size_t *bytes)
{
    const struct {
        int type;
        const char *value;
    } strings[] = {{SF_STR_TITLE, tags->title},    {SF_STR_ARTIST, tags->artist},
                   {SF_STR_ALBUM, tags->album},    {SF_STR_DATE, tags->date},
                   {SF_STR_GENRE, tags->genre},    {SF_STR_COPYRIGHT, tags->copyright},
                   {SF_STR_COMMENT, tags->comment}};

    for (size_t i = 0; i < G_N_ELEMENTS(strings); i++) {
        g_autofree char *value = kx_tag_value(strings[i].value);
        if (value == NULL)
            continue;
        if (sf_set_string(file, strings[i].type, value) != SF_ERR_NO_ERROR)
            return false;
        *bytes += strlen(value) + 16;
    }
    return true;
}

/* ---- writing ---- */

/* All that stands before the sound. libsndfile takes none of it later; some calls would then
 * overwrite sound, and report success. */
static bool write_header(SNDFILE *file, kx_out_file *out, GByteArray *const chunks[3],
                         const kx_tags *tags, GError **error)
{
    size_t bytes = chunks[0]->len + chunks[1]->len + chunks[2]->len + sizeof(SF_BROADCAST_INFO);

    if (!set_broadcast_info(file, tags) || !set_strings(file, tags, &bytes))
        return kx_sndfile_fail(file, out, error);
    if (bytes > HEADER_BYTES_MAX) {
        kx_error_set(error, KX_ERROR_SOFTWARE,
                     "cannot write %s: chapters and tags take %zu bytes, more than %d", out->shown,
                     bytes, HEADER_BYTES_MAX);
        return false;
    }
    if (!set_chunk(file, "CSET", chunks[0]) || !set_chunk(file, "cue ", chunks[1]) ||
        !set_chunk(file, "LIST", chunks[2]))
        return kx_sndfile_fail(file, out, error);
    return true;
}

/* *sound begins to read it back when the header is there, which is with the first frames. */
static bool write_sound(SNDFILE *file, kx_out_file *out, const kx_master *master,
                        kx_wav_sound **sound, GError **error)
{
    g_autofree gint16 *pcm = g_new(gint16, SOUND_FRAMES);

    for (int64_t done = 0; done < master->frames;) {
        int64_t n = MIN(master->frames - done, SOUND_FRAMES);
        if (!kx_master_read(master, done, pcm, (size_t)n, error))
            return false;
        if (sf_write_short(file, pcm, n) != n)
            return kx_sndfile_fail(file, out, error);
        if (*sound == NULL)
            *sound = kx_wav_sound_new(out, master, out->size - n * (int64_t)sizeof *pcm);
        kx_wav_sound_reach(*sound, out->size);
        done += n;
    }
    return true;
}

static bool write_file(kx_out_file *out, const kx_master *master, const kx_tags *tags,
                       kx_wav_sound **sound, GError **error)
{
    kx_sndfile_door door = {.out = out};
    SF_INFO info = {.samplerate = master->rate,
                    .channels = 1,
                    .format = SF_FORMAT_PCM_16 |
                              (kx_wav_is_rf64(master) ? SF_FORMAT_RF64 : SF_FORMAT_WAV)};
    SNDFILE *file = kx_sndfile_create(&door, &info);

    if (file == NULL)
        return kx_sndfile_fail(NULL, out, error);
    /* libsndfile reads the chunks' bytes until it closes the file. */
    GByteArray *chunks[3] = {charset_chunk(), cue_chunk(master, tags), label_chunk(master, tags)};
    bool ok = write_header(file, out, chunks, tags, error) &&
              write_sound(file, out, master, sound, error);
    sf_close(file); /* always answers 0: what went wrong is in `out` */
    for (size_t i = 0; i < G_N_ELEMENTS(chunks); i++)
        g_byte_array_unref(chunks[i]);
    return ok && kx_out_file_check(out, error);
}

static bool read_back(const kx_out_file *out, const kx_master *master, const kx_tags *tags,
                      kx_wav_sound *sound, GError **error)
{
    int64_t at = 0;

    return kx_wav_check_header(out, master, tags, &at, error) &&
           (sound == NULL || kx_wav_sound_finish(sound, at, error));
}

bool kx_encode_wav(const kx_master *master, const kx_tags *tags, int dirfd, const char *name,
                   GError **error)
{
    kx_out_file out;
    g_autoptr(kx_wav_sound) sound = NULL; /* NULL: there is none */

    if (master->frames > KX_WAV_FRAMES_MAX) {
        kx_error_set(error, KX_ERROR_SOFTWARE,
                     "cannot write a WAV file: its chapters have no room for so long a sound");
        return false;
    }
    if (!kx_tags_check(master, tags, error) || !kx_out_file_open(&out, dirfd, name, error))
        return false;
    bool ok = write_file(&out, master, tags, &sound, error) &&
              read_back(&out, master, tags, sound, error);
    g_clear_pointer(&sound, kx_wav_sound_free);
    return kx_out_file_finish(&out, ok, error);
}
