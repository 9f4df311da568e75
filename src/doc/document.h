/* SPDX-License-Identifier: GPL-3.0-or-later */
/* An article: metadata + blocks over one UTF-8 text. The text is clean (NFC, LF, no BOM, valid
 * UTF-8); every offset in kxspeak is a byte offset into it, and the document knows which byte of
 * the source file each one came from. */
#pragma once

#include "base/store.h"

#include <glib.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Half-open range of bytes [start, end). */
typedef struct {
    size_t start, end;
} kx_range;

/* A range of the text that goes, and the character that comes in its place; 0: none. */
typedef struct {
    kx_range range;
    gunichar with;
} kx_edit;

typedef enum {
    KX_BLOCK_HEADLINE,
    KX_BLOCK_LEAD, /* the first paragraph under a headline */
    KX_BLOCK_PARAGRAPH,
    KX_BLOCK_INTERTITLE,
    KX_BLOCK_QUOTE, /* a block quote: a paragraph that is one quotation, or "> " lines */
    KX_BLOCK_LIST_ITEM,
    KX_BLOCK_CAPTION,
    KX_BLOCK_LINK,      /* a pointer to something else: only a web address, or "Lees ook: ..." */
    KX_BLOCK_NOTE,      /* a note below the text: "[1] ...", "[^1]: ..." */
    KX_BLOCK_PROGRAMME, /* said by the programme itself: opening, closing */
    KX_BLOCK_SECTION,   /* of the programme too: the name of the section that begins here */
    KX_BLOCK_KINDS
} kx_block_kind;

/* "headline", "lead", ... as printed by explain and written to JSON. */
const char *kx_block_kind_name(kx_block_kind kind);

typedef struct {
    kx_block_kind kind;
    kx_range range; /* without surrounding blanks, bullets, "> " and "# "; not empty */
} kx_block;

/* From this offset on, until the next anchor, every `text_unit` bytes of the text come from
 * `source_unit` bytes of the source: 1 and 1 where both run side by side byte for byte, 2 and 1 for
 * a run of accented letters in windows-1252, 1 and 2 for the LF of a CRLF. Source bytes between the
 * end of one run and the source of the next anchor were dropped. */
typedef struct {
    uint32_t text, source, text_unit, source_unit;
} kx_anchor;

typedef struct {
    char *name; /* the source as named by the user ("content/a.txt", "-"); never NULL */
    char *text; /* NUL-terminated beyond length */
    size_t length;
    GArray *blocks;   /* kx_block, ascending, not overlapping */
    GArray *anchors;  /* kx_anchor, ascending, first at text 0 (empty: offsets are equal) */
    GPtrArray *notes; /* char*: what the reader did that the user should know, a line each */
    /* Front matter; NULL where not given. `title` is the headline where front matter has none. */
    char *title, *author, *date, *source, *url, *language, *section;
    kx_store *store; /* NULL: all of these are the document's own. Else all but the notes lie in
                      * this store, which the document holds, and are const */
} kx_document;

/* Whether a line or an item of a list begins with its number or letter: "1. ", "12) ", "a) ". It is
 * part of its range. */
bool kx_is_numbered(const char *text, kx_range range);

/* An empty document; `name` is copied. */
kx_document *kx_document_new(const char *name);
/* What lies in a store is not looked at, so that freeing takes no memory. */
void kx_document_free(kx_document *doc);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(kx_document, kx_document_free)

/* Sets the text (taken over, length in bytes) without anchors. */
void kx_document_take_text(kx_document *doc, char *text, size_t length);
/* Takes `n` ranges out of the text (ascending, not overlapping, of whole characters, with no line
 * end), so that marks inside a block are not spoken; anchors follow. A range stays where what
 * follows it would join the character before it: the text is composed (NFC). Only while there are
 * no blocks. */
void kx_document_edit(kx_document *doc, const kx_edit *edits, size_t n);
/* The same of a GArray of kx_edit in any order, which it frees. */
void kx_document_edit_all(kx_document *doc, GArray *edits);
void kx_document_add_block(kx_document *doc, kx_block_kind kind, kx_range range);
void kx_document_note(kx_document *doc, const char *format, ...) G_GNUC_PRINTF(2, 3);

/* Puts what has been read away in a store, so that it takes no memory while nobody looks at it.
 * Once, and the last change: nothing is added after that. */
void kx_document_put_away(kx_document *doc, kx_store *store);
/* Gives back the memory of all documents in the same store. */
void kx_document_rest(const kx_document *doc);

/* Where a range of the text stands in the bytes of the source file: without dropped bytes at either
 * end, and widened to whole units where it begins or ends inside one. */
kx_range kx_document_source_range(const kx_document *doc, kx_range range);
/* 1-based line of the source file in which text offset `at` stands, as an editor counts: front
 * matter is part of the text (only no block covers it), so its lines count. Time is linear in `at`.
 */
unsigned kx_document_line(const kx_document *doc, size_t at);
