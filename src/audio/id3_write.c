/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "audio/bytes.h"
#include "audio/comments.h"
#include "audio/id3.h"
#include "audio/tags.h"
#include "base/error.h"

#define TAG_BYTES_MAX (1U << 28)

enum { HEADER_BYTES = 10, LATIN1 = 0, UTF16 = 1, FRONT_COVER = 3, LYRICS = 1, MILLISECONDS = 2 };
enum { TOC_ORDERED = 1, TOC_TOP_LEVEL = 2 };

/* ---- pieces ---- */

static void put_byte(GByteArray *to, guint byte)
{
    const guint8 value = (guint8)byte;

    g_byte_array_append(to, &value, 1);
}

/* UTF-16, little-endian, with its mark; `end`: and two zeros. */
static void put_text(GByteArray *to, const char *text, bool end)
{
    glong n = 0;
    g_autofree gunichar2 *units = g_utf8_to_utf16(text, -1, NULL, &n, NULL);

    g_byte_array_append(to, (const guint8 *)"\xFF\xFE", 2);
    for (glong i = 0; i < n; i++) {
        put_byte(to, units[i] & 0xFF);
        put_byte(to, units[i] >> 8);
    }
    if (end)
        g_byte_array_append(to, (const guint8 *)"\0", 2);
}

static void put_ascii(GByteArray *to, const char *text)
{
    g_byte_array_append(to, (const guint8 *)text, (guint)strlen(text));
}

/* Starts a frame; end_frame() takes what it returns. */
static guint begin_frame(GByteArray *to, const char id[5])
{
    kx_put_id(to, id);
    kx_put_be32(to, 0);
    g_byte_array_append(to, (const guint8 *)"\0", 2);
    return to->len;
}

static void end_frame(GByteArray *to, guint start)
{
    guint32 size = to->len - start;

    for (int i = 0; i < 4; i++)
        to->data[start - 6 + i] = (guint8)(size >> (24 - 8 * i));
}

/* The three letters of a frame's language. */
static void put_language(GByteArray *to, const kx_tags *tags)
{
    bool known = tags->language != NULL && strlen(tags->language) == 3;

    put_ascii(to, known ? tags->language : "und");
}

/* ---- frames ---- */

static void put_text_frame(GByteArray *to, const char id[5], const char *text)
{
    g_autofree char *cut = kx_tag_value(text);

    if (cut == NULL)
        return;
    guint frame = begin_frame(to, id);
    put_byte(to, UTF16);
    put_text(to, cut, false);
    end_frame(to, frame);
}

static void put_own_text_frame(GByteArray *to, const char *description, const char *text)
{
    g_autofree char *cut = kx_tag_value(text);

    if (cut == NULL)
        return;
    guint frame = begin_frame(to, "TXXX");
    put_byte(to, UTF16);
    put_text(to, description, true);
    put_text(to, cut, false);
    end_frame(to, frame);
}

static void put_link_frame(GByteArray *to, const char id[5], const char *url)
{
    if (url == NULL)
        return;
    guint frame = begin_frame(to, id);
    put_ascii(to, url);
    end_frame(to, frame);
}

/* "2026-03-01": the year, and day and month. */
static void put_date(GByteArray *to, const char *date)
{
    if (date == NULL || strlen(date) != strlen("YYYY-MM-DD"))
        return;
    g_autofree char *year = g_strndup(date, 4);
    g_autofree char *day = g_strdup_printf("%.2s%.2s", date + 8, date + 5);
    put_text_frame(to, "TYER", year);
    put_text_frame(to, "TDAT", day);
}

/* COMM and USLT: a language, an empty description, a text. */
static void put_described(GByteArray *to, const char id[5], const kx_tags *tags, const char *text)
{
    guint frame = begin_frame(to, id);

    put_byte(to, UTF16);
    put_language(to, tags);
    put_text(to, "", true);
    put_text(to, text, false);
    end_frame(to, frame);
}

static void put_picture(GByteArray *to, const kx_picture *picture)
{
    guint frame = begin_frame(to, "APIC");

    put_byte(to, LATIN1);
    put_ascii(to, picture->type);
    put_byte(to, 0);
    put_byte(to, FRONT_COVER);
    put_byte(to, 0); /* no description */
    g_byte_array_append(to, picture->data, (guint)picture->n);
    end_frame(to, frame);
}

bool kx_id3_has_lines(const kx_tags *tags)
{
    size_t bytes = 0;

    for (unsigned i = 0; i < tags->n_lines; i++)
        bytes += strlen(tags->lines[i].text);
    return bytes > 0 && bytes <= KX_ID3_LINES_BYTES_MAX;
}

static guint32 milliseconds(int64_t frames, int rate)
{
    return (guint32)MIN((frames * 1000 + rate / 2) / rate, G_MAXUINT32);
}

guint32 kx_id3_length(const kx_master *master)
{
    return milliseconds(master->frames, master->rate);
}

/* The text, and the text with its times. */
static void put_lines(GByteArray *to, const kx_tags *tags)
{
    g_autoptr(GString) whole = g_string_new(NULL);

    if (!kx_id3_has_lines(tags))
        return;
    for (unsigned i = 0; i < tags->n_lines; i++)
        g_string_append_printf(whole, "%s%s", i > 0 ? "\n" : "", tags->lines[i].text);
    put_described(to, "USLT", tags, whole->str);

    guint frame = begin_frame(to, "SYLT");
    put_byte(to, UTF16);
    put_language(to, tags);
    put_byte(to, MILLISECONDS);
    put_byte(to, LYRICS);
    put_text(to, "", true);
    for (unsigned i = 0; i < tags->n_lines; i++) {
        put_text(to, tags->lines[i].text, true);
        kx_put_be32(to, milliseconds(tags->lines[i].start, KX_RATE));
    }
    end_frame(to, frame);
}

/* ---- chapters ---- */

static void put_chapter_id(GByteArray *to, unsigned i)
{
    g_autofree char *id = g_strdup_printf("ch%03u", i);

    g_byte_array_append(to, (const guint8 *)id, (guint)strlen(id) + 1);
}

static void put_contents(GByteArray *to, const kx_tags *tags)
{
    guint frame = begin_frame(to, "CTOC");

    g_byte_array_append(to, (const guint8 *)"toc", 4);
    put_byte(to, TOC_TOP_LEVEL | TOC_ORDERED);
    put_byte(to, tags->n_chapters);
    for (unsigned i = 0; i < tags->n_chapters; i++)
        put_chapter_id(to, i);
    end_frame(to, frame);
}

static void put_chapter(GByteArray *to, const kx_master *master, const kx_tags *tags, unsigned i)
{
    const kx_chapter_mark *mark = &tags->chapters[i];
    const kx_picture *cover = tags->cover;
    guint frame = begin_frame(to, "CHAP");

    put_chapter_id(to, i);
    kx_put_be32(to, milliseconds(mark->start, KX_RATE));
    kx_put_be32(to, milliseconds(kx_chapter_end(master, tags, i), master->rate));
    kx_put_be32(to, G_MAXUINT32); /* no offsets in bytes: the times hold */
    kx_put_be32(to, G_MAXUINT32);
    put_text_frame(to, "TIT2", mark->title);
    if (mark->url != NULL) {
        guint link = begin_frame(to, "WXXX");
        put_byte(to, LATIN1);
        put_byte(to, 0); /* no description */
        put_ascii(to, mark->url);
        end_frame(to, link);
    }
    if (cover != NULL && cover->n <= KX_ID3_CHAPTER_PICTURES_BYTES_MAX / tags->n_chapters)
        put_picture(to, cover);
    end_frame(to, frame);
}

/* ---- the tag ---- */

static void put_texts(GByteArray *to, const kx_master *master, const kx_tags *tags)
{
    g_autofree char *length = g_strdup_printf("%" G_GUINT32_FORMAT, kx_id3_length(master));
    g_autofree char *comment = kx_tag_value(tags->comment), *gain = NULL, *peak = NULL;
    bool linked = tags->license != NULL && g_str_has_prefix(tags->license, "http");

    put_text_frame(to, "TIT2", tags->title);
    put_text_frame(to, "TPE1", tags->artist);
    put_text_frame(to, "TALB", tags->album);
    put_date(to, tags->date);
    put_text_frame(to, "TCON", tags->genre);
    put_text_frame(to, "TLAN", tags->language);
    put_text_frame(to, "TLEN", length);
    put_text_frame(to, "TCOP", tags->copyright);
    put_link_frame(to, "WCOP", linked ? tags->license : NULL);
    put_link_frame(to, "WOAF", tags->url);
    if (comment != NULL)
        put_described(to, "COMM", tags, comment);
    kx_replaygain(tags, &gain, &peak);
    put_own_text_frame(to, "REPLAYGAIN_TRACK_GAIN", gain);
    put_own_text_frame(to, "REPLAYGAIN_TRACK_PEAK", peak);
    put_own_text_frame(to, "LICENSE", linked ? NULL : tags->license);
}

GByteArray *kx_id3_make(const kx_master *master, const kx_tags *tags, GError **error)
{
    g_autoptr(GByteArray) tag = g_byte_array_new();

    g_byte_array_append(tag, (const guint8 *)"ID3\3\0\0\0\0\0", HEADER_BYTES);
    put_texts(tag, master, tags);
    if (tags->cover != NULL)
        put_picture(tag, tags->cover);
    put_lines(tag, tags);
    put_contents(tag, tags);
    for (unsigned i = 0; i < tags->n_chapters; i++)
        put_chapter(tag, master, tags, i);

    guint used = tag->len;
    g_byte_array_set_size(tag, used + KX_ID3_PADDING);
    memset(tag->data + used, 0, KX_ID3_PADDING);
    guint32 size = tag->len - HEADER_BYTES;
    if (size >= TAG_BYTES_MAX) {
        kx_error_set(error, KX_ERROR_SOFTWARE, "cannot write an MP3 file: its tag is too large");
        return NULL;
    }
    for (int i = 0; i < 4; i++) /* seven bits a byte */
        tag->data[6 + i] = (guint8)(size >> (21 - 7 * i) & 0x7F);
    return g_steal_pointer(&tag);
}
