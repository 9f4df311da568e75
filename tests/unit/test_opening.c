/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Long texts are begun before they have been read: what is taken from the first page is what the
 * whole begins with, whatever the text is made of. */
#include "folder_fixture.h"
#include "listen/opening.h"
#include "random_runs.h"
#include "read/reader.h"

#include <sys/eventfd.h>
#include <unistd.h>

enum { LONG_BYTES = 300 * 1000 };

static kx_compose_settings settings_of(const kx_voice *voice)
{
    return (kx_compose_settings){
        .voice = voice, .structure = KX_STRUCTURE_WORDS, .date = "2026-03-04"};
}

static kx_voice *voice_new(void)
{
    g_autoptr(GError) error = NULL;
    kx_voice *voice = kx_voice_load(KX_VOICE_DEFAULT, &error);
    g_assert_no_error(error);
    return voice;
}

static kx_programme *whole_of(char *const *names, const kx_compose_settings *settings)
{
    g_autoptr(GPtrArray) documents =
        g_ptr_array_new_with_free_func((GDestroyNotify)kx_document_free);
    for (; *names; names++) {
        g_autoptr(GError) error = NULL;
        kx_document *doc = kx_read(*names, &error);
        g_assert_no_error(error);
        g_ptr_array_add(documents, doc);
    }
    return kx_programme_from_documents(documents, settings);
}

static char *write_text(const folder *f, const char *name, const char *text, gsize n)
{
    char *path = path_in(f, name);
    g_assert_true(g_file_set_contents(path, text, (gssize)n, NULL));
    return path;
}

/* Paragraphs of every kind, in any order. */
static const char *const pieces[] = {
    "De brug over het kanaal gaat morgen open. Het werk kost 3,5 miljoen euro.",
    "Over de brug",
    "> Ik ben er blij mee.\n> Wij ook.",
    "> Het mocht wel eens.",
    "- een boot\n- een fiets",
    "1. eerst dit",
    "2. dan dat\n3. en dan dat",
    "# Een kop",
    "Lees ook: https://example.org/brug",
    "https://example.org/weg",
    "[1] Zo staat het in het verslag.",
    "Foto: ANP",
    "![De brug](brug.jpg)",
    "\"Het is een mooie brug\", zegt zij. \"En hij is op tijd.\"",
    "Een regel\nen nog een regel met é en een 😀.",
    "Een titel\n=========",
    "© ANP",
    "   ",
};

static char *random_text(guint32 seed, gsize bytes, const char *line_end)
{
    g_autoptr(GRand) rand = g_rand_new_with_seed(seed);
    g_autoptr(GString) text = g_string_new(seed % 2 ? "---\nrubriek: Sport\n---\n" : "");
    g_string_append(text, "Brug gaat open\n\n");
    while (text->len < bytes) {
        g_string_append(text, pieces[g_rand_int_range(rand, 0, G_N_ELEMENTS(pieces))]);
        g_string_append(text, "\n\n");
    }
    g_auto(GStrv) lines = g_strsplit(text->str, "\n", -1);
    return g_strjoinv(line_end, lines);
}

static void test_same_start(folder *f, gconstpointer data)
{
    (void)data;
    static const char *const ends[] = {"\n", "\r\n"};
    g_autoptr(kx_voice) voice = voice_new();
    const kx_compose_settings settings = settings_of(voice);
    for (guint32 seed = 0; seed < RANDOM_RUNS(24); seed++) {
        g_autofree char *text = random_text(seed, LONG_BYTES, ends[seed / 2 % 2]);
        g_autofree char *path = write_text(f, "a.txt", text, strlen(text));
        char *const names[] = {path, NULL};
        g_autoptr(kx_programme) opening = kx_opening_read(names, &settings);
        g_autoptr(kx_programme) whole = whole_of(names, &settings);
        g_assert_nonnull(opening);
        g_assert_true(opening->open);
        g_assert_false(whole->open);
        g_assert_cmpuint(opening->items->len, >, 100);
        g_assert_cmpuint(opening->items->len, <, whole->items->len / 3);
        g_assert_cmpstr(opening->title, ==, whole->title);
        g_assert_true(kx_programme_begins_as(whole, opening));
    }
}

/* Of several, the opening words are known when two of the articles are. */
static void test_several(folder *f, gconstpointer data)
{
    (void)data;
    g_autoptr(kx_voice) voice = voice_new();
    const kx_compose_settings settings = settings_of(voice);
    g_autofree char *text = random_text(1, LONG_BYTES / 2, "\n");
    g_autofree char *a = write_text(f, "a.txt", text, strlen(text));
    g_autofree char *b = write_text(f, "b.txt", "Kort bericht.\n", 14);
    g_autofree char *c = write_text(f, "c.txt", text, strlen(text));
    char *const names[] = {a, b, c, NULL};
    g_autoptr(kx_programme) opening = kx_opening_read(names, &settings);
    g_autoptr(kx_programme) whole = whole_of(names, &settings);
    g_assert_nonnull(opening);
    g_assert_cmpuint(opening->items->len, ==, 1);
    g_assert_true(kx_programme_begins_as(whole, opening));
}

/* A whole that begins otherwise is seen to. */
static void test_other_start(folder *f, gconstpointer data)
{
    (void)data;
    g_autoptr(kx_voice) voice = voice_new();
    const kx_compose_settings settings = settings_of(voice);
    g_autofree char *text = random_text(2, LONG_BYTES, "\n");
    g_autofree char *path = write_text(f, "a.txt", text, strlen(text));
    char *const names[] = {path, NULL};
    g_autoptr(kx_programme) opening = kx_opening_read(names, &settings);
    text[0] = 'D'; /* "Drug" */
    g_free(write_text(f, "a.txt", text, strlen(text)));
    g_autoptr(kx_programme) whole = whole_of(names, &settings);
    g_assert_false(kx_programme_begins_as(whole, opening));
    g_autofree char *little = write_text(f, "b.txt", "Brug gaat open\n\nJa.\n", 20);
    char *const short_names[] = {little, NULL};
    g_autoptr(kx_programme) shorter = whole_of(short_names, &settings);
    g_assert_false(kx_programme_begins_as(shorter, opening));
}

/* Where nothing is certain, or nothing is gained, all is read first. */
static void test_no_opening(folder *f, gconstpointer data)
{
    (void)data;
    g_autoptr(kx_voice) voice = voice_new();
    const kx_compose_settings settings = settings_of(voice);
    g_autofree char *page = random_text(3, 50 * 1000, "\n");
    g_autofree char *one = g_strnfill(LONG_BYTES, 'a'), *latin = g_strnfill(LONG_BYTES, '\xe9');
    g_autofree char *blank = g_strnfill(LONG_BYTES, '\n');
    g_autofree char *binary = g_malloc0(LONG_BYTES);
    memset(binary, '\n', 100);
    const struct {
        const char *text;
        gsize n;
    } texts[] = {{page, 50 * 1000},   {one, LONG_BYTES},    {latin, LONG_BYTES},
                 {blank, LONG_BYTES}, {binary, LONG_BYTES}, {"", 0}};
    for (unsigned i = 0; i < G_N_ELEMENTS(texts); i++) {
        g_autofree char *path = write_text(f, "a.txt", texts[i].text, texts[i].n);
        char *const names[] = {path, NULL};
        g_assert_null(kx_opening_read(names, &settings));
    }
    g_autofree char *missing = path_in(f, "missing.txt");
    char *const others[][2] = {{missing, NULL}, {(char *)(gsize) "-", NULL}, {f->path, NULL}};
    for (unsigned i = 0; i < G_N_ELEMENTS(others); i++)
        g_assert_null(kx_opening_read(others[i], &settings));
}

/* ---- the rest ---- */

static kx_programme *read_well(void *data, GError **error)
{
    (void)data;
    (void)error;
    return kx_programme_new("Krant");
}

static kx_programme *read_badly(void *data, GError **error)
{
    (void)data;
    g_set_error(error, G_FILE_ERROR, G_FILE_ERROR_IO, "gone");
    return NULL;
}

static void test_rest(void)
{
    eventfd_t count;
    g_autoptr(GError) error = NULL;
    int wake = eventfd(0, EFD_CLOEXEC);
    kx_rest *rest = kx_rest_new(read_well, NULL, wake);
    g_assert_cmpint(eventfd_read(wake, &count), ==, 0);
    g_autoptr(kx_programme) whole = kx_rest_take(rest, &error);
    g_assert_no_error(error);
    g_assert_cmpstr(whole->title, ==, "Krant");
    g_assert_null(kx_rest_take(rest, &error));
    kx_rest_free(rest);
    rest = kx_rest_new(read_badly, NULL, wake);
    g_assert_cmpint(eventfd_read(wake, &count), ==, 0);
    g_assert_null(kx_rest_take(rest, &error));
    g_assert_error(error, G_FILE_ERROR, G_FILE_ERROR_IO);
    kx_rest_free(rest);
    kx_rest_free(kx_rest_new(read_well, NULL, wake)); /* never taken */
    close(wake);
}

#define ADD(name, test) g_test_add("/opening/" name, folder, NULL, setup, test, teardown)

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    ADD("same-start", test_same_start);
    ADD("several", test_several);
    ADD("other-start", test_other_start);
    ADD("none", test_no_opening);
    g_test_add_func("/opening/rest", test_rest);
    return g_test_run();
}
