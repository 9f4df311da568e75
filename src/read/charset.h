/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which character set the bytes of a file are in. Only for import.c. */
#pragma once

#include <glib.h>
#include <stdbool.h>
#include <stddef.h>

typedef enum {
    KX_TEXT_UTF8,     /* valid, or damaged in a few places */
    KX_TEXT_BY_BOM,   /* UTF-16 or UTF-32, as its byte order mark says */
    KX_TEXT_DETECTED, /* anything else, found by looking at it: the user should be told */
    KX_TEXT_BINARY,   /* not text */
} kx_charset_kind;

typedef struct {
    kx_charset_kind kind;
    char name[32]; /* for ICU: "UTF-16LE", "windows-1252"; of KX_TEXT_BINARY what it seems to be */
    size_t bom;    /* bytes of the byte order mark */
} kx_charset;

/* UTF-8 if the bytes are; also if more of their multi-byte sequences are valid than broken. UTF-16
 * and UTF-32 by BOM; UTF-16 without one only where nearly all of it is Latin. Binary: known by its
 * first bytes, or controls (NUL among them) are more than a tenth and more than three; in what is
 * not UTF-8 one NUL or a fiftieth of controls will do. Else ICU's detector decides, and in doubt it
 * is windows-1252. Errors, of the detector alone: UNAVAILABLE, OS. */
bool kx_charset_find(const char *bytes, size_t length, kx_charset *charset, GError **error);
