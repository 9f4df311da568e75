/* SPDX-License-Identifier: GPL-3.0-or-later */
/* When memory runs out. GLib ends the process then, and so does kxspeak: a run that goes on without
 * what it could not allocate would publish something else. What was published before stays, since
 * everything new appears in one step; the next run clears up. */
#pragma once

/* From here on what libxml2, jansson and ICU cannot allocate ends the process as well, and a fatal
 * message is one line of ours and an exit status: 71 (memory), else 70. Before their first use. */
void kx_memory_start(void);
