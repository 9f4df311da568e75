/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "publish/revision.h"

#include "base/error.h"
#include "base/file.h"
#include "base/intl.h"
#include "base/limits.h"
#include "base/printable.h"
#include "brief/moment.h"
#include "publish/stage.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <unistd.h>

void kx_revision_clear(kx_revision *revision)
{
    g_clear_pointer(&revision->text, g_free);
    g_clear_pointer(&revision->changed, g_free);
}

void kx_previous_clear(kx_previous *previous)
{
    json_decref(previous->record);
    if (previous->folder >= 0)
        close(previous->folder);
    *previous = (kx_previous){.folder = -1};
}

static const char *member(const json_t *object, const char *key)
{
    return json_string_value(json_object_get(object, key));
}

/* ---- what has changed ---- */

/* SHA-256 of the printed text, a sentence a line. */
static char *text_sum(const kx_briefing *b)
{
    g_autoptr(GChecksum) sum = g_checksum_new(G_CHECKSUM_SHA256);
    for (guint i = 0; i < b->sentences->len; i++) {
        const kx_timed_sentence *s = &g_array_index(b->sentences, kx_timed_sentence, i);
        g_autofree char *printed = kx_printed(g_ptr_array_index(b->documents, s->doc), s->range);
        g_checksum_update(sum, (const guchar *)printed, -1);
        g_checksum_update(sum, (const guchar *)"\n", 1);
        kx_briefing_passed(b, i);
    }
    return g_strdup(g_checksum_get_string(sum));
}

/* What was published before is counted on from where a feed names it, or did. */
static kx_revision begin(const kx_briefing *b, const kx_previous *previous, bool waits,
                         GDateTime *now)
{
    const json_int_t before = json_integer_value(json_object_get(previous->record, "revision"));
    const bool counts = previous->record && (previous->feed || before > 1);
    const char *text = member(previous->record, "text");
    kx_revision revision = {.revision = 1, .text = text_sum(b), .told = counts && !waits};
    if (!counts)
        return revision;
    revision.rewritten = revision.told && text && strcmp(text, revision.text) != 0;
    revision.revision = (unsigned)CLAMP(before, 1, 9999);
    revision.corrected =
        revision.rewritten || json_is_true(json_object_get(previous->record, "corrected"));
    const char *changed = member(previous->record, "changed");
    g_autoptr(GDateTime) moment = revision.rewritten ? g_date_time_ref(now)
                                  : changed          ? kx_moment_read(changed)
                                                     : NULL;
    if (revision.corrected && moment)
        revision.changed = g_date_time_format(moment, "%Y-%m-%dT%H:%M:%S%:z");
    return revision;
}

kx_edition kx_revision_edition(const kx_edition *edition, const kx_previous *previous,
                               kx_revision *revision)
{
    kx_edition whole = *edition;
    const char *guid = member(previous->record, "guid");
    const char *published = member(previous->record, "published");
    g_autoptr(GDateTime) before = published ? kx_moment_read(published) : NULL;
    g_autoptr(GDateTime) now = kx_moment_now();
    const bool waits = before && g_date_time_compare(before, now) > 0;
    if (guid)
        whole.guid = guid;
    if (before && !(edition->rescheduled && waits))
        whole.published = published;
    *revision = begin(edition->briefing, previous, waits, now);
    whole.corrected = revision->changed;
    return whole;
}

/* The previous file of that format, or NULL. */
static const json_t *previous_file(const kx_previous *previous, const char *format)
{
    const json_t *files = json_object_get(previous->record, "files"), *file;
    size_t i;
    json_array_foreach(files, i, file)
    {
        if (g_strcmp0(member(file, "format"), format) == 0)
            return file;
    }
    return NULL;
}

static bool is_same_file(const kx_previous *previous, const kx_published *file)
{
    const json_t *before = previous_file(previous, file->sink->name);
    return before && g_strcmp0(member(before, "sha256"), file->sha256) == 0;
}

/* Whether a sound that was published under one name would now be another. */
static bool sound_changed(const kx_previous *previous, const GArray *files)
{
    for (guint i = 0; i < files->len; i++) {
        const kx_published *file = &g_array_index(files, kx_published, i);
        if (file->sink->kind == KX_SINK_AUDIO && previous_file(previous, file->sink->name) &&
            !is_same_file(previous, file))
            return true;
    }
    return false;
}

static bool rename_files(const char *id, unsigned revision, int stage, GArray *files,
                         GError **error)
{
    for (guint i = 0; i < files->len; i++) {
        kx_published *file = &g_array_index(files, kx_published, i);
        g_autofree char *name = kx_sink_file_name(file->sink, id, revision);
        if (strcmp(name, file->name) == 0)
            continue;
        if (renameat(stage, file->name, stage, name) != 0) {
            kx_error_set_errno(error, KX_ERROR_IO, errno, "cannot name %s", name);
            return false;
        }
        g_free(file->name);
        file->name = g_steal_pointer(&name);
    }
    return true;
}

/* Whether both folders have that file with the same bytes: the record of the old one may be right,
 * and its disk not. */
static bool has_same_bytes(int from, int to, const char *name)
{
    enum { BLOCK = 64 * 1024 };
    const int flags = O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC;
    const int old = openat(from, name, flags), new = openat(to, name, flags);
    g_autofree char *one = g_malloc(BLOCK), *other = g_malloc(BLOCK);
    bool same = old >= 0 && new >= 0;
    for (off_t at = 0; same;) {
        const ssize_t n = pread(old, one, BLOCK, at), m = pread(new, other, BLOCK, at);
        same = n >= 0 && n == m && memcmp(one, other, (size_t)n) == 0;
        if (n == 0)
            break;
        at += n;
    }
    if (old >= 0)
        close(old);
    if (new >= 0)
        close(new);
    return same;
}

/* File `name` of folder `to` becomes the one of folder `from`, if that is equal. Where the file
 * system has no links the new one stays. */
static void link_file(int from, int to, const char *name)
{
    static const char spare[] = ".spare";
    if (!has_same_bytes(from, to, name))
        return;
    if (linkat(from, name, to, spare, 0) == 0 && renameat(to, spare, to, name) != 0)
        unlinkat(to, spare, 0);
}

/* The same for a file or for all files of a folder, which is brought to the disk again. */
static bool link_entry(int from, int to, const char *name, GError **error)
{
    const int flags = O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC;
    int old = openat(from, name, flags), new = old >= 0 ? openat(to, name, flags) : -1;
    g_autoptr(GPtrArray) names = new >= 0 ? kx_dir_names(new) : NULL;
    for (guint i = 0; names && i < names->len; i++)
        link_file(old, new, g_ptr_array_index(names, i));
    bool ok = new < 0 || kx_fsync(new, name, error);
    if (old < 0)
        link_file(from, to, name);
    else
        close(old);
    if (new >= 0)
        close(new);
    return ok;
}

/* Equal files keep their place on the disk and their dates. */
bool kx_revision_link_equal(const kx_previous *previous, int stage, const GArray *files,
                            GError **error)
{
    for (guint i = 0; previous->record && i < files->len; i++) {
        const kx_published *file = &g_array_index(files, kx_published, i);
        const json_t *before = previous_file(previous, file->sink->name);
        if (before && is_same_file(previous, file) &&
            g_strcmp0(member(before, "name"), file->name) == 0 &&
            !link_entry(previous->folder, stage, file->name, error))
            return false;
    }
    return true;
}

bool kx_revision_settle(const kx_edition *edition, const kx_previous *previous, int stage,
                        GArray *files, kx_revision *revision, GError **error)
{
    /* Another text has another sound, be it in a format that this edition does not have. */
    if (revision->told)
        revision->revision += revision->rewritten || sound_changed(previous, files);
    return rename_files(edition->briefing->id, revision->revision, stage, files, error);
}

/* ---- the old and the same ---- */

/* Names in the folder that are neither in `files` nor the record's; NULL with errno if it cannot be
 * read. */
static GPtrArray *extra_files(int folder, const GArray *files)
{
    GPtrArray *names = kx_dir_names(folder);
    for (guint i = names ? names->len : 0; i-- > 0;) {
        const char *name = g_ptr_array_index(names, i);
        bool named = name[0] == '.' || strcmp(name, KX_EPISODE_FILE) == 0;
        for (guint k = 0; k < files->len && !named; k++)
            named = strcmp(g_array_index(files, kx_published, k).name, name) == 0;
        if (named)
            g_ptr_array_remove_index_fast(names, i);
    }
    return names;
}

bool kx_revision_is_ours(int folder, const char *id, GError **error)
{
    g_autoptr(GPtrArray) names = kx_dir_names(folder);
    if (names == NULL) {
        kx_error_set_errno(error, KX_ERROR_IO, errno, "cannot read %s in the output folder", id);
        return false;
    }
    for (guint i = 0; i < names->len; i++) {
        const char *name = g_ptr_array_index(names, i);
        if (name[0] == '.' || strcmp(name, KX_EPISODE_FILE) == 0 || kx_sink_has_file_name(name, id))
            continue;
        g_autofree char *safe = kx_printable_name(name);
        kx_error_set(error, KX_ERROR_CANT_CREATE,
                     "%s/%s in the output folder is not kxspeak's, and the folder would go: move "
                     "it away",
                     id, safe);
        return false;
    }
    return true;
}

static bool cannot_keep(GError **error)
{
    kx_error_set_errno(error, KX_ERROR_IO, errno,
                       "cannot keep what was published before for its listeners");
    return false;
}

bool kx_revision_keep_old(const kx_previous *previous, const GArray *files, int stage,
                          GError **error)
{
    if (previous->folder < 0)
        return true;
    g_autoptr(GPtrArray) extra = extra_files(previous->folder, files);
    if (extra == NULL)
        return cannot_keep(error);
    for (guint i = 0; i < extra->len; i++) {
        const char *name = g_ptr_array_index(extra, i);
        if (linkat(previous->folder, name, stage, name, 0) != 0 && errno != ENOENT &&
            errno != EPERM /* a folder */)
            return cannot_keep(error);
    }
    return true;
}

static void tell_left(const char *id, GPtrArray *notes)
{
    g_ptr_array_add(notes, g_strdup_printf(_("%s: what was published before could not all be "
                                             "removed (%s): the next run tries again"),
                                           id, g_strerror(errno)));
}

static bool is_named(const kx_episode *episode, const char *name)
{
    bool named = name[0] == '.' || strcmp(name, KX_EPISODE_FILE) == 0;
    for (guint i = 0; i < episode->files->len && !named; i++) {
        const kx_catalogue_file *file = g_ptr_array_index(episode->files, i);
        named = strcmp(file->name, name) == 0;
    }
    return named;
}

void kx_revision_drop_old(const kx_episode *episode, int out_dirfd, GPtrArray *notes)
{
    int folder = openat(out_dirfd, episode->id, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
    g_autoptr(GPtrArray) names = folder >= 0 ? kx_dir_names(folder) : NULL;
    bool all = names != NULL;
    for (guint i = 0; all && i < names->len; i++) {
        const char *name = g_ptr_array_index(names, i);
        if (!is_named(episode, name) && kx_sink_has_file_name(name, episode->id))
            all = unlinkat(folder, name, 0) == 0 || errno == ENOENT || errno == EISDIR;
    }
    if (!all)
        tell_left(episode->id, notes);
    if (folder >= 0)
        close(folder);
}

/* The record's bytes, or NULL. */
static GBytes *read_record(int folder)
{
    return kx_file_read_at(folder, KX_EPISODE_FILE, KX_EPISODE_BYTES_MAX, NULL);
}

/* Whether the file is what its record says, to the byte. */
static bool is_intact(const kx_previous *previous, const json_t *file)
{
    g_auto(kx_published) now = {.name = g_strdup(member(file, "name"))};
    return now.name && !strchr(now.name, '/') &&
           kx_published_measure(&now, false, previous->folder, NULL) &&
           now.bytes == json_integer_value(json_object_get(file, "bytes")) &&
           g_strcmp0(now.sha256, member(file, "sha256")) == 0;
}

/* Whether the folder has the files that its record names, and no others. */
static bool is_whole(const kx_previous *previous)
{
    g_autoptr(GPtrArray) names = kx_dir_names(previous->folder);
    const json_t *files = json_object_get(previous->record, "files"), *file;
    size_t i;
    json_array_foreach(files, i, file)
    {
        if (!is_intact(previous, file))
            return false;
    }
    return names && names->len == json_array_size(files) + 1; /* the record */
}

bool kx_revision_is_same(const kx_previous *previous, int stage)
{
    g_autoptr(GBytes) before = previous->record ? read_record(previous->folder) : NULL;
    g_autoptr(GBytes) now = before ? read_record(stage) : NULL;
    return now && g_bytes_equal(before, now) && is_whole(previous);
}
