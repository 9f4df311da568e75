/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What books are made of: the outline, the sound cut into parts, folders and ZIP files. */
#include "audio/decode.h"
#include "briefing_fixture.h"
#include "publish/book.h"
#include "publish/stage.h"

#include <zip.h>

static const char first[] =
    "Brug blijft een week dicht\n\nDe brug gaat dicht. Dat duurt een week.\n\n"
    "> Wij rijden om.\n\n> Al een week.\n\nOmrijden\n\nFietsers rijden om via het dorp.\n";
static const char second[] = "Trein rijdt weer\n\nDe trein rijdt weer op tijd.\n";

static kx_briefing *compose(const folder *f, unsigned n, const char *const *texts,
                            kx_structure structure)
{
    return briefing_of(f, n, texts, structure, 2 * KX_RATE);
}

static const kx_timed_sentence *sentence(const kx_briefing *b, unsigned i)
{
    return &g_array_index(b->sentences, kx_timed_sentence, i);
}

/* Stretches tile each part, parts tile the briefing, and each sentence is heard within its own. */
static void check_tiles(const kx_briefing *b, const kx_outline *outline)
{
    int64_t at = 0;
    unsigned block = 0;
    for (guint p = 0; p < outline->parts->len; p++) {
        const kx_outline_part *part = &g_array_index(outline->parts, kx_outline_part, p);
        g_assert_cmpint(part->start, ==, at);
        g_assert_cmpuint(part->first, ==, block);
        for (unsigned i = 0; i < part->n; i++, block++) {
            const kx_outline_block *o = &g_array_index(outline->blocks, kx_outline_block, block);
            g_assert_cmpuint(o->part, ==, p);
            for (unsigned k = 0; k < o->n; k++) {
                const kx_passage *passage =
                    &g_array_index(outline->passages, kx_passage, o->first + k);
                const kx_timed_sentence *s = sentence(b, passage->sentence);
                g_assert_cmpint(passage->start, ==, at);
                g_assert_cmpint(s->start, >=, passage->start);
                g_assert_cmpint(s->end, <=, passage->end);
                at = passage->end;
            }
        }
        g_assert_cmpint(part->end, ==, at);
    }
    g_assert_cmpint(at, ==, b->track->frames);
    g_assert_cmpuint(block, ==, outline->blocks->len);
}

/* "headline 2 s1", a line a block: kind, depth, sentences. */
static char *shape_of(const kx_outline *outline)
{
    GString *shape = g_string_new(NULL);
    for (guint i = 0; i < outline->blocks->len; i++) {
        const kx_outline_block *o = &g_array_index(outline->blocks, kx_outline_block, i);
        g_string_append_printf(shape, "%s %d", kx_block_kind_name(o->kind), (int)o->depth);
        for (unsigned k = 0; k < o->n; k++)
            g_string_append_printf(
                shape, " s%u", g_array_index(outline->passages, kx_passage, o->first + k).sentence);
        g_string_append_c(shape, '\n');
    }
    return g_string_free(shape, FALSE);
}

static void test_outline(folder *f, gconstpointer data)
{
    (void)data;
    const char *const texts[] = {first, second};
    g_autoptr(kx_briefing) one = compose(f, 1, texts, KX_STRUCTURE_VOICE);
    g_autoptr(kx_outline) outline = kx_outline_new(one);
    g_autofree char *shape = shape_of(outline);
    check_tiles(one, outline);
    g_assert_cmpstr(shape, ==,
                    "headline 2 s0\nlead 0 s1 s2\nquote 0 s3\nquote 0 s4\nintertitle 3 s5\n"
                    "paragraph 0 s6\n");
    g_autoptr(kx_briefing) two = compose(f, 2, texts, KX_STRUCTURE_NONE);
    g_autoptr(kx_outline) both = kx_outline_new(two);
    check_tiles(two, both);
    g_assert_cmpuint(both->parts->len, ==, two->parts->len);
}

/* Cue words are heard with what they belong to and are no text. */
static void test_cue_words(folder *f, gconstpointer data)
{
    (void)data;
    const char *const texts[] = {first};
    g_autoptr(kx_briefing) b = compose(f, 1, texts, KX_STRUCTURE_WORDS);
    g_autoptr(kx_outline) outline = kx_outline_new(b);
    /* 0 "Kop:" 1 2 3 4 "Citaat:" 5 6 7 "Einde citaat." 8 "Tussenkop:" 9 10 */
    g_autofree char *shape = shape_of(outline);
    g_assert_cmpstr(shape, ==,
                    "headline 2 s1\nlead 0 s2 s3\nquote 0 s5\nquote 0 s6\nintertitle 3 s9\n"
                    "paragraph 0 s10\n");
    const kx_passage *passages = &g_array_index(outline->passages, kx_passage, 0);
    g_assert_cmpint(passages[0].start, ==, 0);
    g_assert_cmpint(passages[3].start, ==, sentence(b, 4)->start);
    g_assert_cmpint(passages[4].end, >=, sentence(b, 7)->end);
    g_assert_cmpint(passages[5].start, ==, sentence(b, 8)->start);
    check_tiles(b, outline);
}

/* A section's name is a heading in the part of its first article, its cue word no text. */
static void test_sections(folder *f, gconstpointer data)
{
    (void)data;
    const char *const texts[] = {
        "---\nsection: Binnenland\n---\nBrug dicht\n\nDe brug gaat dicht.\n",
        "---\nsection: Binnenland\n---\nTrein rijdt\n\nDe trein rijdt weer.\n",
        "---\nsection: Sport\n---\nSchaatsen\n\nEr ligt ijs.\n"};
    g_autoptr(kx_briefing) b = compose(f, 3, texts, KX_STRUCTURE_WORDS);
    g_autoptr(kx_outline) outline = kx_outline_new(b);
    GString *depths = g_string_new(NULL);
    for (guint i = 0; i < outline->blocks->len; i++)
        g_string_append_printf(depths, "%d",
                               (int)g_array_index(outline->blocks, kx_outline_block, i).depth);
    check_tiles(b, outline);
    g_assert_true(outline->has_sections);
    g_assert_cmpstr(depths->str, ==, "00000120201200");
    g_string_free(depths, TRUE);
}

/* Blocks without a sentence are printed where they stand. */
static void test_unspoken(folder *f, gconstpointer data)
{
    (void)data;
    const char *const texts[] = {first};
    g_autoptr(kx_briefing) b = compose(f, 1, texts, KX_STRUCTURE_NONE);
    kx_document *doc = g_ptr_array_index(b->documents, 0);
    kx_block extra = {KX_BLOCK_CAPTION, {0, 4}};
    g_array_insert_val(doc->blocks, 1, extra);
    g_array_append_val(doc->blocks, extra);
    for (guint i = 0; i < b->sentences->len; i++) {
        kx_timed_sentence *s = &g_array_index(b->sentences, kx_timed_sentence, i);
        s->block += s->doc == 0 && s->block >= 1;
    }
    g_autoptr(kx_outline) outline = kx_outline_new(b);
    g_autofree char *shape = shape_of(outline);
    check_tiles(b, outline);
    g_assert_cmpstr(shape, ==,
                    "headline 2 s0\ncaption 0\nlead 0 s1 s2\nquote 0 s3\nquote 0 s4\n"
                    "intertitle 3 s5\nparagraph 0 s6\ncaption 0\n");
}

static void test_sound(folder *f, gconstpointer data)
{
    (void)data;
    g_autoptr(GError) error = NULL;
    const char *const texts[] = {first, second};
    g_autoptr(kx_briefing) b = compose(f, 2, texts, KX_STRUCTURE_VOICE);
    g_autoptr(kx_book_sound) sound = kx_book_sound_new(b, f->path);
    int64_t frames = 0;
    for (guint i = 0; i < kx_book_sound_outline(sound)->parts->len; i++) {
        const kx_book_mp3 *mp3 = kx_book_sound_part(sound, i, &error);
        kx_decoded got;
        g_assert_no_error(error);
        g_assert_true(mp3 == kx_book_sound_part(sound, i, &error));
        g_assert_true(kx_decode_all(mp3->fd, 0, mp3->bytes, "x", &got, &error));
        g_assert_cmpint(got.frames, ==, mp3->frames);
        frames += got.frames;
    }
    const kx_book_mp3 *whole = kx_book_sound_whole(sound, &error);
    g_assert_no_error(error);
    g_assert_cmpint(whole->frames, ==, b->track->frames);
    g_assert_cmpint(frames, ==, b->track->frames);
    g_assert_cmpuint(count_entries(f), ==, 0);
}

static void *ask(void *data)
{
    return (void *)(uintptr_t)kx_book_sound_whole(data, NULL);
}

static void test_threads(folder *f, gconstpointer data)
{
    (void)data;
    const char *const texts[] = {second};
    g_autoptr(kx_briefing) b = compose(f, 1, texts, KX_STRUCTURE_VOICE);
    g_autoptr(kx_book_sound) sound = kx_book_sound_new(b, f->path);
    GThread *threads[4];
    for (unsigned i = 0; i < 4; i++)
        threads[i] = g_thread_new("ask", ask, sound);
    void *wanted = g_thread_join(threads[0]);
    g_assert_nonnull(wanted);
    for (unsigned i = 1; i < 4; i++)
        g_assert_true(g_thread_join(threads[i]) == wanted);
}

static kx_book *sample_book(const kx_book_mp3 *sound)
{
    kx_book *book = kx_book_new();
    kx_book_add_text(book, "mimetype", g_strdup("application/epub+zip"));
    kx_book_add_text(book, "b.html", g_strnfill(5000, 'b'));
    kx_book_add_sound(book, "a.mp3", sound);
    return book;
}

static kx_book_mp3 sample_sound(const folder *f)
{
    g_autoptr(GError) error = NULL;
    kx_book_mp3 sound = {.fd = kx_spool_open(f->path, &error), .bytes = 300000};
    g_autofree char *noise = g_malloc(300000);
    for (unsigned i = 0; i < 300000; i++)
        noise[i] = (char)(i * i >> 5);
    g_assert_true(kx_pwrite_all(sound.fd, noise, 300000, 0, "x", &error));
    return sound;
}

static void test_folder(folder *f, gconstpointer data)
{
    (void)data;
    g_autoptr(GError) error = NULL;
    kx_book_mp3 sound = sample_sound(f);
    g_autoptr(kx_book) book = sample_book(&sound);
    g_auto(kx_published) file = {.name = g_strdup("boek")};
    g_assert_cmpuint(kx_book_n_files(book), ==, 3);
    g_assert_cmpint(kx_book_bytes(book), ==, 305020);
    g_assert_true(kx_book_write_folder(book, f->fd, "boek", &error));
    check_content(f, "boek/mimetype", "application/epub+zip");
    g_assert_true(kx_published_measure(&file, false, f->fd, &error));
    g_assert_cmpint(file.bytes, ==, 305020);
    int64_t bytes;
    g_assert_true(kx_published_size(f->fd, "boek", &bytes, NULL));
    g_assert_cmpint(bytes, ==, 305020);
    /* (cd boek; LC_ALL=C sha256sum *) | sha256sum */
    g_autofree char *command = g_strdup_printf(
        "sh -c 'cd %s/boek && LC_ALL=C sha256sum a.mp3 b.html mimetype | sha256sum'", f->path);
    g_autofree char *out = NULL;
    g_assert_true(g_spawn_command_line_sync(command, &out, NULL, NULL, &error));
    g_assert_true(g_str_has_prefix(out, file.sha256));
    g_assert_false(kx_book_write_folder(book, f->fd, "boek", &error));
    g_assert_error(error, KX_ERROR, KX_ERROR_CANT_CREATE);
    close(sound.fd);
}

static void test_zip(folder *f, gconstpointer data)
{
    (void)data;
    g_autoptr(GError) error = NULL;
    kx_book_mp3 sound = sample_sound(f);
    g_autoptr(kx_book) book = sample_book(&sound);
    g_assert_true(kx_book_write_zip(book, f->fd, "a.zip", "boek", &error));
    g_assert_no_error(error);
    g_assert_true(kx_book_write_zip(book, f->fd, "b.zip", "boek", &error));
    g_autofree char *path = path_in(f, "a.zip"), *again = path_in(f, "b.zip");
    g_autofree char *one = NULL, *two = NULL;
    gsize n, m;
    g_file_get_contents(path, &one, &n, NULL);
    g_file_get_contents(again, &two, &m, NULL);
    g_assert_cmpmem(one, n, two, m);
    zip_t *zip = zip_open(path, ZIP_RDONLY | ZIP_CHECKCONS, NULL);
    g_assert_nonnull(zip);
    const char *const names[] = {"boek/mimetype", "boek/b.html", "boek/a.mp3"};
    const guint16 methods[] = {ZIP_CM_STORE, ZIP_CM_DEFLATE, ZIP_CM_STORE};
    const guint64 sizes[] = {20, 5000, 300000};
    g_assert_cmpint(zip_get_num_entries(zip, 0), ==, 3);
    for (unsigned i = 0; i < 3; i++) {
        zip_stat_t info;
        g_assert_cmpint(zip_stat_index(zip, i, 0, &info), ==, 0);
        g_assert_cmpstr(info.name, ==, names[i]);
        g_assert_cmpuint(info.comp_method, ==, methods[i]);
        g_assert_cmpuint(info.size, ==, sizes[i]);
    }
    g_assert_cmpint(zip_close(zip), ==, 0);
    g_assert_cmpuint(count_entries(f), ==, 2);
    g_assert_false(kx_book_write_zip(book, f->fd, "a.zip", NULL, &error));
    close(sound.fd);
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add("/book/outline", folder, NULL, setup, test_outline, teardown);
    g_test_add("/book/cue-words", folder, NULL, setup, test_cue_words, teardown);
    g_test_add("/book/sections", folder, NULL, setup, test_sections, teardown);
    g_test_add("/book/unspoken", folder, NULL, setup, test_unspoken, teardown);
    g_test_add("/book/sound", folder, NULL, setup, test_sound, teardown);
    g_test_add("/book/threads", folder, NULL, setup, test_threads, teardown);
    g_test_add("/book/folder", folder, NULL, setup, test_folder, teardown);
    g_test_add("/book/zip", folder, NULL, setup, test_zip, teardown);
    return g_test_run();
}
