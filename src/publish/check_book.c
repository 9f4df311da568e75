/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "publish/check_book.h"

#include "base/intl.h"
#include "base/limits.h"
#include "base/printable.h"
#include "publish/json_file.h"
#include "publish/text_file.h"

#include <jansson.h>
#include <string.h>

enum { ID_DIGITS_MAX = 9 };

static void clear_sentence(void *item)
{
    g_free(((kx_check_sentence *)item)->printed);
}

static void add_sentence(GArray *sentences, const json_t *sentence, const json_t *articles)
{
    size_t article = (size_t)json_integer_value(json_object_get(sentence, "article"));
    const json_t *part = json_array_get(articles, article);
    const char *kind = json_string_value(json_object_get(part, "kind"));
    const char *block = json_string_value(json_object_get(sentence, "block"));
    const char *printed = json_string_value(json_object_get(sentence, "printed"));
    kx_check_sentence added = {
        .printed = kx_text_file_clean(printed ? printed : ""),
        .start = json_number_value(json_object_get(sentence, "start")),
        .end = json_number_value(json_object_get(sentence, "end")),
        .part_start = article > 0 ? json_number_value(json_object_get(part, "start")) : 0,
        .is_cue = g_strcmp0(kind, "article") == 0 && g_strcmp0(block, "programme") == 0};
    g_array_append_val(sentences, added);
}

GArray *kx_check_timeline(int folder)
{
    json_t *json = kx_json_load(folder, "timeline.json", KX_TIMELINE_BYTES_MAX, NULL), *sentence;
    const json_t *articles = json_object_get(json, "articles");
    const json_t *list = json_object_get(json, "sentences");
    GArray *sentences = g_array_new(FALSE, TRUE, sizeof(kx_check_sentence));
    size_t i;
    g_array_set_clear_func(sentences, clear_sentence);
    json_array_foreach(list, i, sentence)
    {
        add_sentence(sentences, sentence, articles);
    }
    json_decref(json);
    if (sentences->len == 0)
        g_clear_pointer(&sentences, g_array_unref);
    return sentences;
}

kx_check_sentence *kx_check_sentence_of(const GArray *timeline, const char *id)
{
    size_t digits = strspn(id + (*id != '\0'), "0123456789");
    if (id[0] != 's' || digits == 0 || digits > ID_DIGITS_MAX || id[1 + digits] != '\0')
        return NULL;
    guint number = (guint)strtoul(id + 1, NULL, 10);
    return number > 0 && number <= timeline->len
               ? &g_array_index(timeline, kx_check_sentence, number - 1)
               : NULL;
}

bool kx_check_announced(const GArray *timeline, const kx_check_sentence *sentence)
{
    const kx_check_sentence *first = &g_array_index(timeline, kx_check_sentence, 0);
    const kx_check_sentence *before = sentence;
    while (before > first && !before[-1].is_cue && before[-1].end <= before[-1].start)
        before--;
    return before > first && before[-1].is_cue;
}

void kx_check_printed(kx_checker *checker, const GArray *timeline, const char *id, const char *text)
{
    kx_check_sentence *sentence = kx_check_sentence_of(timeline, id);
    if (sentence == NULL || sentence->is_cue || sentence->is_told) {
        g_autofree char *safe = kx_printable(id, -1);
        kx_fault(checker,
                 sentence == NULL    ? N_("%s is printed, but it is no sentence of the timeline")
                 : sentence->is_told ? N_("%s is printed twice")
                                     : N_("%s is printed, but it is for the ear alone"),
                 safe);
    } else if (strcmp(sentence->printed, text) != 0) {
        g_autofree char *is = kx_printable(text, -1);
        g_autofree char *should = kx_printable(sentence->printed, -1);
        kx_fault(checker, "%s is \"%s\", but in the timeline \"%s\"", id, is, should);
    }
    if (sentence)
        sentence->is_told = true;
}

void kx_check_all_told(kx_checker *checker, const GArray *timeline)
{
    for (guint i = 0; i < timeline->len; i++) {
        const kx_check_sentence *sentence = &g_array_index(timeline, kx_check_sentence, i);
        if (!sentence->is_cue && !sentence->is_told) {
            kx_fault(checker, "s%04u of the timeline is not printed", i + 1);
            return;
        }
    }
}
