/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A command of kxspeak: one const struct at the foot of cmd_NAME.c, one line in main.c. */
#pragma once

#include "base/intl.h"
#include "cli/options.h"

typedef struct {
    const char *name;      /* "say" */
    const char *arguments; /* "FILE|-" for the help, marked by N_() */
    const char *what;      /* one line, marked by N_() */
    /* argv[0] is the command's name. Returns the exit status. */
    int (*run)(int argc, char **argv);
} kx_command;

extern const kx_command kx_command_brief, kx_command_say, kx_command_explain, kx_command_lexicon,
    kx_command_list, kx_command_feed, kx_command_check, kx_command_play;

/* NULL-terminated list of all commands, the default first. */
extern const kx_command *const kx_commands[];
/* The command of that name; NULL if there is none. */
const kx_command *kx_command_find(const char *name);

/* Signal number that asked to stop, or 0. */
extern volatile int kx_stop_signal;

/* From here on a stop is asked for, not taken: the run ends at the next sentence and cleans up.
 * Called when the inputs are read, so that waiting for standard input can be interrupted. */
void kx_catch_stop(void);
