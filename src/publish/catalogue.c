/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "publish/catalogue.h"

#include "base/error.h"
#include "base/file.h"
#include "base/intl.h"
#include "base/limits.h"
#include "base/order.h"
#include "base/printable.h"
#include "brief/compose.h"
#include "publish/episode.h"
#include "publish/stage.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <unistd.h>

/* What a feed names has to be there, as long as it says. False with an error if that cannot be
 * known now. */
static bool drop_missing(int folder, kx_episode *episode, GPtrArray *notes, GError **error)
{
    for (guint i = episode->files->len; i-- > 0;) {
        const kx_catalogue_file *file = g_ptr_array_index(episode->files, i);
        int64_t bytes;
        if (!kx_published_size(folder, file->name, &bytes, error))
            return false;
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
    return true;
}

/* NULL without an error: no folder, or one without a record. */
static kx_episode *read_folder(int out_dirfd, const char *name, GPtrArray *notes, GError **error)
{
    int folder = openat(out_dirfd, name, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
    if (folder < 0) {
        if (errno != ENOENT && errno != ENOTDIR && errno != ELOOP)
            kx_error_set_errno(error, KX_ERROR_IO, errno, "cannot open it");
        return NULL;
    }
    g_autoptr(GBytes) bytes = kx_file_read_at(folder, KX_EPISODE_FILE, KX_EPISODE_BYTES_MAX, error);
    gsize n = 0;
    const char *data = bytes ? g_bytes_get_data(bytes, &n) : NULL;
    g_autoptr(kx_episode) episode = bytes ? kx_episode_parse(data ? data : "", n, error) : NULL;
    if (episode && strcmp(episode->id, name) != 0) {
        kx_error_set(error, KX_ERROR_DATA, "\"id\" must be the folder's name");
        g_clear_pointer(&episode, kx_episode_free);
    }
    bool known = episode == NULL || drop_missing(folder, episode, notes, error);
    close(folder);
    return known ? g_steal_pointer(&episode) : NULL;
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

static int newest_first(gconstpointer a, gconstpointer b)
{
    const kx_episode *x = *(kx_episode *const *)a, *y = *(kx_episode *const *)b;
    int order = g_date_time_compare(y->published, x->published);
    return order ? order : strcmp(y->id, x->id);
}

/* Whether an episode itself is wrong. What only could not be read now must not fall out of the
 * feed for that; what is closed under a name that no briefing gets (lost+found) is none. */
static bool is_its_own(const char *name, const GError *why)
{
    return why->code == KX_ERROR_DATA || (why->code == KX_ERROR_NO_PERM && !kx_id_valid(name));
}

GPtrArray *kx_catalogue_read(int out_dirfd, GPtrArray *notes, GError **error)
{
    g_autoptr(GPtrArray) names = list_names(out_dirfd, error);
    if (names == NULL)
        return NULL;
    g_ptr_array_sort(names, kx_by_bytes);
    g_autoptr(GHashTable) guids = g_hash_table_new(g_str_hash, g_str_equal);
    GPtrArray *episodes = g_ptr_array_new_with_free_func((GDestroyNotify)kx_episode_free);
    for (guint i = 0; i < names->len; i++) {
        const char *name = g_ptr_array_index(names, i);
        g_autoptr(GError) why = NULL;
        g_autoptr(kx_episode) episode = read_folder(out_dirfd, name, notes, &why);
        if (episode && g_hash_table_contains(guids, episode->guid))
            kx_error_set(&why, KX_ERROR_DATA, "another episode has the same \"guid\"");
        g_autofree char *safe = why ? kx_printable(name, -1) : NULL;
        if (why && !is_its_own(name, why)) {
            g_propagate_prefixed_error(error, g_steal_pointer(&why), "%s/%s: ", safe,
                                       KX_EPISODE_FILE);
            g_ptr_array_unref(episodes);
            return NULL;
        }
        if (why) {
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
