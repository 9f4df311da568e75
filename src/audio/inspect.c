/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "audio/inspect.h"

#include "audio/bytes.h"
#include "audio/decode.h"
#include "audio/id3.h"
#include "audio/meter.h"
#include "audio/wav_header.h"
#include "base/error.h"
#include "base/file.h"
#include "base/intl.h"
#include "base/printable.h"

#include <FLAC/metadata.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <sys/stat.h>
#include <unistd.h>

typedef struct {
    int fd;
    int64_t size;
    char *shown;
    int64_t sound; /* offset of the sound: behind an ID3 tag */
} subject;

static void subject_clear(subject *s)
{
    if (s->fd >= 0)
        close(s->fd);
    g_free(s->shown);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(subject, subject_clear)

static bool fail(const subject *s, const char *why, GError **error)
{
    g_set_error(error, KX_ERROR, KX_ERROR_DATA, "%s: %s", s->shown, why);
    return false;
}

/* ---- chapters ---- */

static kx_found_chapter *add_chapter(kx_inspection *found, int64_t start, const char *title)
{
    const kx_found_chapter chapter = {start, g_strdup(title), NULL};

    g_array_append_val(found->chapters, chapter);
    return &g_array_index(found->chapters, kx_found_chapter, found->chapters->len - 1);
}

static void clear_chapter(void *item)
{
    kx_found_chapter *chapter = item;
    g_free(chapter->title);
    g_free(chapter->url);
}

/* "HH:MM:SS.mmm" in ms; -1 for anything else. */
static int64_t time_of(const char *text)
{
    static const char shape[] = "00:00:00.000";
    int64_t hours, minutes, seconds;

    for (unsigned i = 0; i < sizeof shape; i++)
        if (shape[i] == '0' ? !g_ascii_isdigit(text[i]) : text[i] != shape[i])
            return -1;
    hours = g_ascii_strtoll(text, NULL, 10);
    minutes = g_ascii_strtoll(text + 3, NULL, 10);
    seconds = g_ascii_strtoll(text + 6, NULL, 10);
    return ((hours * 60 + minutes) * 60 + seconds) * 1000 + g_ascii_strtoll(text + 9, NULL, 10);
}

/* CHAPTERnnn, CHAPTERnnnNAME, CHAPTERnnnURL: the first opens a chapter, the others belong to it. */
static void note_comment(kx_inspection *found, const char *comment)
{
    const char *value = strchr(comment, '=');
    guint n = found->chapters->len;
    kx_found_chapter *last =
        n > 0 ? &g_array_index(found->chapters, kx_found_chapter, n - 1) : NULL;

    if (value == NULL)
        return;
    g_autofree char *key = g_ascii_strup(comment, value++ - comment);
    if (strcmp(key, "TITLE") == 0 && found->title == NULL)
        found->title = g_strdup(value);
    else if (strcmp(key, "METADATA_BLOCK_PICTURE") == 0)
        found->cover = true;
    else if (!g_str_has_prefix(key, "CHAPTER") || strlen(key) < 10)
        return;
    else if (key[10] == '\0' && time_of(value) >= 0)
        add_chapter(found, time_of(value), NULL);
    else if (strcmp(key + 10, "NAME") == 0 && last != NULL && last->title == NULL)
        last->title = g_strdup(value);
    else if (strcmp(key + 10, "URL") == 0 && last != NULL && last->url == NULL)
        last->url = g_strdup(value);
}

/* ---- each kind ---- */

static void note_cues(kx_inspection *found, const kx_wav_header *header)
{
    const kx_wav_chunk *cue = &header->cue;
    const guint32 n = cue->size >= 4 ? kx_le32(cue->data) : 0;

    for (guint32 i = 0; i < n && 4 + ((size_t)i + 1) * KX_WAV_CUE_BYTES <= cue->size; i++) {
        const guint8 *point = cue->data + 4 + (size_t)i * KX_WAV_CUE_BYTES;
        size_t length = 0;
        const char *label = kx_wav_header_label(header, kx_le32(point), &length);
        g_autofree char *name = length > 0 ? g_utf8_make_valid(label, (gssize)length) : NULL;
        add_chapter(found, (int64_t)kx_le32(point + KX_WAV_CUE_FRAME) * 1000 / found->rate, name);
    }
}

static bool inspect_wav(const subject *s, kx_inspection *found, const kx_decoder *decoder,
                        GError **error)
{
    const char *title = sf_get_string(kx_decoder_sndfile(decoder), SF_STR_TITLE);
    const size_t n = (size_t)MIN(s->size, KX_WAV_HEADER_BYTES_MAX);
    g_autofree guint8 *bytes = g_malloc(n);
    kx_wav_header header;

    found->title = title != NULL ? g_utf8_make_valid(title, -1) : NULL;
    if (!kx_pread_all(s->fd, bytes, n, 0, s->shown, error))
        return false;
    if (kx_wav_header_find(bytes, n, &header))
        note_cues(found, &header);
    return true;
}

static size_t flac_read(void *to, size_t size, size_t n, FLAC__IOHandle handle)
{
    return fread(to, size, n, handle);
}

static int flac_seek(FLAC__IOHandle handle, FLAC__int64 offset, int whence)
{
    return fseeko(handle, offset, whence);
}

static FLAC__int64 flac_tell(FLAC__IOHandle handle)
{
    return ftello(handle);
}

static void note_block(kx_inspection *found, const FLAC__StreamMetadata *block)
{
    found->cover = found->cover || block->type == FLAC__METADATA_TYPE_PICTURE;
    if (block->type != FLAC__METADATA_TYPE_VORBIS_COMMENT)
        return;
    for (FLAC__uint32 i = 0; i < block->data.vorbis_comment.num_comments; i++) {
        const FLAC__StreamMetadata_VorbisComment_Entry *entry =
            &block->data.vorbis_comment.comments[i];
        g_autofree char *text = g_utf8_make_valid((const char *)entry->entry, entry->length);
        note_comment(found, text);
    }
}

static bool inspect_flac(const subject *s, kx_inspection *found, GError **error)
{
    const FLAC__IOCallbacks io = {.read = flac_read, .seek = flac_seek, .tell = flac_tell};
    int copy = dup(s->fd);
    FILE *file = copy >= 0 ? fdopen(copy, "rb") : NULL;
    FLAC__Metadata_Chain *chain = FLAC__metadata_chain_new();
    FLAC__Metadata_Iterator *it = FLAC__metadata_iterator_new();
    bool ok = file != NULL && chain != NULL && it != NULL && fseeko(file, 0, SEEK_SET) == 0 &&
              FLAC__metadata_chain_read_with_callbacks(chain, file, io);

    if (ok) {
        FLAC__metadata_iterator_init(it, chain);
        do
            note_block(found, FLAC__metadata_iterator_get_block(it));
        while (FLAC__metadata_iterator_next(it));
    }
    if (it != NULL)
        FLAC__metadata_iterator_delete(it);
    if (chain != NULL)
        FLAC__metadata_chain_delete(chain);
    if (file != NULL)
        fclose(file);
    else if (copy >= 0)
        close(copy);
    return ok || fail(s, _("its FLAC metadata cannot be read"), error);
}

static bool inspect_mp3(subject *s, kx_inspection *found, GError **error)
{
    guint8 head[10];
    gsize size =
        kx_pread_all(s->fd, head, sizeof head, 0, "", NULL) ? kx_id3_size(head, sizeof head) : 0;

    if (size == 0)
        return true;
    if ((int64_t)size >= s->size)
        return fail(s, _("its tag goes beyond its end"), error);
    g_autofree guint8 *data = g_malloc(size);
    g_autoptr(GError) why = NULL;
    if (!kx_pread_all(s->fd, data, size, 0, s->shown, error))
        return false;
    g_autoptr(kx_id3) tag = kx_id3_read(data, size, &why);
    if (tag == NULL)
        return fail(s, why->message, error);
    s->sound = (int64_t)size;
    found->title = g_strdup(kx_id3_text(tag, "TIT2"));
    found->cover = tag->picture != NULL;
    for (guint i = 0; i < tag->chapters->len; i++) {
        const kx_id3_chapter *chapter = &g_array_index(tag->chapters, kx_id3_chapter, i);
        add_chapter(found, chapter->start, chapter->title)->url = g_strdup(chapter->url);
    }
    return true;
}

static void inspect_opus(kx_inspection *found, const kx_decoder *decoder)
{
    const OpusTags *tags = op_tags(kx_decoder_opusfile(decoder), 0);

    for (int i = 0; i < tags->comments; i++) {
        g_autofree char *text = g_utf8_make_valid(tags->user_comments[i], tags->comment_lengths[i]);
        note_comment(found, text);
    }
}

/* ---- sound ---- */

static bool measure(kx_decoder *decoder, kx_inspection *found, GError **error)
{
    g_autoptr(kx_meter) meter = kx_meter_new(found->rate, error);
    size_t n = KX_METER_FRAMES;

    if (meter == NULL)
        return false;
    while (n == KX_METER_FRAMES) {
        int16_t *pcm = kx_meter_take(meter);
        if (!kx_decoder_read(decoder, pcm, KX_METER_FRAMES, &n, error))
            return false;
        kx_meter_give(meter, pcm, n);
        found->frames += (int64_t)n;
    }
    found->seconds = (double)found->frames / found->rate;
    return kx_meter_finish(meter, &found->loudness, &found->true_peak, error);
}

static bool open_subject(int dirfd, const char *name, subject *s, GError **error)
{
    struct stat st;

    s->shown = kx_printable(name, -1);
    s->fd = openat(dirfd, name, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC);
    if (s->fd < 0 || fstat(s->fd, &st) != 0) {
        kx_error_set_errno(error, KX_ERROR_NO_INPUT, errno, "cannot read %s", s->shown);
        return false;
    }
    s->size = st.st_size;
    return S_ISREG(st.st_mode) || fail(s, _("not a file"), error);
}

static bool find_kind(const subject *s, kx_file_kind *kind, GError **error)
{
    guint8 magic[4];
    const struct {
        const char *magic;
        size_t n;
        kx_file_kind kind;
    } known[] = {{"RIFF", 4, KX_FILE_WAV},  {"RF64", 4, KX_FILE_WAV}, {"fLaC", 4, KX_FILE_FLAC},
                 {"OggS", 4, KX_FILE_OPUS}, {"ID3", 3, KX_FILE_MP3},  {"\xFF\xFB", 2, KX_FILE_MP3}};

    if (s->size >= 4 && !kx_pread_all(s->fd, magic, sizeof magic, 0, s->shown, error))
        return false;
    for (size_t i = 0; s->size >= 4 && i < G_N_ELEMENTS(known); i++)
        if (memcmp(magic, known[i].magic, known[i].n) == 0) {
            *kind = known[i].kind;
            return true;
        }
    return fail(s, _("no WAV, FLAC, MP3 or Opus file"), error);
}

static bool inspect(subject *s, kx_inspection *found, GError **error)
{
    if (!find_kind(s, &found->kind, error) ||
        (found->kind == KX_FILE_MP3 && !inspect_mp3(s, found, error)) ||
        (found->kind == KX_FILE_FLAC && !inspect_flac(s, found, error)))
        return false;
    g_autoptr(kx_decoder) decoder =
        kx_decoder_new(s->fd, s->sound, s->size - s->sound, s->shown, error);
    if (decoder == NULL)
        return false;
    found->rate = kx_decoder_rate(decoder);
    if (found->kind == KX_FILE_WAV && !inspect_wav(s, found, decoder, error))
        return false;
    if (found->kind == KX_FILE_OPUS)
        inspect_opus(found, decoder);
    return measure(decoder, found, error);
}

bool kx_inspect_file(int dirfd, const char *name, kx_inspection *found, GError **error)
{
    g_auto(subject) s = {.fd = -1};

    *found = (kx_inspection){.chapters = g_array_new(FALSE, TRUE, sizeof(kx_found_chapter))};
    g_array_set_clear_func(found->chapters, clear_chapter);
    if (open_subject(dirfd, name, &s, error) && inspect(&s, found, error))
        return true;
    kx_inspection_clear(found);
    return false;
}

void kx_inspection_clear(kx_inspection *found)
{
    g_clear_pointer(&found->title, g_free);
    g_clear_pointer(&found->chapters, g_array_unref);
}
