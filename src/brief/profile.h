/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A reading profile: for whom is read. It says which asides of an article are spoken and what it
 * changes of a voice: how structure is marked, how fast it reads, how long it pauses. The profiles
 * of voices/ are compiled in; any other is given by its path. */
#pragma once

#include "brief/voice.h"
#include "doc/document.h"

/* What stands beside an article's text. */
typedef enum {
    KX_ASIDE_CAPTION, /* KX_BLOCK_CAPTION */
    KX_ASIDE_LINK,    /* KX_BLOCK_LINK, and raw web addresses alone in brackets in a sentence */
    KX_ASIDE_NOTE,    /* KX_BLOCK_NOTE */
    KX_ASIDES
} kx_aside;

/* What a block of that kind is; KX_ASIDES: a part of the text. */
kx_aside kx_aside_of(kx_block_kind kind);

typedef struct {
    char *name;             /* "blind" */
    char *what;             /* one line, in the language of the user */
    bool marks_structure;   /* in its own way, and not in the voice's: */
    kx_structure structure; /* this one */
    double speed, pauses;   /* times the voice's; pauses keep the voice's floors */
    bool silent[KX_ASIDES]; /* not spoken; it stays in the document and is listed */
    bool says_byline;       /* who wrote an article, where it is from and of which day */
} kx_profile;

/* The names of the compiled-in profiles, NULL-terminated, the default first. Caller frees with
 * g_strfreev. */
char **kx_profile_names(void);
#define KX_PROFILE_DEFAULT "podcast"

/* Whether it is the path of a file: holds a '/' or ends in ".profile". */
bool kx_profile_is_path(const char *name);
/* A profile by name or by path. Errors: USAGE (no such name; the message lists what exists),
 * NO_INPUT, CONFIG (file and key of what is wrong). */
kx_profile *kx_profile_load(const char *name, GError **error);
void kx_profile_free(kx_profile *profile);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(kx_profile, kx_profile_free)

/* Changes a voice to how the profile is read. */
void kx_profile_apply(const kx_profile *profile, kx_voice *voice);
/* Whether blocks of this kind are not spoken. `profile` may be NULL: all are. */
bool kx_profile_skips(const kx_profile *profile, kx_block_kind kind);
/* Why blocks of a kind that it skips are not spoken, as a line for people. Caller frees. */
char *kx_profile_reason(const kx_profile *profile, kx_block_kind kind);
