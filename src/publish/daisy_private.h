/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The files of a DAISY book are views of one list of items. Private to daisy*.c. */
#pragma once

#include "publish/daisy.h"
#include "publish/xml.h"

#define KX_DAISY_FORMAT "Daisy 2.02"
#define KX_DAISY_TEXT   "content.html"

#define KX_DAISY_NOWHERE G_MAXUINT

/* What is printed: a block, or a heading that no block prints. */
typedef struct {
    unsigned part;
    unsigned level;                /* of a heading; 0: none */
    const kx_outline_block *block; /* or */
    char *title;
    unsigned target; /* the passage that an entry of the table of contents leads to, or NOWHERE */
} kx_daisy_item;

typedef struct {
    const kx_edition *edition;
    const kx_briefing *b;
    const kx_outline *outline;
    GArray *files; /* kx_outline_part: what has a SMIL file and an MP3 of its own */
    char *title;   /* of the book, with its date */
    GArray *items; /* kx_daisy_item, in the order of reading; the first is the book's heading */
} kx_daisy;

/* Which headings there are and how deep they stand: no level is skipped. The book's heading is 1;
 * sections 1, articles 2, intertitles 3. Where there are no sections, articles stand under the
 * book's heading; an article outside the sections that came before it is 1. A single article's
 * headline is the book's heading, and what is said after it has none. */
kx_daisy *kx_daisy_plan(const kx_edition *edition);
void kx_daisy_free(kx_daisy *daisy);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(kx_daisy, kx_daisy_free)

/* The item's text on one line, never empty. Caller frees. */
char *kx_daisy_line(const kx_daisy *daisy, const kx_daisy_item *item);
/* The file (index into `files`) of a part of the briefing. Each part has its own, but for what is
 * said after a single article: daisy-player 13 goes from file to file by their headings. */
unsigned kx_daisy_file_of(const kx_daisy *daisy, unsigned part);
/* Whether something is heard in the file; else it is not written. */
bool kx_daisy_has_sound(const kx_daisy *daisy, unsigned file);
/* Whether the passage has a <par>. In a file of which no sentence is heard, the first one has the
 * silence. */
bool kx_daisy_is_par(const kx_daisy *daisy, unsigned passage);
/* The name of a file. Caller frees. */
char *kx_daisy_file(unsigned file, const char *suffix);
/* The id of an element of the passage's <par>: "t0001". Caller frees. */
char *kx_daisy_id(const kx_daisy *daisy, char kind, unsigned passage);

/* How blocks of that kind are marked. */
const kx_daisy_aside *kx_daisy_aside_of(kx_block_kind kind);

/* <meta name content scheme>; `scheme` may be NULL. */
void kx_daisy_meta(kx_xml *xml, const char *name, const char *content, const char *scheme);
/* <html>, its <head> begun, with what both pages have in it. */
void kx_daisy_head(const kx_daisy *daisy, kx_xml *xml);

/* The files. Caller frees. Error: SOFTWARE. */
char *kx_daisy_smil(const kx_daisy *daisy, unsigned file, GError **error);
char *kx_daisy_text(const kx_daisy *daisy, GError **error);
/* `n_files` and `bytes`: of all files of the book, this one included. */
char *kx_daisy_ncc(const kx_daisy *daisy, unsigned n_files, int64_t bytes, GError **error);
