/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "audio/wav_header.h"

#include "audio/bytes.h"

static void note_chunk(kx_wav_header *found, const guint8 *id, const guint8 *data, guint32 size)
{
    const struct {
        const char *id;
        kx_wav_chunk *to;
    } known[] = {{"ds64", &found->ds64},
                 {"fmt ", &found->fmt},
                 {"bext", &found->bext},
                 {"cue ", &found->cue}};

    for (size_t i = 0; i < G_N_ELEMENTS(known); i++)
        if (memcmp(id, known[i].id, 4) == 0)
            *known[i].to = (kx_wav_chunk){data, size};
    if (memcmp(id, "LIST", 4) == 0 && size >= 4 && memcmp(data, "adtl", 4) == 0)
        found->labels = (kx_wav_chunk){data, size};
}

bool kx_wav_header_find(const guint8 *header, size_t n, kx_wav_header *found)
{
    *found = (kx_wav_header){.rf64 = n >= 12 && memcmp(header, "RF64", 4) == 0};
    if (n < 12 || memcmp(header + 8, "WAVE", 4) != 0 ||
        (!found->rf64 && memcmp(header, "RIFF", 4) != 0))
        return false;
    for (size_t at = 12; at + 8 <= n;) {
        guint32 size = kx_le32(header + at + 4);
        if (memcmp(header + at, "data", 4) == 0) {
            found->sound = (int64_t)at + 8;
            found->sound_size = size;
            return true;
        }
        if (size > n - at - 8)
            return false;
        note_chunk(found, header + at, header + at + 8, size);
        at += 8 + (size_t)size + size % 2;
    }
    return false;
}

const char *kx_wav_header_label(const kx_wav_header *header, guint32 id, size_t *length)
{
    const kx_wav_chunk *labels = &header->labels;

    for (size_t at = 4; at + 12 <= labels->size;) {
        const guint8 *label = labels->data + at;
        const guint32 size = kx_le32(label + 4);
        if (size > labels->size - at - 8)
            break;
        if (memcmp(label, "labl", 4) == 0 && size >= 4 && kx_le32(label + 8) == id) {
            *length = strnlen((const char *)label + 12, size - 4);
            return (const char *)label + 12;
        }
        at += 8 + (size_t)size + size % 2;
    }
    return NULL;
}
