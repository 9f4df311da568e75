/* SPDX-License-Identifier: GPL-3.0-or-later */
/* An EPUB while it is read back. Private to publish/. */
#pragma once

#include "publish/check_book.h"
#include "publish/pack.h"

#include <libxml/tree.h>

/* A file of the package's manifest. */
typedef struct {
    char *id, *path, *type; /* path: in the ZIP file */
    char *overlay;          /* the id of its overlay, or NULL */
    double duration;        /* media:duration of an overlay; negative where it has none */
    bool is_nav, in_spine;
    xmlDoc *doc;     /* of XML */
    GHashTable *ids; /* char*: of its elements */
} kx_epub_item;

typedef struct {
    kx_checker *checker;
    kx_pack *pack;
    const GArray *timeline;
    GPtrArray *items; /* kx_epub_item*, owned */
    double played;    /* seconds of the overlays so far */
} kx_epub_reader;

/* The bytes of a file, or NULL with a fault. */
GBytes *kx_epub_read(const kx_epub_reader *reader, const char *path);
/* Fault unless `href` in `from` names a file of the book, and an element in it if it has a
 * fragment. Returns the file. */
kx_epub_item *kx_epub_check_target(const kx_epub_reader *reader, const kx_epub_item *from,
                                   const char *href);
/* Calls `visit` for each element of that name (NULL: any) below and at `node`, in order. */
void kx_epub_each(xmlNode *node, const char *name, void (*visit)(xmlNode *node, void *data),
                  void *data);
/* "0:01:02.003" in seconds; -1 for any other text. */
double kx_epub_seconds(const char *clock);
/* The overlay of `page`: its clips touch, agree with the timeline and end with the sound. */
void kx_epub_check_overlay(kx_epub_reader *reader, const kx_epub_item *page,
                           const kx_epub_item *overlay);
