/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "speak/pronounce.h"

#include "speak/beside.h"
#include "speak/camel.h"
#include "speak/gate_private.h"
#include "speak/letters.h"
#include "speak/reading.h"
#include "speak/span.h"
#include "speak/writer.h"
#include "text/table.h"

#include <stdbool.h>
#include <string.h>

static const kx_morpheme *morpheme(const kx_spoken *spoken, unsigned i)
{
    return &g_array_index(spoken->morphemes, kx_morpheme, i);
}

static void add_piece(kx_utterance *utterance, kx_gate_kind kind, const char *text, gssize length,
                      unsigned word)
{
    kx_utterance_add(utterance->pieces, utterance, kind, text, length, word);
}

/* The speech rendering of some morphemes. */
static char *render_morphemes(const kx_spoken *spoken, unsigned first, unsigned end)
{
    g_autoptr(kx_spoken) some = kx_spoken_new();
    g_array_append_vals(some->morphemes, morpheme(spoken, first), end - first);
    return kx_spoken_render(some, KX_RENDER_SPEECH, NULL);
}

/* The suffix that morpheme i is, in phonemes; NULL if it is none. */
static const char *suffix_at(const kx_spoken *spoken, unsigned i, unsigned last)
{
    kx_seam seam = i < last ? morpheme(spoken, i)->seam : KX_SEAM_SPACE;
    return seam == KX_SEAM_SUFFIX || seam == KX_SEAM_JOIN
               ? kx_reading_suffix(morpheme(spoken, i)->text)
               : NULL;
}

/* The phonemes that morphemes from `first` on have by what they are: English letters, an entry of
 * the lexicon, a word of a list before a suffix. `end` is set behind them. NULL if there are none;
 * the caller frees. */
static char *sounds_at(const kx_writer *w, unsigned first, unsigned last, unsigned *end)
{
    const kx_morpheme *m = morpheme(w->spoken, first);
    *end = first + 1;
    if (m->kind == KX_MORPHEME_LETTER_EN) {
        while (*end < last && morpheme(w->spoken, *end)->kind == KX_MORPHEME_LETTER_EN)
            ++*end;
        kx_writer_note(w, "English letters", NULL, NULL);
        return kx_letter_names(w->spoken, first, *end, KX_LETTERS_ENGLISH);
    }
    if (m->phonemes) {
        while (*end < last && g_strcmp0(morpheme(w->spoken, *end)->phonemes, "") == 0)
            ++*end;
        kx_writer_note(w, kx_reading_source_name(KX_READING_LEXICON), m->place, NULL);
        return g_strdup(m->phonemes);
    }
    if (m->kind != KX_MORPHEME_WORD || !suffix_at(w->spoken, first + 1, last))
        return NULL;
    g_autofree char *text = render_morphemes(w->spoken, first, first + 1);
    char *english = kx_camel_reading(w->spoken->lexicon, m->text);
    return english ? english : kx_writer_reading(w, text, strlen(text));
}

/* Morphemes [first, end) as letters, by lists where they are words. */
static void add_rendered(const kx_writer *w, unsigned first, unsigned end)
{
    g_autofree char *text = first < end ? render_morphemes(w->spoken, first, end) : NULL;
    if (text)
        kx_writer_letters(w, text, strlen(text));
}

/* The end of the Dutch letters from `first` on, with their suffix; `first` if there are none. Their
 * names are no words of a list: a tee is a golfer's. */
static unsigned dutch_letters(const kx_spoken *spoken, unsigned first, unsigned last)
{
    unsigned end = first;
    while (end < last && morpheme(spoken, end)->kind == KX_MORPHEME_LETTER)
        end++;
    while (end > first && end < last && morpheme(spoken, end)->seam == KX_SEAM_SUFFIX)
        end++;
    return end;
}

/* Letters in morphemes [first, end) with a suffix, whose weak syllable the engine would read as a
 * word (gsm'etje, sms'en); NULL if there is none. The caller frees. */
static char *weakly_inflected(const kx_spoken *spoken, unsigned first, unsigned end)
{
    const char *suffix = morpheme(spoken, end - 1)->text;
    const bool word = kx_reading_is_diminutive(suffix) || strcmp(suffix, "'en") == 0;
    if (!g_str_has_prefix(suffix, "'e") || !word || !kx_reading_suffix(suffix))
        return NULL;
    g_autofree char *letters = kx_letter_names(spoken, first, end - 1, KX_LETTERS_DUTCH);
    return g_strconcat(letters, kx_reading_suffix(suffix), NULL);
}

/* Sounds with the endings that stand in morphemes *end and behind it; *end is set behind them. */
static char *inflected(const kx_writer *w, const char *sounds, unsigned last, unsigned *end)
{
    char *group = g_strdup(sounds);
    const char *suffix;
    while ((suffix = suffix_at(w->spoken, *end, last))) {
        char *longer = kx_reading_inflect(group, suffix);
        g_free(group);
        group = longer;
        ++*end;
    }
    return group;
}

static bool is_plain(const kx_morpheme *m)
{
    return m->kind != KX_MORPHEME_LETTER && m->kind != KX_MORPHEME_LETTER_EN && !m->phonemes &&
           m->seam != KX_SEAM_SUFFIX;
}

/* The phonemes of morphemes [first, end), words behind a hyphen, as the end of a compound:
 * its main stress lies before them. They may have endings (USB-stick'er). NULL if they are not
 * known, or something else; the caller frees. */
static char *tail_reading(const kx_writer *w, unsigned first, unsigned end)
{
    if (first >= end || morpheme(w->spoken, first)->seam != KX_SEAM_HYPHEN)
        return NULL;
    unsigned stem = first + 1;
    while (stem < end && !suffix_at(w->spoken, stem, end))
        stem++;
    for (unsigned i = first; i < stem; i++) {
        if (morpheme(w->spoken, i)->kind != KX_MORPHEME_WORD)
            return NULL;
    }
    g_autofree char *text = render_morphemes(w->spoken, first, stem);
    g_autofree char *tail =
        strchr(text, '-') ? kx_writer_hyphenated(w, text, strlen(text)) : kx_writer_part(w, text);
    for (char *at = tail; at && *at; at++) {
        if (*at == '\'')
            *at = ',';
    }
    char *whole = tail ? inflected(w, tail, end, &stem) : NULL;
    if (stem == end)
        return whole;
    g_free(whole);
    return NULL;
}

static bool is_acronym(const kx_morpheme *m)
{
    return m->phonemes && g_ascii_isupper(m->text[0]) && g_ascii_isupper(m->text[1]);
}

/* An acronym in front of words, as one compound (USB-stick); false if not all is known. */
static bool add_acronym_compound(const kx_writer *w, unsigned first, unsigned last)
{
    const kx_morpheme *m = morpheme(w->spoken, first);
    unsigned end = first + 1;
    while (m->kind != KX_MORPHEME_WORD && end < last && morpheme(w->spoken, end)->kind == m->kind)
        end++;
    if (m->kind == KX_MORPHEME_WORD && !is_acronym(m))
        return false;
    gsize noted = w->origin->len;
    g_autofree char *tail = tail_reading(w, end, last);
    if (!tail)
        return false;
    g_autofree char *known = g_strdup(w->origin->str + noted);
    g_string_truncate(w->origin, noted);
    g_autofree char *head = m->kind == KX_MORPHEME_LETTER
                                ? kx_letter_names(w->spoken, first, end, KX_LETTERS_DUTCH)
                                : sounds_at(w, first, end, &end);
    if (m->kind == KX_MORPHEME_LETTER)
        kx_writer_note(w, "letters", NULL, NULL);
    if (*known)
        kx_writer_note(w, known, NULL, NULL);
    g_autofree char *group = g_strconcat(head, tail, NULL);
    kx_writer_add(w, KX_GATE_PHONEMES, group, -1);
    return true;
}

/* A word of several morphemes, or of one that is known by what it is. */
static void add_morphemes(const kx_writer *w, unsigned first, unsigned last)
{
    if (add_acronym_compound(w, first, last))
        return;
    unsigned plain = first; /* the first morpheme not yet added */
    for (unsigned i = first, end = first; i < last; i = end) {
        end = dutch_letters(w->spoken, i, last);
        bool spelled = end > i;
        g_autofree char *sounds =
            spelled ? render_morphemes(w->spoken, i, end) : sounds_at(w, i, last, &end);
        if (!sounds)
            continue;
        if (spelled)
            kx_writer_note(w, "letters", NULL, NULL);
        g_autofree char *group =
            spelled ? weakly_inflected(w->spoken, i, end) : inflected(w, sounds, last, &end);
        add_rendered(w, plain, i);
        kx_writer_add(w, group ? KX_GATE_PHONEMES : KX_GATE_TEXT, group ? group : sounds, -1);
        plain = end;
    }
    add_rendered(w, plain, last);
}

/* A name of English words that its capitals show, as one group; false if it is none. */
static bool add_camel(const kx_writer *w, const char *name)
{
    g_autofree char *english = kx_camel_reading(w->spoken->lexicon, name);
    if (!english)
        return false;
    kx_writer_note(w, kx_reading_source_name(KX_READING_ENGLISH), NULL, name);
    kx_writer_add(w, KX_GATE_PHONEMES, english, -1);
    return true;
}

/* A word that its accents stress (vóór, dé), which the engine is given without them: as it is read
 * where it is a part. False if it is none. */
static bool add_emphasised(const kx_writer *w, const char *name, const char *text, size_t n)
{
    enum { EMPHASISED_MIN = 2 };
    static const char *const weak[][2] = {{"de", "d'e:"}, {"het", "h'Et"}};
    g_autofree char *word = g_utf8_strdown(text, (gssize)n);
    if (n < EMPHASISED_MIN || g_str_is_ascii(name) || !g_str_is_ascii(word))
        return false;
    g_autofree char *sounds = kx_writer_part(w, word);
    for (unsigned i = 0; i < G_N_ELEMENTS(weak); i++) {
        if (strcmp(word, weak[i][0]) == 0) {
            g_free(sounds);
            sounds = g_strdup(weak[i][1]);
        }
    }
    if (!sounds)
        return false;
    kx_writer_add(w, KX_GATE_PHONEMES, sounds, -1);
    return true;
}

/* A plain word; if no list knows it, by the parts that its capitals show. */
static void add_plain(const kx_writer *w, const kx_rendered_word *word)
{
    const char *text = w->utterance->speech + word->start;
    size_t n = word->end - word->start;
    const char *name =
        word->last == word->first + 1 ? morpheme(w->spoken, word->first)->text : NULL;
    if (name && add_emphasised(w, name, text, n))
        return;
    g_autofree char *parts = name ? kx_camel_parts(name) : NULL;
    if (parts && add_camel(w, name))
        return;
    gsize noted = w->origin->len;
    g_autofree char *whole = parts ? kx_writer_reading(w, text, n) : NULL;
    g_string_truncate(w->origin, noted);
    if (parts && !whole)
        kx_writer_letters(w, parts, strlen(parts));
    else
        kx_writer_letters(w, text, n);
}

/* Whether the gate takes all phonemes among the pieces from `first` on. */
static bool gate_takes_pieces(const kx_utterance *utterance, guint first)
{
    for (guint i = first; i < utterance->pieces->len; i++) {
        const kx_piece *piece = &g_array_index(utterance->pieces, kx_piece, i);
        if (piece->kind != KX_GATE_TEXT && !kx_gate_takes(piece->kind, piece->text))
            return false;
    }
    return true;
}

/* A word in which the normaliser found English letters, which come first; or any other. */
static void add_word(kx_utterance *utterance, const kx_spoken *spoken, unsigned index)
{
    const kx_rendered_word *word = &g_array_index(utterance->words, kx_rendered_word, index);
    g_autoptr(GString) origin = g_string_new(NULL);
    const kx_writer w = {utterance, spoken, index, origin};
    const guint first_piece = utterance->pieces->len;
    bool plain = true;
    for (unsigned i = word->first; i < word->last; i++)
        plain = plain && is_plain(morpheme(spoken, i));
    if (plain)
        add_plain(&w, word);
    else
        add_morphemes(&w, word->first, word->last);
    if (!gate_takes_pieces(utterance, first_piece)) {
        g_array_set_size(utterance->pieces, first_piece);
        add_piece(utterance, KX_GATE_TEXT, utterance->speech + word->start,
                  (gssize)(word->end - word->start), index);
        g_string_truncate(origin, 0);
    }
    g_ptr_array_add(utterance->origins, g_string_chunk_insert(utterance->arena, origin->str));
}

/* A word of an English phrase; false if the English list does not know it, or it is too long. */
static bool add_english_word(kx_utterance *utterance, const kx_spoken *spoken, unsigned index,
                             kx_english how)
{
    const kx_rendered_word *word = &g_array_index(utterance->words, kx_rendered_word, index);
    const kx_gate_kind kind = how == KX_ENGLISH_OWN ? KX_GATE_ENGLISH : KX_GATE_PHONEMES;
    size_t n;
    const char *text = kx_span_word(spoken, utterance->speech, word, &n);
    g_autofree char *phonemes = kx_span_phonemes(text, n, how);
    if (*phonemes == '\0' || !kx_gate_takes(kind, phonemes))
        return false;
    add_piece(utterance, kind, phonemes, -1, index);
    g_ptr_array_add(utterance->origins, g_string_chunk_insert(utterance->arena, "English phrase"));
    return true;
}

/* A word that is English by the one beside it, unless the lexicon has it; false if it is not. */
static bool add_beside(kx_utterance *utterance, const kx_spoken *spoken, unsigned index)
{
    const kx_rendered_word *word = &g_array_index(utterance->words, kx_rendered_word, index);
    g_autofree char *said = NULL;
    if (is_plain(morpheme(spoken, word->first)))
        said = kx_beside_reading(utterance->speech, utterance->words, index);
    if (!said)
        return false;
    add_piece(utterance, KX_GATE_PHONEMES, said, -1, index);
    g_ptr_array_add(utterance->origins, g_string_chunk_insert(utterance->arena, "English phrase"));
    return true;
}

/* Whether a word is English: by the lexicon, or in a span of words that are, unless the lexicon has
 * phonemes for it. */
static bool is_english(const kx_spoken *spoken, const kx_rendered_word *word, bool in_span)
{
    bool english = true, listed = false;
    for (unsigned i = word->first; i < word->last; i++) {
        const kx_seam seam = i > word->first ? morpheme(spoken, i)->seam : KX_SEAM_SPACE;
        const bool suffix = seam == KX_SEAM_SUFFIX || seam == KX_SEAM_JOIN;
        english = english && (morpheme(spoken, i)->english || suffix);
        listed = listed || morpheme(spoken, i)->phonemes;
    }
    return english || (in_span && !listed);
}

/* Whether the mark before the next word, from morpheme `at` on, is a dash. */
static bool has_dash(const kx_spoken *spoken, unsigned at)
{
    for (; at < spoken->morphemes->len; at++) {
        kx_morpheme_kind kind = g_array_index(spoken->morphemes, kx_morpheme, at).kind;
        if (kind == KX_MORPHEME_MARK_DASH)
            return true;
        if (kind != KX_MORPHEME_MARK && kind != KX_MORPHEME_MARK_FALLING)
            return false;
    }
    return false;
}

/* The mark behind a word, if there is one. */
static void add_mark(kx_utterance *utterance, const kx_spoken *spoken, unsigned index)
{
    const kx_rendered_word *word = &g_array_index(utterance->words, kx_rendered_word, index);
    const char *mark = &utterance->speech[word->end];
    if (*mark && strchr(",;:.?!", *mark)) {
        const char dash = KX_MARK_DASH;
        add_piece(utterance, KX_GATE_MARK, has_dash(spoken, word->last) ? &dash : mark, 1, index);
        kx_utterance_add(utterance->plain, utterance, KX_GATE_MARK, mark, 1, index);
    }
}

kx_utterance *kx_pronounce(const kx_spoken *spoken, const kx_style *style)
{
    kx_utterance *utterance = g_new0(kx_utterance, 1);
    utterance->arena = g_string_chunk_new(1024);
    utterance->origins = g_ptr_array_new();
    utterance->languages = g_ptr_array_new();
    utterance->words = g_array_new(FALSE, FALSE, sizeof(kx_rendered_word));
    utterance->pieces = g_array_new(FALSE, FALSE, sizeof(kx_piece));
    utterance->plain = g_array_new(FALSE, FALSE, sizeof(kx_piece));
    utterance->speech = kx_spoken_render(spoken, KX_RENDER_SPEECH, utterance->words);
    g_autoptr(GArray) spans = kx_english_spans(spoken, utterance->speech, utterance->words);
    for (unsigned i = 0, span = 0; i < utterance->words->len; i++) {
        const kx_rendered_word *word = &g_array_index(utterance->words, kx_rendered_word, i);
        while (span < spans->len && i >= g_array_index(spans, kx_span, span).last)
            span++;
        kx_utterance_add(utterance->plain, utterance, KX_GATE_TEXT, utterance->speech + word->start,
                         (gssize)(word->end - word->start), i);
        bool in_span = span < spans->len && i >= g_array_index(spans, kx_span, span).first;
        bool english =
            is_english(spoken, word, in_span) &&
            add_english_word(utterance, spoken, i, style ? style->english : KX_ENGLISH_OWN);
        if (!english && !add_beside(utterance, spoken, i))
            add_word(utterance, spoken, i);
        g_ptr_array_add(utterance->languages, (void *)(uintptr_t)(english ? "en" : NULL));
        add_mark(utterance, spoken, i);
    }
    return utterance;
}

void kx_utterance_free(kx_utterance *utterance)
{
    if (utterance == NULL)
        return;
    g_free(utterance->speech);
    g_array_free(utterance->words, TRUE);
    g_ptr_array_unref(utterance->origins);
    g_ptr_array_unref(utterance->languages);
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
