/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What ends kxspeak at once: memory that cannot be had (allocate.h), and what GLib calls fatal.
 * Each is one line and an exit status. */
#pragma once

/* From here on a fatal message is a line of ours, with the exit status of KX_ERROR_SOFTWARE, and
 * what ends the process for want of memory is said in the user's language; libxml2 prints nothing.
 * After kx_language_start, before the first use of libxml2. */
void kx_memory_start(void);
/* Before the first thread: all share one heap. With a heap for each, what one format has given back
 * is of no use to the others. */
void kx_memory_share(void);
