/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "listen/programme.h"

#include "base/printable.h"
#include "text/normalise.h"

#include <string.h>

static void clear_item(void *data)
{
    kx_item *item = data;
    g_free(item->printed);
    g_free(item->cued);
    g_free(item->spoken);
}

static void clear_article(void *data)
{
    kx_listed_article *article = data;
    g_free(article->title);
    g_free(article->section);
    g_free(article->hash);
}

kx_programme *kx_programme_new(const char *title)
{
    kx_programme *p = g_new0(kx_programme, 1);
    p->title = kx_readable(title);
    p->items = g_array_new(FALSE, TRUE, sizeof(kx_item));
    p->articles = g_array_new(FALSE, TRUE, sizeof(kx_listed_article));
    g_array_set_clear_func(p->items, clear_item);
    g_array_set_clear_func(p->articles, clear_article);
    return p;
}

void kx_programme_free(kx_programme *p)
{
    if (p == NULL)
        return;
    g_free(p->title);
    g_free(p->sound);
    g_array_unref(p->items);
    g_array_unref(p->articles);
    kx_briefing_free(p->plan);
    json_decref(p->timeline);
    g_free(p);
}

const kx_item *kx_programme_item(const kx_programme *p, unsigned index)
{
    g_assert(index < p->items->len);
    return &g_array_index(p->items, kx_item, index);
}

const kx_listed_article *kx_programme_article(const kx_programme *p, unsigned index)
{
    g_assert(index < p->articles->len);
    return &g_array_index(p->articles, kx_listed_article, index);
}

static bool same_item(const kx_item *a, const kx_item *b)
{
    return a->kind == b->kind && a->article == b->article && a->opens_block == b->opens_block &&
           a->first == b->first && a->n == b->n && a->own == b->own &&
           strcmp(a->printed, b->printed) == 0;
}

bool kx_programme_begins_as(const kx_programme *whole, const kx_programme *opening)
{
    if (whole->items->len < opening->items->len)
        return false;
    for (unsigned i = 0; i < opening->items->len; i++)
        if (!same_item(kx_programme_item(whole, i), kx_programme_item(opening, i)))
            return false;
    return true;
}

/* ---- from rows to items ---- */

static unsigned count_words(const char *printed)
{
    unsigned n = 1;
    for (const char *at = printed; (at = strchr(at, ' ')) != NULL; at++)
        n++;
    return n;
}

/* Words that the programme says inside an article are no sentences to step to: they go with the
 * sentence that they announce ("Kop:", the name of a section) or close ("Einde citaat."). */
static bool is_cue(const kx_programme_row *row)
{
    return row->own && row->article != G_MAXUINT;
}

static bool announces(const kx_programme_row *row, const kx_programme_row *next)
{
    return is_cue(row) && next->article == row->article &&
           (row->kind == KX_BLOCK_SECTION || g_str_has_suffix(row->printed, ":"));
}

/* A section's name, or what announces it. */
static bool is_section(const kx_programme_row *rows, unsigned at, unsigned own)
{
    return rows[at].kind == KX_BLOCK_SECTION || (at < own && rows[at + 1].kind == KX_BLOCK_SECTION);
}

/* A heading has no stop of its own before a byline. */
static bool ends_line(const kx_programme_row *rows, unsigned at, unsigned own)
{
    return at == own &&
           (rows[at].kind == KX_BLOCK_HEADLINE || rows[at].kind == KX_BLOCK_INTERTITLE);
}

static char *cued(const kx_programme_row *rows, const kx_item *item)
{
    GString *lines = g_string_new(NULL);
    unsigned words = 0;
    for (unsigned i = item->first; i < item->first + item->n; i++) {
        if (is_section(rows, i, item->own))
            continue;
        if (words++ > 0)
            g_string_append_c(lines, ends_line(rows, i - 1, item->own) ? '\n' : ' ');
        g_autofree char *safe = kx_readable(rows[i].printed);
        g_string_append(lines, safe);
    }
    return g_string_free(lines, words < 2);
}

/* The item that begins with row `at`; returns the row after it. */
static unsigned add_item(kx_programme *p, const kx_programme_row *rows, unsigned at, unsigned n)
{
    kx_item item = {.first = at};
    while (at + 1 < n && announces(&rows[at], &rows[at + 1]))
        at++;
    const kx_programme_row *row = &rows[at];
    item.own = at++;
    while (at < n && is_cue(&rows[at]) && rows[at].article == row->article &&
           !(at + 1 < n && announces(&rows[at], &rows[at + 1])))
        at++;
    item.n = at - item.first;
    item.printed = kx_readable(row->printed);
    item.cued = cued(rows, &item);
    item.words = count_words(item.printed);
    item.kind = row->kind;
    item.article = row->article;
    const kx_item *last = p->items->len ? kx_programme_item(p, p->items->len - 1) : NULL;
    const kx_programme_row *before = last ? &rows[last->own] : NULL;
    item.opens_article = row->article != G_MAXUINT && !(last && last->article == row->article);
    item.opens_block = before == NULL || before->part != row->part || before->block != row->block;
    g_array_append_val(p->items, item);
    return at;
}

/* The articles' items and hashes. */
static void close_articles(kx_programme *p, const kx_programme_row *rows)
{
    for (unsigned a = 0; a < p->articles->len; a++) {
        kx_listed_article *article = &g_array_index(p->articles, kx_listed_article, a);
        g_autoptr(GPtrArray) sentences = g_ptr_array_new();
        for (unsigned i = 0; i < p->items->len; i++) {
            const kx_item *item = kx_programme_item(p, i);
            if (item->article != a)
                continue;
            article->first = article->n++ ? article->first : i;
            g_ptr_array_add(sentences, rows[item->own].printed);
        }
        article->hash = kx_article_hash((const char *const *)sentences->pdata, sentences->len);
    }
}

/* An article opens a section where it has another one than the article before it. */
static void open_sections(kx_programme *p)
{
    for (unsigned a = 0; a < p->articles->len; a++) {
        const kx_listed_article *article = kx_programme_article(p, a);
        const char *before = a ? kx_programme_article(p, a - 1)->section : NULL;
        g_array_index(p->items, kx_item, article->first).opens_section =
            article->section != NULL && g_strcmp0(article->section, before) != 0;
    }
}

void kx_programme_fill(kx_programme *p, const kx_programme_row *rows, unsigned n)
{
    for (unsigned at = 0; at < n;)
        at = add_item(p, rows, at, n);
    close_articles(p, rows);
    open_sections(p);
}

/* ---- from a plan ---- */

static const kx_timed_sentence *planned(const kx_programme *p, unsigned index)
{
    return &g_array_index(p->plan->sentences, kx_timed_sentence, index);
}

/* The plan's articles; for each of its parts, the index of its article. */
static GArray *list_articles(kx_programme *p)
{
    GArray *article_of = g_array_new(FALSE, FALSE, sizeof(unsigned));
    for (guint i = 0; i < p->plan->parts->len; i++) {
        const kx_part *part = &g_array_index(p->plan->parts, kx_part, i);
        unsigned index = G_MAXUINT;
        if (part->kind == KX_PART_ARTICLE) {
            const char *section = kx_briefing_section(p->plan, i);
            kx_listed_article article = {.title = kx_readable(part->title),
                                         .section = section ? kx_readable(section) : NULL};
            index = p->articles->len;
            g_array_append_val(p->articles, article);
        }
        g_array_append_val(article_of, index);
    }
    return article_of;
}

static void clear_row(void *data)
{
    g_free(((kx_programme_row *)data)->printed);
}

static void fill_from_plan(kx_programme *p)
{
    g_autoptr(GArray) article_of = list_articles(p);
    g_autoptr(GArray) rows = g_array_new(FALSE, FALSE, sizeof(kx_programme_row));
    g_array_set_clear_func(rows, clear_row);
    for (guint i = 0; i < p->plan->sentences->len; i++) {
        const kx_timed_sentence *s = planned(p, i);
        const kx_document *doc = g_ptr_array_index(p->plan->documents, s->doc);
        kx_programme_row row = {.printed = kx_printed(doc, s->range),
                                .kind = g_array_index(doc->blocks, kx_block, s->block).kind,
                                .article = g_array_index(article_of, unsigned, s->part),
                                .own = kx_briefing_is_own(p->plan, s->doc),
                                .part = s->part,
                                .block = s->block};
        g_array_append_val(rows, row);
    }
    kx_programme_fill(p, (const kx_programme_row *)(void *)rows->data, rows->len);
}

kx_programme *kx_programme_from_documents(GPtrArray *documents, const kx_compose_settings *settings)
{
    kx_briefing *plan = kx_compose_plan(documents, settings);
    kx_programme *p = kx_programme_new(plan->title);
    p->plan = plan;
    p->style = &settings->voice->style;
    fill_from_plan(p);
    return p;
}

static char *transcript(const kx_programme *p, const kx_timed_sentence *s)
{
    const kx_document *doc = g_ptr_array_index(p->plan->documents, s->doc);
    g_autoptr(kx_spoken) spoken = kx_normalise(doc, s->range, p->style);
    g_autofree char *text = kx_spoken_render(spoken, KX_RENDER_TRANSCRIPT, NULL);
    return kx_readable(text);
}

const char *kx_programme_spoken(kx_programme *p, unsigned index)
{
    kx_item *item = &g_array_index(p->items, kx_item, index);
    if (item->spoken == NULL)
        item->spoken = p->plan ? transcript(p, planned(p, item->own)) : g_strdup(item->printed);
    return item->spoken;
}
