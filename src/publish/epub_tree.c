/* SPDX-License-Identifier: GPL-3.0-or-later */
/* From the outline's row of blocks to a tree a page. */
#include "publish/epub.h"

typedef struct {
    const kx_epub *epub;
    unsigned part;
    unsigned numbers;
    GPtrArray *open; /* kx_epub_node*, borrowed: from the root to where the next block goes */
} builder;

static void node_free(void *data)
{
    kx_epub_node *node = data;
    g_ptr_array_unref(node->children);
    g_free(node);
}

static kx_epub_node *top(const builder *b)
{
    return g_ptr_array_index(b->open, b->open->len - 1);
}

static kx_epub_node *add(builder *b, kx_epub_kind kind, const kx_outline_block *block)
{
    kx_epub_node *node = g_new0(kx_epub_node, 1);
    node->kind = kind;
    node->block = block;
    node->number = b->numbers++;
    node->children = g_ptr_array_new_with_free_func(node_free);
    if (b->open->len > 0)
        g_ptr_array_add(top(b)->children, node);
    return node;
}

/* Closes what is open of that kind and of those that stand deeper. */
static void close_nodes(builder *b, kx_epub_kind kind)
{
    while (b->open->len > 1 && top(b)->kind >= kind)
        g_ptr_array_set_size(b->open, (gint)b->open->len - 1);
}

static void open_node(builder *b, kx_epub_kind kind, const kx_outline_block *block)
{
    close_nodes(b, kind);
    g_ptr_array_add(b->open, add(b, kind, block));
}

/* List items and paragraphs of a quote that stand together are one list, one quote. */
static void add_grouped(builder *b, kx_epub_kind kind, const kx_outline_block *block)
{
    if (top(b)->kind != kind) {
        close_nodes(b, KX_EPUB_LIST);
        open_node(b, kind, NULL);
    }
    add(b, KX_EPUB_BLOCK, block);
}

static void add_text(builder *b, const kx_outline_block *block)
{
    close_nodes(b, KX_EPUB_LIST);
    add(b, KX_EPUB_BLOCK, block);
}

/* ---- parts ---- */

/* The headlines that the opening tells are its list. */
static bool is_item(const kx_epub *epub, const kx_outline_block *block)
{
    const kx_passage *first = &g_array_index(epub->outline->passages, kx_passage, block->first);
    return block->n > 0 &&
           g_array_index(epub->briefing->sentences, kx_timed_sentence, first->sentence).pause ==
               KX_PAUSE_ITEM;
}

static void add_own(builder *b, const kx_outline_block *block, bool heads)
{
    if (top(b)->kind == KX_EPUB_PAGE)
        open_node(b, KX_EPUB_OWN, heads ? block : NULL);
    else
        heads = false;
    if (heads)
        return;
    if (is_item(b->epub, block))
        add_grouped(b, KX_EPUB_LIST, block);
    else
        add_text(b, block);
}

static void add_of_article(builder *b, const kx_outline_block *block)
{
    static const kx_epub_kind kinds[] = {[KX_DEPTH_SECTION] = KX_EPUB_SECTION,
                                         [KX_DEPTH_ARTICLE] = KX_EPUB_ARTICLE,
                                         [KX_DEPTH_INTERTITLE] = KX_EPUB_INTERTITLE};
    if (block->depth != KX_DEPTH_SECTION && block->depth != KX_DEPTH_ARTICLE &&
        top(b)->kind < KX_EPUB_ARTICLE)
        open_node(b, KX_EPUB_ARTICLE, NULL);
    if (block->depth != KX_DEPTH_TEXT)
        open_node(b, kinds[block->depth], block);
    else if (block->kind == KX_BLOCK_LIST_ITEM)
        add_grouped(b, KX_EPUB_LIST, block);
    else if (block->kind == KX_BLOCK_QUOTE)
        add_grouped(b, KX_EPUB_QUOTE, block);
    else
        add_text(b, block);
}

static kx_epub_node *build(const kx_epub *epub, unsigned part)
{
    const kx_outline_part *p = &g_array_index(epub->outline->parts, kx_outline_part, part);
    kx_part_kind kind = g_array_index(epub->briefing->parts, kx_part, part).kind;
    g_autoptr(GPtrArray) open = g_ptr_array_new();
    builder b = {.epub = epub, .part = part, .open = open};
    kx_epub_node *root = add(&b, KX_EPUB_PAGE, NULL);
    g_ptr_array_add(open, root);
    for (unsigned i = 0; i < p->n; i++) {
        const kx_outline_block *block =
            &g_array_index(epub->outline->blocks, kx_outline_block, p->first + i);
        if (kind == KX_PART_ARTICLE)
            add_of_article(&b, block);
        else
            add_own(&b, block, kind == KX_PART_OPENING);
    }
    return root;
}

kx_epub *kx_epub_new(const kx_edition *edition)
{
    kx_epub *epub = g_new0(kx_epub, 1);
    epub->edition = edition;
    epub->briefing = edition->briefing;
    epub->outline = kx_book_sound_outline(edition->sound);
    epub->pages = g_ptr_array_new_with_free_func(node_free);
    for (unsigned i = 0; i < epub->outline->parts->len; i++)
        g_ptr_array_add(epub->pages, build(epub, i));
    return epub;
}

void kx_epub_free(kx_epub *epub)
{
    if (epub == NULL)
        return;
    g_ptr_array_unref(epub->pages);
    g_free(epub);
}
