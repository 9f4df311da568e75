/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "audio/comments.h"

#include "audio/tags.h"

#include <math.h>

/* The loudness that a gain leads to, LUFS: ReplayGain 2.0; EBU R 128 (RFC 7845, section 5.2.1). */
#define REPLAYGAIN_LOUDNESS (-18.0)
#define R128_LOUDNESS       (-23.0)

void kx_replaygain(const kx_tags *tags, char **gain, char **peak)
{
    char number[G_ASCII_DTOSTR_BUF_SIZE];

    *gain = *peak = NULL;
    if (!isfinite(tags->loudness) || !isfinite(tags->true_peak))
        return;
    double decibels = REPLAYGAIN_LOUDNESS - tags->loudness;
    g_ascii_formatd(number, sizeof number, "%.2f", fabs(decibels));
    *gain = g_strdup_printf("%c%s dB", decibels < 0 ? '-' : '+', number);
    g_ascii_formatd(number, sizeof number, "%.6f", pow(10, tags->true_peak / 20));
    *peak = g_strdup(number);
}

static void add(GPtrArray *to, const char *key, const char *value)
{
    g_autofree char *cut = kx_tag_value(value);

    if (cut != NULL)
        g_ptr_array_add(to, g_strdup_printf("%s=%s", key, cut));
}

static void add_gain(GPtrArray *to, const kx_tags *tags, kx_comments_kind kind)
{
    if (kind == KX_COMMENTS_OPUS) {
        if (isfinite(tags->loudness))
            g_ptr_array_add(to, g_strdup_printf("R128_TRACK_GAIN=%ld",
                                                lrint(256 * (R128_LOUDNESS - tags->loudness))));
        return;
    }
    g_autofree char *gain = NULL, *peak = NULL;
    kx_replaygain(tags, &gain, &peak);
    add(to, "REPLAYGAIN_TRACK_GAIN", gain);
    add(to, "REPLAYGAIN_TRACK_PEAK", peak);
}

static void add_chapters(GPtrArray *to, const kx_tags *tags)
{
    for (unsigned i = 0; i < tags->n_chapters; i++) {
        const kx_chapter_mark *mark = &tags->chapters[i];
        int64_t second = mark->start / KX_RATE;
        g_ptr_array_add(to, g_strdup_printf("CHAPTER%03u=%02d:%02d:%02d.000", i + 1,
                                            (int)(second / 3600), (int)(second / 60 % 60),
                                            (int)(second % 60)));
        g_ptr_array_add(to, g_strdup_printf("CHAPTER%03uNAME=%s", i + 1, mark->title));
        if (mark->url != NULL)
            g_ptr_array_add(to, g_strdup_printf("CHAPTER%03uURL=%s", i + 1, mark->url));
    }
}

GPtrArray *kx_comments_new(const kx_tags *tags, kx_comments_kind kind)
{
    GPtrArray *comments = g_ptr_array_new_with_free_func(g_free);

    add(comments, "TITLE", tags->title);
    add(comments, "ARTIST", tags->artist);
    add(comments, "ALBUM", tags->album);
    add(comments, "DATE", tags->date);
    add(comments, "GENRE", tags->genre);
    add(comments, "LANGUAGE", tags->language);
    add(comments, "COPYRIGHT", tags->copyright);
    add(comments, "LICENSE", tags->license);
    if (tags->url != NULL)
        g_ptr_array_add(comments, g_strconcat("CONTACT=", tags->url, NULL));
    add(comments, "DESCRIPTION", tags->comment);
    add_gain(comments, tags, kind);
    add_chapters(comments, tags);
    return comments;
}
