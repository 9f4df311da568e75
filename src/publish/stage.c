/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "publish/stage.h"

#include "base/sanitized.h"
#include "publish/xml.h"

#include <malloc.h>
#include <string.h>

enum { WAIT_STEP_US = G_USEC_PER_SEC / 10 };

typedef struct {
    const kx_edition *edition;
    const kx_sink *sink;
    unsigned revision; /* in the file's name */
    int dirfd;
    kx_published file;
    GError *error;
    GAsyncQueue *finished; /* of jobs */
} job;

static void *run_job(void *data)
{
    job *j = data;
    j->file.name = kx_sink_file_name(j->sink, j->edition->briefing->id, j->revision);
    j->file.sink = j->sink;
    if (j->sink->write(j->edition, j->dirfd, j->file.name, &j->error))
        kx_published_measure(&j->file, j->edition->show->path != NULL, j->dirfd, &j->error);
    /* The others may go on for long. Under a sanitizer the C library has no heap to trim: two
     * threads that ask it to at once crash it. */
    if (!KX_SANITIZED)
        malloc_trim(0);
    if (j->finished)
        g_async_queue_push(j->finished, j);
    return NULL;
}

static bool names_others(const kx_sink *sink, const kx_edition *edition)
{
    return sink->names_others && sink->names_others(edition);
}

static bool applies(const kx_sink *sink, const kx_edition *edition)
{
    return sink->applies == NULL || sink->applies(edition);
}

/* The share of the master that the audio sinks have read: each reads it once. */
static void show_progress(const kx_briefing *b, const GPtrArray *sinks,
                          const kx_publish_watch *watch)
{
    int64_t reads = 0;
    for (guint i = 0; i < sinks->len; i++)
        reads += ((const kx_sink *)g_ptr_array_index(sinks, i))->kind == KX_SINK_AUDIO;
    int64_t done = __atomic_load_n(&b->sound_read, __ATOMIC_RELAXED);
    if (watch->progress)
        watch->progress(MIN(1, (double)done / (double)(reads * b->master.frames + 1)), watch->data);
}

/* Every sink in a thread of its own (or in this one where the system gives no more); the first
 * error, in the sinks' order, is the one told. */
bool kx_stage_write(const kx_edition *edition, const GPtrArray *sinks, int dirfd,
                    const kx_publish_watch *watch, GArray *files, GError **error)
{
    g_autofree job *jobs = g_new0(job, sinks->len);
    g_autofree GThread **threads = g_new0(GThread *, sinks->len);
    g_autoptr(GAsyncQueue) queue = g_async_queue_new();
    guint n = 0;
    kx_xml_init();
    for (guint i = 0; i < sinks->len; i++) {
        const kx_sink *sink = g_ptr_array_index(sinks, i);
        if (!applies(sink, edition) || names_others(sink, edition))
            continue;
        jobs[n] = (job){
            .edition = edition, .sink = sink, .revision = 1, .dirfd = dirfd, .finished = queue};
        threads[n] = g_thread_try_new("sink", run_job, &jobs[n], NULL);
        if (threads[n] == NULL)
            run_job(&jobs[n]);
        n++;
    }
    for (guint finished = 0; finished < n;)
        if (g_async_queue_timeout_pop(queue, WAIT_STEP_US))
            finished++;
        else
            show_progress(edition->briefing, sinks, watch);
    bool ok = true;
    for (guint i = 0; i < n; i++) {
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

/* The file that sink `format` wrote, or NULL. */
static const char *name_of(const GArray *files, const char *format)
{
    for (guint i = 0; i < files->len; i++) {
        const kx_published *file = &g_array_index(files, kx_published, i);
        if (strcmp(file->sink->name, format) == 0)
            return file->name;
    }
    return NULL;
}

bool kx_stage_write_last(const kx_edition *edition, const GPtrArray *sinks, unsigned revision,
                         int dirfd, GArray *files, GError **error)
{
    kx_edition settled = *edition;
    settled.mp3_name = name_of(files, "mp3");
    for (guint i = 0; i < sinks->len; i++) {
        const kx_sink *sink = g_ptr_array_index(sinks, i);
        if (!applies(sink, edition) || !names_others(sink, edition))
            continue;
        job last = {.edition = &settled, .sink = sink, .revision = revision, .dirfd = dirfd};
        run_job(&last);
        g_array_append_val(files, last.file);
        if (last.error)
            g_propagate_error(error, last.error);
        if (last.file.sha256 == NULL)
            return false;
    }
    return true;
}
