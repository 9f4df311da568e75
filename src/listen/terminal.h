/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The terminal as a stream of lines: what is told is one line after the other, and keys come one by
 * one. No escape sequence is ever written. Signals that end or stop the program are read here, so
 * that the terminal is always left as it was found. */
#pragma once

#include "listen/keys.h"

#include <glib.h>
#include <stdbool.h>
#include <stdint.h>

typedef struct kx_terminal kx_terminal;

/* Takes keys from standard input, or from the controlling terminal if that is no terminal or
 * `text_from_input`; without either there are no keys. Blocks the signals that kx_terminal_wait
 * tells of, so call it before threads are started and after processes have been forked. */
kx_terminal *kx_terminal_new(bool text_from_input);
/* Gives the terminal back as it was. */
void kx_terminal_free(kx_terminal *terminal);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(kx_terminal, kx_terminal_free)

bool kx_terminal_has_keys(const kx_terminal *terminal); /* whether any can come */

/* Writes a text, as lines no longer than the terminal is wide, at most 80 columns; it is made
 * printable. False when standard output takes no more. */
bool kx_terminal_tell(kx_terminal *terminal, const char *text);

/* What a key does to a line that is typed. */
typedef enum {
    KX_TYPING,
    KX_TYPED,        /* Enter */
    KX_TYPED_NOTHING /* Escape: it is not meant */
} kx_typing;

/* Asks for some words on a line of their own, which is ended when they are typed. */
void kx_terminal_ask(kx_terminal *terminal, const char *question);
/* A key of the answer; `typed` is what there is of it by then. */
kx_typing kx_terminal_type(kx_terminal *terminal, gunichar key, GString *typed);

/* How wide the terminal behind a descriptor is, at most 80 columns; 80 if it is none. */
unsigned kx_terminal_columns(int fd);
/* Lines of text so wide, with a newline each; words that are wider are cut. Caller frees. */
char *kx_wrap(const char *text, unsigned columns);

#define KX_KEY_BYTES_MAX 64

/* What has happened. */
typedef struct {
    unsigned char keys[KX_KEY_BYTES_MAX]; /* typed */
    size_t n_keys;
    bool closed; /* no key will come any more: the terminal was closed */
    int signal;  /* SIGINT, SIGTERM, SIGHUP, SIGQUIT: end; SIGTSTP: kx_terminal_suspend; 0: none */
    bool woken;  /* the eventfd was told something */
} kx_terminal_news;

/* Waits for a key, a signal or the eventfd `wake`, at most so long. */
void kx_terminal_wait(kx_terminal *terminal, int wake, int milliseconds, kx_terminal_news *news);
/* Gives the terminal back, stops this process as the shell expects of Ctrl-Z, and takes the
 * terminal again when it is continued. */
void kx_terminal_suspend(kx_terminal *terminal);
