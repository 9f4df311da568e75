/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The page that a listener opens: the text as printed and the sound in one file, with a player that
 * follows the sentence that is heard (player.js). It needs no network. Its elements: a section
 * element for each section of the briefing, an article element for each article, a span of class z
 * with the sentence's id for each sentence that is heard. */
#include "base/intl.h"
#include "brief/moment.h"
#include "publish/cue.h"
#include "publish/feed_text.h"
#include "publish/html.h"
#include "publish/player.h"
#include "publish/player_file.h"
#include "publish/text_file.h"

typedef struct {
    const kx_edition *edition;
    const kx_briefing *b;
    const kx_outline *outline;
    kx_xml *xml;
    unsigned article;  /* which one is written */
    bool has_chapters; /* in the place of intertitles */
    bool in_list;
    const char *section; /* that is open, or NULL */
} page;

/* ---- text ---- */

static void put_passage(page *p, const kx_passage *passage)
{
    const kx_timed_sentence *s =
        &g_array_index(p->b->sentences, kx_timed_sentence, passage->sentence);
    g_autofree char *id = kx_cue_id(passage->sentence);
    bool heard = kx_cue_ms(passage->end) > kx_cue_ms(passage->start);
    kx_xml_open(p->xml, "span");
    if (heard)
        kx_xml_attribute(p->xml, "class", "z");
    kx_xml_attribute(p->xml, "id", id);
    kx_html_linked_phrases(p->xml, p->b, s);
    kx_xml_close_whole(p->xml);
}

/* The sentences of a block; of one that is not read, its text. */
static void put_content(page *p, const kx_outline_block *block)
{
    if (block->n == 0) {
        const kx_document *doc = g_ptr_array_index(p->b->documents, block->doc);
        g_autofree char *printed =
            kx_printed(doc, g_array_index(doc->blocks, kx_block, block->block).range);
        kx_html_linked_text(p->xml, printed);
    }
    for (unsigned i = 0; i < block->n; i++) {
        if (i > 0)
            kx_xml_text(p->xml, " ");
        put_passage(p, &g_array_index(p->outline->passages, kx_passage, block->first + i));
    }
}

static void open_class(page *p, const char *element, const char *class)
{
    kx_xml_open(p->xml, element);
    kx_xml_attribute(p->xml, "class", class);
}

/* An element of text, which may be written from right to left. */
static void put_element(page *p, const char *element, const char *class,
                        const kx_outline_block *block)
{
    open_class(p, element, class);
    kx_xml_attribute(p->xml, "dir", "auto");
    put_content(p, block);
    kx_xml_close_whole(p->xml);
}

/* ---- blocks ---- */

static bool is_single(const page *p)
{
    return kx_briefing_only_article(p->b) != NULL;
}

static bool is_of_article(const page *p, unsigned part)
{
    return g_array_index(p->b->parts, kx_part, part).kind == KX_PART_ARTICLE;
}

static bool has_intertitles(const page *p)
{
    for (guint i = 0; i < p->outline->blocks->len; i++)
        if (g_array_index(p->outline->blocks, kx_outline_block, i).kind == KX_BLOCK_INTERTITLE)
            return true;
    return false;
}

/* The heading of an article: below that of its section, or of the page; that of a single article is
 * the page's own. */
static unsigned level_of(const page *p, unsigned part)
{
    return is_single(p) ? 1 : kx_briefing_section(p->b, part) ? 3 : 2;
}

/* The part of the briefing that it is. */
static unsigned index_of(const page *p, const kx_outline_part *part)
{
    return (unsigned)(part - &g_array_index(p->outline->parts, kx_outline_part, 0));
}

static const kx_part *part_of(const page *p, const kx_outline_part *part)
{
    return &g_array_index(p->b->parts, kx_part, index_of(p, part));
}

static void set_list(page *p, bool in_list)
{
    if (in_list && !p->in_list)
        kx_xml_open(p->xml, "ul");
    if (!in_list && p->in_list)
        kx_xml_close_whole(p->xml);
    p->in_list = in_list;
}

/* The first sentence of the chapter that is printed, or the number of all. */
static unsigned first_printed(const page *p, const kx_chapter *chapter)
{
    for (guint i = 0; i < p->outline->passages->len; i++) {
        unsigned sentence = g_array_index(p->outline->passages, kx_passage, i).sentence;
        if (sentence >= chapter->first_sentence)
            return sentence;
    }
    return p->b->sentences->len;
}

/* The number of the chapter that begins with the block; 0: none. */
static unsigned chapter_of(const page *p, const kx_outline_block *block)
{
    for (guint i = 1; i < p->b->chapters->len && block->n > 0; i++)
        if (first_printed(p, &g_array_index(p->b->chapters, kx_chapter, i)) ==
            g_array_index(p->outline->passages, kx_passage, block->first).sentence)
            return i + 1;
    return 0;
}

/* A single article without intertitles has its chapters as headings for the ear alone: they are
 * what a listener who steps by headings can step by. */
static void put_chapter(page *p, const kx_outline_block *block)
{
    unsigned chapter = p->has_chapters ? chapter_of(p, block) : 0;
    if (chapter == 0)
        return;
    g_autofree char *text = g_strdup_printf("Deel %u", chapter);
    set_list(p, false);
    open_class(p, "h2", "oor deel");
    kx_xml_text(p->xml, text);
    kx_xml_close_whole(p->xml);
}

/* Whether an item of a list has its number in its text: then it needs no bullet. */
static bool is_numbered(const page *p, const kx_outline_block *block)
{
    const kx_document *doc = g_ptr_array_index(p->b->documents, block->doc);
    return kx_is_numbered(doc->text, g_array_index(doc->blocks, kx_block, block->block).range);
}

static void put_block(page *p, const kx_outline_block *block)
{
    bool own = !is_of_article(p, block->part);
    if (!own)
        put_chapter(p, block);
    unsigned level = level_of(p, block->part);
    char heading[] = {'h', (char)('0' + level), '\0'}, below[] = {'h', (char)('1' + level), '\0'};
    bool item = block->kind == KX_BLOCK_LIST_ITEM || (own && block->kind == KX_BLOCK_HEADLINE);
    set_list(p, item);
    if (item)
        put_element(p, "li", is_numbered(p, block) ? "telt" : NULL, block);
    else if (block->kind == KX_BLOCK_HEADLINE)
        put_element(p, heading, NULL, block);
    else if (block->kind == KX_BLOCK_INTERTITLE)
        put_element(p, below, "tussen", block);
    else if (block->kind == KX_BLOCK_QUOTE) {
        kx_xml_open(p->xml, "blockquote");
        put_element(p, "p", NULL, block);
        kx_xml_close_whole(p->xml);
    } else
        put_element(p, "p",
                    block->kind == KX_BLOCK_LEAD      ? "inleiding"
                    : block->kind == KX_BLOCK_CAPTION ? "bijschrift"
                    : block->kind == KX_BLOCK_NOTE    ? "noot"
                                                      : NULL,
                    block);
}

/* ---- articles ---- */

/* The first sentence of the part that is heard, but for the name of its section; NULL: none. */
static const kx_passage *first_heard(const page *p, const kx_outline_part *part)
{
    for (unsigned i = 0; i < part->n; i++) {
        const kx_outline_block *block =
            &g_array_index(p->outline->blocks, kx_outline_block, part->first + i);
        for (unsigned k = 0; k < block->n && block->kind != KX_BLOCK_SECTION; k++) {
            const kx_passage *passage =
                &g_array_index(p->outline->passages, kx_passage, block->first + k);
            if (kx_cue_ms(passage->end) > kx_cue_ms(passage->start))
                return passage;
        }
    }
    return NULL;
}

static void put_read_button(page *p, const kx_outline_part *part, const char *title)
{
    const kx_passage *first = first_heard(p, part);
    if (first == NULL)
        return;
    g_autofree char *id = kx_cue_id(first->sentence);
    open_class(p, "button", "lees");
    kx_xml_attribute(p->xml, "type", "button");
    kx_xml_attribute(p->xml, "value", id);
    kx_xml_attribute(p->xml, "hidden", "");
    kx_xml_text(p->xml, "Lees dit artikel voor");
    open_class(p, "span", "oor");
    kx_xml_text(p->xml, ": ");
    kx_html_text(p->xml, title);
    kx_xml_close_whole(p->xml);
    kx_xml_close_whole(p->xml);
}

/* The first sentence of a part: those of a part stand together, in the order of parts. */
static guint first_of(const kx_briefing *b, unsigned part)
{
    guint low = 0, high = b->sentences->len;
    while (low < high) {
        guint middle = low + (high - low) / 2;
        if (g_array_index(b->sentences, kx_timed_sentence, middle).part < part)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

static char *hash_of(const page *p, unsigned part)
{
    g_autoptr(GPtrArray) sentences = g_ptr_array_new_with_free_func(g_free);
    for (guint i = first_of(p->b, part); i < p->b->sentences->len; i++) {
        const kx_timed_sentence *s = &g_array_index(p->b->sentences, kx_timed_sentence, i);
        if (s->part != part)
            break;
        if (!kx_briefing_is_own(p->b, s->doc))
            g_ptr_array_add(sentences,
                            kx_printed(g_ptr_array_index(p->b->documents, s->doc), s->range));
    }
    return kx_article_hash((const char *const *)sentences->pdata, sentences->len);
}

/* The heading, by the headline where the article begins with one; returns how many blocks of
 * `part` it took. */
static unsigned put_heading(page *p, const kx_outline_block *blocks, unsigned n, const char *id,
                            unsigned part)
{
    char element[] = {'h', (char)('0' + level_of(p, part)), '\0'};
    bool headline = n > 0 && blocks[0].kind == KX_BLOCK_HEADLINE;
    kx_xml_open(p->xml, element);
    kx_xml_attribute(p->xml, "id", id);
    kx_xml_attribute(p->xml, "dir", "auto");
    if (headline)
        put_content(p, &blocks[0]);
    else
        kx_html_text(p->xml, g_array_index(p->b->parts, kx_part, part).title);
    kx_xml_close_whole(p->xml);
    return headline;
}

static void put_article(page *p, const kx_outline_part *part, const kx_outline_block *blocks,
                        unsigned n)
{
    const kx_part *in = part_of(p, part);
    unsigned index = index_of(p, part);
    p->article++;
    g_autofree char *id = g_strdup_printf("a%02u", p->article);
    g_autofree char *heading = g_strdup_printf("k%02u", p->article);
    g_autofree char *hash = hash_of(p, index);
    kx_xml_open(p->xml, "article");
    kx_xml_attribute(p->xml, "id", id);
    kx_xml_attribute(p->xml, "aria-labelledby", heading);
    kx_xml_attribute(p->xml, "data-part", "Artikel");
    kx_xml_attribute(p->xml, "data-hash", hash);
    unsigned first = put_heading(p, blocks, n, heading, index);
    kx_html_byline(p->xml, p->b, index);
    put_read_button(p, part, in->title);
    for (unsigned i = first; i < n; i++)
        put_block(p, &blocks[i]);
    set_list(p, false);
    kx_xml_close_whole(p->xml);
}

/* ---- parts ---- */

static void put_own(page *p, const char *name, const kx_outline_block *blocks, unsigned n)
{
    open_class(p, "section", "eigen");
    kx_xml_attribute(p->xml, "aria-label", name);
    kx_xml_attribute(p->xml, "data-part", name);
    for (unsigned i = 0; i < n; i++)
        put_block(p, &blocks[i]);
    set_list(p, false);
    kx_xml_close_whole(p->xml);
}

/* Ends the section that is open, if the part stands in another one, and begins that. Its heading is
 * block `name`, where it is said (else NULL). It is no landmark: there may be many, and a name may
 * come back. */
static void change_section(page *p, unsigned part, const kx_outline_block *name)
{
    const char *section = kx_briefing_section(p->b, part);
    if (g_strcmp0(section, p->section) == 0)
        return;
    if (p->section)
        kx_xml_close_whole(p->xml);
    p->section = section;
    if (section == NULL)
        return;
    open_class(p, "section", "rubriek");
    kx_xml_attribute(p->xml, "data-part", "Rubriek");
    kx_xml_open(p->xml, "h2");
    kx_xml_attribute(p->xml, "dir", "auto");
    if (name)
        put_content(p, name);
    else
        kx_html_text(p->xml, section);
    kx_xml_close_whole(p->xml);
}

static void put_part(page *p, const kx_outline_part *part)
{
    const kx_outline_block *blocks =
        &g_array_index(p->outline->blocks, kx_outline_block, part->first);
    unsigned n = part->n;
    kx_part_kind kind = part_of(p, part)->kind;
    const kx_outline_block *name = n > 0 && blocks[0].kind == KX_BLOCK_SECTION ? blocks : NULL;
    change_section(p, index_of(p, part), name);
    if (name) {
        blocks++;
        n--;
    }
    if (kind == KX_PART_ARTICLE)
        put_article(p, part, blocks, n);
    else
        put_own(p, kind == KX_PART_OPENING ? "Opening" : "Afsluiting", blocks, n);
}

/* ---- contents ---- */

static void put_entry(page *p, const char *mark, const char *title, int64_t frames)
{
    g_autofree char *href = g_strconcat("#", mark, NULL);
    kx_xml_open(p->xml, "li");
    kx_xml_open(p->xml, "a");
    kx_xml_attribute(p->xml, "href", href);
    kx_xml_open(p->xml, "bdi");
    kx_html_text(p->xml, title);
    kx_xml_close_whole(p->xml);
    kx_xml_text(p->xml, " ");
    kx_html_clock(p->xml, kx_cue_ms(frames) / 1000);
    kx_xml_close_whole(p->xml);
    kx_xml_close_whole(p->xml);
}

static void end_group(page *p)
{
    kx_xml_close_whole(p->xml);
    kx_xml_close_whole(p->xml);
}

/* All articles, below the names of their sections. */
static void put_articles_list(page *p)
{
    const char *open = NULL;
    unsigned article = 0;
    for (guint i = 0; i < p->outline->parts->len; i++) {
        const kx_outline_part *part = &g_array_index(p->outline->parts, kx_outline_part, i);
        const kx_part *in = part_of(p, part);
        if (in->kind != KX_PART_ARTICLE)
            continue;
        const char *section = kx_briefing_section(p->b, i);
        if (open && g_strcmp0(open, section) != 0)
            end_group(p);
        if (section && g_strcmp0(open, section) != 0) {
            kx_xml_open(p->xml, "li");
            kx_xml_open(p->xml, "span");
            kx_html_text(p->xml, section);
            kx_xml_close_whole(p->xml);
            kx_xml_open(p->xml, "ol");
        }
        open = section;
        g_autofree char *mark = g_strdup_printf("a%02u", ++article);
        put_entry(p, mark, in->title, part->end - part->start);
    }
    if (open)
        end_group(p);
}

/* How many chapters the articles have: the closing's comes behind them. */
static unsigned count_chapters(const page *p)
{
    unsigned n = p->b->chapters->len;
    while (n > 0 && !is_of_article(p, g_array_index(p->b->chapters, kx_chapter, n - 1).part))
        n--;
    return n;
}

/* The chapters of a single article, with the moments at which they are heard. */
static void put_chapters_list(page *p)
{
    for (unsigned i = 0; i < count_chapters(p); i++) {
        const kx_chapter *chapter = &g_array_index(p->b->chapters, kx_chapter, i);
        g_autofree char *mark = kx_cue_id(first_printed(p, chapter));
        put_entry(p, mark, chapter->title, chapter->start);
    }
}

static void put_contents(page *p)
{
    if (is_single(p) && count_chapters(p) < 2)
        return;
    kx_xml_open(p->xml, "nav");
    kx_xml_attribute(p->xml, "aria-label", "Inhoud");
    kx_xml_open(p->xml, "details");
    kx_xml_leaf(p->xml, "summary", "Inhoud");
    kx_xml_open(p->xml, "ol");
    if (is_single(p))
        put_chapters_list(p);
    else
        put_articles_list(p);
    kx_xml_close_whole(p->xml);
    kx_xml_close_whole(p->xml);
    kx_xml_close_whole(p->xml);
}

/* ---- the page ---- */

/* "vrijdag 14 maart 2025 · 5 artikelen · 2 minuten" */
static void put_facts(page *p)
{
    g_autofree char *day = kx_moment_day_of(p->b->date);
    int64_t minutes = (kx_cue_ms(p->b->track->frames) + 30000) / 60000;
    kx_xml_open(p->xml, "p");
    kx_xml_open(p->xml, "time");
    kx_xml_attribute(p->xml, "datetime", p->b->date);
    kx_xml_text(p->xml, day ? day : p->b->date);
    kx_xml_close_whole(p->xml);
    g_autofree char *rest =
        minutes == 0
            ? g_strdup(" · minder dan een halve minuut")
            : g_strdup_printf(minutes == 1 ? " · %d minuut" : " · %d minuten", (int)minutes);
    g_autofree char *articles =
        is_single(p) ? g_strdup("") : g_strdup_printf(" · %u artikelen", p->b->n_articles);
    kx_xml_text(p->xml, articles);
    kx_xml_text(p->xml, rest);
    kx_xml_close_whole(p->xml);
}

static void put_header(page *p)
{
    open_class(p, "header", "kop");
    if (p->edition->show->title) {
        open_class(p, "p", "titel");
        kx_html_text(p->xml, p->edition->show->title);
        kx_xml_close_whole(p->xml);
    }
    if (!is_single(p)) {
        kx_xml_open(p->xml, "h1");
        kx_xml_attribute(p->xml, "dir", "auto");
        kx_html_text(p->xml, p->b->name);
        kx_xml_close_whole(p->xml);
    }
    put_facts(p);
    kx_html_correction(p->xml, p->edition->corrected);
    kx_xml_close_whole(p->xml);
}

static void put_main(page *p)
{
    kx_xml_open(p->xml, "main");
    kx_xml_attribute(p->xml, "id", "tekst");
    kx_xml_attribute(p->xml, "tabindex", "-1");
    for (guint i = 0; i < p->outline->parts->len; i++)
        put_part(p, &g_array_index(p->outline->parts, kx_outline_part, i));
    if (p->section)
        kx_xml_close_whole(p->xml);
    kx_xml_close_whole(p->xml);
    if (p->edition->show->tells_ai && !p->b->discloses) {
        kx_xml_open(p->xml, "footer");
        kx_xml_text(p->xml, "Voorgelezen door een computerstem.");
        kx_xml_close_whole(p->xml);
    }
}

static void put_body(page *p, const char *src)
{
    g_autofree char *cues = kx_player_cues(p->b, p->outline);
    kx_xml_open(p->xml, "body");
    open_class(p, "a", "sprong");
    kx_xml_attribute(p->xml, "href", "#tekst");
    kx_xml_text(p->xml, "Direct naar de tekst");
    kx_xml_close_whole(p->xml);
    put_header(p);
    kx_player_put_controls(p->xml, src, cues);
    put_contents(p);
    put_main(p);
    kx_xml_open(p->xml, "script");
    kx_xml_raw(p->xml, kx_player_script());
    kx_xml_close_whole(p->xml);
    kx_xml_close_whole(p->xml);
}

static char *render(const kx_edition *edition, const char *src, GError **error)
{
    page p = {.edition = edition,
              .b = edition->briefing,
              .outline = kx_book_sound_outline(edition->sound),
              .xml = kx_xml_new(KX_XML_HTML)};
    p.has_chapters = is_single(&p) && !has_intertitles(&p);
    g_autofree char *title = kx_text_file_clean(p.b->title);
    kx_xml_open(p.xml, "html");
    kx_xml_language(p.xml, p.b->language ? p.b->language : "nl");
    kx_html_head(
        p.xml, &(kx_html_page){.title = title,
                               .style = kx_player_style(),
                               .script = kx_player_script(),
                               .loads = src ? "media-src 'self' file:" : "media-src data: blob:"});
    kx_xml_close_whole(p.xml);
    put_body(&p, src);
    kx_xml_close_whole(p.xml);
    return kx_xml_finish(p.xml, error);
}

static bool write_player(const kx_edition *edition, int dirfd, const char *name, GError **error)
{
    bool linked = kx_player_is_linked(edition);
    g_autofree char *src = linked ? kx_feed_url(NULL, NULL, edition->mp3_name) : NULL;
    g_autofree char *text = render(edition, src, error);
    const kx_book_mp3 *mp3 = text && !linked ? kx_book_sound_whole(edition->sound, error) : NULL;
    if (text == NULL || (mp3 == NULL && !linked))
        return false;
    return kx_player_file_write(dirfd, name, text, mp3, error);
}

static bool has_sound(const kx_edition *edition)
{
    return edition->sound != NULL;
}

const kx_sink kx_sink_player = {
    .name = "player",
    .what = N_("page with the text, the sound and a player in one file (HTML)"),
    .kind = KX_SINK_TEXT,
    .file = "%s.html",
    .type = "text/html",
    .applies = has_sound,
    .names_others = kx_player_is_linked,
    .write = write_player,
};
