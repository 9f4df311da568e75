/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A speech engine. It runs only inside worker processes (speak/worker.h), and those of the product
 * are processes of the program kxspeak-engine (speak/engine_program.h), which alone is linked with
 * it: espeak-ng needs few libraries, and what a process has loaded is copied at each fork. espeak.c
 * is the only file that includes espeak-ng, tone.c is a deterministic stand-in for tests. */
#pragma once

#include "speak/gate.h"

/* How to speak: one role of a voice profile, resolved to engine terms. Plain data, passed by value
 * to the worker. */
typedef struct {
    char *file; /* text of an espeak-ng voice file ("name ...\nlanguage nl\n...") */
    int rate;   /* the engine's own number, KX_ENGINE_RATE_MIN.._MAX */
    int pitch;  /* 0-100, 50 is the voice file's own */
    int range;  /* 0-100 */
    int volume; /* 0-100: keep peaks under 0.95 */
} kx_engine_voice;

/* Where a call's sound and marks go. `samples` may be called many times; returning false stops the
 * engine (length bound, full disk). Marks come in order: the frame, counted from the call's first
 * sample, at which a word starts. */
typedef struct {
    bool (*samples)(void *data, const int16_t *samples, size_t n);
    void (*mark)(void *data, uint32_t word, int64_t frame);
    void *data;
} kx_sound_sink;

typedef enum { KX_PHONEMES_MNEMONICS, KX_PHONEMES_IPA } kx_phoneme_form;

typedef struct {
    const char *name; /* "espeak", "tone" */
    int sample_rate;  /* KX_RATE */
    /* In kxspeak-engine: nothing of what follows is here. Else forks of this process call it. */
    bool apart;
    const char *data; /* the folder that it reads, and no other; NULL: none */
    /* Once a process, before the first fork: reads the data, speaks nothing. UNAVAILABLE. */
    bool (*open)(GError **error);
    /* Loads a voice. CONFIG if the engine refuses it. */
    bool (*set_voice)(const kx_engine_voice *voice, GError **error);
    /* Speaks one call: mono 16 bit, first sample faded in over 2 ms, no end pause. SOFTWARE, in
     * English: it becomes the cause in the record. */
    bool (*say)(const kx_call *call, const kx_sound_sink *sink, GError **error);
    /* What it will really pronounce. Mnemonics of a word joined by "·" with stress marks, words by
     * blanks (the form of `espeak-ng -x --sep=·`), or IPA (`--ipa`). Caller frees. */
    char *(*phonemes)(const kx_call *call, kx_phoneme_form form);
    /* "espeak-ng 1.51 ..." for --version. Static. */
    const char *(*version)(void);
} kx_engine;

/* Where the engines are linked in: in kxspeak-engine and in tests. */
extern const kx_engine kx_engine_espeak;
extern const kx_engine kx_engine_tone;
/* The same two, apart. */
extern const kx_engine kx_engine_espeak_apart;
extern const kx_engine kx_engine_tone_apart;
/* What kxspeak-engine is: the version of espeak-ng, and what this system has of the wall round it,
 * a line each. Caller frees. UNAVAILABLE. */
char *kx_engine_describe(GError **error);
