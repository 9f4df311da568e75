/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "text/acronym_letters.h"

#include "text/latin.h"
#include "text/roman.h"
#include "text/table.h"

#include <string.h>

/* ---- pieces ---- */

void kx_acronym_add(kx_acronym_scan *s, kx_piece_seam seam, kx_piece_kind kind, const char *text,
                    size_t length)
{
    kx_piece_add(s->pieces, seam, kind, text, length);
    s->any_word = kind == KX_PIECE_WORD || kind == KX_PIECE_SOUNDS;
    s->mine |= !s->any_word;
    s->lower_word = s->any_word && g_unichar_islower(g_utf8_get_char(text));
}

void kx_acronym_add_word(kx_acronym_scan *s, kx_piece_seam seam, const char *text, size_t length)
{
    g_autofree char *latin = kx_latin(text, length);
    g_autofree char *lower = s->ctx->all_capitals ? kx_lower(latin, strlen(latin)) : NULL;
    const char *word = lower ? lower : latin;
    kx_acronym_add(s, seam, KX_PIECE_WORD, word, strlen(word));
    s->lower_word &= g_unichar_islower(g_utf8_get_char(text)); /* as it was written */
}

static bool has_vowel(const char *text, size_t length, const char *vowels)
{
    for (const char *at = text; at < text + length; at = g_utf8_next_char(at)) {
        if (!g_ascii_isalpha(*at) || strchr(vowels, *at))
            return true;
    }
    return false;
}

/* A word that is one without any list, and that speak/ finds by itself. */
static bool is_plain(const char *text, size_t length)
{
    for (const char *at = g_utf8_next_char(text); at < text + length; at = g_utf8_next_char(at)) {
        if (!g_unichar_islower(g_utf8_get_char(at)))
            return false;
    }
    return length > 1 && has_vowel(text, length, "AEIOUYaeiouy");
}

static void add_sounds(kx_acronym_scan *s, kx_piece_seam seam, const kx_cell *row, const char *text,
                       size_t length)
{
    bool lower = s->ctx->all_capitals && strcmp(kx_text(row, KX_LEXICON_FLAGS), "any-case") == 0;
    g_autofree char *plain = kx_lexicon_plain(text, length);
    g_autofree char *word = lower ? kx_lower(plain, strlen(plain)) : g_strdup(plain);
    kx_acronym_add(s, seam, KX_PIECE_SOUNDS, word, strlen(word));
    s->lower_word &= g_unichar_islower(g_utf8_get_char(text)); /* as it was written */
    s->mine |= !is_plain(text, length);
}

/* A row of the lexicon: its value, or else the written form, read as the row says. */
static void add_row(kx_acronym_scan *s, kx_piece_seam seam, const kx_cell *row, const char *text,
                    size_t length)
{
    const char *value = kx_text(row, KX_LEXICON_VALUE);
    size_t n = strlen(value);
    kx_piece_kind kind = kx_lexicon_row_is(row, "letters-en")   ? KX_PIECE_ENGLISH
                         : kx_lexicon_row_is(row, "letters-nl") ? KX_PIECE_LETTERS
                                                                : KX_PIECE_WORD;
    if (kx_lexicon_row_is_sound(row)) {
        add_sounds(s, seam, row, text, length);
        return;
    }
    bool own = n == 0;
    value = own ? text : value;
    n = own ? length : n;
    if (kind == KX_PIECE_WORD && own)
        kx_acronym_add_word(s, seam, value, n);
    else
        kx_acronym_add(s, seam, kind, value, n);
    s->mine = true;
}

/* ---- the lexicon ---- */

static size_t offset_of(const kx_acronym_scan *s, const char *text)
{
    return (size_t)(text - s->ctx->text);
}

/* Whether text[0..length) begins a compound or is inflected: it-bedrijf, it- en mediabedrijven,
 * it'er. */
static bool in_compound(const kx_acronym_scan *s, const char *text, size_t length)
{
    size_t end = offset_of(s, text) + length;
    gunichar next = kx_char_at(s->ctx, end);
    bool inflected = kx_is_apostrophe(next) && kx_char_at(s->ctx, end + kx_width(next)) == 'e';
    return s->parts == 0 && (kx_is_hyphen(next) || inflected);
}

static const kx_cell *find(const kx_acronym_scan *s, const char *text, size_t length)
{
    const kx_cell *row = kx_lexicon_find(kx_context_lexicon(s->ctx),
                                         KX_LEXICON_READING | KX_LEXICON_SOUND, text, length);
    if (row && strcmp(kx_text(row, KX_LEXICON_FLAGS), "any-case") != 0) {
        /* In a text of capitals OM and IS are words. */
        bool word = s->ctx->all_capitals && g_ascii_isupper(*text) &&
                    kx_table_find_lower(&kx_table_function_words, text, length);
        const char *flags = kx_text(row, KX_LEXICON_FLAGS);
        bool loose = (strcmp(flags, "compound") == 0 && !in_compound(s, text, length)) ||
                     (strcmp(flags, "behind") == 0 && s->parts == 0);
        return word || loose ? NULL : row;
    }
    return row;
}

size_t kx_acronym_add_key(kx_acronym_scan *s, kx_piece_seam seam)
{
    const kx_context *ctx = s->ctx;
    size_t length = 0;
    while (length < KX_LEXICON_WORD_MAX) {
        gunichar c = kx_char_at(ctx, s->at + length);
        if (c == 0 || kx_is_blank(c))
            break;
        length += kx_width(c);
    }
    const char *text = ctx->text + s->at;
    for (; length > 0; length = (size_t)(g_utf8_prev_char(text + length) - text)) {
        const kx_cell *row = kx_ends_at(ctx, s->at + length) ? find(s, text, length) : NULL;
        if (row) {
            add_row(s, seam, row, text, length);
            return length;
        }
    }
    return 0;
}

/* ---- letters in general ---- */

static unsigned count_capitals(const char *text, size_t length)
{
    unsigned n = 0;
    for (const char *at = text; at < text + length; at = g_utf8_next_char(at))
        n += g_unichar_isupper(g_utf8_get_char(at));
    return n;
}

static bool have_names(const char *text, size_t length)
{
    for (const char *at = text; at < text + length; at = g_utf8_next_char(at)) {
        if (!kx_has_letter_name(g_utf8_get_char(at)))
            return false;
    }
    return true;
}

bool kx_is_inflection(const char *text, size_t length)
{
    static const char *const endings[] = {"s",  "er",   "ers", "je",  "jes", "tje", "tjes",
                                          "en", "ster", "t",   "ten", "te",  "de"};
    for (unsigned i = 0; i < G_N_ELEMENTS(endings); i++) {
        if (strlen(endings[i]) == length && g_ascii_strncasecmp(text, endings[i], length) == 0)
            return true;
    }
    return false;
}

/* ---- words in capitals ---- */

/* Whether text[0..length), in capitals, is no doubt a word and not letters. */
static bool is_plain_word(const kx_context *ctx, const char *text, size_t length)
{
    enum { PLAIN_MIN = 4 };
    if (kx_table_find_lower(&kx_table_function_words, text, length))
        return true;
    const kx_cell *row = kx_lexicon_find(kx_context_lexicon(ctx), KX_LEXICON_READING, text, length);
    return length >= PLAIN_MIN && kx_pronounceable(text, length) &&
           (!row || kx_lexicon_row_is_word(row));
}

static bool is_plain_word_in_capitals(const kx_context *ctx, const char *text, size_t length)
{
    return length > 1 &&
           count_capitals(text, length) == (unsigned)g_utf8_strlen(text, (gssize)length) &&
           is_plain_word(ctx, text, length);
}

/* Whether a blank or hyphen and a plain word in capitals follow. */
static bool plain_word_after(const kx_context *ctx, size_t at)
{
    size_t blank = kx_blanks_at(ctx, at);
    size_t word = blank > 0 ? kx_word_at(ctx, at + blank) : 0;
    return is_plain_word_in_capitals(ctx, ctx->text + at + blank, word);
}

/* Whether the token before is a plain word in capitals. */
static bool plain_word_before(const kx_context *ctx, size_t at)
{
    if (ctx->before->len == 0 || at != ctx->at)
        return false;
    const kx_token *last = &g_array_index(ctx->before, kx_token, ctx->before->len - 1);
    return kx_is_blank(kx_char_before(ctx, at)) &&
           is_plain_word_in_capitals(ctx, ctx->text + last->range.start,
                                     last->range.end - last->range.start);
}

/* Capitals in a row that the table does not know: letters, but a word where four or more can be
 * read as one, or where they are a common Dutch word with emphasis (NIET). In a text of capitals,
 * and beside a word in capitals (DEN HAAG, NEW YORK), all is words but what has no vowel. */
static bool is_word_in_capitals(const kx_acronym_scan *s, const char *text, size_t length)
{
    enum { WORD_MIN = 4, SHORT_MAX = 3, LETTERS_MAX = 8 };
    size_t at = offset_of(s, text);
    if (s->ctx->all_capitals)
        return has_vowel(text, length, "AEIOUY");
    if (kx_table_find_lower(&kx_table_function_words, text, length))
        return true;
    if (length >= WORD_MIN && kx_pronounceable(text, length))
        return true;
    if (length > LETTERS_MAX && has_vowel(text, length, "AEIOUY")) /* HOOFDSTUK */
        return true;
    return length >= SHORT_MAX && has_vowel(text, length, "AEIOUY") &&
           (plain_word_before(s->ctx, at) || plain_word_after(s->ctx, at + length));
}

/* ---- mixed case ---- */

/* Where a run of capitals of two letters or more ends or begins inside a name (PostNL, OpenSSL,
 * RTLNieuws): the bytes before the seam, 0 if there is none. The rest is a word, with a capital
 * unless no syllable can begin so (NLnet). */
static size_t camel_seam(const char *text, size_t length)
{
    enum { WORD_LETTERS_MIN = 3, CAPITALS_MIN = 2 };
    size_t first = 0, last = length;
    while (first < length && g_ascii_isupper(text[first]))
        first++;
    while (last > 0 && g_ascii_isupper(text[last - 1]))
        last--;
    if (first <= 1 && length - last >= CAPITALS_MIN && last >= WORD_LETTERS_MIN)
        return has_vowel(text, last, "AEIOUYaeiouy") ? last : 0;
    if (last < length || count_capitals(text, length) > first || first < CAPITALS_MIN ||
        length - first + 1 < WORD_LETTERS_MIN || !has_vowel(text + first, length - first, "aeiouy"))
        return 0;
    bool word = kx_pronounceable(text + first, length - first);
    bool longer = kx_pronounceable(text + first - 1, length - first + 1);
    if (word && !longer && length - first >= WORD_LETTERS_MIN)
        return first;
    return first > CAPITALS_MIN ? first - 1 : 0;
}

/* Capitals with small letters between that are no part of a word: WvSr, KvK, PhD, NMa, IoT. */
static bool is_mixed_initials(const char *text, size_t length, unsigned capitals)
{
    enum { LETTERS_MAX = 6, CAPITALS_MIN = 2 };
    bool one_at_end = capitals + 1 == length && g_ascii_islower(text[length - 1]);
    bool one_inside = length == 3 && g_ascii_islower(text[1]);
    return capitals >= CAPITALS_MIN && length <= LETTERS_MAX && capitals < length &&
           (one_at_end || one_inside || !has_vowel(text, length, "aeiou"));
}

/* Where the small "en" stands before a last capital (JenV, DTenV, but not GenAI): the letters
 * before it, 0 if there is none. */
static size_t joined_initials(const char *text, size_t length)
{
    enum { CAPITALS_MAX = 2 };
    size_t n = 0;
    while (n < length && g_ascii_isupper(text[n]))
        n++;
    bool joined = n > 0 && n <= CAPITALS_MAX && length == n + strlen("enV") &&
                  memcmp(text + n, "en", strlen("en")) == 0 && g_ascii_isupper(text[length - 1]);
    return joined ? n : 0;
}

/* Small letters that are no word: without a vowel (kg, nl), or a few next to digits (mp3, co2). */
static bool is_short_code(const char *text, size_t length, bool coded)
{
    enum { CODE_LETTERS = 3, BARE_LETTERS = 4 };
    if (length <= BARE_LETTERS && !has_vowel(text, length, "AEIOUYaeiouy"))
        return true;
    return coded && length <= CODE_LETTERS &&
           !(length == CODE_LETTERS && kx_pronounceable(text, length));
}

/* The bytes of an acronym in front of a plain inflection (BVs, PvdAers), 0 if it is none. */
static size_t inflected_stem(const kx_acronym_scan *s, const char *text, size_t length)
{
    enum { STEM_MIN = 2 };
    size_t stem = length;
    while (stem > 0 && g_ascii_islower(text[stem - 1]))
        stem--;
    bool inflected = stem >= STEM_MIN && stem < length &&
                     kx_is_inflection(text + stem, length - stem) &&
                     (count_capitals(text, stem) == stem || find(s, text, stem));
    return inflected ? stem : 0;
}

/* Where an acronym that the lexicon knows ends before a word in small letters (SIMkaart): its
 * bytes, 0 if there is none. */
static size_t known_seam(const kx_acronym_scan *s, const char *text, size_t length)
{
    enum { CAPITALS_MIN = 2, WORD_LETTERS_MIN = 3 };
    size_t n = 0;
    while (n < length && g_ascii_isupper(text[n]))
        n++;
    bool word = n >= CAPITALS_MIN && length - n >= WORD_LETTERS_MIN &&
                count_capitals(text, length) == n && has_vowel(text + n, length - n, "aeiouy");
    return word && find(s, text, n) ? n : 0;
}

/* ---- the whole ---- */

static void add_capitals(kx_acronym_scan *s, kx_piece_seam seam, const char *text, size_t length)
{
    bool after_name = s->parts > 0 && s->any_word;
    if (after_name && kx_is_plain_roman(text, length)) { /* kabinet-Rutte-IV, type-II */
        g_autofree char *digits = g_strdup_printf("%u", kx_roman_value(text, length));
        kx_acronym_add(s, KX_PIECE_APART, KX_PIECE_NUMBER, digits, strlen(digits));
    } else if (is_word_in_capitals(s, text, length)) {
        kx_acronym_add_word(s, seam, text, length);
    } else {
        kx_acronym_add(s, seam, KX_PIECE_LETTERS, text, length);
    }
}

/* IJ at the head of a word is one letter (IJslander, IJlst). */
static bool begins_with_ij(const char *text, size_t length)
{
    return length > 2 && strncmp(text, "IJ", 2) == 0 && count_capitals(text, length) == 2;
}

static void add_mixed(kx_acronym_scan *s, kx_piece_seam seam, const char *text, size_t length,
                      bool coded)
{
    if (begins_with_ij(text, length)) {
        kx_acronym_add_word(s, seam, text, length);
        return;
    }
    unsigned capitals = count_capitals(text, length);
    size_t stem = capitals > 1 ? inflected_stem(s, text, length) : 0;
    size_t camel = capitals > 1 ? known_seam(s, text, length) : 0;
    if (camel == 0 && capitals > 1)
        camel = camel_seam(text, length);
    size_t joined = capitals > 1 ? joined_initials(text, length) : 0;
    if (joined > 0) {
        kx_acronym_add(s, seam, KX_PIECE_LETTERS, text, joined);
        kx_acronym_add(s, KX_PIECE_APART, KX_PIECE_WORD, "en", strlen("en"));
        kx_acronym_add(s, KX_PIECE_APART, KX_PIECE_LETTERS, text + length - 1, 1);
    } else if (stem > 0) {
        g_autofree char *ending = g_strdup_printf("'%.*s", (int)(length - stem), text + stem);
        kx_acronym_add_letters(s, seam, text, stem, coded);
        kx_acronym_add(s, KX_PIECE_INFLECTION, KX_PIECE_WORD, ending, strlen(ending));
    } else if (is_mixed_initials(text, length, capitals) || is_short_code(text, length, coded)) {
        kx_acronym_add(s, seam, KX_PIECE_LETTERS, text, length);
    } else if (camel > 0) {
        kx_acronym_add_letters(s, seam, text, camel, false);
        kx_acronym_add_letters(s, KX_PIECE_APART, text + camel, length - camel, false);
    } else {
        kx_acronym_add_word(s, seam, text, length);
    }
}

void kx_acronym_add_letters(kx_acronym_scan *s, kx_piece_seam seam, const char *text, size_t length,
                            bool coded)
{
    const kx_cell *row = find(s, text, length);
    const kx_cell *greek = kx_table_find(&kx_table_signs, text, length);
    unsigned letters = (unsigned)g_utf8_strlen(text, (gssize)length);
    unsigned capitals = count_capitals(text, length);
    if (row) {
        add_row(s, seam, row, text, length);
    } else if (greek) {
        const char *name = kx_text(greek, 1);
        kx_acronym_add(s, seam, KX_PIECE_WORD, name, strlen(name));
        s->mine = true;
    } else if (!have_names(text, length)) {
        kx_acronym_add_word(s, seam, text, length);
    } else if (letters == 1) {
        /* u, o and à are words, but not in 4o. */
        bool word =
            capitals == 0 && !coded && kx_table_find(&kx_table_function_words, text, length);
        kx_acronym_add(s, seam, word ? KX_PIECE_WORD : KX_PIECE_LETTERS, text, length);
    } else if (capitals == letters) {
        add_capitals(s, seam, text, length);
    } else {
        add_mixed(s, seam, text, length, coded);
    }
}
