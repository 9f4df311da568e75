/* SPDX-License-Identifier: GPL-3.0-or-later */
/* An output folder with episodes that were never spoken: records, and files of the right length. */
#pragma once

#include "base/file.h"
#include "brief/moment.h"
#include "brief/show.h"
#include "publish/feed.h"

#include <fcntl.h>
#include <glib/gstdio.h>
#include <jansson.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* What is told of an episode; NULL and 0 are defaults. */
typedef struct {
    const char *id, *title, *published;
    unsigned chapters, revision;
    bool corrected, no_mp3;
    const char *chapter_title, *origin;
    const char *sound; /* path of an MP3 that is linked in; NULL: bytes that are none */
    double duration;
} fixture_episode;

/* `content` NULL: the name of the format and the id; of "chapters", the chapters. */
static const struct {
    const char *format, *file, *type, *content;
} fixture_files[] = {
    {"wav", "%s.wav", "audio/wav", NULL},
    {"flac", "%s.flac", "audio/flac", NULL},
    {"mp3", "%s.mp3", "audio/mpeg", NULL},
    {"opus", "%s.opus", "audio/opus", NULL},
    {"vtt", "%s.vtt", "text/vtt", "WEBVTT\n\n00:00:00.000 --> 00:00:02.000\nNieuws\n"},
    {"srt", "%s.srt", "application/x-subrip", "1\n00:00:00,000 --> 00:00:02,000\nNieuws\n"},
    {"words", "%s.words.json", "application/json",
     "{\"version\": \"1.0.0\", \"segments\": [{\"startTime\": 0, \"endTime\": 2, "
     "\"body\": \"Nieuws\"}]}"},
    {"html", "%s.transcript.html", "text/html",
     "<!DOCTYPE html><html lang=\"nl\"><head><title>Nieuws</title></head><body><main>"
     "<h1>Nieuws</h1></main></body></html>"},
    {"text", "%s.txt", "text/plain", "Nieuws"},
    {"chapters", "%s.chapters.json", "application/json+chapters", NULL},
};

static G_GNUC_UNUSED char *fixture_path(const char *dir, const char *id, const char *format,
                                        unsigned revision)
{
    for (unsigned i = 0; i < G_N_ELEMENTS(fixture_files); i++)
        if (strcmp(fixture_files[i].format, format) == 0) {
            g_auto(GStrv) parts = g_strsplit(fixture_files[i].file, "%s", 2);
            g_autofree char *tail = revision > 1 ? g_strdup_printf("-v%u", revision) : g_strdup("");
            g_autofree char *name = g_strconcat(id, tail, parts[1], NULL);
            return g_build_filename(dir, id, name, NULL);
        }
    return NULL;
}

static json_t *fixture_chapters(const fixture_episode *e, json_t *articles, double duration)
{
    json_t *chapters = json_array();
    unsigned n = MAX(e->chapters, 1);
    for (unsigned i = 0; i < n; i++) {
        g_autofree char *title = e->chapter_title ? g_strdup(e->chapter_title)
                                                  : g_strdup_printf("Hoofdstuk %u & wat verder", i);
        g_autofree char *url = g_strdup_printf("https://www.example.nl/artikel/%u?a=1&b=2", i);
        bool own = i == 0 && n > 1;
        double start = i * (double)(gint64)(duration / n);
        json_array_append_new(
            articles, json_pack("{s:s, s:s, s:s, s:f, s:f, s:s, s:s, s:s}", "kind",
                                own ? "opening" : "article", "title", title, "source", "a.txt",
                                "start", start, "end", start + 1, "author", "Redactie Binnenland",
                                "origin", e->origin ? e->origin : "Gemeente Delft", "url", url));
        json_array_append_new(chapters, json_pack("{s:s, s:f, s:f, s:i, s:i, s:i}", "title", title,
                                                  "start", start, "end", start + 1, "article",
                                                  (int)i, "first_sentence", 0, "sentences", 1));
    }
    return chapters;
}

static char *fixture_content(unsigned format, const char *id, const json_t *chapters)
{
    if (fixture_files[format].content)
        return g_strdup(fixture_files[format].content);
    if (strcmp(fixture_files[format].format, "chapters") != 0)
        return g_strdup_printf("%s %s", fixture_files[format].format, id);
    json_t *list = json_array(), *chapter;
    size_t i;
    json_array_foreach(chapters, i, chapter) json_array_append_new(
        list, json_pack("{s:O, s:O}", "startTime", json_object_get(chapter, "start"), "title",
                        json_object_get(chapter, "title")));
    json_t *top = json_pack("{s:s, s:o}", "version", "1.2.0", "chapters", list);
    char *text = json_dumps(top, 0), *content = g_strdup(text);
    free(text);
    json_decref(top);
    return content;
}

/* The files of an episode, as records. */
static json_t *fixture_put_files(const char *dir, const fixture_episode *e, const json_t *chapters)
{
    json_t *files = json_array();
    for (unsigned i = 0; i < G_N_ELEMENTS(fixture_files); i++) {
        const char *format = fixture_files[i].format;
        struct stat info;
        if (e->no_mp3 && strcmp(format, "mp3") == 0)
            continue;
        g_autofree char *path = fixture_path(dir, e->id, format, e->revision);
        g_autofree char *name = g_path_get_basename(path);
        g_autofree char *content = fixture_content(i, e->id, chapters);
        g_unlink(path);
        if (!(e->sound && strcmp(format, "mp3") == 0 && link(e->sound, path) == 0))
            g_assert_true(
                g_file_set_contents_full(path, content, -1, G_FILE_SET_CONTENTS_NONE, 0644, NULL));
        g_assert_cmpint(stat(path, &info), ==, 0);
        g_autoptr(GChecksum) sum = g_checksum_new(G_CHECKSUM_SHA384);
        g_checksum_update(sum, (const guchar *)content, -1);
        guint8 digest[48];
        gsize n = sizeof digest;
        g_checksum_get_digest(sum, digest, &n);
        g_autofree char *base64 = g_base64_encode(digest, n);
        g_autofree char *integrity = g_strconcat("sha384-", base64, NULL);
        json_array_append_new(files, json_pack("{s:s, s:s, s:s, s:I, s:s, s:s}", "name", name,
                                               "format", format, "type", fixture_files[i].type,
                                               "bytes", (json_int_t)info.st_size, "sha256", "0",
                                               "integrity", integrity));
    }
    return files;
}

/* The record of an episode; its files are written. */
static json_t *fixture_record(const char *dir, const fixture_episode *e)
{
    double duration = e->duration > 0 ? e->duration : 600.25;
    g_autofree char *folder = g_build_filename(dir, e->id, NULL);
    g_autofree char *guid = g_strdup_printf("guid-%s", e->id);
    const char *published = e->published ? e->published : "2026-03-04T06:00:00+01:00";
    g_autofree char *date = g_strndup(published, 10);
    json_t *articles = json_array();
    json_t *chapters = fixture_chapters(e, articles, duration);
    g_mkdir(folder, 0755);
    return json_pack("{s:s, s:i, s:s, s:s, s:s, s:s, s:s, s:i, s:b, s:s, s:f, s:o, s:o, s:o, "
                     "s:{s:f, s:f, s:s}}",
                     "format", "kxspeak-episode", "version", 1, "id", e->id, "title",
                     e->title ? e->title : "Nieuws van de dag", "date", date, "guid", guid,
                     "published", published, "revision", (int)MAX(e->revision, 1), "corrected",
                     e->corrected, "language", "nl", "duration", duration, "articles", articles,
                     "chapters", chapters, "files", fixture_put_files(dir, e, chapters),
                     "soundbite", "start", 0.0, "duration", 20.0, "title", "Hoofdstuk 0");
}

static void fixture_put_record(const char *dir, const char *id, json_t *record)
{
    g_autofree char *path = g_build_filename(dir, id, "episode.json", NULL);
    g_unlink(path);
    g_assert_cmpint(json_dump_file(record, path, 0), ==, 0);
    json_decref(record);
}

static G_GNUC_UNUSED void fixture_put(const char *dir, const fixture_episode *e)
{
    fixture_put_record(dir, e->id, fixture_record(dir, e));
}

static G_GNUC_UNUSED kx_show *fixture_show(void)
{
    static const char *const categories[] = {"News > Daily News", "Government", NULL};
    kx_show *show = kx_show_new();
    show->path = g_strdup("show.ini");
    show->title = g_strdup("Nieuws uit Delft & omstreken");
    show->description = g_strdup("Elke werkdag het nieuws uit de stad.");
    show->author = g_strdup("Omroep Delft");
    show->owner_email = g_strdup("redactie@example.nl");
    show->base_url = g_strdup("https://www.example.nl/nieuws/");
    show->license = g_strdup("CC-BY-4.0");
    show->update_text = g_strdup("elke werkdag");
    show->update_rule = g_strdup("FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR");
    show->hub = g_strdup("https://hub.example.nl/");
    show->categories = g_strdupv((char **)(uintptr_t)categories);
    return show;
}

/* Episode number `i`: one a day, from New Year's Day of 2025 on. */
static G_GNUC_UNUSED void fixture_put_number(const char *dir, unsigned i, unsigned chapters,
                                             const char *sound, double duration)
{
    g_autoptr(GDateTime) first = kx_moment_read("2025-01-01T06:00");
    g_autoptr(GDateTime) utc = g_date_time_add_days(first, (int)i);
    g_autofree char *published = g_date_time_format(utc, "%Y-%m-%dT%H:%M:%S%:z");
    g_autofree char *id = g_date_time_format(utc, "%Y-%m-%d");
    g_autofree char *title = g_strdup_printf("Het nieuws van dag %u", i + 1);
    fixture_put(dir, &(fixture_episode){.id = id,
                                        .title = title,
                                        .published = published,
                                        .chapters = chapters,
                                        .sound = sound,
                                        .duration = duration});
}
