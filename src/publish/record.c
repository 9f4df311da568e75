/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "publish/record.h"

#include "base/printable.h"

static const char *const part_kinds[] = {"opening", "article", "closing"};
static const char *const outcomes[] = {"spoken", "plain", "notice"};

const char *kx_record_outcome(kx_outcome outcome)
{
    return outcomes[outcome];
}

static void set_if(json_t *object, const char *key, const char *text)
{
    if (text)
        json_object_set_new(object, key, json_string(text));
}

static json_t *part_record(const kx_briefing *b, unsigned index)
{
    const kx_part *part = &g_array_index(b->parts, kx_part, index);
    const kx_document *doc = g_ptr_array_index(b->documents, part->doc);
    bool own = kx_briefing_is_own(b, part->doc);
    g_autofree char *base = g_path_get_basename(doc->name);
    g_autofree char *file = own ? NULL : kx_printable_all(base);
    json_t *record = json_pack("{s:s, s:s, s:o, s:o, s:o}", "kind", part_kinds[part->kind], "title",
                               part->title, "source", kx_json_text(file), "start",
                               kx_json_seconds(part->start), "end", kx_json_seconds(part->end));
    if (!own) {
        set_if(record, "author", doc->author);
        set_if(record, "date", doc->date);
        set_if(record, "origin", doc->source);
        set_if(record, "url", doc->url);
        set_if(record, "language", doc->language);
        set_if(record, "section", doc->section);
    }
    return record;
}

static json_t *chapter_record(const kx_briefing *b, unsigned index)
{
    const kx_chapter *chapter = &g_array_index(b->chapters, kx_chapter, index);
    return json_pack("{s:s, s:o, s:o, s:i, s:i, s:i}", "title", chapter->title, "start",
                     kx_json_seconds(chapter->start), "end", kx_json_seconds(chapter->end),
                     "article", (int)chapter->part, "first_sentence", (int)chapter->first_sentence,
                     "sentences", (int)chapter->n_sentences);
}

void kx_record_put_structure(const kx_briefing *b, kx_json_file *file)
{
    kx_json_file_array_begin(file, "articles");
    for (guint i = 0; i < b->parts->len; i++) {
        kx_json_file_item(file, part_record(b, i));
        kx_briefing_passed(b, i);
    }
    kx_json_file_array_end(file);
    kx_json_file_array_begin(file, "chapters");
    for (guint i = 0; i < b->chapters->len; i++)
        kx_json_file_item(file, chapter_record(b, i));
    kx_json_file_array_end(file);
}

json_t *kx_record_range(const kx_briefing *b, unsigned doc, kx_range range)
{
    if (kx_briefing_is_own(b, doc))
        return json_null();
    kx_range source = kx_document_source_range(g_ptr_array_index(b->documents, doc), range);
    return json_pack("[I, I]", (json_int_t)source.start, (json_int_t)source.end);
}
