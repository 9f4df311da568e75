/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a finished sound file says of itself and how it sounds, read without knowing what was
 * written: for checking a publication. */
#pragma once

#include <glib.h>
#include <stdbool.h>
#include <stdint.h>

typedef enum { KX_FILE_WAV, KX_FILE_FLAC, KX_FILE_MP3, KX_FILE_OPUS } kx_file_kind;

typedef struct {
    int64_t start;     /* ms */
    char *title, *url; /* NULL if the file has none */
} kx_found_chapter;

typedef struct {
    kx_file_kind kind; /* by its content, not by its name */
    int rate;          /* of the decoded sound: 48,000 for Opus */
    int64_t frames;    /* decoded, at `rate` */
    double seconds;
    char *title;      /* or NULL */
    GArray *chapters; /* kx_found_chapter, in the file's order */
    bool cover;       /* it has a picture */
    double loudness;  /* LUFS, by libebur128; -HUGE_VAL if nothing passes the gate */
    double true_peak; /* dBTP; -HUGE_VAL for silence */
} kx_inspection;

/* Reads and decodes the whole of file NAME in an open folder. Errors: NO_INPUT, NO_PERM, IO; DATA
 * (no file of the four kinds, damaged, not mono). */
bool kx_inspect_file(int dirfd, const char *name, kx_inspection *found, GError **error);
void kx_inspection_clear(kx_inspection *found);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(kx_inspection, kx_inspection_clear)
