/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "publish/phrase.h"

#include "publish/text_file.h"

/* A range of the document in one language. */
typedef struct {
    kx_range range;
    const char *language;
} stretch;

static void clear_phrase(void *data)
{
    g_free(((kx_phrase *)data)->text);
}

/* The foreign stretches of a sentence, each from its first word to its last. */
static GArray *foreign_stretches(const kx_briefing *b, const kx_timed_sentence *s)
{
    GArray *stretches = g_array_new(FALSE, FALSE, sizeof(stretch));
    const char *before = NULL; /* the language of the word before */
    for (unsigned i = 0; i < s->n_words; i++) {
        const kx_word *word = &g_array_index(b->words, kx_word, s->first_word + i);
        stretch next = {word->range, word->language};
        if (word->language != NULL && g_strcmp0(word->language, before) == 0)
            g_array_index(stretches, stretch, stretches->len - 1).range.end = word->range.end;
        else if (word->language != NULL)
            g_array_append_val(stretches, next);
        before = word->language;
    }
    return stretches;
}

static bool begins_blank(const kx_document *doc, kx_range range)
{
    return g_unichar_isspace(g_utf8_get_char(doc->text + range.start));
}

static bool ends_blank(const kx_document *doc, kx_range range)
{
    return g_unichar_isspace(g_utf8_get_char(g_utf8_prev_char(doc->text + range.end)));
}

/* A stretch of `s`. At its ends, too, a run of blanks is one blank, unless it is the sentence's. */
static void add_phrase(GArray *phrases, const kx_document *doc, const kx_timed_sentence *s,
                       stretch from)
{
    if (from.range.end <= from.range.start)
        return;
    g_autofree char *printed = kx_printed(doc, from.range);
    g_autoptr(GString) text = g_string_new(NULL);
    if (from.range.start > s->range.start && begins_blank(doc, from.range))
        g_string_append_c(text, ' ');
    kx_text_file_append(text, printed);
    if (*printed != '\0' && from.range.end < s->range.end && ends_blank(doc, from.range))
        g_string_append_c(text, ' ');
    if (text->len == 0)
        return;
    kx_phrase phrase = {g_string_free(g_steal_pointer(&text), FALSE), from.language};
    g_array_append_val(phrases, phrase);
}

GArray *kx_phrases(const kx_briefing *b, const kx_timed_sentence *s)
{
    const kx_document *doc = g_ptr_array_index(b->documents, s->doc);
    g_autoptr(GArray) stretches = foreign_stretches(b, s);
    GArray *phrases = g_array_new(FALSE, FALSE, sizeof(kx_phrase));
    size_t at = s->range.start;
    g_array_set_clear_func(phrases, clear_phrase);
    for (guint i = 0; i < stretches->len; i++) {
        stretch foreign = g_array_index(stretches, stretch, i);
        add_phrase(phrases, doc, s, (stretch){{at, foreign.range.start}, NULL});
        add_phrase(phrases, doc, s, foreign);
        at = foreign.range.end;
    }
    add_phrase(phrases, doc, s, (stretch){{at, s->range.end}, NULL});
    return phrases;
}
