/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "publish/catalogue.h"

#include "base/error.h"
#include "base/file.h"
#include "base/intl.h"
#include "base/printable.h"
#include "publish/episode.h"
#include "publish/stage.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* A record of 99 chapters and 2,000 articles is under 1 MiB. */
enum { RECORD_BYTES_MAX = 16 * 1024 * 1024 };

/* The record of an open folder; NULL with an error if it cannot be used, without one if there is
 * none. */
static char *read_record(int folder, size_t *n, GError **error)
{
    int fd = openat(folder, KX_EPISODE_FILE, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC);
    if (fd < 0 && errno == ENOENT)
        return NULL;
    struct stat info;
    g_autofree char *data = NULL;
    if (fd < 0 || fstat(fd, &info) != 0 || !S_ISREG(info.st_mode)) {
        kx_error_set(error, KX_ERROR_DATA, "not a plain file that can be read");
    } else if (info.st_size > RECORD_BYTES_MAX) {
        kx_error_set(error, KX_ERROR_DATA, "larger than %d MiB", RECORD_BYTES_MAX / 1024 / 1024);
    } else {
        *n = (size_t)info.st_size;
        data = g_malloc(*n + 1);
        if (!kx_pread_all(fd, data, *n, 0, _("it"), error))
            g_clear_pointer(&data, g_free);
    }
    if (fd >= 0)
        close(fd);
    return g_steal_pointer(&data);
}

/* What a feed names has to be there, as long as it says. */
static void drop_missing(int folder, kx_episode *episode, GPtrArray *notes)
{
    for (guint i = episode->files->len; i-- > 0;) {
        const kx_catalogue_file *file = g_ptr_array_index(episode->files, i);
        int64_t bytes = kx_published_size(folder, file->name);
        if (bytes >= 0 && bytes == file->bytes)
            continue;
        g_ptr_array_add(
            notes,
            g_strdup_printf(bytes >= 0 ? _("%s/%s: not as long as episode.json says; the feed does "
                                           "without it")
                                       : _("%s/%s: is missing; the feed does without it"),
                            episode->id, file->name));
        g_ptr_array_remove_index(episode->files, i);
    }
}

static kx_episode *read_folder(int out_dirfd, const char *name, GPtrArray *notes, GError **error)
{
    int folder = openat(out_dirfd, name, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
    if (folder < 0)
        return NULL;
    size_t n = 0;
    g_autofree char *data = read_record(folder, &n, error);
    g_autoptr(kx_episode) episode = data ? kx_episode_parse(data, n, error) : NULL;
    if (episode && strcmp(episode->id, name) != 0) {
        kx_error_set(error, KX_ERROR_DATA, "\"id\" must be the folder's name");
        g_clear_pointer(&episode, kx_episode_free);
    }
    if (episode)
        drop_missing(folder, episode, notes);
    close(folder);
    return g_steal_pointer(&episode);
}

/* Hidden ones are stages of runs, and no episodes. */
static GPtrArray *list_names(int out_dirfd, GError **error)
{
    GPtrArray *names = kx_dir_names(out_dirfd);
    if (names == NULL) {
        kx_error_set_errno(error, KX_ERROR_IO, errno, "cannot list the output folder");
        return NULL;
    }
    for (guint i = names->len; i-- > 0;)
        if (*(const char *)g_ptr_array_index(names, i) == '.')
            g_ptr_array_remove_index_fast(names, i);
    return names;
}

static int by_name(gconstpointer a, gconstpointer b)
{
    return strcmp(*(char *const *)a, *(char *const *)b);
}

static int newest_first(gconstpointer a, gconstpointer b)
{
    const kx_episode *x = *(kx_episode *const *)a, *y = *(kx_episode *const *)b;
    int order = g_date_time_compare(y->published, x->published);
    return order ? order : strcmp(y->id, x->id);
}

GPtrArray *kx_catalogue_read(int out_dirfd, GPtrArray *notes, GError **error)
{
    g_autoptr(GPtrArray) names = list_names(out_dirfd, error);
    if (names == NULL)
        return NULL;
    g_ptr_array_sort(names, by_name);
    g_autoptr(GHashTable) guids = g_hash_table_new(g_str_hash, g_str_equal);
    GPtrArray *episodes = g_ptr_array_new_with_free_func((GDestroyNotify)kx_episode_free);
    for (guint i = 0; i < names->len; i++) {
        const char *name = g_ptr_array_index(names, i);
        g_autoptr(GError) why = NULL;
        g_autoptr(kx_episode) episode = read_folder(out_dirfd, name, notes, &why);
        if (episode && g_hash_table_contains(guids, episode->guid))
            kx_error_set(&why, KX_ERROR_DATA, "another episode has the same \"guid\"");
        if (why) {
            g_autofree char *safe = kx_printable(name, -1);
            g_ptr_array_add(notes, g_strdup_printf(_("%s/%s: left out of the feed: %s"), safe,
                                                   KX_EPISODE_FILE, why->message));
        } else if (episode) {
            g_hash_table_add(guids, episode->guid);
            g_ptr_array_add(episodes, g_steal_pointer(&episode));
        }
    }
    g_ptr_array_sort(episodes, newest_first);
    return episodes;
}

const kx_catalogue_file *kx_episode_file(const kx_episode *episode, const char *format)
{
    for (guint i = 0; i < episode->files->len; i++) {
        const kx_catalogue_file *file = g_ptr_array_index(episode->files, i);
        if (strcmp(file->format, format) == 0)
            return file;
    }
    return NULL;
}

const kx_catalogue_file *kx_episode_page(const kx_episode *episode)
{
    const kx_catalogue_file *player = kx_episode_file(episode, "player");
    return player ? player : kx_episode_file(episode, "html");
}
