/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "publish/publish.h"

#include "base/error.h"
#include "base/file.h"
#include "base/printable.h"
#include "publish/episode.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <jansson.h>
#include <stdio.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

/* The hidden folder of a run: this prefix and its process number, nothing else. */
#define STAGE_PREFIX ".kxspeak-tmp-"
enum {
    COPY_BYTES = 256 * 1024,
    EPISODE_BYTES_MAX = 16 * 1024 * 1024,
    WAIT_STEP_US = G_USEC_PER_SEC / 10,
    WAIT_STEPS_MAX = 10 * 60 * 10 /* ten minutes: the longest that writing should take */
};

static void clear_published(void *item)
{
    kx_published *file = item;
    g_free(file->name);
    g_free(file->sha256);
}

GArray *kx_published_new(void)
{
    GArray *files = g_array_new(FALSE, TRUE, sizeof(kx_published));
    g_array_set_clear_func(files, clear_published);
    return files;
}

/* ---- the output folder ---- */

static int open_folder(int at, const char *path, GError **error)
{
    int fd = openat(at, path, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (fd < 0) {
        int cause = errno;
        g_autofree char *safe = kx_printable(path, -1);
        kx_error_set_errno(error, KX_ERROR_CANT_CREATE, cause, "cannot open the output folder %s",
                           safe);
    }
    return fd;
}

bool kx_publish_prepare(const char *out_dir, GError **error)
{
    g_autofree char *safe = kx_printable(out_dir, -1);
    if (g_mkdir_with_parents(out_dir, 0777) != 0) {
        kx_error_set_errno(error, KX_ERROR_CANT_CREATE, errno, "cannot make the output folder %s",
                           safe);
        return false;
    }
    if (access(out_dir, W_OK | X_OK) != 0) {
        kx_error_set_errno(error, KX_ERROR_CANT_CREATE, errno,
                           "cannot write to the output folder %s", safe);
        return false;
    }
    return true;
}

static bool stopped(const volatile int *stop, GError **error)
{
    if (stop == NULL || *stop == 0)
        return false;
    g_set_error(error, KX_ERROR, KX_ERROR_INTERRUPTED, "stopped before anything was replaced");
    return true;
}

/* Waits for other runs that publish into this folder; closing the descriptor lets the next one in,
 * however this process ends. */
static bool lock_folder(int dirfd, const char *out_dir, const kx_publish_watch *watch,
                        GError **error)
{
    g_autofree char *safe = kx_printable(out_dir, -1);
    for (unsigned steps = 0; flock(dirfd, LOCK_EX | LOCK_NB) != 0; steps++) {
        if (errno != EWOULDBLOCK && errno != EINTR) {
            kx_error_set_errno(error, KX_ERROR_TEMPORARY, errno, "cannot lock the output folder %s",
                               safe);
            return false;
        }
        if (stopped(watch->stop, error))
            return false;
        if (steps == WAIT_STEPS_MAX) {
            g_set_error(error, KX_ERROR, KX_ERROR_TEMPORARY,
                        "another run has held the output folder %s for ten minutes: try again "
                        "when it has ended",
                        safe);
            return false;
        }
        if (steps == 0 && watch->waiting)
            watch->waiting(watch->data);
        g_usleep(WAIT_STEP_US);
    }
    return true;
}

static bool is_stage(const char *name)
{
    const char *number = name + strlen(STAGE_PREFIX);
    return g_str_has_prefix(name, STAGE_PREFIX) && *number &&
           strspn(number, "0123456789") == strlen(number);
}

/* Hidden folders of runs that were killed: with the lock held, whatever is there is dead. */
static void remove_dead_stages(int dirfd)
{
    int fd = openat(dirfd, ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    DIR *dir = fd < 0 ? NULL : fdopendir(fd);
    if (dir == NULL) {
        if (fd >= 0)
            close(fd);
        return;
    }
    for (struct dirent *entry; (entry = readdir(dir));)
        if (is_stage(entry->d_name))
            kx_tree_remove(dirfd, entry->d_name, NULL);
    closedir(dir);
}

/* ---- writing ---- */

typedef struct {
    const kx_edition *edition;
    const kx_sink *sink;
    int dirfd;
    kx_published file;
    GError *error;
    GAsyncQueue *finished; /* of jobs */
} job;

static char *checksum(int dirfd, const char *name, int64_t *bytes, GError **error)
{
    int fd = openat(dirfd, name, O_RDONLY | O_NOFOLLOW | O_CLOEXEC);
    g_autoptr(GChecksum) sum = g_checksum_new(G_CHECKSUM_SHA256);
    g_autofree guchar *buffer = g_malloc(COPY_BYTES);
    ssize_t n = -1;
    *bytes = 0;
    while (fd >= 0 && ((n = read(fd, buffer, COPY_BYTES)) > 0 || (n < 0 && errno == EINTR)))
        if (n > 0) {
            g_checksum_update(sum, buffer, n);
            *bytes += n;
        }
    int cause = errno;
    if (fd >= 0)
        close(fd);
    if (n < 0) {
        kx_error_set_errno(error, KX_ERROR_IO, cause, "cannot read %s back", name);
        return NULL;
    }
    return g_strdup(g_checksum_get_string(sum));
}

static void *run_job(void *data)
{
    job *j = data;
    j->file.name = kx_sink_file_name(j->sink, j->edition->briefing);
    j->file.sink = j->sink;
    if (j->sink->write(j->edition, j->dirfd, j->file.name, &j->error))
        j->file.sha256 = checksum(j->dirfd, j->file.name, &j->file.bytes, &j->error);
    g_async_queue_push(j->finished, j);
    return NULL;
}

/* The share of the master that the audio sinks have read: each reads it once, WAV once more to
 * compare. */
static void show_progress(const kx_briefing *b, const GPtrArray *sinks,
                          const kx_publish_watch *watch)
{
    int64_t reads = 1;
    for (guint i = 0; i < sinks->len; i++)
        reads += ((const kx_sink *)g_ptr_array_index(sinks, i))->kind == KX_SINK_AUDIO;
    int64_t done = __atomic_load_n(&b->sound_read, __ATOMIC_RELAXED);
    if (watch->progress)
        watch->progress(MIN(1, (double)done / (double)(reads * b->master.frames + 1)), watch->data);
}

/* Every sink in a thread of its own (or in this one where the system gives no more); the first
 * error, in the sinks' order, is the one told. */
static bool write_sinks(const kx_edition *edition, const GPtrArray *sinks, int dirfd,
                        const kx_publish_watch *watch, GArray *files, GError **error)
{
    g_autofree job *jobs = g_new0(job, sinks->len);
    g_autofree GThread **threads = g_new0(GThread *, sinks->len);
    g_autoptr(GAsyncQueue) queue = g_async_queue_new();
    for (guint i = 0; i < sinks->len; i++) {
        jobs[i] = (job){.edition = edition,
                        .sink = g_ptr_array_index(sinks, i),
                        .dirfd = dirfd,
                        .finished = queue};
        threads[i] = g_thread_try_new("sink", run_job, &jobs[i], NULL);
        if (threads[i] == NULL)
            run_job(&jobs[i]);
    }
    for (guint finished = 0; finished < sinks->len;)
        if (g_async_queue_timeout_pop(queue, WAIT_STEP_US))
            finished++;
        else
            show_progress(edition->briefing, sinks, watch);
    bool ok = true;
    for (guint i = 0; i < sinks->len; i++) {
        if (threads[i])
            g_thread_join(threads[i]);
        g_array_append_val(files, jobs[i].file);
        if (jobs[i].error && ok)
            g_propagate_error(error, g_steal_pointer(&jobs[i].error));
        ok = ok && jobs[i].file.sha256;
        g_clear_error(&jobs[i].error);
    }
    return ok;
}

static bool write_stage(const kx_edition *edition, const GPtrArray *sinks, int stage,
                        const kx_publish_watch *watch, GArray *files, GError **error)
{
    if (!write_sinks(edition, sinks, stage, watch, files, error) ||
        !kx_episode_write(edition, files, stage, error))
        return false;
    kx_published episode = {.name = g_strdup(KX_EPISODE_FILE)};
    episode.sha256 = checksum(stage, KX_EPISODE_FILE, &episode.bytes, error);
    g_array_append_val(files, episode);
    return episode.sha256 && kx_fsync(stage, "the output folder", error);
}

/* ---- replacing ---- */

/* Whether the folder holds a record of ours. */
static bool holds_episode(int folder)
{
    int fd = openat(folder, KX_EPISODE_FILE, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC);
    struct stat info;
    bool ours = false;
    if (fd >= 0 && fstat(fd, &info) == 0 && S_ISREG(info.st_mode) &&
        info.st_size <= EPISODE_BYTES_MAX) {
        json_t *record = json_loadfd(fd, 0, NULL);
        const char *format = json_string_value(json_object_get(record, "format"));
        ours = g_strcmp0(format, KX_EPISODE_FORMAT) == 0;
        json_decref(record);
    }
    if (fd >= 0)
        close(fd);
    return ours;
}

static bool is_empty(int folder)
{
    int fd = openat(folder, ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    DIR *dir = fd < 0 ? NULL : fdopendir(fd);
    bool empty = dir != NULL;
    for (struct dirent *entry; dir && (entry = readdir(dir));)
        empty = empty && (strcmp(entry->d_name, ".") == 0 || strcmp(entry->d_name, "..") == 0);
    if (dir)
        closedir(dir);
    else if (fd >= 0)
        close(fd);
    return empty;
}

/* What stands at the briefing's name may be replaced if it is a briefing or an empty folder;
 * anything else is somebody's own and stays. */
static bool may_replace(int dirfd, const char *id, GError **error)
{
    int folder = openat(dirfd, id, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
    if (folder < 0 && errno == ENOENT)
        return true;
    bool ok = folder >= 0 && (is_empty(folder) || holds_episode(folder));
    if (folder >= 0)
        close(folder);
    if (!ok)
        g_set_error(error, KX_ERROR, KX_ERROR_CANT_CREATE,
                    "%s exists in the output folder and is not a briefing: move it away, or "
                    "choose another name with --id",
                    id);
    return ok;
}

static bool publish_locked(const kx_edition *edition, const GPtrArray *sinks, int dirfd,
                           const kx_publish_watch *watch, GArray *files, GError **error)
{
    g_autofree char *name = g_strdup_printf(STAGE_PREFIX "%d", (int)getpid());
    remove_dead_stages(dirfd);
    if (!may_replace(dirfd, edition->briefing->id, error))
        return false;
    if (mkdirat(dirfd, name, 0777) != 0) {
        kx_error_set_errno(error, KX_ERROR_CANT_CREATE, errno,
                           "cannot make a folder in the output folder");
        return false;
    }
    int stage = open_folder(dirfd, name, error);
    bool ok = stage >= 0 && write_stage(edition, sinks, stage, watch, files, error) &&
              !stopped(watch->stop, error);
    if (stage >= 0)
        close(stage);
    ok = ok && kx_dir_swap(dirfd, name, edition->briefing->id, error);
    if (!ok)
        kx_tree_remove(dirfd, name, NULL);
    return ok;
}

bool kx_publish(const kx_edition *edition, const GPtrArray *sinks, const char *out_dir,
                const kx_publish_watch *watch, GArray *files, GError **error)
{
    if (!kx_publish_prepare(out_dir, error))
        return false;
    int dirfd = open_folder(AT_FDCWD, out_dir, error);
    if (dirfd < 0)
        return false;
    bool ok = lock_folder(dirfd, out_dir, watch, error) &&
              publish_locked(edition, sinks, dirfd, watch, files, error);
    close(dirfd);
    return ok;
}

/* ---- streaming ---- */

static bool copy_out(int from, int out, const volatile int *stop, GError **error)
{
    g_autofree char *buffer = g_malloc(COPY_BYTES);
    ssize_t n;
    while ((n = read(from, buffer, COPY_BYTES)) != 0) {
        for (ssize_t done = 0, put = 0; n > 0 && done < n; done += put) {
            put = write(out, buffer + done, (size_t)(n - done));
            if (put < 0 && errno != EINTR) {
                kx_error_set_errno(error, KX_ERROR_IO, errno, "cannot write to standard output");
                return false;
            }
            if (stopped(stop, error))
                return false;
            put = MAX(put, 0);
        }
        if (n < 0 && errno != EINTR) {
            kx_error_set_errno(error, KX_ERROR_IO, errno, "cannot read the finished sound back");
            return false;
        }
    }
    return true;
}

bool kx_publish_stream(const kx_edition *edition, const kx_sink *sink, const char *spool_dir,
                       int out, const volatile int *stop, GError **error)
{
    g_autofree char *path = g_build_filename(spool_dir, "kxspeak-XXXXXX", NULL);
    if (g_mkdtemp(path) == NULL) {
        kx_error_set_errno(error, KX_ERROR_CANT_CREATE, errno, "cannot make a temporary folder");
        return false;
    }
    int dirfd = open_folder(AT_FDCWD, path, error), from = -1;
    bool ok = dirfd >= 0 && sink->write(edition, dirfd, "sound", error);
    if (ok && (from = openat(dirfd, "sound", O_RDONLY | O_NOFOLLOW | O_CLOEXEC)) < 0) {
        kx_error_set_errno(error, KX_ERROR_IO, errno, "cannot read the finished sound back");
        ok = false;
    }
    if (dirfd >= 0) {
        unlinkat(dirfd, "sound", 0);
        close(dirfd);
    }
    rmdir(path);
    ok = ok && copy_out(from, out, stop, error);
    if (from >= 0)
        close(from);
    return ok;
}
