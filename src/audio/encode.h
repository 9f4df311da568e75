/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A master in a container, with its chapters and tags. One container, one file: encode_wav.c,
 * encode_flac.c, encode_mp3.c, encode_opus.c. Each writes NAME in an open folder through virtual
 * I/O with a sticky error (libsndfile hides write errors at close), then reads back and checks what
 * it wrote: header fields, frames, chapters, titles; the sound is decoded and compared, of WAV and
 * FLAC every sample, of MP3 and Opus the length and roughly the energy. Then fsync. On failure no
 * file stays. Nothing of the clock, the host or the process goes into a file. */
#pragma once

#include "audio/master.h"

typedef struct {
    const char *title; /* UTF-8, 1..KX_CHAPTER_TITLE_BYTES_MAX bytes */
    const char *url;   /* of the article, ASCII; or NULL */
    int64_t start;     /* frame at KX_RATE; whole seconds, ascending, the first 0 */
} kx_chapter_mark;

/* A line of the text as printed, and when it is heard. */
typedef struct {
    const char *text; /* UTF-8, one line */
    int64_t start;    /* frame at KX_RATE, not descending */
} kx_text_line;

/* A square picture in memory: a PNG or JPEG, RGB, without alpha. */
typedef struct {
    const void *data;
    size_t n;
    const char *type; /* "image/png", "image/jpeg" */
    unsigned side;    /* pixels */
    unsigned colours; /* of its palette; 0: it has none */
} kx_picture;

/* NULL or empty: left out. UTF-8 without control characters (a comment may have line breaks); more
 * than 1,000 bytes are cut at a character. */
typedef struct {
    const char *title, *artist, *album, *date /* YYYY-MM-DD */, *genre, *language /* "nld" */;
    const char *copyright, *license, *comment;
    const char *url; /* of the programme's page */
    double loudness; /* LUFS and dBTP of the master, for bext and REPLAYGAIN */
    double true_peak;
    const kx_chapter_mark *chapters;
    unsigned n_chapters; /* 1..KX_CHAPTERS_MAX */
    const kx_text_line *lines;
    unsigned n_lines;
    const kx_picture *cover; /* or NULL */
    unsigned flac_level;     /* 0..KX_FLAC_LEVEL_MAX */
    unsigned kbps;           /* of MP3 (64..128, one of MPEG-1's) or Opus (6..256); 0: 64, 24 */
} kx_tags;

/* How long libFLAC searches for the smallest file, as the program flac's options -0 to -8. */
#define KX_FLAC_LEVEL_MAX 8

/* Errors: SOFTWARE (chapters or tags against the rules above; the file does not read back as it was
 * written), CANT_CREATE, NO_PERM, IO (disk full). */
typedef bool kx_encoder(const kx_master *master, const kx_tags *tags, int dirfd, const char *name,
                        GError **error);

/* Cue points are frames of 32 bits: 54 hours at KX_RATE. */
#define KX_WAV_FRAMES_MAX ((int64_t)UINT32_MAX)
/* RIFF/WAVE with "cue " and LIST/adtl chapters, LIST/INFO, bext v2; RF64 beyond 4 GiB. */
kx_encoder kx_encode_wav;
/* FLAC with CHAPTERnnn comments, seek table (10 s), picture, 8 KiB padding. */
kx_encoder kx_encode_flac;
/* MP3, mono, constant bit rate, always 44.1 kHz, behind an ID3v2.3 tag (audio/id3.h). */
kx_encoder kx_encode_mp3;
/* Ogg Opus for voice, with CHAPTERnnn comments and picture; the number of its stream is fixed. */
kx_encoder kx_encode_opus;

/* dB of room that the master should leave for peaks: a codec raises some of them, and both bring
 * its loss of loudness back. Measured on Dutch speech of all voices. What passes -1 dBTP all the
 * same is turned down where it stands (audio/opus_sound.h, audio/mp3_stream.h). */
double kx_mp3_overshoot(unsigned kbps);
double kx_opus_overshoot(unsigned kbps);
