/* SPDX-License-Identifier: GPL-3.0-or-later */
/* ID3v2.3 tags with chapters: the writer for our MP3 files, and a reader.
 * Sources: id3.org's "ID3 tag version 2.3.0" and "ID3v2 Chapter Frame Addendum". */
#pragma once

#include "audio/encode.h"

/* Zeros behind the frames: room for changes without writing the file anew. */
#define KX_ID3_PADDING 2048
/* Lines of text beyond this many bytes are left out whole: a player reads the tag before it plays.
 */
#define KX_ID3_LINES_BYTES_MAX (1024 * 1024)
/* The cover is repeated in each chapter while all of them stay within this. */
#define KX_ID3_CHAPTER_PICTURES_BYTES_MAX (64 * 1024)

/* A whole tag, for the front of an MP3 file. Text is UTF-16 with a byte order mark; no
 * unsynchronisation, no extended header; chapters in the order of time. NULL with a SOFTWARE error
 * if it would pass the 256 MiB that its header can say. */
GByteArray *kx_id3_make(const kx_master *master, const kx_tags *tags, GError **error);
/* Milliseconds of the master's length, as the tag gives them. */
guint32 kx_id3_length(const kx_master *master);
/* Whether kx_id3_make puts the lines of text into the tag. */
bool kx_id3_has_lines(const kx_tags *tags);

typedef struct {
    char *id, *title, *url; /* title, url: NULL if there is none */
    guint32 start, end;     /* ms */
    bool picture;
} kx_id3_chapter;

typedef struct {
    char *text;
    guint32 start; /* ms */
} kx_id3_line;

typedef struct {
    gsize size;         /* bytes from the tag's start to its end, with padding: the sound follows */
    unsigned version;   /* 3 or 4: of ID3v2 */
    GHashTable *texts;  /* char* -> char*: "TIT2", "WOAF", "COMM", "USLT", "TXXX:DESCRIPTION" */
    GArray *chapters;   /* kx_id3_chapter, in the file's order */
    GPtrArray *toc;     /* char*: children of the top-level CTOC; empty if there is none */
    unsigned toc_flags; /* 1: ordered, 2: top level */
    GArray *lines;      /* kx_id3_line, of SYLT in ms */
    char *picture_type; /* of the first APIC; NULL: none */
    GBytes *picture;
} kx_id3;

/* The size of the whole tag that begins with these n bytes (10 are enough), header included; 0 if
 * none does. */
gsize kx_id3_size(const guint8 *data, gsize n);
/* Reads the tag at the start of n bytes, of ID3v2.3 or 2.4 without unsynchronisation; frames that
 * it does not know are passed over. Error: DATA. */
kx_id3 *kx_id3_read(const guint8 *data, gsize n, GError **error);
void kx_id3_free(kx_id3 *tag);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(kx_id3, kx_id3_free)
/* A text of the tag, NULL if it has none. */
const char *kx_id3_text(const kx_id3 *tag, const char *key);
