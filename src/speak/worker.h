/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Engine processes. The parent never initialises the engine: it starts one prepared process (of the
 * program kxspeak-engine, or for an engine of a test's own a fork) that opens the engine and never
 * speaks; that process forks a child for every unit of work, as many at
 * a time as there are workers, and stays idle in between. So a unit's samples are a pure function
 * of (text, voice, rate), whatever came before and however many workers run, and a crash or hang
 * costs one unit's child: nothing else holds a state that could be lost. A child that does not
 * answer in time is killed. If the prepared process itself is killed or does not answer, the run
 * ends with SOFTWARE. All of them die with the parent.
 *
 * A unit that dies is tried again whole in a fresh fork (a stray signal thus changes nothing);
 * when it dies again, its calls are spoken one by one, each in a child of its own, the sentence
 * of the culprit in its plainest form, and if that kills too, replaced by the notice. A call that
 * gives no sound, or digital silence, counts as a death: every call has words. If not even the
 * notice can be said (tried twice), the engine or the voice is of no use, and the run ends with
 * SOFTWARE. */
#pragma once

#include "speak/engine.h"

typedef struct kx_pool kx_pool;

/* One sentence of a unit: its calls, and what to fall back on. */
typedef struct {
    GPtrArray *calls; /* kx_call* from kx_gate */
    GPtrArray *plain; /* kx_call* from kx_gate_plain */
} kx_work_unit_sentence;

/* A unit of work: at most KX_UNIT_CALLS_MAX calls, one voice. */
typedef struct {
    uint64_t id;       /* the caller's */
    unsigned voice;    /* index into the pool's voices */
    int rate;          /* the engine's own number; 0: the voice's */
    GArray *sentences; /* kx_work_unit_sentence */
} kx_work_unit;

kx_work_unit *kx_work_unit_new(uint64_t id, unsigned voice);
/* Takes both arrays over. */
void kx_work_unit_add(kx_work_unit *unit, GPtrArray *calls, GPtrArray *plain);
void kx_work_unit_free(kx_work_unit *unit);

typedef enum {
    KX_OUTCOME_SPOKEN,
    KX_OUTCOME_PLAIN,  /* said in its plainest form */
    KX_OUTCOME_NOTICE, /* replaced by the notice */
} kx_outcome;

typedef struct {
    uint32_t word;
    int64_t frame; /* from the clip's first frame */
} kx_word_mark;

/* Sound of one call in a worker's spool file. */
typedef struct {
    unsigned sentence;     /* index in the unit */
    int spool;             /* file descriptor of the spool; the pool's */
    int64_t first, frames; /* 16-bit mono frames in it */
    GArray *marks;         /* kx_word_mark */
    char cut;              /* kx_call_cut of the call */
} kx_spoken_call;

typedef struct {
    GArray *calls;     /* kx_spoken_call, in the unit's order */
    GArray *outcomes;  /* kx_outcome, one a sentence */
    GPtrArray *causes; /* char* or NULL, one a sentence: "signal 6", "hung" */
} kx_work_unit_result;

/* The result is borrowed for the call. False stops the run. */
typedef bool kx_work_unit_done(void *data, const kx_work_unit *unit,
                               const kx_work_unit_result *result, GError **error);
/* The next unit to speak (taken over), or NULL when there are no more. */
typedef kx_work_unit *kx_work_unit_next(void *data);

/* Forks the processes, and makes sure of the voices. `voices` are copied. `workers`: at most
 * KX_JOBS_MAX; 0: as many as processors. `spool_dir`: a folder for unlinked spool files. `notice`:
 * a call said instead of a lost sentence (taken over). Call it before any thread is started.
 * Errors: UNAVAILABLE, CONFIG, OS. */
kx_pool *kx_pool_new(const kx_engine *engine, const kx_engine_voice *voices, unsigned n_voices,
                     unsigned workers, const char *spool_dir, kx_call *notice, GError **error);
/* The same in three steps, for who has something else to do while the engine starts: forks and
 * returns at once; waits for the engine; has each voice loaded once, whose errors would else be
 * those of the first unit that it speaks. Nothing else may be asked of the pool before the second.
 */
kx_pool *kx_pool_start(const kx_engine *engine, const kx_engine_voice *voices, unsigned n_voices,
                       unsigned workers, const char *spool_dir, kx_call *notice, GError **error);
bool kx_pool_await(kx_pool *pool, GError **error);
bool kx_pool_check_voices(kx_pool *pool, GError **error);
/* Speaks units side by side; `done` is called as they finish, in any order, in this thread.
 * Returns at the end, at the first false of `done`, when *stop becomes non-zero (INTERRUPTED;
 * looked at every 100 ms or more often), when more than KX_LOST_SHARE_MAX of the sentences were
 * lost or the processes fail (SOFTWARE), or when the system refuses a process or a descriptor (OS).
 * A mark's word is one of its call's (kx_call_words), and its frame lies inside the call. */
bool kx_pool_run(kx_pool *pool, kx_work_unit_next *next, kx_work_unit_done *done, void *data,
                 const volatile int *stop, GError **error);
/* Phonemes of the unit's calls instead of sound: one string a sentence, its calls joined by blanks.
 * A sentence that kills the engine gives "". Caller frees the strings by freeing the array. */
GPtrArray *kx_pool_phonemes(kx_pool *pool, const kx_work_unit *unit, kx_phoneme_form form,
                            GError **error);
/* Between two runs: what was spoken so far is no longer read, and its place in the spool files is
 * used again, so that they do not grow without end. */
void kx_pool_forget(kx_pool *pool);
/* Ends the processes, at once; spool descriptors stay valid until kx_pool_free. */
void kx_pool_stop(kx_pool *pool);
void kx_pool_free(kx_pool *pool);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(kx_pool, kx_pool_free)
