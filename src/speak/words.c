/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "speak/words.h"

#include "speak/join.h"
#include "speak/words_file.h"
#include "speak/words_format.h"
#include "text/table.h"

#include <string.h>

/* The file that compile_words made, as it is. */
__asm__(".section .rodata\n"
        ".balign 8\n"
        "kx_words_file:\n"
        ".incbin \"" KX_WORDS_FILE "\"\n"
        ".previous\n");
extern const unsigned char kx_words_file[] __attribute__((visibility("hidden")));

static const kx_words_header *header(void)
{
    return (const kx_words_header *)(const void *)kx_words_file;
}

static const uint32_t *edges(void)
{
    return (const uint32_t *)(const void *)(kx_words_file + sizeof(kx_words_header));
}

static const uint32_t *places(void)
{
    return edges() + header()->n_edges;
}

static const char *pool(void)
{
    return (const char *)(const void *)(places() + header()->n_places);
}

bool kx_words_has(const char *text, size_t n)
{
    uint32_t node = 1, edge = 0;
    for (size_t i = 0; i < n; i++) {
        if (node == 0)
            return false;
        for (const uint32_t *at = edges() + node;; at++) {
            edge = *at;
            if (edge >> KX_EDGE_BYTE_SHIFT == (unsigned char)text[i])
                break;
            if (edge & KX_EDGE_LAST)
                return false;
        }
        node = edge & KX_EDGE_TARGET;
    }
    return n > 0 && (edge & KX_EDGE_FINAL);
}

const char *kx_words_part(const char *text, size_t n, kx_part_counts *counts)
{
    uint32_t mask = header()->n_places - 1;
    for (uint32_t at = kx_table_hash(text, n);; at++) {
        uint32_t place = places()[at & mask];
        if (place == 0)
            return NULL;
        const char *part = pool() + place - 1;
        if (strncmp(part, text, n) != 0 || part[n] != '\0')
            continue;
        const char *phonemes = part + n + 1;
        const unsigned char *numbers = (const unsigned char *)phonemes + strlen(phonemes) + 1;
        *counts = (kx_part_counts){numbers[0] | (unsigned)numbers[1] << 8,
                                   numbers[2] | (unsigned)numbers[3] << 8};
        return phonemes;
    }
}

static bool look_up(void *data, const char *text, size_t n, kx_part_counts *counts)
{
    (void)data;
    *counts = (kx_part_counts){0, 0};
    return kx_words_part(text, n, counts) || kx_words_has(text, n);
}

char *kx_words_compound(const char *word, size_t n)
{
    size_t ends[KX_COMPOUND_PARTS_MAX];
    const char *phonemes[KX_COMPOUND_PARTS_MAX];
    unsigned parts = kx_compound_split(word, n, look_up, NULL, ends);
    if (parts == 0)
        return NULL;
    for (unsigned i = 0; i < parts; i++) {
        size_t start = i == 0 ? 0 : ends[i - 1];
        phonemes[i] = kx_words_part(word + start, ends[i] - start, &(kx_part_counts){0, 0});
    }
    return kx_join_phonemes(phonemes, parts, kx_compound_stressed(word, ends, parts));
}
