/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "audio/wav_check.h"

#include "audio/bytes.h"
#include "audio/tags.h"
#include "audio/wav_header.h"
#include "base/file.h"

/* Offset of the loudness field in bext version 2 (EBU Tech 3285). */
#define BEXT_LOUDNESS 412

bool kx_wav_is_rf64(const kx_master *master)
{
    return master->frames * (int64_t)sizeof(gint16) + KX_WAV_HEADER_BYTES_MAX >
           (int64_t)G_MAXUINT32;
}

static bool check_sizes(const kx_out_file *out, const kx_wav_header *found, const kx_master *master,
                        GError **error)
{
    const guint64 all_ones = G_MAXUINT32;
    guint64 riff = (guint64)out->size - 8, bytes = (guint64)master->frames * sizeof(gint16);
    guint64 says_riff, says_bytes, says_frames = (guint64)master->frames;
    guint8 head[8];

    if (!kx_pread_all(out->fd, head, sizeof head, 0, out->shown, error))
        return false;
    says_riff = kx_le32(head + 4);
    says_bytes = found->sound_size;
    if (found->rf64) {
        if (found->ds64.size < 28 || says_riff != all_ones || says_bytes != all_ones)
            return kx_out_file_mismatch(out, error, "no proper RF64 header");
        says_riff = kx_le64(found->ds64.data);
        says_bytes = kx_le64(found->ds64.data + 8);
        says_frames = kx_le64(found->ds64.data + 16);
    }
    if (found->rf64 != kx_wav_is_rf64(master))
        return kx_out_file_mismatch(out, error, "%s for a file of %jd bytes",
                                    found->rf64 ? "RF64" : "RIFF", (intmax_t)out->size);
    if (says_riff != riff || says_bytes != bytes || says_frames != (guint64)master->frames ||
        (guint64)found->sound + bytes != (guint64)out->size)
        return kx_out_file_mismatch(
            out, error, "sizes %ju, %ju and %ju for a file of %jd bytes with %jd frames",
            (uintmax_t)says_riff, (uintmax_t)says_bytes, (uintmax_t)says_frames,
            (intmax_t)out->size, (intmax_t)master->frames);
    return true;
}

static bool check_format(const kx_out_file *out, const kx_wav_chunk *fmt, const kx_master *master,
                         GError **error)
{
    /* WAVE_FORMAT_EXTENSIBLE, or plain PCM; then the sub-format's GUID starts with PCM's number. */
    bool pcm = fmt->size >= 16 &&
               (kx_le16(fmt->data) == 1 ||
                (fmt->size >= 40 && kx_le16(fmt->data) == 0xFFFE && kx_le16(fmt->data + 24) == 1));

    if (!pcm || kx_le16(fmt->data + 2) != 1 || kx_le32(fmt->data + 4) != (guint32)master->rate ||
        kx_le32(fmt->data + 8) != (guint32)master->rate * 2 || kx_le16(fmt->data + 12) != 2 ||
        kx_le16(fmt->data + 14) != 16)
        return kx_out_file_mismatch(out, error, "not 16-bit mono PCM at %d Hz", master->rate);
    return true;
}

static bool check_cues(const kx_out_file *out, const kx_wav_chunk *cue, const kx_master *master,
                       const kx_tags *tags, GError **error)
{
    if (cue->data == NULL || cue->size != 4 + KX_WAV_CUE_BYTES * tags->n_chapters ||
        kx_le32(cue->data) != tags->n_chapters)
        return kx_out_file_mismatch(out, error, "not %u chapters", tags->n_chapters);
    for (unsigned i = 0; i < tags->n_chapters; i++) {
        const guint8 *point = cue->data + 4 + KX_WAV_CUE_BYTES * i;
        guint32 start = (guint32)kx_chapter_start(master, tags, i);
        if (kx_le32(point) != i + 1 || kx_le32(point + 4) != start ||
            kx_le32(point + KX_WAV_CUE_FRAME) != start || memcmp(point + 8, "data", 4) != 0)
            return kx_out_file_mismatch(out, error, "chapter %u starts elsewhere", i + 1);
    }
    return true;
}

/* The titles, then the lengths, then nothing. */
static bool check_labels(const kx_out_file *out, const kx_wav_chunk *labels,
                         const kx_master *master, const kx_tags *tags, GError **error)
{
    guint32 at = 4;

    if (labels->data == NULL)
        return kx_out_file_mismatch(out, error, "no titles");
    for (unsigned i = 0; i < tags->n_chapters; i++) {
        size_t length = strlen(tags->chapters[i].title) + 1;
        const guint8 *label = labels->data + at;
        guint32 size = at + 8 <= labels->size ? kx_le32(label + 4) : 0;
        if (size < 4 + length || size > labels->size - at - 8 || memcmp(label, "labl", 4) != 0 ||
            kx_le32(label + 8) != i + 1 || memcmp(label + 12, tags->chapters[i].title, length) != 0)
            return kx_out_file_mismatch(out, error, "the title of chapter %u is another", i + 1);
        at += 8 + size + size % 2;
    }
    for (unsigned i = 0; i < tags->n_chapters; i++, at += 28) {
        const guint8 *length = labels->data + at;
        if (at + 28 > labels->size || memcmp(length, "ltxt", 4) != 0 || kx_le32(length + 4) != 20 ||
            kx_le32(length + 8) != i + 1 ||
            kx_le32(length + 12) !=
                (guint32)(kx_chapter_end(master, tags, i) - kx_chapter_start(master, tags, i)))
            return kx_out_file_mismatch(out, error, "the length of chapter %u is another", i + 1);
    }
    if (at != labels->size || at % 4 != 0)
        return kx_out_file_mismatch(out, error, "its titles do not fill their chunk");
    return true;
}

static bool check_loudness(const kx_out_file *out, const kx_wav_chunk *bext, const kx_tags *tags,
                           GError **error)
{
    if (bext->size < BEXT_LOUDNESS + 10 ||
        (gint16)kx_le16(bext->data + BEXT_LOUDNESS) != kx_wav_loudness_field(tags->loudness) ||
        (gint16)kx_le16(bext->data + BEXT_LOUDNESS + 4) != kx_wav_loudness_field(tags->true_peak))
        return kx_out_file_mismatch(out, error, "its loudness is another");
    return true;
}

bool kx_wav_check_header(const kx_out_file *out, const kx_master *master, const kx_tags *tags,
                         int64_t *sound, GError **error)
{
    size_t n = (size_t)MIN(out->size, KX_WAV_HEADER_BYTES_MAX);
    g_autofree guint8 *header = g_malloc(n);
    kx_wav_header found;

    if (!kx_pread_all(out->fd, header, n, 0, out->shown, error))
        return false;
    if (!kx_wav_header_find(header, n, &found))
        return kx_out_file_mismatch(out, error, "no RIFF header that leads to the sound");
    *sound = found.sound;
    return check_sizes(out, &found, master, error) &&
           check_format(out, &found.fmt, master, error) &&
           check_cues(out, &found.cue, master, tags, error) &&
           check_labels(out, &found.labels, master, tags, error) &&
           check_loudness(out, &found.bext, tags, error);
}
