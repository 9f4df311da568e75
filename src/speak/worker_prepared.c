/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The prepared process: opens the engine, then forks, reaps and reports until the parent is gone.
 */
#include "base/error.h"
#include "base/intl.h"
#include "speak/wall.h"
#include "speak/worker_private.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/signalfd.h>
#include <sys/wait.h>
#include <unistd.h>

/* Where the descriptors stand once all others are closed. */
enum { CONTROL = 3, SPOOLS, JOB = 3, SPOOL };

typedef struct {
    const kx_prepared *what;
    const kx_wall_filter *filter; /* of the children */
    int reaper;                   /* signalfd of SIGCHLD */
    pid_t children[KX_JOBS_MAX];  /* 0: none */
} prepared;

void kx_prepared_tell(int socket, const GError *error)
{
    const kx_wire wire = {.kind = KX_WIRE_FAILED,
                          .code = error->code,
                          .length = (uint32_t)MIN(strlen(error->message), 1000)};

    kx_wire_send(socket, &wire, error->message, -1);
}

/* Ends a process that the system refuses what it needs; errno tells. */
G_NORETURN static void give_up(int socket)
{
    GError *error = NULL;

    kx_error_set_errno(&error, KX_ERROR_OS, errno, "cannot start a speech process");
    kx_prepared_tell(socket, error);
    _exit(1);
}

/* Standard input, output and error lead nowhere; `socket` leads to the parent. */
static void silence(int socket)
{
    const int null = open("/dev/null", O_RDWR | O_CLOEXEC);

    if (null < 0)
        give_up(socket);
    for (int fd = 0; fd < (KX_SANITIZED ? 2 : 3); fd++)
        if (dup2(null, fd) < 0)
            give_up(socket);
}

/* Brings the descriptors into their places: behind the standard ones `fds`, and no others. The
 * first leads to the parent. */
static void keep_only(const int *fds, unsigned n)
{
    int high[KX_JOBS_MAX + 1] = {-1};

    for (unsigned i = 0; i < n; i++)
        if ((high[i] = fcntl(fds[i], F_DUPFD_CLOEXEC, CONTROL + (int)n)) < 0)
            give_up(fds[0]);
    for (unsigned i = 0; i < n; i++)
        if (dup2(high[i], CONTROL + (int)i) < 0)
            give_up(high[0]);
    closefrom(CONTROL + (int)n);
}

/* The environment and the signals that the engine lives under. The terminal's signals are the
 * parent's to answer: it ends us. */
static void settle(void)
{
    sigset_t child;

    setsid();
    g_autofree char *language = g_strdup(g_getenv("LANGUAGE"));
    g_autofree char *preload = g_strdup(g_getenv("LD_PRELOAD"));
    clearenv();
    if (preload)
        setenv("LD_PRELOAD", preload, 1); /* by which the wall knows valgrind */
    if (language)
        setenv("LANGUAGE", language, 1); /* of the messages about its start */
    setenv("HOME", "/nonexistent", 1);
    setenv("LC_ALL", "C", 1);
    signal(SIGINT, SIG_IGN);
    signal(SIGTERM, SIG_IGN);
    signal(SIGHUP, SIG_IGN);
    signal(SIGXFSZ, SIG_IGN); /* a full spool is an error of write */
    signal(SIGCHLD, SIG_DFL);
    sigemptyset(&child);
    sigaddset(&child, SIGCHLD);
    /* Before the engine starts its thread, which inherits it. */
    sigprocmask(SIG_SETMASK, &child, NULL);
}

G_NORETURN static void become_child(const prepared *self, unsigned slot, int job, pid_t parent)
{
    const int fds[] = {job, SPOOLS + (int)slot};
    sigset_t none;

    keep_only(fds, 2);
    sigemptyset(&none);
    sigprocmask(SIG_SETMASK, &none, NULL);
    kx_child_run(self->what, self->filter, JOB, SPOOL, parent);
}

static bool fork_child(prepared *self, unsigned slot, int job)
{
    const pid_t parent = getpid();
    /* No socket came along if there was no descriptor left for it. */
    const pid_t pid = job >= 0 ? fork() : -1;

    if (pid == 0)
        become_child(self, slot, job, parent);
    if (pid < 0) {
        const int errnum = job >= 0 ? errno : EMFILE;
        const kx_wire wire = {.kind = KX_WIRE_NOT_FORKED, .index = slot, .code = errnum};
        if (job >= 0)
            close(job);
        return kx_wire_send(CONTROL, &wire, NULL, -1);
    }
    close(job);
    self->children[slot] = pid;
    return true;
}

static bool obey(prepared *self)
{
    kx_wire wire = {0};
    int job;

    if (!kx_wire_receive(CONTROL, &wire, NULL, &job) || wire.index >= self->what->n_slots)
        return false;
    if (wire.kind == KX_WIRE_FORK)
        return fork_child(self, wire.index, job);
    if (wire.kind == KX_WIRE_KILL && self->children[wire.index] > 0)
        kill(self->children[wire.index], SIGKILL);
    return true;
}

static bool reap(prepared *self)
{
    struct signalfd_siginfo info;
    int status;
    bool told = true;

    if (read(self->reaper, &info, sizeof(info)) < 0)
        return true;
    for (pid_t pid; (pid = waitpid(-1, &status, WNOHANG)) > 0;) {
        for (unsigned i = 0; i < self->what->n_slots; i++) {
            if (self->children[i] != pid)
                continue;
            kx_wire wire = {.kind = KX_WIRE_EXITED, .index = i, .code = status};
            self->children[i] = 0;
            told = kx_wire_send(CONTROL, &wire, NULL, -1) && told;
        }
    }
    return told;
}

static bool open_engine(const kx_prepared *what)
{
    g_autoptr(GError) error = NULL;
    const kx_wire ready = {.kind = KX_WIRE_READY};

    if (what->engine->open(&error) && what->engine->set_voice(&what->voices[0], &error))
        return kx_wire_send(CONTROL, &ready, NULL, -1);
    kx_prepared_tell(CONTROL, error);
    return false;
}

void kx_prepared_run(const kx_prepared *what)
{
    prepared self = {.what = what};
    int fds[KX_JOBS_MAX + 1] = {what->control};
    sigset_t child;

    prctl(PR_SET_PDEATHSIG, SIGKILL);
    memcpy(fds + 1, what->spools, what->n_slots * sizeof(*fds));
    silence(what->control);
    keep_only(fds, what->n_slots + 1);
    settle();
    /* Behind the wall no catalogue of messages can be opened. */
    (void)_("espeak-ng cannot start");
    (void)strerror(EACCES);
    self.filter = kx_wall_raise(what->engine->data);
    sigemptyset(&child);
    sigaddset(&child, SIGCHLD);
    self.reaper = signalfd(-1, &child, SFD_CLOEXEC | SFD_NONBLOCK);
    if (self.reaper < 0)
        give_up(CONTROL);
    if (!open_engine(what))
        _exit(1);
    kx_wall_started();

    struct pollfd polled[] = {{.fd = CONTROL, .events = POLLIN},
                              {.fd = self.reaper, .events = POLLIN}};
    for (bool on = true; on;) {
        if (poll(polled, 2, -1) < 0) {
            if (errno == EINTR)
                continue;
            break;
        }
        if (polled[1].revents)
            on = reap(&self);
        if (on && polled[0].revents)
            on = obey(&self);
    }
    for (unsigned i = 0; i < what->n_slots; i++)
        if (self.children[i] > 0)
            kill(self.children[i], SIGKILL);
    while (waitpid(-1, NULL, 0) > 0)
        ;
    _exit(0);
}
