/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Bytes that are put away and seldom read again. What is added is copied and never moves. A small
 * store lies in memory; a large one in an unlinked file that is mapped, so that what is not in use
 * can be given back and comes from the file again where it is read again. Where the system gives no
 * file, or no more room in it, it goes on in memory: there are no errors. */
#pragma once

#include <glib.h>

/* All of it lives until the last holder lets go. */
typedef struct kx_store kx_store;

/* A store with one holder; a large one lies in `folder` (a path; NULL: in memory). */
kx_store *kx_store_new(const char *folder);
/* One holder more, in any thread. Returns the store. */
kx_store *kx_store_hold(kx_store *store);
/* One holder less. */
void kx_store_free(kx_store *store);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(kx_store, kx_store_free)

/* Puts a copy of n bytes away, aligned as malloc's. Returns where it lies. Not while other threads
 * use the store. */
void *kx_store_add(kx_store *store, const void *from, gsize n);
/* The same of a string; NULL of NULL. */
char *kx_store_add_text(kx_store *store, const char *text);
/* Gives back the memory of a large store. What it holds stays, and pointers to it stay good; any
 * thread may say so while others read. NULL: nothing. */
void kx_store_rest(const kx_store *store);
