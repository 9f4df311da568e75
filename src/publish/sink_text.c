/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The text as printed, for reading and for braille: a paragraph a line, headings between. */
#include "publish/cue.h"
#include "publish/text_file.h"

static void append_block(GString *out, const kx_briefing *b, unsigned document, unsigned index,
                         bool article)
{
    const kx_document *doc = g_ptr_array_index(b->documents, document);
    const kx_block *block = &g_array_index(doc->blocks, kx_block, index);
    g_autofree char *text = kx_printed(doc, block->range);
    bool opens = block->kind == KX_BLOCK_HEADLINE || block->kind == KX_BLOCK_SECTION;
    if (out->len > 0)
        g_string_append(out, opens && article ? "\n\n" : "\n");
    if (block->kind == KX_BLOCK_LIST_ITEM && !kx_is_numbered(doc->text, block->range))
        g_string_append(out, "- ");
    kx_text_file_append(out, text);
    g_string_append_c(out, '\n');
}

/* The article's blocks before `end` that are not heard. */
static void append_unheard(GString *out, const kx_briefing *b, unsigned doc, unsigned *next,
                           unsigned end)
{
    for (; *next < end; ++*next)
        append_block(out, b, doc, *next, true);
}

/* The blocks of one part, whose sentences stand together. Returns the first sentence behind it. */
static unsigned append_part(GString *out, const kx_briefing *b, unsigned part, unsigned at)
{
    unsigned doc = g_array_index(b->parts, kx_part, part).doc, next = 0;
    bool article = g_array_index(b->parts, kx_part, part).kind == KX_PART_ARTICLE;
    const kx_timed_sentence *before = NULL;
    for (; at < b->sentences->len; at++) {
        const kx_timed_sentence *s = &g_array_index(b->sentences, kx_timed_sentence, at);
        if (s->part != part)
            break;
        kx_briefing_passed(b, at);
        if (kx_cue_is_for_ear(b, s))
            continue;
        if (article && s->doc == doc)
            append_unheard(out, b, doc, &next, s->block);
        if (before == NULL || before->doc != s->doc || before->block != s->block)
            append_block(out, b, s->doc, s->block, article);
        if (article && s->doc == doc)
            next = s->block + 1;
        before = s;
    }
    if (article) {
        const kx_document *document = g_ptr_array_index(b->documents, doc);
        append_unheard(out, b, doc, &next, document->blocks->len);
    }
    return at;
}

static bool write_text(const kx_edition *edition, int dirfd, const char *name, GError **error)
{
    const kx_briefing *b = edition->briefing;
    GString *out = g_string_new(NULL);
    for (unsigned part = 0, at = 0; part < b->parts->len; part++)
        at = append_part(out, b, part, at);
    return kx_text_file_write(out, dirfd, name, error);
}

const kx_sink kx_sink_text = {
    .name = "text",
    .what = N_("the text as printed"),
    .kind = KX_SINK_TEXT,
    .file = "%s.txt",
    .type = "text/plain",
    .write = write_text,
};
