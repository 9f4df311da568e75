/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The publisher's settings: what a podcast is called, where it will stand, and who makes it. Read
 * from a show file, a key file with the groups [show], [audio], [feed] and [person NAME];
 * docs/podcast.md lists the keys. */
#pragma once

#include <glib.h>
#include <stdbool.h>

typedef struct {
    char *name;
    char *role, *group; /* of the podcast taxonomy, in small letters: "narrator", "cast" */
    char *url;          /* or NULL */
} kx_person;

/* How the page that plays has its sound. */
typedef enum {
    KX_PAGE_AUDIO_AUTO,     /* inside, unless it is large */
    KX_PAGE_AUDIO_EMBEDDED, /* inside, whatever its size */
    KX_PAGE_AUDIO_LINKED,   /* it refers to the briefing's MP3 */
} kx_page_audio;

/* Reads "auto", "embedded" or "linked". */
bool kx_page_audio_parse(const char *name, kx_page_audio *page_audio);

typedef struct {
    char *path; /* of the show file; NULL: no show, and no feed is made */

    /* [show]; text is UTF-8, one line, without control characters. */
    char *title, *description, *author;
    char *link;                     /* the show's web page; NULL: the base URL */
    char *base_url;                 /* http(s), with one slash at the end; NULL: relative links */
    char *owner_name, *owner_email; /* or NULL */
    char *language;                 /* BCP 47: "nl", "nl-be" */
    char *copyright;                /* or NULL */
    char *license, *license_url;    /* or NULL */
    char *guid;                     /* podcast:guid of a show that has moved; or NULL */
    char *cover;                    /* path of a JPEG or PNG; NULL: drawn */
    char **categories; /* Apple's: "News", "News > Daily News"; with a path, at least one */
    bool is_explicit, is_locked;
    bool tells_ai;      /* say in feed, description and tags that a computer reads; default true */
    GPtrArray *persons; /* kx_person*; may be empty */

    /* [audio] */
    char *voice;         /* name or file; NULL: the default */
    char *profile;       /* reading profile, name or file; NULL: the default */
    double loudness;     /* LUFS */
    unsigned flac_level; /* 0..8 */
    unsigned mp3_kbps;   /* 64, 80, 96, 112, 128 */
    unsigned opus_kbps;  /* 16..64 */
    kx_page_audio page_audio;

    /* [feed] */
    unsigned keep;      /* episodes that stay in the feed and its archive; 0: all */
    unsigned keep_days; /* days that the files of a dropped episode stay */
    unsigned page;      /* episodes on an archive page; the feed has up to twice as many */
    char *update_text;  /* podcast:updateFrequency, "elke werkdag"; or NULL */
    char *update_rule;  /* its rrule, "FREQ=DAILY"; or NULL */
    char *hub;          /* WebSub hub; or NULL */
} kx_show;

/* A show without a file: every setting at its default. */
kx_show *kx_show_new(void);
/* Reads a show file. Paths in it are relative to it. Errors: those of kx_file_read; CONFIG, with
 * file and line, for an unknown group or key, one that is there twice, a missing key (the line of
 * its group), a bad value, a voice or a reading profile that cannot be loaded. */
kx_show *kx_show_load(const char *path, GError **error);
/* The same from memory, any bytes, without opening another file; `name` is the file's path. */
kx_show *kx_show_parse(const char *name, const char *text, size_t n, GError **error);
void kx_show_free(kx_show *show);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(kx_show, kx_show_free)
