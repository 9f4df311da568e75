/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What g_dir_make_tmp() made goes with all that is in it. */
#pragma once

#include "base/file.h"

#include <fcntl.h>
#include <glib.h>
#include <unistd.h>

static void remove_folder(const char *path)
{
    g_autofree char *name = g_path_get_basename(path), *parent = g_path_get_dirname(path);
    g_autoptr(GError) error = NULL;
    int fd = open(parent, O_RDONLY | O_DIRECTORY | O_CLOEXEC);

    kx_tree_remove(fd, name, &error);
    g_assert_no_error(error);
    close(fd);
}
