/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "publish/state.h"

#include "base/error.h"
#include "base/file.h"
#include "base/limits.h"
#include "base/order.h"
#include "brief/moment.h"

#include <jansson.h>
#include <stdlib.h>
#include <string.h>

#define FORMAT "kxspeak-show"
enum { PAGES_MAX = 9999 }; /* what feed-NNNN.xml holds */

static void episode_free(void *data)
{
    kx_state_episode *episode = data;
    g_free(episode->id);
    g_clear_pointer(&episode->changed, g_date_time_unref);
    g_clear_pointer(&episode->left, g_date_time_unref);
    g_free(episode);
}

static kx_state *state_new(void)
{
    kx_state *state = g_new0(kx_state, 1);
    state->episodes = g_hash_table_new_full(g_str_hash, g_str_equal, NULL, episode_free);
    return state;
}

void kx_state_free(kx_state *state)
{
    if (state == NULL)
        return;
    g_free(state->guid);
    g_free(state->title);
    g_hash_table_unref(state->episodes);
    g_free(state);
}

kx_state_episode *kx_state_episode_of(kx_state *state, const char *id)
{
    kx_state_episode *episode = g_hash_table_lookup(state->episodes, id);
    if (episode == NULL) {
        episode = g_new0(kx_state_episode, 1);
        episode->id = g_strdup(id);
        g_hash_table_insert(state->episodes, episode->id, episode);
    }
    return episode;
}

/* ---- reading ---- */

static bool take_number(const json_t *object, const char *key, json_int_t max, unsigned *into)
{
    const json_t *value = json_object_get(object, key);
    *into = (unsigned)json_integer_value(value);
    return json_is_integer(value) && json_integer_value(value) >= 0 &&
           json_integer_value(value) <= max;
}

static bool take_moment(const json_t *object, const char *key, GDateTime **into)
{
    const json_t *value = json_object_get(object, key);
    if (value == NULL)
        return true;
    *into = json_is_string(value) ? kx_moment_read(json_string_value(value)) : NULL;
    return *into != NULL;
}

static bool take_episode(kx_state *state, const json_t *record)
{
    const char *id = json_string_value(json_object_get(record, "id"));
    if (id == NULL || g_hash_table_contains(state->episodes, id))
        return false;
    kx_state_episode *episode = kx_state_episode_of(state, id);
    const json_t *corrected = json_object_get(record, "corrected");
    episode->corrected = json_is_true(corrected);
    return json_is_boolean(corrected) &&
           take_number(record, "page", (json_int_t)state->pages, &episode->page) &&
           take_number(record, "revision", G_MAXINT, &episode->revision) &&
           take_moment(record, "changed", &episode->changed) &&
           take_moment(record, "left", &episode->left);
}

/* Missing in what older versions wrote: then none is known to be ours. */
static bool take_covers(kx_state *state, const json_t *covers)
{
    const json_t *name;
    size_t k;
    json_array_foreach(covers, k, name)
    {
        for (unsigned i = 0; i < KX_FEED_COVERS; i++)
            state->covers[i] |= g_strcmp0(json_string_value(name), kx_feed_covers[i]) == 0;
    }
    return covers == NULL || json_is_array(covers);
}

static bool take_state(kx_state *state, const json_t *top)
{
    const json_t *guid = json_object_get(top, "guid"), *record;
    const json_t *episodes = json_object_get(top, "episodes");
    const char *format = json_string_value(json_object_get(top, "format"));
    size_t i;
    if (g_strcmp0(format, FORMAT) != 0 ||
        json_integer_value(json_object_get(top, "version")) != 1 ||
        !(json_is_null(guid) ||
          (json_is_string(guid) && g_uuid_string_is_valid(json_string_value(guid)))) ||
        !take_number(top, "pages", PAGES_MAX, &state->pages) ||
        !take_covers(state, json_object_get(top, "covers")) || !json_is_array(episodes))
        return false;
    state->guid = g_strdup(json_string_value(guid));
    state->title = g_strdup(json_string_value(json_object_get(top, "title")));
    json_array_foreach(episodes, i, record)
    {
        if (!take_episode(state, record))
            return false;
    }
    return true;
}

kx_state *kx_state_parse(const char *data, size_t n, GError **error)
{
    json_t *top = json_loadb(data, n, JSON_REJECT_DUPLICATES, NULL);
    g_autoptr(kx_state) state = state_new();
    bool ok = top && take_state(state, top);
    json_decref(top);
    if (ok)
        return g_steal_pointer(&state);
    kx_error_set(error, KX_ERROR_DATA,
                 "%s in the output folder is not as kxspeak wrote it: put back a copy, "
                 "or remove it if the show may begin anew",
                 KX_STATE_FILE);
    return NULL;
}

kx_state *kx_state_load(int out_dirfd, GError **error)
{
    g_autoptr(GError) why = NULL;
    g_autoptr(GBytes) bytes = kx_file_read_at(out_dirfd, KX_STATE_FILE, KX_STATE_BYTES_MAX, &why);
    if (why) {
        g_propagate_error(error, g_steal_pointer(&why));
        return NULL;
    }
    if (bytes == NULL)
        return state_new();
    gsize n;
    const char *data = g_bytes_get_data(bytes, &n);
    return kx_state_parse(data ? data : "", n, error);
}

/* ---- writing ---- */

static void put_moment(json_t *object, const char *key, GDateTime *moment)
{
    if (moment == NULL)
        return;
    g_autofree char *text = g_date_time_format(moment, "%Y-%m-%dT%H:%M:%S%:z");
    json_object_set_new(object, key, json_string(text));
}

static json_t *episode_record(const kx_state_episode *episode)
{
    json_t *record =
        json_pack("{s:s, s:i, s:i, s:b}", "id", episode->id, "page", (int)episode->page, "revision",
                  (int)episode->revision, "corrected", episode->corrected);
    put_moment(record, "changed", episode->changed);
    put_moment(record, "left", episode->left);
    return record;
}

GBytes *kx_state_bytes(const kx_state *state)
{
    guint n = 0;
    g_autofree gpointer *ids = g_hash_table_get_keys_as_array(state->episodes, &n);
    if (n > 0)
        qsort(ids, n, sizeof *ids, kx_by_bytes);
    json_t *episodes = json_array();
    for (guint i = 0; i < n; i++)
        json_array_append_new(episodes,
                              episode_record(g_hash_table_lookup(state->episodes, ids[i])));
    json_t *covers = json_array();
    for (unsigned i = 0; i < KX_FEED_COVERS; i++)
        if (state->covers[i])
            json_array_append_new(covers, json_string(kx_feed_covers[i]));
    json_t *top = json_pack("{s:s, s:i, s:s?, s:s?, s:i, s:o, s:o}", "format", FORMAT, "version", 1,
                            "guid", state->guid, "title", state->title, "pages", (int)state->pages,
                            "covers", covers, "episodes", episodes);
    char *text = json_dumps(top, JSON_INDENT(1));
    char *file = g_strconcat(text, "\n", NULL);
    free(text);
    json_decref(top);
    return g_bytes_new_take(file, strlen(file));
}
