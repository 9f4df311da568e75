/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The text as printed, for reading and for braille: a paragraph a line, headings between. */
#include "publish/cue.h"
#include "publish/text_file.h"

static void append_block(GString *out, const kx_briefing *b, const kx_timed_sentence *s)
{
    const kx_document *doc = g_ptr_array_index(b->documents, s->doc);
    const kx_block *block = &g_array_index(doc->blocks, kx_block, s->block);
    bool article = kx_cue_in_article(b, s);
    g_autofree char *text = kx_printed(doc, block->range);
    bool opens = block->kind == KX_BLOCK_HEADLINE || block->kind == KX_BLOCK_SECTION;
    if (out->len > 0)
        g_string_append(out, opens && article ? "\n\n" : "\n");
    if (block->kind == KX_BLOCK_LIST_ITEM)
        g_string_append(out, "- ");
    kx_text_file_append(out, text);
    g_string_append_c(out, '\n');
}

static bool write_text(const kx_edition *edition, int dirfd, const char *name, GError **error)
{
    const kx_briefing *b = edition->briefing;
    const kx_timed_sentence *before = NULL;
    GString *out = g_string_new(NULL);
    for (guint i = 0; i < b->sentences->len; i++) {
        const kx_timed_sentence *s = &g_array_index(b->sentences, kx_timed_sentence, i);
        if (before == NULL || before->doc != s->doc || before->block != s->block)
            append_block(out, b, s);
        before = s;
    }
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
