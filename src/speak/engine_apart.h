/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How the prepared process is started in the program kxspeak-engine. Private to speak/. */
#pragma once

#include "speak/worker_private.h"

/* What stands before a voice's file in the file of voices; all of it in this machine's own form. */
typedef struct {
    int32_t rate, pitch, range, volume;
    uint32_t length; /* bytes of the file */
} kx_packed_voice;

/* Starts the program with `what`'s engine, whose `control` and spools it inherits. Returns its
 * process id, or -1: OS, UNAVAILABLE (it is not installed). */
pid_t kx_apart_start(const kx_prepared *what, GError **error);
