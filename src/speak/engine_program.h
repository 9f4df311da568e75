/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The program kxspeak-engine: a prepared process (speak/worker_private.h) as a program of its own,
 * linked with the engines and little else. It is started by kx_pool_start, with descriptors that it
 * inherits, and by nobody else. */
#pragma once

/* main of that program. Returns for `--version` and where it was not started so; 64 then. */
int kx_engine_program(int argc, char **argv);
