/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/file.h"

#include "base/error.h"
#include "base/intl.h"
#include "base/printable.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define READ_STEP (64 * 1024)

static bool fail_too_large(const char *shown, size_t max, GError **error)
{
    static const char *const units[] = {N_("bytes"), "KiB", "MiB"};
    gsize unit = 0;

    for (; max > 0 && max % 1024 == 0 && unit + 1 < G_N_ELEMENTS(units); unit++)
        max /= 1024;
    kx_error_set(error, KX_ERROR_DATA,
                 "%s: larger than %zu %s, the most that is read; split it into smaller files",
                 shown, max, _(units[unit]));
    return false;
}

/* The size to begin with, or 0 with an error: what can be known without reading. */
static size_t first_size(int fd, const char *shown, size_t max, GError **error)
{
    struct stat st;

    if (fstat(fd, &st) != 0) {
        kx_error_set_errno(error, KX_ERROR_NO_INPUT, errno, "cannot read %s", shown);
        return 0;
    }
    if (S_ISDIR(st.st_mode)) {
        kx_error_set(error, KX_ERROR_NO_INPUT, "%s: is a folder, and no file", shown);
        return 0;
    }
    if (!S_ISREG(st.st_mode) || st.st_size <= 0)
        return MIN(READ_STEP, max + 2);
    if ((uintmax_t)st.st_size > max) {
        fail_too_large(shown, max, error);
        return 0;
    }
    return (size_t)st.st_size + 2; /* one to see the end, one for the NUL */
}

static GBytes *read_all(int fd, const char *shown, size_t max, GError **error)
{
    size_t room = first_size(fd, shown, max, error), length = 0;

    if (room == 0)
        return NULL;
    g_autofree char *buffer = g_malloc(room);
    for (;;) {
        if (length + 1 == room) {
            room = room > (max + 2) / 2 ? max + 2 : room * 2;
            buffer = g_realloc(buffer, room);
        }
        ssize_t got = read(fd, buffer + length, room - 1 - length);
        if (got < 0 && errno == EINTR)
            continue;
        if (got < 0) {
            kx_error_set_errno(error, errno == EBADF ? KX_ERROR_NO_INPUT : KX_ERROR_IO, errno,
                               "cannot read %s", shown);
            return NULL;
        }
        if (got == 0)
            break;
        length += (size_t)got;
        if (length > max) {
            fail_too_large(shown, max, error);
            return NULL;
        }
    }
    buffer[length] = '\0';
    return g_bytes_new_take(g_steal_pointer(&buffer), length);
}

GBytes *kx_file_read(const char *path, size_t max, GError **error)
{
    if (strcmp(path, "-") == 0)
        return read_all(STDIN_FILENO, _("standard input"), max, error);

    g_autofree char *shown = kx_printable(path, -1);
    int fd = open(path, O_RDONLY | O_CLOEXEC | O_NOCTTY);
    if (fd < 0) {
        kx_error_set_errno(error, KX_ERROR_NO_INPUT, errno, "cannot open %s", shown);
        return NULL;
    }
    GBytes *bytes = read_all(fd, shown, max, error);
    close(fd);
    return bytes;
}

GBytes *kx_file_read_at(int dirfd, const char *name, size_t max, GError **error)
{
    g_autofree char *shown = kx_printable(name, -1);
    int fd = openat(dirfd, name, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC);
    struct stat st;

    if (fd < 0 && errno == ENOENT)
        return NULL;
    if (fd < 0 && errno != ELOOP) {
        kx_error_set_errno(error, KX_ERROR_IO, errno, "cannot open %s", shown);
        return NULL;
    }
    GBytes *bytes = NULL;
    if (fd >= 0 && fstat(fd, &st) != 0)
        kx_error_set_errno(error, KX_ERROR_IO, errno, "cannot read %s", shown);
    else if (fd < 0 || !S_ISREG(st.st_mode))
        kx_error_set(error, KX_ERROR_DATA, "%s is not a plain file", shown);
    else
        bytes = read_all(fd, shown, max, error);
    if (fd >= 0)
        close(fd);
    return bytes;
}

/* For file systems without O_TMPFILE: a name that lives as long as two system calls. */
static int spool_by_name(const char *dir)
{
    g_autofree char *path = g_build_filename(dir, KX_SPOOL_PREFIX "XXXXXX", NULL);
    int fd = mkostemp(path, O_CLOEXEC);

    if (fd >= 0)
        unlink(path);
    return fd;
}

int kx_spool_open(const char *dir, GError **error)
{
    int fd = open(dir, O_TMPFILE | O_EXCL | O_RDWR | O_CLOEXEC, 0600);

    /* EISDIR: a kernel that takes O_TMPFILE for O_DIRECTORY. */
    if (fd < 0 && (errno == EOPNOTSUPP || errno == EISDIR || errno == EINVAL))
        fd = spool_by_name(dir);
    if (fd < 0) {
        int errnum = errno;
        g_autofree char *shown = kx_printable(dir, -1);
        kx_error_set_errno(error, KX_ERROR_CANT_CREATE, errnum,
                           "cannot create a temporary file in %s", shown);
    }
    return fd;
}

bool kx_pwrite_all(int fd, const void *data, size_t n, off_t offset, const char *what,
                   GError **error)
{
    const char *p = data;

    while (n > 0) {
        ssize_t done = pwrite(fd, p, n, offset);
        if (done < 0 && errno == EINTR)
            continue;
        if (done <= 0) {
            kx_error_set_errno(error, KX_ERROR_IO, done < 0 ? errno : EIO, "cannot write %s", what);
            return false;
        }
        p += done;
        n -= (size_t)done;
        offset += done;
    }
    return true;
}

bool kx_pread_all(int fd, void *data, size_t n, off_t offset, const char *what, GError **error)
{
    char *p = data;

    while (n > 0) {
        ssize_t done = pread(fd, p, n, offset);
        if (done < 0 && errno == EINTR)
            continue;
        if (done < 0) {
            kx_error_set_errno(error, KX_ERROR_IO, errno, "cannot read %s", what);
            return false;
        }
        if (done == 0) {
            kx_error_set(error, KX_ERROR_IO, "cannot read %s: it ends too early", what);
            return false;
        }
        p += done;
        n -= (size_t)done;
        offset += done;
    }
    return true;
}

bool kx_fsync(int fd, const char *what, GError **error)
{
    int rc;

    do
        rc = fsync(fd);
    while (rc != 0 && errno == EINTR);
    /* Pipes, and folders of some network file systems, know no fsync: nothing more can be done. */
    if (rc == 0 || errno == EINVAL || errno == EOPNOTSUPP)
        return true;
    kx_error_set_errno(error, KX_ERROR_IO, errno, "cannot bring %s to the disk", what);
    return false;
}

static bool write_all(int fd, const char *data, size_t n, const char *what, GError **error)
{
    while (n > 0) {
        ssize_t done = write(fd, data, n);
        if (done < 0 && errno == EINTR)
            continue;
        if (done <= 0) {
            kx_error_set_errno(error, KX_ERROR_IO, done < 0 ? errno : EIO, "cannot write %s", what);
            return false;
        }
        data += done;
        n -= (size_t)done;
    }
    return true;
}

/* `shown`: what a message calls it. */
static bool write_new(int dirfd, const char *name, const char *shown, const void *data, size_t n,
                      GError **error)
{
    int fd = openat(dirfd, name, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0666);

    if (fd < 0) {
        kx_error_set_errno(error, KX_ERROR_CANT_CREATE, errno, "cannot create %s", shown);
        return false;
    }
    bool ok = write_all(fd, data, n, shown, error) && kx_fsync(fd, shown, error);
    if (close(fd) != 0 && ok) {
        kx_error_set_errno(error, KX_ERROR_IO, errno, "cannot close %s", shown);
        ok = false;
    }
    if (!ok)
        unlinkat(dirfd, name, 0);
    return ok;
}

bool kx_file_write(int dirfd, const char *name, const void *data, size_t n, GError **error)
{
    g_autofree char *shown = kx_printable(name, -1);
    return write_new(dirfd, name, shown, data, n, error);
}

/* Whether NAME is a plain file of exactly these bytes. */
static bool holds(int dirfd, const char *name, const void *data, size_t n)
{
    int fd = openat(dirfd, name, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC);
    struct stat st;
    bool same = fd >= 0 && fstat(fd, &st) == 0 && S_ISREG(st.st_mode) && (size_t)st.st_size == n;

    if (same && n > 0) {
        g_autofree char *there = g_malloc(n);
        same = kx_pread_all(fd, there, n, 0, name, NULL) && memcmp(there, data, n) == 0;
    }
    if (fd >= 0)
        close(fd);
    return same;
}

bool kx_file_replace(int dirfd, const char *name, const void *data, size_t n, bool *changed,
                     GError **error)
{
    bool same = holds(dirfd, name, data, n);

    if (changed)
        *changed = !same;
    if (same)
        return true;
    g_autofree char *hidden = g_strconcat(KX_NEW_PREFIX, name, NULL);
    g_autofree char *shown = kx_printable(name, -1);
    if (unlinkat(dirfd, hidden, 0) != 0 && errno != ENOENT) {
        kx_error_set_errno(error, KX_ERROR_CANT_CREATE, errno, "cannot replace %s", shown);
        return false;
    }
    if (!write_new(dirfd, hidden, shown, data, n, error))
        return false;
    if (renameat(dirfd, hidden, dirfd, name) != 0) {
        int errnum = errno;
        unlinkat(dirfd, hidden, 0);
        kx_error_set_errno(error, KX_ERROR_CANT_CREATE, errnum, "cannot replace %s", shown);
        return false;
    }
    return kx_fsync(dirfd, _("the output folder"), error);
}

GPtrArray *kx_dir_names(int dirfd)
{
    int fd = openat(dirfd, ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    DIR *dir = fd < 0 ? NULL : fdopendir(fd);
    if (dir == NULL) {
        int cause = errno;
        if (fd >= 0)
            close(fd);
        errno = cause;
        return NULL;
    }
    g_autoptr(GPtrArray) names = g_ptr_array_new_with_free_func(g_free);
    for (struct dirent *entry; errno = 0, (entry = readdir(dir));)
        if (strcmp(entry->d_name, ".") != 0 && strcmp(entry->d_name, "..") != 0)
            g_ptr_array_add(names, g_strdup(entry->d_name));
    int cause = errno;
    closedir(dir);
    errno = cause;
    return cause == 0 ? g_steal_pointer(&names) : NULL;
}
