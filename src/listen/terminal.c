/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "listen/terminal.h"

#include "base/printable.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/eventfd.h>
#include <sys/ioctl.h>
#include <sys/signalfd.h>
#include <termios.h>
#include <unistd.h>

enum { COLUMNS_MAX = 80, COLUMNS_MIN = 10, TYPED_CHARS_MAX = 60 };

struct kx_terminal {
    int keys; /* -1: none */
    bool own; /* `keys` was opened here */
    bool raw;
    bool typing; /* a line is not ended yet */
    struct termios before;
    int signals;
};

/* ---- modes ---- */

/* In the background a change of modes would stop us, and keys are not ours. */
static bool in_foreground(const kx_terminal *t)
{
    pid_t group = tcgetpgrp(t->keys);
    return group < 0 || group == getpgrp();
}

/* Keys come at once and are not shown; Ctrl-C and Ctrl-Z stay signals. */
static void enter(kx_terminal *t)
{
    if (t->keys < 0 || t->raw || !in_foreground(t) || tcgetattr(t->keys, &t->before) != 0)
        return;
    struct termios raw = t->before;
    raw.c_lflag &= ~(tcflag_t)(ICANON | ECHO);
    raw.c_iflag &= ~(tcflag_t)IXON;
    raw.c_cc[VMIN] = 1;
    raw.c_cc[VTIME] = 0;
    t->raw = tcsetattr(t->keys, TCSADRAIN, &raw) == 0;
}

/* Keys that nobody has read are meant for the player, not for the shell. */
static void leave(kx_terminal *t)
{
    if (t->raw)
        tcsetattr(t->keys, TCSAFLUSH, &t->before);
    t->raw = false;
}

/* ---- signals ---- */

static bool is_ignored(int number)
{
    struct sigaction now;
    return sigaction(number, NULL, &now) == 0 && now.sa_handler == SIG_IGN;
}

/* They are read from a descriptor: nothing is interrupted, and no handler needs a global. */
static int open_signals(void)
{
    static const int numbers[] = {SIGINT, SIGTERM, SIGHUP, SIGQUIT, SIGTSTP};
    sigset_t set;
    sigemptyset(&set);
    for (unsigned i = 0; i < G_N_ELEMENTS(numbers); i++)
        if (!is_ignored(numbers[i]))
            sigaddset(&set, numbers[i]);
    sigprocmask(SIG_BLOCK, &set, NULL);
    return signalfd(-1, &set, SFD_CLOEXEC | SFD_NONBLOCK);
}

/* What is typed does not run into what is told next, or into the shell's prompt. */
static void end_line(kx_terminal *t)
{
    if (t->typing)
        putchar('\n');
    t->typing = false;
    fflush(stdout);
}

kx_terminal *kx_terminal_new(bool text_from_input)
{
    kx_terminal *t = g_new0(kx_terminal, 1);
    t->keys = -1;
    if (!text_from_input && isatty(STDIN_FILENO))
        t->keys = STDIN_FILENO;
    else if (isatty(STDOUT_FILENO))
        t->own = (t->keys = open("/dev/tty", O_RDWR | O_CLOEXEC | O_NOCTTY)) >= 0;
    t->signals = open_signals();
    enter(t);
    return t;
}

void kx_terminal_free(kx_terminal *t)
{
    if (t == NULL)
        return;
    end_line(t);
    leave(t);
    if (t->own)
        close(t->keys);
    if (t->signals >= 0)
        close(t->signals);
    g_free(t);
}

bool kx_terminal_has_keys(const kx_terminal *t)
{
    return t->keys >= 0;
}

void kx_terminal_suspend(kx_terminal *t)
{
    leave(t);
    kill(getpid(), SIGSTOP);
    enter(t);
}

/* ---- waiting ---- */

static void read_keys(kx_terminal *t, kx_terminal_news *news)
{
    /* Back from the background, where the modes could not be set. */
    enter(t);
    if (!in_foreground(t))
        return;
    ssize_t n = read(t->keys, news->keys, sizeof news->keys);
    if (n > 0)
        news->n_keys = (size_t)n;
    else if (n == 0 || (errno != EINTR && errno != EAGAIN))
        news->closed = true;
}

void kx_terminal_wait(kx_terminal *t, int wake, int milliseconds, kx_terminal_news *news)
{
    struct pollfd polled[] = {{.fd = t->keys, .events = POLLIN},
                              {.fd = t->signals, .events = POLLIN},
                              {.fd = wake, .events = POLLIN}};
    struct signalfd_siginfo info;
    eventfd_t count;
    *news = (kx_terminal_news){0};
    if (t->keys >= 0 && !in_foreground(t))
        polled[0].fd = -1;
    if (poll(polled, G_N_ELEMENTS(polled), milliseconds) <= 0)
        return;
    if (polled[1].revents && read(t->signals, &info, sizeof info) == (ssize_t)sizeof info)
        news->signal = (int)info.ssi_signo;
    else if (polled[0].revents)
        read_keys(t, news);
    if (polled[2].revents)
        news->woken = eventfd_read(wake, &count) == 0;
}

/* ---- lines ---- */

unsigned kx_terminal_columns(int fd)
{
    struct winsize size;
    if (ioctl(fd, TIOCGWINSZ, &size) != 0 || size.ws_col == 0)
        return COLUMNS_MAX;
    return CLAMP(size.ws_col, COLUMNS_MIN, COLUMNS_MAX);
}

static unsigned width_of(gunichar c)
{
    return g_unichar_iszerowidth(c) ? 0 : g_unichar_iswide(c) ? 2 : 1;
}

/* How much of the text fits: to the last blank in it, or to its end if it has none. */
static const char *fit(const char *text, unsigned width)
{
    const char *at = text, *blank = NULL;
    for (unsigned used = 0; *at; at = g_utf8_next_char(at)) {
        used += width_of(g_utf8_get_char(at));
        if (*at == ' ')
            blank = at;
        if (used > width)
            return blank ? blank : at > text ? at : g_utf8_next_char(at);
    }
    return at;
}

char *kx_wrap(const char *text, unsigned width)
{
    GString *out = g_string_new(NULL);
    while (*text) {
        const char *end = fit(text, width);
        g_string_append_len(out, text, end - text);
        g_string_append_c(out, '\n');
        text = *end == ' ' ? end + 1 : end;
    }
    return g_string_free(out, FALSE);
}

void kx_terminal_ask(kx_terminal *t, const char *question)
{
    end_line(t);
    t->typing = true;
    printf("%s ", question);
    fflush(stdout);
}

/* The terminal itself takes a character back in the same way. */
static void take_back(GString *typed)
{
    const char *end = typed->str + typed->len;
    if (typed->len == 0)
        return;
    g_string_truncate(typed, (gsize)(g_utf8_prev_char(end) - typed->str));
    fputs("\b \b", stdout);
}

kx_typing kx_terminal_type(kx_terminal *t, gunichar key, GString *typed)
{
    char text[7] = {0};
    if (key == KX_KEY_ENTER || key == KX_KEY_ESCAPE || key == KX_KEY_END_OF_INPUT) {
        end_line(t);
        return key == KX_KEY_ENTER ? KX_TYPED : KX_TYPED_NOTHING;
    }
    if (key == KX_KEY_BACKSPACE) {
        take_back(typed);
    } else if (key < KX_KEY_LEFT && g_unichar_isprint(key) &&
               g_utf8_strlen(typed->str, -1) < TYPED_CHARS_MAX) {
        g_unichar_to_utf8(key, text);
        g_string_append(typed, text);
        g_autofree char *safe = kx_printable_all(text);
        fputs(safe, stdout);
    }
    fflush(stdout);
    return KX_TYPING;
}

bool kx_terminal_tell(kx_terminal *t, const char *text)
{
    g_autofree char *safe = kx_printable_all(text);
    g_autofree char *lines = kx_wrap(safe, kx_terminal_columns(STDOUT_FILENO));
    end_line(t);
    fputs(lines, stdout);
    return fflush(stdout) == 0 && !ferror(stdout);
}
