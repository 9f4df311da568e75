/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Checking a publisher's picture. Private to publish/. */
#pragma once

#include "audio/encode.h"

#include <glib.h>
#include <stdbool.h>
#include <stddef.h>

/* Whether a square of `width` x `height` pixels may be artwork; `shown` begins the message. */
bool kx_cover_check_size(unsigned long width, unsigned long height, const char *shown,
                         GError **error);
/* Sets "SHOWN: WHAT; WHAT TO DO" as a DATA error. Always false. */
bool kx_cover_refuse(const char *shown, const char *what, const char *remedy, GError **error);
/* Decodes all of it and keeps nothing; true with the picture's side and colours, or false with a
 * DATA error. */
bool kx_cover_check_png(const void *data, size_t n, const char *shown, kx_picture *picture,
                        GError **error);
bool kx_cover_check_jpeg(const void *data, size_t n, const char *shown, kx_picture *picture,
                         GError **error);
