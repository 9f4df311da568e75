/* SPDX-License-Identifier: GPL-3.0-or-later */
/* base/file.h: folders removed and swapped, also when links have been planted in them. */
#include "folder_fixture.h"

static void make_folder(const folder *f, const char *name)
{
    g_assert_cmpint(mkdirat(f->fd, name, 0777), ==, 0);
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

static void test_swap_new_fsync_fails(folder *f, gconstpointer data)
{
    g_autoptr(GError) error = NULL;

    (void)data;
    stage(f, "nieuw");
    fsync_errno = EIO;
    fsyncs_until_failure = 1; /* the first is of the staged folder */
    g_assert_false(kx_dir_swap(f->fd, ".tmp", "uit", &error));
    g_assert_error(error, KX_ERROR, KX_ERROR_IO);
    check_content(f, "uit/a.txt", "nieuw");
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
    ADD("/tree/remove", test_remove);
    ADD("/tree/remove-many", test_remove_many);
    ADD("/tree/remove-links", test_remove_links);
    ADD("/tree/remove-refuses-paths", test_remove_refuses_paths);
    ADD("/tree/remove-too-deep", test_remove_too_deep);
    ADD("/tree/swap-new", test_swap_new);
    ADD("/tree/swap-existing", test_swap_existing);
    ADD("/tree/swap-links", test_swap_links);
    ADD("/tree/swap-old-holds-links", test_swap_old_holds_links);
    ADD("/tree/swap-fails", test_swap_fails);
    ADD("/tree/swap-fsync-fails", test_swap_fsync_fails);
    ADD("/tree/swap-new-fsync-fails", test_swap_new_fsync_fails);
    ADD("/tree/swap-without-flags", test_swap_without_flags);
    ADD("/tree/swap-refused", test_swap_refused);
    return g_test_run();
}
