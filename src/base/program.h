/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The programs that kxspeak consists of besides itself: the engine's and the artwork's. Each is
 * linked with what it alone needs, and does its work where a fault ends no more than itself. */
#pragma once

#include <glib.h>
#include <stdbool.h>
#include <sys/types.h>

/* Starts program NAME, which is beside this one, else where kx_place tells, with `arguments`
 * (NULL-terminated, without its name). It has our environment and standard descriptors, and the `n`
 * of `inherited` under the same numbers. Returns its process id, or -1: UNAVAILABLE (it is not
 * there), OS. */
pid_t kx_program_start(const char *name, char *const *arguments, const int *inherited, unsigned n,
                       GError **error);

/* Ends a process that was started, if it has not ended yet, and waits for it. True if it had ended
 * by itself because there was no memory to have: a part of kxspeak tells by its exit status. */
bool kx_program_end(pid_t pid);

/* All that program NAME prints when it is called with `argument` alone. Caller frees. UNAVAILABLE
 * (it is not there, or ends otherwise), OS. */
char *kx_program_ask(const char *name, const char *argument, GError **error);
