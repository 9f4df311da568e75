/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "listen/finished.h"

#include "audio/decode.h"
#include "audio/track.h"
#include "base/error.h"
#include "base/file.h"
#include "base/intl.h"
#include "base/limits.h"
#include "base/printable.h"
#include "publish/episode.h"

#include <errno.h>
#include <fcntl.h>
#include <jansson.h>
#include <math.h>
#include <soxr.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* No sentence is longer; a timeline that says so is not ours. */
#define SECONDS_MAX 1e6
/* Beyond these no speech is left. */
#define STRETCH_MIN     0.25
#define STRETCH_MAX     12.0
#define ITEM_FRAMES_MAX ((int64_t)KX_RATE * 3600)

/* ---- the timeline ---- */

static const char *text_of(const json_t *object, const char *key)
{
    const char *text = json_string_value(json_object_get(object, key));
    return text ? text : "";
}

/* Frames of a time; -1 if there is none. */
static int64_t frames_of(const json_t *object, const char *key)
{
    const json_t *value = json_object_get(object, key);
    double seconds = json_is_number(value) ? json_number_value(value) : -1;
    return seconds >= 0 && seconds < SECONDS_MAX ? llround(seconds * KX_RATE) : -1;
}

static bool not_ours(const char *path, const char *what, GError **error)
{
    g_autofree char *safe = kx_printable_name(path);
    g_set_error(error, KX_ERROR, KX_ERROR_DATA, "%s: %s", safe, what);
    return false;
}

/* Reads the file and checks what is read later. */
static json_t *load(const char *path, GError **error)
{
    g_autoptr(GBytes) bytes = kx_file_read(path, KX_INPUT_BYTES_MAX, error);
    if (bytes == NULL)
        return NULL;
    gsize size;
    const char *text = g_bytes_get_data(bytes, &size);
    json_t *root = json_loadb(text, size, 0, NULL);
    bool ours = strcmp(text_of(root, "format"), "kxspeak-timeline") == 0 &&
                json_array_size(json_object_get(root, "sentences")) > 0;
    if (ours)
        return root;
    json_decref(root);
    not_ours(path, _("is not the timeline of a briefing that kxspeak has made"), error);
    return NULL;
}

static kx_block_kind kind_named(const char *name)
{
    for (unsigned kind = 0; kind < KX_BLOCK_KINDS; kind++)
        if (strcmp(name, kx_block_kind_name((kx_block_kind)kind)) == 0)
            return (kx_block_kind)kind;
    return KX_BLOCK_PARAGRAPH;
}

/* The programme's articles; for each of the timeline's, which it is, or G_MAXUINT. */
static GArray *list_articles(kx_programme *p, const json_t *root)
{
    GArray *index_of = g_array_new(FALSE, FALSE, sizeof(unsigned));
    size_t i;
    const json_t *record;
    json_array_foreach(json_object_get(root, "articles"), i, record)
    {
        unsigned index = G_MAXUINT;
        if (strcmp(text_of(record, "kind"), "article") == 0) {
            const char *section = text_of(record, "section");
            kx_listed_article article = {.title = kx_readable(text_of(record, "title")),
                                         .section = *section ? kx_readable(section) : NULL};
            index = p->articles->len;
            g_array_append_val(p->articles, article);
        }
        g_array_append_val(index_of, index);
    }
    /* That of an article alone is not said. */
    if (p->articles->len == 1)
        g_clear_pointer(&g_array_index(p->articles, kx_listed_article, 0).section, g_free);
    return index_of;
}

static int64_t range_at(const json_t *record, size_t end)
{
    return json_integer_value(json_array_get(json_object_get(record, "range"), end));
}

/* Whether a sentence is of another block than the one before it. Between sentences of one block
 * stands a blank in the source, between two blocks more: an empty line, a tag. */
static bool opens_block(const json_t *before, const json_t *record)
{
    return before == NULL || strcmp(text_of(before, "block"), text_of(record, "block")) != 0 ||
           json_integer_value(json_object_get(before, "article")) !=
               json_integer_value(json_object_get(record, "article")) ||
           !json_is_array(json_object_get(record, "range")) ||
           range_at(record, 0) - range_at(before, 1) != 1;
}

static GArray *rows_of(const json_t *root, const GArray *index_of)
{
    GArray *rows = g_array_new(FALSE, FALSE, sizeof(kx_programme_row));
    const json_t *record, *before = NULL;
    unsigned block = 0;
    size_t i;
    json_array_foreach(json_object_get(root, "sentences"), i, record)
    {
        json_int_t part = json_integer_value(json_object_get(record, "article"));
        bool known = part >= 0 && (guint64)part < index_of->len;
        block += opens_block(before, record);
        kx_programme_row row = {.printed = (char *)(uintptr_t)text_of(record, "printed"),
                                .kind = kind_named(text_of(record, "block")),
                                .article =
                                    known ? g_array_index(index_of, unsigned, part) : G_MAXUINT,
                                /* The programme's own words have no place in a source file. */
                                .own = !json_is_array(json_object_get(record, "range")),
                                .part = (unsigned)part,
                                .block = block};
        g_array_append_val(rows, row);
        before = record;
    }
    return rows;
}

/* The items' transcripts and times; false if a time is missing or runs backwards. */
static bool fill_times(kx_programme *p, const json_t *root)
{
    const json_t *sentences = json_object_get(root, "sentences");
    int64_t last = 0, words = 0;
    for (guint i = 0; i < p->items->len; i++) {
        kx_item *item = &g_array_index(p->items, kx_item, i);
        item->start = frames_of(json_array_get(sentences, item->first), "start");
        item->end = frames_of(json_array_get(sentences, item->first + item->n - 1), "end");
        item->spoken = kx_readable(text_of(json_array_get(sentences, item->own), "spoken"));
        if (item->start < last || item->end < item->start ||
            item->end - item->start > ITEM_FRAMES_MAX)
            return false;
        last = item->end;
        words += item->words;
    }
    p->pace = last > 0 ? (double)words * 60 * KX_RATE / (double)last : 0;
    return p->pace > 0;
}

static kx_programme *programme_of(json_t *root, const char *path, GError **error)
{
    g_autoptr(kx_programme) p = kx_programme_new(text_of(root, "title"));
    g_autoptr(GArray) index_of = list_articles(p, root);
    g_autoptr(GArray) rows = rows_of(root, index_of);
    p->finished = true;
    kx_programme_fill(p, (const kx_programme_row *)(void *)rows->data, rows->len);
    if (!fill_times(p, root)) {
        not_ours(path, _("its sentences have no times, or they do not rise"), error);
        return NULL;
    }
    return g_steal_pointer(&p);
}

/* ---- the sound file ---- */

/* What loses nothing first, then what seeks fastest. */
static const char *const formats[] = {"wav", "flac", "opus", "mp3"};

static bool is_plain_name(const char *name)
{
    return *name && *name != '.' && strchr(name, '/') == NULL;
}

/* The name of the sound file that the episode's record lists. */
static char *sound_name(const json_t *record)
{
    size_t i;
    const json_t *file;
    for (unsigned f = 0; f < G_N_ELEMENTS(formats); f++)
        json_array_foreach(
            json_object_get(record, "files"), i,
            file) if (strcmp(text_of(file, "format"), formats[f]) == 0 &&
                      is_plain_name(text_of(file, "name"))) return g_strdup(text_of(file, "name"));
    return NULL;
}

static bool find_sound(kx_programme *p, const char *folder, GError **error)
{
    g_autofree char *path = g_build_filename(folder, KX_EPISODE_FILE, NULL);
    g_autoptr(GBytes) bytes = kx_file_read(path, KX_INPUT_BYTES_MAX, error);
    if (bytes == NULL)
        return false;
    gsize size;
    const char *text = g_bytes_get_data(bytes, &size);
    json_t *record = json_loadb(text, size, 0, NULL);
    const bool ours = strcmp(text_of(record, "format"), KX_EPISODE_FORMAT) == 0;
    g_autofree char *name = sound_name(record);
    json_decref(record);
    if (!ours)
        return not_ours(path, _("is no record of a briefing"), error);
    if (name == NULL)
        return not_ours(path, _("names no sound file (wav, flac, opus or mp3)"), error);
    p->sound = g_build_filename(folder, name, NULL);
    return true;
}

/* The folder that briefings are made in is easily named for one of them. */
static bool is_there(const char *folder, const char *timeline, GError **error)
{
    if (access(timeline, F_OK) == 0 || errno != ENOENT)
        return true;
    g_autofree char *safe = kx_printable_name(folder);
    kx_error_set(error, KX_ERROR_NO_INPUT,
                 "%s: no briefing is in it; name the folder of one briefing (%s/ID)", safe, safe);
    return false;
}

kx_programme *kx_programme_from_episode(const char *folder, GError **error)
{
    g_autofree char *path = g_build_filename(folder, "timeline.json", NULL);
    json_t *root = is_there(folder, path, error) ? load(path, error) : NULL;
    if (root == NULL)
        return NULL;
    g_autoptr(kx_programme) p = programme_of(root, path, error);
    if (p == NULL || !find_sound(p, folder, error))
        g_clear_pointer(&p, kx_programme_free);
    else
        p->timeline = json_incref(root);
    json_decref(root);
    return g_steal_pointer(&p);
}

/* ---- its sound ---- */

struct kx_finished {
    const kx_programme *programme;
    const kx_voice *voice;
    kx_decoder *decoder;
    int fd;
};

kx_finished *kx_finished_new(const kx_programme *programme, const kx_voice *voice, GError **error)
{
    g_autoptr(kx_finished) f = g_new0(kx_finished, 1);
    struct stat status;
    *f = (kx_finished){.programme = programme, .voice = voice};
    f->fd = open(programme->sound, O_RDONLY | O_CLOEXEC);
    if (f->fd < 0 || fstat(f->fd, &status) != 0) {
        g_autofree char *safe = kx_printable_name(programme->sound);
        kx_error_set_errno(error, KX_ERROR_NO_INPUT, errno, "cannot read %s", safe);
        return NULL;
    }
    f->decoder = kx_decoder_new(f->fd, 0, status.st_size, programme->sound, error);
    return f->decoder ? g_steal_pointer(&f) : NULL;
}

void kx_finished_free(kx_finished *f)
{
    if (f == NULL)
        return;
    kx_decoder_free(f->decoder);
    if (f->fd >= 0)
        close(f->fd);
    g_free(f);
}

/* The item's sound; of one without any, the empty sound. */
static bool read_item(kx_finished *f, const kx_item *item, GArray *samples, GError **error)
{
    const int rate = kx_decoder_rate(f->decoder);
    const int64_t from = item->start * rate / KX_RATE, n = item->end * rate / KX_RATE - from;
    size_t got = 0, done = 0;
    if (n <= 0)
        return true;
    g_autofree int16_t *pcm = g_new0(int16_t, (gsize)n);
    if (!kx_decoder_seek(f->decoder, from, error) ||
        !kx_decoder_read(f->decoder, pcm, (size_t)n, &got, error))
        return false;
    if (got == 0)
        return not_ours(f->programme->sound, _("its sound ends early"), error);
    g_array_set_size(samples, (guint)(item->end - item->start));
    const soxr_io_spec_t io = soxr_io_spec(SOXR_INT16_I, SOXR_INT16_I);
    if (rate == KX_RATE)
        memcpy(samples->data, pcm, got * sizeof *pcm);
    else if (soxr_oneshot(rate, KX_RATE, 1, pcm, (size_t)n, NULL, samples->data, samples->len,
                          &done, &io, NULL, NULL) != 0)
        g_error("out of memory");
    return true;
}

/* Words of the item's sentences. */
static void add_words(const kx_finished *f, const kx_item *item, kx_sound *sound)
{
    const json_t *sentences = json_object_get(f->programme->timeline, "sentences"), *word;
    for (unsigned s = item->first; s < item->first + item->n; s++) {
        size_t i;
        json_array_foreach(json_object_get(json_array_get(sentences, s), "words"), i, word)
        {
            int64_t start = frames_of(word, "start") - item->start;
            kx_sound_add_word(sound, text_of(word, "printed"),
                              CLAMP(start, 0, item->end - item->start));
        }
    }
}

/* What kind of pause the published one was: by what it stands before. */
static kx_pause pause_before(const kx_programme *p, unsigned index)
{
    const kx_item *item = kx_programme_item(p, index);
    if (item->opens_article)
        return KX_PAUSE_ARTICLE;
    if (index > 0 && kx_programme_item(p, index - 1)->kind == KX_BLOCK_HEADLINE)
        return KX_PAUSE_AFTER_HEADLINE;
    if (item->kind == KX_BLOCK_INTERTITLE && item->opens_block)
        return KX_PAUSE_SECTION;
    return item->opens_block ? KX_PAUSE_PARAGRAPH : KX_PAUSE_SENTENCE;
}

int64_t kx_finished_pause(const kx_finished *f, unsigned index, double speed)
{
    const kx_programme *p = f->programme;
    if (index == 0)
        return 0;
    int64_t gap = kx_programme_item(p, index)->start - kx_programme_item(p, index - 1)->end;
    int64_t published = MAX(gap, 0);
    int64_t least = (int64_t)f->voice->pauses[pause_before(p, index)].floor * KX_RATE / 1000;
    return MAX(llround((double)published / sqrt(speed)), MIN(least, published));
}

double kx_finished_stretch(const kx_finished *f, double speed)
{
    int64_t said = 0, paused = 0, whole = 0;
    if (speed == 1)
        return 1;
    for (guint i = 0; i < f->programme->items->len; i++) {
        const kx_item *item = kx_programme_item(f->programme, i);
        said += item->end - item->start;
        paused += kx_finished_pause(f, i, speed);
        whole += item->end - item->start + kx_finished_pause(f, i, 1);
    }
    double left = (double)whole / speed - (double)paused;
    return left > 0 ? CLAMP((double)said / left, STRETCH_MIN, STRETCH_MAX) : STRETCH_MAX;
}

kx_sound *kx_finished_sound(kx_finished *f, unsigned index, double speed, GError **error)
{
    const kx_item *item = kx_programme_item(f->programme, index);
    g_autoptr(kx_sound) sound = kx_sound_new();
    if (!read_item(f, item, sound->samples, error))
        return NULL;
    add_words(f, item, sound);
    kx_sound_stretch(sound, 0, kx_finished_stretch(f, speed));
    return g_steal_pointer(&sound);
}
