/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "listen/bookmarks.h"

#include "base/error.h"
#include "base/limits.h"
#include "programme_fixture.h"

#include <glib/gstdio.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

static const char morning[] = "* Goedemorgen.\n"      /* 0 */
                              "# Brug dicht\n"        /* 1 */
                              "- De brug is dicht.\n" /* 2 */
                              "  Dat duurt lang.\n"   /* 3 */
                              "# Winst\n"             /* 4 */
                              "- Ze wonnen.\n"        /* 5 */
                              "  Ja.\n"               /* 6 */
                              "* Tot morgen.\n";      /* 7 */
/* Made anew: other words around it, another order, an article more. */
static const char evening[] = "* Goedenavond.\n# Weer\n- Zon.\n"
                              "# Winst\n- Ze wonnen.\n  Ja.\n"                          /* 3 4 5 */
                              "# Brug dicht\n- De brug is dicht.\n  Dat duurt lang.\n"; /* 6 7 8 */
/* The article on the bridge was changed. */
static const char corrected[] = "# Brug dicht\n- Correctie: vandaag.\n  De brug is dicht.\n"
                                "  Een zin.\n  Dat duurt lang.\n";

typedef struct {
    char *folder, *path;
    kx_marks *marks;
    kx_programme *p;
} fixture;

static void set_up(fixture *f, gconstpointer data)
{
    (void)data;
    f->folder = g_dir_make_tmp("kxspeak-marks-XXXXXX", NULL);
    f->path = g_build_filename(f->folder, "state", "listen.json", NULL);
    f->marks = kx_marks_new(f->path);
    f->p = fixture_programme(morning);
}

static void tear_down(fixture *f, gconstpointer data)
{
    (void)data;
    g_autofree char *command = g_strdup_printf("rm -rf '%s'", f->folder);
    g_assert_true(g_spawn_command_line_sync(command, NULL, NULL, NULL, NULL));
    kx_marks_free(f->marks);
    kx_programme_free(f->p);
    g_free(f->folder);
    g_free(f->path);
}

static void leave(fixture *f, unsigned item, int64_t now)
{
    g_autoptr(GError) error = NULL;
    g_assert_true(kx_marks_leave(f->marks, f->p, item, now, &error));
    g_assert_no_error(error);
}

static void place_is(fixture *f, const char *lines, unsigned wanted)
{
    g_autoptr(kx_programme) p = fixture_programme(lines);
    g_autoptr(GError) error = NULL;
    g_assert_cmpuint(kx_marks_place(f->marks, p, &error), ==, wanted);
    g_assert_no_error(error);
}

static void toggle(fixture *f, unsigned item, kx_mark_result wanted)
{
    g_autoptr(GError) error = NULL;
    g_assert_cmpint(kx_marks_toggle(f->marks, f->p, item, 1, &error), ==, wanted);
    g_assert_no_error(error);
}

static void next_is(fixture *f, const char *lines, unsigned from, unsigned wanted)
{
    g_autoptr(kx_programme) p = fixture_programme(lines);
    g_autoptr(GError) error = NULL;
    g_assert_cmpuint(kx_marks_next(f->marks, p, from, &error), ==, wanted);
    g_assert_no_error(error);
}

static void test_place(fixture *f, gconstpointer data)
{
    (void)data;
    place_is(f, morning, G_MAXUINT);
    g_assert_false(g_file_test(f->path, G_FILE_TEST_EXISTS)); /* asking makes no file */
    leave(f, 3, 1);
    place_is(f, morning, 3);
    place_is(f, evening, 8);
    leave(f, 5, 2);
    place_is(f, morning, 5);
    place_is(f, evening, 4);
    place_is(f, "# Iets anders\n- Ja.\n", G_MAXUINT);
}

/* At the start and at the end there is nothing to go on with. */
static void test_own_words(fixture *f, gconstpointer data)
{
    (void)data;
    leave(f, 3, 1);
    leave(f, 7, 2);
    place_is(f, morning, G_MAXUINT);
    leave(f, 3, 3);
    leave(f, 0, 4);
    place_is(f, morning, G_MAXUINT);
}

/* Of two programmes with an article in common, the place that was left last. */
static void test_newest(fixture *f, gconstpointer data)
{
    (void)data;
    leave(f, 2, 10);
    g_autoptr(kx_programme) other = fixture_programme("# Weer\n- Zon.\n");
    g_assert_true(kx_marks_leave(f->marks, other, 1, 20, NULL));
    place_is(f, evening, 2);
    place_is(f, morning, 2);
    leave(f, 3, 30);
    place_is(f, evening, 8);
}

static void test_changed(fixture *f, gconstpointer data)
{
    (void)data;
    leave(f, 2, 1);
    place_is(f, corrected, 2);
    toggle(f, 3, KX_MARK_SET);
    next_is(f, corrected, 0, 4);
    /* The sentence is gone: its number counts, as far as there are sentences. */
    place_is(f, "# Brug dicht\n- Anders.\n", 1);
    next_is(f, "# Brug dicht\n- Anders.\n", 0, 1);
    /* Left in the new state, it has the marks of the old one. */
    g_autoptr(kx_programme) p = fixture_programme(corrected);
    g_assert_true(kx_marks_leave(f->marks, p, 1, 2, NULL));
    place_is(f, corrected, 1);
    next_is(f, corrected, 1, 4);
    /* It is known by its sentences from now on, whatever its title is. */
    g_free(g_array_index(p->articles, kx_listed_article, 0).title);
    g_array_index(p->articles, kx_listed_article, 0).title = g_strdup("Brug weer open");
    g_assert_cmpuint(kx_marks_place(f->marks, p, NULL), ==, 1);
}

/* The same words more than once: the nearest. */
static void test_nearest(fixture *f, gconstpointer data)
{
    (void)data;
    g_autoptr(kx_programme) p = fixture_programme("# A\n- Ja.\n  Nee.\n  Nee.\n  Ja.\n");
    g_assert_true(kx_marks_leave(f->marks, p, 4, 1, NULL));
    place_is(f, "# A\n- Ja.\n  Nee.\n  Nee.\n  Nee.\n  Ja.\n", 5);
    place_is(f, "# A\n- Ja.\n  Nee.\n  Ja.\n  Nee.\n  Nee.\n  Nee.\n  Ja.\n", 3);
}

static void test_bookmarks(fixture *f, gconstpointer data)
{
    (void)data;
    next_is(f, morning, 0, G_MAXUINT);
    toggle(f, 3, KX_MARK_SET);
    toggle(f, 6, KX_MARK_SET);
    next_is(f, morning, 0, 3);
    next_is(f, morning, 3, 6);
    next_is(f, morning, 6, 3);
    next_is(f, evening, 0, 5);
    toggle(f, 3, KX_MARK_GONE);
    next_is(f, morning, 6, 6);
    toggle(f, 6, KX_MARK_GONE);
    next_is(f, morning, 0, G_MAXUINT);
    toggle(f, 0, KX_MARK_SET); /* the opening */
    next_is(f, morning, 5, 1);
    toggle(f, 7, KX_MARK_SET); /* the closing */
    next_is(f, morning, 5, 6);
    leave(f, 7, 9); /* bookmarks stay */
    next_is(f, morning, 5, 6);
}

static void test_full(fixture *f, gconstpointer data)
{
    (void)data;
    g_autoptr(GString) lines = g_string_new("# Lang\n");
    for (int i = 0; i <= KX_MARKS_AN_ARTICLE_MAX; i++)
        g_string_append_printf(lines, "- Zin %d.\n", i);
    g_autoptr(kx_programme) p = fixture_programme(lines->str);
    for (unsigned i = 0; i < KX_MARKS_AN_ARTICLE_MAX; i++)
        g_assert_cmpint(kx_marks_toggle(f->marks, p, i, 1, NULL), ==, KX_MARK_SET);
    g_assert_cmpint(kx_marks_toggle(f->marks, p, KX_MARKS_AN_ARTICLE_MAX, 1, NULL), ==,
                    KX_MARK_FULL);
    g_assert_cmpint(kx_marks_toggle(f->marks, p, 5, 1, NULL), ==, KX_MARK_GONE);
}

/* Of too many articles the oldest goes. */
static void test_oldest(fixture *f, gconstpointer data)
{
    (void)data;
    leave(f, 3, 5);
    g_autofree char *text = NULL;
    g_assert_true(g_file_get_contents(f->path, &text, NULL, NULL));
    g_autoptr(GString) many = g_string_new("{\"version\": 1, \"articles\": [");
    for (int i = 0; i < KX_MARKED_ARTICLES_MAX; i++)
        g_string_append_printf(many,
                               "%s{\"hash\": \"%x\", \"title\": \"t%d\", \"heard\": %d, \"place\": "
                               "{\"sentence\": 1, \"words\": \"\"}, \"bookmarks\": []}",
                               i ? "," : "", i, i, i + 10);
    g_string_append(many, "]}");
    g_assert_true(g_file_set_contents(f->path, many->str, -1, NULL));
    leave(f, 3, 5);
    place_is(f, morning, G_MAXUINT);
    leave(f, 3, 11);
    place_is(f, morning, 3);
    g_autofree char *now = NULL;
    g_assert_true(g_file_get_contents(f->path, &now, NULL, NULL));
    g_assert_null(strstr(now, "\"t0\""));
    g_assert_nonnull(strstr(now, "\"t2\""));
}

static const char *const damages[] = {
    "",
    "niets",
    "[]",
    "{}",
    "{\"version\": 0, \"articles\": []}",
    "{\"version\": 1}",
    "{\"version\": 1, \"articles\": [1]}",
    "{\"version\": 1, \"articles\": [{\"hash\": \"a\", \"title\": \"b\", \"heard\": 1, \"place\": "
    "null, \"bookmarks\": [{\"sentence\": 0, \"words\": \"\"}]}]}",
    "{\"version\": 1, \"articles\": [{\"hash\": \"a\", \"title\": \"b\", \"heard\": 1, \"place\": "
    "7, \"bookmarks\": []}]}",
    "{\"version\": 1, \"articles\": [",
    "\xff\xfe",
};

static void file_is(const char *path, const char *wanted)
{
    g_autofree char *text = NULL;
    g_assert_true(g_file_get_contents(path, &text, NULL, NULL));
    g_assert_cmpstr(text, ==, wanted);
}

/* No call gets through, and the fault is news no more than once. */
static void is_refused(fixture *f, kx_error_code code, bool news)
{
    g_autoptr(GError) first = NULL, second = NULL, third = NULL;
    g_assert_cmpuint(kx_marks_place(f->marks, f->p, &first), ==, G_MAXUINT);
    g_assert_error(first, KX_ERROR, (int)code);
    g_assert_true(kx_marks_is_news(f->marks, first) == news);
    g_assert_cmpint(kx_marks_toggle(f->marks, f->p, 3, 1, &second), ==, KX_MARK_FAILED);
    g_assert_error(second, KX_ERROR, (int)code);
    g_assert_false(kx_marks_is_news(f->marks, second));
    g_assert_false(kx_marks_leave(f->marks, f->p, 3, 1, &third));
    g_assert_error(third, KX_ERROR, (int)code);
    g_assert_false(kx_marks_is_news(f->marks, third));
}

static void test_damaged(fixture *f, gconstpointer data)
{
    (void)data;
    leave(f, 3, 1);
    g_assert_false(kx_marks_were_damaged(f->marks));
    for (size_t i = 0; i < G_N_ELEMENTS(damages); i++) {
        g_assert_true(g_file_set_contents(f->path, damages[i], -1, NULL));
        place_is(f, morning, G_MAXUINT);
        g_assert_true(kx_marks_were_damaged(f->marks));
        g_assert_false(kx_marks_were_damaged(f->marks));
        leave(f, 3, 1);
        place_is(f, morning, 3);
        g_assert_false(kx_marks_were_damaged(f->marks));
    }
    /* None took the place of another. */
    for (unsigned i = 0; i < G_N_ELEMENTS(damages); i++) {
        g_autofree char *aside = i == 0 ? g_strconcat(f->path, ".bad", NULL)
                                        : g_strdup_printf("%s.bad%u", f->path, i + 1);
        file_is(aside, damages[i]);
    }
}

/* What a newer program wrote, and what is no file at all, stays as it is. */
static void test_untouchable(fixture *f, gconstpointer data)
{
    (void)data;
    static const char newer[] = "{\"version\": 2, \"books\": {}}";
    leave(f, 3, 1);
    g_assert_true(g_file_set_contents(f->path, newer, -1, NULL));
    is_refused(f, KX_ERROR_DATA, true);
    file_is(f->path, newer);
    g_assert_cmpint(g_unlink(f->path), ==, 0);
    g_assert_cmpint(mkfifo(f->path, 0600), ==, 0); /* nobody writes into it */
    is_refused(f, KX_ERROR_DATA, true);
    g_assert_cmpint(g_unlink(f->path), ==, 0);
    g_assert_cmpint(g_mkdir(f->path, 0700), ==, 0);
    is_refused(f, KX_ERROR_DATA, false);
    g_assert_true(g_file_test(f->path, G_FILE_TEST_IS_DIR));
    g_assert_false(kx_marks_were_damaged(f->marks));
}

/* A link leads to what is read and written, also before there is anything. */
static void test_link(fixture *f, gconstpointer data)
{
    (void)data;
    g_autofree char *state = g_path_get_dirname(f->path);
    g_autofree char *real = g_build_filename(f->folder, "shared", "marks.json", NULL);
    g_assert_cmpint(g_mkdir(state, 0700), ==, 0);
    g_assert_cmpint(symlink("../shared/marks.json", f->path), ==, 0);
    for (int64_t now = 1; now <= 2; now++) {
        leave(f, 1 + (unsigned)now, now);
        g_assert_true(g_file_test(f->path, G_FILE_TEST_IS_SYMLINK));
        g_assert_true(g_file_test(real, G_FILE_TEST_IS_REGULAR));
        place_is(f, morning, 1 + (unsigned)now);
    }
    g_assert_true(g_file_set_contents(real, "niets", -1, NULL));
    leave(f, 3, 3);
    g_autofree char *aside = g_strconcat(real, ".bad", NULL);
    file_is(aside, "niets");
}

static void test_cannot(fixture *f, gconstpointer data)
{
    (void)data;
    g_autofree char *inside_file = g_build_filename(f->folder, "file", "listen.json", NULL);
    g_autofree char *file = g_build_filename(f->folder, "file", NULL);
    g_assert_true(g_file_set_contents(file, "x", 1, NULL));
    g_autoptr(kx_marks) marks = kx_marks_new(inside_file);
    g_autoptr(GError) error = NULL;
    g_assert_false(kx_marks_leave(marks, f->p, 3, 1, &error));
    g_assert_error(error, KX_ERROR, KX_ERROR_CANT_CREATE);
    g_clear_error(&error);
    g_assert_cmpint(kx_marks_toggle(marks, f->p, 3, 1, &error), ==, KX_MARK_FAILED);
    g_assert_error(error, KX_ERROR, KX_ERROR_CANT_CREATE);
}

/* Another player that never lets go costs a second, and no mark. */
static void test_locked(fixture *f, gconstpointer data)
{
    (void)data;
    leave(f, 3, 1);
    g_autofree char *folder = g_path_get_dirname(f->path);
    int fd = g_open(folder, O_RDONLY | O_CLOEXEC, 0);
    g_assert_true(fd >= 0 && flock(fd, LOCK_EX) == 0);
    g_autoptr(GError) error = NULL;
    g_assert_false(kx_marks_leave(f->marks, f->p, 2, 2, &error));
    g_assert_error(error, KX_ERROR, KX_ERROR_TEMPORARY);
    close(fd);
    place_is(f, morning, 3);
}

enum { MARKS = 20 };

typedef struct {
    const char *path;
    const kx_programme *programme;
    unsigned first;
} other_player;

static void *set_marks(void *data)
{
    const other_player *player = data;
    g_autoptr(kx_marks) marks = kx_marks_new(player->path);
    bool good = true;
    for (unsigned i = 0; i < MARKS; i++) {
        unsigned item = player->first + i;
        good = kx_marks_toggle(marks, player->programme, item, 1, NULL) == KX_MARK_SET && good;
        g_usleep(5000 + item * 7919 % 10000); /* the other is let in */
    }
    return GINT_TO_POINTER(good);
}

/* Two players at a time: no mark of either is lost. The folder's lock belongs to who opened it, so
 * that threads keep each other out as processes do. */
static void test_two_players(fixture *f, gconstpointer data)
{
    (void)data;
    g_autoptr(GString) lines = g_string_new("# Een\n");
    for (int i = 1; i < MARKS; i++)
        g_string_append_printf(lines, "- Zin %d.\n", i);
    g_autofree char *text =
        g_strconcat(lines->str, "# Twee\n", lines->str + strlen("# Een\n"), NULL);
    g_autoptr(kx_programme) p = fixture_programme(text);
    other_player one = {f->path, p, 0}, two = {f->path, p, MARKS};
    GThread *threads[] = {g_thread_new("one", set_marks, &one),
                          g_thread_new("two", set_marks, &two)};
    for (unsigned i = 0; i < G_N_ELEMENTS(threads); i++)
        g_assert_true(GPOINTER_TO_INT(g_thread_join(threads[i])));
    for (unsigned i = 0; i < 2 * MARKS; i++)
        g_assert_cmpuint(kx_marks_next(f->marks, p, i, NULL), ==, (i + 1) % (2 * MARKS));
}

static void test_default_path(fixture *f, gconstpointer data)
{
    (void)data;
    if (g_test_subprocess()) {
        g_autoptr(kx_marks) marks = kx_marks_new(NULL);
        g_assert_true(kx_marks_leave(marks, f->p, 3, 1, NULL));
        return;
    }
    g_autofree char *state = g_build_filename(f->folder, "xdg", NULL);
    g_autofree char *file = g_build_filename(state, "kxspeak", "listen.json", NULL);
    g_setenv("XDG_STATE_HOME", state, TRUE);
    g_test_trap_subprocess(NULL, 0, G_TEST_SUBPROCESS_DEFAULT);
    g_test_trap_assert_passed();
    g_assert_true(g_file_test(file, G_FILE_TEST_IS_REGULAR));
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
#define ADD(name, function)                                                                        \
    g_test_add("/bookmarks/" name, fixture, NULL, set_up, function, tear_down)
    ADD("place", test_place);
    ADD("own-words", test_own_words);
    ADD("newest", test_newest);
    ADD("changed", test_changed);
    ADD("nearest", test_nearest);
    ADD("bookmarks", test_bookmarks);
    ADD("full", test_full);
    ADD("oldest", test_oldest);
    ADD("damaged", test_damaged);
    ADD("untouchable", test_untouchable);
    ADD("link", test_link);
    ADD("cannot", test_cannot);
    ADD("locked", test_locked);
    ADD("two-players", test_two_players);
    ADD("default-path", test_default_path);
    return g_test_run();
}
