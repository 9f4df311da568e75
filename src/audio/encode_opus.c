/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Packets of Opus in Ogg (RFC 7845), by libogg: libsndfile takes neither 22,050 Hz nor comments of
 * our own, and its stream numbers are drawn at random. */
#include "audio/encode.h"

#include "audio/bytes.h"
#include "audio/comments.h"
#include "audio/opus_check.h"
#include "audio/opus_sound.h"
#include "audio/out_file.h"
#include "audio/tags.h"

#include <ogg/ogg.h>
#include <opus.h>
#include <string.h>

/* PADDING: room for comments to grow in, as an editor of tags finds it. A page is a second. */
enum { PADDING = 512, PACKETS_A_PAGE = 50, FRONT_COVER = 3, DEPTH = 24 };

/* ---- the two heads ---- */

static void put_bytes(GByteArray *to, const void *bytes, size_t n)
{
    g_byte_array_append(to, bytes, (guint)n);
}

/* A length and the text. */
static void put_text(GByteArray *to, const char *text)
{
    kx_put_le32(to, (guint32)strlen(text));
    put_bytes(to, text, strlen(text));
}

/* The identification header (section 5.1). */
static GByteArray *head_make(const kx_master *master, const kx_opus_sound *sound)
{
    const unsigned skip = kx_opus_sound_skip(sound);
    const guint8 version_and_channels[] = {1, 1}, skipped[] = {(guint8)skip, (guint8)(skip >> 8)};
    const guint8 gain_and_mapping[] = {0, 0, 0};
    GByteArray *head = g_byte_array_new();

    put_bytes(head, "OpusHead", 8);
    put_bytes(head, version_and_channels, sizeof version_and_channels);
    put_bytes(head, skipped, sizeof skipped);
    kx_put_le32(head, (guint32)master->rate);
    put_bytes(head, gain_and_mapping, sizeof gain_and_mapping);
    return head;
}

/* A picture block of FLAC (RFC 9639, section 8.8) in base 64. */
static char *picture_make(const kx_picture *cover)
{
    g_autoptr(GByteArray) block = g_byte_array_new();

    kx_put_be32(block, FRONT_COVER);
    kx_put_be32(block, (guint32)strlen(cover->type));
    put_bytes(block, cover->type, strlen(cover->type));
    kx_put_be32(block, 0); /* bytes of a description */
    kx_put_be32(block, cover->side);
    kx_put_be32(block, cover->side);
    kx_put_be32(block, DEPTH);
    kx_put_be32(block, cover->colours);
    kx_put_be32(block, (guint32)cover->n);
    put_bytes(block, cover->data, cover->n);
    g_autofree char *coded = g_base64_encode(block->data, block->len);
    return g_strconcat("METADATA_BLOCK_PICTURE=", coded, NULL);
}

/* The comment header (section 5.2). */
static GByteArray *comments_make(const GPtrArray *comments, const kx_picture *cover)
{
    static const guint8 padding[PADDING];
    GByteArray *made = g_byte_array_new();

    put_bytes(made, "OpusTags", 8);
    put_text(made, opus_get_version_string());
    kx_put_le32(made, comments->len + (cover != NULL));
    for (guint i = 0; i < comments->len; i++)
        put_text(made, comments->pdata[i]);
    if (cover != NULL) {
        g_autofree char *picture = picture_make(cover);
        put_text(made, picture);
    }
    put_bytes(made, padding, sizeof padding);
    return made;
}

/* ---- pages ---- */

typedef struct {
    kx_out_file *out;
    ogg_stream_state stream;
    int64_t packets; /* so far, with the heads */
} pages;

static void add_packet(pages *p, const unsigned char *bytes, size_t n, int64_t granule, bool last)
{
    ogg_packet packet = {.packet = (unsigned char *)(uintptr_t)bytes, /* it is copied */
                         .bytes = (long)n,
                         .b_o_s = p->packets == 0,
                         .e_o_s = last,
                         .granulepos = granule,
                         .packetno = p->packets};

    ogg_stream_packetin(&p->stream, &packet); /* it fails for want of memory alone */
    p->packets++;
}

/* Writes what has come together; an error sticks. */
static void end_page(pages *p)
{
    ogg_page page;

    while (ogg_stream_flush(&p->stream, &page) != 0) {
        kx_out_file_write(p->out, page.header, (size_t)page.header_len);
        kx_out_file_write(p->out, page.body, (size_t)page.body_len);
    }
}

static void add_head(pages *p, GByteArray *made)
{
    g_autoptr(GByteArray) head = made;

    add_packet(p, head->data, head->len, 0, false);
    end_page(p);
}

/* Each page tells how many frames have ended with it, those left out at the start among them; the
 * last, where the sound ends within its packet (section 4). */
static bool write_sound(pages *p, const kx_master *master, kx_opus_sound *sound, GError **error)
{
    const int64_t end = kx_opus_frames(master) + kx_opus_sound_skip(sound);
    const unsigned char *bytes;
    size_t n;

    for (int64_t granule = 0; granule < end; end_page(p))
        for (int i = 0; i < PACKETS_A_PAGE && granule < end; i++) {
            if (!kx_opus_sound_next(sound, &bytes, &n, error))
                return false;
            granule = MIN(granule + KX_OPUS_PACKET_FRAMES, end);
            add_packet(p, bytes, n, granule, granule == end);
        }
    return kx_out_file_check(p->out, error);
}

static bool write_file(kx_out_file *out, const kx_master *master, const kx_tags *tags,
                       GError **error)
{
    const unsigned kbps = tags->kbps != 0 ? tags->kbps : KX_OPUS_KBPS;
    g_autoptr(kx_opus_sound) sound = kx_opus_sound_new(master, kbps, error);
    g_autoptr(GPtrArray) comments = kx_comments_new(tags, KX_COMMENTS_OPUS);
    pages p = {.out = out};

    if (sound == NULL)
        return false;
    ogg_stream_init(&p.stream, KX_OPUS_SERIAL);
    add_head(&p, head_make(master, sound));
    add_head(&p, comments_make(comments, tags->cover));
    bool ok = write_sound(&p, master, sound, error);
    ogg_stream_clear(&p.stream);
    return ok &&
           kx_opus_check(out, master, comments, tags->cover, kx_opus_sound_square(sound), error);
}

double kx_opus_overshoot(unsigned kbps)
{
    return kbps < 24 ? 1.9 : 1.6;
}

bool kx_encode_opus(const kx_master *master, const kx_tags *tags, int dirfd, const char *name,
                    GError **error)
{
    kx_out_file out;

    if (!kx_tags_check(master, tags, error) || !kx_out_file_open(&out, dirfd, name, error))
        return false;
    return kx_out_file_finish(&out, write_file(&out, master, tags, error), error);
}
