/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Numbers in file headers: little-endian in RIFF and Opus, big-endian in FLAC and its pictures. */
#pragma once

#include <glib.h>
#include <string.h>

static inline guint16 kx_le16(const guint8 *p)
{
    return (guint16)(p[0] | p[1] << 8);
}

static inline guint32 kx_le32(const guint8 *p)
{
    return p[0] | (guint32)p[1] << 8 | (guint32)p[2] << 16 | (guint32)p[3] << 24;
}

static inline guint64 kx_le64(const guint8 *p)
{
    return kx_le32(p) | (guint64)kx_le32(p + 4) << 32;
}

/* The n-byte number at p, most significant byte first. */
static inline guint64 kx_be(const guint8 *p, unsigned n)
{
    guint64 value = 0;

    for (unsigned i = 0; i < n; i++)
        value = value << 8 | p[i];
    return value;
}

static inline void kx_put_le32(GByteArray *to, guint32 value)
{
    const guint8 bytes[] = {(guint8)value, (guint8)(value >> 8), (guint8)(value >> 16),
                            (guint8)(value >> 24)};

    g_byte_array_append(to, bytes, sizeof bytes);
}

static inline void kx_put_be32(GByteArray *to, guint32 value)
{
    kx_put_le32(to, GUINT32_SWAP_LE_BE(value));
}

/* A chunk's four letters. */
static inline void kx_put_id(GByteArray *to, const char id[5])
{
    g_byte_array_append(to, (const guint8 *)id, 4);
}
