/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A thread behind whoever writes a file, which reads back what is there already. Where the system
 * gives no thread, all is read at the end, and comes to the same. */
#pragma once

#include <glib.h>
#include <stdbool.h>
#include <stdint.h>

typedef struct {
    void (*run)(void *data);
    void *data;
    GThread *thread; /* NULL: there is none, or it has ended */
    GMutex mutex;    /* of these two */
    GCond more;
    int64_t there; /* bytes that the file has ... */
    bool whole;    /* ... and will have */
} kx_follower;

/* Begins `run`, which reads what kx_follower_wait says is there, to its end. It stays where it is.
 */
void kx_follower_begin(kx_follower *follower, const char *name, void (*run)(void *data),
                       void *data);
/* The file has its first `size` bytes. */
void kx_follower_reach(kx_follower *follower, int64_t size);
/* Of `run`: waits until the file has more than `at` bytes; how many, or all of a shorter one. */
int64_t kx_follower_wait(kx_follower *follower, int64_t at);
/* The file is whole, with `size` bytes: waits until `run` has ended. */
void kx_follower_finish(kx_follower *follower, int64_t size);
/* Frees what it holds. One that has not been finished first ends its run, with the bytes that are
 * there as the whole file. */
void kx_follower_clear(kx_follower *follower);
