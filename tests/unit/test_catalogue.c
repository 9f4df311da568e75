/* SPDX-License-Identifier: GPL-3.0-or-later */
/* publish/catalogue.h and state.h: records of any kind, and what is made of them. */
#include "base/error.h"
#include "feed_fixture.h"
#include "publish/catalogue.h"
#include "publish/state.h"
#include "temporary_folder.h"

typedef struct {
    char *dir;
    int fd;
    GPtrArray *notes;
} fixture;

static void set_up(fixture *f, gconstpointer data)
{
    (void)data;
    f->dir = g_dir_make_tmp("kx-test-XXXXXX", NULL);
    f->fd = open(f->dir, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    f->notes = g_ptr_array_new_with_free_func(g_free);
}

static void tear_down(fixture *f, gconstpointer data)
{
    (void)data;
    remove_folder(f->dir);
    close(f->fd);
    g_free(f->dir);
    g_ptr_array_unref(f->notes);
}

static GPtrArray *read_all(fixture *f)
{
    g_autoptr(GError) error = NULL;
    g_ptr_array_set_size(f->notes, 0);
    GPtrArray *episodes = kx_catalogue_read(f->fd, f->notes, &error);
    g_assert_no_error(error);
    return episodes;
}

static void check_note(const fixture *f, guint i, const char *start, const char *part)
{
    g_assert_cmpuint(f->notes->len, >, i);
    const char *note = g_ptr_array_index(f->notes, i);
    if (!g_str_has_prefix(note, start) || strstr(note, part) == NULL || strchr(note, '\n'))
        g_error("'%s' is not '%s ... %s'", note, start, part);
}

static void test_order(fixture *f, gconstpointer data)
{
    (void)data;
    fixture_put(f->dir, &(fixture_episode){.id = "b", .chapters = 3});
    fixture_put(f->dir, &(fixture_episode){.id = "a"});
    fixture_put(f->dir, &(fixture_episode){.id = "c", .published = "2026-03-03T06:00:00+01:00"});
    g_autofree char *other = g_build_filename(f->dir, "other", NULL);
    g_mkdir(other, 0755);
    g_autoptr(GPtrArray) all = read_all(f);
    g_assert_cmpuint(f->notes->len, ==, 0);
    g_assert_cmpuint(all->len, ==, 3);
    const kx_episode *first = all->pdata[0], *last = all->pdata[2];
    g_assert_cmpstr(first->id, ==, "b");
    g_assert_cmpstr(last->id, ==, "c");
    g_assert_cmpuint(first->articles->len, ==, 2); /* the opening is the programme's own */
    g_assert_cmpuint(first->chapters->len, ==, 3);
    const kx_catalogue_chapter *chapter = first->chapters->pdata[1];
    g_assert_cmpint(chapter->start, ==, 200);
    g_assert_cmpstr(chapter->url, ==, "https://www.example.nl/artikel/1?a=1&b=2");
    g_assert_cmpstr(kx_episode_file(first, "mp3")->name, ==, "b.mp3");
    g_assert_cmpint(kx_episode_file(first, "mp3")->bytes, ==, 5);
    g_assert_true(g_str_has_prefix(kx_episode_file(first, "flac")->integrity, "sha384-"));
    g_assert_cmpfloat(first->soundbite->duration, ==, 20);
}

static void test_defaults(fixture *f, gconstpointer data)
{
    (void)data;
    json_t *record = fixture_record(f->dir, &(fixture_episode){.id = "oud"});
    static const char *const newer[] = {"guid", "published", "revision", "corrected", "soundbite"};
    for (unsigned i = 0; i < G_N_ELEMENTS(newer); i++)
        json_object_del(record, newer[i]);
    fixture_put_record(f->dir, "oud", record);
    g_autoptr(GPtrArray) all = read_all(f);
    g_assert_cmpuint(all->len, ==, 1);
    const kx_episode *episode = all->pdata[0];
    g_autofree char *moment = g_date_time_format(episode->published, "%Y-%m-%dT%H:%M:%S%:z");
    g_assert_cmpstr(moment, ==, "2026-03-04T00:00:00+01:00");
    g_assert_cmpuint(episode->revision, ==, 1);
    g_assert_false(episode->corrected);
    g_assert_cmpstr(episode->guid, ==, "oud");
    g_assert_null(episode->soundbite);
}

/* The sum that every file has stands for the one that only a show's have. */
static void test_integrity(void)
{
    static const char sum[] = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";
    g_autofree char *no_digit = g_strdelimit(g_strdup(sum), "8", 'g');
    const struct {
        const char *integrity, *sha256, *wanted;
    } cases[] = {
        {"sha384-abc", sum, "sha384-abc"},
        {NULL, sum, "sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU="},
        {NULL, no_digit, NULL},
        {NULL, sum + 1, NULL},
        {NULL, NULL, NULL},
    };
    for (unsigned i = 0; i < G_N_ELEMENTS(cases); i++) {
        json_t *file =
            json_pack("{s:s*, s:s*}", "integrity", cases[i].integrity, "sha256", cases[i].sha256);
        g_autofree char *integrity = kx_record_integrity(file);
        g_assert_cmpstr(integrity, ==, cases[i].wanted);
        json_decref(file);
    }
}

/* Each is put at `key` of the record, or of the first one of the list `list`. */
static const struct {
    const char *list, *key, *value;
} wrong[] = {
    {NULL, "format", "\"other\""},
    {NULL, "version", "2"},
    {NULL, "id", "7"},
    {NULL, "id", "\"../x\""},
    {NULL, "id", "\"y\""},
    {NULL, "title", "\"\""},
    {NULL, "title", "\" \\u0001 \""},
    {NULL, "title", "[]"},
    {NULL, "date", "\"gisteren\""},
    {NULL, "date", "null"},
    {NULL, "published", "\"2026-13\""},
    {NULL, "published", "3"},
    {NULL, "guid", "\"\""},
    {NULL, "guid", "1"},
    {NULL, "revision", "0"},
    {NULL, "revision", "1.5"},
    {NULL, "revision", "\"2\""},
    {NULL, "corrected", "1"},
    {NULL, "language", "null"},
    {NULL, "duration", "-1"},
    {NULL, "duration", "\"1\""},
    {NULL, "duration", "1e300"},
    {NULL, "articles", "{}"},
    {NULL, "chapters", "[]"},
    {NULL, "chapters", "[1]"},
    {NULL, "files", "null"},
    {NULL, "soundbite", "1"},
    {NULL, "soundbite", "{\"start\": -1}"},
    {"chapters", "start", "1"},
    {"chapters", "start", "\"0\""},
    {"chapters", "end", "-1"},
    {"chapters", "title", "null"},
    {"chapters", "article", "9"},
    {"chapters", "article", "-1"},
    {"articles", "title", "1"},
    {"articles", "kind", "1"},
    {"articles", "author", "1"},
    {"articles", "url", "1"},
    {"files", "name", "\"../a.mp3\""},
    {"files", "name", "\"a/b\""},
    {"files", "name", "\"..\""},
    {"files", "name", "\"a\\nb\""},
    {"files", "name", "\"a\\u202eb\""},
    {"files", "name", "\"\""},
    {"files", "name", "\".htaccess\""},
    {"files", "bytes", "-1"},
    {"files", "bytes", "1.0"},
    {"files", "bytes", "\"1\""},
    {"files", "type", "\"text\""},
    {"files", "type", "\"a/b\\\"\""},
    {"files", "integrity", "\"sha1\""},
    {"files", "format", "null"},
};

static void test_wrong(fixture *f, gconstpointer data)
{
    (void)data;
    fixture_put(f->dir, &(fixture_episode){.id = "goed"});
    for (unsigned i = 0; i < G_N_ELEMENTS(wrong); i++) {
        json_t *record = fixture_record(f->dir, &(fixture_episode){.id = "fout", .chapters = 2});
        json_t *at =
            wrong[i].list ? json_array_get(json_object_get(record, wrong[i].list), 0) : record;
        g_assert_nonnull(at);
        json_object_set_new(at, wrong[i].key, json_loads(wrong[i].value, JSON_DECODE_ANY, NULL));
        fixture_put_record(f->dir, "fout", record);
        g_autoptr(GPtrArray) all = read_all(f);
        if (all->len != 1)
            g_error("%s.%s = %s passes", wrong[i].list ? wrong[i].list : "", wrong[i].key,
                    wrong[i].value);
        check_note(f, 0, "fout/episode.json: left out of the feed: ", "\"");
    }
}

static void put_text(const fixture *f, const char *id, const char *text, gssize n)
{
    g_autofree char *folder = g_build_filename(f->dir, id, NULL);
    g_autofree char *path = g_build_filename(folder, "episode.json", NULL);
    g_mkdir(folder, 0755);
    g_assert_true(g_file_set_contents(path, text, n, NULL));
}

static void test_not_records(fixture *f, gconstpointer data)
{
    static const char *const texts[] = {"",         "{", "[]", "null", "{\"a\":1,\"a\":2}",
                                        "\xff\xfe", "{}"};
    (void)data;
    fixture_put(f->dir, &(fixture_episode){.id = "goed"});
    for (unsigned i = 0; i < G_N_ELEMENTS(texts); i++) {
        put_text(f, "fout", texts[i], -1);
        g_autoptr(GPtrArray) all = read_all(f);
        g_assert_cmpuint(all->len, ==, 1);
        check_note(f, 0, "fout/episode.json: left out of the feed: ", "");
    }
}

/* Links, pipes and folders in the place of the record or of the folder. */
static void test_not_files(fixture *f, gconstpointer data)
{
    (void)data;
    fixture_put(f->dir, &(fixture_episode){.id = "goed"});
    g_autofree char *link_folder = g_build_filename(f->dir, "link", NULL);
    g_assert_cmpint(symlink("goed", link_folder), ==, 0);
    put_text(f, "naar", "{}", -1);
    g_autofree char *record = g_build_filename(f->dir, "naar", "episode.json", NULL);
    g_unlink(record);
    g_assert_cmpint(symlink("../goed/episode.json", record), ==, 0);
    g_autoptr(GPtrArray) all = read_all(f);
    g_assert_cmpuint(all->len, ==, 1);
    g_assert_cmpuint(f->notes->len, ==, 1);
    check_note(f, 0, "naar/episode.json: ", "not a plain file");
    g_unlink(record);
    g_assert_cmpint(mkfifo(record, 0644), ==, 0);
    g_autoptr(GPtrArray) again = read_all(f);
    g_assert_cmpuint(again->len, ==, 1);
    check_note(f, 0, "naar/episode.json: ", "not a plain file");
}

static void test_missing_files(fixture *f, gconstpointer data)
{
    (void)data;
    fixture_put(f->dir, &(fixture_episode){.id = "a"});
    g_autofree char *flac = fixture_path(f->dir, "a", "flac", 1);
    g_autofree char *opus = fixture_path(f->dir, "a", "opus", 1);
    g_unlink(flac);
    g_assert_true(g_file_set_contents(opus, "langer dan tevoren", -1, NULL));
    g_autoptr(GPtrArray) all = read_all(f);
    g_assert_null(kx_episode_file(all->pdata[0], "flac"));
    g_assert_null(kx_episode_file(all->pdata[0], "opus"));
    g_assert_nonnull(kx_episode_file(all->pdata[0], "mp3"));
    check_note(f, 0, "a/a.opus: ", "not as long as");
    check_note(f, 1, "a/a.flac: ", "is missing");
}

static void test_same_guid(fixture *f, gconstpointer data)
{
    (void)data;
    fixture_put(f->dir, &(fixture_episode){.id = "a"});
    json_t *record = fixture_record(f->dir, &(fixture_episode){.id = "b"});
    json_object_set_new(record, "guid", json_string("guid-a"));
    fixture_put_record(f->dir, "b", record);
    g_autoptr(GPtrArray) all = read_all(f);
    g_assert_cmpuint(all->len, ==, 1);
    check_note(f, 0, "b/episode.json: ", "same \"guid\"");
}

/* ---- the state ---- */

static void test_state(fixture *f, gconstpointer data)
{
    (void)data;
    g_autoptr(GError) error = NULL;
    g_autoptr(kx_state) state = kx_state_load(f->fd, &error);
    g_assert_no_error(error);
    state->guid = g_strdup("917393e3-1b1e-5cef-ace4-edaa54e1f810");
    state->pages = 3;
    *kx_state_episode_of(state, "b") = (kx_state_episode){
        .id = kx_state_episode_of(state, "b")->id, .page = 3, .revision = 2, .corrected = true};
    kx_state_episode_of(state, "b")->changed = kx_moment_read("2026-03-04T06:00:00");
    kx_state_episode_of(state, "a")->left = kx_moment_read("2026-07-04T06:00:00");
    g_autoptr(GBytes) bytes = kx_state_bytes(state);
    gsize n;
    const char *text = g_bytes_get_data(bytes, &n);
    g_assert_true(kx_file_write(f->fd, KX_STATE_FILE, text, n, NULL));
    g_autoptr(kx_state) read = kx_state_load(f->fd, &error);
    g_assert_no_error(error);
    g_assert_cmpuint(kx_state_episode_of(read, "b")->page, ==, 3);
    g_assert_true(kx_state_episode_of(read, "b")->corrected);
    g_autoptr(GBytes) again = kx_state_bytes(read);
    g_assert_true(g_bytes_equal(bytes, again));
}

static void test_state_wrong(void)
{
#define HEAD "{\"format\": \"kxspeak-show\", \"version\": 1, \"guid\": null, \"pages\": "
    static const char *const texts[] = {
        "",
        "{}",
        "[]",
        HEAD "-1, \"episodes\": []}",
        HEAD "99999, \"episodes\": []}",
        HEAD "1}",
        HEAD "1, \"episodes\": [1]}",
        HEAD "1, \"episodes\": [{\"id\": \"a\"}]}",
        HEAD "1, \"episodes\": [{\"id\": \"a\", \"page\": 2, \"revision\": 1, "
             "\"corrected\": false}]}",
        HEAD "1, \"episodes\": [{\"id\": \"a\", \"page\": 1, \"revision\": 1, "
             "\"corrected\": false, \"left\": \"eens\"}]}",
        ("{\"format\": \"kxspeak-show\", \"version\": 1, \"guid\": \"x\", \"pages\": 0, "
         "\"episodes\": []}"),
    };
    for (unsigned i = 0; i < G_N_ELEMENTS(texts); i++) {
        g_autoptr(GError) error = NULL;
        if (kx_state_parse(texts[i], strlen(texts[i]), &error) != NULL)
            g_error("%s passes", texts[i]);
        g_assert_error(error, KX_ERROR, KX_ERROR_DATA);
        g_assert_nonnull(strstr(error->message, "show.json"));
    }
}

int main(int argc, char **argv)
{
    static const struct {
        const char *name;
        void (*run)(fixture *, gconstpointer);
    } tests[] = {
        {"/catalogue/order", test_order},         {"/catalogue/defaults", test_defaults},
        {"/catalogue/wrong", test_wrong},         {"/catalogue/not-records", test_not_records},
        {"/catalogue/not-files", test_not_files}, {"/catalogue/missing-files", test_missing_files},
        {"/catalogue/same-guid", test_same_guid}, {"/state/round", test_state},
    };
    g_test_init(&argc, &argv, NULL);
    for (unsigned i = 0; i < G_N_ELEMENTS(tests); i++)
        g_test_add(tests[i].name, fixture, NULL, set_up, tests[i].run, tear_down);
    g_test_add_func("/state/wrong", test_state_wrong);
    g_test_add_func("/catalogue/integrity", test_integrity);
    return g_test_run();
}
