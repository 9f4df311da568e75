/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The chunks of a WAV file that stand before its sound, RIFF or RF64 (EBU Tech 3306). libsndfile
 * finds chapters in RIFF alone. */
#pragma once

#include <glib.h>
#include <stdbool.h>
#include <stdint.h>

/* Nothing beyond is looked at; the encoder refuses longer headers. */
#define KX_WAV_HEADER_BYTES_MAX (64 * 1024)
/* A point of "cue ", behind the number of points: its id, and its frame at the end. */
#define KX_WAV_CUE_BYTES 24
#define KX_WAV_CUE_FRAME 20

/* A chunk's content inside the header; data is NULL if there is none. */
typedef struct {
    const guint8 *data;
    guint32 size;
} kx_wav_chunk;

typedef struct {
    bool rf64;
    kx_wav_chunk ds64, fmt, bext, cue, labels; /* labels: LIST of the kind "adtl" */
    int64_t sound;                             /* offset */
    guint32 sound_size;                        /* as the chunk says; all ones in RF64 */
} kx_wav_header;

/* Walks the chunks of the file's first n bytes up to "data". `found` points into them. False if
 * they do not lead there. */
bool kx_wav_header_find(const guint8 *header, size_t n, kx_wav_header *found);
/* The text, of *length bytes, that "labl" gives the cue point `id`; NULL if none does. */
const char *kx_wav_header_label(const kx_wav_header *header, guint32 id, size_t *length);
