/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "publish/check.h"

#include "base/error.h"
#include "base/file.h"
#include "base/intl.h"
#include "base/limits.h"
#include "base/order.h"
#include "base/printable.h"
#include "brief/compose.h"
#include "brief/moment.h"
#include "publish/catalogue.h"
#include "publish/check_book.h"
#include "publish/cover_check.h"
#include "publish/episode.h"
#include "publish/feed.h"
#include "publish/stage.h"
#include "publish/state.h"

#include <errno.h>
#include <fcntl.h>
#include <math.h>
#include <string.h>
#include <unistd.h>

typedef struct {
    kx_check_folder folder;
    kx_found *found;
    kx_check_count *count;
} run;

/* ---- an episode ---- */

static void episode_free(void *data)
{
    kx_check_episode *episode = data;
    g_free(episode->id);
    g_free(episode->guid);
    g_free(episode->title);
    g_free(episode->published);
    g_array_unref(episode->chapters);
    g_hash_table_unref(episode->integrities);
    g_free(episode);
}

static const char *text_of(const json_t *object, const char *key)
{
    const char *text = json_string_value(json_object_get(object, key));
    return text ? text : "";
}

static kx_check_episode *episode_new(const char *id, const json_t *record)
{
    kx_check_episode *episode = g_new0(kx_check_episode, 1);
    const json_t *loudness = json_object_get(json_object_get(record, "loudness"), "integrated");
    json_t *chapter;
    size_t i;
    episode->id = g_strdup(id);
    episode->guid = g_strdup(text_of(record, "guid"));
    episode->title = g_strdup(text_of(record, "title"));
    episode->published = g_strdup(text_of(record, "published"));
    episode->duration = json_number_value(json_object_get(record, "duration"));
    episode->loudness = json_is_number(loudness) ? json_number_value(loudness) : (double)NAN;
    episode->chapters = kx_told_new();
    episode->integrities = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    json_array_foreach(json_object_get(record, "chapters"), i, chapter)
    {
        kx_told_add(episode->chapters, json_number_value(json_object_get(chapter, "start")),
                    json_number_value(json_object_get(chapter, "end")), text_of(chapter, "title"));
    }
    return episode;
}

/* Sizes and sums of one file of the record; false if it is not what was published. */
static bool check_bytes(kx_checker *checker, const json_t *file, const kx_sink *sink, int folder)
{
    g_autoptr(GError) error = NULL;
    g_auto(kx_published) now = {.name = g_strdup(text_of(file, "name")), .sink = sink};
    if (strchr(now.name, '/') || !kx_published_measure(&now, true, folder, &error)) {
        kx_fault(checker, "%s", error ? error->message : _("is a name with a slash"));
        return false;
    }
    const char *integrity = json_string_value(json_object_get(file, "integrity"));
    if (now.bytes != json_integer_value(json_object_get(file, "bytes")))
        kx_fault(checker, "has %jd bytes, but in the record %jd", (intmax_t)now.bytes,
                 (intmax_t)json_integer_value(json_object_get(file, "bytes")));
    else if (strcmp(now.sha256, text_of(file, "sha256")) != 0)
        kx_fault(checker, "is not the file that was published: its SHA-256 is another");
    else if (integrity && g_strcmp0(now.integrity, integrity) != 0)
        kx_fault(checker, "its integrity in the record is another");
    else
        return true;
    return false;
}

/* ---- text ---- */

typedef struct {
    const char *text;
    GBytes *bytes; /* the same */
    const kx_check_episode *episode;
    int folder;
} text_file;

static void check_cues(kx_checker *checker, const text_file *file)
{
    kx_check_vtt(checker, file->text, file->episode->duration, NULL);
}

static void check_chapter_cues(kx_checker *checker, const text_file *file)
{
    g_autoptr(GArray) told = kx_told_new();
    kx_check_vtt(checker, file->text, file->episode->duration, told);
    kx_told_compare(checker, _("chapters"), file->episode->chapters, told, 0);
}

static void check_subtitles(kx_checker *checker, const text_file *file)
{
    kx_check_srt(checker, file->text, file->episode->duration);
}

static void check_transcript(kx_checker *checker, const text_file *file)
{
    kx_check_transcript_json(checker, file->text, file->episode->duration);
}

static void check_chapters(kx_checker *checker, const text_file *file)
{
    g_autoptr(GArray) told = kx_told_new();
    kx_check_chapters_json(checker, file->text, told);
    kx_told_compare(checker, _("chapters"), file->episode->chapters, told, 0);
}

static void check_page(kx_checker *checker, const text_file *file)
{
    const kx_check_folder folder = {.dirfd = file->folder};
    g_autoptr(GArray) told = kx_told_new();
    kx_check_html(checker, &folder, file->bytes, told);
    kx_told_compare(checker, _("chapters"), file->episode->chapters, told, 0);
}

static void check_player(kx_checker *checker, const text_file *file)
{
    const kx_check_folder folder = {.dirfd = file->folder};
    kx_check_player(checker, &folder, file->bytes, file->episode);
}

/* How a format is read back, by its sink's name. */
static const struct {
    const char *format;
    void (*check)(kx_checker *checker, const text_file *file);
} text_checks[] = {
    {"vtt", check_cues},          {"chapters-vtt", check_chapter_cues},
    {"srt", check_subtitles},     {"words", check_transcript},
    {"spoken", check_transcript}, {"chapters", check_chapters},
    {"html", check_page},         {"player", check_player},
};

/* Reads the file back if its format is one of those. */
static void check_text(kx_checker *checker, const char *name, const char *format,
                       const kx_check_episode *episode, int folder)
{
    unsigned i = 0;
    while (i < G_N_ELEMENTS(text_checks) && strcmp(text_checks[i].format, format) != 0)
        i++;
    if (i == G_N_ELEMENTS(text_checks))
        return;
    g_autoptr(GError) error = NULL;
    g_autoptr(GBytes) bytes = kx_file_read_at(folder, name, KX_PUBLISHED_BYTES_MAX, &error);
    const text_file file = {bytes ? g_bytes_get_data(bytes, NULL) : NULL, bytes, episode, folder};
    if (bytes == NULL)
        kx_fault(checker, "%s", error ? error->message : _("is not there"));
    else if (file.text == NULL ||
             !g_utf8_validate(file.text, (gssize)g_bytes_get_size(bytes), NULL))
        kx_fault(checker, "is not UTF-8");
    else
        text_checks[i].check(checker, &file);
}

/* ---- an episode's folder ---- */

static const kx_sink *sink_of(const char *format)
{
    for (unsigned i = 0; kx_sinks[i]; i++)
        if (strcmp(kx_sinks[i]->name, format) == 0)
            return kx_sinks[i];
    return NULL;
}

/* What is unpacked is called as the folder of the first revision is. */
static void check_daisy(kx_checker *checker, int folder, const char *name, const kx_sink *sink,
                        const kx_check_episode *episode)
{
    g_autofree char *inside = kx_sink_file_name(&kx_sink_daisy, episode->id, 1);
    kx_check_daisy(checker, folder, name, sink == &kx_sink_daisy ? NULL : inside);
}

static void check_file(run *r, const json_t *file, kx_check_episode *episode, int folder)
{
    const char *name = text_of(file, "name"), *format = text_of(file, "format");
    char *integrity = kx_record_integrity(file);
    g_autofree char *where = g_build_filename(episode->id, name, NULL);
    kx_checker checker = {r->found, where};
    const kx_sink *sink = sink_of(format);
    r->count->files++;
    if (integrity)
        g_hash_table_add(episode->integrities, integrity);
    episode->has_mp3 |= strcmp(format, "mp3") == 0;
    if (sink == NULL)
        kx_fault(&checker, "has a format that this kxspeak does not know");
    else if (!check_bytes(&checker, file, sink, folder))
        return;
    else if (sink->kind == KX_SINK_AUDIO)
        kx_check_audio(&checker, folder, name, format, episode);
    else if (strcmp(format, "epub") == 0)
        kx_check_epub(&checker, folder, name);
    else if (sink == &kx_sink_daisy || sink == &kx_sink_daisy_zip)
        check_daisy(&checker, folder, name, sink, episode);
    else
        check_text(&checker, name, format, episode, folder);
}

/* Whether a feed would take the record as it stands: false, with a fault, if not. */
static bool check_record(kx_checker *checker, const char *id, int folder)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(GBytes) bytes =
        kx_file_read_at(folder, KX_EPISODE_FILE, KX_EPISODE_BYTES_MAX, &error);
    gsize n = 0;
    const char *data = bytes ? g_bytes_get_data(bytes, &n) : NULL;
    g_autoptr(kx_episode) episode = data ? kx_episode_parse(data, n, &error) : NULL;
    if (episode == NULL)
        kx_fault(checker, "%s", error ? error->message : _("is not there"));
    else if (strcmp(episode->id, id) != 0)
        kx_fault(checker, "\"id\" must be the folder's name");
    return episode && strcmp(episode->id, id) == 0;
}

static void check_episode(run *r, const char *id, int folder, json_t *record)
{
    kx_check_episode *episode = episode_new(id, record);
    g_autofree char *where = g_build_filename(id, KX_EPISODE_FILE, NULL);
    kx_checker checker = {r->found, where};
    json_t *file;
    size_t i;
    r->count->episodes++;
    g_autoptr(GDateTime) published = kx_moment_read(episode->published);
    bool usable = check_record(&checker, id, folder);
    if (usable && published == NULL)
        kx_fault(&checker, "has no moment of publication");
    if (usable && json_array_size(json_object_get(record, "files")) == 0)
        kx_fault(&checker, "has no files");
    json_array_foreach(json_object_get(record, "files"), i, file)
    {
        if (r->found->failed == NULL)
            check_file(r, file, episode, folder);
    }
    if (!g_hash_table_replace(r->folder.episodes, episode->guid, episode))
        kx_fault(&checker, "has the guid of another briefing");
}

/* Whether what cannot be opened, for this errno, is no briefing's folder: lost+found is closed, but
 * under a name that none gets. */
static bool is_no_briefing(const char *name, int cause)
{
    return cause == ENOTDIR || cause == ELOOP || cause == ENOENT ||
           (cause == EACCES && !kx_id_valid(name));
}

/* A record is there, but none of ours. */
static void check_unread(run *r, const char *id, int folder)
{
    g_autofree char *where = g_build_filename(id, KX_EPISODE_FILE, NULL);
    kx_checker checker = {r->found, where};
    if (faccessat(folder, KX_EPISODE_FILE, F_OK, AT_SYMLINK_NOFOLLOW) == 0)
        kx_fault(&checker, "is no record of a briefing");
}

/* OUT/ID, if it is a briefing's folder. */
static void check_name(run *r, const char *id)
{
    g_autofree char *shown = kx_printable(id, -1);
    int folder = openat(r->folder.dirfd, id, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
    if (folder < 0) {
        if (!is_no_briefing(id, errno))
            kx_error_set_errno(&r->found->failed, KX_ERROR_IO, errno, "cannot open %s", shown);
        return;
    }
    g_autoptr(GError) why = NULL;
    json_t *record = kx_episode_load(folder, &why);
    if (record)
        check_episode(r, id, folder, record);
    else if (why == NULL)
        check_unread(r, id, folder);
    json_decref(record);
    close(folder);
    if (why)
        g_propagate_prefixed_error(&r->found->failed, g_steal_pointer(&why), "%s: ", shown);
}

static void check_episodes(run *r)
{
    g_autoptr(GPtrArray) names = kx_dir_names(r->folder.dirfd);
    if (names == NULL) {
        kx_error_set_errno(&r->found->failed, KX_ERROR_IO, errno, "cannot list the output folder");
        return;
    }
    g_ptr_array_sort(names, kx_by_bytes);
    for (guint i = 0; r->found->failed == NULL && i < names->len; i++) {
        const char *name = g_ptr_array_index(names, i);
        /* What begins with a dot is being written now, or of a run that was killed. */
        if (name[0] != '.')
            check_name(r, name);
    }
}

/* ---- the feed ---- */

static bool is_there(const run *r, const char *name)
{
    return faccessat(r->folder.dirfd, name, F_OK, AT_SYMLINK_NOFOLLOW) == 0;
}

/* What should stand in the feed and does not. */
static void check_missing(run *r, kx_checker *checker)
{
    g_autoptr(GDateTime) now = kx_moment_now();
    g_autoptr(GError) error = NULL;
    g_autoptr(kx_state) state = kx_state_load(r->folder.dirfd, &error);
    kx_checker remembered = {r->found, KX_STATE_FILE};
    GHashTableIter iter;
    void *value;
    if (state == NULL)
        kx_fault(&remembered, "%s", error->message);
    else if (!is_there(r, KX_STATE_FILE))
        kx_fault(&remembered, "is not there");
    g_hash_table_iter_init(&iter, r->folder.episodes);
    while (g_hash_table_iter_next(&iter, NULL, &value)) {
        const kx_check_episode *episode = value;
        g_autoptr(GDateTime) published = kx_moment_read(episode->published);
        bool due = published && g_date_time_compare(published, now) <= 0;
        r->count->items += episode->in_feed;
        const kx_state_episode *entry =
            state ? g_hash_table_lookup(state->episodes, episode->id) : NULL;
        if (!due && episode->in_feed)
            kx_fault(checker, "has %s, which is to come", episode->id);
        /* Published again without an MP3, it has left. */
        bool stays = due && episode->has_mp3 && entry && entry->left == NULL;
        if (stays && !episode->in_feed)
            kx_fault(checker, "lacks %s, which it had", episode->id);
    }
}

/* The picture of the show, decoded whole. */
static void check_cover(run *r)
{
    for (unsigned i = 0; i < KX_FEED_COVERS; i++) {
        const char *name = kx_feed_covers[i];
        g_autoptr(GError) error = NULL;
        kx_picture picture;
        gsize n = 0;
        kx_checker checker = {r->found, name};
        g_autoptr(GBytes) bytes =
            kx_file_read_at(r->folder.dirfd, name, KX_COVER_BYTES_MAX, &error);
        const void *data = bytes ? g_bytes_get_data(bytes, &n) : NULL;
        const bool good = bytes && (i == 0 ? kx_cover_check_png(data, n, "", &picture, NULL)
                                           : kx_cover_check_jpeg(data, n, "", &picture, NULL));
        if (bytes && !good)
            kx_fault(&checker, "%s", _("is no picture, or a damaged one"));
        else if (error)
            kx_fault(&checker, "%s", error->message);
    }
}

/* The feed and its archive, page by page. */
static void check_pages(run *r)
{
    g_autoptr(GHashTable) seen = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    for (char *page = g_strdup(KX_FEED_FILE), *next = NULL; page; page = next) {
        g_autoptr(GError) error = NULL;
        g_autoptr(GBytes) bytes =
            kx_file_read_at(r->folder.dirfd, page, KX_PUBLISHED_BYTES_MAX, &error);
        kx_checker checker = {r->found, page};
        g_hash_table_add(seen, page);
        next = bytes ? kx_check_feed_page(&checker, &r->folder, bytes) : NULL;
        if (bytes == NULL)
            kx_fault(&checker, "%s", error ? error->message : _("is not there"));
        if (next && g_hash_table_contains(seen, next)) {
            g_autofree char *safe = kx_printable(next, -1);
            kx_fault(&checker, "its next page is %s, which came before", safe);
            g_clear_pointer(&next, g_free);
        }
    }
}

static void check_feed(run *r)
{
    check_pages(r);
    kx_checker checker = {r->found, KX_FEED_FILE};
    check_missing(r, &checker);
    g_autoptr(GError) error = NULL;
    g_autoptr(GBytes) bytes =
        kx_file_read_at(r->folder.dirfd, KX_INDEX_FILE, KX_PUBLISHED_BYTES_MAX, &error);
    checker.where = KX_INDEX_FILE;
    if (bytes)
        kx_check_html(&checker, &r->folder, bytes, NULL);
    else
        kx_fault(&checker, "%s", error ? error->message : _("is not there"));
    check_cover(r);
}

static void check_output(run *r)
{
    check_episodes(r);
    if (r->found->failed)
        return;
    /* One that cannot be looked at is there: why it cannot is told as it is read. */
    r->count->feed = is_there(r, KX_FEED_FILE) || errno != ENOENT || is_there(r, KX_STATE_FILE);
    if (r->count->feed)
        check_feed(r);
}

/* What the open folder itself is called, by whatever path it was found. */
static char *name_of(int folder, const char *path)
{
    g_autofree char *link = g_strdup_printf("/proc/self/fd/%d", folder);
    g_autofree char *whole = g_file_read_link(link, NULL);
    return g_path_get_basename(whole ? whole : path);
}

bool kx_check(const char *dir, GPtrArray *faults, kx_check_count *count, GError **error)
{
    kx_found found = {.faults = faults};
    run r = {.found = &found, .count = count};
    g_autofree char *safe = kx_printable(dir, -1);
    r.folder.dirfd = open(dir, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (r.folder.dirfd < 0) {
        kx_error_set_errno(error, KX_ERROR_NO_INPUT, errno, "cannot open %s", safe);
        return false;
    }
    r.folder.episodes = g_hash_table_new_full(g_str_hash, g_str_equal, NULL, episode_free);
    json_t *single = kx_episode_load(r.folder.dirfd, &found.failed);
    g_autofree char *name = name_of(r.folder.dirfd, dir);
    if (single) {
        check_episode(&r, name, r.folder.dirfd, single);
        json_decref(single);
    } else if (found.failed == NULL) {
        check_output(&r);
    }
    if (count->episodes == 0 && faults->len == 0 && !count->feed && found.failed == NULL)
        check_unread(&r, name, r.folder.dirfd);
    close(r.folder.dirfd);
    g_free(r.folder.base);
    g_hash_table_unref(r.folder.episodes);
    if (found.failed) {
        g_propagate_prefixed_error(error, found.failed, "%s: ", safe);
        return false;
    }
    if (count->episodes == 0 && faults->len == 0 && !count->feed) {
        kx_error_set(error, KX_ERROR_NO_INPUT, "%s: has no briefing; name the folder that -o made",
                     safe);
        return false;
    }
    return true;
}
