/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "publish/feed.h"

#include "base/error.h"
#include "base/file.h"
#include "base/intl.h"
#include "base/limits.h"
#include "base/printable.h"
#include "brief/moment.h"
#include "publish/feed_private.h"
#include "publish/feed_text.h"
#include "publish/page.h"
#include "publish/revision.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

const char *const kx_feed_covers[KX_FEED_COVERS] = {"cover.png", "cover.jpg"};

/* ---- before the feed ---- */

static bool is_plain(int dirfd, const char *name)
{
    struct stat info;
    return fstatat(dirfd, name, &info, AT_SYMLINK_NOFOLLOW) == 0 && S_ISREG(info.st_mode);
}

/* Whether the file is a feed or a page of one that kxspeak wrote. An error where that cannot be
 * known. */
static bool is_our_feed(int dirfd, const char *name, GError **error)
{
    static const char sign[] = "<generator>kxspeak</generator>";
    g_autoptr(GBytes) feed = kx_file_read_at(dirfd, name, KX_PUBLISHED_BYTES_MAX, error);
    gsize n = 0;
    const char *text = feed ? g_bytes_get_data(feed, &n) : NULL;
    return text && g_strstr_len(text, (gssize)n, sign);
}

/* Whether the folder is no show's yet: it has neither the state nor a feed of ours whose state is
 * lost. */
static bool begins(int dirfd, GError **error)
{
    return !is_plain(dirfd, KX_STATE_FILE) && !is_our_feed(dirfd, KX_FEED_FILE, error);
}

/* Whether the folder has a plain file of that name with those bytes. */
static bool has_bytes(int dirfd, const char *name, const kx_picture *picture)
{
    gsize n = 0;
    g_autoptr(GBytes) bytes = kx_file_read_at(dirfd, name, KX_COVER_BYTES_MAX, NULL);
    const void *data = bytes ? g_bytes_get_data(bytes, &n) : NULL;
    return data && n == picture->n && memcmp(data, picture->data, n) == 0;
}

/* Index into kx_feed_covers. */
static unsigned cover_index(const kx_picture *cover)
{
    return strcmp(cover->type, "image/jpeg") == 0;
}

/* What stands in a folder that is no show yet is somebody's own, but for a cover of a run that was
 * killed before there was a feed. */
static bool may_begin(int dirfd, const kx_picture *cover, GError **error)
{
    const char *const names[] = {KX_FEED_FILE, KX_INDEX_FILE,
                                 cover ? kx_feed_covers[cover_index(cover)] : NULL};
    for (unsigned i = 0; i < G_N_ELEMENTS(names) && names[i]; i++) {
        struct stat info;
        const bool there = fstatat(dirfd, names[i], &info, AT_SYMLINK_NOFOLLOW) == 0;
        if (!there && errno != ENOENT) {
            kx_error_set_errno(error, KX_ERROR_IO, errno, "cannot look at %s in the output folder",
                               names[i]);
            return false;
        }
        if (!there || (cover && i == 2 && has_bytes(dirfd, names[i], cover)))
            continue;
        kx_error_set(error, KX_ERROR_CANT_CREATE,
                     "%s exists in the output folder and is not of a show of kxspeak: move it "
                     "away, or choose another folder",
                     names[i]);
        return false;
    }
    return true;
}

/* The state keeps which covers are kxspeak's: another picture that stands there is somebody's own.
 */
static bool write_cover(kx_feed *feed, int dirfd, const kx_picture *cover, GError **error)
{
    bool *ours = feed->state->covers;
    for (unsigned i = 0; i < KX_FEED_COVERS; i++)
        ours[i] = ours[i] && is_plain(dirfd, kx_feed_covers[i]);
    if (cover) {
        ours[cover_index(cover)] = true;
        feed->cover = g_strdup(kx_feed_covers[cover_index(cover)]);
        return kx_file_replace(dirfd, feed->cover, cover->data, cover->n, NULL, error);
    }
    for (unsigned i = 0; i < KX_FEED_COVERS && !feed->cover; i++)
        if (is_plain(dirfd, kx_feed_covers[i]))
            feed->cover = g_strdup(kx_feed_covers[i]);
    return true;
}

/* Assigned once: a show that moves to another address stays the same show. */
static void settle_guid(kx_feed *feed)
{
    const kx_show *show = feed->show;
    if (show->guid) {
        g_free(feed->state->guid);
        feed->state->guid = g_ascii_strdown(show->guid, -1);
    } else if (feed->state->guid == NULL && show->base_url) {
        g_autofree char *url = kx_feed_url(show->base_url, NULL, KX_FEED_FILE);
        feed->state->guid = kx_feed_guid(url);
    }
    feed->guid = g_strdup(feed->state->guid);
}

/* A folder is one podcast: another show's file takes all its episodes over. */
static void settle_title(kx_feed *feed, GPtrArray *notes)
{
    const char *now = feed->show->title;
    char **last = &feed->state->title;
    if (*last && strcmp(*last, now) != 0) {
        g_autofree char *before = kx_printable(*last, -1), *after = kx_printable(now, -1);
        g_ptr_array_add(notes, g_strdup_printf(_("the podcast of this folder was \"%s\" and is "
                                                 "\"%s\" from now on; another podcast needs a "
                                                 "folder of its own"),
                                               before, after));
    }
    g_free(*last);
    *last = g_strdup(now);
}

static bool write_text(int dirfd, const char *name, const char *text, GError **error)
{
    return text && kx_file_replace(dirfd, name, text, strlen(text), NULL, error);
}

static bool write_document(const kx_feed *feed, int dirfd, guint index, GError **error)
{
    g_autofree char *name = kx_feed_document_name(g_ptr_array_index(feed->documents, index));
    g_autofree char *text = kx_feed_render(feed, index, error);
    return write_text(dirfd, name, text, error);
}

static bool write_state(const kx_feed *feed, int dirfd, GError **error)
{
    g_autoptr(GBytes) bytes = kx_state_bytes(feed->state);
    gsize n;
    const void *data = g_bytes_get_data(bytes, &n);
    return kx_file_replace(dirfd, KX_STATE_FILE, data, n, NULL, error);
}

/* The oldest page first, then feed.xml and what names that: each names only what is there. */
static bool write_all(const kx_feed *feed, int dirfd, GError **error)
{
    for (guint i = feed->documents->len; i-- > 1;)
        if (!write_document(feed, dirfd, i, error))
            return false;
    g_autofree char *page = kx_page_render(feed, error);
    return page && write_state(feed, dirfd, error) && write_document(feed, dirfd, 0, error) &&
           write_text(dirfd, KX_INDEX_FILE, page, error);
}

/* ---- after the feed ---- */

static bool is_page_name(const char *name)
{
    static const char head[] = "feed-", tail[] = ".xml";
    if (!g_str_has_prefix(name, head))
        return false;
    const char *digits = name + strlen(head);
    size_t n = strspn(digits, "0123456789");
    return n >= 4 && strcmp(digits + n, tail) == 0;
}

static bool is_written(const kx_feed *feed, const char *name)
{
    for (guint i = 0; i < feed->documents->len; i++) {
        g_autofree char *written = kx_feed_document_name(g_ptr_array_index(feed->documents, i));
        if (strcmp(written, name) == 0)
            return true;
    }
    return false;
}

static void remove_pages(const kx_feed *feed, int dirfd)
{
    g_autoptr(GPtrArray) names = kx_dir_names(dirfd);
    for (guint i = 0; names && i < names->len; i++) {
        const char *name = g_ptr_array_index(names, i);
        if (is_page_name(name) && is_plain(dirfd, name) && !is_written(feed, name) &&
            is_our_feed(dirfd, name, NULL))
            unlinkat(dirfd, name, 0);
    }
}

static void remove_covers(const kx_feed *feed, int dirfd)
{
    for (unsigned i = 0; i < KX_FEED_COVERS; i++)
        if (feed->state->covers[i] && g_strcmp0(feed->cover, kx_feed_covers[i]) != 0)
            unlinkat(dirfd, kx_feed_covers[i], 0);
}

/* The folder of an episode, which goes unless there is something of somebody else in it. What
 * became of it is told in `notes`. */
static void remove_episode(const kx_feed *feed, int dirfd, const char *id, GPtrArray *notes)
{
    g_autoptr(GError) why = NULL;
    int folder = openat(dirfd, id, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
    if (folder < 0)
        kx_error_set_errno(&why, KX_ERROR_IO, errno, "cannot open it");
    const bool goes = folder >= 0 && kx_revision_is_ours(folder, id, &why);
    if (folder >= 0)
        close(folder);
    if (goes && kx_tree_remove(dirfd, id, &why))
        g_ptr_array_add(
            notes,
            g_strdup_printf(_("%s: removed; it has left the feed, and keep-days (%u) is over"), id,
                            feed->show->keep_days));
    else
        g_ptr_array_add(notes, g_strdup_printf(_("%s: is over, and stays: %s"), id, why->message));
}

/* Only folders whose record could be read are in the plan at all, and only what kxspeak wrote goes.
 */
static void remove_rest(const kx_feed *feed, int dirfd, GPtrArray *notes)
{
    remove_pages(feed, dirfd);
    remove_covers(feed, dirfd);
    for (guint i = 0; i < feed->catalogue->len; i++)
        kx_revision_drop_old(g_ptr_array_index(feed->catalogue, i), dirfd, notes);
    for (guint i = 0; i < feed->removed->len; i++)
        remove_episode(feed, dirfd, g_ptr_array_index(feed->removed, i), notes);
}

/* Episodes whose folders are gone are forgotten; one whose record is broken keeps its page. */
static void forget_gone(kx_feed *feed, int dirfd)
{
    GHashTableIter all;
    gpointer id;
    g_hash_table_iter_init(&all, feed->state->episodes);
    while (g_hash_table_iter_next(&all, &id, NULL)) {
        struct stat info;
        if (fstatat(dirfd, id, &info, AT_SYMLINK_NOFOLLOW) != 0 && errno == ENOENT)
            g_hash_table_iter_remove(&all);
    }
}

/* The state of the show in the folder, which may begin there if nothing is in its way. */
static kx_state *open_show(int dirfd, const kx_picture *cover, GError **error)
{
    g_autoptr(GError) unknown = NULL;
    const bool new = begins(dirfd, &unknown);
    if (unknown) {
        g_propagate_error(error, g_steal_pointer(&unknown));
        return NULL;
    }
    return new && !may_begin(dirfd, cover, error) ? NULL : kx_state_load(dirfd, error);
}

bool kx_feed_ready(int out_dirfd, const kx_picture *cover, GError **error)
{
    g_autoptr(kx_state) state = open_show(out_dirfd, cover, error);
    return state != NULL;
}

bool kx_feed_publish(int out_dirfd, const kx_show *show, const char *made, const kx_picture *cover,
                     GDateTime *now, GPtrArray *notes, GError **error)
{
    g_autofree char *moment = g_date_time_format(now, "%Y-%m-%dT%H:%M:%S%:z");
    g_autoptr(GDateTime) here = kx_moment_read(moment);
    kx_feed feed = {.show = show, .made = made};
    if (show->base_url == NULL)
        g_ptr_array_add(notes,
                        g_strdup(_("the show file has no base-url: the links in feed.xml are "
                                   "relative, which few apps take")));
    bool ok = (feed.state = open_show(out_dirfd, cover, error)) != NULL &&
              (feed.catalogue = kx_catalogue_read(out_dirfd, notes, error)) != NULL &&
              write_cover(&feed, out_dirfd, cover, error);
    if (ok) {
        forget_gone(&feed, out_dirfd);
        settle_guid(&feed);
        settle_title(&feed, notes);
        kx_feed_plan(&feed, here, notes);
        ok = write_all(&feed, out_dirfd, error);
    }
    if (ok)
        remove_rest(&feed, out_dirfd, notes);
    kx_feed_clear(&feed);
    return ok;
}
