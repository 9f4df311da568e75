/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "publish/book.h"

#include "base/error.h"
#include "base/file.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>
#include <zip.h>

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

/* What libzip reads a file from, which it frees; sound through a stream of its own. */
static zip_source_t *source_of(zip_t *zip, const book_file *file)
{
    if (file->bytes) {
        gsize n;
        const void *data = g_bytes_get_data(file->bytes, &n);
        return zip_source_buffer(zip, data, n, 0);
    }
    g_autofree char *path = g_strdup_printf("/proc/self/fd/%d", file->sound->fd);
    return zip_source_file(zip, path, 0, file->sound->bytes);
}

/* 1980 is where the time of ZIP begins; no reader shows it as an error. */
static bool add_to_zip(zip_t *zip, const book_file *file, const char *inside, bool stored)
{
    g_autofree char *path = inside ? g_strconcat(inside, "/", file->name, NULL) : NULL;
    zip_source_t *source = source_of(zip, file);
    zip_int64_t index =
        source ? zip_file_add(zip, path ? path : file->name, source, ZIP_FL_ENC_UTF_8) : -1;
    if (index < 0) {
        zip_source_free(source);
        return false;
    }
    zip_int32_t method = stored || file->sound ? ZIP_CM_STORE : ZIP_CM_DEFLATE;
    return zip_set_file_compression(zip, (zip_uint64_t)index, method, 0) == 0 &&
           zip_file_set_dostime(zip, (zip_uint64_t)index, 0, 1 << 5 | 1, 0) == 0;
}

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

/* Sets the error of libzip's last call, which tells the system's errors apart. */
static bool fail(zip_error_t *problem, const char *name, GError **error)
{
    if (zip_error_system_type(problem) == ZIP_ET_SYS)
        kx_error_set_errno(error, KX_ERROR_IO, zip_error_code_system(problem), "cannot write %s",
                           name);
    else
        kx_error_set(error, KX_ERROR_IO, "cannot write %s: %s", name, zip_error_strerror(problem));
    return false;
}

bool kx_book_write_zip(const kx_book *book, int dirfd, const char *name, const char *inside,
                       GError **error)
{
    g_autofree char *path = g_strdup_printf("/proc/self/fd/%d/%s", dirfd, name);
    int code = 0;
    zip_t *zip = zip_open(path, ZIP_CREATE | ZIP_EXCL, &code);
    if (zip == NULL) {
        zip_error_t problem;
        zip_error_init_with_code(&problem, code);
        fail(&problem, name, error);
        zip_error_fini(&problem);
        return false;
    }
    bool ok = true;
    for (guint i = 0; ok && i < book->files->len; i++)
        ok = add_to_zip(zip, &g_array_index(book->files, book_file, i), inside, i == 0);
    if (!ok || zip_close(zip) != 0) {
        fail(zip_get_error(zip), name, error);
        zip_discard(zip);
        return false;
    }
    return sync_file(dirfd, name, error);
}
