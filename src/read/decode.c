/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "read/decode.h"

#include <unicode/utf.h>

#define REPLACEMENT 0xFFFD

static bool is_plain(uint8_t c)
{
    return (c >= 0x20 && c < 0x7F) || c == '\n' || c == '\t';
}

static UChar32 convert_next(UConverter *converter, const char **p, const char *end)
{
    UErrorCode status = U_ZERO_ERROR;
    UChar32 c = ucnv_getNextUChar(converter, p, end, &status);

    return U_SUCCESS(status) ? c : U_SENTINEL;
}

/* The code points of all 256 bytes: a table is 20 times as quick as the converter. */
static void make_table(kx_text_decoder *decoder)
{
    decoder->single = g_new(UChar32, 256);
    decoder->ascii = true;
    for (int i = 0; i < 256; i++) {
        char byte = (char)i;
        const char *p = &byte;

        ucnv_resetToUnicode(decoder->converter);
        decoder->single[i] = convert_next(decoder->converter, &p, &byte + 1);
        if (is_plain((uint8_t)i) && decoder->single[i] != i)
            decoder->ascii = false;
    }
}

void kx_text_decoder_open(kx_text_decoder *decoder, const kx_charset *charset, const char *bytes,
                          size_t length)
{
    UErrorCode status = U_ZERO_ERROR;

    *decoder =
        (kx_text_decoder){.bytes = (const uint8_t *)bytes, .length = length, .at = charset->bom};
    if (charset->kind == KX_TEXT_UTF8) {
        decoder->ascii = true;
        return;
    }
    decoder->converter = ucnv_open(charset->name, &status);
    if (U_FAILURE(status)) /* kx_charset_find has tried it, or it is part of any ICU */
        g_error("ICU has no converter for %s: %s", charset->name, u_errorName(status));
    if (ucnv_getMaxCharSize(decoder->converter) == 1)
        make_table(decoder);
}

void kx_text_decoder_close(kx_text_decoder *decoder)
{
    ucnv_close(decoder->converter);
    g_free(decoder->single);
}

size_t kx_text_decoder_plain(const kx_text_decoder *decoder)
{
    size_t at = decoder->at;

    if (!decoder->ascii || decoder->has_peeked)
        return 0;
    while (at < decoder->length && is_plain(decoder->bytes[at]))
        at++;
    return at - decoder->at;
}

static bool decode(kx_text_decoder *decoder, kx_source_point *point)
{
    if (decoder->has_peeked) {
        *point = decoder->peeked;
        decoder->has_peeked = false;
        return true;
    }
    if (decoder->at >= decoder->length)
        return false;

    point->start = decoder->at;
    if (decoder->single != NULL) {
        point->c = decoder->single[decoder->bytes[decoder->at++]];
    } else if (decoder->converter == NULL) {
        U8_NEXT(decoder->bytes, decoder->at, decoder->length, point->c);
    } else {
        const char *p = (const char *)decoder->bytes + decoder->at;
        point->c =
            convert_next(decoder->converter, &p, (const char *)decoder->bytes + decoder->length);
        decoder->at = (size_t)(p - (const char *)decoder->bytes);
        if (point->c < 0 && decoder->at == point->start)
            decoder->at++;
    }
    point->end = decoder->at;
    if (point->c < 0 || (point->c == REPLACEMENT && decoder->converter != NULL)) {
        point->c = REPLACEMENT;
        decoder->n_broken++;
    }
    decoder->n_points++;
    return true;
}

static bool is_line_end(UChar32 c)
{
    return c == '\n' || c == '\v' || c == '\f' || c == '\r' || c == 0x85 || c == 0x2028 ||
           c == 0x2029;
}

static bool is_dropped(UChar32 c)
{
    return (c < 0x20 && c != '\t') || (c >= 0x7F && c < 0xA0) || U_IS_UNICODE_NONCHAR(c);
}

bool kx_text_decoder_next(kx_text_decoder *decoder, kx_source_point *point)
{
    while (decode(decoder, point)) {
        if (point->c == '\r' && decode(decoder, &decoder->peeked)) {
            decoder->has_peeked = decoder->peeked.c != '\n';
            if (!decoder->has_peeked)
                point->end = decoder->peeked.end;
        }
        if (is_line_end(point->c)) {
            point->c = '\n';
            return true;
        }
        if (point->c == 0xFEFF)
            continue;
        if (!is_dropped(point->c))
            return true;
        decoder->n_dropped++;
    }
    return false;
}
