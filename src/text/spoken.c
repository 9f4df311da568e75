/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "text/spoken.h"

#include "text/latin.h"
#include "text/table.h"

#include <string.h>

enum { LETTER_DUTCH = 1, LETTER_ENGLISH = 3 }; /* columns of kx_table_letters */

kx_spoken *kx_spoken_new(void)
{
    kx_spoken *spoken = g_new0(kx_spoken, 1);
    spoken->tokens = g_array_new(FALSE, FALSE, sizeof(kx_token));
    spoken->morphemes = g_array_new(FALSE, FALSE, sizeof(kx_morpheme));
    spoken->arena = g_string_chunk_new(1024);
    return spoken;
}

void kx_spoken_free(kx_spoken *spoken)
{
    if (!spoken)
        return;
    g_array_unref(spoken->tokens);
    g_array_unref(spoken->morphemes);
    g_string_chunk_free(spoken->arena);
    g_free(spoken);
}

/* ---- morphemes ---- */

static const kx_morpheme *morpheme(const kx_spoken *spoken, unsigned i)
{
    return &g_array_index(spoken->morphemes, kx_morpheme, i);
}

static bool is_mark(const kx_morpheme *m)
{
    return m->kind == KX_MORPHEME_MARK || m->kind == KX_MORPHEME_MARK_FALLING ||
           m->kind == KX_MORPHEME_MARK_DASH;
}

static bool is_letter(const kx_morpheme *m)
{
    return m->kind == KX_MORPHEME_LETTER || m->kind == KX_MORPHEME_LETTER_EN;
}

static void append(kx_spoken *out, kx_morpheme_kind kind, kx_seam seam, const char *text)
{
    unsigned token = out->tokens->len > 0 ? out->tokens->len - 1 : 0;
    kx_morpheme m = {.kind = kind, .seam = seam, .text = text, .token = token};
    g_array_append_val(out->morphemes, m);
}

/* The row of a letter: of itself (Ö), or of the letter that its accent stands on (É: E). */
static const kx_cell *letter_row(gunichar letter)
{
    gunichar base[4];
    char key[8];
    if (letter < 128) {
        key[0] = g_ascii_toupper((char)letter);
        return kx_table_find(&kx_table_letters, key, 1);
    }
    gunichar capital = g_unichar_toupper(letter);
    int n = g_unichar_to_utf8(capital, key);
    const kx_cell *row = kx_table_find(&kx_table_letters, key, (size_t)n);
    if (row || g_unichar_fully_decompose(capital, FALSE, base, G_N_ELEMENTS(base)) == 0)
        return row;
    n = g_unichar_to_utf8(base[0], key);
    return kx_table_find(&kx_table_letters, key, (size_t)n);
}

void kx_say(kx_spoken *out, kx_seam seam, const char *words)
{
    bool after_letter = false;
    for (const char *at = words; *at;) {
        size_t n = strcspn(at, " ");
        if (n == 1 && g_ascii_isupper(*at)) {
            append(out, KX_MORPHEME_LETTER, after_letter ? KX_SEAM_LETTER : seam,
                   kx_text(letter_row((gunichar)*at), 0));
            after_letter = true;
        } else if (n > 0) {
            append(out, KX_MORPHEME_WORD, seam,
                   g_string_chunk_insert_len(out->arena, at, (gssize)n));
            after_letter = false;
        }
        if (n > 0)
            seam = KX_SEAM_SPACE;
        at += n;
        at += strspn(at, " ");
    }
}

/* Letters, blanks, ' and -, with the words of & and +. */
static char *words_of(const char *written)
{
    g_autoptr(GString) words = g_string_new(written);
    g_string_replace(words, "&", " en ", 0);
    g_string_replace(words, "+", " plus ", 0);
    return kx_latin(words->str, words->len);
}

void kx_say_sounds(kx_spoken *out, kx_seam seam, const char *written, const kx_cell *row)
{
    bool english = kx_lexicon_row_is(row, "lang:en");
    g_autofree char *latin = words_of(written);
    g_auto(GStrv) words = g_strsplit(latin, " ", -1);
    g_auto(GStrv) sounds = g_strsplit(kx_text(row, KX_LEXICON_VALUE), " ", -1);
    unsigned n_sounds = g_strv_length(sounds);
    bool as_one = !english && n_sounds <= 1;
    for (unsigned i = 0, n = 0; words[i]; i++) {
        if (!*words[i])
            continue;
        kx_seam joint = as_one ? KX_SEAM_PHRASE : KX_SEAM_SPACE;
        append(out, KX_MORPHEME_WORD, n == 0 ? seam : joint,
               g_string_chunk_insert(out->arena, words[i]));
        kx_morpheme *last = &g_array_index(out->morphemes, kx_morpheme, out->morphemes->len - 1);
        last->english = english;
        last->place = kx_text(row, KX_LEXICON_PLACE);
        if (!english)
            last->phonemes = n < n_sounds ? g_string_chunk_insert(out->arena, sounds[n]) : "";
        n++;
    }
}

bool kx_has_letter_name(gunichar letter)
{
    return letter_row(letter) != NULL;
}

void kx_say_letters(kx_spoken *out, kx_seam seam, const char *letters, bool english)
{
    kx_morpheme_kind kind = english ? KX_MORPHEME_LETTER_EN : KX_MORPHEME_LETTER;
    for (const char *at = letters; *at; at = g_utf8_next_char(at)) {
        const kx_cell *row = letter_row(g_utf8_get_char(at));
        if (!row)
            continue;
        append(out, kind, seam, kx_text(row, 0));
        seam = KX_SEAM_LETTER;
    }
}

/* Weakest first; the text of a mark morpheme is one of these. */
static const char *const marks[] = {",", ";", ":", ".", "!", "?"};

static unsigned mark_rank(char mark)
{
    for (unsigned i = 0; i < G_N_ELEMENTS(marks); i++) {
        if (marks[i][0] == mark)
            return i;
    }
    g_assert_not_reached();
}

static void say_mark(kx_spoken *out, kx_morpheme_kind kind, char mark)
{
    if (out->morphemes->len == 0)
        return;
    kx_morpheme *last = &g_array_index(out->morphemes, kx_morpheme, out->morphemes->len - 1);
    unsigned rank = mark_rank(mark);
    if (!is_mark(last)) {
        append(out, kind, KX_SEAM_JOIN, marks[rank]);
    } else if (rank > mark_rank(last->text[0]) ||
               (kind == KX_MORPHEME_MARK_DASH && rank == mark_rank(last->text[0]))) {
        last->kind = kind;
        last->text = marks[rank];
    }
}

void kx_say_mark(kx_spoken *out, char mark)
{
    say_mark(out, KX_MORPHEME_MARK, mark);
}

void kx_say_falling_question(kx_spoken *out)
{
    say_mark(out, KX_MORPHEME_MARK_FALLING, '?');
}

void kx_say_dash(kx_spoken *out)
{
    say_mark(out, KX_MORPHEME_MARK_DASH, ',');
}

/* ---- accents ---- */

static gunichar without_acute(gunichar c)
{
    gunichar base, mark;
    bool acute = g_unichar_decompose(c, &base, &mark) && mark == 0x301;
    return acute ? base : c;
}

static char *drop_acutes(const char *word)
{
    GString *out = g_string_new(NULL);
    for (const char *at = word; *at; at = g_utf8_next_char(at))
        g_string_append_unichar(out, without_acute(g_utf8_get_char(at)));
    return g_string_free(out, FALSE);
}

static bool is_front_e(gunichar c)
{
    return c == 0xE9 || c == 0xC9;
}

/* Whether the word ends in é, ée, és or ées, as words from French do (café, idée, cafés). */
static bool ends_in_accent(const char *word)
{
    const char *end = word + strlen(word);
    if (end > word && end[-1] == 's')
        end--;
    if (end > word && end[-1] == 'e')
        end--;
    return end > word && is_front_e(g_utf8_get_char(g_utf8_prev_char(end)));
}

/* Whether the spelling of a word has an accent by the table: the whole word, or a beginning of it
 * that ends in é (café: cafébezoek). */
static bool is_accented(const char *word)
{
    enum { BEGINNING_BYTES_MAX = 32 };
    for (const char *at = word; *at && at < word + BEGINNING_BYTES_MAX; at = g_utf8_next_char(at)) {
        size_t n = (size_t)(g_utf8_next_char(at) - word);
        if (is_front_e(g_utf8_get_char(at)) && kx_table_find_lower(&kx_table_accented, word, n))
            return true;
    }
    return kx_table_find_lower(&kx_table_accented, word, strlen(word)) != NULL;
}

/* Whether the acute accents of a word are there for emphasis (hét, géén, écht) and not part of its
 * spelling. Dutch spells only é in words of its own, at their end or in those of a table; names
 * (a capital) keep whatever they have. */
static bool accents_are_emphasis(const char *word, const char *bare)
{
    if (g_ascii_strcasecmp(bare, "een") == 0 || is_accented(word))
        return false;
    if (kx_table_find_lower(&kx_table_function_words, bare, strlen(bare)))
        return true;
    gunichar previous = 0;
    bool name = false;
    for (const char *at = word; *at; at = g_utf8_next_char(at)) {
        gunichar c = g_utf8_get_char(at);
        name |= g_unichar_isupper(c);
        bool both = without_acute(c) != c && previous != 0 && without_acute(previous) != previous;
        if (both)
            return true; /* a long vowel with the accent on both letters */
        previous = c;
    }
    return !name && !ends_in_accent(word);
}

/* Whether a part is as plain as most are: ASCII, without a capital inside. */
static bool is_plain(const char *part, size_t length)
{
    for (size_t i = 0; i < length; i++) {
        if ((unsigned char)part[i] >= 128 || (i > 0 && g_ascii_isupper(part[i])))
            return false;
    }
    return true;
}

/* One part of a word (between hyphens) as the engine is given it. */
static void append_part(GString *out, const char *text, size_t length)
{
    if (is_plain(text, length)) {
        g_string_append_len(out, text, (gssize)length);
        return;
    }
    g_autofree char *part = g_strndup(text, length);
    g_autofree char *bare = drop_acutes(part);
    const char *form = part;
    if (strcmp(part, "à") == 0)
        form = "a";
    else if (strcmp(bare, part) != 0 && accents_are_emphasis(part, bare))
        form = bare;

    bool inner_capital = false;
    for (const char *at = form; *at; at = g_utf8_next_char(at)) {
        if (at > form && g_unichar_isupper(g_utf8_get_char(at)))
            inner_capital = true;
    }
    if (inner_capital) {
        /* a McKenzie stays a name */
        const size_t kept = g_str_has_prefix(form, "Mc") ? 1 : 0;
        g_autofree char *lower = kx_lower(form + kept, strlen(form + kept));
        g_string_append_len(out, form, (gssize)kept);
        g_string_append(out, lower);
    } else {
        g_string_append(out, form);
    }
}

/* Hyphens stand only inside: behind a loose part (in- en verkoop) the engine would pause. */
static void append_speech_word(GString *out, const char *word)
{
    bool first = true;
    for (const char *at = word; *at;) {
        size_t n = strcspn(at, "-");
        if (n > 0) {
            if (!first)
                g_string_append_c(out, '-');
            append_part(out, at, n);
            first = false;
        }
        at += n + (at[n] == '-');
    }
}

/* ---- rendering ---- */

static bool joins_a_number(kx_seam seam)
{
    return seam == KX_SEAM_NUMBER || seam == KX_SEAM_EN || seam == KX_SEAM_COMPOUND;
}

/* Two vowels that would be read as one sound: a compound then takes a hyphen (drie-eenheid). */
static bool vowels_clash(char left, const char *right)
{
    static const char *const pairs[] = {"aa", "ai", "au", "ee", "ei", "eu", "ie",
                                        "oe", "oi", "oo", "ou", "ui", "uu"};
    for (unsigned i = 0; i < G_N_ELEMENTS(pairs); i++) {
        if (left == pairs[i][0] && right[0] == pairs[i][1])
            return true;
    }
    return false;
}

static const char *transcript_joint(const GString *out, const kx_morpheme *m)
{
    switch (m->seam) {
    case KX_SEAM_SPACE:
    case KX_SEAM_LETTER:
    case KX_SEAM_PHRASE:
        return " ";
    case KX_SEAM_HYPHEN:
        return "-";
    case KX_SEAM_COMPOUND:
        return vowels_clash(out->str[out->len - 1], m->text) ? "-" : "";
    default:
        return "";
    }
}

static bool is_e_suffix(const kx_morpheme *m)
{
    return m->seam == KX_SEAM_SUFFIX && g_str_has_prefix(m->text, "'e");
}

static const char *speech_joint(const kx_morpheme *m)
{
    switch (m->seam) {
    case KX_SEAM_SPACE:
    case KX_SEAM_NUMBER:
        return " ";
    case KX_SEAM_HYPHEN:
    case KX_SEAM_LETTER:
    case KX_SEAM_PHRASE:
    case KX_SEAM_EN:
    case KX_SEAM_COMPOUND:
        return "-";
    case KX_SEAM_SUFFIX:
        return is_e_suffix(m) ? "-" : "";
    default:
        return "";
    }
}

/* The number 1 inside another word: written "een", said "één". */
static bool is_inner_one(const kx_spoken *spoken, unsigned i)
{
    const kx_morpheme *m = morpheme(spoken, i);
    const kx_morpheme *next = i + 1 < spoken->morphemes->len ? morpheme(spoken, i + 1) : NULL;
    bool inside = joins_a_number(m->seam) || (next && joins_a_number(next->seam));
    return inside && (strcmp(m->text, "één") == 0 || strcmp(m->text, "een") == 0);
}

static void append_transcript(const kx_spoken *spoken, unsigned i, GString *out)
{
    const kx_morpheme *m = morpheme(spoken, i);
    if (is_inner_one(spoken, i))
        g_string_append(out, "een");
    else if (m->seam == KX_SEAM_EN && m->text[0] == 'e' && g_str_has_suffix(out->str, "e"))
        g_string_append_printf(out, "ë%s", m->text + 1);
    else
        g_string_append(out, m->text);
}

static void append_speech(const kx_spoken *spoken, unsigned i, GString *out)
{
    const kx_morpheme *m = morpheme(spoken, i);
    if (is_inner_one(spoken, i)) {
        g_string_append(out, "één");
    } else if (is_letter(m)) {
        unsigned column = m->kind == KX_MORPHEME_LETTER ? LETTER_DUTCH : LETTER_ENGLISH;
        const kx_cell *row = kx_table_find(&kx_table_letters, m->text, strlen(m->text));
        g_string_append(out, kx_text(row, column));
    } else if (m->kind == KX_MORPHEME_MARK_FALLING) {
        g_string_append_c(out, '.');
    } else if (is_mark(m)) {
        g_string_append(out, m->text);
    } else {
        append_speech_word(out, is_e_suffix(m) ? m->text + 1 : m->text);
    }
}

static void start_word(GArray *words, size_t start, unsigned first, unsigned token)
{
    if (!words)
        return;
    kx_rendered_word word = {
        .start = start, .end = start, .first = first, .last = first, .token = token};
    g_array_append_val(words, word);
}

static void extend_word(GArray *words, size_t end, unsigned last)
{
    if (!words)
        return;
    kx_rendered_word *word = &g_array_index(words, kx_rendered_word, words->len - 1);
    word->end = end;
    word->last = last;
}

char *kx_spoken_render(const kx_spoken *spoken, kx_rendering rendering, GArray *words)
{
    GString *out = g_string_new(NULL);
    bool speech = rendering == KX_RENDER_SPEECH, fresh = true, after_mark = false;
    for (unsigned i = 0; i < spoken->morphemes->len; i++) {
        const kx_morpheme *m = morpheme(spoken, i);
        if (is_mark(m)) {
            if (speech)
                append_speech(spoken, i, out);
            else
                g_string_append(out, m->text);
            after_mark = true;
            continue;
        }
        const char *joint = fresh ? "" : speech ? speech_joint(m) : transcript_joint(out, m);
        if (after_mark)
            joint = " ";
        size_t before = out->len, start = before + strlen(joint);
        g_string_append(out, joint);
        if (speech)
            append_speech(spoken, i, out);
        else
            append_transcript(spoken, i, out);
        if (out->len == start) { /* a loose hyphen, which is not said */
            g_string_truncate(out, before);
            continue;
        }
        if (fresh || joint[0] == ' ')
            start_word(words, start, i, m->token);
        extend_word(words, out->len, i + 1);
        fresh = after_mark = false;
    }
    return g_string_free(out, FALSE);
}
