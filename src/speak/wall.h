/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The wall round the engine, which is treated as untrusted code: what its processes may not do,
 * whatever a text does to them.
 *
 *   prepared process  kx_wall_raise, before the engine starts: nothing is executed, traced, renamed
 *                     or removed, no socket is made, no file is made or written, and only the
 *                     engine's data can be opened
 *   child             kx_wall_close, before it speaks: besides, only the system calls that speaking
 *                     needs; it sends to the parent, and writes behind what its spool already holds
 *
 * A kernel or a container may lack seccomp or Landlock, or refuse them: what there is, is used, and
 * kx_wall_describe tells. The limits hold everywhere.
 *
 * Without the filters and Landlock: under AddressSanitizer (which reads /proc, starts a symbolizer
 * and maps memory as it likes), under valgrind (whose own calls a filter would hit: it writes code)
 * and when coverage is measured (the counts are written by the process itself). */
#pragma once

#include <glib.h>
#include <stdbool.h>
#include <stdint.h>

/* Address space of an engine process; the engine needs 15 MB. */
#define KX_WALL_MEMORY_MAX (512UL << 20)
/* Descriptors of an engine process: standard ones, control, a spool a slot, the engine's files. */
#define KX_WALL_FILES_MAX 32

/* A child's filter, ready but for the numbers that are the child's own. */
typedef struct kx_wall_filter kx_wall_filter;

typedef struct {
    int job;         /* the descriptor on which it may send */
    int spool;       /* the only descriptor that it may write to ... */
    int64_t first;   /* ... from this byte on ... */
    int64_t end;     /* ... to this one (RLIMIT_FSIZE) */
    int64_t seconds; /* of processor time */
} kx_wall_child;

/* Walls in the prepared process. `data` (NULL: none): the folder that the engine reads. Returns
 * what kx_wall_close wants, or NULL if there is no filter; it is never freed. */
const kx_wall_filter *kx_wall_raise(const char *data);
/* After the engine has started: the prepared process itself writes no more. */
void kx_wall_started(void);
/* The limits of a child. */
void kx_wall_limit(const kx_wall_child *child);
/* Closes the wall round a child; no more than speaking goes on after it. */
void kx_wall_close(const kx_wall_filter *filter, const kx_wall_child *child);
/* What this system has of it: "seccomp, Landlock 7", "limits only" where there is neither. Caller
 * frees. */
char *kx_wall_describe(void);
