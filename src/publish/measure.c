/* SPDX-License-Identifier: GPL-3.0-or-later */
#define OPENSSL_SUPPRESS_DEPRECATED /* of SHA256_Init and the like since 3.0: see sums */

#include "base/error.h"
#include "base/file.h"
#include "base/order.h"
#include "base/printable.h"
#include "publish/stage.h"

#include <errno.h>
#include <fcntl.h>
#include <openssl/sha.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { COPY_BYTES = 256 * 1024 };

/* Bytes and sums of what was read. By OpenSSL, whose sums use the processor's own instructions for
 * them: files of sound are large, and each is read for this once more. By its functions of one sum
 * each, since those of any sum (EVP) need the whole library. */
typedef struct {
    int64_t bytes;
    SHA256_CTX sha256;
    bool with_sha384;
    SHA512_CTX sha384;
} sums;

static void sums_init(sums *s, bool with_sha384)
{
    s->bytes = 0;
    s->with_sha384 = with_sha384;
    SHA256_Init(&s->sha256);
    SHA384_Init(&s->sha384);
}

static void sums_add(sums *s, const guchar *bytes, size_t n)
{
    SHA256_Update(&s->sha256, bytes, n);
    if (s->with_sha384)
        SHA384_Update(&s->sha384, bytes, n);
    s->bytes += (int64_t)n;
}

static char *hex_of(sums *s)
{
    guint8 digest[SHA256_DIGEST_LENGTH];
    SHA256_Final(digest, &s->sha256);
    GString *hex = g_string_new(NULL);
    for (size_t i = 0; i < sizeof digest; i++)
        g_string_append_printf(hex, "%02x", digest[i]);
    return g_string_free(hex, FALSE);
}

/* "sha384-" and the sum in base 64, as W3C's Subresource Integrity writes it; NULL without it. */
static char *integrity_of(sums *s)
{
    guint8 digest[SHA384_DIGEST_LENGTH];
    if (!s->with_sha384)
        return NULL;
    SHA384_Final(digest, &s->sha384);
    g_autofree char *text = g_base64_encode(digest, sizeof digest);
    return g_strconcat("sha384-", text, NULL);
}

/* Opens a file or folder, never a link; -1 with errno. */
static int open_entry(int dirfd, const char *name, bool *is_folder)
{
    struct stat info;
    int fd = openat(dirfd, name, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC);
    if (fd < 0)
        return -1;
    bool known = fstat(fd, &info) == 0;
    int cause = known ? EINVAL : errno;
    *is_folder = known && S_ISDIR(info.st_mode);
    if (known && (*is_folder || S_ISREG(info.st_mode)))
        return fd;
    close(fd);
    errno = cause;
    return -1;
}

static bool sum_bytes(int fd, sums *s)
{
    g_autofree guchar *buffer = g_malloc(COPY_BYTES);
    ssize_t n;
    while ((n = read(fd, buffer, COPY_BYTES)) > 0 || (n < 0 && errno == EINTR))
        if (n > 0)
            sums_add(s, buffer, (size_t)n);
    return n == 0;
}

/* The files of a folder, which holds no folders. */
static bool sum_folder(int folder, sums *s)
{
    g_autoptr(GPtrArray) names = kx_dir_names(folder);
    if (names == NULL)
        return false;
    g_ptr_array_sort(names, kx_by_bytes);
    for (guint i = 0; i < names->len; i++) {
        const char *name = g_ptr_array_index(names, i);
        sums own;
        bool is_folder = false;
        sums_init(&own, false);
        int fd = open_entry(folder, name, &is_folder);
        if (is_folder)
            errno = EISDIR;
        bool ok = fd >= 0 && !is_folder && sum_bytes(fd, &own);
        if (fd >= 0)
            close(fd);
        if (!ok)
            return false;
        g_autofree char *hex = hex_of(&own), *line = g_strdup_printf("%s  %s\n", hex, name);
        SHA256_Update(&s->sha256, line, strlen(line));
        s->bytes += own.bytes;
    }
    return true;
}

bool kx_published_measure(kx_published *file, bool offered, int dirfd, GError **error)
{
    bool is_folder = false;
    sums s;
    sums_init(&s, offered && file->sink && file->sink->enclosed);
    int fd = open_entry(dirfd, file->name, &is_folder);
    bool ok = fd >= 0 && (is_folder ? sum_folder(fd, &s) : sum_bytes(fd, &s));
    int cause = errno;
    if (fd >= 0)
        close(fd);
    if (!ok) {
        g_autofree char *safe = kx_printable(file->name, -1);
        kx_error_set_errno(error, KX_ERROR_IO, cause, "cannot read %s back", safe);
        return false;
    }
    file->bytes = s.bytes;
    file->sha256 = hex_of(&s);
    file->integrity = integrity_of(&s);
    return true;
}

/* Sets *size to the bytes of a plain file, or to -1; false with errno if that cannot be known. */
static bool size_of(int dirfd, const char *name, struct stat *info, int64_t *size)
{
    bool there = fstatat(dirfd, name, info, AT_SYMLINK_NOFOLLOW) == 0;
    *size = there && S_ISREG(info->st_mode) ? info->st_size : -1;
    return there || errno == ENOENT || errno == ENOTDIR;
}

static bool size_of_folder(int dirfd, const char *name, int64_t *bytes)
{
    int folder = openat(dirfd, name, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
    g_autoptr(GPtrArray) names = folder >= 0 ? kx_dir_names(folder) : NULL;
    bool known = names != NULL;
    *bytes = 0;
    for (guint i = 0; known && *bytes >= 0 && i < names->len; i++) {
        struct stat info;
        int64_t size = -1;
        known = size_of(folder, g_ptr_array_index(names, i), &info, &size);
        *bytes = size >= 0 ? *bytes + size : -1;
    }
    int cause = errno;
    if (folder >= 0)
        close(folder);
    errno = cause;
    return known;
}

bool kx_published_size(int dirfd, const char *name, int64_t *bytes, GError **error)
{
    struct stat info = {0};
    bool known = size_of(dirfd, name, &info, bytes);
    if (known && S_ISDIR(info.st_mode))
        known = size_of_folder(dirfd, name, bytes);
    if (!known) {
        int cause = errno;
        g_autofree char *safe = kx_printable(name, -1);
        kx_error_set_errno(error, KX_ERROR_IO, cause, "cannot read %s", safe);
    }
    return known;
}
