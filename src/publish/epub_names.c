/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the files of an EPUB call each other, and their clock. */
#include "brief/moment.h"
#include "publish/cue.h"
#include "publish/epub.h"
#include "publish/feed_text.h"
#include "publish/text_file.h"

#include <inttypes.h>
#include <string.h>

char *kx_epub_file(unsigned part, const char *suffix)
{
    return g_strdup_printf("p%03u.%s", part + 1, suffix);
}

char *kx_epub_node_id(const kx_epub_node *node)
{
    return g_strdup_printf("n%u", node->number);
}

char *kx_epub_node_href(unsigned part, const kx_epub_node *node)
{
    return g_strdup_printf("p%03u.xhtml#n%u", part + 1, node->number);
}

char *kx_epub_cover_file(const kx_edition *edition)
{
    if (edition->cover == NULL)
        return NULL;
    return g_strdup(strcmp(edition->cover->type, "image/png") == 0 ? "cover.png" : "cover.jpg");
}

static const char *programme_title(kx_part_kind kind, const char *other)
{
    static const char *const titles[] = {
        [KX_PART_OPENING] = "Opening", [KX_PART_CLOSING] = "Afsluiting"};
    return kind == KX_PART_ARTICLE ? other : titles[kind];
}

char *kx_epub_title(const kx_epub *epub, unsigned part, const kx_epub_node *node)
{
    const kx_part *p = &g_array_index(epub->briefing->parts, kx_part, part);
    g_autofree char *printed = NULL;
    const char *title = programme_title(p->kind, p->title);
    if (node->block && p->kind == KX_PART_ARTICLE) {
        const kx_document *doc = g_ptr_array_index(epub->briefing->documents, node->block->doc);
        printed = kx_printed(doc, g_array_index(doc->blocks, kx_block, node->block->block).range);
        title = printed;
    }
    g_autofree char *clean = g_strstrip(kx_text_file_clean(title));
    return g_strdup(*clean ? clean : "–");
}

char *kx_epub_cover_text(const kx_edition *edition)
{
    const kx_briefing *b = edition->briefing;
    g_autofree char *title = kx_feed_line(b->name, 255);
    g_autofree char *day = kx_moment_day_of(b->date);
    g_autofree char *show = edition->show->title ? kx_feed_line(edition->show->title, 255) : NULL;
    return g_strdup_printf("Omslag: %s%s%s%s%s", show ? show : "", show ? ", " : "", title,
                           day ? ", " : "", day ? day : "");
}

int64_t kx_epub_ms(const kx_epub *epub, unsigned part, int64_t frame)
{
    const kx_outline_part *p = &g_array_index(epub->outline->parts, kx_outline_part, part);
    if (frame == p->end)
        return (p->end - p->start) * 1000 / KX_RATE;
    return kx_cue_ms(frame - p->start);
}

int64_t kx_epub_part_ms(const kx_epub *epub, unsigned part)
{
    const kx_outline_part *p = &g_array_index(epub->outline->parts, kx_outline_part, part);
    for (unsigned i = 0; i < p->n; i++) {
        const kx_outline_block *block =
            &g_array_index(epub->outline->blocks, kx_outline_block, p->first + i);
        for (unsigned k = 0; k < block->n; k++) {
            const kx_passage *passage =
                &g_array_index(epub->outline->passages, kx_passage, block->first + k);
            if (passage->end > passage->start)
                return kx_epub_ms(epub, part, p->end);
        }
    }
    return 0;
}

char *kx_epub_clock(int64_t ms)
{
    return g_strdup_printf("%" PRId64 ":%02d:%02d.%03d", ms / 3600000, (int)(ms / 60000 % 60),
                           (int)(ms / 1000 % 60), (int)(ms % 1000));
}
