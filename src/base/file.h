/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Files: read whole with a bound; write so that a half-written file is never seen. */
#pragma once

#include <glib.h>
#include <stdbool.h>
#include <stdint.h>
#include <sys/types.h>

/* How names begin that exist only while something is written: hidden, and left by a process that
 * was killed then. */
#define KX_NEW_PREFIX   ".kxspeak-new-"
#define KX_SPOOL_PREFIX ".kxspeak-spool-"

/* Reads all of `path` ("-": standard input), at most `max` bytes. Errors: NO_INPUT (missing,
 * a directory, not readable), NO_PERM, DATA (larger than max; the message names the bound), IO.
 * The result is NUL-terminated beyond its length; the caller frees it. */
GBytes *kx_file_read(const char *path, size_t max, GError **error);

/* The same for file NAME of an open folder, which is data of ours or of nobody: a link is never
 * followed, and only a plain file is read. NULL without an error: there is none. Errors: DATA (no
 * plain file; larger than max), NO_PERM, OS, IO: what is there could not be read now. */
GBytes *kx_file_read_at(int dirfd, const char *name, size_t max, GError **error);

/* An unlinked temporary file in folder `dir` (a path), read and write, close-on-exec.
 * Nothing is left behind however the process ends. Returns its descriptor, or -1 with an error. */
int kx_spool_open(const char *dir, GError **error);

/* All of n bytes at `offset`; false with an IO error (short writes are retried, EINTR too). */
bool kx_pwrite_all(int fd, const void *data, size_t n, off_t offset, const char *what,
                   GError **error);
bool kx_pread_all(int fd, void *data, size_t n, off_t offset, const char *what, GError **error);

/* Writes a whole file NAME in directory `dirfd`: O_EXCL, O_NOFOLLOW, all bytes, fsync, close
 * checked. On failure nothing of that name stays. */
bool kx_file_write(int dirfd, const char *name, const void *data, size_t n, GError **error);

/* Puts a whole file NAME in directory `dirfd` in one step: beside it under a hidden name, synced,
 * then renamed over what is there. A plain file that holds these bytes already is not touched, so
 * its date, its ETag and every cache of it stay; *changed (may be NULL) tells. A link is replaced,
 * never followed. One writer a folder at a time: the caller holds it. */
bool kx_file_replace(int dirfd, const char *name, const void *data, size_t n, bool *changed,
                     GError **error);

/* fsync of a descriptor (file or directory) with a clear error. */
bool kx_fsync(int fd, const char *what, GError **error);

/* All names in an open folder, without "." and "..", in no order (char*; frees itself). NULL with
 * errno set if it cannot be read to its end. */
GPtrArray *kx_dir_names(int dirfd);

/* Removes folder NAME in `dirfd` with what it holds: plain files and subfolders, never following a
 * link. Missing is no error. */
bool kx_tree_remove(int dirfd, const char *name, GError **error);

/* Puts folder `staged` in the place of folder `name` (both in `dirfd`) in one step: a new name by
 * renameat2(RENAME_NOREPLACE), an existing one by RENAME_EXCHANGE and removal of the old. Syncs
 * dirfd. Whatever happens, `name` is whole: the old or the new. */
bool kx_dir_swap(int dirfd, const char *staged, const char *name, GError **error);
