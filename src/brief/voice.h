/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A voice profile: voices/NAME.voice, a key file. It says how the engine sounds in each role, how
 * fast it reads, how long it pauses, how headings are marked, and which of several right readings
 * it prefers. The profiles of voices/ are compiled in; any other is given by its path. */
#pragma once

#include "speak/engine.h"
#include "text/class.h"

/* Who speaks: the engine's voice changes with the role where the structure is shown by voice. */
typedef enum { KX_ROLE_TEXT, KX_ROLE_HEADING, KX_ROLE_QUOTE, KX_ROLES } kx_role;

/* How headings, intertitles and block quotes are marked, besides by their pauses. */
typedef enum {
    KX_STRUCTURE_WORDS, /* "Kop:", "Tussenkop:", "Citaat:" ... "Einde citaat." */
    KX_STRUCTURE_VOICE, /* the roles' own voices */
    KX_STRUCTURE_TONE,  /* a short tone before a heading */
    KX_STRUCTURE_NONE,
    KX_STRUCTURES
} kx_structure;

typedef enum {
    KX_PAUSE_COMMA, /* and round brackets and longer quotes, and where a sentence had to be cut */
    KX_PAUSE_COLON, /* and behind a semicolon, and a stop inside a sentence */
    KX_PAUSE_DASH,
    KX_PAUSE_SENTENCE,
    KX_PAUSE_PARAGRAPH,
    KX_PAUSE_ITEM, /* before a list item */
    KX_PAUSE_BEFORE_HEADLINE,
    KX_PAUSE_AFTER_HEADLINE, /* after intertitles too */
    KX_PAUSE_SECTION,        /* before an intertitle, between opening and first article */
    KX_PAUSE_ARTICLE,        /* between articles */
    KX_PAUSE_QUOTE,          /* on both sides of a block quote */
    KX_PAUSE_LEAD_IN,  /* before the first word: wireless headphones swallow the first sound */
    KX_PAUSE_LEAD_OUT, /* behind the last word */
    KX_PAUSES
} kx_pause;

typedef struct {
    char *name;     /* "nieuwslezer" */
    char *what;     /* one line, Dutch */
    char *language; /* "nl" or "nl-BE" */
    double characters_per_second;
    kx_structure structure;
    kx_style style;
    kx_engine_voice roles[KX_ROLES]; /* rate is 0: kx_engine_rate tells it */
    struct {
        int normal, floor; /* ms at 175 words a minute; never below floor */
    } pauses[KX_PAUSES];
} kx_voice;

/* The names of the compiled-in profiles, NULL-terminated, the default first. Caller frees with
 * g_strfreev. */
char **kx_voice_names(void);
#define KX_VOICE_DEFAULT "nieuwslezer"

/* Whether it is the path of a file: holds a '/' or ends in ".voice". */
bool kx_voice_is_path(const char *name);
/* A profile by name or by path. Errors: USAGE (no such name; the message lists what exists),
 * NO_INPUT, CONFIG (file and key of what is wrong). */
kx_voice *kx_voice_load(const char *name, GError **error);
void kx_voice_free(kx_voice *voice);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(kx_voice, kx_voice_free)

/* "words", "voice", "tone", "none", and NULL. */
extern const char *const kx_structure_names[KX_STRUCTURES + 1];
/* False if `name` is none of them. */
bool kx_structure_parse(const char *name, kx_structure *structure);

/* The engine's rate number for a reading speed in characters (of the speech rendering, blanks
 * included, pauses not) a second. Measured: see voice.c. */
int kx_engine_rate(double characters_per_second);
/* The other way round. */
double kx_characters_per_second(int engine_rate);
/* The length of a pause in frames at so many words a minute: normal * sqrt(175 / rate), floored.
 * Where no words a minute are asked for, the engine's rate number stands for them: they are close
 * to each other in simple prose. */
int64_t kx_voice_pause(const kx_voice *voice, kx_pause pause, double words_per_minute);
