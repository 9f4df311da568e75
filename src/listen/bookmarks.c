/* SPDX-License-Identifier: GPL-3.0-or-later */
/* { "version": 1,
 *   "articles": [                        newest first
 *     { "hash": "...", "title": "...",
 *       "heard": 1766044800,             seconds since 1970
 *       "place": MARK or null,
 *       "bookmarks": [ MARK ... ] } ] }
 * MARK: { "sentence": 4, "words": "De brug is" }; the first sentence is 1. */
#include "listen/bookmarks.h"

#include "base/error.h"
#include "base/file.h"
#include "base/intl.h"
#include "base/limits.h"
#include "base/printable.h"

#include <errno.h>
#include <fcntl.h>
#include <jansson.h>
#include <limits.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

enum { VERSION = 1, WORDS_CHARACTERS = 60, ASIDE_MAX = 99 };
enum { LOCK_TRIES = 100, LOCK_WAIT_US = 10000 };

struct kx_marks {
    char *path;
    bool damaged;
    char *told; /* of the last error; NULL: none yet */
};

/* An opened and locked file: what is in it. */
typedef struct {
    int dirfd;
    char *name; /* in that folder */
    json_t *root;
} session;

kx_marks *kx_marks_new(const char *path)
{
    kx_marks *marks = g_new0(kx_marks, 1);
    marks->path = path ? g_strdup(path)
                       : g_build_filename(g_get_user_state_dir(), "kxspeak", "listen.json", NULL);
    return marks;
}

void kx_marks_free(kx_marks *marks)
{
    if (marks == NULL)
        return;
    g_free(marks->path);
    g_free(marks->told);
    g_free(marks);
}

bool kx_marks_is_news(kx_marks *marks, const GError *error)
{
    if (g_strcmp0(marks->told, error->message) == 0)
        return false;
    g_free(marks->told);
    marks->told = g_strdup(error->message);
    return true;
}

bool kx_marks_were_damaged(kx_marks *marks)
{
    bool damaged = marks->damaged;
    marks->damaged = false;
    return damaged;
}

/* ---- the file ---- */

static bool is_mark(const json_t *mark)
{
    return json_is_object(mark) && json_is_integer(json_object_get(mark, "sentence")) &&
           json_integer_value(json_object_get(mark, "sentence")) > 0 &&
           json_is_string(json_object_get(mark, "words"));
}

static bool is_entry(const json_t *entry)
{
    const json_t *place = json_object_get(entry, "place");
    const json_t *bookmarks = json_object_get(entry, "bookmarks");
    if (!json_is_string(json_object_get(entry, "hash")) ||
        !json_is_string(json_object_get(entry, "title")) ||
        !json_is_integer(json_object_get(entry, "heard")) || !json_is_array(bookmarks) ||
        !(json_is_null(place) || is_mark(place)))
        return false;
    for (size_t i = 0; i < json_array_size(bookmarks); i++)
        if (!is_mark(json_array_get(bookmarks, i)))
            return false;
    return true;
}

static bool is_whole(const json_t *root)
{
    const json_t *articles = json_object_get(root, "articles");
    if (json_integer_value(json_object_get(root, "version")) != VERSION || !json_is_array(articles))
        return false;
    for (size_t i = 0; i < json_array_size(articles); i++)
        if (!is_entry(json_array_get(articles, i)))
            return false;
    return true;
}

static json_t *nothing(void)
{
    return json_pack("{s:i, s:[]}", "version", VERSION, "articles");
}

static bool is_newer(const json_t *root)
{
    return json_integer_value(json_object_get(root, "version")) > VERSION;
}

/* Under a name that nothing has yet: what was put aside before may be all that is left of it. */
static bool put_aside(const session *s, GError **error)
{
    struct stat info;
    for (unsigned i = 1; i <= ASIDE_MAX; i++) {
        g_autofree char *aside =
            i == 1 ? g_strconcat(s->name, ".bad", NULL) : g_strdup_printf("%s.bad%u", s->name, i);
        if (fstatat(s->dirfd, aside, &info, AT_SYMLINK_NOFOLLOW) == 0) {
            errno = EEXIST;
            continue;
        }
        if (errno == ENOENT && renameat(s->dirfd, s->name, s->dirfd, aside) == 0)
            return true;
        break;
    }
    kx_error_set_errno(error, KX_ERROR_CANT_CREATE, errno, "cannot put bookmarks aside");
    return false;
}

/* Of a file that is not ours to change. */
static json_t *refuse(const kx_marks *marks, const char *what, GError **error)
{
    g_autofree char *safe = kx_printable_name(marks->path);
    g_set_error(error, KX_ERROR, KX_ERROR_DATA, "%s: %s", safe, what);
    return NULL;
}

/* What is in the file; NULL with an error if it cannot be read, or is not ours to change. What
 * cannot be understood is put aside. */
static json_t *load(kx_marks *marks, const session *s, GError **error)
{
    GError *cause = NULL;
    struct stat info;
    if (fstatat(s->dirfd, s->name, &info, AT_SYMLINK_NOFOLLOW) == 0 && !S_ISREG(info.st_mode))
        return refuse(marks, _("is not a plain file"), error);
    g_autoptr(GBytes) bytes = kx_file_read_at(s->dirfd, s->name, KX_MARKS_BYTES_MAX, &cause);
    if (cause && !g_error_matches(cause, KX_ERROR, KX_ERROR_DATA)) {
        g_propagate_error(error, cause);
        return NULL;
    }
    if (bytes == NULL && cause == NULL)
        return nothing();
    g_clear_error(&cause);
    gsize n = 0;
    const char *text = bytes ? g_bytes_get_data(bytes, &n) : NULL;
    json_t *root = text ? json_loadb(text, n, JSON_REJECT_DUPLICATES, NULL) : NULL;
    if (is_whole(root))
        return root;
    bool newer = is_newer(root);
    json_decref(root);
    if (newer)
        return refuse(marks,
                      _("is of a newer kxspeak: nothing is changed in it, and no place is kept"),
                      error);
    marks->damaged = put_aside(s, error);
    return marks->damaged ? nothing() : NULL;
}

/* The file that a path means: where a link leads, also if nothing is there yet. */
static char *behind_link(const char *path)
{
    char real[PATH_MAX];
    if (realpath(path, real))
        return g_strdup(real);
    g_autofree char *to = g_file_read_link(path, NULL);
    if (to == NULL || g_path_is_absolute(to))
        return to ? g_steal_pointer(&to) : g_strdup(path);
    g_autofree char *folder = g_path_get_dirname(path);
    return g_build_filename(folder, to, NULL);
}

static bool lock(int dirfd)
{
    for (unsigned tries = 0; flock(dirfd, LOCK_EX | LOCK_NB) != 0; tries++) {
        if (errno != EWOULDBLOCK && errno != EINTR)
            return false;
        if (tries == LOCK_TRIES)
            return false;
        g_usleep(LOCK_WAIT_US);
    }
    return true;
}

static void end(session *s)
{
    json_decref(s->root);
    g_free(s->name);
    close(s->dirfd);
}

static bool begin(kx_marks *marks, session *s, GError **error)
{
    g_autofree char *path = behind_link(marks->path), *folder = g_path_get_dirname(path);
    s->root = NULL;
    s->dirfd = -1;
    if (g_mkdir_with_parents(folder, 0700) == 0)
        s->dirfd = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (s->dirfd < 0) {
        kx_error_set_errno(error, KX_ERROR_CANT_CREATE, errno, "cannot open the bookmarks' folder");
        return false;
    }
    s->name = g_path_get_basename(path);
    if (!lock(s->dirfd))
        kx_error_set_errno(error, KX_ERROR_TEMPORARY, errno, "cannot lock the bookmarks' folder");
    else
        s->root = load(marks, s, error);
    if (s->root == NULL)
        end(s);
    return s->root != NULL;
}

static json_t *entries(const session *s)
{
    return json_object_get(s->root, "articles");
}

static json_int_t heard(const json_t *entry)
{
    return json_integer_value(json_object_get(entry, "heard"));
}

static int by_newest(const void *a, const void *b)
{
    json_int_t left = heard(*(json_t *const *)a), right = heard(*(json_t *const *)b);
    return (left < right) - (left > right);
}

/* The entries that hold something, newest first, no more than are kept. */
static json_t *kept(const json_t *all)
{
    g_autoptr(GPtrArray) sorted = g_ptr_array_new();
    json_t *out = json_array();
    for (size_t i = 0; i < json_array_size(all); i++) {
        json_t *entry = json_array_get(all, i);
        if (!json_is_null(json_object_get(entry, "place")) ||
            json_array_size(json_object_get(entry, "bookmarks")) > 0)
            g_ptr_array_add(sorted, entry);
    }
    g_ptr_array_sort(sorted, by_newest);
    for (guint i = 0; i < MIN(sorted->len, KX_MARKED_ARTICLES_MAX); i++)
        json_array_append(out, sorted->pdata[i]);
    return out;
}

static bool save(session *s, GError **error)
{
    json_object_set_new(s->root, "articles", kept(entries(s)));
    char *text = json_dumps(s->root, JSON_INDENT(1));
    bool saved = kx_file_replace(s->dirfd, s->name, text, strlen(text), NULL, error);
    free(text);
    return saved;
}

/* ---- articles and sentences ---- */

static const char *text_of(const json_t *object, const char *key)
{
    return json_string_value(json_object_get(object, key));
}

static char *first_words(const kx_programme *p, unsigned item)
{
    const char *printed = kx_programme_item(p, item)->printed;
    glong n = g_utf8_strlen(printed, -1);
    return g_utf8_substring(printed, 0, MIN(n, WORDS_CHARACTERS));
}

static json_t *mark_at(const kx_programme *p, unsigned article, unsigned item)
{
    g_autofree char *words = first_words(p, item);
    return json_pack("{s:i, s:s}", "sentence",
                     (int)(item - kx_programme_article(p, article)->first + 1), "words", words);
}

/* The item that a mark means: the nearest sentence with its words, else the one with its number. */
static unsigned item_of(const kx_programme *p, unsigned article, const json_t *mark)
{
    const kx_listed_article *a = kx_programme_article(p, article);
    json_int_t number = json_integer_value(json_object_get(mark, "sentence")) - 1;
    unsigned wanted = (unsigned)MIN(number, a->n - 1), best = wanted, distance = G_MAXUINT;
    for (unsigned i = 0; i < a->n; i++) {
        g_autofree char *words = first_words(p, a->first + i);
        unsigned away = i > wanted ? i - wanted : wanted - i;
        if (away < distance && strcmp(words, text_of(mark, "words")) == 0) {
            best = i;
            distance = away;
        }
    }
    return a->first + best;
}

/* The programme's article that an entry is of: by its hash, else by its title; G_MAXUINT: none. */
static unsigned article_of(const kx_programme *p, const json_t *entry)
{
    unsigned found = G_MAXUINT;
    for (unsigned a = 0; a < p->articles->len; a++) {
        const kx_listed_article *article = kx_programme_article(p, a);
        if (article->n == 0)
            continue;
        if (strcmp(article->hash, text_of(entry, "hash")) == 0)
            return a;
        if (found == G_MAXUINT && strcmp(article->title, text_of(entry, "title")) == 0)
            found = a;
    }
    return found;
}

/* The entry is of a former state of the article: its marks are put where they belong now. */
static void adopt(json_t *entry, const kx_programme *p, unsigned article)
{
    json_t *bookmarks = json_array(), *old = json_object_get(entry, "bookmarks");
    for (size_t i = 0; i < json_array_size(old); i++)
        json_array_append_new(bookmarks,
                              mark_at(p, article, item_of(p, article, json_array_get(old, i))));
    json_object_set_new(entry, "bookmarks", bookmarks);
    json_object_set_new(entry, "hash", json_string(kx_programme_article(p, article)->hash));
}

/* The article's entry, made if there is none; borrowed. */
static json_t *entry_of(const session *s, const kx_programme *p, unsigned article)
{
    json_t *all = entries(s);
    const kx_listed_article *a = kx_programme_article(p, article);
    json_t *former = NULL;
    for (size_t i = 0; i < json_array_size(all); i++) {
        json_t *entry = json_array_get(all, i);
        if (strcmp(text_of(entry, "hash"), a->hash) == 0)
            return entry;
        if (former == NULL && article_of(p, entry) == article)
            former = entry;
    }
    if (former != NULL) {
        adopt(former, p, article);
        return former;
    }
    json_t *entry = json_pack("{s:s, s:s, s:i, s:n, s:[]}", "hash", a->hash, "title", a->title,
                              "heard", 0, "place", "bookmarks");
    json_array_append_new(all, entry);
    return entry;
}

/* ---- places ---- */

unsigned kx_marks_place(kx_marks *marks, const kx_programme *p, GError **error)
{
    session s;
    unsigned found = G_MAXUINT;
    json_int_t newest = G_MININT64;
    if (access(marks->path, F_OK) != 0 || !begin(marks, &s, error))
        return found;
    for (size_t i = 0; i < json_array_size(entries(&s)); i++) {
        const json_t *entry = json_array_get(entries(&s), i);
        const json_t *place = json_object_get(entry, "place");
        unsigned article = article_of(p, entry);
        if (article == G_MAXUINT || json_is_null(place) || heard(entry) <= newest)
            continue;
        newest = heard(entry);
        found = item_of(p, article, place);
    }
    end(&s);
    return found;
}

/* Of one article the title is known already; of several, not even how many there are. */
bool kx_marks_may_know(kx_marks *marks, const kx_programme *opening)
{
    session s;
    bool may = false;
    if (access(marks->path, F_OK) != 0)
        return false;
    if (!begin(marks, &s, NULL))
        return true;
    for (size_t i = 0; i < json_array_size(entries(&s)) && !may; i++) {
        const json_t *entry = json_array_get(entries(&s), i);
        may = !json_is_null(json_object_get(entry, "place")) &&
              (opening->articles->len > 1 ||
               strcmp(kx_programme_article(opening, 0)->title, text_of(entry, "title")) == 0);
    }
    end(&s);
    return may;
}

bool kx_marks_leave(kx_marks *marks, const kx_programme *p, unsigned item, int64_t now,
                    GError **error)
{
    session s;
    if (!begin(marks, &s, error))
        return false;
    for (size_t i = 0; i < json_array_size(entries(&s)); i++) {
        json_t *entry = json_array_get(entries(&s), i);
        if (article_of(p, entry) != G_MAXUINT)
            json_object_set_new(entry, "place", json_null());
    }
    unsigned article = kx_programme_item(p, item)->article;
    if (article != G_MAXUINT) {
        json_t *entry = entry_of(&s, p, article);
        json_object_set_new(entry, "heard", json_integer(now));
        json_object_set_new(entry, "place", mark_at(p, article, item));
    }
    bool saved = save(&s, error);
    end(&s);
    return saved;
}

/* ---- bookmarks ---- */

/* The nearest item of an article. */
static unsigned inside_article(const kx_programme *p, unsigned item)
{
    if (kx_programme_item(p, item)->article != G_MAXUINT)
        return item;
    const kx_listed_article *last = kx_programme_article(p, p->articles->len - 1);
    const kx_listed_article *first = kx_programme_article(p, 0);
    return item < first->first ? first->first : last->first + last->n - 1;
}

/* Takes the bookmarks of an item away: also those of a former state of the article whose entry is
 * there beside its own. Returns whether there were any. */
static bool take_away(const session *s, const kx_programme *p, unsigned article, unsigned item)
{
    bool any = false;
    for (size_t e = 0; e < json_array_size(entries(s)); e++) {
        const json_t *entry = json_array_get(entries(s), e);
        json_t *bookmarks = json_object_get(entry, "bookmarks");
        size_t left = article_of(p, entry) == article ? json_array_size(bookmarks) : 0;
        for (; left > 0; left--)
            if (item_of(p, article, json_array_get(bookmarks, left - 1)) == item)
                any = json_array_remove(bookmarks, left - 1) == 0;
    }
    return any;
}

kx_mark_result kx_marks_toggle(kx_marks *marks, const kx_programme *p, unsigned item, int64_t now,
                               GError **error)
{
    session s;
    item = inside_article(p, item);
    unsigned article = kx_programme_item(p, item)->article;
    if (!begin(marks, &s, error))
        return KX_MARK_FAILED;
    json_t *entry = entry_of(&s, p, article);
    json_t *bookmarks = json_object_get(entry, "bookmarks");
    kx_mark_result result = take_away(&s, p, article, item) ? KX_MARK_GONE : KX_MARK_SET;
    if (result == KX_MARK_SET && json_array_size(bookmarks) >= KX_MARKS_AN_ARTICLE_MAX)
        result = KX_MARK_FULL;
    if (result == KX_MARK_SET)
        json_array_append_new(bookmarks, mark_at(p, article, item));
    json_object_set_new(entry, "heard", json_integer(now));
    if (!save(&s, error))
        result = KX_MARK_FAILED;
    end(&s);
    return result;
}

unsigned kx_marks_next(kx_marks *marks, const kx_programme *p, unsigned item, GError **error)
{
    const unsigned n = p->items->len;
    session s;
    unsigned best = G_MAXUINT, nearest = n;
    if (access(marks->path, F_OK) != 0 || !begin(marks, &s, error))
        return best;
    for (size_t i = 0; i < json_array_size(entries(&s)); i++) {
        const json_t *entry = json_array_get(entries(&s), i);
        const json_t *bookmarks = json_object_get(entry, "bookmarks");
        unsigned article = article_of(p, entry);
        for (size_t b = 0; article != G_MAXUINT && b < json_array_size(bookmarks); b++) {
            unsigned at = item_of(p, article, json_array_get(bookmarks, b));
            unsigned steps = (at + n - item - 1) % n;
            if (steps < nearest) {
                nearest = steps;
                best = at;
            }
        }
    }
    end(&s);
    return best;
}
