/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "audio/encode.h"
#include "publish/sink.h"

#include <string.h>

static const char *common_source(const kx_briefing *b)
{
    const char *source = NULL;
    for (guint i = 0; i < b->parts->len; i++) {
        const kx_part *part = &g_array_index(b->parts, kx_part, i);
        if (part->kind != KX_PART_ARTICLE)
            continue;
        const kx_document *doc = g_ptr_array_index(b->documents, part->doc);
        if (doc->source == NULL || (source && strcmp(source, doc->source) != 0))
            return NULL;
        source = doc->source;
    }
    return source;
}

static bool encode(kx_encoder *encoder, const kx_edition *edition, int dirfd, const char *name,
                   GError **error)
{
    const kx_briefing *b = edition->briefing;
    const kx_document *first = g_ptr_array_index(b->documents, 0);
    bool single = b->documents->len == 2;
    g_autofree kx_chapter_mark *chapters = g_new(kx_chapter_mark, b->chapters->len);
    for (guint i = 0; i < b->chapters->len; i++) {
        const kx_chapter *chapter = &g_array_index(b->chapters, kx_chapter, i);
        chapters[i] = (kx_chapter_mark){.title = chapter->title, .start = chapter->start};
    }
    kx_tags tags = {
        .title = b->title,
        .artist = single && first->author ? first->author : common_source(b),
        .album = common_source(b),
        .date = b->date,
        .genre = "Speech",
        .language = "nld",
        .loudness = b->report.loudness,
        .true_peak = b->report.true_peak,
        .chapters = chapters,
        .n_chapters = b->chapters->len,
    };
    return encoder(&b->master, &tags, dirfd, name, error);
}

static bool write_wav(const kx_edition *edition, int dirfd, const char *name, GError **error)
{
    return encode(kx_encode_wav, edition, dirfd, name, error);
}

static bool write_flac(const kx_edition *edition, int dirfd, const char *name, GError **error)
{
    return encode(kx_encode_flac, edition, dirfd, name, error);
}

const kx_sink kx_sink_wav = {
    .name = "wav",
    .what = "WAV, 16-bit mono, with chapters (cue points and labels)",
    .kind = KX_SINK_AUDIO,
    .file = "%s.wav",
    .type = "audio/wav",
    .write = write_wav,
};

const kx_sink kx_sink_flac = {
    .name = "flac",
    .what = "FLAC, 16-bit mono, with chapters (CHAPTER comments)",
    .kind = KX_SINK_AUDIO,
    .enclosed = true,
    .file = "%s.flac",
    .type = "audio/flac",
    .write = write_flac,
};
