/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Where the program's own files are: in the folder that it was built in while it runs from there,
 * else where it was installed. */
#pragma once

/* The path of a file: `built` below the build folder, or `installed`. Caller frees. */
char *kx_place(const char *built, const char *installed);
