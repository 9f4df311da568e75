/* SPDX-License-Identifier: GPL-3.0-or-later */
/* base/file.h, with real files in a folder of its own. The system calls whose failures cannot be
 * had from a healthy file system stand below under their own names and fail when told to. */
#include "base/error.h"
#include "base/file.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <signal.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>
#include <sys/resource.h>
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
    g_autofree char *name = g_path_get_basename(f->path);
    g_autofree char *parent = g_path_get_dirname(f->path);
    g_autoptr(GError) error = NULL;
    int fd = open(parent, O_RDONLY | O_DIRECTORY | O_CLOEXEC);

    fsync_errno = renameat2_errno = write_errno = 0;
    g_assert_true(kx_tree_remove(fd, name, &error));
    g_assert_no_error(error);
    g_assert_false(g_file_test(f->path, G_FILE_TEST_EXISTS));
    close(fd);
    close(f->fd);
    g_free(f->path);
}

static char *path_in(const folder *f, const char *name)
{
    return g_build_filename(f->path, name, NULL);
}

static void put(const folder *f, const char *name, const char *content)
{
    g_autofree char *path = path_in(f, name);

    g_assert_true(g_file_set_contents(path, content, -1, NULL));
}

static void make_folder(const folder *f, const char *name)
{
    g_assert_cmpint(mkdirat(f->fd, name, 0777), ==, 0);
}

static void check_content(const folder *f, const char *name, const char *wanted)
{
    g_autofree char *path = path_in(f, name);
    g_autofree char *content = NULL;

    g_file_get_contents(path, &content, NULL, NULL);
    g_assert_cmpstr(content, ==, wanted);
}

static bool exists(const folder *f, const char *name)
{
    struct stat st;

    return fstatat(f->fd, name, &st, AT_SYMLINK_NOFOLLOW) == 0;
}

static unsigned count_entries(const folder *f)
{
    GDir *dir = g_dir_open(f->path, 0, NULL);
    unsigned n = 0;

    while (g_dir_read_name(dir) != NULL)
        n++;
    g_dir_close(dir);
    return n;
}

/* ---- reading ---- */

static void check_read_fails(const char *path, size_t max, kx_error_code code, const char *part)
{
    g_autoptr(GError) error = NULL;

    g_assert_null(kx_file_read(path, max, &error));
    g_assert_error(error, KX_ERROR, (int)code);
    if (strstr(error->message, part) == NULL)
        g_error("'%s' is not in '%s'", part, error->message);
}

static void check_read(const char *path, size_t max, const char *wanted, size_t length)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(GBytes) bytes = kx_file_read(path, max, &error);
    gsize size;

    g_assert_no_error(error);
    const char *data = g_bytes_get_data(bytes, &size);
    g_assert_cmpmem(data, size, wanted, length);
    g_assert_cmpint(data == NULL ? 0 : data[size], ==, 0);
}

static void test_read(folder *f, gconstpointer data)
{
    g_autofree char *path = path_in(f, "a.txt");

    (void)data;
    g_assert_true(g_file_set_contents(path, "a\0bc", 4, NULL));
    check_read(path, 4, "a\0bc", 4);
    check_read(path, 4000, "a\0bc", 4);
    check_read_fails(path, 3, KX_ERROR_DATA, "a.txt: larger than 3");
    g_assert_true(g_file_set_contents(path, "", 0, NULL));
    check_read(path, 0, "", 0);
    check_read("/dev/null", 10, "", 0);
}

static void test_read_fails(folder *f, gconstpointer data)
{
    g_autofree char *missing = path_in(f, "weg\x1b.txt");

    (void)data;
    check_read_fails(missing, 9, KX_ERROR_NO_INPUT, "weg\\x1B.txt: No such file");
    check_read_fails(f->path, 9, KX_ERROR_NO_INPUT, ": is a folder");
    check_read_fails("/dev/zero", 300000, KX_ERROR_DATA, "/dev/zero: larger than 293.0");
    check_read_fails("", 9, KX_ERROR_NO_INPUT, "No such file");
}

static void test_read_no_permission(folder *f, gconstpointer data)
{
    g_autofree char *path = path_in(f, "dicht.txt");

    (void)data;
    put(f, "dicht.txt", "x");
    g_assert_cmpint(chmod(path, 0), ==, 0);
    g_assert_cmpint(chmod(f->path, 0755), ==, 0);
    bool was_root = geteuid() == 0; /* may read everything */
    g_assert_true(!was_root || seteuid(65534) == 0);
    check_read_fails(path, 9, KX_ERROR_NO_PERM, "dicht.txt");
    g_assert_true(!was_root || seteuid(0) == 0);
}

/* A pipe has no size, and gives what it has in pieces. */
static void test_read_stdin(folder *f, gconstpointer data)
{
    int ends[2], saved = dup(STDIN_FILENO);
    GString *text = g_string_new(NULL);

    (void)f, (void)data;
    for (int i = 0; i < 6000; i++)
        g_string_append(text, "woord ");
    g_assert_cmpint(pipe(ends), ==, 0);
    g_assert_cmpint(write(ends[1], text->str, text->len), ==, (gssize)text->len);
    close(ends[1]);
    dup2(ends[0], STDIN_FILENO);
    check_read("-", 1 << 20, text->str, text->len);
    close(ends[0]);

    close(STDIN_FILENO);
    check_read_fails("-", 9, KX_ERROR_NO_INPUT, "standard input");
    dup2(saved, STDIN_FILENO);
    close(saved);
    g_string_free(text, TRUE);
}

static void test_read_pipe_too_large(folder *f, gconstpointer data)
{
    int ends[2], saved = dup(STDIN_FILENO);

    (void)f, (void)data;
    g_assert_cmpint(pipe(ends), ==, 0);
    g_assert_cmpint(write(ends[1], "123456", 6), ==, 6);
    close(ends[1]);
    dup2(ends[0], STDIN_FILENO);
    check_read_fails("-", 5, KX_ERROR_DATA, "standard input: larger than");
    dup2(saved, STDIN_FILENO);
    close(saved);
    close(ends[0]);
}

/* ---- spool ---- */

static void check_spool(const folder *f)
{
    g_autoptr(GError) error = NULL;
    int fd = kx_spool_open(f->path, &error);
    char back[5] = "";

    g_assert_no_error(error);
    g_assert_cmpint(fcntl(fd, F_GETFD) & FD_CLOEXEC, ==, FD_CLOEXEC);
    g_assert_cmpuint(count_entries(f), ==, 0);
    g_assert_true(kx_pwrite_all(fd, "abcd", 4, 1000, "spool", &error));
    g_assert_true(kx_pread_all(fd, back, 4, 1000, "spool", &error));
    g_assert_cmpstr(back, ==, "abcd");
    close(fd);
}

static void test_spool(folder *f, gconstpointer data)
{
    (void)data;
    check_spool(f);
    tmpfile_errno = EOPNOTSUPP;
    check_spool(f);
    tmpfile_errno = EISDIR;
    check_spool(f);
}

static void test_spool_fails(folder *f, gconstpointer data)
{
    g_autofree char *missing = path_in(f, "weg");
    g_autoptr(GError) error = NULL, full = NULL;

    (void)data;
    g_assert_cmpint(kx_spool_open(missing, &error), ==, -1);
    g_assert_error(error, KX_ERROR, KX_ERROR_CANT_CREATE);
    tmpfile_errno = ENOSPC;
    g_assert_cmpint(kx_spool_open(f->path, &full), ==, -1);
    g_assert_error(full, KX_ERROR, KX_ERROR_IO);
}

static void test_short_and_interrupted(folder *f, gconstpointer data)
{
    g_autoptr(GError) error = NULL;
    int fd = kx_spool_open(f->path, &error);
    char back[12] = "";

    (void)data;
    write_most = 3;
    interrupt_next = true;
    g_assert_true(kx_pwrite_all(fd, "hallo wereld", 12, 7, "spool", &error));
    interrupt_next = true;
    g_assert_true(kx_pread_all(fd, back, 12, 7, "spool", &error));
    g_assert_cmpmem(back, 12, "hallo wereld", 12);
    g_assert_false(kx_pread_all(fd, back, 12, 8, "spool", &error));
    g_assert_error(error, KX_ERROR, KX_ERROR_IO);
    g_assert_cmpstr(error->message, ==, "cannot read spool: it ends too early");
    close(fd);
}

static void test_pwrite_fails(folder *f, gconstpointer data)
{
    g_autoptr(GError) full = NULL, closed = NULL;
    int fd = open("/dev/full", O_RDWR | O_CLOEXEC);
    char byte;

    (void)f, (void)data;
    g_assert_false(kx_pwrite_all(fd, "x", 1, 0, "de spoel", &full));
    g_assert_error(full, KX_ERROR, KX_ERROR_IO);
    g_assert_true(g_str_has_prefix(full->message, "cannot write de spoel: "));
    close(fd);
    g_assert_false(kx_pread_all(fd, &byte, 1, 0, "de spoel", &closed));
    g_assert_error(closed, KX_ERROR, KX_ERROR_IO);
}

/* ---- writing ---- */

static void test_write(folder *f, gconstpointer data)
{
    g_autoptr(GError) error = NULL;

    (void)data;
    write_most = 2;
    interrupt_next = true;
    g_assert_true(kx_file_write(f->fd, "a.txt", "hallo", 5, &error));
    check_content(f, "a.txt", "hallo");
    g_assert_true(kx_file_write(f->fd, "leeg.txt", "", 0, &error));
    check_content(f, "leeg.txt", "");
}

static void test_write_keeps_what_is_there(folder *f, gconstpointer data)
{
    g_autoptr(GError) file = NULL, link = NULL, nowhere = NULL;

    (void)data;
    put(f, "a.txt", "oud");
    g_assert_false(kx_file_write(f->fd, "a.txt", "nieuw", 5, &file));
    g_assert_error(file, KX_ERROR, KX_ERROR_CANT_CREATE);
    check_content(f, "a.txt", "oud");

    g_assert_cmpint(symlinkat("a.txt", f->fd, "b.txt"), ==, 0);
    g_assert_false(kx_file_write(f->fd, "b.txt", "nieuw", 5, &link));
    g_assert_error(link, KX_ERROR, KX_ERROR_CANT_CREATE);
    check_content(f, "a.txt", "oud");

    g_assert_cmpint(symlinkat("elders.txt", f->fd, "c.txt"), ==, 0);
    g_assert_false(kx_file_write(f->fd, "c.txt", "nieuw", 5, &nowhere));
    g_assert_false(exists(f, "elders.txt"));
}

static void test_write_fails(folder *f, gconstpointer data)
{
    g_autoptr(GError) full = NULL, sync = NULL;

    (void)data;
    write_errno = ENOSPC;
    g_assert_false(kx_file_write(f->fd, "a.txt", "hallo", 5, &full));
    g_assert_error(full, KX_ERROR, KX_ERROR_IO);
    g_assert_true(g_str_has_prefix(full->message, "cannot write a.txt: "));
    g_assert_false(exists(f, "a.txt"));

    write_errno = 0;
    fsync_errno = EIO;
    fsyncs_until_failure = 0;
    g_assert_false(kx_file_write(f->fd, "a.txt", "hallo", 5, &sync));
    g_assert_error(sync, KX_ERROR, KX_ERROR_IO);
    g_assert_false(exists(f, "a.txt"));
}

static void test_write_file_size_limit(folder *f, gconstpointer data)
{
    g_autoptr(GError) error = NULL;
    struct rlimit old, low;
    char block[9000] = "";

    (void)data;
    signal(SIGXFSZ, SIG_IGN);
    getrlimit(RLIMIT_FSIZE, &old);
    low = old;
    low.rlim_cur = 4096;
    g_assert_cmpint(setrlimit(RLIMIT_FSIZE, &low), ==, 0);
    bool ok = kx_file_write(f->fd, "groot", block, sizeof(block), &error);
    setrlimit(RLIMIT_FSIZE, &old);
    g_assert_false(ok);
    g_assert_error(error, KX_ERROR, KX_ERROR_IO);
    g_assert_false(exists(f, "groot"));
}

static void test_fsync(folder *f, gconstpointer data)
{
    g_autoptr(GError) error = NULL;
    int ends[2];

    (void)data;
    g_assert_cmpint(pipe(ends), ==, 0);
    g_assert_true(kx_fsync(ends[1], "een pijp", &error)); /* knows no fsync */
    g_assert_true(kx_fsync(f->fd, "map", &error));
    close(ends[0]);
    close(ends[1]);
    g_assert_false(kx_fsync(ends[1], "een pijp", &error));
    g_assert_error(error, KX_ERROR, KX_ERROR_IO);
    g_assert_true(g_str_has_prefix(error->message, "cannot bring een pijp to the disk: "));
}

/* ---- removing a folder ---- */

static void test_remove(folder *f, gconstpointer data)
{
    g_autoptr(GError) error = NULL;

    (void)data;
    make_folder(f, "d");
    make_folder(f, "d/e");
    make_folder(f, "d/e/leeg");
    put(f, "d/a", "a");
    put(f, "d/e/b", "b");
    put(f, "naast", "blijft");
    g_assert_cmpint(mkfifoat(f->fd, "d/fifo", 0600), ==, 0);
    g_assert_true(kx_tree_remove(f->fd, "d", &error));
    g_assert_no_error(error);
    g_assert_false(exists(f, "d"));
    check_content(f, "naast", "blijft");
    g_assert_true(kx_tree_remove(f->fd, "d", &error));
    g_assert_no_error(error);
}

static void test_remove_many(folder *f, gconstpointer data)
{
    g_autoptr(GError) error = NULL;

    (void)data;
    make_folder(f, "d");
    for (int i = 0; i < 3000; i++) {
        g_autofree char *name = g_strdup_printf("d/%d", i);
        int fd = openat(f->fd, name, O_CREAT | O_WRONLY | O_CLOEXEC, 0600);
        g_assert_cmpint(fd, >=, 0);
        close(fd);
    }
    g_assert_true(kx_tree_remove(f->fd, "d", &error));
    g_assert_false(exists(f, "d"));
}

/* Links are removed; what they lead to is not, be it a file, a folder or the folder above. */
static void test_remove_links(folder *f, gconstpointer data)
{
    g_autoptr(GError) error = NULL;

    (void)data;
    make_folder(f, "buiten");
    put(f, "buiten/kostbaar", "blijft");
    make_folder(f, "d");
    g_assert_cmpint(symlinkat("../buiten", f->fd, "d/map"), ==, 0);
    g_assert_cmpint(symlinkat("../buiten/kostbaar", f->fd, "d/bestand"), ==, 0);
    g_assert_cmpint(symlinkat("..", f->fd, "d/boven"), ==, 0);
    g_assert_cmpint(symlinkat("nergens", f->fd, "d/dood"), ==, 0);
    g_assert_true(kx_tree_remove(f->fd, "d", &error));
    g_assert_no_error(error);
    g_assert_false(exists(f, "d"));
    check_content(f, "buiten/kostbaar", "blijft");

    g_assert_cmpint(symlinkat("buiten", f->fd, "d"), ==, 0);
    g_assert_true(kx_tree_remove(f->fd, "d", &error));
    g_assert_false(exists(f, "d"));
    check_content(f, "buiten/kostbaar", "blijft");
}

static void test_remove_refuses_paths(folder *f, gconstpointer data)
{
    static const char *const names[] = {"", ".", "..", "d/e", "/", "../d"};

    (void)data;
    make_folder(f, "d");
    make_folder(f, "d/e");
    for (gsize i = 0; i < G_N_ELEMENTS(names); i++) {
        g_autoptr(GError) error = NULL;
        g_assert_false(kx_tree_remove(f->fd, names[i], &error));
        g_assert_error(error, KX_ERROR, KX_ERROR_SOFTWARE);
    }
    g_assert_true(exists(f, "d/e"));
}

static void test_remove_too_deep(folder *f, gconstpointer data)
{
    g_autoptr(GError) error = NULL;
    GString *path = g_string_new("d");

    (void)data;
    make_folder(f, "d");
    for (int i = 0; i < 70; i++) {
        g_string_append(path, "/d");
        make_folder(f, path->str);
    }
    g_assert_false(kx_tree_remove(f->fd, "d", &error));
    g_assert_error(error, KX_ERROR, KX_ERROR_IO);
    g_assert_true(exists(f, path->str));
    for (; path->len > 100; g_string_truncate(path, path->len - 2))
        g_assert_cmpint(unlinkat(f->fd, path->str, AT_REMOVEDIR), ==, 0);
    g_string_free(path, TRUE);
}

/* ---- swapping folders ---- */

static void stage(const folder *f, const char *content)
{
    make_folder(f, ".tmp");
    put(f, ".tmp/a.txt", content);
}

static void test_swap_new(folder *f, gconstpointer data)
{
    g_autoptr(GError) error = NULL;

    (void)data;
    stage(f, "nieuw");
    g_assert_true(kx_dir_swap(f->fd, ".tmp", "uit", &error));
    g_assert_no_error(error);
    check_content(f, "uit/a.txt", "nieuw");
    g_assert_cmpuint(count_entries(f), ==, 1);
}

static void test_swap_existing(folder *f, gconstpointer data)
{
    g_autoptr(GError) error = NULL;

    (void)data;
    make_folder(f, "uit");
    make_folder(f, "uit/sub");
    put(f, "uit/oud.txt", "oud");
    put(f, "uit/sub/oud.txt", "oud");
    stage(f, "nieuw");
    g_assert_true(kx_dir_swap(f->fd, ".tmp", "uit", &error));
    g_assert_no_error(error);
    check_content(f, "uit/a.txt", "nieuw");
    g_assert_false(exists(f, "uit/oud.txt"));
    g_assert_cmpuint(count_entries(f), ==, 1);
}

/* A link or a file in the way is somebody else's: refused, and nothing has changed. */
static void test_swap_links(folder *f, gconstpointer data)
{
    g_autoptr(GError) link = NULL, file = NULL, staged = NULL;

    (void)data;
    make_folder(f, "buiten");
    put(f, "buiten/kostbaar", "blijft");
    g_assert_cmpint(symlinkat("buiten", f->fd, "uit"), ==, 0);
    stage(f, "nieuw");
    g_assert_false(kx_dir_swap(f->fd, ".tmp", "uit", &link));
    g_assert_error(link, KX_ERROR, KX_ERROR_CANT_CREATE);
    check_content(f, "uit/kostbaar", "blijft");
    check_content(f, ".tmp/a.txt", "nieuw");

    put(f, "bestand", "blijft");
    g_assert_false(kx_dir_swap(f->fd, ".tmp", "bestand", &file));
    g_assert_error(file, KX_ERROR, KX_ERROR_CANT_CREATE);
    check_content(f, "bestand", "blijft");

    g_assert_false(kx_dir_swap(f->fd, "uit", "elders", &staged));
    g_assert_error(staged, KX_ERROR, KX_ERROR_CANT_CREATE);
    g_assert_false(exists(f, "elders"));
}

static void test_swap_old_holds_links(folder *f, gconstpointer data)
{
    g_autoptr(GError) error = NULL;

    (void)data;
    make_folder(f, "buiten");
    put(f, "buiten/kostbaar", "blijft");
    make_folder(f, "uit");
    g_assert_cmpint(symlinkat("../buiten", f->fd, "uit/map"), ==, 0);
    stage(f, "nieuw");
    g_assert_true(kx_dir_swap(f->fd, ".tmp", "uit", &error));
    check_content(f, "uit/a.txt", "nieuw");
    check_content(f, "buiten/kostbaar", "blijft");
    g_assert_false(exists(f, ".tmp"));
}

static void test_swap_fails(folder *f, gconstpointer data)
{
    g_autoptr(GError) missing = NULL, name = NULL;

    (void)data;
    make_folder(f, "uit");
    put(f, "uit/oud.txt", "oud");
    g_assert_false(kx_dir_swap(f->fd, ".tmp", "uit", &missing));
    g_assert_error(missing, KX_ERROR, KX_ERROR_CANT_CREATE);
    check_content(f, "uit/oud.txt", "oud");
    stage(f, "nieuw");
    g_assert_false(kx_dir_swap(f->fd, ".tmp", "../uit", &name));
    g_assert_error(name, KX_ERROR, KX_ERROR_SOFTWARE);
}

/* Whichever fsync fails, the folder is whole: all old or all new. */
static void test_swap_fsync_fails(folder *f, gconstpointer data)
{
    (void)data;
    for (unsigned nth = 0; nth < 2; nth++) {
        g_autoptr(GError) error = NULL;

        kx_tree_remove(f->fd, "uit", NULL);
        kx_tree_remove(f->fd, ".tmp", NULL);
        make_folder(f, "uit");
        put(f, "uit/a.txt", "oud");
        stage(f, "nieuw");
        fsync_errno = EIO;
        fsyncs_until_failure = nth;
        bool ok = kx_dir_swap(f->fd, ".tmp", "uit", &error);
        fsync_errno = 0;
        g_assert_false(ok);
        g_assert_error(error, KX_ERROR, KX_ERROR_IO);
        check_content(f, "uit/a.txt", nth == 0 ? "oud" : "nieuw");
    }
}

/* A file system that cannot exchange: a new folder is made, an existing one is left as it is. */
static void test_swap_without_flags(folder *f, gconstpointer data)
{
    g_autoptr(GError) error = NULL;

    (void)data;
    renameat2_errno = EINVAL;
    stage(f, "nieuw");
    g_assert_true(kx_dir_swap(f->fd, ".tmp", "uit", &error));
    check_content(f, "uit/a.txt", "nieuw");
    stage(f, "nieuwer");
    g_assert_false(kx_dir_swap(f->fd, ".tmp", "uit", &error));
    g_assert_error(error, KX_ERROR, KX_ERROR_CANT_CREATE);
    check_content(f, "uit/a.txt", "nieuw");
}

static void test_swap_refused(folder *f, gconstpointer data)
{
    g_autoptr(GError) busy = NULL, denied = NULL;

    (void)data;
    stage(f, "nieuw");
    renameat2_errno = EACCES;
    g_assert_false(kx_dir_swap(f->fd, ".tmp", "uit", &denied));
    g_assert_error(denied, KX_ERROR, KX_ERROR_NO_PERM);
    renameat2_errno = EEXIST; /* says that "uit" is there, which it never is: a rival's doing */
    g_assert_false(kx_dir_swap(f->fd, ".tmp", "uit", &busy));
    g_assert_error(busy, KX_ERROR, KX_ERROR_TEMPORARY);
    check_content(f, ".tmp/a.txt", "nieuw");
}

#define ADD(path, function) g_test_add(path, folder, NULL, setup, function, teardown)

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    ADD("/file/read", test_read);
    ADD("/file/read-fails", test_read_fails);
    ADD("/file/read-no-permission", test_read_no_permission);
    ADD("/file/read-stdin", test_read_stdin);
    ADD("/file/read-pipe-too-large", test_read_pipe_too_large);
    ADD("/file/spool", test_spool);
    ADD("/file/spool-fails", test_spool_fails);
    ADD("/file/short-and-interrupted", test_short_and_interrupted);
    ADD("/file/pwrite-fails", test_pwrite_fails);
    ADD("/file/write", test_write);
    ADD("/file/write-keeps", test_write_keeps_what_is_there);
    ADD("/file/write-fails", test_write_fails);
    ADD("/file/write-file-size-limit", test_write_file_size_limit);
    ADD("/file/fsync", test_fsync);
    ADD("/file/remove", test_remove);
    ADD("/file/remove-many", test_remove_many);
    ADD("/file/remove-links", test_remove_links);
    ADD("/file/remove-refuses-paths", test_remove_refuses_paths);
    ADD("/file/remove-too-deep", test_remove_too_deep);
    ADD("/file/swap-new", test_swap_new);
    ADD("/file/swap-existing", test_swap_existing);
    ADD("/file/swap-links", test_swap_links);
    ADD("/file/swap-old-holds-links", test_swap_old_holds_links);
    ADD("/file/swap-fails", test_swap_fails);
    ADD("/file/swap-fsync-fails", test_swap_fsync_fails);
    ADD("/file/swap-without-flags", test_swap_without_flags);
    ADD("/file/swap-refused", test_swap_refused);
    return g_test_run();
}
