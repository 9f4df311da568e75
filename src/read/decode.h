/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Source bytes to code points that know which bytes they came from. Only for import.c. */
#pragma once

#include "read/charset.h"

#include <stdint.h>
#include <unicode/ucnv.h>

typedef struct {
    UChar32 c;
    size_t start, end; /* its bytes in the source */
} kx_source_point;

typedef struct {
    const uint8_t *bytes;
    size_t length, at;
    UConverter *converter; /* NULL: UTF-8 */
    UChar32 *single;       /* 256 code points of a character set of single bytes, else NULL */
    bool ascii;            /* bytes of ASCII stand for themselves */
    bool has_peeked;
    kx_source_point peeked;
    unsigned n_points; /* decoded so far, but for what the user of kx_text_decoder_plain copied */
    unsigned n_broken, n_dropped;
} kx_text_decoder;

/* `bytes` must live as long as the decoder. */
void kx_text_decoder_open(kx_text_decoder *decoder, const kx_charset *charset, const char *bytes,
                          size_t length);
void kx_text_decoder_close(kx_text_decoder *decoder);

/* The next character of clean text: line ends are LF (CR, CRLF, VT, FF, U+0085, U+2028 and U+2029
 * become one), bytes that are no character are U+FFFD (counted), and controls but LF and TAB,
 * noncharacters (both counted) and U+FEFF are left out. False at the end. */
bool kx_text_decoder_next(kx_text_decoder *decoder, kx_source_point *point);

/* How many bytes from `at` on are printable ASCII, LF or TAB that need no decoding. */
size_t kx_text_decoder_plain(const kx_text_decoder *decoder);
