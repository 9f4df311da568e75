/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A record, member by member: the first one that is not as it must be ends it. */
#include "base/error.h"
#include "base/intl.h"
#include "base/limits.h"
#include "base/printable.h"
#include "brief/moment.h"
#include "publish/catalogue.h"
#include "publish/episode.h"
#include "publish/feed_text.h"

#include <math.h>
#include <string.h>

enum {
    PARTS_MAX = 10000, /* articles and files of one record: far above what one can have */
    REVISION_MAX = 9999,
    NAME_BYTES_MAX = 255
};
/* Ten years: keeps every sum of seconds exact. */
#define SECONDS_MAX 3.2e8

static void article_free(void *data)
{
    kx_catalogue_article *article = data;
    g_free(article->title);
    g_free(article->author);
    g_free(article->origin);
    g_free(article->url);
    g_free(article);
}

static void chapter_free(void *data)
{
    kx_catalogue_chapter *chapter = data;
    g_free(chapter->title);
    g_free(chapter->url);
    g_free(chapter);
}

static void file_free(void *data)
{
    kx_catalogue_file *file = data;
    g_free(file->name);
    g_free(file->format);
    g_free(file->type);
    g_free(file->integrity);
    g_free(file);
}

void kx_episode_free(kx_episode *episode)
{
    if (episode == NULL)
        return;
    char *const texts[] = {episode->id, episode->title, episode->date, episode->guid,
                           episode->language};
    for (unsigned i = 0; i < G_N_ELEMENTS(texts); i++)
        g_free(texts[i]);
    g_clear_pointer(&episode->published, g_date_time_unref);
    g_clear_pointer(&episode->articles, g_ptr_array_unref);
    g_clear_pointer(&episode->chapters, g_ptr_array_unref);
    g_clear_pointer(&episode->files, g_ptr_array_unref);
    kx_soundbite_free(episode->soundbite);
    g_free(episode);
}

/* ---- values ---- */

static bool wrong(GError **error, const char *key, const char *must)
{
    kx_error_set(error, KX_ERROR_DATA, "\"%s\" must be %s", key, must);
    return false;
}

/* A string as it stands in the record, one that is not empty. */
static const char *text_of(const json_t *object, const char *key, GError **error)
{
    const char *text = json_string_value(json_object_get(object, key));
    if (text && *text)
        return text;
    wrong(error, key, _("a text that is not empty"));
    return NULL;
}

static bool take_line(const json_t *object, const char *key, size_t chars, char **into,
                      GError **error)
{
    const char *text = text_of(object, key, error);
    if (text == NULL)
        return false;
    *into = kx_feed_line(text, chars);
    return **into || wrong(error, key, _("a text with letters"));
}

/* A text that may be missing or null, but is not of another type. */
static bool take_optional(const json_t *object, const char *key, size_t chars, char **into,
                          GError **error)
{
    const json_t *value = json_object_get(object, key);
    if (value == NULL || json_is_null(value))
        return true;
    if (!json_is_string(value))
        return wrong(error, key, _("a text"));
    *into = kx_feed_line(json_string_value(value), chars);
    if (**into == '\0')
        g_clear_pointer(into, g_free);
    return true;
}

static bool take_seconds(const json_t *object, const char *key, double *into, GError **error)
{
    const json_t *value = json_object_get(object, key);
    *into = json_number_value(value);
    return (json_is_number(value) && isfinite(*into) && *into >= 0 && *into <= SECONDS_MAX) ||
           wrong(error, key, _("a number of seconds"));
}

/* A name within a folder, for a file that is never hidden. */
static bool is_safe_name(const char *name)
{
    g_autofree char *shown = kx_printable_all(name);
    return *name && *name != '.' && strlen(name) <= NAME_BYTES_MAX && !strchr(name, '/') &&
           !strchr(name, '\\') && strcmp(shown, name) == 0;
}

static bool take_name(const json_t *object, const char *key, char **into, GError **error)
{
    const char *text = text_of(object, key, error);
    if (text == NULL)
        return false;
    if (!is_safe_name(text))
        return wrong(error, key, _("a plain file name"));
    *into = g_strdup(text);
    return true;
}

static bool take_array(const json_t *object, const char *key, size_t max, const json_t **into,
                       GError **error)
{
    *into = json_object_get(object, key);
    return (json_is_array(*into) && json_array_size(*into) <= max) ||
           wrong(error, key, _("a list"));
}

/* ---- parts ---- */

/* "media/type", in what a header may hold. */
static bool is_media_type(const char *type)
{
    const char *slash = strchr(type, '/');
    if (slash == NULL || slash == type || slash[1] == '\0' || strchr(slash + 1, '/'))
        return false;
    for (const char *p = type; *p; p++)
        if (!g_ascii_islower(*p) && !g_ascii_isdigit(*p) && !strchr("/+-.", *p))
            return false;
    return true;
}

static bool is_integrity(const char *text)
{
    static const char digits[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
                                 "0123456789+/";
    enum { SHA384_DIGITS = 64 };
    const char *sum = text + strlen("sha384-");
    return g_str_has_prefix(text, "sha384-") && strlen(sum) == SHA384_DIGITS &&
           strspn(sum, digits) == SHA384_DIGITS;
}

char *kx_record_integrity(const json_t *file)
{
    enum { SHA256_BYTES = 32 };
    const char *integrity = json_string_value(json_object_get(file, "integrity"));
    const char *hex = json_string_value(json_object_get(file, "sha256"));
    guchar sum[SHA256_BYTES];
    if (integrity || hex == NULL || strlen(hex) != 2 * SHA256_BYTES)
        return g_strdup(integrity);
    for (unsigned i = 0; i < SHA256_BYTES; i++) {
        const int high = g_ascii_xdigit_value(hex[2 * i]),
                  low = g_ascii_xdigit_value(hex[2 * i + 1]);
        if (high < 0 || low < 0)
            return NULL;
        sum[i] = (guchar)(high << 4 | low);
    }
    g_autofree char *text = g_base64_encode(sum, SHA256_BYTES);
    return g_strconcat("sha256-", text, NULL);
}

static bool fill_file(const json_t *record, kx_catalogue_file *file, GError **error)
{
    const json_t *bytes = json_object_get(record, "bytes");
    const json_t *integrity = json_object_get(record, "integrity");
    const char *type;
    if (!take_name(record, "name", &file->name, error) ||
        !take_line(record, "format", KX_LINE_CHARS_MAX, &file->format, error) ||
        !(type = text_of(record, "type", error)))
        return false;
    if (!is_media_type(type))
        return wrong(error, "type", _("a media type"));
    if (!json_is_integer(bytes) || json_integer_value(bytes) < 0)
        return wrong(error, "bytes", _("a size"));
    if (integrity && !json_is_null(integrity) &&
        !(json_is_string(integrity) && is_integrity(json_string_value(integrity))))
        return wrong(error, "integrity", _("a SHA-384 sum in base64 after \"sha384-\""));
    file->type = g_strdup(type);
    file->bytes = json_integer_value(bytes);
    file->integrity = kx_record_integrity(record);
    return true;
}

static bool fill_article(const json_t *record, kx_catalogue_article *article, GError **error)
{
    const json_t *url = json_object_get(record, "url");
    if (!take_line(record, "title", KX_LINE_CHARS_MAX, &article->title, error) ||
        !take_optional(record, "author", KX_LINE_CHARS_MAX, &article->author, error) ||
        !take_optional(record, "origin", KX_LINE_CHARS_MAX, &article->origin, error))
        return false;
    if (url && !json_is_string(url) && !json_is_null(url))
        return wrong(error, "url", _("a text"));
    /* What an article says of itself is free text: no reason to leave the episode out. */
    if (kx_feed_is_url(json_string_value(url)))
        article->url = g_strdup(json_string_value(url));
    return true;
}

/* What fills one part of a list. */
typedef bool part_filler(const json_t *record, void *part, kx_episode *episode, GError **error);

static bool file_part(const json_t *record, void *part, kx_episode *episode, GError **error)
{
    (void)episode;
    return fill_file(record, part, error);
}

static bool article_part(const json_t *record, void *part, kx_episode *episode, GError **error)
{
    (void)episode;
    return fill_article(record, part, error);
}

static bool chapter_part(const json_t *record, void *part, kx_episode *episode, GError **error)
{
    kx_catalogue_chapter *chapter = part;
    const json_t *article = json_object_get(record, "article");
    double start, end;
    if (!take_line(record, "title", KX_LINE_CHARS_MAX, &chapter->title, error) ||
        !take_seconds(record, "start", &start, error) || !take_seconds(record, "end", &end, error))
        return false;
    if (!json_is_integer(article) || json_integer_value(article) < 0 ||
        json_integer_value(article) >= (json_int_t)episode->articles->len)
        return wrong(error, "article", _("the number of an article"));
    const kx_catalogue_article *of =
        g_ptr_array_index(episode->articles, (guint)json_integer_value(article));
    const kx_catalogue_chapter *last =
        episode->chapters->len ? episode->chapters->pdata[episode->chapters->len - 1] : NULL;
    if (end < start || (last ? start < (double)last->start + 1 : start != 0) ||
        start >= episode->duration)
        return wrong(error, "start", _("0 for the first chapter, and later for each next one"));
    chapter->start = (int64_t)start;
    chapter->url = g_strdup(of->url);
    return true;
}

static bool take_list(const json_t *top, const char *key, size_t max, GPtrArray *into,
                      size_t part_size, part_filler *fill, kx_episode *episode, GError **error)
{
    const json_t *list, *record;
    size_t i;
    if (!take_array(top, key, max, &list, error))
        return false;
    json_array_foreach(list, i, record)
    {
        void *part = g_malloc0(part_size);
        bool ok = json_is_object(record) ? fill(record, part, episode, error)
                                         : wrong(error, key, _("a list of objects"));
        g_ptr_array_add(into, part);
        if (!ok) {
            g_prefix_error(error, "%s[%zu]: ", key, i);
            return false;
        }
    }
    return true;
}

/* The programme's own words have no source line. Chapters know their articles by now. */
static bool drop_own(const json_t *top, kx_episode *episode, GError **error)
{
    const json_t *list = json_object_get(top, "articles");
    for (size_t i = json_array_size(list); i-- > 0;) {
        const char *kind = text_of(json_array_get(list, i), "kind", error);
        if (kind == NULL)
            return false;
        if (strcmp(kind, "article") != 0)
            g_ptr_array_remove_index(episode->articles, (guint)i);
    }
    return true;
}

/* ---- the record ---- */

static bool take_soundbite(const json_t *top, kx_episode *episode, GError **error)
{
    const json_t *record = json_object_get(top, "soundbite");
    if (record == NULL || json_is_null(record))
        return true;
    if (!json_is_object(record))
        return wrong(error, "soundbite", _("an object or null"));
    kx_soundbite *bite = episode->soundbite = g_new0(kx_soundbite, 1);
    return take_seconds(record, "start", &bite->start, error) &&
           take_seconds(record, "duration", &bite->duration, error) &&
           take_line(record, "title", KX_SOUNDBITE_TITLE_CHARS, &bite->title, error);
}

static bool take_moment(const json_t *top, kx_episode *episode, GError **error)
{
    const json_t *published = json_object_get(top, "published");
    const char *date = text_of(top, "date", error);
    if (date == NULL)
        return false;
    g_autoptr(GDateTime) day = strchr(date, 'T') ? NULL : kx_moment_read(date);
    if (day == NULL)
        return wrong(error, "date", _("a date as 2026-03-04"));
    if (published && !json_is_string(published))
        return wrong(error, "published", _("a text"));
    episode->date = g_strdup(date);
    episode->published =
        published ? kx_moment_read(json_string_value(published)) : g_date_time_ref(day);
    return episode->published ||
           wrong(error, "published", _("a moment as 2026-03-04T06:00:00+01:00"));
}

static bool take_revision(const json_t *top, kx_episode *episode, GError **error)
{
    const json_t *revision = json_object_get(top, "revision");
    const json_t *corrected = json_object_get(top, "corrected");
    json_int_t number = revision ? json_integer_value(revision) : 1;
    if ((revision && !json_is_integer(revision)) || number < 1 || number > REVISION_MAX)
        return wrong(error, "revision", _("a number from 1"));
    if (corrected && !json_is_boolean(corrected))
        return wrong(error, "corrected", _("true or false"));
    episode->revision = (unsigned)number;
    episode->corrected = json_is_true(corrected);
    return true;
}

static bool take_names(const json_t *top, kx_episode *episode, GError **error)
{
    const char *format = json_string_value(json_object_get(top, "format"));
    const json_t *version = json_object_get(top, "version");
    if (g_strcmp0(format, KX_EPISODE_FORMAT) != 0)
        return wrong(error, "format", "\"" KX_EPISODE_FORMAT "\"");
    if (!json_is_integer(version) || json_integer_value(version) != 1)
        return wrong(error, "version", "1");
    if (!take_name(top, "id", &episode->id, error) ||
        !take_line(top, "title", KX_LINE_CHARS_MAX, &episode->title, error) ||
        !take_line(top, "language", KX_LINE_CHARS_MAX, &episode->language, error))
        return false;
    if (json_object_get(top, "guid"))
        return take_line(top, "guid", KX_LINE_CHARS_MAX, &episode->guid, error);
    episode->guid = g_strdup(episode->id);
    return true;
}

static bool fill_episode(const json_t *top, kx_episode *episode, GError **error)
{
    return (json_is_object(top) || wrong(error, _("the record"), _("an object"))) &&
           take_names(top, episode, error) && take_moment(top, episode, error) &&
           take_revision(top, episode, error) &&
           take_seconds(top, "duration", &episode->duration, error) &&
           take_list(top, "articles", PARTS_MAX, episode->articles, sizeof(kx_catalogue_article),
                     article_part, episode, error) &&
           take_list(top, "chapters", KX_CHAPTERS_MAX, episode->chapters,
                     sizeof(kx_catalogue_chapter), chapter_part, episode, error) &&
           (episode->chapters->len > 0 || wrong(error, "chapters", _("a list with a chapter"))) &&
           take_list(top, "files", PARTS_MAX, episode->files, sizeof(kx_catalogue_file), file_part,
                     episode, error) &&
           take_soundbite(top, episode, error) && drop_own(top, episode, error);
}

kx_episode *kx_episode_parse(const char *data, size_t n, GError **error)
{
    json_error_t why;
    json_t *top = json_loadb(data, n, JSON_REJECT_DUPLICATES, &why);
    if (top == NULL) {
        g_autofree char *safe = kx_printable(why.text, -1);
        kx_error_set(error, KX_ERROR_DATA, "line %d: not JSON: %s", why.line, safe);
        return NULL;
    }
    g_autoptr(kx_episode) episode = g_new0(kx_episode, 1);
    episode->articles = g_ptr_array_new_with_free_func(article_free);
    episode->chapters = g_ptr_array_new_with_free_func(chapter_free);
    episode->files = g_ptr_array_new_with_free_func(file_free);
    bool ok = fill_episode(top, episode, error);
    json_decref(top);
    return ok ? g_steal_pointer(&episode) : NULL;
}
