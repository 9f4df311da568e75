/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "audio/out_file.h"

#include "base/error.h"
#include "base/file.h"
#include "base/intl.h"
#include "base/printable.h"

#include <errno.h>
#include <fcntl.h>
#include <stdarg.h>
#include <sys/stat.h>
#include <unistd.h>

/* What the disk is given at once. */
#define SYNC_BYTES (4 * 1024 * 1024)

bool kx_out_file_open(kx_out_file *out, int dirfd, const char *name, GError **error)
{
    g_autofree char *shown = kx_printable(name, -1);
    int fd = openat(dirfd, name, O_RDWR | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0666);

    if (fd < 0) {
        kx_error_set_errno(error, KX_ERROR_CANT_CREATE, errno, "cannot create %s", shown);
        return false;
    }
    *out = (kx_out_file){.dirfd = dirfd, .fd = fd, .name = name};
    out->shown = g_steal_pointer(&shown);
    return true;
}

/* Has the disk begin with what is there, so that less is left when fsync waits for it; that one
 * also tells what went wrong. */
static void begin_sync(const kx_out_file *out)
{
    sync_file_range(out->fd, (off_t)out->begun, 0, SYNC_FILE_RANGE_WRITE);
}

bool kx_out_file_write(kx_out_file *out, const void *data, size_t n)
{
    const char *p = data;

    while (n > 0 && out->errnum == 0) {
        ssize_t done = pwrite(out->fd, p, n, (off_t)out->position);
        if (done < 0 && errno == EINTR)
            continue;
        if (done <= 0) {
            out->errnum = done < 0 ? errno : EIO;
            break;
        }
        p += done;
        n -= (size_t)done;
        out->position += done;
        out->size = MAX(out->size, out->position);
    }
    if (out->size - out->begun >= SYNC_BYTES) {
        begin_sync(out);
        out->begun = out->size;
    }
    return out->errnum == 0;
}

bool kx_out_file_check(const kx_out_file *out, GError **error)
{
    struct stat st;
    int errnum = out->errnum;

    if (errnum == 0 && fstat(out->fd, &st) != 0)
        errnum = errno;
    if (errnum != 0) {
        kx_error_set_errno(error, KX_ERROR_IO, errnum, "cannot write %s", out->shown);
        return false;
    }
    if (st.st_size != out->size)
        return kx_out_file_mismatch(out, error, "%jd bytes instead of %jd", (intmax_t)st.st_size,
                                    (intmax_t)out->size);
    begin_sync(out);
    return true;
}

bool kx_out_file_finish(kx_out_file *out, bool ok, GError **error)
{
    ok = ok && kx_fsync(out->fd, out->shown, error);
    if (close(out->fd) != 0 && ok) {
        kx_error_set_errno(error, KX_ERROR_IO, errno, "cannot close %s", out->shown);
        ok = false;
    }
    if (!ok)
        unlinkat(out->dirfd, out->name, 0);
    g_clear_pointer(&out->shown, g_free);
    return ok;
}

bool kx_out_file_mismatch(const kx_out_file *out, GError **error, const char *format, ...)
{
    va_list arguments;

    va_start(arguments, format);
    g_autofree char *what = g_strdup_vprintf(_(format), arguments);
    va_end(arguments);
    kx_error_set(error, KX_ERROR_SOFTWARE, "%s does not read back as it was written: %s",
                 out->shown, what);
    return false;
}

bool kx_out_file_undecoded(const kx_out_file *out, GError *fault, const char *what, GError **error)
{
    if (g_error_matches(fault, KX_ERROR, KX_ERROR_IO)) {
        g_propagate_error(error, fault);
        return false;
    }
    g_clear_error(&fault);
    return kx_out_file_mismatch(out, error, "%s", _(what));
}
