/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A DAISY 2.02 book while it is read back, from a folder or a ZIP file. Private to publish/. */
#pragma once

#include "publish/check_book.h"
#include "publish/daisy.h"
#include "publish/pack.h"

#include <libxml/tree.h>

typedef struct {
    kx_found *found;
    const char *where; /* path of the book below the folder that is checked */
    int folder;        /* or */
    kx_pack *pack;
    char *inside;                       /* the folder in the ZIP file, with its slash */
    GPtrArray *names;                   /* char*, of its files, as their numbers go */
    int64_t bytes;                      /* of all of them */
    GArray *timeline;                   /* or NULL */
    GHashTable *printed;                /* char*: ids of content.html -> index of kx_daisy_asides */
    unsigned n_asides[KX_DAISY_ASIDES]; /* blocks of content.html */
    GHashTable *texts;                  /* char*: "d001.smil#t0001", what an entry can lead to */
    GHashTable *heard;                  /* char*: ids of sentences that have sound */
    int64_t played;                     /* ms of the SMIL files so far */
} kx_daisy_reader;

/* A file of the book; NULL with a fault if it is not there. */
GBytes *kx_daisy_read(const kx_daisy_reader *reader, const char *name);
/* The same as XML. */
xmlDoc *kx_daisy_parse(const kx_daisy_reader *reader, const char *name);
/* Orders names (char **) as their numbers go: d1000.smil is heard after d999.smil. */
int kx_daisy_by_number(const void *a, const void *b);
/* The path of file `name` below the folder that is checked, printable. Caller frees. */
char *kx_daisy_where(const kx_daisy_reader *reader, const char *name);

/* The content of the <meta> of that name in `head`; NULL, with a fault, unless it is there once. */
char *kx_daisy_meta_of(kx_checker *checker, const xmlNode *head, const char *name);

/* A SMIL file and its MP3. */
void kx_check_daisy_smil(kx_daisy_reader *reader, const char *name);
/* What the book says of itself, when all SMIL files have been read. */
void kx_check_daisy_ncc(kx_daisy_reader *reader);
