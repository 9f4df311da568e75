/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "publish/outline.h"

#include "publish/cue.h"

typedef struct {
    const kx_briefing *b;
    kx_outline *outline;
    unsigned part;
    int64_t from; /* frame at which the sound begins that belongs to no passage yet */
} reader;

static const kx_timed_sentence *sentence_at(const kx_briefing *b, unsigned index)
{
    return &g_array_index(b->sentences, kx_timed_sentence, index);
}

static const kx_block *block_at(const kx_briefing *b, unsigned doc, unsigned block)
{
    const kx_document *document = g_ptr_array_index(b->documents, doc);
    return &g_array_index(document->blocks, kx_block, block);
}

static kx_depth depth_of(kx_block_kind kind)
{
    switch (kind) {
    case KX_BLOCK_SECTION:
        return KX_DEPTH_SECTION;
    case KX_BLOCK_HEADLINE:
        return KX_DEPTH_ARTICLE;
    case KX_BLOCK_INTERTITLE:
        return KX_DEPTH_INTERTITLE;
    default:
        return KX_DEPTH_TEXT;
    }
}

static kx_outline_block *add_block(reader *r, unsigned doc, unsigned block)
{
    kx_block_kind kind = block_at(r->b, doc, block)->kind;
    bool article = g_array_index(r->b->parts, kx_part, r->part).kind == KX_PART_ARTICLE;
    kx_outline_block added = {.kind = kind,
                              .depth = article ? depth_of(kind) : KX_DEPTH_TEXT,
                              .part = r->part,
                              .doc = doc,
                              .block = block,
                              .first = r->outline->passages->len};
    r->outline->has_sections |= added.depth == KX_DEPTH_SECTION;
    g_array_append_val(r->outline->blocks, added);
    return &g_array_index(r->outline->blocks, kx_outline_block, r->outline->blocks->len - 1);
}

/* Blocks of the article before `block` that have no sentence: they are printed all the same. */
static void add_unspoken(reader *r, unsigned doc, unsigned from, unsigned block)
{
    for (unsigned i = from; i < block; i++)
        add_block(r, doc, i);
}

/* Whether it introduces the next sentence, which follows as after a colon. */
static bool introduces(const reader *r, unsigned index)
{
    return index + 1 < r->b->sentences->len &&
           sentence_at(r->b, index + 1)->pause == KX_PAUSE_COLON;
}

static void add_passage(reader *r, unsigned index)
{
    const kx_timed_sentence *s = sentence_at(r->b, index);
    GArray *passages = r->outline->passages;
    kx_passage passage = {index, r->from, r->from};
    if (kx_cue_is_heard(s)) {
        if (r->from < 0)
            passage.start = s->start;
        passage.end = s->end;
        r->from = -1;
    }
    g_array_append_val(passages, passage);
}

/* Ends of the passages that are heard: each at the start of the next. */
static void close_passages(reader *r, unsigned first, int64_t end)
{
    GArray *passages = r->outline->passages;
    for (unsigned i = passages->len; i-- > first;) {
        kx_passage *passage = &g_array_index(passages, kx_passage, i);
        if (passage->end > passage->start) {
            passage->end = end;
            end = passage->start;
        } else {
            passage->start = passage->end = end;
        }
    }
}

/* The sentences of one part, which stand together. Returns the first sentence behind them. */
static unsigned read_part(reader *r, unsigned index, kx_outline_part *part)
{
    unsigned first_passage = r->outline->passages->len, next_block = 0;
    unsigned doc = g_array_index(r->b->parts, kx_part, r->part).doc;
    kx_outline_block *open = NULL;
    part->first = r->outline->blocks->len;
    r->from = part->start;
    for (; index < r->b->sentences->len && sentence_at(r->b, index)->part == r->part; index++) {
        const kx_timed_sentence *s = sentence_at(r->b, index);
        kx_briefing_passed(r->b, index);
        if (kx_cue_is_for_ear(r->b, s)) {
            if (introduces(r, index) && r->from < 0)
                r->from = s->start;
            continue;
        }
        if (open == NULL || open->doc != s->doc || open->block != s->block) {
            if (s->doc == doc && !kx_briefing_is_own(r->b, doc)) {
                add_unspoken(r, doc, next_block, s->block);
                next_block = s->block + 1;
            }
            open = add_block(r, s->doc, s->block);
        }
        add_passage(r, index);
        open->n++;
    }
    if (!kx_briefing_is_own(r->b, doc)) {
        const kx_document *article = g_ptr_array_index(r->b->documents, doc);
        add_unspoken(r, doc, next_block, article->blocks->len);
    }
    part->n = r->outline->blocks->len - part->first;
    close_passages(r, first_passage, part->end);
    return index;
}

kx_outline *kx_outline_new(const kx_briefing *b)
{
    kx_outline *outline = g_new0(kx_outline, 1);
    outline->parts = g_array_new(FALSE, TRUE, sizeof(kx_outline_part));
    outline->blocks = g_array_new(FALSE, TRUE, sizeof(kx_outline_block));
    outline->passages = g_array_new(FALSE, TRUE, sizeof(kx_passage));
    reader r = {.b = b, .outline = outline};
    int64_t start = 0;
    for (unsigned index = 0; r.part < b->parts->len; r.part++) {
        const bool last = r.part + 1 == b->parts->len;
        kx_outline_part part = {.start = start,
                                .end = last ? b->track->frames
                                            : g_array_index(b->parts, kx_part, r.part + 1).start};
        index = read_part(&r, index, &part);
        g_array_append_val(outline->parts, part);
        start = part.end;
    }
    return outline;
}

void kx_outline_free(kx_outline *outline)
{
    if (outline == NULL)
        return;
    g_array_unref(outline->parts);
    g_array_unref(outline->blocks);
    g_array_unref(outline->passages);
    g_free(outline);
}
