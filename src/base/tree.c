/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Folders of base/file.h: removing one, and putting one in the place of another. Every name is
 * opened relative to a descriptor and never through a link, so a link that somebody planted is
 * removed or refused, and what it points to is left alone. */
#include "base/error.h"
#include "base/file.h"
#include "base/intl.h"
#include "base/printable.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* Folders within folders: one descriptor each. Ours are two deep. */
#define DEPTH_MAX 64
/* Another program may make or remove the folder between two of our steps. */
#define SWAP_TRIES 5

G_GNUC_PRINTF(4, 5)
static bool fail(GError **error, kx_error_code code, int errnum, const char *format, ...)
{
    va_list arguments;

    va_start(arguments, format);
    g_autofree char *what = g_strdup_vprintf(format, arguments);
    va_end(arguments);
    g_autofree char *shown = kx_printable(what, -1);
    kx_error_set_errno(error, code, errnum, "%s", shown);
    return false;
}

static bool is_plain_name(const char *name, GError **error)
{
    if (*name != '\0' && strchr(name, '/') == NULL && strcmp(name, ".") != 0 &&
        strcmp(name, "..") != 0)
        return true;
    g_autofree char *shown = kx_printable(name, -1);
    kx_error_set(error, KX_ERROR_SOFTWARE, "'%s' is not a name in a folder", shown);
    return false;
}

static int open_folder(int dirfd, const char *name)
{
    return openat(dirfd, name, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
}

static bool remove_at(int dirfd, const char *name, int depth, GError **error);

static bool remove_folder(int dirfd, const char *name, int depth, GError **error)
{
    int fd = depth < DEPTH_MAX ? open_folder(dirfd, name) : (errno = ELOOP, -1);

    if (fd < 0)
        return errno == ENOENT || fail(error, KX_ERROR_IO, errno, _("cannot remove %s"), name);
    /* Read before any of them is removed. */
    g_autoptr(GPtrArray) names = kx_dir_names(fd);
    bool ok = names || fail(error, KX_ERROR_IO, errno, _("cannot list %s"), name);
    for (guint i = 0; names && ok && i < names->len; i++)
        ok = remove_at(fd, g_ptr_array_index(names, i), depth + 1, error);
    close(fd);
    if (ok && unlinkat(dirfd, name, AT_REMOVEDIR) != 0 && errno != ENOENT)
        ok = fail(error, KX_ERROR_IO, errno, _("cannot remove %s"), name);
    return ok;
}

static bool remove_at(int dirfd, const char *name, int depth, GError **error)
{
    struct stat st;

    if (fstatat(dirfd, name, &st, AT_SYMLINK_NOFOLLOW) != 0)
        return errno == ENOENT || fail(error, KX_ERROR_IO, errno, _("cannot remove %s"), name);
    if (S_ISDIR(st.st_mode))
        return remove_folder(dirfd, name, depth, error);
    if (unlinkat(dirfd, name, 0) != 0 && errno != ENOENT)
        return fail(error, KX_ERROR_IO, errno, _("cannot remove %s"), name);
    return true;
}

bool kx_tree_remove(int dirfd, const char *name, GError **error)
{
    return is_plain_name(name, error) && remove_at(dirfd, name, 0, error);
}

/* File systems without renameat2's flags: rename(2) puts a folder over nothing but an empty one. */
static int rename_new(int dirfd, const char *staged, const char *name)
{
    struct stat st;

    if (renameat2(dirfd, staged, dirfd, name, RENAME_NOREPLACE) == 0)
        return 0;
    if (errno != EINVAL && errno != ENOSYS)
        return -1;
    if (fstatat(dirfd, name, &st, AT_SYMLINK_NOFOLLOW) == 0) {
        errno = EEXIST;
        return -1;
    }
    return renameat(dirfd, staged, dirfd, name);
}

typedef enum { SWAP_AGAIN, SWAP_DONE, SWAP_FAILED } swap_result;

/* Exchanges the two folders and removes the old one, which is then called `staged`. */
static swap_result exchange(int dirfd, const char *staged, const char *name, GError **error)
{
    struct stat st;
    g_autofree char *shown = kx_printable(name, -1);

    if (fstatat(dirfd, name, &st, AT_SYMLINK_NOFOLLOW) != 0) {
        if (errno == ENOENT)
            return SWAP_AGAIN;
        fail(error, KX_ERROR_CANT_CREATE, errno, _("cannot replace %s"), name);
        return SWAP_FAILED;
    }
    if (!S_ISDIR(st.st_mode)) {
        kx_error_set(error, KX_ERROR_CANT_CREATE,
                     "%s is in the way and is not a folder; move it or choose another name", shown);
        return SWAP_FAILED;
    }
    if (renameat2(dirfd, staged, dirfd, name, RENAME_EXCHANGE) != 0) {
        if (errno == ENOENT)
            return SWAP_AGAIN;
        if (errno == EINVAL || errno == ENOSYS)
            kx_error_set(error, KX_ERROR_CANT_CREATE,
                         "this file system cannot replace the folder %s in one step; move it away "
                         "or choose another name",
                         shown);
        else
            fail(error, KX_ERROR_CANT_CREATE, errno, _("cannot replace %s"), name);
        return SWAP_FAILED;
    }
    if (!kx_fsync(dirfd, shown, error))
        return SWAP_FAILED;
    if (!kx_tree_remove(dirfd, staged, error)) {
        g_prefix_error(error, _("%s is new, but its former content is left over in %s: "), shown,
                       staged);
        return SWAP_FAILED;
    }
    return SWAP_DONE;
}

static bool sync_folder(int dirfd, const char *name, GError **error)
{
    int fd = open_folder(dirfd, name);

    if (fd < 0)
        return fail(error, KX_ERROR_CANT_CREATE, errno, _("cannot open %s"), name);
    bool ok = kx_fsync(fd, name, error);
    close(fd);
    return ok;
}

bool kx_dir_swap(int dirfd, const char *staged, const char *name, GError **error)
{
    if (!is_plain_name(staged, error) || !is_plain_name(name, error) ||
        !sync_folder(dirfd, staged, error))
        return false;
    for (int i = 0; i < SWAP_TRIES; i++) {
        if (rename_new(dirfd, staged, name) == 0)
            return kx_fsync(dirfd, name, error);
        if (errno != EEXIST && errno != ENOTEMPTY)
            return fail(error, KX_ERROR_CANT_CREATE, errno, _("cannot create %s"), name);
        swap_result result = exchange(dirfd, staged, name, error);
        if (result != SWAP_AGAIN)
            return result == SWAP_DONE;
    }
    kx_error_set(error, KX_ERROR_TEMPORARY,
                 "another program keeps changing the folder that is written to; try again later");
    return false;
}
