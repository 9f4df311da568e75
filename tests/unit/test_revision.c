/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Publishing an id again: what keeps its name, its date and its place on the disk. */
#include "base/error.h"
#include "compose_fixture.h"
#include "publish/publish.h"
#include "publish/revision.h"
#include "temporary_folder.h"

#include <fcntl.h>
#include <glib/gstdio.h>
#include <jansson.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static const char first_text[] =
    "Brug dicht\n\nDe brug over het kanaal is tot donderdag dicht voor "
    "alle verkeer, ook voor fietsers.\n";
static const char second_text[] = "Brug dicht\n\nDe brug over het kanaal is tot vrijdag dicht voor "
                                  "alle verkeer, ook voor fietsers.\n";

typedef struct {
    char *dir;
    kx_show *show;
    GPtrArray *sinks;
} fixture;

static void set_up(fixture *f, gconstpointer data)
{
    (void)data;
    f->dir = g_dir_make_tmp("kx-test-XXXXXX", NULL);
    f->show = kx_show_new();
    f->show->path = g_strdup("show.ini");
    f->show->title = g_strdup("Bruggen");
    f->show->description = g_strdup("Welke brug open is.");
    f->show->author = g_strdup("Redactie Bruggen");
    f->show->categories = g_strsplit("News", ";", -1);
    f->sinks = kx_sinks_choose("wav,flac", NULL);
}

static void tear_down(fixture *f, gconstpointer data)
{
    (void)data;
    remove_folder(f->dir);
    g_ptr_array_unref(f->sinks);
    kx_show_free(f->show);
    g_free(f->dir);
}

static kx_briefing *compose(fixture *f, const char *text)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(kx_voice) voice = kx_voice_load(KX_VOICE_DEFAULT, NULL);
    const kx_compose_settings settings = compose_settings(voice, KX_STRUCTURE_VOICE, f->dir);
    kx_briefing *briefing = compose_texts(&settings, "brug.txt", 1, &text, &error);
    g_assert_no_error(error);
    g_assert_true(kx_compose_master(briefing, &settings, &error));
    return briefing;
}

static bool try_publish(fixture *f, const char *text, const char *published, bool rescheduled,
                        GError **error)
{
    g_autoptr(kx_briefing) briefing = compose(f, text);
    g_autoptr(GArray) files = kx_published_new();
    const kx_edition edition = {.briefing = briefing,
                                .show = f->show,
                                .published = published,
                                .rescheduled = rescheduled,
                                .guid = published};
    const kx_publish_watch watch = {0};
    return kx_publish(&edition, f->sinks, f->dir, &watch, files, error);
}

static void publish(fixture *f, const char *text, const char *published, bool rescheduled)
{
    g_autoptr(GError) error = NULL;
    try_publish(f, text, published, rescheduled, &error);
    g_assert_no_error(error);
}

static char *path_of(fixture *f, const char *name)
{
    return g_build_filename(f->dir, "brug-dicht", name, NULL);
}

static GStatBuf stat_of(fixture *f, const char *name)
{
    GStatBuf info = {0};
    g_autofree char *path = path_of(f, name);
    g_assert_cmpint(g_stat(path, &info), ==, 0);
    return info;
}

static bool exists(fixture *f, const char *name)
{
    g_autofree char *path = path_of(f, name);
    return g_file_test(path, G_FILE_TEST_EXISTS);
}

static json_t *record(fixture *f)
{
    g_autofree char *path = path_of(f, "episode.json");
    json_t *json = json_load_file(path, 0, NULL);
    g_assert_nonnull(json);
    return json;
}

static void assert_text(const json_t *json, const char *key, const char *value)
{
    g_assert_cmpstr(json_string_value(json_object_get(json, key)), ==, value);
}

#define MORNING "2026-03-04T06:00:00+01:00"
#define EVENING "2026-03-04T18:00:00+01:00"

static void test_same_is_untouched(fixture *f, gconstpointer data)
{
    (void)data;
    publish(f, first_text, MORNING, false);
    GStatBuf folder = stat_of(f, ""), sound = stat_of(f, "brug-dicht.flac");
    publish(f, first_text, EVENING, false);
    g_assert_cmpuint(stat_of(f, "").st_ino, ==, folder.st_ino);
    g_assert_cmpuint(stat_of(f, "brug-dicht.flac").st_ino, ==, sound.st_ino);
}

static void test_damaged_is_mended(fixture *f, gconstpointer data)
{
    (void)data;
    publish(f, first_text, MORNING, false);
    GStatBuf wav = stat_of(f, "brug-dicht.wav");
    g_autofree char *flac = path_of(f, "brug-dicht.flac"), *extra = path_of(f, "brug-dicht-v0.mp3");
    g_assert_cmpint(g_unlink(flac), ==, 0);
    g_assert_true(g_file_set_contents(extra, "x", 1, NULL));
    publish(f, first_text, MORNING, false);
    g_assert_true(exists(f, "brug-dicht.flac"));
    g_assert_false(exists(f, "brug-dicht-v0.mp3"));
    /* What was right is still the same file. */
    g_assert_cmpuint(stat_of(f, "brug-dicht.wav").st_ino, ==, wav.st_ino);
}

static void test_correction_gets_new_names(fixture *f, gconstpointer data)
{
    (void)data;
    publish(f, first_text, MORNING, false);
    publish(f, second_text, EVENING, true);
    json_t *now = record(f);
    g_assert_cmpint(json_integer_value(json_object_get(now, "revision")), ==, 2);
    g_assert_true(json_is_true(json_object_get(now, "corrected")));
    assert_text(now, "guid", MORNING);
    assert_text(now, "published", MORNING);
    assert_text(json_array_get(json_object_get(now, "files"), 1), "name", "brug-dicht-v2.flac");
    json_decref(now);
    g_assert_true(exists(f, "brug-dicht-v2.flac"));
    /* The feed names the new one now. */
    g_assert_false(exists(f, "brug-dicht.flac"));
    publish(f, first_text, MORNING, false);
    now = record(f);
    g_assert_cmpint(json_integer_value(json_object_get(now, "revision")), ==, 3);
    g_assert_true(json_is_true(json_object_get(now, "corrected")));
    json_decref(now);
    g_assert_false(exists(f, "brug-dicht-v2.flac"));
}

/* A name never has two sounds, be there an edition without any between them. */
static void test_no_name_twice(fixture *f, gconstpointer data)
{
    (void)data;
    g_autoptr(GPtrArray) sounds = f->sinks, silent = kx_sinks_choose("vtt", NULL);
    publish(f, first_text, MORNING, false);
    f->sinks = silent;
    publish(f, second_text, MORNING, false);
    f->sinks = sounds;
    publish(f, second_text, MORNING, false);
    g_assert_false(exists(f, "brug-dicht.flac"));
    g_assert_true(exists(f, "brug-dicht-v2.flac"));
    f->sinks = g_ptr_array_ref(sounds);
}

/* The sum in the record does not vouch for what lies on the disk. */
static void test_flipped_byte_is_mended(fixture *f, gconstpointer data)
{
    (void)data;
    publish(f, first_text, MORNING, false);
    g_autofree char *wav = path_of(f, "brug-dicht.wav");
    for (unsigned more = 0; more < 2; more++) { /* the same again; and with another format */
        g_autofree char *good = NULL, *now = NULL;
        gsize n, m;
        g_assert_true(g_file_get_contents(wav, &good, &n, NULL));
        good[n / 2] ^= 1;
        g_assert_true(g_file_set_contents(wav, good, (gssize)n, NULL));
        good[n / 2] ^= 1;
        g_ptr_array_unref(f->sinks);
        f->sinks = kx_sinks_choose(more ? "wav,flac,text" : "wav,flac", NULL);
        publish(f, first_text, MORNING, false);
        g_assert_true(g_file_get_contents(wav, &now, &m, NULL));
        g_assert_cmpmem(good, n, now, m);
    }
}

/* A folder that is no show's: nothing of it is replaced or removed, and nothing is published. */
static void test_somebody_elses_folder(fixture *f, gconstpointer data)
{
    static const char *const names[] = {"index.html", "feed.xml", "cover.png"};
    (void)data;
    for (unsigned i = 0; i < G_N_ELEMENTS(names); i++) {
        g_autoptr(GError) error = NULL;
        g_autofree char *path = g_build_filename(f->dir, names[i], NULL);
        g_autofree char *still = NULL, *briefing = path_of(f, "brug-dicht.wav");
        g_assert_true(g_file_set_contents(path, "mijn", -1, NULL));
        g_assert_false(try_publish(f, first_text, MORNING, false, &error));
        g_assert_error(error, KX_ERROR, KX_ERROR_CANT_CREATE);
        g_assert_nonnull(strstr(error->message, names[i]));
        g_assert_true(g_file_get_contents(path, &still, NULL, NULL));
        g_assert_cmpstr(still, ==, "mijn");
        g_assert_false(g_file_test(briefing, G_FILE_TEST_EXISTS));
        g_assert_cmpint(g_unlink(path), ==, 0);
    }
    g_autofree char *page = g_build_filename(f->dir, "feed-2024.xml", NULL);
    g_autofree char *cover = g_build_filename(f->dir, "cover.jpg", NULL);
    g_assert_true(g_file_set_contents(page, "mijn", -1, NULL));
    g_assert_true(g_file_set_contents(cover, "mijn", -1, NULL));
    for (unsigned i = 0; i < 3; i++) { /* the show begins, it has one, nothing has changed */
        publish(f, i ? second_text : first_text, MORNING, false);
        g_assert_true(g_file_test(page, G_FILE_TEST_EXISTS));
        g_assert_true(g_file_test(cover, G_FILE_TEST_EXISTS));
    }
}

/* The folder of a briefing is replaced as a whole: not with something of somebody in it. */
static void test_somebody_elses_file(fixture *f, gconstpointer data)
{
    (void)data;
    publish(f, first_text, MORNING, false);
    publish(f, second_text, MORNING, false);
    static const char *const names[] = {"aantekeningen.txt", "brug-dicht-vx.flac", "brug-dicht.doc",
                                        "brug-dicht-v2", "fotos"};
    for (unsigned i = 0; i < G_N_ELEMENTS(names); i++) {
        g_autoptr(GError) error = NULL;
        g_autofree char *path = path_of(f, names[i]);
        if (i + 1 < G_N_ELEMENTS(names))
            g_assert_true(g_file_set_contents(path, "mijn", -1, NULL));
        else
            g_assert_cmpint(g_mkdir(path, 0777), ==, 0);
        for (unsigned k = 0; k < 2; k++) { /* as it is, and changed */
            g_clear_error(&error);
            g_assert_false(try_publish(f, k ? first_text : second_text, MORNING, false, &error));
            g_assert_error(error, KX_ERROR, KX_ERROR_CANT_CREATE);
            g_assert_nonnull(strstr(error->message, names[i]));
            g_assert_true(g_file_test(path, G_FILE_TEST_EXISTS));
        }
        g_assert_cmpint(g_remove(path), ==, 0);
    }
    /* What cannot be known is nobody's to take away. */
    g_autoptr(GError) unknown = NULL;
    g_assert_false(kx_revision_is_ours(-1, "brug-dicht", &unknown));
    g_assert_error(unknown, KX_ERROR, KX_ERROR_IO);
    g_autofree char *dropping = path_of(f, ".DS_Store");
    g_assert_true(g_file_set_contents(dropping, "x", -1, NULL));
    publish(f, first_text, MORNING, false);
}

/* As long as no feed could be written that names the new one, the old one is what listeners have.
 */
static void test_old_stays_until_the_feed_stands(fixture *f, gconstpointer data)
{
    (void)data;
    publish(f, first_text, MORNING, false);
    GStatBuf before = stat_of(f, "brug-dicht.flac");
    g_autofree char *feed = g_build_filename(f->dir, "feed.xml", NULL);
    g_assert_cmpint(g_unlink(feed), ==, 0);
    g_assert_cmpint(g_mkdir(feed, 0777), ==, 0); /* no file can take its place */
    for (unsigned i = 0; i < 2; i++) {
        g_autoptr(GError) error = NULL;
        g_assert_false(try_publish(f, second_text, MORNING, false, &error));
        g_assert_true(exists(f, "brug-dicht-v2.flac"));
        g_assert_cmpuint(stat_of(f, "brug-dicht.flac").st_ino, ==, before.st_ino);
    }
    g_assert_cmpint(g_rmdir(feed), ==, 0);
    publish(f, second_text, MORNING, false);
    g_assert_false(exists(f, "brug-dicht.flac"));
}

/* Where the show's state cannot be used, nothing is published at all. */
static void test_no_state_no_briefing(fixture *f, gconstpointer data)
{
    (void)data;
    publish(f, first_text, MORNING, false);
    g_autofree char *state = g_build_filename(f->dir, "show.json", NULL);
    g_assert_true(g_file_set_contents(state, "[]", 2, NULL));
    g_autoptr(GError) error = NULL;
    g_assert_false(try_publish(f, second_text, MORNING, false, &error));
    g_assert_error(error, KX_ERROR, KX_ERROR_DATA);
    g_assert_false(exists(f, "brug-dicht-v2.flac"));
}

static void test_without_a_show_names_stay(fixture *f, gconstpointer data)
{
    (void)data;
    g_clear_pointer(&f->show->path, g_free);
    publish(f, first_text, MORNING, false);
    publish(f, second_text, MORNING, false);
    json_t *now = record(f);
    g_assert_cmpint(json_integer_value(json_object_get(now, "revision")), ==, 1);
    g_assert_true(json_is_false(json_object_get(now, "corrected")));
    json_decref(now);
    g_assert_false(exists(f, "brug-dicht-v2.flac"));
}

static void test_only_what_is_to_come_moves(fixture *f, gconstpointer data)
{
    (void)data;
    g_setenv("SOURCE_DATE_EPOCH", "1772600000", TRUE); /* 2026-03-04 05:53 in Amsterdam */
    publish(f, first_text, EVENING, true);
    publish(f, first_text, MORNING, false);
    json_t *now = record(f);
    assert_text(now, "published", EVENING);
    json_decref(now);
    publish(f, first_text, MORNING, true);
    now = record(f);
    assert_text(now, "published", MORNING);
    json_decref(now);
    g_setenv("SOURCE_DATE_EPOCH", "1772640000", TRUE); /* 17:00 */
    publish(f, first_text, EVENING, true);
    now = record(f);
    assert_text(now, "published", MORNING);
    json_decref(now);
    g_unsetenv("SOURCE_DATE_EPOCH");
}

#define ADD(path, function) g_test_add(path, fixture, NULL, set_up, function, tear_down)

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    ADD("/revision/same-is-untouched", test_same_is_untouched);
    ADD("/revision/damaged-is-mended", test_damaged_is_mended);
    ADD("/revision/flipped-byte-is-mended", test_flipped_byte_is_mended);
    ADD("/revision/somebody-elses-folder", test_somebody_elses_folder);
    ADD("/revision/somebody-elses-file", test_somebody_elses_file);
    ADD("/revision/no-state-no-briefing", test_no_state_no_briefing);
    ADD("/revision/correction-gets-new-names", test_correction_gets_new_names);
    ADD("/revision/no-name-twice", test_no_name_twice);
    ADD("/revision/old-stays-until-the-feed-stands", test_old_stays_until_the_feed_stands);
    ADD("/revision/without-a-show-names-stay", test_without_a_show_names_stay);
    ADD("/revision/only-what-is-to-come-moves", test_only_what_is_to_come_moves);
    return g_test_run();
}
