/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "audio/mp3_check.h"

#include "audio/bytes.h"
#include "audio/comments.h"
#include "audio/id3.h"
#include "audio/tags.h"
#include "base/file.h"

enum { HEAD_BYTES = 10, TOC_ORDERED_TOP = 3 };

static bool check_text(const kx_out_file *out, const kx_id3 *tag, const char *key,
                       const char *value, GError **error)
{
    g_autofree char *wanted = kx_tag_value(value);

    if (g_strcmp0(kx_id3_text(tag, key), wanted) != 0)
        return kx_out_file_mismatch(out, error, "%s is another", key);
    return true;
}

static bool check_texts(const kx_out_file *out, const kx_id3 *tag, const kx_master *master,
                        const kx_tags *tags, GError **error)
{
    bool linked = tags->license != NULL && g_str_has_prefix(tags->license, "http");
    bool dated = tags->date != NULL && strlen(tags->date) == 10;
    g_autofree char *length = g_strdup_printf("%u", kx_id3_length(master)), *gain = NULL;
    g_autofree char *year = dated ? g_strndup(tags->date, 4) : NULL, *peak = NULL;
    g_autofree char *day =
        dated ? g_strdup_printf("%.2s%.2s", tags->date + 8, tags->date + 5) : NULL;

    kx_replaygain(tags, &gain, &peak);
    const char *const wanted[][2] = {
        {"TIT2", tags->title},
        {"TPE1", tags->artist},
        {"TALB", tags->album},
        {"TYER", year},
        {"TDAT", day},
        {"TCON", tags->genre},
        {"TLAN", tags->language},
        {"TLEN", length},
        {"TCOP", tags->copyright},
        {"COMM", tags->comment},
        {"TXXX:REPLAYGAIN_TRACK_GAIN", gain},
        {"TXXX:REPLAYGAIN_TRACK_PEAK", peak},
        {"TXXX:LICENSE", linked ? NULL : tags->license},
    };
    for (size_t i = 0; i < G_N_ELEMENTS(wanted); i++)
        if (!check_text(out, tag, wanted[i][0], wanted[i][1], error))
            return false;
    return (g_strcmp0(kx_id3_text(tag, "WOAF"), tags->url) == 0 &&
            g_strcmp0(kx_id3_text(tag, "WCOP"), linked ? tags->license : NULL) == 0) ||
           kx_out_file_mismatch(out, error, "a link is another");
}

static bool check_lines(const kx_out_file *out, const kx_id3 *tag, const kx_tags *tags,
                        GError **error)
{
    unsigned n = kx_id3_has_lines(tags) ? tags->n_lines : 0;

    if (tag->lines->len != n || (n > 0) != (kx_id3_text(tag, "USLT") != NULL))
        return kx_out_file_mismatch(out, error, "not %u lines of text", n);
    for (unsigned i = 0; i < n; i++) {
        const kx_id3_line *line = &g_array_index(tag->lines, kx_id3_line, i);
        int64_t wanted = (tags->lines[i].start * 1000 + KX_RATE / 2) / KX_RATE;
        if (strcmp(line->text, tags->lines[i].text) != 0 || line->start != wanted)
            return kx_out_file_mismatch(out, error, "line %u of its text is another", i + 1);
    }
    return true;
}

static bool check_picture(const kx_out_file *out, const kx_id3 *tag, const kx_picture *cover,
                          GError **error)
{
    gsize n = 0;
    const void *data = tag->picture != NULL ? g_bytes_get_data(tag->picture, &n) : NULL;
    const bool same = cover == NULL || data == NULL
                          ? cover == NULL && data == NULL
                          : n == cover->n && memcmp(data, cover->data, n) == 0 &&
                                strcmp(tag->picture_type, cover->type) == 0;

    return same || kx_out_file_mismatch(out, error, "its picture is another");
}

static bool check_chapters(const kx_out_file *out, const kx_id3 *tag, const kx_master *master,
                           const kx_tags *tags, GError **error)
{
    if (tag->chapters->len != tags->n_chapters || tag->toc->len != tags->n_chapters ||
        tag->toc_flags != TOC_ORDERED_TOP)
        return kx_out_file_mismatch(out, error, "not %u chapters", tags->n_chapters);
    for (unsigned i = 0; i < tags->n_chapters; i++) {
        const kx_id3_chapter *got = &g_array_index(tag->chapters, kx_id3_chapter, i);
        const kx_chapter_mark *mark = &tags->chapters[i];
        int64_t end = i + 1 < tags->n_chapters ? mark[1].start / KX_RATE * 1000
                                               : (int64_t)kx_id3_length(master);
        if (got->start != mark->start / KX_RATE * 1000 || got->end != end)
            return kx_out_file_mismatch(out, error, "chapter %u starts or ends elsewhere", i + 1);
        if (g_strcmp0(got->title, mark->title) != 0)
            return kx_out_file_mismatch(out, error, "the title of chapter %u is another", i + 1);
        if (g_strcmp0(got->url, mark->url) != 0)
            return kx_out_file_mismatch(out, error, "the link of chapter %u is another", i + 1);
        if (strcmp(tag->toc->pdata[i], got->id) != 0)
            return kx_out_file_mismatch(out, error, "chapter %u is another in its contents", i + 1);
    }
    return true;
}

bool kx_mp3_tag_check(const kx_out_file *out, const kx_master *master, const kx_tags *tags,
                      gsize *size, GError **error)
{
    guint8 head[HEAD_BYTES];

    if (!kx_pread_all(out->fd, head, sizeof head, 0, out->shown, error))
        return false;
    *size = kx_id3_size(head, sizeof head);
    if (*size == 0 || (int64_t)*size >= out->size)
        return kx_out_file_mismatch(out, error, "no tag in front of its sound");
    g_autofree guint8 *data = g_malloc(*size);
    if (!kx_pread_all(out->fd, data, *size, 0, out->shown, error))
        return false;
    g_autoptr(kx_id3) tag = kx_id3_read(data, *size, NULL);
    if (tag == NULL || tag->version != 3)
        return kx_out_file_mismatch(out, error, "no ID3v2.3 tag");
    return check_texts(out, tag, master, tags, error) && check_lines(out, tag, tags, error) &&
           check_picture(out, tag, tags->cover, error) &&
           check_chapters(out, tag, master, tags, error);
}
