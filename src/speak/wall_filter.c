/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Two filters of system calls. libseccomp makes both; the second is kept as a program, and a child
 * writes the numbers that it alone knows into its own copy. */
#include "speak/wall_private.h"

#include <errno.h>
#include <fcntl.h>
#include <linux/filter.h>
#include <linux/seccomp.h>
#include <seccomp.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <unistd.h>

/* A call by its name, for not every architecture has it, with what its arguments must be. */
typedef struct {
    const char *call;
    unsigned n;
    struct scmp_arg_cmp args[2];
} rule;

/* Numbers that stand for a child's own until it is there. No system call and no other argument
 * comes near them. */
#define OWN_PID        UINT32_C(0x6b780001)
#define OWN_FIRST_HIGH UINT32_C(0x6b780002)
#define OWN_FIRST_LOW  UINT32_C(0x6b780003)
#define OWN_JOB        UINT32_C(0x6b780004)
#define OWN_SPOOL      UINT32_C(0x6b780005)
#define OWN_FIRST      ((uint64_t)OWN_FIRST_HIGH << 32 | OWN_FIRST_LOW)

#define IS(number, value)                                                                          \
    {                                                                                              \
        (number), SCMP_CMP_EQ, (value), 0                                                          \
    }
#define HAS(number, mask, value)                                                                   \
    {                                                                                              \
        (number), SCMP_CMP_MASKED_EQ, (mask), (value)                                              \
    }
#define AT_LEAST(number, minimum)                                                                  \
    {                                                                                              \
        (number), SCMP_CMP_GE, (minimum), 0                                                        \
    }

/* ---- the prepared process ---- */

/* What no engine has a use for, and what would be an attack. The process ends there. */
static const char deadly[] =
    "execve execveat ptrace process_vm_readv process_vm_writev pidfd_getfd kcmp unlink "
    "unlinkat rmdir rename renameat renameat2 link linkat symlink symlinkat mknod mknodat "
    "truncate chmod fchmod fchmodat chown fchown lchown fchownat setxattr lsetxattr fsetxattr "
    "removexattr lremovexattr fremovexattr utimensat mount umount2 move_mount fsopen "
    "open_tree pivot_root chroot setns unshare bpf perf_event_open userfaultfd io_uring_setup "
    "keyctl add_key request_key init_module finit_module delete_module kexec_load "
    "kexec_file_load open_by_handle_at reboot swapon swapoff quotactl acct settimeofday "
    "clock_settime sethostname personality iopl ioperm shmget msgget semget mq_open";

/* What a library may try for a reason of its own: it is told no, and goes on without. */
static const rule refused[] = {
    {.call = "socket"},
    {.call = "socketpair"},
    {.call = "connect"},
    {.call = "bind"},
    {.call = "listen"},
    {.call = "mkdir"},
    {.call = "mkdirat"},
    {.call = "creat"},
    {"open", 1, {HAS(1, O_ACCMODE, O_WRONLY)}},
    {"open", 1, {HAS(1, O_ACCMODE, O_RDWR)}},
    {"open", 1, {HAS(1, O_CREAT, O_CREAT)}},
    {"open", 1, {HAS(1, O_TRUNC, O_TRUNC)}},
    {"openat", 1, {HAS(2, O_ACCMODE, O_WRONLY)}},
    {"openat", 1, {HAS(2, O_ACCMODE, O_RDWR)}},
    {"openat", 1, {HAS(2, O_CREAT, O_CREAT)}},
    {"openat", 1, {HAS(2, O_TRUNC, O_TRUNC)}},
};

/* ---- a child that speaks ---- */

static const rule allowed[] = {
    /* To the parent, and behind what its spool holds; complaints go to /dev/null. */
    {"sendmsg", 1, {IS(0, OWN_JOB)}},
    {"sendto", 1, {IS(0, OWN_JOB)}},
    {"pwrite64", 2, {IS(0, OWN_SPOOL), AT_LEAST(3, OWN_FIRST)}},
    {"write", 1, {IS(0, STDERR_FILENO)}},
    /* The engine reads a dictionary when it changes its language. */
    {"openat", 1, {HAS(2, O_ACCMODE | O_CREAT | O_TRUNC, O_RDONLY)}},
    {"open", 1, {HAS(1, O_ACCMODE | O_CREAT | O_TRUNC, O_RDONLY)}},
    {.call = "read"},
    {.call = "readv"},
    {.call = "pread64"},
    {.call = "close"},
    {.call = "fstat"},
    {.call = "newfstatat"},
    {.call = "stat"},
    {.call = "lstat"},
    {.call = "statx"},
    {.call = "access"},
    {.call = "faccessat"},
    {.call = "faccessat2"},
    {.call = "lseek"},
    {.call = "getdents64"},
    {"fcntl", 1, {IS(1, F_GETFL)}},
    {"fcntl", 1, {IS(1, F_GETFD)}},
    {"fcntl", 1, {IS(1, F_SETFD)}},
    /* Memory, none of it shared with another process, none of it code. */
    {.call = "brk"},
    {"mmap", 2, {HAS(2, PROT_EXEC, 0), HAS(3, MAP_SHARED, 0)}},
    {"mprotect", 1, {HAS(2, PROT_EXEC, 0)}},
    {.call = "munmap"},
    {.call = "mremap"},
    {.call = "madvise"},
    /* Time, signals of its own, its end. */
    {.call = "clock_gettime"},
    {.call = "gettimeofday"},
    {.call = "time"},
    {.call = "nanosleep"},
    {.call = "clock_nanosleep"},
    {.call = "restart_syscall"},
    {.call = "pause"},
    {.call = "ppoll"},
    {.call = "setitimer"},
    {.call = "rt_sigaction"},
    {.call = "rt_sigprocmask"},
    {.call = "rt_sigreturn"},
    {"prlimit64", 2, {IS(0, 0), IS(2, 0)}}, /* its own, to look at */
    {.call = "getpid"},
    {.call = "gettid"},
    {"tgkill", 1, {IS(0, OWN_PID)}},
    {"kill", 1, {IS(0, OWN_PID)}},
    {.call = "futex"},
    {.call = "sched_yield"},
    {.call = "getrandom"},
    {.call = "exit"},
    {.call = "exit_group"},
};

struct kx_wall_filter {
    struct sock_fprog program;
};

/* ---- making them ---- */

static scmp_filter_ctx new_filter(uint32_t otherwise)
{
    scmp_filter_ctx filter = seccomp_init(otherwise);

    if (filter != NULL)
        seccomp_attr_set(filter, SCMP_FLTATR_ACT_BADARCH, SCMP_ACT_KILL_PROCESS);
    return filter;
}

/* False: the filter is not what it should be. A call that this architecture or this libseccomp has
 * no name for is left out: it is not there, or not allowed. */
static bool add_rule(scmp_filter_ctx filter, uint32_t action, const rule *what)
{
    const int call = seccomp_syscall_resolve_name(what->call);

    return call == __NR_SCMP_ERROR || call < 0 ||
           seccomp_rule_add_array(filter, action, call, what->n, what->args) == 0;
}

void kx_wall_filter_prepared(void)
{
    scmp_filter_ctx filter = new_filter(SCMP_ACT_ALLOW);
    g_auto(GStrv) names = g_strsplit(deadly, " ", -1);
    bool whole = filter != NULL;

    for (char **name = names; *name != NULL; name++)
        whole = whole && add_rule(filter, SCMP_ACT_KILL_PROCESS, &(rule){.call = *name});
    for (size_t i = 0; i < G_N_ELEMENTS(refused); i++)
        whole = whole && add_rule(filter, SCMP_ACT_ERRNO(EACCES), &refused[i]);
    /* Its flags are out of a filter's sight; nobody needs it. */
    whole = whole && add_rule(filter, SCMP_ACT_ERRNO(ENOSYS), &(rule){.call = "openat2"});
    if (whole)
        seccomp_load(filter);
    if (filter != NULL)
        seccomp_release(filter);
}

/* The filter as the program that the kernel runs; it fits a pipe. */
static kx_wall_filter *export_program(scmp_filter_ctx filter)
{
    struct sock_filter code[BPF_MAXINSNS];
    kx_wall_filter *built = NULL;
    int ends[2];

    if (pipe2(ends, O_CLOEXEC) != 0)
        return NULL;
    const int exported = seccomp_export_bpf(filter, ends[1]);
    close(ends[1]);
    const ssize_t n = exported == 0 ? read(ends[0], code, sizeof(code)) : -1;
    close(ends[0]);
    if (n > 0) {
        built = g_new(kx_wall_filter, 1);
        built->program.len = (unsigned short)((size_t)n / sizeof(*code));
        built->program.filter = g_memdup2(code, (size_t)n);
    }
    return built;
}

const kx_wall_filter *kx_wall_filter_build(void)
{
    /* A 64 bit offset is one argument. */
    scmp_filter_ctx filter = sizeof(void *) < 8 ? NULL : new_filter(SCMP_ACT_ERRNO(EPERM));
    kx_wall_filter *built = NULL;
    bool whole = filter != NULL;

    for (size_t i = 0; i < G_N_ELEMENTS(allowed); i++)
        whole = whole && add_rule(filter, SCMP_ACT_ALLOW, &allowed[i]);
    if (whole)
        built = export_program(filter);
    if (filter != NULL)
        seccomp_release(filter);
    return built;
}

bool kx_wall_filter_usable(void)
{
    const uint32_t action = SECCOMP_RET_KILL_PROCESS;

    return syscall(SYS_seccomp, SECCOMP_GET_ACTION_AVAIL, 0, &action) == 0;
}

/* ---- using the second ---- */

void kx_wall_close(const kx_wall_filter *filter, const kx_wall_child *child)
{
    const uint32_t own[][2] = {
        {OWN_PID, (uint32_t)getpid()},
        {OWN_JOB, (uint32_t)child->job},
        {OWN_SPOOL, (uint32_t)child->spool},
        {OWN_FIRST_HIGH, (uint32_t)((uint64_t)child->first >> 32)},
        {OWN_FIRST_LOW, (uint32_t)child->first},
    };

    if (filter == NULL)
        return;
    for (unsigned i = 0; i < filter->program.len; i++)
        for (size_t k = 0; k < G_N_ELEMENTS(own); k++)
            if (BPF_CLASS(filter->program.filter[i].code) == BPF_JMP &&
                filter->program.filter[i].k == own[k][0]) {
                filter->program.filter[i].k = own[k][1];
                break;
            }
    prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, &filter->program, 0, 0);
}
