/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "publish/publish.h"

#include "base/error.h"
#include "base/file.h"
#include "base/intl.h"
#include "base/printable.h"
#include "brief/moment.h"
#include "publish/cover.h"
#include "publish/feed.h"
#include "publish/player.h"
#include "publish/revision.h"
#include "publish/stage.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

/* The hidden folder of a run: this prefix and its process number, nothing else. */
#define STAGE_PREFIX ".kxspeak-tmp-"
enum {
    COPY_BYTES = 256 * 1024,
    WAIT_STEP_US = G_USEC_PER_SEC / 10,
    WAIT_STEPS_MAX = 10 * 60 * 10 /* ten minutes: the longest that writing should take */
};

void kx_published_clear(kx_published *file)
{
    g_clear_pointer(&file->name, g_free);
    g_clear_pointer(&file->sha256, g_free);
    g_clear_pointer(&file->integrity, g_free);
}

GArray *kx_published_new(void)
{
    GArray *files = g_array_new(FALSE, TRUE, sizeof(kx_published));
    g_array_set_clear_func(files, (GDestroyNotify)kx_published_clear);
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
    kx_error_set(error, KX_ERROR_INTERRUPTED, "stopped before anything was replaced");
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
            kx_error_set(error, KX_ERROR_TEMPORARY,
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

/* What a run that was killed may have left: its stage, and a file of base/file.h on its way. */
static bool is_left_over(const char *name)
{
    const char *number = name + strlen(STAGE_PREFIX);
    bool stage = g_str_has_prefix(name, STAGE_PREFIX) && *number &&
                 strspn(number, "0123456789") == strlen(number);
    return stage || g_str_has_prefix(name, KX_NEW_PREFIX) ||
           g_str_has_prefix(name, KX_SPOOL_PREFIX);
}

/* With the lock held, whatever is there is dead; but for a spool, which its owner does not need by
 * name. */
static void remove_left_over(int dirfd)
{
    g_autoptr(GPtrArray) names = kx_dir_names(dirfd);
    for (guint i = 0; names && i < names->len; i++)
        if (is_left_over(g_ptr_array_index(names, i)))
            kx_tree_remove(dirfd, g_ptr_array_index(names, i), NULL);
}

/* ---- writing ---- */

/* What is written has the names of the first revision; they are settled when all of it is there,
 * but for what holds one of these names itself: that comes after. */
static bool write_stage(const kx_edition *edition, const kx_previous *previous,
                        kx_revision *revision, const GPtrArray *sinks, int stage,
                        const kx_publish_watch *watch, GArray *files, GError **error)
{
    kx_published record = {.name = g_strdup(KX_EPISODE_FILE)};
    bool ok = kx_stage_write(edition, sinks, stage, watch, files, error) &&
              kx_revision_settle(edition, previous, stage, files, revision, error) &&
              kx_stage_write_last(edition, sinks, revision->revision, stage, files, error) &&
              kx_episode_write(edition, revision, files, stage, error) &&
              kx_published_measure(&record, false, stage, error) &&
              (!previous->feed || kx_revision_keep_old(previous, files, stage, error)) &&
              kx_revision_link_equal(previous, stage, files, error);
    g_array_append_val(files, record);
    return ok;
}

/* ---- replacing ---- */

static bool is_empty(int folder)
{
    g_autoptr(GPtrArray) names = kx_dir_names(folder);
    return names && names->len == 0;
}

/* What stands at the briefing's name may be replaced if it is a briefing or an empty folder;
 * anything else is somebody's own and stays. */
static bool open_previous(int dirfd, const char *id, kx_previous *previous, GError **error)
{
    previous->folder = openat(dirfd, id, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
    if (previous->folder < 0 && errno == ENOENT)
        return true;
    if (previous->folder < 0 && errno != ENOTDIR && errno != ELOOP) {
        kx_error_set_errno(error, KX_ERROR_IO, errno, "cannot open %s in the output folder", id);
        return false;
    }
    g_autoptr(GError) why = NULL;
    previous->record = previous->folder >= 0 ? kx_episode_load(previous->folder, &why) : NULL;
    if (previous->record)
        /* It is replaced as a whole. */
        return kx_revision_is_ours(previous->folder, id, error);
    if (previous->folder >= 0 && !why && is_empty(previous->folder))
        return true;
    if (why)
        g_propagate_prefixed_error(error, g_steal_pointer(&why), "%s: ", id);
    else
        kx_error_set(error, KX_ERROR_CANT_CREATE,
                     "%s exists in the output folder and is not a briefing: move it away, or "
                     "choose another name with --id",
                     id);
    return false;
}

/* ---- the feed ---- */

/* `made`: the episode that stands there since just now, or NULL. */
static bool feed_locked(int dirfd, const kx_show *show, const char *made, const kx_cover *cover,
                        const kx_publish_watch *watch, GError **error)
{
    g_autoptr(GDateTime) now = kx_moment_now();
    g_autoptr(GPtrArray) unheard = g_ptr_array_new_with_free_func(g_free);
    return kx_feed_publish(dirfd, show, made, &cover->picture, now,
                           watch->notes ? watch->notes : unheard, error);
}

/* ---- an edition ---- */

/* Writes the whole folder beside the old one and puts it in its place, unless nothing has changed:
 * then nothing is touched. */
static bool publish_over(const kx_edition *edition, const kx_previous *previous,
                         kx_revision *revision, const GPtrArray *sinks, int dirfd,
                         const kx_publish_watch *watch, GArray *files, GError **error)
{
    g_autofree char *name = g_strdup_printf(STAGE_PREFIX "%d", (int)getpid());
    if (mkdirat(dirfd, name, 0777) != 0) {
        kx_error_set_errno(error, KX_ERROR_CANT_CREATE, errno,
                           "cannot make a folder in the output folder");
        return false;
    }
    int stage = open_folder(dirfd, name, error);
    bool ok = stage >= 0 &&
              write_stage(edition, previous, revision, sinks, stage, watch, files, error) &&
              !stopped(watch->stop, error);
    bool same = ok && kx_revision_is_same(previous, stage);
    if (stage >= 0)
        close(stage);
    ok = ok && (same || kx_dir_swap(dirfd, name, edition->briefing->id, error));
    if (!ok || same)
        kx_tree_remove(dirfd, name, NULL);
    return ok;
}

/* Whether the record has an article of the briefing. */
static bool has_article_of(const json_t *record, const kx_briefing *b)
{
    const json_t *articles = json_object_get(record, "articles"), *article;
    size_t i;
    json_array_foreach(articles, i, article)
    {
        const char *kind = json_string_value(json_object_get(article, "kind"));
        const char *title = json_string_value(json_object_get(article, "title"));
        for (guint k = 0; k < b->parts->len && g_strcmp0(kind, "article") == 0; k++) {
            const kx_part *part = &g_array_index(b->parts, kx_part, k);
            if (part->kind == KX_PART_ARTICLE && g_strcmp0(part->title, title) == 0)
                return true;
        }
    }
    return false;
}

/* Two briefings of one id: the second takes the place of the first. One of the same day is most
 * likely its correction, unless it has none of its articles. */
static void tell_replaced(const kx_edition *edition, const kx_previous *previous, GPtrArray *notes)
{
    const char *date = json_string_value(json_object_get(previous->record, "date"));
    const kx_briefing *b = edition->briefing;
    const bool same_day = date && strcmp(date, b->date) == 0;
    if (notes == NULL || date == NULL ||
        (same_day && (edition->named || has_article_of(previous->record, b))))
        return;
    g_autofree char *safe = kx_printable(date, -1);
    g_ptr_array_add(
        notes,
        g_strdup_printf(
            edition->named ? _("%s: takes the place of the briefing of %s, and keeps its moment of "
                               "publication: to have both, give another --id")
            : same_day
                ? _("%s: takes the place of the briefing of %s, which has other articles: to "
                    "have both, give --id or --title")
                : _("%s: takes the place of the briefing of %s, which has the same title: to "
                    "have both, give --id"),
            b->id, safe));
}

static bool publish_locked(const kx_edition *edition, const GPtrArray *sinks, int dirfd,
                           const kx_publish_watch *watch, GArray *files, GError **error)
{
    kx_previous previous = {.folder = -1};
    remove_left_over(dirfd);
    bool show = edition->show->path != NULL;
    g_autoptr(kx_cover) cover = show ? kx_cover_show(NULL, edition->show, error) : NULL;
    bool ok = (!show || (cover && kx_feed_ready(dirfd, &cover->picture, error))) &&
              open_previous(dirfd, edition->briefing->id, &previous, error);
    previous.feed = show || faccessat(dirfd, KX_FEED_FILE, F_OK, AT_SYMLINK_NOFOLLOW) == 0;
    if (ok) {
        kx_revision revision;
        const kx_edition whole = kx_revision_edition(edition, &previous, &revision);
        if (watch->notes && edition->rescheduled &&
            strcmp(whole.published, edition->published) != 0)
            g_ptr_array_add(watch->notes,
                            g_strdup_printf(_("%s is out already: --publish-at changes nothing"),
                                            edition->briefing->id));
        ok = publish_over(&whole, &previous, &revision, sinks, dirfd, watch, files, error) &&
             (!show ||
              feed_locked(dirfd, edition->show, edition->briefing->id, cover, watch, error));
        kx_revision_clear(&revision);
    }
    if (ok)
        tell_replaced(edition, &previous, watch->notes);
    if (ok && !show && previous.feed && watch->notes)
        g_ptr_array_add(
            watch->notes,
            g_strdup(_("the feed in this folder was not brought up to date: give --show")));
    kx_previous_clear(&previous);
    return ok;
}

/* Whether the page that plays carries its sound: one that may choose refers to a large one, where
 * there is one to refer to. */
static kx_page_audio page_audio(const kx_edition *edition, const GPtrArray *sinks, GPtrArray *notes)
{
    bool large = !kx_player_mp3_fits(edition->briefing);
    if (edition->page_audio != KX_PAGE_AUDIO_AUTO)
        return edition->page_audio;
    if (!large || !kx_sinks_have(sinks, &kx_sink_mp3))
        return KX_PAGE_AUDIO_EMBEDDED;
    if (notes && kx_sinks_have(sinks, &kx_sink_player))
        g_ptr_array_add(notes,
                        g_strdup(_("the sound is too long to stand in the page that plays it: "
                                   "the page refers to the MP3 beside it")));
    return KX_PAGE_AUDIO_LINKED;
}

/* What could not be written is named by its file alone: here is where. */
static bool tell_folder(bool ok, const char *out_dir, GError **error)
{
    g_autofree char *safe = kx_printable_name(out_dir);
    if (!ok && error && !g_error_matches(*error, KX_ERROR, KX_ERROR_INTERRUPTED))
        g_prefix_error(error, "%s: ", safe);
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
    g_autoptr(kx_book_sound) sound = kx_book_sound_new(edition->briefing, out_dir);
    kx_edition whole = *edition;
    whole.sound = sound;
    whole.page_audio = page_audio(edition, sinks, watch->notes);
    bool ok =
        lock_folder(dirfd, out_dir, watch, error) &&
        tell_folder(publish_locked(&whole, sinks, dirfd, watch, files, error), out_dir, error);
    close(dirfd);
    return ok;
}

bool kx_publish_feed(const kx_show *show, const char *out_dir, const kx_publish_watch *watch,
                     GError **error)
{
    int dirfd = open_folder(AT_FDCWD, out_dir, error);
    if (dirfd < 0)
        return false;
    bool ok = lock_folder(dirfd, out_dir, watch, error);
    if (ok) {
        remove_left_over(dirfd);
        g_autoptr(kx_cover) cover = kx_cover_show(NULL, show, error);
        ok = tell_folder(cover && feed_locked(dirfd, show, NULL, cover, watch, error), out_dir,
                         error);
    }
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
