/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A folder for each test, and the system calls whose failures cannot be had from a healthy file
 * system: they stand here under their own names and fail when told to. */
#pragma once

#include "base/error.h"
#include "base/file.h"
#include "temporary_folder.h"

#include <errno.h>
#include <fcntl.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

/* ---- system calls that fail when told to ---- */

static int tmpfile_errno, fsync_errno, renameat2_errno, write_errno;
static unsigned fsyncs_until_failure;
static size_t write_most;
static bool interrupt_next;

int open(const char *path, int flags, ...)
{
    va_list arguments;

    va_start(arguments, flags);
    mode_t mode =
        (flags & O_CREAT) != 0 || (flags & O_TMPFILE) == O_TMPFILE ? va_arg(arguments, mode_t) : 0;
    va_end(arguments);
    if ((flags & O_TMPFILE) == O_TMPFILE && tmpfile_errno != 0) {
        errno = tmpfile_errno;
        return -1;
    }
    return (int)syscall(SYS_openat, AT_FDCWD, path, flags, mode);
}

int fsync(int fd)
{
    if (fsync_errno != 0 && fsyncs_until_failure-- == 0) {
        errno = fsync_errno;
        return -1;
    }
    return (int)syscall(SYS_fsync, fd);
}

int renameat2(int from_dir, const char *from, int to_dir, const char *to, unsigned flags)
{
    if (renameat2_errno != 0) {
        errno = renameat2_errno;
        return -1;
    }
    return (int)syscall(SYS_renameat2, from_dir, from, to_dir, to, flags);
}

/* An EINTR, then at most write_most bytes a call. */
static bool interrupted(size_t *n)
{
    if (write_most > 0 && *n > write_most)
        *n = write_most;
    if (!interrupt_next && write_errno == 0)
        return false;
    errno = interrupt_next ? EINTR : write_errno;
    interrupt_next = false;
    return true;
}

ssize_t write(int fd, const void *data, size_t n)
{
    if (fd > STDERR_FILENO && interrupted(&n))
        return -1;
    return syscall(SYS_write, fd, data, n);
}

ssize_t pwrite(int fd, const void *data, size_t n, off_t offset)
{
    if (interrupted(&n))
        return -1;
    return syscall(SYS_pwrite64, fd, data, n, offset);
}

ssize_t pread(int fd, void *data, size_t n, off_t offset)
{
    if (interrupted(&n))
        return -1;
    return syscall(SYS_pread64, fd, data, n, offset);
}

/* ---- a folder for each test ---- */

typedef struct {
    char *path;
    int fd;
} folder;

static void setup(folder *f, gconstpointer data)
{
    (void)data;
    tmpfile_errno = fsync_errno = renameat2_errno = write_errno = 0;
    write_most = 0;
    f->path = g_dir_make_tmp("kxspeak-test-XXXXXX", NULL);
    g_assert_nonnull(f->path);
    f->fd = open(f->path, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    g_assert_cmpint(f->fd, >=, 0);
}

static void teardown(folder *f, gconstpointer data)
{
    (void)data;

    fsync_errno = renameat2_errno = write_errno = 0;
    remove_folder(f->path);
    g_assert_false(g_file_test(f->path, G_FILE_TEST_EXISTS));
    close(f->fd);
    g_free(f->path);
}

static char *path_in(const folder *f, const char *name)
{
    return g_build_filename(f->path, name, NULL);
}

static G_GNUC_UNUSED void put(const folder *f, const char *name, const char *content)
{
    g_autofree char *path = path_in(f, name);

    g_assert_true(g_file_set_contents(path, content, -1, NULL));
}

static G_GNUC_UNUSED void check_content(const folder *f, const char *name, const char *wanted)
{
    g_autofree char *path = path_in(f, name);
    g_autofree char *content = NULL;

    g_file_get_contents(path, &content, NULL, NULL);
    g_assert_cmpstr(content, ==, wanted);
}

static G_GNUC_UNUSED bool exists(const folder *f, const char *name)
{
    struct stat st;

    return fstatat(f->fd, name, &st, AT_SYMLINK_NOFOLLOW) == 0;
}

static G_GNUC_UNUSED unsigned count_entries(const folder *f)
{
    GDir *dir = g_dir_open(f->path, 0, NULL);
    unsigned n = 0;

    while (g_dir_read_name(dir) != NULL)
        n++;
    g_dir_close(dir);
    return n;
}
