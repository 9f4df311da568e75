/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/program.h"

#include "base/error.h"
#include "base/place.h"
#include "base/printable.h"

#include <errno.h>
#include <signal.h>
#include <spawn.h>
#include <sys/wait.h>
#include <sysexits.h>
#include <unistd.h>

/* Beside this program, where it is moved or tried as a whole; NULL if nothing of the name is. */
static char *path_beside(const char *name)
{
    g_autofree char *self = g_file_read_link("/proc/self/exe", NULL);
    g_autofree char *folder = self ? g_path_get_dirname(self) : NULL;
    g_autofree char *path = folder ? g_build_filename(folder, name, NULL) : NULL;

    return path && access(path, X_OK) == 0 ? g_steal_pointer(&path) : NULL;
}

static char *path_of(const char *name)
{
    char *beside = path_beside(name);
    if (beside)
        return beside;
    g_autofree char *built = g_strconcat("src/cli/", name, NULL);
    g_autofree char *installed = g_strconcat(KX_LIBEXEC_DIR "/", name, NULL);

    return kx_place(built, installed);
}

static void refuse(const char *path, int errnum, GError **error)
{
    g_autofree char *shown = kx_printable_name(path);

    if (errnum == EAGAIN || errnum == ENOMEM) {
        kx_error_set_errno(error, KX_ERROR_OS, errnum,
                           "%s, a part of kxspeak, cannot be started just now", shown);
        return;
    }
    kx_error_set_errno(error, KX_ERROR_UNAVAILABLE, errnum,
                       "%s, a part of kxspeak, cannot be started; install kxspeak again", shown);
}

static int spawn(const char *path, char *const *command, const int *inherited, unsigned n,
                 pid_t *pid)
{
    posix_spawn_file_actions_t inherit;
    int errnum = posix_spawn_file_actions_init(&inherit);

    if (errnum != 0)
        return errnum;
    /* Onto itself: no longer closed as the program starts. */
    for (unsigned i = 0; i < n && errnum == 0; i++)
        errnum = posix_spawn_file_actions_adddup2(&inherit, inherited[i], inherited[i]);
    if (errnum == 0)
        errnum = posix_spawn(pid, path, &inherit, NULL, command, environ);
    posix_spawn_file_actions_destroy(&inherit);
    return errnum;
}

pid_t kx_program_start(const char *name, char *const *arguments, const int *inherited, unsigned n,
                       GError **error)
{
    g_autofree char *path = path_of(name);
    g_autoptr(GPtrArray) command = g_ptr_array_new();
    pid_t pid = -1;

    g_ptr_array_add(command, path);
    for (; *arguments; arguments++)
        g_ptr_array_add(command, *arguments);
    g_ptr_array_add(command, NULL);
    const int errnum = spawn(path, (char **)command->pdata, inherited, n, &pid);
    if (errnum == 0)
        return pid;
    refuse(path, errnum, error);
    return -1;
}

bool kx_program_end(pid_t pid)
{
    int status = 0;

    kill(pid, SIGKILL);
    while (waitpid(pid, &status, 0) < 0 && errno == EINTR)
        ;
    return WIFEXITED(status) && WEXITSTATUS(status) == EX_OSERR;
}

/* What kept a program from being started, as errno tells it. */
static int spawn_errno(const GError *why)
{
    switch (why->code) {
    case G_SPAWN_ERROR_FORK:
        return EAGAIN;
    case G_SPAWN_ERROR_NOMEM:
        return ENOMEM;
    case G_SPAWN_ERROR_ACCES:
        return EACCES;
    case G_SPAWN_ERROR_NOENT:
        return ENOENT;
    default:
        return EIO;
    }
}

char *kx_program_ask(const char *name, const char *argument, GError **error)
{
    g_autofree char *path = path_of(name), *word = g_strdup(argument), *said = NULL;
    g_autoptr(GError) why = NULL;
    char *command[] = {path, word, NULL};
    int status;

    if (!g_spawn_sync(NULL, command, NULL, G_SPAWN_DEFAULT, NULL, NULL, &said, NULL, &status,
                      &why)) {
        refuse(path, spawn_errno(why), error);
    } else if (!g_spawn_check_wait_status(status, NULL)) {
        g_autofree char *shown = kx_printable_name(path);
        kx_error_set(error, KX_ERROR_UNAVAILABLE,
                     "%s, a part of kxspeak, does not answer; install kxspeak again", shown);
    } else {
        return g_steal_pointer(&said);
    }
    return NULL;
}
