/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "audio/encode.h"
#include "publish/cue.h"
#include "publish/link.h"
#include "publish/sink.h"

#include <string.h>

/* Said where listeners may look for it, in their language. */
#define DISCLOSURE "Voorgelezen door een computerstem (espeak-ng)."

/* What the encoders borrow. */
typedef struct {
    kx_chapter_mark *chapters;
    unsigned n_chapters;
    kx_text_line *lines;
    unsigned n_lines;
    char *url, *license;
} borrowed;

static void borrowed_clear(borrowed *from)
{
    for (unsigned i = 0; i < from->n_chapters; i++)
        g_free((char *)(uintptr_t)from->chapters[i].url);
    for (unsigned i = 0; i < from->n_lines; i++)
        g_free((char *)(uintptr_t)from->lines[i].text);
    g_free(from->chapters);
    g_free(from->lines);
    g_free(from->url);
    g_free(from->license);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(borrowed, borrowed_clear)

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

static void add_chapters(borrowed *to, const kx_briefing *b)
{
    to->n_chapters = b->chapters->len;
    to->chapters = g_new0(kx_chapter_mark, to->n_chapters);
    for (unsigned i = 0; i < to->n_chapters; i++) {
        const kx_chapter *chapter = &g_array_index(b->chapters, kx_chapter, i);
        to->chapters[i] = (kx_chapter_mark){.title = chapter->title,
                                            .url = kx_link_of_part(b, chapter->part),
                                            .start = chapter->start};
    }
}

static void add_lines(borrowed *to, const kx_briefing *b)
{
    to->lines = g_new0(kx_text_line, b->sentences->len);
    for (unsigned i = 0; i < b->sentences->len; i++) {
        const kx_timed_sentence *s = &g_array_index(b->sentences, kx_timed_sentence, i);
        const kx_document *doc = g_ptr_array_index(b->documents, s->doc);
        if (!kx_cue_is_for_ear(b, s))
            to->lines[to->n_lines++] =
                (kx_text_line){.text = kx_printed(doc, s->range), .start = s->start};
    }
}

/* `kbps` of 0: the encoder has no such choice. */
static bool encode(kx_encoder *encoder, unsigned kbps, const kx_edition *edition, int dirfd,
                   const char *name, GError **error)
{
    const kx_briefing *b = edition->briefing;
    const kx_show *show = edition->show;
    const kx_document *single = kx_briefing_only_article(b);
    const char *source = common_source(b);
    g_auto(borrowed) own = {.url = kx_link(show->link ? show->link : show->base_url),
                            .license = kx_link(show->license_url)};
    add_chapters(&own, b);
    if (encoder == kx_encode_mp3) /* the others hold no text */
        add_lines(&own, b);
    const char *writer = single && single->author ? single->author : source ? source : KX_NARRATOR;
    const char *series = source ? source : b->name;
    const kx_tags tags = {
        .title = b->title,
        .artist = show->author ? show->author : writer,
        .album = show->title ? show->title : series,
        .date = b->date,
        .genre = "Podcast",
        .language = "nld",
        .copyright = show->copyright,
        .license = own.license ? own.license : show->license,
        .comment = show->tells_ai ? DISCLOSURE : NULL,
        .url = own.url,
        .loudness = b->report.loudness,
        .true_peak = b->report.true_peak,
        .chapters = own.chapters,
        .n_chapters = own.n_chapters,
        .lines = own.lines,
        .n_lines = own.n_lines,
        .cover = edition->cover,
        .flac_level = show->flac_level,
        .kbps = kbps,
    };
    return encoder(&b->master, &tags, dirfd, name, error);
}

static bool write_wav(const kx_edition *edition, int dirfd, const char *name, GError **error)
{
    return encode(kx_encode_wav, 0, edition, dirfd, name, error);
}

static bool write_flac(const kx_edition *edition, int dirfd, const char *name, GError **error)
{
    return encode(kx_encode_flac, 0, edition, dirfd, name, error);
}

static bool write_mp3(const kx_edition *edition, int dirfd, const char *name, GError **error)
{
    return encode(kx_encode_mp3, edition->show->mp3_kbps, edition, dirfd, name, error);
}

static bool write_opus(const kx_edition *edition, int dirfd, const char *name, GError **error)
{
    return encode(kx_encode_opus, edition->show->opus_kbps, edition, dirfd, name, error);
}

static double mp3_overshoot(const kx_show *show)
{
    return kx_mp3_overshoot(show->mp3_kbps);
}

static double opus_overshoot(const kx_show *show)
{
    return kx_opus_overshoot(show->opus_kbps);
}

const kx_sink kx_sink_wav = {
    .name = "wav",
    .what = N_("WAV, 16-bit mono, with chapters (cue points and labels)"),
    .kind = KX_SINK_AUDIO,
    .file = "%s.wav",
    .type = "audio/wav",
    .frames_max = KX_WAV_FRAMES_MAX,
    .write = write_wav,
};

const kx_sink kx_sink_flac = {
    .name = "flac",
    .what = N_("FLAC, 16-bit mono, with chapters (CHAPTER comments) and cover"),
    .kind = KX_SINK_AUDIO,
    .enclosed = true,
    .pictured = true,
    .file = "%s.flac",
    .type = "audio/flac",
    .write = write_flac,
};

const kx_sink kx_sink_mp3 = {
    .name = "mp3",
    .what = N_("MP3, 44.1 kHz mono, with chapters (ID3v2.3), text and cover"),
    .kind = KX_SINK_AUDIO,
    .enclosed = true,
    .pictured = true,
    .overshoot = mp3_overshoot,
    .file = "%s.mp3",
    .type = "audio/mpeg",
    .write = write_mp3,
};

const kx_sink kx_sink_opus = {
    .name = "opus",
    .what = N_("Opus, mono, with chapters (CHAPTER comments) and cover"),
    .kind = KX_SINK_AUDIO,
    .enclosed = true,
    .pictured = true,
    .overshoot = opus_overshoot,
    .file = "%s.opus",
    .type = "audio/opus",
    .write = write_opus,
};
