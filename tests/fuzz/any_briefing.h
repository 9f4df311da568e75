/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Any article on any clock as a briefing: the first four bytes seed the times, the rest is the
 * article. */
#pragma once

#include "audio/track.h"
#include "brief/title.h"
#include "publish/cue.h"
#include "publish/text_file.h"
#include "read/reader.h"

#include <string.h>

typedef struct {
    kx_briefing *b;
    GRand *clock;
    int64_t now;
} maker;

/* A few milliseconds, a second, or nothing. */
static inline int64_t later(maker *m)
{
    static const gint32 most[] = {1, 20, 2000, KX_RATE};
    m->now += g_rand_int_range(m->clock, 0, most[g_rand_int_range(m->clock, 0, 4)]);
    return m->now;
}

static inline void add_words(maker *m, const kx_document *doc, kx_range range)
{
    for (size_t at = range.start; at < range.end;) {
        size_t end = at;
        while (end < range.end && doc->text[end] != ' ')
            end++;
        kx_word word = {.range = {at, end}, .start = m->now, .end = later(m)};
        if (end > at && g_rand_int_range(m->clock, 0, 4))
            kx_rows_add(m->b->words, &word, 1);
        at = end + 1;
    }
}

static inline void add_sentence(maker *m, unsigned doc, unsigned block, kx_range range)
{
    const kx_document *document = g_ptr_array_index(m->b->documents, doc);
    g_autofree char *printed = kx_printed(document, range);
    kx_timed_sentence s = {.doc = doc,
                           .block = block,
                           .range = range,
                           .part = m->b->parts->len - 1,
                           .spoken = (uint32_t)m->b->transcript->len,
                           .length = (uint32_t)strlen(printed),
                           .first_word = m->b->words->len,
                           .start = later(m)};
    kx_rows_add(m->b->transcript, printed, s.length);
    add_words(m, document, range);
    s.n_words = m->b->words->len - s.first_word;
    if (kx_briefing_is_own(m->b, doc))
        m->now += KX_RATE; /* something is always heard */
    s.end = m->now;
    kx_rows_add(m->b->sentences, &s, 1);
}

/* Sentences end at a full stop, whatever follows. */
static inline void add_blocks(maker *m, unsigned doc)
{
    const kx_document *document = g_ptr_array_index(m->b->documents, doc);
    for (guint i = 0; i < document->blocks->len; i++) {
        kx_range range = g_array_index(document->blocks, kx_block, i).range;
        for (size_t at = range.start, end; at < range.end; at = end) {
            const char *stop = memchr(document->text + at, '.', range.end - at);
            end = stop ? (size_t)(stop + 1 - document->text) : range.end;
            add_sentence(m, doc, i, (kx_range){at, end});
        }
    }
}

static inline void add_part(maker *m, kx_part_kind kind, unsigned doc, const char *title)
{
    m->now = (m->now + KX_RATE - 1) / KX_RATE * KX_RATE;
    g_autofree char *clean = kx_title_clean(title);
    const char *kept = kx_store_add_text(m->b->titles, clean);
    const kx_part part = {.kind = kind, .doc = doc, .title = kept, .start = m->now};
    kx_chapter chapter = {.title = kept,
                          .part = m->b->parts->len,
                          .first_sentence = m->b->sentences->len,
                          .start = m->now};
    kx_rows_add(m->b->parts, &part, 1);
    add_blocks(m, doc);
    m->now += KX_RATE;
    chapter.n_sentences = m->b->sentences->len - chapter.first_sentence;
    chapter.end = m->now;
    g_array_append_val(m->b->chapters, chapter);
}

/* NULL where the bytes are no article. */
static inline kx_briefing *any_briefing(const uint8_t *data, size_t size)
{
    enum { SEED = 4, OWN = 1 };
    guint32 seed = 0;
    if (size < SEED)
        return NULL;
    memcpy(&seed, data, SEED);
    kx_document *article = kx_read_bytes("fuzz", (const char *)data + SEED, size - SEED, NULL);
    if (article == NULL)
        return NULL;
    g_autoptr(GRand) clock = g_rand_new_with_seed(seed);
    maker m = {kx_briefing_new(NULL), clock, 0};
    static const char own[] = "Dit is het nieuws.\n";
    g_ptr_array_add(m.b->documents, article);
    g_ptr_array_add(m.b->documents, kx_read_bytes("own", own, strlen(own), NULL));
    m.b->n_articles = OWN;
    m.b->title = kx_title_clean(article->title ? article->title : "Titel");
    m.b->name = g_strdup(m.b->title);
    m.b->language = g_strdup("nl");
    add_part(&m, KX_PART_OPENING, OWN, "Opening");
    m.now += KX_RATE;
    add_part(&m, KX_PART_ARTICLE, 0, article->title ? article->title : "");
    return m.b;
}

/* The letters and marks, without blanks. */
static inline void append_solid(GString *out, const char *text)
{
    for (; *text; text = g_utf8_next_char(text))
        if (!g_unichar_isspace(g_utf8_get_char(text)))
            g_string_append_unichar(out, g_utf8_get_char(text));
}

/* All that is printed, of the sentences that are heard or of all. */
static inline char *printed_text(const kx_briefing *b, bool heard)
{
    g_autoptr(GString) all = g_string_new(NULL), solid = g_string_new(NULL);
    for (guint i = 0; i < b->sentences->len; i++) {
        const kx_timed_sentence *s = &g_array_index(b->sentences, kx_timed_sentence, i);
        g_autofree char *printed = kx_printed(g_ptr_array_index(b->documents, s->doc), s->range);
        if (!heard || kx_cue_is_heard(s))
            kx_text_file_append(all, printed);
    }
    append_solid(solid, all->str);
    return g_string_free(g_steal_pointer(&solid), FALSE);
}
