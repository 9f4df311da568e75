/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the checks share. Private to publish/. */
#pragma once

#include "audio/decode.h"

#include <gio/gio.h>
#include <libxml/tree.h>
#include <stdbool.h>
#include <stdint.h>

/* What was found. */
typedef struct {
    GPtrArray *faults; /* char*, by kx_fault */
    GError *failed;    /* what keeps the check itself from its end: no fault of any file */
} kx_found;

/* Where it goes, and the file that is being looked at. */
typedef struct {
    kx_found *found;
    const char *where; /* path below the folder that is checked */
} kx_checker;

/* Adds "WHERE: what is wrong" as one printable line, whatever is in it: every fault comes from
 * here. What may be long goes into it through kx_printable, which cuts it. */
void kx_fault(kx_checker *checker, const char *format, ...) G_GNUC_PRINTF(2, 3);

/* A chapter or a cue as some file tells it. */
typedef struct {
    double start, end; /* seconds; end is negative where the file does not tell it */
    char *text;        /* title */
} kx_told;

/* A GArray of kx_told that frees them. */
GArray *kx_told_new(void);
void kx_told_add(GArray *told, double start, double end, const char *text);
/* Whether `told` is the same list as `wanted`: count, starts (within `slack` seconds), titles. One
 * fault for the first difference. `what` names the list: "chapters". */
void kx_told_compare(kx_checker *checker, const char *what, const GArray *wanted,
                     const GArray *told, double slack);

/* "01:02:03.004" in seconds, `sign` before the milliseconds; -1 for any other text. */
double kx_clock_read(const char *text, size_t n, char sign);

/* The cues of a WebVTT or SubRip file, each with a fault where it breaks its rules or lies outside
 * `length` seconds. Cues go to `told` (may be NULL). */
void kx_check_vtt(kx_checker *checker, const char *text, double length, GArray *told);
void kx_check_srt(kx_checker *checker, const char *text, double length);
/* A transcript, and chapters, as JSON; chapters go to `told`. */
void kx_check_transcript_json(kx_checker *checker, const char *text, double length);
void kx_check_chapters_json(kx_checker *checker, const char *text, GArray *told);

/* An episode as its record tells it. */
typedef struct {
    char *id, *guid, *title, *published;
    double duration;         /* seconds */
    double loudness;         /* LUFS; NAN where the record has none */
    GArray *chapters;        /* kx_told */
    GHashTable *integrities; /* kx_record_integrity of its files */
    bool has_mp3;
    unsigned in_feed; /* how often it stands in the feed and its archive */
} kx_check_episode;

/* A folder with a feed. */
typedef struct {
    int dirfd;
    char *base; /* of the feed's addresses, with its slash; NULL until the feed tells it */
    GHashTable *episodes; /* guid -> kx_check_episode */
} kx_check_folder;

/* Decodes sound that is no file by itself, from a temporary one. `shown`: what it is called. False
 * with a fault, or with what keeps the check from its end. */
bool kx_check_decode(kx_checker *checker, const void *data, size_t n, const char *shown,
                     kx_decoded *decoded);
/* The sound of an episode's file: length, chapters, title, loudness. */
void kx_check_audio(kx_checker *checker, int folder, const char *name, const char *format,
                    const kx_check_episode *episode);
/* A page of the feed; returns the path of the next one below the folder, or NULL. Caller frees. */
char *kx_check_feed_page(kx_checker *checker, kx_check_folder *folder, GBytes *bytes);
/* Checks that the file behind a link is there, and has `length` bytes (NULL: any). */
void kx_check_link(kx_checker *checker, const kx_check_folder *folder, const char *what,
                   const char *url, const char *length);
/* A page: its links; of the page of all episodes (folder->episodes is not NULL) the chapters of
 * each; the chapters that are its sections go to `told` (may be NULL). */
void kx_check_html(kx_checker *checker, const kx_check_folder *folder, GBytes *bytes, GArray *told);

/* The page that plays, of the episode in the open folder. */
void kx_check_player(kx_checker *checker, const kx_check_folder *folder, GBytes *bytes,
                     const kx_check_episode *episode);

/* Whether it is an element of that name. */
bool kx_node_is(const xmlNode *node, const char *name);
/* The first element of that name below `node`, in the file's order; NULL if there is none. */
xmlNode *kx_node_below(const xmlNode *node, const char *name);
/* An attribute of an element; NULL if it has none. Caller frees. */
char *kx_node_attribute(xmlNode *node, const char *name);
