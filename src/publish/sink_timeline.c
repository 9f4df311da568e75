/* SPDX-License-Identifier: GPL-3.0-or-later */
/* timeline.json: the exact clock, from the printed letter to the second. */
#include "publish/record.h"
#include "publish/sink.h"

static json_t *word_record(const kx_briefing *b, unsigned doc, const kx_word *word)
{
    g_autofree char *printed = kx_printed(g_ptr_array_index(b->documents, doc), word->range);
    return json_pack("{s:s, s:s%, s:s*, s:o, s:o, s:o}", "printed", printed, "spoken",
                     b->transcript->data + word->spoken, (size_t)word->length, "language",
                     word->language, "range", kx_record_range(b, doc, word->range), "start",
                     kx_json_seconds(word->start), "end", kx_json_seconds(word->end));
}

static json_t *sentence_record(const kx_briefing *b, const kx_timed_sentence *s, unsigned chapter)
{
    const kx_document *doc = g_ptr_array_index(b->documents, s->doc);
    const kx_block *block = &g_array_index(doc->blocks, kx_block, s->block);
    g_autofree char *printed = kx_printed(doc, s->range);
    json_t *words = json_array();
    for (unsigned i = 0; i < s->n_words; i++)
        json_array_append_new(
            words, word_record(b, s->doc, &g_array_index(b->words, kx_word, s->first_word + i)));
    return json_pack("{s:i, s:i, s:s, s:s, s:s%, s:s, s:o, s:o, s:o, s:o}", "article", (int)s->part,
                     "chapter", (int)chapter, "block", kx_block_kind_name(block->kind), "printed",
                     printed, "spoken", b->transcript->data + s->spoken, (size_t)s->length,
                     "outcome", kx_record_outcome(s->outcome), "range",
                     kx_record_range(b, s->doc, s->range), "start", kx_json_seconds(s->start),
                     "end", kx_json_seconds(s->end), "words", words);
}

static void put_sentences(const kx_briefing *b, kx_json_file *file)
{
    kx_json_file_array_begin(file, "sentences");
    for (guint c = 0; c < b->chapters->len; c++) {
        const kx_chapter *chapter = &g_array_index(b->chapters, kx_chapter, c);
        for (unsigned i = 0; i < chapter->n_sentences; i++) {
            unsigned index = chapter->first_sentence + i;
            kx_json_file_item(
                file,
                sentence_record(b, &g_array_index(b->sentences, kx_timed_sentence, index), c));
            kx_briefing_passed(b, index);
        }
    }
    kx_json_file_array_end(file);
}

static bool write_timeline(const kx_edition *edition, int dirfd, const char *name, GError **error)
{
    const kx_briefing *b = edition->briefing;
    kx_json_file *file = kx_json_file_new(dirfd, name, error);
    if (file == NULL)
        return false;
    kx_json_file_member(file, "format", json_string("kxspeak-timeline"));
    kx_json_file_member(file, "version", json_integer(1));
    kx_json_file_member(file, "id", json_string(b->id));
    kx_json_file_member(file, "title", json_string(b->title));
    kx_json_file_member(file, "duration", kx_json_seconds(b->track->frames));
    kx_record_put_structure(b, file);
    put_sentences(b, file);
    return kx_json_file_finish(file, error);
}

const kx_sink kx_sink_timeline = {
    .name = "timeline",
    .what = N_("articles, chapters, sentences and words with their times (JSON)"),
    .kind = KX_SINK_RECORD,
    .file = "timeline.json",
    .type = "application/json",
    .write = write_timeline,
};
