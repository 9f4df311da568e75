/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The conductor: documents -> briefing. */
#pragma once

#include "brief/briefing.h"
#include "brief/profile.h"

typedef enum { KX_STAGE_SPEAK, KX_STAGE_MASTER, KX_STAGE_WRITE } kx_stage;

typedef struct {
    const kx_engine *engine;
    const kx_voice *voice;     /* as the profile changes it */
    const kx_profile *profile; /* what is left out; NULL: nothing, as KX_PROFILE_DEFAULT */
    kx_structure structure;
    double words_per_minute; /* 0: the profile's characters a second */
    double loudness;         /* LUFS */
    double ceiling;          /* dBTP that no peak may exceed; at most 0 */
    int rate;                /* of the files: KX_RATE or 2 * KX_RATE */
    int64_t frames_max;      /* of KX_RATE: the longest programme; 0: any ... */
    const char *shortest;    /* ... since a file of this format holds no more, as --to names it */
    const char *id;          /* NULL: by title or date */
    const char *title;       /* of the programme; NULL: the article's, or one with the day */
    const char *date;        /* YYYY-MM-DD */
    bool discloses;          /* ends with the words that a computer's voice has read it */
    unsigned jobs;           /* workers; 0: as many as processors; 1: no thread beside either */
    const char *spool_dir;
    const volatile int *stop;                                   /* a signal number asks to stop */
    void (*progress)(kx_stage stage, double share, void *data); /* may be NULL */
    void *data;
} kx_compose_settings;

/* What kx_compose will say, in which order: a briefing without sound and times, with titles, parts,
 * chapters and sentences. Takes the documents (kx_document*) over as kx_compose does. */
kx_briefing *kx_compose_plan(GPtrArray *documents, const kx_compose_settings *settings);

/* Speaks the documents (kx_document*; taken over by the briefing, the array is empty after it) and
 * lays them out in time; the sound is not mastered yet. One document: chapters by its sections or
 * paragraphs. Several: an opening, a chapter an article, a closing. Call it before any thread is
 * started. Errors: those of the pool; DATA when nothing is left to say, or it is too long. */
kx_briefing *kx_compose(GPtrArray *documents, const kx_compose_settings *settings, GError **error);

/* Masters the sound. */
bool kx_compose_master(kx_briefing *briefing, const kx_compose_settings *settings, GError **error);

/* What is said instead of a sentence that cannot be said. Caller frees. */
kx_call *kx_notice_call(const kx_style *style);

/* A folder name from a title: a-z 0-9 and hyphens, at most KX_ID_BYTES_MAX bytes, never empty,
 * never a reserved name. Caller frees. */
char *kx_slug(const char *title);
/* Whether a briefing may be called that: something of it is left on a clean line. */
bool kx_title_valid(const char *title);
/* Whether `id` may be a folder name: letters, digits, - _ . ; no dot first or last; not reserved.
 */
bool kx_id_valid(const char *id);
