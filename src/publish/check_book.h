/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What checks of books share: the timeline that they must agree with. Private to publish/. */
#pragma once

#include "publish/check_private.h"

/* A sentence as timeline.json tells it. */
typedef struct {
    char *printed;     /* as kx_text_file_append leaves it, one line */
    double start, end; /* seconds of the briefing */
    double part_start; /* the same, of its article, or of the opening or closing */
    bool is_cue;       /* said for the ear alone ("Kop:"): books do not print it */
    bool is_told;      /* a book has printed it; set by the checks */
} kx_check_sentence;

/* The sentences of timeline.json in the folder of an episode (kx_check_sentence), the first is
 * s0001. NULL where there is none, or no timeline. Frees its items. */
GArray *kx_check_timeline(int folder);
/* The sentence that an id in a book names, "s0001"; NULL for any other id. */
kx_check_sentence *kx_check_sentence_of(const GArray *timeline, const char *id);
/* Whether words for the ear alone are heard right before that sentence of the timeline: its stretch
 * of a book's sound may begin with them. Sentences without a sound may stand between. */
bool kx_check_announced(const GArray *timeline, const kx_check_sentence *sentence);
/* One fault for the first sentence that `text` of the book has differently; marks it as told. */
void kx_check_printed(kx_checker *checker, const GArray *timeline, const char *id,
                      const char *text);
/* One fault for the first sentence that should be printed and was not told. */
void kx_check_all_told(kx_checker *checker, const GArray *timeline);

/* A book in a ZIP file, and what of the record is needed to judge it. */
void kx_check_epub(kx_checker *checker, int folder, const char *name);
/* A talking book: a folder (`inside` NULL), or a ZIP file with all files in folder `inside`. Faults
 * are told below `checker`'s path. */
void kx_check_daisy(kx_checker *checker, int folder, const char *name, const char *inside);
