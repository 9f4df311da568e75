/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Libraries that are loaded when they are first asked for: few runs have a use for them, and they
 * bring much along. */
#pragma once

#include <glib.h>
#include <stdbool.h>

/* Puts function names[i] of the library `file`, which people call `what`, into functions[i], i < n;
 * they are NULL before the first call, and stay loaded. Any thread may call. Errors: UNAVAILABLE.
 */
bool kx_library_load(const char *what, const char *file, const char *const *names, void **functions,
                     size_t n, GError **error);
