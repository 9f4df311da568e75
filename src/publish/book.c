/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "publish/book.h"

#include "base/error.h"
#include "base/file.h"
#include "publish/pack.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { COPY_BYTES = 256 * 1024 };

typedef struct {
    char *name;
    GBytes *bytes;            /* or */
    const kx_book_mp3 *sound; /* borrowed */
} book_file;

struct kx_book {
    GArray *files; /* book_file */
};

static void clear_file(void *item)
{
    book_file *file = item;
    g_free(file->name);
    g_bytes_unref(file->bytes);
}

kx_book *kx_book_new(void)
{
    kx_book *book = g_new0(kx_book, 1);
    book->files = g_array_new(FALSE, TRUE, sizeof(book_file));
    g_array_set_clear_func(book->files, clear_file);
    return book;
}

void kx_book_free(kx_book *book)
{
    if (book)
        g_array_unref(book->files);
    g_free(book);
}

void kx_book_add(kx_book *book, const char *name, GBytes *bytes)
{
    book_file file = {.name = g_strdup(name), .bytes = bytes};
    g_array_append_val(book->files, file);
}

void kx_book_add_text(kx_book *book, const char *name, char *text)
{
    kx_book_add(book, name, g_bytes_new_take(text, strlen(text)));
}

void kx_book_add_sound(kx_book *book, const char *name, const kx_book_mp3 *sound)
{
    book_file file = {.name = g_strdup(name), .sound = sound};
    g_array_append_val(book->files, file);
}

static int64_t size_of(const book_file *file)
{
    return file->sound ? file->sound->bytes : (int64_t)g_bytes_get_size(file->bytes);
}

unsigned kx_book_n_files(const kx_book *book)
{
    return book->files->len;
}

int64_t kx_book_bytes(const kx_book *book)
{
    int64_t bytes = 0;
    for (guint i = 0; i < book->files->len; i++)
        bytes += size_of(&g_array_index(book->files, book_file, i));
    return bytes;
}

/* ---- a folder ---- */

static bool copy_sound(const book_file *file, int to, GError **error)
{
    g_autofree char *buffer = g_malloc(COPY_BYTES);
    for (int64_t done = 0; done < file->sound->bytes;) {
        size_t n = (size_t)MIN(file->sound->bytes - done, COPY_BYTES);
        if (!kx_pread_all(file->sound->fd, buffer, n, done, file->name, error) ||
            !kx_pwrite_all(to, buffer, n, done, file->name, error))
            return false;
        done += (int64_t)n;
    }
    return kx_fsync(to, file->name, error);
}

static bool write_file(const book_file *file, int folder, GError **error)
{
    if (file->bytes) {
        gsize n;
        const void *data = g_bytes_get_data(file->bytes, &n);
        return kx_file_write(folder, file->name, data, n, error);
    }
    int to = openat(folder, file->name, O_RDWR | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0666);
    if (to < 0) {
        kx_error_set_errno(error, KX_ERROR_CANT_CREATE, errno, "cannot create %s", file->name);
        return false;
    }
    bool ok = copy_sound(file, to, error);
    if (close(to) != 0 && ok) {
        kx_error_set_errno(error, KX_ERROR_IO, errno, "cannot close %s", file->name);
        ok = false;
    }
    return ok;
}

bool kx_book_write_folder(const kx_book *book, int dirfd, const char *name, GError **error)
{
    int folder = mkdirat(dirfd, name, 0777) == 0
                     ? openat(dirfd, name, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC)
                     : -1;
    if (folder < 0) {
        kx_error_set_errno(error, KX_ERROR_CANT_CREATE, errno, "cannot make the folder %s", name);
        return false;
    }
    bool ok = true;
    for (guint i = 0; ok && i < book->files->len; i++)
        ok = write_file(&g_array_index(book->files, book_file, i), folder, error);
    ok = ok && kx_fsync(folder, name, error);
    close(folder);
    return ok;
}

/* ---- a ZIP file ---- */

static bool sync_file(int dirfd, const char *name, GError **error)
{
    int fd = openat(dirfd, name, O_RDONLY | O_NOFOLLOW | O_CLOEXEC);
    bool ok = fd >= 0 && kx_fsync(fd, name, error);
    if (fd < 0)
        kx_error_set_errno(error, KX_ERROR_IO, errno, "cannot read %s back", name);
    else
        close(fd);
    return ok;
}

bool kx_book_write_zip(const kx_book *book, int dirfd, const char *name, const char *inside,
                       GError **error)
{
    g_autoptr(kx_pack) pack = kx_pack_new(dirfd, name, error);
    bool ok = pack != NULL;
    for (guint i = 0; ok && i < book->files->len; i++) {
        const book_file *file = &g_array_index(book->files, book_file, i);
        g_autofree char *path = inside ? g_strconcat(inside, "/", file->name, NULL) : NULL;
        const char *entry = path ? path : file->name;
        ok = file->sound ? kx_pack_add_file(pack, entry, file->sound->fd, file->sound->bytes, error)
                         : kx_pack_add(pack, entry, file->bytes, i > 0, error);
    }
    return ok && kx_pack_write(pack, error) && sync_file(dirfd, name, error);
}
