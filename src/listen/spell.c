/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "listen/spell.h"

#include "base/limits.h"
#include "speak/words.h"
#include "text/class.h"
#include "text/latin.h"
#include "text/sentence_words.h"
#include "text/table.h"

#include <string.h>
#include <unicode/uchar.h>

void kx_answer_clear(kx_answer *answer)
{
    g_clear_pointer(&answer->printed, g_free);
    g_clear_pointer(&answer->spoken, g_free);
}

/* ---- one character ---- */

static const char *named(gunichar c)
{
    char utf8[8];
    const kx_cell *row =
        kx_table_find(&kx_table_spelling, utf8, (size_t)g_unichar_to_utf8(c, utf8));
    return row ? kx_text(row, 1) : NULL;
}

/* What a combining mark is called: spelling.tsv has it as a character of its own. */
static const char *mark_name(gunichar mark)
{
    static const struct {
        gunichar combining, alone;
    } marks[] = {
        {0x300, '`'},   {0x301, 0xb4},  {0x302, 0x2c6}, {0x303, 0x2dc}, {0x304, 0xaf},
        {0x306, 0x2d8}, {0x307, 0x2d9}, {0x308, 0xa8},  {0x30a, 0x2da}, {0x30b, 0x2dd},
        {0x30c, 0x2c7}, {0x327, 0xb8},  {0x328, 0x2db},
    };
    for (size_t i = 0; i < G_N_ELEMENTS(marks); i++)
        if (marks[i].combining == mark)
            return named(marks[i].alone);
    return NULL;
}

static bool ascii_letter(gunichar c)
{
    return c < 128 && g_ascii_isalpha((char)c);
}

/* A small Latin letter with its marks; false if it is none that Dutch has words for. */
static bool append_letter(GString *out, gunichar c)
{
    const char *name = c == 'y' ? "Griekse ij" : c == 0x133 ? "lange ij" : named(c);
    if (name != NULL) {
        g_string_append(out, name);
        return true;
    }
    gunichar parts[G_UNICHAR_MAX_DECOMPOSITION_LENGTH];
    gsize n = g_unichar_fully_decompose(c, FALSE, parts, G_N_ELEMENTS(parts));
    if (!ascii_letter(parts[0]))
        return false;
    g_string_append_c(out, (char)parts[0]);
    for (gsize i = 1; i < n; i++) {
        const char *mark = mark_name(parts[i]);
        g_string_append_printf(out, " %s %s", i == 1 ? "met" : "en", mark ? mark : "een teken");
    }
    return true;
}

/* "Cyrillische letter zhe", of CYRILLIC SMALL LETTER ZHE. */
static bool append_script(GString *out, const char *unicode)
{
    static const struct {
        const char *unicode, *dutch;
    } scripts[] = {
        {"GREEK ", "Griekse letter"},     {"CYRILLIC ", "Cyrillische letter"},
        {"ARABIC ", "Arabische letter"},  {"HEBREW ", "Hebreeuwse letter"},
        {"ARMENIAN ", "Armeense letter"}, {"GEORGIAN ", "Georgische letter"},
        {"HIRAGANA ", "Japans teken"},    {"KATAKANA ", "Japans teken"},
        {"CJK UNIFIED", "Chinees teken"}, {"HANGUL ", "Koreaans teken"},
    };
    for (size_t i = 0; i < G_N_ELEMENTS(scripts); i++) {
        if (!g_str_has_prefix(unicode, scripts[i].unicode))
            continue;
        g_string_append(out, scripts[i].dutch);
        const char *letter = strstr(unicode, " LETTER ");
        if (letter) {
            g_autofree char *small = g_ascii_strdown(letter + strlen(" LETTER"), -1);
            g_string_append(out, small);
        }
        return true;
    }
    return false;
}

static void append_unknown(GString *out, gunichar c)
{
    char unicode[128] = "";
    UErrorCode status = U_ZERO_ERROR;
    u_charName((UChar32)c, U_UNICODE_CHAR_NAME, unicode, sizeof(unicode), &status);
    if (U_FAILURE(status) || *unicode == '\0') {
        g_string_append(out, "onbekend teken");
    } else if (!append_script(out, unicode)) {
        g_autofree char *small = g_ascii_strdown(unicode, -1);
        g_string_append_printf(out, "teken %s", small);
    }
}

static const char *digit_name(gunichar digit)
{
    static const char *const names[] = {"nul",  "één", "twee",  "drie", "vier",
                                        "vijf", "zes", "zeven", "acht", "negen"};
    return names[g_unichar_digit_value(digit)];
}

typedef struct {
    GString *printed, *spoken;
} lines;

static void append(lines out, const char *text)
{
    g_string_append(out.printed, text);
    g_string_append(out.spoken, text);
}

static void append_character(GString *out, gunichar c)
{
    char utf8[8] = {0};
    g_unichar_to_utf8(c, utf8);
    g_string_append(out, utf8);
}

/* In `capitals`, that a letter is one is not said. */
static void append_spelled(lines out, gunichar c, bool capitals)
{
    gunichar small = g_unichar_tolower(c);
    g_autoptr(GString) name = g_string_new(NULL);
    bool letter = append_letter(name, small);
    if (letter && g_unichar_isupper(c) && !capitals)
        append(out, "hoofdletter ");
    if (ascii_letter(small) && small != 'y') {
        append_character(out.printed, c);
        append_character(out.spoken, c);
    } else if (g_unichar_isdigit(c)) {
        append_character(out.printed, c);
        g_string_append(out.spoken, digit_name(c));
    } else if (small == 'y') {
        append_character(out.printed, c);
        g_string_append(out.spoken, name->str);
    } else {
        if (!letter)
            append_unknown(name, c);
        append(out, name->str);
    }
}

char *kx_spell_character(gunichar c)
{
    g_autoptr(GString) printed = g_string_new(NULL);
    GString *spoken = g_string_new(NULL);
    append_spelled((lines){printed, spoken}, c, false);
    return g_string_free(spoken, FALSE);
}

/* ---- words ---- */

static bool sounds(gunichar c)
{
    return g_unichar_isalnum(c) || g_unichar_type(c) == G_UNICODE_OTHER_SYMBOL ||
           g_unichar_type(c) == G_UNICODE_CURRENCY_SYMBOL ||
           g_unichar_type(c) == G_UNICODE_MATH_SYMBOL || strchr("%@#&*", (int)MIN(c, 127)) != NULL;
}

/* 's-Gravenhage, 't, 'n: an apostrophe that belongs to the word. */
static bool is_clitic(const char *at)
{
    gunichar c = g_utf8_get_char(at);
    const char *letter = g_utf8_next_char(at);
    return kx_is_apostrophe(c) && g_ascii_islower(*letter) && !g_ascii_isalpha(letter[1]);
}

/* The word inside a blank-separated piece, without the marks around it; all of it if there is
 * nothing else. */
static kx_range inner(const char *text, kx_range piece)
{
    const char *start = text + piece.start, *end = text + piece.end;
    while (start < end && !sounds(g_utf8_get_char(start)) && !is_clitic(start))
        start = g_utf8_next_char(start);
    while (end > start && !sounds(g_utf8_get_char(g_utf8_prev_char(end))))
        end = g_utf8_prev_char(end);
    if (start == end)
        return piece;
    return (kx_range){(size_t)(start - text), (size_t)(end - text)};
}

/* The pieces of a line between its blanks (kx_range). */
static GArray *pieces_of(const char *text)
{
    GArray *pieces = g_array_new(FALSE, FALSE, sizeof(kx_range));
    kx_range piece = {0, 0};
    for (const char *at = text;; at = g_utf8_next_char(at)) {
        piece.end = (size_t)(at - text);
        if (*at != '\0' && !kx_is_blank(g_utf8_get_char(at)))
            continue;
        if (piece.end > piece.start)
            g_array_append_val(pieces, piece);
        if (*at == '\0')
            return pieces;
        piece.start = piece.end + (size_t)g_utf8_skip[(guchar)*at];
    }
}

static char *word_of(const char *text, kx_range piece)
{
    kx_range word = inner(text, piece);
    return g_strndup(text + word.start, word.end - word.start);
}

static bool all_capitals(const char *word)
{
    unsigned capitals = 0;
    for (const char *at = word; *at; at = g_utf8_next_char(at)) {
        capitals += g_unichar_isupper(g_utf8_get_char(at));
        if (g_unichar_islower(g_utf8_get_char(at)))
            return false;
    }
    return capitals > 1;
}

static bool is_ij(const char *at)
{
    return g_ascii_tolower(*at) == 'i' && g_ascii_tolower(at[1]) == 'j';
}

static void spell_letters(lines out, const char *word, bool capitals)
{
    unsigned n = 0;
    for (const char *at = word; *at;) {
        if (n++ > 0)
            append(out, ", ");
        if (n > KX_SPELLED_CHARACTERS_MAX) {
            append(out, "enzovoort");
            return;
        }
        if (is_ij(at)) {
            append(out, g_ascii_isupper(*at) && !capitals ? "hoofdletter " : "");
            g_string_append_len(out.printed, at, 2);
            g_string_append(out.spoken, "lange ij");
            at += 2;
        } else {
            append_spelled(out, g_utf8_get_char(at), capitals);
            at = g_utf8_next_char(at);
        }
    }
}

static void spell_word(lines out, const char *word)
{
    bool capitals = all_capitals(word);
    append(out, word);
    append(out, capitals ? ": in hoofdletters, " : ": ");
    spell_letters(out, word, capitals);
}

static lines new_lines(void)
{
    return (lines){g_string_new(NULL), g_string_new(NULL)};
}

static kx_answer finish(lines out)
{
    return (kx_answer){g_string_free(out.printed, FALSE), g_string_free(out.spoken, FALSE)};
}

/* Words in one form, so that a printed and a spoken one can be compared. */
static char *folded(const char *text, kx_range piece)
{
    g_autofree char *word = word_of(text, piece);
    g_autofree char *latin = kx_latin(word, strlen(word));
    return kx_lower(latin, strlen(latin));
}

static kx_answer spell_all(const char *text, GHashTable *but)
{
    lines out = new_lines();
    g_autoptr(GArray) pieces = pieces_of(text);
    for (guint i = 0; i < pieces->len; i++) {
        kx_range piece = g_array_index(pieces, kx_range, i);
        g_autofree char *word = word_of(text, piece);
        g_autofree char *key = folded(text, piece);
        if (but != NULL && g_hash_table_contains(but, key))
            continue;
        if (out.printed->len > 0)
            append(out, "; ");
        spell_word(out, word);
    }
    return finish(out);
}

kx_answer kx_spell(const char *text)
{
    return spell_all(text, NULL);
}

kx_answer kx_spell_differences(const char *text, const char *said)
{
    g_autoptr(GHashTable) known = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    g_autoptr(GArray) pieces = pieces_of(said);
    for (guint i = 0; i < pieces->len; i++)
        g_hash_table_add(known, folded(said, g_array_index(pieces, kx_range, i)));
    kx_answer answer = spell_all(text, known);
    if (*answer.printed) {
        g_autofree char *spelled = answer.printed;
        answer.printed = g_strdup_printf("%s. Klinkt als: %s", spelled, said);
    }
    return answer;
}

kx_answer kx_spell_by_word(const char *text)
{
    lines out = new_lines();
    g_autoptr(GArray) pieces = pieces_of(text);
    for (guint i = 0; i < pieces->len; i++) {
        g_autofree char *word = word_of(text, g_array_index(pieces, kx_range, i));
        append(out, i > 0 ? ", " : "");
        append(out, word);
    }
    return finish(out);
}

/* ---- which word, which name ---- */

/* Whether there is more in a piece than marks. */
static bool has_word(const char *text, kx_range piece)
{
    kx_range word = inner(text, piece);
    return sounds(g_utf8_get_char(text + word.start)) || is_clitic(text + word.start);
}

char *kx_last_word(const char *text, size_t heard)
{
    g_autoptr(GArray) pieces = pieces_of(text);
    for (guint i = pieces->len; i > 0; i--) {
        kx_range piece = g_array_index(pieces, kx_range, i - 1);
        if (piece.start < heard && has_word(text, piece))
            return word_of(text, piece);
    }
    return NULL;
}

/* Anna, 's-Gravenhage, d'Ancona, IJmuiden. */
static bool has_capital(const char *word)
{
    const char *at = word;
    if (kx_is_apostrophe(g_utf8_get_char(at)))
        at = g_utf8_next_char(at);
    if (g_unichar_isupper(g_utf8_get_char(at)))
        return true;
    if (*at == '\0')
        return false;
    at = g_utf8_next_char(at);
    gunichar c = g_utf8_get_char(at);
    return (kx_is_hyphen(c) || kx_is_apostrophe(c)) &&
           g_unichar_isupper(g_utf8_get_char(g_utf8_next_char(at)));
}

static bool stands_in_names(const char *word)
{
    const char *bare = kx_is_apostrophe(g_utf8_get_char(word)) ? g_utf8_next_char(word) : word;
    for (const char *const *part = kx_surname_parts; *part != NULL; part++)
        if (strcmp(*part, bare) == 0)
            return true;
    return false;
}

/* Whether a mark behind the word ends a name: all but the dot of an initial. */
static bool closes(const char *text, kx_range piece)
{
    kx_range word = inner(text, piece);
    return word.end < piece.end &&
           (text[word.end] != '.' ||
            g_utf8_strlen(text + word.start, (gssize)(word.end - word.start)) > 2);
}

/* The pieces [start, end) of the name that begins with piece `at`; end == at: none does. */
static guint name_end(const char *text, const GArray *pieces, guint at)
{
    guint end = at;
    for (guint i = at; i < pieces->len; i++) {
        kx_range piece = g_array_index(pieces, kx_range, i);
        g_autofree char *word = word_of(text, piece);
        if (has_capital(word))
            end = i + 1;
        else if (i == at || !stands_in_names(word))
            break;
        if (closes(text, piece))
            break;
    }
    return end;
}

/* "De Rotterdamse haven", "Minister Keijzer": what begins a sentence may have its capital from
 * there. Mark is in the dictionary as a name, too. */
static bool is_no_name(const char *text, kx_range piece)
{
    g_autofree char *word = word_of(text, piece);
    g_autofree char *small = kx_lower(word, strlen(word));
    return kx_table_find(&kx_table_function_words, small, strlen(small)) != NULL ||
           (kx_words_has(small, strlen(small)) && !kx_words_has(word, strlen(word)));
}

static char *name_of(const char *text, const GArray *pieces, guint start, guint end)
{
    kx_range first = inner(text, g_array_index(pieces, kx_range, start));
    kx_range last = inner(text, g_array_index(pieces, kx_range, end - 1));
    return g_strndup(text + first.start, last.end - first.start);
}

char *kx_last_name(const char *text, size_t heard, size_t *start)
{
    g_autoptr(GArray) pieces = pieces_of(text);
    char *name = NULL;
    guint i = pieces->len > 0 && is_no_name(text, g_array_index(pieces, kx_range, 0));
    while (i < pieces->len && g_array_index(pieces, kx_range, i).start < heard) {
        guint end = name_end(text, pieces, i);
        if (end > i) {
            g_free(name);
            name = name_of(text, pieces, i, end);
            *start = g_array_index(pieces, kx_range, i).start;
        }
        i = MAX(end, i + 1);
    }
    return name;
}
