/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "speak/pronounce.h"

#include "speak/english.h"
#include "speak/join.h"
#include "speak/span.h"
#include "speak/words.h"
#include "text/phonemes.h"
#include "text/table.h"

#include <stdbool.h>
#include <string.h>

/* Suffixes of letter words, inside the phoneme group: after "]]" the engine would read the
 * apostrophe as a pause and the s by its name. */
static const struct {
    const char *written, *phonemes;
    bool is_part; /* the speech rendering writes a hyphen before it */
} suffixes[] = {{"'s", "s", false},
                {"'er", "@r", true},
                {"'ers", "@rs", true},
                {"'tje", "tj@", false},
                {"'je", "j@", false}};

static bool mnemonic_known(const char *mnemonic, size_t length, void *data)
{
    (void)data;
    return kx_table_find(&kx_table_phonemes, mnemonic, length) != NULL;
}

static bool is_vowel(const char *mnemonic, size_t length)
{
    const char *const *row = kx_table_find(&kx_table_phonemes, mnemonic, length);
    return row && strcmp(row[2], "vowel") == 0;
}

/* Appends a letter's name with `stress` before its vowel. */
static void append_letter(GString *out, const char *phonemes, char stress)
{
    bool marked = false;
    for (size_t at = 0, n = strlen(phonemes); at < n;) {
        size_t length = kx_mnemonic_length(phonemes + at, n - at, mnemonic_known, NULL);
        if (length == 0)
            return;
        bool mark = strchr("',", phonemes[at]) && length == 1;
        if (!marked && is_vowel(phonemes + at, length)) {
            g_string_append_c(out, stress);
            marked = true;
        }
        if (!mark)
            g_string_append_len(out, phonemes + at, (gssize)length);
        at += length;
    }
}

/* The phonemes of the English letters in morphemes [first, last) with a suffix that follows them,
 * and how many hyphenated parts of the speech rendering they stand for. NULL if there are none. */
static char *english_letters(const kx_spoken *spoken, unsigned first, unsigned last,
                             unsigned *parts)
{
    unsigned end = first;
    while (end < last &&
           g_array_index(spoken->morphemes, kx_morpheme, end).kind == KX_MORPHEME_LETTER_EN)
        end++;
    *parts = end - first;
    if (end == first)
        return NULL;
    GString *out = g_string_new(NULL);
    for (unsigned i = first; i < end; i++) {
        const kx_morpheme *letter = &g_array_index(spoken->morphemes, kx_morpheme, i);
        const char *const *row = kx_table_find_lower(&kx_table_letters, letter->text, 1);
        if (row == NULL)
            row = kx_table_find(&kx_table_letters, letter->text, strlen(letter->text));
        if (row)
            append_letter(out, row[2], i + 1 == end ? '\'' : ',');
    }
    if (end < last) {
        const kx_morpheme *suffix = &g_array_index(spoken->morphemes, kx_morpheme, end);
        for (unsigned i = 0; suffix->seam == KX_SEAM_SUFFIX && i < G_N_ELEMENTS(suffixes); i++)
            if (strcmp(suffix->text, suffixes[i].written) == 0) {
                g_string_append(out, suffixes[i].phonemes);
                *parts += suffixes[i].is_part;
            }
    }
    return g_string_free(out, FALSE);
}

static void add_to(GArray *pieces, kx_utterance *utterance, kx_piece_kind kind, const char *text,
                   gssize length, unsigned word)
{
    if (length == 0)
        return;
    kx_piece piece = {kind, g_string_chunk_insert_len(utterance->arena, text, length), word};
    g_array_append_val(pieces, piece);
}

static void add_piece(kx_utterance *utterance, kx_piece_kind kind, const char *text, gssize length,
                      unsigned word)
{
    add_to(utterance->pieces, utterance, kind, text, length, word);
}

/* The phonemes of one word: of the lexicon, an English word, or a compound; NULL where the engine
 * is given its letters. The caller frees. A name of the dictionary is no Dutch compound
 * (Rotterdam). */
static char *reading_of(const char *text, size_t n)
{
    const char *const *row = kx_table_find_lower(&kx_table_pronunciations, text, n);
    if (row)
        return g_strdup(row[1]);
    bool is_name = g_unichar_isupper(g_utf8_get_char(text)) && kx_words_has(text, n);
    g_autofree char *lower = g_utf8_strdown(text, (gssize)n);
    const size_t length = strlen(lower);
    char *english = kx_english_reading(text, n, is_name || kx_words_has(lower, length));
    return english ? english : kx_words_compound(lower, length, is_name);
}

/* A hyphenated word of which all parts are known, as one group; NULL if not. */
static char *hyphenated_reading(const char *text, size_t n)
{
    g_auto(GStrv) parts = NULL;
    g_autofree char *word = g_strndup(text, n);
    g_autoptr(GPtrArray) readings = g_ptr_array_new_with_free_func(g_free);
    parts = g_strsplit(word, "-", -1);
    for (unsigned i = 0; parts[i]; i++) {
        char *reading = *parts[i] ? reading_of(parts[i], strlen(parts[i])) : NULL;
        g_autofree char *lower = g_utf8_strdown(parts[i], -1);
        if (!reading)
            reading = g_strdup(kx_words_part(lower, strlen(lower), &(kx_part_counts){0, 0}));
        if (!reading)
            return NULL;
        g_ptr_array_add(readings, reading);
    }
    return kx_join_phonemes((const char *const *)readings->pdata, readings->len, KX_JOIN_ALL);
}

/* A word without English letters: the whole, or its hyphenated parts, as phonemes where these are
 * known; what lies between stays text. */
static void add_plain_word(kx_utterance *utterance, const char *text, size_t n, unsigned word)
{
    g_autofree char *whole = reading_of(text, n);
    if (!whole && memchr(text, '-', n))
        whole = hyphenated_reading(text, n);
    if (whole) {
        add_piece(utterance, KX_PIECE_PHONEMES, whole, -1, word);
        return;
    }
    size_t plain = 0; /* start of the text not yet added */
    for (size_t at = 0; at <= n;) {
        const char *hyphen = memchr(text + at, '-', n - at);
        size_t end = hyphen ? (size_t)(hyphen - text) : n;
        g_autofree char *part = end - at < n && end > at ? reading_of(text + at, end - at) : NULL;
        if (part) {
            if (at > plain)
                add_piece(utterance, KX_PIECE_TEXT, text + plain, (gssize)(at - 1 - plain), word);
            add_piece(utterance, KX_PIECE_PHONEMES, part, -1, word);
            plain = end + 1;
        }
        at = end + 1;
    }
    if (plain < n)
        add_piece(utterance, KX_PIECE_TEXT, text + plain, (gssize)(n - plain), word);
}

/* A word in which the normaliser found English letters, which come first; or any other. */
static void add_word(kx_utterance *utterance, const kx_spoken *spoken, unsigned index)
{
    const kx_rendered_word *word = &g_array_index(utterance->words, kx_rendered_word, index);
    const char *text = utterance->speech + word->start, *end = utterance->speech + word->end;
    unsigned parts;
    g_autofree char *english = english_letters(spoken, word->first, word->last, &parts);
    if (english)
        add_piece(utterance, KX_PIECE_PHONEMES, english, -1, index);
    for (; english && parts > 0 && text; parts--) {
        text = memchr(text, '-', (size_t)(end - text));
        text = text ? text + 1 : NULL;
    }
    if (text)
        add_plain_word(utterance, text, (size_t)(end - text), index);
}

/* A word of an English phrase. */
static void add_english_word(kx_utterance *utterance, unsigned index, kx_english how)
{
    const kx_rendered_word *word = &g_array_index(utterance->words, kx_rendered_word, index);
    g_autofree char *phonemes =
        kx_span_phonemes(utterance->speech + word->start, word->end - word->start, how);
    add_piece(utterance, how == KX_ENGLISH_OWN ? KX_PIECE_ENGLISH : KX_PIECE_PHONEMES, phonemes, -1,
              index);
}

/* The mark behind a word, if there is one. */
static void add_mark(kx_utterance *utterance, unsigned index)
{
    const kx_rendered_word *word = &g_array_index(utterance->words, kx_rendered_word, index);
    const char *mark = &utterance->speech[word->end];
    if (*mark && strchr(",;:.?!", *mark)) {
        add_piece(utterance, KX_PIECE_MARK, mark, 1, index);
        add_to(utterance->plain, utterance, KX_PIECE_MARK, mark, 1, index);
    }
}

kx_utterance *kx_pronounce(const kx_spoken *spoken, const kx_style *style)
{
    kx_utterance *utterance = g_new0(kx_utterance, 1);
    utterance->arena = g_string_chunk_new(1024);
    utterance->words = g_array_new(FALSE, FALSE, sizeof(kx_rendered_word));
    utterance->pieces = g_array_new(FALSE, FALSE, sizeof(kx_piece));
    utterance->plain = g_array_new(FALSE, FALSE, sizeof(kx_piece));
    utterance->speech = kx_spoken_render(spoken, KX_RENDER_SPEECH, utterance->words);
    g_autoptr(GArray) spans = kx_english_spans(utterance->speech, utterance->words);
    for (unsigned i = 0, span = 0; i < utterance->words->len; i++) {
        const kx_rendered_word *word = &g_array_index(utterance->words, kx_rendered_word, i);
        while (span < spans->len && i >= g_array_index(spans, kx_span, span).last)
            span++;
        add_to(utterance->plain, utterance, KX_PIECE_TEXT, utterance->speech + word->start,
               (gssize)(word->end - word->start), i);
        if (span < spans->len && i >= g_array_index(spans, kx_span, span).first)
            add_english_word(utterance, i, style ? style->english : KX_ENGLISH_OWN);
        else
            add_word(utterance, spoken, i);
        add_mark(utterance, i);
    }
    return utterance;
}

void kx_utterance_free(kx_utterance *utterance)
{
    if (utterance == NULL)
        return;
    g_free(utterance->speech);
    g_array_free(utterance->words, TRUE);
    g_array_free(utterance->pieces, TRUE);
    g_array_free(utterance->plain, TRUE);
    g_string_chunk_free(utterance->arena);
    g_free(utterance);
}

static const kx_piece *first_of(const GArray *pieces)
{
    return (const kx_piece *)(void *)pieces->data;
}

GPtrArray *kx_utterance_calls(const kx_utterance *utterance, kx_gate_report *report)
{
    return kx_gate(first_of(utterance->pieces), utterance->pieces->len, report);
}

GPtrArray *kx_utterance_plain_calls(const kx_utterance *utterance)
{
    return kx_gate_plain(first_of(utterance->plain), utterance->plain->len);
}
