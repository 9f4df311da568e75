/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The wall round the engine: what a child that a text has taken over can still do. Each attempt is
 * made twice: by a child of the pool, where it must fail, and by a plain fork, where it must not,
 * for otherwise it shows nothing. */
#include "base/error.h"
#include "base/file.h"
#include "base/sanitized.h"
#include "speak/wall.h"
#include "speak/worker.h"

#include <errno.h>
#include <espeak-ng/espeak_ng.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/inotify.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/ptrace.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

static char dutch[] = "name nl\nlanguage nl\n";
static const kx_engine_voice voice = {dutch, 175, 50, 50, 100};
/* A folder of the test's own; all processes inherit the name. */
static char *home, *victim;
/* A child's descriptors. */
enum { JOB = 3, SPOOL = 4 };

/* ---- what this system has ---- */

static bool has(const char *what)
{
    g_autofree char *wall = kx_wall_describe();
    const bool there = strstr(wall, what) != NULL;

    if (!there) {
        g_autofree char *reason = g_strdup_printf("no %s here (%s)", what, wall);
        g_test_skip(reason);
    }
    return there;
}

/* ---- attempts: 0 if it worked, else errno ---- */

static int result_of(long got)
{
    return got < 0 ? errno : 0;
}

static char *in_home(const char *name)
{
    return g_build_filename(home, name, NULL);
}

static int try_read(void)
{
    return result_of(open("/etc/passwd", O_RDONLY));
}

static int try_list(void)
{
    return result_of(open("/", O_RDONLY | O_DIRECTORY));
}

static int try_write(void)
{
    return result_of(open(victim, O_WRONLY));
}

static int try_truncate_open(void)
{
    return result_of(open(victim, O_RDONLY | O_TRUNC));
}

static int try_create(void)
{
    g_autofree char *path = in_home("made");

    return result_of(open(path, O_RDONLY | O_CREAT, 0600));
}

static int try_mkdir(void)
{
    g_autofree char *path = in_home("folder");

    return result_of(g_mkdir(path, 0700));
}

static int try_unlink(void)
{
    g_autofree char *path = in_home("remove");

    return result_of(unlink(path));
}

static int try_rename(void)
{
    g_autofree char *from = in_home("rename"), *to = in_home("renamed");

    return result_of(rename(from, to));
}

static int try_chmod(void)
{
    return result_of(chmod(victim, 0600));
}

static int try_internet(void)
{
    return result_of(socket(AF_INET, SOCK_STREAM, 0));
}

static int try_unix(void)
{
    return result_of(socket(AF_UNIX, SOCK_STREAM, 0));
}

static int try_exec(void)
{
    char *const argv[] = {(char[]){"true"}, NULL};

    execv("/bin/true", argv);
    return errno;
}

static int try_fork(void)
{
    const pid_t pid = fork();

    if (pid == 0)
        _exit(0);
    return result_of(pid);
}

static int try_trace(void)
{
    return result_of(ptrace(PTRACE_TRACEME, 0, NULL, NULL));
}

static int try_signal(void)
{
    return result_of(kill(getppid(), 0));
}

static int try_thread_signal(void)
{
    return result_of(syscall(SYS_tgkill, getppid(), getppid(), 0));
}

static int try_code(void)
{
    void *page = mmap(NULL, 4096, PROT_READ | PROT_EXEC, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);

    return page == MAP_FAILED ? errno : 0;
}

static int try_make_code(void)
{
    void *page = mmap(NULL, 4096, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);

    return result_of(mprotect(page, 4096, PROT_READ | PROT_EXEC));
}

static int try_memory_file(void)
{
    return result_of(memfd_create("x", 0));
}

static int try_limit(void)
{
    struct rlimit now;

    getrlimit(RLIMIT_CPU, &now);
    return result_of(setrlimit(RLIMIT_CPU, &now));
}

static int try_dumpable(void)
{
    return result_of(prctl(PR_SET_DUMPABLE, 1));
}

/* The spool holds what others have said before. */
static int try_map_spool(void)
{
    void *page = mmap(NULL, 4096, PROT_READ | PROT_WRITE, MAP_SHARED, SPOOL, 0);

    return page == MAP_FAILED ? errno : 0;
}

static int try_write_spool(void)
{
    return result_of(write(SPOOL, "x", 1));
}

static int try_overwrite_spool(void)
{
    return result_of(pwrite(SPOOL, "x", 1, 0));
}

static int try_cut_spool(void)
{
    return result_of(ftruncate(SPOOL, 0));
}

static int try_copy_spool(void)
{
    return result_of(dup(SPOOL));
}

static int try_reopen_spool(void)
{
    return result_of(open("/proc/self/fd/4", O_RDWR));
}

/* Far behind what the job may need. */
static int try_fill_disk(void)
{
    return result_of(pwrite(SPOOL, "x", 1, 64 << 20));
}

static int try_environment(void)
{
    return g_getenv("KX_SECRET") != NULL ? 0 : ENOENT;
}

/* ---- an engine that tries ---- */

enum { KILLED = -1, REFUSED = -2, LANDLOCK = -3 };

static const struct {
    const char *name;
    int (*attempt)(void);
    int wanted; /* errno, or one of the above */
} attempts[] = {
    {"lezen", try_read, LANDLOCK},
    {"lijst", try_list, LANDLOCK},
    {"schrijven", try_write, REFUSED},
    {"legen", try_truncate_open, REFUSED},
    {"maken", try_create, REFUSED},
    {"map", try_mkdir, REFUSED},
    {"wissen", try_unlink, KILLED},
    {"hernoemen", try_rename, KILLED},
    {"rechten", try_chmod, KILLED},
    {"internet", try_internet, REFUSED},
    {"buren", try_unix, REFUSED},
    {"starten", try_exec, KILLED},
    {"splitsen", try_fork, REFUSED},
    {"volgen", try_trace, KILLED},
    {"signaal", try_signal, REFUSED},
    {"draad", try_thread_signal, REFUSED},
    {"code", try_code, REFUSED},
    {"omzetten", try_make_code, REFUSED},
    {"geheugen", try_memory_file, REFUSED},
    {"grens", try_limit, REFUSED},
    {"zichtbaar", try_dumpable, REFUSED},
    {"delen", try_map_spool, REFUSED},
    {"bijschrijven", try_write_spool, REFUSED},
    {"overschrijven", try_overwrite_spool, REFUSED},
    {"afkappen", try_cut_spool, REFUSED},
    {"kopie", try_copy_spool, REFUSED},
    {"heropenen", try_reopen_spool, REFUSED},
    {"vullen", try_fill_disk, EFBIG},
    {"omgeving", try_environment, ENOENT},
};

/* A call of an attempt's name makes it, and tells how it went; others are spoken. */
static bool say_attempt(const kx_call *call, const kx_sound_sink *sink, GError **error)
{
    for (size_t i = 0; i < G_N_ELEMENTS(attempts); i++)
        if (strcmp(kx_call_text(call), attempts[i].name) == 0) {
            g_set_error(error, KX_ERROR, KX_ERROR_SOFTWARE, "errno %d", attempts[i].attempt());
            return false;
        }
    return kx_engine_tone.say(call, sink, error);
}

/* ---- a run ---- */

typedef struct {
    const char *const *lines; /* a sentence of a word each; NULL ends */
    GPtrArray *causes;        /* char* or NULL, one a line */
    GByteArray *first;        /* samples of the first line, read at the end */
    int spool;
    int64_t from, frames;
    unsigned next;
} scene;

static GPtrArray *calls_of(const char *word)
{
    const kx_piece piece = {KX_GATE_TEXT, word, 0};

    return kx_gate(&piece, 1, NULL);
}

static kx_work_unit *on_next(void *data)
{
    scene *self = data;
    const char *line = self->lines[self->next];

    if (line == NULL)
        return NULL;
    kx_work_unit *unit = kx_work_unit_new(self->next++, 0);
    kx_work_unit_add(unit, calls_of(line), g_ptr_array_new());
    return unit;
}

static bool on_done(void *data, const kx_work_unit *unit, const kx_work_unit_result *result,
                    GError **error)
{
    scene *self = data;
    const kx_spoken_call *call = &g_array_index(result->calls, kx_spoken_call, 0);

    (void)error;
    g_ptr_array_add(self->causes, g_strdup(result->causes->pdata[0]));
    if (unit->id == 0) {
        self->spool = call->spool;
        self->from = call->first;
        self->frames = call->frames;
    }
    return true;
}

/* Where there is no notice, nothing is heard. */
static bool on_lost(void *data, const kx_work_unit *unit, const kx_work_unit_result *result,
                    GError **error)
{
    (void)unit;
    (void)error;
    g_ptr_array_add(((scene *)data)->causes, g_strdup(result->causes->pdata[0]));
    return true;
}

/* Speaks the lines, each by a child, one after the other. */
static void play(scene *self, const kx_engine *engine, const char *const *lines)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(GPtrArray) notice = calls_of("overgeslagen");
    g_autoptr(kx_pool) pool = kx_pool_new(engine, &voice, 1, 1, g_get_tmp_dir(),
                                          g_ptr_array_steal_index(notice, 0), &error);

    g_assert_no_error(error);
    *self = (scene){.lines = lines, .causes = g_ptr_array_new_with_free_func(g_free)};
    g_assert_true(kx_pool_run(pool, on_next, on_done, self, NULL, &error));
    g_assert_no_error(error);
    self->first = g_byte_array_sized_new((guint)(2 * self->frames));
    g_byte_array_set_size(self->first, (guint)(2 * self->frames));
    g_assert_true(kx_pread_all(self->spool, self->first->data, self->first->len, 2 * self->from,
                               "spool", NULL));
}

static void scene_clear(scene *self)
{
    g_ptr_array_unref(self->causes);
    g_byte_array_unref(self->first);
}

/* What every attempt finds: files that may be lost. */
static void furnish(void)
{
    static const char *const names[] = {"victim", "remove", "rename"};

    for (size_t i = 0; i < G_N_ELEMENTS(names); i++) {
        g_autofree char *path = in_home(names[i]);
        g_assert_true(g_file_set_contents(path, "here", 4, NULL));
    }
}

static void clear_home(void)
{
    static const char *const names[] = {"victim", "remove", "rename", "renamed", "made"};

    for (size_t i = 0; i < G_N_ELEMENTS(names); i++) {
        g_autofree char *path = in_home(names[i]);
        unlink(path);
    }
    g_autofree char *folder = in_home("folder");
    rmdir(folder);
}

static void check_home(void)
{
    g_autoptr(GDir) dir = g_dir_open(home, 0, NULL);
    g_autofree char *text = NULL;
    unsigned n = 0;

    while (g_dir_read_name(dir) != NULL)
        n++;
    g_assert_cmpuint(n, ==, 3);
    g_assert_true(g_file_get_contents(victim, &text, NULL, NULL));
    g_assert_cmpstr(text, ==, "here");
}

static bool as_wanted(const char *cause, int wanted)
{
    if (wanted == KILLED)
        return g_strcmp0(cause, "a forbidden system call") == 0;
    if (wanted == REFUSED)
        return g_strcmp0(cause, "errno 1") == 0 || g_strcmp0(cause, "errno 13") == 0;
    g_autofree char *text = g_strdup_printf("errno %d", wanted);
    return g_strcmp0(cause, text) == 0;
}

/* All attempts, between two words that are spoken as ever. */
static void test_attempts(void)
{
    kx_engine engine = kx_engine_tone;
    g_autofree char *wall = kx_wall_describe();
    static const char *const quiet[] = {"rustig", NULL};
    scene alone, self;

    if (!has("seccomp"))
        return;
    play(&alone, &kx_engine_tone, quiet);
    engine.say = say_attempt;
    engine.data = kx_engine_espeak.data;
    furnish();
    for (size_t i = 0; i < G_N_ELEMENTS(attempts); i++) {
        const char *pair[] = {"rustig", attempts[i].name, "daarna", NULL};
        const int wanted = attempts[i].wanted == LANDLOCK ? EACCES : attempts[i].wanted;
        if (attempts[i].wanted == LANDLOCK && strstr(wall, "Landlock") == NULL)
            continue;
        play(&self, &engine, pair);
        g_test_message("%s: %s", attempts[i].name, (const char *)self.causes->pdata[1]);
        g_assert_null(self.causes->pdata[0]);
        g_assert_true(as_wanted(self.causes->pdata[1], wanted));
        g_assert_null(self.causes->pdata[2]);
        g_assert_cmpmem(self.first->data, self.first->len, alone.first->data, alone.first->len);
        check_home();
        scene_clear(&self);
    }
    clear_home();
    scene_clear(&alone);
}

/* Without a wall, each of them succeeds. */
static void test_attempts_outside(void)
{
    const int spool = memfd_create("spool", 0);

    g_assert_cmpint(ftruncate(spool, 8192), ==, 0);
    for (size_t i = 0; i < G_N_ELEMENTS(attempts); i++) {
        int status;
        furnish();
        const pid_t pid = fork();
        if (pid == 0) {
            dup2(spool, SPOOL);
            _exit(attempts[i].attempt());
        }
        g_assert_cmpint(waitpid(pid, &status, 0), ==, pid);
        g_test_message("%s", attempts[i].name);
        g_assert_true(WIFEXITED(status));
        g_assert_cmpint(WEXITSTATUS(status), ==, 0);
        clear_home();
    }
    close(spool);
}

/* ---- limits ---- */

/* As a child sees its own. */
static bool say_limits(const kx_call *call, const kx_sound_sink *sink, GError **error)
{
    struct rlimit memory, files, core, size, time;

    (void)call;
    (void)sink;
    getrlimit(RLIMIT_AS, &memory);
    getrlimit(RLIMIT_NOFILE, &files);
    getrlimit(RLIMIT_CORE, &core);
    getrlimit(RLIMIT_FSIZE, &size);
    getrlimit(RLIMIT_CPU, &time);
    g_set_error(error, KX_ERROR, KX_ERROR_SOFTWARE, "%d %d %d %d %d",
                memory.rlim_max == KX_WALL_MEMORY_MAX, files.rlim_max == KX_WALL_FILES_MAX,
                core.rlim_max == 0, size.rlim_max < 4 << 20, time.rlim_max <= 10);
    return false;
}

static bool say_too_much_memory(const kx_call *call, const kx_sound_sink *sink, GError **error)
{
    (void)call;
    (void)sink;
    void *room = mmap(NULL, KX_WALL_MEMORY_MAX, PROT_READ, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    g_set_error(error, KX_ERROR, KX_ERROR_SOFTWARE, "errno %d", room == MAP_FAILED ? errno : 0);
    return false;
}

/* Says one word by `say`; what was told of its loss. */
static char *cause_of(bool (*say)(const kx_call *, const kx_sound_sink *, GError **))
{
    kx_engine engine = kx_engine_tone;
    g_autoptr(GError) error = NULL;
    static const char *const lines[] = {"iets", NULL};
    scene self = {.lines = lines, .causes = g_ptr_array_new_with_free_func(g_free)};

    engine.say = say;
    g_autoptr(kx_pool) pool = kx_pool_new(&engine, &voice, 1, 1, g_get_tmp_dir(), NULL, &error);
    g_assert_no_error(error);
    g_assert_true(kx_pool_run(pool, on_next, on_lost, &self, NULL, &error));
    g_assert_no_error(error);
    char *cause = g_strdup(self.causes->pdata[0]);
    g_ptr_array_unref(self.causes);
    return cause;
}

static void test_limits(void)
{
    g_autofree char *limits = cause_of(say_limits);

    if (KX_SANITIZED) {
        g_assert_true(g_str_has_suffix(limits, " 1 1 1 1")); /* it needs terabytes of addresses */
        return;
    }
    g_assert_cmpstr(limits, ==, "1 1 1 1 1");
    g_autofree char *memory = cause_of(say_too_much_memory);
    g_assert_cmpstr(memory, ==, "errno 12");
}

/* ---- what the kernel says of a child ---- */

static bool holds(const char *text, const char *pattern)
{
    return g_regex_match_simple(pattern, text, G_REGEX_MULTILINE, 0);
}

/* /proc/PID/status of the process whose parent is `parent` and that has this many filters; waits a
 * second for it. */
static char *status_of(pid_t parent, unsigned filters, pid_t *found)
{
    g_autofree char *is_child = g_strdup_printf("^PPid:\\s%d$", parent);
    g_autofree char *walled = g_strdup_printf("^Seccomp_filters:\\s%u$", filters);

    for (int i = 0; i < 1000; i++) {
        g_autoptr(GDir) dir = g_dir_open("/proc", 0, NULL);
        for (const char *name; (name = g_dir_read_name(dir)) != NULL;) {
            g_autofree char *path = g_build_filename("/proc", name, "status", NULL);
            g_autofree char *status = NULL;
            if (g_ascii_isdigit(*name) && g_file_get_contents(path, &status, NULL, NULL) &&
                holds(status, is_child) && holds(status, walled)) {
                *found = (pid_t)atoi(name);
                return g_steal_pointer(&status);
            }
        }
        g_usleep(1000);
    }
    return NULL;
}

/* The third unit is asked for while the second is spoken. */
static kx_work_unit *on_next_looking(void *data)
{
    const scene *self = data;
    pid_t prepared = 0, child = 0;

    if (self->next == 2) {
        g_autofree char *first = status_of(getpid(), 1, &prepared);
        g_assert_nonnull(first);
        g_assert_true(holds(first, "^NoNewPrivs:\\s1$") && holds(first, "^Seccomp:\\s2$"));
        g_autofree char *second = status_of(prepared, 2, &child);
        g_assert_nonnull(second);
        g_assert_true(holds(second, "^NoNewPrivs:\\s1$") && holds(second, "^Seccomp:\\s2$"));
    }
    return on_next(data);
}

static void test_status(void)
{
    static const char *const lines[] = {"een", "slowww", "drie", NULL};
    scene self = {.lines = lines, .causes = g_ptr_array_new_with_free_func(g_free)};

    if (has("seccomp")) {
        g_autoptr(kx_pool) pool =
            kx_pool_new(&kx_engine_tone, &voice, 1, 2, g_get_tmp_dir(), NULL, NULL);
        g_assert_true(kx_pool_run(pool, on_next_looking, on_done, &self, NULL, NULL));
        g_assert_cmpuint(self.causes->len, ==, 3);
    }
    g_ptr_array_unref(self.causes);
}

/* ---- the engine, given what the gate would never let through ---- */

static char *raw_text;

static int drop(short *samples, int n, espeak_EVENT *events)
{
    (void)samples;
    (void)n;
    (void)events;
    return 0;
}

static bool say_raw(const kx_call *call, const kx_sound_sink *sink, GError **error)
{
    (void)error;
    if (strcmp(kx_call_text(call), "rauw") != 0)
        return kx_engine_tone.say(call, sink, error);
    espeak_SetSynthCallback(drop);
    espeak_SetUriCallback(NULL);
    espeak_ng_Synthesize(raw_text, strlen(raw_text) + 1, 0, POS_CHARACTER, 0,
                         espeakCHARS_UTF8 | espeakSSML | espeakPHONEMES, NULL, NULL);
    g_set_error_literal(error, KX_ERROR, KX_ERROR_SOFTWARE, "survived");
    return false;
}

static bool open_both(GError **error)
{
    return kx_engine_tone.open(error) && kx_engine_espeak.open(error);
}

static bool set_voice_of_both(const kx_engine_voice *what, GError **error)
{
    return kx_engine_tone.set_voice(what, error) && kx_engine_espeak.set_voice(what, error);
}

/* Says the text with no gate and no wall, in a process of its own. */
static void say_outside(void)
{
    const pid_t pid = fork();

    if (pid == 0) {
        g_autoptr(GPtrArray) calls = calls_of("rauw");
        if (open_both(NULL) && set_voice_of_both(&voice, NULL))
            say_raw(calls->pdata[0], NULL, NULL);
        _exit(0);
    }
    waitpid(pid, NULL, 0);
}

/* How the text ends behind the wall. */
static char *say_inside(void)
{
    kx_engine raw = kx_engine_tone;
    static const char *const lines[] = {"rustig", "rauw", "daarna", NULL};
    scene self;

    raw.data = kx_engine_espeak.data;
    raw.open = open_both;
    raw.set_voice = set_voice_of_both;
    raw.say = say_raw;
    play(&self, &raw, lines);
    g_assert_null(self.causes->pdata[0]);
    g_assert_null(self.causes->pdata[2]);
    char *cause = g_strdup(self.causes->pdata[1]);
    g_test_message("%s: %s", raw_text, cause);
    scene_clear(&self);
    return cause;
}

/* Whether somebody has opened what `watch` looks at since this was last asked. */
static bool was_opened(int watch)
{
    char events[4096];

    return read(watch, events, sizeof(events)) > 0;
}

/* S1: a sound file of the text's choice. */
static void test_audio_element(void)
{
    if (!has("seccomp") || !has("Landlock"))
        return;
    furnish();
    const int watch = inotify_init1(IN_NONBLOCK);
    g_assert_cmpint(inotify_add_watch(watch, victim, IN_OPEN), >=, 0);
    raw_text = g_strdup_printf("<audio src=\"%s\"/>", victim);
    say_outside();
    g_assert_true(was_opened(watch));
    g_autofree char *cause = say_inside();
    g_assert_false(was_opened(watch));
    g_clear_pointer(&raw_text, g_free);
    raw_text = g_strdup("<audio src=\"/etc/passwd\"/>");
    g_autofree char *other = say_inside();
    g_clear_pointer(&raw_text, g_free);
    close(watch);
    clear_home();
}

/* The head of a sound file at a rate that the engine has converted by a command. */
static const unsigned char sound[] = "RIFF\x2c\0\0\0WAVEfmt \x10\0\0\0\1\0\1\0\x44\xac\0\0"
                                     "\x88\x58\1\0\2\0\x10\0data\x08\0\0\0\0\0\0\0\0\0\0";

/* S2: a command in the name of a sound file. */
static void test_command(void)
{
    g_autofree char *path = in_home("a$(touch PWNED).wav"), *pwned = in_home("PWNED");

    if (!has("seccomp"))
        return;
    g_assert_true(g_file_set_contents(path, (const char *)sound, sizeof(sound), NULL));
    g_assert_cmpint(chdir(home), ==, 0);
    raw_text = g_strdup_printf("<audio src=\"%s\"/>", path);
    g_autofree char *cause = say_inside();
    g_assert_false(g_file_test(pwned, G_FILE_TEST_EXISTS));
    say_outside();
    if (!g_file_test(pwned, G_FILE_TEST_EXISTS))
        g_test_message("this espeak-ng runs no command");
    g_clear_pointer(&raw_text, g_free);
    unlink(pwned);
    unlink(path);
    g_assert_cmpint(chdir("/"), ==, 0);
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_setenv("KX_SECRET", "x", TRUE);
    home = g_dir_make_tmp("kx-wall-XXXXXX", NULL);
    victim = in_home("victim");
    g_test_add_func("/wall/attempts", test_attempts);
    g_test_add_func("/wall/attempts-outside", test_attempts_outside);
    g_test_add_func("/wall/limits", test_limits);
    g_test_add_func("/wall/status", test_status);
    g_test_add_func("/wall/audio-element", test_audio_element);
    g_test_add_func("/wall/command", test_command);
    const int status = g_test_run();
    rmdir(home);
    g_free(victim);
    g_free(home);
    return status;
}
