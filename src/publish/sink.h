/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Something a finished briefing is published as. A sink is a const struct at the foot of its own
 * file and one line in sinks.c. */
#pragma once

#include "base/intl.h"
#include "publish/edition.h"

typedef enum {
    KX_SINK_AUDIO,  /* one audio file; may be streamed */
    KX_SINK_TEXT,   /* a file or folder beside it */
    KX_SINK_RECORD, /* always written; not a choice of --to */
} kx_sink_kind;

typedef struct {
    const char *name; /* "wav": what --to takes */
    const char *what; /* one line for `kxspeak list formats`, marked by N_() */
    kx_sink_kind kind;
    bool enclosed;    /* a feed offers it to listeners */
    bool pictured;    /* it holds the edition's cover */
    const char *file; /* "%s.wav": the file's name, %s is the briefing's id */
    const char *type; /* media type */
    /* Whether there is anything to write; NULL: always. */
    bool (*applies)(const kx_edition *edition);
    /* Whether it holds the name of another file of the edition, and so is written when names are
     * settled (publish/revision.h); NULL: never. */
    bool (*names_others)(const kx_edition *edition);
    /* Writes file or folder `name` in the open folder, new and synced. A pure function of the
     * edition; may run in a thread beside other sinks. On failure no file stays. */
    bool (*write)(const kx_edition *edition, int dirfd, const char *name, GError **error);
    /* dB that its codec may raise peaks by; NULL: none. */
    double (*overshoot)(const kx_show *show);
    int64_t frames_max; /* of the master that its file can hold; 0: no bound */
} kx_sink;

extern const kx_sink kx_sink_wav, kx_sink_flac, kx_sink_mp3, kx_sink_opus, kx_sink_vtt, kx_sink_srt,
    kx_sink_words, kx_sink_spoken, kx_sink_player, kx_sink_html, kx_sink_text, kx_sink_chapters,
    kx_sink_chapters_vtt, kx_sink_cover, kx_sink_epub, kx_sink_daisy, kx_sink_daisy_zip,
    kx_sink_timeline;

/* NULL-terminated list of all sinks. */
extern const kx_sink *const kx_sinks[];

/* The file's name in revision `revision` of briefing `id`: "%s" becomes the id, with -v2 and so on
 * from the second revision on. Caller frees. */
char *kx_sink_file_name(const kx_sink *sink, const char *id, unsigned revision);

/* Whether a file of briefing `id` has that name, in any format and revision. */
bool kx_sink_has_file_name(const char *name, const char *id);

/* The chosen sinks: names separated by commas, or all where `names` is NULL; records are always
 * among them. Caller frees the array (not its elements). Errors: USAGE, listing what there is. */
GPtrArray *kx_sinks_choose(const char *names, GError **error);
bool kx_sinks_have(const GPtrArray *sinks, const kx_sink *sink);
/* Whether any of them holds the edition's cover. */
bool kx_sinks_pictured(const GPtrArray *sinks);
/* The one whose file holds the shortest master; NULL: none of them has a bound. */
const kx_sink *kx_sinks_shortest(const GPtrArray *sinks);
/* dBTP that the master must keep, so that every file of these sinks stays at -1 or below. */
double kx_sinks_ceiling(const GPtrArray *sinks, const kx_show *show);
