/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The processes of speak/worker.h and what they say to each other. Private to speak/ and its tests.
 *
 *   parent ──control──> prepared process: "fork a child for slot 2", with the child's socket
 *   (kxspeak)           (kxspeak-engine)
 *      │                   │ fork
 *      └──job socket──> child: one job, then gone
 *
 * The prepared process has opened the engine and does nothing but fork, reap and report; it speaks
 * never, so every child begins in the same state. A slot is a place for one child at a time; it has
 * a spool file, into which its children write where the parent tells them to. */
#pragma once

#include "base/error.h"
#include "base/limits.h"
#include "base/sanitized.h"
#include "speak/wall.h"
#include "speak/worker.h"

/* ---- messages (worker_wire.c) ---- */

typedef enum {
    /* parent to prepared process */
    KX_WIRE_FORK = 1, /* index: slot; the job socket comes with it */
    KX_WIRE_KILL,     /* index: slot */
    /* prepared process to parent */
    KX_WIRE_READY,      /* the engine is open */
    KX_WIRE_EXITED,     /* index: slot; code: wait status */
    KX_WIRE_NOT_FORKED, /* index: slot; code: errno */
    /* parent to child */
    KX_WIRE_SPEAK,    /* index: voice, code: number of calls, frames: where; bytes: calls */
    KX_WIRE_PHONEMES, /* index: voice, code: number of calls, frames: form; bytes: calls */
    /* child to parent, one a call */
    KX_WIRE_SPOKEN, /* frames: length; bytes: kx_word_mark */
    KX_WIRE_SOUNDS, /* bytes: phonemes */
    /* child to parent, instead of more */
    KX_WIRE_LOST, /* bytes: why the call could not be said */
    /* child or prepared process to parent: no use to go on */
    KX_WIRE_FAILED, /* code: kx_error_code; bytes: message */
} kx_wire_kind;

typedef struct {
    uint32_t kind;
    uint32_t index;
    int32_t code;
    uint32_t length; /* bytes that follow */
    int64_t frames;
    int64_t rate; /* of KX_WIRE_SPEAK and KX_WIRE_PHONEMES; 0: the voice's */
} kx_wire;

/* Longer messages to the parent are none of ours: a child that the engine broke may say anything.
 */
#define KX_WIRE_BYTES_MAX (64 * 1024)

/* Sends a message, in one piece, with `fd` if that is not negative. False: nobody reads, or not in
 * time; errno tells. */
bool kx_wire_send(int socket, const kx_wire *wire, const void *bytes, int fd);
/* Waits for one message of a control socket. *fd (may be NULL) is the descriptor that came along
 * or -1; text (may be NULL) takes `length` bytes. False: the other side is gone. */
bool kx_wire_receive(int socket, kx_wire *wire, GString *text, int *fd);

/* ---- the other processes ---- */

typedef struct {
    const kx_engine *engine;
    const kx_engine_voice *voices;
    unsigned n_voices, n_slots;
    const int *spools;
    int control;
} kx_prepared;

/* Tells the parent why there will be no prepared process. */
void kx_prepared_tell(int control, const GError *error);
/* The prepared process's whole life (worker_prepared.c). */
G_NORETURN void kx_prepared_run(const kx_prepared *prepared);
/* A child's whole life (worker_child.c); it has no descriptors but these two and the standard ones.
 * It is killed when `parent` is gone. */
G_NORETURN void kx_child_run(const kx_prepared *prepared, const kx_wall_filter *filter, int job,
                             int spool, int parent);
/* What one call may take: of wall clock, and of sound. Parent and child hold it against the child.
 */
int64_t kx_call_wall_ms(const kx_call *call);
int64_t kx_call_frames_max(const kx_call *call, int sample_rate);

/* ---- slots (worker_pool.c) ---- */

typedef enum {
    KX_JOB_NONE, /* the slot is free */
    KX_JOB_RUNNING,
    KX_JOB_DONE, /* all calls were said */
    KX_JOB_DIED, /* `cause` tells */
} kx_job_state;

typedef struct {
    int spool;
    int64_t end; /* frames in the spool that are spoken for */
    kx_job_state state;
    kx_wire_kind kind;
    GPtrArray *calls;   /* of the job: const kx_call*, borrowed */
    int socket;         /* -1 when the child has said all */
    GByteArray *unsent; /* of the job */
    GByteArray *heard;  /* from the socket, not yet read */
    bool exited;        /* and `status` is its wait status */
    int status;
    bool killed;           /* at our order */
    gint64 deadline;       /* of the next answer, or for the order; on the pool's clock */
    unsigned answered;     /* how many of the calls the child has said */
    int64_t first, frames; /* of its sound so far */
    GArray *spoken;        /* kx_spoken_call, one a call of the job, whole once it is answered */
    GPtrArray *sounds;     /* char*, of a KX_WIRE_PHONEMES job */
    char *cause;
} kx_slot;

struct kx_pool {
    const kx_engine *engine;
    unsigned n_voices;
    kx_call *notice;
    int control; /* -1: the prepared process is gone */
    pid_t prepared;
    gint64 looked; /* when the deadlines were last looked at */
    gint64 clock;  /* microseconds that we were awake for */
    unsigned n_slots;
    kx_slot slots[KX_JOBS_MAX];
};

/* Starts a child in a free slot, for calls of `unit`. The array `calls` (const kx_call*) is kept,
 * and what it holds must live until the slot is cleared. */
bool kx_slot_start(kx_pool *pool, kx_slot *slot, kx_wire_kind kind, const kx_work_unit *unit,
                   int64_t form, GPtrArray *calls, GError **error);
/* Makes a slot free again after its job is done or dead. */
void kx_slot_clear(kx_slot *slot);
/* Waits, at most for a moment, takes in what the processes have said, and ends what is overdue. */
bool kx_pool_listen(kx_pool *pool, GError **error);
/* Ends the prepared process, which does not do what it should, and sets an error: of `code` and
 * `how` (in English), but OS where it had ended because there was no memory to have. */
void kx_pool_lost(kx_pool *pool, kx_error_code code, const char *how, GError **error);
/* Kills the children at work and frees all slots; a prepared process that is in the way goes, too.
 */
void kx_pool_abandon(kx_pool *pool);
void kx_spoken_call_clear(kx_spoken_call *spoken);

/* ---- the ladder (worker_ladder.c) ---- */

typedef enum {
    KX_STEP_WHOLE,  /* the unit */
    KX_STEP_AGAIN,  /* the unit once more: whatever killed the first child may have been ours */
    KX_STEP_CALL,   /* one call after the other */
    KX_STEP_PLAIN,  /* a sentence whose call killed, in its plainest form */
    KX_STEP_NOTICE, /* the notice in its place */
    KX_STEP_NOTICE_AGAIN,
    KX_STEP_END,
} kx_step;

/* Where a unit is on its way. */
typedef struct {
    kx_work_unit *unit; /* NULL: none */
    const kx_call *notice;
    kx_step step;
    unsigned sentence, call; /* from KX_STEP_CALL on */
    kx_work_unit_result result;
} kx_ladder;

/* No unit yet; `notice` (may be NULL) is borrowed. */
void kx_ladder_init(kx_ladder *ladder, const kx_call *notice);
/* Takes a unit. */
void kx_ladder_start(kx_ladder *ladder, kx_work_unit *unit);
/* The calls of the next job, borrowed; NULL when the unit is finished. */
GPtrArray *kx_ladder_job(kx_ladder *ladder);
/* The job was said: takes its kx_spoken_calls out of `spoken`. */
void kx_ladder_spoken(kx_ladder *ladder, GArray *spoken);
/* The job's child died. False: not even the notice can be said. */
bool kx_ladder_died(kx_ladder *ladder, const char *cause);
/* Frees the unit and its result. */
void kx_ladder_clear(kx_ladder *ladder);
