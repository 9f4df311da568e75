/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A library for LD_PRELOAD that counts what a program asks of the system, and lets one of these
 * calls fail. Environment:
 *   KX_FAULT_COUNTS   a file of sizeof(record) bytes: what was counted, and whether it failed
 *   KX_FAULT_KIND     which kind (the names below); none: only count
 *   KX_FAULT_ROLE     in which process: 0 the program, 1 the engine's, 2 what that forks, 3 the
 *                     artwork's
 *   KX_FAULT_AT       the how many-th of these calls, from 1
 *   KX_FAULT_STICKY   1: all that follow as well
 *   KX_FAULT_ACTION   errno:N, short (half of a write or a read), signal:N, or copy: each call that
 *                     KX_FAULT_STACKS notes fails in a copy of the process, and is made. A copy
 * that does anything else than write a message and exit with EX_OSERR is not counted.
 *   KX_FAULT_SERIAL   1: no thread of the program is ever started, so that calls have an order
 * With -DMEMORY it stands between the program and malloc too, and with KX_FAULT_STACKS=memory, or
 * calls for all other kinds, notes the first call from each different stack of the process of
 * KX_FAULT_ROLE; a stack is known again in another run. */
#include <dirent.h>
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <pthread.h>
#include <signal.h>
#include <spawn.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/mman.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <sysexits.h>
#include <unistd.h>
#ifdef MEMORY
#include <link.h>
#include <unwind.h>
#endif

/* tests/torture/faults.py knows these names in this order. */
/* clang-format off */
#define KINDS(X)                                                                                   \
    X(write) X(read) X(fsync) X(rename) X(open) X(close) X(mkdir) X(unlink) X(link) X(stat)        \
    X(truncate) X(seek) X(list) X(stdio) X(lock) X(mmap) X(fork) X(thread) X(pipe) X(message)      \
    X(memory)
/* clang-format on */
#define AS_ENUM(name) KIND_##name,
#define AS_TEXT(name) #name,
enum { KINDS(AS_ENUM) N_KINDS };
static const char *const kind_names[] = {KINDS(AS_TEXT)};

enum { ROLES = 4, STACKS_MAX = 1 << 16, FRAMES = 12 };

typedef struct {
    uint64_t calls[ROLES][N_KINDS];
    uint64_t failed;
    uint64_t n_stacks;
    struct {
        uint64_t kind;
        uint64_t at;    /* number of the first call from it */
        uint64_t stack; /* hash of its return addresses */
    } stacks[STACKS_MAX];
} record;

static record nowhere, *counts = &nowhere;
static int role, fault_kind = -1, fault_role, fault_errno, fault_signal;
static bool sticky, halves, serial, copies, stacks_of[N_KINDS];
static int copy_writes = -1; /* how often a copy may write; -1: this is none */
static uint64_t fault_at;

static uint64_t number_of(const char *name)
{
    const char *text = getenv(name);
    return text ? strtoull(text, NULL, 10) : 0;
}

__attribute__((constructor)) static void start(void)
{
    const char *path = getenv("KX_FAULT_COUNTS"), *kind = getenv("KX_FAULT_KIND");
    const char *stacks = getenv("KX_FAULT_STACKS");
    const char *action = getenv("KX_FAULT_ACTION");
    int fd = path ? (int)syscall(SYS_openat, AT_FDCWD, path, O_RDWR) : -1;
    if (fd >= 0) {
        long at =
            syscall(SYS_mmap, NULL, sizeof(record), PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0L);
        syscall(SYS_close, fd);
        if (at != -1)
            counts = (record *)at;
    }
    for (int i = 0; i < N_KINDS; i++) {
        if (kind && strcmp(kind, kind_names[i]) == 0)
            fault_kind = i;
        stacks_of[i] = stacks && (strcmp(stacks, "memory") == 0) == (i == KIND_memory);
    }
    role = strcmp(program_invocation_short_name, "kxspeak-engine") == 0  ? 1
           : strcmp(program_invocation_short_name, "kxspeak-cover") == 0 ? 3
                                                                         : 0;
    fault_role = (int)number_of("KX_FAULT_ROLE");
    fault_at = number_of("KX_FAULT_AT");
    sticky = number_of("KX_FAULT_STICKY") != 0;
    serial = number_of("KX_FAULT_SERIAL") != 0;
    halves = action && strcmp(action, "short") == 0;
    copies = action && strcmp(action, "copy") == 0;
    if (action && strncmp(action, "errno:", 6) == 0)
        fault_errno = atoi(action + 6);
    if (action && strncmp(action, "signal:", 7) == 0)
        fault_signal = atoi(action + 7);
}

#ifdef MEMORY
typedef struct {
    uint64_t hash;
    int frames;
} walk;

/* Of a stack, what is in the program's own file: what a library does in one call of it, before it
 * calls back, is one place. */
static _Unwind_Reason_Code step(struct _Unwind_Context *context, void *data)
{
    walk *w = data;
    void *address = (void *)_Unwind_GetIP(context);
    struct dl_find_object file;
    if (_dl_find_object(address, &file) != 0)
        return _URC_END_OF_STACK;
    const struct link_map *map = file.dlfo_link_map;
    if (*map->l_name == '\0') {
        /* Where the file lies differs from run to run. */
        w->hash = (w->hash ^ ((uint64_t)address - map->l_addr)) * 0x9E3779B97F4A7C15u;
        w->hash ^= w->hash >> 29;
        w->frames++;
    }
    return w->frames == FRAMES ? _URC_END_OF_STACK : _URC_NO_REASON;
}

/* Notes the call at hand if none before it came this way; whether it did. Only one thread runs
 * then.
 */
static bool note_stack(int kind)
{
    static uint64_t seen[4 * STACKS_MAX];
    static bool inside; /* the unwinder allocates too */
    walk w = {.hash = (uint64_t)kind};
    if (inside || role != fault_role || counts->n_stacks == STACKS_MAX)
        return false;
    inside = true;
    _Unwind_Backtrace(step, &w);
    w.hash |= 1;
    uint64_t at = w.hash % (4 * STACKS_MAX);
    while (seen[at] != 0 && seen[at] != w.hash)
        at = (at + 1) % (4 * STACKS_MAX);
    const bool first = seen[at] == 0;
    if (first) {
        seen[at] = w.hash;
        counts->stacks[counts->n_stacks].kind = (uint64_t)kind;
        counts->stacks[counts->n_stacks].at = counts->calls[role][kind];
        counts->stacks[counts->n_stacks++].stack = w.hash;
    }
    inside = false;
    return first;
}
#else
static bool note_stack(int kind)
{
    (void)kind;
    return false;
}
#endif

/* Whether this is the copy, in which the call fails. By calls of the kernel alone: whoever
 * allocates may hold any lock of a library. */
static bool try_in_copy(void)
{
    int status = 0;
    long pid = syscall(SYS_clone, 0L, NULL, NULL, NULL, NULL);
    if (pid == 0) {
        copy_writes = 4;
        return true;
    }
    while (syscall(SYS_wait4, pid, &status, __WALL, NULL) < 0 && errno == EINTR)
        ;
    if (WIFEXITED(status) && WEXITSTATUS(status) == EX_OSERR)
        counts->failed++;
    return false;
}

/* Counts a call; whether it is one that fails. */
static bool due(int kind)
{
    if (copy_writes >= 0 && (kind != KIND_write || copy_writes-- == 0))
        syscall(SYS_exit_group, EX_SOFTWARE);
    if (copy_writes >= 0)
        return false;
    uint64_t n = __atomic_add_fetch(&counts->calls[role][kind], 1, __ATOMIC_RELAXED);
    if (stacks_of[kind] && note_stack(kind) && copies)
        return try_in_copy();
    if (kind != fault_kind || role != fault_role || !(n == fault_at || (sticky && n > fault_at)))
        return false;
    __atomic_add_fetch(&counts->failed, 1, __ATOMIC_RELAXED);
    if (fault_signal) {
        syscall(SYS_kill, syscall(SYS_getpid), fault_signal);
        if (fault_signal == SIGKILL) /* where no signal may be sent, not even to oneself */
            syscall(SYS_exit_group, 1);
        return false;
    }
    errno = fault_errno;
    return true;
}

#define REAL(name) ((__typeof__(&name))find(&(static_##name), #name))

static void *find(void **kept, const char *name)
{
    if (*kept == NULL)
        *kept = dlsym(RTLD_NEXT, name);
    return *kept;
}

/* A function of a kind that fails with BAD. */
#define CALL(kind, type, name, bad, parameters, arguments)                                         \
    type name parameters;                                                                          \
    static void *static_##name;                                                                    \
    type name parameters                                                                           \
    {                                                                                              \
        return due(KIND_##kind) ? (bad) : REAL(name) arguments;                                    \
    }

/* The same for what moves N bytes, of which half may go. */
#define MOVE(kind, name, parameters, whole, half)                                                  \
    ssize_t name parameters;                                                                       \
    static void *static_##name;                                                                    \
    ssize_t name parameters                                                                        \
    {                                                                                              \
        if (!due(KIND_##kind))                                                                     \
            return REAL(name) whole;                                                               \
        return halves ? REAL(name) half : -1;                                                      \
    }

/* The same for what cannot be undone: it is done, and then said to have failed. */
#define DONE(kind, type, name, bad, parameters, arguments)                                         \
    type name parameters;                                                                          \
    static void *static_##name;                                                                    \
    type name parameters                                                                           \
    {                                                                                              \
        bool fails = due(KIND_##kind);                                                             \
        type result = REAL(name) arguments;                                                        \
        if (fails)                                                                                 \
            errno = fault_errno;                                                                   \
        return fails ? (bad) : result;                                                             \
    }

#define HALF(n) ((n) > 1 ? (n) / 2 : (n))

MOVE(write, write, (int fd, const void *p, size_t n), (fd, p, n), (fd, p, HALF(n)))
MOVE(write, pwrite, (int fd, const void *p, size_t n, off_t at), (fd, p, n, at),
     (fd, p, HALF(n), at))
MOVE(write, pwrite64, (int fd, const void *p, size_t n, off64_t at), (fd, p, n, at),
     (fd, p, HALF(n), at))
MOVE(read, read, (int fd, void *p, size_t n), (fd, p, n), (fd, p, HALF(n)))
MOVE(read, pread, (int fd, void *p, size_t n, off_t at), (fd, p, n, at), (fd, p, HALF(n), at))
MOVE(read, pread64, (int fd, void *p, size_t n, off64_t at), (fd, p, n, at), (fd, p, HALF(n), at))
MOVE(read, __read_chk, (int fd, void *p, size_t n, size_t m), (fd, p, n, m), (fd, p, HALF(n), m))
MOVE(read, __pread64_chk, (int fd, void *p, size_t n, off64_t at, size_t m), (fd, p, n, at, m),
     (fd, p, HALF(n), at, m))

CALL(fsync, int, fsync, -1, (int fd), (fd))
CALL(fsync, int, fdatasync, -1, (int fd), (fd))

CALL(rename, int, rename, -1, (const char *a, const char *b), (a, b))
CALL(rename, int, renameat, -1, (int at, const char *a, int bt, const char *b), (at, a, bt, b))
CALL(rename, int, renameat2, -1, (int at, const char *a, int bt, const char *b, unsigned how),
     (at, a, bt, b, how))

CALL(open, FILE *, fopen, NULL, (const char *path, const char *how), (path, how))
CALL(open, FILE *, fopen64, NULL, (const char *path, const char *how), (path, how))
CALL(open, FILE *, fdopen, NULL, (int fd, const char *how), (fd, how))
CALL(open, int, __open_2, -1, (const char *path, int flags), (path, flags))
CALL(open, int, __open64_2, -1, (const char *path, int flags), (path, flags))
CALL(open, int, __openat_2, -1, (int at, const char *path, int flags), (at, path, flags))
CALL(open, int, __openat64_2, -1, (int at, const char *path, int flags), (at, path, flags))
CALL(open, int, mkostemp64, -1, (char *path, int flags), (path, flags))

static mode_t mode_of(int flags, va_list arguments)
{
    return flags & (O_CREAT | (O_TMPFILE & ~O_DIRECTORY)) ? va_arg(arguments, mode_t) : 0;
}

#define OPEN(name)                                                                                 \
    static void *static_##name;                                                                    \
    int name(const char *path, int flags, ...)                                                     \
    {                                                                                              \
        va_list arguments;                                                                         \
        va_start(arguments, flags);                                                                \
        mode_t mode = mode_of(flags, arguments);                                                   \
        va_end(arguments);                                                                         \
        return due(KIND_open) ? -1 : REAL(name)(path, flags, mode);                                \
    }
#define OPEN_AT(name)                                                                              \
    static void *static_##name;                                                                    \
    int name(int at, const char *path, int flags, ...)                                             \
    {                                                                                              \
        va_list arguments;                                                                         \
        va_start(arguments, flags);                                                                \
        mode_t mode = mode_of(flags, arguments);                                                   \
        va_end(arguments);                                                                         \
        return due(KIND_open) ? -1 : REAL(name)(at, path, flags, mode);                            \
    }
OPEN(open)
OPEN(open64)
OPEN_AT(openat)
OPEN_AT(openat64)

DONE(close, int, close, -1, (int fd), (fd))
DONE(stdio, int, fclose, EOF, (FILE * file), (file))

CALL(mkdir, int, mkdir, -1, (const char *path, mode_t mode), (path, mode))
CALL(mkdir, int, mkdirat, -1, (int at, const char *path, mode_t mode), (at, path, mode))
CALL(unlink, int, unlink, -1, (const char *path), (path))
CALL(unlink, int, unlinkat, -1, (int at, const char *path, int flags), (at, path, flags))
CALL(unlink, int, rmdir, -1, (const char *path), (path))
CALL(unlink, int, remove, -1, (const char *path), (path))
CALL(link, int, link, -1, (const char *a, const char *b), (a, b))
CALL(link, int, linkat, -1, (int at, const char *a, int bt, const char *b, int flags),
     (at, a, bt, b, flags))

CALL(stat, int, stat, -1, (const char *path, struct stat *to), (path, to))
CALL(stat, int, stat64, -1, (const char *path, struct stat64 *to), (path, to))
CALL(stat, int, lstat, -1, (const char *path, struct stat *to), (path, to))
CALL(stat, int, lstat64, -1, (const char *path, struct stat64 *to), (path, to))
CALL(stat, int, fstat, -1, (int fd, struct stat *to), (fd, to))
CALL(stat, int, fstat64, -1, (int fd, struct stat64 *to), (fd, to))
CALL(stat, int, fstatat, -1, (int at, const char *path, struct stat *to, int flags),
     (at, path, to, flags))
CALL(stat, int, fstatat64, -1, (int at, const char *path, struct stat64 *to, int flags),
     (at, path, to, flags))
CALL(stat, int, access, -1, (const char *path, int how), (path, how))
CALL(stat, int, faccessat, -1, (int at, const char *path, int how, int flags),
     (at, path, how, flags))

CALL(truncate, int, ftruncate, -1, (int fd, off_t n), (fd, n))
CALL(truncate, int, ftruncate64, -1, (int fd, off64_t n), (fd, n))
CALL(seek, off_t, lseek, -1, (int fd, off_t at, int from), (fd, at, from))
CALL(seek, off64_t, lseek64, -1, (int fd, off64_t at, int from), (fd, at, from))
CALL(seek, int, fseek, -1, (FILE * file, long at, int from), (file, at, from))
CALL(seek, int, fseeko, -1, (FILE * file, off_t at, int from), (file, at, from))
CALL(seek, int, fseeko64, -1, (FILE * file, off64_t at, int from), (file, at, from))

CALL(list, DIR *, opendir, NULL, (const char *path), (path))
CALL(list, DIR *, fdopendir, NULL, (int fd), (fd))
CALL(list, struct dirent *, readdir, NULL, (DIR * dir), (dir))
CALL(list, struct dirent64 *, readdir64, NULL, (DIR * dir), (dir))

/* A stream that failed says so later as well. */
static bool stream_due(FILE *file)
{
    bool fails = due(KIND_stdio);
    if (fails)
        file->_flags |= 0x20; /* glibc's _IO_ERR_SEEN */
    return fails;
}

#define STREAM(type, name, bad, file, parameters, arguments)                                       \
    type name parameters;                                                                          \
    static void *static_##name;                                                                    \
    type name parameters                                                                           \
    {                                                                                              \
        return stream_due(file) ? (bad) : REAL(name) arguments;                                    \
    }
STREAM(size_t, fwrite, 0, f, (const void *p, size_t size, size_t n, FILE *f), (p, size, n, f))
STREAM(int, fputs, EOF, f, (const char *text, FILE *f), (text, f))
static void *static_fflush;
int fflush(FILE *file)
{
    if (file == NULL)
        return REAL(fflush)(file);
    return stream_due(file) ? EOF : REAL(fflush)(file);
}

CALL(lock, int, flock, -1, (int fd, int how), (fd, how))
CALL(mmap, void *, mmap, MAP_FAILED,
     (void *at, size_t n, int protection, int flags, int fd, off_t from),
     (at, n, protection, flags, fd, from))
CALL(mmap, void *, mmap64, MAP_FAILED,
     (void *at, size_t n, int protection, int flags, int fd, off64_t from),
     (at, n, protection, flags, fd, from))

static void *static_fork;
pid_t fork(void)
{
    if (due(KIND_fork))
        return -1;
    pid_t pid = REAL(fork)();
    if (pid == 0 && role == 1)
        role = 2;
    return pid;
}

static void *static_posix_spawn;
int posix_spawn(pid_t *pid, const char *path, const posix_spawn_file_actions_t *actions,
                const posix_spawnattr_t *attributes, char *const *arguments,
                char *const *environment)
{
    if (due(KIND_fork))
        return fault_errno;
    return REAL(posix_spawn)(pid, path, actions, attributes, arguments, environment);
}

/* Whether a thread runs a function of the program. `data` is then a GThread, whose first member is
 * that function; a library that starts one may not live without it. */
static bool is_of_program(void *data)
{
    Dl_info info;
    return data && dladdr(*(void **)data, &info) != 0 && strstr(info.dli_fname, ".so") == NULL;
}

static void *static_pthread_create;
int pthread_create(pthread_t *thread, const pthread_attr_t *how, void *(*run)(void *), void *data)
{
    if (due(KIND_thread) || (serial && is_of_program(data)))
        return EAGAIN;
    return REAL(pthread_create)(thread, how, run, data);
}

CALL(pipe, int, pipe, -1, (int fds[2]), (fds))
CALL(pipe, int, pipe2, -1, (int fds[2], int flags), (fds, flags))
CALL(pipe, int, socketpair, -1, (int domain, int type, int protocol, int fds[2]),
     (domain, type, protocol, fds))

CALL(message, ssize_t, sendmsg, -1, (int fd, const struct msghdr *what, int flags),
     (fd, what, flags))
CALL(message, ssize_t, recvmsg, -1, (int fd, struct msghdr *what, int flags), (fd, what, flags))
CALL(message, ssize_t, send, -1, (int fd, const void *p, size_t n, int flags), (fd, p, n, flags))
CALL(message, ssize_t, recv, -1, (int fd, void *p, size_t n, int flags), (fd, p, n, flags))
CALL(message, int, poll, -1, (struct pollfd * fds, nfds_t n, int ms), (fds, n, ms))

#ifdef MEMORY
void *__libc_malloc(size_t n);
void *__libc_calloc(size_t n, size_t size);
void *__libc_realloc(void *p, size_t n);
void *__libc_memalign(size_t alignment, size_t n);

static bool memory_due(void)
{
    int errnum = errno;
    bool fails = due(KIND_memory);
    if (!fails)
        errno = errnum;
    return fails;
}

void *malloc(size_t n)
{
    return memory_due() ? NULL : __libc_malloc(n);
}

void *calloc(size_t n, size_t size)
{
    return memory_due() ? NULL : __libc_calloc(n, size);
}

void *realloc(void *p, size_t n)
{
    return memory_due() ? NULL : __libc_realloc(p, n);
}

void *memalign(size_t alignment, size_t n)
{
    return memory_due() ? NULL : __libc_memalign(alignment, n);
}

void *aligned_alloc(size_t alignment, size_t n)
{
    return memory_due() ? NULL : __libc_memalign(alignment, n);
}

int posix_memalign(void **to, size_t alignment, size_t n)
{
    void *p = memory_due() ? NULL : __libc_memalign(alignment, n);
    if (p == NULL)
        return ENOMEM;
    *to = p;
    return 0;
}
#endif
