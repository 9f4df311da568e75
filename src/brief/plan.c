/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "brief/plan.h"

#include "base/intl.h"
#include "base/limits.h"
#include "brief/byline.h"
#include "brief/moment.h"
#include "brief/title.h"
#include "text/sentence.h"

#include <string.h>

#define DEFAULT_NAME "Nieuwsoverzicht"
#define DEFAULT_SLUG "briefing"

typedef struct {
    kx_briefing *b;
    kx_structure structure;
    const kx_profile *profile;
    bool titled;      /* the publisher gave the programme a title */
    kx_document *own; /* the programme's own words */
    GString *own_text;
    unsigned part; /* being planned */
} planner;

static void add_sentence(planner *p, unsigned doc, unsigned block, kx_range range, kx_role role,
                         kx_pause pause)
{
    kx_timed_sentence sentence = {
        .doc = doc, .block = block, .range = range, .part = p->part, .role = role, .pause = pause};
    kx_rows_add(p->b->sentences, &sentence, 1);
}

static void add_own_block(planner *p, kx_block_kind kind, const char *text, kx_role role,
                          kx_pause pause)
{
    kx_range range = {p->own_text->len, p->own_text->len + strlen(text)};
    g_string_append(p->own_text, text);
    g_string_append(p->own_text, "\n\n");
    kx_document_add_block(p->own, kind, range);
    add_sentence(p, p->b->n_articles, p->own->blocks->len - 1, range, role, pause);
}

/* Something the programme says itself: one block, one sentence of its own document. */
static void add_own(planner *p, const char *text, kx_role role, kx_pause pause)
{
    add_own_block(p, KX_BLOCK_PROGRAMME, text, role, pause);
}

static void add_block(planner *p, unsigned doc, unsigned block, kx_role role, kx_pause before)
{
    g_autoptr(GArray) sentences = g_array_new(FALSE, FALSE, sizeof(kx_sentence));
    kx_sentences(g_ptr_array_index(p->b->documents, doc), block, sentences);
    for (guint i = 0; i < sentences->len; i++)
        add_sentence(p, doc, block, g_array_index(sentences, kx_sentence, i).range, role,
                     i == 0 ? before : KX_PAUSE_SENTENCE);
}

/* Puts a title away that was made for it. */
static const char *keep_title(planner *p, char *title)
{
    const char *kept = kx_store_add_text(p->b->titles, title);
    g_free(title);
    return kept;
}

/* `title` is put away or static. */
static void open_chapter(planner *p, const char *title)
{
    kx_chapter chapter = {.title = title, .part = p->part, .first_sentence = p->b->sentences->len};
    g_array_append_val(p->b->chapters, chapter);
}

/* Returns the part's title, put away. */
static const char *open_part(planner *p, kx_part_kind kind, unsigned doc, const char *title)
{
    kx_part part = {.kind = kind, .doc = doc, .title = keep_title(p, kx_title_clean(title))};
    kx_rows_add(p->b->parts, &part, 1);
    p->part = p->b->parts->len - 1;
    return part.title;
}

/* "vrijdag 27 november 2026" */
static char *day_of(const kx_briefing *b)
{
    char *day = kx_moment_day_of(b->date);
    return day ? day : g_strdup(b->date);
}

/* ---- one article ---- */

/* How each kind of block sounds. The pause after a block is the next one's pause before it, unless
 * `after` asks for a longer one. */
static const struct {
    kx_role role;
    kx_pause before;
    int after;             /* kx_pause, or -1 */
    const char *cue, *end; /* words of KX_STRUCTURE_WORDS */
} kinds[KX_BLOCK_KINDS] = {
    [KX_BLOCK_HEADLINE] = {KX_ROLE_HEADING, KX_PAUSE_BEFORE_HEADLINE, KX_PAUSE_AFTER_HEADLINE,
                           "Kop:", NULL},
    [KX_BLOCK_LEAD] = {KX_ROLE_TEXT, KX_PAUSE_PARAGRAPH, -1, NULL, NULL},
    [KX_BLOCK_PARAGRAPH] = {KX_ROLE_TEXT, KX_PAUSE_PARAGRAPH, -1, NULL, NULL},
    [KX_BLOCK_INTERTITLE] = {KX_ROLE_HEADING, KX_PAUSE_SECTION, KX_PAUSE_AFTER_HEADLINE,
                             "Tussenkop:", NULL},
    [KX_BLOCK_QUOTE] = {KX_ROLE_QUOTE, KX_PAUSE_QUOTE, KX_PAUSE_QUOTE, "Citaat:", "Einde citaat."},
    [KX_BLOCK_LIST_ITEM] = {KX_ROLE_TEXT, KX_PAUSE_ITEM, -1, NULL, NULL},
    [KX_BLOCK_CAPTION] = {KX_ROLE_TEXT, KX_PAUSE_PARAGRAPH, -1, "Onderschrift:", NULL},
    [KX_BLOCK_LINK] = {KX_ROLE_TEXT, KX_PAUSE_PARAGRAPH, -1, NULL, NULL},
    [KX_BLOCK_NOTE] = {KX_ROLE_TEXT, KX_PAUSE_PARAGRAPH, -1, NULL, NULL},
    [KX_BLOCK_PROGRAMME] = {KX_ROLE_TEXT, KX_PAUSE_SENTENCE, -1, NULL, NULL},
    [KX_BLOCK_SECTION] = {KX_ROLE_HEADING, KX_PAUSE_SECTION, KX_PAUSE_AFTER_HEADLINE,
                          "Rubriek:", NULL},
};

static kx_role role_of(const planner *p, kx_block_kind kind)
{
    return p->structure == KX_STRUCTURE_VOICE ? kinds[kind].role : KX_ROLE_TEXT;
}

static kx_block_kind kind_at(const kx_document *doc, unsigned block)
{
    return g_array_index(doc->blocks, kx_block, block).kind;
}

/* "Foto: ANP" says what it is; "© ANP" does not. */
static bool names_itself(const kx_document *doc, unsigned index)
{
    enum { LETTERS_MAX = 20 };
    kx_range range = g_array_index(doc->blocks, kx_block, index).range;
    size_t at = range.start, end = MIN(range.end, range.start + LETTERS_MAX);
    while (at < end && (g_ascii_isalpha(doc->text[at]) || (guchar)doc->text[at] >= 0x80 ||
                        strchr("'[(", doc->text[at])))
        at++;
    return at < end && doc->text[at] == ':';
}

/* One block, with its cue words before and after; a quote of several paragraphs has them once. */
static void plan_block(planner *p, unsigned doc, unsigned index, kx_pause before)
{
    const kx_document *document = g_ptr_array_index(p->b->documents, doc);
    kx_block_kind kind = kind_at(document, index);
    bool words = p->structure == KX_STRUCTURE_WORDS, quote = kind == KX_BLOCK_QUOTE;
    bool goes_on = quote && index > 0 && kind_at(document, index - 1) == kind;
    bool more = quote && index + 1 < document->blocks->len && kind_at(document, index + 1) == kind;
    bool named = kind == KX_BLOCK_CAPTION && names_itself(document, index);
    if (words && kinds[kind].cue && !goes_on && !named) {
        add_own(p, kinds[kind].cue, KX_ROLE_TEXT, before);
        before = KX_PAUSE_COLON;
    }
    add_block(p, doc, index, role_of(p, kind), before);
    if (words && kinds[kind].end && !more)
        add_own(p, kinds[kind].end, KX_ROLE_TEXT, KX_PAUSE_QUOTE);
}

/* The pause between two blocks: what the first asks for after it, or the second before it. The
 * paragraphs of one quote are parted as any are. */
static kx_pause pause_between(kx_block_kind first, kx_block_kind second)
{
    if (first == KX_BLOCK_QUOTE && second == first)
        return KX_PAUSE_PARAGRAPH;
    if (kinds[first].after >= 0 && kinds[second].before != KX_PAUSE_SECTION)
        return (kx_pause)kinds[first].after;
    return kinds[second].before;
}

static bool has_kind(const kx_document *doc, kx_block_kind kind)
{
    for (guint i = 0; i < doc->blocks->len; i++)
        if (kind_at(doc, i) == kind)
            return true;
    return false;
}

static char *block_title(const kx_document *doc, unsigned block)
{
    const kx_block *b = &g_array_index(doc->blocks, kx_block, block);
    g_autofree char *text = kx_printed(doc, b->range);
    if (b->kind == KX_BLOCK_HEADLINE || b->kind == KX_BLOCK_INTERTITLE)
        return kx_title_clean(text);
    g_autofree char *words = kx_first_words(text, KX_CHAPTER_TITLE_WORDS_CHARS_MAX);
    return kx_title_clean(words);
}

/* Whether a block of a single article opens a chapter: intertitles do where there are any, else
 * each paragraph; the lead belongs to its headline, quotes and list items to what stands before.
 * `last`: the kind of the block that is said before it, or -1. */
static bool opens_chapter(kx_block_kind kind, int last, bool sections)
{
    if (last < 0)
        return true;
    if (sections)
        return kind == KX_BLOCK_INTERTITLE;
    return kind == KX_BLOCK_PARAGRAPH && last != (int)KX_BLOCK_HEADLINE;
}

/* Says the section's name where the article stands in another one than the article before it.
 * Returns the pause before what comes next. */
static kx_pause plan_section(planner *p, kx_pause before)
{
    const char *section = kx_briefing_section(p->b, p->part);
    const char *last = p->part > 0 ? kx_briefing_section(p->b, p->part - 1) : NULL;
    if (section == NULL || g_strcmp0(section, last) == 0)
        return before;
    g_autofree char *name = kx_title_clean(section);
    before = kinds[KX_BLOCK_SECTION].before;
    if (p->structure == KX_STRUCTURE_WORDS) {
        add_own(p, kinds[KX_BLOCK_SECTION].cue, KX_ROLE_TEXT, before);
        before = KX_PAUSE_COLON;
    }
    add_own_block(p, KX_BLOCK_SECTION, name, role_of(p, KX_BLOCK_SECTION), before);
    return (kx_pause)kinds[KX_BLOCK_SECTION].after;
}

/* Whether the profile leaves block `index` out; then it is listed. */
static bool skip_block(planner *p, unsigned doc, unsigned index)
{
    const kx_document *document = g_ptr_array_index(p->b->documents, doc);
    const kx_block *block = &g_array_index(document->blocks, kx_block, index);
    if (!kx_profile_skips(p->profile, block->kind))
        return false;
    kx_skip skip = {.doc = doc,
                    .block = index,
                    .kind = block->kind,
                    .range = block->range,
                    .reason = kx_profile_reason(p->profile, block->kind)};
    g_array_append_val(p->b->skips, skip);
    return true;
}

static void add_fact(planner *p, char *sentence, kx_pause *pause)
{
    if (sentence == NULL)
        return;
    add_own(p, sentence, KX_ROLE_TEXT, *pause);
    *pause = KX_PAUSE_SENTENCE;
    g_free(sentence);
}

/* What editions print below the headline. */
static void plan_byline(planner *p, const kx_document *document)
{
    kx_pause pause = (kx_pause)kinds[KX_BLOCK_HEADLINE].after;
    g_autofree char *day = kx_moment_day_of(document->date), *today = day_of(p->b);
    add_fact(p, kx_byline_author(document), &pause);
    add_fact(p, kx_byline_source(document), &pause);
    if (day && strcmp(day, today) != 0)
        add_fact(p, g_strdup_printf("Van %s.", day), &pause);
}

typedef enum { CHAPTER_PER_ARTICLE, CHAPTER_PER_SECTION } chapter_rule;

static void plan_article(planner *p, unsigned doc, chapter_rule rule, kx_pause before)
{
    const kx_document *document = g_ptr_array_index(p->b->documents, doc);
    g_autofree char *named = kx_article_title(document);
    bool sections = has_kind(document, KX_BLOCK_INTERTITLE);
    const char *title = open_part(p, KX_PART_ARTICLE, doc, named);
    if (rule == CHAPTER_PER_ARTICLE) {
        open_chapter(p, title);
        before = plan_section(p, before);
    }
    int last = -1; /* the kind of the block before */
    for (guint i = 0; i < document->blocks->len; i++) {
        kx_block_kind kind = kind_at(document, i);
        if (skip_block(p, doc, i))
            continue;
        if (rule == CHAPTER_PER_SECTION && opens_chapter(kind, last, sections))
            open_chapter(p, last < 0 ? title : keep_title(p, block_title(document, i)));
        if (last >= 0)
            before = pause_between((kx_block_kind)last, kind);
        plan_block(p, doc, i, before);
        if (kind == KX_BLOCK_HEADLINE && p->profile && p->profile->says_byline)
            plan_byline(p, document);
        last = (int)kind;
    }
    kx_briefing_passed(p->b, p->part);
}

/* ---- the whole programme ---- */

static char *with_day(const kx_briefing *b)
{
    g_autofree char *day = day_of(b);
    return g_strdup_printf("%s van %s", b->name, day);
}

/* The headlines as a list: each is the article's own block, so that its words keep their place in
 * the source. An article without a headline is named by its title. */
static void plan_headlines(planner *p)
{
    for (unsigned doc = 0; doc < p->b->n_articles; doc++) {
        const kx_document *document = g_ptr_array_index(p->b->documents, doc);
        if (kind_at(document, 0) == KX_BLOCK_HEADLINE) {
            add_block(p, doc, 0, KX_ROLE_TEXT, KX_PAUSE_ITEM);
        } else {
            g_autofree char *title = kx_article_title(document);
            add_own(p, title, KX_ROLE_TEXT, KX_PAUSE_ITEM);
        }
        kx_briefing_passed(p->b, doc);
    }
}

static void open_closing(planner *p)
{
    open_part(p, KX_PART_CLOSING, p->b->n_articles, p->b->title);
    open_chapter(p, KX_CLOSING_TITLE);
}

/* The day of "vrijdag 14 maart 2025" as names have it: "14 maart". */
static bool names_day(const char *name, const char *day)
{
    g_auto(GStrv) words = g_strsplit(day, " ", 4);
    if (g_strv_length(words) != 4)
        return false;
    g_autofree char *short_day = g_strconcat(words[1], " ", words[2], NULL);
    return strstr(name, short_day) != NULL;
}

static bool is_ended(const char *name)
{
    static const char *const ends[] = {".", "!", "?", "…"};
    for (unsigned i = 0; i < G_N_ELEMENTS(ends); i++)
        if (g_str_has_suffix(name, ends[i]))
            return true;
    return false;
}

/* The name, and which day it is: a name that was given does not always take "van" and the day. */
static void plan_welcome(planner *p)
{
    const char *name = p->titled ? p->b->name : p->b->title;
    g_autofree char *day = day_of(p->b), *today = g_strdup_printf("Het is %s.", day);
    g_autofree char *welcome = g_strconcat(name, is_ended(name) ? NULL : ".", NULL);
    add_own(p, welcome, role_of(p, KX_BLOCK_HEADLINE), KX_PAUSE_SENTENCE);
    if (!names_day(name, day))
        add_own(p, today, KX_ROLE_TEXT, KX_PAUSE_SENTENCE);
}

static char *goodbye_of(const planner *p)
{
    const char *name = p->b->name;
    if (p->titled)
        return g_strdup_printf(is_ended(name) ? "Dit was: %s" : "Dit was %s.", name);
    g_autofree char *day = day_of(p->b);
    return g_strdup_printf("Dit was het nieuwsoverzicht van %s.", day);
}

static void plan_programme(planner *p)
{
    unsigned n = p->b->n_articles;
    g_autofree char *count = g_strdup_printf("In deze uitgave: %u artikelen.", n);
    g_autofree char *goodbye = goodbye_of(p);

    open_part(p, KX_PART_OPENING, n, p->b->title);
    open_chapter(p, "Opening");
    plan_welcome(p);
    add_own(p, count, KX_ROLE_TEXT, KX_PAUSE_AFTER_HEADLINE);
    plan_headlines(p);
    for (unsigned doc = 0; doc < n; doc++)
        plan_article(p, doc, CHAPTER_PER_ARTICLE, doc ? KX_PAUSE_ARTICLE : KX_PAUSE_SECTION);
    open_closing(p);
    add_own(p, goodbye, KX_ROLE_TEXT, KX_PAUSE_ARTICLE);
}

/* Apple and others want it to be heard, and not only told in the feed. It is all the closing that a
 * single article has. */
static void plan_disclosure(planner *p)
{
    static const char words[] = "Voorgelezen door een computerstem.";
    bool single = kx_briefing_only_article(p->b) != NULL;
    if (single)
        open_closing(p);
    add_own(p, words, KX_ROLE_TEXT, single ? KX_PAUSE_ARTICLE : KX_PAUSE_SENTENCE);
}

/* Files hold KX_CHAPTERS_MAX chapters: where there are more, neighbours share one, evenly. */
static void merge_chapters(kx_briefing *b)
{
    const guint n = b->chapters->len;
    if (n <= KX_CHAPTERS_MAX)
        return;
    GArray *merged = g_array_new(FALSE, FALSE, sizeof(kx_chapter));
    for (guint i = 0; i < KX_CHAPTERS_MAX; i++)
        g_array_append_val(merged, g_array_index(b->chapters, kx_chapter,
                                                 (guint)((guint64)i * n / KX_CHAPTERS_MAX)));
    g_array_unref(b->chapters);
    b->chapters = merged;
    g_ptr_array_add(b->notes, g_strdup_printf(_("%u chapters were merged into %d: audio files hold "
                                                "no more"),
                                              n, KX_CHAPTERS_MAX));
}

static void close_chapters(kx_briefing *b)
{
    for (guint i = 0; i < b->chapters->len; i++) {
        kx_chapter *chapter = &g_array_index(b->chapters, kx_chapter, i);
        unsigned end = i + 1 < b->chapters->len
                           ? g_array_index(b->chapters, kx_chapter, i + 1).first_sentence
                           : b->sentences->len;
        chapter->n_sentences = end - chapter->first_sentence;
    }
}

/* "Sport" and "sport" in a row are one section, by the name that the first article gives it. */
static void join_sections(const kx_briefing *b)
{
    for (unsigned i = 1; i < b->n_articles; i++) {
        const kx_document *last = g_ptr_array_index(b->documents, i - 1);
        kx_document *doc = g_ptr_array_index(b->documents, i);
        if (!last->section || !doc->section || strcmp(last->section, doc->section) == 0)
            continue;
        g_autofree char *one = g_utf8_casefold(last->section, -1);
        g_autofree char *other = g_utf8_casefold(doc->section, -1);
        if (strcmp(one, other) != 0)
            continue;
        if (!doc->store)
            g_free(doc->section);
        doc->section = doc->store ? last->section : g_strdup(last->section);
    }
}

void kx_plan(kx_briefing *b, const kx_compose_settings *settings)
{
    planner p = {.b = b,
                 .structure = settings->structure,
                 .profile = settings->profile,
                 .titled = settings->title != NULL,
                 .own = kx_document_new("kxspeak"),
                 .own_text = g_string_new(NULL)};
    join_sections(b);
    const kx_document *single = kx_briefing_only_article(b);
    g_autofree char *article = single ? kx_article_title(single) : NULL;
    const char *given = settings->title ? settings->title : article;
    b->name = kx_title_clean(given ? given : DEFAULT_NAME);
    b->title = given ? g_strdup(b->name) : with_day(b);
    b->id = settings->id ? g_strdup(settings->id)
            : single     ? kx_slug(b->title)
                         : kx_slug_of_day(settings->title ? b->title : DEFAULT_SLUG, b->date);
    if (single)
        plan_article(&p, 0, CHAPTER_PER_SECTION, KX_PAUSE_SENTENCE);
    else
        plan_programme(&p);
    if (b->discloses)
        plan_disclosure(&p);
    size_t length = p.own_text->len;
    kx_document_take_text(p.own, g_string_free(p.own_text, FALSE), length);
    g_ptr_array_add(b->documents, p.own);
    merge_chapters(b);
    close_chapters(b);
}
