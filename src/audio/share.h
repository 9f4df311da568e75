/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Pieces of work that need nothing of each other, done side by side. */
#pragma once

#include <glib.h>
#include <stdbool.h>
#include <stdint.h>

#define KX_SHARE_WORKERS_MAX 8

/* How many workers there should be: as many as processors, or 1. */
unsigned kx_share_workers(bool alone);

/* One piece, by the worker of that number (from 0). */
typedef bool kx_share_work(void *data, unsigned worker, int64_t piece, GError **error);

/* Does the pieces 0 to n - 1. The calling thread is worker 0; where the system gives no other, it
 * does all. After a piece that fails no further one begins, and the error is that of the first in
 * their order. */
bool kx_share(int64_t n, unsigned workers, kx_share_work *work, void *data, GError **error);
