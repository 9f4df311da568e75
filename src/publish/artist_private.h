/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is said between an artist and its process, on a stream: the process says that it is ready;
 * then, as often as it is asked, an order and an answer. All in this machine's own form. */
#pragma once

#include "publish/artist.h"

#include <stdint.h>

#define KX_ARTIST_PROGRAM "kxspeak-cover"

#define KX_ARTIST_WORDS       4
#define KX_ARTIST_MESSAGE_MAX 1000

/* Behind it come the words as they stand in kx_cover_words, one after the other. */
typedef struct {
    uint32_t side;
    uint32_t lengths[KX_ARTIST_WORDS];
} kx_artist_order;

/* Behind it come the bytes of the picture, or those of a message. */
typedef struct {
    uint32_t failed; /* a kx_error_code and 1; 0: nothing */
    uint32_t length; /* at most KX_COVER_BYTES_MAX, or KX_ARTIST_MESSAGE_MAX */
} kx_artist_answer;
