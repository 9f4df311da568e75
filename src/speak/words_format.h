/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What compile_words writes and words.c reads. Numbers are of the machine that builds. */
#pragma once

#include <stdint.h>

/* edges[n_edges], then a blob (blob.h) of the parts.
 *
 * The edges are those of the smallest automaton that accepts the words, byte by byte; the edges of
 * a node stand in a row. Node 0 has none, the start is node 1 (offsets into `edges`).
 *
 * A part's key is in lower case; its value: its phonemes, 0, in how many words it is the first and
 * the last part (two uint16_t in bytes, low one first), and 1 if it is no compound and is not to be
 * read from its letters, else 0. */
typedef struct {
    uint32_t n_edges;
} kx_words_header;

enum { KX_PART_REPAIRED = 4 }; /* where that 1 or 0 stands, behind the phonemes' end */

enum {
    KX_EDGE_TARGET_BITS = 22,
    KX_EDGE_TARGET = (1 << KX_EDGE_TARGET_BITS) - 1, /* the node it leads to */
    KX_EDGE_LAST = 1 << 22,                          /* the last edge of its node */
    KX_EDGE_FINAL = 1 << 23,                         /* a word ends behind it */
    KX_EDGE_BYTE_SHIFT = 24,
};
