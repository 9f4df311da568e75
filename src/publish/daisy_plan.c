/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "brief/moment.h"
#include "brief/profile.h"
#include "publish/cue.h"
#include "publish/daisy_private.h"
#include "publish/feed_text.h"

#include <string.h>

enum { LINE_CHARS_MAX = 200, PARAGRAPH_CHARS_MAX = 60 };

typedef struct {
    kx_daisy *daisy;
    bool sections; /* one has begun */
} planner;

static const kx_outline_part *part_at(const kx_daisy *daisy, unsigned part)
{
    return &g_array_index(daisy->outline->parts, kx_outline_part, part);
}

static const kx_outline_part *file_at(const kx_daisy *daisy, unsigned file)
{
    return &g_array_index(daisy->files, kx_outline_part, file);
}

static const kx_outline_block *block_at(const kx_daisy *daisy, unsigned block)
{
    return &g_array_index(daisy->outline->blocks, kx_outline_block, block);
}

static const kx_passage *passage_at(const kx_daisy *daisy, unsigned passage)
{
    return &g_array_index(daisy->outline->passages, kx_passage, passage);
}

/* ---- what is heard ---- */

/* The file's passages are [first, end). */
static unsigned passages_of(const kx_daisy *daisy, unsigned file, unsigned *first)
{
    const kx_outline_part *p = file_at(daisy, file);
    if (p->n == 0)
        return *first = 0;
    const kx_outline_block *last = block_at(daisy, p->first + p->n - 1);
    *first = block_at(daisy, p->first)->first;
    return last->first + last->n;
}

static bool is_heard(const kx_passage *passage)
{
    return passage->end > passage->start;
}

static bool hears_any(const kx_daisy *daisy, unsigned first, unsigned end)
{
    for (unsigned i = first; i < end; i++)
        if (is_heard(passage_at(daisy, i)))
            return true;
    return false;
}

bool kx_daisy_has_sound(const kx_daisy *daisy, unsigned file)
{
    const kx_outline_part *p = file_at(daisy, file);
    unsigned first, end = passages_of(daisy, file, &first);
    return end > first && kx_cue_ms(p->end) > kx_cue_ms(p->start);
}

static bool is_par(const kx_daisy *daisy, unsigned file, unsigned passage)
{
    unsigned first, end = passages_of(daisy, file, &first);
    if (!kx_daisy_has_sound(daisy, file) || passage < first || passage >= end)
        return false;
    return is_heard(passage_at(daisy, passage)) ||
           (passage == first && !hears_any(daisy, first, end));
}

bool kx_daisy_is_par(const kx_daisy *daisy, unsigned passage)
{
    unsigned sentence = passage_at(daisy, passage)->sentence;
    unsigned part = g_array_index(daisy->b->sentences, kx_timed_sentence, sentence).part;
    return is_par(daisy, kx_daisy_file_of(daisy, part), passage);
}

/* The first <par> of the part's file from passage `from` on; else the last before it. */
static unsigned next_par(const kx_daisy *daisy, unsigned part, unsigned from)
{
    unsigned file = kx_daisy_file_of(daisy, part), first, end = passages_of(daisy, file, &first);
    for (unsigned i = from; i < end; i++)
        if (is_par(daisy, file, i))
            return i;
    for (unsigned i = MIN(from, end); i-- > first;)
        if (is_par(daisy, file, i))
            return i;
    return KX_DAISY_NOWHERE;
}

/* ---- headings ---- */

static void add_title(planner *p, unsigned part, unsigned level, unsigned before, const char *title)
{
    kx_daisy_item item = {.part = part,
                          .level = level,
                          .title = g_strdup(title),
                          .target = next_par(p->daisy, part, before)};
    g_array_append_val(p->daisy->items, item);
}

static void add_block(planner *p, const kx_outline_block *block, unsigned level)
{
    kx_daisy_item item = {
        .part = block->part, .level = level, .block = block, .target = KX_DAISY_NOWHERE};
    if (level > 0)
        item.target = next_par(p->daisy, block->part, block->first);
    for (unsigned i = 0; i < block->n && item.target == KX_DAISY_NOWHERE; i++)
        if (kx_daisy_is_par(p->daisy, block->first + i))
            item.target = block->first + i;
    g_array_append_val(p->daisy->items, item);
}

/* How deep the part's article stands. */
static unsigned article_level(const planner *p, unsigned part)
{
    if (kx_briefing_only_article(p->daisy->b))
        return 1;
    return p->sections && kx_briefing_section(p->daisy->b, part) == NULL ? 1 : 2;
}

/* An article: a section may begin with it, and it may have no headline. */
static void plan_article(planner *p, unsigned part)
{
    const kx_outline_part *o = part_at(p->daisy, part);
    const char *title = kx_briefing_only_article(p->daisy->b)
                            ? p->daisy->title
                            : g_array_index(p->daisy->b->parts, kx_part, part).title;
    bool named = false;
    for (unsigned i = 0; i < o->n; i++) {
        const kx_outline_block *block = block_at(p->daisy, o->first + i);
        if (block->depth == KX_DEPTH_SECTION) {
            add_block(p, block, 1);
            p->sections = true;
            continue;
        }
        unsigned level = article_level(p, part);
        if (!named && block->depth != KX_DEPTH_ARTICLE)
            add_title(p, part, level, block->first, title);
        named = true;
        add_block(p, block,
                  block->depth == KX_DEPTH_TEXT      ? 0
                  : block->depth == KX_DEPTH_ARTICLE ? level
                                                     : level + 1);
    }
}

/* The programme's own words; the first are the book's heading. Headlines in them are a list. What
 * is said after a single article is one more paragraph: its headings are those of the article. */
static void plan_own(planner *p, unsigned part, kx_part_kind kind)
{
    const kx_outline_part *o = part_at(p->daisy, part);
    bool opening = kind == KX_PART_OPENING;
    if (!opening && o->n > 0 && !kx_briefing_only_article(p->daisy->b))
        add_title(p, part, p->sections ? 1 : 2, block_at(p->daisy, o->first)->first,
                  KX_CLOSING_TITLE);
    for (unsigned i = 0; i < o->n; i++)
        add_block(p, block_at(p->daisy, o->first + i), opening && i == 0 ? 1 : 0);
}

/* ---- what stands beside the text ---- */

const kx_daisy_aside kx_daisy_asides[KX_DAISY_ASIDES + 1] = {
    [KX_DAISY_SIDEBAR] = {"sidebar", "sidebar-on", "ncc:sidebars"},
    [KX_DAISY_FOOTNOTE] = {"notebody", "footnote-on", "ncc:footnotes"},
};

const kx_daisy_aside *kx_daisy_aside_of(kx_block_kind kind)
{
    static const unsigned asides[KX_ASIDES + 1] = {
        [KX_ASIDE_CAPTION] = KX_DAISY_SIDEBAR,
        [KX_ASIDE_LINK] = KX_DAISY_SIDEBAR,
        [KX_ASIDE_NOTE] = KX_DAISY_FOOTNOTE,
        [KX_ASIDES] = KX_DAISY_ASIDES,
    };
    return &kx_daisy_asides[asides[kx_aside_of(kind)]];
}

/* ---- the book ---- */

/* The briefing's title with its date, unless it names the day already. */
static char *dated_title(const kx_briefing *b)
{
    g_autofree char *title = kx_feed_line(b->title, LINE_CHARS_MAX);
    g_autofree char *day = kx_moment_day_of(b->date);
    if (day == NULL)
        return g_steal_pointer(&title);
    const char *number = strchr(day, ' ') + 1;
    return strstr(title, number) ? g_steal_pointer(&title) : g_strdup_printf("%s – %s", title, day);
}

unsigned kx_daisy_file_of(const kx_daisy *daisy, unsigned part)
{
    return kx_briefing_only_article(daisy->b) ? 0 : part;
}

static GArray *files_of(const kx_daisy *daisy)
{
    GArray *files = g_array_new(FALSE, TRUE, sizeof(kx_outline_part));
    for (guint i = 0; i < daisy->outline->parts->len; i++) {
        const kx_outline_part *part = part_at(daisy, i);
        if (kx_daisy_file_of(daisy, i) == files->len) {
            g_array_append_vals(files, part, 1);
            continue;
        }
        kx_outline_part *file = &g_array_index(files, kx_outline_part, files->len - 1);
        file->end = part->end;
        file->n += part->n;
    }
    return files;
}

static void clear_item(void *item)
{
    g_free(((kx_daisy_item *)item)->title);
}

kx_daisy *kx_daisy_plan(const kx_edition *edition)
{
    kx_daisy *daisy = g_new0(kx_daisy, 1);
    daisy->edition = edition;
    daisy->b = edition->briefing;
    daisy->outline = kx_book_sound_outline(edition->sound);
    daisy->files = files_of(daisy);
    daisy->title = dated_title(daisy->b);
    daisy->items = g_array_new(FALSE, TRUE, sizeof(kx_daisy_item));
    g_array_set_clear_func(daisy->items, clear_item);
    planner p = {.daisy = daisy};
    for (guint i = 0; i < daisy->outline->parts->len; i++) {
        kx_part_kind kind = g_array_index(daisy->b->parts, kx_part, i).kind;
        if (kind == KX_PART_ARTICLE)
            plan_article(&p, i);
        else
            plan_own(&p, i, kind);
    }
    return daisy;
}

void kx_daisy_free(kx_daisy *daisy)
{
    if (daisy == NULL)
        return;
    g_array_unref(daisy->items);
    g_array_unref(daisy->files);
    g_free(daisy->title);
    g_free(daisy);
}

char *kx_daisy_line(const kx_daisy *daisy, const kx_daisy_item *item)
{
    size_t chars = item->level ? LINE_CHARS_MAX : PARAGRAPH_CHARS_MAX;
    g_autofree char *printed = NULL;
    if (item->block) {
        const kx_document *doc = g_ptr_array_index(daisy->b->documents, item->block->doc);
        printed = kx_printed(doc, g_array_index(doc->blocks, kx_block, item->block->block).range);
    }
    char *line = kx_feed_line(printed ? printed : item->title, chars);
    if (*line)
        return line;
    g_free(line);
    return g_strdup("…");
}

char *kx_daisy_file(unsigned part, const char *suffix)
{
    return g_strdup_printf("d%03u.%s", part + 1, suffix);
}

char *kx_daisy_id(const kx_daisy *daisy, char kind, unsigned passage)
{
    return g_strdup_printf("%c%04u", kind, passage_at(daisy, passage)->sentence + 1);
}
