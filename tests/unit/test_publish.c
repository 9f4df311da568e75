/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/error.h"
#include "base/file.h"
#include "compose_fixture.h"
#include "publish/publish.h"
#include "temporary_folder.h"

#include <fcntl.h>
#include <glib/gstdio.h>
#include <jansson.h>
#include <signal.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

typedef struct {
    char *dir;
    kx_briefing *briefing;
    kx_show *show;
    kx_edition edition;
    GPtrArray *sinks;
} fixture;

static const char text[] = "Sluis weer open\n\nDe sluis is sinds 14.30 uur weer open voor alle "
                           "schepen die er lagen te wachten.\n\nEr lagen 38 schepen te wachten, "
                           "de meeste met zand en grind aan boord.\n";

static void set_up(fixture *f, gconstpointer data)
{
    (void)data;
    g_autoptr(GError) error = NULL;
    g_autoptr(kx_voice) voice = kx_voice_load(KX_VOICE_DEFAULT, NULL);
    f->dir = g_dir_make_tmp("kx-test-XXXXXX", NULL);
    const kx_compose_settings settings = compose_settings(voice, KX_STRUCTURE_VOICE, f->dir);
    const char *const texts[] = {text};
    f->briefing = compose_texts(&settings, "/ergens/sluis.txt", 1, texts, &error);
    g_assert_no_error(error);
    kx_compose_master(f->briefing, &settings, &error);
    g_assert_no_error(error);
    f->show = kx_show_new();
    f->edition = (kx_edition){.briefing = f->briefing,
                              .show = f->show,
                              .published = "2026-03-04T00:00:00+01:00",
                              .guid = "sluis"};
    f->sinks = kx_sinks_choose("wav,flac", &error);
    g_assert_no_error(error);
}

static void tear_down(fixture *f, gconstpointer data)
{
    (void)data;
    remove_folder(f->dir);
    g_ptr_array_unref(f->sinks);
    kx_show_free(f->show);
    kx_briefing_free(f->briefing);
    g_free(f->dir);
}

static int by_name(const void *a, const void *b)
{
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

/* The names in a folder, sorted, hidden ones too, joined by blanks. */
static char *list_folder(const char *path)
{
    g_autoptr(GDir) dir = g_dir_open(path, 0, NULL);
    g_autoptr(GStrvBuilder) builder = g_strv_builder_new();
    for (const char *name; (name = g_dir_read_name(dir));)
        g_strv_builder_add(builder, name);
    g_auto(GStrv) names = g_strv_builder_end(builder);
    qsort(names, g_strv_length(names), sizeof *names, by_name);
    return g_strjoinv(" ", names);
}

static bool publish(fixture *f, const volatile int *stop, GError **error)
{
    g_autoptr(GArray) files = kx_published_new();
    const kx_publish_watch watch = {.stop = stop};
    return kx_publish(&f->edition, f->sinks, f->dir, &watch, files, error);
}

static json_t *load(fixture *f, const char *name)
{
    g_autofree char *path = g_build_filename(f->dir, f->briefing->id, name, NULL);
    json_error_t where;
    json_t *json = json_load_file(path, 0, &where);
    if (json == NULL)
        g_error("%s: %s", name, where.text);
    return json;
}

static void test_whole_folder(fixture *f, gconstpointer data)
{
    (void)data;
    g_autoptr(GError) error = NULL;
    g_assert_true(publish(f, NULL, &error));
    g_assert_no_error(error);
    g_autofree char *out = list_folder(f->dir);
    g_assert_cmpstr(out, ==, "sluis-weer-open");
    g_autofree char *path = g_build_filename(f->dir, "sluis-weer-open", NULL);
    g_autofree char *names = list_folder(path);
    g_assert_cmpstr(names, ==,
                    "episode.json sluis-weer-open.flac sluis-weer-open.wav timeline.json");
}

/* Drawn artwork is the episode's; a picture of the publisher's own is not copied to each. */
static void test_artwork(fixture *f, gconstpointer data)
{
    (void)data;
    static const kx_picture cover = {.data = "plaatje", .n = 7, .type = "image/png", .side = 3000};
    char own[] = "hoes.png";
    g_autofree char *folder = g_build_filename(f->dir, "sluis-weer-open", NULL);
    g_autofree char *path = g_build_filename(folder, "sluis-weer-open.png", NULL);
    g_autofree char *bytes = NULL;
    g_autoptr(GError) error = NULL;
    g_ptr_array_unref(f->sinks);
    f->sinks = kx_sinks_choose("png", NULL);
    f->edition.cover = &cover;
    g_assert_true(publish(f, NULL, &error));
    g_assert_no_error(error);
    g_assert_true(g_file_get_contents(path, &bytes, NULL, &error));
    g_assert_cmpstr(bytes, ==, "plaatje");

    f->show->cover = own;
    g_assert_true(publish(f, NULL, &error));
    f->show->cover = NULL;
    g_assert_no_error(error);
    g_autofree char *names = list_folder(folder);
    g_assert_cmpstr(names, ==, "episode.json timeline.json");
}

static void test_records_tell_the_files(fixture *f, gconstpointer data)
{
    (void)data;
    g_assert_true(publish(f, NULL, NULL));
    json_t *episode = load(f, "episode.json"), *file;
    size_t i;
    g_assert_cmpstr(json_string_value(json_object_get(episode, "id")), ==, "sluis-weer-open");
    g_assert_cmpuint(json_array_size(json_object_get(episode, "files")), ==, 3);
    json_array_foreach(json_object_get(episode, "files"), i, file)
    {
        g_autofree char *path = g_build_filename(
            f->dir, f->briefing->id, json_string_value(json_object_get(file, "name")), NULL);
        g_autofree char *bytes = NULL;
        gsize length = 0;
        g_assert_true(g_file_get_contents(path, &bytes, &length, NULL));
        g_autofree char *sum =
            g_compute_checksum_for_data(G_CHECKSUM_SHA256, (const guchar *)bytes, length);
        g_assert_cmpint(json_integer_value(json_object_get(file, "bytes")), ==, (gint64)length);
        g_assert_cmpstr(json_string_value(json_object_get(file, "sha256")), ==, sum);
    }
    /* The source is named, never where it was. */
    json_t *article = json_array_get(json_object_get(episode, "articles"), 0);
    g_assert_cmpstr(json_string_value(json_object_get(article, "source")), ==, "sluis.txt");
    json_decref(episode);
}

static void test_timeline_points_at_the_source(fixture *f, gconstpointer data)
{
    (void)data;
    g_assert_true(publish(f, NULL, NULL));
    json_t *timeline = load(f, "timeline.json"), *sentence, *word;
    size_t i, w, words = 0;
    json_array_foreach(json_object_get(timeline, "sentences"), i, sentence)
    {
        double before = json_number_value(json_object_get(sentence, "start"));
        json_array_foreach(json_object_get(sentence, "words"), w, word)
        {
            json_t *range = json_object_get(word, "range");
            size_t start = (size_t)json_integer_value(json_array_get(range, 0));
            size_t end = (size_t)json_integer_value(json_array_get(range, 1));
            g_assert_cmpuint(end, <=, strlen(text));
            g_autofree char *source = g_strndup(text + start, end - start);
            g_assert_cmpstr(json_string_value(json_object_get(word, "printed")), ==, source);
            g_assert_cmpfloat(json_number_value(json_object_get(word, "start")), >=, before);
            before = json_number_value(json_object_get(word, "start"));
            words++;
        }
    }
    g_assert_cmpuint(words, >, 30);
    json_decref(timeline);
}

static void test_replaces_as_a_whole(fixture *f, gconstpointer data)
{
    (void)data;
    g_assert_true(publish(f, NULL, NULL));
    g_autofree char *name = g_strconcat(f->briefing->id, ".mp3", NULL); /* of an earlier run */
    g_autofree char *extra = g_build_filename(f->dir, f->briefing->id, name, NULL);
    g_assert_true(g_file_set_contents(extra, "x", 1, NULL));
    g_assert_true(publish(f, NULL, NULL));
    g_assert_false(g_file_test(extra, G_FILE_TEST_EXISTS));
}

static void test_foreign_folder_stays(fixture *f, gconstpointer data)
{
    (void)data;
    g_autoptr(GError) error = NULL;
    g_autofree char *path = g_build_filename(f->dir, f->briefing->id, NULL);
    g_autofree char *own = g_build_filename(path, "vakantie.jpg", NULL);
    g_assert_cmpint(g_mkdir(path, 0777), ==, 0);
    g_assert_true(g_file_set_contents(own, "x", 1, NULL));
    g_assert_false(publish(f, NULL, &error));
    g_assert_error(error, KX_ERROR, KX_ERROR_CANT_CREATE);
    g_assert_true(g_file_test(own, G_FILE_TEST_EXISTS));
    g_autofree char *out = list_folder(f->dir);
    g_assert_cmpstr(out, ==, "sluis-weer-open");
}

static void test_dead_stages_go(fixture *f, gconstpointer data)
{
    (void)data;
    g_autofree char *dead = g_build_filename(f->dir, ".kxspeak-tmp-1", "diep", NULL);
    g_autofree char *file = g_build_filename(dead, "half.wav", NULL);
    g_assert_cmpint(g_mkdir_with_parents(dead, 0777), ==, 0);
    g_assert_true(g_file_set_contents(file, "x", 1, NULL));
    g_assert_true(publish(f, NULL, NULL));
    g_autofree char *out = list_folder(f->dir);
    g_assert_cmpstr(out, ==, "sluis-weer-open");
}

static void test_stop_leaves_the_old(fixture *f, gconstpointer data)
{
    (void)data;
    volatile int stop = SIGTERM;
    g_autoptr(GError) error = NULL;
    g_assert_true(publish(f, NULL, NULL));
    g_autofree char *path = g_build_filename(f->dir, f->briefing->id, "episode.json", NULL);
    GStatBuf before, after;
    g_assert_cmpint(g_stat(path, &before), ==, 0);
    g_assert_false(publish(f, &stop, &error));
    g_assert_error(error, KX_ERROR, KX_ERROR_INTERRUPTED);
    g_assert_cmpint(g_stat(path, &after), ==, 0);
    g_assert_cmpuint(before.st_ino, ==, after.st_ino);
    g_autofree char *out = list_folder(f->dir);
    g_assert_cmpstr(out, ==, "sluis-weer-open");
}

static void test_disk_full(fixture *f, gconstpointer data)
{
    (void)data;
    static const rlim_t limits[] = {0, 100, 5000, 60000};
    g_assert_true(publish(f, NULL, NULL));
    signal(SIGXFSZ, SIG_IGN);
    for (unsigned i = 0; i < G_N_ELEMENTS(limits); i++) {
        struct rlimit old, small;
        g_autoptr(GError) error = NULL;
        getrlimit(RLIMIT_FSIZE, &old);
        small = (struct rlimit){limits[i], old.rlim_max};
        setrlimit(RLIMIT_FSIZE, &small);
        bool ok = publish(f, NULL, &error);
        setrlimit(RLIMIT_FSIZE, &old);
        g_assert_false(ok);
        g_assert_error(error, KX_ERROR, KX_ERROR_IO);
        g_autofree char *out = list_folder(f->dir);
        g_assert_cmpstr(out, ==, "sluis-weer-open");
        json_decref(load(f, "episode.json"));
    }
}

static void test_stream_equals_file(fixture *f, gconstpointer data)
{
    (void)data;
    g_autoptr(GError) error = NULL;
    g_assert_true(publish(f, NULL, NULL));
    int out = kx_spool_open(f->dir, NULL);
    g_assert_true(kx_publish_stream(&f->edition, &kx_sink_flac, f->dir, out, NULL, &error));
    g_assert_no_error(error);
    g_autofree char *path = g_build_filename(f->dir, f->briefing->id, "sluis-weer-open.flac", NULL);
    g_autofree char *bytes = NULL;
    gsize length = 0;
    g_assert_true(g_file_get_contents(path, &bytes, &length, NULL));
    g_autofree char *streamed = g_malloc(length);
    g_assert_cmpint(lseek(out, 0, SEEK_END), ==, (off_t)length);
    g_assert_true(kx_pread_all(out, streamed, length, 0, "stream", NULL));
    g_assert_cmpmem(bytes, length, streamed, length);
    close(out);
}

static void test_choice(void)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(GPtrArray) flac = kx_sinks_choose("flac", &error);
    g_assert_no_error(error);
    g_assert_cmpuint(flac->len, ==, 2);
    g_assert_true(g_ptr_array_index(flac, 0) == &kx_sink_flac);
    g_autoptr(GPtrArray) twice = kx_sinks_choose("flac, wav,flac", &error);
    g_assert_no_error(error);
    g_assert_cmpuint(twice->len, ==, 3);
    g_assert_null(kx_sinks_shortest(flac));
    g_assert_true(kx_sinks_shortest(twice) == &kx_sink_wav);
    static const char *const bad[] = {"", "wav,", "timeline", "mp5"};
    for (unsigned i = 0; i < G_N_ELEMENTS(bad); i++) {
        g_assert_null(kx_sinks_choose(bad[i], &error));
        g_assert_error(error, KX_ERROR, KX_ERROR_USAGE);
        g_assert_nonnull(strstr(error->message, "wav, flac"));
        g_clear_error(&error);
    }
}

#define ADD(path, function) g_test_add(path, fixture, NULL, set_up, function, tear_down)

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    ADD("/publish/whole-folder", test_whole_folder);
    ADD("/publish/records-tell-the-files", test_records_tell_the_files);
    ADD("/publish/timeline-points-at-the-source", test_timeline_points_at_the_source);
    ADD("/publish/replaces-as-a-whole", test_replaces_as_a_whole);
    ADD("/publish/foreign-folder-stays", test_foreign_folder_stays);
    ADD("/publish/dead-stages-go", test_dead_stages_go);
    ADD("/publish/stop-leaves-the-old", test_stop_leaves_the_old);
    ADD("/publish/disk-full", test_disk_full);
    ADD("/publish/stream-equals-file", test_stream_equals_file);
    ADD("/publish/artwork", test_artwork);
    g_test_add_func("/publish/choice", test_choice);
    return g_test_run();
}
