/* SPDX-License-Identifier: GPL-3.0-or-later */
/* base/file.h: reading, spooling, writing. */
#include "folder_fixture.h"

#include <signal.h>
#include <sys/resource.h>

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
    check_read_fails(path, 3, KX_ERROR_DATA, "a.txt: larger than 3 bytes");
    g_assert_true(g_file_set_contents(path, "", 0, NULL));
    check_read(path, 0, "", 0);
    check_read("/dev/null", 10, "", 0);
}

static void test_read_fails(folder *f, gconstpointer data)
{
    g_autofree char *missing = path_in(f, "weg\x1b.txt");

    (void)data;
    check_read_fails(missing, 9, KX_ERROR_NO_INPUT, "weg\\x1B.txt: No such file");
    check_read_fails(f->path, 9, KX_ERROR_NO_INPUT, ": is a folder, and no file");
    check_read_fails("/dev/zero", 300 * 1024, KX_ERROR_DATA, "/dev/zero: larger than 300 KiB,");
    check_read_fails("/dev/zero", 1 << 20, KX_ERROR_DATA, "/dev/zero: larger than 1 MiB,");
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

#define ADD(path, function) g_test_add(path, folder, NULL, setup, function, teardown)

/* ---- replacing ---- */

static bool replace(const folder *f, const char *name, const char *content)
{
    g_autoptr(GError) error = NULL;
    bool changed = false;

    g_assert_true(kx_file_replace(f->fd, name, content, strlen(content), &changed, &error));
    g_assert_no_error(error);
    check_content(f, name, content);
    return changed;
}

static void test_replace(folder *f, gconstpointer data)
{
    struct stat before, after;

    (void)data;
    g_assert_true(replace(f, "a", "een"));
    g_assert_cmpint(fstatat(f->fd, "a", &before, 0), ==, 0);
    g_assert_false(replace(f, "a", "een"));
    g_assert_cmpint(fstatat(f->fd, "a", &after, 0), ==, 0);
    g_assert_cmpint(before.st_ino, ==, after.st_ino);
    g_assert_cmpint(before.st_mtim.tv_nsec, ==, after.st_mtim.tv_nsec);
    g_assert_true(replace(f, "a", "twe"));
    g_assert_true(replace(f, "a", ""));
    g_assert_false(replace(f, "a", ""));
    put(f, ".kxspeak-new-a", "van een run die gedood is");
    g_assert_true(replace(f, "a", "drie"));
    g_assert_cmpuint(count_entries(f), ==, 1);
}

static void test_replace_link(folder *f, gconstpointer data)
{
    (void)data;
    put(f, "ander", "blijft");
    g_assert_cmpint(symlinkat("ander", f->fd, "a"), ==, 0);
    g_assert_true(replace(f, "a", "blijft"));
    g_assert_true(replace(f, "a", "nieuw"));
    check_content(f, "ander", "blijft");
}

static void test_replace_fails(folder *f, gconstpointer data)
{
    g_autoptr(GError) error = NULL;

    (void)data;
    put(f, "a", "oud");
    fsync_errno = EIO;
    fsyncs_until_failure = 0;
    g_assert_false(kx_file_replace(f->fd, "a", "nieuw", 5, NULL, &error));
    g_assert_error(error, KX_ERROR, KX_ERROR_IO);
    fsync_errno = 0;
    check_content(f, "a", "oud");
    g_assert_cmpuint(count_entries(f), ==, 1);
    g_clear_error(&error);
    g_assert_cmpint(mkdirat(f->fd, "b", 0700), ==, 0);
    g_assert_false(kx_file_replace(f->fd, "b", "nieuw", 5, NULL, &error));
    g_assert_error(error, KX_ERROR, KX_ERROR_CANT_CREATE);
    g_assert_cmpuint(count_entries(f), ==, 2);
}

static void test_dir_names(void)
{
    g_autofree char *dir = g_dir_make_tmp("kx-test-XXXXXX", NULL);
    g_autofree char *file = g_build_filename(dir, ".verborgen", NULL);
    int fd = open(dir, O_RDONLY | O_DIRECTORY);
    for (unsigned wanted = 0; wanted < 2; wanted++) {
        g_autoptr(GPtrArray) names = kx_dir_names(fd);
        g_assert_cmpuint(names->len, ==, wanted);
        if (wanted)
            g_assert_cmpstr(g_ptr_array_index(names, 0), ==, ".verborgen");
        g_assert_true(g_file_set_contents(file, "x", 1, NULL));
    }
    close(fd);
    g_assert_null(kx_dir_names(-1));
    unlink(file);
    rmdir(dir);
}

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
    ADD("/file/replace", test_replace);
    ADD("/file/replace-link", test_replace_link);
    ADD("/file/replace-fails", test_replace_fails);
    g_test_add_func("/file/dir-names", test_dir_names);
    return g_test_run();
}
