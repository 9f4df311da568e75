/* SPDX-License-Identifier: GPL-3.0-or-later */
/* When memory runs out, the program ends, whoever asked for it. GLib does so by itself; other
 * libraries crash without, or go on and make another sound or picture of which nobody is told. What
 * was published before stays, since everything new appears in one step; the next run clears up.
 *
 * A program that is linked with allocate.c has malloc and its kin from there: the C library's, less
 * their failure. Not under a sanitizer, which has its own. */
#pragma once

#include <glib.h>

/* Ends the program with the exit status of KX_ERROR_OS (base/error.h). Each program defines it; it
 * may be called in any thread and at any moment, and may not allocate. */
G_NORETURN void kx_out_of_memory(void);
