/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "speak/writer.h"

#include "speak/camel.h"
#include "speak/dutch_name.h"
#include "speak/hyphened.h"
#include "speak/join.h"
#include "speak/reading.h"
#include "speak/words.h"

#include <string.h>

void kx_utterance_add(GArray *pieces, kx_utterance *utterance, kx_gate_kind kind, const char *text,
                      gssize length, unsigned word)
{
    if (length == 0)
        return;
    kx_piece piece = {kind, g_string_chunk_insert_len(utterance->arena, text, length), word};
    g_array_append_val(pieces, piece);
}

void kx_writer_add(const kx_writer *w, kx_gate_kind kind, const char *text, gssize length)
{
    kx_utterance_add(w->utterance->pieces, w->utterance, kind, text, length, w->index);
}

void kx_writer_note(const kx_writer *w, const char *source, const char *place, const char *parts)
{
    GString *origin = w->origin;
    g_string_append_printf(origin, "%s%s%s%s%s%s", origin->len ? ", " : "", source,
                           parts ? " " : "", parts ? parts : "", place ? " " : "",
                           place ? place : "");
}

char *kx_writer_reading(const kx_writer *w, const char *text, size_t n)
{
    g_auto(kx_reading) reading;
    kx_read_word(w->spoken->lexicon, text, n, &reading);
    if (reading.phonemes)
        kx_writer_note(w, kx_reading_source_name(reading.source), reading.row, reading.parts);
    return g_steal_pointer(&reading.phonemes);
}

char *kx_writer_part(const kx_writer *w, const char *part)
{
    kx_part_counts counts;
    size_t n = strlen(part);
    char *reading = n > 0 ? kx_writer_reading(w, part, n) : NULL;
    if (reading || n == 0)
        return reading;
    g_autofree char *lower = g_utf8_strdown(part, -1);
    const char *known = kx_words_part(part, n, &counts);
    if (!known)
        known = kx_words_part(lower, strlen(lower), &counts);
    if (known)
        kx_writer_note(w, "dictionary", NULL, part);
    return g_strdup(known);
}

static void take_stress(char *phonemes)
{
    char *to = phonemes;
    for (const char *at = phonemes; *at; at++) {
        if (!strchr("',", *at))
            *to++ = *at;
    }
    *to = '\0';
}

char *kx_writer_hyphenated(const kx_writer *w, const char *text, size_t n)
{
    g_auto(GStrv) parts = NULL;
    g_autofree char *word = g_strndup(text, n);
    g_autoptr(GPtrArray) readings = g_ptr_array_new_with_free_func(g_free);
    gsize noted = w->origin->len;
    parts = g_strsplit(word, "-", -1);
    const char *const *written = (const char *const *)parts;
    for (unsigned i = 0; parts[i]; i++) {
        char *reading = kx_writer_part(w, parts[i]);
        if (!reading) {
            g_string_truncate(w->origin, noted);
            char *english = kx_english_parts(w->spoken->lexicon, word);
            if (english)
                kx_writer_note(w, kx_reading_source_name(KX_READING_ENGLISH), NULL, word);
            return english;
        }
        if (kx_hyphened_is_link(written, g_strv_length(parts), i))
            take_stress(reading);
        g_ptr_array_add(readings, reading);
    }
    return kx_join_phonemes((const char *const *)readings->pdata, readings->len,
                            kx_hyphened_stressed(written, readings->len));
}

/* A word that is as good with a hyphen as without has so many letters or more. */
enum { JOINED_MIN = 6 };

/* What the lexicon has without its hyphens (best-seller); NULL if nothing. */
static char *joined_reading(const kx_writer *w, const char *text, size_t n)
{
    g_auto(kx_reading) reading;
    g_autoptr(GString) joined = g_string_new_len(text, (gssize)n);
    g_string_replace(joined, "-", "", 0);
    kx_read_word(w->spoken->lexicon, joined->str, joined->len, &reading);
    if (joined->len < JOINED_MIN || reading.source > KX_READING_INFLECTED)
        return NULL;
    kx_writer_note(w, kx_reading_source_name(reading.source), reading.row, joined->str);
    return g_steal_pointer(&reading.phonemes);
}

/* Letters that the engine reads: those of a surname in today's spelling, behind its small words. */
static void add_text(const kx_writer *w, const char *text, size_t n)
{
    size_t length;
    const char *prefix = kx_dutch_name_prefix(text, n, &length);
    g_autofree char *rest = g_strndup(text + (prefix ? length : 0), n - (prefix ? length : 0));
    if (prefix) {
        rest[0] = g_ascii_toupper(rest[0]);
        kx_writer_add(w, KX_GATE_PHONEMES, prefix, -1);
    }
    g_autofree char *today = kx_dutch_name_today(rest, strlen(rest));
    kx_writer_note(w, kx_reading_source_name(KX_READING_ENGINE), NULL, today ? today : rest);
    kx_writer_add(w, KX_GATE_TEXT, today ? today : rest, -1);
}

/* Whether the word is a number and no more, which the engine reads well (drie-en-twintig, but not
 * drie-en-twintig-jarige, which has one main stress as other compounds do). */
static bool is_number(const kx_writer *w)
{
    const kx_rendered_word *word = &g_array_index(w->utterance->words, kx_rendered_word, w->index);
    bool number = false;
    for (unsigned i = word->first; i < word->last; i++) {
        kx_seam seam = g_array_index(w->spoken->morphemes, kx_morpheme, i).seam;
        number |= seam == KX_SEAM_EN || seam == KX_SEAM_NUMBER;
        if (seam == KX_SEAM_COMPOUND)
            return false;
    }
    return number;
}

/* A stem that the engine reads, with its ending. Before an apostrophe the engine would put the
 * stress elsewhere and give a weak syllable a full vowel (Londen'er); before a hyphen it does not,
 * but it reads a diminutive's ending there as a word. Behind an s the ending 's is not heard.
 * Behind an apostrophe, but not behind a hyphen, it reads 'en as an ending. */
static bool add_inflected_text(const kx_writer *w, const char *text, size_t n)
{
    size_t stem = kx_reading_stem(text, n);
    const char *ending = text + stem + 1;
    bool plural = stem > 0 && stem + 2 == n && *ending == 's';
    bool silent = plural && strchr("sxz", g_ascii_tolower(text[stem - 1]));
    g_autofree char *suffix = stem > 0 ? g_strndup(ending - 1, n - stem) : NULL;
    if (stem == 0 || (plural && !silent) || strcmp(suffix, "'en") == 0)
        return false;
    add_text(w, text, stem);
    if (kx_reading_is_diminutive(suffix))
        kx_writer_add(w, KX_GATE_PHONEMES, kx_reading_suffix(suffix), -1);
    else if (!silent)
        kx_writer_add(w, KX_GATE_TEXT, ending, (gssize)(n - stem - 1));
    return true;
}

void kx_writer_letters(const kx_writer *w, const char *text, size_t n)
{
    g_autofree char *whole = kx_writer_reading(w, text, n);
    if (!whole && memchr(text, '-', n) && !is_number(w))
        whole = joined_reading(w, text, n);
    if (!whole && memchr(text, '-', n) && !is_number(w))
        whole = kx_writer_hyphenated(w, text, n);
    if (whole) {
        kx_writer_add(w, KX_GATE_PHONEMES, whole, -1);
        return;
    }
    size_t plain = 0; /* start of the text not yet added */
    for (size_t at = 0; at <= n;) {
        const char *hyphen = memchr(text + at, '-', n - at);
        size_t end = hyphen ? (size_t)(hyphen - text) : n;
        g_autofree char *part =
            end - at < n && end > at ? kx_writer_reading(w, text + at, end - at) : NULL;
        if (part) {
            if (at > plain)
                add_text(w, text + plain, at - 1 - plain);
            kx_writer_add(w, KX_GATE_PHONEMES, part, -1);
            plain = end + 1;
        }
        at = end + 1;
    }
    if (plain < n && !add_inflected_text(w, text + plain, n - plain))
        add_text(w, text + plain, n - plain);
}
