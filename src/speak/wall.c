/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Limits and Landlock; the filters are in wall_filter.c. */
#include "speak/wall.h"

#include "base/intl.h"
#include "base/sanitized.h"
#include "speak/wall_private.h"

#include <fcntl.h>
#include <linux/landlock.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <unistd.h>

#ifdef KX_COVERAGE
#define INSTRUMENTED 1
#else
#define INSTRUMENTED KX_SANITIZED
#endif

/* Valgrind puts its own libraries into the program that way. */
static bool under_valgrind(void)
{
    const char *preload = g_getenv("LD_PRELOAD");

    return preload != NULL && strstr(preload, "vgpreload") != NULL;
}

/* ---- limits ---- */

static void limit(int what, rlim_t soft, rlim_t hard)
{
    struct rlimit now, wanted = {soft, hard};

    /* Never more than the user gave us, also where we might. */
    if (getrlimit(what, &now) != 0)
        return;
    wanted.rlim_max = MIN(hard, now.rlim_max);
    wanted.rlim_cur = MIN(soft, wanted.rlim_max);
    setrlimit(what, &wanted);
}

static void limit_prepared(bool memory)
{
    limit(RLIMIT_CORE, 0, 0);
    limit(RLIMIT_NOFILE, KX_WALL_FILES_MAX, KX_WALL_FILES_MAX);
    if (memory)
        limit(RLIMIT_AS, KX_WALL_MEMORY_MAX, KX_WALL_MEMORY_MAX);
}

void kx_wall_started(void)
{
    struct rlimit users = {RLIM_INFINITY, RLIM_INFINITY};

    if (under_valgrind())
        return;
    getrlimit(RLIMIT_FSIZE, &users);
    /* Its children may raise it to what they are given, within what the user has set. */
    limit(RLIMIT_FSIZE, 0, users.rlim_cur);
}

void kx_wall_limit(const kx_wall_child *child)
{
    limit(RLIMIT_CPU, (rlim_t)child->seconds, (rlim_t)child->seconds);
    if (!under_valgrind()) /* which writes files of its own */
        limit(RLIMIT_FSIZE, (rlim_t)child->end, (rlim_t)child->end);
}

/* ---- Landlock ---- */

/* As of its sixth version: the kernel takes as much of it as it knows. */
typedef struct {
    uint64_t fs, net, scoped;
} ruleset;

/* The versions that brought something. */
enum { ABI_REFER = 2, ABI_TRUNCATE, ABI_NET, ABI_IOCTL, ABI_SCOPE };

static int landlock_version(void)
{
    return (int)syscall(SYS_landlock_create_ruleset, NULL, 0, LANDLOCK_CREATE_RULESET_VERSION);
}

/* All that the version knows is refused, but for reading what stands below `data`. */
static void lock_files(const char *data)
{
    const int version = landlock_version();
    const unsigned rights = version < ABI_REFER ? 13 : version < ABI_TRUNCATE ? 14 : 15;
    ruleset rules = {.fs = (UINT64_C(1) << rights) - 1};

    if (version < 1)
        return;
    if (version >= ABI_IOCTL)
        rules.fs |= UINT64_C(1) << 15;
    if (version >= ABI_NET)
        rules.net = 3; /* to bind, to connect */
    if (version >= ABI_SCOPE)
        rules.scoped = 3; /* abstract sockets, signals to others */
    const int fd = (int)syscall(SYS_landlock_create_ruleset, &rules, sizeof(rules), 0);
    if (fd < 0)
        return;
    struct landlock_path_beneath_attr below = {
        .allowed_access = LANDLOCK_ACCESS_FS_READ_FILE | LANDLOCK_ACCESS_FS_READ_DIR,
        .parent_fd = data != NULL ? open(data, O_PATH | O_CLOEXEC) : -1};
    if (below.parent_fd >= 0) {
        syscall(SYS_landlock_add_rule, fd, LANDLOCK_RULE_PATH_BENEATH, &below, 0);
        close(below.parent_fd);
    }
    syscall(SYS_landlock_restrict_self, fd, 0);
    close(fd);
}

/* ---- the wall ---- */

const kx_wall_filter *kx_wall_raise(const char *data)
{
    const bool valgrind = under_valgrind();

    prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0);
    prctl(PR_SET_DUMPABLE, 0, 0, 0, 0);
    limit_prepared(!KX_SANITIZED && !valgrind);
    if (INSTRUMENTED || valgrind)
        return NULL;
    lock_files(data);
    kx_wall_filter_prepared();
    return kx_wall_filter_build();
}

char *kx_wall_describe(void)
{
    const int version = landlock_version();
    const bool filters = kx_wall_filter_usable();

    if (INSTRUMENTED || under_valgrind())
        return g_strdup(_("limits only"));
    if (version > 0)
        return g_strdup_printf("%sLandlock %d", filters ? "seccomp, " : "", version);
    return g_strdup(filters ? "seccomp" : _("limits only"));
}
