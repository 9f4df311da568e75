/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a player steps through: a list of sentences. It is made from articles, whose sound is
 * spoken while they are listened to (live), or from the folder of a finished episode. */
#pragma once

#include "brief/compose.h"

#include <jansson.h>

/* A sentence, with the words that the programme says around it ("Kop:", "Einde citaat."). */
typedef struct {
    char *printed; /* as printed: one line, printable (base/printable.h) */
    char *cued;    /* the same with the words around it, but for a section's name, those behind a
                    * heading on a line of their own; NULL: none */
    char *spoken;  /* its transcript: numbers and abbreviations in words. NULL until
                    * kx_programme_spoken is asked for it */
    kx_block_kind kind;
    unsigned article; /* index into articles; G_MAXUINT: opening or closing */
    bool opens_block; /* the first of its paragraph, headline, quote ... */
    bool opens_article, opens_section;
    unsigned words;     /* printed words, for the time that is left */
    int64_t start, end; /* frames (KX_RATE) in a finished episode's sound; 0, 0 when live */
    unsigned first, n;  /* its sentences of the plan, live: the one that is printed, and the
                         * programme's own words before and after it */
    unsigned own;       /* which of them is the printed one */
} kx_item;

typedef struct {
    char *title;       /* one line, printable */
    char *section;     /* one line, printable; NULL: none */
    char *hash;        /* 16 hex digits: of its sentences as printed, so that it is the same in any
                        * briefing, live or finished */
    unsigned first, n; /* its items */
} kx_listed_article;

typedef struct {
    char *title;           /* one line, printable */
    GArray *items;         /* kx_item; never empty */
    GArray *articles;      /* kx_listed_article */
    bool finished;         /* its sound is there already */
    bool open;             /* only its beginning: the rest is still being read */
    kx_briefing *plan;     /* live: what is to be spoken */
    const kx_style *style; /* live: borrowed from the voice */
    char *sound;           /* finished: path of the sound file */
    json_t *timeline;      /* finished: what its timeline.json says */
    double pace;           /* finished: words a minute that it was spoken at */
} kx_programme;

/* Which sentences follow one another. */
typedef enum {
    KX_ORDER_ALL,
    KX_ORDER_HEADLINES, /* of each article, its first sentence */
} kx_order;

/* Without items; they are appended to its arrays, which free what they hold. */
kx_programme *kx_programme_new(const char *title);
void kx_programme_free(kx_programme *programme);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(kx_programme, kx_programme_free)

/* Whether the whole programme begins as an open one does, so that one can go on with it. */
bool kx_programme_begins_as(const kx_programme *whole, const kx_programme *opening);

/* Borrowed; the index must be one. */
const kx_item *kx_programme_item(const kx_programme *programme, unsigned index);
const kx_listed_article *kx_programme_article(const kx_programme *programme, unsigned index);

/* A sentence of the plan or of an episode's timeline, in its order: what items are made of. */
typedef struct {
    char *printed;
    kx_block_kind kind;
    unsigned article; /* index, or G_MAXUINT */
    bool own;         /* the programme's own words */
    unsigned part, block;
} kx_programme_row;

/* Makes the items of all rows, and completes the articles, which have titles and sections. */
void kx_programme_fill(kx_programme *programme, const kx_programme_row *rows, unsigned n);

/* Of articles (kx_document*; taken over, the array is empty after it), planned as kx_compose does
 * it. `settings`: those of the text (structure, title, date, voice); borrowed for the call but for
 * the voice, which must live as long as the programme. Nothing is normalised yet. */
kx_programme *kx_programme_from_documents(GPtrArray *documents,
                                          const kx_compose_settings *settings);

/* The transcript of an item, normalised when it is first asked for; borrowed. Not to be called by
 * two threads at a time. */
const char *kx_programme_spoken(kx_programme *programme, unsigned index);
