/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/lexicon_words.h"

#include "base/printable.h"
#include "cli/phonemes.h"
#include "read/reader.h"
#include "speak/english.h"
#include "speak/pronounce.h"
#include "speak/reading.h"
#include "speak/words.h"
#include "text/normalise.h"
#include "text/table.h"

#include <string.h>

/* ---- words and what is said of them ---- */

typedef struct {
    char *written, *origin;
    unsigned count;
    bool json;
    char *transcript;
} asked_word;

static void asked_free(void *data)
{
    asked_word *word = data;
    g_free(word->written);
    g_free(word->origin);
    g_free(word->transcript);
    g_free(word);
}

static void print_answer(const char *phonemes, void *tag, void *data)
{
    const asked_word *word = tag;
    (void)data;
    g_autofree char *written = kx_printable_all(word->written);
    if (word->json) {
        json_t *object = json_pack("{s:s, s:s, s:s, s:s}", "written", word->written, "spoken",
                                   word->transcript, "phonemes", phonemes, "source", word->origin);
        if (word->count > 0)
            json_object_set_new(object, "count", json_integer(word->count));
        kx_print_json(stdout, object);
        return;
    }
    if (word->count > 0)
        printf("%6u  ", word->count);
    printf("%s  →  %s  →  %s  (%s)\n", written, word->transcript, phonemes, word->origin);
}

static kx_spoken *say(const char *text, const kx_style *style)
{
    g_autoptr(kx_document) doc = kx_read_line("-", text, strlen(text));
    return kx_normalise(doc, (kx_range){0, doc->length}, style);
}

/* Whether a text is one token, of a class that says it by its entry. */
static bool is_said_by(const kx_cell *row, const kx_spoken *spoken)
{
    static const char *const classes[] = {"lexicon", "acronym", "word", NULL};
    static const char *const part[] = {"compound", "behind", NULL};
    return !kx_lexicon_row_is_sound(row) && spoken->tokens->len == 1 &&
           !g_strv_contains(part, kx_text(row, KX_LEXICON_FLAGS)) &&
           g_strv_contains(classes, g_array_index(spoken->tokens, kx_token, 0).class->name);
}

/* The entry of a whole text, and where its words' sounds come from. */
static char *origin_of(const char *text, const kx_spoken *spoken, const kx_style *style)
{
    g_autoptr(kx_utterance) utterance = kx_pronounce(spoken, style);
    GString *out = g_string_new(NULL);
    const kx_cell *row =
        kx_lexicon_find(style->lexicon, KX_LEXICON_READING | KX_LEXICON_SOUND, text, strlen(text));
    if (row && is_said_by(row, spoken))
        g_string_append_printf(out, "%s %s", kx_text(row, KX_LEXICON_PLACE),
                               kx_text(row, KX_LEXICON_KIND));
    for (unsigned i = 0; i < utterance->origins->len; i++)
        g_string_append_printf(out, "%s%s", out->len ? "; " : "",
                               (const char *)g_ptr_array_index(utterance->origins, i));
    return g_string_free(out, FALSE);
}

/* Asks for every word of `words` (asked_word*), in their order. */
static bool ask_all(kx_speech_options *options, const kx_voice *voice, const GPtrArray *words,
                    GError **error)
{
    const kx_engine *engine = kx_speech_engine(options, error);
    kx_phoneme_asker *asker = engine ? kx_phoneme_asker_new(engine, voice, KX_PHONEMES_MNEMONICS,
                                                            print_answer, NULL, error)
                                     : NULL;
    bool ok = asker != NULL;
    for (unsigned i = 0; ok && i < words->len; i++) {
        asked_word *word = words->pdata[i];
        g_autoptr(kx_spoken) spoken = say(word->written, &voice->style);
        word->transcript = kx_spoken_render(spoken, KX_RENDER_TRANSCRIPT, NULL);
        word->origin = origin_of(word->written, spoken, &voice->style);
        ok = kx_phoneme_asker_add(asker, spoken, word, error);
    }
    ok = ok && kx_phoneme_asker_flush(asker, error);
    kx_phoneme_asker_free(asker);
    return ok;
}

static asked_word *asked_new(const char *written, size_t n, unsigned count, bool json)
{
    asked_word *word = g_new0(asked_word, 1);
    word->written = g_strndup(written, n);
    word->count = count;
    word->json = json;
    return word;
}

bool kx_lexicon_explain(kx_speech_options *options, const char *text, bool json, GError **error)
{
    g_autoptr(kx_voice) voice = kx_speech_voice(options, error);
    g_autoptr(GPtrArray) words = g_ptr_array_new_with_free_func(asked_free);
    if (!voice)
        return false;
    g_autofree char *valid = g_utf8_make_valid(text, -1);
    g_ptr_array_add(words, asked_new(valid, strlen(valid), 0, json));
    return ask_all(options, voice, words, error);
}

/* ---- what no list knows ---- */

/* PARIJS as it is written within a sentence: Parijs. The caller frees. */
static char *as_name(const char *capitals, size_t n)
{
    const size_t first = (size_t)(g_utf8_next_char(capitals) - capitals);
    g_autofree char *rest = g_utf8_strdown(capitals + first, (gssize)(n - first));
    return g_strdup_printf("%.*s%s", (int)first, capitals, rest);
}

/* Whether a word, or a part of one between hyphens, is in a list or made of what is. */
static bool is_known(const kx_lexicon *lexicon, const char *part, size_t n)
{
    kx_english_word english;
    g_auto(kx_reading) reading;
    g_autofree char *lower = g_utf8_strdown(part, (gssize)n), *name = as_name(part, n);
    const size_t length = strlen(name);
    if (kx_words_has(name, length) ||
        kx_lexicon_find(lexicon, KX_LEXICON_READING | KX_LEXICON_SOUND, name, length) ||
        kx_lexicon_find(lexicon, KX_LEXICON_READING | KX_LEXICON_SOUND, part, n) ||
        kx_words_has(part, n) || kx_words_has(lower, strlen(lower)) ||
        kx_table_find(&kx_table_function_words, lower, strlen(lower)) ||
        kx_english_find(part, n, &english))
        return true;
    kx_read_word(lexicon, part, n, &reading);
    return reading.source < KX_READING_FOREIGN;
}

/* Counts the parts of a token that no list knows. */
static void count_unknown(GHashTable *counts, const kx_lexicon *lexicon, const char *text)
{
    g_auto(GStrv) parts = g_strsplit(text, "-", -1);
    for (unsigned i = 0; parts[i]; i++) {
        size_t n = strcspn(parts[i], "'");
        if (n == 0 || strcspn(parts[i], "0123456789") < n || /* A28 is read by its kind */
            g_utf8_next_char(parts[i]) >= parts[i] + n ||
            !g_unichar_isalpha(g_utf8_get_char(parts[i])) || is_known(lexicon, parts[i], n))
            continue;
        char *key = g_strndup(parts[i], n);
        unsigned count = GPOINTER_TO_UINT(g_hash_table_lookup(counts, key));
        g_hash_table_insert(counts, key, GUINT_TO_POINTER(count + 1));
    }
}

static bool is_word_class(const kx_token *token)
{
    return strcmp(token->class->name, "word") == 0 || strcmp(token->class->name, "acronym") == 0;
}

static void count_sentence(GHashTable *counts, const kx_document *doc, kx_range range,
                           const kx_style *style)
{
    g_autoptr(kx_spoken) spoken = kx_normalise(doc, range, style);
    for (unsigned i = 0; i < spoken->tokens->len; i++) {
        const kx_token *token = &g_array_index(spoken->tokens, kx_token, i);
        if (!is_word_class(token))
            continue;
        g_autofree char *plain =
            kx_lexicon_plain(doc->text + token->range.start, token->range.end - token->range.start);
        count_unknown(counts, style->lexicon, plain);
    }
}

static int by_count(const void *a, const void *b)
{
    const asked_word *left = *(asked_word *const *)a, *right = *(asked_word *const *)b;
    if (left->count != right->count)
        return left->count < right->count ? 1 : -1;
    return strcmp(left->written, right->written);
}

bool kx_lexicon_unknown(kx_speech_options *options, char *const *names, bool json, GError **error)
{
    g_autoptr(kx_voice) voice = kx_speech_voice(options, error);
    g_autoptr(GPtrArray) documents = voice ? kx_read_inputs(names, error) : NULL;
    g_autoptr(GHashTable) counts = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    g_autoptr(GPtrArray) words = g_ptr_array_new_with_free_func(asked_free);
    for (unsigned d = 0; documents && d < documents->len; d++) {
        const kx_document *doc = documents->pdata[d];
        g_autoptr(GArray) sentences = g_array_new(FALSE, FALSE, sizeof(kx_sentence));
        for (unsigned i = 0; i < doc->blocks->len; i++)
            kx_sentences(doc, i, sentences);
        for (unsigned i = 0; i < sentences->len; i++)
            count_sentence(counts, doc, g_array_index(sentences, kx_sentence, i).range,
                           &voice->style);
    }
    GHashTableIter iter;
    void *key, *count;
    for (g_hash_table_iter_init(&iter, counts); g_hash_table_iter_next(&iter, &key, &count);)
        g_ptr_array_add(words, asked_new(key, strlen(key), GPOINTER_TO_UINT(count), json));
    g_ptr_array_sort(words, by_count);
    return documents && ask_all(options, voice, words, error);
}
